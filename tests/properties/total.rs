//! Whatever comes in, nothing breaks, and work grows with what came in.

use std::time::{Duration, Instant};

use allocation_counter::measure;
use proptest::prelude::*;
use rapporteur::diff::{Version, compare};
use rapporteur::document::{Document, Outline, decode};
use rapporteur::grounding::{Source, accounted_kinds, trace, vouch};
use rapporteur::mentions::Mentions;
use rapporteur::mutate::{Gate, Options, Results, Truth, run};
use rapporteur::record::{Record, yaml_of};
use rapporteur::schema::{Schema, mend_text, validate_text};
use rapporteur::score::DocumentScore;
use rapporteur::testing::{World, cut_and_joined, hard_bytes, hard_pieces, hard_texts, worlds};
use rapporteur::yaml;
use serde_json::Value;

use crate::any::{any_json, any_schema, damaged, damages};
use crate::any_text::holds_on_any_text;

const SEED: &str = include_str!("../../seeds/uzbekistan-japan.txt");

/// Reads `text` as a readout and as a record.
fn is_read(text: &str) -> Result<(), TestCaseError> {
    holds_on_any_text("any.txt", text)?;
    let mentions = Mentions::of(text, &Outline::of(text));
    for span in mentions.people.iter().map(|person| person.span) {
        prop_assert!(text.get(span.range()).is_some(), "{:?}", span);
    }
    for name in ["any.yaml", "any.json"] {
        let file = yaml::read(name, text);
        for finding in Schema::built_in().check(&file) {
            // To show a finding is to cut its lines out of the text.
            let _ = finding.to_string();
        }
        validate_text(name, text, Schema::built_in());
        let (mended, _) = mend_text(name, text, Schema::built_in());
        let (again, _) = mend_text(name, &mended, Schema::built_in());
        prop_assert_eq!(&again, &mended, "what is mended is whole");
    }
    Ok(())
}

/// Holds `record` against `text` in every way that there is.
fn is_judged(record: &Value, text: &str, schema: &Schema) -> Result<(), TestCaseError> {
    let source = Source::of(Document::new("any.txt", text));
    let annotations = schema.annotations(record, "grounding");
    let vouched = vouch(&source, record, &annotations);
    for mark in &vouched.marks {
        let is_there = mark.pointer.is_empty() || record.pointer(&mark.pointer).is_some();
        prop_assert!(is_there, "{} at {}", mark.code, mark.pointer);
        if let Some(span) = mark.source {
            prop_assert!(
                text.get(source.as_read(span).range()).is_some(),
                "{} at {:?}",
                mark.code,
                span
            );
        }
    }
    trace(&source, &accounted_kinds(schema.document()), &vouched);
    let truth = Truth {
        name: "any.yaml",
        record,
        schema,
        source: &source,
    };
    let options = Options {
        seed: 1,
        per_field: 1,
    };
    let judged = run(&truth, &Gate::Check, options, &mut Results::default());
    prop_assert!(judged.is_ok());
    Ok(())
}

/// Compares two records by all that compares records.
fn are_compared(old: &Value, new: &Value, text: &str, schema: &Schema) -> Result<(), TestCaseError> {
    let source = Source::of(Document::new("any.txt", text));
    let files = [old, new].map(|record| yaml::read("any.yaml", &yaml_of(record)));
    if let [Some(old), Some(new)] = files.each_ref().map(Version::first_of) {
        compare(old.with_source(&source), new, schema);
        let same = compare(new, new, schema);
        prop_assert!(same.is_empty(), "a record differs from itself: {:#?}", same);
    }
    if let (Ok(got), Ok(gold)) = (Record::from_json_value(old), Record::from_json_value(new)) {
        let document = Document::new("any.txt", text);
        let score = DocumentScore::new("any", &got, &gold, Some(&document));
        for section in &score.sections {
            let f1 = score.f1(section);
            prop_assert!((0.0..=1.0).contains(&f1), "{}: {}", section.name, f1);
        }
    }
    Ok(())
}

/// A text, and a record that was once true of it or of another.
fn any_case() -> impl Strategy<Value = (Value, Value, String)> {
    let text = prop_oneof![hard_texts(), cut_and_joined(vec![SEED])];
    (worlds(), text, any::<bool>(), damages()).prop_map(|(world, other, own, damages): (World, _, _, _)| {
        let readout = world.readout();
        let record = readout.record.to_json_value();
        let text = if own { readout.text } else { other };
        (damaged(record.clone(), &damages), record, text)
    })
}

/// The built-in schema, damaged, or any other.
fn schemas() -> impl Strategy<Value = Value> {
    let built_in = damages().prop_map(|damages| damaged(Schema::built_in().document().clone(), &damages));
    prop_oneof![2 => any_schema(), 1 => built_in]
}

/// As many as are set, divided by `by`: these cases take longer than others.
fn fewer(by: u32) -> ProptestConfig {
    ProptestConfig {
        cases: ProptestConfig::default().cases.div_ceil(by),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(fewer(2))]

    #[test]
    fn any_bytes_are_decoded_or_refused(bytes in hard_bytes()) {
        if let Ok(decoded) = decode(bytes) {
            is_read(&decoded.text)?;
        }
    }

    #[test]
    fn texts_cut_and_joined_are_read(text in cut_and_joined(vec![SEED])) {
        is_read(&text)?;
    }

    #[test]
    fn any_yaml_and_json_is_validated(value in any_json()) {
        let text = yaml_of(&value);
        is_read(&text)?;
        is_read(&value.to_string())?;
    }
}

proptest! {
    #![proptest_config(fewer(8))]

    #[test]
    fn any_record_is_judged((record, true_one, text) in any_case()) {
        is_judged(&record, &text, Schema::built_in())?;
        are_compared(&true_one, &record, &text, Schema::built_in())?;
    }

    #[test]
    fn any_schema_judges((record, true_one, text) in any_case(), schema in schemas()) {
        if let Ok(schema) = Schema::from_value("any.schema.json", schema) {
            validate_text("any.yaml", &yaml_of(&record), &schema);
            is_judged(&record, &text, &schema)?;
            are_compared(&true_one, &record, &text, &schema)?;
        }
    }
}

/// What reading and judging `text` takes: all that is allocated, and the most at one time, in bytes.
fn work(text: &str, record: &Value) -> (u64, u64) {
    let taken = measure(|| {
        let document = Document::new("any.txt", text);
        let _ = rapporteur::extract::extract(&document);
        let file = yaml::read("any.yaml", text);
        Schema::built_in().check(&file);
        let source = Source::of(document);
        let annotations = Schema::built_in().annotations(record, "grounding");
        let vouched = vouch(&source, record, &annotations);
        trace(&source, &accounted_kinds(Schema::built_in().document()), &vouched);
    });
    (taken.bytes_total, taken.bytes_max)
}

/// How often a piece stands in the shorter text.
const TIMES: usize = 400;

/// How many times as long the longer one is.
const LONGER: usize = 4;

/// The longest that the longer text may take, on a machine that is slow and busy. Such a text takes a
/// second or two.
const LONGEST: Duration = Duration::from_secs(30);

/// What is taken whatever the text is, in bytes.
const ANYWAY: u64 = 4_000_000;

proptest! {
    #![proptest_config(fewer(16))]

    /// A text four times as long takes four times as much, and not sixteen times; never more memory than
    /// some thousand times its length; and no time beyond all measure.
    #[test]
    fn work_grows_with_the_text(pieces in prop::collection::vec(hard_pieces(), 1..5), world in worlds()) {
        let piece = pieces.concat();
        let record = world.readout().record.to_json_value();
        let (short, long) = (piece.repeat(TIMES), piece.repeat(TIMES * LONGER));
        work(&short, &record);
        let (total, _) = work(&short, &record);
        let begun = Instant::now();
        let (total_of_long, most_of_long) = work(&long, &record);
        let took = begun.elapsed();
        prop_assert!(took < LONGEST, "{:?} for {}: {:?}", took, long.len(), piece);
        let bound = total * LONGER as u64 * 2 + ANYWAY;
        prop_assert!(total_of_long < bound, "{} for {}, {} for {}: {:?}", total, short.len(), total_of_long, long.len(), piece);
        let bound = long.len() as u64 * 1000 + ANYWAY;
        prop_assert!(most_of_long < bound, "{} for {}: {:?}", most_of_long, long.len(), piece);
    }
}
