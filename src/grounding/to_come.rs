//! Things that are only to come: `the port` **would** `be closed`, a week **to be** `held in May`.

use crate::document::Span;
use crate::lexicon::function_word;

use super::cues::Cue;
use super::source::Source;

/// Takes from `cues`, none of which decides, those that are not about the thing at `about`.
pub(super) fn narrow(source: &Source, cues: &mut Vec<Cue>, about: Option<Span>, value: &str) {
    if let Some(about) = about {
        keep_second(source, cues, about);
        keep_governing(source, cues, about, value);
    }
}

/// Leaves of `cues` those that tell of the thing at `about`, where a word for what is to come has it as its verb
/// or its subject: what else stands around it, or is named in its own words, has not become of it.
///
/// A cue from which a reader makes outcomes, one with a clause for its object (`agreed that`), and one that tells
/// `value` itself stay.
fn keep_governing(source: &Source, cues: &mut Vec<Cue>, about: Span, value: &str) {
    let is_ahead = cues.iter().any(|cue| {
        is_of_future(source.slice(cue.span))
            && (about.contains(cue.span)
                || leads(source, cue.span, about)
                || follows(source, about, cue.span))
    });
    if is_ahead {
        cues.retain(|cue| {
            let words = source.slice(cue.span);
            cue.precise
                || is_of_future(words)
                || words.ends_with(" that")
                || cue.value.as_deref() == Some(value)
        });
    }
}

/// Leaves of `cues` the one right before the thing at `about` where it opens the second of two deeds: `agreed that
/// trade matters` **and encouraged** `more of it`.
fn keep_second(source: &Source, cues: &mut Vec<Cue>, about: Span) {
    let second = cues.iter().find(|cue| {
        let (before, _) = source.around(cue.span.start);
        cue.value.is_some()
            && leads(source, cue.span, about)
            && source.slice(cue.span).ends_with("ed")
            && before.split_whitespace().next_back() == Some("and")
    });
    if let Some(second) = second.map(|cue| cue.span) {
        let sentence = source.outline().sentence_at(second.start);
        cues.retain(|cue| {
            cue.span.start >= second.start || source.outline().sentence_at(cue.span.start) != sentence
        });
    }
}

/// True for a word for what is to come, and for a verb with one before it: `will be held`.
fn is_of_future(words: &str) -> bool {
    let lower = words.to_lowercase();
    ["are to", "is to", "shall", "to be", "to come", "will", "would"]
        .iter()
        .any(|opening| {
            lower
                .strip_prefix(opening)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
}

/// True where nothing stands between the cue and the thing behind it.
fn leads(source: &Source, cue: Span, about: Span) -> bool {
    cue.end <= about.start && source.slice(Span::new(cue.end, about.start)).trim().is_empty()
}

/// True where nothing but a comma and a pronoun stands between the thing and the cue behind it: `schemes` **it**
/// `will try`.
fn follows(source: &Source, about: Span, cue: Span) -> bool {
    /// `, which`
    const MOST: usize = 12;
    about.end <= cue.start
        && cue.start - about.end <= MOST
        && source
            .slice(Span::new(about.end, cue.start))
            .split(|ch: char| ch.is_whitespace() || ch == ',')
            .filter(|word| !word.is_empty())
            .all(|word| function_word(word) == Some("pronoun") || matches!(word, "that" | "which"))
}
