//! Vouching: what a record says that its source does not.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests fail the test; the setting that allows it covers test functions only"
)]

#[path = "grounding/falsifications.rs"]
mod falsifications;

use std::path::Path;

use rapporteur::document::Document;
use rapporteur::grounding::{Source, vouch};
use rapporteur::schema::Schema;
use rapporteur::yaml;

const SEED: &str = include_str!("../seeds/uzbekistan-japan.txt");
const SUMMARY: &str = include_str!("../fixtures/summaries/uzbekistan-japan.yaml");

/// The codes of what vouching finds in `record`.
fn codes(source: &Source, record: &str) -> Vec<&'static str> {
    let file = yaml::read("record.yaml", record);
    assert_eq!(file.findings, [], "the record is YAML:\n{record}");
    let json = file.documents.first().expect("a document").root.to_json();
    let annotations = Schema::built_in().annotations(&json, "grounding");
    assert!(!annotations.is_empty(), "the record fits its schema:\n{record}");
    vouch(source, &json, &annotations).marks.iter().map(|mark| mark.code).collect()
}

/// `record` with `from` made `to`; `from` stands there once.
fn changed(record: &str, from: &str, to: &str) -> String {
    assert_eq!(record.matches(from).count(), 1, "{from:?} stands in the summary once");
    record.replace(from, to)
}

#[test]
fn the_true_summary_of_the_seed_passes_clean() {
    let source = Source::of(Document::new("seed", SEED));
    assert_eq!(codes(&source, SUMMARY), [] as [&str; 0]);
}

#[test]
fn every_planted_falsification_is_found() {
    let source = Source::of(Document::new("seed", SEED));
    let mut missed = Vec::new();
    for (kind, from, to, code) in falsifications::FALSE {
        let found = codes(&source, &changed(SUMMARY, from, to));
        if !found.contains(code) {
            missed.push(format!("{kind}: {from:?} → {to:?} wants {code}, found {found:?}"));
        }
    }
    assert!(missed.is_empty(), "{} of {} missed:\n{}", missed.len(), falsifications::FALSE.len(), missed.join("\n"));
}

#[test]
fn no_harmless_neighbour_is_accused() {
    let source = Source::of(Document::new("seed", SEED));
    let mut accused = Vec::new();
    for (kind, from, to) in falsifications::TRUE {
        let found = codes(&source, &changed(SUMMARY, from, to));
        if !found.is_empty() {
            accused.push(format!("{kind}: {from:?} → {to:?} found {found:?}"));
        }
    }
    assert!(accused.is_empty(), "{} of {} accused:\n{}", accused.len(), falsifications::TRUE.len(), accused.join("\n"));
}

/// Where the real readouts lie, if they are there.
fn shared() -> Option<std::path::PathBuf> {
    let folder = std::env::var_os("RAPPORTEUR_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), std::path::PathBuf::from)
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
        let found: Vec<&str> = codes(&source, &record).into_iter().filter(|code| !milder.contains(code)).collect();
        assert_eq!(found, [] as [&str; 0], "{}", path.display());
    }
}
