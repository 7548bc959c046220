//! The examples on the pages of codes: one fires, the other does not.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests fail the test; the setting that allows it covers test functions only"
)]

use std::collections::BTreeSet;
use std::path::Path;

use rapporteur::document::Document;
use rapporteur::finding::Finding;
use rapporteur::finding::codes::{self, Code};
use rapporteur::finding::page::Page;
use rapporteur::grounding::{Config, Source, check, waiver_findings};
use rapporteur::schema::{Schema, Schemas, validate_text};
use rapporteur::yaml;

/// What a record needs, key by key; an example that is a fragment lacks some of it.
const NEEDED: [(&str, &str); 5] = [
    ("record:", "record: summit-summary/1\n"),
    ("source:", "source:\n  id: example\n"),
    (
        "event:",
        "event:\n  kind: talks\n  evidence: The leaders of Uzbekistan and Japan held talks\n",
    ),
    (
        "parties:",
        "parties:\n  - name: Japan\n    kind: state\n    evidence: The leaders of Uzbekistan and Japan\n",
    ),
    ("participants:", "participants: []\n"),
];

/// An example as the record that it stands for, as the head of `src/finding/page.rs` has it.
fn completed(example: &str) -> String {
    if ["record:", "---", "%", "{"]
        .iter()
        .any(|start| example.starts_with(start))
    {
        return example.to_owned();
    }
    let lacks = |key: &str| !example.lines().any(|line| line.starts_with(key));
    let mut record: String = NEEDED
        .iter()
        .filter(|(key, _)| lacks(key))
        .map(|&(_, lines)| lines)
        .collect();
    record.push_str(example);
    record
}

/// What is found in a record that is held against the source of its page. The page of waivers has
/// settings there instead.
fn held(code: &Code, record: &str) -> Vec<Finding> {
    let own = page(code).source.unwrap_or_default();
    held_against(code, own, record)
}

fn held_against(code: &Code, own: &str, record: &str) -> Vec<Finding> {
    let (text, settings) = if code.name == "trace/stale-waiver" {
        ("", own)
    } else {
        (own, "")
    };
    let source = Source::of(Document::new(
        "source",
        format!("{text}The leaders of Uzbekistan and Japan held talks.\n"),
    ));
    let config = Config::parse(settings).expect("the settings can be read");
    let today = jiff::civil::date(2026, 1, 1);
    let file = yaml::read("example.yaml", record);
    assert_eq!(
        Schema::built_in().check(&file),
        [],
        "{}: the example fits the schema",
        code.name
    );
    let document = file.documents.first().expect("a document");
    let checked = check(&file, document, Schema::built_in(), &source, &config, today);
    let mut findings = checked.findings;
    findings.extend(waiver_findings(
        "rapporteur.toml",
        settings,
        &config,
        &checked.waivers,
        &["example.yaml".to_owned()],
        today,
    ));
    findings
}

/// The codes of what is found in an example.
fn found(code: &Code, example: &str) -> Vec<&'static str> {
    let name = if example.starts_with('{') {
        "example.json"
    } else {
        "example.yaml"
    };
    let record = completed(example);
    let findings = match code.area() {
        "yaml" | "schema" => Schemas::default().check(&yaml::read(name, &record)),
        "vouch" | "trace" => held(code, &record),
        area => panic!("no check is known here that runs the examples of {area}/"),
    };
    findings.iter().map(|finding| finding.code).collect()
}

fn page(code: &Code) -> Page<'static> {
    Page::parse(code.page).expect("the page has its parts")
}

#[test]
fn the_first_example_fires() {
    let quiet: Vec<(&str, Vec<&str>)> = codes::ALL
        .iter()
        .map(|code| (code.name, found(code, page(code).fires)))
        .filter(|(name, found)| !found.contains(name))
        .collect();
    assert_eq!(quiet, [], "codes whose example does not fire, and what it gives");
}

#[test]
fn the_second_example_gives_no_finding_at_all() {
    let loud: Vec<(&str, Vec<&str>)> = codes::ALL
        .iter()
        .map(|code| (code.name, found(code, page(code).silent)))
        .filter(|(_, found)| !found.is_empty())
        .collect();
    assert_eq!(loud, [], "codes whose second example gives findings");
}

#[test]
fn a_fragment_is_completed_to_a_record_without_a_finding() {
    let record = completed("topics: []\n");
    assert!(record.ends_with("participants: []\ntopics: []\n"), "{record}");
    assert_eq!(validate_text("example.yaml", &record, Schema::built_in()), []);
}

#[test]
fn the_cases_beside_a_page_fire_and_their_neighbours_do_not() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/grounding");
    let mut seen = 0;
    for code in codes::ALL
        .iter()
        .filter(|code| ["vouch", "trace"].contains(&code.area()))
    {
        // What a waiver waives stands in settings, which the page has.
        if code.name == "trace/stale-waiver" {
            continue;
        }
        let path = folder.join(code.name.replace('/', "-")).with_extension("yaml");
        let text = std::fs::read_to_string(&path).expect("cases of the code");
        let file = yaml::read("cases.yaml", &text);
        let cases = file.documents.first().expect("a document").root.to_json();
        for case in cases.as_array().expect("a list of cases") {
            let part = |name: &str| {
                case.get(name)
                    .and_then(serde_json::Value::as_str)
                    .expect("a source and two records")
            };
            let found = |record: &str| -> Vec<&'static str> {
                let findings = held_against(code, part("source"), &completed(record));
                findings.iter().map(|finding| finding.code).collect()
            };
            let fires = found(part("fires"));
            assert!(fires.contains(&code.name), "{}: found {fires:?}", path.display());
            assert_eq!(found(part("silent")), [] as [&str; 0], "{}", path.display());
            seen += 1;
        }
    }
    assert!(seen >= 50, "{seen} cases");
}

/// The codes that the program's source names, in the form that a finding takes them in.
fn named_in(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            named_in(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && !path.ends_with("finding/codes.rs")
        {
            let text = std::fs::read_to_string(&path).expect("a file");
            // Unit tests stand at the end of a file.
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
            let code = code.lines().filter(|line| !line.trim_start().starts_with("//"));
            let quoted = code.flat_map(|line| line.split('"').skip(1).step_by(2));
            let areas = ["yaml/", "schema/", "vouch/", "trace/"];
            found.extend(
                quoted
                    .filter(|text| areas.iter().any(|area| text.starts_with(area)))
                    .map(str::to_owned),
            );
        }
    }
}

#[test]
fn every_code_is_reported_and_every_code_that_is_reported_is_in_the_table() {
    let mut named = BTreeSet::new();
    named_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut named);
    let listed: BTreeSet<String> = codes::ALL.iter().map(|code| code.name.to_owned()).collect();
    assert_eq!(named, listed);
}
