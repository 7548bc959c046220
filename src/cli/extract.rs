//! `rapporteur extract`: the text of readouts to records.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::input::{self, Kind, SizeLimit};
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

Exit status: 0 done, 2 a text could not be read, or nothing could be written.",
    after_help = "\
Examples:
  rapporteur extract talks.txt
  rapporteur extract talks.txt --output talks.yaml
  rapporteur extract readouts/ > records.yaml     every .txt that git does not ignore
  rapporteur extract talks.txt | rapporteur validate -
  rapporteur extract --format json talks.txt | jq .outcomes"
)]
pub(super) struct Extract {
    /// Text files, folders, or `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How records are written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
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
        let mut records = Vec::new();
        let mut exit = Exit::Clean;
        let inputs = input::expand(&self.files, Kind::Source);
        let several = inputs.len() > 1;
        for input in inputs {
            let text = input.and_then(|input| input::read(&input, self.limit));
            let record = text
                .map_err(|error| error.to_string())
                .and_then(|text| extract(&text.document).map_err(|error| error.to_string()));
            match record {
                Ok(record) => records.push(record),
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

    fn written(&self, records: &[Record], several: bool) -> String {
        match self.format {
            Format::Yaml => {
                let documents: Vec<String> = records.iter().map(Record::to_yaml).collect();
                documents.join("---\n")
            }
            Format::Json if several => records
                .iter()
                .map(|record| format!("{}\n", record.to_json_value()))
                .collect(),
            Format::Json => records
                .iter()
                .map(|record| format!("{:#}\n", record.to_json_value()))
                .collect(),
        }
    }
}
