//! Organizations, programmes, and states that are only talked about.

use std::collections::HashSet;
use std::str::FromStr;

use crate::document::{Span, TokenKind};
use crate::lexicon::{CountryForm, body_head};
use crate::mentions::{BodyMention, CountryMention, NameKind, NameMention};
use crate::record::{Evidence, Organization, OrganizationKind, Party, PartyKind, Programme};

use crate::extract::Rule;

use super::people::Cast;
use super::reading::{Found, Reading, between, first_overlap};
use super::traits::Traits;

/// The bodies that the document names, each once, in order.
pub(super) fn organizations(reading: &Reading<'_>, cast: &Cast) -> Vec<Found<Organization>> {
    let mut bodies = Bodies {
        found: Vec::new(),
        seen: HashSet::new(),
    };
    for name in &reading.mentions.names {
        let NameKind::Body(kind) = name.kind else { continue };
        let country = country_of(reading, name);
        let introduction = country
            .map(|country| country.span)
            .filter(|country| name.introduced.is_some() || !name.span.overlaps(*country))
            .or(name.introduced);
        let rule = if name.introduced.is_some() {
            Rule::OrganizationIntroduced
        } else {
            Rule::OrganizationHead
        };
        let cues = [introduction, None];
        let evidence = reading.evidence(passages(introduction, name.span).into_iter().flatten());
        if let Some(organization) = bodies.take(reading, name.name, kind, evidence, rule, cues) {
            organization.acronym = name.acronym.map(|span| reading.words(span));
            organization.country = country.map(|country| country.code.to_owned());
        }
        if let Some(acronym) = name.acronym {
            bodies.seen.insert(acronym.of(reading.text).to_owned());
        }
        if let Some((inner, kind)) = nested(reading.text, name.name) {
            let evidence = reading.evidence([inner]);
            bodies.take(
                reading,
                inner,
                kind,
                evidence,
                Rule::OrganizationNested,
                [None; 2],
            );
        }
    }
    let known = &reading.mentions.bodies;
    for BodyMention { span, body } in known {
        let inside_name = first_overlap(&reading.mentions.names, |name| name.span, *span).is_some();
        let written = span.of(reading.text);
        // The party itself is no body beside it; its organs are.
        let is_party = body.code.is_some_and(|code| cast.has_party(code)) && is_union(body.name);
        let told = bodies.seen.contains(body.name)
            || body.acronym.is_some_and(|acronym| bodies.seen.contains(acronym));
        if inside_name || is_party || told {
            continue;
        }
        let evidence = reading.evidence([*span]);
        bodies.take(
            reading,
            *span,
            body.kind,
            evidence,
            Rule::OrganizationKnown,
            [None; 2],
        );
        bodies.seen.insert(body.name.to_owned());
        bodies.seen.extend(body.acronym.map(str::to_owned));
        if written != body.name {
            bodies.seen.insert(written.to_owned());
        }
    }
    for span in acronyms(reading) {
        let evidence = reading.evidence([span]);
        bodies.take(
            reading,
            span,
            "other",
            evidence,
            Rule::OrganizationAcronym,
            [None; 2],
        );
    }
    bodies.found.sort_by_key(|(span, _)| *span);
    bodies.found.into_iter().map(|(_, found)| found).collect()
}

/// The bodies found so far, each under every form that it was told by.
struct Bodies {
    found: Vec<(Span, Found<Organization>)>,
    seen: HashSet<String>,
}

impl Bodies {
    /// Takes the body at `name`, unless it is there already.
    fn take(
        &mut self,
        reading: &Reading<'_>,
        name: Span,
        kind: &str,
        evidence: Evidence,
        rule: Rule,
        cues: [Option<Span>; 2],
    ) -> Option<&mut Organization> {
        let kind = OrganizationKind::from_str(kind).ok()?;
        let words = reading.words(name);
        if !self.seen.insert(words.clone()) {
            return None;
        }
        let object = Organization::new(words, kind, evidence);
        self.found.push((name, Found { object, rule, cues }));
        self.found.last_mut().map(|(_, found)| &mut found.object)
    }
}

/// True for the names of the parties that are no states.
fn is_union(name: &str) -> bool {
    matches!(name, "European Union" | "United Nations")
}

/// The body of which another is a part: **National Congress** in `Standing Committee of the National
/// Congress`.
fn nested(text: &str, name: Span) -> Option<(Span, &'static str)> {
    let written = name.of(text);
    let at = written.find(" of the ")? + " of the ".len();
    let inner = written.get(at..)?;
    let own = inner.split(" of ").next().unwrap_or(inner);
    let kind = body_head(own.rsplit(' ').next()?)?;
    own.contains(' ')
        .then(|| (Span::new(name.start + at, name.end), kind))
}

/// Words in capitals that name a body which no table knows: behind an article or preposition, and in
/// a sentence that is not all capitals.
fn acronyms(reading: &Reading<'_>) -> Vec<Span> {
    let mentions = &reading.mentions;
    let mut found = Vec::new();
    for clause in reading.sentences() {
        for (index, token) in clause.all_with(1..clause.tokens.len(), Traits::ENDS_OTHERWISE) {
            let word = token.span.of(reading.text);
            let letters = word.chars().filter(|ch| ch.is_alphabetic());
            let capital = letters.clone().count() >= 3 && letters.clone().all(char::is_uppercase);
            // `AusAID`: a name that ends in capitals.
            let mixed = word.len() > 4
                && word.chars().rev().take(3).all(char::is_uppercase)
                && word.chars().any(char::is_lowercase);
            if !(capital || mixed) || NO_BODIES.contains(&word) || word.contains('.') {
                continue;
            }
            let led = matches!(
                clause.word(index - 1),
                "the"
                    | "The"
                    | "a"
                    | "an"
                    | "through"
                    | "under"
                    | "with"
                    | "via"
                    | "by"
                    | "of"
                    | "within"
                    | "from"
            );
            let ends = !clause
                .tokens
                .get(index + 1)
                .is_some_and(|next| next.is_capitalized(reading.text) || next.kind == TokenKind::Number);
            let taken = first_overlap(&mentions.bodies, |body| body.span, token.span).is_some()
                || first_overlap(&mentions.names, |name| name.span, token.span).is_some()
                || first_overlap(&mentions.countries, |country| country.span, token.span).is_some()
                || first_overlap(&mentions.people, |person| person.span, token.span).is_some()
                || reading.quantities_in(Some(token.span)).next().is_some();
            if led && ends && !taken {
                found.push(token.span);
            }
        }
    }
    found
}

/// Words in capitals that name no body.
const NO_BODIES: [&str; 34] = [
    "AIDS", "ASAP", "CEO", "CEOs", "COVID", "COVID-19", "DMZ", "FDI", "FTA", "GDP", "GHG", "GMT", "HIV",
    "ICT", "IED", "JCPOA", "LGBT", "LGBTQ", "LNG", "MOU", "MOUs", "MRI", "NGO", "NGOs", "ODA", "PPP", "SDG",
    "SDGs", "SME", "SMEs", "STEM", "UTC", "WMD", "XXI",
];

/// A body and what introduces its list: one passage, or two where the list between them is long.
fn passages(introduction: Option<Span>, name: Span) -> [Option<Span>; 2] {
    /// Bytes between the noun and an item that a reader still takes in at once.
    const NEAR: usize = 200;
    match introduction {
        Some(noun) if name.start.saturating_sub(noun.end) <= NEAR => [Some(noun.join(name)), None],
        Some(noun) => [Some(noun), Some(name)],
        None => [Some(name), None],
    }
}

/// The country of a body, where a possessive before its name tells it, or where its name begins with one (`Japan Bank …`, but not `Chile-Japan …`), or
/// where its list is introduced by one (`Japanese companies such as …`).
fn country_of(reading: &Reading<'_>, name: &NameMention) -> Option<CountryMention> {
    let countries = &reading.mentions.countries;
    let owner = countries.partition_point(|country| country.span.end < name.span.start);
    let owner = owner
        .checked_sub(1)
        .and_then(|before| countries.get(before))
        .filter(|country| {
            let link = between(country.span, name.span).of(reading.text).trim_end();
            matches!(link, "'s" | "’s" | "'" | "’")
        });
    if owner.is_some() {
        return owner.copied();
    }
    if let Some(introduced) = name.introduced {
        /// Bytes of one word and the blanks around it. The country of a list may stand far before it, and
        /// what is between the two is not read again for each of its items.
        const LONGEST: usize = 100;
        let index = countries.partition_point(|country| country.span.end <= introduced.start);
        let before = index.checked_sub(1).and_then(|before| countries.get(before))?;
        let link = between(before.span, introduced).of(reading.text);
        // `Chinese companies`, `Chinese state broadcaster`
        let is_near = link.len() <= LONGEST && link.split_whitespace().count() <= 1;
        return (is_near && !has_mark(link)).then_some(*before);
    }
    let first = first_overlap(countries, |country| country.span, name.name)
        .filter(|country| country.form != CountryForm::Capital)?;
    let rest = reading
        .text
        .get(first.span.end..name.name.end)
        .unwrap_or_default();
    let goes_on = rest.starts_with(char::is_whitespace);
    // A city (`Tokyo University`) does not tell the country.
    let tells = first.form != CountryForm::Capital;
    (first.span.start == name.name.start && goes_on && tells).then_some(*first)
}

fn has_mark(link: &str) -> bool {
    link.contains(|ch: char| !ch.is_alphanumeric() && !ch.is_whitespace())
}

/// The programmes that the document names, each once, in order.
pub(super) fn programmes(reading: &Reading<'_>) -> Vec<Found<Programme>> {
    let mut found: Vec<Found<Programme>> = Vec::new();
    let mut seen: HashSet<String> = HashSet::new();
    for name in reading
        .mentions
        .names
        .iter()
        .filter(|name| name.kind == NameKind::Programme)
    {
        let written = reading.words(name.name);
        if seen.insert(written.clone()) {
            found.push(Found {
                object: Programme::new(written, reading.evidence([name.span])),
                rule: Rule::ProgrammeHead,
                cues: [Some(name.span), None],
            });
        }
    }
    found
}

/// States that are named and take no part, each once, in order.
pub(super) fn third_parties(reading: &Reading<'_>, cast: &Cast) -> Vec<Found<Party>> {
    let mut found: Vec<Found<Party>> = Vec::new();
    let mut seen: HashSet<&str> = HashSet::new();
    for country in &reading.mentions.countries {
        let in_name = first_overlap(&reading.mentions.names, |name| name.span, country.span).is_some();
        if country.form != CountryForm::Name || in_name || cast.has_party(country.code) {
            continue;
        }
        if seen.insert(country.code) {
            let evidence = reading.evidence([reading.clause_around(country.span)]);
            found.push(Found {
                object: state(country.name, country.code, evidence),
                rule: Rule::ThirdParty,
                cues: [Some(country.span), None],
            });
        }
    }
    found
}

/// The states that take part.
pub(super) fn parties(reading: &Reading<'_>, cast: &Cast) -> Vec<Found<Party>> {
    let parties = cast.parties.iter().map(|party| {
        let place = if party.beside_leader {
            party.place
        } else {
            reading.clause_around(party.place)
        };
        let evidence = reading.evidence([place]);
        Found {
            object: state(party.name, party.code, evidence),
            rule: if party.beside_leader {
                Rule::PartyLeader
            } else {
                Rule::PartyNamed
            },
            cues: [Some(party.place), None],
        }
    });
    parties.collect()
}

fn state(name: &str, code: &str, evidence: Evidence) -> Party {
    let kind = if matches!(code, "EU" | "UN") {
        PartyKind::Organization
    } else {
        PartyKind::State
    };
    let mut party = Party::new(name, kind, evidence);
    party.code = Some(code.to_owned());
    party
}
