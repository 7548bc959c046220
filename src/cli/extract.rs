//! `rapporteur extract`: the text of readouts to records.

mod reasons;

use std::path::{Component, Path, PathBuf};

use clap::{Args, ValueEnum};

use super::input::{self, Input, Kind, SizeLimit};
use super::output::{self, Destination};
use super::{Exit, Failure};
use crate::extract::extract;
use crate::record::Record;

/// Read summit readouts into records
#[derive(Debug, Args)]
#[command(
    long_about = "\
Read summit readouts, as plain text in UTF-8, into records.

Several texts give several records: a YAML stream, with `---` before each record but the first, or \
with `--format json` one line a record. A text that cannot be read is named on standard error; the \
others are still read.

With `--explain` the reasons are written instead of the records: for each object, as a JSON Pointer \
into the record, the rule that made it and the words of the text that the rule went by. With \
`--format json` each is one line, with what the rule does.

Exit status: 0 done, 2 a text could not be read, or nothing could be written.",
    after_help = "\
Examples:
  rapporteur extract talks.txt
  rapporteur extract talks.txt --output talks.yaml
  rapporteur extract readouts/ > all.yaml    all its .txt files, as git sees it
  rapporteur extract talks.txt | rapporteur validate -
  rapporteur extract --explain talks.txt     why each object is there
  rapporteur extract --format json talks.txt | jq .outcomes"
)]
pub(super) struct Extract {
    /// Text files, folders, or `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How records are written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Write why each object is there, and no record
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    destination: Destination,
    #[command(flatten)]
    limit: SizeLimit,
}

/// How records are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// YAML; several records as a stream of documents
    #[default]
    Yaml,
    /// JSON; several records as one line each
    Json,
}

impl Extract {
    pub(super) fn run(&self) -> Result<Exit, Failure> {
        self.destination.check()?;
        if self.explain {
            return self.give_reasons();
        }
        let mut records = Vec::new();
        let mut exit = Exit::Clean;
        let inputs = input::expand(&self.files, Kind::Source);
        let several = inputs.len() > 1;
        for input in inputs {
            let text = input.and_then(|input| Ok((input::read(&input, self.limit)?, input)));
            let record = text.map_err(|error| error.to_string()).and_then(|(text, input)| {
                match extract(&text.document) {
                    Ok(record) => Ok((record, input)),
                    Err(error) => Err(error.to_string()),
                }
            });
            match record {
                Ok((mut record, input)) => {
                    self.set_path(&mut record, &input);
                    records.push(record);
                }
                Err(message) => {
                    output::complain(&message);
                    exit = Exit::Failed;
                }
            }
        }
        if !records.is_empty() {
            self.destination.write(&self.written(&records, several))?;
        }
        Ok(exit)
    }

    /// Writes for each text why the objects of its record are there.
    fn give_reasons(&self) -> Result<Exit, Failure> {
        let mut reasons = String::new();
        let mut exit = Exit::Clean;
        for input in input::expand(&self.files, Kind::Source) {
            let text = input.and_then(|input| input::read(&input, self.limit));
            let told = text.map_err(|error| error.to_string()).and_then(|text| {
                let told = match self.format {
                    Format::Yaml => reasons::table(&text.document),
                    Format::Json => reasons::lines(&text.document),
                };
                told.map_err(|error| error.to_string())
            });
            match told {
                Ok(told) => reasons.push_str(&told),
                Err(message) => {
                    output::complain(&message);
                    exit = Exit::Failed;
                }
            }
        }
        if !reasons.is_empty() {
            self.destination.write(&reasons)?;
        }
        Ok(exit)
    }

    /// A record names its source relative to where it stands itself.
    fn set_path(&self, record: &mut Record, input: &Input) {
        let (Input::File(source), Some(folder)) = (input, self.destination.folder()) else {
            return;
        };
        // A record has no path that could not be shown.
        if let Some(path) = path_from(folder, source).filter(|path| !path.contains(char::is_control)) {
            record.source.path = Some(path);
        }
    }

    fn written(&self, records: &[Record], several: bool) -> String {
        match self.format {
            Format::Yaml => {
                let documents: Vec<String> = records.iter().map(Record::to_yaml).collect();
                documents.join("---\n")
            }
            Format::Json => {
                let mut text = String::new();
                for record in records {
                    let value = record.to_json_value();
                    let line = if several {
                        format!("{value}")
                    } else {
                        format!("{value:#}")
                    };
                    text.push_str(&line);
                    text.push('\n');
                }
                text
            }
        }
    }
}

/// `to` as it is reached from `folder`, both taken from the working directory, with `/` between the
/// parts; `None` where a part is no text, or where no path leads there.
fn path_from(folder: &Path, to: &Path) -> Option<String> {
    let folder = std::path::absolute(Path::new(".").join(folder)).ok()?;
    let to = std::path::absolute(to).ok()?;
    let (folder, to) = (parts(&folder), parts(&to));
    let shared = folder
        .iter()
        .zip(&to)
        .take_while(|(one, other)| one == other)
        .count();
    if shared == 0 {
        return None;
    }
    let up = folder.iter().skip(shared).map(|_| Some(".."));
    let down = to.iter().skip(shared).map(|part| part.as_os_str().to_str());
    Some(up.chain(down).collect::<Option<Vec<_>>>()?.join("/"))
}

/// The parts of an absolute path, without `.` and with `..` taken back.
fn parts(path: &Path) -> Vec<Component<'_>> {
    let mut parts = Vec::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::path_from;

    #[test]
    fn a_path_is_told_from_where_the_record_stands() {
        let told = |folder: &str, to: &str| path_from(Path::new(folder), Path::new(to));
        assert_eq!(told("", "a.txt").as_deref(), Some("a.txt"));
        assert_eq!(told("", "./seeds/a.txt").as_deref(), Some("seeds/a.txt"));
        assert_eq!(told("seeds", "seeds/a.txt").as_deref(), Some("a.txt"));
        assert_eq!(
            told("records/new", "seeds/a.txt").as_deref(),
            Some("../../seeds/a.txt")
        );
        assert_eq!(told("records/../seeds", "seeds/a.txt").as_deref(), Some("a.txt"));
        #[cfg(unix)]
        assert_eq!(told("/a/b", "/a/c.txt").as_deref(), Some("../c.txt"));
    }
}
