//! Countries, by name, by their people, and by the capital that stands for the government.

use crate::document::Span;
use crate::lexicon::{CountryForm, country_gazetteer};

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
pub(super) fn countries(text: &str) -> Vec<CountryMention> {
    country_gazetteer()
        .find(text)
        .map(|hit| {
            let (country, form) = hit.value;
            CountryMention {
                span: hit.span,
                code: country.code,
                name: country.name,
                form: *form,
            }
        })
        .collect()
}
