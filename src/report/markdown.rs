//! Markdown, for a comment on a change or the summary of a run.

use std::fmt::Write;

use super::in_words;
use crate::document::visible;
use crate::finding::{Place, Report};

/// A heading with the counts, then a list: one item a finding, the source and the cure below it.
pub(super) fn render(report: &Report) -> String {
    let mut out = format!("### {}\n", in_words(&report.summary));
    if !report.failed.is_empty() {
        out.push_str("\nFailed:\n\n");
        for failed in &report.failed {
            let _ = writeln!(out, "- {}: {}", code(&failed.path), prose(&failed.reason));
        }
    }
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
    // Nothing at all between two backticks would make a longer fence of them.
    let pad = if text.is_empty() || text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A message as Markdown. What it has between single backticks is code and the rest is text, where
/// that can be told apart and the text is plain; any other message is code from end to end, because
/// a value of a document may hold backticks and markup of every kind.
pub(super) fn prose(text: &str) -> String {
    let text = visible(text);
    let parts: Vec<&str> = text.split('`').collect();
    let last = parts.len() - 1;
    // With an even number of backticks the last part is text, as the first one is.
    let is_item = text
        .trim_start_matches(|ch: char| ch.is_ascii_digit())
        .starts_with(['.', ')', '-', '=']);
    let is_clear = last.is_multiple_of(2)
        && !is_item
        && parts.iter().enumerate().all(|(index, part)| {
            let between = index > 0 && index < last;
            let is_code = index % 2 == 1;
            // Fences that touch would be one fence.
            (!part.is_empty() || !between) && (is_code || is_plain(part))
        });
    if !is_clear {
        return code(&text);
    }
    let mut out = String::with_capacity(text.len());
    for (index, part) in parts.into_iter().enumerate() {
        if index % 2 == 1 {
            out.push_str(&code(part));
        } else {
            out.push_str(part);
        }
    }
    out
}

/// True for text in which nothing is markup: words, and the marks of plain sentences. Addresses are
/// none, for some viewers make links of them by themselves.
fn is_plain(text: &str) -> bool {
    let has_address = ["://", "www."].iter().any(|start| {
        text.as_bytes()
            .windows(start.len())
            .any(|window| window.eq_ignore_ascii_case(start.as_bytes()))
    });
    let is_plain = |ch: char| ch.is_alphanumeric() || " ,.;:?'\"()/%=…’‘“”–—-".contains(ch);
    !has_address && text.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{code, is_plain, prose};

    #[test]
    fn code_cannot_be_left_from_inside() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`a"), "`` `a ``");
        assert_eq!(code(""), "`  `");
    }

    #[test]
    fn what_stands_between_backticks_is_code() {
        assert_eq!(prose("not `a_b`, but 1 (of 2)"), "not `a_b`, but 1 (of 2)");
        assert_eq!(prose("`<b>` is no value"), "`<b>` is no value");
    }

    #[test]
    fn a_message_with_markup_is_code_as_a_whole() {
        assert_eq!(prose("<b> *a* [x](y)"), "`<b> *a* [x](y)`");
        assert_eq!(prose("1. - x"), "`1. - x`");
        assert_eq!(prose("see https://x.org"), "`see https://x.org`");
        assert_eq!(prose("see WWW.x.org"), "`see WWW.x.org`");
        assert_eq!(prose("one ` alone"), "``one ` alone``");
        assert_eq!(
            prose("```<img src=x>` is no value"),
            "```` ```<img src=x>` is no value ````"
        );
        assert_eq!(prose("`` `x[a](http://e)` ``"), "``` `` `x[a](http://e)` `` ```");
    }

    /// The text outside of code spans, as Markdown finds these: a run of backticks, and the next
    /// run of the same length. `None` where a run has no partner.
    fn outside(markdown: &str) -> Option<String> {
        let mut text = String::new();
        let mut rest = markdown;
        while let Some(start) = rest.find('`') {
            text.push_str(&rest[..start]);
            rest = &rest[start..];
            let length = rest.len() - rest.trim_start_matches('`').len();
            rest = &rest[length..];
            loop {
                let at = rest.find('`')?;
                rest = &rest[at..];
                let run = rest.len() - rest.trim_start_matches('`').len();
                rest = &rest[run..];
                if run == length {
                    break;
                }
            }
        }
        text.push_str(rest);
        Some(text)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn nothing_outside_of_code_is_markup(
            pieces in prop::collection::vec(
                prop_oneof![
                    4 => "`{1,3}",
                    2 => Just("<img src=x>".to_owned()),
                    2 => Just("[a](http://e)".to_owned()),
                    2 => Just(" is no value, but ".to_owned()),
                    2 => "\\PC{0,4}",
                    1 => "[ \\\\&<*_@$~|!#\n]{1,2}",
                ],
                0..8,
            )
        ) {
            let message = pieces.concat();
            for markdown in [prose(&message), code(&message)] {
                let outside = outside(&markdown);
                prop_assert!(outside.is_some(), "{}", markdown);
                prop_assert!(outside.as_deref().is_some_and(is_plain), "{}", markdown);
                prop_assert!(!markdown.contains('\n'));
            }
        }
    }
}
