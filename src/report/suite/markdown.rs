//! Markdown, for a comment on a change or the summary of a run.

use std::fmt::Write;

use super::super::markdown::{code, prose};
use super::counts;
use crate::score::Layout;
use crate::suite::{CaseResult, Fault, HeldFloor, Outcome, SuiteResult};

/// A heading with the counts, what failed and why, and the scores.
pub(super) fn render(result: &SuiteResult) -> String {
    let mut out = format!("### {}: {}\n", prose(&result.extractor), counts(result));
    for (heading, outcome) in [("Failed", Outcome::Failed), ("Failed as before", Outcome::Known)] {
        push_failed(&mut out, heading, &outcome, result);
    }
    if !result.mended.is_empty() {
        out.push_str("\nNo longer failing:\n\n");
        for name in &result.mended {
            let _ = writeln!(out, "- {}", code(name));
        }
    }
    if result.partial {
        out.push_str("\nOnly some of the cases were run; figures over all were not held to their floors.\n");
    }
    if let Some(tokens) = result.tokens() {
        let _ = writeln!(out, "\nTokens: {} read, {} written.", tokens.input, tokens.output);
    }
    if let Some(scores) = &result.scores {
        out.push('\n');
        out.push_str(&scores.table(Layout::Markdown));
    }
    out
}

fn push_failed(out: &mut String, heading: &str, outcome: &Outcome, result: &SuiteResult) {
    let cases: Vec<_> = result
        .cases
        .iter()
        .filter(|case| case.outcome == *outcome)
        .collect();
    let floors: Vec<_> = result
        .floors
        .iter()
        .filter(|held| held.outcome == *outcome)
        .collect();
    if cases.is_empty() && floors.is_empty() {
        return;
    }
    let _ = write!(out, "\n{heading}:\n\n");
    for case in cases {
        push_case(out, case);
    }
    for shortfall in floors.into_iter().filter_map(HeldFloor::shortfall) {
        let _ = writeln!(out, "- all cases together: {}", prose(&shortfall.to_string()));
    }
}

fn push_case(out: &mut String, case: &CaseResult) {
    let _ = writeln!(out, "- {}", code(&case.name));
    for fault in &case.faults {
        match fault {
            Fault::Finding(finding) => {
                let start = finding.record.start;
                let place = format!("{}:{}:{}", finding.record.path, start.line, start.column);
                let _ = writeln!(
                    out,
                    "  - **{}** {} {}: {}",
                    finding.severity.as_str(),
                    code(finding.code),
                    code(&place),
                    prose(&finding.message)
                );
            }
            Fault::Changed { approved, .. } => {
                let told = fault.to_string();
                let (_, differences) = told.split_once('\n').unwrap_or_default();
                let _ = writeln!(out, "  - not what {} approves:\n", code(approved));
                push_block(out, differences);
            }
            other => {
                let _ = writeln!(out, "  - {}", prose(&other.to_string()));
            }
        }
    }
    if !case.errors.is_empty() {
        out.push_str("  - the extractor wrote to standard error:\n\n");
        push_block(out, &case.last_errors().join("\n"));
    }
}

/// `text` as a block of code below an item, by its indentation, which nothing in it can end.
fn push_block(out: &mut String, text: &str) {
    for line in text.lines() {
        let _ = writeln!(out, "        {}", crate::document::visible(line));
    }
    out.push('\n');
}
