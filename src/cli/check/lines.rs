//! `rapporteur check --ndjson`: records in lines of JSON, each with its source beside it.

use serde_json::{Value, json};

use super::super::corpus::{self, Form, Made};
use super::super::{Exit, Failure};
use super::{Check, today};
use crate::corpus::{Item, Tally};
use crate::finding::{Finding, Severity};
use crate::grounding::{Config, Held, Source};
use crate::schema::Schemas;
use crate::yaml::{self, File};

/// What the lines of one run are held by.
struct Bench<'c> {
    check: &'c Check,
    schemas: Schemas,
    config: Config,
    today: jiff::civil::Date,
}

/// What was found in one record.
#[derive(Default)]
struct Found {
    findings: Vec<Finding>,
    undecided: usize,
}

impl Check {
    /// Checks the record of each line against the text of the line, and writes a line for each.
    pub(super) fn lines(&self) -> Result<Exit, Failure> {
        if !self.reporting.is_plain() || self.ledger || self.source.is_some() {
            return Err(Failure::Told(
                "--ndjson writes its own lines, and each record has its source beside it: leave --format, --ledger \
                 and --source out"
                    .to_owned(),
            ));
        }
        let bench = Bench {
            check: self,
            schemas: super::super::validate::schemas(self.schema.as_deref())?,
            config: self.settings()?.config,
            today: today(),
        };
        let origins = self.corpus.origins(&self.paths, None, &[&self.record_field]);
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
        let key = &self.check.record_field;
        let record = named
            .rest
            .swap_remove(key)
            .ok_or_else(|| item.reject(format!("has no `{key}`, which should hold the record")))?;
        let document = corpus::document(item, &named);
        // A text is YAML; an object is held as it stands on one line of JSON.
        let file = match &record {
            Value::String(text) => yaml::read(document.name(), text),
            value => yaml::read(&format!("{}.json", document.name()), &value.to_string()),
        };
        let source = Source::of(document);
        let found = self.found(&file, &source);
        let count = |severity| {
            found
                .findings
                .iter()
                .filter(|finding| finding.severity == severity)
                .count() as u64
        };
        let tally = Tally {
            bytes: named.text.len() as u64,
            facts: file
                .documents
                .iter()
                .map(|record| corpus::facts(&record.root.to_json()))
                .sum(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            undecided: found.undecided as u64,
            ..Tally::default()
        };
        let line = format!(
            "{},\"errors\":{},\"warnings\":{},\"undecided\":{},\"findings\":{}}}",
            corpus::head(item, &named),
            tally.errors,
            tally.warnings,
            tally.undecided,
            json!(found.findings)
        );
        Ok((line.into_bytes(), tally))
    }

    fn found(&self, file: &File, source: &Source) -> Found {
        let (findings, annotated) = self.schemas.check_annotated(file, "grounding");
        let mut found = Found {
            findings,
            undecided: 0,
        };
        for record in &annotated {
            let checked = Held::of(file, record).check(source, &self.config, self.today);
            found.findings.extend(checked.findings);
            found.undecided += checked.undecided;
        }
        found.findings.sort_by_key(|finding| finding.record.start.offset);
        found
    }
}
