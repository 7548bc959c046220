//! Which objects of two lists are one object: by the table of `score` for the lists of a
//! summit-summary, by what the schema's `grounding` says for all others.

use std::collections::HashMap;

use serde_json::Value;

use super::rules::{Rules, Which, below};
use crate::grounding::{Member, Rule};
use crate::schema::{BUILT_IN_ID, Schema};
use crate::score::{Absence, Attribute, Identity, Key, Measure, SECTIONS, Section, paired};

/// So many members of an object are looked at to tell it from others.
const MOST_MEMBERS: usize = 64;

/// How the objects of one list are told apart.
pub(super) struct Plan {
    table: Table,
    /// The member that holds the evidence, as a pointer.
    evidence: Option<String>,
}

enum Table {
    Known(&'static Section<'static>),
    Told(Told),
}

/// What the schema tells.
struct Told {
    way: Way,
    /// Pointer, measure, weight.
    keys: Vec<(String, Measure, u32)>,
    label: Vec<String>,
    members: Vec<String>,
}

/// How keys are put together; see [`Identity`].
#[derive(Clone, Copy)]
enum Way {
    First,
    Any,
    All,
    Mean,
}

/// What was found of two lists.
pub(super) struct Pairs {
    /// Indices of the old and the new list, in the order of the old one.
    pub(super) paired: Vec<(usize, usize)>,
    /// What is only in the old list, and only in the new one.
    pub(super) removed: Vec<usize>,
    pub(super) added: Vec<usize>,
}

impl Plan {
    /// How the objects of the list at `old` and `new` are told apart.
    pub(super) fn of(
        schema: &Schema,
        rules: &Rules,
        (old_at, old): (&str, &[Value]),
        (new_at, new): (&str, &[Value]),
    ) -> Self {
        let names = names(old.iter().chain(new));
        let (which, at) = if new.is_empty() {
            (Which::Old, old_at)
        } else {
            (Which::New, new_at)
        };
        let item = below(at, "0");
        let rule_of = |name: &str| {
            let mut found = rules.rules(which, &below(&item, name)).map(|(rule, _)| rule);
            found.next()
        };
        let evidence = names
            .iter()
            .find(|name| rule_of(name) == Some(&Rule::Evidence))
            .map(|name| below("", name));
        let is_built_in = schema.document().get("$id").and_then(Value::as_str) == Some(BUILT_IN_ID);
        let known = SECTIONS
            .iter()
            .find(|section| is_built_in && at.strip_prefix('/') == Some(section.name));
        let table = known.map_or_else(
            || {
                let identity = rules
                    .at(which, at)
                    .iter()
                    .find(|grounding| !grounding.identity.is_empty());
                let identity = identity.map(|grounding| grounding.identity.as_slice());
                let of_item: Vec<&Rule> = rules.rules(which, &item).map(|(rule, _)| rule).collect();
                Table::Told(told(
                    identity.unwrap_or_default(),
                    &of_item,
                    &names,
                    rule_of,
                    evidence.as_deref(),
                ))
            },
            Table::Known,
        );
        Self { table, evidence }
    }

    /// What `object` is called.
    pub(super) fn label(&self, object: &Value) -> String {
        let pointers: Vec<&str> = match &self.table {
            Table::Known(section) => section.label.to_vec(),
            Table::Told(told) => told.label.iter().map(String::as_str).collect(),
        };
        let values = pointers.into_iter().filter_map(|pointer| object.pointer(pointer));
        let texts = values.filter_map(|value| match value {
            Value::String(text) => Some(text.split_whitespace().collect::<Vec<_>>().join(" ")),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        });
        texts.collect::<Vec<_>>().join(" ")
    }

    /// What `object` stands under where a list is put in order: what tells it from others.
    pub(super) fn order(&self, object: &Value) -> Vec<String> {
        let pointers: Vec<&str> = match &self.table {
            Table::Known(section) => section.identity.pointers(),
            Table::Told(told) => told.keys.iter().map(|(pointer, ..)| pointer.as_str()).collect(),
        };
        let values = pointers.into_iter().map(|pointer| object.pointer(pointer));
        values
            .map(|value| value.map(ToString::to_string).unwrap_or_default())
            .collect()
    }

    /// True for a member that is false where it is not there.
    pub(super) fn is_flag(&self, name: &str) -> bool {
        let Table::Known(section) = &self.table else {
            return false;
        };
        let mut attributes = section.attributes.iter();
        attributes.any(|attribute| attribute.absence == Absence::Telling && attribute.name == name)
    }

    /// Which objects belong together. `old` and `new` are the lists, with a text for each object that
    /// is the same for equal ones.
    pub(super) fn pairs(&self, old: &[(String, Value)], new: &[(String, Value)]) -> Pairs {
        // What did not change is itself, whatever else may be like it.
        let mut same: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, (text, _)) in new.iter().enumerate().rev() {
            same.entry(text).or_default().push(index);
        }
        let mut found = Vec::new();
        let mut removed = Vec::new();
        for (index, (text, _)) in old.iter().enumerate() {
            match same.get_mut(text.as_str()).and_then(Vec::pop) {
                Some(other) => found.push((index, other)),
                None => removed.push(index),
            }
        }
        let mut added: Vec<usize> = same.into_values().flatten().collect();
        added.sort_unstable();
        let values = |all: &[(String, Value)], indices: &[usize]| -> Vec<Value> {
            let values = indices.iter().filter_map(|&index| all.get(index));
            values.map(|(_, value)| value.clone()).collect()
        };
        let paired_now = self.alike(&values(old, &removed), &values(new, &added));
        take(&mut found, &mut removed, &mut added, &paired_now);
        let paired_now = self.changed(&values(old, &removed), &values(new, &added));
        take(&mut found, &mut removed, &mut added, &paired_now);
        found.sort_unstable();
        Pairs {
            paired: found,
            removed,
            added,
        }
    }

    /// The objects that are the same by what tells them from others.
    fn alike(&self, old: &[Value], new: &[Value]) -> Vec<(usize, usize)> {
        match &self.table {
            Table::Known(section) => paired(section.identity, section.attributes, old, new),
            Table::Told(told) => {
                let pointers: Vec<[&str; 1]> =
                    told.keys.iter().map(|(pointer, ..)| [pointer.as_str()]).collect();
                let keys: Vec<Key<'_>> = told
                    .keys
                    .iter()
                    .zip(&pointers)
                    .map(|(&(_, measure, weight), pointers)| Key {
                        pointers,
                        measure,
                        weight,
                    })
                    .collect();
                let identity = match told.way {
                    Way::First => Identity::First(&keys),
                    Way::Any => Identity::Any(&keys),
                    Way::All => Identity::All(&keys),
                    Way::Mean => Identity::Mean(&keys),
                };
                with_attributes(&told.members, |attributes| paired(identity, attributes, old, new))
            }
        }
    }

    /// The objects that rest on the same passage and agree in half of what either says: what tells
    /// them from others is what was changed, such as the number of a figure.
    fn changed(&self, old: &[Value], new: &[Value]) -> Vec<(usize, usize)> {
        let Some(evidence) = &self.evidence else {
            return Vec::new();
        };
        let pointers = [evidence.as_str()];
        let keys = [Key {
            pointers: &pointers,
            measure: Measure::Text,
            weight: 1,
        }];
        let identity = Identity::All(&keys);
        let mut found = match &self.table {
            Table::Known(section) => paired(identity, section.attributes, old, new),
            Table::Told(told) => {
                with_attributes(&told.members, |attributes| paired(identity, attributes, old, new))
            }
        };
        found.retain(|&(left, right)| {
            let both = old.get(left).zip(new.get(right));
            both.is_some_and(|(old, new)| agree_in_half(old, new, evidence))
        });
        found
    }
}

/// Moves what was paired among `removed` and `added`, by their indices there, to `found`.
fn take(
    found: &mut Vec<(usize, usize)>,
    removed: &mut Vec<usize>,
    added: &mut Vec<usize>,
    paired_now: &[(usize, usize)],
) {
    let pairs = paired_now.iter();
    let pairs = pairs.filter_map(|&(left, right)| Some((*removed.get(left)?, *added.get(right)?)));
    let pairs: HashMap<usize, usize> = pairs.collect();
    let partners: std::collections::HashSet<usize> = pairs.values().copied().collect();
    removed.retain(|index| !pairs.contains_key(index));
    added.retain(|index| !partners.contains(index));
    found.extend(pairs);
}

/// True where at least half of the members that either has are the same in both, the evidence apart.
fn agree_in_half(old: &Value, new: &Value, evidence: &str) -> bool {
    let (Some(old), Some(new)) = (old.as_object(), new.as_object()) else {
        return false;
    };
    let is_fact = |name: &&String| below("", name) != evidence;
    let both = old.keys().filter(is_fact).filter(|name| new.contains_key(*name));
    let same = both
        .clone()
        .filter(|name| old.get(*name) == new.get(*name))
        .count();
    let either = old.keys().chain(new.keys()).filter(is_fact).count() - both.count();
    same > 0 && same * 2 >= either
}

/// What `act` makes of `members` as attributes.
fn with_attributes<T>(members: &[String], act: impl FnOnce(&[Attribute<'_>]) -> T) -> T {
    let pointers: Vec<String> = members.iter().map(|name| below("", name)).collect();
    let pointers: Vec<[&str; 1]> = pointers.iter().map(|pointer| [pointer.as_str()]).collect();
    let attributes: Vec<Attribute<'_>> = members
        .iter()
        .zip(&pointers)
        .map(|(name, pointers)| Attribute {
            name,
            pointers,
            measure: Measure::Words,
            absence: Absence::Silent,
        })
        .collect();
    act(&attributes)
}

/// The names of members, in the order in which they are met.
fn names<'v>(objects: impl Iterator<Item = &'v Value>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in objects
        .filter_map(Value::as_object)
        .flat_map(serde_json::Map::keys)
    {
        if names.len() < MOST_MEMBERS && !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

/// What tells the objects of a list apart, by what the schema says: the members that it names as
/// their identity; else what its rule is about; else the words of the source in them; else all
/// that they hold.
fn told<'r>(
    identity: &[String],
    of_item: &[&Rule],
    names: &[String],
    rule_of: impl Fn(&str) -> Option<&'r Rule>,
    evidence: Option<&str>,
) -> Told {
    let passage = || evidence.map(|pointer| (pointer.to_owned(), Measure::Inclusion, 1));
    let by = |name: &str, measure, weight| (below("", name), measure, weight);
    let plan = |way, keys: Vec<(String, Measure, u32)>, label: Vec<&str>| Told {
        way,
        keys,
        label: label.into_iter().map(|name| below("", name)).collect(),
        members: names.to_vec(),
    };
    if !identity.is_empty() {
        let keys = identity.iter().map(|name| by(name, Measure::Words, 1));
        return plan(
            Way::Any,
            keys.collect(),
            identity.iter().map(String::as_str).collect(),
        );
    }
    for rule in of_item {
        match rule {
            Rule::Person(rule) => {
                return plan(
                    Way::All,
                    vec![by(&rule.name, Measure::Person, 1)],
                    vec![&rule.name],
                );
            }
            Rule::Country(rule) => {
                let code = rule.code.iter().map(|name| by(name, Measure::Exact, 1));
                let name = rule.name.iter().map(|name| by(name, Measure::Words, 1));
                let label = rule.name.iter().chain(&rule.code).map(String::as_str);
                return plan(Way::First, code.chain(name).collect(), label.take(1).collect());
            }
            Rule::Attribution(rule) => {
                let keys = [by(&rule.text, Measure::Text, 2)].into_iter().chain(passage());
                return plan(Way::Mean, keys.collect(), vec![&rule.speaker, &rule.text]);
            }
            Rule::Cue(rule) => {
                if let Some(about) = &rule.about {
                    let keys = [by(about, Measure::Text, 2)].into_iter().chain(passage());
                    let label = [Some(about), rule.value.as_ref()];
                    return plan(
                        Way::Mean,
                        keys.collect(),
                        label.into_iter().flatten().map(String::as_str).collect(),
                    );
                }
            }
            Rule::Quantity(rule) => {
                if let Some(value) = &rule.value {
                    let unit = match &rule.unit {
                        Some(Member::Named(unit)) => Some(unit),
                        _ => None,
                    };
                    let keys = [by(value, Measure::Exact, 1)];
                    let keys = keys
                        .into_iter()
                        .chain(unit.map(|unit| by(unit, Measure::Text, 1)));
                    let label = [Some(value), unit].into_iter().flatten();
                    return plan(Way::All, keys.collect(), label.map(String::as_str).collect());
                }
            }
            _ => {}
        }
    }
    let is_words = |name: &&String| matches!(rule_of(name), Some(Rule::Phrase(_) | Rule::Name(_)));
    let words: Vec<&str> = names.iter().filter(is_words).map(String::as_str).collect();
    if words.is_empty() {
        let keys = names.iter().map(|name| by(name, Measure::Words, 1)).collect();
        return plan(
            Way::Mean,
            keys,
            names.iter().take(2).map(String::as_str).collect(),
        );
    }
    let keys = words.iter().map(|name| by(name, Measure::Text, 2));
    plan(
        Way::Mean,
        keys.chain(passage()).collect(),
        words.iter().take(2).copied().collect(),
    )
}
