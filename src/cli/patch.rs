//! What a command would change in a file, as a unified diff that `patch` and `git apply` take.

use std::fmt::Write;
use std::io::{self, IsTerminal};

use similar::TextDiff;

use super::output;
use crate::document::{Document, visible};

/// What changes in `document`, as `patch` reads it.
pub(super) fn diff(document: &Document, mended: &str) -> String {
    // To `patch` a line ends with a line feed; a carriage return by itself is a character of it.
    let before: Vec<&str> = document.text().split_inclusive('\n').collect();
    let after: Vec<&str> = mended.split_inclusive('\n').collect();
    let diff = TextDiff::configure()
        .newline_terminated(true)
        .diff_slices(&before, &after);
    let name = in_header(document.name());
    let mut text = format!("--- {name}\n+++ {name}\n");
    for hunk in diff.unified_diff().iter_hunks() {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{}", hunk.header());
        for change in hunk.iter_changes() {
            let line = change.value();
            let _ = write!(text, "{}{line}", change.tag());
            if !line.ends_with('\n') {
                text.push_str("\n\\ No newline at end of file\n");
            }
        }
    }
    text
}

/// Prints a diff: for `patch` as it is, for a terminal with hidden characters written out.
pub(super) fn print(diff: &str) -> io::Result<()> {
    if !io::stdout().is_terminal() {
        return output::print(diff);
    }
    let mut shown = String::with_capacity(diff.len());
    for line in diff.lines() {
        shown.push_str(&visible(line));
        shown.push('\n');
    }
    output::print(&shown)
}

/// A file's name in the header of a diff, as git writes it: quoted where it has characters that
/// would end it, and with a tab behind it where a space would.
fn in_header(name: &str) -> String {
    if !name.contains(|ch: char| ch.is_control() || matches!(ch, '"' | '\\')) {
        let tab = if name.contains(' ') { "\t" } else { "" };
        return format!("{name}{tab}");
    }
    let mut quoted = String::from('"');
    for ch in name.chars() {
        match ch {
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '"' | '\\' => quoted.extend(['\\', ch]),
            _ if ch.is_control() => {
                let mut bytes = [0; 4];
                for byte in ch.encode_utf8(&mut bytes).bytes() {
                    // Writing to a string does not fail.
                    let _ = write!(quoted, "\\{byte:03o}");
                }
            }
            _ => quoted.push(ch),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::{diff, in_header};
    use crate::document::Document;

    #[test]
    fn a_line_ends_with_a_line_feed_only() {
        let before = Document::new("a.yaml", "a: 1\rb: 2\nc: 3");
        assert_eq!(
            diff(&before, "a: 1\rb: 4\nc: 3"),
            "--- a.yaml\n+++ a.yaml\n@@ -1,2 +1,2 @@\n-a: 1\rb: 2\n+a: 1\rb: 4\n c: 3\n\\ No newline at end of file\n"
        );
    }

    #[test]
    fn a_name_cannot_break_the_header() {
        assert_eq!(in_header("a/é.yaml"), "a/é.yaml");
        assert_eq!(in_header("a b.yaml"), "a b.yaml\t");
        assert_eq!(in_header("a\n+++ b\u{1}\"\\.yaml"), r#""a\n+++ b\001\"\\.yaml""#);
    }
}
