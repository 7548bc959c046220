//! What makes records of sources.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::{self, RECORD_ENDINGS};
use super::{Case, SuiteError};
use crate::document::Document;
use crate::extract::{Command, extract};

/// What makes a record of a source.
#[derive(Clone)]
pub enum Extractor {
    /// The built-in rules.
    Rules,
    /// A program.
    Command(Command),
    /// Records that were made before: in this folder, under the name of their case.
    Stored(PathBuf),
    /// A function of this process: from a source to the text of a record, YAML or JSON, or why
    /// there is none.
    Function(Function),
}

type Function = Arc<dyn Fn(&Document) -> Result<String, String> + Send + Sync>;

/// What an extractor made of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extracted {
    /// Where it stands, if it is a file.
    pub file: Option<String>,
    /// Its text, YAML or JSON.
    pub text: String,
    /// What the program said besides.
    pub errors: String,
}

/// Why an extractor made nothing of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoRecord {
    /// Why, in one line.
    pub message: String,
    /// What the program said besides.
    pub errors: String,
}

impl Extractor {
    /// The extractor that `name` means by itself: `rules`, `command:` with the line of a command as
    /// [`Command::of_line`] reads it, `stored:` with a folder.
    pub fn named(name: &str) -> Result<Self, SuiteError> {
        if name == "rules" {
            Ok(Self::Rules)
        } else if let Some(line) = name.strip_prefix("command:") {
            let command = Command::of_line(line);
            command
                .map(Self::Command)
                .ok_or_else(|| SuiteError::NoCommand(line.to_owned()))
        } else if let Some(folder) = name.strip_prefix("stored:") {
            Ok(Self::Stored(PathBuf::from(folder)))
        } else {
            Err(SuiteError::NoExtractor(name.to_owned()))
        }
    }

    /// A function of this process.
    pub fn function(function: impl Fn(&Document) -> Result<String, String> + Send + Sync + 'static) -> Self {
        Self::Function(Arc::new(function))
    }

    /// What it makes of `source`, the source of `case`, which stands at `path`.
    pub fn extract(&self, case: &Case, path: &Path, source: &Document) -> Result<Extracted, NoRecord> {
        let made = |text, errors| Extracted {
            file: None,
            text,
            errors,
        };
        let failed = |message| NoRecord {
            message,
            errors: String::new(),
        };
        match self {
            Self::Rules => match extract(source) {
                Ok(record) => Ok(made(record.to_yaml(), String::new())),
                Err(error) => Err(failed(error.to_string())),
            },
            Self::Command(command) => match command.run(path, source.text()) {
                Ok(answer) => Ok(made(answer.text, answer.errors)),
                Err(error) => Err(NoRecord {
                    message: error.to_string(),
                    errors: error.errors,
                }),
            },
            Self::Stored(folder) => stored(folder, case).map_err(failed),
            Self::Function(function) => {
                let text = function(source).map_err(failed)?;
                Ok(made(text, String::new()))
            }
        }
    }
}

fn stored(folder: &Path, case: &Case) -> Result<Extracted, String> {
    // Not `with_extension`: a name may have a point in it.
    let candidates = RECORD_ENDINGS.map(|ending| folder.join(format!("{}.{ending}", case.name)));
    let Some(path) = candidates.iter().find(|path| path.is_file()) else {
        return Err(format!(
            "{}: there is no such file, nor one in .yml or .json",
            folder.join(format!("{}.yaml", case.name)).display()
        ));
    };
    let document = files::read(path).map_err(|reason| format!("{}: {reason}", path.display()))?;
    Ok(Extracted {
        file: Some(document.name().to_owned()),
        text: document.text().to_owned(),
        errors: String::new(),
    })
}

impl fmt::Display for Extractor {
    /// What it is called in a report.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rules => f.write_str("rules"),
            Self::Command(command) => f.write_str(command.program()),
            Self::Stored(folder) => write!(f, "records in {}", folder.display()),
            Self::Function(_) => f.write_str("a function"),
        }
    }
}

impl fmt::Debug for Extractor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rules => f.write_str("Rules"),
            Self::Command(command) => f.debug_tuple("Command").field(command).finish(),
            Self::Stored(folder) => f.debug_tuple("Stored").field(folder).finish(),
            Self::Function(_) => f.write_str("Function"),
        }
    }
}
