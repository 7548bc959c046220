//! `rapporteur check --lines`: a line of JSON for each record, of files or of lines that hold a record and
//! its source.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use serde_json::Value;

use super::super::corpus::{self, Form, Made};
use super::super::input::{self, Input, Kind};
use super::super::{Exit, Failure};
use super::{Check, source_in, today};
use crate::corpus::{Body, Item, Named, Tally};
use crate::finding::{Finding, Severity};
use crate::grounding::{self, Checked, Config, Held, Places, Source};
use crate::schema::{Annotated, Schemas};
use crate::yaml::{self, File, Line};

/// What the records of one run are held by.
struct Bench<'c> {
    check: &'c Check,
    schemas: Schemas,
    config: Config,
    today: jiff::civil::Date,
    /// The source of all records, where the command line names one: read when it is first asked for.
    source: OnceLock<Result<Arc<Source>, String>>,
}

/// What was found in one file, or in the record of one line.
#[derive(Default)]
struct Found {
    findings: Vec<Finding>,
    undecided: usize,
    /// Objects in the lists of the records.
    facts: u64,
    /// Bytes of the sources.
    bytes: u64,
}

impl Found {
    /// Adds what was found in `record`.
    fn add(&mut self, checked: Checked, record: &Value, source: &Source) {
        self.findings.extend(checked.findings);
        self.undecided += checked.undecided;
        self.facts += corpus::facts(record);
        self.bytes += source.document().text().len() as u64;
    }
}

impl Check {
    /// Writes a line for each record.
    pub(super) fn in_lines(&self) -> Result<Exit, Failure> {
        let many = self.corpus.is_many();
        if !self.reporting.is_plain() || self.ledger || (many && self.source.is_some()) {
            return Err(Failure::Told(
                "lines are made instead of a report: leave --format and --ledger out, and with --ndjson --source \
                 too, since each record has its source beside it"
                    .to_owned(),
            ));
        }
        if many && self.files_from.is_some() {
            return Err(Failure::Told(
                "--files-from names records in files of their own: leave --ndjson out".to_owned(),
            ));
        }
        let bench = Bench {
            check: self,
            schemas: super::super::validate::schemas(self.schema.as_deref())?,
            config: self.settings()?.config,
            today: today(),
            source: OnceLock::new(),
        };
        let names = self.files_from.as_deref();
        let origins = self
            .corpus
            .origins(&self.paths, names, Kind::Record, &[&self.record_field]);
        let (exit, tally) =
            self.corpus
                .run(origins, self.limit, &self.destination, &Form::Lines, |item| {
                    bench.line(item)
                })?;
        let doubts = tally.warnings + tally.undecided;
        Ok(if self.reporting.is_strict() && doubts > 0 {
            exit.max(Exit::Findings)
        } else {
            exit
        })
    }
}

impl Bench<'_> {
    fn line(&self, item: &Item) -> Made {
        let mut named = self.check.corpus.read(item, self.check.limit)?;
        let found = match &item.body {
            Body::File(path) => self.file(path, &named),
            Body::Line(_) | Body::Nothing(_) => self.pair(item, &mut named),
        };
        let found = found.map_err(|reason| item.reject(reason))?;
        let count = |severity| {
            found
                .findings
                .iter()
                .filter(|finding| finding.severity == severity)
                .count() as u64
        };
        let tally = Tally {
            bytes: found.bytes,
            facts: found.facts,
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            undecided: found.undecided as u64,
            ..Tally::default()
        };
        let findings =
            serde_json::to_string(&found.findings).map_err(|error| item.reject(error.to_string()))?;
        let line = format!(
            "{},\"errors\":{},\"warnings\":{},\"undecided\":{},\"findings\":{findings}}}",
            corpus::head(item, &named),
            tally.errors,
            tally.warnings,
            tally.undecided,
        );
        Ok((line.into_bytes(), tally))
    }

    /// A line with a record and its source.
    fn pair(&self, item: &Item, named: &mut Named) -> Result<Found, String> {
        let key = &self.check.record_field;
        let record = named
            .rest
            .swap_remove(key)
            .ok_or_else(|| format!("has no `{key}`, which should hold the record"))?;
        let document = corpus::document(item, named);
        let name = document.name().to_owned();
        let source = Arc::new(Source::of(document));
        // A text is YAML; an object is held as it stands on one line of JSON.
        let found = match &record {
            Value::String(text) => self.found(&yaml::read(&name, text), |_| Ok(Arc::clone(&source)))?,
            value => {
                let name = format!("{name}.json");
                match self.object(&name, value, &source) {
                    Some(found) => found,
                    None => self.found(&yaml::read(&name, &value.to_string()), |_| {
                        Ok(Arc::clone(&source))
                    })?,
                }
            }
        };
        Ok(Found {
            bytes: named.text.len() as u64,
            ..found
        })
    }

    /// What is wrong with a record that is an object; `None` where it has to be read as text to tell.
    fn object(&self, name: &str, record: &Value, source: &Source) -> Option<Found> {
        let line = Line::of(name, record)?;
        let schema = self.schemas.unnamed();
        let annotations = schema.annotations(record, "grounding");
        if annotations.is_empty() {
            return None;
        }
        let held = Held {
            places: Places::Line(&line),
            schema,
            json: record,
            annotations: &annotations,
        };
        let mut found = Found::default();
        found.add(held.check(source, &self.config, self.today), record, source);
        Some(found)
    }

    /// The records of a file of their own, whose sources stand elsewhere.
    fn file(&self, path: &Path, named: &Named) -> Result<Found, String> {
        let input = if path.as_os_str() == "-" {
            Input::Stdin
        } else {
            Input::File(path.to_path_buf())
        };
        let file = yaml::read(&input.to_string(), &named.text);
        self.found(&file, |record| {
            let told = |reason: String| format!("nothing was held against a source: {reason}");
            if let Some(path) = &self.check.source {
                let read = || source_in(path, self.check.limit).map(Arc::new);
                return self.source.get_or_init(read).clone().map_err(told);
            }
            let path = grounding::source_path(&record.instance, &record.annotations);
            let path = input::source_of(&input, path.as_deref())
                .ok_or_else(|| told("the record names no source".to_owned()))?;
            source_in(&path, self.check.limit).map(Arc::new).map_err(told)
        })
    }

    /// What is wrong with the records of `file`, each of which is held against what `source` gives for it.
    fn found(
        &self,
        file: &File,
        source: impl Fn(&Annotated<'_>) -> Result<Arc<Source>, String>,
    ) -> Result<Found, String> {
        let (findings, annotated) = self.schemas.check_annotated(file, "grounding");
        let mut found = Found {
            findings,
            ..Found::default()
        };
        for record in &annotated {
            let source = source(record)?;
            let checked = Held::of(file, record).check(&source, &self.config, self.today);
            found.add(checked, &record.instance, &source);
        }
        found.findings.sort_by_key(|finding| finding.record.start.offset);
        Ok(found)
    }
}
