//! The codes of findings: one row each, with the page that explains it.
//!
//! A code is `area/name`. Its name tells the fault, not the cure. Areas are `yaml` (reading),
//! `schema` (form), `vouch` (record → source) and `trace` (source → record). Codes are stable: they
//! stand in settings, in CI rules and in other people's scripts.
//!
//! To add one, add a row at its place in the alphabet, and a page `pages/AREA-NAME.md` (the format
//! is described in [`page`](super::page)). Tests demand the page with all its parts, run its examples, and demand
//! that the code is reported somewhere.

use super::Severity;

/// One kind of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// Its stable name, `area/name`.
    pub name: &'static str,
    /// How serious such a finding is, unless settings say otherwise.
    pub severity: Severity,
    /// The fault in a few words, as a heading.
    pub title: &'static str,
    /// The page that explains it, in Markdown; [`Page::parse`](super::page::Page::parse) takes it apart.
    pub page: &'static str,
}

impl Code {
    /// The part before the slash.
    pub fn area(&self) -> &'static str {
        self.name.split_once('/').map_or(self.name, |(area, _)| area)
    }
}

/// Every code, sorted by name.
pub const ALL: &[Code] = &[
    code(
        "schema/missing-key",
        Severity::Error,
        "Missing key",
        include_str!("pages/schema-missing-key.md"),
    ),
    code(
        "schema/no-schema",
        Severity::Error,
        "Schema that cannot be had",
        include_str!("pages/schema-no-schema.md"),
    ),
    code(
        "schema/out-of-range",
        Severity::Error,
        "Number out of range",
        include_str!("pages/schema-out-of-range.md"),
    ),
    code(
        "schema/repeated-item",
        Severity::Error,
        "Item given twice",
        include_str!("pages/schema-repeated-item.md"),
    ),
    code(
        "schema/unknown-key",
        Severity::Error,
        "Unknown key",
        include_str!("pages/schema-unknown-key.md"),
    ),
    code(
        "schema/unknown-value",
        Severity::Error,
        "Value outside its set",
        include_str!("pages/schema-unknown-value.md"),
    ),
    code(
        "schema/unwanted-key",
        Severity::Error,
        "Key that must not stand here",
        include_str!("pages/schema-unwanted-key.md"),
    ),
    code(
        "schema/wrong-form",
        Severity::Error,
        "Value of the wrong form",
        include_str!("pages/schema-wrong-form.md"),
    ),
    code(
        "schema/wrong-length",
        Severity::Error,
        "Too few or too many",
        include_str!("pages/schema-wrong-length.md"),
    ),
    code(
        "schema/wrong-type",
        Severity::Error,
        "Value of the wrong type",
        include_str!("pages/schema-wrong-type.md"),
    ),
    code(
        "yaml/alias-budget",
        Severity::Error,
        "Aliases ask for too much memory",
        include_str!("pages/yaml-alias-budget.md"),
    ),
    code(
        "yaml/ambiguous-scalar",
        Severity::Warning,
        "Value that YAML readers disagree about",
        include_str!("pages/yaml-ambiguous-scalar.md"),
    ),
    code(
        "yaml/bad-escape",
        Severity::Error,
        "Unknown escape",
        include_str!("pages/yaml-bad-escape.md"),
    ),
    code(
        "yaml/colon-in-text",
        Severity::Error,
        "Colon inside text",
        include_str!("pages/yaml-colon-in-text.md"),
    ),
    code(
        "yaml/duplicate-key",
        Severity::Error,
        "Key given twice",
        include_str!("pages/yaml-duplicate-key.md"),
    ),
    code(
        "yaml/indentation",
        Severity::Error,
        "Indentation that fits nothing",
        include_str!("pages/yaml-indentation.md"),
    ),
    code(
        "yaml/key-not-scalar",
        Severity::Error,
        "List or mapping as a key",
        include_str!("pages/yaml-key-not-scalar.md"),
    ),
    code(
        "yaml/key-too-long",
        Severity::Error,
        "Key that is too long",
        include_str!("pages/yaml-key-too-long.md"),
    ),
    code(
        "yaml/merge-key",
        Severity::Error,
        "Merge key",
        include_str!("pages/yaml-merge-key.md"),
    ),
    code(
        "yaml/misplaced-item",
        Severity::Error,
        "List item on the line of its key",
        include_str!("pages/yaml-misplaced-item.md"),
    ),
    code(
        "yaml/missing-colon",
        Severity::Error,
        "Missing colon",
        include_str!("pages/yaml-missing-colon.md"),
    ),
    code(
        "yaml/missing-space",
        Severity::Error,
        "Missing space after a colon",
        include_str!("pages/yaml-missing-space.md"),
    ),
    code(
        "yaml/no-document",
        Severity::Error,
        "Nothing to read",
        include_str!("pages/yaml-no-document.md"),
    ),
    code(
        "yaml/not-finite",
        Severity::Error,
        "Infinity, or no number",
        include_str!("pages/yaml-not-finite.md"),
    ),
    code(
        "yaml/number-too-long",
        Severity::Error,
        "Number with too many digits",
        include_str!("pages/yaml-number-too-long.md"),
    ),
    code(
        "yaml/recursive-alias",
        Severity::Error,
        "Value that contains itself",
        include_str!("pages/yaml-recursive-alias.md"),
    ),
    code(
        "yaml/reserved-character",
        Severity::Error,
        "Text begins with a reserved character",
        include_str!("pages/yaml-reserved-character.md"),
    ),
    code(
        "yaml/syntax",
        Severity::Error,
        "Not YAML, or not JSON",
        include_str!("pages/yaml-syntax.md"),
    ),
    code(
        "yaml/tab-indentation",
        Severity::Error,
        "Indented with a tab",
        include_str!("pages/yaml-tab-indentation.md"),
    ),
    code(
        "yaml/tag-mismatch",
        Severity::Error,
        "Tag that does not fit its value",
        include_str!("pages/yaml-tag-mismatch.md"),
    ),
    code(
        "yaml/text-after-quote",
        Severity::Error,
        "Text after a closing quotation mark",
        include_str!("pages/yaml-text-after-quote.md"),
    ),
    code(
        "yaml/too-deep",
        Severity::Error,
        "Nested too deeply",
        include_str!("pages/yaml-too-deep.md"),
    ),
    code(
        "yaml/too-large",
        Severity::Error,
        "File that is too large",
        include_str!("pages/yaml-too-large.md"),
    ),
    code(
        "yaml/unbalanced-bracket",
        Severity::Error,
        "Bracket without its partner",
        include_str!("pages/yaml-unbalanced-bracket.md"),
    ),
    code(
        "yaml/unclosed-quote",
        Severity::Error,
        "Quotation mark that is not closed",
        include_str!("pages/yaml-unclosed-quote.md"),
    ),
    code(
        "yaml/unknown-anchor",
        Severity::Error,
        "Alias without its anchor",
        include_str!("pages/yaml-unknown-anchor.md"),
    ),
    code(
        "yaml/unknown-tag",
        Severity::Error,
        "Unknown tag",
        include_str!("pages/yaml-unknown-tag.md"),
    ),
];

/// The code called `name`.
///
/// ```
/// use rapporteur::finding::{Severity, codes};
/// let code = codes::find("schema/unknown-key").ok_or("unknown")?;
/// assert_eq!((code.area(), code.severity), ("schema", Severity::Error));
/// # Ok::<(), &str>(())
/// ```
pub fn find(name: &str) -> Option<&'static Code> {
    let index = ALL.binary_search_by(|code| code.name.cmp(name)).ok()?;
    ALL.get(index)
}

/// A row.
const fn code(name: &'static str, severity: Severity, title: &'static str, page: &'static str) -> Code {
    Code {
        name,
        severity,
        title,
        page,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::ALL;
    use crate::finding::page::Page;

    #[test]
    fn the_table_is_sorted_and_no_code_stands_twice() {
        assert!(ALL.is_sorted_by(|one, next| one.name < next.name));
    }

    #[test]
    fn names_are_an_area_and_a_name() {
        for code in ALL {
            let (area, name) = code.name.split_once('/').expect("a slash");
            assert!(["yaml", "schema", "vouch", "trace"].contains(&area), "{area}");
            assert!(name.split('-').all(|word| !word.is_empty()), "{name}");
            let plain =
                |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
            assert!(name.chars().all(plain), "{name}");
            assert!(code.title.starts_with(char::is_uppercase), "{}", code.title);
            assert!(!code.title.ends_with('.'), "{}", code.title);
        }
    }

    #[test]
    fn each_code_has_its_own_page_with_all_parts() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/finding/pages");
        for code in ALL {
            let page = folder.join(code.name.replace('/', "-")).with_extension("md");
            let text = std::fs::read_to_string(&page).expect("a page of the code's name");
            assert_eq!(text, code.page, "{} has the page of another code", code.name);
            if let Err(error) = Page::parse(code.page) {
                panic!("{}: {error}", page.display());
            }
        }
    }

    #[test]
    fn each_page_has_its_code() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/finding/pages");
        let pages: BTreeSet<String> = std::fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        let named = ALL.iter().map(|code| code.name.replace('/', "-") + ".md");
        assert_eq!(pages, named.collect());
    }
}
