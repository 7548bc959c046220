//! One amount: a number with what it is of, before bounds and ranges are looked at.

use rust_decimal::Decimal;

use crate::document::{Span, Token, TokenKind, tokens};
use crate::lexicon::{Numeral, Unit, function_word, numeral, unit};

use super::calendar::month;
use super::duration::is_whole;
use super::money::CurrencyMention;
use super::number::{Number, NumberForm, article_at, is_name, number_at};
use super::quantity::{QuantityKind, Reader};

/// A number with what it is of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount {
    /// Index of its first token.
    pub(super) first: usize,
    /// Index after its last token.
    pub(super) after: usize,
    /// The number alone, in bytes.
    pub(super) number: Span,
    pub(super) value: Decimal,
    /// The scale it was written with.
    pub(super) scale: Option<Decimal>,
    /// The second bound, where numbers and not amounts form a range: `5 to 10 million dollars`.
    pub(super) upper: Option<Decimal>,
    pub(super) kind: QuantityKind,
    /// True where no number is written: `an hour`.
    pub(super) implied: bool,
    /// `500+`
    pub(super) plus: bool,
}

impl Reader<'_> {
    /// The amount that begins at token `at`.
    pub(super) fn amount_at(&self, at: usize) -> Option<Amount> {
        let token = self.tokens.get(at)?;
        let symbol = self.currencies.at(token.span.start);
        if let Some(amount) = symbol.and_then(|symbol| self.behind_symbol(at, symbol)) {
            return Some(amount);
        }
        if token.kind == TokenKind::Word {
            if let Some(amount) = self.in_one_word(at, *token) {
                return Some(amount);
            }
            if let Some(amount) = self.implied(at) {
                return Some(amount);
            }
        }
        let first = self.number(at).map(|number| self.restated(number))?;
        if let Some(amount) = self.with_joined_scale(at, first) {
            return Some(amount);
        }
        let (number, upper) = self.number_range(at, first);
        let (kind, after) = self.kind(&number, upper, at)?;
        let amount = Amount {
            first: at,
            after,
            number: self.span(at, number.after)?,
            value: number.value,
            scale: number.scale,
            upper,
            kind,
            implied: false,
            plus: number.plus,
        };
        match kind {
            QuantityKind::Money(_) => {
                let unit_at = number.after + usize::from(self.word(number.after) == Some("-"));
                self.in_parts(amount, self.currencies.at(self.start_of(unit_at)))
            }
            QuantityKind::Duration(unit) => Some(self.compound(amount, unit)),
            _ => Some(amount),
        }
    }

    /// The index after the number at token `at`, whatever it counts.
    pub(super) fn number_end(&self, at: usize) -> Option<usize> {
        number_at(self.text, self.tokens, at).map(|number| number.after)
    }

    pub(super) fn start_of(&self, at: usize) -> usize {
        self.tokens.get(at).map_or(usize::MAX, |token| token.span.start)
    }

    /// `$5 million`, `USD 5m`, `RM42`
    fn behind_symbol(&self, at: usize, symbol: CurrencyMention) -> Option<Amount> {
        let inside = self
            .tokens
            .partition_point(|token| token.span.end <= symbol.span.end);
        let next = self.tokens.get(inside)?;
        let (number, span) = if next.span.start < symbol.span.end {
            self.glued(inside, symbol.span.end)?
        } else {
            let first = number_at(self.text, self.tokens, inside).filter(|number| !number.ordinal)?;
            (first, self.span(inside, first.after)?)
        };
        let between = self.text.get(symbol.span.end..span.start)?;
        // A line may end between the two, a paragraph may not.
        let line_ends = between.matches('\n').count();
        if !between.chars().all(char::is_whitespace) || line_ends > 1 {
            return None;
        }
        let number = self.with_short_million(number)?;
        let (number, upper) = self.number_range(at, number);
        let span = span.join(self.tokens.get(number.after.checked_sub(1)?)?.span);
        if symbol.is_word && !is_sum(&number) {
            return None;
        }
        let amount = Amount {
            first: at,
            after: number.after,
            number: span,
            value: number.value,
            scale: number.scale,
            upper,
            kind: QuantityKind::Money(symbol.code),
            implied: false,
            plus: number.plus,
        };
        // `US$5 million` may be followed by the name once more, or by `USD`.
        self.in_parts(amount, Some(symbol))
    }

    /// The number inside the word at `at` from the byte `from` on: `USD3.14 million`.
    fn glued(&self, at: usize, from: usize) -> Option<(Number, Span)> {
        /// Digits, scale, and what may come between.
        const LONGEST: usize = 60;
        let last = self.tokens.get(at + 8).or(self.tokens.last())?.span.end;
        let mut end = last.min(from + LONGEST);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let rest = self.text.get(from..end)?;
        let words = tokens(rest);
        let number = number_at(rest, &words, 0).filter(|number| !number.ordinal)?;
        let length = words.get(number.after.checked_sub(1)?)?.span.end;
        let span = Span::new(from, from + length);
        let after = self.tokens.partition_point(|token| token.span.start < span.end);
        let whole = self
            .tokens
            .get(after.checked_sub(1)?)
            .is_some_and(|token| token.span.end <= span.end);
        whole.then_some((Number { after, ..number }, span))
    }

    /// `5m`, which means a million only of money.
    fn with_short_million(&self, number: Number) -> Option<Number> {
        let attached = self.tokens.get(number.after).is_some_and(|next| {
            next.is(self.text, "m")
                && number
                    .after
                    .checked_sub(1)
                    .and_then(|last| self.tokens.get(last))
                    .is_some_and(|last| last.span.end == next.span.start)
        });
        if attached && number.scale.is_none() {
            number.scaled(Decimal::from(1_000_000), number.after + 1)
        } else {
            Some(number)
        }
    }

    /// Money with its hundredths: `3 dollars and 50 cents`; a hundredth alone is scaled.
    pub(super) fn in_parts(&self, amount: Amount, currency: Option<CurrencyMention>) -> Option<Amount> {
        let hundredth = |value: Decimal| value.checked_div(Decimal::ONE_HUNDRED);
        if currency.is_some_and(|currency| currency.is_part) {
            return Some(Amount {
                value: hundredth(amount.value)?,
                upper: amount.upper.and_then(hundredth),
                ..amount
            });
        }
        if amount.scale.is_some() || amount.upper.is_some() {
            return Some(amount);
        }
        let at = amount.after + usize::from(self.word(amount.after) == Some("and"));
        let parts = self.number(at).and_then(|number| {
            let part = self.currencies.at(self.start_of(number.after))?;
            let small = part.is_part && number.value < Decimal::ONE_HUNDRED;
            small.then_some((number, part))
        });
        let Some((number, part)) = parts else {
            return Some(amount);
        };
        let after = self
            .tokens
            .partition_point(|token| token.span.start < part.span.end);
        Some(Amount {
            value: amount.value.checked_add(hundredth(number.value)?)?,
            after,
            number: amount.number.join(self.span(at, number.after)?),
            ..amount
        })
    }

    /// `2.8 trillion-won`, `500-million-dollar`: the scale and the currency in one word.
    fn with_joined_scale(&self, at: usize, number: Number) -> Option<Amount> {
        let word_at = number.after + usize::from(self.word(number.after) == Some("-"));
        let token = self.tokens.get(word_at)?;
        let (scale, _) = token.span.of(self.text).split_once('-')?;
        let Some(Numeral::Scale(factor)) = numeral(scale).filter(|_| !number.ordinal) else {
            return None;
        };
        let money = self.currencies.at(token.span.start + scale.len() + 1)?;
        let number = number.scaled(Decimal::from(factor), word_at + 1)?;
        Some(Amount {
            first: at,
            after: word_at + 1,
            number: Span::new(self.start_of(at), token.span.start + scale.len()),
            value: number.value,
            scale: number.scale,
            upper: None,
            kind: QuantityKind::Money(money.code),
            implied: false,
            plus: false,
        })
    }

    /// `twelve (12)`: the number once more in brackets belongs to it.
    fn restated(&self, number: Number) -> Number {
        let again = (self.word(number.after) == Some("("))
            .then(|| number_at(self.text, self.tokens, number.after + 1))
            .flatten();
        match again {
            Some(again) if again.value == number.value && self.word(again.after) == Some(")") => Number {
                after: again.after + 1,
                ..number
            },
            _ => number,
        }
    }

    /// `three-day`, `one-dollar`: a number word and a unit in one word.
    fn in_one_word(&self, at: usize, token: Token) -> Option<Amount> {
        if !token.hyphenated {
            return None;
        }
        let (count, unit_word) = token.span.of(self.text).rsplit_once('-')?;
        let start = token.span.start + count.len() + 1;
        let kind = match unit(unit_word) {
            Some(Unit::Duration(unit)) => QuantityKind::Duration(unit),
            Some(Unit::Measure) => QuantityKind::Measure(Span::new(start, token.span.end)),
            Some(Unit::Percent) | None => QuantityKind::Money(self.currencies.at(start)?.code),
        };
        let words = tokens(count);
        let number = number_at(count, &words, 0).filter(|number| !number.ordinal);
        let implied = number.is_none() && is_whole(count);
        let value = match number {
            Some(number) if number.after == words.len() => number.value,
            None if implied => Decimal::ONE,
            _ => return None,
        };
        Some(Amount {
            first: at,
            after: at + 1,
            number: Span::new(token.span.start, token.span.start + count.len()),
            value,
            scale: None,
            upper: None,
            kind,
            implied,
            plus: false,
        })
    }

    /// The number at token `at`, unless it begins a name (`One Village`).
    pub(super) fn number(&self, at: usize) -> Option<Number> {
        let number = number_at(self.text, self.tokens, at)?;
        if is_name(self.text, self.tokens, at, number.after) || self.is_time_of_day(at, number.after) {
            return None;
        }
        self.with_short_million_of_money(number)
    }

    /// `10:35`, `7 p.m.`
    fn is_time_of_day(&self, at: usize, after: usize) -> bool {
        let colon = |mark: usize| self.word(mark) == Some(":");
        let half = |word: Option<&str>| {
            word.is_some_and(|word| {
                ["a.m.", "p.m.", "am", "pm", "a.m", "p.m"]
                    .iter()
                    .any(|half| word.eq_ignore_ascii_case(half))
            })
        };
        let minutes = at >= 2
            && colon(at - 1)
            && self
                .tokens
                .get(at - 2)
                .is_some_and(|hour| hour.kind == TokenKind::Number && hour.span.end + 1 == self.start_of(at));
        let hours = colon(after)
            && self.tokens.get(after + 1).is_some_and(|minute| {
                minute.kind == TokenKind::Number && self.start_of(after) + 1 == minute.span.start
            });
        minutes || hours || half(self.word(after))
    }

    /// `5m euros`: short for a million where a currency follows.
    fn with_short_million_of_money(&self, number: Number) -> Option<Number> {
        let scaled = self.with_short_million(number)?;
        let money = self.currencies.at(self.start_of(scaled.after)).is_some();
        Some(if money { scaled } else { number })
    }

    /// The range that `first`, at token `at`, begins, if it begins one: the number that ends it, and
    /// the upper bound.
    fn number_range(&self, at: usize, first: Number) -> (Number, Option<Decimal>) {
        let Some(second) = self
            .joins_range(at, first.after)
            .then(|| self.number(first.after + 1))
            .flatten()
            .filter(|second| second.ordinal == first.ordinal)
            // `grew by a quarter to 21,000`: a part of something and its size are no range.
            .filter(|second| first.form != NumberForm::Fraction || second.value < Decimal::ONE_HUNDRED)
        else {
            return (first, None);
        };
        let shared = match (first.scale, second.scale) {
            (None, Some(scale)) => first.value.checked_mul(scale),
            _ => Some(first.value),
        };
        match shared {
            // Years (`2024-2025`) and codes run on too; only a rising range of amounts is one.
            Some(low) if low < second.value && !(is_year(&first) && is_year(&second)) => {
                (Number { value: low, ..second }, Some(second.value))
            }
            _ => (first, None),
        }
    }

    /// What the number is of, and the index after the words that say so.
    fn kind(&self, number: &Number, upper: Option<Decimal>, at: usize) -> Option<(QuantityKind, usize)> {
        let after = number.after;
        let hyphen = self.word(after) == Some("-");
        let unit_at = after + usize::from(hyphen);
        let money = self.currencies.at(self.start_of(unit_at));
        if let Some(money) = money.filter(|money| !number.ordinal && (!money.is_word || is_sum(number))) {
            let end = self
                .tokens
                .partition_point(|token| token.span.start < money.span.end);
            return Some((QuantityKind::Money(money.code), end));
        }
        if self.word(after) == Some("%") {
            return Some((QuantityKind::Percent, after + 1));
        }
        let word = self
            .tokens
            .get(unit_at)
            .filter(|token| token.kind == TokenKind::Word)?;
        let found = (!number.ordinal)
            .then(|| self.unit_at(unit_at, !number.value.fract().is_zero()))
            .flatten();
        if found.is_some() {
            return found;
        }
        let is_one = after == at + 1 && self.word(at).is_some_and(|word| word.eq_ignore_ascii_case("one"));
        let attached = self.start_of(after) == self.tokens.get(after.checked_sub(1)?)?.span.end;
        let countable = number.form != NumberForm::Fraction
            && number.value >= Decimal::ZERO
            && !hyphen
            && !is_one
            && !attached;
        if (upper.is_none() && is_year(number)) || !(countable || number.ordinal) || self.is_label(at, number)
        {
            return None;
        }
        let counted = self.noun_phrase(unit_at)?;
        let end = self
            .tokens
            .partition_point(|token| token.span.start < counted.end);
        if number.ordinal {
            // A word such as `first` or `second` orders, emphasizes or enumerates; digits always order.
            let in_digits = self
                .tokens
                .get(at)
                .is_some_and(|token| token.kind == TokenKind::Number);
            return (in_digits && !hyphen).then_some((QuantityKind::Ordinal(counted), end));
        }
        let _ = word;
        Some((QuantityKind::Count(counted), end))
    }

    /// The unit at token `at`, with the adjectives before it: `more years`, `square kilometres`.
    fn unit_at(&self, at: usize, fraction: bool) -> Option<(QuantityKind, usize)> {
        const OF_TIME: [&str; 18] = [
            "academic",
            "additional",
            "business",
            "calendar",
            "consecutive",
            "extra",
            "fewer",
            "financial",
            "fiscal",
            "full",
            "further",
            "less",
            "marketing",
            "more",
            "school",
            "straight",
            "successive",
            "working",
        ];
        const OF_MEASURE: [&str; 7] = ["cubic", "long", "metric", "nautical", "short", "square", "sq"];
        let word = self.word(at)?;
        if word == "per" && self.word(at + 1) == Some("cent") {
            return Some((QuantityKind::Percent, at + 2));
        }
        if matches!(word, "percentage" | "basis") && matches!(self.word(at + 1), Some("point" | "points")) {
            return Some((QuantityKind::Measure(self.span(at, at + 2)?), at + 2));
        }
        // `3/4 of an hour`
        let mut next = at;
        if fraction && word == "of" {
            next += 1;
        }
        if fraction && article_at(self.text, self.tokens, next) {
            next += 1;
        }
        let adjective = self.word(next)?;
        let of_measure = OF_MEASURE.contains(&adjective);
        next += usize::from(of_measure || OF_TIME.contains(&adjective));
        let first = if of_measure { next - 1 } else { next };
        match unit(self.word(next)?)? {
            Unit::Percent if self.word(next) != Some("cent") => Some((QuantityKind::Percent, next + 1)),
            Unit::Duration(name) => Some((QuantityKind::Duration(name), next + 1)),
            Unit::Measure => Some((QuantityKind::Measure(self.span(first, next + 1)?), next + 1)),
            Unit::Percent => None,
        }
    }

    /// The noun phrase that begins at token `at`: words up to the next function word or mark.
    fn noun_phrase(&self, at: usize) -> Option<Span> {
        /// Longer ones are a sentence without its marks.
        const MOST_WORDS: usize = 6;
        let mut after = at;
        let mut plural = false;
        while let Some(token) = self.tokens.get(after) {
            let word = token.span.of(self.text);
            let ends = token.kind != TokenKind::Word
                || function_word(word).is_some()
                || (after > at && (word.ends_with("ing") || word == "worth"))
                || (plural && (is_past(word) || word.ends_with("ly") || word == "available"))
                || (after > at && matches!(word, "last" | "next"))
                || after - at >= MOST_WORDS;
            if ends {
                break;
            }
            plural = word.ends_with('s') || matches!(word, "people" | "women" | "men" | "children");
            after += 1;
        }
        // `the two agreed`: two people, and what they did.
        let verb_alone = self
            .word(at)
            .is_some_and(|word| is_past(word) && (after == at + 1 || is_said(word)));
        // `three times as many`, `a third time`
        let repeats = matches!(self.word(at), Some("times" | "time" | "fold"));
        if verb_alone || repeats {
            None
        } else {
            self.span(at, after)
        }
    }

    /// True where the number at token `at` is a label behind a name: `Article 5`, `Special 301`.
    fn is_label(&self, at: usize, number: &Number) -> bool {
        let Some(before) = at.checked_sub(1).filter(|before| *before > 0) else {
            return false;
        };
        let name = self
            .tokens
            .get(before)
            .is_some_and(|token| token.is_capitalized(self.text));
        let word = self.word(before).unwrap_or_default();
        number.form == NumberForm::BareDigits
            && !number.ordinal
            && name
            && function_word(word).is_none()
            && month(word).is_none()
    }
}

/// True for a verb's past form: behind a plural noun it begins what was done (`two leaders discussed`).
fn is_past(word: &str) -> bool {
    const IRREGULAR: [&str; 30] = [
        "became", "began", "bought", "built", "came", "fell", "fled", "found", "gave", "got", "grew", "held",
        "kept", "knew", "led", "left", "lost", "made", "met", "paid", "rose", "saw", "sent", "sold", "spent",
        "spoke", "stood", "took", "went", "won",
    ];
    word.ends_with("ed") || IRREGULAR.contains(&word)
}

/// Verbs of those who meet, as they stand right behind `the two`.
fn is_said(word: &str) -> bool {
    const SAID: [&str; 20] = [
        "affirmed",
        "agreed",
        "announced",
        "committed",
        "concluded",
        "condemned",
        "consulted",
        "decided",
        "discussed",
        "emphasized",
        "exchanged",
        "expressed",
        "noted",
        "pledged",
        "reaffirmed",
        "reviewed",
        "shared",
        "stressed",
        "underscored",
        "welcomed",
    ];
    SAID.contains(&word)
}

/// True for a number that is a sum of money even beside a code that is a word as well.
fn is_sum(number: &Number) -> bool {
    number.scale.is_some() || number.value >= Decimal::ONE_THOUSAND
}

/// Bare digits that read as a year.
fn is_year(number: &Number) -> bool {
    number.form == NumberForm::BareDigits
        && !number.ordinal
        && number.value >= Decimal::from(1500)
        && number.value <= Decimal::from(2100)
}
