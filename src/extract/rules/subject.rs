//! Who the subject of a cue is.

use crate::document::{Span, TokenKind};
use crate::lexicon::{JOINT_SUBJECTS, OWN_SIDE, OwnSide, TITLES};

use super::people::{Cast, surname};
use super::reading::{Clause, Reading, first_overlap, is_auxiliary};

/// Whoever says or does something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Actor {
    /// A person of the cast.
    Person(usize),
    /// One side, by its country's code.
    Side(&'static str),
    /// All sides together.
    Joint,
}

/// An actor, and the words that name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) actor: Actor,
    pub(super) span: Span,
}

/// The longest remark between commas that may stand between a subject and its verb.
const LONGEST_REMARK: usize = 10;

/// The subject right before the token `cue` of `clause`, over adverbs, auxiliaries and a remark
/// between commas (`Duterte, for his part, said`).
pub(super) fn subject_before(
    reading: &Reading<'_>,
    cast: &Cast,
    clause: &Clause<'_>,
    cue: usize,
) -> Option<Subject> {
    let mut after = cue;
    while let Some(token) = after.checked_sub(1).and_then(|index| clause.tokens.get(index)) {
        if !is_auxiliary(clause.text, *token) {
            break;
        }
        after -= 1;
    }
    let direct = subject_ending(reading, cast, clause, after);
    if direct.is_some() || after == 0 || clause.word(after - 1) != "," {
        return direct;
    }
    let remark = (after.saturating_sub(LONGEST_REMARK)..after - 1)
        .rev()
        .find(|&index| clause.word(index) == ",")?;
    subject_ending(reading, cast, clause, remark)
}

/// The subject whose last token stands right before token `after`.
fn subject_ending(reading: &Reading<'_>, cast: &Cast, clause: &Clause<'_>, after: usize) -> Option<Subject> {
    let last = one_ending(reading, cast, clause, after)?;
    if last.actor == Actor::Joint {
        return Some(last);
    }
    let first = clause.token_at(last.span.start);
    let and = first.checked_sub(1).filter(|&index| clause.word(index) == "and");
    let Some(other) = and.and_then(|index| one_ending(reading, cast, clause, index)) else {
        return Some(last);
    };
    // `A and B`: both sides, where they are of different ones.
    let (one, two) = (side_of(cast, other.actor), side_of(cast, last.actor));
    if one.is_some() && one == two {
        return Some(last);
    }
    Some(Subject {
        actor: Actor::Joint,
        span: other.span.join(last.span),
    })
}

fn one_ending(reading: &Reading<'_>, cast: &Cast, clause: &Clause<'_>, after: usize) -> Option<Subject> {
    let last = clause.tokens.get(after.checked_sub(1)?)?;
    let end = last.span.end;
    if let Some(subject) = phrase_ending(cast, clause, after) {
        return Some(subject);
    }
    let people = &reading.mentions.people;
    let index = people.partition_point(|person| person.span.end < end);
    if let Some(mention) = people.get(index).filter(|mention| mention.span.end == end) {
        let person = cast.person_of(reading, mention)?;
        return Some(Subject {
            actor: Actor::Person(person),
            span: mention.span,
        });
    }
    let word = last.span.of(clause.text);
    if matches!(word, "side" | "Side") {
        let country = country_ending(reading, clause.tokens.get(after.checked_sub(2)?)?.span.end)?;
        let known = cast.has_party(country.1);
        return known.then(|| Subject {
            actor: Actor::Side(country.1),
            span: country.0.join(last.span),
        });
    }
    if let Some((span, code)) = country_ending(reading, end) {
        return cast.has_party(code).then_some(Subject {
            actor: Actor::Side(code),
            span,
        });
    }
    if last.is_capitalized(clause.text) {
        let person = cast.by_surname(surname(word))?;
        return Some(Subject {
            actor: Actor::Person(person),
            span: last.span,
        });
    }
    None
}

/// `the two leaders`, `the head of our state`: fixed phrases, read from their start.
fn phrase_ending(cast: &Cast, clause: &Clause<'_>, after: usize) -> Option<Subject> {
    /// The longest of the tables.
    const MOST_WORDS: usize = 6;
    let first = after.saturating_sub(MOST_WORDS);
    for start in first..after {
        if let Some(hit) = JOINT_SUBJECTS.longest_at(clause.text, clause.tokens, start) {
            if hit.after == after {
                return Some(Subject {
                    actor: Actor::Joint,
                    span: hit.span,
                });
            }
        }
        if let Some(hit) = OWN_SIDE.longest_at(clause.text, clause.tokens, start) {
            if hit.after == after && *hit.value == OwnSide::Leader {
                let leader = cast.own_leader()?;
                return Some(Subject {
                    actor: Actor::Person(leader),
                    span: hit.span,
                });
            }
        }
    }
    None
}

/// The country whose mention ends at the byte `end`.
fn country_ending(reading: &Reading<'_>, end: usize) -> Option<(Span, &'static str)> {
    let countries = &reading.mentions.countries;
    let index = countries.partition_point(|country| country.span.end < end);
    let country = countries.get(index).filter(|country| country.span.end == end)?;
    Some((country.span, country.code))
}

fn side_of(cast: &Cast, actor: Actor) -> Option<&'static str> {
    match actor {
        Actor::Person(index) => cast.people.get(index)?.party,
        Actor::Side(code) => Some(code),
        Actor::Joint => None,
    }
}

/// The codes of the parties for which `actor` stands; all of them for both sides together.
pub(super) fn parties_of(cast: &Cast, actor: Actor) -> Vec<&'static str> {
    match actor {
        Actor::Joint => cast.parties.iter().map(|party| party.code).collect(),
        Actor::Person(_) | Actor::Side(_) => side_of(cast, actor)
            .filter(|code| cast.has_party(code))
            .into_iter()
            .collect(),
    }
}

/// The place named right behind `in`, `at` or `to` between two tokens: its span without the preposition.
pub(super) fn place_in(
    reading: &Reading<'_>,
    clause: &Clause<'_>,
    first: usize,
    after: usize,
) -> Option<Span> {
    (first..after).find_map(|index| {
        if !matches!(clause.word(index), "in" | "at" | "In" | "At") {
            return None;
        }
        let start = index + 1 + usize::from(clause.word(index + 1) == "the");
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
