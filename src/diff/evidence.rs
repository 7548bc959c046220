//! The passages that objects rest on, shown and compared.

use super::{Class, Quote, Version};
use crate::document::Span;
use crate::finding::Place;
use crate::grounding::{self, Folded, Level, locate, quotes};
use crate::yaml::Node;

/// So many quotes of one object are looked for in the source and shown.
const MOST_QUOTES: usize = 16;

/// So many places of one quote are shown.
const MOST_PLACES: usize = 2;

/// The passages that `evidence` quotes.
pub(super) fn shown(version: Version<'_>, evidence: Option<&Node>) -> Vec<Quote> {
    let Some(evidence) = evidence else {
        return Vec::new();
    };
    let json = evidence.to_json();
    let mut found = Vec::new();
    for (_, quote) in quotes("", &json).into_iter().take(MOST_QUOTES) {
        let spans = places(version, &quote);
        if spans.is_empty() {
            found.push(Quote {
                exact: quote.exact.to_owned(),
                place: None,
            });
        }
        let Some(source) = version.source else { continue };
        let document = source.document();
        found.extend(spans.into_iter().take(MOST_PLACES).map(|span| Quote {
            exact: document.slice(span).to_owned(),
            place: Some(Place {
                path: document.name().to_owned(),
                start: document.position(span.start),
                end: document.position(span.end),
            }),
        }));
    }
    found
}

/// What it means that `old` evidence became `new`; `None` where the two are the same.
pub(super) fn compare(
    (old_version, old): (Version<'_>, &Node),
    (new_version, new): (Version<'_>, &Node),
) -> Option<Class> {
    let (old, new) = (old.to_json(), new.to_json());
    let (old, new) = (quotes("", &old), quotes("", &new));
    let quotes_of = |all: &[(String, grounding::Quote<'_>)]| -> Vec<String> {
        all.iter().map(|(_, quote)| format!("{quote:?}")).collect()
    };
    let (old_written, new_written) = (quotes_of(&old), quotes_of(&new));
    if old_written == new_written {
        return None;
    }
    if sorted(old_written) == sorted(new_written) {
        return Some(Class::Order);
    }
    let words = |all: &[(String, grounding::Quote<'_>)]| -> Vec<String> {
        let folded = all
            .iter()
            .map(|(_, quote)| Folded::of(quote.exact, Level::Caseless));
        sorted(folded.map(|folded| folded.text().to_owned()).collect())
    };
    let stand = |version: Version<'_>, all: &[(String, grounding::Quote<'_>)]| {
        let stand: Option<Vec<(usize, usize)>> =
            all.iter().map(|(_, quote)| only_place(version, quote)).collect();
        stand.map(sorted)
    };
    let places = stand(old_version, &old).zip(stand(new_version, &new));
    let has_moved = match places {
        _ if words(&old) != words(&new) => true,
        Some((old, new)) => old != new,
        // Where nobody knows where they stand, the same words are the same passage.
        None => false,
    };
    Some(if has_moved {
        Class::EvidenceMoved
    } else {
        Class::Wording
    })
}

/// Where `quote` stands in code points, if that is one place.
fn only_place(version: Version<'_>, quote: &grounding::Quote<'_>) -> Option<(usize, usize)> {
    let Some(source) = version.source else {
        return quote.offsets;
    };
    match places(version, quote).as_slice() {
        [only] => Some(source.document().code_points(*only)),
        _ => None,
    }
}

/// Where `quote` stands in the source, in bytes of the text as read.
fn places(version: Version<'_>, quote: &grounding::Quote<'_>) -> Vec<Span> {
    let Some(source) = version.source else {
        return Vec::new();
    };
    let found = locate(source, quote).passages.into_iter();
    found.map(|span| source.as_read(span)).collect()
}

fn sorted<T: Ord>(mut all: Vec<T>) -> Vec<T> {
    all.sort_unstable();
    all
}
