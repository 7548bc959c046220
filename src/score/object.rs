//! An object of a record made ready for comparison, and the comparison of two.

use std::collections::BTreeSet;

use serde_json::Value;

use super::plan::{
    Absence, Attribute, Identity, Key, MEAN_THRESHOLD, Measure, NAME_THRESHOLD, TEXT_THRESHOLD,
};
use super::words::{FULL, Words};

/// One value, folded.
#[derive(Clone, Debug)]
enum Term {
    Literal(String),
    Text(Words),
    Set(BTreeSet<String>),
}

/// One object: its terms in the order of the keys and attributes of its section.
#[derive(Debug)]
pub(super) struct Object<'a> {
    /// The object itself.
    pub(super) value: &'a Value,
    /// Its JSON text, by which lists are brought into one order.
    pub(super) json: String,
    keys: Vec<Vec<Option<Term>>>,
    attributes: Vec<Vec<Option<Term>>>,
    evidence: Option<Term>,
}

/// How two attributes compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Agree,
    Differ,
    /// Both lack it, and that tells nothing.
    Silent,
}

impl<'a> Object<'a> {
    pub(super) fn new(value: &'a Value, identity: Identity<'_>, attributes: &[Attribute<'_>]) -> Self {
        let term = |pointer: &&str, measure| value.pointer(pointer).map(|value| Term::of(value, measure));
        Self {
            value,
            json: value.to_string(),
            keys: identity
                .keys()
                .iter()
                .map(|key| {
                    key.pointers
                        .iter()
                        .map(|pointer| term(pointer, key.measure))
                        .collect()
                })
                .collect(),
            attributes: attributes
                .iter()
                .map(|attribute| {
                    let pointers = attribute.pointers.iter();
                    pointers.map(|pointer| term(pointer, attribute.measure)).collect()
                })
                .collect(),
            evidence: term(&"/evidence", Measure::Text),
        }
    }

    /// How far the two are the same object, in thousandths; 0 where they are not.
    pub(super) fn sameness(&self, other: &Self, identity: Identity<'_>) -> u32 {
        let agreement = |at: usize, key: &Key<'_>| -> Option<u32> {
            let (left, right) = (self.keys.get(at)?, other.keys.get(at)?);
            let left = left.iter().flatten();
            let pairs = left.flat_map(|a| right.iter().flatten().map(move |b| (a, b)));
            pairs.map(|(a, b)| key.measure.agreement(a, b)).max()
        };
        let mut keys = identity.keys().iter().enumerate();
        let agrees = |at: usize, key: &Key<'_>| -> u32 {
            let found = agreement(at, key).unwrap_or(0);
            if found >= key.measure.threshold() {
                found
            } else {
                0
            }
        };
        match identity {
            Identity::First(_) => keys
                .find(|&(at, key)| agreement(at, key).is_some())
                .map_or(0, |(at, key)| agrees(at, key)),
            Identity::Any(_) => keys.map(|(at, key)| agrees(at, key)).max().unwrap_or(0),
            Identity::All(all) => {
                let found: Vec<u32> = keys.map(|(at, key)| agrees(at, key)).collect();
                if found.contains(&0) {
                    return 0;
                }
                mean(found.into_iter().zip(all.iter().map(|key| key.weight)))
            }
            Identity::Mean(all) => {
                let found: Vec<u32> = keys.map(|(at, key)| agreement(at, key).unwrap_or(0)).collect();
                let together = mean(found.iter().copied().zip(all.iter().map(|key| key.weight)));
                let shares = found.first().is_some_and(|&first| first > 0);
                if shares && together >= MEAN_THRESHOLD {
                    together
                } else {
                    0
                }
            }
        }
    }

    /// How much more than being the same object they have in common, in thousandths: decides
    /// between pairs that are equally the same.
    pub(super) fn likeness(&self, other: &Self, attributes: &[Attribute<'_>]) -> u32 {
        let each = attributes.iter().enumerate().map(|(at, attribute)| {
            let parts = self.parts(other, at);
            let agreement = parts.map(|parts| mean(parts.map(|(a, b)| (both(attribute.measure, a, b), 1))));
            (agreement.unwrap_or(0), 1)
        });
        let evidence = both(Measure::Text, self.evidence.as_ref(), other.evidence.as_ref());
        let whole = if self.json == other.json { FULL } else { 0 };
        mean(each.chain([(evidence, 1), (whole, 1)]))
    }

    /// Whether the attribute numbered `at` agrees.
    pub(super) fn verdict(&self, other: &Self, at: usize, attribute: &Attribute<'_>) -> Verdict {
        let lacks = |object: &Self| {
            object
                .attributes
                .get(at)
                .is_none_or(|all| all.iter().all(Option::is_none))
        };
        if lacks(self) && lacks(other) {
            return match attribute.absence {
                Absence::Silent => Verdict::Silent,
                Absence::Telling => Verdict::Agree,
            };
        }
        let agrees = self.parts(other, at).is_some_and(|mut parts| {
            parts.all(|(a, b)| both(attribute.measure, a, b) >= attribute.measure.threshold())
        });
        if agrees { Verdict::Agree } else { Verdict::Differ }
    }

    fn parts<'s>(
        &'s self,
        other: &'s Self,
        at: usize,
    ) -> Option<impl Iterator<Item = (Option<&'s Term>, Option<&'s Term>)>> {
        let (left, right) = (self.attributes.get(at)?, other.attributes.get(at)?);
        Some(
            left.iter()
                .map(Option::as_ref)
                .zip(right.iter().map(Option::as_ref)),
        )
    }
}

/// The agreement of two values that may be absent: full where both are, none where one is.
fn both(measure: Measure, left: Option<&Term>, right: Option<&Term>) -> u32 {
    match (left, right) {
        (None, None) => FULL,
        (Some(a), Some(b)) => measure.agreement(a, b),
        _ => 0,
    }
}

fn mean(weighted: impl Iterator<Item = (u32, u32)>) -> u32 {
    let (sum, weights) = weighted.fold((0, 0), |(sum, weights), (value, weight)| {
        (sum + value * weight, weights + weight)
    });
    sum.checked_div(weights).unwrap_or(FULL)
}

impl Term {
    fn of(value: &Value, measure: Measure) -> Self {
        match (measure, value) {
            (Measure::Exact, _) => Self::Literal(text_of(value)),
            (Measure::Set, Value::Array(items)) => {
                let items = items.iter().map(|item| Words::of(&text_of(item)).joined());
                Self::Set(items.collect())
            }
            _ => Self::Text(Words::of(&text_of(value))),
        }
    }
}

/// A value as text; of evidence, the quotes.
fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let texts: Vec<String> = items.iter().map(text_of).collect();
            texts.join("\n")
        }
        Value::Object(members) => members.get("exact").map(text_of).unwrap_or_default(),
        other => other.to_string(),
    }
}

impl Measure {
    /// From how many thousandths on two values agree.
    fn threshold(self) -> u32 {
        match self {
            Self::Exact | Self::Words | Self::Set | Self::Person | Self::Name => 1,
            Self::Text | Self::Inclusion => TEXT_THRESHOLD,
        }
    }

    /// How far two values agree, in thousandths.
    fn agreement(self, left: &Term, right: &Term) -> u32 {
        let whole = |same: bool| if same { FULL } else { 0 };
        let (a, b) = match (left, right) {
            (Term::Text(a), Term::Text(b)) => (a, b),
            (Term::Literal(a), Term::Literal(b)) => return whole(a == b),
            (Term::Set(a), Term::Set(b)) => return whole(a == b),
            _ => return 0,
        };
        match self {
            Self::Exact | Self::Words | Self::Set => whole(a.same(b)),
            Self::Text => a.overlap(b),
            Self::Inclusion => a.inclusion(b),
            Self::Name => a.containment(b, NAME_THRESHOLD),
            Self::Person => a.containment(b, 1),
        }
    }
}

impl<'p> Identity<'p> {
    /// Every place of an object that its keys look at.
    pub fn pointers(self) -> Vec<&'p str> {
        self.keys().iter().flat_map(|key| key.pointers).copied().collect()
    }

    /// Its keys.
    pub(super) fn keys(self) -> &'p [Key<'p>] {
        match self {
            Self::First(keys) | Self::Any(keys) | Self::All(keys) | Self::Mean(keys) => keys,
        }
    }
}
