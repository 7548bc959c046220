//! What was done, agreed, planned or proposed.
//!
//! A cue (lexicon: `outcome_cues`) tells the status and where the words stand that say what it is
//! about. Title, place, time and amount are read from those words; the parties from the subject of
//! the cue. Negated cues make no outcome.

use std::str::FromStr;

use crate::document::Span;
use crate::lexicon::{CountryForm, KIND_WORDS, Object, OutcomeCue, PhraseHit};
use crate::mentions::{DateMention, Quantity, QuantityKind};
use crate::record::{Outcome, OutcomeKind, Place, Status, When};

use super::figures::amount as record_amount;
use super::people::Cast;
use super::reading::{Clause, Reading, first_overlap, has_words, negates, without_article, without_stop};
use super::subject::{Actor, Subject, parties_of, place_in, subject_before};

/// An outcome, and the text that it was read from.
pub(super) struct Read {
    pub(super) outcome: Outcome,
    /// From the first word that counts for it to the last.
    pub(super) span: Span,
    /// The date that it took as its time.
    pub(super) when: Option<Span>,
}

/// The outcomes of the document, in order.
pub(super) fn outcomes(reading: &Reading<'_>, cast: &Cast) -> Vec<Read> {
    let mut found = Vec::new();
    for (clause, cues) in reading.sentences().zip(&reading.outcome_cues) {
        let mut last: Option<Subject> = None;
        let mut read_to = 0;
        for (index, cue) in cues.iter().enumerate() {
            let subject = subject_before(reading, cast, &clause, cue.first).or_else(|| {
                // `A agreed to … and committed to …`: the second verb shares the subject.
                last.filter(|_| follows_conjunction(&clause, cue.first))
            });
            last = subject.or(last);
            let next = cues.get(index + 1).map_or(clause.tokens.len(), |next| next.first);
            if cue.first < read_to {
                continue;
            }
            if let Some(read) = outcome(reading, cast, &clause, cue, next, subject) {
                read_to = clause.token_at(read.span.end);
                found.push(read);
            }
        }
    }
    found
}

fn follows_conjunction(clause: &Clause<'_>, at: usize) -> bool {
    at.checked_sub(1)
        .is_some_and(|before| matches!(clause.word(before), "and" | "but" | ","))
}

fn outcome(
    reading: &Reading<'_>,
    cast: &Cast,
    clause: &Clause<'_>,
    cue: &PhraseHit<'static, OutcomeCue>,
    next_cue: usize,
    subject: Option<Subject>,
) -> Option<Read> {
    let status = cue.value.status?;
    if (cue.value.needs_party && subject.is_none()) || is_negated(clause, cue.first) {
        return None;
    }
    let together = subject.is_none_or(|subject| subject.actor == Actor::Joint);
    let status = cue.value.alone.filter(|_| !together).unwrap_or(status);
    let (first, after) = match cue.value.object {
        Object::After => (cue.after, object_end(clause, cue.after, next_cue)),
        Object::Inside => cue.gap?,
        Object::Before => (object_start(clause, cue.first), cue.first),
    };
    let object = without_stop(reading.text, clause.tokens_span(first, after)?);
    let when = first_overlap(&reading.mentions.dates, |date| date.span, object);
    let place = place_in(reading, clause, first, after);
    let amount = money_in(reading, object);
    let title = title(reading, clause, first, after, object, when, place, amount)?;
    let mut span = title.join(cue.span);
    for part in [
        when.map(|date| date.span),
        place,
        amount.map(|quantity| quantity.span),
    ] {
        span = part.map_or(span, |part| span.join(part));
    }
    let parties = subject.map_or_else(Vec::new, |subject| parties_of(cast, subject.actor));
    if let Some(subject) = subject.filter(|_| !parties.is_empty()) {
        span = span.join(subject.span);
    }
    let words = title.of(reading.text);
    let mut outcome = Outcome::new(
        kind(words),
        Status::from_str(status).ok()?,
        words,
        reading.evidence([span]),
    );
    outcome.parties = parties.into_iter().map(str::to_owned).collect();
    outcome.place = place.map(|span| place_record(reading, span));
    outcome.when = when.map(|date| when_record(reading, date));
    outcome.amount = amount.and_then(|quantity| record_amount(reading.text, quantity));
    // A thing that `is operating` stood before the meeting; the text tells of it, not of its making.
    outcome.background = status == "under_way" && cue.value.object == Object::Before;
    Some(Read {
        outcome,
        span,
        when: when.map(|date| date.span),
    })
}

/// True where a negation stands in the clause before the cue.
fn is_negated(clause: &Clause<'_>, cue: usize) -> bool {
    /// A negation further off belongs to something else.
    const REACH: usize = 12;
    (cue.saturating_sub(REACH)..cue)
        .rev()
        .take_while(|&index| !matches!(clause.word(index), ";" | "," | "that"))
        .any(|index| negates(clause.word(index)))
}

/// The token after the last that belongs to what follows a cue.
fn object_end(clause: &Clause<'_>, first: usize, next_cue: usize) -> usize {
    let mut depth = 0_usize;
    let limit = clause.tokens.len().min(first + LONGEST_OBJECT);
    for index in first..limit {
        let word = clause.word(index);
        match word {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            ";" if depth == 0 => return index,
            "," if depth == 0
                && matches!(
                    clause.word(index + 1),
                    "which" | "who" | "where" | "while" | "but" | "as" | "according"
                ) =>
            {
                return index;
            }
            "and" if index + 1 == next_cue => return index,
            _ => {}
        }
        if index + 1 == next_cue && matches!(word, "," | "and") {
            return index;
        }
    }
    limit
}

/// How many tokens what a cue is about may have. More is a sentence that was not understood; the
/// bound also keeps a text of one endless sentence from being read again for each of its cues.
const LONGEST_OBJECT: usize = 60;

/// The first token of what stands before a cue: back to the last comma, `that` or other boundary.
fn object_start(clause: &Clause<'_>, cue: usize) -> usize {
    let limit = cue.saturating_sub(LONGEST_OBJECT);
    let mut list = false;
    for index in (limit..cue).rev() {
        let word = clause.word(index);
        // `'A', 'B'` and `a, b and c`: commas between items of a list do not end it.
        list |= matches!(word, "'" | "’")
            || (word == "and"
                && index
                    .checked_sub(1)
                    .is_some_and(|before| clause.word(before) != ","));
        if matches!(word, ";" | ":" | "that" | "“" | "\"") || (word == "," && !list) {
            return index + 1;
        }
    }
    limit
}

/// The source's words for what the outcome is, without what other fields of it hold.
#[expect(
    clippy::too_many_arguments,
    reason = "all are parts of one clause that the title must leave out"
)]
fn title(
    reading: &Reading<'_>,
    clause: &Clause<'_>,
    first: usize,
    after: usize,
    object: Span,
    when: Option<&DateMention>,
    place: Option<Span>,
    amount: Option<&Quantity>,
) -> Option<Span> {
    let making = MAKING_VERBS.contains(&clause.word(first)) && after > first + 1;
    let start = clause.tokens.get(first + usize::from(making))?.span.start;
    let mut title = without_article(reading.text, Span::new(start.min(object.end), object.end));
    // `worth over $12 billion` is the amount, not the thing.
    if let Some(amount) = amount {
        let worth = (first..after).find(|&index| WORTH.contains(&clause.word(index)));
        if let Some(cut) = worth
            .and_then(|index| clause.tokens.get(index))
            .filter(|token| token.span.end <= amount.span.start)
        {
            title = Span::new(title.start, cut.span.start.max(title.start));
        }
    }
    // `companies such as 'A', 'B'`: the examples are recorded as bodies.
    if let Some(index) =
        (first + 1..after).find(|&index| clause.word(index) == "such" && clause.word(index + 1) == "as")
    {
        let cut = clause
            .tokens
            .get(index)
            .map_or(title.end, |token| token.span.start);
        title = Span::new(title.start, cut.clamp(title.start, title.end));
    }
    // Time and place at the end have fields of their own.
    loop {
        let before = title;
        for part in [when.map(|date| date.span), place].into_iter().flatten() {
            if part.end == title.end && part.start > title.start {
                title = without_link(reading.text, Span::new(title.start, part.start));
            }
        }
        title = without_stop(reading.text, title);
        if title == before {
            break;
        }
    }
    has_words(title.of(reading.text)).then_some(title)
}

/// Verbs that make a thing: the thing they make is what the outcome is.
const MAKING_VERBS: [&str; 16] = [
    "build",
    "conclude",
    "create",
    "establish",
    "form",
    "found",
    "hold",
    "initiate",
    "introduce",
    "launch",
    "open",
    "organise",
    "organize",
    "set",
    "sign",
    "start",
];

/// Words between a thing and its price.
const WORTH: [&str; 6] = [
    "amounting",
    "exceeding",
    "totaling",
    "totalling",
    "valued",
    "worth",
];

/// `span` without the preposition at its end.
fn without_link(text: &str, span: Span) -> Span {
    let covered = span.of(text).trim_end();
    let last = covered.rsplit(char::is_whitespace).next().unwrap_or_default();
    let cut = if matches!(last, "in" | "at" | "on" | "the" | "by" | "In" | "At") {
        last.len()
    } else {
        0
    };
    let shorter = Span::new(span.start, span.start + covered.len() - cut).trimmed(text);
    if cut > 0 && matches!(last, "the") {
        without_link(text, shorter)
    } else {
        shorter
    }
}

/// The kind that the words of a title tell; `other` where none does.
fn kind(title: &str) -> OutcomeKind {
    let tokens = crate::document::tokens(title);
    let hits = KIND_WORDS.find(title, &tokens);
    let best = hits.iter().min_by_key(|hit| (hit.value.rank, hit.first));
    best.and_then(|hit| OutcomeKind::from_str(hit.value.kind).ok())
        .unwrap_or(OutcomeKind::Other)
}

/// The first sum of money in `span`.
fn money_in<'r>(reading: &'r Reading<'_>, span: Span) -> Option<&'r Quantity> {
    let quantities = &reading.mentions.quantities;
    let first = quantities.partition_point(|quantity| quantity.span.end <= span.start);
    quantities
        .get(first..)?
        .iter()
        .take_while(|quantity| quantity.span.start < span.end)
        .find(|quantity| matches!(quantity.kind, QuantityKind::Money(Some(_))))
}

/// A place, with its country where the place is one, or is its capital.
pub(super) fn place_record(reading: &Reading<'_>, span: Span) -> Place {
    let country = first_overlap(&reading.mentions.countries, |country| country.span, span)
        .filter(|country| country.span == span && country.form != CountryForm::Demonym);
    let mut place = Place::new(span.of(reading.text));
    place.country = country.map(|country| country.code.to_owned());
    place
}

/// The time of something, in the source's words and as an EDTF date where they tell it.
pub(super) fn when_record(reading: &Reading<'_>, date: &DateMention) -> When {
    let mut when = When::new(date.span.of(reading.text));
    when.edtf.clone_from(&date.edtf);
    when
}
