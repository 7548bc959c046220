//! The one type in which every layer reports: a code, a severity, a place, a message, a fix.

mod bound;
pub mod codes;
mod mend;
pub mod page;

use std::fmt;

use serde::Serialize;

use crate::document::{Position, visible};

pub use mend::{mend, mend_all};

/// How serious a finding is. Errors make a command exit with status 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing need be done.
    Note,
    /// May be wrong; `--strict` makes it a failure.
    Warning,
    /// Is wrong.
    Error,
}

impl Severity {
    /// The word that stands for it in every output: `note`, `warning`, `error`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A range in a file, as people and programs name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file as the user named it; `<stdin>` for standard input.
    pub path: String,
    /// Where it begins.
    pub start: Position,
    /// Where it ends, exclusive.
    pub end: Position,
}

/// A passage of the source that a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
    /// Its text.
    pub exact: String,
}

/// A further place that explains a finding, such as the first of two equal keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Related {
    /// What stands there, in a few words.
    pub message: String,
    /// Where.
    pub place: Place,
}

/// A change to the record's file that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// What the change does, in a few words.
    pub message: String,
    /// True where the change can be made unseen: it keeps what the author meant.
    pub safe: bool,
    /// Replacements, in order, none overlapping another.
    pub edits: Vec<Edit>,
}

/// One replacement in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// First byte that is replaced.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
    /// What stands there afterwards.
    pub text: String,
}

/// One thing that was found, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Stable name of the kind of finding, such as `schema/unknown-key`.
    pub code: &'static str,
    /// How serious it is.
    pub severity: Severity,
    /// One sentence that stands alone: what was expected, and what stands there.
    pub message: String,
    /// JSON Pointer (RFC 6901) into the record; empty for the whole of it.
    pub pointer: String,
    /// Where in the record's file.
    pub record: Place,
    /// The passage of the source that decides, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Passage>,
    /// Further places that explain it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related>,
    /// What would mend it, in words, where the layer that found it can tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// What would mend it, as a change to the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
}

impl fmt::Display for Finding {
    /// On one line: `file:line:column: severity[code] message`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start = self.record.start;
        write!(
            f,
            "{}:{}:{}: {}[{}] {}",
            visible(&self.record.path),
            start.line,
            start.column,
            self.severity.as_str(),
            self.code,
            visible(&self.message)
        )
    }
}

/// Something that no check looked at, or that a check could not decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unchecked {
    /// The file.
    pub path: String,
    /// JSON Pointer (RFC 6901) into the record; empty for the whole of it.
    pub pointer: String,
    /// Why it was not checked, in one clause.
    pub reason: String,
}

/// A file that could not be looked at, or not be written: the run has failed, whatever it found elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failed {
    /// The file.
    pub path: String,
    /// Why, in one clause.
    pub reason: String,
}

/// What one run found, in the order of the files and of the places in them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What is wrong, doubtful or worth knowing.
    pub findings: Vec<Finding>,
    /// What was not checked.
    pub unchecked: Vec<Unchecked>,
    /// What could not be read or written.
    pub failed: Vec<Failed>,
    /// Counts.
    pub summary: Summary,
}

/// Counts of one run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Files that were read.
    pub files: usize,
    /// Records in them.
    pub records: usize,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings that are notes.
    pub notes: usize,
}
