//! The numeric expressions of a source: what the lexical floor reads, and the words it passes over.
//!
//! A reader of facts need not take `the first forum` or `one day` for a figure; a checker must be
//! able to find them, because a record may hold them.

use std::collections::HashMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::document::{Span, Token, TokenKind};
use crate::lexicon::{Numeral, Table, Unit, numeral, unit};
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

static WORDS: LazyLock<HashMap<&'static str, (u64, bool)>> = LazyLock::new(|| {
    let rows = WORDS_TABLE.rows();
    rows.filter_map(|row| Some((row.cell(0), (row.cell(1).parse().ok()?, row.cell(2) == "ordinal"))))
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
            per: None,
            sort: if number.ordinal {
                Sort::Ordinal
            } else {
                sort_behind(text, tokens, number.span)
            },
        })
        .collect();
    found.extend(bare);
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
    found.sort_by_key(|numeric| numeric.span);
    found
}

/// What the word behind a number makes of it.
fn sort_behind(text: &str, tokens: &[Token], number: Span) -> Sort {
    let at = tokens.partition_point(|token| token.span.start < number.end);
    let word = tokens.get(at).filter(|token| token.kind == TokenKind::Word);
    sort_of(word.and_then(|word| unit(word.span.of(text))))
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
    let (word, length) = written
        .split_once('-')
        .map_or((written, written.len()), |(head, _)| (head, head.len()));
    let number = Span::new(token.span.start, token.span.start + length);
    let after = tokens
        .get(index + 1)
        .filter(|next| next.kind == TokenKind::Word)
        .map(|next| next.span.of(text));
    let (value, ordinal) = match token.kind {
        TokenKind::Word => match (numeral(word), WORDS.get(word.to_lowercase().as_str())) {
            // A scale alone stands in `an additional billion`.
            (Some(Numeral::Unit(value) | Numeral::Tens(value) | Numeral::Scale(value)), _) => {
                (Decimal::from(value), false)
            }
            (Some(Numeral::Ordinal(value)), _) => (Decimal::from(value), true),
            (_, Some((value, ordinal))) => (Decimal::from(*value), *ordinal),
            _ => return None,
        },
        TokenKind::Number => {
            let suffix = matches!(after, Some("st" | "nd" | "rd" | "th"))
                && tokens
                    .get(index + 1)
                    .is_some_and(|next| next.span.start == token.span.end);
            (written.replace(',', "").parse().ok()?, suffix)
        }
        TokenKind::Possessive | TokenKind::Mark => return None,
    };
    let tail = written.get(length + 1..).or(after).and_then(unit);
    let sort = if ordinal { Sort::Ordinal } else { sort_of(tail) };
    Some(Numeric {
        span: token.span,
        number,
        value,
        upper: None,
        comparator: "exact",
        per: None,
        sort,
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
