//! What changed since an older version of a record, as a page shows it.

use std::collections::HashMap;

use serde::Serialize;

use super::fact::Section;
use super::{seen, seen_lines};
use crate::diff::{Class, Difference, Side};

/// One difference.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Change {
    /// Its class in words, such as `fact changed`.
    class: &'static str,
    /// `error` for what adds, takes away or strengthens, `warning` for what else touches a fact,
    /// `note` for what leaves every fact as it was.
    level: &'static str,
    /// Where: section, object, field, as far as there are.
    place: String,
    /// The fact that it is in; 0 where that is no longer there.
    fact: usize,
    old: Option<Version>,
    new: Option<Version>,
}

/// One side of a difference.
#[derive(Clone, Debug, Serialize)]
struct Version {
    value: String,
    quotes: Vec<String>,
}

/// `differences` in their order, each with the fact of `sections` that it is in.
pub(super) fn changes(differences: &[Difference], sections: &[Section]) -> Vec<Change> {
    let cards = sections.iter().flat_map(|section| &section.cards);
    let facts: HashMap<&str, usize> = cards.map(|card| (card.pointer.as_str(), card.number)).collect();
    let change = |difference: &Difference| {
        let parts = [
            difference.section.replace('_', " "),
            difference.label.clone(),
            difference.field.clone(),
        ];
        let parts: Vec<String> = parts
            .iter()
            .filter(|part| !part.is_empty())
            .map(|part| seen(part))
            .collect();
        let pointer = difference.new.as_ref().map(|side| side.pointer.as_str());
        Change {
            class: difference.class.words(),
            level: level(difference.class),
            place: parts.join(" · "),
            fact: pointer
                .and_then(|pointer| fact(pointer, &facts))
                .unwrap_or_default(),
            old: difference.old.as_ref().map(Version::of),
            new: difference.new.as_ref().map(Version::of),
        }
    };
    differences.iter().map(change).collect()
}

/// The number of the fact at or above `pointer`.
fn fact(pointer: &str, facts: &HashMap<&str, usize>) -> Option<usize> {
    let mut at = pointer;
    loop {
        match facts.get(at) {
            Some(&fact) => return Some(fact),
            None => at = at.rsplit_once('/')?.0,
        }
    }
}

fn level(class: Class) -> &'static str {
    match class {
        Class::FactAdded | Class::FactRemoved | Class::FactChanged | Class::Stronger => "error",
        Class::Weaker => "warning",
        Class::EvidenceMoved | Class::Wording | Class::Order => "note",
    }
}

impl Version {
    fn of(side: &Side) -> Self {
        let value = side.value.as_ref().map(|value| {
            value
                .as_str()
                // JSON keeps every digit of a number, and is YAML too.
                .map_or_else(|| format!("{value:#}"), str::to_owned)
        });
        Self {
            value: value
                .map(|value| seen_lines(value.trim_end()))
                .unwrap_or_default(),
            quotes: side.quotes.iter().map(|quote| seen_lines(&quote.exact)).collect(),
        }
    }
}

impl Change {
    /// The number of its fact, and its class.
    pub(super) fn of_fact(&self) -> (usize, &'static str) {
        (self.fact, self.class)
    }
}
