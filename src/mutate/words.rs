//! Operators on the source's own words, and what they share with those on quotes and names.

use super::ground::{Drafts, Ground};
use super::operator::Operator;
use crate::document::{Span, Token, TokenKind, tokens};
use crate::lexicon::function_word;

/// Words that turn what is said into its contrary.
const NEGATIONS: [&str; 6] = ["not", "no", "never", "neither", "nor", "without"];

/// Words that make a thing conditional, expected or doubtful, the longer before the shorter.
const HEDGES: [&str; 15] = [
    "is expected to",
    "are expected to",
    "hopes to",
    "hoped to",
    "intends to",
    "plans to",
    "aims to",
    "subject to",
    "up to",
    "would",
    "could",
    "might",
    "may",
    "should",
    "possible",
];

/// Words that stand where another word stood, and that no readout needs: kinds of plant.
const ALIEN: [&str; 6] = [
    "juniper", "heather", "bracken", "foxglove", "hawthorn", "marigold",
];

/// Proposes changes to the source's words at `pointer`.
pub(super) fn drafts(ground: &Ground<'_>, pointer: &str, out: &mut Drafts) {
    let Some(text) = ground.text(pointer) else { return };
    if !ground.says(text) {
        // Words that the source has otherwise, such as `Information` for `information and`: what is
        // changed of them proves nothing.
        return;
    }
    if let Some(other) = altered(ground, Operator::WordAltered, pointer, text) {
        out.fault(Operator::WordAltered, pointer, other);
    }
    for (operator, other) in weakened(ground, text) {
        out.fault(operator, pointer, other);
    }
    if let Some(control) = wrapped(text) {
        let operators = [
            Operator::WordAltered,
            Operator::NegationRemoved,
            Operator::HedgeRemoved,
        ];
        out.control(&operators, pointer, control);
    }
    if let Some(control) = marks_turned(text) {
        out.control(&[Operator::WordAltered], pointer, control);
    }
}

/// `text` with one word that carries meaning replaced; the source does not have what comes of it.
pub(super) fn altered(ground: &Ground<'_>, operator: Operator, pointer: &str, text: &str) -> Option<String> {
    let mut random = ground.random(operator, pointer);
    let places: Vec<Span> = content(text).into_iter().map(|token| token.span).collect();
    let place = *random.pick(&places)?;
    let alien = *random.pick(&ALIEN)?;
    let other = replaced(text, place, alien);
    (!ground.says(&other) && !ground.says(alien)).then_some(other)
}

/// `text` without its first negation, and without its first hedge, where the source does not have what
/// comes of it.
pub(super) fn weakened(ground: &Ground<'_>, text: &str) -> Vec<(Operator, String)> {
    let first = |cues: &[&str]| {
        cues.iter()
            .find_map(|cue| phrase_at(text, cue))
            .map(|span| removed(text, span))
            .filter(|other| !other.trim().is_empty() && !ground.says(other))
    };
    let negation = first(&NEGATIONS).map(|other| (Operator::NegationRemoved, other));
    let hedge = first(&HEDGES).map(|other| (Operator::HedgeRemoved, other));
    negation.into_iter().chain(hedge).collect()
}

/// The first place of the words of `phrase` in `text`, as whole words and letter case apart.
pub(super) fn phrase_at(text: &str, phrase: &str) -> Option<Span> {
    let wanted: Vec<&str> = phrase.split(' ').collect();
    let words = tokens(text);
    words.windows(wanted.len()).find_map(|window| {
        let same = window
            .iter()
            .zip(&wanted)
            .all(|(token, word)| token.span.of(text).eq_ignore_ascii_case(word));
        let (first, last) = (window.first()?, window.last()?);
        same.then(|| first.span.join(last.span))
    })
}

/// The first word in `text` that negates.
pub(super) fn negation_in(text: &str) -> Option<Span> {
    NEGATIONS.iter().find_map(|word| phrase_at(text, word))
}

/// The words of `text` that carry meaning.
pub(super) fn content(text: &str) -> Vec<Token> {
    /// A shorter word is seldom one.
    const SHORTEST: usize = 4;
    tokens(text)
        .into_iter()
        .filter(|token| {
            let word = token.span.of(text);
            token.kind == TokenKind::Word && word.len() >= SHORTEST && function_word(word).is_none()
        })
        .collect()
}

/// `text` with a line break in the place of its first space: white space of any length is one space.
pub(super) fn wrapped(text: &str) -> Option<String> {
    let other = text.trim().replacen(' ', "\n", 1);
    (other != text).then_some(other)
}

/// `text` with its apostrophes and quotation marks straight where they are curly, and the other way round.
pub(super) fn marks_turned(text: &str) -> Option<String> {
    let other: String = text
        .chars()
        .map(|ch| match ch {
            '\'' => '’',
            '’' | '‘' => '\'',
            '“' | '”' => '"',
            _ => ch,
        })
        .collect();
    (other != text).then_some(other)
}

/// `text` with `other` at `span`.
pub(super) fn replaced(text: &str, span: Span, other: &str) -> String {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    format!("{before}{other}{after}")
}

/// `text` without what stands at `span`, and without the space that it leaves.
fn removed(text: &str, span: Span) -> String {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    if before.is_empty() {
        after.trim_start().to_owned()
    } else {
        format!("{}{after}", before.trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::{content, marks_turned, phrase_at, removed, wrapped};

    #[test]
    fn words_are_found_whole_and_leave_one_space() {
        let text = "they Would not, it is expected to note";
        let span = phrase_at(text, "not").expect("a place");
        assert_eq!(removed(text, span), "they Would, it is expected to note");
        let span = phrase_at(text, "is expected to").expect("a place");
        assert_eq!(removed(text, span), "they Would not, it note");
        assert_eq!(phrase_at(text, "no"), None);
    }

    #[test]
    fn controls_change_nothing_but_white_space_and_marks() {
        assert_eq!(wrapped("two words here").as_deref(), Some("two\nwords here"));
        assert_eq!(wrapped("one"), None);
        assert_eq!(marks_turned("Ana's").as_deref(), Some("Ana’s"));
        assert_eq!(marks_turned("plain"), None);
    }

    #[test]
    fn only_words_with_meaning_are_altered() {
        let text = "with the 2,000 trading partners of it";
        let words: Vec<&str> = content(text).iter().map(|token| token.span.of(text)).collect();
        assert_eq!(words, ["trading", "partners"]);
    }
}
