//! The lists of two records: their objects, and which of them belong together.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use serde_json::Value;

use super::document::{Unmatched, label_of};
use super::object::Object;
use super::pairing::best_pairs;
use super::plan::{Attribute, Identity, Section};

/// From this length on, what is the same to the letter is paired first, and what is left beyond
/// it counts as unmatched: assignment takes the cube of the length. No readout comes near.
const MOST_OBJECTS: usize = 400;

/// A pair's weight counts sameness first. Likeness, at most 1000, decides between equals, and no
/// sum of [`MOST_OBJECTS`] likenesses outweighs one thousandth of sameness.
const SAMENESS: i64 = 1_000_000;

/// Which objects of two lists are the same by `identity`: pairs of indices into `got` and `gold`, one
/// to one by best total agreement, in the order of `got`.
///
/// Of objects that are equally the same those go together that agree in more `attributes`. The order
/// of the lists plays no part.
///
/// ```
/// use rapporteur::score::{Identity, Key, Measure, paired};
/// use serde_json::json;
/// let keys = [Key { pointers: &["/name"], measure: Measure::Words, weight: 1 }];
/// let old = [json!({"name": "Silk Road"}), json!({"name": "Rectors' Forum"})];
/// let new = [json!({"name": "the Rectors’ Forum"}), json!({"name": "Spice Road"})];
/// assert_eq!(paired(Identity::All(&keys), &[], &old, &new), [(1, 0)]);
/// ```
pub fn paired(
    identity: Identity<'_>,
    attributes: &[Attribute<'_>],
    got: &[Value],
    gold: &[Value],
) -> Vec<(usize, usize)> {
    let ((got, got_order), (gold, gold_order)) = (
        ordered(identity, attributes, got),
        ordered(identity, attributes, gold),
    );
    let found = pairs(identity, attributes, &got, &gold);
    let as_given = |(left, right): (usize, usize)| Some((*got_order.get(left)?, *gold_order.get(right)?));
    let mut found: Vec<(usize, usize)> = found.into_iter().filter_map(as_given).collect();
    found.sort_unstable();
    found
}

/// The objects of `values` in the order of their text, and at which index each stood.
fn ordered<'v>(
    identity: Identity<'_>,
    attributes: &[Attribute<'_>],
    values: &'v [Value],
) -> (Vec<Object<'v>>, Vec<usize>) {
    let objects = values
        .iter()
        .map(|value| Object::new(value, identity, attributes));
    let mut numbered: Vec<(Object<'_>, usize)> = objects.zip(0..).collect();
    numbered.sort_by(|(a, _), (b, _)| a.json.cmp(&b.json));
    numbered.into_iter().unzip()
}

/// The objects of a list, in the order of their text: lists that hold the same are one list.
pub(super) fn objects<'v>(section: &Section<'_>, record: &'v Value) -> Vec<Object<'v>> {
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
pub(super) fn pairs(
    identity: Identity<'_>,
    attributes: &[Attribute<'_>],
    got: &[Object<'_>],
    gold: &[Object<'_>],
) -> Vec<(usize, usize)> {
    // Where two assignments are equally good, the same one is taken whichever side is which.
    let key = |side: &[Object<'_>]| {
        (
            side.len(),
            side.iter().map(|object| object.json.clone()).collect::<Vec<_>>(),
        )
    };
    if key(got) > key(gold) {
        let mut swapped = pairs_of_ordered(identity, attributes, gold, got);
        for pair in &mut swapped {
            *pair = (pair.1, pair.0);
        }
        swapped.sort_unstable();
        return swapped;
    }
    pairs_of_ordered(identity, attributes, got, gold)
}

fn pairs_of_ordered(
    identity: Identity<'_>,
    attributes: &[Attribute<'_>],
    few: &[Object<'_>],
    many: &[Object<'_>],
) -> Vec<(usize, usize)> {
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
        match a.sameness(b, identity) {
            0 => 0,
            sameness => i64::from(sameness) * SAMENESS + i64::from(a.likeness(b, attributes)),
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
            Ordering::Equal => {
                pairs.push((a, b));
                (a, b) = (a + 1, b + 1);
            }
            Ordering::Less => {
                left.push(a);
                a += 1;
            }
            Ordering::Greater => {
                right.push(b);
                b += 1;
            }
        }
    }
    left.extend(a..few.len());
    right.extend(b..many.len());
    (pairs, left, right)
}

/// The objects that are not among `matched`.
pub(super) fn unmatched(
    section: &Section<'_>,
    objects: &[Object<'_>],
    matched: impl Iterator<Item = usize>,
) -> Vec<Unmatched> {
    let matched: BTreeSet<usize> = matched.collect();
    let rest = objects.iter().enumerate().filter(|(at, _)| !matched.contains(at));
    rest.map(|(_, object)| Unmatched {
        label: label_of(object.value, section.label),
        object: object.value.clone(),
    })
    .collect()
}
