//! Whether the recorded speaker is the one whom the source has speak.

use crate::document::{Span, Token};

use super::bench::{Bench, shown};
use super::people::name_parts;
use super::subject::Subject;
use super::values::country_code;

/// Common nouns that stand for a person whose office the text tells otherwise.
pub(super) const STANDS_FOR_PERSON: [&str; 26] = [
    "chairman",
    "chairperson",
    "chairwoman",
    "chief",
    "counterpart",
    "dignitary",
    "excellency",
    "guest",
    "head",
    "highness",
    "holiness",
    "host",
    "interlocutor",
    "king",
    "leader",
    "majesty",
    "monarch",
    "official",
    "premier",
    "queen",
    "ruler",
    "sovereign",
    "speaker",
    "spokesman",
    "spokesperson",
    "spokeswoman",
];

pub(super) enum Same {
    Yes,
    No,
    Unknown(String),
}

pub(super) fn same(bench: &Bench<'_>, speaker: &str, subject: Subject) -> Same {
    let source = bench.source;
    let span = subject.span();
    let words = shown(source.slice(span));
    if bench.words(speaker).iter().any(|place| place.overlaps(span)) {
        return Same::Yes;
    }
    let people = bench.named(speaker);
    let code = country_code(speaker);
    // A person by name is that person, whatever else the words of the subject are.
    let named = source.named_people().iter().find(|(own, _)| own.overlaps(span));
    let subject = match (subject, named) {
        (Subject::Words(span), Some((_, index))) => Subject::Person(*index, span),
        (subject, _) => subject,
    };
    let of_country = |code: &str| {
        people.iter().any(|index| {
            source
                .people()
                .get(*index)
                .is_some_and(|person| person.countries.contains(&code))
        })
    };
    match subject {
        Subject::Person(index, _) => {
            if people.contains(&index) {
                return Same::Yes;
            }
            let own = source
                .people()
                .get(index)
                .map(|person| person.countries.clone())
                .unwrap_or_default();
            match &code {
                Some(code) if own.contains(&code.as_str()) => {
                    Same::Unknown(format!("“{words}” speaks, who may speak for {speaker}"))
                }
                _ => Same::No,
            }
        }
        Subject::Country(told, _) => match &code {
            Some(code) if code == told => Same::Yes,
            // `the leader of Uzbekistan`, where the text gives the one recorded no country.
            None if !people.is_empty() && stands_for_person(&words) && of_none(bench, &people) => {
                Same::Unknown(format!("whom “{words}” means is not certain"))
            }
            None if of_country(told) => Same::Unknown(format!(
                "the source gives it to “{words}”, for whom {speaker} may speak"
            )),
            _ => Same::No,
        },
        Subject::Joint(_) => Same::No,
        Subject::Pronoun(_) => Same::Unknown(format!("whom “{words}” means is not certain")),
        Subject::First(_) if is_spoken_of(bench, &people) => Same::No,
        Subject::First(_) => Same::Unknown(format!("who “{words}” is stands outside the text")),
        Subject::Words(span) if is_other_recorded(bench, speaker, span) => Same::No,
        Subject::Words(span) if is_introduced(bench, speaker, &people, span) => Same::No,
        Subject::Words(_) if is_of_other_side(bench, &people, span) => Same::No,
        Subject::Words(_) if is_other_name(bench, speaker, &people, span) => Same::No,
        Subject::Words(_) => {
            let head = words.rsplit(' ').next().unwrap_or_default().to_lowercase();
            let personal = stands_for_person(&words)
                || source
                    .mentions()
                    .people
                    .iter()
                    .any(|person| person.span.overlaps(span))
                || matches!(
                    head.as_str(),
                    "who"
                        | "which"
                        | "that"
                        | "it"
                        | "side"
                        | "sides"
                        | "government"
                        | "delegation"
                        | "office"
                );
            if personal || (people.is_empty() && code.is_none()) {
                Same::Unknown(format!("whom “{words}” means is not certain"))
            } else {
                Same::No
            }
        }
    }
}

/// True where the noun of a phrase stands for a person: `the leader` of `the leader of Uzbekistan`.
fn stands_for_person(words: &str) -> bool {
    let noun = words.split(" of ").next().unwrap_or(words);
    let head = noun.rsplit(' ').next().unwrap_or_default().to_lowercase();
    STANDS_FOR_PERSON
        .iter()
        .any(|own| *own == head || head.strip_suffix('s') == Some(own))
}

/// True where the source gives none of `people` a country.
fn of_none(bench: &Bench<'_>, people: &[usize]) -> bool {
    people.iter().all(|index| {
        bench
            .source
            .people()
            .get(*index)
            .is_some_and(|person| person.countries.is_empty())
    })
}

/// True where the words at `span` are an office of a country that none of `people` stands for: `the
/// Mauritanian President`.
fn is_of_other_side(bench: &Bench<'_>, people: &[usize], span: Span) -> bool {
    let source = bench.source;
    let mut offices = source.mentions().people.iter();
    let country = offices
        .find(|person| person.span.overlaps(span))
        .and_then(|person| person.country);
    let side_of = |index: usize| {
        let person = source.people().get(index)?;
        bench
            .recorded
            .iter()
            .find(|one| one.is_named(&person.parts))?
            .side
    };
    country.is_some_and(|country| {
        !people.is_empty()
            && people.iter().all(|index| {
                let person = source.people().get(*index);
                person.is_some_and(|person| match person.countries.as_slice() {
                    // The text does not tell whose side it is, and the record does.
                    [] => side_of(*index)
                        .is_some_and(|side| country_code(side).is_some_and(|own| own != country.code)),
                    own => !own.contains(&country.code),
                })
            })
    })
}

/// True where the words at `span` are the name of another person of the record than `speaker`.
fn is_other_recorded(bench: &Bench<'_>, speaker: &str, span: Span) -> bool {
    let told = name_parts(bench.source.slice(span));
    let own = name_parts(speaker);
    let mut recorded = bench.recorded.iter();
    !told.iter().any(|part| own.contains(part))
        && recorded.any(|person| person.name != speaker && person.is_named(&told))
}

/// True where the words at `span` have a name that shares no part with that of the recorded speaker.
fn is_other_name(bench: &Bench<'_>, speaker: &str, people: &[usize], span: Span) -> bool {
    let source = bench.source;
    let mentions = &source.mentions().people;
    let first = mentions.partition_point(|person| person.span.end <= span.start);
    let name = mentions
        .get(first)
        .filter(|person| span.contains(person.span))
        .and_then(|person| person.name);
    let own = name_parts(speaker);
    let told = name
        .map(|name| name_parts(source.slice(name)))
        .unwrap_or_default();
    !people.is_empty() && !told.is_empty() && !told.iter().any(|part| own.contains(part))
}

/// True where the words at `span` tell of somebody for the first time, `a government spokeswoman`, and the
/// recorded speaker is known otherwise.
pub(super) fn is_introduced(bench: &Bench<'_>, speaker: &str, people: &[usize], span: Span) -> bool {
    let source = bench.source;
    let words = source.slice(span).to_lowercase();
    let before = source.text().get(..span.start).unwrap_or_default();
    let article = before
        .split_whitespace()
        .next_back()
        .unwrap_or_default()
        .to_lowercase();
    let opens = |article: &str| words.starts_with(&format!("{article} "));
    let indefinite = opens("a") || opens("an") || matches!(article.as_str(), "a" | "an");
    let behind = source.text().get(span.end..).unwrap_or_default();
    // `a spokesman, Juan Ruiz, said`
    let is_named = behind.trim_start().starts_with([',', '(']);
    let head = |words: &str| {
        let last = words.rsplit(' ').next().unwrap_or_default().to_lowercase();
        last.trim_end_matches('s').to_owned()
    };
    indefinite && !is_named && (!people.is_empty() || head(speaker) != head(&words))
}

/// True where a sentence of a text in the first person tells of `people`: `the Sultan told me` is not said by
/// the Sultan.
pub(super) fn is_spoken_of(bench: &Bench<'_>, people: &[usize]) -> bool {
    let source = bench.source;
    let text = source.text();
    let told = source.references().iter().chain(source.named_people());
    let mut places = told
        .filter(|(_, index)| people.contains(index))
        .map(|(span, _)| *span);
    places.any(|place| {
        let index = source.outline().sentence_at(place.start);
        let sentence = index.and_then(|index| source.outline().sentences().get(index));
        let quoted = source
            .mentions()
            .quotations
            .iter()
            .any(|quotation| quotation.span.contains(place));
        let tokens = sentence.map_or(&[][..], |sentence| source.outline().tokens_of(sentence));
        let beside = |token: &&Token| token.span.start < place.end + 2 && place.start < token.span.end + 3;
        let first = |token: &&Token| matches!(token.span.of(text), "I" | "me" | "my" | "My");
        // `I, Juan Ruiz,` is the same.
        !quoted
            && tokens.iter().any(|token| first(&token))
            && !tokens.iter().any(|token| first(&token) && beside(&token))
    })
}
