//! Annotations of a GitHub Actions run: workflow commands on standard output.
//!
//! What could not be read or written is an error, what was not checked a notice.
//!
//! ```text
//! line = "::" ( "error" | "warning" | "notice" ) " " property { "," property } "::" message
//! ```
//!
//! In a message `%`, CR and LF are percent-encoded, in a property `:` and `,` as well. Columns are
//! given only where the place is on one line: with `endLine` GitHub refuses them.

use std::fmt::Write;

use super::Settings;
use super::location::relative;
use crate::document::visible;
use crate::finding::{Finding, Place, Report, Severity};

pub(super) fn render(report: &Report, settings: &Settings) -> String {
    let mut out = String::new();
    for failed in &report.failed {
        let _ = writeln!(
            out,
            "::error file={},title=failed::{}",
            property(&relative(&failed.path, &settings.root)),
            message(&failed.reason)
        );
    }
    for skipped in &report.unchecked {
        let _ = writeln!(
            out,
            "::notice file={},title=unchecked::{}",
            property(&relative(&skipped.path, &settings.root)),
            message(&format!("{} {}", skipped.pointer, skipped.reason))
        );
    }
    for finding in &report.findings {
        let level = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let _ = writeln!(
            out,
            "::{level} file={}{},title={}::{}",
            property(&relative(&finding.record.path, &settings.root)),
            lines(&finding.record),
            property(finding.code),
            message(&told(finding))
        );
    }
    out
}

fn lines(place: &Place) -> String {
    let (start, end) = (place.start, place.end);
    if start.line == end.line {
        format!(
            ",line={},col={},endColumn={}",
            start.line, start.column, end.column
        )
    } else {
        format!(",line={},endLine={}", start.line, end.line)
    }
}

/// The message, with the passage of the source and the cure below it.
fn told(finding: &Finding) -> String {
    let mut text = finding.message.clone();
    if let Some(source) = &finding.source {
        let place = &source.place;
        let _ = write!(
            text,
            "\nSource, {}:{}:{}: {}",
            place.path, place.start.line, place.start.column, source.exact
        );
    }
    if let Some(help) = &finding.help {
        let _ = write!(text, "\nHelp: {help}");
    }
    text
}

pub(super) fn message(text: &str) -> String {
    // Each line by itself: a line break divides lines here, and is no hidden character.
    let lines: Vec<_> = text.trim_start().lines().map(visible).collect();
    lines
        .join("\n")
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

pub(super) fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{message, property};

    #[test]
    fn what_would_end_a_command_is_encoded() {
        assert_eq!(message("100%\r\nsure: a, b"), "100%25%0Asure: a, b");
        assert_eq!(property("a:b,c%"), "a%3Ab%2Cc%25");
        assert_eq!(message("a\rb"), "a\\rb");
    }
}
