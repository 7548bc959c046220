//! Sets of words that may tell what is not in them.

/// A set of words, by one bit of each: where it has not the bit of a word, it has not the word. Where it has,
/// another word may have brought the bit.
///
/// ```
/// use rapporteur::document::{WordBits, word_key};
/// let words: WordBits = ["agreed", "on"].into_iter().map(word_key).collect();
/// assert!(words.meet(WordBits::of(word_key("on"))));
/// assert!(!words.meet(WordBits::of(word_key("supported"))));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordBits(u128);

impl WordBits {
    /// All words there are.
    pub const ALL: Self = Self(u128::MAX);

    /// The word with this [`word_key`](super::word_key) alone.
    #[inline]
    pub fn of(key: u64) -> Self {
        /// The first digits of a key hang on all of its letters.
        const SHIFT: u32 = u64::BITS - u128::BITS.ilog2();
        Self(1 << (key >> SHIFT))
    }

    /// True where a word may be in both.
    #[inline]
    pub fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl FromIterator<u64> for WordBits {
    /// The words with these keys.
    fn from_iter<I: IntoIterator<Item = u64>>(keys: I) -> Self {
        Self(keys.into_iter().fold(0, |bits, key| bits | Self::of(key).0))
    }
}
