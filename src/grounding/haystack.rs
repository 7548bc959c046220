//! A folded text in which passages are looked up.

use std::ops::Range;
use std::sync::OnceLock;

use memchr::memmem;

use crate::document::{Span, word_key};
use crate::lexicon::stands_alone;

use super::fold::Folded;

/// A folded text, with an index of its words that is made when something is first looked up.
#[derive(Debug)]
pub(super) struct Haystack {
    folded: Folded,
    /// Each run of letters and digits by its [`word_key`] and where it begins, in this order.
    runs: OnceLock<Vec<(u64, usize)>>,
}

impl Haystack {
    pub(super) fn of(folded: Folded) -> Self {
        Self {
            folded,
            runs: OnceLock::new(),
        }
    }

    pub(super) fn folded(&self) -> &Folded {
        &self.folded
    }

    /// The places inside `region` where `wanted`, which is folded as this text is, stands as whole
    /// words, from left to right; `most` at the most. Spans of the folded text.
    ///
    /// Whatever stands as whole words has each of its runs of letters and digits whole, so only places
    /// of its rarest run are looked at. Where even those are many, the text is searched from end to end:
    /// no search takes longer than a few readings of the text.
    pub(super) fn find(&self, wanted: &str, region: Range<usize>, most: usize) -> Vec<Span> {
        let text = self.folded.text();
        let Some(searched) = text.get(region.clone()) else {
            return Vec::new();
        };
        let whole = |start: usize| {
            let span = Span::new(start, start + wanted.len());
            stands_whole(text, span).then_some(span)
        };
        match self.rarest(wanted) {
            Some((inside, places)) if places.len().saturating_mul(wanted.len()) <= text.len() => places
                .iter()
                .filter_map(|&(_, at)| at.checked_sub(inside))
                .filter(|&start| start >= region.start && start + wanted.len() <= region.end)
                .filter(|&start| text.as_bytes()[start..].starts_with(wanted.as_bytes()))
                .filter_map(whole)
                .take(most)
                .collect(),
            _ if wanted.is_empty() => Vec::new(),
            _ => memmem::find_iter(searched.as_bytes(), wanted.as_bytes())
                .filter_map(|at| whole(region.start + at))
                .take(most)
                .collect(),
        }
    }

    /// Of the runs of `wanted` the one that the text has least often, with where it begins in `wanted`
    /// and its places in the text; `None` where there is no run.
    fn rarest(&self, wanted: &str) -> Option<(usize, &[(u64, usize)])> {
        /// A run with so few places is rare enough.
        const FEW: usize = 4;
        let mut rarest: Option<(usize, &[(u64, usize)])> = None;
        // Long words are rare ones: most often the first that is looked up will do.
        let longest = runs(wanted).max_by_key(ExactSizeIterator::len)?;
        for run in std::iter::once(longest).chain(runs(wanted)) {
            let places = self.places(&wanted[run.clone()]);
            if rarest.is_none_or(|(_, least)| places.len() < least.len()) {
                rarest = Some((run.start, places));
            }
            if rarest.is_some_and(|(_, least)| least.len() <= FEW) {
                break;
            }
        }
        rarest
    }

    /// The entries of the index that have the key of `run`.
    fn places(&self, run: &str) -> &[(u64, usize)] {
        let all = self.runs.get_or_init(|| {
            let text = self.folded.text();
            let mut all: Vec<(u64, usize)> = runs(text)
                .map(|run| (word_key(&text[run.clone()]), run.start))
                .collect();
            all.sort_unstable();
            all
        });
        let key = word_key(run);
        let first = all.partition_point(|&(other, _)| other < key);
        let rest = &all[first..];
        let count = rest.partition_point(|&(other, _)| other == key);
        &rest[..count]
    }
}

/// The runs of letters and digits in `text`, from left to right.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + stretch(&text[at..], false);
        at = start + stretch(&text[start..], true);
        (at > start).then_some(start..at)
    })
}

/// Bytes at the start of `text` whose characters all are letters or digits, if `alphanumeric`, and
/// otherwise all are not.
fn stretch(text: &str, alphanumeric: bool) -> usize {
    let bytes = text.as_bytes();
    let wanted = if alphanumeric {
        Class::Alphanumeric
    } else {
        Class::Other
    };
    let mut at = 0;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        at += rest
            .iter()
            .position(|byte| CLASSES[usize::from(*byte)] != wanted)
            .unwrap_or(rest.len());
        // Beyond ASCII it takes the whole character.
        let next = text.get(at..).and_then(|rest| rest.chars().next());
        match next.filter(|ch| !ch.is_ascii() && ch.is_alphanumeric() == alphanumeric) {
            Some(ch) => at += ch.len_utf8(),
            None => return at,
        }
    }
}

/// What a byte is the beginning of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// An ASCII letter or digit.
    Alphanumeric,
    /// Another ASCII character.
    Other,
    /// A character beyond ASCII.
    Beyond,
}

static CLASSES: [Class; 256] = {
    let mut classes = [Class::Beyond; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        classes[byte as usize] = if byte.is_ascii_alphanumeric() {
            Class::Alphanumeric
        } else {
            Class::Other
        };
        byte += 1;
    }
    classes
};

/// True where neither end of `span` cuts through a word or a number (`2 billion` in `1.2 billion`).
fn stands_whole(text: &str, span: Span) -> bool {
    if !stands_alone(text, span) {
        return false;
    }
    let inside = span.of(text);
    let digit_first = inside.starts_with(|ch: char| ch.is_ascii_digit());
    let digit_last = inside.ends_with(|ch: char| ch.is_ascii_digit());
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let joined_before = digit_first
        && before
            .strip_suffix([',', '.'])
            .is_some_and(|rest| rest.ends_with(|ch: char| ch.is_ascii_digit()));
    let joined_after = digit_last
        && after
            .strip_prefix([',', '.'])
            .is_some_and(|rest| rest.starts_with(|ch: char| ch.is_ascii_digit()));
    !joined_before && !joined_after
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Folded, Haystack, Span, stands_whole};
    use crate::grounding::fold::Level;

    fn found(text: &str, wanted: &str) -> Vec<usize> {
        let hay = Haystack::of(Folded::of(text, Level::Search));
        let places = hay.find(wanted, 0..hay.folded().text().len(), 100);
        places.into_iter().map(|span| span.start).collect()
    }

    #[test]
    fn whole_words_are_found_whatever_stands_beside_them() {
        let text = "pay 1.2 billion, not 2 billion; x_2 billion (2 billion)";
        assert_eq!(found(text, "2 billion"), [21, 45]);
        assert_eq!(found(text, "_2 billion"), [33]);
        assert_eq!(found(text, "; "), [30]);
        assert_eq!(found(text, ""), [0_usize; 0]);
        assert_eq!(found(text, "billions"), [0_usize; 0]);
    }

    proptest! {
        /// The index leaves out nothing that a search from end to end finds.
        #[test]
        fn the_index_finds_what_a_plain_search_finds(
            text in "[ab_1.,é ]{0,60}",
            from in 0_usize..60,
            length in 1_usize..8,
            other in "[ab_1.,é ]{1,5}",
        ) {
            let hay = Haystack::of(Folded::of(&text, Level::Search));
            let folded = hay.folded().text();
            let own: String = folded.chars().skip(from).take(length).collect();
            for wanted in [own.as_str(), other.as_str()] {
                let found = hay.find(wanted, 0..folded.len(), usize::MAX);
                let all: Vec<Span> = (0..folded.len())
                    .filter(|&at| !wanted.is_empty() && folded.as_bytes()[at..].starts_with(wanted.as_bytes()))
                    .map(|at| Span::new(at, at + wanted.len()))
                    .collect();
                let overlaps_another =
                    |span: Span| all.iter().any(|other| *other != span && other.overlaps(span));
                for &span in all.iter().filter(|span| stands_whole(folded, **span)) {
                    // Of places that overlap, a search from end to end tells the first only.
                    prop_assert!(
                        found.contains(&span) || overlaps_another(span),
                        "{wanted:?} at {span:?}"
                    );
                }
                prop_assert!(found.iter().all(|span| all.contains(span) && stands_whole(folded, *span)));
            }
        }
    }
}
