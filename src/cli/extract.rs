//! `rapporteur extract`: the text of readouts to records.

mod reasons;

use std::path::{Component, Path, PathBuf};

use clap::{Args, ValueEnum};
use serde_json::Value;

use super::corpus::{self, Corpus, Form};
use super::extractor::ExtractorOptions;
use super::input::{self, Input, Kind, SizeLimit};
use super::output::{self, Destination};
use super::{Exit, Failure};
use crate::corpus::Tally;
#[cfg(feature = "parquet")]
use crate::corpus::parquet::Shape;
use crate::document::Document;
use crate::extract::{Tokens, extract};
use crate::finding::Severity;
use crate::record::Record;
#[cfg(feature = "parquet")]
use crate::schema::Schema;
use crate::schema::Schemas;
use crate::suite::{Extracted, Extractor, NoRecord, Settings};
use crate::yaml;

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

With `--format ndjson` each text gives a line, `{\"number\": …, \"id\": …, \"record\": …}`, as soon as it \
is read, in the order of the input and on all cores, in memory that does not grow with the input. With \
`--ndjson` the texts stand in lines of JSON themselves. Lines are always made by the built-in rules.

The built-in rules read them, unless --extractor names another: a program or a model, or one that the \
nearest rapporteur.toml describes. What those make is a record only where it fits its schema. A model is \
asked over the chat-completions API of the server that --base-url names, and no other; --record keeps its \
answers, and --replay takes them from there without a server. Where the environment variable CI is set, no \
server is asked unless --record says so.

Exit status: 0 done, 2 a text could not be read, or nothing could be written.",
    after_help = "\
Examples:
  rapporteur extract talks.txt
  rapporteur extract talks.txt --output talks.yaml
  rapporteur extract readouts/ > all.yaml    all its .txt files, as git sees it
  rapporteur extract talks.txt | rapporteur validate -
  rapporteur extract --explain talks.txt     why each object is there
  rapporteur extract --format json talks.txt | jq .outcomes
  rapporteur extract --format ndjson archive/ > records.ndjson
  zcat archive.ndjson.gz | rapporteur extract --ndjson --text-field body - > records.ndjson
  rapporteur extract --ndjson archive.ndjson -o records.ndjson --rejects rejects.ndjson --resume
  rapporteur extract --extractor 'command:./read.sh' talks.txt
  rapporteur extract --extractor openai --base-url http://localhost:11434/v1 --model qwen3:8b talks.txt"
)]
pub(super) struct Extract {
    /// Text files, folders, or `-` for standard input
    #[arg(required_unless_present = "files_from", value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Also read the texts that this file names, one a line; `-` is standard input
    #[arg(long, value_name = "LIST", conflicts_with = "many")]
    files_from: Option<PathBuf>,
    /// How records are written [default: yaml; with --ndjson or --files-from: ndjson]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write why each object is there, and no record
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    destination: Destination,
    #[command(flatten)]
    limit: SizeLimit,
    /// Use these settings instead of the nearest rapporteur.toml
    #[arg(long, value_name = "FILE", help_heading = "Extractor")]
    config: Option<PathBuf>,
    #[command(flatten)]
    extractor: ExtractorOptions,
    #[command(flatten)]
    corpus: Corpus,
}

/// What was made of a text.
enum Made {
    Record(Box<Record>),
    /// A record of another schema.
    Other(Value),
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
    /// The same as rows of a Parquet file, the record as a nested column
    #[cfg(feature = "parquet")]
    Parquet,
}

impl Extract {
    pub(super) fn run(&self) -> Result<Exit, Failure> {
        let streams = self.corpus.is_many() || self.files_from.is_some();
        match self.format {
            #[cfg(feature = "parquet")]
            Some(Format::Parquet) => {
                let shape = Shape::of(Schema::built_in().document());
                self.lines(&Form::Parquet(shape))
            }
            Some(Format::Ndjson) => self.lines(&Form::Lines),
            None if streams => self.lines(&Form::Lines),
            Some(_) if streams => Err(Failure::Told(
                "--ndjson and --files-from write lines: leave --format out, or say `--format ndjson`"
                    .to_owned(),
            )),
            format => self.records(format.unwrap_or(Format::Yaml)),
        }
    }

    /// A line for each text, as soon as it is read.
    fn lines(&self, form: &Form) -> Result<Exit, Failure> {
        if !self.extractor.is_empty() {
            return Err(Failure::Told(
                "lines are made by the built-in rules: leave --extractor and its options out".to_owned(),
            ));
        }
        let origins = self
            .corpus
            .origins(&self.files, self.files_from.as_deref(), Kind::Source, &[]);
        let ran = self
            .corpus
            .run(origins, self.limit, &self.destination, form, |item| {
                let named = self.corpus.read(item, self.limit)?;
                let document = corpus::document(item, &named);
                let record = extract(&document).map_err(|error| item.reject(error.reason()))?;
                let tally = Tally {
                    bytes: named.text.len() as u64,
                    facts: record.facts() as u64,
                    ..Tally::default()
                };
                let mut line = corpus::head(item, &named).into_bytes();
                // Evidence repeats the text several times.
                line.reserve(5 * named.text.len());
                line.extend_from_slice(b",\"record\":");
                record.push_json(&mut line);
                line.push(b'}');
                Ok((line, tally))
            });
        ran.map(|(exit, _)| exit)
    }

    /// The records of all texts, together.
    fn records(&self, format: Format) -> Result<Exit, Failure> {
        self.corpus.refuse()?;
        self.destination.check()?;
        if self.explain {
            return self.give_reasons(format);
        }
        let extractor = self.extractor()?;
        let mut records = Vec::new();
        let mut exit = Exit::Clean;
        let mut tokens = None;
        let inputs = input::expand(&self.files, Kind::Source);
        let several = inputs.len() > 1;
        for input in inputs {
            let text = input.and_then(|input| Ok((input::read(&input, self.limit)?, input)));
            let made = match text {
                Ok((text, input)) => self.made(&extractor, &text.document, &input, &mut tokens),
                Err(error) => Err(error.to_string()),
            };
            match made {
                Ok(made) => records.push(made),
                Err(message) => {
                    output::complain(&message);
                    exit = Exit::Failed;
                }
            }
        }
        if let Some(Tokens { input, output }) = tokens {
            output::complain(&format!("tokens: {input} read, {output} written"));
        }
        if !records.is_empty() {
            self.destination.write(&written(&records, format, several))?;
        }
        Ok(exit)
    }

    /// Writes for each text why the objects of its record are there.
    fn give_reasons(&self, format: Format) -> Result<Exit, Failure> {
        let mut reasons = String::new();
        let mut exit = Exit::Clean;
        for input in input::expand(&self.files, Kind::Source) {
            let text = input.and_then(|input| input::read(&input, self.limit));
            let told = text.map_err(|error| error.to_string()).and_then(|text| {
                let told = match format {
                    Format::Json => reasons::lines(&text.document),
                    _ => reasons::table(&text.document),
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

    fn extractor(&self) -> Result<Extractor, Failure> {
        // Whoever wants the rules need not have settings that can be read.
        if self.extractor.is_empty() {
            return Ok(Extractor::Rules);
        }
        let settings = match &self.config {
            Some(path) => Settings::load(path),
            None => Settings::near(Path::new(".")),
        };
        let settings = settings.map_err(|error| Failure::Told(error.to_string()))?;
        Ok(self.extractor.chosen(&settings)?.unwrap_or(Extractor::Rules))
    }

    /// What `extractor` makes of a text, or why there is no record, in words that name the text.
    fn made(
        &self,
        extractor: &Extractor,
        text: &Document,
        input: &Input,
        tokens: &mut Option<Tokens>,
    ) -> Result<Made, String> {
        if let Extractor::Rules = extractor {
            let mut record = extract(text).map_err(|error| error.to_string())?;
            self.set_path(&mut record, input);
            return Ok(Made::Record(Box::new(record)));
        }
        let path = match input {
            Input::File(path) => path.as_path(),
            Input::Stdin => Path::new("-"),
        };
        if let (Extractor::Command(command), Input::Stdin) = (extractor, input)
            && command.asks_for_path()
        {
            return Err("standard input has no path that `{source}` could stand for".to_owned());
        }
        let extracted = extractor.read(path, text);
        let cost = match &extracted {
            Ok(extracted) => extracted.tokens,
            Err(no_record) => no_record.tokens,
        };
        if let Some(cost) = cost {
            let all = tokens.get_or_insert_default();
            all.input = all.input.saturating_add(cost.input);
            all.output = all.output.saturating_add(cost.output);
        }
        match extracted {
            Ok(extracted) => match valid(extractor, text, &extracted)? {
                Made::Record(mut record) => {
                    record.source.path = path.to_str().filter(|_| path.is_relative()).map(str::to_owned);
                    self.set_path(&mut record, input);
                    Ok(Made::Record(record))
                }
                other @ Made::Other(_) => Ok(other),
            },
            Err(no_record) => Err(told(text, &no_record)),
        }
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

fn written(records: &[Made], format: Format, several: bool) -> String {
    if format == Format::Yaml {
        let documents = records.iter().map(|made| match made {
            Made::Record(record) => record.to_yaml(),
            // JSON is YAML, and keeps every number as it is written.
            Made::Other(value) => format!("{value:#}\n"),
        });
        return documents.collect::<Vec<_>>().join("---\n");
    }
    let mut text = String::new();
    for made in records {
        let value = match made {
            Made::Record(record) => record.to_json_value(),
            Made::Other(value) => value.clone(),
        };
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

/// The record that an extractor made of `text`, if it is one, and fits its schema.
fn valid(extractor: &Extractor, text: &Document, extracted: &Extracted) -> Result<Made, String> {
    // What a model answers is JSON; what another program writes may be either.
    let ending = if extracted.text.trim_start().starts_with('{') {
        "json"
    } else {
        "yaml"
    };
    let file = yaml::read(&format!("{}.extracted.{ending}", text.name()), &extracted.text);
    let findings = match extractor {
        Extractor::Model(model) => model.schema().check(&file),
        _ => Schemas::default().check(&file),
    };
    let mut errors = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error);
    if let Some(first) = errors.next() {
        let more = match errors.count() {
            0 => String::new(),
            more => format!(", and {more} more"),
        };
        return Err(format!(
            "{}: what {extractor} made of it is no valid record: {}{more}",
            text.name(),
            first.message
        ));
    }
    let [document] = file.documents.as_slice() else {
        return Err(format!(
            "{}: {extractor} made {} records of it, and one is expected",
            text.name(),
            file.documents.len()
        ));
    };
    let value = document.root.to_json();
    Ok(match Record::from_json_value(&value) {
        Ok(record) => Made::Record(Box::new(record)),
        Err(_) => Made::Other(value),
    })
}

/// Why there is no record of `text`, with the last lines that a program wrote to standard error.
fn told(text: &Document, no_record: &NoRecord) -> String {
    /// So many lines of what it wrote are shown.
    const SHOWN: usize = 5;
    let mut told = format!("{}: no record: {}", text.name(), no_record.message);
    let lines: Vec<&str> = no_record.errors.lines().rev().take(SHOWN).collect();
    for (number, line) in lines.iter().rev().enumerate() {
        told.push_str(if number == 0 { "; it said: " } else { " / " });
        told.push_str(line);
    }
    told
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
