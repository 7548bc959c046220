//! Which currency an amount is in.

use std::collections::HashSet;

use crate::document::Span;
use crate::lexicon::{
    Currency, bare_currencies, bare_currency_gazetteer, currency_gazetteer, symbol_gazetteer,
};

/// A sign, code or name of a currency in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CurrencyMention {
    /// Where, in bytes.
    pub(super) span: Span,
    /// ISO 4217 code; `None` where the text does not tell which currency it is.
    pub(super) code: Option<&'static str>,
}

/// All mentions of currencies in one text, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Currencies {
    mentions: Vec<CurrencyMention>,
}

impl Currencies {
    /// The currencies in `text`.
    ///
    /// A bare `$` or `dollars` means the one dollar that the text names in full, if it names just
    /// one; the US dollar if it names none; otherwise it is not told. Other bare words (`pesos`)
    /// mean the one currency of that word whose country the text names.
    pub(super) fn of(text: &str) -> Self {
        let mut mentions: Vec<CurrencyMention> = Vec::new();
        let mut named: HashSet<&'static str> = HashSet::new();
        for hit in symbol_gazetteer()
            .find(text)
            .chain(currency_gazetteer().find(text))
        {
            mentions.push(CurrencyMention {
                span: hit.span,
                code: Some(hit.value.code),
            });
            named.insert(hit.value.code);
        }
        let bare = bare_currency_gazetteer()
            .find(text)
            .map(|hit| (hit.span, hit.value.as_str()));
        let signs = text
            .match_indices('$')
            .map(|(at, sign)| (Span::new(at, at + sign.len()), "dollar"));
        for (span, word) in bare.chain(signs) {
            let code = meant(word, &named);
            mentions.push(CurrencyMention { span, code });
        }
        // Of mentions that overlap the longest is meant: `A$` rather than `$`.
        mentions.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
        let mut kept: Vec<CurrencyMention> = Vec::with_capacity(mentions.len());
        for mention in mentions {
            if kept.last().is_none_or(|last| !last.span.overlaps(mention.span)) {
                kept.push(mention);
            }
        }
        Self { mentions: kept }
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

    /// The mention that begins where `token` does, as one that stands before its number.
    pub(super) fn before_number(&self, token: Span) -> Option<CurrencyMention> {
        self.at(token.start)
    }
}

/// The currency that a bare word means in a text that names the currencies `named` in full.
fn meant(word: &str, named: &HashSet<&'static str>) -> Option<&'static str> {
    let candidates = bare_currencies(word);
    let mut told = candidates.iter().filter(|currency| named.contains(currency.code));
    match (told.next(), told.next()) {
        (Some(only), None) => Some(only.code),
        (Some(_), Some(_)) => None,
        (None, _) => by_default(&candidates),
    }
}

/// What a bare word means where nothing in the text tells: the US dollar for dollars, the only
/// candidate where there is but one, and otherwise nothing.
fn by_default(candidates: &[&'static Currency]) -> Option<&'static str> {
    match candidates {
        [only] => Some(only.code),
        _ => candidates
            .iter()
            .find(|currency| currency.code == "USD")
            .map(|currency| currency.code),
    }
}
