//! One record scored against another.

use serde::Serialize;
use serde_json::Value;

use super::object::{Object, Verdict};
use super::pairing::best_pairs;
use super::place::{Places, Standing, standing_by_offsets};
use super::plan::{Attribute, EVENT, Identity, PLACE_THRESHOLD, SECTIONS, Section};
use super::{Agreement, Tally};
use crate::document::Document;
use crate::record::Record;

/// From this length on, what is the same to the letter is paired first, and what is left beyond
/// it counts as unmatched: assignment takes the cube of the length. No readout comes near.
const MOST_OBJECTS: usize = 400;

/// A pair's weight counts sameness first. Likeness, at most 1000, decides between equals, and no
/// sum of [`MOST_OBJECTS`] likenesses outweighs one thousandth of sameness.
const SAMENESS: i64 = 1_000_000;

/// The name under which the event's fields are counted.
const EVENT_SECTION: &str = "event";

/// What scoring one document gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DocumentScore {
    /// What the document is called.
    pub id: String,
    /// Its house style, where it is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub style: Option<String>,
    /// Why there is no record to score. Such a document has every section at 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
    /// `event`, then every list of the record.
    pub sections: Vec<SectionScore>,
    /// Quotes of the record that stand nowhere in the source; `None` without a source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ungrounded: Option<usize>,
}

/// What scoring one section gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
    pub missed: Vec<Value>,
    /// What the record has and the other has not.
    pub spurious: Vec<Value>,
    /// Matched pairs that differ in an attribute.
    pub differing: Vec<Difference>,
}

/// An attribute in which two matched objects differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The attribute; `evidence` where the quotes stand at different places.
    pub attribute: &'static str,
    /// The object of the record that is scored.
    pub got: Value,
    /// The object that it was matched with.
    pub gold: Value,
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
        let mut scored = Scored {
            places: places.as_ref(),
            ungrounded: 0,
        };
        let mut sections = vec![scored.event(&got, &gold)];
        sections.extend(SECTIONS.iter().map(|section| scored.list(section, &got, &gold)));
        Self {
            id: id.into(),
            style: None,
            failure: None,
            sections,
            ungrounded: places.is_some().then_some(scored.ungrounded),
        }
    }

    /// The score of a document for which there is no record: everything is missed.
    pub fn failed(id: impl Into<String>, gold: &Record, failure: impl Into<String>) -> Self {
        let gold = plain(gold);
        let nothing = Value::Null;
        let mut scored = Scored {
            places: None,
            ungrounded: 0,
        };
        let mut sections = vec![scored.event(&nothing, &gold)];
        sections.extend(
            SECTIONS
                .iter()
                .map(|section| scored.list(section, &nothing, &gold)),
        );
        Self {
            id: id.into(),
            style: None,
            failure: Some(failure.into()),
            sections,
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

/// Scoring under way.
struct Scored<'a> {
    places: Option<&'a Places<'a>>,
    ungrounded: usize,
}

impl Scored<'_> {
    fn event(&mut self, got: &Value, gold: &Value) -> SectionScore {
        let none = Value::Null;
        let (got, gold) = (
            got.get(EVENT_SECTION).unwrap_or(&none),
            gold.get(EVENT_SECTION).unwrap_or(&none),
        );
        let identity = Identity::All(&[]);
        let (left, right) = (
            Object::new(got, identity, EVENT),
            Object::new(gold, identity, EVENT),
        );
        let mut score = SectionScore::new(EVENT_SECTION, EVENT);
        for (at, attribute) in EVENT.iter().enumerate() {
            let has = |event: &Value| {
                attribute
                    .pointers
                    .iter()
                    .any(|pointer| event.pointer(pointer).is_some())
            };
            let agrees = left.verdict(&right, at, attribute) == Verdict::Agree;
            score.objects.got += usize::from(has(got));
            score.objects.gold += usize::from(has(gold));
            score.objects.matched += usize::from(agrees);
        }
        let both = [(&left, &right)];
        let pairs = if got.is_null() || gold.is_null() {
            &both[..0]
        } else {
            &both[..]
        };
        self.compare(&mut score, EVENT, pairs);
        score.grounding = score.grounding.map(|tally| Tally {
            got: usize::from(!got.is_null()),
            gold: usize::from(!gold.is_null()),
            ..tally
        });
        score
    }

    fn list(&mut self, section: &Section, got: &Value, gold: &Value) -> SectionScore {
        let (got, gold) = (objects(section, got), objects(section, gold));
        let mut score = SectionScore::new(section.name, section.attributes);
        let pairs = pairs(section, &got, &gold);
        score.objects = Tally {
            got: got.len(),
            gold: gold.len(),
            matched: pairs.len(),
        };
        let of = |pairs: &[(usize, usize)], gold_side: bool| -> Vec<usize> {
            pairs
                .iter()
                .map(|pair| if gold_side { pair.1 } else { pair.0 })
                .collect()
        };
        score.spurious = unmatched(&got, of(&pairs, false));
        score.missed = unmatched(&gold, of(&pairs, true));
        let matched: Vec<(&Object<'_>, &Object<'_>)> = pairs
            .iter()
            .filter_map(|&(left, right)| Some((got.get(left)?, gold.get(right)?)))
            .collect();
        self.compare(&mut score, section.attributes, &matched);
        if let Some(places) = self.places {
            let lost = got.iter().filter_map(|object| object.value.get("evidence"));
            self.ungrounded += lost
                .map(|evidence| places.standing(evidence).ungrounded)
                .sum::<usize>();
        }
        score
    }

    /// Attributes and places of matched pairs.
    fn compare(
        &mut self,
        score: &mut SectionScore,
        attributes: &'static [Attribute],
        pairs: &[(&Object<'_>, &Object<'_>)],
    ) {
        let difference = |attribute, got: &Object<'_>, gold: &Object<'_>| Difference {
            attribute,
            got: got.value.clone(),
            gold: gold.value.clone(),
        };
        let mut grounded = Some(0);
        for &(got, gold) in pairs {
            for (at, attribute) in attributes.iter().enumerate() {
                let verdict = got.verdict(gold, at, attribute);
                if verdict == Verdict::Silent {
                    continue;
                }
                if let Some((_, agreement)) = score.attributes.get_mut(at) {
                    agreement.compared += 1;
                    agreement.agreed += usize::from(verdict == Verdict::Agree);
                }
                if verdict == Verdict::Differ {
                    score.differing.push(difference(attribute.name, got, gold));
                }
            }
            let stands = self
                .standing(got)
                .zip(self.standing(gold))
                .map(|(a, b)| a.agreement(&b) >= PLACE_THRESHOLD);
            grounded = grounded
                .zip(stands)
                .map(|(count, stands)| count + usize::from(stands));
            if stands == Some(false) {
                score.differing.push(difference("evidence", got, gold));
            }
        }
        score.grounding = grounded.map(|matched| Tally {
            matched,
            ..score.objects
        });
    }

    fn standing(&self, object: &Object<'_>) -> Option<Standing> {
        let evidence = object.value.get("evidence")?;
        match self.places {
            Some(places) => Some(places.standing(evidence)),
            None => standing_by_offsets(evidence),
        }
    }
}

impl SectionScore {
    fn new(name: &'static str, attributes: &[Attribute]) -> Self {
        Self {
            name,
            objects: Tally::default(),
            grounding: None,
            attributes: attributes
                .iter()
                .map(|attribute| (attribute.name, Agreement::default()))
                .collect(),
            missed: Vec::new(),
            spurious: Vec::new(),
            differing: Vec::new(),
        }
    }
}

/// The objects of a list, in the order of their text: lists that hold the same are one list.
fn objects<'v>(section: &Section, record: &'v Value) -> Vec<Object<'v>> {
    let items = record.get(section.name).and_then(Value::as_array);
    let mut objects: Vec<Object<'_>> = items
        .into_iter()
        .flatten()
        .map(|value| Object::new(value, section.identity, section.attributes))
        .collect();
    objects.sort_by(|a, b| a.json.cmp(&b.json));
    objects
}

/// Which objects belong together, as indices into `got` and `gold`.
fn pairs(section: &Section, got: &[Object<'_>], gold: &[Object<'_>]) -> Vec<(usize, usize)> {
    // Where two assignments are equally good, the same one is taken whichever side is which.
    let key = |side: &[Object<'_>]| {
        (
            side.len(),
            side.iter().map(|object| object.json.clone()).collect::<Vec<_>>(),
        )
    };
    if key(got) > key(gold) {
        let mut swapped = pairs_of_ordered(section, gold, got);
        for pair in &mut swapped {
            *pair = (pair.1, pair.0);
        }
        swapped.sort_unstable();
        return swapped;
    }
    pairs_of_ordered(section, got, gold)
}

fn pairs_of_ordered(section: &Section, few: &[Object<'_>], many: &[Object<'_>]) -> Vec<(usize, usize)> {
    let (mut pairs, left, right) = if many.len() > MOST_OBJECTS {
        let (pairs, mut left, mut right) = equal_pairs(few, many);
        left.truncate(MOST_OBJECTS);
        right.truncate(MOST_OBJECTS);
        (pairs, left, right)
    } else {
        (Vec::new(), (0..few.len()).collect(), (0..many.len()).collect())
    };
    let weight = |row: usize, column: usize| {
        let (Some(a), Some(b)) = (
            left.get(row).and_then(|&at| few.get(at)),
            right.get(column).and_then(|&at| many.get(at)),
        ) else {
            return 0;
        };
        match a.sameness(b, section.identity) {
            0 => 0,
            sameness => i64::from(sameness) * SAMENESS + i64::from(a.likeness(b, section.attributes)),
        }
    };
    let found = best_pairs(left.len(), right.len(), weight);
    pairs.extend(
        found
            .into_iter()
            .filter_map(|(row, column)| Some((*left.get(row)?, *right.get(column)?))),
    );
    pairs.sort_unstable();
    pairs
}

/// The pairs of objects that are the same to the letter, and what is left of either side. Both
/// sides are sorted.
fn equal_pairs(few: &[Object<'_>], many: &[Object<'_>]) -> (Vec<(usize, usize)>, Vec<usize>, Vec<usize>) {
    let (mut pairs, mut left, mut right) = (Vec::new(), Vec::new(), Vec::new());
    let (mut a, mut b) = (0, 0);
    while let (Some(first), Some(second)) = (few.get(a), many.get(b)) {
        match first.json.cmp(&second.json) {
            std::cmp::Ordering::Equal => {
                pairs.push((a, b));
                (a, b) = (a + 1, b + 1);
            }
            std::cmp::Ordering::Less => {
                left.push(a);
                a += 1;
            }
            std::cmp::Ordering::Greater => {
                right.push(b);
                b += 1;
            }
        }
    }
    left.extend(a..few.len());
    right.extend(b..many.len());
    (pairs, left, right)
}

fn unmatched(objects: &[Object<'_>], matched: Vec<usize>) -> Vec<Value> {
    let matched: std::collections::BTreeSet<usize> = matched.into_iter().collect();
    let rest = objects.iter().enumerate().filter(|(at, _)| !matched.contains(at));
    rest.map(|(_, object)| object.value.clone()).collect()
}
