//! Numbers, in digits and words.
//!
//! ```text
//! number  = [ "minus" | "negative" | "-" ] ( amount | fraction )
//! amount  = digits [ suffix ] [ "-" ] { scale } | words { scale }      12 billion   1.2bn   five million two hundred thousand
//!         | ( "a" | "an" ) scale                               a billion    a dozen
//!         | amount "point" digit words { scale }               two point five million
//!         | amount "and" fraction { scale }                    two and a half years   3 million and a half
//! fraction= "half" [ "a" | "an" ] [ scale ]                    half a million
//!         | ( "a" | amount ) part                              two thirds   three-quarters   a tenth of
//!         | [ digits ] digits "/" digits | [ digits ] "½"      2 1/4   2½
//!         | amount "out of" amount                               nine out of ten
//! ordinal = digits ( "st" | "nd" | "rd" | "th" ) | words that end in an ordinal
//! digits  = 1 to 3 digits { "," 3 digits } [ "." digits ]      1,350,000.5
//!         | 1 to 3 digits { blank 3 digits } [ "." digits ]    1 350 000
//!         | 1 to 2 digits { "," 2 digits } "," 3 digits        12,34,567: lakhs and crores
//!         | digits [ "." digits ] | "." digits
//! ```
//!
//! Digits that are grouped otherwise (`1,2`, `12,34`) are no number: what they mean depends on the
//! country, and the text does not tell. Values that 28 digits cannot hold are no numbers.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::document::{Outline, Span, Token, TokenKind};
use crate::lexicon::{Numeral, WordSet, numeral, numerals};

use super::digits::{VULGAR, attached_word, decimals_alone, digits_at};
use super::number_words::{INDEFINITE, is_indefinite, words_at};

/// A number that stands in a text, whatever it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberMention {
    /// With its scale, in bytes.
    pub span: Span,
    /// Its value, scaled.
    pub value: Decimal,
    /// True for a place in an order: `third`, `100th`.
    pub ordinal: bool,
}

/// The numbers in `text`, each sentence by itself. `One` of a name (`One Village`) and the pronoun
/// (`the one that …`) are none, nor is what stands against its unit (`29km`), which is a quantity.
pub(super) fn numbers(text: &str, outline: &Outline) -> Vec<NumberMention> {
    let mut found = Vec::new();
    for sentence in outline.sentences() {
        let tokens = outline.tokens_of(sentence);
        let mut at = 0;
        while let Some(first) = tokens.get(at) {
            let Some(number) = number_at(text, tokens, at) else {
                if first.kind == TokenKind::Number || first.hyphenated {
                    found.extend(run_together(text, *first));
                }
                at += 1;
                continue;
            };
            let last = number.after.checked_sub(1).and_then(|last| tokens.get(last));
            if let Some(last) = last {
                let name = is_name(text, tokens, at, number.after);
                let of_unit = number
                    .after
                    .checked_sub(1)
                    .is_some_and(|last| attached_word(text, tokens, last).is_some());
                if !name && !of_unit && !is_pronoun(text, tokens, at, number.after) {
                    found.push(NumberMention {
                        span: first.span.join(last.span),
                        value: number.value.normalize(),
                        ordinal: number.ordinal,
                    });
                }
            }
            at = number.after.max(at + 1);
        }
    }
    found
}

/// Numbers without a blank between them that are no number together: `22,24,26`, `three-nought-four`.
fn run_together(text: &str, token: Token) -> Vec<NumberMention> {
    let written = token.span.of(text);
    let divides: fn(char) -> bool = match token.kind {
        TokenKind::Number => |ch| matches!(ch, ',' | '.'),
        TokenKind::Word => |ch| ch == '-',
        TokenKind::Possessive | TokenKind::Mark => return Vec::new(),
    };
    let mut found = Vec::new();
    let mut start = token.span.start;
    for part in written.split(divides) {
        let value = match (token.kind, numeral(part)) {
            (TokenKind::Number, _) => part.parse().ok(),
            (_, Some(Numeral::Unit(unit))) => Some(Decimal::from(unit)),
            _ => None,
        };
        let Some(value) = value else {
            return Vec::new();
        };
        found.push(NumberMention {
            span: Span::new(start, start + part.len()),
            value,
            ordinal: false,
        });
        start += part.len() + 1;
    }
    // A single part is no number for another reason: it stands against a word, or is too large.
    // Two may be one with a decimal comma.
    if found.len() < 3 { Vec::new() } else { found }
}

/// True for a number word with a capital that begins no sentence: `One Village`, `Seven Sisters`. Of a
/// number of several words only the first has one where it begins a sentence.
pub(super) fn is_name(text: &str, tokens: &[Token], at: usize, after: usize) -> bool {
    let first_word = tokens.iter().take(at).all(|token| token.kind == TokenKind::Mark);
    let capital = tokens.get(at).is_some_and(|token| token.is_capitalized(text));
    capital && after == at + 1 && !first_word
}

/// `the one`, `which one`, `one of`: the word stands for a thing and counts nothing.
fn is_pronoun(text: &str, tokens: &[Token], at: usize, after: usize) -> bool {
    const BEFORE: [&str; 11] = [
        "another", "any", "each", "every", "no", "some", "such", "that", "the", "this", "which",
    ];
    let is_one = after == at + 1
        && tokens
            .get(at)
            .is_some_and(|token| token.span.of(text).eq_ignore_ascii_case("one"));
    let follows = at
        .checked_sub(1)
        .and_then(|before| tokens.get(before))
        .is_some_and(|token| {
            BEFORE
                .iter()
                .any(|word| token.span.of(text).eq_ignore_ascii_case(word))
        });
    is_one && follows
}

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
    /// `500+`
    pub(super) plus: bool,
    /// How it is written.
    pub(super) form: NumberForm,
}

/// How a number is written, as far as its meaning hangs on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberForm {
    /// Any other way.
    Plain,
    /// Digits without group, decimal or scale, as a year is written.
    BareDigits,
    /// Two numbers divided, or a part named in words: `9/11`, `two thirds`, `half`.
    Fraction,
}

impl NumberForm {
    /// Of a number to which something was added.
    fn not_bare(self) -> Self {
        match self {
            Self::BareDigits => Self::Plain,
            other => other,
        }
    }
}

impl Number {
    pub(super) fn new(value: Decimal, after: usize) -> Self {
        Self {
            value,
            after,
            ordinal: false,
            scale: None,
            plus: false,
            form: NumberForm::Plain,
        }
    }

    /// Multiplied by `scale`, and ending at `after`.
    pub(super) fn scaled(self, scale: Decimal, after: usize) -> Option<Self> {
        Some(Self {
            value: self.value.checked_mul(scale)?,
            after,
            scale: Some(self.scale.unwrap_or(Decimal::ONE).checked_mul(scale)?),
            form: self.form.not_bare(),
            ..self
        })
    }
}

/// The number that begins at token `at`.
pub(super) fn number_at(text: &str, tokens: &[Token], at: usize) -> Option<Number> {
    let token = tokens.get(at)?;
    if !may_begin(text, *token) {
        return None;
    }
    if let Some(start) = after_sign(text, tokens, at) {
        let number = unsigned_at(text, tokens, start)?;
        return (!number.ordinal).then_some(Number {
            value: -number.value,
            form: number.form.not_bare(),
            ..number
        });
    }
    match token.kind {
        TokenKind::Number | TokenKind::Word => unsigned_at(text, tokens, at),
        TokenKind::Mark => decimals_alone(text, tokens, at),
        TokenKind::Possessive => None,
    }
}

/// True where a number may begin with `token`, as far as one token tells. Nearly no word does.
#[inline]
pub(super) fn may_begin(text: &str, token: Token) -> bool {
    static WORDS: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(beginnings()));
    match token.kind {
        TokenKind::Number => true,
        TokenKind::Mark => matches!(token.span.of(text), "-" | "−" | "."),
        // `twenty-five`
        TokenKind::Word => token.hyphenated || WORDS.has(token.word(text)),
        TokenKind::Possessive => false,
    }
}

/// The words with which a number begins, but for those that hyphens join.
pub(super) fn beginnings() -> impl Iterator<Item = &'static str> {
    let fractions = VULGAR.into_iter().map(|(written, ..)| written);
    numerals().chain(fractions).chain(INDEFINITE).chain(SIGNS)
}

/// Words that are signs.
const SIGNS: [&str; 2] = ["minus", "negative"];

/// The token after a minus sign at `at`.
///
/// The mark must stand against its number and not behind a word or another number (`2024-25`).
fn after_sign(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    let next = tokens.get(at + 1)?;
    let written = token.span.of(text);
    if token.kind == TokenKind::Word {
        let is_sign = SIGNS.iter().any(|sign| written.eq_ignore_ascii_case(sign));
        return is_sign.then_some(at + 1);
    }
    let stands_free = || {
        let before = text.get(..token.span.start);
        let before = before.and_then(|part| part.chars().next_back());
        before.is_none_or(|ch| ch.is_whitespace() || ch == '(')
    };
    let is_sign = next.kind == TokenKind::Number
        && next.span.start == token.span.end
        && matches!(written, "-" | "−")
        && stands_free();
    is_sign.then_some(at + 1)
}

fn unsigned_at(text: &str, tokens: &[Token], at: usize) -> Option<Number> {
    match tokens.get(at)?.kind {
        TokenKind::Number => digits_at(text, tokens, at),
        TokenKind::Word => words_at(text, tokens, at),
        TokenKind::Possessive | TokenKind::Mark => None,
    }
}

/// Multiplies `number` by the scales that follow it.
pub(super) fn scales(text: &str, tokens: &[Token], mut number: Number) -> Option<Number> {
    while let Some(next) = tokens
        .get(number.after)
        .filter(|token| token.kind == TokenKind::Word)
    {
        let factor = match numeral(next.word(text)) {
            Some(Numeral::Scale(scale) | Numeral::Plural(scale)) => scale,
            Some(Numeral::Hundred) => 100,
            _ => break,
        };
        number = number.scaled(Decimal::from(factor), number.after + 1)?;
    }
    Some(number)
}

/// True where the words `a`/`an` at `at` go with the number behind them.
pub(super) fn article_at(text: &str, tokens: &[Token], at: usize) -> bool {
    tokens
        .get(at)
        .is_some_and(|token| token.kind == TokenKind::Word && is_indefinite(token.span.of(text)))
}

#[cfg(test)]
mod tests {
    use super::{number_at, numbers};
    use crate::document::{Outline, tokens};

    fn read(text: &str) -> Option<String> {
        let tokens = tokens(text);
        number_at(text, &tokens, 0).map(|number| number.value.normalize().to_string())
    }

    #[test]
    fn digits_and_words_give_the_same_values() {
        let cases = [
            ("12 billion", "12000000000"),
            ("1.2bn", "1200000000"),
            ("2.5-billion loan", "2500000000"),
            ("3.9 million", "3900000"),
            ("740-million", "740000000"),
            ("500,000", "500000"),
            ("1 350 000.5", "1350000.5"),
            ("12,34,567.89", "1234567.89"),
            ("35 lakh", "3500000"),
            ("three lakh crore", "3000000000000"),
            ("twenty-five", "25"),
            ("fifteen hundred", "1500"),
            ("one hundred and five", "105"),
            ("two hundred thousand", "200000"),
            ("twenty-one trillion three hundred", "21000000000300"),
            ("5 million 200 thousand", "5200000"),
            ("a billion", "1000000000"),
            ("half a dozen", "6"),
            ("two dozen", "24"),
            ("two point five million", "2500000"),
            ("two and a half", "2.5"),
            ("3 million and a half", "3500000"),
            ("three-quarters", "0.75"),
            ("2 1/4", "2.25"),
            ("2½", "2.5"),
            ("-4.5", "-4.5"),
            ("minus five", "-5"),
            ("100th", "100"),
            ("third", "3"),
            ("twenty-first", "21"),
            ("two hundredth", "200"),
        ];
        for (text, value) in cases {
            // What follows and does not belong to it changes nothing.
            for behind in ["", ".", ", and", ") of", " projects", " of them"] {
                let text = format!("{text}{behind}");
                assert_eq!(read(&text).as_deref(), Some(value), "{text}");
            }
        }
    }

    #[test]
    fn what_is_no_number_is_left_alone() {
        for text in [
            "4G",
            "1,2",
            "12,34",
            "1,23,45",
            "a meeting",
            "a third meeting",
            "a quarter century",
            "billions",
            "1.2.3",
            "Fortinbras",
            "10x",
            "12.5th",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_too_large_to_hold_is_no_number() {
        assert_eq!(read(&"9".repeat(60)), None);
        assert_eq!(read("9999999999999999999999999999 trillion trillion"), None);
        assert_eq!(read("1e999999"), None);
    }

    #[test]
    fn a_number_ends_where_the_next_begins() {
        let all = |text: &str| {
            let found = numbers(text, &Outline::of(text)).into_iter();
            found
                .map(|number| number.span.of(text).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(all("from $2 million and 300 people"), ["2 million", "300"]);
        assert_eq!(all("two thirds of 24 states"), ["two thirds", "24"]);
        assert_eq!(all("on 5/17/2018 or 2024-25"), ["5", "17", "2018", "2024", "25"]);
        assert!(all("This one and the One Village idea").is_empty());
    }
}
