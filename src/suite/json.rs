//! Results as JSON.
//!
//! ```text
//! suite       the constant `rapporteur-suite/1`
//! extractor   what made the records
//! cases       [{ name, file, outcome, reason?, faults: [{ kind, message, finding?, differences? }], told,
//!                unchecked, errors?, tokens?, figures? }]
//! floors      [{ figure, least, found, outcome }]
//! figures     over all cases with a record by hand, by name, rounded to four digits
//! mended      names that failed in the baseline and do no longer
//! unused      what stands in the settings and is about nothing
//! partial     true where floors were not held, for only some of the cases were run
//! summary     { passed, failed, known, skipped }
//! tokens      { input, output } of all answers of a model, where its server tells
//! ```
//!
//! No times: the same run gives the same bytes.

use serde_json::{Map, Value, json};

use super::{CaseResult, Fault, Outcome, SuiteResult};

/// The format that results name in their first member.
pub(super) const FORMAT: &str = "rapporteur-suite/1";

impl SuiteResult {
    /// The result as indented JSON, with a line break at its end. It is what
    /// [`Baseline::from_json`](super::Baseline::from_json) reads.
    pub fn to_json(&self) -> String {
        let floors = self.floors.iter().map(|held| {
            json!({
                "figure": held.floor.figure,
                "least": held.floor.least,
                "found": held.found.map(rounded),
                "outcome": held.outcome.as_str(),
            })
        });
        let figures = self.scores.as_ref().map(|scores| figures(scores.all.figures()));
        let summary = self.summary();
        let mut value = json!({
            "suite": FORMAT,
            "extractor": self.extractor,
            "cases": self.cases.iter().map(case).collect::<Vec<_>>(),
            "floors": floors.collect::<Vec<_>>(),
            "figures": figures.unwrap_or_default(),
            "mended": self.mended,
            "unused": self.unused,
            "partial": self.partial,
            "summary": {
                "passed": summary.passed,
                "failed": summary.failed,
                "known": summary.known,
                "skipped": summary.skipped,
            },
        });
        if let Some(tokens) = self.tokens() {
            value["tokens"] = json!(tokens);
        }
        format!("{value:#}\n")
    }
}

fn case(result: &CaseResult) -> Value {
    let mut value = json!({
        "name": result.name,
        "file": result.file.display().to_string(),
        "outcome": result.outcome.as_str(),
    });
    if let Outcome::Skipped(reason) = &result.outcome {
        value["reason"] = reason.as_str().into();
        return value;
    }
    value["faults"] = result.faults.iter().map(fault).collect();
    value["told"] = json!(result.told);
    value["unchecked"] = json!(result.unchecked);
    if !result.errors.is_empty() {
        value["errors"] = result.errors.as_str().into();
    }
    if let Some(tokens) = result.tokens {
        value["tokens"] = json!(tokens);
    }
    if result.score.is_some() {
        value["figures"] = Value::Object(figures(result.figures()));
    }
    value
}

fn fault(fault: &Fault) -> Value {
    match fault {
        Fault::Finding(finding) => json!({
            "kind": fault.kind(),
            "message": finding.message,
            "finding": finding,
        }),
        Fault::Changed { differences, .. } => json!({
            "kind": fault.kind(),
            "message": fault.to_string(),
            "differences": differences,
        }),
        _ => json!({"kind": fault.kind(), "message": fault.to_string()}),
    }
}

fn figures(figures: Vec<(String, Option<f64>)>) -> Map<String, Value> {
    let figures = figures.into_iter();
    figures
        .map(|(name, value)| (name, value.map(rounded).into()))
        .collect()
}

/// `value` to the four digits that are written.
fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}
