//! Items of a list, held against one another.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::{Map, Value};

use super::bench::{Bench, Lookup, Scope, child, shown};
use super::code;

/// An item of a list: its pointer, its members, and the passages of its evidence.
type Item<'r> = (&'r str, &'r Map<String, Value>, &'r Scope);

/// Items that rest on the same passage and say the same, evidence apart: one thing is recorded twice.
///
/// Items that rest on different passages may be two things of one kind, and are let be. `scopes` are
/// the passages of every object that has evidence.
pub(super) fn doubled(bench: &mut Bench<'_>, scopes: &BTreeMap<&str, Scope>) {
    // By the address of the list, and the digest.
    let mut first: BTreeMap<(*const Value, u64), Item<'_>> = BTreeMap::new();
    let mut found = Vec::new();
    let mut lookup = Lookup::new(bench.record);
    for (pointer, scope) in scopes {
        let Some((list, _)) = pointer.rsplit_once('/') else {
            continue;
        };
        let Some(list) = lookup.at(list).filter(|list| list.is_array()) else {
            continue;
        };
        let Some(item) = lookup.at(pointer).and_then(Value::as_object) else {
            continue;
        };
        let Some(digest) = digest(item, bench) else {
            continue;
        };
        let (earlier, other, own) = *first
            .entry((std::ptr::from_ref(list), digest))
            .or_insert((pointer, item, scope));
        if earlier == *pointer || !says_the_same(item, other, bench) {
            continue;
        }
        let shared = scope
            .passages
            .iter()
            .find(|passage| own.passages.iter().any(|other| other.overlaps(**passage)));
        if let Some(passage) = shared {
            found.push(((*pointer).to_owned(), earlier.to_owned(), *passage));
        }
    }
    for (pointer, earlier, passage) in found {
        let message = format!("this is recorded already, under {earlier}, from the same words");
        bench.mark(code::RECORD_DOUBLED, &pointer, message, Some(passage));
    }
}

/// What an item says: its members but its evidence, in any order.
fn said<'v>(
    item: &'v Map<String, Value>,
    bench: &Bench<'_>,
) -> impl Iterator<Item = (&'v String, &'v Value)> {
    let is_said = |value: &Value| !bench.evidence.contains(&std::ptr::from_ref(value));
    item.iter().filter(move |(_, value)| is_said(value))
}

/// A number that items have in common which say the same; `None` where an item says nothing.
fn digest(item: &Map<String, Value>, bench: &Bench<'_>) -> Option<u64> {
    let of_member = |member| {
        let mut hasher = DefaultHasher::new();
        Hash::hash(&member, &mut hasher);
        hasher.finish()
    };
    said(item, bench).map(of_member).reduce(u64::wrapping_add)
}

fn says_the_same(item: &Map<String, Value>, other: &Map<String, Value>, bench: &Bench<'_>) -> bool {
    said(item, bench).count() == said(other, bench).count()
        && said(item, bench).all(|(name, value)| other.get(name) == Some(value))
}

/// Items of a list that are the same thing by one of `identity`, and differ in another member.
pub(super) fn contradictions(bench: &mut Bench<'_>, pointer: &str, list: &Value, identity: &[String]) {
    let Some(items) = list.as_array() else { return };
    for member in identity {
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        for (index, item) in items.iter().enumerate() {
            let Some(known) = item.get(member).and_then(Value::as_str) else {
                continue;
            };
            let earlier = *first.entry(known.trim().to_lowercase()).or_insert(index);
            let Some(other) = items.get(earlier).filter(|_| earlier != index) else {
                continue;
            };
            let differs = item.as_object().into_iter().flatten().find(|(key, value)| {
                !value.is_array()
                    && !value.is_object()
                    && other.get(key.as_str()).is_some_and(|own| {
                        own != *value
                            && own.is_string() == value.is_string()
                            && !own.is_array()
                            && !own.is_object()
                    })
                    && !is_long(value)
            });
            if let Some((key, value)) = differs {
                let place = child(&child(pointer, &index.to_string()), key);
                bench.mark(
                    code::RECORD_CONTRADICTION,
                    &place,
                    format!(
                        "“{}” is said of “{}”, of which {pointer}/{earlier} says otherwise",
                        shown(&plain(value)),
                        shown(known)
                    ),
                    None,
                );
            }
        }
    }
}

/// True for a longer text, such as a quote, which may differ between two records of one thing.
fn is_long(value: &Value) -> bool {
    value
        .as_str()
        .is_some_and(|text| text.split_whitespace().count() > 6)
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
