//! Two versions of a record: what changed in meaning.

#![expect(
    clippy::expect_used,
    reason = "helpers of tests fail the test; the setting that allows it covers test functions only"
)]

#[path = "diff/classes.rs"]
mod classes;
#[path = "diff/every_value.rs"]
mod every_value;
#[path = "diff/nine.rs"]
mod nine;

use rapporteur::diff::{Difference, Version, compare};
use rapporteur::document::Document;
use rapporteur::grounding::Source;
use rapporteur::schema::Schema;
use rapporteur::yaml;

/// What differs between two texts of one record, by the built-in schema.
fn differences(old: &str, new: &str, source: Option<&str>) -> Vec<Difference> {
    by_schema(old, new, source, Schema::built_in())
}

/// The same by another schema.
fn by_schema(old: &str, new: &str, source: Option<&str>, schema: &Schema) -> Vec<Difference> {
    let (old, new) = (yaml::read("old.yaml", old), yaml::read("new.yaml", new));
    let source = source.map(|text| Source::of(Document::new("source.txt", text)));
    let version = |file| {
        let version = Version::first_of(file).expect("a record");
        match &source {
            Some(source) => version.with_source(source),
            None => version,
        }
    };
    compare(version(&old), version(&new), schema)
}

/// One line a difference: class, section, field.
fn in_short(differences: &[Difference]) -> Vec<String> {
    let lines = differences.iter().map(|difference| {
        let parts = [difference.class.as_str(), &difference.section, &difference.field];
        parts
            .map(str::to_owned)
            .join(" ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    });
    lines.collect()
}
