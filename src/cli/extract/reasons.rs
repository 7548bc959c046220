//! Why each object of a record is there, as `rapporteur extract --explain` lists it.

use std::fmt::Write;

use serde_json::json;

use crate::document::{Document, visible};
use crate::extract::{Explanation, ExtractError, explain};

/// One line an object: the text and the pointer to the object, the rule, the words it went by.
pub(super) fn table(document: &Document) -> Result<String, ExtractError> {
    let reasons = explain(document)?;
    let places: Vec<String> = reasons
        .iter()
        .map(|reason| format!("{}:{}", document.name(), reason.pointer))
        .collect();
    let width = |widths: &mut dyn Iterator<Item = usize>| widths.max().unwrap_or(0);
    let place = width(&mut places.iter().map(|place| visible(place).chars().count()));
    let rule = width(&mut reasons.iter().map(|reason| reason.rule.as_str().len()));
    let mut table = String::new();
    for (at, reason) in places.iter().zip(&reasons) {
        let line = format!(
            "{:place$}  {:rule$}  {}",
            visible(at),
            reason.rule.as_str(),
            words(reason)
        );
        let _ = writeln!(table, "{}", line.trim_end());
    }
    Ok(table)
}

/// The words that a rule went by, each between quotation marks.
fn words(reason: &Explanation) -> String {
    let quoted: Vec<String> = reason
        .cues
        .iter()
        .map(|cue| {
            let line: Vec<&str> = cue.exact.split_whitespace().collect();
            format!("“{}”", visible(&line.join(" ")))
        })
        .collect();
    quoted.join(" ")
}

/// One JSON object a line, with the path of the text, the rule with what it does, and the words with
/// their places in Unicode code points, as evidence has them.
pub(super) fn lines(document: &Document) -> Result<String, ExtractError> {
    let mut lines = String::new();
    for reason in explain(document)? {
        let line = json!({
            "path": document.name(),
            "pointer": reason.pointer,
            "rule": reason.rule,
            "meaning": reason.rule.meaning(),
            "cues": reason.cues,
        });
        let _ = writeln!(lines, "{line}");
    }
    Ok(lines)
}
