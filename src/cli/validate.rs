//! `rapporteur validate`: records against their schema.

use std::path::{Path, PathBuf};

use clap::Args;

use super::input::{self, Input, Kind, SizeLimit, Text};
use super::reporting::{Reporting, Run};
use super::{Exit, Failure, output, patch};
use crate::document::Document;
use crate::finding::{Finding, mend_all};
use crate::schema::Schemas;
use crate::yaml;

/// Check records, in YAML or JSON, against their schema
#[derive(Debug, Args)]
#[command(
    long_about = "\
Check records, in YAML or JSON, against their schema.

Every fault is shown, in the order of the file, with the place it stands at and the cure. \
The schema is the one that --schema names, else the one in the file's own line \
`# yaml-language-server: $schema=…` or under its key `$schema`, else the built-in summit-summary. \
Nothing is ever fetched.

Exit status: 0 no errors, 1 errors (with --strict: or warnings), 2 something could not be read.",
    after_help = "\
Examples:
  rapporteur validate summary.yaml
  rapporteur validate records/               all its .yaml, .yml and .json files, as git sees it
  rapporteur extract talks.txt | rapporteur validate -
  rapporteur validate --diff records/        show what --fix would change
  rapporteur validate --fix records/
  rapporteur validate --format sarif records/ > findings.sarif
  rapporteur explain schema/unknown-key      what a code means"
)]
pub(super) struct Validate {
    /// Files, folders, or `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Use this JSON Schema (a file, JSON or YAML) for all records
    #[arg(long, value_name = "FILE")]
    schema: Option<PathBuf>,
    #[command(flatten)]
    reporting: Reporting,
    /// Mend in place what can be mended safely, and report the rest
    #[arg(long, conflicts_with = "diff")]
    fix: bool,
    /// Print what --fix would change as a unified diff, and nothing else
    #[arg(long)]
    diff: bool,
    #[command(flatten)]
    limit: SizeLimit,
}

/// What one text holds.
struct Looked {
    records: usize,
    findings: Vec<Finding>,
}

impl Validate {
    pub(super) fn run(&self) -> Result<Exit, Failure> {
        let schemas = schemas(self.schema.as_deref())?;
        let mut run = Run::default();
        for input in input::expand(&self.paths, Kind::Record) {
            match input.and_then(|input| Ok((input::read(&input, self.limit)?, input))) {
                Ok((text, input)) => self.one(&input, text, &schemas, &mut run)?,
                Err(error) => run.unread(&error),
            }
        }
        if self.diff {
            return Ok(run.exit(self.reporting));
        }
        run.finish(self.reporting)
    }

    fn one(&self, input: &Input, text: Text, schemas: &Schemas, run: &mut Run) -> Result<(), Failure> {
        let name = text.document.name().to_owned();
        let looked = Looked::at(&text.document, schemas);
        if !(self.fix || self.diff) {
            run.file(text.document, looked.records, looked.findings);
            return Ok(());
        }
        let Some((mended, left)) = mended(&text.document, schemas) else {
            run.file(text.document, looked.records, looked.findings);
            return Ok(());
        };
        if self.diff {
            patch::print(&patch::diff(&text.document, mended.text()))?;
            run.file(text.document, looked.records, looked.findings);
            return Ok(());
        }
        let Input::File(path) = input else {
            run.failed(
                &name,
                "--fix mends files in place; --diff shows what it would change".to_owned(),
            );
            return Ok(());
        };
        let mark = if text.has_mark { "\u{feff}" } else { "" };
        let bytes = [mark, mended.text()].concat();
        match output::replace(path, bytes.as_bytes()) {
            Ok(()) => run.file(mended, left.records, left.findings),
            Err(error) => run.failed(&name, format!("cannot be written: {error}")),
        }
        Ok(())
    }
}

impl Looked {
    fn at(document: &Document, schemas: &Schemas) -> Self {
        let file = yaml::read(document.name(), document.text());
        Self {
            records: file.documents.len(),
            findings: schemas.check(&file),
        }
    }
}

/// The text after every safe fix, and what is then left; `None` where nothing can be mended.
fn mended(document: &Document, schemas: &Schemas) -> Option<(Document, Looked)> {
    let look = |text: &str| Looked::at(&Document::new(document.name(), text), schemas).findings;
    let (text, changes) = mend_all(document.text(), look);
    if changes == 0 {
        return None;
    }
    let mended = Document::new(document.name(), text);
    let left = Looked::at(&mended, schemas);
    Some((mended, left))
}

/// The schemas of a run whose command line names the one at `path`, or none.
pub(super) fn schemas(path: Option<&Path>) -> Result<Schemas, Failure> {
    match path {
        Some(path) if path.to_str().is_some_and(is_address) => Err(Failure::Told(format!(
            "--schema {}: nothing is fetched; name a local file",
            path.display()
        ))),
        Some(path) => Schemas::only_from(path).map_err(|error| Failure::Told(error.to_string())),
        None => Ok(Schemas::default()),
    }
}

/// True for `https://…` and the like.
fn is_address(name: &str) -> bool {
    name.split_once("://").is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme
                .chars()
                .all(|ch| ch.is_ascii_alphanumeric() || "+-.".contains(ch))
    })
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn an_address_is_told_from_a_path() {
        assert!(is_address("https://x.org/a.json"));
        assert!(!is_address("a/b.json") && !is_address("C:\\a.json") && !is_address("://"));
    }
}
