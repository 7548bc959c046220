//! One test for each text of `readouts/`, and one for the floors of `rapporteur.toml`.

use libtest_mimic::{Arguments, Failed, Trial, run};
use rapporteur::suite::{Extractor, Suite, SuiteError};

fn main() -> Result<(), SuiteError> {
    let extractor = Extractor::function(|source| {
        let record = press_desk::read(source);
        record
            .map(|record| record.to_yaml())
            .map_err(|error| error.to_string())
    });
    let suite = Suite::load(env!("CARGO_MANIFEST_DIR"))?.with_extractor(extractor);
    let trials = suite
        .tests()
        .into_iter()
        .map(|test| Trial::test(test.name().to_owned(), move || test.run().map_err(Failed::from)));
    run(&Arguments::from_args(), trials.collect()).exit()
}
