//! Fractions in words.

use rust_decimal::Decimal;

use crate::document::{Token, TokenKind};
use crate::lexicon::{Numeral, function_word, numeral};

use super::number::{Number, NumberForm, article_at};
use super::number_words::{ANYTHING, is_indefinite};

/// `a quarter`, `quarter` or `three quarter` after `and`: here it is a part even where a noun follows
/// (`one and a quarter hours`).
pub(super) fn part_of_unit(text: &str, tokens: &[Token], at: usize) -> Option<Number> {
    let word = |index: usize| tokens.get(index).map(|token| token.span.of(text));
    let (above, next) = match numeral(word(at)?) {
        Some(Numeral::Unit(unit)) => (unit, at + 1),
        _ if is_indefinite(word(at)?) => (1, at + 1),
        _ => (1, at),
    };
    let below = match numeral(word(next)?)? {
        Numeral::Part(below) => below,
        Numeral::Ordinal(below) if next > at && below > 2 => below,
        _ => return None,
    };
    let value = Decimal::from(above).checked_div(Decimal::from(below))?;
    Some(Number {
        form: NumberForm::Fraction,
        ..Number::new(value, next + 1)
    })
}

/// The fraction in words that begins at token `at`: `half a`, `two thirds`, `three-quarters`, `a tenth of`.
pub(super) fn part_at(text: &str, tokens: &[Token], at: usize) -> Option<Number> {
    let first = tokens.get(at).filter(|token| token.kind == TokenKind::Word)?;
    let written = first.span.of(text);
    let fraction = |above: Decimal, below: u64, after: usize| {
        Some(Number {
            form: NumberForm::Fraction,
            ..Number::new(above.checked_div(Decimal::from(below))?, after)
        })
    };
    if let Some(Numeral::Part(2)) = numeral(written) {
        // `half a million`, but `half an hour` is a half and a unit.
        let scale = |index: usize| {
            tokens
                .get(index)
                .is_some_and(|token| matches!(numeral(token.word(text)), Some(Numeral::Scale(_))))
        };
        let after = if article_at(text, tokens, at + 1) && scale(at + 2) {
            at + 2
        } else {
            at + 1
        };
        return written
            .eq_ignore_ascii_case("half")
            .then(|| fraction(Decimal::ONE, 2, after))?;
    }
    // In one word: `three-quarters`, `two-thirds`.
    if let Some((above, below)) = written.rsplit_once('-') {
        let part = whole(above.split('-'))
            .and_then(|above| Some((above, denominator(below, above, text, tokens, at + 1)?)));
        if let Some((above, below)) = part {
            return fraction(above, below, at + 1);
        }
    }
    let (above, next) = if is_indefinite(written) {
        (Decimal::ONE, at + 1)
    } else {
        let mut after = at;
        while tokens.get(after).is_some_and(|token| {
            after - at < 4
                && matches!(
                    numeral_of_hyphenated(token.span.of(text)),
                    Some(Numeral::Unit(_) | Numeral::Tens(_))
                )
        }) {
            after += 1;
        }
        let parts = tokens
            .get(at..after)?
            .iter()
            .flat_map(|token| token.span.of(text).split('-'));
        (whole(parts)?, after)
    };
    let hyphen = usize::from(tokens.get(next).is_some_and(|token| token.is(text, "-")));
    let below = tokens
        .get(next + hyphen)
        .filter(|token| token.kind == TokenKind::Word)?
        .span
        .of(text);
    let after = next + hyphen + 1;
    fraction(above, denominator(below, above, text, tokens, after)?, after)
}

/// The class of the last part of a word such as `twenty-three`.
fn numeral_of_hyphenated(word: &str) -> Option<Numeral> {
    numeral(word.rsplit('-').next().unwrap_or(word))
}

/// The value of a cardinal below 100 in words.
fn whole<'t>(parts: impl Iterator<Item = &'t str>) -> Option<Decimal> {
    let mut value = 0;
    let mut open = ANYTHING;
    for part in parts {
        let (amount, next) = match numeral(part)? {
            Numeral::Unit(unit) if unit < open => (unit, 1),
            Numeral::Tens(tens) if tens < open && open == ANYTHING => (tens, 10),
            _ => return None,
        };
        value += amount;
        open = next;
    }
    (value > 0).then(|| Decimal::from(value))
}

/// What `word`, which ends before token `after`, divides `above` by.
///
/// Behind an article (`a third`) it may be an ordinal as well: it divides where no noun follows that
/// it would count (`a third meeting`, `a quarter century`). `one fifth` is never a place in an order.
fn denominator(word: &str, above: Decimal, text: &str, tokens: &[Token], after: usize) -> Option<u64> {
    let is_one = after
        .checked_sub(2)
        .and_then(|at| tokens.get(at))
        .is_some_and(|token| token.span.of(text).eq_ignore_ascii_case("one"));
    let counts = || {
        !is_one
            && tokens.get(after).is_some_and(|token| {
                token.kind == TokenKind::Word
                    && function_word(token.word(text)).is_none()
                    && !matches!(numeral(token.word(text)), Some(Numeral::Scale(_)))
            })
    };
    let Some(numeral) = numeral(word) else {
        let below = compound_denominator(word)?;
        let singular = !word.ends_with('s');
        let fits = singular == (above == Decimal::ONE) && !(singular && counts());
        return fits.then_some(below);
    };
    match numeral {
        Numeral::Part(2) if word.eq_ignore_ascii_case("half") => (above == Decimal::ONE).then_some(2),
        Numeral::Part(4) if word.eq_ignore_ascii_case("quarter") => {
            (above == Decimal::ONE && !counts()).then_some(4)
        }
        Numeral::Part(below) => (above != Decimal::ONE).then_some(below),
        Numeral::Ordinal(below) if below > 2 => (above == Decimal::ONE && !counts()).then_some(below),
        Numeral::OrdinalScale(below) => (above == Decimal::ONE && !counts()).then_some(below),
        _ => None,
    }
}

/// What `fifths` and other parts below ten divide by.
pub(super) fn unit_part(word: &str) -> Option<u64> {
    match numeral(word)? {
        Numeral::Part(below) if below < 10 && word.ends_with('s') => Some(below),
        _ => None,
    }
}

/// The value of `twenty-fifth` or `twenty-firsts`.
pub(super) fn compound_denominator(word: &str) -> Option<u64> {
    let (tens, unit) = word.split_once('-')?;
    match (numeral(tens)?, numeral(unit)?) {
        (Numeral::Tens(tens), Numeral::Ordinal(unit) | Numeral::Part(unit)) if unit < 10 => Some(tens + unit),
        _ => None,
    }
}
