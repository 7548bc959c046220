//! Lengths of time that are told without a number, or in more than one unit.

use rust_decimal::Decimal;

use crate::lexicon::{Unit, unit};

use super::amount::Amount;
use super::number::{article_at, number_at};
use super::quantity::{QuantityKind, Reader};

impl Reader<'_> {
    /// `an hour`, `another week`, `the whole day`, `half a year`: a length of time without a number.
    pub(super) fn implied(&self, at: usize) -> Option<Amount> {
        let word = self.word(at)?;
        let is_article = article_at(self.text, self.tokens, at);
        let half_behind = usize::from(is_article && self.word(at + 1) == Some("half"));
        let is_half = half_behind == 1 || word.eq_ignore_ascii_case("half");
        let mut next = at + 1 + half_behind;
        if is_half && article_at(self.text, self.tokens, next) {
            next += 1;
        }
        if !(is_half || is_article || is_whole(word) || word.eq_ignore_ascii_case("another")) {
            return None;
        }
        next += usize::from(self.word(next) == Some("-"));
        if let Some(money) = self.currencies.at(self.start_of(next)).filter(|_| is_article) {
            let after = self
                .tokens
                .partition_point(|token| token.span.start < money.span.end);
            // `a $5 million loan`, `a US dollar account`: the article goes with the noun.
            let amount = Amount {
                first: at,
                after,
                number: self.span(at, next)?,
                value: Decimal::ONE,
                scale: None,
                upper: None,
                kind: QuantityKind::Money(money.code),
                implied: true,
                plus: false,
            };
            let is_noun = money.span.of(self.text).chars().all(char::is_alphabetic);
            let free = self.number(after).is_none();
            return if is_noun && free {
                self.in_parts(amount, Some(money))
            } else {
                None
            };
        }
        let Some(Unit::Duration(unit)) = unit(self.word(next)?) else {
            return None;
        };
        // `a second meeting`: the word is an ordinal far more often than a time.
        if unit == "second" {
            return None;
        }
        let half = Decimal::new(5, 1);
        let amount = Amount {
            first: at,
            after: next + 1,
            number: self.span(at, next)?,
            value: if is_half { half } else { Decimal::ONE },
            scale: None,
            upper: None,
            kind: QuantityKind::Duration(unit),
            implied: !is_half,
            plus: false,
        };
        Some(self.compound(amount, unit))
    }

    /// A length of time with what it is extended by: `an hour and a half`, `2 years and 3 months`.
    pub(super) fn compound(&self, amount: Amount, unit: &'static str) -> Amount {
        if amount.upper.is_some() {
            return amount;
        }
        let is_and = self.word(amount.after) == Some("and");
        if is_and {
            let article = usize::from(article_at(self.text, self.tokens, amount.after + 1));
            let part = match self.word(amount.after + 1 + article) {
                Some("half") => Decimal::new(5, 1),
                Some("quarter") => Decimal::new(25, 2),
                _ => Decimal::ZERO,
            };
            if !part.is_zero() {
                return Amount {
                    value: amount.value.saturating_add(part),
                    after: amount.after + 2 + article,
                    implied: false,
                    ..amount
                };
            }
        }
        let comma = self.word(amount.after) == Some(",");
        let at = amount.after + usize::from(is_and || comma);
        let Some((small, after, small_unit)) = self.plain_duration(at) else {
            return amount;
        };
        let Some(factor) = parts_of(unit, small_unit) else {
            return amount;
        };
        let value = amount
            .value
            .checked_mul(factor)
            .and_then(|value| value.checked_add(small));
        match value {
            Some(value) if small < factor => Amount {
                value,
                after,
                kind: QuantityKind::Duration(small_unit),
                implied: false,
                ..amount
            },
            _ => amount,
        }
    }

    /// A number and a unit of time at token `at`: value, index after both, unit.
    fn plain_duration(&self, at: usize) -> Option<(Decimal, usize, &'static str)> {
        let number = number_at(self.text, self.tokens, at).filter(|number| !number.ordinal)?;
        match unit(self.word(number.after)?) {
            Some(Unit::Duration(unit)) => Some((number.value, number.after + 1, unit)),
            _ => None,
        }
    }
}

/// The words with which such a length begins, besides those with which a number does.
pub(super) fn beginnings() -> impl Iterator<Item = &'static str> {
    WHOLE.into_iter().chain(["another"])
}

const WHOLE: [&str; 3] = ["all", "full", "whole"];

/// `all`, `full`, `whole`: a length of time is one.
pub(super) fn is_whole(word: &str) -> bool {
    WHOLE.iter().any(|whole| word.eq_ignore_ascii_case(whole))
}

/// How many of `small` make one `large`, where that is the same for all of them.
fn parts_of(large: &str, small: &str) -> Option<Decimal> {
    let parts: u32 = match (large, small) {
        ("year", "month") => 12,
        ("week", "day") => 7,
        ("day", "hour") => 24,
        ("hour", "minute") | ("minute", "second") => 60,
        ("hour", "second") => 3600,
        _ => return None,
    };
    Some(Decimal::from(parts))
}
