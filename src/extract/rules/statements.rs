//! Views, and whose they are.
//!
//! A cue of speech (lexicon: `speech_cues`) gives what follows it, or what stands before it in the
//! passive or in front of its subject (`…, she said`), to its subject. Quoted speech is given to
//! whoever says it beside the quotation, and goes on being theirs where sentences and paragraphs
//! consist of nothing else. A view whose subject is not understood is left out, unless the cue is
//! impersonal and nobody is named. What is recorded as an outcome is no statement as well, except
//! what was welcomed.

use std::str::FromStr;

use crate::document::Span;
use crate::lexicon::{PhraseHit, SpeechCue, Voice, is_adverb};
use crate::record::{Act, Statement};

use crate::extract::Rule;

use super::actor::{Actor, Subject};
use super::clause::Clause;
use super::focus::Focus;
use super::outcomes::Read;
use super::people::Cast;
use super::reading::{Found, Reading, before_word, first_overlap, without_stop};
use super::spoken::{Attribution, spoken};
use super::subject::{subject_after, subject_before, subject_of_sentence};
use super::view::{View, according, active, in_front, plain};

/// The statements of the document, in order; `outcomes` are what was already read as such.
pub(super) fn statements(
    reading: &Reading<'_>,
    cast: &Cast,
    focus: &Focus,
    outcomes: &[Read],
) -> Vec<Found<Statement>> {
    let recorded = apart(outcomes.iter().map(|read| read.span).collect());
    let mut found: Vec<(Span, Found<Statement>)> = Vec::new();
    let mut attributions: Vec<Attribution> = Vec::new();
    let mut unclear: Vec<Span> = Vec::new();
    for (clause, cues) in reading.sentences().zip(&reading.speech_cues) {
        let told = attributed(reading, cast, focus, &clause, cues);
        reported(reading, cast, &clause, &told, &recorded, &mut found);
        // `“…,” he added`: whoever spoke before goes on.
        let pronoun =
            |index: usize| matches!(clause.word(index), "he" | "she" | "they" | "it" | "He" | "She");
        let open = told.iter().filter(|told| {
            let before = told.cue.first.checked_sub(1);
            told.subject.is_none() && !pronoun(told.cue.after) && !before.is_some_and(pronoun)
        });
        unclear.extend(
            open.filter(|told| told.cue.value.wants_clause)
                .map(|told| told.cue.span),
        );
        attributions.extend(told.iter().filter_map(|told| {
            let subject = told
                .subject
                .filter(|_| told.cue.value.wants_clause || told.cue.value.act == "said")?;
            Some(Attribution {
                cue: told.cue.span,
                act: told.cue.value.act,
                subject,
            })
        }));
    }
    spoken(reading, cast, focus, &attributions, &unclear, &mut found);
    found.sort_by_key(|(span, _)| *span);
    found.into_iter().map(|(_, statement)| statement).collect()
}

/// A cue of a sentence, with its subject where that is understood.
struct Told {
    cue: PhraseHit<'static, SpeechCue>,
    subject: Option<Subject>,
    /// True where the subject stands behind the cue: `said the Premier`.
    behind: bool,
}

/// The cues of a sentence outside quoted speech, each with its subject.
fn attributed(
    reading: &Reading<'_>,
    cast: &Cast,
    focus: &Focus,
    clause: &Clause<'_>,
    cues: &[PhraseHit<'static, SpeechCue>],
) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::new();
    let mut last: Option<Subject> = None;
    for cue in cues.iter().filter(|cue| !reading.is_quoted(cue.span.start)) {
        let mut behind = false;
        let subject = match cue.value.voice {
            Voice::Active => subject_before(reading, cast, focus, clause, cue.first)
                .or_else(|| {
                    // `," said the Premier`
                    let closed = cue.first.checked_sub(1).map_or("", |before| clause.word(before));
                    let after =
                        cue.value.wants_clause && matches!(closed, "\"" | "”" | "," | "'" | "’" | "»");
                    let found = after
                        .then(|| subject_after(reading, cast, focus, clause, cue.after))
                        .flatten();
                    behind = found.is_some();
                    found
                })
                .or_else(|| {
                    is_joined(clause, cue.first)
                        .then(|| {
                            last.or_else(|| subject_of_sentence(reading, cast, focus, clause, cue.first))
                        })
                        .flatten()
                }),
            Voice::Participle => last,
            Voice::According => {
                behind = true;
                subject_after(reading, cast, focus, clause, cue.after)
            }
            Voice::Passive | Voice::Impersonal => None,
        };
        last = subject.or(last);
        told.push(Told {
            cue: *cue,
            subject,
            behind,
        });
    }
    // `Noting …, the Premier said`: the subject stands further on.
    let first = told.iter().find_map(|told| told.subject);
    for early in told
        .iter_mut()
        .take_while(|told| told.cue.value.voice == Voice::Participle)
    {
        early.subject = early.subject.or(first);
    }
    told
}

/// True where the verb at token `at` is joined to an earlier one: `A praised B and thanked C`.
fn is_joined(clause: &Clause<'_>, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |index| clause.word(index));
    let adverb = is_adverb(before(1)) || before(1) == "also";
    let joint = if adverb { before(2) } else { before(1) };
    matches!(joint, "and" | "but" | ",")
}

/// The statements that a sentence reports in its own words.
fn reported(
    reading: &Reading<'_>,
    cast: &Cast,
    clause: &Clause<'_>,
    told: &[Told],
    recorded: &[Span],
    found: &mut Vec<(Span, Found<Statement>)>,
) {
    let mut read_to = 0;
    for (index, one) in told.iter().enumerate() {
        if one.cue.first < read_to {
            continue;
        }
        let next = told
            .get(index + 1)
            .map_or(clause.tokens.len(), |next| next.cue.first);
        let Some(view) = view(reading, clause, one, next) else {
            continue;
        };
        let Some(text) = outside_outcomes(reading, view.text, recorded, one.cue.value.act) else {
            continue;
        };
        let view = View { text, ..view };
        read_to = clause.token_at(view.text.end);
        let subject = one.subject.map(|subject| subject.span);
        let rule = match one.cue.value.voice {
            Voice::Active | Voice::According => Rule::StatementReported,
            Voice::Participle => Rule::StatementParticiple,
            Voice::Passive => Rule::StatementPassive,
            Voice::Impersonal => Rule::StatementImpersonal,
        };
        let span = view.text.join(one.cue.span);
        let span = subject.map_or(span, |subject| span.join(subject));
        if let Some(statement) = statement(reading, cast, one.cue.value.act, one.subject, &view, &[span]) {
            let cues = [Some(one.cue.span), subject];
            found.push((
                view.text,
                Found {
                    object: statement,
                    rule,
                    cues,
                },
            ));
        }
    }
}

/// `text` without what was recorded as an outcome at its end; `None` where that is all of it.
fn outside_outcomes(reading: &Reading<'_>, text: Span, recorded: &[Span], act: &str) -> Option<Span> {
    if matches!(
        act,
        "welcomed" | "expressed_concern" | "condemned" | "congratulated" | "thanked" | "praised" | "invited"
    ) {
        return Some(text);
    }
    let Some(outcome) = first_overlap(recorded, |span| *span, text) else {
        return Some(text);
    };
    let before = Span::new(text.start, outcome.start.max(text.start));
    let kept = before.of(reading.text).trim_end();
    let kept = before_word(kept, "the").unwrap_or(kept);
    let kept = before_word(kept, "and").or_else(|| kept.strip_suffix(','))?;
    let span = without_stop(reading.text, Span::new(text.start, text.start + kept.len()));
    let mut words = span.of(reading.text).split_whitespace();
    words.nth(1).is_some().then_some(span)
}

/// `spans` in order, those that overlap made one.
pub(super) fn apart(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.join(span),
            _ => merged.push(span),
        }
    }
    merged
}

pub(super) fn statement(
    reading: &Reading<'_>,
    cast: &Cast,
    act: &str,
    subject: Option<Subject>,
    view: &View,
    evidence: &[Span],
) -> Option<Statement> {
    let act = Act::from_str(act).ok()?;
    let evidence = reading.evidence(evidence.iter().copied());
    let mut statement = Statement::new(act, reading.words(view.text), evidence);
    match subject.map(|subject| subject.actor) {
        Some(Actor::Person(index)) => {
            statement.speaker = Some(reading.words(cast.people.get(index)?.name));
        }
        Some(Actor::Side(code)) => {
            let party = cast.parties.iter().find(|party| party.code == code)?;
            statement.speaker = Some(party.name.to_owned());
        }
        Some(Actor::Several(_)) => return None,
        Some(Actor::Joint) => statement.joint = true,
        Some(Actor::Unnamed(words) | Actor::Body(words)) => {
            statement.speaker = Some(reading.words(words));
        }
        Some(Actor::Writer | Actor::Meeting) | None => {}
    }
    statement.quoted = view.quoted;
    Some(statement)
}

fn view(reading: &Reading<'_>, clause: &Clause<'_>, told: &Told, next_cue: usize) -> Option<View> {
    let cue = &told.cue;
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
        Voice::Impersonal => plain(reading, clause.tokens_span(cue.after, clause.tokens.len())?),
        Voice::According => according(reading, clause, cue, told.subject?),
        Voice::Active | Voice::Participle => {
            let subject = told.subject?;
            if told.behind {
                return None;
            }
            active(reading, clause, cue, next_cue).or_else(|| in_front(reading, clause, cue, subject))
        }
    }
}
