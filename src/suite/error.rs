//! Why a suite cannot be run at all.

use std::path::PathBuf;

use thiserror::Error;

/// Why a suite cannot be run at all.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SuiteError {
    /// Something wrong with the settings, with its place.
    #[error("{place}: {message}")]
    Settings {
        /// File, line and column.
        place: String,
        /// What is wrong there.
        message: String,
    },
    /// A file or folder that cannot be read.
    #[error("{}: {reason}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// There is nothing to run.
    #[error("{}: there is no case: no text and no record", .0.display())]
    NoCase(PathBuf),
    /// There is nothing to run, and the settings tell what is a case.
    #[error("{}: there is no case of those that `cases` in {settings} lists", path.display())]
    NotListed {
        /// What was to be run.
        path: PathBuf,
        /// The settings' file.
        settings: String,
    },
    /// Two files that both want to be one thing of one case.
    #[error("{} and {} are both the {role} of the case `{case}`", one.display(), other.display())]
    Twice {
        /// The case.
        case: String,
        /// What both are: `text`, `record`, `approved record`.
        role: &'static str,
        /// The one.
        one: PathBuf,
        /// The other.
        other: PathBuf,
    },
    /// No extractor is called so.
    #[error(
        "no extractor is called `{0}`; there are `rules`, `command:PROGRAM ARGUMENTS`, `stored:FOLDER`, \
         `openai` with the options --base-url and --model, and those that rapporteur.toml names under \
         `extractor`"
    )]
    NoExtractor(String),
    /// The line of a command that is none.
    #[error("`{0}` names no program, or has a quotation mark that is not closed")]
    NoCommand(String),
}
