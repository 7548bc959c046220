//! Scores as JSON.
//!
//! ```text
//! score       the constant `rapporteur-score/1`
//! all         { documents, failed, ungrounded, figures, counts }
//! styles      the same for each house style
//! changes     { FIGURE: { before, now } }, where there is a baseline
//! documents   [{ id, style?, failure?, ungrounded?, sections }]
//! ```
//!
//! `figures` has every figure by its name, rounded to four digits, `null` where there was nothing
//! to measure; `counts` has for each section how many objects were got, are in the other records,
//! and were matched.

use serde_json::{Map, Value, json};

use super::{Change, Difference, DocumentScore, Scores, SectionScore, Tally, Totals, Unmatched};

/// The format that scores name in their first member.
pub(super) const FORMAT: &str = "rapporteur-score/1";

impl Scores {
    /// The scores as indented JSON, with a line break at its end. With `details`, each document
    /// has what was missed, what was spurious, and where matched objects differ.
    pub fn to_json(&self, details: bool, changes: Option<&[Change]>) -> String {
        let styles = self.styles.iter();
        let styles = styles.map(|(style, totals)| (style.clone(), totals_value(totals)));
        let documents = self.documents.iter();
        let documents = documents.map(|document| document_value(document, details));
        let mut value = json!({
            "score": FORMAT,
            "all": totals_value(&self.all),
            "styles": styles.collect::<Map<String, Value>>(),
        });
        if let Some(changes) = changes {
            let changes = changes.iter().map(|change| {
                let moved = json!({"before": change.before, "now": change.now});
                (change.figure.clone(), moved)
            });
            value["changes"] = Value::Object(changes.collect());
        }
        value["documents"] = documents.collect();
        format!("{value:#}\n")
    }
}

/// `value` to the four digits that are written.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

fn totals_value(totals: &Totals) -> Value {
    let figures = totals
        .figures()
        .into_iter()
        .map(|(name, value)| (name, value.map(rounded).into()));
    let counts = totals
        .sections
        .iter()
        .map(|section| (section.name.to_owned(), tally_value(section.objects)));
    json!({
        "documents": totals.documents,
        "failed": totals.failed,
        "ungrounded": totals.ungrounded,
        "figures": figures.collect::<Map<String, Value>>(),
        "counts": counts.collect::<Map<String, Value>>(),
    })
}

fn tally_value(tally: Tally) -> Value {
    json!({"got": tally.got, "gold": tally.gold, "matched": tally.matched})
}

fn document_value(document: &DocumentScore, details: bool) -> Value {
    let mut members = Map::new();
    members.insert("id".to_owned(), document.id.as_str().into());
    if let Some(style) = &document.style {
        members.insert("style".to_owned(), style.as_str().into());
    }
    if let Some(failure) = &document.failure {
        members.insert("failure".to_owned(), failure.as_str().into());
    }
    if let Some(ungrounded) = document.ungrounded {
        members.insert("ungrounded".to_owned(), ungrounded.into());
    }
    let sections = document.sections.iter().map(|section| {
        let f1 = document.f1(section);
        (section.name.to_owned(), section_value(section, f1, details))
    });
    members.insert("sections".to_owned(), Value::Object(sections.collect()));
    Value::Object(members)
}

fn section_value(section: &SectionScore, f1: f64, details: bool) -> Value {
    let mut value = tally_value(section.objects);
    value["f1"] = rounded(f1).into();
    if let Some(grounding) = section.grounding {
        value["grounded"] = grounding.matched.into();
    }
    if details {
        let objects =
            |all: &[Unmatched]| -> Vec<Value> { all.iter().map(|one| one.object.clone()).collect() };
        value["missed"] = objects(&section.missed).into();
        value["spurious"] = objects(&section.spurious).into();
        value["differing"] = section.differing.iter().map(difference_value).collect();
    }
    value
}

fn difference_value(difference: &Difference) -> Value {
    let mut value = json!({"object": difference.label, "attribute": difference.attribute});
    for (side, found) in [("got", &difference.got), ("gold", &difference.gold)] {
        if let Some(found) = found {
            value[side] = found.clone();
        }
    }
    value
}
