//! What running cases gave.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use super::{NoRecord, snapshot};
use crate::diff::Difference;
use crate::document::{Document, visible};
use crate::extract::Tokens;
use crate::finding::{Finding, Unchecked};
use crate::score::{DocumentScore, Floor, Scores, Shortfall};

/// How a case, or a floor over all cases, went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing is wrong.
    Passed,
    /// Something is wrong.
    Failed,
    /// Something is wrong, as it was in the run that this one is held against.
    Known,
    /// It was not run, for this reason.
    Skipped(String),
}

/// One thing that lets a case fail.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// A file of the case is not there or cannot be read; in one line that names it.
    Unreadable(String),
    /// The extractor gave no record.
    NoRecord(NoRecord),
    /// Something found in the record by hand or in the extracted one.
    Finding(Box<Finding>),
    /// A figure of the case is below its floor.
    Floor(Shortfall),
    /// So many values that no rule could decide; a fault only of a strict run.
    Undecided(usize),
    /// The extracted record says another thing than the approved one.
    Changed {
        /// The file of the approved record.
        approved: String,
        /// All that differs, the most serious first.
        differences: Vec<Difference>,
    },
}

/// What running one case gave.
#[derive(Clone, Debug)]
pub struct CaseResult {
    /// The name of the case.
    pub name: String,
    /// The file that stands for it: the record by hand, or the source.
    pub file: PathBuf,
    /// How it went.
    pub outcome: Outcome,
    /// Why it failed.
    pub faults: Vec<Fault>,
    /// What was found besides, and lets nothing fail.
    pub told: Vec<Finding>,
    /// What was not checked, or is waived.
    pub unchecked: Vec<Unchecked>,
    /// Which waivers of the settings waived something here, by their index.
    pub waivers: Vec<usize>,
    /// The names of the records that were held against the source.
    pub records: Vec<String>,
    /// What the extractor's program wrote to standard error.
    pub errors: String,
    /// What the answer of a model has cost, where its server tells.
    pub tokens: Option<Tokens>,
    /// The extracted record against the one by hand, where there is one.
    pub score: Option<DocumentScore>,
    /// Where the approved record is to stand, and what it is to be; `None` where it is that
    /// already, or where nothing could be approved.
    pub unapproved: Option<(PathBuf, String)>,
    /// The texts that findings point into.
    pub texts: Vec<Document>,
    /// The name of the extracted record where it is no file.
    pub extracted: Option<String>,
    /// How long it took.
    pub time: Duration,
}

/// A floor of the figures over all cases.
#[derive(Clone, Debug, PartialEq)]
pub struct HeldFloor {
    /// The figure, and what it has to reach.
    pub floor: Floor,
    /// What it is; `None` where there was nothing to measure.
    pub found: Option<f64>,
    /// Whether it reaches that.
    pub outcome: Outcome,
}

/// What running a suite gave.
#[derive(Clone, Debug)]
pub struct SuiteResult {
    /// The extractor.
    pub extractor: String,
    /// The cases, in the order of their names.
    pub cases: Vec<CaseResult>,
    /// The scores of all cases with a record by hand; `None` where none has one.
    pub scores: Option<Scores>,
    /// The floors of figures over all cases; empty where only some of the cases were run.
    pub floors: Vec<HeldFloor>,
    /// True where floors were not held, for only some of the cases were run.
    pub partial: bool,
    /// Cases and figures that failed in the run that this one is held against, and do no longer.
    pub mended: Vec<String>,
    /// What stands in the settings and is about nothing, one line each, with its place.
    pub unused: Vec<String>,
    /// How long it took.
    pub time: Duration,
}

/// How many went how. Floors over all cases are counted with the cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Passed.
    pub passed: usize,
    /// Failed.
    pub failed: usize,
    /// Failed as before.
    pub known: usize,
    /// Were not run.
    pub skipped: usize,
}

impl Outcome {
    /// One word for it.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Known => "known",
            Self::Skipped(_) => "skipped",
        }
    }
}

impl Fault {
    /// One word for its kind.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "unreadable",
            Self::NoRecord(_) => "no-record",
            Self::Finding(_) => "finding",
            Self::Floor(_) => "floor",
            Self::Undecided(_) => "undecided",
            Self::Changed { .. } => "changed",
        }
    }
}

impl CaseResult {
    /// The figures of the case, by name; empty without a record by hand.
    pub fn figures(&self) -> Vec<(String, Option<f64>)> {
        let scores = self.score.clone().map(|score| Scores::new(vec![score]));
        scores.map(|scores| scores.all.figures()).unwrap_or_default()
    }
}

impl SuiteResult {
    /// What the answers of a model have cost together; `None` where no server told.
    pub fn tokens(&self) -> Option<Tokens> {
        let told = self.cases.iter().filter_map(|case| case.tokens);
        told.reduce(|all, one| Tokens {
            input: all.input.saturating_add(one.input),
            output: all.output.saturating_add(one.output),
        })
    }

    /// How many went how.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        let floors = self.floors.iter().map(|floor| &floor.outcome);
        for outcome in self.cases.iter().map(|case| &case.outcome).chain(floors) {
            match outcome {
                Outcome::Passed => summary.passed += 1,
                Outcome::Failed => summary.failed += 1,
                Outcome::Known => summary.known += 1,
                Outcome::Skipped(_) => summary.skipped += 1,
            }
        }
        summary
    }
}

impl fmt::Display for Fault {
    /// On one line, but for what changed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(message) => f.write_str(&visible(message)),
            Self::NoRecord(no_record) => write!(f, "no record: {}", visible(&no_record.message)),
            Self::Finding(finding) => write!(f, "{finding}"),
            Self::Floor(shortfall) => write!(f, "{shortfall}"),
            Self::Undecided(count) => write!(f, "values that no rule could decide: {count}"),
            Self::Changed {
                approved,
                differences,
            } => {
                write!(
                    f,
                    "not what {} approves:\n{}",
                    visible(approved),
                    snapshot::in_words(differences)
                )
            }
        }
    }
}

impl fmt::Display for CaseResult {
    /// Why it failed, one fault below the other, and what the extractor said.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in &self.faults {
            writeln!(f, "{fault}")?;
            if let Fault::Finding(finding) = fault {
                if let Some(source) = &finding.source {
                    writeln!(f, "    the source says: {}", visible(&source.exact))?;
                }
                if let Some(help) = &finding.help {
                    writeln!(f, "    help: {}", visible(help))?;
                }
            }
        }
        for line in self.last_errors() {
            writeln!(f, "| {}", visible(line))?;
        }
        Ok(())
    }
}

/// So many lines of what an extractor wrote to standard error are shown.
const SHOWN_LINES: usize = 20;

impl CaseResult {
    /// The last lines that the extractor wrote to standard error.
    pub fn last_errors(&self) -> Vec<&str> {
        let mut lines: Vec<&str> = self.errors.lines().rev().take(SHOWN_LINES).collect();
        lines.reverse();
        lines
    }
}

impl HeldFloor {
    /// The figure below its floor, in words; `None` where it reaches it.
    pub fn shortfall(&self) -> Option<Shortfall> {
        (self.outcome != Outcome::Passed).then(|| Shortfall {
            figure: self.floor.figure.clone(),
            least: self.floor.least,
            found: self.found,
            baseline: false,
        })
    }
}
