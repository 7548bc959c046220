//! Views whose verb decides nothing: whether the evidence tells of the recorded speaker at all.

use crate::document::{Span, tokens};

use super::bench::{Bench, Scope, shown};
use super::code;
use super::people::name_parts;
use super::sides::{is_general, may_mean_several, places};
use super::subject::Subject;
use super::values::country_code;

/// Tells that it is not decided whether `speaker` is the one whose the view at `said` is; or, where the
/// evidence tells of somebody else, and has nothing by which the recorded speaker could be meant, that he
/// does not stand in it. `subject` is who stands before the verb, if there is one.
pub(super) fn unclear(
    bench: &mut Bench<'_>,
    pointer: &str,
    speaker: &str,
    subject: Option<Subject>,
    (said, scope): (Span, &Scope),
    reason: impl Into<String>,
) {
    let Some(other) = another(bench, speaker, subject, said, scope) else {
        bench.undecided(pointer, reason);
        return;
    };
    let message = format!(
        "the evidence tells of “{}”, and nothing of {}",
        shown(bench.source.slice(other)),
        shown(speaker)
    );
    bench.mark(code::NOT_IN_EVIDENCE, pointer, message, Some(other));
}

/// Who else is told of in the evidence, where nothing there can mean `speaker`.
fn another(
    bench: &Bench<'_>,
    speaker: &str,
    subject: Option<Subject>,
    said: Span,
    scope: &Scope,
) -> Option<Span> {
    if scope.open || scope.passages.is_empty() {
        return None;
    }
    let source = bench.source;
    let is_inside = |span: Span| scope.touches(span) && !said.contains(span);
    let recorded = bench.recorded.iter().find(|person| person.name == speaker);
    let is_person = recorded.is_some() || !bench.named(speaker).is_empty();
    let side = recorded.and_then(|person| person.side);
    let told = |actor: &str| places(bench, actor).iter().any(|place| scope.touches(*place));
    if told(speaker)
        || side.is_some_and(|side| told(side) && !only_by_others(bench, speaker, side, scope))
        || may_mean_several(source, &scope.passages, said)
    {
        return None;
    }
    if !is_person && country_code(speaker).is_none() {
        return other_words(bench, speaker, subject, scope);
    }
    // An office that nobody is named for may be the speaker's, unless the text gives him another.
    let own = bench.named(speaker);
    let titles = |title: &str| {
        own.iter()
            .filter_map(|index| source.people().get(*index))
            .any(|person| {
                person.titles.is_empty()
                    || person
                        .titles
                        .iter()
                        .any(|own| own.ends_with(title) || title.ends_with(own.as_str()))
            })
    };
    let mentions = source.mentions().people.iter();
    let is_open = mentions
        .filter(|person| person.name.is_none() && is_inside(person.span))
        .filter(|person| {
            !source
                .references()
                .iter()
                .any(|(span, _)| span.overlaps(person.span))
        })
        .any(|person| {
            let title = person.title.map(|title| source.slice(title).to_lowercase());
            own.is_empty() || title.is_none_or(|title| titles(&title))
        });
    if is_open {
        return None;
    }
    let named = source.named_people().iter().chain(source.references());
    let mut others: Vec<(Span, &[String])> = named
        .filter(|(span, _)| is_inside(*span))
        .filter_map(|(span, index)| Some((*span, source.people().get(*index)?.parts.as_slice())))
        .collect();
    for person in &bench.recorded {
        let places = person.places(bench).iter().filter(|place| is_inside(**place));
        others.extend(places.map(|place| (*place, person.parts.as_slice())));
    }
    let (first, parts) = *others.first()?;
    let same = |other: &[String]| {
        other.iter().all(|part| parts.contains(part)) || parts.iter().all(|part| other.contains(part))
    };
    // A pronoun is his who is named, where nobody else is.
    (others.iter().all(|(_, other)| same(other)) && !shares(&name_parts(speaker), parts)).then_some(first)
}

/// True where the evidence tells of `side` only by the people who stand for it, none of them `speaker`.
fn only_by_others(bench: &Bench<'_>, speaker: &str, side: &str, scope: &Scope) -> bool {
    let people = bench
        .recorded
        .iter()
        .filter(|person| person.name != speaker && person.side == Some(side));
    let own: Vec<Span> = people.flat_map(|person| person.places(bench).to_vec()).collect();
    places(bench, side)
        .iter()
        .filter(|place| scope.touches(**place))
        .all(|place| own.iter().any(|own| own.overlaps(*place)))
}

/// The subject of the verb where it is in other words than `speaker`, which are the source's own for
/// somebody without a name: `local media` for `the official`.
fn other_words(bench: &Bench<'_>, speaker: &str, subject: Option<Subject>, scope: &Scope) -> Option<Span> {
    let Some(Subject::Words(span)) = subject else {
        return None;
    };
    let source = bench.source;
    let heads = content(source.slice(span));
    let own = content(speaker);
    let sentence = source.sentence_of(span)?;
    let near = content(source.slice(sentence));
    (scope.touches(span)
        && !own.is_empty()
        && !heads.is_empty()
        && !heads.iter().any(|head| is_general(head))
        && !own.iter().any(|word| near.contains(word)))
    .then_some(span)
}

/// The words of `text` that are neither short nor small, in small letters.
fn content(text: &str) -> Vec<String> {
    /// `who`, `it`, `the`
    const SMALL: usize = 3;
    let words = tokens(text);
    let words = words.iter().map(|token| token.span.of(text).to_lowercase());
    words
        .filter(|word| word.chars().count() > SMALL && crate::lexicon::function_word(word).is_none())
        .collect()
}

fn shares(one: &[String], other: &[String]) -> bool {
    one.iter().any(|part| other.contains(part))
}
