//! What holds for any readout: texts are drawn, with the records that a reader makes of them.

use proptest::prelude::*;
use rapporteur::document::Document;
use rapporteur::testing::worlds;

proptest! {
    #[test]
    fn whoever_meets_is_kept_with_name_and_office(world in worlds()) {
        let readout = world.readout();
        let record = press_desk::read(&Document::new("drawn.txt", readout.text));
        let record = record.map_err(|error| TestCaseError::fail(error.to_string()))?;
        for drawn in &readout.record.participants {
            let kept = record.participants.iter().any(|one| (&one.name, &one.role) == (&drawn.name, &drawn.role));
            prop_assert!(kept, "{} is missing", drawn.name);
        }
    }
}
