//! Who the subject of a cue is.
//!
//! ```text
//! subject = one [ "and" one ]
//! one     = person | office | surname | pronoun | both sides | [ "the" ] country [ arm ]
//! arm     = "side" | "government" | "administration" | "leadership" | …
//! ```
//!
//! `He` and `she` are whoever the text last spoke of as a subject: see [`Focus`]. A phrase that
//! stands behind a preposition (`talks with President A began`) is no subject.

use crate::document::{Span, TokenKind};
use crate::lexicon::{JOINT_SUBJECTS, OWN_SIDE, OwnSide, TITLES, body_head, function_word};

use crate::mentions::NameKind;

use super::people::Cast;
use super::reading::{Clause, Reading, first_overlap, is_auxiliary};

/// Whoever says or does something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Actor {
    /// A person of the cast.
    Person(usize),
    /// One side, by its country's code.
    Side(&'static str),
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

/// For each sentence, whom `he` or `she` means at its beginning: the first person, office or
/// unnamed official that an earlier sentence has as a subject outside quotation marks.
pub(super) struct Focus {
    before: Vec<Option<Actor>>,
}

impl Focus {
    /// The focus of every sentence of `reading`.
    pub(super) fn of(reading: &Reading<'_>, cast: &Cast) -> Self {
        let mut before = Vec::new();
        let mut focus = None;
        for clause in reading.sentences() {
            before.push(focus);
            focus = first_actor(reading, cast, &clause).or(focus);
        }
        Self { before }
    }

    /// Whom `he` or `she` means at the beginning of the sentence in which the byte at `offset` stands.
    pub(super) fn at(&self, reading: &Reading<'_>, offset: usize) -> Option<Actor> {
        let index = reading.outline.sentence_at(offset)?;
        self.before.get(index).copied().flatten()
    }
}

/// The first actor in a sentence that no preposition puts into the background.
fn first_actor(reading: &Reading<'_>, cast: &Cast, clause: &Clause<'_>) -> Option<Actor> {
    /// An actor further on is the subject of a part of the sentence.
    const REACH: usize = 40;
    let limit = clause.tokens.len().min(REACH);
    let mut after = 1;
    while after <= limit {
        let token = clause.tokens.get(after - 1)?;
        let may_end = token.kind == TokenKind::Word && !reading.is_quoted(token.span.start);
        let continues = clause
            .tokens
            .get(after)
            .is_some_and(|next| next.is_capitalized(clause.text) && token.is_capitalized(clause.text));
        if may_end && !continues {
            let found = one_ending(reading, cast, clause, after);
            if let Some(found) =
                found.filter(|found| matches!(found.actor, Actor::Person(_) | Actor::Unnamed(_)))
            {
                return Some(found.actor);
            }
        }
        after += 1;
    }
    None
}

/// The longest remark between commas that may stand between a subject and its verb.
const LONGEST_REMARK: usize = 14;

/// The subject right before the token `cue` of `clause`, over adverbs, auxiliaries, times and a
/// remark between commas (`Duterte, for his part, said`).
pub(super) fn subject_before(
    reading: &Reading<'_>,
    cast: &Cast,
    focus: &Focus,
    clause: &Clause<'_>,
    cue: usize,
) -> Option<Subject> {
    let after = verb_phrase_start(reading, clause, cue);
    let direct = subject_ending(reading, cast, focus, clause, after);
    if direct.is_some() || after == 0 || clause.word(after - 1) != "," {
        return direct;
    }
    let remark = (after.saturating_sub(LONGEST_REMARK)..after - 1)
        .rev()
        .find(|&index| clause.word(index) == ",")?;
    subject_ending(reading, cast, focus, clause, remark)
}

/// Tokens before a verb that may still share the subject of its sentence.
const FARTHEST_VERB: usize = 80;

/// The subject of the sentence for a verb that `and` joins to an earlier one: its first actor.
pub(super) fn subject_of_sentence(
    reading: &Reading<'_>,
    cast: &Cast,
    focus: &Focus,
    clause: &Clause<'_>,
    cue: usize,
) -> Option<Subject> {
    // A verb far inside a sentence has another subject; looking for it would cost time as well.
    if cue > FARTHEST_VERB {
        return None;
    }
    let ending = |after| subject_ending(reading, cast, focus, clause, after);
    let mut first = (1..=cue).find_map(ending)?;
    // `The President and I today discussed …`
    let and = clause.token_at(first.span.end);
    if clause.word(and) == "and" {
        let both = (and + 1..=cue.min(and + LONGEST_REMARK)).find_map(ending);
        first = both.filter(|both| both.actor == Actor::Joint).unwrap_or(first);
    }
    // `A, joined by B, …`: only what begins the sentence is sure to be its subject.
    let start = clause.token_at(first.span.start);
    let opening = (0..start).all(|index| {
        let word = clause.word(index);
        !word.starts_with(char::is_lowercase)
            || matches!(word, "the" | "a" | "day" | "ago" | "today" | "also")
    });
    (opening || clause.word(start.saturating_sub(1)) == "," || clause.word(start.saturating_sub(2)) == ",")
        .then_some(first)
}

/// The possessor right before the token `cue`, over adjectives: `Angola's` **signing of** `…`.
pub(super) fn possessor_before(
    reading: &Reading<'_>,
    cast: &Cast,
    focus: &Focus,
    clause: &Clause<'_>,
    cue: usize,
) -> Option<Subject> {
    /// Adjectives between a possessor and what it has.
    const MOST: usize = 4;
    if cue
        .checked_sub(1)
        .is_some_and(|before| matches!(clause.word(before), "its" | "his" | "her" | "their"))
    {
        // `The Kenyan side reiterated its` **request for** `…`
        return subject_of_sentence(reading, cast, focus, clause, cue);
    }
    let possessive = (cue.saturating_sub(MOST)..cue).rev().find(|&index| {
        clause
            .tokens
            .get(index)
            .is_some_and(|token| token.kind == TokenKind::Possessive)
    })?;
    let between = (possessive + 1..cue).all(|index| clause.word(index).starts_with(char::is_lowercase));
    let holder = || {
        named_ending(reading, cast, clause, possessive)
            .or_else(|| pronoun_ending(reading, cast, focus, clause, possessive))
    };
    between.then(holder)?
}

/// The first token of the verb phrase that ends at token `cue`: auxiliaries, adverbs, times.
fn verb_phrase_start(reading: &Reading<'_>, clause: &Clause<'_>, cue: usize) -> usize {
    let mut first = cue;
    while let Some(token) = first.checked_sub(1).and_then(|index| clause.tokens.get(index)) {
        if is_auxiliary(clause.text, *token) {
            first -= 1;
            continue;
        }
        if first >= 3
            && (
                clause.word(first - 3),
                clause.word(first - 2),
                clause.word(first - 1),
            ) == ("would", "like", "to")
        {
            first -= 3;
            continue;
        }
        // `A on Wednesday said`, `A today met`
        let dates = &reading.mentions.dates;
        let index = dates.partition_point(|date| date.span.end < token.span.end);
        let date = dates.get(index).filter(|date| date.span.end == token.span.end);
        match date.map(|date| clause.token_at(date.span.start)) {
            Some(start) if start < first => first = start,
            _ => break,
        }
    }
    first
}

/// The subject that stands right behind a verb of speech at token `first`: `… ," said the Premier`.
pub(super) fn subject_after(
    reading: &Reading<'_>,
    cast: &Cast,
    focus: &Focus,
    clause: &Clause<'_>,
    first: usize,
) -> Option<Subject> {
    /// The longest name with its office.
    const MOST_WORDS: usize = 12;
    let limit = clause.tokens.len().min(first + MOST_WORDS);
    (first + 1..=limit)
        .take_while(|&after| !matches!(clause.word(after - 1), "," | "." | ";" | "that"))
        .filter_map(|after| {
            let found = subject_ending(reading, cast, focus, clause, after)?;
            let start = clause.token_at(found.span.start);
            let articles = (first..start).all(|index| is_opening(clause.word(index)));
            articles.then_some(found)
        })
        .last()
}

fn is_opening(word: &str) -> bool {
    matches!(
        word,
        "the" | "The" | "a" | "an" | "one" | "senior" | "its" | "his" | "her"
    )
}

/// The subject whose last token stands right before token `after`.
fn subject_ending(
    reading: &Reading<'_>,
    cast: &Cast,
    focus: &Focus,
    clause: &Clause<'_>,
    after: usize,
) -> Option<Subject> {
    let last = one_ending(reading, cast, clause, after)
        .or_else(|| pronoun_ending(reading, cast, focus, clause, after))?;
    if last.actor == Actor::Joint {
        return Some(last);
    }
    let mut first = clause.token_at(last.span.start);
    if first
        .checked_sub(1)
        .is_some_and(|index| clause.word(index) == "the")
    {
        first -= 1;
    }
    let and = first.checked_sub(1).filter(|&index| clause.word(index) == "and");
    let Some(other) = and.and_then(|index| one_ending(reading, cast, clause, index)) else {
        return Some(last);
    };
    if matches!(
        (other.actor, last.actor),
        (Actor::Unnamed(_) | Actor::Body(_) | Actor::Meeting, _)
            | (_, Actor::Unnamed(_) | Actor::Body(_) | Actor::Meeting)
    ) {
        return Some(last);
    }
    // `A and B`: both sides, where they are of different ones.
    let (one, two) = (side_of(cast, other.actor), side_of(cast, last.actor));
    if one.is_some() && one == two {
        return Some(last);
    }
    Some(Subject {
        actor: Actor::Joint,
        span: other.span.join(last.span),
    })
}

/// A pronoun, understood from what stands before it.
fn pronoun_ending(
    reading: &Reading<'_>,
    cast: &Cast,
    focus: &Focus,
    clause: &Clause<'_>,
    after: usize,
) -> Option<Subject> {
    let index = after.checked_sub(1)?;
    let token = clause.tokens.get(index)?;
    let actor = match token.span.of(clause.text) {
        "he" | "she" | "He" | "She" | "him" | "her" => {
            // `…, he said` goes back behind its sentence; `A said he …` does not.
            let remark = index
                .checked_sub(1)
                .is_some_and(|comma| clause.word(comma) == ",");
            let reach = if remark { 0 } else { LONGEST_REMARK };
            let own = (0..=index).rev().take(reach).find_map(|before| {
                let found = one_ending(reading, cast, clause, before)?;
                matches!(found.actor, Actor::Person(_) | Actor::Unnamed(_)).then_some(found.actor)
            });
            own.or_else(|| focus.at(reading, token.span.start))?
        }
        "it" | "It" => {
            let side = (0..=index).rev().take(LONGEST_REMARK).find_map(|before| {
                let found = one_ending(reading, cast, clause, before)?;
                matches!(found.actor, Actor::Side(_)).then_some(found.actor)
            });
            side?
        }
        // `his government`, `her country`
        "government" | "country" if matches!(clause.word(index.saturating_sub(1)), "his" | "her") => {
            let holder = (0..index).rev().take(LONGEST_REMARK).find_map(|before| {
                let found = one_ending(reading, cast, clause, before)?;
                matches!(found.actor, Actor::Person(_)).then_some(found.actor)
            });
            Actor::Side(side_of(
                cast,
                holder.or_else(|| focus.at(reading, token.span.start))?,
            )?)
        }
        "I" => Actor::Writer,
        _ => return None,
    };
    Some(Subject {
        actor,
        span: token.span,
    })
}

fn one_ending(reading: &Reading<'_>, cast: &Cast, clause: &Clause<'_>, after: usize) -> Option<Subject> {
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
fn named_ending(reading: &Reading<'_>, cast: &Cast, clause: &Clause<'_>, after: usize) -> Option<Subject> {
    let last = clause.tokens.get(after.checked_sub(1)?)?;
    if last.kind != TokenKind::Word && !matches!(last.span.of(clause.text), "." | ")") {
        return None;
    }
    let end = last.span.end;
    if let Some(subject) = phrase_ending(cast, clause, after) {
        return Some(subject);
    }
    let people = &reading.mentions.people;
    let index = people.partition_point(|person| person.span.end < end);
    if let Some(mention) = people.get(index).filter(|mention| mention.span.end == end) {
        if let Some(person) = cast.person_of(reading, mention) {
            return Some(Subject {
                actor: Actor::Person(person),
                span: mention.span,
            });
        }
        // `the Prime Minister` whom the text never names.
        let article = clause.token_at(mention.span.start).checked_sub(1)?;
        let told = mention.name.is_none() && matches!(clause.word(article), "the" | "The");
        let span = clause.tokens.get(article)?.span.join(mention.span);
        return (told && !cast.has_holder(reading.text, mention)).then_some(Subject {
            actor: Actor::Unnamed(span),
            span,
        });
    }
    let word = last.span.of(clause.text);
    let names = &reading.mentions.names;
    let index = names.partition_point(|name| name.span.end < end);
    let name = names.get(index).filter(|name| name.span.end == end);
    if let Some(name) = name.filter(|name| matches!(name.kind, NameKind::Body(_))) {
        return Some(Subject {
            actor: Actor::Body(name.name),
            span: name.span,
        });
    }
    if SPEAKERS.contains(&word.to_lowercase().as_str()) {
        let span = noun_phrase_ending(clause, after);
        return Some(Subject {
            actor: Actor::Unnamed(span),
            span,
        });
    }
    if ARMS.contains(&word.to_lowercase().as_str()) {
        let before = after.checked_sub(2).and_then(|index| {
            let token = clause.tokens.get(index)?;
            let index = if token.kind == TokenKind::Possessive {
                index.checked_sub(1)?
            } else {
                index
            };
            clause.tokens.get(index)
        })?;
        let (span, code) = match country_ending(reading, before.span.end) {
            Some(country) => country,
            None => leader_ending(cast, clause, *before)?,
        };
        let subject = Subject {
            actor: Actor::Side(code),
            span: span.join(last.span),
        };
        return cast.has_party(code).then_some(subject);
    }
    if let Some((span, code)) = country_ending(reading, end) {
        let subject = Subject {
            actor: Actor::Side(code),
            span,
        };
        // A people is no actor: `the Japanese …` goes on.
        return cast.has_party(code).then_some(subject);
    }
    let named = cast.named(word).filter(|_| last.is_capitalized(clause.text));
    if let Some(person) = named {
        return Some(Subject {
            actor: Actor::Person(person),
            span: last.span,
        });
    }
    // `The Commission has disbursed`, `USAID will …`: a body spoken of by its head or acronym alone.
    let article = after.checked_sub(2).map_or("", |index| clause.word(index));
    let by_head = matches!(article, "the" | "The") && body_head(word).is_some();
    let by_acronym = word.len() >= 3 && word.chars().all(char::is_uppercase);
    if last.is_capitalized(clause.text) && (by_head || by_acronym) {
        return Some(Subject {
            actor: Actor::Body(last.span),
            span: last.span,
        });
    }
    None
}

/// Those who speak without being named.
const SPEAKERS: [&str; 16] = [
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

/// The noun phrase that ends right before token `after`: `a senior Japanese government official`.
fn noun_phrase_ending(clause: &Clause<'_>, after: usize) -> Span {
    /// Adjectives before the noun.
    const MOST: usize = 6;
    let mut first = after.saturating_sub(1);
    while let Some(before) = first.checked_sub(1).filter(|before| after - before <= MOST) {
        let word = clause.word(before);
        let class = function_word(word);
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
const ARMS: [&str; 8] = [
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
fn leader_ending(
    cast: &Cast,
    clause: &Clause<'_>,
    token: crate::document::Token,
) -> Option<(Span, &'static str)> {
    let person = cast.named(token.span.of(clause.text))?;
    Some((token.span, cast.people.get(person)?.party?))
}

/// `subject`, unless a preposition before it makes it a part of something else.
fn free(clause: &Clause<'_>, subject: Subject) -> Option<Subject> {
    let mut index = clause.token_at(subject.span.start);
    while let Some(before) = index.checked_sub(1) {
        match clause.word(before) {
            "the" | "The" | "a" | "an" | "visiting" | "both" => index = before,
            // `between A and B`
            "and" if (before.saturating_sub(4)..before).any(|index| clause.word(index) == "between") => {
                return None;
            }
            "of" => {
                // `the Government of Japan` acts; `the people of Japan` and `talks of A` do not.
                let arm = clause.word(before.checked_sub(1)?).to_lowercase();
                return ["government", "governments"]
                    .contains(&arm.as_str())
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

/// `the two leaders`, `the head of our state`: fixed phrases, read from their start.
fn phrase_ending(cast: &Cast, clause: &Clause<'_>, after: usize) -> Option<Subject> {
    /// The longest of the tables.
    const MOST_WORDS: usize = 6;
    let first = after.saturating_sub(MOST_WORDS);
    for start in first..after {
        let joint = JOINT_SUBJECTS.longest_at(clause.text, clause.tokens, start);
        if let Some(hit) = joint.filter(|hit| hit.after == after) {
            let actor = if *hit.value { Actor::Joint } else { Actor::Meeting };
            return Some(Subject {
                actor,
                span: hit.span,
            });
        }
        let own = OWN_SIDE.longest_at(clause.text, clause.tokens, start);
        if let Some(hit) = own.filter(|hit| hit.after == after) {
            let actor = match hit.value {
                OwnSide::Leader => Actor::Person(cast.own_leader()?),
                OwnSide::State => Actor::Side(cast.own?),
            };
            return Some(Subject {
                actor,
                span: hit.span,
            });
        }
    }
    None
}

/// The country whose mention ends at the byte `end`.
fn country_ending(reading: &Reading<'_>, end: usize) -> Option<(Span, &'static str)> {
    let countries = &reading.mentions.sides;
    let index = countries.partition_point(|country| country.span.end < end);
    let country = countries.get(index).filter(|country| country.span.end == end)?;
    Some((country.span, country.code))
}

fn side_of(cast: &Cast, actor: Actor) -> Option<&'static str> {
    match actor {
        Actor::Person(index) => cast.people.get(index)?.party,
        Actor::Side(code) => Some(code),
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
        | Actor::Writer
        | Actor::Unnamed(_)
        | Actor::Body(_)
        | Actor::Meeting => side_of(cast, actor)
            .filter(|code| cast.has_party(code))
            .into_iter()
            .collect(),
    }
}

/// The place named right behind `in`, `at` or `to` between two tokens: its span without the preposition.
pub(super) fn place_in(
    reading: &Reading<'_>,
    clause: &Clause<'_>,
    first: usize,
    after: usize,
) -> Option<Span> {
    (first..after).find_map(|index| {
        if !matches!(clause.word(index), "in" | "at" | "In" | "At") {
            return None;
        }
        let start = index + 1 + usize::from(clause.word(index + 1) == "the");
        place_at(reading, clause, start, after)
    })
}

/// Words in small letters that belong to the name of a place before them.
const PLACE_TAILS: [&str; 6] = ["city", "district", "oblast", "prefecture", "province", "region"];

/// The name of a place at token `start`: capitalised words that name no month, person or body.
fn place_at(reading: &Reading<'_>, clause: &Clause<'_>, start: usize, limit: usize) -> Option<Span> {
    let mut after = start;
    while after < limit
        && clause
            .tokens
            .get(after)
            .is_some_and(|token| token.is_capitalized(clause.text))
    {
        after += 1;
    }
    let mut span = clause.tokens_span(start, after)?;
    let tail = clause
        .tokens
        .get(after)
        .filter(|token| token.kind == TokenKind::Word);
    if let Some(tail) =
        tail.filter(|token| after < limit && PLACE_TAILS.contains(&token.span.of(clause.text)))
    {
        span = span.join(tail.span);
        after += 1;
    }
    let is_title = TITLES.longest_at(clause.text, clause.tokens, start).is_some();
    let goes_on = matches!(clause.word(after), "'" | "’" | "-" | "and" | "of")
        || clause
            .tokens
            .get(after)
            .is_some_and(|token| token.kind == TokenKind::Possessive);
    let mentions = &reading.mentions;
    let taken = first_overlap(&mentions.dates, |date| date.span, span).is_some()
        || first_overlap(&mentions.names, |name| name.span, span).is_some()
        || first_overlap(&mentions.people, |person| person.span, span).is_some();
    (!is_title && !goes_on && !taken).then_some(span)
}
