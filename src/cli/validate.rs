//! `rapporteur validate`: records against their schema.

use std::fmt::Write;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::Args;
use similar::TextDiff;

use super::input::{self, Input, Kind, SizeLimit, Text};
use super::reporting::{Reporting, Run};
use super::{Exit, Failure, output};
use crate::document::{Document, visible};
use crate::finding::{Finding, mend};
use crate::schema::{Schema, Schemas};
use crate::yaml;

/// Fixes may uncover others. Each round mends at least one thing; so many are tried.
const MOST_ROUNDS: usize = 20;

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
        let Some((mended, left)) = mended(&text.document, &looked.findings, schemas) else {
            run.file(text.document, looked.records, looked.findings);
            return Ok(());
        };
        if self.diff {
            print_diff(&diff(&text.document, mended.text()))?;
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
fn mended(document: &Document, findings: &[Finding], schemas: &Schemas) -> Option<(Document, Looked)> {
    let (mut text, mut changes) = mend(document.text(), findings);
    if changes == 0 {
        return None;
    }
    for _ in 0..MOST_ROUNDS {
        let mended = Document::new(document.name(), text);
        let left = Looked::at(&mended, schemas);
        (text, changes) = mend(mended.text(), &left.findings);
        if changes == 0 {
            return Some((mended, left));
        }
    }
    // Changes that bring one another about never end, and none of them is right.
    None
}

/// The schemas of a run whose command line names the one at `path`, or none.
pub(super) fn schemas(path: Option<&Path>) -> Result<Schemas, Failure> {
    match path {
        Some(path) if path.to_str().is_some_and(is_address) => Err(Failure::Told(format!(
            "--schema {}: nothing is fetched; name a local file",
            path.display()
        ))),
        Some(path) => {
            let schema = Schema::load(path).map_err(|error| Failure::Told(error.to_string()))?;
            Ok(Schemas::only(schema))
        }
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

/// Prints a diff: for `patch` as it is, for a terminal with hidden characters written out.
pub(super) fn print_diff(diff: &str) -> io::Result<()> {
    if !io::stdout().is_terminal() {
        return output::print(diff);
    }
    let mut shown = String::with_capacity(diff.len());
    for line in diff.lines() {
        shown.push_str(&visible(line));
        shown.push('\n');
    }
    output::print(&shown)
}

/// What changes in `document`, as `patch` reads it.
fn diff(document: &Document, mended: &str) -> String {
    // To `patch` a line ends with a line feed; a carriage return by itself is a character of it.
    let before: Vec<&str> = document.text().split_inclusive('\n').collect();
    let after: Vec<&str> = mended.split_inclusive('\n').collect();
    let diff = TextDiff::configure()
        .newline_terminated(true)
        .diff_slices(&before, &after);
    let name = in_header(document.name());
    let mut text = format!("--- {name}\n+++ {name}\n");
    for hunk in diff.unified_diff().iter_hunks() {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{}", hunk.header());
        for change in hunk.iter_changes() {
            let line = change.value();
            let _ = write!(text, "{}{line}", change.tag());
            if !line.ends_with('\n') {
                text.push_str("\n\\ No newline at end of file\n");
            }
        }
    }
    text
}

/// A file's name in the header of a diff, as git writes it: quoted where it has characters that
/// would end it, and with a tab behind it where a space would.
fn in_header(name: &str) -> String {
    if !name.contains(|ch: char| ch.is_control() || matches!(ch, '"' | '\\')) {
        let tab = if name.contains(' ') { "\t" } else { "" };
        return format!("{name}{tab}");
    }
    let mut quoted = String::from('"');
    for ch in name.chars() {
        match ch {
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '"' | '\\' => quoted.extend(['\\', ch]),
            _ if ch.is_control() => {
                let mut bytes = [0; 4];
                for byte in ch.encode_utf8(&mut bytes).bytes() {
                    // Writing to a string does not fail.
                    let _ = write!(quoted, "\\{byte:03o}");
                }
            }
            _ => quoted.push(ch),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::{in_header, is_address};

    #[test]
    fn a_name_cannot_break_the_header() {
        assert_eq!(in_header("a/é.yaml"), "a/é.yaml");
        assert_eq!(in_header("a b.yaml"), "a b.yaml\t");
        assert_eq!(in_header("a\n+++ b\u{1}\"\\.yaml"), r#""a\n+++ b\001\"\\.yaml""#);
    }

    #[test]
    fn an_address_is_told_from_a_path() {
        assert!(is_address("https://x.org/a.json"));
        assert!(!is_address("a/b.json") && !is_address("C:\\a.json") && !is_address("://"));
    }
}
