//! Vouching: what a record says that its source does not.

#![expect(
    clippy::expect_used,
    reason = "helpers of tests fail the test; the setting that allows it covers test functions only"
)]

#[path = "grounding/apart.rs"]
mod apart;
#[path = "grounding/falsifications.rs"]
mod falsifications;
#[path = "grounding/findings.rs"]
mod findings;
#[path = "grounding/sentences.rs"]
mod sentences;
#[path = "grounding/told.rs"]
mod told;

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::date;
use proptest::prelude::*;
use rapporteur::document::Document;
use rapporteur::extract::extract;
use rapporteur::finding::{Severity, codes};
use rapporteur::grounding::{Config, Source, Vouched, check, vouch};
use rapporteur::schema::Schema;
use rapporteur::yaml;

const SEED: &str = include_str!("../seeds/uzbekistan-japan.txt");
const SUMMARY: &str = include_str!("../fixtures/summaries/uzbekistan-japan.yaml");

/// What vouching makes of `record`.
fn vouched(source: &Source, record: &str) -> Vouched {
    let file = yaml::read("record.yaml", record);
    assert_eq!(file.findings, [], "the record is YAML:\n{record}");
    let json = file.documents.first().expect("a document").root.to_json();
    let annotations = Schema::built_in().annotations(&json, "grounding");
    assert!(!annotations.is_empty(), "the record fits its schema:\n{record}");
    vouch(source, &json, &annotations)
}

/// The codes of what vouching finds in `record`.
fn found_in(source: &Source, record: &str) -> Vec<&'static str> {
    let marks = vouched(source, record).marks;
    marks.iter().map(|mark| mark.code).collect()
}

/// `record` with `from` made `to`; `from` stands there once.
fn changed(record: &str, from: &str, to: &str) -> String {
    assert_eq!(
        record.matches(from).count(),
        1,
        "{from:?} stands in the summary once"
    );
    record.replace(from, to)
}

#[test]
fn the_true_summary_of_the_seed_passes_clean() {
    let source = Source::of(Document::new("seed", SEED));
    assert_eq!(found_in(&source, SUMMARY), [] as [&str; 0]);
}

#[test]
fn every_planted_falsification_is_found() {
    let source = Source::of(Document::new("seed", SEED));
    let mut missed = Vec::new();
    for (kind, from, to, code) in falsifications::FALSE {
        let found = found_in(&source, &changed(SUMMARY, from, to));
        if !found.contains(code) {
            missed.push(format!("{kind}: {from:?} → {to:?} wants {code}, found {found:?}"));
        }
    }
    assert!(
        missed.is_empty(),
        "{} of {} missed:\n{}",
        missed.len(),
        falsifications::FALSE.len(),
        missed.join("\n")
    );
}

#[test]
fn no_harmless_neighbour_is_accused() {
    let source = Source::of(Document::new("seed", SEED));
    let mut accused = Vec::new();
    for (kind, from, to) in falsifications::TRUE {
        let found = found_in(&source, &changed(SUMMARY, from, to));
        if !found.is_empty() {
            accused.push(format!("{kind}: {from:?} → {to:?} found {found:?}"));
        }
    }
    assert!(
        accused.is_empty(),
        "{} of {} accused:\n{}",
        accused.len(),
        falsifications::TRUE.len(),
        accused.join("\n")
    );
}

/// Where the real readouts lie, if they are there.
fn shared() -> Option<std::path::PathBuf> {
    let folder = std::env::var_os("RAPPORTEUR_SHARED")
        .map_or_else(
            || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
            std::path::PathBuf::from,
        )
        .join("readouts");
    folder.is_dir().then_some(folder)
}

#[test]
fn true_records_of_real_readouts_give_no_error() {
    let Some(folder) = shared() else {
        println!("not run: there is no ../shared and no RAPPORTEUR_SHARED");
        return;
    };
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "yaml") {
            continue;
        }
        let record = std::fs::read_to_string(&path).expect("a record");
        let text = std::fs::read_to_string(path.with_extension("txt")).expect("its source");
        let source = Source::of(Document::new("source", text));
        let milder = ["vouch/not-in-evidence", "vouch/speaker-left-out"];
        let found: Vec<&str> = found_in(&source, &record)
            .into_iter()
            .filter(|code| !milder.contains(code))
            .collect();
        assert_eq!(found, [] as [&str; 0], "{}", path.display());
    }
}

#[test]
fn what_the_built_in_reader_writes_gives_no_error() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [Some(root.join("seeds")), shared()];
    let mut records = 0;
    for folder in folders.into_iter().flatten() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.extension().is_none_or(|extension| extension != "txt") {
                continue;
            }
            let document = Document::new("source", std::fs::read_to_string(&path).expect("a text"));
            let record = extract(&document).expect("a readout").to_json_value();
            let annotations = Schema::built_in().annotations(&record, "grounding");
            let vouched = vouch(&Source::of(document), &record, &annotations);
            let is_error =
                |code: &str| codes::find(code).is_some_and(|code| code.severity == Severity::Error);
            let errors: Vec<_> = vouched.marks.iter().filter(|mark| is_error(mark.code)).collect();
            assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
            records += 1;
        }
    }
    assert!(records >= 1, "no record was read");
}

/// Record types of other people, each in a folder with its schema, a source, a true record, and
/// false ones that name on their first line what must be found.
#[test]
fn records_of_other_schemas_are_held_with_no_code_of_their_own() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/schemas");
    let mut seen = 0;
    for kind in ["quarterly-results", "rate-decision"] {
        let folder = folder.join(kind);
        let schema = Schema::load(&folder.join("schema.json")).expect("the schema is one");
        let text = std::fs::read_to_string(folder.join("source.txt")).expect("a source");
        let source = Source::of(Document::new("source.txt", text));
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.extension().is_none_or(|extension| extension != "yaml") {
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("a record");
            let file = yaml::read("record.yaml", &text);
            assert_eq!(schema.check(&file), [], "{}", path.display());
            let document = file.documents.first().expect("a document");
            let checked = check(
                &file,
                document,
                &schema,
                &source,
                &Config::default(),
                date(2026, 1, 1),
            );
            let found: Vec<&str> = checked.findings.iter().map(|finding| finding.code).collect();
            match text.lines().next().and_then(|line| line.strip_prefix("# wants ")) {
                Some(wanted) => assert!(found.contains(&wanted), "{}: {found:?}", path.display()),
                None => assert_eq!(found, [] as [&str; 0], "{}", path.display()),
            }
            seen += 1;
        }
    }
    assert!(seen >= 18, "{seen} records");
}

/// The names of the properties of `schema`, at any depth.
fn properties(schema: &serde_json::Value, names: &mut BTreeSet<String>) {
    if let Some(members) = schema.get("properties").and_then(serde_json::Value::as_object) {
        names.extend(members.keys().cloned());
    }
    match schema {
        serde_json::Value::Object(members) => members.values().for_each(|value| properties(value, names)),
        serde_json::Value::Array(items) => items.iter().for_each(|value| properties(value, names)),
        _ => {}
    }
}

/// What the vocabulary itself names: the members of a selector, and `const`.
const OF_THE_VOCABULARY: [&str; 5] = ["end", "exact", "prefix", "start", "suffix"];

#[test]
fn the_checker_knows_no_field_name_of_any_schema() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut names = BTreeSet::new();
    properties(Schema::built_in().document(), &mut names);
    for kind in ["quarterly-results", "rate-decision"] {
        let path = root.join("fixtures/schemas").join(kind).join("schema.json");
        properties(
            Schema::load(&path).expect("the schema is one").document(),
            &mut names,
        );
    }
    names.retain(|name| !OF_THE_VOCABULARY.contains(&name.as_str()));
    assert!(names.contains("status") && names.contains("speaker") && names.contains("points"));
    let mut known = Vec::new();
    for entry in std::fs::read_dir(root.join("src/grounding")).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a file");
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            // A member is looked up by `get("…")`, or stands in a pointer `"/…"`.
            for name in &names {
                let looked_up = [
                    format!("get(\"{name}\""),
                    format!("\"/{name}"),
                    format!("text(\"{name}\""),
                    format!("offset(\"{name}\""),
                ];
                if looked_up.iter().any(|call| line.contains(call.as_str())) {
                    known.push(format!("{}: {line}", path.display()));
                }
            }
        }
    }
    assert_eq!(known, [] as [String; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the record's texts and the source are, checking ends, and every place it tells lies
    /// in the file that it names.
    #[test]
    fn any_record_and_any_source_can_be_checked(words in prop::collection::vec("(?s)[^\u{0}]{0,12}", 6), text in "(?s).{0,200}", cut in 0_usize..400) {
        let seed: String = SEED.chars().skip(cut * 12).take(400).collect();
        let text = [text.as_str(), seed.as_str()].concat();
        let record = serde_json::json!({
            "record": "summit-summary/1",
            "source": {"id": "x", "title": words[0]},
            "event": {"kind": "talks", "when": {"text": words[1], "edtf": "2026~"}, "evidence": words[2]},
            "parties": [{"name": words[3], "code": "JP", "kind": "state", "evidence": [words[4], {"exact": words[5], "start": cut, "end": cut + 3}]}],
            "participants": [{"name": words[1], "role": words[2], "party": "JP", "evidence": text}],
            "figures": [{"value": cut, "kind": "count", "unit": words[3], "upper": 1, "evidence": text}],
            "outcomes": [{"kind": "other", "status": "agreed", "title": words[4], "parties": ["JP", words[0]], "evidence": text}],
            "statements": [{"speaker": words[5], "act": "said", "text": words[0], "quoted": true, "evidence": words[1]}],
        });
        let source = Source::of(Document::new("source", text.clone()));
        let annotations = Schema::built_in().annotations(&record, "grounding");
        let vouched = vouch(&source, &record, &annotations);
        for mark in vouched.marks {
            prop_assert!(record.pointer(&mark.pointer).is_some() || mark.pointer.is_empty(), "{}", mark.pointer);
            if let Some(span) = mark.source {
                prop_assert!(text.get(source.as_read(span).range()).is_some(), "{span:?}");
            }
        }
    }
}

/// Time grows with the text and the record, not with their product's square: texts that make
/// everything match everything end at once.
#[test]
fn texts_made_to_cost_time_do_not() {
    let long = [
        "a ".repeat(33_000),
        "not if ".repeat(10_000),
        "The President said ".repeat(3_000),
        "Japan and ".repeat(6_000),
        "1 ".repeat(33_000),
        "2025-13-45".repeat(6_600),
        "\"".repeat(33_000),
        "e\u{301}\u{ad}".repeat(16_000),
        "agreed to sign, and ".repeat(3_000),
        "first of the ".repeat(5_000),
    ];
    for text in long {
        let quote: String = text.chars().take(5_000).collect();
        let record = serde_json::json!({
            "record": "summit-summary/1",
            "source": {"id": "x"},
            "event": {"kind": "talks", "evidence": quote},
            "parties": [{"name": "Japan", "code": "JP", "kind": "state", "evidence": format!("{quote} x")}],
            "participants": [{"name": "Ana Berg", "role": "President", "party": "JP", "evidence": format!("{quote} … {quote} … {quote}")}],
            "figures": [{"value": 7, "kind": "count", "unit": "a a a", "evidence": text}],
            "outcomes": [{"kind": "other", "status": "agreed", "title": "a", "evidence": text}],
            "statements": [{"speaker": "Japan", "act": "said", "text": "a", "evidence": text}],
        });
        let source = Source::of(Document::new("source", text.clone()));
        let annotations = Schema::built_in().annotations(&record, "grounding");
        let begun = std::time::Instant::now();
        vouch(&source, &record, &annotations);
        let took = begun.elapsed();
        assert!(
            took.as_secs() < 20,
            "{took:?} for {:?}",
            text.chars().take(20).collect::<String>()
        );
    }
}

/// A record with one outcome about `title`, of which it says `status`, with the passage as evidence.
fn outcome(passage: &str, title: &str, status: &str) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let evidence = quoted(passage.trim_end_matches('.'));
    format!(
        "record: summit-summary/1\nsource: {{id: x}}\nevent: {{kind: talks, evidence: {evidence}}}\n\
         parties: [{{name: Norway, code: \"NO\", kind: state, evidence: {evidence}}}]\nparticipants: []\n\
         outcomes: [{{kind: other, status: {status}, title: {}, evidence: {evidence}}}]\n",
        quoted(title)
    )
}

#[test]
fn a_status_needs_its_words_and_no_more() {
    let mut wrong = Vec::new();
    let whole = sentences::STATUSES.iter().chain(apart::STATUSES);
    let whole = whole.map(|(text, title, holds, fails)| (text, text, title, holds, fails));
    let quoted = apart::QUOTED.iter();
    let quoted = quoted.map(|(text, passage, title, holds, fails)| (text, passage, title, holds, fails));
    for (text, passage, title, holds, fails) in whole.chain(quoted) {
        let source = Source::of(Document::new("source", *text));
        let of_status = |status: &str| {
            let found = found_in(&source, &outcome(passage, title, status));
            let strength = [
                "vouch/too-strong",
                "vouch/no-cue",
                "vouch/negated",
                "vouch/stalled",
                "vouch/conditional",
                "vouch/only-expected",
            ];
            found.into_iter().find(|code| strength.contains(code))
        };
        if let Some(code) = of_status(holds) {
            wrong.push(format!("{text} {holds}: accused of {code}"));
        }
        if of_status(fails).is_none() {
            wrong.push(format!("{text} {fails}: not found"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_view_is_given_to_who_holds_it() {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let mut wrong = Vec::new();
    for (text, view, holds, fails) in sentences::SPEAKERS {
        let source = Source::of(Document::new("source", *text));
        let accused = |speaker: &str| {
            let evidence = quoted(text.trim_end_matches('.'));
            let record = format!(
                "record: summit-summary/1\nsource: {{id: x}}\nevent: {{kind: talks, evidence: {evidence}}}\n\
                 parties: [{{name: Norway, code: \"NO\", kind: state, evidence: {evidence}}}]\nparticipants: []\n\
                 statements: [{{speaker: {}, act: said, text: {}, evidence: {}}}]\n",
                quoted(speaker),
                quoted(view),
                quoted(view)
            );
            found_in(&source, &record).contains(&"vouch/other-speaker")
        };
        if accused(holds) {
            wrong.push(format!("{text} {holds}: accused"));
        }
        if fails.is_some_and(|fails| !accused(fails)) {
            wrong.push(format!("{text} {fails:?}: not found"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_figure_may_be_told_in_several_ways() {
    let mut wrong = Vec::new();
    for (text, holds, fails) in sentences::FIGURES.iter().chain(apart::FIGURES) {
        let source = Source::of(Document::new("source", format!("Norway met Chile. {text}")));
        let accused = |figure: &str| {
            let evidence = serde_json::Value::from(text.trim_end_matches('.')).to_string();
            let record = format!(
                "record: summit-summary/1\nsource: {{id: x}}\nevent: {{kind: talks, evidence: Norway met Chile}}\n\
                 parties: [{{name: Norway, code: \"NO\", kind: state, evidence: Norway met Chile}}]\nparticipants: []\n\
                 figures: [{{{figure}, evidence: {evidence}}}]\n"
            );
            let found = found_in(&source, &record);
            found.into_iter().find(|code| code.starts_with("vouch/number"))
        };
        if let Some(code) = accused(holds) {
            wrong.push(format!("{text} {holds}: accused of {code}"));
        }
        if accused(fails).is_none() {
            wrong.push(format!("{text} {fails}: not found"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
