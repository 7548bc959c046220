//! The lexical floor against suites that others wrote: Recognizers-Text and Duckling.
//!
//! They are read from `../shared/suites` (or the folder named by `RAPPORTEUR_SHARED`); where that
//! is absent, each test says so. Each kind of expression has its floor in `FLOORS`, and what is left
//! out is in `LEFT_OUT` with the reason. `cargo test --test floor_suites -- --nocapture` prints the
//! figures and every expression that was read otherwise.

mod support;

use std::path::PathBuf;
use std::str::FromStr;

use rapporteur::document::{Outline, Span};
use rapporteur::mentions::{Mentions, Quantity, QuantityKind};
use rust_decimal::Decimal;
use serde_json::Value;

/// The least F1 (Recognizers-Text: exact span and value) or share of right values (Duckling).
const FLOORS: [(&str, f64); 11] = [
    ("recognizers numbers", 0.90),
    ("recognizers ordinals", 0.90),
    ("recognizers percentages", 0.95),
    ("recognizers currencies", 0.90),
    ("recognizers durations", 0.85),
    ("recognizers explicit dates", 0.85),
    ("duckling explicit dates", 0.85),
    ("duckling money", 0.85),
    ("duckling numerals", 0.85),
    ("duckling ordinals", 0.75),
    ("duckling durations", 0.85),
];

/// What is left out of a suite: the kind, how the expression is recognized, and why.
const LEFT_OUT: [(&str, fn(&str) -> bool, &str); 10] = [
    (
        "recognizers numbers",
        |text| text.contains('^'),
        "powers: no readout writes them",
    ),
    (
        "recognizers numbers",
        |text| text.contains(" over "),
        "`one over three`: in this genre `over` is a bound",
    ),
    (
        "recognizers ordinals",
        |text| {
            has_word(
                text,
                &[
                    "last",
                    "next",
                    "previous",
                    "current",
                    "penultimate",
                    "antepenultimate",
                ],
            )
        },
        "places told from the end or from here have no number",
    ),
    (
        "recognizers percentages",
        |text| text.contains(" of "),
        "`percent of twenty` for `twenty percent`: in a readout it is a share of twenty",
    ),
    (
        "duckling money",
        |text| !has_currency(text),
        "a number alone is a numeral",
    ),
    (
        "duckling money",
        |text| has_word(text, &["bucks"]),
        "slang without a currency",
    ),
    (
        "duckling money",
        ends_in_spoken_cents,
        "prices read aloud (`$20 43`): in a readout these are two numbers",
    ),
    (
        "duckling numerals",
        |text| has_word(text, &["pair", "couple", "few", "single"]),
        "vague amounts, and words that count nothing",
    ),
    (
        "duckling durations",
        |text| text.ends_with(['"', '\'', 'm']) && text.len() <= 3,
        "minutes and seconds of a stopwatch (`2'`, `2m`)",
    ),
    (
        "duckling durations",
        |text| {
            ["fifteen", "thirty", "ten", "10"]
                .iter()
                .any(|number| text.ends_with(number))
        },
        "times read aloud (`1 hour fifteen`)",
    ),
];

fn has_word(text: &str, words: &[&str]) -> bool {
    text.split(|ch: char| !ch.is_alphanumeric())
        .any(|word| words.iter().any(|other| word.eq_ignore_ascii_case(other)))
}

/// True unless the text is a number with at most a bound.
fn has_currency(text: &str) -> bool {
    !text
        .trim_start_matches("about ")
        .chars()
        .all(|ch| ch.is_ascii_digit() || ch == '.')
        && text != "five"
}

fn ends_in_spoken_cents(text: &str) -> bool {
    let mut words = text.split(' ').rev();
    let last = words.next().unwrap_or_default();
    let before = words.next().unwrap_or_default();
    let is_number = last.parse::<u32>().is_ok() || ["one", "fourteen"].contains(&last);
    let behind_unit = before == "and" || before.starts_with('$') || before.parse::<f64>().is_err();
    is_number
        && behind_unit
        && text
            .split(' ')
            .filter(|word| word.contains(|ch: char| ch.is_ascii_digit()))
            .count()
            + usize::from(text.starts_with("twenty"))
            + usize::from(last.parse::<u32>().is_err())
            >= 2
}

fn left_out(kind: &str, text: &str) -> bool {
    LEFT_OUT
        .iter()
        .any(|(of, recognized, _)| *of == kind && recognized(text))
}

/// What was counted for one kind.
#[derive(Default)]
struct Tally {
    right: u32,
    expected: u32,
    found: u32,
    wrong: Vec<String>,
}

impl Tally {
    /// Compares what was expected in `text` with what was found.
    fn add<T: PartialEq + std::fmt::Debug>(&mut self, text: &str, expected: &[T], found: &[T]) {
        let right = expected.iter().filter(|one| found.contains(one)).count();
        self.right += count(right);
        self.expected += count(expected.len());
        self.found += count(found.len());
        if right < expected.len().max(found.len()) {
            self.wrong.push(format!(
                "{text:?}\n    expected {expected:?}\n    found    {found:?}"
            ));
        }
    }

    fn f1(&self) -> f64 {
        2.0 * f64::from(self.right) / f64::from((self.expected + self.found).max(1))
    }

    fn share(&self) -> f64 {
        f64::from(self.right) / f64::from(self.expected.max(1))
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Prints the figure of `kind` and holds it to its floor.
fn hold(kind: &str, tally: &Tally, figure: f64) {
    for line in &tally.wrong {
        println!("{kind}: {line}");
    }
    let reasons: Vec<&str> = LEFT_OUT
        .iter()
        .filter(|(of, ..)| *of == kind)
        .map(|(.., reason)| *reason)
        .collect();
    println!(
        "{kind}: {figure:.3} ({} right of {} expected, {} found); left out: {reasons:?}",
        tally.right, tally.expected, tally.found
    );
    let floor = FLOORS.iter().find(|(of, _)| *of == kind).map(|(_, floor)| *floor);
    let floor = floor.unwrap_or_else(|| panic!("{kind} has no floor"));
    assert!(tally.expected > 10, "{kind}: the suite holds next to nothing");
    assert!(figure >= floor, "{kind}: {figure:.3} is below {floor}");
}

fn suite(file: &str) -> Option<Vec<Value>> {
    let path: PathBuf = support::shared()?.join("suites").join(file);
    let text = std::fs::read_to_string(&path).ok()?;
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    value.as_array().cloned()
}

/// The cases of one Recognizers-Text file: input, and text, span and resolution of each result.
fn recognizers(file: &str, also_unsupported: bool) -> Option<Vec<Case>> {
    let cases = suite(&format!("recognizers-text/{file}.json"))?;
    let cases = cases
        .iter()
        .filter(|case| also_unsupported || case.get("NotSupported").is_none());
    Some(cases.map(Case::of).collect())
}

struct Case {
    input: String,
    results: Vec<Expected>,
}

struct Expected {
    span: Span,
    resolution: Value,
    kind: String,
}

impl Case {
    fn of(case: &Value) -> Self {
        let input = case["Input"].as_str().unwrap_or_default().to_owned();
        let results = case["Results"].as_array().into_iter().flatten();
        let results = results.map(|result| {
            let start = result["Start"].as_u64().unwrap_or_default();
            let length = result["Length"].as_u64();
            let end = result["End"].as_u64().map(|end| end + 1);
            let end = end.or(length.map(|length| start + length)).unwrap_or(start);
            let resolution = if result["Resolution"].is_null() {
                result["Value"].clone()
            } else {
                result["Resolution"].clone()
            };
            Expected {
                span: Span::new(byte_at(&input, start), byte_at(&input, end)),
                resolution,
                kind: result["TypeName"].as_str().unwrap_or_default().to_owned(),
            }
        });
        let results = results.collect();
        Self { input, results }
    }
}

fn byte_at(text: &str, chars: u64) -> usize {
    let index = usize::try_from(chars).unwrap_or(usize::MAX);
    text.char_indices().nth(index).map_or(text.len(), |(at, _)| at)
}

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

fn absent(kind: &str) {
    eprintln!("{kind}: left out, as there is no folder with the suite beside the project");
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
