//! `rapporteur anchor`: the positions of evidence, filled in in place.

use std::path::{Path, PathBuf};

use clap::Args;

use super::input::{self, Input, Kind, SizeLimit};
use super::{Exit, Failure, output, patch};
use crate::document::{Document, visible};
use crate::finding::Severity;
use crate::grounding::{self, Anchored, Source};
use crate::schema::{Schema, Schemas};
use crate::yaml;

/// Fill in where the evidence of records stands in their source
#[derive(Debug, Args)]
#[command(
    long_about = "\
Fill in where the evidence of records stands in their source, in place: `start` and `end` of every \
quote, and a `prefix` or `suffix` where it stands there more than once and offsets, or another \
quote of the same evidence in its sentence, tell which is meant. Comments and layout stay. Offsets that do not hold are mended where the quote stands once.

A quote that cannot be anchored is named on standard error and left as it is.

Exit status: 0 all is anchored, 1 a quote could not be, 2 a file could not be read or written.",
    after_help = "\
Examples:
  rapporteur anchor summary.yaml
  rapporteur anchor --diff records/           show what would change
  rapporteur anchor --source talks.txt summary.yaml"
)]
pub(super) struct Anchor {
    /// Files or folders
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Look for all quotes in this text
    #[arg(long, value_name = "FILE")]
    source: Option<PathBuf>,
    /// Use this JSON Schema (a file, JSON or YAML) for all records
    #[arg(long, value_name = "FILE")]
    schema: Option<PathBuf>,
    /// Print what would change as a unified diff, and change nothing
    #[arg(long)]
    diff: bool,
    #[command(flatten)]
    limit: SizeLimit,
}

impl Anchor {
    pub(super) fn run(&self) -> Result<Exit, Failure> {
        let schemas = super::validate::schemas(self.schema.as_deref())?;
        let mut exit = Exit::Clean;
        for input in input::expand(&self.paths, Kind::Record) {
            let done = match input {
                Ok(Input::File(path)) => self.one(&path, &schemas),
                Ok(Input::Stdin) => Err("anchor changes files in place; name one".to_owned()),
                Err(error) => Err(error.to_string()),
            };
            match done {
                Ok(done) => exit = exit.max(done),
                Err(message) => {
                    output::complain(&message);
                    exit = Exit::Failed;
                }
            }
        }
        Ok(exit)
    }

    fn one(&self, path: &Path, schemas: &Schemas) -> Result<Exit, String> {
        let text =
            input::read(&Input::File(path.to_path_buf()), self.limit).map_err(|error| error.to_string())?;
        let name = path.display().to_string();
        let file = yaml::read(&name, text.document.text());
        if file
            .findings
            .iter()
            .any(|finding| finding.severity == Severity::Error)
        {
            return Err(format!("{name}: cannot be read; `rapporteur validate` tells why"));
        }
        let mut edits = Vec::new();
        let mut exit = Exit::Clean;
        for record in &file.documents {
            let anchored =
                schemas.with_schema(&file, record, |schema| self.record(path, &file, record, schema));
            let found = anchored.ok_or_else(|| {
                format!("{name}: its schema cannot be had; `rapporteur validate` tells why")
            })??;
            for (pointer, reason) in found.left {
                let place = record
                    .root
                    .at(&pointer)
                    .map(|node| file.place(node.span).start)
                    .unwrap_or_default();
                output::complain(&format!(
                    "{name}:{}:{}: the quote at {} {}",
                    place.line,
                    place.column,
                    visible(&pointer),
                    visible(&reason)
                ));
                exit = Exit::Findings;
            }
            edits.extend(found.edits);
        }
        let anchored = grounding::edited(text.document.text(), &edits);
        if anchored == text.document.text() {
            return Ok(exit);
        }
        if self.diff {
            let diff = patch::diff(&text.document, &anchored);
            patch::print(&diff).map_err(|error| error.to_string())?;
            return Ok(exit);
        }
        let mark = if text.has_mark { "\u{feff}" } else { "" };
        output::replace(path, [mark, &anchored].concat().as_bytes())
            .map_err(|error| format!("{name}: cannot be written: {error}"))?;
        Ok(exit)
    }

    fn record(
        &self,
        path: &Path,
        file: &yaml::File,
        record: &yaml::Document,
        schema: &Schema,
    ) -> Result<Anchored, String> {
        let json = schema.instance(record);
        let annotations = schema.annotations(&json, "grounding");
        if annotations.is_empty() {
            return Err(format!(
                "{}: does not fit its schema; `rapporteur validate` tells why",
                file.name
            ));
        }
        let source = self
            .load(path, grounding::source_path(&json, &annotations).as_deref())
            .map_err(|error| format!("{}: {error}", file.name))?;
        Ok(grounding::anchor(file, record, &annotations, &source))
    }

    fn load(&self, record: &Path, named: Option<&str>) -> Result<Source, String> {
        let path = match (&self.source, named) {
            (Some(path), _) => path.clone(),
            (None, Some(named)) => record.parent().unwrap_or(Path::new("")).join(named),
            (None, None) => record.with_extension("txt"),
        };
        let text = input::read(&Input::File(path), self.limit).map_err(|error| error.to_string())?;
        Ok(Source::of(Document::new(
            text.document.name(),
            text.document.text(),
        )))
    }
}
