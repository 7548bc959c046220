//! The checker is silent on what is true, and on nothing that was broken.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rapporteur::document::Document;
use rapporteur::finding::Finding;
use rapporteur::grounding::Source;
use rapporteur::mutate::{Gate, Options, Results, Trial, Truth, run};
use rapporteur::record::Record;
use rapporteur::schema::Schema;
use rapporteur::suite::unfaithful;
use rapporteur::testing::{World, worlds};

use crate::compare::read;

/// Broken records that pass, and controls that do not: by operator and field, with the reason.
const KNOWN: &str = include_str!("known_survivors.tsv");

fn is_known(trial: &Trial, what: &str) -> bool {
    let rows = KNOWN.lines().filter(|line| !line.starts_with('#')).skip(1);
    let mut cells = rows.map(|row| row.split('\t').collect::<Vec<_>>());
    let name = trial.mutant.operator.name();
    cells.any(|cells| cells.starts_with(&[what, name, trial.mutant.field.as_str()]))
}

fn told(findings: &[Finding]) -> BTreeSet<String> {
    findings.iter().map(ToString::to_string).collect()
}

fn is_silent(record: &Record, text: &str) -> Result<(), TestCaseError> {
    let findings = unfaithful(record, text);
    prop_assert!(
        findings.is_empty(),
        "{:#?}\n{}\n{}",
        told(&findings),
        text,
        record.to_yaml()
    );
    Ok(())
}

/// What came of breaking the record of `world`.
pub(crate) fn broken(world: &World, seed: u64) -> Results {
    let readout = world.readout();
    let source = Source::of(Document::new("drawn.txt", readout.text.as_str()));
    let truth = Truth {
        name: "drawn.yaml",
        record: &readout.record.to_json_value(),
        schema: Schema::built_in(),
        source: &source,
    };
    let options = Options { seed, per_field: 1 };
    let mut results = Results::default();
    run(&truth, &Gate::Check, options, &mut results).expect("the check runs");
    results
}

pub(crate) fn shown(trial: &Trial) -> String {
    format!(
        "{} at {}: {:?}\n{}",
        trial.mutant.operator.name(),
        trial.mutant.field,
        trial.verdict,
        trial.diff
    )
}

fn what_is_broken_is_told(world: &World, seed: u64) -> Result<(), TestCaseError> {
    let results = broken(world, seed);
    prop_assert_eq!(results.records, 1, "the drawn record fits the schema");
    let passed = results
        .survivors
        .iter()
        .filter(|trial| !is_known(trial, "passes"));
    let refused = results.accused.iter().filter(|trial| !is_known(trial, "refused"));
    let wrong: Vec<String> = passed.chain(refused).map(shown).collect();
    prop_assert!(wrong.is_empty(), "{}\n{:?}", wrong.join("\n"), world);
    Ok(())
}

proptest! {
    #[test]
    fn the_readers_own_record_passes(world in worlds()) {
        let text = world.readout().text;
        is_silent(&read(&Document::new("drawn.txt", text.as_str())), &text)?;
    }

    #[test]
    fn the_drawn_record_passes(world in worlds()) {
        let readout = world.readout();
        is_silent(&readout.record, &readout.text)?;
    }
}

proptest! {
    // One world makes some hundred broken records.
    #![proptest_config(ProptestConfig {
        cases: ProptestConfig::default().cases.div_ceil(16),
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_broken_does_not_pass_and_controls_do(world in worlds(), seed in any::<u64>()) {
        what_is_broken_is_told(&world, seed)?;
    }
}
