//! A fixture that is broken by hand fails, at the right place.

use std::path::Path;

use rapporteur::record::{Evidence, Record};
use rapporteur::suite::Suite;

use super::{Folder, giving, run, the_only, told};

/// The Uzbekistan–Japan readout with its record, in which `from` is replaced by `to`.
fn seed(from: &str, to: &str) -> Folder {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| std::fs::read_to_string(project.join(path)).expect("it is part of the project");
    let record = read("fixtures/summaries/uzbekistan-japan.yaml");
    // The record says where its editor finds the schema; it is copied elsewhere here.
    let record = record.replace(
        "# yaml-language-server: $schema=../../schemas/summit-summary.schema.json\n",
        "\n",
    );
    assert_eq!(record.matches(from).count(), 1, "`{from}` stands there once");
    let folder = Folder::with(&[
        ("seeds/uzbekistan-japan.txt", &read("seeds/uzbekistan-japan.txt")),
        (
            "fixtures/summaries/uzbekistan-japan.yaml",
            &record.replace(from, to),
        ),
    ]);
    folder.write("rapporteur.toml", "[suite]\ncases = [\"fixtures\"]\n");
    folder
}

/// The codes of what is wrong with it.
fn codes(from: &str, to: &str) -> Vec<String> {
    let told = told(&seed(from, to).only_case());
    told.iter()
        .map(|told| told.rsplit(' ').next().expect("a word").to_owned())
        .collect()
}

#[test]
fn as_it_is_nothing_is_wrong() {
    assert_eq!(
        codes(
            "reported_by: presidential press service",
            "reported_by: presidential press service"
        ),
        [""; 0]
    );
}

#[test]
fn each_way_of_breaking_it_is_told_by_its_code() {
    for (from, to, code) in [
        ("kind: talks", "kind: tlaks", "schema/unknown-value"),
        (
            "reported_by: presidential",
            "reportedby: presidential",
            "schema/unknown-key",
        ),
        ("a65a46c8e6f7", "b65a46c8e6f7", "vouch/source-changed"),
        (
            "- name: Sanae Takaichi\n",
            "- name: Sanae Takaishi\n",
            "vouch/name-not-found",
        ),
        (
            "evidence: Japanese Prime Minister Sanae Takaichi",
            "evidence: Japanese Premier Sanae Takaichi",
            "vouch/quote-not-found",
        ),
        (
            "label: geology\n",
            "label: seismology\n",
            "vouch/phrase-not-found",
        ),
    ] {
        let codes = codes(from, to);
        assert!(codes.contains(&code.to_owned()), "{from} → {to}: {codes:?}");
    }
}

#[test]
fn every_fixture_that_is_broken_fails() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let suite = Suite::load(&fixtures).expect("a suite");
    // Every code is as severe as it is by itself: the settings of the fixtures lower none.
    let settings = std::fs::read_to_string(fixtures.join("rapporteur.toml")).expect("it is there");
    assert!(!settings.contains("[severity]"), "{settings}");
    let folder = Folder::with(&[]);
    for case in suite.cases() {
        let (Some(text), Some(record)) = (&case.source, &case.record) else {
            panic!("{} has a text and a record", case.name);
        };
        let text = std::fs::read_to_string(text).expect("text");
        let record = std::fs::read_to_string(record).expect("text");
        let mut record: Record = serde_yaml::from_str(&record).expect("a record");
        record.source.path = None;
        let good = record.to_yaml();
        let faults = |text: &str, record: &str| {
            folder.write("case.txt", text);
            folder.write("case.yaml", record);
            // The extractor is not what is looked at.
            told(&the_only(run(&folder.suite().with_extractor(giving(&good)))))
        };
        let has = |faults: &[String], code: &str| {
            assert!(
                faults.iter().any(|fault| fault.ends_with(code)),
                "{}: {code} in {faults:?}",
                case.name
            );
        };
        assert_eq!(faults(&text, &good), [""; 0], "{}", case.name);
        has(
            &faults(&text, &good.replacen("    evidence:", "    evidnce:", 1)),
            "schema/unknown-key",
        );
        has(&faults(&format!("{text}More."), &good), "vouch/source-changed");
        record.parties[0].evidence = Evidence::quote("They said nothing of the kind");
        has(&faults(&text, &record.to_yaml()), "vouch/quote-not-found");
    }
}
