//! Where evidence stands in its source.

use std::ops::Range;

use serde_json::Value;

use super::words::thousandths;
use crate::document::{Document, Span};

/// More places than this are not looked at for one quote; it is too short to have a place.
const MOST_PLACES: usize = 16;

/// More quotes than this are not looked at for one object; they count as standing nowhere.
const MOST_QUOTES: usize = 64;

/// Code points of the source.
type Place = Range<usize>;

/// A source whose quotes are found with white space, letter case and typographic marks folded.
#[derive(Debug)]
pub(super) struct Places<'a> {
    document: &'a Document,
    folded: String,
    /// For each byte of `folded`, the byte of the source that it comes from; one more for the end.
    origins: Vec<usize>,
}

/// Where one piece of evidence stands: for each quote, every place that it may mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Standing {
    quotes: Vec<Vec<Place>>,
    /// Code points of quotes that stand nowhere.
    lost: usize,
}

impl<'a> Places<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        let (folded, mut origins) = fold(document.text());
        origins.push(document.text().len());
        Self {
            document,
            folded,
            origins,
        }
    }

    /// Where `evidence`, as a record has it, stands.
    pub(super) fn standing(&self, evidence: &Value) -> Standing {
        standing(evidence, |quote| self.of_quote(quote))
    }

    /// How many quotes of a record stand nowhere.
    pub(super) fn ungrounded(&self, record: &Value) -> usize {
        let quotes = all_evidence(record).flat_map(quotes);
        quotes.filter(|quote| self.of_quote(quote).is_empty()).count()
    }

    fn of_quote(&self, quote: &Quote) -> Vec<Place> {
        let (exact, _) = fold(quote.exact);
        if exact.is_empty() {
            return Vec::new();
        }
        if let Some(place) = &quote.place {
            let span = self.document.span_of_code_points(place.start, place.end);
            let stands = span.is_some_and(|span| fold(self.document.slice(span)).0 == exact);
            return if stands { vec![place.clone()] } else { Vec::new() };
        }
        let before = fold(quote.prefix).0;
        let after = fold(quote.suffix).0;
        let found = self
            .folded
            .match_indices(&exact)
            .map(|(at, _)| at..at + exact.len());
        let fits = |range: &Range<usize>| {
            let (head, tail) = (&self.folded[..range.start], &self.folded[range.end..]);
            head.trim_end().ends_with(&before) && tail.trim_start().starts_with(&after)
        };
        found
            .filter(fits)
            .take(MOST_PLACES)
            .filter_map(|range| self.source_place(&range))
            .collect()
    }

    fn source_place(&self, folded: &Range<usize>) -> Option<Place> {
        let start = *self.origins.get(folded.start)?;
        let last = *self.origins.get(folded.end.checked_sub(1)?)?;
        let length = self.document.text().get(last..)?.chars().next()?.len_utf8();
        let (start, end) = self.document.code_points(Span::new(start, last + length));
        Some(start..end)
    }
}

/// Where evidence stands by its offsets alone; what has none stands nowhere.
pub(super) fn standing_by_offsets(evidence: &Value) -> Standing {
    standing(evidence, |quote| quote.place.iter().cloned().collect())
}

/// True where every quote of the record has offsets.
pub(super) fn has_offsets(record: &Value) -> bool {
    all_evidence(record)
        .flat_map(quotes)
        .all(|quote| quote.place.is_some())
}

/// Every piece of evidence of a record.
fn all_evidence(record: &Value) -> impl Iterator<Item = &Value> {
    let members = record
        .as_object()
        .into_iter()
        .flat_map(|members| members.values());
    let objects = members.flat_map(|member| match member {
        Value::Array(items) => items.as_slice(),
        one => std::slice::from_ref(one),
    });
    objects.filter_map(|object| object.get("evidence"))
}

/// Where the quotes of `evidence` stand, each at one of `places_of` it.
fn standing(evidence: &Value, places_of: impl Fn(&Quote<'_>) -> Vec<Place>) -> Standing {
    let mut standing = Standing::default();
    for (count, quote) in quotes(evidence).into_iter().enumerate() {
        let places = if count < MOST_QUOTES {
            places_of(&quote)
        } else {
            Vec::new()
        };
        if places.is_empty() {
            standing.lost += quote.exact.chars().count();
        } else {
            standing.quotes.push(places);
        }
    }
    standing
}

impl Standing {
    /// How far the two stand at the same place: twice the code points that both cover by those of
    /// each, in thousandths. Quotes that stand nowhere count on their side and cover nothing.
    pub(super) fn agreement(&self, other: &Self) -> u32 {
        let mine = self.resolved(other);
        let theirs = other.resolved(self);
        let shared: usize = mine
            .iter()
            .flat_map(|a| theirs.iter().map(|b| common(a, b)))
            .sum();
        let total = covered(&mine) + covered(&theirs) + self.lost + other.lost;
        if total == 0 {
            return 0;
        }
        thousandths(2 * shared, total)
    }

    /// One place for each quote, merged where they overlap. A quote that may mean several places
    /// means the one that the other evidence has more of, or else the first.
    fn resolved(&self, other: &Self) -> Vec<Place> {
        let certain: Vec<&Place> = other.quotes.iter().flatten().collect();
        let shared = |place: &Place| -> usize { certain.iter().map(|other| common(place, other)).sum() };
        let mut places: Vec<Place> = self
            .quotes
            .iter()
            .filter_map(|places| {
                // `max_by_key` takes the last of equals: from the end it is the first.
                places.iter().rev().max_by_key(|place| shared(place)).cloned()
            })
            .collect();
        places.sort_unstable_by_key(|place| (place.start, place.end));
        let mut merged: Vec<Place> = Vec::new();
        for place in places {
            match merged.last_mut() {
                Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
                _ => merged.push(place),
            }
        }
        merged
    }
}

fn common(a: &Place, b: &Place) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

fn covered(places: &[Place]) -> usize {
    places
        .iter()
        .map(|place| place.end.saturating_sub(place.start))
        .sum()
}

struct Quote<'v> {
    exact: &'v str,
    prefix: &'v str,
    suffix: &'v str,
    place: Option<Place>,
}

fn quotes(evidence: &Value) -> Vec<Quote<'_>> {
    let items = match evidence {
        Value::Array(items) => items.as_slice(),
        one => std::slice::from_ref(one),
    };
    items.iter().filter_map(quote).collect()
}

fn quote(value: &Value) -> Option<Quote<'_>> {
    let member = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default();
    let offset = |name: &str| {
        value
            .get(name)
            .and_then(Value::as_u64)
            .and_then(|at| usize::try_from(at).ok())
    };
    Some(Quote {
        exact: value.as_str().or_else(|| value.get("exact")?.as_str())?,
        prefix: member("prefix"),
        suffix: member("suffix"),
        place: offset("start").zip(offset("end")).map(|(start, end)| start..end),
    })
}

/// `text` in small letters, runs of white space as one space, typographic quotation marks and
/// dashes as plain ones; with the byte of `text` that each byte of it comes from. Trimmed.
fn fold(text: &str) -> (String, Vec<usize>) {
    let mut folded = String::with_capacity(text.len());
    let mut origins = Vec::with_capacity(text.len());
    for (at, ch) in text.char_indices() {
        let plain = match ch {
            '‘' | '’' | '‚' | 'ʻ' | 'ʼ' | '`' | '´' => '\'',
            '“' | '”' | '„' | '«' | '»' => '"',
            '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
            '\u{200b}' | '\u{feff}' | '\u{ad}' => continue,
            ch if ch.is_whitespace() => ' ',
            ch => ch,
        };
        if plain == ' ' && (folded.is_empty() || folded.ends_with(' ')) {
            continue;
        }
        folded.extend(plain.to_lowercase());
        origins.resize(folded.len(), at);
    }
    if folded.ends_with(' ') {
        folded.pop();
        origins.pop();
    }
    (folded, origins)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Places, has_offsets, standing_by_offsets};
    use crate::document::Document;

    const TEXT: &str = "Talks were held.  The “Silk\nRoad” was praised. Talks were held.";

    fn agreement(got: &Value, gold: &Value) -> u32 {
        let document = Document::new("t", TEXT);
        let places = Places::new(&document);
        let (got, gold) = (places.standing(got), places.standing(gold));
        let agreement = got.agreement(&gold);
        assert_eq!(gold.agreement(&got), agreement, "whichever side is which");
        agreement
    }

    #[test]
    fn a_quote_is_found_through_white_space_and_typographic_marks() {
        assert_eq!(
            agreement(
                &json!("the \"silk road\""),
                &json!({"exact": "The “Silk\nRoad”", "start": 18, "end": 33})
            ),
            1000
        );
    }

    #[test]
    fn the_same_words_elsewhere_are_not_the_same_place() {
        let first = json!({"exact": "Talks were held.", "start": 0, "end": 16});
        let last = json!({"exact": "Talks were held.", "suffix": "The"});
        let second = json!({"exact": "Talks were held.", "prefix": "praised."});
        assert_eq!(agreement(&first, &last), 1000);
        assert_eq!(agreement(&first, &second), 0);
        // A bare quote that stands twice means the place that the other has.
        assert_eq!(agreement(&json!("Talks were held."), &second), 1000);
    }

    #[test]
    fn agreement_by_hand() {
        // 5 code points (`Talks`) of 5 and 15: 2 × 5 / 20.
        assert_eq!(agreement(&json!("Talks"), &json!("Talks were held")), 500);
        // A quote that stands nowhere weighs on its side: 2 × 5 / (5 + 5 + 10).
        assert_eq!(agreement(&json!(["Talks", "0123456789"]), &json!("Talks")), 500);
        assert_eq!(agreement(&json!("nowhere"), &json!("nowhere")), 0);
        // What two quotes share counts once.
        assert_eq!(
            agreement(&json!(["Talks were", "were held"]), &json!("Talks were held")),
            1000
        );
        // Offsets that do not show the quote are no place.
        assert_eq!(
            agreement(&json!({"exact": "Talks", "start": 1, "end": 6}), &json!("Talks")),
            0
        );
    }

    #[test]
    fn quotes_beyond_the_bound_stand_nowhere() {
        let many = |count: usize| json!(vec![json!({"exact": "Talks", "start": 0, "end": 5}); count]);
        let by_offsets =
            |count: usize| standing_by_offsets(&many(count)).agreement(&standing_by_offsets(&many(1)));
        assert_eq!(agreement(&many(64), &many(1)), 1000);
        assert_eq!(by_offsets(64), 1000);
        // 2 × 5 / (5 + 5 + 5).
        assert_eq!(agreement(&many(65), &many(1)), 666);
        assert_eq!(by_offsets(65), 666);
    }

    #[test]
    fn a_quote_that_stands_all_over_means_one_of_the_first_places() {
        let document = Document::new("t", "so ".repeat(20));
        let places = Places::new(&document);
        let agreement = |place: usize| {
            let quote = json!({"exact": "so", "start": 3 * place, "end": 3 * place + 2});
            places.standing(&json!("so")).agreement(&places.standing(&quote))
        };
        assert_eq!((agreement(0), agreement(15), agreement(16)), (1000, 1000, 0));
    }

    #[test]
    fn without_a_source_offsets_are_taken_at_their_word() {
        let placed = json!([{"exact": "ab", "start": 3, "end": 5}]);
        let standing = standing_by_offsets(&placed);
        assert_eq!(standing.agreement(&standing), 1000);
        // 2 × 2 / (2 + 2 + 3).
        let half = standing_by_offsets(&json!([{"exact": "ab", "start": 3, "end": 5}, "abc"]));
        assert_eq!(standing.agreement(&half), 571);
        assert!(has_offsets(&json!({"event": {"evidence": placed}})));
        assert!(!has_offsets(&json!({"topics": [{"evidence": ["ab"]}]})));
    }
}
