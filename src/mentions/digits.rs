//! Numbers that begin with digits.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::document::{Span, Token, TokenKind};
use crate::lexicon::{Numeral, WordSet, is_currency_word, numeral, numerals, unit};

use super::number::{Number, NumberForm, scales};
use super::number_words::Words;

/// The number that begins with the digits at `at`.
pub(super) fn digits_at(text: &str, tokens: &[Token], at: usize) -> Option<Number> {
    let written = tokens.get(at)?.span.of(text);
    let is_all = ends_at(text, tokens, at);
    let groups = if is_all {
        None
    } else {
        spaced_groups(text, tokens, at)
    };
    if let Some(number) = groups {
        return scales(text, tokens, number);
    }
    let mut number = Number {
        form: if is_digits(written) {
            NumberForm::BareDigits
        } else {
            NumberForm::Plain
        },
        ..Number::new(digits_value(written)?, at + 1)
    };
    if is_all {
        return Some(number);
    }
    if let Some(suffix) = attached_word(text, tokens, at) {
        match suffix {
            "st" | "nd" | "rd" | "th" => {
                number.ordinal = true;
                number.after = at + 2;
                return (number.form == NumberForm::BareDigits).then_some(number);
            }
            "M" | "MM" => return number.scaled(Decimal::from(1_000_000), at + 2),
            "k" | "K" => return number.scaled(Decimal::from(1_000), at + 2),
            "b" | "B" => return number.scaled(Decimal::from(1_000_000_000), at + 2),
            _ => {}
        }
        if let Some(part) = vulgar(suffix) {
            number.value = number.value.checked_add(part)?;
            number.after = at + 2;
            number.form = NumberForm::Plain;
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
    if let Some(scale) = hyphenated_scale(text, tokens, at) {
        return scales(text, tokens, number.scaled(scale, at + 3)?);
    }
    if let Some(scale) = letter_apart(text, tokens, at + 1) {
        return number.scaled(scale, at + 2);
    }
    if let Some(fraction) = slash(text, tokens, number) {
        return scales(text, tokens, fraction);
    }
    if let Some(number) = with_plus(text, tokens, number) {
        return scales(text, tokens, number);
    }
    Words::from_digits(text, tokens, number).finish()
}

/// True where nothing can belong to the number whose last token is at `at`, as far as the next token
/// tells. Behind most numbers stands a unit, a month, a noun or a stop.
pub(super) fn ends_at(text: &str, tokens: &[Token], at: usize) -> bool {
    static GOES_ON: LazyLock<WordSet> =
        LazyLock::new(|| WordSet::new(numerals().chain(["and", "k", "m", "out", "point"])));
    let (Some(last), Some(next)) = (tokens.get(at), tokens.get(at + 1)) else {
        return true;
    };
    match next.kind {
        TokenKind::Word => {
            last.span.end < next.span.start && !next.hyphenated && !GOES_ON.has(next.word(text))
        }
        TokenKind::Mark => matches!(next.span.of(text), "," | "." | ";" | ":" | ")" | "%"),
        TokenKind::Number | TokenKind::Possessive => false,
    }
}

/// True for letters that stand against a number as its unit: `3h`, `500km`, `10years`, `5m`.
fn attached_unit(suffix: &str) -> bool {
    unit(suffix).is_some() || is_currency_word(suffix) || suffix == "m"
}

/// `500+`, `40+ trillion`
fn with_plus(text: &str, tokens: &[Token], number: Number) -> Option<Number> {
    let (last, mark) = (
        tokens.get(number.after.checked_sub(1)?)?,
        tokens.get(number.after)?,
    );
    let is_plus = mark.is(text, "+") && mark.span.start == last.span.end;
    is_plus.then_some(Number {
        after: number.after + 1,
        plus: true,
        form: NumberForm::Plain,
        ..number
    })
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

/// The scale that a hyphen joins to the number at `at`: `2.5-billion`.
fn hyphenated_scale(text: &str, tokens: &[Token], at: usize) -> Option<Decimal> {
    let (number, hyphen, word) = (tokens.get(at)?, tokens.get(at + 1)?, tokens.get(at + 2)?);
    let joined = number.span.end == hyphen.span.start && hyphen.span.end == word.span.start;
    match numeral(word.word(text)) {
        Some(Numeral::Scale(scale)) if joined && hyphen.is(text, "-") => Some(Decimal::from(scale)),
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
pub(super) fn attached_word<'t>(text: &'t str, tokens: &[Token], at: usize) -> Option<&'t str> {
    let number = tokens.get(at)?;
    let next = tokens.get(at + 1)?;
    let attached = next.kind == TokenKind::Word && next.span.start == number.span.end;
    attached.then(|| next.span.of(text))
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
            form: NumberForm::Fraction,
            ..Number::new(value, at + 3)
        });
    }
    let part =
        fraction(at + 1).filter(|part| *part < Decimal::ONE && number.form == NumberForm::BareDigits)?;
    Some(Number {
        form: NumberForm::Fraction,
        ..Number::new(number.value.checked_add(part)?, at + 4)
    })
}

/// Fractions that are one character: what they divide, and by what.
pub(super) const VULGAR: [(&str, u8, u8); 15] = [
    ("½", 1, 2),
    ("⅓", 1, 3),
    ("⅔", 2, 3),
    ("¼", 1, 4),
    ("¾", 3, 4),
    ("⅕", 1, 5),
    ("⅖", 2, 5),
    ("⅗", 3, 5),
    ("⅘", 4, 5),
    ("⅙", 1, 6),
    ("⅛", 1, 8),
    ("⅜", 3, 8),
    ("⅝", 5, 8),
    ("⅞", 7, 8),
    ("⅒", 1, 10),
];

/// The value of a fraction that is one character.
pub(super) fn vulgar(written: &str) -> Option<Decimal> {
    // None of them is ASCII, and nearly everything else is.
    if written.is_ascii() {
        return None;
    }
    let (_, above, below) = VULGAR.into_iter().find(|(fraction, ..)| *fraction == written)?;
    Decimal::from(above).checked_div(Decimal::from(below))
}

fn is_digits(written: &str) -> bool {
    !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit())
}

/// The value of digits with groups and decimals; `None` for any other grouping.
fn digits_value(written: &str) -> Option<Decimal> {
    if is_digits(written)
        && let Ok(whole) = written.parse::<u64>()
    {
        return Some(Decimal::from(whole));
    }
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

/// `.25`
pub(super) fn decimals_alone(text: &str, tokens: &[Token], at: usize) -> Option<Number> {
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
