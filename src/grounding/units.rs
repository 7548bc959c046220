//! Units: is what the record counts or measures what the number of the source is of?

use crate::document::{Span, TokenKind};
use crate::lexicon::{currency_gazetteer, function_word, numeral, symbol_gazetteer};

use super::bench::shown;
use super::code;
use super::fold::Level;
use super::numerics::{Numeric, Sort};
use super::source::Source;

/// Whether a unit is that of a number.
pub(super) enum Agreement {
    Yes,
    No(&'static str),
    Unknown(String),
}

/// Whether `unit`, of a number of `kind`, is that of `numeric`.
pub(super) fn unit_agrees(source: &Source, numeric: &Numeric, kind: &str, unit: &str) -> Agreement {
    match (kind, numeric.sort) {
        ("money", Sort::Money(told)) => {
            if told == Some(unit) {
                Agreement::Yes
            } else if may_mean(source.slice(numeric.span), unit) {
                Agreement::Unknown(format!(
                    "the text does not tell which currency “{}” is",
                    shown(source.slice(numeric.span))
                ))
            } else {
                Agreement::No(code::NUMBER_CURRENCY)
            }
        }
        ("money", _) if currency_follows(source, numeric, unit) => Agreement::Yes,
        ("percent", Sort::Percent) => Agreement::Yes,
        ("duration", Sort::Duration(told)) if told == unit => Agreement::Yes,
        // The word that multiplies is its own unit.
        ("count" | "measure", Sort::Factor) if of_factor(source.slice(numeric.number), unit) => {
            Agreement::Yes
        }
        (
            "count" | "measure" | "ordinal",
            Sort::Count | Sort::Measure | Sort::Ordinal | Sort::Duration(_),
        ) => {
            if noun_agrees(source, numeric, unit) {
                Agreement::Yes
            } else {
                Agreement::No(code::NUMBER_UNIT)
            }
        }
        _ => Agreement::No(code::NUMBER_UNIT),
    }
}

/// `doubled` is of `double`, `doubled` or `times`.
fn of_factor(word: &str, unit: &str) -> bool {
    let stem = |word: &str| {
        let lower = word.to_lowercase();
        lower
            .trim_end_matches(['s', 'd'])
            .trim_end_matches("ing")
            .trim_end_matches('e')
            .to_owned()
    };
    matches!(unit, "times" | "fold") || stem(word) == stem(unit)
}

/// True where the sign or noun in `words` may mean the currency `code` among others.
fn may_mean(words: &str, code: &str) -> bool {
    let may = |candidates: &[&'static crate::lexicon::Currency]| {
        candidates.len() > 1 && candidates.iter().any(|currency| currency.code == code)
    };
    symbol_gazetteer()
        .find(words)
        .any(|hit| may(&hit.value.candidates))
        || currency_gazetteer()
            .find(words)
            .any(|hit| may(&hit.value.candidates))
}

/// So many sentences back an amount, or what is counted, is still before the reader's eyes.
const BACK: usize = 2;

/// `an additional billion`, after an amount with its currency: the same currency is meant.
fn currency_follows(source: &Source, numeric: &Numeric, code: &str) -> bool {
    let sentence = |span: Span| source.outline().sentence_at(span.start).unwrap_or_default();
    let own = sentence(numeric.span);
    numeric.sort == Sort::Count
        && source.numerics().iter().any(|other| {
            other.span.end <= numeric.span.start
                && sentence(other.span) + BACK >= own
                && matches!(other.sort, Sort::Money(Some(told)) if told == code)
        })
}

/// A counted noun phrase is not longer, in characters.
const LONGEST_NOUN: usize = 60;

/// What stands behind the number in its sentence.
pub(super) fn following<'s>(source: &'s Source, numeric: &Numeric) -> &'s str {
    let end = source
        .sentence_of(numeric.number)
        .map_or(numeric.number.end, |sentence| sentence.end);
    let rest = Span::new(numeric.number.end, end.max(numeric.number.end)).of(source.text());
    let cut = rest
        .char_indices()
        .nth(LONGEST_NOUN)
        .map_or(rest.len(), |(at, _)| at);
    rest.get(..cut).unwrap_or_default().trim_start_matches(['-', ' '])
}

/// The most words between a number and the noun that it counts: `7 leading state institutions`.
const MOST_BETWEEN: usize = 6;

/// True where the noun phrase `unit` is what `numeric` counts.
pub(super) fn noun_agrees(source: &Source, numeric: &Numeric, unit: &str) -> bool {
    let wanted: Vec<String> = words_of(unit);
    if wanted.is_empty() {
        return false;
    }
    // `doctors, nurses and midwives`
    let listed = unit.contains(',');
    let tokens = source.outline().tokens();
    let sentence = source
        .sentence_of(numeric.number)
        .unwrap_or_else(|| source.whole());
    let from = tokens.partition_point(|token| token.span.start < numeric.number.start);
    let mut behind: Vec<String> = Vec::new();
    for token in tokens.get(from..).unwrap_or_default() {
        if token.span.start >= sentence.end || behind.len() > MOST_BETWEEN + wanted.len() {
            break;
        }
        let written = Span::new(
            token.span.start.max(numeric.number.end),
            token.span.end.max(numeric.number.end),
        )
        .of(source.text());
        let words = words_of(written);
        if words.is_empty()
            && token.kind == TokenKind::Mark
            && !(listed && token.is(source.text(), ","))
            && !matches!(
                token.span.of(source.text()),
                "-" | "'" | "\"" | "“" | "‘" | "’" | "”"
            )
            && token.span.start >= numeric.number.end
        {
            break;
        }
        let first = behind.is_empty();
        // `their second this year`: a time follows, and no noun.
        let of_time =
            first && matches!(written, "this" | "last" | "next") && token.span.start >= numeric.number.end;
        if of_time {
            break;
        }
        let partitive = behind.is_empty()
            && words.iter().all(|word| {
                word == "of"
                    || function_word(word) == Some("determiner")
                    || matches!(word.as_str(), "the" | "several" | "many")
                    // `40 or more ships`, `900-odd`
                    || matches!(word.as_str(), "or" | "more" | "so" | "less" | "fewer" | "odd" | "plus")
            });
        if partitive {
            continue;
        }
        if first
            && words.first().is_some_and(|word| {
                function_word(word).is_some_and(|class| class != "adverb") || is_verb_like(word)
            })
        {
            break;
        }
        behind.extend(words);
    }
    let same = |window: &[String]| {
        window
            .iter()
            .zip(&wanted)
            .all(|(one, other)| singular(one) == singular(other))
    };
    // A count may be told with a suffix of its own: `the 50th anniversary`.
    let skip = usize::from(
        behind
            .first()
            .is_some_and(|word| matches!(word.as_str(), "st" | "nd" | "rd" | "th")),
    );
    let behind = behind.get(skip..).unwrap_or_default();
    if behind
        .windows(wanted.len())
        .enumerate()
        .any(|(at, window)| same(window) && leads_to(&behind[..at]))
    {
        return true;
    }
    // `the visit marks his first`, `from 5,400 to 8,000`: what is counted stands before.
    let index = source
        .outline()
        .sentence_at(numeric.number.start)
        .unwrap_or_default();
    let from = source
        .outline()
        .sentences()
        .get(index.saturating_sub(BACK))
        .map_or(0, |sentence| sentence.span.start);
    behind.is_empty()
        && !source
            .places(
                unit,
                Level::Caseless,
                Span::new(from, numeric.number.start.max(from)),
            )
            .is_empty()
}

/// True where `words` may stand between a number and what it counts: adjectives, or another count of the
/// same (`22 Norwegian` **and 14** `firms`).
fn leads_to(words: &[String]) -> bool {
    let is_number =
        |word: &String| word.starts_with(|ch: char| ch.is_ascii_digit()) || numeral(word).is_some();
    let joined = |at: usize| {
        words.get(at).is_some_and(|word| word == "and") && words.get(at + 1).is_some_and(is_number)
    };
    (0..words.len()).all(|at| joined(at) || words.get(at).is_none_or(|word| function_word(word).is_none()))
}

/// `first to`, `second covers`: the number's noun does not follow.
fn is_verb_like(word: &str) -> bool {
    matches!(word, "to" | "in" | "of" | "was" | "is" | "will")
}

fn words_of(text: &str) -> Vec<String> {
    crate::document::tokens(text)
        .iter()
        .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
        .flat_map(|token| {
            token
                .span
                .of(text)
                .split('-')
                .map(str::to_lowercase)
                .collect::<Vec<_>>()
        })
        .filter(|word| !word.is_empty())
        .collect()
}

/// A noun without the ending of its plural.
fn singular(word: &str) -> &str {
    word.strip_suffix('s')
        .filter(|stem| stem.len() > 2 && !stem.ends_with('s'))
        .unwrap_or(word)
}
