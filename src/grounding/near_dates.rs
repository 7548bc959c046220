//! Which year is meant by words without one: `in August`, `next spring`, `on the following day`.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use crate::document::Span;
use crate::mentions::month;

use super::source::Source;

/// On which side of the day of publication the words put a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Past,
    Future,
}

/// A text may come out so many days behind the meeting that it tells of, whose plans it gives.
const DELAY: i32 = 31;

impl Side {
    /// True where a date from `first` to `last` cannot lie on this side of `published`.
    pub(super) fn excludes(self, (first, last): (Date, Date), published: Date) -> bool {
        match self {
            Self::Past => first > published,
            Self::Future => days(last, published) > DELAY,
        }
    }
}

/// From `one` to `other`.
fn days(one: Date, other: Date) -> i32 {
    one.until(other).map_or(i32::MAX, |span| span.get_days())
}

/// The side on which `words`, which stand at `at`, put their date: by themselves (`by June`, `since March`), or
/// by the verb before them in its part of the sentence.
pub(super) fn side(source: &Source, words: &str, at: Option<Span>) -> Option<Side> {
    let lower = words.to_lowercase();
    if lower.starts_with("since ") {
        return Some(Side::Past);
    }
    let before = at.and_then(|at| {
        let sentence = source.sentence_of(at)?;
        Some(source.slice(Span::new(sentence.start, at.start.max(sentence.start))))
    });
    let words: Vec<&str> = before.unwrap_or_default().split_whitespace().rev().collect();
    // `originally set for March`, `had grown by May`: what was once to come may be past.
    let is_over = words.iter().any(|word| is_past(word));
    let is_limit = ["before ", "by ", "no later than ", "not later than ", "until "];
    if is_limit.iter().any(|opening| lower.starts_with(opening)) {
        return (!is_over).then_some(Side::Future);
    }
    let last = words.first()?;
    if last.len() > 4 && last.ends_with("ed") && !is_ahead(last) {
        let auxiliary = words.get(1).copied().unwrap_or_default();
        let is_deed = !matches!(auxiliary, "be" | "to" | "being") && !words.iter().any(|word| is_ahead(word));
        return is_deed.then_some(Side::Past);
    }
    let found = words
        .iter()
        .take(REACH)
        .take_while(|word| !parts(word))
        .find(|word| is_ahead(word))?;
    let is_modal = matches!(*found, "shall" | "will" | "would");
    (is_modal || !is_over).then_some(Side::Future)
}

/// So many words before a date is its verb, at most.
const REACH: usize = 9;

/// True for a word behind which something else is dated: `will build on` **the talks** `in March`.
fn parts(word: &str) -> bool {
    word.ends_with([',', ';', ':'])
        || matches!(
            word,
            "after" | "at" | "following" | "from" | "of" | "on" | "since" | "that" | "which" | "who"
        )
}

/// True for a word that tells of what is over.
fn is_past(word: &str) -> bool {
    const WORDS: [&str; 9] = [
        "been",
        "had",
        "has",
        "have",
        "initially",
        "originally",
        "previously",
        "was",
        "were",
    ];
    WORDS.binary_search(&word.trim_end_matches(',')).is_ok()
}

/// True for a word that tells of what is to come.
fn is_ahead(word: &str) -> bool {
    const WORDS: [&str; 14] = [
        "due",
        "envisaged",
        "expected",
        "foreseen",
        "forthcoming",
        "forward",
        "planned",
        "scheduled",
        "set",
        "shall",
        "slated",
        "upcoming",
        "will",
        "would",
    ];
    WORDS
        .binary_search(&word.trim_matches(|ch: char| !ch.is_alphanumeric()))
        .is_ok()
}

/// True where `words` without a year, which stand at `at`, cannot mean the time from `first` to `last` of `period`.
pub(super) fn contradicts(
    source: &Source,
    words: &str,
    at: Option<Span>,
    (first, last): (Date, Date),
    published: Date,
) -> bool {
    match beside(words) {
        Some(years) => {
            let off = first.year() - published.year();
            !years.offsets().contains(&off)
                || years
                    .side()
                    .is_some_and(|side| side.excludes((first, last), published))
        }
        None => side(source, words, at).is_some_and(|side| side.excludes((first, last), published)),
    }
}

/// A word for the year next to a month or a season: **last** `March`, **next** `spring`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    Last,
    This,
    Next,
}

impl Which {
    /// By how many years the date may be off that of publication.
    fn offsets(self) -> RangeInclusive<i16> {
        match self {
            Self::Last => -1..=0,
            Self::This => 0..=0,
            Self::Next => 0..=1,
        }
    }

    fn side(self) -> Option<Side> {
        match self {
            Self::Last => Some(Side::Past),
            Self::This => None,
            Self::Next => Some(Side::Future),
        }
    }
}

fn beside(words: &str) -> Option<Which> {
    const SEASONS: [&str; 5] = ["autumn", "fall", "spring", "summer", "winter"];
    let split = words.split(|ch: char| !ch.is_alphanumeric());
    let all: Vec<&str> = split.filter(|word| !word.is_empty()).collect();
    all.windows(2).find_map(|pair| {
        let [which, what] = pair else { return None };
        let is_named = month(what).is_some() || SEASONS.contains(&what.to_lowercase().as_str());
        let which = match which.to_lowercase().as_str() {
            "last" => Which::Last,
            "this" => Which::This,
            "next" => Which::Next,
            _ => return None,
        };
        is_named.then_some(which)
    })
}

/// True where a day lies close to the day of publication, or to another that the source tells in full.
pub(super) fn is_near_a_day(source: &Source, day: Date, published: Date) -> bool {
    let told = source.mentions().dates.iter();
    let told = told.filter_map(|date| date.edtf.as_deref()?.parse::<Date>().ok());
    told.chain([published])
        .any(|other| days(day, other).abs() <= DELAY)
}

/// True where the digits of `year` stand in the sentence at `at`, or in one of the two before it.
pub(super) fn tells_year(source: &Source, year: i16, at: Span) -> bool {
    const BEFORE: usize = 2;
    let outline = source.outline();
    let Some(index) = outline.sentence_at(at.start) else {
        return false;
    };
    let digits = year.to_string();
    let sentences = outline.sentences();
    let near = sentences
        .get(index.saturating_sub(BEFORE)..=index)
        .unwrap_or_default();
    near.iter()
        .any(|sentence| source.slice(sentence.span).contains(&digits))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Side, Which, beside, contradicts, side};
    use crate::document::Document;
    use crate::grounding::{Level, Source};

    fn told(text: &str, words: &str) -> Option<Side> {
        let source = Source::of(Document::new("source", text));
        let at = source
            .places(words, Level::Caseless, source.whole())
            .first()
            .copied();
        side(&source, words, at)
    }

    #[test]
    fn words_and_verbs_put_a_date_before_or_behind() {
        let cases = [
            ("They agreed to sign it by June.", "by June", Some(Side::Future)),
            (
                "They would meet again in Arica in August.",
                "in August",
                Some(Side::Future),
            ),
            (
                "Its signature is foreseen for January.",
                "for January",
                Some(Side::Future),
            ),
            (
                "They looked forward to the forum in May.",
                "in May",
                Some(Side::Future),
            ),
            ("It has risen since March.", "since March", Some(Side::Past)),
            (
                "The ferry, suspended in March, is back.",
                "in March",
                Some(Side::Past),
            ),
            ("The port is to be opened in March.", "in March", None),
            (
                "The forum planned in March is of use.",
                "in March",
                Some(Side::Future),
            ),
            ("They met in March.", "in March", None),
            (
                "A visit, originally set for March, is put off.",
                "for March",
                None,
            ),
            ("She had been expected in March.", "in March", None),
            ("Trade had grown by March.", "by March", None),
            ("This will build on the talks in March.", "in March", None),
        ];
        for (text, words, side) in cases {
            assert_eq!(told(text, words), side, "{text}");
        }
    }

    #[test]
    fn a_word_for_the_year_stands_next_to_its_month_or_season() {
        assert_eq!(beside("last March"), Some(Which::Last));
        assert_eq!(beside("in the course of next spring"), Some(Which::Next));
        assert_eq!(beside("this fall"), Some(Which::This));
        assert_eq!(beside("in March"), None);
        assert_eq!(beside("next year"), None);
    }

    #[test]
    fn last_march_is_past_and_next_june_is_to_come() {
        let source = Source::of(Document::new(
            "source",
            "It opened last March and will go on next June.",
        ));
        let published = date(2026, 1, 14);
        let other = |words, year, month| {
            let first = date(year, month, 1);
            contradicts(&source, words, None, (first, first.last_of_month()), published)
        };
        assert!(
            !other("last March", 2025, 3) && other("last March", 2026, 3) && other("last March", 2024, 3)
        );
        assert!(!other("next June", 2026, 6) && !other("next June", 2027, 6) && other("next June", 2025, 6));
    }
}
