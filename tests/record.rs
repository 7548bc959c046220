//! The typed record and the schema are one format: neither can change without the other.
//!
//! `RAPPORTEUR_SHARED` names the directory that holds `readouts/`, hand-made records of published
//! texts; without it, `../shared` beside the crate is looked at.

#![expect(
    clippy::expect_used,
    reason = "helpers of tests fail the test; the setting that allows it covers test functions only"
)]

#[path = "record/agreement.rs"]
mod agreement;
#[path = "record/demands.rs"]
mod demands;
#[path = "record/generator.rs"]
mod generator;

use std::path::PathBuf;

use jsonschema::Validator;
use proptest::prelude::*;
use rapporteur::record::{Figure, Record};
use serde_json::Value;

fn schema() -> Value {
    serde_json::from_str(include_str!("../schemas/summit-summary.schema.json")).expect("the schema is JSON")
}

fn validator() -> Validator {
    jsonschema::validator_for(&schema()).expect("the schema compiles")
}

fn complaints(validator: &Validator, document: &Value) -> Vec<String> {
    validator
        .iter_errors(document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_record_is_valid_and_survives_json_and_yaml(record in generator::records()) {
        let value = record.to_json_value();
        let complaints = complaints(&validator(), &value);
        prop_assert!(complaints.is_empty(), "{complaints:#?}\n{value:#}");
        prop_assert_eq!(Record::from_json_value(&value), Ok(record.clone()));

        let json: Value = serde_json::from_str(&record.to_json()).expect("JSON text parses");
        prop_assert_eq!(&json, &value);
        let yaml = record.to_yaml();
        let read: Record = serde_yaml::from_str(&yaml).expect("YAML text reads as a record");
        prop_assert_eq!(&read, &record);
        // The library's own writer gets the same numbers, which pass through it as doubles.
        let figures = serde_yaml::to_string(&record.figures).expect("figures are written");
        let figures: Vec<Figure> = serde_yaml::from_str(&figures).expect("figures are read");
        prop_assert_eq!(figures.len(), record.figures.len());
        for (read, written) in figures.iter().zip(&record.figures) {
            prop_assert_eq!((read.value, read.upper), (written.value, written.upper));
        }
    }
}

#[test]
fn the_schema_is_a_valid_schema() {
    assert!(jsonschema::meta::is_valid(&schema()));
}

/// `base` with the members of `change`; a `null` takes the member away.
fn changed(base: &Value, change: &Value) -> Value {
    let mut result = base.clone();
    let members = result.as_object_mut().expect("an object");
    for (key, value) in change.as_object().expect("an object") {
        if value.is_null() {
            members.shift_remove(key);
        } else {
            members.insert(key.clone(), value.clone());
        }
    }
    result
}

#[test]
fn hand_made_records_are_valid_and_can_be_read() {
    let shared = std::env::var_os("RAPPORTEUR_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let directory = shared.join("readouts");
    let Ok(entries) = std::fs::read_dir(&directory) else {
        eprintln!("skipped: no hand-made records at {}", directory.display());
        return;
    };
    let validator = validator();
    let mut count = 0;
    for entry in entries {
        let path = entry.expect("the directory can be listed").path();
        if path.extension().is_none_or(|extension| extension != "yaml") {
            continue;
        }
        let shown = path.display();
        let text = std::fs::read_to_string(&path).expect("the record can be read");
        let value: Value = serde_yaml::from_str(&text).expect("the record is YAML");
        let complaints = complaints(&validator, &value);
        assert!(complaints.is_empty(), "{shown}: {complaints:#?}");
        let record = Record::from_json_value(&value).unwrap_or_else(|error| panic!("{shown}: {error}"));
        let again: Record = serde_yaml::from_str(&record.to_yaml()).expect("it reads back");
        assert_eq!(again, record, "{shown}");
        count += 1;
    }
    assert!(count > 0, "there are records in {}", directory.display());
}
