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
use rapporteur::testing::{Deed, Told, World, worlds};

use crate::compare::read;

/// Broken records that pass, and controls that do not: by operator and field, with sentences that show
/// it and the reason.
const KNOWN: &str = include_str!("known_survivors.tsv");

/// A row of the table.
struct Known {
    /// `passes` or `refused`, the operator, the field.
    what: [&'static str; 3],
    /// The sentence that the broken object rests on; empty for any.
    sentence: &'static str,
    /// The deed in it; empty for any.
    deed: &'static str,
    /// The sentences of a readout that shows it.
    shown: Vec<&'static str>,
}

fn known() -> impl Iterator<Item = Known> {
    let rows = KNOWN.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        let what = [cells.next()?, cells.next()?, cells.next()?];
        Some(Known {
            what,
            sentence: cells.next()?,
            deed: cells.next()?,
            shown: cells.next()?.split(' ').collect(),
        })
    })
}

impl Known {
    /// True where it tells of what came of `trial`, whose object rests on `told`.
    fn tells_of(&self, what: &str, trial: &Trial, told: Option<&Told>) -> bool {
        let mutant = &trial.mutant;
        let fits = |known: &str, own: &str| known.is_empty() || known == own;
        let is_there = told.is_some_and(|told| {
            let deed = if told.tells_deed() {
                told.deed.infinitive
            } else {
                ""
            };
            fits(self.sentence, told.template.name) && fits(self.deed, deed)
        });
        is_there && self.what == [what, mutant.operator.name(), mutant.field.as_str()]
    }
}

/// What came otherwise than it should, with the sentence that the object rests on.
fn failing<'r>(
    world: &'r World,
    results: &'r Results,
) -> impl Iterator<Item = (&'static str, &'r Trial, Option<&'r Told>)> {
    let readout = world.readout();
    let record = readout.record.to_json_value();
    let told = move |pointer: &str| {
        // `/outcomes/0` of `/outcomes/0/status`.
        let object: String = pointer.split_inclusive('/').take(3).collect();
        let start = record.pointer(object.trim_end_matches('/'))?["evidence"][0]["start"].as_u64()?;
        let start = usize::try_from(start).ok()?;
        let at = readout
            .sentences
            .iter()
            .position(|sentence| sentence.contains(&start))?;
        world.told.get(at.checked_sub(1)?)
    };
    let passes = results.survivors.iter().map(|trial| ("passes", trial));
    let refused = results.accused.iter().map(|trial| ("refused", trial));
    passes
        .chain(refused)
        .map(move |(what, trial)| (what, trial, told(&trial.mutant.pointer)))
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
    let unknown = failing(world, &results)
        .filter(|(what, trial, told)| !known().any(|known| known.tells_of(what, trial, *told)));
    let wrong: Vec<String> = unknown.map(|(_, trial, _)| shown(trial)).collect();
    prop_assert!(wrong.is_empty(), "{}\n{:?}", wrong.join("\n"), world);
    Ok(())
}

/// What is known to come otherwise still does; a line of the table that no longer holds is taken out.
#[test]
fn known_survivors_survive() {
    /// Which of several changes is made depends on the seed.
    const SEEDS: [u64; 3] = [1, 2, 3];
    for known in known() {
        let worlds: Vec<World> = witnesses(&known).collect();
        let survives = worlds.iter().any(|world| {
            SEEDS.into_iter().any(|seed| {
                let results = broken(world, seed);
                failing(world, &results).any(|(what, trial, told)| known.tells_of(what, trial, told))
            })
        });
        assert!(survives, "{:?} is told of in each of {worlds:#?}", known.what);
    }
}

/// The worlds in which what is known may show: about either leader, of two offices or of one.
fn witnesses(known: &Known) -> impl Iterator<Item = World> + use<'_> {
    let plain = World::plain(&known.shown).expect("sentences of these names");
    let deed = Deed::all().iter().find(|deed| deed.infinitive == known.deed);
    [(0, false), (1, false), (0, true), (1, true)]
        .into_iter()
        .map(move |(about, same_office)| {
            let mut world = plain.clone();
            let of_sentence =
                |told: &&mut Told| known.sentence.is_empty() || told.template.name == known.sentence;
            if let Some(told) = world.told.iter_mut().find(of_sentence) {
                told.about = about;
                told.deed = deed.unwrap_or(told.deed);
            }
            if same_office {
                world.leaders[1].office = world.leaders[0].office;
            }
            world
        })
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
        cases: ProptestConfig::default().cases.div_ceil(32),
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_broken_does_not_pass_and_controls_do(world in worlds(), seed in any::<u64>()) {
        what_is_broken_is_told(&world, seed)?;
    }
}
