//! Numbers inside words: `her second visit`, `the fourth-largest market`, `a four-nation tour`.
//!
//! ```text
//! ordinal = ( "first" | "second" | … ) [ "ever" ] noun phrase
//!         | ( "first" | … ) "of" [ "several" | "the" | … ] noun phrase
//! largest = ordinal "-" superlative noun phrase
//! counted = number "-" counted noun, before a noun      three-nation, five-point
//! ```
//!
//! `First, …` enumerates and `at first` tells a time; neither counts, and no more does an ordinal
//! that belongs to a title or to a part of a period (`first lady`, `second half`).

use crate::document::{Span, TokenKind, Word};
use crate::lexicon::{Numeral, numeral};
use crate::record::{Amount, Comparator, Figure, FigureKind, Number};

use crate::extract::Rule;

use super::clause::Clause;
use super::reading::{Found, Reading, first_overlap};
use super::traits::Traits;

/// The ordinals and hyphenated counts of the document, each with its place.
pub(super) fn ordinals(reading: &Reading<'_>) -> Vec<(Span, Found<Figure>)> {
    let mut found = Vec::new();
    for clause in reading.sentences() {
        for (index, _) in clause.all_with(clause.whole(), Traits::NUMERAL.with(Traits::HYPHENATED)) {
            let Some(read) = ordinal(reading, &clause, index).or_else(|| counted(&clause, index)) else {
                continue;
            };
            let taken = first_overlap(&reading.mentions.dates, |date| date.span, read.whole).is_some()
                || reading
                    .quantities_in(Some(read.number))
                    .next()
                    .is_some_and(|quantity| quantity.span.overlaps(read.number));
            if !taken {
                let amount = Amount::new(Number::from(read.value), read.kind, reading.words(read.unit));
                let mut figure = amount.with_evidence(reading.evidence([read.whole]));
                figure.comparator = Some(Comparator::Exact);
                figure.measures = Some(reading.words(read.measured));
                let found_figure = Found {
                    object: figure,
                    rule: Rule::FigureOrdinal,
                    cues: [Some(read.number), None],
                };
                found.push((read.whole, found_figure));
            }
        }
    }
    found
}

struct Read {
    value: u64,
    kind: FigureKind,
    number: Span,
    unit: Span,
    measured: Span,
    whole: Span,
}

/// Nouns behind an ordinal that do not count: titles, parts of periods, turns of phrase.
const NOT_COUNTED: [&str; 18] = [
    "and",
    "class",
    "countries",
    "country",
    "deputy",
    "half",
    "hand",
    "ladies",
    "lady",
    "minister",
    "parties",
    "party",
    "place",
    "quarter",
    "term",
    "thing",
    "vice",
    "world",
];

fn ordinal(reading: &Reading<'_>, clause: &Clause<'_>, index: usize) -> Option<Read> {
    /// Words of the phrase that tells what is counted.
    const MOST_WORDS: usize = 6;
    let token = clause
        .tokens
        .get(index)
        .filter(|token| token.kind == TokenKind::Word)?;
    let mut stem = token.word(clause.text);
    let superlative = token.hyphenated;
    if superlative {
        let (before, after) = stem.text().split_once('-')?;
        stem = Word::from(before);
        if !after.ends_with("est") {
            return None;
        }
    }
    let Some(Numeral::Ordinal(value)) = numeral(stem) else {
        return None;
    };
    let stem = stem.text();
    let before = index.checked_sub(1).map_or("", |before| clause.word(before));
    let number = Span::new(token.span.start, token.span.start + stem.len());
    let mut first = index + 1;
    if matches!(clause.word(first), "ever" | "-ever") {
        first += 1;
    }
    if clause.is(first, "of") {
        first += 1;
        while matches!(
            clause.word(first),
            "several" | "the" | "many" | "its" | "their" | "a" | "these"
        ) {
            first += 1;
        }
        if first == index + 2 {
            return None;
        }
    }
    let mut after = first;
    while after - first < MOST_WORDS && is_noun(clause, after) {
        after += 1;
    }
    let noun = clause.word(first).to_lowercase();
    let in_title = first_overlap(&reading.mentions.people, |person| person.span, token.span)
        .is_some_and(|person| person.title.is_some_and(|title| title.contains(token.span)));
    // `one fifth` is a part, and no place in an order.
    let idle = before.eq_ignore_ascii_case("at")
        || before.eq_ignore_ascii_case("one")
        || (index == 0 && before.is_empty() && clause.is(1, ","))
        || NOT_COUNTED.contains(&noun.as_str());
    if idle || in_title || after == first {
        return None;
    }
    let nouns = clause.tokens_span(first, after)?;
    let unit = if superlative {
        Span::new(number.end + 1, nouns.end)
    } else {
        nouns
    };
    let measured = measured(clause, first, after).unwrap_or(nouns);
    Some(Read {
        value,
        kind: FigureKind::Ordinal,
        number,
        unit,
        measured,
        whole: token.span.join(measured),
    })
}

fn is_noun(clause: &Clause<'_>, index: usize) -> bool {
    clause.tokens.get(index).is_some_and(|token| {
        let word = token.span.of(clause.text);
        token.kind == TokenKind::Word
            && !clause.has(index, Traits::FUNCTION)
            && (!word.ends_with("ing") || matches!(word, "meeting" | "briefing" | "hearing" | "sitting"))
    })
}

/// The nouns from `first` to `after` with the preposition and the nouns behind them.
fn measured(clause: &Clause<'_>, first: usize, after: usize) -> Option<Span> {
    /// Longer phrases are read up to here.
    const MOST_WORDS: usize = 8;
    if !matches!(
        clause.word(after),
        "of" | "to" | "with" | "between" | "in" | "for" | "by"
    ) {
        return None;
    }
    let mut end = after + 1;
    while end - after < MOST_WORDS
        && (is_noun(clause, end)
            || matches!(clause.word(end), "the" | "a" | "an" | "of")
            || (matches!(clause.word(end), "'" | "’") && is_noun(clause, end + 1))
            || clause
                .tokens
                .get(end)
                .is_some_and(|token| token.kind == TokenKind::Possessive))
    {
        end += 1;
    }
    while end > after + 1 && clause.has(end - 1, Traits::FUNCTION) {
        end -= 1;
    }
    (end > after + 1).then(|| clause.tokens_span(first, end))?
}

/// What is counted in compounds that stand before a noun.
const COUNTED: [&str; 9] = [
    "country", "leg", "member", "nation", "party", "phase", "point", "stage", "stop",
];

/// `four-nation` before a noun.
fn counted(clause: &Clause<'_>, index: usize) -> Option<Read> {
    let token = clause.tokens.get(index).filter(|token| token.hyphenated)?;
    let (count, noun) = token.span.of(clause.text).split_once('-')?;
    let Some(Numeral::Unit(value)) = numeral(count) else {
        return None;
    };
    if !COUNTED.contains(&noun) || !is_noun(clause, index + 1) {
        return None;
    }
    let number = Span::new(token.span.start, token.span.start + count.len());
    let unit = Span::new(number.end + 1, token.span.end);
    let mut after = index + 1;
    while after - index <= 3 && is_noun(clause, after) {
        after += 1;
    }
    let measured = clause.tokens_span(index + 1, after)?;
    Some(Read {
        value,
        kind: FigureKind::Count,
        number,
        unit,
        measured,
        whole: token.span.join(measured),
    })
}
