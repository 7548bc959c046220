//! Which states take part.
//!
//! Parties are the countries of those who meet; where only one side's country stands beside its
//! leader, the other side is the country that the text joins with it (`Uzbekistan-Japan relations`,
//! `U.S. – Angola`) or names most often, for a press service seldom names its own. Countries that
//! the lead joins by hyphens (`the A-B-C summit`) all take part.

use crate::document::Span;
use crate::lexicon::{CountryForm, EVENT_CUES, TitleClass};
use crate::mentions::CountryMention;

use super::people::{Person, office};
use super::reading::{Clause, Reading, between, first_overlap};

/// A state, or a body with a code, that takes part.
pub(super) struct Party {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    /// Where the text names it best.
    pub(super) place: Span,
    /// True where that is beside the name of its leader.
    pub(super) beside_leader: bool,
}

/// The states that take part, in the order in which the text brings them in.
pub(super) fn parties(reading: &Reading<'_>, people: &[Person]) -> Vec<Party> {
    let lead = lead_end(reading);
    let mut codes: Vec<&'static str> = Vec::new();
    let mut take = |code: &'static str| {
        if !codes.contains(&code) {
            codes.push(code);
        }
    };
    let subject = subject_start(reading, lead);
    for person in people
        .iter()
        .filter(|person| is_high(person.class) && !person.past)
    {
        let in_lead = person.mentions.first().is_some_and(|place| place.start < subject);
        if let Some(code) = person.party.filter(|_| in_lead) {
            take(code);
        }
    }
    let countries: Vec<&CountryMention> = reading
        .mentions
        .countries
        .iter()
        .filter(|country| !in_name(reading, country.span))
        .collect();
    let joined = joined_in_lead(reading, lead);
    if codes.iter().all(|code| joined.contains(code)) && joined.len() > codes.len().max(1) {
        codes = joined;
    }
    if codes.is_empty() {
        for country in countries.iter().filter(|country| country.span.start < lead) {
            if codes.len() < 2 && !codes.contains(&country.code) {
                codes.push(country.code);
            }
        }
    }
    if let [only] = codes.as_slice() {
        let own = own_country(reading.text, &reading.mentions.countries, &countries, only);
        codes.extend(own);
    }
    codes
        .into_iter()
        .filter_map(|code| {
            let place = best_place(&reading.mentions.sides, code)?;
            let leader = people.iter().find(|person| {
                person.party == Some(code)
                    && person
                        .mentions
                        .first()
                        .is_some_and(|mention| mention.start < lead)
            });
            let beside = leader.and_then(|person| person.told_at);
            Some(Party {
                code,
                name: place.name,
                place: beside.unwrap_or(place.span),
                beside_leader: beside.is_some(),
            })
        })
        .collect()
}

/// Where the lead goes over from those who meet to what they meet about.
fn subject_start(reading: &Reading<'_>, lead: usize) -> usize {
    let about = [
        "to discuss",
        "to address",
        "to review",
        "to coordinate",
        "regarding",
    ];
    let text = reading.text.get(..lead).unwrap_or_default();
    about
        .iter()
        .filter_map(|words| text.find(words))
        .min()
        .unwrap_or(lead)
}

/// The countries of the first run in the lead that joins several by hyphens or, as the subject of
/// its sentence, by commas and `and`: `the A-B-C summit`, `A and B began talks`.
fn joined_in_lead(reading: &Reading<'_>, lead: usize) -> Vec<&'static str> {
    let countries = &reading.mentions.sides;
    let in_lead = countries.partition_point(|country| country.span.start < lead);
    let mut run: Vec<&CountryMention> = Vec::new();
    let mut hyphens = true;
    for country in countries.get(..in_lead).unwrap_or_default() {
        if let Some(last) = run.last() {
            let link = between(last.span, country.span).of(reading.text).trim();
            match link {
                "-" | "–" | "—" if hyphens => {}
                "," | "and" | ", and" | "and the" | ", the" if !hyphens || run.len() == 1 => hyphens = false,
                _ if run.len() > 1 && (hyphens || begins_sentence(reading, &run)) => break,
                _ => run.clear(),
            }
        }
        if run.is_empty() {
            hyphens = true;
        }
        run.push(country);
    }
    if run.len() < 2 || !(hyphens || begins_sentence(reading, &run)) {
        return Vec::new();
    }
    let mut codes: Vec<&'static str> = run.iter().map(|country| country.code).collect();
    codes.dedup();
    codes
}

/// True where the first of `run` is the subject with which its sentence, or the text behind its
/// dateline, begins.
fn begins_sentence(reading: &Reading<'_>, run: &[&CountryMention]) -> bool {
    let Some(first) = run.first() else { return false };
    let Some(sentence) = reading.sentence_at(first.span.start) else {
        return false;
    };
    let before = reading
        .text
        .get(sentence.span.start..first.span.start)
        .unwrap_or_default()
        .trim_end();
    before.is_empty()
        || before == "The"
        || before.ends_with(" -")
        || before.ends_with(['–', '—'])
        || before.ends_with("--")
}

fn is_high(class: TitleClass) -> bool {
    matches!(class, TitleClass::Head | TitleClass::Minister)
}

/// Where the lead ends: with the first two sentences of prose, or with the one that tells of the
/// event, whichever is later. Headings, datelines and addresses do not count.
pub(super) fn lead_end(reading: &Reading<'_>) -> usize {
    /// Sentences in which a lead is looked for.
    const MOST: usize = 12;
    let mut end = 0;
    let mut prose = 0;
    for sentence in reading.sentences().take(MOST) {
        let tells = !EVENT_CUES.find(reading.text, sentence.tokens).is_empty();
        let is_prose = is_prose(&sentence);
        prose += usize::from(is_prose);
        if prose <= 2 || tells {
            end = sentence.span.end;
        }
        if (tells && is_prose && prose > 1) || prose > 8 {
            break;
        }
    }
    end
}

/// True for a sentence of several words that ends as one.
fn is_prose(sentence: &Clause<'_>) -> bool {
    /// Words from which a line is more than a heading.
    const WORDS: usize = 9;
    let last = sentence
        .tokens
        .last()
        .map_or("", |token| token.span.of(sentence.text));
    sentence.tokens.len() >= WORDS && matches!(last, "." | "!" | "?" | "”" | "\"" | ":" | "'" | "’" | ")")
}

/// True where `span` stands inside the name of a body or programme.
fn in_name(reading: &Reading<'_>, span: Span) -> bool {
    first_overlap(&reading.mentions.names, |name| name.span, span).is_some()
}

/// The country that the text joins with `other`, or else names most often beside it.
fn own_country(
    text: &str,
    all: &[CountryMention],
    outside_names: &[&CountryMention],
    other: &str,
) -> Option<&'static str> {
    let mut joined: Vec<(&'static str, usize)> = Vec::new();
    for pair in all.windows(2) {
        let [first, second] = pair else { continue };
        let link = between(first.span, second.span).of(text).trim();
        if !matches!(link, "-" | "–" | "—" | "and") {
            continue;
        }
        let weight = if link == "and" { 1 } else { 2 };
        match (first.code == other, second.code == other) {
            (true, false) => count(&mut joined, second.code, weight),
            (false, true) => count(&mut joined, first.code, weight),
            _ => {}
        }
    }
    let mut named: Vec<(&'static str, usize)> = Vec::new();
    for country in outside_names.iter().filter(|country| country.code != other) {
        // What stands behind `in` or `against` is where something happens, not whose text it is.
        let before = text.get(..country.span.start).unwrap_or_default().trim_end();
        let before = before.strip_suffix("the").unwrap_or(before).trim_end();
        let elsewhere = [" in", " against", " over", " from", " near"];
        if !elsewhere.iter().any(|word| before.ends_with(word)) {
            count(&mut named, country.code, 1);
        }
    }
    most(&joined).or_else(|| most(&named))
}

fn count(counts: &mut Vec<(&'static str, usize)>, code: &'static str, weight: usize) {
    match counts.iter_mut().find(|(counted, _)| *counted == code) {
        Some((_, times)) => *times += weight,
        None => counts.push((code, weight)),
    }
}

/// The code that was counted most; the first in the text where several were counted equally.
fn most(counts: &[(&'static str, usize)]) -> Option<&'static str> {
    let highest = counts.iter().map(|&(_, times)| times).max()?;
    counts
        .iter()
        .find(|&&(_, times)| times == highest)
        .map(|&(code, _)| code)
}

/// The mention that names the country best: by name, else by its people, else by its capital.
fn best_place(countries: &[CountryMention], code: &str) -> Option<CountryMention> {
    let of_form = |form: CountryForm| {
        countries
            .iter()
            .find(|country| country.code == code && country.form == form)
    };
    of_form(CountryForm::Name)
        .or_else(|| of_form(CountryForm::Demonym))
        .or_else(|| of_form(CountryForm::Capital))
        .copied()
}

/// Parties as their people come in; those without people last.
pub(super) fn in_order_of_people(parties: &mut [Party], people: &[Person]) {
    let first = |code: &str| {
        people
            .iter()
            .position(|person| person.party == Some(code))
            .unwrap_or(usize::MAX)
    };
    parties.sort_by_cached_key(|party| first(party.code));
}

/// True where `a` or `an` stands before an office: any holder of it, not the one there is.
fn is_any(reading: &Reading<'_>, mention: Span) -> bool {
    let before = reading.text.get(..mention.start).unwrap_or_default().trim_end();
    before.ends_with(" a") || before.ends_with(" an")
}

/// Gives the leader without a country, and the ministers beside him, the one party without a
/// leader; returns its code.
///
/// An office that the text gives to a country without a name (`China's new Premier`) is not free.
pub(super) fn place_own_people(
    reading: &Reading<'_>,
    people: &mut [Person],
    parties: &[Party],
) -> Option<&'static str> {
    let named: Vec<&'static str> = people
        .iter()
        .filter(|person| is_high(person.class))
        .filter_map(|person| person.party)
        .collect();
    let unnamed: Vec<(&'static str, String)> = reading
        .mentions
        .people
        .iter()
        .filter(|mention| mention.name.is_none() && is_high(mention.class) && !is_any(reading, mention.span))
        .filter_map(|mention| Some((mention.country?.code, office(mention.title?.of(reading.text)))))
        .filter(|(code, _)| !named.contains(code))
        .collect();
    let mut free = parties
        .iter()
        .filter(|party| !named.contains(&party.code) && !unnamed.iter().any(|(code, _)| *code == party.code));
    let (Some(party), None) = (free.next(), free.next()) else {
        return None;
    };
    let code = party.code;
    let mut unplaced: Vec<&mut Person> = people
        .iter_mut()
        .filter(|person| person.party.is_none() && is_high(person.class) && !person.past)
        // Where the text tells of another state's President, a President may be that one.
        .filter(|person| {
            let role = person.role.map(|role| office(role.of(reading.text)));
            !unnamed.iter().any(|(_, other)| role.as_ref() == Some(other))
        })
        .collect();
    // Several of one government may speak; two heads without a country cannot be told apart.
    let heads = unplaced
        .iter()
        .filter(|person| person.class == TitleClass::Head)
        .count();
    if heads > 1 {
        return None;
    }
    for person in &mut unplaced {
        person.party = Some(code);
    }
    Some(code)
}
