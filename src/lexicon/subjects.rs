//! What something is about: sectors of topics, kinds of outcomes.

use std::sync::LazyLock;

use super::{PhraseBook, Table};

/// A word that tells a sector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SectorWord {
    /// The record's sector.
    pub sector: &'static str,
    /// True where the word makes a topic wherever it stands, false where only in a list of fields
    /// or as what was discussed.
    pub strong: bool,
}

/// A word that tells the kind of an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindWord {
    /// The record's kind.
    pub kind: &'static str,
    /// Of several in one title the one with the lowest rank counts.
    pub rank: u8,
}

static SECTORS: Table = Table::new(include_str!("data/sectors.tsv"));
static KINDS: Table = Table::new(include_str!("data/outcome_kinds.tsv"));

/// Words that tell sectors.
pub static SECTOR_WORDS: LazyLock<PhraseBook<SectorWord>> = LazyLock::new(|| {
    PhraseBook::new(SECTORS.rows().map(|row| {
        let word = SectorWord {
            sector: row.cell(1),
            strong: row.cell(2) == "strong",
        };
        (row.cell(0), word)
    }))
});

/// Words that tell kinds of outcomes.
pub static KIND_WORDS: LazyLock<PhraseBook<KindWord>> = LazyLock::new(|| {
    PhraseBook::new(KINDS.rows().map(|row| {
        let word = KindWord {
            kind: row.cell(1),
            rank: row.cell(2).parse().unwrap_or(u8::MAX),
        };
        (row.cell(0), word)
    }))
});
