//! Fixed phrases that stand for a subject: `the two leaders`, `the head of our state`.

use crate::document::{Outline, Span, TokenKind};
use crate::lexicon::{JOINT_SUBJECTS, OWN_SIDE, OwnSide};

/// Whom a fixed phrase stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fixed {
    /// All sides together.
    Joint,
    /// The meeting itself.
    Meeting,
    /// The publisher's own side.
    Own(OwnSide),
}

/// The fixed phrases of a document, by where they end: every token is asked whether one ends there, so
/// they are looked for once.
pub(super) struct FixedPhrases {
    by_end: Vec<(Span, Fixed)>,
    /// Where one for both sides, or for the meeting, begins, however long it is.
    joint_starts: Vec<usize>,
}

impl FixedPhrases {
    /// The fixed phrases of `text`, whose outline is `outline`.
    pub(super) fn of(text: &str, outline: &Outline) -> Self {
        /// The longest of the tables.
        const MOST_WORDS: usize = 6;
        let (joint, own) = (&*JOINT_SUBJECTS, &*OWN_SIDE);
        let mut by_end = Vec::new();
        let mut joint_starts = Vec::new();
        for sentence in outline.sentences() {
            let tokens = outline.tokens_of(sentence);
            let words = tokens.iter().enumerate();
            for (first, _) in words.filter(|(_, token)| token.kind == TokenKind::Word) {
                if let Some(hit) = joint.longest_among(text, tokens, first, sentence.words) {
                    joint_starts.push(hit.span.start);
                    if hit.after - first <= MOST_WORDS {
                        let fixed = if *hit.value { Fixed::Joint } else { Fixed::Meeting };
                        by_end.push((hit.span, fixed));
                    }
                }
                let own = own.longest_among(text, tokens, first, sentence.words);
                if let Some(hit) = own.filter(|hit| hit.after - first <= MOST_WORDS) {
                    by_end.push((hit.span, Fixed::Own(*hit.value)));
                }
            }
        }
        // Of those with one end, the longest stays first.
        by_end.sort_by_key(|(span, _)| span.end);
        Self { by_end, joint_starts }
    }

    /// Where each phrase for both sides, or for the meeting, begins, in order.
    pub(super) fn joint_starts(&self) -> &[usize] {
        &self.joint_starts
    }

    /// Where each fixed phrase ends.
    pub(super) fn ends(&self) -> impl Iterator<Item = usize> {
        self.by_end.iter().map(|(span, _)| span.end)
    }

    /// The longest fixed phrase that ends at the byte `end`.
    pub(super) fn ending(&self, end: usize) -> Option<(Span, Fixed)> {
        let index = self.by_end.partition_point(|(span, _)| span.end < end);
        self.by_end
            .get(index)
            .filter(|(span, _)| span.end == end)
            .copied()
    }
}
