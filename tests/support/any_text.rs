//! What holds for the record of any text.

use std::sync::LazyLock;

use proptest::prelude::*;
use rapporteur::document::Document;
use rapporteur::extract::extract;
use rapporteur::record::{Evidence, Record};

/// What a user relies on, whatever the text: no panic; every `exact` is the text between its
/// offsets; the record validates; a second run gives the same bytes.
pub(crate) fn holds_on_any_text(name: &str, text: &str) -> Result<(), TestCaseError> {
    let document = Document::new(name, text);
    let Ok(record) = extract(&document) else {
        return Ok(());
    };
    for selector in evidence_of(&record).into_iter().flatten() {
        let (Some(start), Some(end)) = (selector.start, selector.end) else {
            return Err(TestCaseError::fail(format!("no offsets: {selector:?}")));
        };
        let between: String = text.chars().skip(start).take(end - start).collect();
        prop_assert_eq!(&selector.exact, &between);
    }
    let yaml = record.to_yaml();
    let value = record.to_json_value();
    let complaints: Vec<String> = validator()
        .iter_errors(&value)
        .map(|error| error.to_string())
        .collect();
    prop_assert!(complaints.is_empty(), "{:?}\n{}", complaints, yaml);
    let again = extract(&document).map(|record| record.to_yaml());
    prop_assert_eq!(again.ok(), Some(yaml));
    Ok(())
}

/// The built-in schema, compiled once, by the validator alone.
fn validator() -> &'static jsonschema::Validator {
    static VALIDATOR: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
        let text = include_str!("../../schemas/summit-summary.schema.json");
        let schema = serde_json::from_str(text).expect("the schema is JSON");
        jsonschema::options()
            .should_validate_formats(true)
            .build(&schema)
            .expect("the schema compiles")
    });
    &VALIDATOR
}

/// Every evidence of a record.
fn evidence_of(record: &Record) -> Vec<&Evidence> {
    let mut found = vec![&record.source.evidence, &record.event.evidence];
    found.extend(record.parties.iter().map(|object| &object.evidence));
    found.extend(record.participants.iter().map(|object| &object.evidence));
    found.extend(record.topics.iter().map(|object| &object.evidence));
    found.extend(record.third_parties.iter().map(|object| &object.evidence));
    found.extend(record.organizations.iter().map(|object| &object.evidence));
    found.extend(record.programmes.iter().map(|object| &object.evidence));
    found.extend(record.figures.iter().map(|object| &object.evidence));
    found.extend(record.outcomes.iter().map(|object| &object.evidence));
    found.extend(record.statements.iter().map(|object| &object.evidence));
    found.extend(record.dates.iter().map(|object| &object.evidence));
    found
}
