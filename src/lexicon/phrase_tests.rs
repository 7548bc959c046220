use proptest::prelude::*;

use super::PhraseBook;
use crate::document::{Span, WordBits, tokens};

fn found<'t>(phrases: &[&'static str], text: &'t str) -> Vec<&'t str> {
    let book = PhraseBook::new(phrases.iter().map(|phrase| (*phrase, ())));
    let tokens = tokens(text);
    book.find(text, &tokens)
        .iter()
        .map(|hit| hit.span.of(text))
        .collect()
}

#[test]
fn adverbs_may_stand_between_and_negations_may_not() {
    let phrase = ["was/were supported"];
    assert_eq!(
        found(&phrase, "It was also warmly supported."),
        ["was also warmly supported"]
    );
    assert!(found(&phrase, "It was not supported.").is_empty());
    assert!(found(&phrase, "It was never supported.").is_empty());
}

#[test]
fn the_phrase_that_reaches_furthest_wins() {
    let phrases = ["agreed on", "agreed on the need", "agreed"];
    assert_eq!(
        found(&phrases, "They agreed on the need for it, agreed on it, agreed."),
        ["agreed on the need", "agreed on", "agreed"]
    );
}

#[test]
fn a_gap_stays_inside_its_clause() {
    let text = "The proposal to widen 'X' was supported.";
    let book = PhraseBook::new([("proposal to ... was supported", ())]);
    let words = tokens(text);
    let hits = book.find(text, &words);
    let gap = hits.first().and_then(|hit| hit.gap);
    let spans: Option<&str> =
        gap.map(|(first, after)| Span::new(words[first].span.start, words[after - 1].span.end).of(text));
    assert_eq!(spans, Some("widen 'X'"));
    assert!(
        found(
            &["proposal to ... was supported"],
            "A proposal to go. It was supported"
        )
        .is_empty()
    );
}

#[test]
fn capitals_in_a_phrase_are_demanded_of_the_text() {
    assert_eq!(found(&["IT"], "it IT It"), ["IT"]);
    assert_eq!(found(&["green energy"], "'Green' energy"), ["Green' energy"]);
    assert_eq!(
        found(&["held a? _? meeting"], "held a second meeting, held meeting"),
        ["held a second meeting", "held meeting"]
    );
}

/// Phrases with every kind of element, in every place that it may have.
const PHRASES: [&str; 12] = [
    "agreed",
    "agreed to",
    "agreed to/on sign/plan",
    "agreed to? sign",
    "agreed _? plan",
    "agreed ... plan",
    "the plan to ... sign? on",
    "the/to? plan agreed",
    "the? plan to/on the",
    "Plan to _? _? sign/on the?",
    "to ... the plan",
    "on the plan sign/agreed to?",
];

proptest! {
    #[test]
    fn a_phrase_that_is_passed_over_is_not_there(
        phrases in prop::sample::subsequence(PHRASES.to_vec(), 1..=PHRASES.len()),
        words in prop::collection::vec(
            prop::sample::select(vec!["agreed", "Agreed", "to", "on", "sign", "the", "plan", "Plan", "also", "jointly", ",", "."]),
            0..12,
        ),
    ) {
        let text = words.join(" ");
        let tokens = tokens(&text);
        let book = PhraseBook::new(phrases.into_iter().map(|phrase| (phrase, phrase)));
        let all = book.find_among(&text, &tokens, WordBits::ALL);
        prop_assert_eq!(book.find(&text, &tokens), all);
    }
}
