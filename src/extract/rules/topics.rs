//! The fields that the sides took up.
//!
//! A word of the lexicon (`sectors`) makes a topic; the words that belong to it make the label. A
//! strong word counts wherever it stands, a weak one only among fields that are discussed. Each
//! sector is recorded from the sentence that says most plainly that it was taken up, and once more
//! where a later sentence has another subject of the same sector.

use std::collections::BTreeMap;
use std::str::FromStr;

use crate::document::{Span, TokenKind};
use crate::lexicon::{CountryForm, SECTOR_WORDS, function_word};
use crate::mentions::NameKind;
use crate::record::{Sector, Topic};

use crate::extract::Rule;

use super::clause::Clause;
use super::people::Cast;
use super::reading::{Found, Reading, first_overlap};
use super::traits::Traits;

/// Words of a sentence that lists or tells what was taken up.
pub(super) const TAKEN_UP: [&str; 27] = [
    "activating",
    "advance",
    "areas",
    "cooperate",
    "cooperation",
    "covers",
    "covering",
    "deepen",
    "directions",
    "discuss",
    "discussed",
    "discussing",
    "discussions",
    "expand",
    "expanding",
    "exchanged",
    "field",
    "fields",
    "increase",
    "intensifying",
    "issues",
    "opportunities",
    "priority",
    "raised",
    "sectors",
    "strengthening",
    "ties",
];

/// Words on either side of a sector word that belong to its label.
const MOST_WORDS: usize = 3;

struct Candidate {
    sector: &'static str,
    label: Span,
    /// The word that tells the sector.
    word: Span,
    /// How plainly it is told that the field was taken up: strong words first, then the sentence.
    rank: (bool, bool),
    /// The index of its sentence.
    sentence: usize,
    /// True where the sentence tells of an act, or of what was taken up.
    taken_up: bool,
}

/// The topics of the document, in the order of the text.
pub(super) fn topics(reading: &Reading<'_>, cast: &Cast) -> Vec<Found<Topic>> {
    let mut candidates: BTreeMap<&str, Vec<Candidate>> = BTreeMap::new();
    for (sentence, clause) in reading.sentences().enumerate() {
        let plain = clause.has_any(Traits::TAKEN_UP);
        if reading.looks_back(sentence) && !is_of_both(&clause) {
            continue;
        }
        let taken_up = plain || tells_act(reading, sentence);
        let mut labelled_to = 0;
        for hit in SECTOR_WORDS.find_among(reading.text, clause.tokens, clause.words) {
            // `the Ministry of Energy supports`: a body's name tells a field only where it acts.
            let of_body = first_overlap(&reading.mentions.names, |name| name.name, hit.span)
                .is_some_and(|name| matches!(name.kind, NameKind::Body(_)));
            let of_person = first_overlap(&reading.mentions.people, |person| person.span, hit.span).is_some();
            let tells = taken_up || tells_view(reading, sentence);
            let named = of_person || (of_body && !(hit.value.strong && tells && acts(&clause, hit.first)));
            if named || (!hit.value.strong && !plain) || hit.span.start < labelled_to {
                continue;
            }
            let label = label(reading, &clause, hit.first, hit.after);
            labelled_to = label.end;
            let at = clause.token_at(label.start);
            if at
                .checked_sub(1)
                .is_some_and(|before| clause.has(before, Traits::NEGATION))
            {
                continue;
            }
            candidates.entry(hit.value.sector).or_default().push(Candidate {
                sector: hit.value.sector,
                label,
                word: hit.span,
                rank: (hit.value.strong, plain),
                sentence,
                taken_up,
            });
        }
    }
    let mut best: Vec<Candidate> = candidates
        .into_values()
        .flat_map(|of| chosen(reading, of))
        .collect();
    if !best.iter().any(|candidate| candidate.sector == "security") {
        best.extend(third_country(reading, cast));
    }
    best.sort_by_key(|candidate| candidate.label);
    best.iter()
        .filter_map(|candidate| topic(reading, candidate))
        .collect()
}

/// True where a sentence speaks of both sides together, or of what they have in common.
fn is_of_both(clause: &Clause<'_>) -> bool {
    clause.has_any(Traits::BEGINS_JOINT)
        || (0..clause.tokens.len()).any(|index| {
            matches!(
                clause.word(index),
                "bilateral" | "mutual" | "Bilateral" | "Mutual"
            )
        })
}

/// True where the body in whose name the word at `index` stands is no part of something else: nothing
/// but articles and the words of names stand before it in its clause, back to a verb or a preposition
/// other than `of`.
fn acts(clause: &Clause<'_>, index: usize) -> bool {
    let before = (0..index).rev().map(|at| clause.word(at));
    let mut before = before.skip_while(|word| {
        word.starts_with(char::is_uppercase)
            || matches!(*word, "for" | "of" | "on" | "and" | "the" | "(" | ",")
    });
    before.next().is_none_or(|word| function_word(word).is_some())
}

/// True where a sentence tells of an act, and not of how things are.
fn tells_act(reading: &Reading<'_>, sentence: usize) -> bool {
    let cues = reading.outcome_cues.get(sentence).map_or(&[][..], Vec::as_slice);
    cues.iter().any(|cue| cue.value.status.is_some())
}

/// True where a sentence tells of a view.
fn tells_view(reading: &Reading<'_>, sentence: usize) -> bool {
    reading
        .speech_cues
        .get(sentence)
        .is_some_and(|cues| !cues.is_empty())
}

/// Of what tells one sector: the plainest, and the plainest that is another subject.
fn chosen(reading: &Reading<'_>, candidates: Vec<Candidate>) -> impl Iterator<Item = Candidate> {
    // Of equals the first in the text.
    let plainest = |from: &[&Candidate]| from.iter().rev().max_by_key(|one| one.rank).map(|one| one.label);
    let all: Vec<&Candidate> = candidates.iter().collect();
    let first = plainest(&all);
    let known = candidates.iter().find(|one| Some(one.label) == first);
    let others: Vec<&Candidate> = candidates
        .iter()
        .filter(|one| known.is_some_and(|known| is_another(reading, known, one)))
        .collect();
    let second = plainest(&others);
    candidates
        .into_iter()
        .filter(move |one| Some(one.label) == first || Some(one.label) == second)
}

/// True where `new` is another subject of the sector of `known`: `tariffs on steel` beside `port fees`.
/// A sentence of its own says that it was taken up, under a label of its own, and neither is told by
/// the word that tells the other.
fn is_another(reading: &Reading<'_>, known: &Candidate, new: &Candidate) -> bool {
    /// Words that begin alike are forms of one: `invest`, `investors`.
    const STEM: usize = 5;
    let fold = |span: Span| span.of(reading.text).to_lowercase();
    let labelled = || new.label.of(reading.text).contains(char::is_whitespace);
    let apart = || {
        let (one, other) = (fold(known.word), fold(new.word));
        one.chars().take(STEM).ne(other.chars().take(STEM))
            && !fold(known.label).contains(&other)
            && !fold(new.label).contains(&one)
    };
    new.taken_up && new.rank.0 && known.sentence != new.sentence && labelled() && apart()
}

/// A third country that the sides talked about: `exchanged views on` **Sudan**. What states discuss of
/// another without saying more is its security.
fn third_country(reading: &Reading<'_>, cast: &Cast) -> Option<Candidate> {
    /// Words between the verb and the country.
    const REACH: usize = 12;
    reading.sentences().find_map(|clause| {
        let verb = clause.first_with(clause.whole(), Traits::TALKED)?;
        let from = clause.tokens.get(verb)?.span.end;
        let to = clause
            .tokens
            .get((verb + REACH).min(clause.tokens.len() - 1))?
            .span
            .end;
        let countries = &reading.mentions.countries;
        let first = countries.partition_point(|country| country.span.start < from);
        let mut near = countries
            .get(first..)?
            .iter()
            .take_while(|country| country.span.end <= to);
        let country = near.find(|country| {
            let next = clause.token_at(country.span.end);
            let owns = clause
                .tokens
                .get(next)
                .is_some_and(|token| token.kind == TokenKind::Possessive);
            country.form == CountryForm::Name && !owns && !cast.has_party(country.code)
        })?;
        Some(Candidate {
            sector: "security",
            label: country.span,
            word: country.span,
            rank: (false, true),
            sentence: reading.outline.sentence_at(country.span.start)?,
            taken_up: true,
        })
    })
}

/// Verbs and nouns of talking something over.
pub(super) const TALKED: [&str; 6] = [
    "discuss",
    "discussed",
    "discussing",
    "discussions",
    "opinions",
    "views",
];

fn topic(reading: &Reading<'_>, candidate: &Candidate) -> Option<Found<Topic>> {
    let sector = Sector::from_str(candidate.sector).ok()?;
    let evidence = reading.evidence([reading.clause_around(candidate.label)]);
    let rule = if candidate.rank.0 {
        Rule::TopicStrong
    } else {
        Rule::TopicListed
    };
    Some(Found {
        object: Topic::new(sector, reading.words(candidate.label), evidence),
        rule,
        cues: [Some(candidate.word), None],
    })
}

/// The words from token `first` to `after` with the adjectives before and the nouns behind them.
fn label(reading: &Reading<'_>, clause: &Clause<'_>, first: usize, after: usize) -> Span {
    let mut start = first;
    while let Some(before) = start.checked_sub(1) {
        if first - before > MOST_WORDS || !belongs(clause, before) {
            break;
        }
        start = before;
    }
    let mut end = nouns_from(clause, after);
    let adjective = end == after && is_adjective(clause.word(after - 1));
    if adjective && clause.is(end, "and") {
        // `scientific and innovative exchanges`
        end = nouns_from(clause, end + 1).max(end);
    }
    let mut span = clause.tokens_span(start, end).unwrap_or_default();
    let quotations = &reading.mentions.quotations;
    let next = clause.tokens.get(end).map_or(span.end, |token| token.span.start);
    let index = quotations.partition_point(|quotation| quotation.span.start < next);
    if let Some(quoted) = quotations
        .get(index)
        .filter(|quoted| adjective && quoted.span.start == next)
    {
        // `parliamentary 'friendship groups'`
        span = span.join(quoted.span);
    }
    // `'green' energy`: the mark before the first word opens a quotation that ends inside.
    let opened = index.checked_sub(1).and_then(|before| quotations.get(before));
    match opened {
        Some(quoted) if quoted.inner.start == span.start && quoted.span.end <= span.end => {
            quoted.span.join(span)
        }
        _ => span,
    }
}

/// The token after the nouns that begin at token `after`.
fn nouns_from(clause: &Clause<'_>, after: usize) -> usize {
    let mut end = after;
    while end < clause.tokens.len() && end - after < MOST_WORDS && belongs(clause, end) {
        end += 1;
    }
    end
}

/// True for words between a thing and its number, or at the number: `a fund worth some $2 billion`.
fn tells_amount(word: &str) -> bool {
    matches!(
        word,
        "almost" | "around" | "least" | "less" | "more" | "nearly" | "some" | "up" | "worth"
    )
}

fn is_adjective(word: &str) -> bool {
    ["al", "ary", "ian", "ic"]
        .iter()
        .any(|ending| word.ends_with(ending))
}

/// Words that tell how much, how, or that something was taken up, and not what.
const NO_PART_OF_LABEL: Traits = Traits::FUNCTION
    .with(Traits::NEGATION)
    .with(Traits::TAKEN_UP)
    .with(Traits::NUMERAL);

fn belongs(clause: &Clause<'_>, index: usize) -> bool {
    let Some(token) = clause
        .tokens
        .get(index)
        .filter(|token| token.kind == TokenKind::Word)
    else {
        return false;
    };
    let word = token.span.of(clause.text);
    let before = clause.text.get(..token.span.start).unwrap_or_default();
    if before.ends_with(char::is_alphanumeric) {
        // The `th` of `7th`.
        return false;
    }
    // The `m` of `€700m` belongs to the number.
    word.len() > 1
        && word.starts_with(char::is_lowercase)
        && !clause.has(index, NO_PART_OF_LABEL)
        && !tells_amount(word)
        && !["ing", "ed", "ly"].iter().any(|ending| word.ends_with(ending))
}
