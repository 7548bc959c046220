//! The numeric expressions of a source: what the lexical floor reads, and the words it passes over.
//!
//! A reader of facts need not take `the first forum` or `one day` for a figure; a checker must be
//! able to find them, because a record may hold them.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::document::{Span, Token, TokenKind};
use crate::lexicon::{COMPARATORS, Numeral, Table, Unit, WordMap, numeral, unit};
use crate::mentions::{Mentions, Quantity, QuantityKind};

use super::source::Source;

/// What a number is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Money(Option<&'static str>),
    Percent,
    Duration(&'static str),
    Measure,
    Ordinal,
    Count,
    /// What something is multiplied by: `doubled`.
    Factor,
}

/// A number as the source writes it, with all that bounds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numeric {
    /// From the comparator to the unit.
    pub(super) span: Span,
    /// The number alone.
    pub(super) number: Span,
    pub(super) value: Decimal,
    pub(super) upper: Option<Decimal>,
    pub(super) comparator: &'static str,
    pub(super) per: Option<&'static str>,
    pub(super) sort: Sort,
}

impl From<&Quantity> for Numeric {
    fn from(quantity: &Quantity) -> Self {
        let sort = match quantity.kind {
            QuantityKind::Money(code) => Sort::Money(code),
            QuantityKind::Percent => Sort::Percent,
            QuantityKind::Duration(unit) => Sort::Duration(unit),
            QuantityKind::Measure(_) => Sort::Measure,
            QuantityKind::Ordinal(_) => Sort::Ordinal,
            QuantityKind::Count(_) => Sort::Count,
        };
        Self {
            span: quantity.span,
            number: quantity.number,
            value: quantity.value,
            upper: quantity.upper,
            comparator: quantity.comparator,
            per: quantity.per,
            sort,
        }
    }
}

static WORDS_TABLE: Table = Table::new(include_str!("data/number_words.tsv"));

static WORDS: LazyLock<WordMap<(u64, Sort)>> = LazyLock::new(|| {
    let rows = WORDS_TABLE.rows();
    rows.filter_map(|row| {
        let sort = match row.cell(2) {
            "ordinal" => Sort::Ordinal,
            "factor" => Sort::Factor,
            _ => Sort::Count,
        };
        Some((row.cell(0), (row.cell(1).parse().ok()?, sort)))
    })
    .collect()
});

/// All numeric expressions of a text, in order.
pub(super) fn numerics(text: &str, tokens: &[Token], mentions: &Mentions) -> Vec<Numeric> {
    let mut found: Vec<Numeric> = mentions.quantities.iter().map(Numeric::from).collect();
    let bare: Vec<Numeric> = mentions
        .numbers
        .iter()
        .filter(|number| {
            let at = found.partition_point(|numeric| numeric.span.end <= number.span.start);
            !found
                .get(at)
                .is_some_and(|numeric| numeric.span.overlaps(number.span))
        })
        .map(|number| Numeric {
            span: number.span,
            number: number.span,
            value: number.value.normalize(),
            upper: None,
            comparator: "exact",
            per: period_behind(text, tokens, number.span),
            // What has a unit is a quantity, and read already.
            sort: if number.ordinal {
                Sort::Ordinal
            } else {
                Sort::Count
            },
        })
        .collect();
    let parts: Vec<Numeric> = bare
        .iter()
        .flat_map(|numeric| part_otherwise(text, tokens, numeric))
        .collect();
    found.extend(bare);
    found.extend(found.iter().filter_map(in_years).collect::<Vec<_>>());
    found.sort_by_key(|numeric| numeric.span);
    let mut further = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let at = found.partition_point(|numeric| numeric.span.end <= token.span.start);
        let taken = found
            .get(at)
            .is_some_and(|numeric| numeric.span.overlaps(token.span) && numeric.number.overlaps(token.span));
        if !taken {
            further.extend(word_number(text, tokens, index, *token));
        }
    }
    found.extend(further);
    found.extend(parts);
    found.extend(in_how_many(text, tokens, mentions));
    found.sort_by_key(|numeric| numeric.span);
    found
}

/// `three decades` told in years, as a record may have them.
fn in_years(numeric: &Numeric) -> Option<Numeric> {
    let factor = match numeric.sort {
        Sort::Duration("decade") => 10,
        Sort::Duration("century") => 100,
        _ => return None,
    };
    let years = |value: Decimal| {
        value
            .checked_mul(Decimal::from(factor))
            .map(|value| value.normalize())
    };
    Some(Numeric {
        value: years(numeric.value)?,
        upper: numeric.upper.and_then(years),
        sort: Sort::Duration("year"),
        ..*numeric
    })
}

/// What a part may be besides a number below one: `a quarter` is 25 percent, and `a third` may be a
/// place in an order.
fn part_otherwise(text: &str, tokens: &[Token], numeric: &Numeric) -> Vec<Numeric> {
    let written = numeric.number.of(text);
    let is_part = numeric.value > Decimal::ZERO
        && numeric.value < Decimal::ONE
        && numeric.sort == Sort::Count
        && !written.contains('.');
    let Some(percent) = numeric
        .value
        .checked_mul(Decimal::ONE_HUNDRED)
        .filter(|_| is_part)
    else {
        return Vec::new();
    };
    let mut found = vec![bounded(
        text,
        tokens,
        Numeric {
            value: percent.normalize(),
            sort: Sort::Percent,
            ..*numeric
        },
    )];
    if let Some((article, word)) = written.split_once(' ')
        && article.eq_ignore_ascii_case("a")
        && let Some(Numeral::Ordinal(place)) = numeral(word)
    {
        let number = Span::new(numeric.number.end - word.len(), numeric.number.end);
        found.push(Numeric {
            span: number,
            number,
            value: Decimal::from(place),
            sort: Sort::Ordinal,
            ..*numeric
        });
    }
    found
}

/// `one in four workers`, `three in five`: so many of a hundred.
fn in_how_many(text: &str, tokens: &[Token], mentions: &Mentions) -> Vec<Numeric> {
    let most = Decimal::ONE_HUNDRED;
    let pairs = mentions.numbers.windows(2).filter_map(|pair| match pair {
        [part, whole] if Span::new(part.span.end, whole.span.start).of(text).trim() == "in" => {
            Some((part, whole))
        }
        _ => None,
    });
    let small = pairs.filter(|(part, whole)| {
        part.value > Decimal::ZERO && part.value < whole.value && whole.value <= most && !whole.ordinal
    });
    small
        .filter_map(|(part, whole)| {
            let value = part
                .value
                .checked_mul(most)?
                .checked_div(whole.value)?
                .normalize();
            let number = part.span.join(whole.span);
            Some(bounded(
                text,
                tokens,
                Numeric {
                    span: number,
                    number,
                    value,
                    upper: None,
                    comparator: "exact",
                    per: None,
                    sort: Sort::Percent,
                },
            ))
        })
        .collect()
}

/// `numeric` with the comparator that stands before or behind its number.
fn bounded(text: &str, tokens: &[Token], numeric: Numeric) -> Numeric {
    /// Tokens of the longest phrase.
    const LONGEST: usize = 5;
    let first = tokens.partition_point(|token| token.span.start < numeric.number.start);
    let after = tokens.partition_point(|token| token.span.start < numeric.number.end);
    let before = (first.saturating_sub(LONGEST)..first)
        .filter_map(|at| COMPARATORS.longest_at(text, tokens, at))
        .find(|hit| hit.after == first && !hit.value.behind);
    let behind = COMPARATORS
        .longest_at(text, tokens, after)
        .filter(|hit| hit.value.behind);
    match before.or(behind) {
        Some(hit) => Numeric {
            span: numeric.span.join(hit.span),
            comparator: hit.value.name,
            ..numeric
        },
        None => numeric,
    }
}

/// The period told behind a number that counts nothing named: `two times a week`, `from 45 to 70 a year`.
fn period_behind(text: &str, tokens: &[Token], number: Span) -> Option<&'static str> {
    let word = |at: usize| {
        tokens
            .get(at)
            .map(|token| token.span.of(text))
            .unwrap_or_default()
    };
    let mut at = tokens.partition_point(|token| token.span.start < number.end);
    if matches!(word(at), "to" | "or" | "-" | "–")
        && tokens
            .get(at + 1)
            .is_some_and(|token| token.kind == TokenKind::Number)
    {
        at += 2;
    }
    at += usize::from(matches!(word(at), "times" | "time"));
    match (word(at), word(at + 1)) {
        ("per", "annum") | ("annually" | "yearly", _) => Some("year"),
        ("a" | "an" | "per" | "each" | "every", period) => match unit(period) {
            Some(Unit::Duration(name)) => Some(name),
            _ => None,
        },
        ("monthly", _) => Some("month"),
        ("weekly", _) => Some("week"),
        ("daily", _) => Some("day"),
        _ => None,
    }
}

/// The value of a Roman number in capitals before a name: `the VI Meeting`.
///
/// One letter is a name or a pronoun far more often.
fn roman<'t>(word: &str, after: impl FnOnce() -> Option<&'t str>) -> Option<u64> {
    if !word.starts_with(['I', 'V', 'X', 'L']) {
        return None;
    }
    let digits: Vec<u64> = word
        .bytes()
        .map(|letter| match letter {
            b'I' => Some(1),
            b'V' => Some(5),
            b'X' => Some(10),
            b'L' => Some(50),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let named = || after().is_some_and(|after| after.starts_with(char::is_uppercase));
    if digits.len() < 2 || !named() {
        return None;
    }
    let (mut value, mut taken_off) = (0_u64, 0);
    for (at, digit) in digits.iter().enumerate() {
        let next = digits.get(at + 1).copied().unwrap_or_default();
        // `IX`: a smaller one before a larger is taken off.
        if *digit < next {
            taken_off += digit;
        } else {
            value += digit;
        }
    }
    value.checked_sub(taken_off)
}

fn sort_of(unit: Option<Unit>) -> Sort {
    match unit {
        Some(Unit::Duration(name)) => Sort::Duration(name),
        Some(Unit::Percent) => Sort::Percent,
        Some(Unit::Measure) => Sort::Measure,
        None => Sort::Count,
    }
}

/// `first`, `fourth-largest`, `four-nation`, `one day`, `centennial`; and bare numbers that count nothing.
fn word_number(text: &str, tokens: &[Token], index: usize, token: Token) -> Option<Numeric> {
    let written = token.span.of(text);
    // The letters of a word without a hyphen need not be read again to look it up.
    let head = token.hyphenated.then(|| written.split_once('-')).flatten();
    let word = head.map_or_else(|| token.word(text), |(head, _)| head.into());
    let length = word.text().len();
    let number = Span::new(token.span.start, token.span.start + length);
    let after = || {
        let next = tokens.get(index + 1);
        let word = next.filter(|next| next.kind == TokenKind::Word);
        word.map(|word| word.span.of(text))
    };
    let (value, own) = match token.kind {
        TokenKind::Word => match (numeral(word), WORDS.get(word)) {
            // A scale alone stands in `an additional billion`.
            (Some(Numeral::Unit(value) | Numeral::Tens(value) | Numeral::Scale(value)), _) => {
                (Decimal::from(value), Sort::Count)
            }
            (Some(Numeral::Ordinal(value)), _) => (Decimal::from(value), Sort::Ordinal),
            (_, Some((value, sort))) => (Decimal::from(value), sort),
            _ => (Decimal::from(roman(written, after)?), Sort::Ordinal),
        },
        TokenKind::Number => {
            // `7th`, `7th-largest`
            let letters = after().and_then(|after| after.split('-').next());
            let suffix = matches!(letters, Some("st" | "nd" | "rd" | "th"))
                && tokens
                    .get(index + 1)
                    .is_some_and(|next| next.span.start == token.span.end);
            let sort = if suffix { Sort::Ordinal } else { Sort::Count };
            (written.replace(',', "").parse().ok()?, sort)
        }
        TokenKind::Possessive | TokenKind::Mark => return None,
    };
    // `twice a year` counts, and multiplies nothing.
    let own = match after() {
        Some("a" | "per" | "each" | "every" | "yearly" | "annually" | "monthly" | "weekly" | "daily")
            if own == Sort::Factor && matches!(word.text(), "twice" | "thrice") =>
        {
            Sort::Count
        }
        _ => own,
    };
    let tail = written.get(length + 1..).or_else(after).and_then(unit);
    let sort = if own == Sort::Count { sort_of(tail) } else { own };
    let numeric = Numeric {
        span: token.span,
        number,
        value,
        upper: None,
        comparator: "exact",
        per: None,
        sort,
    };
    Some(if own == Sort::Factor {
        bounded(text, tokens, numeric)
    } else {
        numeric
    })
}

/// The numeric expressions of `source` whose number stands in one of `passages`; all where `open`.
pub(super) fn within<'s>(source: &'s Source, passages: &[Span], open: bool) -> Vec<&'s Numeric> {
    let all = source.numerics();
    if open {
        return all.iter().collect();
    }
    let mut found = Vec::new();
    for passage in passages {
        let from = all.partition_point(|numeric| numeric.number.end <= passage.start);
        let inside = all.get(from..).unwrap_or_default();
        found.extend(
            inside
                .iter()
                .take_while(|numeric| numeric.number.start < passage.end)
                .filter(|numeric| passage.contains(numeric.number)),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::Sort;
    use crate::document::Document;
    use crate::grounding::Source;

    /// All numeric expressions of `text`: comparator, value, sort, period.
    fn told(text: &str) -> Vec<String> {
        let source = Source::of(Document::new("source", text));
        let numerics = source.numerics().iter();
        numerics
            .map(|numeric| {
                let per = numeric.per.map(|per| format!(" per {per}")).unwrap_or_default();
                let sort = match numeric.sort {
                    Sort::Percent => "percent",
                    Sort::Ordinal => "ordinal",
                    Sort::Factor => "factor",
                    _ => "other",
                };
                format!("{} {} {sort}{per}", numeric.comparator, numeric.value)
            })
            .collect()
    }

    #[test]
    fn a_part_may_be_told_in_percent() {
        assert!(told("Trade grew by a quarter.").contains(&"exact 25 percent".to_owned()));
        assert!(told("At least one fifth goes to science.").contains(&"equal_or_more 20 percent".to_owned()));
        assert!(told("Two boats came. A third is to follow.").contains(&"exact 3 ordinal".to_owned()));
        assert!(
            !told("It grew to 0.25 points.")
                .iter()
                .any(|told| told.ends_with("percent"))
        );
    }

    #[test]
    fn a_word_that_multiplies_keeps_its_bound() {
        assert_eq!(told("Trade more than doubled."), ["more_than 2 factor"]);
        assert_eq!(told("Trade tripled."), ["exact 3 factor"]);
    }

    #[test]
    fn a_period_belongs_to_bare_numbers_too() {
        assert_eq!(told("They fly two times a week.")[0], "exact 2 other per week");
        let slots = told("Slots go up from 45 to 70 a year.");
        assert!(slots.contains(&"exact 45 other per year".to_owned()), "{slots:?}");
        assert!(slots.contains(&"exact 70 other per year".to_owned()), "{slots:?}");
        assert_eq!(told("They met two times."), ["exact 2 other"]);
    }

    #[test]
    fn roman_numbers_order_what_has_a_name() {
        assert_eq!(told("the VI Meeting of the Commission"), ["exact 6 ordinal"]);
        assert_eq!(told("the XIX Summit"), ["exact 19 ordinal"]);
        assert_eq!(told("King Philip VI and the EU"), [] as [&str; 0]);
    }
}
