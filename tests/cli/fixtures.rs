//! How a dozen of the broken fixtures look to the person who has written them.

use std::path::Path;

use insta::assert_snapshot;

use super::rapporteur;

/// One of each kind: keys, values, types, forms, conditions, other schemas, syntax, YAML itself.
const SHOWN: [&str; 12] = [
    "form-country-in-words",
    "key-missing-evidence",
    "key-misspelt",
    "key-twice",
    "other-schema-five",
    "several-at-once",
    "syntax-quote-closed-too-late",
    "type-number-in-words",
    "value-one-sided-range",
    "wide-letters",
    "yaml-merge-key",
    "yaml-norway",
];

#[test]
fn the_findings_of_the_fixtures_look_like_this() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in SHOWN {
        let path = format!("fixtures/invalid/{name}.yaml");
        let output = rapporteur(root, &["validate", &path])
            .output()
            .expect("the command runs");
        assert_snapshot!(format!("fixture_{name}"), String::from_utf8_lossy(&output.stdout));
    }
}
