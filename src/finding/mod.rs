//! The one type in which every layer reports: a code, a severity, a place, a message, a fix.

use serde::Serialize;

use crate::document::Position;

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
    /// What would mend it, in words, where the layer that found it can tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}
