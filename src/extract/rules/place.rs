//! Places that a clause names.

use crate::document::{Span, TokenKind};
use crate::lexicon::TITLES;

use super::clause::Clause;
use super::reading::{Reading, first_overlap};
use super::traits::Traits;

/// The place named right behind `in`, `at` or `to` between two tokens: its span without the preposition.
pub(super) fn place_in(
    reading: &Reading<'_>,
    clause: &Clause<'_>,
    first: usize,
    after: usize,
) -> Option<Span> {
    let mut prepositions = clause.all_with(first..after, Traits::LEADS_TO_PLACE);
    prepositions.find_map(|(index, _)| {
        if !matches!(clause.word(index), "in" | "at" | "In" | "At") {
            return None;
        }
        let start = index + 1 + usize::from(clause.is(index + 1, "the"));
        place_at(reading, clause, start, after)
    })
}

/// Words in small letters that belong to the name of a place before them.
const PLACE_TAILS: [&str; 6] = ["city", "district", "oblast", "prefecture", "province", "region"];

/// The name of a place at token `start`: capitalised words that name no month, person or body.
fn place_at(reading: &Reading<'_>, clause: &Clause<'_>, start: usize, limit: usize) -> Option<Span> {
    let mut after = start;
    while after < limit
        && clause
            .tokens
            .get(after)
            .is_some_and(|token| token.is_capitalized(clause.text))
    {
        after += 1;
    }
    let mut span = clause.tokens_span(start, after)?;
    let tail = clause
        .tokens
        .get(after)
        .filter(|token| token.kind == TokenKind::Word);
    if let Some(tail) =
        tail.filter(|token| after < limit && PLACE_TAILS.contains(&token.span.of(clause.text)))
    {
        span = span.join(tail.span);
        after += 1;
    }
    let is_title = TITLES.longest_at(clause.text, clause.tokens, start).is_some();
    let goes_on = matches!(clause.word(after), "'" | "’" | "-" | "and" | "of")
        || clause
            .tokens
            .get(after)
            .is_some_and(|token| token.kind == TokenKind::Possessive);
    let mentions = &reading.mentions;
    let taken = first_overlap(&mentions.dates, |date| date.span, span).is_some()
        || first_overlap(&mentions.names, |name| name.span, span).is_some()
        || first_overlap(&mentions.people, |person| person.span, span).is_some();
    (!is_title && !goes_on && !taken).then_some(span)
}
