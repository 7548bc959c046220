//! Lists of those who act together: `A, B, and C`.

use crate::document::TokenKind;

use super::actor::{Actor, Subject, one_ending, side_of};
use super::clause::Clause;
use super::people::Cast;
use super::reading::{Reading, first_overlap};
use super::traits::Traits;

/// Tokens that a list may have behind a comma.
const LONGEST_REST: usize = 80;

/// `last` with those before it in a list that a comma and the `and` at token `and` close: `A, B, and C`.
/// `None` where the list does not tell for whom they stand.
pub(super) fn listed(
    reading: &Reading<'_>,
    cast: &Cast,
    clause: &Clause<'_>,
    and: usize,
    last: Subject,
) -> Option<Subject> {
    let Some(start) = list_start(clause, and) else {
        // `A, prime minister since May, and B said`: no verb stands before that A could be the subject of.
        let is_clause =
            (0..and).any(|index| clause.has(index, Traits::VERB) || is_predicate(reading, clause, index));
        return is_clause.then_some(last);
    };
    let mut sides = Vec::new();
    let mut span = last.span;
    for end in (start..and).filter(|&index| clause.is(index, ",")) {
        let item = one_ending(reading, cast, clause, end)?;
        sides.push(side_of(cast, item.actor)?);
        span = span.join(item.span);
    }
    let own = side_of(cast, last.actor)?;
    let actor = if sides.iter().all(|side| *side == own) {
        Actor::Several(own)
    } else {
        Actor::Joint
    };
    Some(Subject { actor, span })
}

/// The token behind the list of names that goes on at the comma at token `comma`.
pub(super) fn list_end(clause: &Clause<'_>, comma: usize) -> usize {
    (comma..clause.tokens.len().min(comma + LONGEST_REST))
        .take_while(|&index| {
            let word = clause.word(index);
            word.starts_with(char::is_uppercase)
                || matches!(word, "," | "." | "the" | "of" | "for" | "and" | "to")
        })
        .last()
        .map_or(comma, |last| last + 1)
}

/// True for a word in small letters right between two names, which is then a verb: `Berg` **met** `Ruiz`.
fn is_predicate(reading: &Reading<'_>, clause: &Clause<'_>, index: usize) -> bool {
    let name = |index: usize| clause.word(index).starts_with(char::is_uppercase);
    let word = clause.word(index);
    let dates = &reading.mentions.dates;
    let is_time = clause
        .tokens
        .get(index)
        .is_some_and(|token| first_overlap(dates, |date| date.span, token.span).is_some());
    word.starts_with(char::is_lowercase)
        && !clause.has(index, Traits::FUNCTION)
        && !is_time
        && index.checked_sub(1).is_some_and(name)
        && (name(index + 1) || matches!(clause.word(index + 1), "the" | "his" | "her"))
}

/// The first token of a list of names that goes on to the `and` at token `and`: the list has a comma
/// of its own, and begins its sentence or follows `that`.
fn list_start(clause: &Clause<'_>, and: usize) -> Option<usize> {
    const LONGEST: usize = 60;
    const LONGEST_OPENING: usize = 8;
    let in_list = |index: usize| {
        let word = clause.word(index);
        word.starts_with(char::is_uppercase)
            || matches!(word, "," | "." | "-" | "the" | "of" | "for" | "to" | "and")
            || clause
                .tokens
                .get(index)
                .is_some_and(|token| token.kind == TokenKind::Possessive)
    };
    let comma = and.checked_sub(1)?;
    let first = (comma.saturating_sub(LONGEST)..comma)
        .rev()
        .take_while(|&index| in_list(index))
        .last()?;
    // `In particular, A, B, and C`
    let remark = clause.is(first, ",") && first <= LONGEST_OPENING;
    let first = first + usize::from(remark);
    let opens = remark || first == 0 || clause.is(first - 1, "that");
    let several = (first..comma).any(|index| clause.is(index, ","));
    (opens && several).then_some(first)
}
