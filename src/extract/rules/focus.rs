//! Whom the text speaks of, from sentence to sentence: who `he` and `she` are.

use crate::lexicon::Voice;

use super::actor::{Actor, NAMES_SOMEBODY, named_ending, one_ending};
use super::clause::Clause;
use super::people::Cast;
use super::reading::{Reading, first_overlap};
use super::traits::Traits;

/// For each sentence, whom `he` or `she` means at its beginning: the first person, office or
/// unnamed official that an earlier sentence has as a subject outside quotation marks.
pub(super) struct Focus {
    before: Vec<Option<Actor>>,
}

impl Focus {
    /// The focus of every sentence of `reading`.
    pub(super) fn of(reading: &Reading<'_>, cast: &Cast) -> Self {
        let mut before = Vec::new();
        let mut focus = None;
        for (index, clause) in reading.sentences().enumerate() {
            before.push(focus);
            if matches!(clause.word(0), "He" | "She") {
                // `He thanked B`: who is thanked is not spoken of yet.
                continue;
            }
            let first = first_actor(reading, cast, &clause);
            let unknown =
                || opens_with_name(reading, &clause) || speaks_unknown(reading, cast, &clause, index);
            focus = if first.is_none() && unknown() {
                None
            } else {
                first.or(focus)
            };
        }
        Self { before }
    }

    /// Whom `he` or `she` means at the beginning of the sentence in which the byte at `offset` stands.
    pub(super) fn at(&self, reading: &Reading<'_>, offset: usize) -> Option<Actor> {
        let index = reading.outline.sentence_at(offset)?;
        self.before.get(index).copied().flatten()
    }
}

/// The first actor in a sentence that no preposition puts into the background.
fn first_actor(reading: &Reading<'_>, cast: &Cast, clause: &Clause<'_>) -> Option<Actor> {
    /// An actor further on is the subject of a part of the sentence.
    const REACH: usize = 40;
    let mut words = clause
        .all_with(0..REACH, NAMES_SOMEBODY)
        .filter(|(index, _)| clause.has(*index, Traits::WORD));
    words.find_map(|(index, word)| {
        let continues = clause.has(index, Traits::CAPITALIZED) && clause.has(index + 1, Traits::CAPITALIZED);
        if continues || reading.is_quoted(word.span.start) {
            return None;
        }
        let found = one_ending(reading, cast, clause, index + 1)?;
        matches!(found.actor, Actor::Person(_) | Actor::Unnamed(_)).then_some(found.actor)
    })
}

/// True where somebody of whom the text tells no name speaks in a sentence: `During the visit, the Second
/// Gentleman thanked …`. `He` in the next sentence may be the same.
fn speaks_unknown(reading: &Reading<'_>, cast: &Cast, clause: &Clause<'_>, sentence: usize) -> bool {
    let cues = reading.speech_cues.get(sentence).map_or(&[][..], Vec::as_slice);
    cues.iter().any(|cue| {
        // `the Speaker, Ann Lee, said`
        let comma = cue.first.checked_sub(1).is_some_and(|at| clause.is(at, ","));
        let after = cue.first - usize::from(comma);
        let before = after.checked_sub(1);
        let capitalized = before.is_some_and(|before| {
            clause.has(before, Traits::CAPITALIZED) && !clause.has(before, Traits::FUNCTION)
        });
        cue.value.voice == Voice::Active
            && capitalized
            && !reading.is_quoted(cue.span.start)
            && named_ending(reading, cast, clause, after).is_none()
    })
}

/// True where a sentence begins with a name that is no known body: `Second Gentleman Ruiz shared …`.
/// Where nobody knows who it is, `he` in the next sentence is left open.
fn opens_with_name(reading: &Reading<'_>, clause: &Clause<'_>) -> bool {
    let known = || {
        clause.tokens_span(0, 2).is_none_or(|span| {
            first_overlap(&reading.mentions.names, |name| name.span, span).is_some()
                || first_overlap(&reading.mentions.countries, |country| country.span, span).is_some()
                || first_overlap(&reading.mentions.dates, |date| date.span, span).is_some()
        })
    };
    // A heading has no stop, and speaks of nobody.
    let sentence = clause.tokens.last().is_some_and(|last| last.is(clause.text, "."));
    sentence
        && clause.has(0, Traits::CAPITALIZED)
        && clause.has(1, Traits::CAPITALIZED)
        && !clause.has(0, Traits::FUNCTION)
        && !known()
}
