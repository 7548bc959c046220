//! Units: is what the record counts or measures what the number of the source is of?

use crate::document::Span;
use crate::lexicon::{currency_gazetteer, symbol_gazetteer};

use super::bench::shown;
use super::code;
use super::nouns::{BACK, noun_agrees};
use super::numerics::{Numeric, Sort};
use super::source::Source;

/// Whether a unit is that of a number.
pub(super) enum Agreement {
    Yes,
    No(&'static str),
    Unknown(String),
}

/// Whether `unit`, of a number of `kind`, is that of `numeric`, or of the number that it rises or falls to.
pub(super) fn unit_agrees(source: &Source, numeric: &Numeric, kind: &str, unit: &str) -> Agreement {
    let own = agrees(source, numeric, kind, unit);
    let next = matches!(own, Agreement::No(_)).then(|| next_step(source, numeric));
    next.flatten()
        .map_or(own, |next| agrees(source, next, kind, unit))
}

fn agrees(source: &Source, numeric: &Numeric, kind: &str, unit: &str) -> Agreement {
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
        ("money", _) if currency_may_follow(source, numeric, unit) => Agreement::Unknown(format!(
            "the text does not tell which currency “{}” is in",
            shown(source.slice(numeric.span))
        )),
        ("percent", Sort::Percent) => Agreement::Yes,
        ("duration", Sort::Duration(told)) if told == unit => Agreement::Yes,
        // `twice a year`
        ("count" | "measure", Sort::Count)
            if matches!(unit, "time" | "times")
                && matches!(source.slice(numeric.number), "twice" | "thrice") =>
        {
            Agreement::Yes
        }
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

/// The number behind `to`, where `numeric` is the first of two steps that share a unit: `from` **23** `to 8.9
/// percent`.
fn next_step<'s>(source: &'s Source, numeric: &Numeric) -> Option<&'s Numeric> {
    let (before, behind) = source.around(numeric.number.end);
    let from = before.trim_end_matches(source.slice(numeric.number)).trim_end();
    let all = source.numerics();
    let next = all.get(all.partition_point(|other| other.number.start < numeric.number.end))?;
    let between = Span::new(numeric.number.end, next.span.start.max(numeric.number.end));
    (from.ends_with("from") && behind.trim_start().starts_with("to ") && source.slice(between).trim() == "to")
        .then_some(next)
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

/// `187 bln shillings, of which 12 bln`: the same currency is meant, and the text does not tell which.
fn currency_may_follow(source: &Source, numeric: &Numeric, code: &str) -> bool {
    let sentence = |span: Span| source.outline().sentence_at(span.start);
    numeric.sort == Sort::Count
        && source.numerics().iter().any(|other| {
            other.sort == Sort::Money(None)
                && other.span.end <= numeric.span.start
                && sentence(other.span) == sentence(numeric.span)
                && may_mean(source.slice(other.span), code)
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
