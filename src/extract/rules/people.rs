//! Who is who: the people of a document, and the parties they belong to.
//!
//! Mentions of one person are tied together by the surname. Parties are the countries of those who
//! meet; where only one side's country stands beside its leader, the other side is the country that
//! the text joins with it (`Uzbekistan-Japan relations`, `U.S. – Angola`) or names most often, for a
//! press service seldom names its own.

use std::collections::HashMap;

use crate::document::Span;
use crate::lexicon::{CountryForm, EVENT_CUES, TitleClass};
use crate::mentions::{CountryMention, PersonMention};

use super::reading::{Reading, between, first_overlap};

/// A person told of by name.
pub(super) struct Person {
    /// As fully as the text ever gives it.
    pub(super) name: Span,
    /// The office as written.
    pub(super) role: Option<Span>,
    pub(super) class: TitleClass,
    /// ISO code of the country.
    pub(super) party: Option<&'static str>,
    /// The mention that tells the country; `None` where only the reading of the whole text does.
    pub(super) told_at: Option<Span>,
    /// Where country, title and name stand together.
    pub(super) mentions: Vec<Span>,
}

/// A state that takes part.
pub(super) struct Party {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    /// Where the text names it best.
    pub(super) place: Span,
    /// True where that is beside the name of its leader.
    pub(super) beside_leader: bool,
}

/// Everyone the document tells of, and the states that take part.
pub(super) struct Cast {
    pub(super) people: Vec<Person>,
    pub(super) parties: Vec<Party>,
    by_surname: HashMap<String, usize>,
    /// By office in small letters, and by office and country; `None` where several hold it.
    by_office: HashMap<(String, Option<&'static str>), Option<usize>>,
}

impl Cast {
    /// The cast of `reading`.
    pub(super) fn of(reading: &Reading<'_>) -> Self {
        let (mut people, by_surname) = gather(reading);
        let mut parties = parties(reading, &people);
        place_own_leader(&mut people, &parties);
        in_order_of_people(&mut parties, &people);
        let by_office = offices(reading.text, &people);
        Self {
            people,
            parties,
            by_surname,
            by_office,
        }
    }

    /// The person that `mention` means, by name or by office.
    pub(super) fn person_of(&self, reading: &Reading<'_>, mention: &PersonMention) -> Option<usize> {
        if let Some(name) = mention.name {
            return self.by_surname(surname(name.of(reading.text)));
        }
        let title = mention.title?.of(reading.text).to_lowercase();
        let code = mention.country.map(|country| country.code);
        self.by_office.get(&(title, code)).copied().flatten()
    }

    /// The person whose surname is `word`.
    pub(super) fn by_surname(&self, word: &str) -> Option<usize> {
        self.by_surname.get(word).copied()
    }

    /// The leader of the publisher's own state: the one head whose country no mention tells.
    pub(super) fn own_leader(&self) -> Option<usize> {
        let mut heads = self
            .people
            .iter()
            .enumerate()
            .filter(|(_, person)| person.class == TitleClass::Head && person.told_at.is_none());
        match (heads.next(), heads.next()) {
            (Some((index, _)), None) => Some(index),
            _ => None,
        }
    }

    /// True where `code` takes part.
    pub(super) fn has_party(&self, code: &str) -> bool {
        self.parties.iter().any(|party| party.code == code)
    }
}

/// Ties the mentions of each person together.
fn gather(reading: &Reading<'_>) -> (Vec<Person>, HashMap<String, usize>) {
    let mut people: Vec<Person> = Vec::new();
    let mut by_surname: HashMap<String, usize> = HashMap::new();
    for mention in &reading.mentions.people {
        let Some(name) = mention.name else { continue };
        let surname = surname(name.of(reading.text)).to_owned();
        let code = mention.country.map(|country| country.code);
        if let Some(person) = by_surname.get(&surname).and_then(|&index| people.get_mut(index)) {
            if name.len() > person.name.len() {
                person.name = name;
            }
            if person.role.is_none() {
                person.role = mention.title;
                person.class = mention.class;
            }
            person.party = person.party.or(code);
            person.told_at = person.told_at.or(code.map(|_| mention.span));
            person.mentions.push(mention.span);
        } else {
            by_surname.insert(surname, people.len());
            people.push(Person {
                name,
                role: mention.title,
                class: mention.class,
                party: code,
                told_at: code.map(|_| mention.span),
                mentions: vec![mention.span],
            });
        }
    }
    (people, by_surname)
}

/// Who holds each office, told by the office alone or with its country.
fn offices(text: &str, people: &[Person]) -> HashMap<(String, Option<&'static str>), Option<usize>> {
    let mut holders: HashMap<(String, Option<&'static str>), Option<usize>> = HashMap::new();
    for (index, person) in people.iter().enumerate() {
        let Some(role) = person.role else { continue };
        let office = role.of(text).to_lowercase();
        let keys = [
            Some((office.clone(), None)),
            person.party.map(|code| (office, Some(code))),
        ];
        for key in keys.into_iter().flatten() {
            holders
                .entry(key)
                .and_modify(|holder| *holder = None)
                .or_insert(Some(index));
        }
    }
    holders
}

/// The word of `name` by which a text goes on speaking of the person.
pub(super) fn surname(name: &str) -> &str {
    let bare = name.split(',').next().unwrap_or(name);
    bare.split_whitespace().next_back().unwrap_or(bare)
}

/// The states that take part, in the order in which the text brings them in.
fn parties(reading: &Reading<'_>, people: &[Person]) -> Vec<Party> {
    let lead = lead_end(reading);
    let mut codes: Vec<&'static str> = Vec::new();
    let mut take = |code: &'static str| {
        if !codes.contains(&code) {
            codes.push(code);
        }
    };
    for person in people {
        let in_lead = person.mentions.first().is_some_and(|place| place.start < lead);
        if let Some(code) = person.party.filter(|_| in_lead && is_high(person.class)) {
            take(code);
        }
    }
    let countries: Vec<&CountryMention> = reading
        .mentions
        .countries
        .iter()
        .filter(|country| !in_name(reading, country.span))
        .collect();
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
            let place = best_place(&reading.mentions.countries, code)?;
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

fn is_high(class: TitleClass) -> bool {
    matches!(class, TitleClass::Head | TitleClass::Minister)
}

/// Where the first two sentences end, or the one that tells of the event, whichever is later.
fn lead_end(reading: &Reading<'_>) -> usize {
    let mut end = 0;
    for (index, sentence) in reading.sentences().enumerate() {
        let tells = !EVENT_CUES.find(reading.text, sentence.tokens).is_empty();
        if index < 2 || tells {
            end = sentence.span.end;
        }
        if tells || index > 8 {
            break;
        }
    }
    end
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
        count(&mut named, country.code, 1);
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
fn in_order_of_people(parties: &mut [Party], people: &[Person]) {
    let first = |code: &str| {
        people
            .iter()
            .position(|person| person.party == Some(code))
            .unwrap_or(usize::MAX)
    };
    parties.sort_by_cached_key(|party| first(party.code));
}

/// Gives the one leader without a country the one party without a leader.
fn place_own_leader(people: &mut [Person], parties: &[Party]) {
    let mut free = parties.iter().filter(|party| {
        !people
            .iter()
            .any(|person| person.party == Some(party.code) && is_high(person.class))
    });
    let (Some(party), None) = (free.next(), free.next()) else {
        return;
    };
    let code = party.code;
    let mut unplaced: Vec<&mut Person> = people
        .iter_mut()
        .filter(|person| person.party.is_none() && is_high(person.class))
        .collect();
    // Several of one government may speak; two heads without a country cannot be told apart.
    let heads = unplaced
        .iter()
        .filter(|person| person.class == TitleClass::Head)
        .count();
    if heads <= 1 {
        for person in &mut unplaced {
            person.party = Some(code);
        }
    }
}
