//! One case.

use std::path::PathBuf;

use super::CaseSettings;

/// A source with what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Its path without ending, from the folder of the settings, or from that of the cases where
    /// there are no settings.
    pub name: String,
    /// The source; `None` for a record that names none and has none beside it.
    pub source: Option<PathBuf>,
    /// The record made by hand.
    pub record: Option<PathBuf>,
    /// The approved record; `None` where none has been approved yet.
    pub approved: Option<PathBuf>,
    /// Where the approved record stands, or is to stand.
    pub approved_path: PathBuf,
    /// What the settings say of this case.
    pub settings: CaseSettings,
}

impl Case {
    /// The file that stands for the case where one is to be named: the record by hand, or the source.
    pub fn file(&self) -> &PathBuf {
        let known = self.record.as_ref().or(self.source.as_ref());
        known.unwrap_or(&self.approved_path)
    }
}
