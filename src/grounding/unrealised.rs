//! Words that name a deed without telling that it was done: `agreed to` **launch** `a dialogue`, `asked
//! for an early` **start**.

use crate::document::Span;
use crate::lexicon::function_word;

use super::cues::Cue;
use super::source::Source;

/// `cues` of one sentence without those that another of them governs: what is agreed to be launched has
/// not been launched.
pub(super) fn without_governed(source: &Source, cues: Vec<Cue>) -> Vec<Cue> {
    let governed: Vec<bool> = cues
        .iter()
        .map(|cue| {
            // What is only expected, or is negated, is told by other rules, which know better.
            cue.modifiers.is_empty()
                && !opens_finite(source.slice(cue.span))
                && cues.iter().any(|other| {
                    other.value.is_some()
                        && other.span.end <= cue.span.start
                        && is_link(source.slice(Span::new(other.span.end, cue.span.start)))
                })
        })
        .collect();
    let mut governed = governed.into_iter();
    let mut kept = cues;
    kept.retain(|_| !governed.next().unwrap_or(false));
    kept
}

/// True where the subject of `cue` is a part of the thing, or what is about it, and not the thing itself:
/// `two ports, the first of which` **was opened**.
pub(super) fn tells_of_a_part(source: &Source, cue: &Cue) -> bool {
    let before = source.text().get(..cue.span.start).unwrap_or_default();
    let mut words = before.split_whitespace().rev();
    matches!(words.next(), Some("which" | "whom"))
        && words
            .next()
            .is_some_and(|word| function_word(word) == Some("preposition"))
}

/// True where nothing but `to` and adverbs stands between a verb and what it governs.
fn is_link(between: &str) -> bool {
    between
        .split_whitespace()
        .all(|word| word == "to" || word == "also" || word.ends_with("ly"))
}

/// Nouns that are themselves what has been agreed: who will support `the commitment` tells that there is one.
const COMMITMENTS: [&str; 9] = [
    "agreement",
    "agreements",
    "commitment",
    "commitments",
    "decision",
    "decisions",
    "pledge",
    "pledges",
    "undertaking",
];

/// True where `cue` is a noun, a gerund or an infinitive in the words of the thing itself, at `about`, and
/// one of `cues` stands before it in its sentence, which tells what has become of the thing.
pub(super) fn is_only_named(source: &Source, cue: &Cue, cues: &[&Cue], about: Option<Span>) -> bool {
    let words = source.slice(cue.span);
    let names = about.is_some_and(|about| about.contains(cue.span))
        && !words.contains(' ')
        && !COMMITMENTS.contains(&words.to_lowercase().as_str())
        && !is_finite(source, cue.span);
    let sentence = source.outline().sentence_at(cue.span.start);
    names
        && cues.iter().any(|other| {
            other.precise
                && other.value.is_some()
                && other.span.end <= cue.span.start
                && source.outline().sentence_at(other.span.start) == sentence
        })
}

const AUXILIARIES: [&str; 9] = ["are", "been", "being", "had", "has", "have", "is", "was", "were"];

/// True for a verb of its own, which no verb before it governs: the plan **had been adopted**.
fn opens_finite(words: &str) -> bool {
    let mut words = words.split_whitespace();
    words.next().is_some_and(|first| AUXILIARIES.contains(&first)) && words.next().is_some()
}

/// True for a verb in the past, or behind an auxiliary: `has opened`, `was launched`.
fn is_finite(source: &Source, span: Span) -> bool {
    let (before, _) = source.around(span.start);
    let last = before.split_whitespace().next_back().unwrap_or_default();
    source.slice(span).ends_with("ed") || AUXILIARIES.contains(&last)
}

#[cfg(test)]
mod tests {
    use super::is_link;

    #[test]
    fn only_to_and_adverbs_link_a_verb_to_what_it_governs() {
        assert!(is_link(" to "));
        assert!(is_link(" to jointly "));
        assert!(!is_link(" on the importance of "));
        assert!(!is_link(", and "));
    }
}
