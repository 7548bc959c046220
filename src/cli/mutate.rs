//! `rapporteur mutate`: true records broken on purpose, and how many a gate catches.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::input::{self, Input, Kind, SizeLimit};
use super::output::{self, Destination};
use super::{Exit, Failure};
use crate::finding::Severity;
use crate::grounding::{self, Source};
use crate::mutate::{Gate, Options, Program, Results, Truth, run};
use crate::report::{MutationFormat, render_mutation};
use crate::schema::{Schema, Schemas};
use crate::yaml;

/// Break true records on purpose, and count what a gate catches
#[derive(Debug, Args)]
#[command(
    long_about = "\
Break true records on purpose, and count what a gate catches.

Each operator of the catalogue changes a record in one respect, so that it no longer says what its \
source says: a digit, a bound, a name, a speaker, a status, a quote. Beside it stands its control, a \
change that leaves the meaning whole and has to pass. What is changed follows from the rules of \
grounding in the record's schema, whichever it is. An operator that is not listed at a field is not \
applicable there.

The gate is `check`: a mutant is caught when it brings an error or a warning that the true record does \
not have. With --gate it is another program, run without a shell, which lets a record pass with exit \
status 0. `{record}` is the path of the record, `{source}` that of its source; without the latter the \
source is on standard input. A program that refuses the true record is given no mutants of it.

The source is the one that --source names, else the one that the record names, else the text file \
of the record's name beside it.

Exit status: 0 done, 1 the mutation score is below --min-score, 2 something could not be read, or a \
gate gave no verdict.",
    after_help = "\
Examples:
  rapporteur mutate summary.yaml
  rapporteur mutate --source talks.txt summary.yaml
  rapporteur mutate --min-score 0.95 records/         in CI
  rapporteur mutate --format markdown records/ > matrix.md
  rapporteur mutate --gate './verify {record} {source}' records/
  rapporteur mutate --gate 'rapporteur check --source {source} {record}' records/"
)]
pub(super) struct Mutate {
    /// Files or folders of true records
    #[arg(required = true, value_name = "RECORD")]
    records: Vec<PathBuf>,
    /// The source of all records
    #[arg(long, value_name = "FILE")]
    source: Option<PathBuf>,
    /// Use this JSON Schema (a file, JSON or YAML) for all records
    #[arg(long, value_name = "FILE")]
    schema: Option<PathBuf>,
    /// Score this program instead of `check`, by its exit status
    #[arg(long, value_name = "COMMAND")]
    gate: Option<String>,
    /// Seconds that the program may take over one record
    #[arg(long, value_name = "SECONDS", default_value_t = 60, requires = "gate", value_parser = clap::value_parser!(u64).range(1..=86400))]
    time_limit: u64,
    /// Fail where the mutation score is below this share, from 0 to 1
    #[arg(long, value_name = "SHARE", value_parser = share)]
    min_score: Option<f64>,
    /// Chooses among the changes that are possible; the same seed gives the same mutants
    #[arg(long, value_name = "NUMBER", default_value_t = Options::default().seed)]
    seed: u64,
    /// At most so many mutants of one operator at one field of one record, and as many controls
    #[arg(long, value_name = "NUMBER", default_value_t = Options::default().per_field)]
    per_field: usize,
    /// How many survivors, and how many controls that were refused, are shown
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    show: usize,
    /// How results are written
    #[arg(long, value_enum, default_value_t)]
    format: MutationFormat,
    #[command(flatten)]
    destination: Destination,
    #[command(flatten)]
    limit: SizeLimit,
}

fn share(text: &str) -> Result<f64, String> {
    text.parse::<f64>()
        .ok()
        .filter(|share| (0.0..=1.0).contains(share))
        .ok_or_else(|| "it is no number from 0 to 1".to_owned())
}

impl Mutate {
    pub(super) fn run(&self) -> Result<Exit, Failure> {
        self.destination.check()?;
        let gate = self.chosen_gate()?;
        let schemas = super::validate::schemas(self.schema.as_deref())?;
        let mut results = Results::default();
        let mut exit = Exit::Clean;
        for input in input::expand(&self.records, Kind::Record) {
            let done = input
                .map_err(|error| error.to_string())
                .and_then(|input| self.file(&input, &gate, &schemas, &mut results));
            if let Err(reason) = done {
                output::complain(&reason);
                exit = Exit::Failed;
            }
        }
        let options = self.options();
        let name = self.gate.as_deref().unwrap_or("check");
        let text = render_mutation(&results, name, options, self.format, self.show);
        self.destination.write(&text)?;
        let total = results.total();
        if exit == Exit::Failed || results.broken.is_some() || results.has_silent() {
            return Ok(Exit::Failed);
        }
        match (self.min_score, total.score()) {
            (Some(least), Some(score)) if score >= least => Ok(Exit::Clean),
            (None, _) => Ok(Exit::Clean),
            // No mutant is no proof of anything.
            _ => Ok(Exit::Findings),
        }
    }

    fn options(&self) -> Options {
        Options {
            seed: self.seed,
            per_field: self.per_field,
        }
    }

    fn chosen_gate(&self) -> Result<Gate, Failure> {
        let Some(line) = &self.gate else {
            return Ok(Gate::Check);
        };
        let mut program =
            Program::of_line(line).map_err(|error| Failure::Told(format!("the gate `{line}`: {error}")))?;
        program.time_limit = Duration::from_secs(self.time_limit);
        Ok(Gate::Program(program))
    }

    fn file(
        &self,
        input: &Input,
        gate: &Gate,
        schemas: &Schemas,
        results: &mut Results,
    ) -> Result<(), String> {
        let text = input::read(input, self.limit).map_err(|error| error.to_string())?;
        let name = text.document.name().to_owned();
        let file = yaml::read(&name, text.document.text());
        let findings = schemas.check(&file);
        if findings.iter().any(|finding| finding.severity == Severity::Error) {
            return Err(format!(
                "{name}: it does not fit its schema, so nothing of it was broken"
            ));
        }
        for record in &file.documents {
            let done = schemas.with_schema(&file, record, |schema| {
                self.record(input, &name, record, schema, gate, results)
            });
            done.unwrap_or_else(|| Err("its schema cannot be read".to_owned()))
                .map_err(|reason| format!("{name}: nothing of it was broken: {reason}"))?;
        }
        Ok(())
    }

    fn record(
        &self,
        input: &Input,
        name: &str,
        record: &yaml::Document,
        schema: &Schema,
        gate: &Gate,
        results: &mut Results,
    ) -> Result<(), String> {
        let json = schema.instance(record);
        let named = grounding::source_path(&json, &schema.annotations(&json, "grounding"));
        let path = self
            .source
            .clone()
            .or_else(|| input::source_of(input, named.as_deref()))
            .ok_or_else(|| "the record names no source".to_owned())?;
        let text =
            input::read(&Input::File(path), self.limit).map_err(|error| format!("its source: {error}"))?;
        let source = Source::of(text.document);
        let source = if text.has_mark { source.with_mark() } else { source };
        let truth = Truth {
            name,
            record: &json,
            schema,
            source: &source,
        };
        let judged = run(&truth, gate, self.options(), results).map_err(|error| error.to_string())?;
        if judged {
            Ok(())
        } else {
            Err("its schema has no rules of grounding".to_owned())
        }
    }
}
