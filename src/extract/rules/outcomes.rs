//! What was done, agreed, planned or proposed.
//!
//! A cue (lexicon: `outcome_cues`) tells the status and where the words stand that say what it is
//! about. Title, place, time and amount are read from those words; the parties from the subject of
//! the cue. One cue makes several outcomes where its object is a list of infinitives (`to A and to
//! B`) or leads to the items of a bulleted list. Negated and conditional cues make none, and
//! neither does quoted speech, which is what somebody says.

use std::str::FromStr;

use crate::document::Span;
use crate::lexicon::{CountryForm, KIND_WORDS, KindWord, Need, Object, PhraseHit, numeral};
use crate::mentions::{DateMention, Quantity, QuantityKind};
use crate::record::{Outcome, OutcomeKind, Place, Status, When};

use crate::extract::Rule;

use super::actor::parties_of;
use super::clause::Clause;
use super::extent::{object_end, objects};
use super::figures::amount as record_amount;
use super::focus::Focus;
use super::people::Cast;
use super::place::place_in;
use super::reading::{Found, Reading, first_overlap, without_article, without_stop};
use super::title::{Parts, title};
use super::told::{Told, cues_told, is_participle};

/// An outcome, and the text that it was read from.
pub(super) struct Read {
    pub(super) found: Found<Outcome>,
    /// From the first word that counts for it to the last.
    pub(super) span: Span,
    /// The date that it took as its time.
    pub(super) when: Option<Span>,
}

/// The outcomes of the document, in order.
pub(super) fn outcomes(reading: &Reading<'_>, cast: &Cast, focus: &Focus) -> Vec<Read> {
    let mut found: Vec<Read> = Vec::new();
    // A cue whose sentence ends in a colon, for the items that follow.
    let mut open: Option<Told> = None;
    for (index, clause) in reading.sentences().enumerate() {
        let told = cues_told(reading, cast, focus, &clause, index);
        let item_of = open.as_ref().filter(|_| clause.is_item());
        if let Some(opening) = item_of.filter(|_| !tells_itself(&clause, &told)) {
            if !has_verb_of_its_own(reading, &clause, index) {
                found.extend(item(reading, cast, &clause, opening));
            }
            continue;
        }
        if clause.ends_in_colon() {
            open = told.last().map(|(told, _)| *told);
        } else if item_of.is_none() {
            open = None;
        }
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

/// True where a name begins an item of a list and a verb of an act follows it whose subject nobody
/// knows. What became of it is not what the list says.
fn has_verb_of_its_own(reading: &Reading<'_>, clause: &Clause<'_>, sentence: usize) -> bool {
    let cues = reading.outcome_cues.get(sentence).map_or(&[][..], Vec::as_slice);
    cues.iter()
        .any(|cue| cue.value.needs == Need::Party && is_named_before(clause, cue.first))
}

/// True where an item of a list has a subject and a verb of its own, and so says itself what became
/// of it: `Baltic Wind unveiled plans for …`.
fn tells_itself(clause: &Clause<'_>, told: &[(Told, usize)]) -> bool {
    let first = clause.item_start();
    told.iter().any(|(told, _)| {
        let subject = told.subject.map(|subject| clause.token_at(subject.span.start));
        subject.is_some_and(|start| start <= first + 1) || is_named_before(clause, told.cue.first)
    })
}

/// True where nothing but a name stands between the mark of an item and the token `cue`.
fn is_named_before(clause: &Clause<'_>, cue: usize) -> bool {
    let first = clause.item_start();
    cue > first
        && (first..cue).all(|index| {
            let word = clause.word(index);
            word.starts_with(char::is_uppercase) || word == "&"
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
    let mut outcome = filled(reading, cast, clause, told, title, &parts, &[span]);
    outcome.parties = parties.into_iter().map(str::to_owned).collect();
    if let Some(person) = told.according_to.and_then(|index| cast.people.get(index)) {
        outcome.according_to = Some(reading.words(person.name));
    }
    // A thing that `is operating` stood before the meeting; the text tells of it, not of its making. So
    // did what was signed in another year.
    outcome.background = outcome.status == Status::UnderWay && told.cue.value.object == Object::Before
        || reading.looks_back_at(told.cue.span.start);
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

fn cues(told: &Told) -> [Option<Span>; 2] {
    [told.subject.map(|subject| subject.span), Some(told.cue.span)]
}

/// An item of a list that the sentence of `told` opened.
fn item(reading: &Reading<'_>, cast: &Cast, clause: &Clause<'_>, told: &Told) -> Option<Read> {
    let first = clause.item_start();
    let own = own_status(clause, first);
    // `were initialled or signed, as the case may be`
    let before = reading.text.get(..told.cue.span.start).unwrap_or_default();
    let either = before.trim_end().ends_with(" or");
    let (after, status) = match own {
        Some((mark, status)) => (mark, status?),
        None if either => return None,
        None => (object_end(clause, first, clause.tokens.len()), told.status),
    };
    let told = &Told { status, ..*told };
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
    let mut outcome = filled(reading, cast, clause, told, title, &parts, &[opening, object]);
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

/// What an item of a list says in brackets of its own state, and where: `a protocol on fish` **(initialled)**.
/// The status is `None` where the word is not known; the item is then left out.
fn own_status(clause: &Clause<'_>, first: usize) -> Option<(usize, Option<Status>)> {
    const STATES: [(&str, Status); 13] = [
        ("adopted", Status::Signed),
        ("agreed", Status::Agreed),
        ("cancelled", Status::Cancelled),
        ("completed", Status::Completed),
        ("concluded", Status::Signed),
        ("delivered", Status::Completed),
        ("initialed", Status::Agreed),
        ("initialled", Status::Agreed),
        ("launched", Status::UnderWay),
        ("opened", Status::Completed),
        ("postponed", Status::Postponed),
        ("signed", Status::Signed),
        // `to be signed`
        ("to", Status::Planned),
    ];
    let (mark, word) = (first + 1..clause.tokens.len()).find_map(|at| {
        let words = (clause.word(at), clause.word(at + 1), clause.word(at + 2));
        let told = match words {
            ("(", state, ")" | ";" | ",") => is_participle(state),
            ("(", "to", "be") => true,
            ("(", "under", next) => clause.is(at + 3, ")") && next.starts_with(char::is_lowercase),
            _ => false,
        };
        told.then_some((at, words.1))
    })?;
    let known = STATES.iter().find(|(own, _)| *own == word);
    Some((mark, known.map(|(_, status)| *status)))
}

/// The outcome that `title` and `parts` make.
fn filled(
    reading: &Reading<'_>,
    cast: &Cast,
    clause: &Clause<'_>,
    told: &Told,
    title: Span,
    parts: &Parts<'_>,
    evidence: &[Span],
) -> Outcome {
    let amount = parts
        .amount
        .and_then(|quantity| record_amount(reading.text, cast, quantity));
    let kind = kind(clause, title, told, parts.amount);
    let mut outcome = Outcome::new(
        kind,
        told.status,
        reading.words(title),
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
    fn is_general(word: &str) -> bool {
        matches!(
            word,
            "areas"
                | "documents"
                | "initiatives"
                | "issues"
                | "matters"
                | "measures"
                | "points"
                | "steps"
                | "subjects"
                | "topics"
        )
    }
    /// What a title that begins so stands for was told elsewhere.
    const POINTING: [&str; 8] = ["following", "he", "it", "she", "they", "where", "which", "who"];
    let mut words = title.split_whitespace().take(6);
    let first = words.next().unwrap_or_default();
    if POINTING
        .iter()
        .any(|pointing| pointing.eq_ignore_ascii_case(first))
    {
        return true;
    }
    let Some(general) = title.split_whitespace().take(6).position(is_general) else {
        return title.len() < 3;
    };
    let counted = numeral(first).is_some() || matches!(first, "several" | "following" | "other");
    let many = words.next() == Some("of") && matches!(first, "number" | "set" | "series" | "range");
    let other = words.next() == Some("other") || general <= 2;
    (counted && general <= 2) || (many && other)
}

/// The kind that the words of a title tell, or else its cue.
fn kind(clause: &Clause<'_>, title: Span, told: &Told, amount: Option<&Quantity>) -> OutcomeKind {
    let (first, after) = (clause.token_at(title.start), clause.token_at(title.end));
    let tokens = clause.tokens.get(first..after).unwrap_or_default();
    let hits = KIND_WORDS.find_among(clause.text, tokens, clause.words);
    // An agreement on a working group is an agreement: what is signed is named before its subject.
    let subject = tokens.iter().position(|token| token.is(clause.text, "on"));
    let is_document = |hit: &&PhraseHit<'static, KindWord>| {
        subject
            .is_some_and(|subject| hit.first < subject && hit.value.kind == OutcomeKind::Agreement.as_str())
    };
    let best = hits
        .iter()
        .find(is_document)
        .or_else(|| hits.iter().min_by_key(|hit| (hit.value.rank, hit.first)));
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
    let mut place = Place::new(reading.words(span));
    place.country = country.map(|country| country.code.to_owned());
    place
}

/// The time of something, in the source's words and as an EDTF date where they tell it.
pub(super) fn when_record(reading: &Reading<'_>, date: &DateMention) -> When {
    let mut when = When::new(reading.words(date.span));
    when.edtf.clone_from(&date.edtf);
    when
}
