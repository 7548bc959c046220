//! What took place, and where the document comes from.

use std::collections::HashSet;
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::document::{Span, TokenKind};
use crate::lexicon::{EVENT_CUES, PhraseHit, TitleClass};
use crate::record::{DateFact, Event, EventFormat, EventKind, Participant, Source};

use crate::extract::Rule;

use super::clause::Clause;
use super::outcomes::{place_record, when_record};
use super::parties;
use super::people::{Cast, Person};
use super::place::place_in;
use super::reading::{Found, Reading, first_overlap, has_words, without_stop};
use super::traits::Traits;

/// What took place: the first thing in the text that is a meeting, with its place and day, and where
/// that day is told.
pub(super) fn event(reading: &Reading<'_>, cast: &Cast) -> (Found<Event>, Option<Span>) {
    let told = reading.sentences().enumerate().find_map(|(index, clause)| {
        let told = first_event_cue(&clause).map(|hit| (*hit.value, hit.span));
        let told = told.or_else(|| Some(("meeting", welcome(reading, &clause)?)));
        told.filter(|_| !reading.looks_back(index))
            .map(|(kind, cue)| (clause, kind, cue))
    });
    let format = match cast.parties.len() {
        2 => Some(EventFormat::Bilateral),
        3 => Some(EventFormat::Trilateral),
        0 | 1 => None,
        _ => Some(EventFormat::Multilateral),
    };
    let Some((clause, kind, cue)) = told else {
        let first = reading
            .sentences()
            .map(|clause| clause.span)
            .find(|span| has_words(span.of(reading.text)))
            .unwrap_or_default();
        let mut event = Event::new(EventKind::Other, reading.evidence([first]));
        event.format = format;
        let found = Found {
            object: event,
            rule: Rule::EventNone,
            cues: [None; 2],
        };
        return (found, None);
    };
    let kind = EventKind::from_str(kind).unwrap_or(EventKind::Other);
    let around = reading.clause_around(cue);
    let mut event = Event::new(kind, reading.evidence([around]));
    event.format = format;
    let place = place_in(
        reading,
        &clause,
        clause.token_at(around.start),
        clause.token_at(around.end),
    );
    event.place = place.map(|span| place_record(reading, span));
    let day = first_overlap(&reading.mentions.dates, |date| date.span, around);
    event.when = day.map(|date| when_record(reading, date));
    let found = Found {
        object: event,
        rule: Rule::EventCue,
        cues: [Some(cue), None],
    };
    (found, day.map(|date| date.span))
}

/// The first phrase of `clause` that tells of a meeting.
pub(super) fn first_event_cue(clause: &Clause<'_>) -> Option<PhraseHit<'static, &'static str>> {
    let cue_at = |at: usize| EVENT_CUES.longest_among(clause.text, clause.tokens, at, clause.words);
    (0..clause.tokens.len()).find_map(cue_at)
}

/// The verb by which one high office receives another: `A` **welcomed** `Prime Minister B to Oslo`.
fn welcome(reading: &Reading<'_>, clause: &Clause<'_>) -> Option<Span> {
    let people = &reading.mentions.people;
    let first = people.partition_point(|person| person.span.start < clause.span.start);
    let in_clause = people.get(first..).unwrap_or_default().iter();
    let in_clause: Vec<_> = in_clause
        .take_while(|person| person.span.start < clause.span.end)
        .filter(|person| person.name.is_some() && parties::is_high(person.class))
        .collect();
    in_clause.windows(2).find_map(|pair| {
        let at = clause.token_at(pair[1].span.start).checked_sub(1)?;
        let verb = matches!(clause.word(at), "welcomed" | "received" | "hosted");
        let verb = verb.then(|| clause.tokens.get(at)).flatten()?;
        (pair[0].span.end <= verb.span.start).then_some(verb.span)
    })
}

/// The people who take part or speak.
pub(super) fn participants(
    reading: &Reading<'_>,
    cast: &Cast,
    speakers: &HashSet<&str>,
) -> Vec<Found<Participant>> {
    let mut found = Vec::new();
    for person in cast.people.iter().filter(|person| !person.past) {
        let Some(rule) = takes_part(reading, cast, person, speakers) else {
            continue;
        };
        // Where the full name stands, and where the country does, if that is elsewhere.
        let full = person.mentions.iter().find(|span| span.contains(person.name));
        let full = full.copied().unwrap_or(person.name);
        // The office may stand with the surname alone.
        let office = person.role.filter(|role| !full.contains(*role)).map(|role| {
            let told = person.mentions.iter().find(|mention| mention.contains(role));
            told.copied().unwrap_or(role)
        });
        let state = person.told_at.or_else(|| {
            // Whose leader it is follows from the text that names the state.
            let party = cast.parties.iter().find(|party| Some(party.code) == person.party);
            party.map(|party| reading.clause_around(party.place))
        });
        let spans = [Some(full), office, state].into_iter().flatten();
        let mut participant = Participant::new(reading.words(person.name), reading.evidence(spans));
        participant.role = person.role.map(|span| singular(reading.words(span)));
        participant.party = person.party.map(str::to_owned);
        found.push(Found {
            object: participant,
            rule,
            cues: [Some(full), None],
        });
    }
    found
}

/// By which rule a person takes part, if by any.
fn takes_part(reading: &Reading<'_>, cast: &Cast, person: &Person, speakers: &HashSet<&str>) -> Option<Rule> {
    let has_office = person.role.is_some();
    if has_office && person.mentions.first().is_some_and(|span| span.start < cast.lead) {
        return Some(Rule::ParticipantLead);
    }
    if speakers.contains(person.name.of(reading.text)) {
        return Some(Rule::ParticipantSpeaker);
    }
    let of_party = person.told_at.is_some() && person.party.is_some_and(|code| cast.has_party(code));
    let high = matches!(person.class, TitleClass::Head | TitleClass::Minister);
    let present = || person.mentions.iter().any(|mention| is_met(reading, *mention));
    let outsider = person.party.is_some_and(|code| !cast.has_party(code));
    let takes_part = (of_party && high) || (!outsider && present());
    (has_office && takes_part).then_some(Rule::ParticipantPresent)
}

/// True where the text says of the person at `mention` that somebody meets him, or that he was there.
fn is_met(reading: &Reading<'_>, mention: Span) -> bool {
    /// Words between `meet with` and the name, and behind the name.
    const REACH: usize = 8;
    let Some(clause) = reading.sentence_at(mention.start) else {
        return false;
    };
    let (first, after) = (clause.token_at(mention.start), clause.token_at(mention.end));
    let with = first
        .checked_sub(1)
        .is_some_and(|before| clause.is(before, "with"));
    let meets = (first.saturating_sub(REACH)..first).any(|index| {
        !EVENT_CUES
            .find(reading.text, clause.tokens.get(index..=index).unwrap_or_default())
            .is_empty()
    });
    let accompanies = (first.saturating_sub(REACH)..first).any(|index| {
        let by = matches!(clause.word(index + 1), "by" | "with");
        by && matches!(
            clause.word(index),
            "accompanied"
                | "attended"
                | "flanked"
                | "hosted"
                | "joined"
                | "received"
                | "together"
                | "welcomed"
        )
    });
    // `A and I`, `I told A`: the writer speaks of whom he met.
    let beside_writer = clause.is(after, "and") && clause.is(after + 1, "I");
    let addressed = first >= 2 && clause.is(first - 2, "I") && ADDRESSING.contains(&clause.word(first - 1));
    (with && meets)
        || accompanies
        || beside_writer
        || addressed
        || (after..after + REACH / 2).any(|index| matches!(clause.word(index), "present" | "attended"))
}

/// Verbs of what one says to another face to face.
const ADDRESSING: [&str; 8] = [
    "asked",
    "assured",
    "congratulated",
    "informed",
    "invited",
    "thanked",
    "told",
    "welcomed",
];

/// `Presidents` before several names is the office of each.
pub(super) fn singular(mut title: String) -> String {
    let ends = ["dents", "iers", "isters", "dors", "sers"];
    if ends.iter().any(|end| title.ends_with(end)) {
        title.pop();
    }
    title
}

/// Dated facts that are not the time of the event or of an outcome.
pub(super) fn dates(reading: &Reading<'_>, taken: &HashSet<Span>) -> Vec<Found<DateFact>> {
    let dated = reading
        .mentions
        .dates
        .iter()
        .filter(|date| date.edtf.is_some() && !taken.contains(&date.span));
    dated
        .filter_map(|date| {
            let clause = reading.clause_around(date.span);
            let before = without_stop(
                reading.text,
                Span::new(clause.start.min(date.span.start), date.span.start).trimmed(reading.text),
            );
            let after = without_stop(
                reading.text,
                Span::new(date.span.end, clause.end.max(date.span.end)).trimmed(reading.text),
            );
            let what = [before, after]
                .into_iter()
                .find(|part| has_words(part.of(reading.text)))?;
            let mut fact = DateFact::new(
                reading.words(date.span),
                reading.words(what),
                reading.evidence([clause]),
            );
            fact.edtf.clone_from(&date.edtf);
            Some(Found {
                object: fact,
                rule: Rule::DateTold,
                cues: [Some(date.span), None],
            })
        })
        .collect()
}

/// Where the text says that it comes from.
pub(super) fn source(reading: &Reading<'_>) -> Source {
    let name = reading.document.name();
    let mut source = Source::new(slug(name));
    if is_relative_path(name) {
        source.path = Some(name.to_owned());
    }
    source.language = is_english(reading).then(|| "en".to_owned());
    if let Some((body, whole)) = reported_by(reading) {
        source.reported_by = Some(reading.words(body));
        source.evidence = reading.evidence([whole]);
    }
    source
}

/// A record keeps a path only where it is relative and printable; `<stdin>` and the like are no paths.
fn is_relative_path(name: &str) -> bool {
    let drive = name.as_bytes().get(1) == Some(&b':');
    !name.trim().is_empty()
        && !drive
        && !name.starts_with(['/', '\\', '<'])
        && !name.contains(char::is_control)
}

/// The last part of a path, without its ending, as a slug: small letters, digits and single hyphens.
/// Letters lose their marks, and other forms of a letter are that letter.
pub(in crate::extract) fn slug(name: &str) -> String {
    /// As the schema has it.
    const LONGEST: usize = 200;
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let mut slug = String::new();
    // Letters beyond ASCII are rare, and taking them apart costs more than all else here.
    let ascii = stem.is_ascii().then(|| stem.chars());
    let others = (!stem.is_ascii()).then(|| stem.nfkd().filter(|&ch| !is_combining_mark(ch)));
    let letters = ascii.into_iter().flatten().chain(others.into_iter().flatten());
    for ch in letters.take(LONGEST) {
        if ch.is_ascii_alphanumeric() {
            slug.push(ch.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        "source".to_owned()
    } else {
        slug.to_owned()
    }
}

/// True where the text has the function words of English in the share that prose has.
fn is_english(reading: &Reading<'_>) -> bool {
    let count = |traits: Traits| reading.traits().iter().filter(|own| own.has(traits)).count();
    let (all, function) = (count(Traits::WORD), count(Traits::FUNCTION));
    all > 0 && function * 5 > all
}

/// `reported by the presidential press service`, or the agency in a dateline: `TOKYO, Oct. 26 (Xinhua) --`.
fn reported_by(reading: &Reading<'_>) -> Option<(Span, Span)> {
    let mut sentences = reading.sentences();
    let dateline = sentences.next().and_then(|clause| {
        let open = (0..clause.tokens.len().min(12)).find(|&index| clause.is(index, "("))?;
        let close = (open + 1..open + 4).find(|&index| clause.is(index, ")"))?;
        let dashes = matches!(clause.word(close + 1), "-" | "--" | "—" | "–");
        let agency = clause.tokens_span(open + 1, close)?;
        let whole = clause.tokens_span(0, close + 1)?;
        dashes.then_some((agency, whole))
    });
    dateline.or_else(|| {
        reading.sentences().take(4).find_map(|clause| {
            let reported = (0..clause.tokens.len())
                .find(|&index| clause.is(index, "reported") && clause.is(index + 1, "by"))?;
            let first = reported + 2 + usize::from(clause.is(reported + 2, "the"));
            let after = (first..clause.tokens.len())
                .find(|&index| {
                    clause
                        .tokens
                        .get(index)
                        .is_some_and(|token| token.kind != TokenKind::Word)
                })
                .unwrap_or(clause.tokens.len());
            let body = clause.tokens_span(first, after)?;
            Some((body, clause.tokens_span(0, after)?))
        })
    })
}
