//! What makes records of sources.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::{self, RECORD_ENDINGS};
use super::{Case, SuiteError};
use crate::document::Document;
use crate::extract::{Command, Model, Tokens, extract};

/// What makes a record of a source.
#[derive(Clone)]
pub enum Extractor {
    /// The built-in rules.
    Rules,
    /// A program.
    Command(Command),
    /// A model behind a server.
    Model(Box<Model>),
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
    /// What the model's answer has cost, where its server tells.
    pub tokens: Option<Tokens>,
}

/// Why an extractor made nothing of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoRecord {
    /// Why, in one line.
    pub message: String,
    /// What the program said besides.
    pub errors: String,
    /// What the model's answer has cost, where there was one that is of no use.
    pub tokens: Option<Tokens>,
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
        match self {
            Self::Stored(folder) => stored(folder, case).map_err(NoRecord::because),
            // The file of a case in a folder of its own is called alike in all of them.
            Self::Model(model) => {
                let name = format!("{}.txt", case.name);
                asked(model, &Document::new(name, source.text().to_owned()))
            }
            _ => self.read(path, source),
        }
    }

    /// What it makes of `source`, which stands at `path` and belongs to no case. Records that were
    /// made before are found by their cases, so they are none of it.
    pub fn read(&self, path: &Path, source: &Document) -> Result<Extracted, NoRecord> {
        match self {
            Self::Rules => match extract(source) {
                Ok(record) => Ok(Extracted::of(record.to_yaml())),
                Err(error) => Err(NoRecord::because(error.to_string())),
            },
            Self::Command(command) => match command.run(path, source.text()) {
                Ok(answer) => Ok(Extracted {
                    errors: answer.errors,
                    ..Extracted::of(answer.text)
                }),
                Err(error) => Err(NoRecord {
                    errors: error.errors.clone(),
                    ..NoRecord::because(error.to_string())
                }),
            },
            Self::Model(model) => asked(model, source),
            Self::Stored(folder) => Err(NoRecord::because(format!(
                "the records in {} were made before, and are found by the names of cases",
                folder.display()
            ))),
            Self::Function(function) => function(source).map(Extracted::of).map_err(NoRecord::because),
        }
    }
}

impl Extracted {
    fn of(text: String) -> Self {
        Self {
            file: None,
            text,
            errors: String::new(),
            tokens: None,
        }
    }
}

impl NoRecord {
    fn because(message: String) -> Self {
        Self {
            message,
            errors: String::new(),
            tokens: None,
        }
    }
}

fn asked(model: &Model, source: &Document) -> Result<Extracted, NoRecord> {
    match model.ask(source) {
        Ok(answer) => Ok(Extracted {
            tokens: answer.tokens,
            ..Extracted::of(answer.text)
        }),
        Err(error) => Err(NoRecord {
            tokens: error.tokens,
            ..NoRecord::because(error.to_string())
        }),
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
        ..Extracted::of(document.text().to_owned())
    })
}

impl fmt::Display for Extractor {
    /// What it is called in a report.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rules => f.write_str("rules"),
            Self::Command(command) => f.write_str(command.program()),
            Self::Model(model) => f.write_str(&model.name),
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
            Self::Model(model) => f.debug_tuple("Model").field(model).finish(),
            Self::Stored(folder) => f.debug_tuple("Stored").field(folder).finish(),
            Self::Function(_) => f.write_str("Function"),
        }
    }
}
