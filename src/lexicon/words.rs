//! Words with a fixed meaning: number words, bounds, units, function words.

use std::sync::LazyLock;

use super::{PhraseBook, Table, WordMap};
use crate::document::Word;

/// What a number word does in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numeral {
    /// `three`, `seventeen`
    Unit(u64),
    /// `forty`
    Tens(u64),
    /// `hundred`
    Hundred,
    /// `million`: multiplies what stands before it.
    Scale(u64),
    /// `third`; as a denominator after `one`, it divides.
    Ordinal(u64),
    /// `millionth`: multiplies and closes the number.
    OrdinalScale(u64),
    /// `thirds`, `half`: divides what stands before it.
    Part(u64),
    /// `thousands`: a scale after a number, alone an amount that is not told.
    Plural(u64),
}

/// A bound or an approximation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparator {
    /// The record's word for it.
    pub name: &'static str,
    /// True where it stands behind its number: `ten or more`.
    pub behind: bool,
}

/// A word beside an amount that makes it a rise or a fall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangeCue {
    /// The record's word for it.
    pub change: &'static str,
    /// True where it stands behind its amount: `a 12 percent increase`.
    pub behind: bool,
}

/// What a unit makes of the number before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A duration, with the record's unit.
    Duration(&'static str),
    /// A share of a hundred.
    Percent,
    /// A physical measure.
    Measure,
}

/// True where `word` has the form of an adverb in `-ly`, and is none of the verbs and nouns that end
/// so as well.
///
/// ```
/// assert!(rapporteur::lexicon::is_adverb("jointly"));
/// assert!(!rapporteur::lexicon::is_adverb("supply"));
/// ```
pub fn is_adverb(word: &str) -> bool {
    /// Those that readouts use. `only` stands before what it limits, as an adverb does.
    const OTHERS: [&str; 16] = [
        "ally",
        "anomaly",
        "apply",
        "assembly",
        "bully",
        "butterfly",
        "comply",
        "family",
        "imply",
        "italy",
        "july",
        "multiply",
        "rally",
        "rely",
        "reply",
        "supply",
    ];
    word.len() > 4 && word.ends_with("ly") && !OTHERS.iter().any(|other| word.eq_ignore_ascii_case(other))
}

static NUMERALS_TABLE: Table = Table::new(include_str!("data/numerals.tsv"));
static COMPARATORS_TABLE: Table = Table::new(include_str!("data/comparators.tsv"));
static CHANGES_TABLE: Table = Table::new(include_str!("data/change_cues.tsv"));
static UNITS_TABLE: Table = Table::new(include_str!("data/units.tsv"));
static FUNCTION_TABLE: Table = Table::new(include_str!("data/function_words.tsv"));

static NUMERALS: LazyLock<WordMap<Numeral>> = LazyLock::new(|| {
    let rows = NUMERALS_TABLE.rows().filter_map(|row| {
        let value = row.cell(1).parse().ok()?;
        let numeral = match row.cell(2) {
            "unit" => Numeral::Unit(value),
            "tens" => Numeral::Tens(value),
            "hundred" => Numeral::Hundred,
            "scale" => Numeral::Scale(value),
            "ordinal" => Numeral::Ordinal(value),
            "ordinal_scale" => Numeral::OrdinalScale(value),
            "part" => Numeral::Part(value),
            _ => Numeral::Plural(value),
        };
        Some((row.cell(0), numeral))
    });
    rows.collect()
});

static UNITS: LazyLock<WordMap<Unit>> = LazyLock::new(|| {
    let rows = UNITS_TABLE.rows().map(|row| {
        let unit = match row.cell(1) {
            "duration" => Unit::Duration(row.cell(2)),
            "percent" => Unit::Percent,
            _ => Unit::Measure,
        };
        (row.cell(0), unit)
    });
    rows.collect()
});

static FUNCTION_WORDS: LazyLock<WordMap<&'static str>> = LazyLock::new(|| function_words().collect());

/// Phrases that bound or approximate the number beside them.
pub static COMPARATORS: LazyLock<PhraseBook<Comparator>> = LazyLock::new(|| {
    PhraseBook::new(COMPARATORS_TABLE.rows().map(|row| {
        let comparator = Comparator {
            name: row.cell(1),
            behind: row.cell(2) == "after",
        };
        (row.cell(0), comparator)
    }))
});

/// Phrases that make the amount beside them a rise or a fall.
pub static CHANGE_CUES: LazyLock<PhraseBook<ChangeCue>> = LazyLock::new(|| {
    PhraseBook::new(CHANGES_TABLE.rows().map(|row| {
        let cue = ChangeCue {
            change: row.cell(1),
            behind: row.cell(2) == "after",
        };
        (row.cell(0), cue)
    }))
});

/// What `word` does in a number, in either letter case.
#[inline]
pub fn numeral<'w>(word: impl Into<Word<'w>>) -> Option<Numeral> {
    NUMERALS.get(word)
}

/// All words that [`numeral`] knows.
pub fn numerals() -> impl Iterator<Item = &'static str> {
    NUMERALS_TABLE.rows().map(|row| row.cell(0))
}

/// What `word` makes of the number before it.
#[inline]
pub fn unit<'w>(word: impl Into<Word<'w>>) -> Option<Unit> {
    UNITS.get(word)
}

/// All function words, each with its class.
pub fn function_words() -> impl Iterator<Item = (&'static str, &'static str)> {
    FUNCTION_TABLE.rows().map(|row| (row.cell(0), row.cell(1)))
}

/// The class of a function word (`preposition`, `article`, …), in either letter case.
#[inline]
pub fn function_word<'w>(word: impl Into<Word<'w>>) -> Option<&'static str> {
    FUNCTION_WORDS.get(word)
}
