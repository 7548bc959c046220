//! For a person at a terminal: a line a case, as test runners write them; then what failed and why.

use std::fmt::Write;

use super::super::{Settings, counted, human};
use super::{counts, findings, has_failed, other_faults, sources};
use crate::document::visible;
use crate::suite::{CaseResult, Fault, Outcome, SuiteResult};

const GREEN: &str = "\x1b[32m";
const RED: &str = "\x1b[31m";
const YELLOW: &str = "\x1b[33m";
const PLAIN: &str = "\x1b[0m";

/// The line that tells how `case` went.
pub fn case_line(case: &CaseResult, settings: &Settings) -> String {
    let (word, color) = match &case.outcome {
        Outcome::Passed => ("ok".to_owned(), GREEN),
        Outcome::Failed => ("FAILED".to_owned(), RED),
        Outcome::Known => ("failed, as before".to_owned(), YELLOW),
        Outcome::Skipped(reason) => (format!("skipped: {}", visible(reason)), YELLOW),
    };
    format!(
        "test {} ... {}\n",
        visible(&case.name),
        colored(&word, color, settings)
    )
}

/// What follows the lines of the cases: what failed and why, the scores, the counts.
pub fn suite_end(result: &SuiteResult, settings: &Settings) -> String {
    let mut out = String::from("\n");
    // What fails as it did before is not told again.
    let failed = || result.cases.iter().filter(|case| case.outcome == Outcome::Failed);
    if failed().next().is_some() {
        out.push_str("failures:\n\n");
    }
    for case in failed() {
        push_failure(&mut out, case, settings);
    }
    push_floors(&mut out, result);
    if !result.mended.is_empty() {
        let names: Vec<_> = result.mended.iter().map(|name| visible(name)).collect();
        let _ = writeln!(
            out,
            "no longer failing; a new baseline would hold it: {}\n",
            names.join(", ")
        );
    }
    if let Some(scores) = &result.scores {
        let objects = scores.all.objects();
        let _ = writeln!(
            out,
            "{} by hand: precision {:.3}, recall {:.3}, F1 {:.3}",
            counted(scores.all.documents, "record"),
            objects.precision(),
            objects.recall(),
            objects.f1()
        );
    }
    if let Some(tokens) = result.tokens() {
        let _ = writeln!(out, "tokens: {} read, {} written", tokens.input, tokens.output);
    }
    if result.partial {
        out.push_str("only some of the cases were run, so figures over all were not held to their floors\n");
    }
    let (word, color) = if result.summary().failed > 0 {
        ("FAILED", RED)
    } else {
        ("ok", GREEN)
    };
    let _ = writeln!(
        out,
        "result of {}: {}. {} in {:.2} s",
        visible(&result.extractor),
        colored(word, color, settings),
        counts(result),
        result.time.as_secs_f64()
    );
    out
}

fn push_failure(out: &mut String, case: &CaseResult, settings: &Settings) {
    let _ = writeln!(out, "---- {} ----", visible(&case.name));
    out.push_str(&human::excerpts(findings(case), &sources(case), settings));
    for fault in other_faults(case) {
        let _ = writeln!(out, "{fault}");
        if let Fault::NoRecord(_) = fault {
            push_errors(out, case);
        }
    }
    // Where the program did answer, what it said besides may still explain the answer.
    if !case
        .faults
        .iter()
        .any(|fault| matches!(fault, Fault::NoRecord(_)))
    {
        push_errors(out, case);
    }
    if !out.ends_with("\n\n") {
        out.push('\n');
    }
}

fn push_errors(out: &mut String, case: &CaseResult) {
    let lines = case.last_errors();
    if !lines.is_empty() {
        out.push_str("the extractor wrote to standard error:\n");
    }
    for line in lines {
        let _ = writeln!(out, "| {}", visible(line));
    }
}

fn push_floors(out: &mut String, result: &SuiteResult) {
    let below: Vec<_> = result
        .floors
        .iter()
        .filter(|held| has_failed(&held.outcome))
        .collect();
    for held in &below {
        if let Some(shortfall) = held.shortfall() {
            let known = if held.outcome == Outcome::Known {
                ", as before"
            } else {
                ""
            };
            let _ = writeln!(out, "over all cases, {shortfall}{known}");
        }
    }
    if !below.is_empty() {
        out.push('\n');
    }
}

fn colored(word: &str, color: &str, settings: &Settings) -> String {
    if settings.color {
        format!("{color}{word}{PLAIN}")
    } else {
        word.to_owned()
    }
}
