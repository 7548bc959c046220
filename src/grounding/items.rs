//! Items of a list, held against one another.

use std::collections::BTreeMap;
use std::collections::HashMap;

use serde_json::Value;

use super::bench::{Bench, Scope, at, child, shown};
use super::code;

/// Items that rest on the same passage and say the same, evidence apart: one thing is recorded twice.
///
/// Items that rest on different passages may be two things of one kind, and are let be. `scopes` are
/// the passages of every object that has evidence.
pub(super) fn doubled(bench: &mut Bench<'_>, scopes: &BTreeMap<String, Scope>) {
    let mut first: HashMap<(&str, String), (&str, &Scope)> = HashMap::new();
    let mut found = Vec::new();
    for (pointer, scope) in scopes {
        let Some((list, _)) = pointer.rsplit_once('/') else {
            continue;
        };
        let said = at(bench.record, list)
            .filter(|list| list.is_array())
            .and_then(|_| at(bench.record, pointer))
            .and_then(|item| said(item, pointer, bench));
        let Some(said) = said else { continue };
        let (earlier, own) = *first.entry((list, said)).or_insert((pointer, scope));
        let shared = scope
            .passages
            .iter()
            .find(|passage| own.passages.iter().any(|other| other.overlaps(**passage)));
        if let Some(passage) = shared.filter(|_| earlier != pointer.as_str()) {
            found.push((pointer.clone(), earlier.to_owned(), *passage));
        }
    }
    for (pointer, earlier, passage) in found {
        let message = format!("this is recorded already, under {earlier}, from the same words");
        bench.mark(code::RECORD_DOUBLED, &pointer, message, Some(passage));
    }
}

/// What an item says: its members but its evidence, in one order; `None` where there is nothing else.
fn said(item: &Value, pointer: &str, bench: &Bench<'_>) -> Option<String> {
    let members: BTreeMap<&String, String> = item
        .as_object()?
        .iter()
        .filter(|(name, _)| !bench.evidence.contains(&child(pointer, name)))
        .map(|(name, value)| (name, ordered(value)))
        .collect();
    (!members.is_empty()).then(|| format!("{members:?}"))
}

/// `value` as text that is the same for equal values, whatever the order of their members. A record is
/// as deep as its reader lets it be.
fn ordered(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let members: BTreeMap<&String, String> = members
                .iter()
                .map(|(name, value)| (name, ordered(value)))
                .collect();
            format!("{members:?}")
        }
        Value::Array(items) => format!("{:?}", items.iter().map(ordered).collect::<Vec<_>>()),
        value => value.to_string(),
    }
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
