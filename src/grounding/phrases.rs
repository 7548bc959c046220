//! Phrases that a schema brings with it, found among the words of a text.

use std::collections::{BTreeMap, HashMap};

use crate::document::{Span, Token, tokens};

/// Phrases by the value that they tell. Letter case does not count.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases {
    by_first_word: HashMap<String, Vec<(Vec<String>, String)>>,
}

/// One phrase found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PhraseFound<'p> {
    pub(super) span: Span,
    pub(super) first: usize,
    pub(super) value: &'p str,
}

impl Phrases {
    pub(super) fn new(listed: &BTreeMap<String, Vec<String>>) -> Self {
        let mut phrases = Self::default();
        for (value, list) in listed {
            for phrase in list {
                let words: Vec<String> = tokens(phrase)
                    .iter()
                    .map(|token| token.span.of(phrase).to_lowercase())
                    .collect();
                if let Some(first) = words.first() {
                    let entry = phrases.by_first_word.entry(first.clone()).or_default();
                    entry.push((words, value.clone()));
                }
            }
        }
        for entries in phrases.by_first_word.values_mut() {
            entries.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        phrases
    }

    /// The phrases among `tokens`, from left to right, the longest at each place.
    pub(super) fn find(&self, text: &str, tokens: &[Token]) -> Vec<PhraseFound<'_>> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let hit = self.longest_at(text, tokens, at);
            let next = hit.and_then(|(length, value)| {
                let last = tokens.get(at + length - 1)?;
                found.push(PhraseFound {
                    span: token.span.join(last.span),
                    first: at,
                    value,
                });
                Some(at + length)
            });
            at = next.unwrap_or(at + 1);
        }
        found
    }

    fn longest_at(&self, text: &str, tokens: &[Token], at: usize) -> Option<(usize, &str)> {
        let first = tokens.get(at)?.span.of(text).to_lowercase();
        let (words, value) = self.by_first_word.get(&first)?.iter().find(|(words, _)| {
            words.iter().enumerate().all(|(index, word)| {
                tokens
                    .get(at + index)
                    .is_some_and(|token| token.span.of(text).to_lowercase() == *word)
            })
        })?;
        Some((words.len(), value))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Phrases;
    use crate::document::tokens;

    #[test]
    fn the_longest_phrase_is_found_at_its_own_place() {
        let list = |phrases: &[&str]| phrases.iter().map(|&phrase| phrase.to_owned()).collect();
        let listed = BTreeMap::from([
            ("agreed".to_owned(), list(&["agreed", "agreed to"])),
            ("signed".to_owned(), list(&["put their names to"])),
        ]);
        let text = "They Agreed to meet, agreed on fish and put their names to it; they put their hats on.";
        let tokens = tokens(text);
        let phrases = Phrases::new(&listed);
        let found: Vec<(&str, usize, &str)> = phrases
            .find(text, &tokens)
            .iter()
            .map(|found| (found.span.of(text), found.first, found.value))
            .collect();
        assert_eq!(
            found,
            [
                ("Agreed to", 1, "agreed"),
                ("agreed", 5, "agreed"),
                ("put their names to", 9, "signed"),
            ]
        );
    }
}
