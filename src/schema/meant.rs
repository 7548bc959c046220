//! What somebody meant who wrote a name in place of its code, or a number in words.

use rust_decimal::Decimal;

use crate::document::{Outline, Span};
use crate::lexicon::{
    CountryForm, Gazetteer, country, country_gazetteer, currency, currency_gazetteer, symbol_gazetteer,
};
use crate::mentions::Mentions;

/// True for a country code of ISO 3166-1 alpha-2, and for `XK`, which is not in it and which
/// everybody uses for Kosovo.
pub(super) fn is_country_code(text: &str) -> bool {
    text == "XK" || country(text).is_some()
}

/// True for a country code, or one of the reserved codes of the two unions that records know.
pub(super) fn is_party_code(text: &str) -> bool {
    matches!(text, "EU" | "UN") || is_country_code(text)
}

/// True for a currency code of ISO 4217, former ones included.
pub(super) fn is_currency_code(text: &str) -> bool {
    currency(text).is_some()
}

/// The country codes that `text` may stand for: a name, an adjective, or a code in small letters.
pub(super) fn country_codes(text: &str) -> Vec<&'static str> {
    if let Some(country) = country(&text.to_uppercase()) {
        return vec![country.code];
    }
    let sense = whole(country_gazetteer(), text).filter(|sense| sense.form != CountryForm::Capital);
    let countries = sense.into_iter().flat_map(|sense| &sense.candidates);
    countries.map(|country| country.code).collect()
}

/// The currency codes that `text` may stand for: a sign, a name, or a code in small letters.
pub(super) fn currency_codes(text: &str) -> Vec<&'static str> {
    if let Some(currency) = currency(&text.to_uppercase()) {
        return vec![currency.code];
    }
    let sense = whole(symbol_gazetteer(), text).or_else(|| whole(currency_gazetteer(), text));
    let mut currencies: Vec<_> = sense.into_iter().flat_map(|sense| &sense.candidates).collect();
    // A bare sign or noun may be that of many, of which one or two are usually meant.
    if currencies.iter().any(|currency| currency.usual) {
        currencies.retain(|currency| currency.usual);
    }
    currencies.iter().map(|currency| currency.code).collect()
}

/// The number that `text` tells in words and signs: `over $12 billion` is 12000000000.
pub(super) fn number(text: &str) -> Option<Decimal> {
    // A number alone carries no fact and is no mention; as an amount of money it is one.
    read_number(text).or_else(|| read_number(&format!("${text}")))
}

/// The one number among the mentions of `text`.
fn read_number(text: &str) -> Option<Decimal> {
    let mentions = Mentions::of(text, &Outline::of(text));
    match mentions.quantities.as_slice() {
        [quantity] if quantity.upper.is_none() => Some(quantity.value.normalize()),
        _ => None,
    }
}

/// What the whole of `text` is found as.
fn whole<'g, T>(names: &'g Gazetteer<T>, text: &str) -> Option<&'g T> {
    let all = Span::new(0, text.len());
    names.find(text).find(|hit| hit.span == all).map(|hit| hit.value)
}

#[cfg(test)]
mod tests {
    use super::{country_codes, currency_codes, is_country_code, is_party_code, number};

    #[test]
    fn codes_are_those_of_the_standards() {
        assert!(is_country_code("UZ") && is_country_code("XK"));
        assert!(!is_country_code("UK") && !is_country_code("EU") && !is_country_code("uz"));
        assert!(is_party_code("EU") && is_party_code("JP") && !is_party_code("ZZ"));
    }

    #[test]
    fn names_signs_and_small_letters_stand_for_codes() {
        assert_eq!(country_codes("Japan"), ["JP"]);
        assert_eq!(country_codes("jp"), ["JP"]);
        assert_eq!(country_codes("Atlantis"), [""; 0]);
        assert_eq!(currency_codes("usd"), ["USD"]);
        assert_eq!(currency_codes("€"), ["EUR"]);
        assert_eq!(currency_codes("$").first().copied(), Some("USD"));
        assert_eq!(currency_codes("pieces of eight"), [""; 0]);
    }

    #[test]
    fn numbers_are_read_from_words() {
        let read = |text: &str| number(text).map(|number| number.to_string());
        assert_eq!(read("12 billion").as_deref(), Some("12000000000"));
        assert_eq!(read("over $1.5 million").as_deref(), Some("1500000"));
        assert_eq!(read("many"), None);
    }
}
