//! The gate that is scored: the project's own check, or somebody else's program.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;
use thiserror::Error;

use crate::extract::{Command, CommandFault};
use crate::record::yaml_of;

/// What stands for the path of the record among a program's arguments.
pub const RECORD: &str = "{record}";

/// What decides whether a record passes.
#[derive(Clone, Debug)]
pub enum Gate {
    /// Schema, vouching and tracing: what `rapporteur check` does.
    Check,
    /// A program, by its exit status.
    Program(Program),
}

/// A program that lets a record pass with exit status 0 and refuses it with another.
///
/// It is run without a shell. [`RECORD`] in its arguments is replaced by the path of a record, YAML or
/// JSON as the one that was given, and `{source}` by that of its source; without the latter the text
/// of the source is on standard input. Time and output are limited as [`Command`] has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    words: Vec<String>,
    /// How long it may take over one record. A minute by default.
    pub time_limit: Duration,
}

/// Why a line names no gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum GateError {
    /// It cannot be divided into words, or has none.
    #[error("it names no program: a quotation mark is not closed, or there is no word")]
    NoProgram,
    /// It does not say where the record goes.
    #[error("it has no `{{record}}`, which stands for the path of the record")]
    NoRecord,
}

/// What a gate says of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing that it would not say of the true record.
    Passed,
    /// It refuses the record; the codes of its findings, where the gate tells some.
    Refused(Vec<&'static str>),
    /// It gave no answer: why.
    Broken(String),
}

impl Program {
    /// The program that `line` names, with quotation marks and backslashes as a POSIX shell reads them.
    ///
    /// ```
    /// use rapporteur::mutate::Program;
    /// assert!(Program::of_line("./verify --strict {record} {source}").is_ok());
    /// assert!(Program::of_line("./verify {source}").is_err());
    /// ```
    pub fn of_line(line: &str) -> Result<Self, GateError> {
        let words = shlex::split(line)
            .filter(|words| !words.is_empty())
            .ok_or(GateError::NoProgram)?;
        if !words.iter().any(|word| word.contains(RECORD)) {
            return Err(GateError::NoRecord);
        }
        Ok(Self {
            words,
            time_limit: Duration::from_secs(60),
        })
    }

    /// What the program says of the record in the file at `record`, whose source is the file at
    /// `source` with this text.
    pub(super) fn judge(&self, record: &Path, source: &Path, text: &str) -> Verdict {
        let Some(record) = record.to_str() else {
            return Verdict::Broken("the path of the record is no text".to_owned());
        };
        let words = self.words.iter().map(|word| word.replace(RECORD, record));
        let Some(mut command) = Command::new(words) else {
            return Verdict::Broken(GateError::NoProgram.to_string());
        };
        command.time_limit = self.time_limit;
        match command.run(source, text).map_err(|error| error.fault) {
            // What it writes is not read.
            Ok(_) | Err(CommandFault::Nothing | CommandFault::NoText(_)) => Verdict::Passed,
            Err(CommandFault::Status(status)) if status.code().is_some() => Verdict::Refused(Vec::new()),
            Err(fault) => Verdict::Broken(fault.to_string()),
        }
    }
}

/// Where the records stand that a program is given.
#[derive(Debug)]
pub(super) struct Desk {
    folder: tempfile::TempDir,
    is_json: bool,
    /// The source, under its own name.
    source: PathBuf,
}

impl Desk {
    /// A folder with the source called `name` in it; `is_json` says how records are written.
    pub(super) fn new(name: &str, text: &str, is_json: bool) -> std::io::Result<Self> {
        let folder = tempfile::tempdir()?;
        let name = Path::new(name).file_name().unwrap_or("source.txt".as_ref());
        let source = folder.path().join("source").join(name);
        fs::create_dir(folder.path().join("source"))?;
        fs::write(&source, text)?;
        Ok(Self {
            folder,
            is_json,
            source,
        })
    }

    pub(super) fn source(&self) -> &Path {
        &self.source
    }

    /// Writes `record`, and gives its path.
    pub(super) fn write(&self, record: &Value) -> std::io::Result<PathBuf> {
        let (name, text) = if self.is_json {
            ("record.json", record.to_string())
        } else {
            ("record.yaml", yaml_of(record))
        };
        let path = self.folder.path().join(name);
        fs::write(&path, text)?;
        Ok(path)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::Duration;

    use super::{GateError, Program, Verdict};

    #[test]
    fn a_line_says_where_the_record_goes() {
        assert_eq!(Program::of_line("check"), Err(GateError::NoRecord));
        assert_eq!(Program::of_line("check '{record}"), Err(GateError::NoProgram));
        assert_eq!(Program::of_line(" "), Err(GateError::NoProgram));
    }

    #[cfg(unix)]
    #[test]
    fn a_program_is_judged_by_its_exit_status() {
        let verdict = |line: &str| {
            let mut program = Program::of_line(line).expect("a program");
            program.time_limit = Duration::from_millis(200);
            program.judge(Path::new("record.yaml"), Path::new("source.txt"), "text")
        };
        assert_eq!(verdict("true {record}"), Verdict::Passed);
        assert_eq!(verdict("echo {record}"), Verdict::Passed);
        assert_eq!(verdict("false {record}"), Verdict::Refused(Vec::new()));
        assert!(matches!(verdict("no-such-program {record}"), Verdict::Broken(_)));
        assert!(matches!(verdict("sh -c 'sleep 9' {record}"), Verdict::Broken(_)));
        assert!(matches!(
            verdict("sh -c 'kill -9 $$' {record}"),
            Verdict::Broken(_)
        ));
        // Nothing of a line is given to a shell.
        assert_eq!(verdict("true {record}; false"), Verdict::Passed);
    }
}
