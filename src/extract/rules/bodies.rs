//! Organizations, programmes, and states that are only talked about.

use std::collections::HashMap;
use std::str::FromStr;

use crate::document::Span;
use crate::lexicon::{CountryForm, body_gazetteer};
use crate::mentions::{CountryMention, NameKind, NameMention};
use crate::record::{Evidence, Organization, OrganizationKind, Party, PartyKind, Programme};

use super::people::Cast;
use super::reading::{Reading, between, first_overlap};

/// The bodies that the document names, each once, in order.
pub(super) fn organizations(reading: &Reading<'_>, cast: &Cast) -> Vec<Organization> {
    let mut found: Vec<(Span, Organization)> = Vec::new();
    let mut seen: HashMap<String, ()> = HashMap::new();
    for name in &reading.mentions.names {
        let NameKind::Body(kind) = name.kind else { continue };
        let written = name.name.of(reading.text);
        let acronym = name.acronym.map(|span| span.of(reading.text));
        if seen.contains_key(written) {
            continue;
        }
        let Ok(kind) = OrganizationKind::from_str(kind) else {
            continue;
        };
        let country = country_of(reading, name);
        let introduction = country
            .map(|country| country.span)
            .filter(|_| name.introduced.is_some())
            .or(name.introduced);
        let mut organization =
            Organization::new(written, kind, reading.evidence(passages(introduction, name.span)));
        organization.acronym = acronym.map(str::to_owned);
        organization.country = country.map(|country| country.code.to_owned());
        found.push((name.span, organization));
        seen.insert(written.to_owned(), ());
        seen.extend(acronym.map(|acronym| (acronym.to_owned(), ())));
    }
    for hit in body_gazetteer().find(reading.text) {
        let inside_name = first_overlap(&reading.mentions.names, |name| name.span, hit.span).is_some();
        let is_party = hit.value.code.is_some_and(|code| cast.has_party(code));
        let written = hit.span.of(reading.text);
        if inside_name || is_party || seen.contains_key(hit.value.name) || seen.contains_key(written) {
            continue;
        }
        let Ok(kind) = OrganizationKind::from_str(hit.value.kind) else {
            continue;
        };
        let evidence = reading.evidence([reading.clause_around(hit.span)]);
        found.push((hit.span, Organization::new(written, kind, evidence)));
        seen.insert(hit.value.name.to_owned(), ());
        seen.insert(written.to_owned(), ());
    }
    found.sort_by_key(|(span, _)| *span);
    found.into_iter().map(|(_, organization)| organization).collect()
}

/// A body and what introduces its list: one passage, or two where the list between them is long.
fn passages(introduction: Option<Span>, name: Span) -> Vec<Span> {
    /// Bytes between the noun and an item that a reader still takes in at once.
    const NEAR: usize = 200;
    match introduction {
        Some(noun) if name.start.saturating_sub(noun.end) <= NEAR => vec![noun.join(name)],
        Some(noun) => vec![noun, name],
        None => vec![name],
    }
}

/// The country of a body, where its name begins with one (`Japan Bank …`, but not `Chile-Japan …`), or
/// where its list is introduced by one (`Japanese companies such as …`).
fn country_of(reading: &Reading<'_>, name: &NameMention) -> Option<CountryMention> {
    let countries = &reading.mentions.countries;
    if let Some(introduced) = name.introduced {
        let index = countries.partition_point(|country| country.span.end <= introduced.start);
        let before = index.checked_sub(1).and_then(|before| countries.get(before))?;
        let link = between(before.span, introduced).of(reading.text);
        return link.chars().all(char::is_whitespace).then_some(*before);
    }
    let first = first_overlap(countries, |country| country.span, name.name)?;
    let rest = reading
        .text
        .get(first.span.end..name.name.end)
        .unwrap_or_default();
    let goes_on = rest.starts_with(char::is_whitespace);
    (first.span.start == name.name.start && goes_on).then_some(*first)
}

/// The programmes that the document names, each once, in order.
pub(super) fn programmes(reading: &Reading<'_>) -> Vec<Programme> {
    let mut found: Vec<Programme> = Vec::new();
    let mut seen: HashMap<&str, ()> = HashMap::new();
    for name in reading
        .mentions
        .names
        .iter()
        .filter(|name| name.kind == NameKind::Programme)
    {
        let written = name.name.of(reading.text);
        if seen.insert(written, ()).is_none() {
            found.push(Programme::new(written, reading.evidence([name.span])));
        }
    }
    found
}

/// States that are named and take no part, each once, in order.
pub(super) fn third_parties(reading: &Reading<'_>, cast: &Cast) -> Vec<Party> {
    let mut found: Vec<Party> = Vec::new();
    let mut seen: HashMap<&str, ()> = HashMap::new();
    for country in &reading.mentions.countries {
        let in_name = first_overlap(&reading.mentions.names, |name| name.span, country.span).is_some();
        if country.form != CountryForm::Name || in_name || cast.has_party(country.code) {
            continue;
        }
        if seen.insert(country.code, ()).is_none() {
            let evidence = reading.evidence([reading.clause_around(country.span)]);
            found.push(state(country.name, country.code, evidence));
        }
    }
    found
}

/// The states that take part.
pub(super) fn parties(reading: &Reading<'_>, cast: &Cast) -> Vec<Party> {
    let parties = cast.parties.iter().map(|party| {
        let place = if party.beside_leader {
            party.place
        } else {
            reading.clause_around(party.place)
        };
        let evidence = reading.evidence([place]);
        state(party.name, party.code, evidence)
    });
    parties.collect()
}

fn state(name: &str, code: &str, evidence: Evidence) -> Party {
    let mut party = Party::new(name, PartyKind::State, evidence);
    party.code = Some(code.to_owned());
    party
}
