//! One test a case of `fixtures/`, as users have one for each of theirs.

use libtest_mimic::{Arguments, Failed, Trial, run};
use rapporteur::suite::{Suite, SuiteError};

fn main() -> Result<(), SuiteError> {
    let suite = Suite::load(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"))?;
    let trials = suite.tests().into_iter().map(|test| {
        let skipped = test.skipped().is_some();
        Trial::test(test.name().to_owned(), move || test.run().map_err(Failed::from))
            .with_ignored_flag(skipped)
    });
    run(&Arguments::from_args(), trials.collect()).exit()
}
