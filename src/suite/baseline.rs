//! An earlier run, against which this one is held.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use thiserror::Error;

use super::files;
use super::json::FORMAT;

/// What failed in an earlier run. That may fail again; everything else has to pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    failing: BTreeSet<String>,
}

/// Why a text is no baseline.
#[derive(Debug, Error)]
pub enum BaselineError {
    /// It cannot be read.
    #[error("{0}")]
    Unreadable(String),
    /// It is no JSON.
    #[error("is no JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// It was not written by this command.
    #[error(
        "is no run of a suite: expected what `rapporteur test --format json` writes, with `\"suite\": \"{FORMAT}\"`"
    )]
    Form,
}

impl Baseline {
    /// Reads what an earlier run wrote as JSON to the file at `path`.
    pub fn load(path: &Path) -> Result<Self, BaselineError> {
        let document = files::read(path).map_err(BaselineError::Unreadable)?;
        Self::from_json(document.text())
    }

    /// Reads what an earlier run wrote as JSON.
    pub fn from_json(text: &str) -> Result<Self, BaselineError> {
        let value: Value = serde_json::from_str(text)?;
        if value.get("suite").and_then(Value::as_str) != Some(FORMAT) {
            return Err(BaselineError::Form);
        }
        let mut failing = BTreeSet::new();
        for (list, key) in [("cases", "name"), ("floors", "figure")] {
            let items = value
                .get(list)
                .and_then(Value::as_array)
                .ok_or(BaselineError::Form)?;
            for item in items {
                let outcome = item.get("outcome").and_then(Value::as_str);
                let name = item.get(key).and_then(Value::as_str);
                let (Some(outcome), Some(name)) = (outcome, name) else {
                    return Err(BaselineError::Form);
                };
                // What was known to fail when the baseline was written is still so.
                if ["failed", "known"].contains(&outcome) {
                    failing.insert(name.to_owned());
                }
            }
        }
        Ok(Self { failing })
    }

    /// True where the case, or the figure over all cases, that is called `name` failed then.
    pub fn may_fail(&self, name: &str) -> bool {
        self.failing.contains(name)
    }
}

#[cfg(test)]
mod tests {
    use super::Baseline;

    #[test]
    fn what_failed_may_fail_and_nothing_else() {
        let baseline = Baseline::from_json(
            r#"{"suite": "rapporteur-suite/1",
                "cases": [{"name": "a", "outcome": "failed"}, {"name": "b", "outcome": "passed"},
                          {"name": "c", "outcome": "known"}, {"name": "d", "outcome": "skipped"}],
                "floors": [{"figure": "all", "outcome": "failed"}]}"#,
        );
        let baseline = baseline.expect("a baseline");
        let may: Vec<&str> = ["a", "b", "c", "d", "e", "all"]
            .into_iter()
            .filter(|name| baseline.may_fail(name))
            .collect();
        assert_eq!(may, ["a", "c", "all"]);
    }

    #[test]
    fn something_else_is_no_baseline() {
        for text in [
            "[",
            "{}",
            r#"{"suite": "rapporteur-suite/1"}"#,
            r#"{"suite": "rapporteur-suite/1", "cases": [{}], "floors": []}"#,
        ] {
            assert!(Baseline::from_json(text).is_err(), "{text}");
        }
    }
}
