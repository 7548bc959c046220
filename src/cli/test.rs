//! `rapporteur test`: suites of cases.

use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread;

use clap::Args;

use super::extractor::ExtractorOptions;
use super::output::{self, Destination};
use super::reporting::terminal;
use super::{Exit, Failure};
use crate::document::visible;
use crate::report::{Settings as Shown, SuiteFormat, case_line, render_suite, suite_end};
use crate::suite::{Baseline, Case, CaseResult, Fault, Settings, Step, Suite, SuiteError};

/// Run an extractor on cases, and check what it makes of them
#[derive(Debug, Args)]
#[command(
    long_about = "\
Run an extractor on cases, and check what it makes of them.

A case is a text `SLUG.txt` with the record made by hand beside it, `SLUG.yaml`; or a record that \
names its source under `source.path`; or a folder with `source.txt` and `record.yaml`. The record by \
hand is checked, as `check` does. What the extractor makes of the text is checked, scored against the \
record by hand, and compared with the approved record, `SLUG.approved.yaml` or `approved.yaml`, if \
there is one.

Settings stand in rapporteur.toml, in the folder of the cases or the nearest one above it: which files \
are cases, the extractor, what figures have to reach, how serious findings are and which are waived.

An extractor is `rules` (built in), one that the settings name, `command:PROGRAM ARGUMENTS`, `openai` \
for a model, or `stored:FOLDER` with records that were made before. A program is given the text on \
standard input, or its path where an argument holds `{source}`, and writes a record as YAML or JSON. A \
model is asked over the chat-completions API of the server that --base-url names, and no other; --record \
keeps its answers, and --replay takes them from there without a server. Where the environment variable CI \
is set, no server is asked unless --record says so.

Folders are read as git sees them: hidden files too, ignored ones not.

Exit status: 0 all passed, 1 something failed, 2 the suite could not be run.",
    after_help = "\
Examples:
  rapporteur test readouts/
  rapporteur test readouts/ --filter tokyo
  rapporteur test readouts/ --extractor 'command:./read.sh {source}'
  rapporteur test readouts/ --extractor stored:outputs/
  rapporteur test readouts/ --extractor openai --base-url http://localhost:11434/v1 --model qwen3:8b
  rapporteur test readouts/ --extractor chat --record cassettes/
  rapporteur test readouts/ --extractor chat --replay cassettes/
  rapporteur test readouts/ --junit junit.xml
  rapporteur test readouts/ --format json > baseline.json
  rapporteur test readouts/ --baseline baseline.json"
)]
pub(super) struct Test {
    /// The folder of the cases, or a file of one
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,
    /// Use these settings instead of the nearest rapporteur.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Run only cases with this in their names; may be given several times
    #[arg(long, value_name = "TEXT")]
    filter: Vec<String>,
    /// Leave out cases with this in their names; may be given several times
    #[arg(long, value_name = "TEXT")]
    skip: Vec<String>,
    /// Print the names of the cases, and run none
    #[arg(long)]
    list: bool,
    /// How many cases are run at once; as many as there are processors unless told
    #[arg(short, long, value_name = "NUMBER")]
    jobs: Option<NonZeroUsize>,
    /// How results are written
    #[arg(long, value_enum, default_value_t)]
    format: SuiteFormat,
    /// Write the results as JUnit XML to this file besides, in place of an earlier one
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
    /// Let fail, too, warnings, values that no rule could decide, and settings that are about nothing
    #[arg(long)]
    strict: bool,
    /// Let fail what failed in an earlier run, which wrote this file with `--format json`
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write what the extractor makes as the approved records, and judge nothing: print the files
    #[arg(long, conflicts_with_all = ["baseline", "format", "output", "list", "junit"])]
    approve: bool,
    #[command(flatten)]
    destination: Destination,
    #[command(flatten)]
    extractor: ExtractorOptions,
}

/// More threads than this are no help to anybody.
const MOST_JOBS: usize = 256;

impl Test {
    pub(super) fn run(&self) -> Result<Exit, Failure> {
        self.destination.check()?;
        let suite = self.suite()?;
        if self.list {
            let names = suite
                .cases()
                .iter()
                .map(|case| format!("{}\n", visible(&case.name)));
            self.destination.write(&names.collect::<String>())?;
            return Ok(Exit::Clean);
        }
        if self.approve {
            return self.approve(&suite);
        }
        let shown = terminal();
        let plain = Shown {
            color: false,
            ..terminal()
        };
        // Lines appear as cases are done, unless they go to a file.
        let streams = self.format == SuiteFormat::Human && self.destination.folder().is_none();
        let mut progress = Progress::new(suite.cases().len());
        let mut printed = Ok(());
        let result = suite.run(self.jobs(), |step| match step {
            Step::Counted(count) => progress.show(count),
            Step::Case(case) if streams && printed.is_ok() => {
                progress.clear();
                printed = output::print(&case_line(case, &shown));
            }
            Step::Case(_) => {}
        });
        progress.clear();
        printed?;
        if streams {
            output::print(&suite_end(&result, &shown))?;
        } else {
            self.destination
                .write(&render_suite(&result, self.format, &plain))?;
        }
        if let Some(path) = &self.junit {
            let xml = render_suite(&result, SuiteFormat::Junit, &plain);
            let told = |error| Failure::Told(format!("{}: cannot be written: {error}", path.display()));
            output::replace(path, xml.as_bytes()).map_err(told)?;
        }
        for unused in &result.unused {
            output::complain(unused);
        }
        if result.summary().failed > 0 || (self.strict && !result.unused.is_empty()) {
            Ok(Exit::Findings)
        } else {
            Ok(Exit::Clean)
        }
    }

    fn suite(&self) -> Result<Suite, Failure> {
        let told = |error: SuiteError| Failure::Told(error.to_string());
        let settings = match &self.config {
            Some(path) => Settings::load(path),
            None => Settings::near(&self.path),
        };
        let settings = settings.map_err(told)?;
        let extractor = self.extractor.chosen(&settings)?;
        let mut suite = Suite::with_settings(&self.path, settings).map_err(told)?;
        if let Some(extractor) = extractor {
            suite = suite.with_extractor(extractor);
        }
        if self.strict {
            suite = suite.strict();
        }
        if let Some(path) = &self.baseline {
            let baseline = Baseline::load(path);
            let baseline = baseline.map_err(|error| Failure::Told(format!("{}: {error}", path.display())))?;
            suite = suite.with_baseline(baseline);
        }
        let suite = suite.only(|case| self.is_meant(case));
        if suite.cases().is_empty() {
            return Err(Failure::Told(
                "no case has such a name; --list prints the names".to_owned(),
            ));
        }
        Ok(suite)
    }

    fn is_meant(&self, case: &Case) -> bool {
        let has = |text: &String| case.name.contains(text.as_str());
        (self.filter.is_empty() || self.filter.iter().any(has)) && !self.skip.iter().any(has)
    }

    fn jobs(&self) -> NonZeroUsize {
        let most = NonZeroUsize::MIN.saturating_add(MOST_JOBS - 1);
        let jobs = self.jobs.or_else(|| thread::available_parallelism().ok());
        jobs.unwrap_or(NonZeroUsize::MIN).min(most)
    }

    /// Writes the approved record of each case that has another or none.
    fn approve(&self, suite: &Suite) -> Result<Exit, Failure> {
        let mut progress = Progress::new(suite.cases().len());
        let result = suite.run(self.jobs(), |step| {
            if let Step::Counted(count) = step {
                progress.show(count);
            }
        });
        progress.clear();
        let mut exit = Exit::Clean;
        for case in &result.cases {
            exit = exit.max(approve(case)?);
        }
        Ok(exit)
    }
}

fn approve(case: &CaseResult) -> Result<Exit, Failure> {
    if let Some((path, text)) = &case.unapproved {
        if let Err(error) = output::replace(path, text.as_bytes()) {
            output::complain(&format!("{}: cannot be written: {error}", path.display()));
            return Ok(Exit::Failed);
        }
        let path = path.display().to_string();
        output::print(&format!("{}\n", visible(&path)))?;
        return Ok(Exit::Clean);
    }
    // Either the approved record is this one already, or there is no record that could be approved.
    let in_the_way = case.faults.iter().find(|fault| !matches!(fault, Fault::Floor(_)));
    if let Some(fault) = in_the_way {
        output::complain(&format!("{}: nothing is approved: {fault}", case.name));
        return Ok(Exit::Findings);
    }
    Ok(Exit::Clean)
}

/// How far the run has come, on a terminal.
struct Progress {
    cases: usize,
    is_shown: bool,
    is_wanted: bool,
}

impl Progress {
    fn new(cases: usize) -> Self {
        Self {
            cases,
            is_shown: false,
            is_wanted: io::stderr().is_terminal()
                && std::env::var_os("TERM").is_none_or(|term| term != "dumb"),
        }
    }

    fn show(&mut self, count: usize) {
        if self.is_wanted {
            // Where standard error is closed there is nobody to tell.
            let _ = write!(io::stderr().lock(), "\r\x1b[K{count} of {} cases", self.cases);
            self.is_shown = true;
        }
    }

    fn clear(&mut self) {
        if self.is_shown {
            let _ = write!(io::stderr().lock(), "\r\x1b[K");
            self.is_shown = false;
        }
    }
}
