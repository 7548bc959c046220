//! Records as lists of facts, without positions: what two readings of texts that differ have in common.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rapporteur::record::Record;
use rapporteur::testing::{Leader, World};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// An object of a record.
#[derive(Clone, Debug)]
pub(crate) struct Object {
    /// The list that it stands in, or `event`, `source`.
    pub(crate) section: String,
    /// The object without the place of its evidence.
    pub(crate) value: Value,
    /// Where its evidence begins, in code points.
    starts: Vec<usize>,
}

/// What the reader tells of the text as a whole: a digest, which every letter changes, and the
/// language, of which a few words more or less may decide.
const OF_THE_WHOLE: &[&str] = &["sha256", "language"];

/// The objects of `record`, without what is [told of the whole text](OF_THE_WHOLE).
pub(crate) fn objects(record: &Record) -> Vec<Object> {
    let Value::Object(sections) = record.to_json_value() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (section, value) in sections {
        let objects = match value {
            Value::Array(objects) => objects,
            Value::Object(_) => vec![value],
            _ => continue,
        };
        for mut value in objects {
            let starts = placeless(&mut value);
            let section = section.clone();
            found.push(Object {
                section,
                value,
                starts,
            });
        }
    }
    found
}

/// Takes the places out of the evidence of an object.
fn placeless(object: &mut Value) -> Vec<usize> {
    let Value::Object(fields) = object else {
        return Vec::new();
    };
    for key in OF_THE_WHOLE {
        fields.remove(*key);
    }
    let mut starts = Vec::new();
    if let Some(Value::Array(quotes)) = fields.get_mut("evidence") {
        for quote in quotes {
            let start = quote.get("start").and_then(Value::as_u64);
            starts.extend(start.and_then(|start| usize::try_from(start).ok()));
            *quote = quote.get("exact").cloned().unwrap_or_default();
        }
    }
    starts
}

impl Object {
    /// True where some of its evidence lies in `sentence`.
    pub(crate) fn rests_on(&self, sentence: &Range<usize>) -> bool {
        self.starts.iter().any(|start| sentence.contains(start))
    }

    /// The same with each of its texts as `write` has it. Sides are in the order of their names.
    pub(crate) fn rewritten(mut self, write: &dyn Fn(&str) -> String) -> Self {
        rewrite(&mut self.value, write);
        if let Some(Value::Array(parties)) = self.value.get_mut("parties") {
            parties.sort_by_key(ToString::to_string);
        }
        self
    }

    /// The same with `place` for the values of `keys`, wherever they stand in it.
    pub(crate) fn blanked(mut self, keys: &[&str], place: &str) -> Self {
        blank(&mut self.value, keys, place);
        self
    }

    /// The same without its members `keys`.
    pub(crate) fn without(mut self, keys: &[&str]) -> Self {
        if let Value::Object(fields) = &mut self.value {
            fields.retain(|key, _| !keys.contains(&key.as_str()));
        }
        self
    }
}

fn rewrite(value: &mut Value, write: &dyn Fn(&str) -> String) {
    match value {
        Value::String(text) => *text = write(text),
        Value::Array(items) => items.iter_mut().for_each(|item| rewrite(item, write)),
        Value::Object(fields) => fields.values_mut().for_each(|field| rewrite(field, write)),
        _ => {}
    }
}

fn blank(value: &mut Value, keys: &[&str], place: &str) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| blank(item, keys, place)),
        Value::Object(fields) => {
            for (key, field) in fields.iter_mut() {
                if keys.contains(&key.as_str()) {
                    *field = place.into();
                } else {
                    blank(field, keys, place);
                }
            }
        }
        _ => {}
    }
}

/// What only one of the two has, each object in a line: `-` before what is gone, `+` before what is
/// new. Order plays no part.
pub(crate) fn differing(before: &[Object], after: &[Object]) -> Vec<String> {
    let mut counts: BTreeMap<String, i32> = BTreeMap::new();
    for (objects, one) in [(before, -1), (after, 1)] {
        for object in objects {
            *counts
                .entry(format!("{} {}", object.section, object.value))
                .or_default() += one;
        }
    }
    let told = counts.into_iter().filter(|(_, count)| *count != 0);
    told.map(|(object, count)| format!("{} {object}", if count < 0 { '-' } else { '+' }))
        .collect()
}

/// `text` in one Unicode form, with one space between words and one sort of quotation mark.
pub(crate) fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mark = |letter| match letter {
        '“' | '”' | '«' | '»' | '‘' | '’' | '‹' | '›' | '"' => '\'',
        letter => letter,
    };
    words.join(" ").nfc().map(mark).collect()
}

/// Words that stand for something, each with a mark in its place.
#[derive(Debug)]
pub(crate) struct Marks(Vec<(String, String)>);

impl Marks {
    /// Longer words go before shorter ones.
    pub(crate) fn new(words: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut words: Vec<_> = words.into_iter().collect();
        words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        Self(words)
    }

    /// The names of the leaders of `world` and of their countries, each by the leader's place.
    pub(crate) fn of_leaders(world: &World) -> Self {
        let words = world.leaders.iter().enumerate().flat_map(|(at, leader)| {
            let Leader {
                person,
                office,
                country,
            } = leader;
            let mark = move |word: &str, what: &str| (word.to_owned(), format!("⟨{at} {what}⟩"));
            [
                mark(person.given, "given"),
                mark(person.surname, "surname"),
                mark(office, "office"),
                mark(&country.in_sentence, "country"),
                mark(country.name, "country"),
                mark(country.adjective, "adjective"),
                mark(country.capital, "capital"),
                mark(&country.capital.to_uppercase(), "CAPITAL"),
                mark(country.code, "code"),
            ]
        });
        let mut seen = BTreeSet::new();
        Self::new(
            words
                .filter(|(word, _)| seen.insert(word.clone()))
                .collect::<Vec<_>>(),
        )
    }

    /// `text` with the marks for the words. A word counts as a whole only.
    pub(crate) fn put(&self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let is_inside = out.chars().next_back().is_some_and(char::is_alphanumeric);
            let found = self.0.iter().filter(|_| !is_inside).find_map(|(word, mark)| {
                let behind = strip(rest, word)?;
                let ends = !behind.starts_with(char::is_alphanumeric);
                ends.then_some((mark, behind))
            });
            if let Some((mark, behind)) = found {
                out.push_str(mark);
                rest = behind;
            } else {
                out.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
        out
    }
}

/// What follows `word` at the beginning of `text`, whose first letter may be a capital.
fn strip<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    text.strip_prefix(word).or_else(|| {
        let mut letters = word.chars();
        let first = letters.next()?.to_uppercase().to_string();
        text.strip_prefix(&first)?.strip_prefix(letters.as_str())
    })
}
