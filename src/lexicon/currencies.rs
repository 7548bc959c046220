//! Currencies: codes, signs and names.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::{Case, Gazetteer, Table};

/// A currency of ISO 4217.
#[derive(Debug, PartialEq, Eq)]
pub struct Currency {
    /// Its code.
    pub code: &'static str,
    /// True where it is no longer in use.
    pub former: bool,
    /// True where its bare words mean it unless the text tells another.
    pub usual: bool,
    /// True where its code is a word as well: `TOP 10`.
    pub code_is_word: bool,
}

impl Currency {
    /// The alpha-2 code of the country that issues it: the first two letters of its code, except
    /// for those of unions (`EUR`, and codes with `X`).
    pub fn country(&self) -> Option<&'static str> {
        let letters = self.code.get(..2)?;
        (letters != "EU" && !letters.starts_with('X')).then_some(letters)
    }
}

/// What a code, sign or name of a currency means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CurrencySense {
    /// The currencies that it may mean: one for a code or full name, several for `$` or `pesos`.
    pub candidates: Vec<&'static Currency>,
    /// True for a code written as such.
    pub is_code: bool,
    /// True for a hundredth of the currency: `cents`.
    pub is_part: bool,
}

static TABLE: Table = Table::new(include_str!("data/currencies.tsv"));
static SIGNS_TABLE: Table = Table::new(include_str!("data/currency_signs.tsv"));

static CURRENCIES: LazyLock<Vec<Currency>> = LazyLock::new(|| {
    let rows = TABLE.rows();
    rows.map(|row| Currency {
        code: row.cell(0),
        former: row.cell(5) == "former",
        usual: row.cell(6) == "usual",
        code_is_word: row.cell(6) == "word",
    })
    .collect()
});

/// Bare nouns, each with the currencies of that name; former ones only where no current one has it.
static BARE: LazyLock<HashMap<&'static str, Vec<&'static Currency>>> = LazyLock::new(|| {
    let mut nouns: HashMap<&'static str, Vec<&'static Currency>> = HashMap::new();
    for (row, currency) in TABLE.rows().zip(CURRENCIES.iter()) {
        for noun in row.values(3) {
            nouns.entry(noun).or_default().push(currency);
        }
    }
    for currencies in nouns.values_mut() {
        if currencies.iter().any(|currency| !currency.former) {
            currencies.retain(|currency| !currency.former);
        }
    }
    nouns
});

static SYMBOLS: LazyLock<Gazetteer<CurrencySense>> = LazyLock::new(|| {
    let mut names: Vec<(String, CurrencySense)> = Vec::new();
    for (row, currency) in TABLE.rows().zip(CURRENCIES.iter()) {
        let sense = |is_code| CurrencySense {
            candidates: vec![currency],
            is_code,
            is_part: false,
        };
        names.push((currency.code.to_owned(), sense(true)));
        names.extend(row.values(4).map(|sign| (sign.to_owned(), sense(false))));
    }
    for row in SIGNS_TABLE.rows() {
        let nouns = row.values(1).filter_map(|noun| BARE.get(noun));
        let sense = CurrencySense {
            candidates: nouns.flatten().copied().collect(),
            is_code: false,
            is_part: row.cell(2) == "100",
        };
        names.push((row.cell(0).to_owned(), sense));
    }
    Gazetteer::new(Case::Exact, names)
});

static NAMES: LazyLock<Gazetteer<CurrencySense>> = LazyLock::new(|| {
    let mut names: HashMap<String, CurrencySense> = HashMap::new();
    for (row, currency) in TABLE.rows().zip(CURRENCIES.iter()) {
        for adjective in row.values(1) {
            for noun in row.values(2) {
                let sense = names
                    .entry(format!("{adjective} {noun}").to_lowercase())
                    .or_default();
                sense.candidates.push(currency);
            }
        }
    }
    for (noun, currencies) in BARE.iter() {
        let sense = names.entry(noun.to_lowercase()).or_default();
        for currency in currencies {
            if !sense.candidates.contains(currency) {
                sense.candidates.push(currency);
            }
        }
    }
    Gazetteer::new(Case::Fold, names)
});

/// The currency with this code of ISO 4217.
pub fn currency(code: &str) -> Option<&'static Currency> {
    CURRENCIES.iter().find(|currency| currency.code == code)
}

/// Codes and signs of currencies, in the letter case in which they are written.
pub fn symbol_gazetteer() -> &'static Gazetteer<CurrencySense> {
    &SYMBOLS
}

/// Names of currencies, full (`Australian dollars`) and bare (`dollars`), in either letter case.
pub fn currency_gazetteer() -> &'static Gazetteer<CurrencySense> {
    &NAMES
}

/// True for a code, sign or bare noun of a currency, as it stands against a number: `10MNT`, `20euros`.
pub fn is_currency_word(word: &str) -> bool {
    static SIGNS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
        let codes = CURRENCIES.iter().map(|currency| currency.code);
        let symbols = TABLE.rows().flat_map(|row| row.values(4));
        let shared = SIGNS_TABLE.rows().map(|row| row.cell(0));
        codes.chain(symbols).chain(shared).collect()
    });
    SIGNS.contains(word) || BARE.contains_key(word)
}

#[cfg(test)]
mod tests {
    use super::{CurrencySense, Gazetteer, currency_gazetteer, symbol_gazetteer};

    fn codes(gazetteer: &'static Gazetteer<CurrencySense>, text: &str) -> Vec<&'static str> {
        let hits = gazetteer.find(text);
        hits.flat_map(|hit| hit.value.candidates.iter().map(|currency| currency.code))
            .collect()
    }

    #[test]
    fn the_dollars_are_told_apart() {
        let symbols = |text| codes(symbol_gazetteer(), text);
        assert_eq!(
            symbols("US$1 A$2 HK$3 NZ$4 C$5 S$6 NT$7 R$8"),
            ["USD", "AUD", "HKD", "NZD", "CAD", "SGD", "TWD", "BRL"]
        );
        assert!(symbols("$9").len() > 10, "a bare sign is shared by all dollars");
        assert_eq!(symbols("RMB 5 billion"), ["CNY"]);
    }

    #[test]
    fn full_names_mean_one_currency_and_bare_ones_several() {
        let names = |text| codes(currency_gazetteer(), text);
        assert_eq!(names("Australian dollars"), ["AUD"]);
        assert_eq!(names("u.s. dlrs"), ["USD"]);
        assert_eq!(names("yuan"), ["CNY"]);
        assert_eq!(names("Deutsche marks"), ["DEM"]);
        assert!(names("pesos").len() > 3);
        assert_eq!(names("francs").iter().filter(|code| **code == "FRF").count(), 0);
    }
}
