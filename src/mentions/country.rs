//! Countries, by name, by their people, and by the capital that stands for the government.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::Span;
use crate::lexicon::{Country, CountryForm, CountrySense, Hit, Starts, country_gazetteer};

use super::BodyMention;

/// A country told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountryMention {
    /// Where, in bytes.
    pub span: Span,
    /// ISO 3166-1 alpha-2 code.
    pub code: &'static str,
    /// The country's short name.
    pub name: &'static str,
    /// Name, demonym or capital.
    pub form: CountryForm,
}

/// The countries in `text`.
///
/// A name that several countries bear (`Congo`) means the one of them that the text names
/// otherwise, else the usual one; where neither tells, there is no mention.
pub(super) fn countries(text: &str, starts: &Starts<'_>) -> Vec<CountryMention> {
    let hits: Vec<Hit<'static, CountrySense>> = country_gazetteer()
        .find_from(starts)
        .filter(|hit| !is_pronoun_in_capitals(text, hit.span))
        .collect();
    let named: FxHashSet<&str> = hits
        .iter()
        .filter_map(|hit| match hit.value.candidates.as_slice() {
            [only] if hit.value.unless.is_empty() => Some(only.code),
            _ => None,
        })
        .collect();
    // Whether another place is meant is asked once a name, as each answer is a pass over the text.
    let mut elsewhere: FxHashMap<*const CountrySense, bool> = FxHashMap::default();
    hits.iter()
        .filter_map(|hit| {
            let country = meant(hit.value, &named)?;
            let is_elsewhere = !hit.value.unless.is_empty()
                && !named.contains(country.code)
                && *elsewhere
                    .entry(std::ptr::from_ref(hit.value))
                    .or_insert_with(|| hit.value.unless.iter().any(|place| text.contains(place)));
            if is_elsewhere {
                return None;
            }
            Some(CountryMention {
                span: hit.span,
                code: country.code,
                name: country.name,
                form: hit.value.form,
            })
        })
        .collect()
}

/// Those of `bodies` that take part as states do, with the code of the body.
pub(super) fn coded_bodies(bodies: &[BodyMention]) -> impl Iterator<Item = CountryMention> {
    bodies.iter().filter_map(|mention| {
        let code = mention.body.code?;
        Some(CountryMention {
            span: mention.span,
            code,
            name: if code == "UN" {
                "United Nations"
            } else {
                "European Union"
            },
            form: CountryForm::Name,
        })
    })
}

fn meant(sense: &CountrySense, named: &FxHashSet<&str>) -> Option<&'static Country> {
    // A usual meaning is not given up for the neighbour's: `Korea` beside `North Korea` is the South.
    if sense.usual.is_some() {
        return sense.usual;
    }
    let mut told = sense
        .candidates
        .iter()
        .filter(|country| named.contains(country.code));
    match (told.next(), told.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

/// `US` between words in capitals, as in a heading: it may be `us`.
fn is_pronoun_in_capitals(text: &str, span: Span) -> bool {
    span.of(text) == "US" && stands_in_capitals(text, span)
}

/// True where a word in capitals stands on either side of `span`, and `THE` not before it: there
/// capitals do not make a name.
pub(super) fn stands_in_capitals(text: &str, span: Span) -> bool {
    let is_shouted = |word: Option<&str>| {
        word.is_some_and(|word| word.chars().count() > 3 && word.chars().all(char::is_uppercase))
    };
    // A word is looked for nearby only, as a text need have no blank at all.
    let before = text.get(..span.start).and_then(|part| {
        let start =
            (part.len().saturating_sub(LONGEST_WORD)..=part.len()).find(|&at| part.is_char_boundary(at))?;
        part.get(start..)?.split_whitespace().next_back()
    });
    let after = text.get(span.end..).and_then(|part| {
        let end = (0..=part.len().min(LONGEST_WORD))
            .rev()
            .find(|&at| part.is_char_boundary(at))?;
        part.get(..end)?.split_whitespace().next()
    });
    before != Some("THE") && (is_shouted(before) || is_shouted(after))
}

/// Bytes in which a neighbouring word is looked for.
const LONGEST_WORD: usize = 40;

#[cfg(test)]
mod tests {
    use super::countries;
    use crate::lexicon::Starts;

    fn codes(text: &str) -> Vec<&'static str> {
        countries(text, &Starts::of(text))
            .into_iter()
            .map(|country| country.code)
            .collect()
    }

    #[test]
    fn a_shared_name_is_settled_by_the_rest_of_the_text() {
        assert!(codes("the President of Congo").is_empty());
        assert_eq!(codes("the DRC and the Congolese side"), ["CD", "CD"]);
        assert_eq!(codes("Congo-Brazzaville, Congo-Kinshasa and Congo"), ["CG", "CD"]);
        assert_eq!(codes("Korea, not North Korea"), ["KR", "KP"]);
    }

    #[test]
    fn a_name_that_is_another_place_too_goes_by_its_neighbours() {
        assert_eq!(codes("Armenia and Georgia"), ["AM", "GE"]);
        assert!(codes("mayors from Florida and Georgia").is_empty());
        assert_eq!(codes("Georgia, its capital Tbilisi, and Florida"), ["GE", "GE"]);
    }

    #[test]
    fn the_pronoun_in_a_heading_is_no_country() {
        assert!(codes("LET US WORK TOGETHER").is_empty());
        assert_eq!(codes("TALKS WITH THE US IN PARIS"), ["US", "FR"]);
        assert_eq!(codes("the US said"), ["US"]);
    }
}
