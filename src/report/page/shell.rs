//! The templates, and what stands around what they are filled with: styles, script, policy.

use std::fmt::Write;
use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, Error, UndefinedBehavior, Value, context};
use sha2::{Digest, Sha256};

use super::{COLOURS, CaseLine, CasePage, Kills, SuiteView};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// How a fact and its passages look when they light up; letters stay clear on that ground.
const LIT: &str = "background-color:var(--glow);--soft:var(--ink);--link:var(--ink);--edge-l:var(--lit-l)";

/// Of a page so many facts are joined to their passages by styles; links join all of them. Each
/// costs the browser a rule that it has to ask at every move of the pointer.
const MOST_JOINED: usize = 1500;

/// The templates. Their names end in `.html`, by which the engine knows to escape.
static TEMPLATES: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut templates = Environment::new();
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    let tidy = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build();
    templates.set_syntax(tidy.unwrap_or_default());
    for (name, text) in [
        ("frame.html", include_str!("templates/frame.html")),
        ("page.html", include_str!("templates/page.html")),
        ("case.html", include_str!("templates/case.html")),
        ("source.html", include_str!("templates/source.html")),
        ("record.html", include_str!("templates/record.html")),
        ("notice.html", include_str!("templates/notice.html")),
        ("changes.html", include_str!("templates/changes.html")),
        ("score.html", include_str!("templates/score.html")),
        ("suite.html", include_str!("templates/suite.html")),
        ("kills.html", include_str!("templates/kills.html")),
        ("index.html", include_str!("templates/index.html")),
        ("lines.html", include_str!("templates/lines.html")),
    ] {
        // A template that does not parse is missing, and asking for it fails; a test asks for all.
        let _ = templates.add_template(name, text);
    }
    templates
});

/// A page with these cases; `home` is the index to which it leads back.
pub(super) fn page(
    title: &str,
    cases: &[CasePage],
    suite: Option<&SuiteView>,
    kills: Option<&Kills>,
    home: Option<&str>,
) -> Result<String, Error> {
    let joins = joins(cases);
    let sections = sections(cases);
    let states: Vec<(&str, usize)> = ledger(cases);
    fill(
        "page.html",
        context! {
            title,
            cases => Serde(cases),
            suite => Serde(suite),
            kills => Serde(kills),
            home,
            has_findings => cases.iter().any(|case| case.line.errors + case.line.warnings + case.line.notes > 0),
            has_changes => cases.iter().any(|case| !case.changes.is_empty()),
            has_bare => cases.iter().any(|case| case.line.lacking > 0),
            sections => Serde(sections),
            states => Serde(states),
            policy => policy(&[STYLE, &joins]),
            style => Value::from_safe_string(STYLE.to_owned()),
            joins => Value::from_safe_string(joins),
            script => Value::from_safe_string(SCRIPT.to_owned()),
        },
    )
}

/// The index of a folder of pages.
pub(super) fn index(
    title: &str,
    lines: &[(String, CaseLine)],
    suite: Option<&SuiteView>,
    kills: Option<&Kills>,
) -> Result<String, Error> {
    fill(
        "index.html",
        context! {
            title,
            lines => Serde(lines),
            suite => Serde(suite),
            kills => Serde(kills),
            policy => policy(&[STYLE]),
            style => Value::from_safe_string(STYLE.to_owned()),
            joins => Value::from_safe_string(String::new()),
            script => Value::from_safe_string(SCRIPT.to_owned()),
        },
    )
}

fn fill(template: &str, with: Value) -> Result<String, Error> {
    let mut page = TEMPLATES.get_template(template)?.render(with)?;
    page.push('\n');
    Ok(page)
}

/// A page may use its own styles and its own script, and load nothing.
fn policy(styles: &[&str]) -> String {
    let mut policy = "default-src 'none'; base-uri 'none'; form-action 'none'; style-src".to_owned();
    for style in styles {
        // Writing to a string does not fail.
        let _ = write!(policy, " 'sha256-{}'", digest(style));
    }
    let _ = write!(policy, "; script-src 'sha256-{}'", digest(SCRIPT));
    policy
}

fn digest(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text))
}

/// The rules that light up a fact and its passages together.
fn joins(cases: &[CasePage]) -> String {
    let mut rules = String::new();
    let facts = cases
        .iter()
        .enumerate()
        .flat_map(|(at, case)| (1..=case.line.facts).map(move |fact| (at, fact)));
    for (at, fact) in facts.take(MOST_JOINED) {
        let name = format!("c{at}f{fact}");
        let _ = writeln!(
            rules,
            "body:has(.{name}:is(:hover,:focus-within)) .{name}{{{LIT}}}"
        );
    }
    rules
}

/// The sections of all cases, by colour, each with its title.
fn sections(cases: &[CasePage]) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for section in cases.iter().flat_map(|case| &case.sections) {
        let known = found.iter().any(|(slot, _)| *slot == section.slot);
        if !known && !section.cards.is_empty() {
            found.push((section.slot % COLOURS, section.title.clone()));
        }
    }
    found.sort_by_key(|&(slot, _)| slot);
    found
}

/// How many sentences of all cases became what, without what none became.
fn ledger(cases: &[CasePage]) -> Vec<(&'static str, usize)> {
    let mut sums: Vec<(&str, usize)> = Vec::new();
    for &(state, count) in cases.iter().flat_map(|case| &case.ledger) {
        match sums.iter_mut().find(|(known, _)| *known == state) {
            Some((_, sum)) => *sum += count,
            None => sums.push((state, count)),
        }
    }
    sums.retain(|&(_, count)| count > 0);
    sums
}

#[cfg(test)]
mod tests {
    use super::{STYLE, TEMPLATES, digest};

    #[test]
    fn every_template_parses() {
        for name in [
            "frame", "page", "case", "source", "record", "notice", "changes", "score", "suite", "kills",
            "index", "lines",
        ] {
            let template = TEMPLATES.get_template(&format!("{name}.html"));
            assert!(template.is_ok(), "{name}: {:?}", template.err());
        }
    }

    #[test]
    fn digests_are_as_policies_write_them() {
        // Of the empty text, as every table of digests has it.
        assert_eq!(digest(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert!(!STYLE.contains("</"), "a style must not end its element");
    }
}
