//! The report as one JSON object, and what is alike in all formats that are JSON.

use std::fmt::Write;

use serde::Serialize;

use crate::document::is_hidden;
use crate::finding::Report;

pub(super) fn render(report: &Report) -> String {
    pretty(report)
}

/// `value` as indented JSON, in which hidden characters are written as escapes.
///
/// Readers get the same value; a terminal gets nothing that moves its cursor or turns its text.
pub(super) fn pretty(value: &impl Serialize) -> String {
    // Strings, numbers and lists under string keys: nothing that JSON cannot hold.
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut out = String::with_capacity(text.len() + 1);
    let mut units = [0; 2];
    for ch in text.chars() {
        if is_hidden(ch) {
            for unit in ch.encode_utf16(&mut units) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(ch);
        }
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::pretty;

    #[test]
    fn hidden_characters_are_escaped_and_read_back() {
        let value = "a\u{202e}b\u{e0041}\u{7f}\"\\";
        let text = pretty(&value);
        assert_eq!(text, "\"a\\u202eb\\udb40\\udc41\\u007f\\\"\\\\\"\n");
        assert_eq!(serde_json::from_str::<String>(&text).ok().as_deref(), Some(value));
    }
}
