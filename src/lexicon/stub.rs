//! stub
use super::{Case, Gazetteer};
use std::sync::LazyLock;
#[derive(Debug)]
pub struct Country {
    pub code: &'static str,
    pub name: &'static str,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountryForm {
    Name,
    Demonym,
    Capital,
}
static C: [Country; 8] = [
    Country {
        code: "UZ",
        name: "Uzbekistan",
    },
    Country {
        code: "JP",
        name: "Japan",
    },
    Country {
        code: "AO",
        name: "Angola",
    },
    Country {
        code: "CL",
        name: "Chile",
    },
    Country {
        code: "KE",
        name: "Kenya",
    },
    Country {
        code: "GH",
        name: "Ghana",
    },
    Country {
        code: "US",
        name: "United States",
    },
    Country {
        code: "NO",
        name: "Norway",
    },
];
static G: LazyLock<Gazetteer<(&'static Country, CountryForm)>> = LazyLock::new(|| {
    Gazetteer::new(
        Case::Exact,
        C.iter().map(|c| (c.name, (c, CountryForm::Name))).chain([
            ("Japanese", (&C[1], CountryForm::Demonym)),
            ("Uzbek", (&C[0], CountryForm::Demonym)),
            ("U.S.", (&C[6], CountryForm::Name)),
        ]),
    )
});
pub fn country_gazetteer() -> &'static Gazetteer<(&'static Country, CountryForm)> {
    &G
}
#[derive(Debug)]
pub struct Currency {
    pub code: &'static str,
}
static CU: [Currency; 3] = [
    Currency { code: "USD" },
    Currency { code: "JPY" },
    Currency { code: "EUR" },
];
static S: LazyLock<Gazetteer<&'static Currency>> =
    LazyLock::new(|| Gazetteer::new(Case::Exact, [("US$", &CU[0]), ("USD", &CU[0]), ("€", &CU[2])]));
static N: LazyLock<Gazetteer<&'static Currency>> =
    LazyLock::new(|| Gazetteer::new(Case::Fold, [("yen", &CU[1]), ("U.S. dollars", &CU[0])]));
static B: LazyLock<Gazetteer<String>> = LazyLock::new(|| {
    Gazetteer::new(
        Case::Fold,
        ["dollar", "dollars", "dlrs"].map(|w| (w, w.to_owned())),
    )
});
pub fn symbol_gazetteer() -> &'static Gazetteer<&'static Currency> {
    &S
}
pub fn currency_gazetteer() -> &'static Gazetteer<&'static Currency> {
    &N
}
pub fn bare_currency_gazetteer() -> &'static Gazetteer<String> {
    &B
}
pub fn bare_currencies(w: &str) -> Vec<&'static Currency> {
    if w.starts_with('d') { vec![&CU[0]] } else { vec![] }
}
pub struct Body {
    pub name: &'static str,
    pub code: Option<&'static str>,
    pub kind: &'static str,
}
static BO: [Body; 1] = [Body {
    name: "ASEAN",
    code: None,
    kind: "international_organization",
}];
static BG: LazyLock<Gazetteer<&'static Body>> =
    LazyLock::new(|| Gazetteer::new(Case::Exact, [("ASEAN", &BO[0])]));
pub fn body_gazetteer() -> &'static Gazetteer<&'static Body> {
    &BG
}
