//! Which cues tell of an outcome, and how strong it is.
//!
//! A cue counts where its subject, what it governs and the clause around it are as its row in the
//! lexicon (`outcome_cues`) wants them, and nothing there denies it or makes it depend on something.

use std::str::FromStr;

use crate::lexicon::{Need, Object, OutcomeCue, PhraseHit, is_adverb, is_idle_verb};
use crate::record::Status;

use super::actor::{Actor, Subject, parties_of};
use super::clause::Clause;
use super::focus::Focus;
use super::people::Cast;
use super::reading::Reading;
use super::subject::{possessor_before, subject_before, subject_of_sentence};
use super::traits::Traits;

/// A cue with all that decides what it makes.
#[derive(Clone, Copy)]
pub(super) struct Told {
    pub(super) cue: PhraseHit<'static, OutcomeCue>,
    pub(super) status: Status,
    pub(super) subject: Option<Subject>,
    /// The person on whose word alone the text has it.
    pub(super) according_to: Option<usize>,
}

/// The cues of a sentence that tell of outcomes, each with the token at which the next cue begins.
pub(super) fn cues_told(
    reading: &Reading<'_>,
    cast: &Cast,
    focus: &Focus,
    clause: &Clause<'_>,
    sentence: usize,
) -> Vec<(Told, usize)> {
    let cues = reading.outcome_cues.get(sentence).map_or(&[][..], Vec::as_slice);
    let mut found = Vec::new();
    let mut last: Option<Subject> = None;
    for (at, cue) in cues.iter().enumerate() {
        let subject = subject_before(reading, cast, focus, clause, cue.first).or_else(|| {
            // `A agreed to … and committed to …`: the second verb shares the subject.
            follows_conjunction(clause, cue.first)
                .then(|| last.or_else(|| subject_of_sentence(reading, cast, focus, clause, cue.first)))
                .flatten()
                .or_else(|| possessor_before(reading, cast, focus, clause, cue.first))
        });
        last = subject.or(last);
        let next = cues.get(at + 1).map_or(clause.tokens.len(), |next| next.first);
        let told = told(reading, cast, focus, clause, sentence, cue, subject);
        found.extend(told.map(|told| (told, next)));
    }
    found
}

fn follows_conjunction(clause: &Clause<'_>, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |index| clause.word(index));
    matches!(before(1), "and" | "but" | ",")
        || (before(2) == "and" && matches!(before(1), "also" | "further" | "jointly"))
}

/// Decides whether `cue` tells of an outcome, and how strong it is.
fn told(
    reading: &Reading<'_>,
    cast: &Cast,
    focus: &Focus,
    clause: &Clause<'_>,
    sentence: usize,
    cue: &PhraseHit<'static, OutcomeCue>,
    subject: Option<Subject>,
) -> Option<Told> {
    let mut status = cue.value.status?;
    // The meeting decides nothing, and officials bind nobody, though they may do something.
    let passive = is_passive(clause, cue);
    let official = matches!(cue.value.needs, Need::Act) && !passive;
    let subject = subject.filter(|subject| match subject.actor {
        Actor::Unnamed(words) => official && !is_writing(words.of(reading.text)),
        Actor::Meeting => false,
        _ => true,
    });
    let speaker = || speaker_before(reading, cast, focus, clause, sentence, cue.first);
    let met = match cue.value.needs {
        Need::Nothing => true,
        Need::Party => subject.is_some(),
        Need::Act => passive || (subject.is_some() && acts(clause, cue.after)),
        Need::Reported => {
            subject.is_some()
                && acts(clause, cue.after)
                && !is_hoped(clause, cue.first)
                && speaker().is_some()
        }
        Need::Amount => {
            let next = clause.tokens_span(cue.after, cue.after + 2);
            subject.is_some() && reading.quantities_in(next).next().is_some()
        }
        Need::Modal => has_modal(clause, cue.after),
    };
    // `signed in Oslo`, `announced that`: what follows is not what was signed.
    let leads_on = || {
        let last = cue.after.checked_sub(1);
        last.is_some_and(|last| clause.has(last, Traits::FUNCTION))
            || !matches!(
                clause.class(cue.after),
                Some("preposition" | "conjunction" | "verb")
            )
    };
    let counts = || {
        let first = clause.tokens_span(cue.after, cue.after + 1);
        reading.quantities_in(first).next().is_some()
    };
    if cue.value.object == Object::After && !leads_on() && !counts() {
        return None;
    }
    let quoted = cue.value.object != Object::Before && reading.is_quoted(cue.span.start);
    if !met || quoted || is_negated(clause, cue.first) || is_conditional(clause, cue.first) {
        return None;
    }
    // A verb whose subject is not understood binds one side at least.
    let together = subject.is_some_and(|subject| subject.actor == Actor::Joint);
    status = cue.value.alone.filter(|_| !together).unwrap_or(status);
    Some(Told {
        cue: *cue,
        status: Status::from_str(status).ok()?,
        subject,
        according_to: speaker().filter(|&speaker| speaks_for_others(cast, speaker, subject)),
    })
}

/// True where those who are not named are no people: `the statement`, `local media`.
fn is_writing(words: &str) -> bool {
    let last = words.rsplit(char::is_whitespace).next().unwrap_or_default();
    matches!(last, "media" | "newspapers" | "report" | "reports" | "statement")
}

/// True where `will` leads to a passive that tells of an act: `will be trained`.
pub(super) fn is_passive(clause: &Clause<'_>, cue: &PhraseHit<'static, OutcomeCue>) -> bool {
    let participle = clause.word(cue.after + 1);
    cue.value.needs == Need::Act
        && clause.is(cue.after, "be")
        && is_participle(participle)
        && !is_idle_verb(participle)
}

/// `trained`, `held`: what is done to a thing, as far as the form tells.
pub(super) fn is_participle(word: &str) -> bool {
    const IRREGULAR: [&str; 22] = [
        "begun", "bought", "brought", "built", "chosen", "cut", "drawn", "given", "held", "kept", "laid",
        "led", "made", "paid", "put", "sent", "set", "sold", "sought", "spent", "taken", "won",
    ];
    (word.len() > 4 && word.ends_with("ed")) || IRREGULAR.contains(&word)
}

/// True where the clause before token `at` tells of a hope and not of a promise: `expressed the hope
/// that B would …`.
fn is_hoped(clause: &Clause<'_>, at: usize) -> bool {
    const REACH: usize = 30;
    (at.saturating_sub(REACH)..at).any(|index| {
        matches!(
            clause.word(index),
            "belief"
                | "believed"
                | "believes"
                | "confidence"
                | "confident"
                | "conviction"
                | "desire"
                | "expected"
                | "expectation"
                | "expectations"
                | "hope"
                | "hoped"
                | "hopes"
                | "wish"
                | "wished"
        )
    })
}

/// The person to whom an earlier verb of speech of the sentence gives what stands at token `at`.
fn speaker_before(
    reading: &Reading<'_>,
    cast: &Cast,
    focus: &Focus,
    clause: &Clause<'_>,
    sentence: usize,
    at: usize,
) -> Option<usize> {
    let cues = reading.speech_cues.get(sentence)?;
    let before = cues.partition_point(|cue| cue.after <= at);
    // A few verbs back is as far as one speaker reaches.
    cues.get(before.saturating_sub(3)..before)?
        .iter()
        .rev()
        .filter(|cue| cue.value.wants_clause || clause.is(cue.after, "that"))
        .find_map(
            |cue| match subject_before(reading, cast, focus, clause, cue.first)?.actor {
                Actor::Person(person) => Some(person),
                _ => None,
            },
        )
}

/// True where what `speaker` tells of binds others than his own side.
fn speaks_for_others(cast: &Cast, speaker: usize, subject: Option<Subject>) -> bool {
    let Some(subject) = subject else { return false };
    let own = parties_of(cast, Actor::Person(speaker));
    parties_of(cast, subject.actor) != own
}

/// True where the verb behind a modal at token `at` tells of an act: `will sign`, not `will remain`.
fn acts(clause: &Clause<'_>, at: usize) -> bool {
    // `will continue to provide`: what is continued tells.
    let at = match (clause.word(at), clause.word(at + 1)) {
        ("continue", "to") => at + 2,
        _ => at,
    };
    let verb = (at..clause.tokens.len().min(at + 3))
        .map(|index| clause.word(index))
        .find(|word| {
            !matches!(
                *word,
                "also"
                    | "always"
                    | "first"
                    | "later"
                    | "never"
                    | "next"
                    | "not"
                    | "now"
                    | "once"
                    | "soon"
                    | "still"
                    | "then"
                    | "therefore"
                    | "thus"
                    | "together"
            ) && !is_adverb(word)
        });
    verb.is_some_and(|verb| verb.starts_with(char::is_lowercase) && !is_idle_verb(verb))
        && !(at..clause.tokens.len().min(at + 3)).any(|index| clause.is(index, "not"))
}

/// True where the clause from token `at` on says what shall be, not what is.
fn has_modal(clause: &Clause<'_>, at: usize) -> bool {
    /// The verb of a clause stands no further on.
    const REACH: usize = 18;
    /// Idle where one side says that it will; an act where it was agreed.
    const MOVING: [&str; 8] = ["bring", "come", "continue", "give", "go", "look", "make", "take"];
    (at..clause.tokens.len().min(at + REACH))
        .take_while(|&index| !clause.is(index, ";"))
        .any(|index| {
            let modal = matches!(clause.word(index), "will" | "would" | "should" | "shall");
            let verb = clause.word(index + 1);
            modal
                && (!is_idle_verb(verb)
                    || MOVING.contains(&verb)
                    || (verb == "be"
                        && (clause.is(index, "should") || is_participle(clause.word(index + 2)))))
        })
}

/// True where a negation stands in the clause before the cue.
fn is_negated(clause: &Clause<'_>, cue: usize) -> bool {
    /// A negation further off belongs to something else.
    const REACH: usize = 12;
    let negation = (cue.saturating_sub(REACH)..cue)
        .rev()
        .find(|&index| clause.has(index, Traits::NEGATION));
    negation.is_some_and(|negation| {
        !(negation..cue).any(|index| matches!(clause.word(index), ";" | "," | "that"))
    })
}

/// True where the sentence makes what the cue tells of depend on something: a condition opens it,
/// stands in the clause before the cue, or follows it.
fn is_conditional(clause: &Clause<'_>, cue: usize) -> bool {
    const REACH: usize = 10;
    /// A condition that follows stands no further behind than this.
    const BEHIND: usize = 40;
    if matches!(clause.word(0), "If" | "Unless" | "Should" | "Were") {
        return true;
    }
    let near = cue.saturating_sub(REACH)..cue + BEHIND;
    if clause.first_with(near, Traits::CONDITION).is_none() {
        return false;
    }
    // `The Act, if passed, will …`
    let remark = cue.checked_sub(1).is_some_and(|before| clause.is(before, ","));
    let cue_start = cue - usize::from(remark);
    let before = (cue.saturating_sub(REACH)..cue_start)
        .rev()
        .take_while(|&index| !matches!(clause.word(index), ";" | ","))
        .any(|index| clause.has(index, Traits::CONDITION));
    let behind = (cue..clause.tokens.len().min(cue + BEHIND))
        .take_while(|&index| !clause.is(index, ";"))
        .any(|index| matches!(clause.word(index), "if" | "unless"));
    before || behind
}
