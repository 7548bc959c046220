//! What the rules ask of every word, looked up once for each.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::document::{Token, TokenKind};
use crate::lexicon::{WordMap, function_words, is_adverb, numerals};

use super::clause::CONNECTIVES;
use super::{actor, earlier, title, topics};

/// A set of the properties that a token may have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traits(u32);

impl Traits {
    /// A word that begins with a capital.
    pub(super) const CAPITALIZED: Self = Self(1);
    /// A function word.
    pub(super) const FUNCTION: Self = Self(1 << 1);
    /// A verb, as far as its form tells: `is`, `has`, `will`, or a past form in `-ed`.
    pub(super) const VERB: Self = Self(1 << 2);
    /// It may stand between a subject and its verb.
    pub(super) const AUXILIARY: Self = Self(1 << 3);
    /// It negates what follows it in its clause.
    pub(super) const NEGATION: Self = Self(1 << 4);
    /// A word for a number, or for a part of one in numbers.
    pub(super) const NUMERAL: Self = Self(1 << 5);
    /// One of those who speak without being named: `official`.
    pub(super) const SPEAKER: Self = Self(1 << 6);
    /// What acts for a state, behind its name: `government`.
    pub(super) const ARM: Self = Self(1 << 7);
    /// A group of people that acts without a name of its own: `companies`.
    pub(super) const AGENT: Self = Self(1 << 8);
    /// `leader`
    pub(super) const LEADER: Self = Self(1 << 9);
    /// A word by which a sentence tells what was taken up.
    pub(super) const TAKEN_UP: Self = Self(1 << 10);
    /// A verb or noun of talking something over.
    pub(super) const TALKED: Self = Self(1 << 11);
    /// A verb of what is, or is to be.
    pub(super) const NOT_PAST: Self = Self(1 << 12);
    /// A word that makes something depend on what it says.
    pub(super) const CONDITION: Self = Self(1 << 13);
    /// A word that may lead from those who meet to what they meet about.
    pub(super) const LEADS_TO_SUBJECT: Self = Self(1 << 14);
    /// Several words that hyphens join.
    pub(super) const HYPHENATED: Self = Self(1 << 15);
    /// Its last letter is no small one of ASCII.
    pub(super) const ENDS_OTHERWISE: Self = Self(1 << 16);
    /// A word, and no number or mark.
    pub(super) const WORD: Self = Self(1 << 17);
    /// `and`
    pub(super) const AND: Self = Self(1 << 18);
    /// It may begin what stands before the first comma of a sentence and says nothing of its own.
    pub(super) const CONNECTIVE: Self = Self(1 << 19);
    /// A preposition behind which a place is named.
    pub(super) const LEADS_TO_PLACE: Self = Self(1 << 20);
    /// A mark.
    pub(super) const MARK: Self = Self(1 << 21);
    /// A word that may begin what only illustrates or explains.
    pub(super) const ILLUSTRATION: Self = Self(1 << 22);
    /// A person, a name, a side or a fixed phrase ends with it.
    pub(super) const ENDS_MENTION: Self = Self(1 << 23);
    /// A phrase for both sides, or for the meeting, begins with it.
    pub(super) const BEGINS_JOINT: Self = Self(1 << 24);

    /// What `token` of `text` is by itself.
    #[inline]
    pub(super) fn of(text: &str, token: Token) -> Self {
        match token.kind {
            TokenKind::Word => {}
            TokenKind::Mark => return Self::MARK,
            TokenKind::Number | TokenKind::Possessive => return Self::default(),
        }
        let written = text.as_bytes().get(token.span.range()).unwrap_or_default();
        let mut traits = Self::WORD;
        if token.hyphenated {
            traits = traits.with(Self::HYPHENATED);
        }
        let word = token.word(text);
        if let Some(of_list) = LISTED.get(word) {
            let as_listed = written.iter().all(u8::is_ascii_lowercase) || LISTED.get_exact(word).is_some();
            let counts = if as_listed {
                of_list
            } else {
                Self(of_list.0 & !IN_SMALL_LETTERS.0)
            };
            traits = traits.with(counts);
        }
        let is_small = || token.span.of(text).starts_with(char::is_lowercase);
        match written {
            [first, ..] if first.is_ascii_lowercase() => {}
            _ if token.is_capitalized(text) => traits = traits.with(Self::CAPITALIZED),
            _ => {}
        }
        match written {
            [_, _, _, .., b'e', b'd'] if is_small() => traits.with(Self::VERB),
            [.., b'l', b'y'] if is_small() && is_adverb(token.span.of(text)) => traits.with(Self::AUXILIARY),
            // `n't`, `n’t`
            [.., b'n', b'\'', b't'] | [.., b'n', 0xe2, 0x80, 0x99, b't'] => traits.with(Self::NEGATION),
            [.., last] if !last.is_ascii_lowercase() => traits.with(Self::ENDS_OTHERWISE),
            _ => traits,
        }
    }

    /// These and `others`.
    #[must_use]
    pub(super) const fn with(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// True where it has one of `others`.
    pub(super) const fn has(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }
}

fn of_function_word(class: &str) -> Traits {
    if class == "verb" {
        Traits::FUNCTION.with(Traits::VERB)
    } else {
        Traits::FUNCTION
    }
}

/// The words of all lists.
static LISTED: LazyLock<WordMap<Traits>> = LazyLock::new(|| {
    let connectives = CONNECTIVES
        .iter()
        .filter_map(|connective| connective.split(' ').next());
    let words = LISTS
        .into_iter()
        .flat_map(|(traits, words)| words.iter().map(move |word| (*word, traits)))
        .chain(connectives.map(|word| (word, Traits::CONNECTIVE)))
        .chain(numerals().map(|word| (word, Traits::NUMERAL)))
        .chain(function_words().map(|(word, class)| (word, of_function_word(class))));
    let mut listed: BTreeMap<&'static str, Traits> = BTreeMap::new();
    for (word, traits) in words {
        let of_word = listed.entry(word).or_default();
        *of_word = of_word.with(traits);
    }
    listed.into_iter().collect()
});

const LISTS: [(Traits, &[&str]); 14] = [
    (Traits::AND, &["and"]),
    (Traits::AGENT, &actor::AGENTS),
    (Traits::ARM, &actor::ARMS),
    (Traits::AUXILIARY, &AUXILIARIES),
    (Traits::CONDITION, &["if", "once", "unless", "until", "whether"]),
    (Traits::ILLUSTRATION, &title::OPENING),
    (Traits::LEADER, &["leader"]),
    (Traits::LEADS_TO_PLACE, &["at", "in"]),
    (Traits::LEADS_TO_SUBJECT, &["regarding", "to"]),
    (Traits::NEGATION, &NEGATIONS),
    (Traits::NOT_PAST, &earlier::NOT_PAST),
    (Traits::SPEAKER, &actor::SPEAKERS),
    (Traits::TAKEN_UP, &topics::TAKEN_UP),
    (Traits::TALKED, &topics::TALKED),
];

/// Of which only words in small letters are.
const IN_SMALL_LETTERS: Traits = Traits::AGENT
    .with(Traits::AND)
    .with(Traits::AUXILIARY)
    .with(Traits::CONDITION)
    .with(Traits::LEADER)
    .with(Traits::LEADS_TO_SUBJECT)
    .with(Traits::NOT_PAST)
    .with(Traits::TALKED);

/// Words of a verb phrase that may stand between a subject and its verb, besides adverbs in `-ly`.
const AUXILIARIES: [&str; 10] = [
    "again", "also", "both", "each", "further", "had", "has", "have", "then", "together",
];

const NEGATIONS: [&str; 12] = [
    "cannot", "denied", "failed", "hardly", "neither", "never", "no", "nor", "not", "rejected", "unable",
    "without",
];

#[cfg(test)]
mod tests {
    use super::{LISTED, LISTS, Traits};
    use crate::document::tokens;

    #[test]
    fn every_word_of_a_list_has_its_traits() {
        for (traits, words) in LISTS {
            for word in words {
                assert!(
                    LISTED.get_exact(word).is_some_and(|own| own.has(traits)),
                    "{word}"
                );
            }
        }
    }

    #[test]
    fn most_words_are_known_in_either_letter_case() {
        let text = "Official jointly Has Didn't third supply";
        let traits: Vec<Traits> = tokens(text)
            .iter()
            .map(|token| Traits::of(text, *token))
            .collect();
        assert!(traits[0].has(Traits::SPEAKER) && traits[1].has(Traits::AUXILIARY));
        assert!(traits[2].has(Traits::VERB) && !traits[2].has(Traits::AUXILIARY));
        assert!(traits[3].has(Traits::NEGATION) && traits[4].has(Traits::NUMERAL));
        assert!(!traits[5].has(Traits::AUXILIARY));
    }
}
