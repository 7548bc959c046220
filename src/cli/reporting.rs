//! What every command that reports findings has in common.

use std::io::{self, IsTerminal};

use clap::Args;

use super::input::InputError;
use super::{Exit, Failure, output};
use crate::document::Document;
use crate::finding::{Failed, Finding, Report, Severity, Unchecked};
use crate::report::{Format, Settings, Sources, render};

/// Narrower than this, an excerpt shows nothing.
const LEAST_WIDTH: usize = 60;

/// How findings are reported.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Reporting {
    /// How findings are written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Let warnings, and what no rule could decide, fail the run as errors do
    #[arg(long)]
    strict: bool,
}

impl Reporting {
    /// True where no other form is asked for than the one for people.
    pub(super) fn is_plain(self) -> bool {
        self.format == Format::Human
    }

    /// True where warnings are to fail the run.
    pub(super) fn is_strict(self) -> bool {
        self.strict
    }
}

/// What one run has found so far.
#[derive(Debug, Default)]
pub(super) struct Run {
    report: Report,
    sources: Sources,
    undecided: usize,
}

impl Run {
    /// Tells that an input could not be read. The run goes on, and fails at its end.
    pub(super) fn unread(&mut self, error: &InputError) {
        self.failed(&error.name, error.reason.to_string());
    }

    /// Tells that the file called `name` could not be looked at, for another reason than its text.
    pub(super) fn failed(&mut self, name: &str, reason: String) {
        output::complain(&format!("{name}: {reason}"));
        self.report.failed.push(Failed {
            path: name.to_owned(),
            reason,
        });
    }

    /// Adds what was found in one file, which holds so many records.
    pub(super) fn file(&mut self, document: Document, records: usize, findings: Vec<Finding>) {
        self.report.summary.files += 1;
        self.report.summary.records += records;
        self.sources.note(document.name());
        if !findings.is_empty() {
            self.sources.keep(document);
        }
        self.report.findings.extend(findings);
    }

    /// Adds what was not checked, and of how many values a rule could not decide.
    pub(super) fn unchecked(&mut self, unchecked: Vec<Unchecked>, undecided: usize) {
        self.report.unchecked.extend(unchecked);
        self.undecided += undecided;
    }

    /// Keeps the text of a source that findings point into.
    pub(super) fn source(&mut self, document: Document) {
        self.sources.keep(document);
    }

    /// Adds what was found in the settings.
    pub(super) fn settings(&mut self, document: Document, findings: Vec<Finding>) {
        if !findings.is_empty() {
            self.sources.keep(document);
        }
        self.report.findings.extend(findings);
    }

    /// Prints the report, and says how the run went.
    pub(super) fn finish(mut self, reporting: Reporting) -> Result<Exit, Failure> {
        let exit = self.exit(reporting);
        self.report.shorten();
        // People have read on standard error what could not be read. Programs read one or the other.
        if matches!(reporting.format, Format::Human | Format::Concise) {
            self.report.failed.clear();
        }
        let settings = terminal();
        let text = render(&self.report, &self.sources, reporting.format, &settings);
        output::print(&text)?;
        Ok(exit)
    }

    /// Counts the findings, and says how the run went.
    pub(super) fn exit(&mut self, reporting: Reporting) -> Exit {
        let summary = &mut self.report.summary;
        for finding in &self.report.findings {
            match finding.severity {
                Severity::Error => summary.errors += 1,
                Severity::Warning => summary.warnings += 1,
                Severity::Note => summary.notes += 1,
            }
        }
        if !self.report.failed.is_empty() {
            Exit::Failed
        } else if summary.errors > 0 || (reporting.strict && (summary.warnings > 0 || self.undecided > 0)) {
            Exit::Findings
        } else {
            Exit::Clean
        }
    }
}

/// What the terminal, or whatever standard output leads to, can show.
pub(super) fn terminal() -> Settings {
    let out = io::stdout();
    let defaults = Settings::default();
    let width = terminal_size::terminal_size_of(&out)
        .map_or(defaults.width, |(width, _)| usize::from(width.0).max(LEAST_WIDTH));
    Settings {
        // NO_COLOR, CLICOLOR, CLICOLOR_FORCE and TERM are asked, in their order of precedence.
        color: anstream::AutoStream::choice(&out) != anstream::ColorChoice::Never,
        width: if out.is_terminal() { width } else { defaults.width },
        root: std::env::current_dir().unwrap_or_default(),
    }
}
