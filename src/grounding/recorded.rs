//! The people whom a record names, with the side that it gives each: a text may name somebody without an
//! office (`said Ana Berg`), and only an office tells whose side is meant.

use std::cell::OnceCell;

use serde_json::Value;

use crate::document::Span;
use crate::mentions::is_particle;

use super::bench::Bench;
use super::people::name_parts;
use super::rule::PersonRule;

/// A person of the record.
#[derive(Debug)]
pub(super) struct Recorded<'c> {
    pub(super) name: &'c str,
    /// The country or body that the person stands for.
    pub(super) side: Option<&'c str>,
    /// The words of the name, in small letters.
    pub(super) parts: Vec<String>,
    /// Where the source names the person, looked for once.
    places: OnceCell<Vec<Span>>,
}

impl<'c> Recorded<'c> {
    /// The person that `object` is by `rule`.
    pub(super) fn of(object: &'c Value, rule: &PersonRule) -> Option<Self> {
        let name = Bench::string(object, Some(&rule.name))?;
        Some(Self {
            name,
            side: Bench::string(object, rule.side.as_ref()),
            parts: name_parts(name),
            places: OnceCell::new(),
        })
    }

    /// True where `parts` are words of this name, none more.
    pub(super) fn is_named(&self, parts: &[String]) -> bool {
        !parts.is_empty() && parts.iter().all(|part| self.parts.contains(part))
    }

    /// Where the source names the person: in full, or by a word that no other of the record bears.
    pub(super) fn places(&self, bench: &Bench<'_>) -> &[Span] {
        self.places.get_or_init(|| {
            let mut found = bench.words(self.name);
            let is_own = |part: &&String| {
                !is_particle(part)
                    && bench
                        .recorded
                        .iter()
                        .filter(|one| one.parts.contains(part))
                        .count()
                        == 1
            };
            for part in self.parts.iter().filter(is_own) {
                let words = bench.words(part).into_iter();
                found
                    .extend(words.filter(|place| bench.source.slice(*place).starts_with(char::is_uppercase)));
            }
            found
        })
    }
}
