//! Keys that are unknown, missing, or stand one level too far out.

use std::collections::{HashMap, HashSet};

use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::{Map, Value as Json};

use super::diagnose::Diagnosis;
use super::faults::Fault;
use super::messages::{self, Message};
use super::near::nearest;
use super::trail::Trail;
use crate::finding::Fix;
use crate::lexicon::Table;
use crate::yaml::{Key, Node, Value, escape, written};

/// What is known of the keys of one document.
#[derive(Default)]
pub(super) struct Keys {
    /// Keys that are known under another spelling: the mapping's pointer, and the right spelling,
    /// with the findings on them.
    pub(super) misspelt: HashMap<(String, String), Vec<usize>>,
    /// Mappings of which another finding tells why they lack keys.
    pub(super) explained: HashSet<String>,
    /// The keys that mappings lack, by pointer.
    missing: HashMap<String, Vec<String>>,
    /// The keys that mappings have and should not, by pointer.
    unknown: HashMap<String, HashSet<String>>,
    /// Unknown keys that belong to the key above them, which has no value: its pointer, and they.
    below: HashMap<String, Vec<String>>,
    /// The same keys by the pointer of the mapping that they stand in.
    out_of_place: HashMap<String, HashSet<String>>,
}

impl Keys {
    /// What to do with the keys that belong to the key at `pointer`.
    pub(super) fn below(&self, pointer: &str) -> Option<String> {
        let keys: Vec<&str> = self.below.get(pointer)?.iter().map(String::as_str).collect();
        messages::indent_below(&messages::name_of(pointer), &keys)
    }

    /// True where `key` of the mapping at `pointer` belongs to a key above it.
    fn belongs_above(&self, pointer: &str, key: &str) -> bool {
        let keys = self.out_of_place.get(pointer);
        keys.is_some_and(|keys| keys.contains(key))
    }
}

impl Diagnosis<'_> {
    /// Notes what `faults` say of keys, before any of them is told.
    pub(super) fn look_at_keys(&mut self, faults: &[Fault<'_>]) {
        for fault in faults {
            let pointer = fault.pointer().to_string();
            match fault.error.kind() {
                Kind::Required { property } => {
                    let key = property.as_str().unwrap_or_default().to_string();
                    self.keys.missing.entry(pointer).or_default().push(key);
                }
                Kind::AdditionalProperties { unexpected } => {
                    let unknown = self.keys.unknown.entry(pointer).or_default();
                    unknown.extend(unexpected.iter().cloned());
                }
                _ => {}
            }
        }
        for fault in faults {
            if let Some(keys) = self.keys_below(fault) {
                let parent = fault.pointer().rsplit_once('/').map_or("", |(parent, _)| parent);
                let there = self.keys.out_of_place.entry(parent.to_string()).or_default();
                there.extend(keys.iter().cloned());
                self.keys.below.insert(fault.pointer().to_string(), keys);
            }
        }
    }

    /// The unknown keys right below a key without a value that its value might have.
    fn keys_below(&self, fault: &Fault<'_>) -> Option<Vec<String>> {
        if !matches!(fault.error.kind(), Kind::Type { .. }) || !fault.error.instance().is_null() {
            return None;
        }
        let (parent, _) = fault.pointer().rsplit_once('/')?;
        let unknown = self.keys.unknown.get(parent)?;
        let key = self.root.key_at(fault.pointer())?;
        let entries = self.root.at(parent)?.as_mapping()?.entries();
        let trail = Trail::of(&self.schema.sources, fault.error.evaluation_path().as_str());
        let mut known = Vec::new();
        self.schema.sources.keys_of(trail.owner()?, &mut known, 0);
        let next = entries.partition_point(|entry| entry.key.span.start <= key.span.start);
        let keys: Vec<String> = entries
            .iter()
            .skip(next)
            .map(|entry| &entry.key.text)
            .take_while(|key| known.contains(&key.as_str()) && unknown.contains(*key))
            .cloned()
            .collect();
        (!keys.is_empty()).then_some(keys)
    }

    /// Takes back the change of keys that would all become the same key of one mapping.
    pub(super) fn leave_rivals(&mut self) {
        for rivals in self.keys.misspelt.values() {
            let place = |at: &usize| self.findings.get(*at).map(|finding| finding.record.start.offset);
            let first = rivals.first().and_then(place);
            if rivals.iter().all(|at| place(at) == first) {
                continue;
            }
            for at in rivals {
                if let Some(finding) = self.findings.get_mut(*at) {
                    finding.fix = None;
                }
            }
        }
    }

    /// Keys that the schema does not know. Where it does know one, only that it was not looked at
    /// because something else failed, it is a consequence.
    pub(super) fn unknown_keys(&mut self, fault: &Fault<'_>, among_others: bool) {
        let (keys, unevaluated) = match fault.error.kind() {
            Kind::AdditionalProperties { unexpected } => (unexpected, false),
            Kind::UnevaluatedProperties { unexpected } => (unexpected, true),
            _ => return,
        };
        let pointer = fault.pointer();
        let Some(node) = self.root.at(pointer) else { return };
        let Some(mapping) = node.as_mapping() else { return };
        let trail = Trail::of(&self.schema.sources, fault.error.evaluation_path().as_str());
        if self.is_colon_in_text(pointer, node, &trail) {
            return self.colon_in_text(pointer, node);
        }
        let mut known = Vec::new();
        if let Some(owner) = trail.owner() {
            self.schema.sources.keys_of(owner, &mut known, 0);
        }
        for key in keys {
            if self.is_full() {
                return;
            }
            if unevaluated && among_others && known.contains(&key.as_str()) {
                continue;
            }
            if self.keys.belongs_above(pointer, key) {
                continue;
            }
            let Some(entry) = mapping.get(key) else { continue };
            let free = known.iter().copied().filter(|known| mapping.get(known).is_none());
            let near = nearest(key, free.clone());
            let message = messages::unknown_key(key);
            let alone = keys.len() == 1;
            let meant = || self.stands_for(pointer, key, &entry.value, trail.owner(), alone);
            let message = if let Some(near) = near {
                self.stands_in(pointer, near.word);
                let fix = self.rename(&entry.key, near.word, near.one_slip);
                message.help(Some(messages::did_you_mean(near.word))).fix(fix)
            } else if let Some(word) = meant() {
                self.stands_in(pointer, &word);
                let help = messages::meant_for(&word);
                let mut fix = self.rename(&entry.key, &word, false);
                if let Some(fix) = &mut fix {
                    fix.message.clone_from(&help);
                }
                message.help(Some(help)).fix(fix)
            } else {
                let places = self.schema.sources.owners_of(key);
                let at_the_top = !pointer.is_empty() && self.schema.sources.at_the_top(key);
                let elsewhere = messages::known_elsewhere(key, at_the_top, &places);
                message.help(elsewhere.or_else(|| messages::known_keys(free)))
            };
            let at = format!("{pointer}/{}", escape(key));
            self.report(&at, entry.key.span, message, Vec::new());
        }
    }

    /// Notes that the finding to come is on a key in the place of `word`.
    fn stands_in(&mut self, pointer: &str, word: &str) {
        let known = (pointer.to_string(), word.to_string());
        let next = self.findings.len();
        self.keys.misspelt.entry(known).or_default().push(next);
    }

    /// The key that the mapping at `pointer` lacks and for which `key` stands: another word for it,
    /// or the only one that is missing where `key` is the only one too many, if `value` is one of
    /// its values.
    fn stands_for(
        &self,
        pointer: &str,
        key: &str,
        value: &Node,
        owner: Option<&Map<String, Json>>,
        alone: bool,
    ) -> Option<String> {
        let missing = self.keys.missing.get(pointer)?;
        let mut words = other_words(key).filter(|word| missing.iter().any(|missing| missing == word));
        if let (Some(word), None) = (words.next(), words.next()) {
            return Some(word.to_string());
        }
        let [only] = missing.as_slice() else { return None };
        let subschema = owner?.get("properties")?.get(only)?;
        let choices = self.schema.sources.choices_of(subschema);
        let fits = choices
            .iter()
            .any(|choice| choice.as_str().is_some() && choice.as_str() == value.as_str());
        (alone && fits).then(|| only.clone())
    }

    /// True for a mapping of one line whose one key is none that the schema knows anywhere, where
    /// text is meant: `He said: a significant event`.
    pub(super) fn is_colon_in_text(&self, pointer: &str, node: &Node, trail: &Trail<'_>) -> bool {
        let [entry] = node.as_mapping().map_or(&[][..], |mapping| mapping.entries()) else {
            return false;
        };
        let source = node.span.of(&self.file.text);
        let is_scalar = !matches!(
            entry.value.value,
            Value::Sequence(_) | Value::Mapping(_) | Value::Null
        );
        let key = entry.key.text.as_str();
        let sources = &self.schema.sources;
        let mut known = Vec::new();
        if let Some(owner) = trail.owner() {
            sources.keys_of(owner, &mut known, 0);
        }
        is_scalar
            && !pointer.is_empty()
            && trail.may_be_text(sources)
            && !self.file.is_json()
            && !source.starts_with(['{', '"', '\'', '*', '&'])
            && !source.contains(['\n', '\r'])
            && nearest(key, known).is_none()
            && !sources.at_the_top(key)
            && sources.owners_of(key).is_empty()
    }

    /// Text with a colon in it, which makes a mapping of it.
    pub(super) fn colon_in_text(&mut self, pointer: &str, node: &Node) {
        self.keys.explained.insert(pointer.to_string());
        let quoted = written(node.span.of(&self.file.text), true);
        let message = messages::colon_in_text();
        let help = message.help.clone().unwrap_or_default();
        let fix = messages::replace(help, false, node.span.start, node.span.end, quoted);
        self.report(pointer, node.span, message.fix(Some(fix)), Vec::new());
    }

    /// A key that is missing; `None` where another finding tells why.
    pub(super) fn missing_key(
        &self,
        property: &Json,
        pointer: &str,
        node: &Node,
        trail: &Trail<'_>,
    ) -> Option<Message> {
        let key = property.as_str()?;
        let known = (pointer.to_string(), key.to_string());
        if self.keys.misspelt.contains_key(&known) || self.keys.explained.contains(pointer) {
            return None;
        }
        let present = node.as_mapping().map_or(&[][..], |mapping| mapping.entries());
        let subschema = trail.owner().and_then(|owner| owner.get("properties")?.get(key));
        let help = subschema.and_then(|subschema| messages::what_for(key, subschema));
        let present = present.iter().map(|entry| entry.key.text.as_str());
        Some(messages::missing_key(key, pointer, present).help(help))
    }

    /// A key of a form that none may have here.
    pub(super) fn key_form(&mut self, pointer: &str, key: &Json) {
        let mapping = self.root.at(pointer).and_then(Node::as_mapping);
        let Some(entry) = key.as_str().and_then(|key| mapping?.get(key)) else {
            return;
        };
        let at = format!("{pointer}/{}", escape(&entry.key.text));
        let message = messages::key_form(&entry.key.text);
        self.report(&at, entry.key.span, message, Vec::new());
    }

    /// A key written otherwise; `None` where it is not written out, but stands for another place.
    fn rename(&self, key: &Key, word: &str, safe: bool) -> Option<Fix> {
        let source = key.span.of(&self.file.text);
        self.rewrite(source, &key.text, key.span, word, safe)
    }
}

/// Other words for keys.
static SYNONYMS: Table = Table::new(include_str!("data/synonyms.tsv"));

/// The keys for which people write `word`.
fn other_words(word: &str) -> impl Iterator<Item = &'static str> {
    let row = SYNONYMS.rows().find(|row| row.cell(0).eq_ignore_ascii_case(word));
    row.into_iter().flat_map(|row| row.cell(1).split('|'))
}

#[cfg(test)]
mod tests {
    use super::{SYNONYMS, other_words};

    #[test]
    fn other_words_are_sorted_and_stand_for_keys() {
        let words: Vec<&str> = SYNONYMS.rows().map(|row| row.cell(0)).collect();
        assert!(words.is_sorted() && words.len() > 10, "{words:?}");
        assert!(SYNONYMS.rows().all(|row| !row.cell(1).is_empty()));
        assert_eq!(other_words("Currency").collect::<Vec<_>>(), ["unit"]);
        assert_eq!(other_words("quote").collect::<Vec<_>>(), ["exact", "evidence"]);
        assert_eq!(other_words("unit").count(), 0);
    }
}
