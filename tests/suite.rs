//! Suites by the library: which files are cases, what settings say, what lets a case fail.

#![expect(
    clippy::expect_used,
    reason = "helpers of tests fail the test; the setting that allows it covers test functions only"
)]

#[path = "suite/broken.rs"]
mod broken;
#[path = "suite/cases.rs"]
mod cases;
#[path = "suite/results.rs"]
mod results;
#[path = "suite/settings.rs"]
mod settings;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use rapporteur::suite::{CaseResult, Extractor, Fault, Outcome, Suite, SuiteError, SuiteResult};

/// A short readout.
const TEXT: &str = "President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile in Oslo. They agreed to share data.\n";

/// What it says.
const RECORD: &str = "\
record: summit-summary/1
source:
  id: talks
event:
  kind: meeting
  format: bilateral
  place: {name: Oslo}
  evidence: President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile in Oslo
parties:
  - {name: Norway, code: \"NO\", kind: state, evidence: President Ana Berg of Norway}
  - {name: Chile, code: CL, kind: state, evidence: Prime Minister Juan Ruiz of Chile}
participants:
  - {name: Ana Berg, role: President, party: \"NO\", evidence: President Ana Berg of Norway}
  - {name: Juan Ruiz, role: Prime Minister, party: CL, evidence: Prime Minister Juan Ruiz of Chile}
outcomes:
  - kind: cooperation
    status: agreed
    title: share data
    parties: [\"NO\", CL]
    evidence: They agreed to share data
";

/// A folder of cases.
struct Folder(tempfile::TempDir);

impl Folder {
    /// A folder with these files.
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    /// A folder with one case, `talks`.
    fn talks() -> Self {
        Self::with(&[("talks.txt", TEXT), ("talks.yaml", RECORD)])
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    fn load(&self) -> Result<Suite, SuiteError> {
        Suite::load(self.0.path())
    }

    fn suite(&self) -> Suite {
        self.load().expect("a suite")
    }

    /// What goes wrong with the suite, without the path of the folder.
    fn error(&self) -> String {
        let error = self.load().expect_err("no suite").to_string();
        error.replace(
            &format!("{}{}", self.0.path().display(), std::path::MAIN_SEPARATOR),
            "",
        )
    }

    /// The names of the cases.
    fn names(&self) -> Vec<String> {
        let suite = self.suite();
        suite.cases().iter().map(|case| case.name.clone()).collect()
    }

    /// The only case, run.
    fn only_case(&self) -> CaseResult {
        the_only(run(&self.suite()))
    }

    /// The only case, run by an extractor that gives `record`.
    fn extracting(&self, record: &str) -> CaseResult {
        the_only(run(&self.suite().with_extractor(giving(record))))
    }
}

/// An extractor that gives the same for every source.
fn giving(record: &str) -> Extractor {
    let record = record.to_owned();
    Extractor::function(move |_| Ok(record.clone()))
}

fn run(suite: &Suite) -> SuiteResult {
    suite.run(NonZeroUsize::MIN, |_| ())
}

fn the_only(mut result: SuiteResult) -> CaseResult {
    assert_eq!(result.cases.len(), 1);
    result.cases.pop().expect("one case")
}

/// The faults of a case, one line each, without the folder of their files.
fn told(case: &CaseResult) -> Vec<String> {
    let name = |path: &str| {
        let path = Path::new(path);
        path.file_name().expect("a name").to_string_lossy().into_owned()
    };
    let told = |fault: &Fault| match fault {
        Fault::Finding(finding) => {
            let start = finding.record.start;
            format!(
                "{}:{}:{} {}",
                name(&finding.record.path),
                start.line,
                start.column,
                finding.code
            )
        }
        other => other.to_string(),
    };
    let told: Vec<String> = case.faults.iter().map(told).collect();
    assert_eq!(
        told.is_empty(),
        case.outcome != Outcome::Failed && case.outcome != Outcome::Known
    );
    told
}
