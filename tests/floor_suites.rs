//! The lexical floor against suites that others wrote: Recognizers-Text and Duckling.
//!
//! They are read from `../shared/suites` (or the folder named by `RAPPORTEUR_SHARED`); where that
//! is absent, each test says so. Each kind of expression has its floor in `FLOORS`, and what is left
//! out is in `LEFT_OUT` with the reason. `cargo test --test floor_suites -- --nocapture` prints the
//! figures and every expression that was read otherwise.

#![expect(clippy::print_stdout, reason = "the figures are what the test is run for")]
#![expect(
    clippy::panic,
    reason = "helpers of tests fail the test; the setting that allows it covers test functions only"
)]

#[path = "floor_suites/cases.rs"]
mod cases;
#[path = "floor_suites/limits.rs"]
mod limits;
mod support;

use std::str::FromStr;

use rapporteur::document::{Outline, Span};
use rapporteur::mentions::{Mentions, Quantity, QuantityKind};
use rust_decimal::Decimal;

use cases::{Case, Expected, Tally, absent, hold, recognizers, suite};
use limits::left_out;

fn mentions(text: &str) -> Mentions {
    Mentions::of(text, &Outline::of(text))
}

/// A decimal as both sides write it, to 12 significant digits.
fn value(written: &str) -> Option<String> {
    let value = Decimal::from_str(written)
        .or_else(|_| Decimal::from_scientific(written))
        .ok()?;
    Some(rounded(value))
}

fn rounded(value: Decimal) -> String {
    value.round_sf(12).unwrap_or(value).normalize().to_string()
}

/// The kind's cases, run by `found`, which gives span and value of each mention.
fn run(
    kind: &str,
    cases: Option<Vec<Case>>,
    expected: impl Fn(&Expected) -> Option<String>,
    found: impl Fn(&str) -> Vec<(Span, String)>,
) {
    let Some(cases) = cases else {
        return absent(kind);
    };
    let mut tally = Tally::default();
    for case in cases.iter().filter(|case| !left_out(kind, &case.input)) {
        let wanted: Vec<(&str, Span, String)> = case
            .results
            .iter()
            .filter_map(|result| Some((result.span.of(&case.input), result.span, expected(result)?)))
            .collect();
        let found = found(&case.input);
        let found: Vec<(&str, Span, String)> = found
            .iter()
            .map(|(span, value)| (span.of(&case.input), *span, value.clone()))
            .collect();
        tally.add(&case.input, &wanted, &found);
    }
    hold(kind, &tally, tally.f1());
}

fn written_value(result: &Expected) -> Option<String> {
    value(result.resolution["value"].as_str()?.trim_end_matches('%'))
}

#[test]
fn recognizers_numbers() {
    run(
        "recognizers numbers",
        recognizers("NumberModel", false),
        written_value,
        |text| {
            let numbers = mentions(text)
                .numbers
                .into_iter()
                .filter(|number| !number.ordinal);
            numbers
                .map(|number| (number.span, rounded(number.value)))
                .collect()
        },
    );
}

#[test]
fn recognizers_ordinals() {
    run(
        "recognizers ordinals",
        recognizers("OrdinalModel", true),
        written_value,
        |text| {
            let numbers = mentions(text).numbers.into_iter().filter(|number| number.ordinal);
            numbers
                .map(|number| (number.span, rounded(number.value)))
                .collect()
        },
    );
}

/// Quantities of one kind, with the span of the amount alone.
fn quantities(text: &str, of: impl Fn(&QuantityKind) -> bool) -> Vec<Quantity> {
    let mut found = mentions(text).quantities;
    found.retain(|quantity| of(&quantity.kind));
    found
}

#[test]
fn recognizers_percentages() {
    run(
        "recognizers percentages",
        recognizers("PercentModel", false),
        written_value,
        |text| {
            let percentages = quantities(text, |kind| *kind == QuantityKind::Percent).into_iter();
            percentages
                .map(|quantity| (quantity.amount, rounded(quantity.value)))
                .collect()
        },
    );
}

#[test]
fn recognizers_currencies() {
    run(
        "recognizers currencies",
        recognizers("CurrencyModel", false),
        |result| {
            let unit = result.resolution["unit"].as_str().unwrap_or_default();
            let amount = Decimal::from_str(result.resolution["value"].as_str()?).ok()?;
            let whole = if matches!(unit, "Cent" | "Pence" | "Penny") {
                amount / Decimal::ONE_HUNDRED
            } else {
                amount
            };
            Some(rounded(whole))
        },
        |text| {
            let money = quantities(text, |kind| matches!(kind, QuantityKind::Money(_))).into_iter();
            money
                .map(|quantity| (quantity.amount, rounded(quantity.value)))
                .collect()
        },
    );
}

/// Recognizers-Text tells the currency of some amounts; an amount that is read as widely must not
/// contradict it.
#[test]
fn recognizers_currency_codes_are_not_contradicted() {
    let Some(cases) = recognizers("CurrencyModel", false) else {
        return absent("recognizers currency codes");
    };
    let mut compared = 0;
    for case in &cases {
        for result in &case.results {
            let Some(code) = result.resolution["isoCurrency"].as_str() else {
                continue;
            };
            for quantity in quantities(&case.input, |_| true) {
                if let (true, QuantityKind::Money(Some(found))) =
                    (quantity.amount == result.span, quantity.kind)
                {
                    compared += 1;
                    assert_eq!(found, code, "{:?}", case.input);
                }
            }
        }
    }
    assert!(compared > 10, "only {compared} codes were compared");
}

/// Seconds, with a month of 30 and a year of 365 days, by which the suites compare too.
fn seconds(amount: Decimal, unit: &str) -> Option<String> {
    let of_unit: u32 = match unit {
        "second" => 1,
        "minute" => 60,
        "hour" => 3600,
        "day" => 86400,
        "week" => 7 * 86400,
        "month" => 30 * 86400,
        "quarter" => 90 * 86400,
        "year" => 365 * 86400,
        "decade" => 3650 * 86400,
        _ => return None,
    };
    Some(rounded(amount.checked_mul(Decimal::from(of_unit))?))
}

fn durations(text: &str) -> Vec<(Span, String)> {
    let found = mentions(text).quantities.into_iter();
    found
        .filter_map(|quantity| match quantity.kind {
            QuantityKind::Duration(unit) => Some((quantity.amount, seconds(quantity.value, unit)?)),
            _ => None,
        })
        .collect()
}

#[test]
fn recognizers_durations() {
    run(
        "recognizers durations",
        recognizers("DurationParser", false),
        |result| value(result.resolution["FutureResolution"]["duration"].as_str()?),
        durations,
    );
}

/// A date that is told in full: year, month, and often day, in digits or with the month's name.
fn is_explicit(text: &str, year: &str) -> bool {
    text.contains(year)
}

#[test]
fn recognizers_explicit_dates() {
    let kind = "recognizers explicit dates";
    let Some(cases) = recognizers("DateTimeModel", false) else {
        return absent(kind);
    };
    let mut tally = Tally::default();
    for case in &cases {
        for result in &case.results {
            let text = result.span.of(&case.input);
            let edtf = result.resolution["values"][0]["timex"]
                .as_str()
                .unwrap_or_default();
            let is_date = matches!(result.kind.as_str(), "datetimeV2.date" | "datetimeV2.daterange");
            let told = edtf.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
            let year = edtf.get(..4).unwrap_or_default();
            if !is_date || !told || year.len() < 4 || !is_explicit(text, year) || left_out(kind, text) {
                continue;
            }
            let found = mentions(&case.input)
                .dates
                .into_iter()
                .find(|date| date.span.overlaps(result.span));
            // The suite counts some prepositions in (`since 2010`) and others not (`in 2010`).
            let exact = found.filter(|date| date.span == result.span || date.date == result.span);
            let found: Vec<String> = exact.and_then(|date| date.edtf).into_iter().collect();
            tally.add(&case.input, &[edtf.to_owned()], &found);
        }
    }
    hold(kind, &tally, tally.share());
}

#[test]
fn duckling_explicit_dates() {
    let kind = "duckling explicit dates";
    let Some(cases) = duckling("Time") else {
        return absent(kind);
    };
    let mut tally = Tally::default();
    for (text, written) in &cases {
        let parts = parts(written);
        let ["datetime", year, month, day, "0", "0", "0", grain] = parts.as_slice() else {
            continue;
        };
        let wanted = match *grain {
            "Day" => format!("{year}-{month:0>2}-{day:0>2}"),
            "Month" => format!("{year}-{month:0>2}"),
            "Year" => (*year).to_owned(),
            _ => continue,
        };
        if !is_explicit(text, year) || left_out(kind, text) {
            continue;
        }
        let found = mentions(text).dates.into_iter().find_map(|date| date.edtf);
        let found: Vec<String> = found.into_iter().collect();
        tally.add(text, &[wanted], &found);
    }
    hold(kind, &tally, tally.share());
}

#[test]
fn recognizers_duration_spans() {
    run(
        "recognizers duration spans",
        recognizers("DurationExtractor", false),
        |_| Some(String::new()),
        |text| {
            let found = durations(text).into_iter();
            found.map(|(span, _)| (span, String::new())).collect()
        },
    );
}

#[test]
fn recognizers_measures() {
    run(
        "recognizers measures",
        recognizers("DimensionModel", false),
        |result| value(result.resolution["value"].as_str()?),
        |text| {
            let measures = quantities(text, |kind| matches!(kind, QuantityKind::Measure(_))).into_iter();
            measures
                .map(|quantity| (quantity.amount, rounded(quantity.value)))
                .collect()
        },
    );
}

/// A case of Duckling: the text, and the value in its own notation.
fn duckling(dimension: &str) -> Option<Vec<(String, String)>> {
    let cases = suite("duckling/english.json")?;
    let of_dimension = cases.iter().filter(|case| case["dim"] == dimension);
    Some(
        of_dimension
            .filter_map(|case| {
                // Two texts still carry the escapes of the corpus they were gathered from.
                let text = case["text"]
                    .as_str()?
                    .replace("\\x20ac", "€")
                    .replace("\\x00a3\\&", "£");
                Some((text, case["value"].as_str()?.to_owned()))
            })
            .collect(),
    )
}

fn run_duckling(
    kind: &str,
    dimension: &str,
    expected: impl Fn(&str) -> Option<String>,
    found: impl Fn(&str) -> Option<String>,
) {
    let Some(cases) = duckling(dimension) else {
        return absent(kind);
    };
    let mut tally = Tally::default();
    for (text, written) in cases.iter().filter(|(text, _)| !left_out(kind, text)) {
        let wanted: Vec<String> = expected(written).into_iter().collect();
        assert!(!wanted.is_empty(), "{text:?}: {written:?} is not understood");
        let found: Vec<String> = found(text).into_iter().collect();
        tally.add(text, &wanted, &found);
    }
    hold(kind, &tally, tally.share());
}

/// The words and numbers of Duckling's notation, without brackets.
fn parts(written: &str) -> Vec<&str> {
    written
        .split(['(', ')', ',', ' '])
        .filter(|part| !part.is_empty())
        .collect()
}

fn number_in(written: &str) -> Option<String> {
    parts(written).iter().find_map(|part| value(part))
}

#[test]
fn duckling_numerals() {
    run_duckling("duckling numerals", "Numeral", number_in, |text| {
        let numbers = mentions(text).numbers;
        numbers
            .first()
            .filter(|number| !number.ordinal)
            .map(|number| rounded(number.value))
    });
}

#[test]
fn duckling_ordinals() {
    run_duckling("duckling ordinals", "Ordinal", number_in, |text| {
        let numbers = mentions(text).numbers;
        numbers
            .first()
            .filter(|number| number.ordinal)
            .map(|number| rounded(number.value))
    });
}

#[test]
fn duckling_durations() {
    run_duckling(
        "duckling durations",
        "Duration",
        |written| match parts(written).as_slice() {
            [_, amount, unit] => seconds(Decimal::from_str(amount).ok()?, &unit.to_lowercase()),
            _ => None,
        },
        |text| durations(text).into_iter().next().map(|(_, seconds)| seconds),
    );
}

#[test]
fn duckling_money() {
    run_duckling("duckling money", "AmountOfMoney", duckling_money_of, |text| {
        let found = quantities(text, |kind| matches!(kind, QuantityKind::Money(_)));
        let [quantity] = found.as_slice() else {
            return None;
        };
        let bound = match (quantity.comparator, quantity.upper) {
            (_, Some(_)) => "between",
            ("more_than" | "equal_or_more", None) => "above",
            ("less_than" | "equal_or_less", None) => "under",
            _ => "simple",
        };
        let upper = quantity.upper.map(|upper| format!("..{}", rounded(upper)));
        Some(format!(
            "{bound} {}{}",
            rounded(quantity.value),
            upper.unwrap_or_default()
        ))
    });
}

/// `(between Dollar (10, 20))` as `between 10..20`; hundredths are scaled.
fn duckling_money_of(written: &str) -> Option<String> {
    let parts = parts(written);
    let (bound, unit) = (parts.first()?, parts.get(1)?);
    let amounts: Vec<String> = parts
        .iter()
        .skip(2)
        .filter_map(|part| {
            Decimal::from_str(part)
                .or_else(|_| Decimal::from_scientific(part))
                .ok()
        })
        .map(|amount| {
            if *unit == "Cent" {
                amount / Decimal::ONE_HUNDRED
            } else {
                amount
            }
        })
        .map(rounded)
        .collect();
    Some(format!("{bound} {}", amounts.join("..")))
}
