//! Which currency an amount is in.

use rustc_hash::FxHashSet;

use crate::document::Span;
use crate::lexicon::{Currency, CurrencySense, Starts, currency_gazetteer, symbol_gazetteer};

use super::country::CountryMention;

/// A sign, code or name of a currency in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CurrencyMention {
    /// Where, in bytes.
    pub(super) span: Span,
    /// ISO 4217 code; `None` where the text does not tell which currency it is.
    pub(super) code: Option<&'static str>,
    /// True for a code or noun that is a word as well: `TOP 10`, `the 5 won`.
    pub(super) is_word: bool,
    /// True for a hundredth of the currency: `cents`.
    pub(super) is_part: bool,
}

/// All mentions of currencies in one text, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Currencies {
    mentions: Vec<CurrencyMention>,
}

impl Currencies {
    /// The currencies in `text`, in which `countries` are named.
    ///
    /// A bare `$` or `dollars` means the one dollar that the text names in full, if it names just
    /// one; the US dollar if it names none; otherwise it is not told. Other bare words (`pesos`)
    /// mean the one currency of that word that the text names in full or whose country it names.
    pub(super) fn of(text: &str, starts: &Starts<'_>, countries: &[CountryMention]) -> Self {
        let mut found: Vec<(Span, &'static CurrencySense)> = symbol_gazetteer()
            .find_beside_digits(starts)
            .chain(currency_gazetteer().find_beside_digits(starts))
            .map(|hit| (hit.span, hit.value))
            .collect();
        if found.is_empty() {
            return Self::default();
        }
        join_parted_dollars(text, &mut found);
        // Of mentions that overlap the longest is meant: `A$` rather than `$`.
        found.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        found.dedup_by(|(later, _), (earlier, _)| earlier.overlaps(*later));
        let mut told = Told::default();
        for (_, sense) in &found {
            if let [only] = sense.candidates.as_slice() {
                told.currencies.insert(only.code);
            }
        }
        told.countries
            .extend(countries.iter().map(|country| country.code));
        let mentions = found.into_iter().map(|(span, sense)| CurrencyMention {
            span,
            code: told.meant(&sense.candidates),
            is_word: (sense.is_code && sense.candidates.iter().any(|currency| currency.code_is_word))
                || span.of(text) == "won",
            is_part: sense.is_part,
        });
        Self {
            mentions: mentions.collect(),
        }
    }

    /// True where a mention overlaps `span`.
    pub(super) fn overlap(&self, span: Span) -> bool {
        let index = self
            .mentions
            .partition_point(|mention| mention.span.end <= span.start);
        self.mentions
            .get(index)
            .is_some_and(|mention| mention.span.overlaps(span))
    }

    /// The mention that begins at the byte `start`.
    pub(super) fn at(&self, start: usize) -> Option<CurrencyMention> {
        let index = self
            .mentions
            .partition_point(|mention| mention.span.start < start);
        self.mentions
            .get(index)
            .filter(|mention| mention.span.start == start)
            .copied()
    }
}

/// `HK $5`, where a blank has come between the letters and the sign.
///
/// One letter before a blank is an article (`A $5 million loan`) or the rest of a word. A text
/// without any capital has lost them everywhere; there the letters may be small.
fn join_parted_dollars(text: &str, found: &mut [(Span, &'static CurrencySense)]) {
    /// `NT$` and shorter ones; longer letters before a sign are a word.
    const MOST_LETTERS: usize = 3;
    let mut small_letters: Option<bool> = None;
    for (span, sense) in found.iter_mut().filter(|(span, _)| span.of(text) == "$") {
        let Some(before) = text.get(..span.start).and_then(|part| part.strip_suffix(' ')) else {
            continue;
        };
        let letters = before
            .bytes()
            .rev()
            .take(MOST_LETTERS + 1)
            .take_while(|byte| byte.is_ascii_alphabetic() || *byte == b'.')
            .count();
        let start = before.len() - letters;
        if !(2..=MOST_LETTERS).contains(&letters) {
            continue;
        }
        let written = before.get(start..).unwrap_or_default();
        let is_small = written.bytes().any(|byte| byte.is_ascii_lowercase());
        let all_small = || !text.bytes().any(|byte| byte.is_ascii_uppercase());
        if is_small && !*small_letters.get_or_insert_with(all_small) {
            continue;
        }
        let symbol = format!("{}$", written.to_ascii_uppercase());
        let hit = symbol_gazetteer().find(&symbol).next();
        if let Some(hit) = hit.filter(|hit| hit.span.len() == symbol.len()) {
            *sense = hit.value;
            span.start = start;
        }
    }
}

/// What a text tells beside a bare word.
#[derive(Default)]
struct Told {
    /// Currencies named in full.
    currencies: FxHashSet<&'static str>,
    /// Countries.
    countries: FxHashSet<&'static str>,
}

impl Told {
    fn meant(&self, candidates: &[&'static Currency]) -> Option<&'static str> {
        if let [only] = candidates {
            return Some(only.code);
        }
        let mut named = candidates
            .iter()
            .filter(|currency| self.currencies.contains(currency.code));
        match (named.next(), named.next()) {
            (Some(named), None) => return Some(named.code),
            (Some(_), Some(_)) => return None,
            (None, _) => {}
        }
        let usual = only(candidates.iter().filter(|currency| currency.usual));
        // All the world counts in US dollars; other currencies are those of the countries spoken of.
        if usual == Some("USD") {
            return usual;
        }
        let at_home = candidates.iter().filter(|currency| {
            currency
                .country()
                .is_some_and(|country| self.countries.contains(country))
        });
        only(at_home).or(usual)
    }
}

fn only<'c>(mut currencies: impl Iterator<Item = &'c &'static Currency>) -> Option<&'static str> {
    let first = currencies.next()?;
    currencies.next().is_none().then_some(first.code)
}

#[cfg(test)]
mod tests {
    use super::Currencies;
    use crate::lexicon::Starts;
    use crate::mentions::country::countries;

    fn codes(text: &str) -> Vec<Option<&'static str>> {
        let starts = Starts::of(text);
        let found = Currencies::of(text, &starts, &countries(text, &starts));
        found.mentions.iter().map(|mention| mention.code).collect()
    }

    #[test]
    fn a_bare_word_means_what_the_text_tells() {
        assert_eq!(codes("$5"), [Some("USD")]);
        assert_eq!(codes("A$5 or $6"), [Some("AUD"), Some("AUD")]);
        assert_eq!(codes("A$5, C$6 or $7"), [Some("AUD"), Some("CAD"), None]);
        assert_eq!(codes("9 rupees"), [None]);
        assert_eq!(codes("in India 9 rupees"), [Some("INR")]);
        assert_eq!(codes("in India and Pakistan 9 rupees"), [None]);
        assert_eq!(codes("8 pounds"), [Some("GBP")]);
        assert_eq!(codes("¥7 in China"), [Some("CNY")]);
    }

    #[test]
    fn a_blank_inside_a_sign_is_stepped_over() {
        assert_eq!(codes("HK $5"), [Some("HKD")]);
        assert_eq!(codes("us $5 was paid"), [Some("USD")]);
        assert_eq!(codes("A $5 million loan"), [Some("USD")]);
    }
}
