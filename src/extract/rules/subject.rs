//! Who the subject of a cue is.
//!
//! ```text
//! subject = one [ "and" one ]
//! one     = person | office | surname | pronoun | both sides | [ "the" ] country [ arm ]
//! arm     = "side" | "government" | "administration" | "leadership" | …
//! ```
//!
//! `He` and `she` are whoever the text last spoke of as a subject: see [`Focus`]. A phrase that
//! stands behind a preposition (`talks with President A began`) is no subject.

use crate::document::TokenKind;
use crate::mentions::PersonMention;

use super::actor::{Actor, Subject, named_ending, one_ending, side_of};
use super::clause::Clause;
use super::focus::Focus;
use super::people::Cast;
use super::reading::{Reading, first_overlap};
use super::series::{list_end, listed};
use super::traits::Traits;

/// The longest remark between commas that may stand between a subject and its verb.
const LONGEST_REMARK: usize = 14;

/// The subject right before the token `cue` of `clause`, over adverbs, auxiliaries, times and a
/// remark between commas (`Duterte, for his part, said`).
pub(super) fn subject_before(
    reading: &Reading<'_>,
    cast: &Cast,
    focus: &Focus,
    clause: &Clause<'_>,
    cue: usize,
) -> Option<Subject> {
    subject_anywhere_before(reading, cast, focus, clause, cue)
        .filter(|subject| !is_named_behind(reading, cast, clause, *subject))
}

/// True where an office is taken for somebody whom its sentence names behind it: in `The Head of State
/// thanked President Lee` it is another.
fn is_named_behind(reading: &Reading<'_>, cast: &Cast, clause: &Clause<'_>, subject: Subject) -> bool {
    /// More names behind a subject than this stand in no sentence.
    const MOST: usize = 12;
    let Actor::Person(index) = subject.actor else {
        return false;
    };
    let people = &reading.mentions.people;
    let is_own =
        |mention: &&PersonMention| mention.name.is_some() && cast.person_of(reading, mention) == Some(index);
    let first = people.partition_point(|mention| mention.span.end <= subject.span.start);
    let mentions = people.get(first..).unwrap_or_default().iter().take(MOST);
    let by_name = cast.named(subject.span.of(reading.text)) == Some(index)
        || mentions
            .clone()
            .take_while(|mention| mention.span.start < subject.span.end)
            .any(|mention| is_own(&mention));
    !by_name
        && subject.span.of(reading.text).contains(' ')
        && mentions
            .skip_while(|mention| mention.span.start < subject.span.end)
            .take_while(|mention| mention.span.end <= clause.span.end)
            .any(|mention| is_own(&mention))
}

fn subject_anywhere_before(
    reading: &Reading<'_>,
    cast: &Cast,
    focus: &Focus,
    clause: &Clause<'_>,
    cue: usize,
) -> Option<Subject> {
    let after = verb_phrase_start(reading, clause, cue);
    let direct = subject_ending(reading, cast, focus, clause, after);
    if direct.is_some() || after == 0 || !clause.is(after - 1, ",") {
        return direct;
    }
    let remark = (after.saturating_sub(LONGEST_REMARK)..after - 1)
        .rev()
        .find(|&index| clause.is(index, ","))?;
    subject_ending(reading, cast, focus, clause, remark)
}

/// Tokens before a verb that may still share the subject of its sentence.
const FARTHEST_VERB: usize = 80;

/// The subject of the sentence for a verb that `and` joins to an earlier one: its first actor.
pub(super) fn subject_of_sentence(
    reading: &Reading<'_>,
    cast: &Cast,
    focus: &Focus,
    clause: &Clause<'_>,
    cue: usize,
) -> Option<Subject> {
    // A verb far inside a sentence has another subject; looking for it would cost time as well.
    if cue > FARTHEST_VERB {
        return None;
    }
    let ending = |after| {
        // `U.S. Secretary B`: what goes on with a capital is not all of the name.
        let next = clause.word(after);
        let goes_on = !clause.is(after - 1, "and") && next.starts_with(char::is_uppercase);
        // `Vega,` **Berg**`'s guest, said`
        let owns = clause
            .tokens
            .get(after)
            .is_some_and(|token| token.kind == TokenKind::Possessive);
        if goes_on || owns {
            return None;
        }
        subject_ending(reading, cast, focus, clause, after)
    };
    let mut first = (1..=cue).find_map(ending)?;
    // `The President and I today discussed …`
    let and = clause.token_at(first.span.end);
    if clause.is(and, "and") {
        let both = (and + 1..=cue.min(and + LONGEST_REMARK))
            .filter_map(ending)
            .find(|both| both.actor == Actor::Joint);
        match both {
            Some(both) => first = both,
            // `The President and the delegation discussed … and praised`: of whom it is said is open.
            None => return None,
        }
    }
    // `A, Minister B, and C announced … and praised`: it is not said of A alone.
    if clause.is(and, ",") {
        let end = list_end(clause, and);
        if (and..end).any(|index| clause.is(index, "and") && begins_name(clause, index + 1)) {
            return ending(end).filter(|all| all.span.start <= first.span.start);
        }
    }
    // `A, joined by B, …`: only what begins the sentence is sure to be its subject.
    let start = clause.token_at(first.span.start);
    let opening = (0..start).all(|index| {
        let word = clause.word(index);
        !word.starts_with(char::is_lowercase)
            || matches!(word, "the" | "a" | "day" | "ago" | "today" | "also")
    });
    (opening || clause.is(start.saturating_sub(1), ",") || clause.is(start.saturating_sub(2), ","))
        .then_some(first)
}

/// True where token `at` begins a noun phrase that names somebody: an article or a capital.
fn begins_name(clause: &Clause<'_>, at: usize) -> bool {
    let word = clause.word(at);
    word == "the" || word.starts_with(char::is_uppercase)
}

/// The possessor right before the token `cue`, over adjectives: `Angola's` **signing of** `…`.
pub(super) fn possessor_before(
    reading: &Reading<'_>,
    cast: &Cast,
    focus: &Focus,
    clause: &Clause<'_>,
    cue: usize,
) -> Option<Subject> {
    /// Adjectives between a possessor and what it has.
    const MOST: usize = 4;
    if cue
        .checked_sub(1)
        .is_some_and(|before| matches!(clause.word(before), "its" | "his" | "her" | "their"))
    {
        // `The Kenyan side reiterated its` **request for** `…`
        return subject_of_sentence(reading, cast, focus, clause, cue);
    }
    let possessive = (cue.saturating_sub(MOST)..cue).rev().find(|&index| {
        clause
            .tokens
            .get(index)
            .is_some_and(|token| token.kind == TokenKind::Possessive)
    })?;
    let between = (possessive + 1..cue).all(|index| clause.word(index).starts_with(char::is_lowercase));
    let holder = || {
        named_ending(reading, cast, clause, possessive)
            .or_else(|| pronoun_ending(reading, cast, focus, clause, possessive))
    };
    between.then(holder)?
}

/// The first token of the verb phrase that ends at token `cue`: auxiliaries, adverbs, times.
fn verb_phrase_start(reading: &Reading<'_>, clause: &Clause<'_>, cue: usize) -> usize {
    let mut first = cue;
    while let Some(token) = first.checked_sub(1).and_then(|index| clause.tokens.get(index)) {
        if clause.has(first - 1, Traits::AUXILIARY) {
            first -= 1;
            continue;
        }
        if first >= 3
            && (
                clause.word(first - 3),
                clause.word(first - 2),
                clause.word(first - 1),
            ) == ("would", "like", "to")
        {
            first -= 3;
            continue;
        }
        // `A on Wednesday said`, `A today met`
        let dates = &reading.mentions.dates;
        let index = dates.partition_point(|date| date.span.end < token.span.end);
        let date = dates.get(index).filter(|date| date.span.end == token.span.end);
        match date.map(|date| clause.token_at(date.span.start)) {
            Some(start) if start < first => first = start,
            _ => break,
        }
    }
    first
}

/// The subject that stands right behind a verb of speech at token `first`: `… ," said the Premier`.
pub(super) fn subject_after(
    reading: &Reading<'_>,
    cast: &Cast,
    focus: &Focus,
    clause: &Clause<'_>,
    first: usize,
) -> Option<Subject> {
    /// The longest name with its office.
    const MOST_WORDS: usize = 12;
    /// Nouns before an office.
    const MOST_NOUNS: usize = 3;
    let limit = clause.tokens.len().min(first + MOST_WORDS);
    (first + 1..=limit)
        .take_while(|&after| {
            let title = after.checked_sub(2).map_or("", |before| clause.word(before));
            match clause.word(after - 1) {
                "." => matches!(
                    title,
                    "Amb" | "Dr" | "Gen" | "Mr" | "Mrs" | "Ms" | "Prof" | "Sen" | "St"
                ),
                word => !matches!(word, "," | ";" | "that"),
            }
        })
        .filter_map(|after| {
            // `According to A`: the preposition does not put him into the background here.
            let found = subject_ending(reading, cast, focus, clause, after)
                .or_else(|| named_ending(reading, cast, clause, after))?;
            let start = clause.token_at(found.span.start);
            let articles = (first..start).all(|index| is_opening(clause.word(index)));
            // `said committee chairman Juan Ruiz`
            let nouns = matches!(found.actor, Actor::Person(_))
                && start - first <= MOST_NOUNS
                && (first..start).all(|index| is_small_noun(clause, index));
            ((articles || nouns) && !leads_to_noun(clause, found)).then_some(found)
        })
        .last()
        .or_else(|| name_after(reading, clause, first))
}

fn is_small_noun(clause: &Clause<'_>, index: usize) -> bool {
    clause.word(index).starts_with(char::is_lowercase) && !clause.has(index, Traits::FUNCTION)
}

/// True where a body in small letters only describes the noun behind it: **committee** `chairman`.
fn leads_to_noun(clause: &Clause<'_>, subject: Subject) -> bool {
    let after = clause.token_at(subject.span.end);
    let small = |index: usize| clause.word(index).starts_with(char::is_lowercase);
    matches!(subject.actor, Actor::Body(_))
        && after.checked_sub(1).is_some_and(small)
        && clause
            .tokens
            .get(after)
            .is_some_and(|next| next.kind == TokenKind::Word)
        && !clause.has(after, Traits::FUNCTION)
}

/// The name of somebody who is not known otherwise, right behind a verb of speech: `," said committee
/// chairman` **Juan Ruiz**.
fn name_after(reading: &Reading<'_>, clause: &Clause<'_>, first: usize) -> Option<Subject> {
    /// Words of an office in small letters before the name.
    const MOST_BEFORE: usize = 3;
    const LONGEST: usize = 4;
    let capitalized = |index: usize| clause.has(index, Traits::CAPITALIZED);
    let start = (first..first + MOST_BEFORE).find(|&index| capitalized(index))?;
    let end = (start..start + LONGEST)
        .take_while(|&index| capitalized(index))
        .last()?
        + 1;
    let alone = end >= clause.tokens.len() || matches!(clause.word(end), "." | ",");
    let office = (first..start).all(|index| clause.word(index).starts_with(char::is_lowercase));
    let span = clause.tokens_span(start, end)?;
    let known = first_overlap(&reading.mentions.people, |person| person.span, span).is_some();
    (alone && office && !known && end - start >= 2).then_some(Subject {
        actor: Actor::Unnamed(span),
        span,
    })
}

fn is_opening(word: &str) -> bool {
    matches!(
        word,
        "the" | "The" | "a" | "an" | "one" | "senior" | "its" | "his" | "her"
    )
}

/// The subject whose last token stands right before token `after`.
fn subject_ending(
    reading: &Reading<'_>,
    cast: &Cast,
    focus: &Focus,
    clause: &Clause<'_>,
    after: usize,
) -> Option<Subject> {
    let last = one_ending(reading, cast, clause, after)
        .or_else(|| pronoun_ending(reading, cast, focus, clause, after))?;
    if last.actor == Actor::Joint {
        return Some(last);
    }
    let mut first = clause.token_at(last.span.start);
    if first.checked_sub(1).is_some_and(|index| clause.is(index, "the")) {
        first -= 1;
    }
    if matches!(last.actor, Actor::Person(_)) {
        first = name_start(clause, first);
    }
    let before = |back: usize| first.checked_sub(back).map_or("", |index| clause.word(index));
    let joint = match (before(3), before(2), before(1)) {
        // `Neither A nor B said`
        (.., "or" | "nor") => return None,
        (.., "and") => 1,
        ("as", "well", "as") => 3,
        _ => return Some(last),
    };
    let and = first - joint;
    if and.checked_sub(1).is_some_and(|before| clause.is(before, ",")) {
        return listed(reading, cast, clause, and, last);
    }
    let other = one_ending(reading, cast, clause, and)
        .or_else(|| pronoun_ending(reading, cast, focus, clause, and).filter(|_| and == 1));
    let Some(other) = other else {
        // `Advisor Ruiz and President A`, where nobody knows the first: it is not said by A alone.
        let pronoun = and
            .checked_sub(1)
            .is_some_and(|at| matches!(clause.word(at), "he" | "she" | "they" | "we" | "I"));
        return (!pronoun && !is_name(clause, and)).then_some(last);
    };
    if matches!(last.actor, Actor::Unnamed(_) | Actor::Body(_) | Actor::Meeting)
        || matches!(other.actor, Actor::Unnamed(_) | Actor::Body(_) | Actor::Meeting)
    {
        // `Chile and the Port Board`: it is said neither by the one alone nor by all sides.
        return None;
    }
    // `A and B`: both sides, where they are of different ones.
    let (one, two) = (side_of(cast, other.actor), side_of(cast, last.actor));
    if let Some(side) = one.filter(|_| one == two) {
        // Two of one side act for it.
        return Some(Subject {
            actor: Actor::Several(side),
            span: other.span.join(last.span),
        });
    }
    Some(Subject {
        actor: Actor::Joint,
        span: other.span.join(last.span),
    })
}

/// Words of an office before a name, which are no part of it as the text has it elsewhere.
const MOST_OF_OFFICE: usize = 6;

/// The first token of the name that begins at token `first`, with an office before it: **Special Advisor**
/// `Berg`.
fn name_start(clause: &Clause<'_>, first: usize) -> usize {
    let before = (first.saturating_sub(MOST_OF_OFFICE)..first).rev();
    let office = before.take_while(|&index| {
        clause.word(index).starts_with(char::is_uppercase) && !clause.has(index, Traits::FUNCTION)
    });
    office.last().unwrap_or(first)
}

/// True where the sentence begins with a name that ends before token `end`, and has nothing else there.
fn is_name(clause: &Clause<'_>, end: usize) -> bool {
    const LONGEST: usize = 8;
    end > 0
        && end <= LONGEST
        && (0..end).all(|index| {
            let word = clause.word(index);
            word.starts_with(char::is_uppercase) || matches!(word, "of" | "for" | "the" | ".")
        })
}

/// A pronoun, understood from what stands before it.
fn pronoun_ending(
    reading: &Reading<'_>,
    cast: &Cast,
    focus: &Focus,
    clause: &Clause<'_>,
    after: usize,
) -> Option<Subject> {
    let index = after.checked_sub(1)?;
    let token = clause.tokens.get(index)?;
    let actor = match token.span.of(clause.text) {
        "he" | "she" | "He" | "She" | "him" | "her" => {
            // `…, he said` goes back behind its sentence; `A said he …` does not.
            let remark = index.checked_sub(1).is_some_and(|comma| clause.is(comma, ","));
            let reach = if remark { 0 } else { LONGEST_REMARK };
            let own = (0..=index).rev().take(reach).find_map(|before| {
                let found = one_ending(reading, cast, clause, before)?;
                matches!(found.actor, Actor::Person(_) | Actor::Unnamed(_)).then_some(found.actor)
            });
            own.or_else(|| focus.at(reading, token.span.start))?
        }
        "it" | "It" => {
            let side = (0..=index).rev().take(LONGEST_REMARK).find_map(|before| {
                let found = one_ending(reading, cast, clause, before)?;
                matches!(found.actor, Actor::Side(_)).then_some(found.actor)
            });
            side?
        }
        // `his government`, `her country`
        "government" | "country" if matches!(clause.word(index.saturating_sub(1)), "his" | "her") => {
            let holder = (0..index).rev().take(LONGEST_REMARK).find_map(|before| {
                let found = one_ending(reading, cast, clause, before)?;
                matches!(found.actor, Actor::Person(_)).then_some(found.actor)
            });
            Actor::Side(side_of(
                cast,
                holder.or_else(|| focus.at(reading, token.span.start))?,
            )?)
        }
        "I" => Actor::Writer,
        _ => return None,
    };
    Some(Subject {
        actor,
        span: token.span,
    })
}
