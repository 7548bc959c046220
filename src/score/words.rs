//! How two texts are compared: folded, cut into words, counted.
//!
//! Every agreement is a whole number of thousandths, so that sums do not depend on their order.

use unicode_normalization::UnicodeNormalization;

use crate::document::{TokenKind, tokens};

/// Full agreement.
pub(super) const FULL: u32 = 1000;

/// Words that carry no fact of their own. They are passed over, so that `Ministry of Energy` and
/// `the Ministry for Energy` are the same. The list is closed on purpose: if it came from the
/// lexicon, a better lexicon would change what a score means.
const EMPTY_WORDS: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "since", "that",
    "the", "to", "until", "upon", "with",
];

/// A text made ready for comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    /// The words that count, in their order.
    ordered: Vec<String>,
    /// The same, sorted, for counting what two texts share.
    sorted: Vec<String>,
}

impl Words {
    /// The words of `text` that count: letter case, white space, punctuation, typographic marks
    /// and compatibility forms (`ﬁ`, full-width digits) folded, possessives and the empty words
    /// left out. Where nothing would be left, more is kept, so that no text is without words
    /// unless it is blank.
    pub(super) fn of(text: &str) -> Self {
        let folded: String = text.nfkc().flat_map(char::to_lowercase).collect();
        let mut all = Vec::new();
        for token in tokens(&folded) {
            let written = token.span.of(&folded);
            match token.kind {
                TokenKind::Word => all.extend(
                    written
                        .split('-')
                        .map(|part| part.chars().filter(|ch| ch.is_alphanumeric()).collect::<String>())
                        .filter(|part| !part.is_empty()),
                ),
                TokenKind::Number => all.push(written.replace(',', "")),
                TokenKind::Possessive | TokenKind::Mark => (),
            }
        }
        let counts = |word: &String| !EMPTY_WORDS.contains(&word.as_str());
        let ordered: Vec<String> = if all.iter().any(counts) {
            all.into_iter().filter(counts).collect()
        } else if all.is_empty() {
            folded.split_whitespace().map(str::to_owned).collect()
        } else {
            all
        };
        let mut sorted = ordered.clone();
        sorted.sort_unstable();
        Self { ordered, sorted }
    }

    /// How many words count.
    fn len(&self) -> usize {
        self.sorted.len()
    }

    /// How many words the two share, each as often as it stands in both.
    fn shared(&self, other: &Self) -> usize {
        let (mut left, mut right) = (self.sorted.iter().peekable(), other.sorted.iter().peekable());
        let mut shared = 0;
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => drop(left.next()),
                std::cmp::Ordering::Greater => drop(right.next()),
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    left.next();
                    right.next();
                }
            }
        }
        shared
    }

    /// The words that count, in their order, with a space between.
    pub(super) fn joined(&self) -> String {
        self.ordered.join(" ")
    }

    /// True where both have the same words in the same order.
    pub(super) fn same(&self, other: &Self) -> bool {
        self.ordered == other.ordered
    }

    /// Overlap: twice the shared words by the words of both (the coefficient of Sørensen and Dice).
    pub(super) fn overlap(&self, other: &Self) -> u32 {
        thousandths(2 * self.shared(other), self.len() + other.len())
    }

    /// Inclusion: the shared words by those of the shorter text (the coefficient of Szymkiewicz
    /// and Simpson). It is full where one text holds all words of the other.
    pub(super) fn inclusion(&self, other: &Self) -> u32 {
        thousandths(self.shared(other), self.len().min(other.len()))
    }

    /// The overlap where one text holds all words of the other and the overlap is at least
    /// `least`; otherwise 0.
    pub(super) fn containment(&self, other: &Self, least: u32) -> u32 {
        let overlap = self.overlap(other);
        if self.inclusion(other) == FULL && overlap >= least {
            overlap
        } else {
            0
        }
    }
}

/// `part` of `whole` in thousandths, rounded down; full where there is nothing of either.
pub(super) fn thousandths(part: usize, whole: usize) -> u32 {
    if whole == 0 {
        return FULL;
    }
    u32::try_from(part.saturating_mul(1000) / whole).unwrap_or(FULL)
}

#[cfg(test)]
mod tests {
    use super::Words;

    fn overlap(left: &str, right: &str) -> u32 {
        Words::of(left).overlap(&Words::of(right))
    }

    #[test]
    fn case_white_space_and_typographic_marks_do_not_count() {
        assert!(Words::of("The  “Great\u{a0}Silk Road” – Ōmi’s").same(&Words::of("great silk road: ōmi")));
        assert!(Words::of("U.S.").same(&Words::of("US")));
        assert!(Words::of("O’Neil, Al-Mashat").same(&Words::of("O'Neil Al Mashat")));
        assert!(Words::of("１,350,000").same(&Words::of("1350000")));
        assert!(!Words::of("Silk Road").same(&Words::of("Road Silk")));
    }

    #[test]
    fn overlap_by_hand() {
        // All 3 words of the one are among the 5 of the other: 2 × 3 / 8.
        assert_eq!(
            overlap(
                "a free trade agreement",
                "begin negotiations on the free trade agreement"
            ),
            750
        );
        assert_eq!(overlap("rural bridges", "bridges"), 666);
        assert_eq!(overlap("energy", "space"), 0);
        assert_eq!(overlap("to be", "not to be"), 666, "`to` is an empty word");
        // A word counts as often as it stands in both.
        assert_eq!(overlap("peace peace", "peace"), 666);
    }

    #[test]
    fn inclusion_is_full_where_one_holds_the_other() {
        let long = Words::of("they agreed to begin negotiations");
        assert_eq!(long.inclusion(&Words::of("negotiations begin")), 1000);
        assert_eq!(long.inclusion(&Words::of("begin talks")), 500);
    }

    #[test]
    fn a_text_of_empty_words_or_marks_keeps_them() {
        assert_eq!(overlap("the", "of"), 0);
        assert_eq!(overlap("the", "The"), 1000);
        assert_eq!(overlap("— %", "— %"), 1000);
        assert_eq!(overlap("%", "$"), 0);
    }
}
