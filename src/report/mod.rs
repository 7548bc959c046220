//! Renderers: one report, many formats.
//!
//! | format | for |
//! | --- | --- |
//! | `human` | a person at a terminal: excerpts with underlines, the passage of the source, the cure |
//! | `concise` | editors and `grep`: one line a finding, `file:line:col: severity[code] message` |
//! | `json` | programs: the [`Report`] as it is |
//! | `sarif` | code scanning: SARIF 2.1.0 |
//! | `junit` | CI servers that show test results |
//! | `github` | annotations of a GitHub Actions run |
//! | `gitlab` | GitLab's code quality report |
//! | `markdown` | a comment on a change, or the summary of a run |
//!
//! Lines and columns count from 1, columns in Unicode code points, in every format; SARIF says so
//! in `columnKind`. Ends are exclusive. What comes from a document is escaped as each format needs,
//! and characters that hide or reorder text are shown as `\u{…}`; in the formats that are JSON they
//! are written as JSON escapes, so that a program reads what stands in the file.

mod concise;
mod diff;
mod excerpt;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod location;
mod markdown;
mod mutation;
pub mod page;
mod sarif;
mod sources;
mod suite;

use std::path::PathBuf;

use crate::finding::{Report, Summary};

pub use diff::{DiffFormat, render_diff};
pub use mutation::{MutationFormat, render_mutation};
pub use sources::Sources;
pub use suite::{SuiteFormat, case_line, render_suite, suite_end};

/// How a report is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people: excerpts with underlines, and what to do
    #[default]
    Human,
    /// One line a finding: `file:line:col: severity[code] message`
    #[value(help = "One line a finding: file:line:col: severity[code] message")]
    Concise,
    /// One JSON object: findings, unchecked, failed, summary
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// JUnit XML, for CI servers that show test results
    #[value(help = "JUnit XML, for CI servers that show test results")]
    Junit,
    /// Annotations of a GitHub Actions run
    Github,
    /// GitLab code quality report
    Gitlab,
    /// Markdown, for comments and summaries
    Markdown,
}

/// What a renderer has to know of the place where its output goes.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Whether colours and other styles of ANSI terminals are written; only `human` has them.
    pub color: bool,
    /// How many columns an excerpt may take.
    pub width: usize,
    /// The folder that paths are given relative to, in the formats that other programs read.
    pub root: PathBuf,
}

impl Default for Settings {
    /// Without colour, 120 columns wide, paths as they are.
    fn default() -> Self {
        Self {
            color: false,
            width: 120,
            root: PathBuf::new(),
        }
    }
}

/// `report` as text in `format`, with a line break at its end unless there is nothing to say.
///
/// A finding in a file that `sources` lacks is shown without an excerpt. The text depends on the
/// arguments alone.
///
/// ```
/// use rapporteur::finding::Report;
/// use rapporteur::report::{Format, Settings, Sources, render};
/// let text = render(&Report::default(), &Sources::default(), Format::Concise, &Settings::default());
/// assert_eq!(text, "");
/// ```
pub fn render(report: &Report, sources: &Sources, format: Format, settings: &Settings) -> String {
    match format {
        Format::Human => human::render(report, sources, settings),
        Format::Concise => concise::render(report),
        Format::Json => json::render(report),
        Format::Sarif => sarif::render(report, sources, settings),
        Format::Junit => junit::render(report, sources),
        Format::Github => github::render(report, settings),
        Format::Gitlab => gitlab::render(report, settings),
        Format::Markdown => markdown::render(report),
    }
}

/// The counts of a run in words: `2 errors and 1 warning in 3 files`.
fn in_words(summary: &Summary) -> String {
    let counts: Vec<String> = [
        (summary.errors, "error"),
        (summary.warnings, "warning"),
        (summary.notes, "note"),
    ]
    .into_iter()
    .filter(|&(count, _)| count > 0)
    .map(|(count, noun)| counted(count, noun))
    .collect();
    let found = match counts.as_slice() {
        [] => "no findings".to_owned(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    };
    format!("{found} in {}", counted(summary.files, "file"))
}

fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}
