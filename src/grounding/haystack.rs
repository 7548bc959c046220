//! A folded text in which passages are looked up.

use std::ops::Range;
use std::sync::OnceLock;

use memchr::memmem;

use crate::document::Span;
use crate::lexicon::stands_alone;

use super::fold::Folded;

/// A folded text, with an index of its words that is made when something is first looked up.
#[derive(Debug)]
pub(super) struct Haystack {
    folded: Folded,
    index: OnceLock<Index>,
}

impl Haystack {
    pub(super) fn of(folded: Folded) -> Self {
        Self {
            folded,
            index: OnceLock::new(),
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
    fn rarest(&self, wanted: &str) -> Option<(usize, &[Place])> {
        /// A run with so few places is rare enough.
        const FEW: usize = 4;
        /// Bytes of a run that is likely to be rare.
        const LONG: usize = 6;
        let mut rarest: Option<(usize, &[Place])> = None;
        // Long words are rare ones: most often the first that is looked up will do.
        let long = runs(wanted).find(|run| run.range.len() >= LONG);
        for run in long.into_iter().chain(runs(wanted)) {
            let places = self.places(run.key);
            if rarest.is_none_or(|(_, least)| places.len() < least.len()) {
                rarest = Some((run.range.start, places));
            }
            if rarest.is_some_and(|(_, least)| least.len() <= FEW) {
                break;
            }
        }
        rarest
    }

    /// The places of runs that have this key.
    fn places(&self, key: u64) -> &[Place] {
        let index = self.index.get_or_init(|| Index::of(self.folded.text()));
        index.places(key)
    }
}

/// The key of a run, and where it begins.
type Place = (u64, usize);

/// The runs of letters and digits of a text, each by the slot that its key gives it.
///
/// Keys that are made to meet in one slot cost no more than a sorted list of all runs would.
#[derive(Debug)]
struct Index {
    /// Those of one slot stand together, sorted.
    places: Vec<Place>,
    /// Where in `places` each slot begins, and where the last one ends.
    starts: Vec<usize>,
}

impl Index {
    fn of(text: &str) -> Self {
        let runs: Vec<Place> = runs(text).map(|run| (run.key, run.range.start)).collect();
        let slots = runs.len().next_power_of_two();
        let mut starts = vec![0; slots + 1];
        for &(key, _) in &runs {
            starts[slot(key, slots) + 1] += 1;
        }
        for at in 1..=slots {
            starts[at] += starts[at - 1];
        }
        let mut places = vec![(0, 0); runs.len()];
        let mut next = starts.clone();
        for run in runs {
            let at = &mut next[slot(run.0, slots)];
            places[*at] = run;
            *at += 1;
        }
        for slot in starts.windows(2) {
            places[slot[0]..slot[1]].sort_unstable();
        }
        Self { places, starts }
    }

    fn places(&self, key: u64) -> &[Place] {
        let at = slot(key, self.starts.len() - 1);
        let own = &self.places[self.starts[at]..self.starts[at + 1]];
        let first = own.partition_point(|&(other, _)| other < key);
        let rest = &own[first..];
        let count = rest.partition_point(|&(other, _)| other == key);
        &rest[..count]
    }
}

/// Which of `slots`, a power of two, `key` belongs to.
fn slot(key: u64, slots: usize) -> usize {
    let slots = slots as u64;
    usize::try_from(key & (slots - 1)).unwrap_or_default()
}

/// A run of letters and digits.
struct Run {
    range: Range<usize>,
    /// A number that it has in common with equal runs.
    key: u64,
}

/// The runs of letters and digits in `text`, from left to right.
fn runs(text: &str) -> impl Iterator<Item = Run> {
    let bytes = text.as_bytes();
    // Whether a letter or digit beyond ASCII stands at a byte, and how many bytes the character has.
    let beyond = |at: usize| {
        let ch = text.get(at..).and_then(|rest| rest.chars().next());
        ch.map_or((false, 1), |ch| (ch.is_alphanumeric(), ch.len_utf8()))
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            match CLASSES[usize::from(*bytes.get(at)?)] {
                Class::Alphanumeric => break,
                Class::Other => at += 1,
                Class::Beyond => match beyond(at) {
                    (true, _) => break,
                    (false, length) => at += length,
                },
            }
        }
        let (start, mut key) = (at, 0);
        while let Some(byte) = bytes.get(at) {
            let length = match CLASSES[usize::from(*byte)] {
                Class::Alphanumeric => {
                    key = mix(key, *byte);
                    at += 1;
                    continue;
                }
                Class::Other => break,
                Class::Beyond => match beyond(at) {
                    (true, length) => length,
                    (false, _) => break,
                },
            };
            key = bytes[at..at + length].iter().copied().fold(key, mix);
            at += length;
        }
        Some(Run {
            range: start..at,
            key,
        })
    })
}

/// `key` with one more byte, by a rotation and a multiplication.
fn mix(key: u64, byte: u8) -> u64 {
    (key.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x517c_c1b7_2722_0a95)
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
