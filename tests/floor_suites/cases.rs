//! The cases of the suites, and how they are counted.

use std::path::PathBuf;

use rapporteur::document::Span;
use serde_json::Value;

use super::limits::{FLOORS, LEFT_OUT};
use super::support;

/// What was counted for one kind.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) right: u32,
    pub(crate) expected: u32,
    pub(crate) found: u32,
    pub(crate) wrong: Vec<String>,
}

impl Tally {
    /// Compares what was expected in `text` with what was found.
    pub(crate) fn add<T: PartialEq + std::fmt::Debug>(&mut self, text: &str, expected: &[T], found: &[T]) {
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

    pub(crate) fn f1(&self) -> f64 {
        2.0 * f64::from(self.right) / f64::from((self.expected + self.found).max(1))
    }

    pub(crate) fn share(&self) -> f64 {
        f64::from(self.right) / f64::from(self.expected.max(1))
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Prints the figure of `kind` and holds it to its floor.
pub(crate) fn hold(kind: &str, tally: &Tally, figure: f64) {
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

pub(crate) fn suite(file: &str) -> Option<Vec<Value>> {
    let path: PathBuf = support::shared()?.join("suites").join(file);
    let text = std::fs::read_to_string(&path).ok()?;
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    value.as_array().cloned()
}

/// The cases of one Recognizers-Text file: input, and text, span and resolution of each result.
pub(crate) fn recognizers(file: &str, also_unsupported: bool) -> Option<Vec<Case>> {
    let cases = suite(&format!("recognizers-text/{file}.json"))?;
    let cases = cases
        .iter()
        .filter(|case| also_unsupported || case.get("NotSupported").is_none());
    Some(cases.map(Case::of).collect())
}

pub(crate) struct Case {
    pub(crate) input: String,
    pub(crate) results: Vec<Expected>,
}

pub(crate) struct Expected {
    pub(crate) span: Span,
    pub(crate) resolution: Value,
    pub(crate) kind: String,
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

/// Says that a suite is not there.
pub(crate) fn absent(kind: &str) {
    println!("{kind}: left out, as there is no folder with the suite beside the project");
}
