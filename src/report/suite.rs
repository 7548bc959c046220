//! Results of suites, as text: one file a format.

mod github;
mod human;
mod junit;
mod markdown;

use std::fmt::Write;

use super::{Settings, Sources};
use crate::finding::Finding;
use crate::suite::{CaseResult, Fault, Outcome, SuiteResult};

pub use human::{case_line, suite_end};

/// How results of a suite are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum SuiteFormat {
    /// For people: a line a case, then what failed and why
    #[default]
    Human,
    /// JSON, which a later run takes as its baseline
    #[value(help = "JSON, which a later run takes as its baseline")]
    Json,
    /// JUnit XML, for CI servers that show test results
    #[value(help = "JUnit XML, for CI servers that show test results")]
    Junit,
    /// Annotations of a GitHub Actions run
    Github,
    /// Markdown, for comments and summaries
    Markdown,
}

/// `result` as text in `format`.
///
/// In [`SuiteFormat::Human`] it is a [`case_line`] for each case and the [`suite_end`], for whoever
/// does not write them as they come.
pub fn render_suite(result: &SuiteResult, format: SuiteFormat, settings: &Settings) -> String {
    match format {
        SuiteFormat::Human => {
            let lines = result.cases.iter().map(|case| case_line(case, settings));
            lines.chain([suite_end(result, settings)]).collect()
        }
        SuiteFormat::Json => result.to_json(),
        SuiteFormat::Junit => junit::render(result),
        SuiteFormat::Github => github::render(result, settings),
        SuiteFormat::Markdown => markdown::render(result),
    }
}

/// The findings that let `case` fail.
fn findings(case: &CaseResult) -> impl Iterator<Item = &Finding> {
    case.faults.iter().filter_map(|fault| match fault {
        Fault::Finding(finding) => Some(&**finding),
        _ => None,
    })
}

/// What lets `case` fail and is no finding.
fn other_faults(case: &CaseResult) -> impl Iterator<Item = &Fault> {
    case.faults
        .iter()
        .filter(|fault| !matches!(fault, Fault::Finding(_)))
}

/// The texts that the findings of `case` point into.
fn sources(case: &CaseResult) -> Sources {
    let mut sources = Sources::default();
    for text in &case.texts {
        sources.keep(text.clone());
    }
    sources
}

/// True for what has failed, known or not.
fn has_failed(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Failed | Outcome::Known)
}

/// The counts in words: `27 passed, 2 failed`.
fn counts(result: &SuiteResult) -> String {
    let summary = result.summary();
    let mut text = format!("{} passed, {} failed", summary.passed, summary.failed);
    for (count, words) in [(summary.known, "failed as before"), (summary.skipped, "skipped")] {
        if count > 0 {
            let _ = write!(text, ", {count} {words}");
        }
    }
    text
}
