//! What names are made of: titles of people, head words of bodies and programmes.

use std::sync::LazyLock;

use super::{PhraseBook, Table, WordMap};
use crate::document::Word;

/// How high an office is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleClass {
    /// Of state or government, or of an international body.
    Head,
    /// Member of a government, or another high office.
    Minister,
    /// Any other office.
    Office,
    /// `Mr.`: not an office, and not kept in a record.
    Courtesy,
}

/// A title that stands before or after a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title {
    /// How high it is.
    pub class: TitleClass,
    /// True for the form before several names: `Presidents A and B`.
    pub plural: bool,
}

/// What a head word says of the programme's name it goes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProgrammeHead {
    /// It ends a capitalised name: `Artemis Accords`.
    pub ends_name: bool,
    /// It stands, in small letters, behind a quoted or capitalised name: `the 'X' program`.
    pub follows_name: bool,
}

static TITLES_TABLE: Table = Table::new(include_str!("data/titles.tsv"));
static BODY_HEADS_TABLE: Table = Table::new(include_str!("data/body_heads.tsv"));
static PROGRAMME_HEADS_TABLE: Table = Table::new(include_str!("data/programme_heads.tsv"));
static PORTFOLIOS_TABLE: Table = Table::new(include_str!("data/portfolios.tsv"));
static BODY_NOUNS_TABLE: Table = Table::new(include_str!("data/body_nouns.tsv"));
static LIST_HEADS_TABLE: Table = Table::new(include_str!("data/list_heads.tsv"));

/// Titles of people.
pub static TITLES: LazyLock<PhraseBook<Title>> = LazyLock::new(|| {
    let rows = TITLES_TABLE.rows().flat_map(|row| {
        let class = match row.cell(1) {
            "head" => TitleClass::Head,
            "minister" => TitleClass::Minister,
            "courtesy" => TitleClass::Courtesy,
            _ => TitleClass::Office,
        };
        // The stop of an abbreviation is a token of its own, but not that of initials: `H.E.`
        let form = |title: &'static str| {
            let bare = title.trim_end_matches('.');
            if bare.contains('.') { title } else { bare }
        };
        let singular = (form(row.cell(0)), Title { class, plural: false });
        let plural = row
            .values(2)
            .map(move |plural| (form(plural), Title { class, plural: true }));
        std::iter::once(singular).chain(plural)
    });
    PhraseBook::new(rows)
});

static BODY_HEADS: LazyLock<WordMap<&'static str>> = LazyLock::new(|| {
    BODY_HEADS_TABLE
        .rows()
        .map(|row| (row.cell(0), row.cell(1)))
        .collect()
});

static PORTFOLIOS: LazyLock<WordMap<&'static str>> = LazyLock::new(|| {
    PORTFOLIOS_TABLE
        .rows()
        .map(|row| (row.cell(0), row.cell(1)))
        .collect()
});

static BODY_NOUNS: LazyLock<WordMap<&'static str>> = LazyLock::new(|| {
    BODY_NOUNS_TABLE
        .rows()
        .map(|row| (row.cell(0), row.cell(1)))
        .collect()
});

static LIST_HEADS: LazyLock<WordMap<&'static str>> = LazyLock::new(|| {
    LIST_HEADS_TABLE
        .rows()
        .map(|row| (row.cell(0), row.cell(1)))
        .collect()
});

static PROGRAMME_HEADS: LazyLock<WordMap<ProgrammeHead>> = LazyLock::new(|| {
    let rows = PROGRAMME_HEADS_TABLE.rows().map(|row| {
        let senses: Vec<&str> = row.values(1).collect();
        let head = ProgrammeHead {
            ends_name: senses.contains(&"name"),
            follows_name: senses.contains(&"after"),
        };
        (row.cell(0), head)
    });
    rows.collect()
});

/// True where `word` may tell what an office is for: `Trade`, `Affairs`.
#[inline]
pub fn is_portfolio<'w>(word: impl Into<Word<'w>>) -> bool {
    PORTFOLIOS.get(word) == Some("field")
}

/// True where `word` before a title tells its rank: `Deputy`.
#[inline]
pub fn is_rank<'w>(word: impl Into<Word<'w>>) -> bool {
    PORTFOLIOS.get(word) == Some("rank")
}

/// The kind of body that `word` makes of a capitalised name it heads.
#[inline]
pub fn body_head<'w>(word: impl Into<Word<'w>>) -> Option<&'static str> {
    BODY_HEADS.get(word)
}

/// The kind of body whose name follows the noun `word`: `broadcaster`.
#[inline]
pub fn body_noun<'w>(word: impl Into<Word<'w>>) -> Option<&'static str> {
    BODY_NOUNS.get_exact(word)
}

/// The kind of body that a list after the plural noun `word` names.
#[inline]
pub fn list_head<'w>(word: impl Into<Word<'w>>) -> Option<&'static str> {
    LIST_HEADS.get(word)
}

/// What `word` says of a programme's name.
#[inline]
pub fn programme_head<'w>(word: impl Into<Word<'w>>) -> Option<ProgrammeHead> {
    PROGRAMME_HEADS.get(word)
}
