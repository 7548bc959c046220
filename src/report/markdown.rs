//! Markdown, for a comment on a change or the summary of a run.

use std::fmt::Write;

use super::in_words;
use crate::document::visible;
use crate::finding::{Place, Report};

/// A heading with the counts, then a list: one item a finding, the source and the cure below it.
pub(super) fn render(report: &Report) -> String {
    let mut out = format!("### {}\n", in_words(&report.summary));
    if !report.unchecked.is_empty() {
        out.push_str("\nNot checked:\n\n");
        for skipped in &report.unchecked {
            let place = format!("{} {}", skipped.path, skipped.pointer);
            let _ = writeln!(out, "- {}: {}", code(place.trim_end()), prose(&skipped.reason));
        }
    }
    if !report.findings.is_empty() {
        out.push('\n');
    }
    for finding in &report.findings {
        let _ = writeln!(
            out,
            "- **{}** {} {}: {}",
            finding.severity.as_str(),
            code(finding.code),
            code(&place(&finding.record)),
            prose(&finding.message)
        );
        if let Some(source) = &finding.source {
            let _ = writeln!(
                out,
                "  - source {}: {}",
                code(&place(&source.place)),
                code(&source.exact)
            );
        }
        for related in &finding.related {
            let _ = writeln!(
                out,
                "  - {}: {}",
                code(&place(&related.place)),
                prose(&related.message)
            );
        }
        if let Some(help) = &finding.help {
            let _ = writeln!(out, "  - help: {}", prose(help));
        }
    }
    out
}

fn place(place: &Place) -> String {
    format!("{}:{}:{}", place.path, place.start.line, place.start.column)
}

/// `text` between enough backticks, so that nothing in it is Markdown.
pub(super) fn code(text: &str) -> String {
    let text = visible(text);
    let mut longest = 0;
    let mut run = 0;
    for ch in text.chars() {
        run = if ch == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    // A space at each end goes away where both stand there, and lets a backtick stand at an end.
    let pad = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// `text` with what Markdown and HTML would take for markup escaped; backticks keep their meaning
/// in pairs, as messages use them.
pub(super) fn prose(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len());
    for (index, part) in text.split('`').enumerate() {
        let is_code = index % 2 == 1 && index < text.matches('`').count();
        if is_code {
            out.push_str(&code(part));
            continue;
        }
        // The backtick that has no partner.
        if index > 0 && index % 2 == 1 {
            out.push_str("\\`");
        }
        for ch in part.chars() {
            match ch {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '\\' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' | '@' | '$' => {
                    out.push('\\');
                    out.push(ch);
                }
                _ => out.push(ch),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{code, prose};

    #[test]
    fn code_cannot_be_left_from_inside() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`a"), "`` `a ``");
    }

    #[test]
    fn markup_in_a_message_is_text() {
        assert_eq!(prose("<b> *a* [x](y)"), "&lt;b&gt; \\*a\\* \\[x\\](y)");
        assert_eq!(prose("not `a_b` but a_b"), "not `a_b` but a\\_b");
        assert_eq!(prose("one ` alone"), "one \\` alone");
        assert_eq!(prose("`a` and ` alone"), "`a` and \\` alone");
        assert_eq!(prose("``"), "``");
    }
}
