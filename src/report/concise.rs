//! One line a finding, for editors and `grep`.

use std::fmt::Write;

use crate::document::visible;
use crate::finding::Report;

/// ```text
/// line      = path ":" line ":" column ": " severity "[" code "] " message
///           | path ": failed: " reason
///           | path ": unchecked" [ " " pointer ] ": " reason
/// ```
pub(super) fn render(report: &Report) -> String {
    let mut out = String::new();
    for failed in &report.failed {
        let _ = writeln!(
            out,
            "{}: failed: {}",
            visible(&failed.path),
            visible(&failed.reason)
        );
    }
    for skipped in &report.unchecked {
        let pointer = if skipped.pointer.is_empty() { "" } else { " " };
        let _ = writeln!(
            out,
            "{}: unchecked{pointer}{}: {}",
            visible(&skipped.path),
            visible(&skipped.pointer),
            visible(&skipped.reason)
        );
    }
    for finding in &report.findings {
        let _ = writeln!(out, "{finding}");
    }
    out
}
