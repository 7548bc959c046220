//! What was done, agreed, planned or proposed.
//!
//! A cue (lexicon: `outcome_cues`) tells the status and where the words stand that say what it is
//! about. Title, place, time and amount are read from those words; the parties from the subject of
//! the cue. One cue makes several outcomes where its object is a list of infinitives (`to A and to
//! B`) or leads to the items of a bulleted list. Negated and conditional cues make none, and
//! neither does quoted speech, which is what somebody says.

use std::str::FromStr;

use crate::document::Span;
use crate::lexicon::{
    CountryForm, KIND_WORDS, Need, Object, OutcomeCue, PhraseHit, function_word, is_adverb, is_idle_verb,
    numeral,
};
use crate::mentions::{DateMention, Quantity, QuantityKind};
use crate::record::{Outcome, OutcomeKind, Place, Status, When};

use crate::extract::Rule;

use super::actor::{Actor, Subject, parties_of};
use super::extent::{object_end, objects};
use super::figures::amount as record_amount;
use super::people::Cast;
use super::place::place_in;
use super::reading::{Clause, Found, Reading, first_overlap, negates, without_article, without_stop};
use super::subject::{Focus, possessor_before, subject_before, subject_of_sentence};
use super::title::{Parts, title};

/// An outcome, and the text that it was read from.
pub(super) struct Read {
    pub(super) found: Found<Outcome>,
    /// From the first word that counts for it to the last.
    pub(super) span: Span,
    /// The date that it took as its time.
    pub(super) when: Option<Span>,
}

/// A cue with all that decides what it makes.
#[derive(Clone, Copy)]
pub(super) struct Told {
    pub(super) cue: PhraseHit<'static, OutcomeCue>,
    pub(super) status: Status,
    pub(super) subject: Option<Subject>,
    /// The person on whose word alone the text has it.
    pub(super) according_to: Option<usize>,
}

/// The outcomes of the document, in order.
pub(super) fn outcomes(reading: &Reading<'_>, cast: &Cast, focus: &Focus) -> Vec<Read> {
    let mut found: Vec<Read> = Vec::new();
    // A cue whose sentence ends in a colon, for the items that follow.
    let mut open: Option<Told> = None;
    for (index, clause) in reading.sentences().enumerate() {
        let told = cues_told(reading, cast, focus, &clause, index);
        let listed = open
            .as_ref()
            .filter(|_| clause.is_item() && !tells_itself(&clause, &told));
        if let Some(told) = listed {
            if has_verb_of_its_own(reading, &clause, index) {
                continue;
            }
            found.extend(item(reading, cast, &clause, told));
            continue;
        }
        open = told
            .last()
            .map(|(told, _)| *told)
            .filter(|_| clause.ends_in_colon());
        let mut read_to = 0;
        for (told, next) in &told {
            if told.cue.first < read_to {
                continue;
            }
            for range in objects(reading, &clause, told, *next) {
                if let Some(read) = outcome(reading, cast, &clause, told, range) {
                    read_to = clause.token_at(read.span.end);
                    found.push(read);
                }
            }
        }
    }
    found
}

/// The cues of a sentence that tell of outcomes, each with the token at which the next cue begins.
fn cues_told(
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

/// True where a name that nobody knows begins an item of a list and a verb of an act follows it:
/// `Baltic Wind unveiled plans for …`. What became of it is not what the list says.
fn has_verb_of_its_own(reading: &Reading<'_>, clause: &Clause<'_>, sentence: usize) -> bool {
    let first = clause.item_start();
    let cues = reading.outcome_cues.get(sentence).map_or(&[][..], Vec::as_slice);
    cues.iter().any(|cue| {
        let named = (first..cue.first).all(|index| {
            let word = clause.word(index);
            word.starts_with(char::is_uppercase) || word == "&"
        });
        cue.value.needs == Need::Party && cue.first > first && named
    })
}

/// True where an item of a list has a subject and a verb of its own, and so says itself what became
/// of it.
fn tells_itself(clause: &Clause<'_>, told: &[(Told, usize)]) -> bool {
    let first = clause.item_start();
    told.iter().any(|(told, _)| {
        told.subject
            .is_some_and(|subject| clause.token_at(subject.span.start) <= first + 1)
    })
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
    let speaker = speaker_before(reading, cast, focus, clause, sentence, cue.first);
    let met = match cue.value.needs {
        Need::Nothing => true,
        Need::Party => subject.is_some(),
        Need::Act => passive || (subject.is_some() && acts(clause, cue.after)),
        Need::Reported => {
            subject.is_some() && speaker.is_some() && !is_hoped(clause, cue.first) && acts(clause, cue.after)
        }
        Need::Amount => {
            let next = clause.tokens_span(cue.after, cue.after + 2);
            subject.is_some() && reading.quantities_in(next).next().is_some()
        }
        Need::Modal => has_modal(clause, cue.after),
    };
    // `signed in Oslo`, `announced that`: what follows is not what was signed.
    let last = cue.after.checked_sub(1).map_or("", |last| clause.word(last));
    let follows = function_word(clause.word(cue.after));
    let leads_on =
        function_word(last).is_some() || !matches!(follows, Some("preposition" | "conjunction" | "verb"));
    let counts = || {
        let first = clause.tokens_span(cue.after, cue.after + 1);
        reading.quantities_in(first).next().is_some()
    };
    if cue.value.object == Object::After && !leads_on && !counts() {
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
        according_to: speaker.filter(|&speaker| speaks_for_others(cast, speaker, subject)),
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
        && clause.word(cue.after) == "be"
        && is_participle(participle)
        && !is_idle_verb(participle)
}

/// `trained`, `held`: what is done to a thing, as far as the form tells.
fn is_participle(word: &str) -> bool {
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
        .filter(|cue| cue.value.wants_clause || clause.word(cue.after) == "that")
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
        && !(at..clause.tokens.len().min(at + 3)).any(|index| clause.word(index) == "not")
}

/// True where the clause from token `at` on says what shall be, not what is.
fn has_modal(clause: &Clause<'_>, at: usize) -> bool {
    /// The verb of a clause stands no further on.
    const REACH: usize = 18;
    /// Idle where one side says that it will; an act where it was agreed.
    const MOVING: [&str; 8] = ["bring", "come", "continue", "give", "go", "look", "make", "take"];
    (at..clause.tokens.len().min(at + REACH))
        .take_while(|&index| clause.word(index) != ";")
        .any(|index| {
            let modal = matches!(clause.word(index), "will" | "would" | "should" | "shall");
            let verb = clause.word(index + 1);
            modal
                && (!is_idle_verb(verb)
                    || MOVING.contains(&verb)
                    || (verb == "be"
                        && (clause.word(index) == "should" || is_participle(clause.word(index + 2)))))
        })
}

fn outcome(
    reading: &Reading<'_>,
    cast: &Cast,
    clause: &Clause<'_>,
    told: &Told,
    (first, after): (usize, usize),
) -> Option<Read> {
    let modal = |index: usize| matches!(clause.word(index), "will" | "would" | "shall" | "should");
    if told.cue.value.object == Object::Before && after <= told.cue.first && (first..after).any(modal) {
        // `A would speed up B, which …`: a whole clause stands before the cue, and not a thing.
        return None;
    }
    let object = without_stop(reading.text, clause.tokens_span(first, after)?);
    let parts = Parts {
        when: first_overlap(&reading.mentions.dates, |date| date.span, object),
        place: place_in(reading, clause, first, after),
        amount: amount_in(reading, object),
        keeps_verb: told.cue.value.object == Object::Inside,
    };
    let title = title(reading, clause, (first, after), &parts)?;
    if is_vague(title.of(reading.text)) {
        return None;
    }
    let mut span = title.join(told.cue.span);
    for part in parts.spans() {
        span = span.join(part);
    }
    let parties = told
        .subject
        .map_or_else(Vec::new, |subject| parties_of(cast, subject.actor));
    if let Some(subject) = told.subject {
        span = span.join(subject.span);
    }
    let mut outcome = filled(reading, cast, told, title, &parts, &[span]);
    outcome.parties = parties.into_iter().map(str::to_owned).collect();
    if let Some(person) = told.according_to.and_then(|index| cast.people.get(index)) {
        outcome.according_to = Some(person.name.of(reading.text).to_owned());
    }
    // A thing that `is operating` stood before the meeting; the text tells of it, not of its making.
    outcome.background = outcome.status == Status::UnderWay && told.cue.value.object == Object::Before;
    Some(Read {
        when: parts.when.map(|date| date.span),
        found: Found {
            object: outcome,
            rule: Rule::OutcomeCue,
            cues: cues(told),
        },
        span,
    })
}

fn cues(told: &Told) -> Vec<Span> {
    let subject = told.subject.map(|subject| subject.span);
    subject.into_iter().chain([told.cue.span]).collect()
}

/// An item of a list that the sentence of `told` opened.
fn item(reading: &Reading<'_>, cast: &Cast, clause: &Clause<'_>, told: &Told) -> Option<Read> {
    let first = clause.item_start();
    let after = object_end(clause, first, clause.tokens.len());
    let object = without_stop(reading.text, clause.tokens_span(first, after)?);
    let parts = Parts {
        when: first_overlap(&reading.mentions.dates, |date| date.span, object),
        place: place_in(reading, clause, first, after),
        amount: amount_in(reading, object),
        keeps_verb: told.cue.value.object == Object::Inside,
    };
    let title = title(reading, clause, (first, after), &parts)?;
    let opening = told
        .subject
        .map_or(told.cue.span, |subject| subject.span.join(told.cue.span));
    let mut outcome = filled(reading, cast, told, title, &parts, &[opening, object]);
    let parties = told
        .subject
        .map_or_else(Vec::new, |subject| parties_of(cast, subject.actor));
    outcome.parties = parties.into_iter().map(str::to_owned).collect();
    Some(Read {
        when: parts.when.map(|date| date.span),
        found: Found {
            object: outcome,
            rule: Rule::OutcomeItem,
            cues: cues(told),
        },
        span: object,
    })
}

/// The outcome that `title` and `parts` make.
fn filled(
    reading: &Reading<'_>,
    cast: &Cast,
    told: &Told,
    title: Span,
    parts: &Parts<'_>,
    evidence: &[Span],
) -> Outcome {
    let words = title.of(reading.text);
    let amount = parts
        .amount
        .and_then(|quantity| record_amount(reading.text, cast, quantity));
    let kind = kind(words, told, parts.amount);
    let mut outcome = Outcome::new(
        kind,
        told.status,
        words,
        reading.evidence(evidence.iter().copied()),
    );
    outcome.place = parts.place.map(|span| place_record(reading, span));
    outcome.when = parts.when.map(|date| when_record(reading, date));
    outcome.amount = amount;
    outcome
}

/// True where a title tells nothing that could be recorded: `two major steps which …`, `a number of
/// other initiatives`.
fn is_vague(title: &str) -> bool {
    const GENERAL: [&str; 10] = [
        "areas",
        "documents",
        "initiatives",
        "issues",
        "matters",
        "measures",
        "points",
        "steps",
        "subjects",
        "topics",
    ];
    /// What a title that begins so stands for was told elsewhere.
    const POINTING: [&str; 8] = ["following", "he", "it", "she", "they", "where", "which", "who"];
    let words: Vec<&str> = title.split_whitespace().take(6).collect();
    if words
        .first()
        .is_some_and(|first| POINTING.contains(&first.to_lowercase().as_str()))
    {
        return true;
    }
    let Some(general) = words.iter().position(|word| GENERAL.contains(word)) else {
        return title.len() < 3;
    };
    let counted = words
        .first()
        .is_some_and(|word| numeral(word).is_some() || matches!(*word, "several" | "following" | "other"));
    let many = words.get(1) == Some(&"of")
        && matches!(words.first(), Some(&("number" | "set" | "series" | "range")));
    let other = words.get(2) == Some(&"other") || general <= 2;
    (counted && general <= 2) || (many && other)
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

/// True where the sentence makes what the cue tells of depend on something: a condition opens it,
/// stands in the clause before the cue, or follows it.
fn is_conditional(clause: &Clause<'_>, cue: usize) -> bool {
    const REACH: usize = 10;
    /// A condition that follows stands no further behind than this.
    const BEHIND: usize = 40;
    let opens = matches!(clause.word(0), "If" | "Unless" | "Should" | "Were");
    // `The Act, if passed, will …`
    let remark = cue
        .checked_sub(1)
        .is_some_and(|before| clause.word(before) == ",");
    let cue_start = cue - usize::from(remark);
    let before = (cue.saturating_sub(REACH)..cue_start)
        .rev()
        .take_while(|&index| !matches!(clause.word(index), ";" | ","))
        .any(|index| matches!(clause.word(index), "if" | "unless" | "whether" | "until" | "once"));
    let behind = (cue..clause.tokens.len().min(cue + BEHIND))
        .take_while(|&index| clause.word(index) != ";")
        .any(|index| matches!(clause.word(index), "if" | "unless"));
    opens || before || behind
}

/// The kind that the words of a title tell, or else its cue.
fn kind(title: &str, told: &Told, amount: Option<&Quantity>) -> OutcomeKind {
    let tokens = crate::document::tokens(title);
    let hits = KIND_WORDS.find(title, &tokens);
    let best = hits.iter().min_by_key(|hit| (hit.value.rank, hit.first));
    let named = best.and_then(|hit| OutcomeKind::from_str(hit.value.kind).ok());
    let is_money = amount.is_some_and(|quantity| matches!(quantity.kind, QuantityKind::Money(_)));
    match named {
        // A sum that one side gives is aid, unless the words say that it is put into something.
        None | Some(OutcomeKind::Cooperation | OutcomeKind::Other) if is_money => OutcomeKind::LoanOrGrant,
        Some(kind) => kind,
        None if told.status == Status::Signed => OutcomeKind::Agreement,
        None => OutcomeKind::Other,
    }
}

/// The first sum of money in `span`, or else the first count or measure with which it begins.
fn amount_in<'r>(reading: &'r Reading<'_>, span: Span) -> Option<&'r Quantity> {
    let quantities = &reading.mentions.quantities;
    let first = quantities.partition_point(|quantity| quantity.span.end <= span.start);
    let inside = quantities
        .get(first..)?
        .iter()
        .take_while(|quantity| quantity.span.start < span.end);
    let money = inside
        .clone()
        .find(|quantity| matches!(quantity.kind, QuantityKind::Money(Some(_))));
    money.or_else(|| {
        inside.take(1).find(|quantity| {
            matches!(quantity.kind, QuantityKind::Count(_) | QuantityKind::Measure(_))
                && without_article(reading.text, span).start == quantity.span.start
        })
    })
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
