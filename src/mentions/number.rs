//! Numbers, in digits and words.
//!
//! ```text
//! number  = ( digits [ suffix ] | words ) { scale }     12 billion   1.2bn   twenty-five   fifteen hundred
//!         | ( "a" | "an" ) scale                        a billion
//! ordinal = digits ( "st" | "nd" | "rd" | "th" ) | words that end in an ordinal
//! digits  = 1 to 3 digits { "," 3 digits } [ "." digits ] | digits [ "." digits ]
//! ```
//!
//! Digits that are grouped otherwise (`1,2`, `12,34`) are no number: what they mean depends on the
//! country, and the text does not tell.

use rust_decimal::Decimal;

use crate::document::{Token, TokenKind};
use crate::lexicon::{Numeral, numeral};

/// A number read from tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Its value, scaled: `12 billion` is 12,000,000,000.
    pub(super) value: Decimal,
    /// Index after its last token.
    pub(super) after: usize,
    /// `third`, `100th`.
    pub(super) ordinal: bool,
    /// Written with a scale, as `billion`; a range shares it (`5 to 10 million`).
    pub(super) scale: Option<Decimal>,
    /// Bare digits without group, decimal or scale, as a year is written.
    pub(super) bare: bool,
}

/// The number that begins at token `at`.
pub(super) fn number_at(text: &str, tokens: &[Token], at: usize) -> Option<Number> {
    let token = tokens.get(at)?;
    match token.kind {
        TokenKind::Number => digits_at(text, tokens, at),
        TokenKind::Word => words_at(text, tokens, at),
        TokenKind::Possessive | TokenKind::Mark => None,
    }
}

fn digits_at(text: &str, tokens: &[Token], at: usize) -> Option<Number> {
    let written = tokens.get(at)?.span.of(text);
    let value = digits_value(written)?;
    let mut number = Number {
        value,
        after: at + 1,
        ordinal: false,
        scale: None,
        bare: written.bytes().all(|byte| byte.is_ascii_digit()),
    };
    if let Some(suffix) = attached_word(text, tokens, at) {
        match suffix {
            "st" | "nd" | "rd" | "th" => {
                number.ordinal = true;
                number.after = at + 2;
                return Some(number);
            }
            "m" | "M" => return scaled(number, Decimal::from(1_000_000), at + 2),
            "k" | "K" => return scaled(number, Decimal::from(1_000), at + 2),
            _ if matches!(numeral(suffix), Some(Numeral::Scale(_))) => {}
            // `4G`, `10x`: part of a name or a unit, no number by itself.
            _ => return None,
        }
    }
    scales(text, tokens, number)
}

/// The word that stands against the number at `at`, without a space.
fn attached_word<'t>(text: &'t str, tokens: &[Token], at: usize) -> Option<&'t str> {
    let number = tokens.get(at)?;
    let next = tokens.get(at + 1)?;
    let attached = next.kind == TokenKind::Word && next.span.start == number.span.end;
    attached.then(|| next.span.of(text))
}

fn scaled(number: Number, scale: Decimal, after: usize) -> Option<Number> {
    Some(Number {
        value: number.value.checked_mul(scale)?,
        after,
        scale: Some(number.scale.unwrap_or(Decimal::ONE).checked_mul(scale)?),
        bare: false,
        ..number
    })
}

/// Multiplies `number` by the scales that follow it.
fn scales(text: &str, tokens: &[Token], mut number: Number) -> Option<Number> {
    while let Some(next) = tokens
        .get(number.after)
        .filter(|token| token.kind == TokenKind::Word)
    {
        let factor = match numeral(next.span.of(text)) {
            Some(Numeral::Scale(scale)) => scale,
            Some(Numeral::Hundred) => 100,
            _ => break,
        };
        number = scaled(number, Decimal::from(factor), number.after + 1)?;
    }
    Some(number)
}

/// The value of digits with groups of three and decimals; `None` for any other grouping.
fn digits_value(written: &str) -> Option<Decimal> {
    let (whole, fraction) = written
        .split_once('.')
        .map_or((written, None), |(whole, rest)| (whole, Some(rest)));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let mut grouped = false;
    for group in groups {
        grouped = true;
        if group.len() != 3 {
            return None;
        }
    }
    if grouped && !(1..=3).contains(&first.len()) {
        return None;
    }
    if fraction.is_some_and(|digits| !digits.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    written.replace(',', "").parse().ok()
}

fn words_at(text: &str, tokens: &[Token], at: usize) -> Option<Number> {
    let word = |index: usize| {
        let token = tokens.get(index)?;
        (token.kind == TokenKind::Word).then(|| token.span.of(text))
    };
    if matches!(word(at)?, "a" | "an" | "A" | "An") {
        let scale = match numeral(word(at + 1)?)? {
            Numeral::Scale(scale) => scale,
            Numeral::Hundred => 100,
            _ => return None,
        };
        let one = Number {
            value: Decimal::ONE,
            after: at + 1,
            ordinal: false,
            scale: None,
            bare: false,
        };
        return scales(text, tokens, scaled(one, Decimal::from(scale), at + 2)?);
    }
    let mut value: u64 = 0;
    let mut ordinal = false;
    let mut index = at;
    let mut last: Option<u64> = None;
    'words: while let Some(written) = word(index) {
        for part in written.split('-') {
            // Each part must be smaller than what the one before left open: `forty` takes 1 to 9.
            let open = last.unwrap_or(1000);
            let (amount, next_open) = match numeral(part) {
                Some(Numeral::Unit(unit)) if unit < open => (unit, 1),
                Some(Numeral::Tens(tens)) if tens < open => (tens, 10),
                Some(Numeral::Ordinal(unit)) if unit < open => {
                    ordinal = true;
                    (unit, 1)
                }
                Some(Numeral::Hundred) if value > 0 && value < 100 && last.is_some() => (value * 99, 100),
                _ if index > at => break 'words,
                _ => return None,
            };
            value += amount;
            last = Some(next_open);
            if ordinal && written.rsplit('-').next() != Some(part) {
                return None;
            }
        }
        index += 1;
        if ordinal {
            break;
        }
        if word(index) == Some("and") && last == Some(100) {
            index += 1;
        }
    }
    let number = Number {
        value: Decimal::from(value),
        after: index,
        ordinal,
        scale: None,
        bare: false,
    };
    if ordinal {
        Some(number)
    } else {
        scales(text, tokens, number)
    }
}

#[cfg(test)]
mod tests {
    use super::number_at;
    use crate::document::tokens;

    fn read(text: &str) -> Option<String> {
        let tokens = tokens(text);
        number_at(text, &tokens, 0).map(|number| number.value.normalize().to_string())
    }

    #[test]
    fn digits_and_words_give_the_same_values() {
        let cases = [
            ("12 billion", "12000000000"),
            ("1.2bn", "1200000000"),
            ("3.9 million", "3900000"),
            ("500,000", "500000"),
            ("twenty-five", "25"),
            ("fifteen hundred", "1500"),
            ("one hundred and five", "105"),
            ("two hundred thousand", "200000"),
            ("a billion", "1000000000"),
            ("100th", "100"),
            ("third", "3"),
            ("twenty-first", "21"),
        ];
        for (text, value) in cases {
            assert_eq!(read(text).as_deref(), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_left_alone() {
        for text in [
            "4G",
            "1,2",
            "12,34,567",
            "a meeting",
            "billions",
            "1.2.3",
            "Fortinbras",
            "10x",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_too_large_to_hold_is_no_number() {
        assert_eq!(read(&"9".repeat(60)), None);
        assert_eq!(read("9999999999999999999999999999 trillion trillion"), None);
    }
}
