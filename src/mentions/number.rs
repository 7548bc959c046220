//! Numbers, in digits and words.
//!
//! ```text
//! number  = [ "minus" | "negative" | "-" ] ( amount | fraction )
//! amount  = digits [ suffix ] { scale } | words { scale }      12 billion   1.2bn   five million two hundred thousand
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

use rust_decimal::Decimal;

use crate::document::{Outline, Span, Token, TokenKind};
use crate::lexicon::{Numeral, numeral};

use super::number_words::{Words, is_indefinite, words_at};

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
                found.extend(run_together(text, *first));
                at += 1;
                continue;
            };
            let last = number.after.checked_sub(1).and_then(|last| tokens.get(last));
            if let Some(last) = last {
                let name = at > 0 && first.is_capitalized(text);
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
    /// Bare digits without group, decimal or scale, as a year is written.
    pub(super) bare: bool,
    /// Two numbers divided, or a part named in words: `9/11`, `two thirds`, `half`.
    pub(super) fraction: bool,
}

impl Number {
    pub(super) fn new(value: Decimal, after: usize) -> Self {
        Self {
            value,
            after,
            ordinal: false,
            scale: None,
            bare: false,
            fraction: false,
        }
    }

    /// Multiplied by `scale`, and ending at `after`.
    pub(super) fn scaled(self, scale: Decimal, after: usize) -> Option<Self> {
        Some(Self {
            value: self.value.checked_mul(scale)?,
            after,
            scale: Some(self.scale.unwrap_or(Decimal::ONE).checked_mul(scale)?),
            bare: false,
            ..self
        })
    }
}

/// The number that begins at token `at`.
pub(super) fn number_at(text: &str, tokens: &[Token], at: usize) -> Option<Number> {
    let token = tokens.get(at)?;
    if let Some(start) = after_sign(text, tokens, at) {
        let number = unsigned_at(text, tokens, start)?;
        return (!number.ordinal).then_some(Number {
            value: -number.value,
            bare: false,
            ..number
        });
    }
    match token.kind {
        TokenKind::Number | TokenKind::Word => unsigned_at(text, tokens, at),
        TokenKind::Mark => decimals_alone(text, tokens, at),
        TokenKind::Possessive => None,
    }
}

/// The token after a minus sign at `at`.
///
/// The mark must stand against its number and not behind a word or another number (`2024-25`).
fn after_sign(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    let next = tokens.get(at + 1)?;
    let written = token.span.of(text);
    if token.kind == TokenKind::Word {
        let is_sign = written.eq_ignore_ascii_case("minus") || written.eq_ignore_ascii_case("negative");
        return is_sign.then_some(at + 1);
    }
    let before = text
        .get(..token.span.start)
        .and_then(|part| part.chars().next_back());
    let stands_free = before.is_none_or(|ch| ch.is_whitespace() || ch == '(');
    let is_sign = matches!(written, "-" | "−")
        && stands_free
        && next.kind == TokenKind::Number
        && next.span.start == token.span.end;
    is_sign.then_some(at + 1)
}

fn unsigned_at(text: &str, tokens: &[Token], at: usize) -> Option<Number> {
    match tokens.get(at)?.kind {
        TokenKind::Number => digits_at(text, tokens, at),
        TokenKind::Word => words_at(text, tokens, at),
        TokenKind::Possessive | TokenKind::Mark => None,
    }
}

/// `.25`
fn decimals_alone(text: &str, tokens: &[Token], at: usize) -> Option<Number> {
    let (mark, digits) = (tokens.get(at)?, tokens.get(at + 1)?);
    let before = text
        .get(..mark.span.start)
        .and_then(|part| part.chars().next_back());
    let stands_free = before.is_none_or(|ch| ch.is_whitespace() || matches!(ch, '(' | '$' | '-'));
    let written = digits.span.of(text);
    let is_decimal = mark.is(text, ".")
        && stands_free
        && digits.kind == TokenKind::Number
        && digits.span.start == mark.span.end
        && written.bytes().all(|byte| byte.is_ascii_digit());
    if !is_decimal || attached_word(text, tokens, at + 1).is_some() {
        return None;
    }
    let value = mark.span.join(digits.span).of(text).parse().ok()?;
    scales(text, tokens, Number::new(value, at + 2))
}

fn digits_at(text: &str, tokens: &[Token], at: usize) -> Option<Number> {
    if let Some(number) = spaced_groups(text, tokens, at) {
        return scales(text, tokens, number);
    }
    let written = tokens.get(at)?.span.of(text);
    let mut number = Number {
        bare: written.bytes().all(|byte| byte.is_ascii_digit()),
        ..Number::new(digits_value(written)?, at + 1)
    };
    if let Some(suffix) = attached_word(text, tokens, at) {
        match suffix {
            "st" | "nd" | "rd" | "th" => {
                number.ordinal = true;
                number.after = at + 2;
                return number.bare.then_some(number);
            }
            "M" | "MM" => return number.scaled(Decimal::from(1_000_000), at + 2),
            "k" | "K" => return number.scaled(Decimal::from(1_000), at + 2),
            "b" | "B" => return number.scaled(Decimal::from(1_000_000_000), at + 2),
            _ => {}
        }
        if let Some(part) = vulgar(suffix) {
            number.value = number.value.checked_add(part)?;
            number.after = at + 2;
            number.bare = false;
            return scales(text, tokens, number);
        }
        if let Some((scale, after)) = exponent(text, tokens, at + 1) {
            return number.scaled(scale, after);
        }
        let is_scale = matches!(numeral(suffix), Some(Numeral::Scale(_) | Numeral::Plural(_)));
        // `4G`, `10x`: part of a name or a unit, no number by itself.
        if !is_scale {
            let symbol = tokens.get(at + 2).is_some_and(|next| next.is(text, "$"));
            return (symbol || attached_unit(suffix)).then_some(number);
        }
    }
    if let Some(scale) = letter_apart(text, tokens, at + 1) {
        return number.scaled(scale, at + 2);
    }
    if let Some(fraction) = slash(text, tokens, number) {
        return scales(text, tokens, fraction);
    }
    Words::from_digits(text, tokens, number).finish()
}

/// True for letters that stand against a number as its unit: `3h`, `500km`, `10years`, `5m`.
fn attached_unit(suffix: &str) -> bool {
    crate::lexicon::unit(suffix).is_some() || crate::lexicon::is_currency_word(suffix) || suffix == "m"
}

/// The scale of a letter behind a blank: `2.33 k`, `5 M`, unless that begins a name (`5 M Street`).
fn letter_apart(text: &str, tokens: &[Token], at: usize) -> Option<Decimal> {
    let name = tokens.get(at + 1).is_some_and(|next| next.is_capitalized(text));
    match tokens.get(at)?.span.of(text) {
        "k" => Some(Decimal::ONE_THOUSAND),
        "M" if !name => Some(Decimal::from(1_000_000)),
        _ => None,
    }
}

/// The factor that `e10`, `e+14` or `e-1` against a number stands for, and the index after it.
fn exponent(text: &str, tokens: &[Token], at: usize) -> Option<(Decimal, usize)> {
    let letter = tokens.get(at)?;
    let rest = letter.span.of(text).strip_prefix(['e', 'E'])?;
    if !rest.is_empty() {
        return Some((power_of_ten(rest.parse().ok()?)?, at + 1));
    }
    let (sign, digits) = (tokens.get(at + 1)?, tokens.get(at + 2)?);
    let joined = letter.span.end == sign.span.start && sign.span.end == digits.span.start;
    let power = power_of_ten(digits.span.of(text).parse().ok().filter(|_| joined)?)?;
    match sign.span.of(text) {
        "+" => Some((power, at + 3)),
        "-" | "−" => Some((Decimal::ONE.checked_div(power)?, at + 3)),
        _ => None,
    }
}

/// Ten to the power of `power`; `None` where a decimal cannot hold it.
fn power_of_ten(power: u32) -> Option<Decimal> {
    (0..power).try_fold(Decimal::ONE, |value, _| value.checked_mul(Decimal::TEN))
}

/// The word that stands against the number at `at`, without a space.
fn attached_word<'t>(text: &'t str, tokens: &[Token], at: usize) -> Option<&'t str> {
    let number = tokens.get(at)?;
    let next = tokens.get(at + 1)?;
    let attached = next.kind == TokenKind::Word && next.span.start == number.span.end;
    attached.then(|| next.span.of(text))
}

/// Multiplies `number` by the scales that follow it.
pub(super) fn scales(text: &str, tokens: &[Token], mut number: Number) -> Option<Number> {
    while let Some(next) = tokens
        .get(number.after)
        .filter(|token| token.kind == TokenKind::Word)
    {
        let factor = match numeral(next.span.of(text)) {
            Some(Numeral::Scale(scale) | Numeral::Plural(scale)) => scale,
            Some(Numeral::Hundred) => 100,
            _ => break,
        };
        number = number.scaled(Decimal::from(factor), number.after + 1)?;
    }
    Some(number)
}

/// `1 350 000`: groups of three digits with a blank between them.
fn spaced_groups(text: &str, tokens: &[Token], at: usize) -> Option<Number> {
    let digits = |index: usize| {
        let token = tokens
            .get(index)
            .filter(|token| token.kind == TokenKind::Number)?;
        Some(token.span.of(text))
    };
    let first = digits(at).filter(|first| first.len() <= 3 && is_digits(first) && !first.starts_with('0'))?;
    // `on 5 May 120 soldiers` is a day's number and another; so is a group in a list of groups.
    if at.checked_sub(1).is_some_and(|before| digits(before).is_some()) {
        return None;
    }
    let mut written = first.to_owned();
    let mut after = at + 1;
    while let (Some(before), Some(next)) = (tokens.get(after - 1), digits(after)) {
        let (whole, decimals) = next
            .split_once('.')
            .map_or((next, None), |(whole, decimals)| (whole, Some(decimals)));
        let gap = Span::new(before.span.end, tokens.get(after)?.span.start).of(text);
        let is_group = whole.len() == 3
            && is_digits(whole)
            && decimals.is_none_or(is_digits)
            && gap.chars().count() == 1;
        if !is_group || written.len() > 30 {
            break;
        }
        written.push_str(next);
        after += 1;
        if decimals.is_some() {
            break;
        }
    }
    // A word that stands against the last group (`100 500th`) belongs to that group alone.
    if after == at + 1 || attached_word(text, tokens, after - 1).is_some() {
        return None;
    }
    Some(Number::new(written.parse().ok()?, after))
}

/// `3/4`, and `2 1/4` where a whole number stands before it.
fn slash(text: &str, tokens: &[Token], number: Number) -> Option<Number> {
    let whole = |index: usize| -> Option<Decimal> {
        let token = tokens
            .get(index)
            .filter(|token| token.kind == TokenKind::Number)?;
        let written = token.span.of(text);
        (written.len() <= 4 && is_digits(written)).then(|| written.parse().ok())?
    };
    let fraction = |at: usize| {
        let (first, mark, second) = (tokens.get(at)?, tokens.get(at + 1)?, tokens.get(at + 2)?);
        let joined = first.span.end == mark.span.start && mark.span.end == second.span.start;
        // `5/17/2018` is a date.
        let goes_on = tokens.get(at + 3).is_some_and(|token| token.is(text, "/"))
            || at
                .checked_sub(1)
                .and_then(|before| tokens.get(before))
                .is_some_and(|token| token.is(text, "/"));
        let attached = attached_word(text, tokens, at + 2).is_some_and(|word| !attached_unit(word));
        if !mark.is(text, "/") || !joined || goes_on || attached {
            return None;
        }
        whole(at)?.checked_div(whole(at + 2)?)
    };
    let at = number.after.checked_sub(1)?;
    if let Some(value) = fraction(at) {
        return Some(Number {
            fraction: true,
            ..Number::new(value, at + 3)
        });
    }
    let part = fraction(at + 1).filter(|part| *part < Decimal::ONE && number.bare)?;
    Some(Number {
        fraction: true,
        ..Number::new(number.value.checked_add(part)?, at + 4)
    })
}

/// The value of a fraction that is one character.
pub(super) fn vulgar(written: &str) -> Option<Decimal> {
    let (above, below) = match written {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        "⅒" => (1, 10),
        _ => return None,
    };
    Decimal::from(above).checked_div(Decimal::from(below))
}

fn is_digits(written: &str) -> bool {
    !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit())
}

/// The value of digits with groups and decimals; `None` for any other grouping.
fn digits_value(written: &str) -> Option<Decimal> {
    let (whole, fraction) = written
        .split_once('.')
        .map_or((written, None), |(whole, rest)| (whole, Some(rest)));
    if !fraction.is_none_or(is_digits) {
        return None;
    }
    let mut groups = whole.rsplit(',');
    let last = groups.next()?;
    if let Some(second) = groups.clone().next() {
        // All groups behind the first are as wide as the last but one: of three digits, or of two
        // where lakhs are counted.
        let count = groups.clone().count();
        let width = if count > 1 { second.len() } else { 3 };
        let fits = groups.enumerate().all(|(index, group)| {
            if index + 1 == count {
                (1..=width).contains(&group.len())
            } else {
                group.len() == width
            }
        });
        if last.len() != 3 || !matches!(width, 2 | 3) || !fits {
            return None;
        }
        return written.replace(',', "").parse().ok();
    }
    written.parse().ok()
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
            ("3.9 million", "3900000"),
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
            assert_eq!(read(text).as_deref(), Some(value), "{text}");
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
