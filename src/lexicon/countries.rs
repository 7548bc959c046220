//! Countries: their names, their people, and the capitals that stand for their governments.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Case, Gazetteer, Table};

/// A state or territory of ISO 3166-1.
#[derive(Debug, PartialEq, Eq)]
pub struct Country {
    /// Alpha-2 code.
    pub code: &'static str,
    /// Usual short name.
    pub name: &'static str,
}

/// By what a country is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountryForm {
    /// `Japan`
    Name,
    /// `Japanese`
    Demonym,
    /// `Tokyo`: the place, or the government that has its seat there.
    Capital,
}

/// What a word that tells of a country means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountrySense {
    /// Name, demonym or capital.
    pub form: CountryForm,
    /// The countries that bear it: none for a longer name that means none (`Gulf of Mexico`).
    pub candidates: Vec<&'static Country>,
    /// Of several, the one that is meant where the text tells of none of them otherwise.
    pub usual: Option<&'static Country>,
    /// Names beside which another place is meant: `Georgia` beside `Florida`.
    pub unless: Vec<&'static str>,
}

static COUNTRIES_TABLE: Table = Table::new(include_str!("data/countries.tsv"));
static SHARED_TABLE: Table = Table::new(include_str!("data/shared_countries.tsv"));
static PLACES_TABLE: Table = Table::new(include_str!("data/place_names.tsv"));

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    let rows = COUNTRIES_TABLE.rows();
    rows.map(|row| Country {
        code: row.cell(0),
        name: row.cell(1),
    })
    .collect()
});

static GAZETTEER: LazyLock<Gazetteer<CountrySense>> = LazyLock::new(|| {
    let mut senses: Vec<(CountrySense, Vec<Cow<'static, str>>)> = Vec::new();
    // Of a name that stands in both tables, the gazetteer keeps the first.
    for row in SHARED_TABLE.rows() {
        let form = if row.cell(1) == "demonym" {
            CountryForm::Demonym
        } else {
            CountryForm::Name
        };
        let sense = CountrySense {
            form,
            candidates: row.values(2).filter_map(country).collect(),
            usual: country(row.cell(3)),
            unless: row.values(4).collect(),
        };
        let is_people = form == CountryForm::Demonym;
        senses.push((sense, spellings([row.cell(0)], is_people)));
    }
    for (row, country) in COUNTRIES_TABLE.rows().zip(COUNTRIES.iter()) {
        let mut add = |form, names| {
            let sense = CountrySense {
                form,
                candidates: vec![country],
                usual: Some(country),
                unless: Vec::new(),
            };
            senses.push((sense, names));
        };
        add(
            CountryForm::Name,
            spellings(row.values(1).chain(row.values(2)), false),
        );
        add(CountryForm::Demonym, spellings(row.values(3), true));
        add(CountryForm::Capital, spellings(row.values(4), false));
    }
    for row in PLACES_TABLE.rows() {
        let sense = CountrySense {
            form: CountryForm::Name,
            candidates: Vec::new(),
            usual: None,
            unless: Vec::new(),
        };
        senses.push((sense, spellings([row.cell(0)], false)));
    }
    Gazetteer::of_values(Case::Exact, senses)
});

/// All names of countries, peoples and capitals, and the longer names that contain one and mean
/// something else. Letter case counts (`Turkey`, `Polish`, `US`), except that headings in capitals
/// are known too.
pub fn country_gazetteer() -> &'static Gazetteer<CountrySense> {
    &GAZETTEER
}

/// The country with this alpha-2 code.
pub fn country(code: &str) -> Option<&'static Country> {
    static BY_CODE: LazyLock<HashMap<&'static str, &'static Country>> =
        LazyLock::new(|| COUNTRIES.iter().map(|country| (country.code, country)).collect());
    BY_CODE.get(code).copied()
}

/// The plural of a word for people, where it is formed with -s: `Uzbeks`, but not of `Chinese`.
fn plural(word: &str) -> Option<String> {
    let without = ["ese", "ish", "ch", "ss", "men", "man", "sh"];
    let forms = word.ends_with("Czech") || !without.iter().any(|ending| word.ends_with(ending));
    let german = word.ends_with("German");
    (forms || german).then(|| format!("{word}s"))
}

/// Each name as it is written, with a typographic apostrophe, and in capitals; of a people the plural
/// besides.
fn spellings(names: impl IntoIterator<Item = &'static str>, is_people: bool) -> Vec<Cow<'static, str>> {
    let mut spelled: Vec<Cow<'static, str>> = Vec::new();
    for name in names {
        let plural = is_people.then(|| plural(name)).flatten();
        for name in [Some(Cow::Borrowed(name)), plural.map(Cow::Owned)]
            .into_iter()
            .flatten()
        {
            if name.contains('\'') {
                spelled.push(name.replace('\'', "’").into());
            }
            let capitals = name.to_uppercase();
            // Short ones in capitals are acronyms already, or words of a heading.
            if capitals != name && name.len() >= 4 {
                spelled.push(capitals.into());
            }
            spelled.push(name);
        }
    }
    spelled
}

#[cfg(test)]
mod tests {
    use super::{CountryForm, country, country_gazetteer};

    fn told(text: &str) -> Vec<(&str, Vec<&'static str>)> {
        let hits = country_gazetteer().find(text);
        hits.map(|hit| {
            let codes = hit.value.candidates.iter().map(|country| country.code);
            (hit.span.of(text), codes.collect())
        })
        .collect()
    }

    #[test]
    fn every_way_of_naming_a_country_is_known() {
        let cases = [
            ("Great Britain", "GB"),
            ("Burma", "MM"),
            ("the Czech Republic", "CZ"),
            ("Türkiye", "TR"),
            ("the U.S.", "US"),
            ("the United States of America", "US"),
            ("the DPRK", "KP"),
            ("South Korean", "KR"),
            ("Côte d’Ivoire", "CI"),
            ("Filipinos", "PH"),
            ("Sao Tome", "ST"),
            ("UZBEKISTAN", "UZ"),
            ("the Lao People's Democratic Republic", "LA"),
            ("Downing Street", "GB"),
        ];
        for (text, code) in cases {
            let codes: Vec<_> = told(text).into_iter().flat_map(|(_, codes)| codes).collect();
            assert_eq!(codes, [code], "{text}");
        }
    }

    #[test]
    fn a_name_inside_a_longer_one_is_not_meant() {
        let codes = |text| told(text).into_iter().map(|(_, codes)| codes).collect::<Vec<_>>();
        assert_eq!(codes("Papua New Guinea"), [["PG"]]);
        assert_eq!(codes("Equatorial Guinea and Guinea-Bissau"), [["GQ"], ["GW"]]);
        assert_eq!(codes("Dominica"), [["DM"]]);
        assert_eq!(codes("the Dominican Republic"), [["DO"]]);
        assert_eq!(codes("the Democratic Republic of the Congo"), [["CD"]]);
        assert_eq!(codes("the Republic of Korea"), [["KR"]]);
        assert_eq!(codes("Nigeria, Niger"), [["NG"], ["NE"]]);
        assert_eq!(codes("Mali, Malians, Somalia"), [["ML"], ["ML"], ["SO"]]);
        let none: [Vec<&str>; 2] = [Vec::new(), Vec::new()];
        assert_eq!(codes("the Indian Ocean and the Gulf of Mexico"), none);
    }

    #[test]
    fn common_words_in_small_letters_name_no_country() {
        assert!(told("tell us how to polish a turkey, chad or jersey").is_empty());
    }

    #[test]
    fn shared_names_keep_their_candidates() {
        assert_eq!(told("Congo"), [("Congo", vec!["CD", "CG"])]);
        let korea = country_gazetteer().find("Korea").next();
        let usual = korea.and_then(|hit| hit.value.usual).map(|country| country.code);
        assert_eq!(usual, Some("KR"));
    }

    #[test]
    fn a_capital_is_told_apart_from_the_name() {
        let form = country_gazetteer()
            .find("Tashkent")
            .next()
            .map(|hit| hit.value.form);
        assert_eq!(form, Some(CountryForm::Capital));
        assert_eq!(country("TJ").map(|country| country.name), Some("Tajikistan"));
    }
}
