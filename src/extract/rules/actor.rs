//! Who is named at a place of a sentence.
//!
//! ```text
//! one = person | office | surname | both sides | [ "the" ] country [ arm ] | body | "a senior official"
//! arm = "side" | "government" | "administration" | "leadership" | …
//! ```

use crate::document::{Span, Token, TokenKind};
use crate::lexicon::{OwnSide, body_head};
use crate::mentions::{NameKind, PersonMention};

use super::clause::Clause;
use super::fixed::Fixed;
use super::people::{Cast, is_same_word};
use super::reading::Reading;
use super::traits::Traits;

/// Whoever says or does something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Actor {
    /// A person of the cast.
    Person(usize),
    /// One side, by its country's code.
    Side(&'static str),
    /// Several people of one side, by its country's code: what they say has no one speaker.
    Several(&'static str),
    /// All sides together.
    Joint,
    /// The writer of a text in the first person.
    Writer,
    /// Someone who is not named, and the source's words for him: `a senior official`, `the Prime Minister`.
    Unnamed(Span),
    /// A body that is no party, by its name: a ministry, a bank, a company.
    Body(Span),
    /// The meeting itself: `the talks reaffirmed`.
    Meeting,
}

/// An actor, and the words that name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) actor: Actor,
    pub(super) span: Span,
}

pub(super) fn one_ending(
    reading: &Reading<'_>,
    cast: &Cast,
    clause: &Clause<'_>,
    after: usize,
) -> Option<Subject> {
    let subject = named_ending(reading, cast, clause, after)?;
    // `experts from both countries` stand for both.
    let first = clause.token_at(subject.span.start);
    let of_both = first
        .checked_sub(1)
        .is_some_and(|before| matches!(clause.word(before), "of" | "from"));
    if subject.actor == Actor::Joint && of_both {
        return Some(subject);
    }
    free(clause, subject)
}

/// Whoever is named right before token `after`, whatever stands before the name.
pub(super) fn named_ending(
    reading: &Reading<'_>,
    cast: &Cast,
    clause: &Clause<'_>,
    after: usize,
) -> Option<Subject> {
    let last = clause.tokens.get(after.checked_sub(1)?)?;
    if last.kind != TokenKind::Word && !matches!(last.span.of(clause.text), "." | ")") {
        return None;
    }
    let end = last.span.end;
    let traits = *clause.traits.get(after - 1)?;
    // Nearly every token is asked, and nearly none ends a name or is a word for somebody.
    if !traits.has(NAMES_SOMEBODY) {
        return None;
    }
    let ends_mention = traits.has(Traits::ENDS_MENTION);
    if ends_mention {
        if let Some(subject) = phrase_ending(reading, cast, end) {
            return Some(subject);
        }
        let people = &reading.mentions.people;
        let index = people.partition_point(|person| person.span.end < end);
        if let Some(mention) = people.get(index).filter(|mention| mention.span.end == end) {
            return person_mentioned(reading, cast, clause, mention);
        }
        let names = &reading.mentions.names;
        let index = names.partition_point(|name| name.span.end < end);
        let name = names.get(index).filter(|name| name.span.end == end);
        if let Some(name) = name.filter(|name| matches!(name.kind, NameKind::Body(_))) {
            return Some(Subject {
                actor: Actor::Body(name.name),
                span: name.span,
            });
        }
    }
    if traits.has(Traits::SPEAKER) {
        let span = noun_phrase_ending(clause, after);
        return Some(Subject {
            actor: Actor::Unnamed(span),
            span,
        });
    }
    let may_be_of_side = traits.has(Traits::ARM.with(Traits::LEADER));
    let side = may_be_of_side.then(|| side_named_before(reading, cast, clause, after - 1));
    if let Some((span, code)) = side.flatten() {
        let span = span.join(last.span);
        // `the Chilean leader`, whom the text names elsewhere.
        let leader = traits.has(Traits::LEADER).then(|| cast.head_of(code));
        if let Some(person) = leader.flatten() {
            return Some(Subject {
                actor: Actor::Person(person),
                span,
            });
        }
        if traits.has(Traits::ARM) {
            return cast.has_party(code).then_some(Subject {
                actor: Actor::Side(code),
                span,
            });
        }
    }
    if traits.has(Traits::AGENT) {
        let span = noun_phrase_ending(clause, after);
        return Some(Subject {
            actor: Actor::Body(span),
            span,
        });
    }
    if let Some((span, code)) = ends_mention.then(|| country_ending(reading, end)).flatten() {
        let subject = Subject {
            actor: Actor::Side(code),
            span,
        };
        // A people is no actor: `the Japanese …` goes on.
        return cast.has_party(code).then_some(subject);
    }
    if !traits.has(Traits::CAPITALIZED) {
        return None;
    }
    if let Some(person) = cast.named_by(clause.text, *last) {
        return Some(Subject {
            actor: Actor::Person(person),
            span: surname_ending(reading, cast, clause, person, after),
        });
    }
    let word = last.span.of(clause.text);
    // `The Commission has disbursed`, `USAID will …`: a body spoken of by its head or acronym alone.
    let article = after.checked_sub(2).map_or("", |index| clause.word(index));
    let by_head = || matches!(article, "the" | "The") && body_head(word).is_some();
    let by_acronym = || word.len() >= 3 && word.chars().all(char::is_uppercase);
    (by_head() || by_acronym()).then_some(Subject {
        actor: Actor::Body(last.span),
        span: last.span,
    })
}

/// Whoever `mention` means: a person of the cast, or one whom the text never names (`the Prime Minister`).
fn person_mentioned(
    reading: &Reading<'_>,
    cast: &Cast,
    clause: &Clause<'_>,
    mention: &PersonMention,
) -> Option<Subject> {
    if let Some(person) = cast.person_of(reading, mention) {
        return Some(Subject {
            actor: Actor::Person(person),
            span: mention.span,
        });
    }
    let article = clause.token_at(mention.span.start).checked_sub(1)?;
    let told = mention.name.is_none() && matches!(clause.word(article), "the" | "The");
    let span = clause.tokens.get(article)?.span.join(mention.span);
    (told && !cast.has_holder(reading.text, mention)).then_some(Subject {
        actor: Actor::Unnamed(span),
        span,
    })
}

/// What a token must have of, with which somebody is named: the end of a mention, a word of the lists
/// below, or a capital.
pub(super) const NAMES_SOMEBODY: Traits = Traits::CAPITALIZED
    .with(Traits::ENDS_MENTION)
    .with(Traits::SPEAKER)
    .with(Traits::ARM)
    .with(Traits::AGENT)
    .with(Traits::LEADER);

/// The part of a person's name that ends right before token `after`: `van Dijk`, of Maria van Dijk.
fn surname_ending(
    reading: &Reading<'_>,
    cast: &Cast,
    clause: &Clause<'_>,
    person: usize,
    after: usize,
) -> Span {
    let name = cast
        .people
        .get(person)
        .map_or("", |person| person.name.of(reading.text));
    let mut first = after.saturating_sub(1);
    let mut words = name.split_whitespace().rev();
    let found = words.any(|of_name| is_same_word(of_name, clause.word(first)));
    while let Some(before) = first.checked_sub(1).filter(|_| found) {
        let of_name = words.next();
        if !of_name.is_some_and(|of_name| is_same_word(of_name, clause.word(before))) {
            break;
        }
        first = before;
    }
    clause.tokens_span(first, after).unwrap_or_default()
}

/// Those who speak without being named.
pub(super) const SPEAKERS: [&str; 16] = [
    "aide",
    "aides",
    "diplomat",
    "diplomats",
    "media",
    "newspapers",
    "official",
    "officials",
    "report",
    "reports",
    "sources",
    "spokesman",
    "spokesperson",
    "spokespersons",
    "spokeswoman",
    "statement",
];

/// The side that is named right before token `at`: **the Chinese** `side`, **Japan's** `government`.
fn side_named_before(
    reading: &Reading<'_>,
    cast: &Cast,
    clause: &Clause<'_>,
    at: usize,
) -> Option<(Span, &'static str)> {
    let index = at.checked_sub(1)?;
    let owner = match clause.tokens.get(index)?.kind {
        TokenKind::Possessive => clause.tokens.get(index.checked_sub(1)?)?,
        _ => clause.tokens.get(index)?,
    };
    country_ending(reading, owner.span.end).or_else(|| leader_ending(cast, clause, *owner))
}

/// Groups of people that act without a name of their own: `the working group`, `two Chilean companies`.
pub(super) const AGENTS: [&str; 24] = [
    "agencies",
    "banks",
    "businesses",
    "commission",
    "committee",
    "companies",
    "consortium",
    "council",
    "delegation",
    "delegations",
    "enterprises",
    "experts",
    "firms",
    "group",
    "groups",
    "investors",
    "mission",
    "ministries",
    "specialists",
    "team",
    "teams",
    "universities",
    "university",
    "company",
];

/// The noun phrase that ends right before token `after`: `a senior Japanese government official`.
fn noun_phrase_ending(clause: &Clause<'_>, after: usize) -> Span {
    /// Adjectives before the noun.
    const MOST: usize = 6;
    let mut first = after.saturating_sub(1);
    while let Some(before) = first.checked_sub(1).filter(|before| after - before <= MOST) {
        let word = clause.word(before);
        let class = clause.class(before);
        let determiner = matches!(class, Some("article" | "determiner")) || word == "one" || word == "One";
        let adjective = class.is_none() && word.starts_with(char::is_alphanumeric) && !word.ends_with("ed");
        if !(determiner || adjective) {
            break;
        }
        first = before;
        if determiner {
            break;
        }
    }
    clause.tokens_span(first, after).unwrap_or_default()
}

/// What acts for a state, behind its name: `the Chinese side`, `Japan's government`.
pub(super) const ARMS: [&str; 8] = [
    "administration",
    "delegation",
    "government",
    "leadership",
    "ministry",
    "people",
    "side",
    "team",
];

/// `the Gillard Government`: the side of the person whose name `token` is.
fn leader_ending(cast: &Cast, clause: &Clause<'_>, token: Token) -> Option<(Span, &'static str)> {
    // No other word is a name.
    let may_name = token.hyphenated || token.is_capitalized(clause.text);
    let person = may_name.then(|| cast.named_by(clause.text, token))??;
    Some((token.span, cast.people.get(person)?.party?))
}

/// `subject`, unless a preposition before it makes it a part of something else.
fn free(clause: &Clause<'_>, subject: Subject) -> Option<Subject> {
    let mut index = clause.token_at(subject.span.start);
    while let Some(before) = index.checked_sub(1) {
        match clause.word(before) {
            "the" | "The" | "a" | "an" | "visiting" | "both" => index = before,
            // `between A and B`
            "and" if (before.saturating_sub(4)..before).any(|index| clause.is(index, "between")) => {
                return None;
            }
            "of" => {
                // `the Government of Japan` acts; `the people of Japan` and `talks of A` do not.
                let arm = clause.word(before.checked_sub(1)?);
                return ["government", "governments"]
                    .iter()
                    .any(|known| known.eq_ignore_ascii_case(arm))
                    .then_some(subject);
            }
            "with" | "to" | "from" | "in" | "for" | "on" | "by" | "between" | "at" | "against" | "toward"
            | "towards" | "about" => return None,
            // `by Democratic Senator …`: what belongs to the name stands between.
            word if word.starts_with(char::is_uppercase) && before > 0 => index = before,
            _ => return Some(subject),
        }
    }
    Some(subject)
}

/// Whom a fixed phrase that ends at the byte `end` stands for.
fn phrase_ending(reading: &Reading<'_>, cast: &Cast, end: usize) -> Option<Subject> {
    let (span, fixed) = reading.fixed.ending(end)?;
    let actor = match fixed {
        Fixed::Joint => Actor::Joint,
        Fixed::Meeting => Actor::Meeting,
        Fixed::Own(OwnSide::Leader) => Actor::Person(cast.own_leader()?),
        Fixed::Own(OwnSide::State) => Actor::Side(cast.own?),
    };
    Some(Subject { actor, span })
}

/// The country whose mention ends at the byte `end`.
fn country_ending(reading: &Reading<'_>, end: usize) -> Option<(Span, &'static str)> {
    let countries = &reading.mentions.sides;
    let index = countries.partition_point(|country| country.span.end < end);
    let country = countries.get(index).filter(|country| country.span.end == end)?;
    Some((country.span, country.code))
}

pub(super) fn side_of(cast: &Cast, actor: Actor) -> Option<&'static str> {
    match actor {
        Actor::Person(index) => cast.people.get(index)?.party,
        Actor::Side(code) | Actor::Several(code) => Some(code),
        Actor::Writer => cast.own,
        Actor::Joint | Actor::Unnamed(_) | Actor::Body(_) | Actor::Meeting => None,
    }
}

/// The codes of the parties for which `actor` stands; all of them for both sides together.
pub(super) fn parties_of(cast: &Cast, actor: Actor) -> Vec<&'static str> {
    match actor {
        Actor::Joint => cast.parties.iter().map(|party| party.code).collect(),
        Actor::Person(_)
        | Actor::Side(_)
        | Actor::Several(_)
        | Actor::Writer
        | Actor::Unnamed(_)
        | Actor::Body(_)
        | Actor::Meeting => side_of(cast, actor)
            .filter(|code| cast.has_party(code))
            .into_iter()
            .collect(),
    }
}
