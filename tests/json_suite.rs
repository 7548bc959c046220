//! What is JSON is decided by others: the JSON parsing test suite, run in full.
//!
//! `RAPPORTEUR_SHARED` names the directory that holds `suites/`; without it, `../shared` beside the
//! crate is looked at, and where there is none the test says so.

use std::path::{Path, PathBuf};

use rapporteur::yaml;

/// Texts that the suite wants read and that are refused on purpose.
const REFUSED: &[&str] = &[
    // A key twice: RFC 8259 leaves open what it means, and in a record it is a slip.
    "y_object_duplicated_key.json",
    "y_object_duplicated_key_and_value.json",
];

#[test]
fn what_is_json_is_read_and_nothing_else() {
    let folder = folder();
    if !folder.is_dir() {
        eprintln!("skipped: no JSON test suite at {}", folder.display());
        return;
    }
    let (mut complaints, mut count, mut refused) = (Vec::new(), 0, 0);
    for entry in std::fs::read_dir(&folder).expect("the suite can be listed") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).expect("the text can be read");
        count += 1;
        let on_purpose = REFUSED.contains(&name.as_str());
        refused += usize::from(on_purpose);
        match (name.split('_').next(), value(&bytes)) {
            (Some("y"), Some(value)) if !on_purpose => {
                let other: Option<serde_json::Value> = serde_json::from_slice(&bytes).ok();
                if other.as_ref() != Some(&value) {
                    complaints.push(format!("{name}: {value} is {other:?} to another reader"));
                }
            }
            (Some("y"), None) if on_purpose => {}
            (Some("n"), None) | (Some("i"), _) => {}
            (_, value) => complaints.push(format!("{name}: read as {value:?}")),
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    assert_eq!(refused, REFUSED.len(), "all deliberate refusals are in the suite");
    eprintln!("{count} texts, {refused} refused on purpose");
}

/// The value of a text that is read without a finding.
fn value(bytes: &[u8]) -> Option<serde_json::Value> {
    let text = std::str::from_utf8(bytes).ok()?;
    let file = yaml::read("text.json", text);
    let document = file.documents.first().filter(|_| file.findings.is_empty())?;
    Some(document.root.to_json())
}

fn folder() -> PathBuf {
    let named = std::env::var_os("RAPPORTEUR_SHARED").map(PathBuf::from);
    let shared = named.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    shared.join("suites/json-test-suite/test_parsing")
}
