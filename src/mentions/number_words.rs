//! Numbers in words, and what words add to digits.
//!
//! A number is built part by part, each of which must be smaller than what the parts before left
//! open: `forty` takes 1 to 9, `hundred` anything below 100, `million` anything below a million.
//! A part that does not fit begins the next number.

use rust_decimal::Decimal;

use crate::document::{Token, TokenKind};
use crate::lexicon::{Numeral, numeral};

use super::digits::{ends_at, vulgar};
use super::fraction::{compound_denominator, part_at, part_of_unit, unit_part};
use super::number::{Number, NumberForm, scales};

/// A number while it is read.
#[derive(Clone, Copy)]
pub(super) struct Words<'t> {
    text: &'t str,
    tokens: &'t [Token],
    /// Index of the next token.
    at: usize,
    /// The groups that a scale has closed.
    total: Decimal,
    /// The last of them.
    closed: Decimal,
    /// The group that is open.
    group: Decimal,
    /// A unit, tens or hundred fits where it is smaller.
    open: u64,
    /// A scale fits where it is smaller.
    scale_open: Option<Decimal>,
    /// The last scale, for `and a half`, and for ranges.
    scale: Option<Decimal>,
    start: Start,
    ordinal: bool,
    /// It grew beyond what a decimal holds.
    too_large: bool,
}

/// What a number began with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    Nothing,
    Words,
    /// Digits alone, as a year is written.
    BareDigits,
    /// Such a number is no ordinal: `$280 million first notes`.
    Digits,
}

impl Start {
    /// After one more token.
    fn with_token(self) -> Self {
        match self {
            Self::Nothing | Self::Words => Self::Words,
            Self::BareDigits | Self::Digits => Self::Digits,
        }
    }

    fn is_digits(self) -> bool {
        matches!(self, Self::BareDigits | Self::Digits)
    }
}

/// Whatever comes first fits.
pub(super) const ANYTHING: u64 = 1000;

/// The number that begins with the word at `at`.
pub(super) fn words_at(text: &str, tokens: &[Token], at: usize) -> Option<Number> {
    let token = tokens.get(at)?;
    let word = token.span.of(text);
    // An article stands before a number far less often than before a noun.
    let next = tokens.get(at + 1);
    let is_noun =
        |next: &Token| next.kind == TokenKind::Word && !next.hyphenated && numeral(next.word(text)).is_none();
    if is_indefinite(word) && next.is_none_or(is_noun) {
        return None;
    }
    if ends_at(text, tokens, at) {
        match numeral(token.word(text)) {
            Some(Numeral::Unit(value) | Numeral::Tens(value)) => {
                return Some(Number::new(Decimal::from(value), at + 1));
            }
            Some(Numeral::Ordinal(value)) => {
                return Some(Number {
                    ordinal: true,
                    ..Number::new(Decimal::from(value), at + 1)
                });
            }
            _ => {}
        }
    }
    if let Some(value) = vulgar(word) {
        let part = Number {
            form: NumberForm::Fraction,
            ..Number::new(value, at + 1)
        };
        return scales(text, tokens, part);
    }
    let head = match word.split_once('-') {
        Some((head, _)) => numeral(head),
        None => numeral(token.word(text)),
    };
    if head.is_none() && !is_indefinite(word) {
        return None;
    }
    if let Some(fraction) = part_at(text, tokens, at) {
        return scales(text, tokens, fraction);
    }
    if is_indefinite(word) {
        return match numeral(tokens.get(at + 1)?.word(text))? {
            Numeral::Scale(_) | Numeral::Hundred | Numeral::OrdinalScale(_) => {
                let mut words = Words::new(text, tokens, at + 1);
                words.start = Start::Words;
                words.group = Decimal::ONE;
                words.read().finish()
            }
            _ => None,
        };
    }
    Words::new(text, tokens, at).read().finish()
}

/// The indefinite articles.
pub(super) const INDEFINITE: [&str; 2] = ["a", "an"];

/// True for `a` and `an`.
pub(super) fn is_indefinite(word: &str) -> bool {
    matches!(word, "a" | "an" | "A" | "An")
}

impl<'t> Words<'t> {
    fn new(text: &'t str, tokens: &'t [Token], at: usize) -> Self {
        Self {
            text,
            tokens,
            at,
            total: Decimal::ZERO,
            closed: Decimal::ZERO,
            group: Decimal::ZERO,
            open: ANYTHING,
            scale_open: None,
            scale: None,
            start: Start::Nothing,
            ordinal: false,
            too_large: false,
        }
    }

    /// Goes on from `number`, which was read from digits.
    pub(super) fn from_digits(text: &'t str, tokens: &'t [Token], number: Number) -> Self {
        let mut words = Self::new(text, tokens, number.after);
        words.start = if number.form == NumberForm::BareDigits {
            Start::BareDigits
        } else {
            Start::Digits
        };
        words.group = number.value;
        words.open = 1;
        words.read()
    }

    /// Takes tokens as long as they fit.
    fn read(mut self) -> Self {
        while !self.ordinal {
            let taken = self
                .take_token(self.at)
                .or_else(|| self.take_after_hyphen())
                .or_else(|| self.take_after_and());
            match taken {
                Some(next) => self = next,
                None => break,
            }
        }
        self
    }

    /// With the token at `at`, if all its parts fit.
    fn take_token(&self, at: usize) -> Option<Self> {
        let token = self.tokens.get(at)?;
        let written = token.span.of(self.text);
        let mut next = *self;
        match token.kind {
            // `one hundred thirty fifths` are a hundred of them; with `and` it would be 130.
            TokenKind::Word if self.open == 100 && at == self.at && self.is_denominator(at) => return None,
            TokenKind::Word if !token.hyphenated => next.take(numeral(token.word(self.text))?)?,
            TokenKind::Word => {
                let mut parts = written.split('-').peekable();
                while let Some(part) = parts.next() {
                    next.take(numeral(part)?)?;
                    if next.ordinal && parts.peek().is_some() {
                        return None;
                    }
                }
            }
            // `5 million 200 thousand`: digits go on only towards a smaller scale of their own.
            TokenKind::Number => {
                let value: Decimal = written.parse().ok()?;
                let scale = match numeral(self.tokens.get(at + 1)?.word(self.text))? {
                    Numeral::Scale(scale) => Decimal::from(scale),
                    Numeral::Hundred => Decimal::ONE_HUNDRED,
                    _ => return None,
                };
                let fits = self.group.is_zero() && self.scale_open.is_some_and(|open| scale < open);
                if !fits || value.checked_mul(scale)? >= self.scale_open? {
                    return None;
                }
                next.group = value;
                next.open = 1;
            }
            TokenKind::Possessive | TokenKind::Mark => return None,
        }
        next.at = at + 1;
        next.start = self.start.with_token();
        Some(next)
    }

    /// True for tens with a part behind them, as in `thirty fifths`.
    fn is_denominator(&self, at: usize) -> bool {
        let word = |index: usize| self.tokens.get(index).map(|token| token.span.of(self.text));
        let is_tens = word(at).is_some_and(|word| matches!(numeral(word), Some(Numeral::Tens(_))));
        is_tens && word(at + 1).is_some_and(|word| unit_part(word).is_some())
    }

    /// `fifty - two`, where the hyphen got blanks around it; `740-million`.
    fn take_after_hyphen(&self) -> Option<Self> {
        let word = self.tokens.get(self.at + 1)?;
        let is_scale =
            || self.start.is_digits() && matches!(numeral(word.word(self.text)), Some(Numeral::Scale(_)));
        let is_hyphen = self.tokens.get(self.at)?.is(self.text, "-") && (self.open == 10 || is_scale());
        (is_hyphen && word.kind == TokenKind::Word)
            .then(|| self.take_token(self.at + 1))
            .flatten()
    }

    /// `two hundred and five`, `a million and two hundred`; in words only, as digits begin anew.
    fn take_after_and(&self) -> Option<Self> {
        let behind_hundred = self.open == 100;
        let behind_scale = self.group.is_zero() && !self.total.is_zero();
        let word = self.tokens.get(self.at + 1)?;
        // `twenty and four` is old for `twenty-four`.
        let behind_tens = self.open == 10 && !self.start.is_digits();
        let is_part = || {
            let part = part_at(self.text, self.tokens, self.at + 1);
            part.is_some_and(|part| part.value < Decimal::ONE)
        };
        let goes_on = (behind_hundred || behind_scale || behind_tens)
            && self.tokens.get(self.at)?.is(self.text, "and")
            && word.kind == TokenKind::Word
            && !is_part();
        goes_on.then(|| self.take_token(self.at + 1)).flatten()
    }

    fn take(&mut self, numeral: Numeral) -> Option<()> {
        match numeral {
            Numeral::Unit(unit) => self.add(unit, 1),
            Numeral::Tens(tens) => self.add(tens, 10),
            Numeral::Ordinal(_) | Numeral::OrdinalScale(_) if self.start.is_digits() => None,
            Numeral::Ordinal(unit) => {
                self.add(unit, 1)?;
                self.ordinal = true;
                Some(())
            }
            Numeral::Hundred => {
                let small = self.group > Decimal::ZERO
                    && (self.open == 1 || self.group < Decimal::ONE_HUNDRED)
                    && self.open != 100;
                if !small {
                    return None;
                }
                self.group = self.group.checked_mul(Decimal::ONE_HUNDRED)?;
                self.open = 100;
                Some(())
            }
            Numeral::Scale(scale) | Numeral::Plural(scale) => self.multiply(Decimal::from(scale)),
            Numeral::OrdinalScale(scale) => {
                if self.start == Start::Nothing {
                    self.group = Decimal::from(scale);
                } else {
                    self.multiply(Decimal::from(scale))?;
                }
                self.ordinal = true;
                Some(())
            }
            Numeral::Part(_) => None,
        }
    }

    fn add(&mut self, amount: u64, open: u64) -> Option<()> {
        let fits = amount < self.open && (amount > 0 || self.start == Start::Nothing);
        // Tens do not follow tens, nor a unit a unit: `twenty thirty` are two numbers.
        if !fits {
            return None;
        }
        self.group = self.group.checked_add(Decimal::from(amount))?;
        self.open = open;
        Some(())
    }

    fn multiply(&mut self, scale: Decimal) -> Option<()> {
        let (before, factor) = if !self.group.is_zero() && self.scale_open.is_none_or(|open| scale < open) {
            (self.group, Decimal::ONE)
        } else if self.group.is_zero() && !self.closed.is_zero() {
            // A scale upon a scale: `three thousand million`.
            self.total = self.total.checked_sub(self.closed)?;
            (self.closed, self.scale?)
        } else {
            return None;
        };
        self.scale = factor.checked_mul(scale);
        let closed = before.checked_mul(scale);
        let total = closed.and_then(|closed| self.total.checked_add(closed));
        self.too_large |= total.is_none() || self.scale.is_none();
        self.closed = closed.unwrap_or_default();
        self.total = total.unwrap_or_default();
        self.group = Decimal::ZERO;
        self.open = ANYTHING;
        self.scale_open = Some(self.scale_open.map_or(scale, |open| open.min(scale)));
        Some(())
    }

    /// The number read so far, with the decimals and fractions that follow it.
    pub(super) fn finish(self) -> Option<Number> {
        if self.start == Start::Nothing || self.too_large {
            return None;
        }
        let number = Number {
            ordinal: self.ordinal,
            scale: self.scale,
            form: if self.start == Start::BareDigits && self.scale.is_none() {
                NumberForm::BareDigits
            } else {
                NumberForm::Plain
            },
            ..Number::new(self.total.checked_add(self.group)?, self.at)
        };
        if self.ordinal {
            return Some(number);
        }
        if let Some(decimal) = self.point(number) {
            return scales(self.text, self.tokens, decimal);
        }
        if let Some(mixed) = self.and_part(number) {
            return scales(self.text, self.tokens, mixed);
        }
        let ratio = self.divided(number).or_else(|| self.out_of(number));
        Some(ratio.unwrap_or(number))
    }

    /// `ninety-five hundredths`, `one hundred and thirty fifths`
    fn divided(&self, number: Number) -> Option<Number> {
        let mut word = self.tokens.get(self.at)?.span.of(self.text);
        let mut after = self.at + 1;
        let below = match numeral(word) {
            Some(Numeral::Part(below)) => below,
            Some(Numeral::Tens(tens)) => {
                word = self.tokens.get(after)?.span.of(self.text);
                after += 1;
                tens + unit_part(word)?
            }
            None => compound_denominator(word)?,
            Some(_) => return None,
        };
        let plural = word.ends_with('s') && number.value > Decimal::ONE;
        if !plural || self.start.is_digits() {
            return None;
        }
        Some(Number {
            form: NumberForm::Fraction,
            ..Number::new(number.value.checked_div(Decimal::from(below))?, after)
        })
    }

    /// `nine out of ten`
    fn out_of(&self, number: Number) -> Option<Number> {
        let is = |at: usize, word| self.tokens.get(at).is_some_and(|token| token.is(self.text, word));
        if !is(self.at, "out") || !is(self.at + 1, "of") {
            return None;
        }
        let token = self.tokens.get(self.at + 2)?;
        let whole = match token.kind {
            TokenKind::Number => {
                let value: Decimal = token.span.of(self.text).replace(',', "").parse().ok()?;
                Number::new(value, self.at + 3)
            }
            TokenKind::Word => {
                // The whole is no ratio itself, so that `1 out of 2 out of 3 …` does not nest.
                let words = Self::new(self.text, self.tokens, self.at + 2).read();
                Number::new(
                    (words.start != Start::Nothing).then(|| words.total.checked_add(words.group))??,
                    words.at,
                )
            }
            TokenKind::Possessive | TokenKind::Mark => return None,
        };
        let fits = number.value <= whole.value && number.value > Decimal::ZERO;
        let value = fits.then(|| number.value.checked_div(whole.value))??;
        Some(Number {
            form: NumberForm::Fraction,
            ..Number::new(value, whole.after)
        })
    }

    /// `two point seven one`
    fn point(&self, number: Number) -> Option<Number> {
        let is_point = self
            .tokens
            .get(self.at)?
            .span
            .of(self.text)
            .eq_ignore_ascii_case("point");
        if !is_point || number.scale.is_some() {
            return None;
        }
        let mut written = String::from("0.");
        let mut after = self.at + 1;
        while let Some(token) = self.tokens.get(after) {
            let word = token.span.of(self.text);
            let before = written.len();
            for part in word.split('-') {
                match numeral(part) {
                    Some(Numeral::Unit(unit)) => written.push_str(&unit.to_string()),
                    Some(Numeral::Tens(tens)) if word.contains('-') => {
                        written.push_str(&(tens / 10).to_string());
                    }
                    Some(Numeral::Tens(tens)) => written.push_str(&tens.to_string()),
                    None if word.len() <= 20 && word.bytes().all(|byte| byte.is_ascii_digit()) => {
                        written.push_str(word);
                    }
                    _ => written.truncate(before),
                }
            }
            if written.len() == before || written.len() > 28 {
                break;
            }
            after += 1;
        }
        let decimals: Decimal = written.parse().ok().filter(|_| after > self.at + 1)?;
        Some(Number::new(number.value.checked_add(decimals)?, after))
    }

    /// `two and a half`, `3 million and a half`: the part is of the last scale.
    fn and_part(&self, number: Number) -> Option<Number> {
        if !self.tokens.get(self.at)?.is(self.text, "and") {
            return None;
        }
        let part = part_at(self.text, self.tokens, self.at + 1)
            .or_else(|| part_of_unit(self.text, self.tokens, self.at + 1))
            .filter(|part| part.value < Decimal::ONE)?;
        let part_value = part.value.checked_mul(number.scale.unwrap_or(Decimal::ONE))?;
        Some(Number {
            scale: number.scale,
            ..Number::new(number.value.checked_add(part_value)?, part.after)
        })
    }
}
