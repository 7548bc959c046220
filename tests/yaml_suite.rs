//! What is YAML, and what it means, is decided by others: the YAML test suite, run in full.
//!
//! `RAPPORTEUR_SHARED` names the directory that holds `suites/`; without it, `../shared` beside the
//! crate is looked at, and where there is none the test says so.

#![expect(
    clippy::expect_used,
    reason = "helpers of tests fail the test and say what was left out; the settings that allow it cover test functions only"
)]

use std::path::{Path, PathBuf};

use rapporteur::finding::Severity;
use rapporteur::yaml;
use serde_json::Value;

/// Valid YAML that is refused on purpose: file, number of the case in it, code of the finding.
///
/// The reason stands before each group.
const REFUSED: &[(&str, usize, &str)] = &[
    // One key twice: what a reader makes of it is a matter of taste, and a person has slipped.
    ("2JQS", 0, "yaml/duplicate-key"),
    // A list or a mapping as a key: JSON, and so a schema, has no such keys.
    ("4FJ6", 0, "yaml/key-not-scalar"),
    ("6BFJ", 0, "yaml/key-not-scalar"),
    ("6PBE", 0, "yaml/key-not-scalar"),
    ("9MMW", 0, "yaml/key-not-scalar"),
    ("KK5P", 0, "yaml/key-not-scalar"),
    ("LX3P", 0, "yaml/key-not-scalar"),
    ("M2N8", 0, "yaml/key-not-scalar"),
    ("M2N8", 1, "yaml/key-not-scalar"),
    ("M5DY", 0, "yaml/key-not-scalar"),
    ("Q9WF", 0, "yaml/key-not-scalar"),
    ("RZP5", 0, "yaml/key-not-scalar"),
    ("SBG9", 0, "yaml/key-not-scalar"),
    ("V9D5", 0, "yaml/key-not-scalar"),
    ("X38W", 0, "yaml/key-not-scalar"),
    ("XW4D", 0, "yaml/key-not-scalar"),
    // A directive with two versions: the suite itself asks readers not to support it.
    ("ZYU8", 2, "yaml/syntax"),
    // Tags beyond the core schema: what they mean is known to their authors only.
    ("2XXW", 0, "yaml/unknown-tag"),
    ("565N", 0, "yaml/unknown-tag"),
    ("5TYM", 0, "yaml/unknown-tag"),
    ("6CK3", 0, "yaml/unknown-tag"),
    ("6WLZ", 0, "yaml/unknown-tag"),
    ("7FWL", 0, "yaml/unknown-tag"),
    ("9WXW", 0, "yaml/unknown-tag"),
    ("C4HZ", 0, "yaml/unknown-tag"),
    ("CC74", 0, "yaml/unknown-tag"),
    ("CUP7", 0, "yaml/unknown-tag"),
    ("J7PZ", 0, "yaml/unknown-tag"),
    ("M5C3", 0, "yaml/unknown-tag"),
    ("P76L", 0, "yaml/unknown-tag"),
    ("UGM3", 0, "yaml/unknown-tag"),
    ("Z67P", 0, "yaml/unknown-tag"),
    ("Z9M4", 0, "yaml/unknown-tag"),
];

/// One case.
struct Case {
    file: String,
    index: usize,
    yaml: String,
    fails: bool,
    /// What it means, one value a document; `None` where JSON has no such value.
    json: Option<Vec<Value>>,
}

impl Case {
    fn name(&self) -> String {
        format!("{}/{}", self.file, self.index)
    }
}

#[test]
fn what_is_no_yaml_is_refused_and_what_is_has_its_meaning() {
    let folder = folder();
    if !folder.is_dir() {
        eprintln!("skipped: no YAML test suite at {}", folder.display());
        return;
    }
    let cases = cases(&folder);
    let mut complaints = Vec::new();
    let mut refused = Vec::new();
    for case in &cases {
        let file = yaml::read("case.yaml", &case.yaml);
        let fault = file
            .findings
            .iter()
            .find(|finding| finding.severity == Severity::Error);
        let on_purpose = REFUSED
            .iter()
            .find(|(file, index, _)| (*file, *index) == (case.file.as_str(), case.index));
        match (case.fails, fault, on_purpose) {
            (true, Some(_), None) => {}
            (false, Some(fault), Some((_, _, code))) if fault.code == *code => refused.push(case.name()),
            (false, None, None) => {
                let values: Vec<Value> = file
                    .documents
                    .iter()
                    .map(|document| document.root.to_json())
                    .collect();
                if let Some(meaning) = case.json.as_ref().filter(|meaning| !same(meaning, &values)) {
                    complaints.push(format!("{}: {meaning:?} is read as {values:?}", case.name()));
                }
            }
            (_, fault, _) => {
                let said = fault.map(|fault| (fault.code, &fault.message));
                complaints.push(format!(
                    "{}: fails {}, said {said:?}\n{}",
                    case.name(),
                    case.fails,
                    case.yaml
                ));
            }
        }
    }
    assert!(
        complaints.is_empty(),
        "{} complaints\n{}",
        complaints.len(),
        complaints.join("\n")
    );
    assert_eq!(
        refused.len(),
        REFUSED.len(),
        "all deliberate refusals are in the suite"
    );
    let count = |holds: fn(&&Case) -> bool| cases.iter().filter(holds).count();
    eprintln!(
        "{} cases, {} to be refused, {} with a JSON meaning, {} refused on purpose",
        cases.len(),
        count(|case| case.fails),
        count(|case| case.json.is_some()),
        refused.len()
    );
}

fn folder() -> PathBuf {
    let named = std::env::var_os("RAPPORTEUR_SHARED").map(PathBuf::from);
    let shared = named.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    shared.join("suites/yaml-test-suite")
}

/// All cases of the suite. A case takes from the one before it in its file what it does not say.
fn cases(folder: &Path) -> Vec<Case> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the suite can be listed")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect();
    paths.sort();
    let mut cases = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("the case can be read");
        let list: Vec<serde_yaml::Mapping> = serde_yaml::from_str(&text).expect("a list of cases");
        let file = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let mut json: Option<String> = None;
        for (index, case) in list.iter().enumerate() {
            let text = |key: &str| case.get(key).and_then(|value| value.as_str()).map(plain);
            let fails = case
                .get("fail")
                .is_some_and(|value| value.as_bool() == Some(true));
            // `json` is taken over only by a case that says nothing else of its meaning.
            json = text("json").or_else(|| json.filter(|_| case.get("tree").is_none()));
            cases.push(Case {
                file: file.clone(),
                index,
                yaml: text("yaml").expect("a case has its text"),
                fails,
                json: json.clone().filter(|_| !fails).map(|json| values(&json)),
            });
        }
    }
    cases
}

/// The values of several JSON texts one after another.
fn values(json: &str) -> Vec<Value> {
    serde_json::Deserializer::from_str(json)
        .into_iter()
        .map(|value| value.expect("the meaning is JSON"))
        .collect()
}

/// The text of a case without the signs that stand for what cannot be seen.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    // A tab is `»` with as many dashes before it as it is wide.
    for part in text.split_inclusive('»') {
        match part.strip_suffix('»') {
            Some(before) => {
                plain.push_str(before.trim_end_matches('—'));
                plain.push('\t');
            }
            None => plain.push_str(part),
        }
    }
    let plain = plain
        .replace('␣', " ")
        .replace('←', "\r")
        .replace('⇔', "\u{FEFF}")
        .replace('↵', "");
    match plain.strip_suffix("∎\n") {
        Some(cut) => cut.to_string(),
        None => plain,
    }
}

/// True where the values are the same, numbers by what they measure.
fn same(one: &[Value], other: &[Value]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| alike(one, other))
}

fn alike(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        (Value::Array(one), Value::Array(other)) => same(one, other),
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(key, value)| other.get(key).is_some_and(|found| alike(value, found)))
        }
        _ => one == other,
    }
}
