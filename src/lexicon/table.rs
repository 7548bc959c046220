//! The built-in tables: tab-separated text, compiled in.
//!
//! ```text
//! # comment lines first: what the table is, and where its facts come from
//! name<TAB>other<TAB>...      the columns, named
//! value<TAB>value<TAB>...     one row a line, sorted by the first column
//! ```
//!
//! A cell may hold several values, divided by `|`. An empty cell holds none.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use crate::document::{Word, word_key};

/// What the words of a table stand for. Every word of a text is looked up in a dozen tables.
#[derive(Debug)]
pub(super) struct WordMap<V> {
    /// By the words' keys. Those of the tables are all different, as a test shows.
    by_key: KeyMap<(&'static str, V)>,
}

/// Values by the [`word_key`] of words. The words are those of the tables: nobody who sends a text
/// can make them collide, so the quick hash will do.
pub(super) type KeyMap<V> = HashMap<u64, V, FxBuildHasher>;

impl<V: Copy> WordMap<V> {
    /// What `word` stands for, in either letter case.
    pub(super) fn get<'w>(&self, word: impl Into<Word<'w>>) -> Option<V> {
        let word = word.into();
        let (known, value) = *self.by_key.get(&word.key())?;
        let text = word.text();
        let same = known.eq_ignore_ascii_case(text) || (!text.is_ascii() && known == text.to_lowercase());
        same.then_some(value)
    }

    /// What `word` stands for as it is written.
    pub(super) fn get_exact<'w>(&self, word: impl Into<Word<'w>>) -> Option<V> {
        let word = word.into();
        let (known, value) = *self.by_key.get(&word.key())?;
        (known == word.text()).then_some(value)
    }
}

/// A few words, for asking whether another is among them. Quicker than a list, and made for words
/// that are asked of every token.
///
/// ```
/// use rapporteur::lexicon::WordSet;
/// let arms = WordSet::new(["side", "government"]);
/// assert!(arms.has("Side") && arms.has_exact("side") && !arms.has_exact("Side"));
/// ```
#[derive(Debug)]
pub struct WordSet(WordMap<()>);

impl WordSet {
    /// The set of `words`, which are in small letters.
    pub fn new(words: impl IntoIterator<Item = &'static str>) -> Self {
        Self(words.into_iter().map(|word| (word, ())).collect())
    }

    /// True where `word` is among them, in either letter case.
    pub fn has<'w>(&self, word: impl Into<Word<'w>>) -> bool {
        self.0.get(word).is_some()
    }

    /// True where `word` is among them as it is written.
    pub fn has_exact<'w>(&self, word: impl Into<Word<'w>>) -> bool {
        self.0.get_exact(word).is_some()
    }
}

impl<V> FromIterator<(&'static str, V)> for WordMap<V> {
    fn from_iter<I: IntoIterator<Item = (&'static str, V)>>(rows: I) -> Self {
        let mut by_key = KeyMap::default();
        for (word, value) in rows {
            let other = by_key.insert(word_key(word), (word, value));
            debug_assert!(
                other.is_none_or(|(other, _)| other == word),
                "{word:?} has the key of another word of its table"
            );
        }
        Self { by_key }
    }
}

/// One table, read lazily from its text.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    text: &'static str,
}

/// One row of a table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    cells: [&'static str; MOST_COLUMNS],
    width: usize,
}

/// Columns of the widest table.
const MOST_COLUMNS: usize = 8;

impl Table {
    /// A table over compiled-in text.
    pub const fn new(text: &'static str) -> Self {
        Self { text }
    }

    /// The comment lines at the head, without their `#`.
    pub fn comments(self) -> impl Iterator<Item = &'static str> {
        self.text
            .lines()
            .take_while(|line| line.starts_with('#'))
            .map(|line| line.trim_start_matches('#').trim())
    }

    /// The names of the columns.
    pub fn columns(self) -> Vec<&'static str> {
        self.body()
            .next()
            .map(|line| line.split('\t').collect())
            .unwrap_or_default()
    }

    /// The rows, in order.
    pub fn rows(self) -> impl Iterator<Item = Row> {
        self.body().skip(1).map(Row::of)
    }

    fn body(self) -> impl Iterator<Item = &'static str> {
        self.text
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
    }
}

impl Row {
    fn of(line: &'static str) -> Self {
        let mut row = Self {
            cells: [""; MOST_COLUMNS],
            width: 0,
        };
        // Byte by byte: cells are short, and all tables are read when the first text is.
        for (cell, written) in row.cells.iter_mut().zip(line.split(|ch| ch == '\t')) {
            *cell = written;
            row.width += 1;
        }
        row
    }

    /// The cell in `column`, counted from 0; empty where the row is shorter.
    pub fn cell(self, column: usize) -> &'static str {
        self.cells.get(column).copied().unwrap_or_default()
    }

    /// The values of the cell in `column`.
    pub fn values(self, column: usize) -> impl Iterator<Item = &'static str> {
        self.cell(column).split('|').filter(|value| !value.is_empty())
    }

    /// How many cells the row has.
    pub fn width(self) -> usize {
        self.width
    }
}
