//! What of a record some rule looks at, and what none does.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use rustc_hash::FxBuildHasher;
use serde_json::Value;

use crate::yaml::escape;

use super::bench::{Undecided, member};
use super::rule::{Member, QuantityRule, Rule};

/// Which values some rule looks at. The record stays where it is for as long as it is checked, so a
/// value is known by its address.
pub(super) struct Covered {
    by_address: HashMap<*const Value, Cover, FxBuildHasher>,
}

/// How much of a value a rule looks at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cover {
    /// The value itself.
    Leaf,
    /// It is the recorder's own judgement.
    Judgement,
    /// The value with all that is in it.
    Subtree,
}

impl Covered {
    /// None so far, of about so many.
    pub(super) fn of_about(count: usize) -> Self {
        Self {
            by_address: HashMap::with_capacity_and_hasher(count, FxBuildHasher),
        }
    }

    pub(super) fn note(&mut self, value: &Value, cover: Cover) {
        let own = self.by_address.entry(value).or_insert(cover);
        *own = cover.max(*own);
    }

    pub(super) fn add(&mut self, value: &Value, rule: &Rule) {
        let members: &[Option<&String>] = match rule {
            Rule::Country(rule) => &[rule.name.as_ref(), rule.code.as_ref()],
            Rule::Person(rule) => &[Some(&rule.name), rule.office.as_ref(), rule.side.as_ref()],
            Rule::Quantity(rule) => &quantity_members(rule),
            Rule::Date(rule) => &[rule.text.as_ref(), rule.edtf.as_ref()],
            Rule::Attribution(rule) => &[
                Some(&rule.speaker),
                Some(&rule.text),
                rule.joint.as_ref(),
                rule.quoted.as_ref(),
            ],
            Rule::Cue(rule) => &[rule.value.as_ref()],
            Rule::Source(rule) => &[rule.path.as_ref(), rule.sha256.as_ref(), rule.language.as_ref()],
            Rule::Evidence
            | Rule::Phrase(_)
            | Rule::Name(_)
            | Rule::Reference(_)
            | Rule::Judgement
            | Rule::Editorial => &[],
        };
        for member in members.iter().flatten().filter_map(|name| member(value, name)) {
            self.note(member, Cover::Leaf);
        }
        let own = match rule {
            Rule::Editorial => Cover::Subtree,
            Rule::Judgement => Cover::Judgement,
            _ => Cover::Leaf,
        };
        self.note(value, own);
    }

    /// What no rule looks at, and what is a judgement: one entry for each place in the schema.
    pub(super) fn unchecked(&self, record: &Value) -> Vec<Undecided> {
        let mut found = BTreeMap::new();
        self.walk(record, &Way::default(), &mut found);
        found
            .into_iter()
            .map(|((pointer, reason), count)| Undecided {
                by_rule: false,
                pointer,
                reason: if count == 1 {
                    reason.to_owned()
                } else {
                    format!("{reason} ({count} values)")
                },
            })
            .collect()
    }

    /// Counts in `found` what no rule looks at in `value`, to which `way` leads. A record is as deep as
    /// its reader lets it be.
    fn walk(&self, value: &Value, way: &Way<'_>, found: &mut BTreeMap<(String, &'static str), usize>) {
        let cover = self.by_address.get(&std::ptr::from_ref(value));
        if cover == Some(&Cover::Subtree) {
            return;
        }
        let to = |name| Way {
            name,
            above: Some(way),
        };
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    self.walk(value, &to(Some(name)), found);
                }
            }
            Value::Array(items) => {
                for value in items {
                    self.walk(value, &to(None), found);
                }
            }
            _ => {
                let reason = match cover {
                    Some(Cover::Judgement) => "a judgement of whoever made the record, which no text decides",
                    None => "the schema gives no rule for it",
                    Some(Cover::Leaf | Cover::Subtree) => return,
                };
                *found.entry((way.pattern(), reason)).or_default() += 1;
            }
        }
    }
}

/// The way from a record down to a value in it.
#[derive(Default)]
struct Way<'w> {
    /// The key of the member; `None` for an item of a list.
    name: Option<&'w str>,
    /// The way to what holds it; `None` for the record itself.
    above: Option<&'w Way<'w>>,
}

impl Way<'_> {
    /// As a pointer, with every index as `*`.
    fn pattern(&self) -> String {
        let mut pattern = String::with_capacity(64);
        self.write(&mut pattern);
        pattern
    }

    fn write(&self, pattern: &mut String) {
        if let Some(above) = self.above {
            above.write(pattern);
            pattern.push('/');
            pattern.push_str(&self.name.map_or(Cow::Borrowed("*"), escape));
        }
    }
}

fn quantity_members(rule: &QuantityRule) -> [Option<&String>; 7] {
    fn named(member: Option<&Member>) -> Option<&String> {
        match member {
            Some(Member::Named(name)) => Some(name),
            _ => None,
        }
    }
    [
        named(rule.unit.as_ref()),
        named(rule.kind.as_ref()),
        named(rule.comparator.as_ref()),
        named(rule.change.as_ref()),
        named(rule.per.as_ref()),
        rule.value.as_ref(),
        rule.upper.as_ref(),
    ]
}
