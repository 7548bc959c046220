//! Suites: cases × an extractor × checks, for `cargo test` and for `rapporteur test`.
//!
//! A case is a source with, as far as there are, a record made by hand and an approved record:
//!
//! | | source | by hand | approved |
//! | --- | --- | --- | --- |
//! | a pair of files | `SLUG.txt` | `SLUG.yaml` | `SLUG.approved.yaml` |
//! | a record that names its source | its `source.path` | `SLUG.yaml` | `SLUG.approved.yaml` |
//! | a folder | `source.txt` | `record.yaml` | `approved.yaml` |
//!
//! `.yml` and `.json` stand for `.yaml` throughout. A record that names its source means that one, also
//! where a text of its own name stands beside it. Hidden files count, what git ignores does not. The record by hand is validated and held against
//! the source. The source is given to the extractor, and what that makes of it is validated by the
//! same schema, held against the source, scored against the record by hand, and compared with the
//! approved one. No file escapes: a record without a source is a case that fails, and a source
//! without a record is a case that is extracted and checked.
//!
//! Settings stand in `rapporteur.toml`, in the folder of the cases or one above it; [`Settings`]
//! says what may stand there.
//!
//! # In `cargo test`
//!
//! One test a case, with the crate `libtest-mimic`, so that filters and other runners work:
//!
//! ```no_run
//! // tests/readouts.rs; Cargo.toml has `[[test]]`, `name = "readouts"`, `harness = false`
//! use libtest_mimic::{Arguments, Failed, Trial, run};
//! use rapporteur::suite::Suite;
//!
//! fn main() {
//!     let suite = Suite::load("readouts").unwrap_or_else(|error| panic!("{error}"));
//!     let trials = suite.tests().into_iter().map(|test| {
//!         Trial::test(test.name().to_owned(), move || test.run().map_err(Failed::from))
//!     });
//!     run(&Arguments::from_args(), trials.collect()).exit();
//! }
//! ```
//!
//! An extractor of one's own is a function, a program, or a model ([`Model`](crate::extract::Model)),
//! which in CI is not asked, but answers as it was recorded:
//!
//! ```
//! use rapporteur::suite::Extractor;
//! let mine = Extractor::function(|source| Ok(format!("record: …\n# {}", source.name())));
//! let theirs = Extractor::named("command:./read --from {source}")?;
//! # assert_eq!((mine.to_string(), theirs.to_string()), ("a function".into(), "./read".into()));
//! # Ok::<(), rapporteur::suite::SuiteError>(())
//! ```

mod baseline;
mod case;
mod error;
mod extractor;
mod faithful;
mod files;
mod find;
mod json;
mod result;
mod run;
mod settings;
mod snapshot;
mod test;

use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

pub use baseline::{Baseline, BaselineError};
pub use case::Case;
pub use error::SuiteError;
pub use extractor::{Extracted, Extractor, NoRecord};
pub use faithful::unfaithful;
pub use result::{CaseResult, Fault, HeldFloor, Outcome, SuiteResult, Summary};
pub use run::Step;
pub use settings::{CaseSettings, Settings};
pub use snapshot::{changed_facts, steady};
pub use test::Test;

use crate::schema::Schemas;

/// True where this process runs in CI: where the environment variable `CI` is set, as CI servers set
/// it. Models are not asked there unless somebody says so.
pub fn is_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !["", "0", "false"].iter().any(|not| value == *not))
}

/// Cases, and what they are run with.
#[derive(Debug)]
pub struct Suite {
    cases: Vec<Case>,
    /// True until a case is left out: figures over all cases mean all.
    whole: bool,
    settings: Settings,
    extractor: Extractor,
    schemas: Schemas,
    /// The day that waivers are held against.
    today: Date,
    baseline: Option<Baseline>,
    strict: bool,
    unused: Vec<String>,
}

impl Suite {
    /// The cases at `path`, a folder or a file, with the settings in `rapporteur.toml` in that
    /// folder or the nearest one above it, if there is one.
    ///
    /// Where the settings list cases, those of them at `path` are meant.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, SuiteError> {
        let path = path.as_ref();
        let settings = Settings::near(path)?;
        Self::with_settings(path, settings)
    }

    /// The cases at `path` with these settings.
    pub fn with_settings(path: &Path, settings: Settings) -> Result<Self, SuiteError> {
        let schemas = Schemas::default();
        let found = find::cases(path, &settings, &schemas)?;
        let extractor = match &settings.extractor {
            None => Extractor::Rules,
            Some(name) => settings.extractor(name)?,
        };
        Ok(Self {
            whole: found.whole,
            cases: found.cases,
            unused: found.unused,
            extractor,
            schemas,
            today: Offset::UTC.to_datetime(Timestamp::now()).date(),
            baseline: None,
            strict: settings.strict,
            settings,
        })
    }

    /// The same with another extractor.
    #[must_use]
    pub fn with_extractor(self, extractor: Extractor) -> Self {
        Self { extractor, ..self }
    }

    /// The same, held against an earlier run: what failed then may fail.
    #[must_use]
    pub fn with_baseline(self, baseline: Baseline) -> Self {
        Self {
            baseline: Some(baseline),
            ..self
        }
    }

    /// The same, with warnings, and values that no rule could decide, that fail a case as errors do.
    #[must_use]
    pub fn strict(self) -> Self {
        Self { strict: true, ..self }
    }

    /// The same with those cases only for which `keep` is true. Figures over all cases are then
    /// not held to their floors.
    #[must_use]
    pub fn only(mut self, keep: impl FnMut(&Case) -> bool) -> Self {
        let before = self.cases.len();
        self.cases.retain(keep);
        self.whole &= self.cases.len() == before;
        self
    }

    /// The cases, in the order of their names.
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// The extractor.
    pub fn extractor(&self) -> &Extractor {
        &self.extractor
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }
}
