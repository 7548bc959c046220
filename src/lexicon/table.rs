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

/// Values by the [`word_key`](crate::document::word_key) of words. The words are those of the tables:
/// nobody who sends a text can make them collide, so a quick hash will do.
///
/// Every word of a text is looked up in dozens of tables, and is in nearly none of them: a row of bits
/// tells so without a look into the map.
#[derive(Debug)]
pub(super) struct KeyMap<V> {
    values: HashMap<u64, V, FxBuildHasher>,
    /// For each key the bit at its last digits is set.
    bits: Box<[u64; PLACES]>,
}

/// In how many numbers the bits of a map stand: half a kilobyte, so that those of dozens of tables are at
/// hand at once. In a map of 250 words, one in sixteen others is looked for in vain.
const PLACES: usize = 64;

impl<V> KeyMap<V> {
    /// What the key `key` stands for.
    #[inline]
    pub(super) fn get(&self, key: u64) -> Option<&V> {
        if self.may_have(key) {
            self.values.get(&key)
        } else {
            None
        }
    }

    /// False where `key` is none of the keys, as most are not.
    #[inline]
    fn may_have(&self, key: u64) -> bool {
        let (place, bit) = place_of(key);
        self.bits.get(place).is_some_and(|bits| (bits >> bit) & 1 != 0)
    }
}

/// Where the bit of `key` is: in which number, and which of its bits.
#[inline]
fn place_of(key: u64) -> (usize, u64) {
    let place = (key / 64) % (PLACES as u64);
    (usize::try_from(place).unwrap_or_default(), key % 64)
}

impl<V> FromIterator<(u64, V)> for KeyMap<V> {
    /// Of values with one key the first is kept.
    fn from_iter<I: IntoIterator<Item = (u64, V)>>(entries: I) -> Self {
        let entries = entries.into_iter();
        let mut values = HashMap::with_capacity_and_hasher(entries.size_hint().0, FxBuildHasher);
        let mut bits = Box::new([0; PLACES]);
        for (key, value) in entries {
            values.entry(key).or_insert(value);
            let (place, bit) = place_of(key);
            if let Some(bits) = bits.get_mut(place) {
                *bits |= 1 << bit;
            }
        }
        Self { values, bits }
    }
}

/// Words, each with what it stands for. All have different keys, as a test shows of the tables.
///
/// ```
/// use rapporteur::lexicon::WordMap;
/// let sides: WordMap<i8> = [("left", -1), ("right", 1)].into_iter().collect();
/// assert_eq!((sides.get("Left"), sides.get("up")), (Some(-1), None));
/// ```
#[derive(Debug)]
pub struct WordMap<V> {
    /// By the words' keys.
    by_key: KeyMap<(&'static str, V)>,
}

impl<V: Copy> WordMap<V> {
    /// What `word` stands for, in either letter case.
    #[inline]
    pub fn get<'w>(&self, word: impl Into<Word<'w>>) -> Option<V> {
        let word = word.into();
        if self.by_key.may_have(word.key()) {
            self.known(word)
        } else {
            None
        }
    }

    fn known(&self, word: Word<'_>) -> Option<V> {
        let (known, value) = *self.by_key.get(word.key())?;
        let (text, bytes) = (word.bytes(), known.as_bytes());
        let same = bytes == text
            || bytes.eq_ignore_ascii_case(text)
            || (!text.is_ascii() && known == word.text().to_lowercase());
        same.then_some(value)
    }

    /// What `word` stands for as it is written.
    #[inline]
    pub fn get_exact<'w>(&self, word: impl Into<Word<'w>>) -> Option<V> {
        let word = word.into();
        let (known, value) = *self.by_key.get(word.key())?;
        (known.as_bytes() == word.bytes()).then_some(value)
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
    #[inline]
    pub fn has<'w>(&self, word: impl Into<Word<'w>>) -> bool {
        self.0.get(word).is_some()
    }

    /// True where `word` is among them as it is written.
    #[inline]
    pub fn has_exact<'w>(&self, word: impl Into<Word<'w>>) -> bool {
        self.0.get_exact(word).is_some()
    }
}

impl<V> FromIterator<(&'static str, V)> for WordMap<V> {
    fn from_iter<I: IntoIterator<Item = (&'static str, V)>>(rows: I) -> Self {
        let rows = rows
            .into_iter()
            .map(|(word, value)| (word_key(word), (word, value)));
        Self {
            by_key: rows.collect(),
        }
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
    line: &'static str,
}

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
        self.body().skip(1).map(|line| Row { line })
    }

    fn body(self) -> impl Iterator<Item = &'static str> {
        let mut start = 0;
        let ends = memchr::memchr_iter(b'\n', self.text.as_bytes()).chain([self.text.len()]);
        let lines = ends.map(move |end| {
            let line = self.text.get(start..end).unwrap_or_default();
            start = end + 1;
            line
        });
        lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
    }
}

impl Row {
    /// The cell in `column`, counted from 0; empty where the row is shorter.
    pub fn cell(self, column: usize) -> &'static str {
        // Byte by byte: cells are short, and all tables are read when the first text is.
        let tab = |line: &[u8]| line.iter().position(|&byte| byte == b'\t');
        let mut rest = self.line;
        for _ in 0..column {
            match tab(rest.as_bytes()).and_then(|tab| rest.get(tab + 1..)) {
                Some(behind) => rest = behind,
                None => return "",
            }
        }
        let end = tab(rest.as_bytes()).unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }

    /// The values of the cell in `column`.
    pub fn values(self, column: usize) -> impl Iterator<Item = &'static str> {
        self.cell(column).split('|').filter(|value| !value.is_empty())
    }

    /// How many cells the row has.
    pub fn width(self) -> usize {
        self.line.split('\t').count()
    }
}
