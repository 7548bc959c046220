//! What was missed, what was spurious, and where matched objects differ, for people.

use std::fmt::Write as _;

use serde_json::Value;

use super::{Difference, DocumentScore, Layout, Scores, SectionScore, Unmatched};
use crate::document::visible;

impl Scores {
    /// The lists of all documents, each under its name: one object a line, and below it its quotes,
    /// or the two values that differ. In Markdown it is one block of code.
    pub fn details(&self, layout: Layout) -> String {
        let mut text = String::new();
        for document in &self.documents {
            push_document(&mut text, document);
        }
        match layout {
            Layout::Plain => text,
            Layout::Markdown => fenced(&text),
        }
    }
}

/// `text` as a block of code, whatever stands in it.
fn fenced(text: &str) -> String {
    let longest = text.split(|ch| ch != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("### Details\n\n{fence}text\n{text}{fence}\n")
}

fn push_document(text: &mut String, document: &DocumentScore) {
    if !text.is_empty() {
        text.push('\n');
    }
    let _ = writeln!(text, "{}", visible(&document.id));
    if let Some(failure) = &document.failure {
        let _ = writeln!(text, "  no record: {}", visible(failure));
    }
    for section in &document.sections {
        push_section(text, section);
    }
}

fn push_section(text: &mut String, section: &SectionScore) {
    for (word, objects) in [("missed", &section.missed), ("spurious", &section.spurious)] {
        for object in objects {
            push_unmatched(text, section.name, word, object);
        }
    }
    for difference in &section.differing {
        push_difference(text, section.name, difference);
    }
}

fn push_unmatched(text: &mut String, section: &str, word: &str, unmatched: &Unmatched) {
    let _ = writeln!(text, "  {section} {word}: {}", visible(&unmatched.label));
    if let Some(evidence) = unmatched.object.get("evidence") {
        let _ = writeln!(text, "      {}", shown(Some(evidence)));
    }
}

fn push_difference(text: &mut String, section: &str, difference: &Difference) {
    let Difference {
        label,
        attribute,
        got,
        gold,
    } = difference;
    let _ = writeln!(text, "  {section}.{attribute} differs: {}", visible(label));
    let _ = writeln!(text, "      got  {}", shown(got.as_ref()));
    let _ = writeln!(text, "      gold {}", shown(gold.as_ref()));
}

/// A value on one line; of evidence, the quotes.
fn shown(value: Option<&Value>) -> String {
    match value {
        None => "–".to_owned(),
        Some(Value::String(text)) => format!("\"{}\"", visible(text)),
        Some(Value::Array(items)) => {
            let items: Vec<String> = items.iter().map(|item| shown(Some(item))).collect();
            items.join(" … ")
        }
        Some(Value::Object(members)) if members.contains_key("exact") => shown(members.get("exact")),
        Some(Value::Object(members)) => {
            let values: Vec<String> = members.values().map(|value| shown(Some(value))).collect();
            values.join(" ")
        }
        Some(other) => other.to_string(),
    }
}
