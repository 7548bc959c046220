//! `rapporteur extract`: the text of readouts to records.

use std::path::{Component, Path, PathBuf};

use clap::{Args, ValueEnum};

use super::corpus::{self, Corpus};
use super::input::{self, Input, Kind, SizeLimit};
use super::output::{self, Destination};
use super::{Exit, Failure};
use crate::corpus::Tally;
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

With `--format ndjson` each text gives a line, `{\"number\": …, \"id\": …, \"record\": …}`, as soon as it \
is read, in the order of the input and on all cores, in memory that does not grow with the input. With \
`--ndjson` the texts stand in lines of JSON themselves.

Exit status: 0 done, 2 a text could not be read, or nothing could be written.",
    after_help = "\
Examples:
  rapporteur extract talks.txt
  rapporteur extract talks.txt --output talks.yaml
  rapporteur extract readouts/ > all.yaml    all its .txt files, as git sees it
  rapporteur extract talks.txt | rapporteur validate -
  rapporteur extract --format json talks.txt | jq .outcomes
  rapporteur extract --format ndjson archive/ > records.ndjson
  zcat archive.ndjson.gz | rapporteur extract --ndjson --text-field body - > records.ndjson
  rapporteur extract --ndjson archive.ndjson -o records.ndjson --rejects rejects.ndjson --resume"
)]
pub(super) struct Extract {
    /// Text files, folders, or `-` for standard input
    #[arg(required_unless_present = "files_from", value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Also read the texts that this file names, one a line; `-` is standard input
    #[arg(long, value_name = "LIST", conflicts_with = "ndjson")]
    files_from: Option<PathBuf>,
    /// How records are written [default: yaml; with --ndjson or --files-from: ndjson]
    #[arg(long, value_enum)]
    format: Option<Format>,
    #[command(flatten)]
    destination: Destination,
    #[command(flatten)]
    limit: SizeLimit,
    #[command(flatten)]
    corpus: Corpus,
}

/// How records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// YAML; several records as a stream of documents
    Yaml,
    /// JSON; several records as one line each
    Json,
    /// One line of JSON a text, as soon as it is read: its number, its name, its record
    Ndjson,
}

impl Extract {
    pub(super) fn run(&self) -> Result<Exit, Failure> {
        let streams = self.corpus.is_ndjson() || self.files_from.is_some();
        match self.format {
            Some(Format::Ndjson) => self.lines(),
            None if streams => self.lines(),
            Some(_) if streams => Err(Failure::Told(
                "--ndjson and --files-from write lines: leave --format out, or say `--format ndjson`"
                    .to_owned(),
            )),
            format => self.records(format.unwrap_or(Format::Yaml)),
        }
    }

    /// A line for each text, as soon as it is read.
    fn lines(&self) -> Result<Exit, Failure> {
        let origins = self.corpus.origins(&self.files, self.files_from.as_deref());
        let ran = self.corpus.run(origins, self.limit, &self.destination, |item| {
            let named = self.corpus.read(item, self.limit)?;
            let document = corpus::document(item, &named);
            let record = extract(&document).map_err(|error| item.reject(error.reason()))?;
            let record = record.to_json_value();
            let tally = Tally {
                bytes: named.text.len() as u64,
                facts: corpus::facts(&record),
                ..Tally::default()
            };
            let line = format!("{},\"record\":{record}}}", corpus::head(item, &named));
            Ok((line.into_bytes(), tally))
        });
        ran.map(|(exit, _)| exit)
    }

    /// The records of all texts, together.
    fn records(&self, format: Format) -> Result<Exit, Failure> {
        self.corpus.refuse()?;
        self.destination.check()?;
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
            self.destination.write(&written(&records, format, several))?;
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
}

fn written(records: &[Record], format: Format, several: bool) -> String {
    if format == Format::Yaml {
        let documents: Vec<String> = records.iter().map(Record::to_yaml).collect();
        return documents.join("---\n");
    }
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
