//! A suite as tests of whoever's own.

use std::fmt::Write as _;
use std::sync::{Arc, OnceLock};

use super::{CaseResult, HeldFloor, Outcome, Suite};

/// What the last test of a suite with floors is called.
const FLOORS: &str = "all cases together";

/// One case of a suite as a test, or the floors of all of them together.
#[derive(Clone, Debug)]
pub struct Test {
    name: String,
    /// Which case; `None` for all together.
    case: Option<usize>,
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    suite: Suite,
    /// Each case is run once, by whichever test comes first.
    results: Vec<OnceLock<CaseResult>>,
}

impl Suite {
    /// One test a case, in the order of names; then, where the settings have floors for the figures
    /// over all cases, one more, which runs those cases that have not been run.
    pub fn tests(self) -> Vec<Test> {
        let count = self.cases.len();
        let names: Vec<String> = self.cases.iter().map(|case| case.name.clone()).collect();
        let floors = self.whole && !self.settings.floors.is_empty();
        let shared = Arc::new(Shared {
            suite: self,
            results: std::iter::repeat_with(OnceLock::new).take(count).collect(),
        });
        let cases = names
            .into_iter()
            .enumerate()
            .map(|(index, name)| (name, Some(index)));
        let last = floors.then(|| (FLOORS.to_owned(), None));
        cases
            .chain(last)
            .map(|(name, case)| Test {
                name,
                case,
                shared: Arc::clone(&shared),
            })
            .collect()
    }
}

impl Test {
    /// The name of the case.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Why the case is not to be run, where the settings say so.
    pub fn skipped(&self) -> Option<&str> {
        let case = self.shared.suite.cases.get(self.case?)?;
        case.settings.skip.as_deref()
    }

    /// Runs the test; where it fails, the text says why.
    pub fn run(&self) -> Result<(), String> {
        match self.case {
            Some(index) => self.shared.result(index).map_or(Ok(()), told),
            None => self.shared.floors(),
        }
    }
}

impl Shared {
    fn result(&self, index: usize) -> Option<&CaseResult> {
        let case = self.suite.cases.get(index)?;
        let slot = self.results.get(index)?;
        Some(slot.get_or_init(|| self.suite.run_case(case)))
    }

    fn floors(&self) -> Result<(), String> {
        let results = (0..self.results.len()).filter_map(|index| self.result(index));
        let result = self.suite.result_of(results.cloned().collect());
        let failed = result
            .floors
            .iter()
            .filter(|held| held.outcome == Outcome::Failed);
        let mut below = String::new();
        for shortfall in failed.filter_map(HeldFloor::shortfall) {
            let _ = writeln!(below, "{shortfall}");
        }
        if below.is_empty() { Ok(()) } else { Err(below) }
    }
}

fn told(result: &CaseResult) -> Result<(), String> {
    if result.outcome == Outcome::Failed {
        Err(result.to_string())
    } else {
        Ok(())
    }
}
