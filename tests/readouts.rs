//! One test a case of `fixtures/`, as users have one for each of theirs.

use libtest_mimic::{Arguments, Failed, Trial, run};
use rapporteur::suite::{Suite, SuiteError};

fn main() -> Result<(), SuiteError> {
    let mut trials = Vec::new();
    for folder in ["fixtures", "fixtures/readouts/unseen"] {
        let suite = Suite::load(format!("{}/{folder}", env!("CARGO_MANIFEST_DIR")))?;
        trials.extend(suite.tests().into_iter().map(|test| {
            let skipped = test.skipped().is_some();
            Trial::test(format!("{folder}/{}", test.name()), move || {
                test.run().map_err(Failed::from)
            })
            .with_ignored_flag(skipped)
        }));
    }
    run(&Arguments::from_args(), trials).exit()
}
