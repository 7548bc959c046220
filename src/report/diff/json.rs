//! For programs.
//!
//! ```text
//! diff     the constant `rapporteur-diff/1`
//! records  [{ name, differences: [{ class, section, label, field, old, new, further? }], remarks? }]
//!          old, new: { pointer, place, value?, quotes: [{ exact, place? }] } or null
//! failed   [{ path, reason }]
//! summary  { records, changed, worst, classes: { fact-added: 1, … } }
//! ```

use serde_json::{Map, Value, json};

use super::super::json::pretty;
use crate::diff::{Class, Comparisons};

pub(super) fn render(found: &Comparisons) -> String {
    let counts = found.counts();
    let count = |class| {
        counts
            .iter()
            .find(|(known, _)| *known == class)
            .map_or(0, |(_, count)| *count)
    };
    let classes: Map<String, Value> = Class::ALL
        .iter()
        .map(|&class| (class.as_str().to_owned(), count(class).into()))
        .collect();
    pretty(&json!({
        "diff": "rapporteur-diff/1",
        "records": found.records,
        "failed": found.failed,
        "summary": {
            "records": found.records.len(),
            "changed": found.changed().count(),
            "worst": found.worst(),
            "classes": classes,
        },
    }))
}
