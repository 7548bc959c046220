//! Which states take part.
//!
//! Parties are the countries of those who meet; where only one side's country stands beside its
//! leader, the other side is the country that the text joins with it (`Uzbekistan-Japan relations`,
//! `U.S. – Angola`) or names most often, for a press service seldom names its own. Countries that
//! the lead joins by hyphens (`the A-B-C summit`) all take part.

use std::collections::HashSet;

use crate::document::Span;
use crate::lexicon::{CountryForm, TitleClass, function_word};
use crate::mentions::CountryMention;

use super::clause::Clause;
use super::event::first_event_cue;
use super::people::{Person, office};
use super::reading::{Reading, before_word, between, first_overlap};
use super::traits::Traits;

/// A state, or a body with a code, that takes part.
pub(super) struct Party {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    /// Where the text names it best.
    pub(super) place: Span,
    /// True where that is beside the name of its leader.
    pub(super) beside_leader: bool,
}

/// The states that take part, in the order in which the text brings them in. The lead ends at `lead`.
pub(super) fn parties(reading: &Reading<'_>, people: &[Person], lead: usize) -> Vec<Party> {
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
        // Those who meet come before what they meet about.
        let told = |limit: usize| countries.iter().filter(move |country| country.span.start < limit);
        let limit = if told(subject).next().is_some() {
            subject
        } else {
            lead
        };
        for country in told(limit) {
            if codes.len() < 2 && !codes.contains(&country.code) {
                codes.push(country.code);
            }
        }
        if codes.is_empty() {
            codes.extend(countries.first().map(|country| country.code));
        }
    }
    // A press service seldom names its own state beside its own leader.
    let has_leader = |code: &'static str| {
        let named = people
            .iter()
            .any(|person| person.party == Some(code) && is_high(person.class));
        let offices = &reading.mentions.people;
        named
            || offices.iter().any(|mention| {
                is_high(mention.class) && mention.country.is_some_and(|country| country.code == code)
            })
    };
    let stranger = people.iter().any(|person| {
        let in_lead = person.mentions.first().is_some_and(|place| place.start < lead);
        person.class == TitleClass::Head && person.party.is_none() && !person.past && in_lead
    });
    if codes.len() == 1 || (codes.len() == 2 && stranger && codes.iter().all(|code| has_leader(code))) {
        let own = own_country(reading.text, &reading.mentions.countries, &countries, &codes);
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
    let in_lead = reading
        .sentences()
        .take_while(|sentence| sentence.span.start < lead);
    let mut about = in_lead.filter_map(|sentence| {
        let at = (0..sentence.tokens.len()).find(|&at| {
            sentence.has(at, Traits::LEADS_TO_SUBJECT)
                && (!sentence.is(at, "to")
                    || matches!(
                        sentence.word(at + 1),
                        "discuss" | "address" | "review" | "coordinate"
                    ))
        })?;
        Some(sentence.tokens.get(at)?.span.start)
    });
    about.next().filter(|&start| start < lead).unwrap_or(lead)
}

/// The countries of the longest run in the lead that joins several by hyphens or, as those who meet,
/// by commas and `and`: `the A-B-C summit`, `A and B began talks`, `the leaders of A, B and C`.
fn joined_in_lead(reading: &Reading<'_>, lead: usize) -> Vec<&'static str> {
    let countries = &reading.mentions.sides;
    let in_lead = countries.partition_point(|country| country.span.start < lead);
    let mut runs: Vec<(bool, Vec<&CountryMention>)> = Vec::new();
    for country in countries.get(..in_lead).unwrap_or_default() {
        if let Some((hyphens, run)) = runs.last_mut()
            && let Some(last) = run.last()
        {
            let link = link(reading.text, last, country);
            let by_hyphen = is_hyphen(link);
            let by_comma = matches!(
                link,
                ["," | "and", "", ""] | [",", "and" | "the", ""] | ["and", "the", ""]
            );
            if (by_hyphen || by_comma) && (run.len() == 1 || by_hyphen == *hyphens) {
                *hyphens = by_hyphen;
                run.push(country);
                continue;
            }
        }
        runs.push((true, vec![country]));
    }
    let mut longest: Vec<&'static str> = Vec::new();
    for (hyphens, run) in runs.iter().filter(|(_, run)| run.len() > 1) {
        let mut codes: Vec<&'static str> = Vec::new();
        for country in run {
            if !codes.contains(&country.code) {
                codes.push(country.code);
            }
        }
        if codes.len() > longest.len() && (*hyphens || begins_sentence(reading, run)) {
            longest = codes;
        }
    }
    if longest.len() > 1 { longest } else { Vec::new() }
}

/// The first words and marks between two countries, which stand apart by white space; empty ones behind
/// the last.
fn link<'t>(text: &'t str, first: &CountryMention, second: &CountryMention) -> [&'t str; 3] {
    let mut words = between(first.span, second.span).of(text).split_whitespace();
    std::array::from_fn(|_| words.next().unwrap_or_default())
}

fn is_hyphen(link: [&str; 3]) -> bool {
    matches!(link, ["-" | "–" | "—", "", ""])
}

/// True where the first of `run` is the subject with which its sentence, or the text behind its
/// dateline, begins.
fn begins_sentence(reading: &Reading<'_>, run: &[&CountryMention]) -> bool {
    let Some(first) = run.first() else { return false };
    let Some(sentence) = reading.sentence_at(first.span.start) else {
        return false;
    };
    if sentence.span.start == first.span.start {
        return true;
    }
    let before = words_before(reading.text, first.span.start);
    let before = before_word(before, "the").unwrap_or(before);
    let mut last = before.split_whitespace().rev();
    let (word, office) = (last.next().unwrap_or_default(), last.next().unwrap_or_default());
    if word == "between" || (word == "of" && LEADERS.contains(&office.to_lowercase().as_str())) {
        return true;
    }
    let first_word = sentence.token_at(first.span.start) <= 1;
    (first_word && before.ends_with("The"))
        || before.ends_with(" -")
        || before.ends_with(['–', '—'])
        || before.ends_with("--")
}

/// Those who meet, told by their office and, together, by their states: `the leaders of A, B and C`.
const LEADERS: [&str; 8] = [
    "delegations",
    "governments",
    "leaders",
    "ministers",
    "premiers",
    "presidents",
    "representatives",
    "state",
];

pub(super) fn is_high(class: TitleClass) -> bool {
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
        let is_prose = is_prose(&sentence);
        prose += usize::from(is_prose);
        // The first sentence of prose belongs to it, whatever it tells.
        let tells = prose > 1 && first_event_cue(&sentence).is_some();
        if prose <= 2 || tells {
            end = sentence.span.end;
        }
        if (tells && is_prose) || prose > 8 {
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

/// The country that the text joins with one of `others`, or else names most often beside them.
fn own_country(
    text: &str,
    all: &[CountryMention],
    outside_names: &[&CountryMention],
    others: &[&'static str],
) -> Option<&'static str> {
    let mut joined: Vec<(&'static str, usize)> = Vec::new();
    for pair in all.windows(2) {
        let [first, second] = pair else { continue };
        let weight = match link(text, first, second) {
            ["and", "", ""] => 1,
            link if is_hyphen(link) => 2,
            _ => continue,
        };
        match (others.contains(&first.code), others.contains(&second.code)) {
            (true, false) => count(&mut joined, second.code, weight),
            (false, true) => count(&mut joined, first.code, weight),
            _ => {}
        }
    }
    let mut named: Vec<(&'static str, usize)> = Vec::new();
    for country in outside_names
        .iter()
        .filter(|country| !others.contains(&country.code))
    {
        // The publisher's own state acts (`Australia will`), has (`the United States' support`) or
        // describes (`U.S. support`); what stands behind a preposition is talked about.
        let before = words_before(text, country.span.start);
        let before = before.strip_suffix("the").unwrap_or(before).trim_end();
        let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let behind = matches!(
            word,
            "about" | "against" | "at" | "between" | "from" | "in" | "near" | "on" | "over" | "to" | "with"
        );
        let rest = text.get(country.span.end..).unwrap_or_default();
        let has = rest.starts_with(['\'', '’']);
        let next = text.get(country.span.end..).unwrap_or_default().trim_start();
        let next = next
            .split(|ch: char| !ch.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let describes = next.starts_with(char::is_lowercase) && function_word(next).is_none();
        if describes || has || (!behind && country.form == CountryForm::Name) {
            count(&mut named, country.code, 1);
        }
    }
    most(&joined).or_else(|| most(&named))
}

/// The end of what stands before the byte at `offset`: enough for the words right before it, and no
/// more, so that a text without blanks is not read again for each of its countries.
fn words_before(text: &str, offset: usize) -> &str {
    const BYTES: usize = 40;
    let mut start = offset.saturating_sub(BYTES);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..offset).unwrap_or_default().trim_end()
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

/// Offices of international bodies, which no state's government has.
fn is_of_body(role: &str) -> bool {
    let role = role.to_lowercase().replace('-', " ");
    [
        "secretary general",
        "high representative",
        "director general",
        "high commissioner",
        "pope",
    ]
    .contains(&role.as_str())
}

/// True where `a` or `an` stands before an office: any holder of it, not the one there is.
fn is_any(reading: &Reading<'_>, mention: Span) -> bool {
    let before = reading.text.get(..mention.start).unwrap_or_default().trim_end();
    before_word(before, "a")
        .or_else(|| before_word(before, "an"))
        .is_some()
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
    let named: HashSet<&'static str> = people
        .iter()
        .filter(|person| is_high(person.class))
        .filter_map(|person| person.party)
        .collect();
    let unnamed: HashSet<(&'static str, String)> = reading
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
        .filter(|person| !person.role.is_some_and(|role| is_of_body(role.of(reading.text))))
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
