//! `rapporteur check`: records against their schema and their source.

mod lines;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use clap::Args;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::corpus::Corpus;
use super::input::{self, Input, Kind, SizeLimit, Text};
use super::output::Destination;
use super::reporting::{Reporting, Run};
use super::{Exit, Failure, output};
use crate::document::{Document, visible};
use crate::finding::{Finding, Unchecked};
use crate::grounding::{self, Checked, Config, Entry, Held, SETTINGS_FILE, Source};
use crate::schema::{Annotated, Schemas};
use crate::yaml;

/// Check records against their schema and hold them against their source
#[derive(Debug, Args)]
#[command(
    long_about = "\
Check records against their schema, as `validate` does, and then hold them against their source in \
both directions: does each value rest on the source (vouching), and is each fact of the source \
accounted for (tracing)?

The source is the one that --source names, else the one that the record names, else the text file \
of the record's name beside it. The report begins with what was not checked. Settings stand in \
rapporteur.toml, in the working directory or a folder above it.

With `--lines` each record gives a line of JSON with its findings instead of a report, in the order \
of the input and on all cores, in memory that does not grow with the input: for archives. With \
`--ndjson` records and sources stand in lines of JSON themselves, a pair in each. A record is then an \
object, or text in YAML; places in it are those of that text, or of the object written without white \
space.

Exit status: 0 no errors, 1 errors (with --strict: or warnings, or values that no rule could \
decide), 2 something could not be read.",
    after_help = "\
Examples:
  rapporteur check summary.yaml
  rapporteur check --source talks.txt summary.yaml
  rapporteur check --strict records/          in CI
  rapporteur check --ledger summary.yaml      what became of each sentence of the source
  rapporteur check --format sarif records/ > findings.sarif
  rapporteur check --lines archive/ > findings.ndjson
  rapporteur check --ndjson pairs.ndjson > findings.ndjson
  rapporteur explain vouch/too-strong         what a code means"
)]
pub(super) struct Check {
    /// Files, folders, or `-` for standard input
    #[arg(required_unless_present = "files_from", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Also check the records that this file names, one a line; `-` is standard input. Writes lines
    #[arg(long, value_name = "LIST")]
    files_from: Option<PathBuf>,
    /// Write a line of JSON for each record, as soon as it is checked, and no report
    #[arg(long)]
    lines: bool,
    /// Hold all records against this text
    #[arg(long, value_name = "FILE")]
    source: Option<PathBuf>,
    /// Use this JSON Schema (a file, JSON or YAML) for all records
    #[arg(long, value_name = "FILE")]
    schema: Option<PathBuf>,
    /// Use these settings instead of the nearest rapporteur.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Print what became of each sentence of the source, as tab-separated lines, and nothing else
    #[arg(long)]
    ledger: bool,
    #[command(flatten)]
    reporting: Reporting,
    #[command(flatten)]
    limit: SizeLimit,
    /// The member of a line that holds the record
    #[arg(
        long,
        value_name = "KEY",
        default_value = "record",
        requires = "many",
        help_heading = "Corpus"
    )]
    record_field: String,
    #[command(flatten)]
    destination: Destination,
    #[command(flatten)]
    corpus: Corpus,
}

/// What a run of checks has at hand.
struct Bench<'c> {
    check: &'c Check,
    schemas: Rc<Schemas>,
    sources: HashMap<PathBuf, Rc<Source>>,
    settings: Settings,
    today: Date,
    run: Run,
    /// Waivers that waived something.
    waivers: Vec<usize>,
    records: Vec<String>,
    ledger: String,
}

#[derive(Default)]
struct Settings {
    path: Option<PathBuf>,
    text: String,
    config: Config,
}

impl Check {
    pub(super) fn run(&self) -> Result<Exit, Failure> {
        if self.lines || self.files_from.is_some() || self.corpus.is_many() {
            return self.in_lines();
        }
        self.corpus.refuse()?;
        if self.destination.is_named() {
            return Err(Failure::Told(
                "--output is for --lines and --ndjson: a report goes to standard output".to_owned(),
            ));
        }
        let schemas = super::validate::schemas(self.schema.as_deref())?;
        let mut bench = Bench {
            check: self,
            schemas: Rc::new(schemas),
            sources: HashMap::new(),
            settings: self.settings()?,
            today: today(),
            run: Run::default(),
            waivers: Vec::new(),
            records: Vec::new(),
            ledger: String::new(),
        };
        for input in input::expand(&self.paths, Kind::Record) {
            match input.and_then(|input| Ok((input::read(&input, self.limit)?, input))) {
                Ok((text, input)) => bench.file(&input, text),
                Err(error) => bench.run.unread(&error),
            }
        }
        bench.finish()
    }

    /// The settings that the command line names, or those of the nearest folder that has some.
    fn settings(&self) -> Result<Settings, Failure> {
        let path = self.config.clone().or_else(|| {
            let here = std::env::current_dir().ok()?;
            let found = here
                .ancestors()
                .map(|folder| folder.join(SETTINGS_FILE))
                .find(|path| path.is_file())?;
            Some(found.strip_prefix(&here).map(Path::to_path_buf).unwrap_or(found))
        });
        let Some(path) = path else {
            return Ok(Settings::default());
        };
        let text = input::read(&Input::File(path.clone()), self.limit)
            .map_err(|error| Failure::Told(error.to_string()))?;
        let config = Config::parse(text.document.text()).map_err(|error| {
            let place = error.span.map(|span| text.document.position(span.start));
            let at = place
                .map(|place| format!(":{}:{}", place.line, place.column))
                .unwrap_or_default();
            Failure::Told(format!("{}{at}: {error}", path.display()))
        })?;
        Ok(Settings {
            path: Some(path),
            text: text.document.text().to_owned(),
            config,
        })
    }
}

impl Bench<'_> {
    fn file(&mut self, input: &Input, text: Text) {
        let name = text.document.name().to_owned();
        let file = yaml::read(&name, text.document.text());
        let schemas = Rc::clone(&self.schemas);
        let (mut findings, annotated) = schemas.check_annotated(&file, "grounding");
        if annotated.len() < file.documents.len() {
            let reason = "the file does not fit its schema, so nothing of it was held against a source";
            self.run.unchecked(vec![not_held(&name, reason)], 1);
        }
        for record in &annotated {
            findings.extend(self.record(input, &file, record));
        }
        findings.sort_by_key(|finding| finding.record.start.offset);
        self.records.push(name);
        self.run.file(text.document, file.documents.len(), findings);
    }

    fn record(&mut self, input: &Input, file: &yaml::File, record: &Annotated<'_>) -> Vec<Finding> {
        let named = grounding::source_path(&record.instance, &record.annotations);
        let loaded = match self.source_path(input, named.as_deref()) {
            Some(path) => self.load(&path),
            None => Err("the record names no source".to_owned()),
        };
        let source = match loaded {
            Ok(source) => source,
            Err(reason) => {
                self.run
                    .failed(&file.name, format!("nothing was held against a source: {reason}"));
                return Vec::new();
            }
        };
        let checked = Held::of(file, record).check(&source, &self.settings.config, self.today);
        self.keep(file, &source, checked)
    }

    fn keep(&mut self, file: &yaml::File, source: &Source, checked: Checked) -> Vec<Finding> {
        self.waivers.extend(checked.waivers);
        self.run.unchecked(checked.unchecked, checked.undecided);
        if checked.findings.iter().any(|finding| finding.source.is_some()) {
            self.run.source(source.document().clone());
        }
        if self.check.ledger {
            for entry in &checked.ledger {
                self.ledger.push_str(&ledger_line(&file.name, source, entry));
            }
        }
        checked.findings
    }

    /// Where the source of a record stands: as the command line says, as the record says, or beside it.
    fn source_path(&self, input: &Input, named: Option<&str>) -> Option<PathBuf> {
        if let Some(path) = &self.check.source {
            return Some(path.clone());
        }
        input::source_of(input, named)
    }

    fn load(&mut self, path: &Path) -> Result<Rc<Source>, String> {
        if let Some(source) = self.sources.get(path) {
            return Ok(Rc::clone(source));
        }
        let source = Rc::new(source_in(path, self.check.limit)?);
        self.sources.insert(path.to_path_buf(), Rc::clone(&source));
        Ok(source)
    }

    fn finish(mut self) -> Result<Exit, Failure> {
        if let Some(path) = &self.settings.path {
            let name = path.display().to_string();
            let settings = &self.settings;
            let found = grounding::waiver_findings(
                &name,
                &settings.text,
                &settings.config,
                &self.waivers,
                &self.records,
                self.today,
            );
            self.run
                .settings(Document::new(name, settings.text.clone()), found);
        }
        if self.check.ledger {
            output::print(&self.ledger)?;
            return Ok(self.run.exit(self.check.reporting));
        }
        self.run.finish(self.check.reporting)
    }
}

/// The source in the file at `path`.
fn source_in(path: &Path, limit: SizeLimit) -> Result<Source, String> {
    let text = input::read(&Input::File(path.to_path_buf()), limit).map_err(|error| error.to_string())?;
    let source = Source::of(text.document);
    Ok(if text.has_mark { source.with_mark() } else { source })
}

/// The day by which waivers end, the same everywhere.
fn today() -> Date {
    Offset::UTC.to_datetime(Timestamp::now()).date()
}

fn not_held(path: &str, reason: &str) -> Unchecked {
    Unchecked {
        path: path.to_owned(),
        pointer: String::new(),
        reason: reason.to_owned(),
    }
}

/// One sentence of the ledger: record, line of the source, what became of it, what is missing, the sentence.
fn ledger_line(record: &str, source: &Source, entry: &Entry) -> String {
    let read = source.as_read(entry.sentence);
    let line = source.document().position(read.start).line;
    let missing: Vec<String> = entry
        .missing
        .iter()
        .map(|mention| visible(source.slice(mention.span)).into_owned())
        .collect();
    let sentence: Vec<&str> = source.document().slice(read).split_whitespace().collect();
    let mut text = String::new();
    let _ = writeln!(
        text,
        "{}\t{line}\t{}\t{}\t{}",
        visible(record),
        entry.state.as_str(),
        missing.join(", "),
        visible(&sentence.join(" "))
    );
    text
}
