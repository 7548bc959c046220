//! From a true record to its mutants.

use std::collections::BTreeMap;

use serde_json::Value;

use super::ground::{Draft, Drafts, Ground, edited, field};
use super::operator::Operator;
use super::random::Random;
use super::{claims, dates, names, numbers, objects, quotes, words};
use crate::grounding::{Grounding, Rule, Source};
use crate::schema::Schema;

/// Which mutants are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Chooses among the changes that are possible. The same seed gives the same mutants.
    pub seed: u64,
    /// At most so many mutants, and as many controls, of one operator at one field of one record.
    pub per_field: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            seed: 1,
            per_field: 3,
        }
    }
}

/// A true record.
#[derive(Clone, Copy, Debug)]
pub struct Truth<'t> {
    /// What the record is called: the path of its file.
    pub name: &'t str,
    /// The record as its schema sees it, from [`Schema::instance`].
    pub record: &'t Value,
    /// Its schema.
    pub schema: &'t Schema,
    /// Its source.
    pub source: &'t Source,
}

/// A record that is changed in one respect.
#[derive(Clone, Debug, PartialEq)]
pub struct Mutant {
    /// How it is changed.
    pub operator: Operator,
    /// True for the operator's control, whose meaning is that of the true record.
    pub is_control: bool,
    /// JSON Pointer to the value that is changed, in the true record.
    pub pointer: String,
    /// The same with `*` for every index.
    pub field: String,
    /// The record, changed.
    pub record: Value,
}

/// The mutants of `truth` and their controls, in the order of operators and fields; `None` where the
/// record does not fit its schema, or the schema has no rules of grounding.
///
/// A mutant fits the schema: what any validator refuses says nothing of a gate.
pub fn mutants(truth: &Truth<'_>, options: Options) -> Option<Vec<Mutant>> {
    let annotations = truth.schema.annotations(truth.record, "grounding");
    if annotations.is_empty() {
        return None;
    }
    let ground = Ground::new(truth.source, truth.record, &annotations, options.seed, truth.name);
    let mut drafts = Drafts::default();
    for (pointer, grounding) in &ground.sites {
        at_site(&ground, pointer, grounding, &mut drafts);
    }
    let mut of_lists = Drafts::default();
    objects::drafts(&ground, &drafts, &mut of_lists);
    drafts.0.append(&mut of_lists.0);
    let mut groups: BTreeMap<(Operator, String, bool), Vec<Draft>> = BTreeMap::new();
    for draft in drafts.0 {
        let group = (draft.operator, field(&draft.pointer), draft.is_control);
        groups.entry(group).or_default().push(draft);
    }
    let mut found: Vec<Mutant> = Vec::new();
    for ((operator, field, is_control), drafts) in groups {
        let mut random = Random::new(options.seed, &[truth.name, operator.name(), &field]);
        let fitting = random.shuffled(drafts).into_iter().filter_map(|draft| {
            let record = edited(truth.record, &draft.edits).filter(|record| record != truth.record)?;
            truth.schema.fits(&record).then(|| Mutant {
                operator,
                is_control,
                pointer: draft.pointer,
                field: field.clone(),
                record,
            })
        });
        found.extend(fitting.take(options.per_field));
    }
    Some(found)
}

fn at_site(ground: &Ground<'_>, pointer: &str, grounding: &Grounding, out: &mut Drafts) {
    match &grounding.rule {
        Some(Rule::Evidence) => quotes::drafts(ground, pointer, out),
        Some(Rule::Phrase(rule)) if !rule.outside => words::drafts(ground, pointer, out),
        Some(Rule::Name(rule)) => names::name(ground, pointer, *rule, out),
        Some(Rule::Country(rule)) => names::country_at(ground, pointer, rule, out),
        Some(Rule::Person(rule)) => names::person(ground, pointer, rule, out),
        Some(Rule::Quantity(rule)) => numbers::drafts(ground, pointer, rule, out),
        Some(Rule::Date(rule)) => dates::drafts(ground, pointer, rule, out),
        Some(Rule::Attribution(rule)) => claims::attribution(ground, pointer, rule, out),
        Some(Rule::Cue(rule)) => claims::status(ground, pointer, rule, out),
        // What is declared elsewhere, judged, or no statement about the source, has nothing to be broken.
        Some(Rule::Phrase(_) | Rule::Reference(_) | Rule::Judgement | Rule::Editorial | Rule::Source(_))
        | None => {}
    }
}
