//! Views, and whose they are.
//!
//! A cue of speech (lexicon: `speech_cues`) gives what follows it, or what stands before it in the
//! passive, to its subject. A view whose subject is not understood is left out, unless the cue is
//! impersonal and nobody is named. What is recorded as an outcome is no statement as well, except
//! what was welcomed.

use std::str::FromStr;

use crate::document::{Span, TokenKind};
use crate::lexicon::{PhraseHit, SpeechCue, Voice};
use crate::record::{Act, Statement};

use super::people::Cast;
use super::reading::{Clause, Reading, first_overlap, has_words, without_stop};
use super::subject::{Actor, Subject, subject_before};

/// The furthest that `that` may stand behind its verb: `told a press conference after the talks that`.
const REACH: usize = 12;

/// The statements of the document, in order; `outcomes` are the spans already read as such.
pub(super) fn statements(reading: &Reading<'_>, cast: &Cast, outcomes: &[Span]) -> Vec<Statement> {
    let outcomes = apart(outcomes);
    let mut found = Vec::new();
    for (clause, cues) in reading.sentences().zip(&reading.speech_cues) {
        let mut last: Option<Subject> = None;
        let mut read_to = 0;
        for (index, cue) in cues.iter().enumerate() {
            let subject = match cue.value.voice {
                Voice::Active => subject_before(reading, cast, &clause, cue.first)
                    .or_else(|| last.filter(|_| clause.word(cue.first.saturating_sub(1)) == "and")),
                Voice::Passive | Voice::Impersonal => None,
            };
            last = subject.or(last);
            if cue.first < read_to {
                continue;
            }
            let next = cues.get(index + 1).map_or(clause.tokens.len(), |next| next.first);
            let Some(view) = view(reading, &clause, cue, next, subject) else {
                continue;
            };
            let recorded = first_overlap(&outcomes, |span| *span, view.text).is_some();
            if recorded && cue.value.act != "welcomed" {
                continue;
            }
            read_to = clause.token_at(view.text.end);
            found.extend(statement(reading, cast, cue, subject, &view));
        }
    }
    found
}

/// `spans` in order, those that overlap made one.
fn apart(spans: &[Span]) -> Vec<Span> {
    let mut sorted = spans.to_vec();
    sorted.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(sorted.len());
    for span in sorted {
        match merged.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.join(span),
            _ => merged.push(span),
        }
    }
    merged
}

/// What a cue gives to someone.
struct View {
    text: Span,
    quoted: bool,
}

fn statement(
    reading: &Reading<'_>,
    cast: &Cast,
    cue: &PhraseHit<'static, SpeechCue>,
    subject: Option<Subject>,
    view: &View,
) -> Option<Statement> {
    let mut span = view.text.join(cue.span);
    if let Some(subject) = subject {
        span = span.join(subject.span);
    }
    let act = Act::from_str(cue.value.act).ok()?;
    let mut statement = Statement::new(act, view.text.of(reading.text), reading.evidence([span]));
    match subject.map(|subject| subject.actor) {
        Some(Actor::Person(index)) => {
            statement.speaker = Some(cast.people.get(index)?.name.of(reading.text).to_owned());
        }
        Some(Actor::Side(code)) => {
            let party = cast.parties.iter().find(|party| party.code == code)?;
            statement.speaker = Some(party.name.to_owned());
        }
        Some(Actor::Joint) => statement.joint = true,
        None => {}
    }
    statement.quoted = view.quoted;
    Some(statement)
}

fn view(
    reading: &Reading<'_>,
    clause: &Clause<'_>,
    cue: &PhraseHit<'static, SpeechCue>,
    next_cue: usize,
    subject: Option<Subject>,
) -> Option<View> {
    match cue.value.voice {
        Voice::Passive => {
            let whole = reading.clause_around(cue.span);
            let last = cue
                .first
                .checked_sub(1)
                .and_then(|index| clause.tokens.get(index))?;
            let text = Span::new(whole.start.min(last.span.end), last.span.end);
            plain(reading, text)
        }
        Voice::Impersonal => plain(reading, end_to_end(clause, cue.after, clause.tokens.len())?),
        Voice::Active => {
            subject?;
            active(reading, clause, cue, next_cue)
        }
    }
}

fn active(
    reading: &Reading<'_>,
    clause: &Clause<'_>,
    cue: &PhraseHit<'static, SpeechCue>,
    next_cue: usize,
) -> Option<View> {
    let limit = view_end(clause, cue.after, next_cue);
    let that = (cue.after..limit.min(cue.after + REACH)).find(|&index| clause.word(index) == "that");
    if let Some(that) = that.filter(|&that| that == cue.after || cue.value.wants_clause) {
        return plain(reading, end_to_end(clause, that + 1, limit)?);
    }
    let quotation = clause
        .tokens
        .get(cue.after..limit.min(cue.after + 3))?
        .iter()
        .find_map(|token| {
            let quotations = &reading.mentions.quotations;
            let index = quotations.partition_point(|quotation| quotation.span.start < token.span.start);
            quotations
                .get(index)
                .filter(|quotation| quotation.span.start == token.span.start)
        });
    if let Some(quotation) = quotation.filter(|_| cue.value.wants_clause) {
        let text = without_stop(reading.text, quotation.inner);
        return has_words(text.of(reading.text)).then_some(View { text, quoted: true });
    }
    let first = clause.tokens.get(cue.after)?;
    let begins_object =
        first.kind != TokenKind::Mark && !matches!(clause.word(cue.after), "to" | "by" | "in" | "at" | "on");
    if !begins_object {
        return None;
    }
    plain(reading, end_to_end(clause, cue.after, limit)?)
}

/// The token after the last of a view: before `and` or a comma that leads to the next verb of speech.
fn view_end(clause: &Clause<'_>, first: usize, next_cue: usize) -> usize {
    /// Longer views are read up to here, so that each token is read a bounded number of times.
    const LONGEST: usize = 120;
    let limit = clause.tokens.len().min(first + LONGEST);
    if next_cue >= limit || next_cue <= first {
        return limit;
    }
    match clause.word(next_cue - 1) {
        "and" | "," => next_cue - 1,
        _ => limit,
    }
}

fn end_to_end(clause: &Clause<'_>, first: usize, after: usize) -> Option<Span> {
    clause.tokens_span(first, after)
}

/// A view in the source's own words, outside quotation marks.
fn plain(reading: &Reading<'_>, text: Span) -> Option<View> {
    let text = without_stop(reading.text, text);
    let words = text.of(reading.text).split_whitespace();
    let several_words = words.filter(|word| has_words(word)).nth(1).is_some();
    several_words.then_some(View { text, quoted: false })
}
