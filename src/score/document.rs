//! One record scored against another.

use serde_json::{Map, Value};

use super::lists::{objects, pairs, unmatched};
use super::object::{Object, Verdict};
use super::place::{Places, Standing, has_offsets, standing_by_offsets};
use super::plan::{Attribute, EVENT, EVENT_LABEL, Identity, PLACE_THRESHOLD, SECTIONS, Section};
use super::{Agreement, Tally};
use crate::document::Document;
use crate::record::Record;

/// The section of the event's fields.
const EVENT_SECTION: &str = "event";

/// What scoring one document gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentScore {
    /// What the document is called.
    pub id: String,
    /// Its house style, where it is told.
    pub style: Option<String>,
    /// Why there is no record to score. Such a document has every section at 0.
    pub failure: Option<String>,
    /// `event`, then every list of the record.
    pub sections: Vec<SectionScore>,
    /// Quotes of the record that stand nowhere in the source; `None` without a source.
    pub ungrounded: Option<usize>,
}

/// What scoring one section gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionScore {
    /// Its key in the record.
    pub name: &'static str,
    /// Objects; of the event, fields.
    pub objects: Tally,
    /// Objects whose evidence, too, stands where the other record has it; `None` where places
    /// are not known.
    pub grounding: Option<Tally>,
    /// The attributes over matched pairs, in the order of [`SECTIONS`].
    pub attributes: Vec<(&'static str, Agreement)>,
    /// What the record lacks.
    pub missed: Vec<Unmatched>,
    /// What the record has and the other has not.
    pub spurious: Vec<Unmatched>,
    /// Where matched objects differ.
    pub differing: Vec<Difference>,
}

/// An object without a partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmatched {
    /// What it is called by.
    pub label: String,
    /// The object.
    pub object: Value,
}

/// An attribute in which two matched objects differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What the object of the other record is called by.
    pub label: String,
    /// The attribute; `evidence` where the quotes stand at different places.
    pub attribute: &'static str,
    /// Its value in the record that is scored; `None` where it lacks it.
    pub got: Option<Value>,
    /// Its value in the other record.
    pub gold: Option<Value>,
}

impl DocumentScore {
    /// Scores `got` against `gold`.
    ///
    /// Both sides are treated alike: exchanging them exchanges precision and recall. The order of
    /// lists plays no part. With a `source`, quotes without offsets are looked for in it; without
    /// one, evidence is scored only where every quote has offsets.
    pub fn new(id: impl Into<String>, got: &Record, gold: &Record, source: Option<&Document>) -> Self {
        let (got, gold) = (plain(got), plain(gold));
        let places = source.map(Places::new);
        let known = match &places {
            Some(places) => Known::Source(places),
            None if has_offsets(&got) && has_offsets(&gold) => Known::Offsets,
            None => Known::Nothing,
        };
        let quotes = places.as_ref().map(|places| places.ungrounded(&got));
        Self {
            id: id.into(),
            style: None,
            failure: None,
            sections: sections(&got, &gold, &known),
            ungrounded: quotes,
        }
    }

    /// The score of a document for which there is no record: everything is missed.
    pub fn failed(id: impl Into<String>, gold: &Record, failure: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            style: None,
            failure: Some(failure.into()),
            sections: sections(&Value::Null, &plain(gold), &Known::Offsets),
            ungrounded: None,
        }
    }

    /// The same, as one of a house style.
    #[must_use]
    pub fn with_style(self, style: impl Into<String>) -> Self {
        Self {
            style: Some(style.into()),
            ..self
        }
    }

    /// The F1 of `section`, as it enters a mean over documents: 0 where there is no record.
    pub fn f1(&self, section: &SectionScore) -> f64 {
        if self.failure.is_some() {
            0.0
        } else {
            section.objects.f1()
        }
    }
}

/// A record as a value in which everything that stands for the same is written the same.
fn plain(record: &Record) -> Value {
    let mut record = record.clone();
    // Without a comparator is exact.
    for figure in &mut record.figures {
        figure.comparator.get_or_insert_default();
    }
    for amount in record
        .outcomes
        .iter_mut()
        .filter_map(|outcome| outcome.amount.as_mut())
    {
        amount.comparator.get_or_insert_default();
    }
    record.to_json_value()
}

fn sections(got: &Value, gold: &Value, known: &Known<'_>) -> Vec<SectionScore> {
    let event = event(got.get(EVENT_SECTION), gold.get(EVENT_SECTION), known);
    let lists = SECTIONS.iter().map(|section| list(section, got, gold, known));
    [event].into_iter().chain(lists).collect()
}

fn event(got: Option<&Value>, gold: Option<&Value>, known: &Known<'_>) -> SectionScore {
    let has = |event: Option<&Value>, attribute: &Attribute<'_>| {
        usize::from(event.is_some_and(|event| attribute.value(event).is_some()))
    };
    let mut objects = Tally::default();
    for attribute in EVENT {
        objects.got += has(got, attribute);
        objects.gold += has(gold, attribute);
    }
    let object = |event| Object::new(event, Identity::All(&[]), EVENT);
    let pairs: Vec<(Object<'_>, Object<'_>)> = got.map(object).zip(gold.map(object)).into_iter().collect();
    let pairs: Vec<(&Object<'_>, &Object<'_>)> = pairs.iter().map(|(got, gold)| (got, gold)).collect();
    let mut score = compared(EVENT_SECTION, EVENT_LABEL, EVENT, &pairs, known);
    objects.matched = score
        .attributes
        .iter()
        .map(|(_, agreement)| agreement.agreed)
        .sum();
    score.objects = objects;
    // One piece of evidence bears out all its fields. It is the right event where its kind, the
    // first attribute and the only one that every event has, is right.
    let right = score.attributes.first().is_some_and(|(_, kind)| kind.agreed > 0);
    score.grounding = score.grounding.map(|tally| Tally {
        got: usize::from(got.is_some()),
        gold: usize::from(gold.is_some()),
        matched: if right { tally.matched } else { 0 },
    });
    score
}

fn list(section: &Section<'static>, got: &Value, gold: &Value, known: &Known<'_>) -> SectionScore {
    let (got, gold) = (objects(section, got), objects(section, gold));
    let pairs = pairs(section.identity, section.attributes, &got, &gold);
    let matched: Vec<(&Object<'_>, &Object<'_>)> = pairs
        .iter()
        .filter_map(|&(left, right)| Some((got.get(left)?, gold.get(right)?)))
        .collect();
    let mut score = compared(section.name, section.label, section.attributes, &matched, known);
    let counts = |matched| Tally {
        got: got.len(),
        gold: gold.len(),
        matched,
    };
    score.objects = counts(pairs.len());
    score.grounding = score.grounding.map(|tally| counts(tally.matched));
    score.spurious = unmatched(section, &got, pairs.iter().map(|pair| pair.0));
    score.missed = unmatched(section, &gold, pairs.iter().map(|pair| pair.1));
    score
}

/// Attributes and places of matched pairs.
fn compared(
    name: &'static str,
    label: &[&str],
    attributes: &'static [Attribute<'static>],
    pairs: &[(&Object<'_>, &Object<'_>)],
    known: &Known<'_>,
) -> SectionScore {
    let mut score = SectionScore {
        name,
        objects: Tally::default(),
        grounding: None,
        attributes: Vec::new(),
        missed: Vec::new(),
        spurious: Vec::new(),
        differing: Vec::new(),
    };
    for (at, attribute) in attributes.iter().enumerate() {
        let mut agreement = Agreement::default();
        for &(got, gold) in pairs {
            let verdict = got.verdict(gold, at, attribute);
            agreement.compared += usize::from(verdict != Verdict::Silent);
            agreement.agreed += usize::from(verdict == Verdict::Agree);
            if verdict == Verdict::Differ {
                score.differing.push(Difference {
                    label: label_of(gold.value, label),
                    attribute: attribute.name,
                    got: attribute.value(got.value),
                    gold: attribute.value(gold.value),
                });
            }
        }
        score.attributes.push((attribute.name, agreement));
    }
    if matches!(known, Known::Nothing) {
        return score;
    }
    let mut matched = 0;
    for &(got, gold) in pairs {
        let stands = known.standing(got).zip(known.standing(gold));
        if stands.is_some_and(|(got, gold)| got.agreement(&gold) >= PLACE_THRESHOLD) {
            matched += 1;
        } else {
            score.differing.push(Difference {
                label: label_of(gold.value, label),
                attribute: "evidence",
                got: got.value.get("evidence").cloned(),
                gold: gold.value.get("evidence").cloned(),
            });
        }
    }
    score.grounding = Some(Tally {
        matched,
        ..Tally::default()
    });
    score
}

/// What is known of where evidence stands.
enum Known<'a> {
    Source(&'a Places<'a>),
    Offsets,
    Nothing,
}

impl Known<'_> {
    fn standing(&self, object: &Object<'_>) -> Option<Standing> {
        let evidence = object.value.get("evidence")?;
        match self {
            Self::Source(places) => Some(places.standing(evidence)),
            Self::Offsets => Some(standing_by_offsets(evidence)),
            Self::Nothing => None,
        }
    }
}

impl Attribute<'_> {
    /// The value of `object`, or all the values that make it up.
    fn value(&self, object: &Value) -> Option<Value> {
        if let [pointer] = self.pointers {
            return object.pointer(pointer).cloned();
        }
        let members = self.pointers.iter().filter_map(|pointer| {
            let (_, key) = pointer.rsplit_once('/')?;
            Some((key.to_owned(), object.pointer(pointer)?.clone()))
        });
        let members: Map<String, Value> = members.collect();
        (!members.is_empty()).then_some(Value::Object(members))
    }
}

/// What `object` is called by: the values at `pointers`, with a space between.
pub(super) fn label_of(object: &Value, pointers: &[&str]) -> String {
    let values = pointers.iter().filter_map(|pointer| object.pointer(pointer));
    let texts: Vec<String> = values
        .map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
        .collect();
    texts.join(" ")
}
