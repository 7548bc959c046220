//! Single records: what they say, and that their texts bear it out.

use rapporteur::document::Document;
use rapporteur::record::Record;
use rapporteur::{assert_faithful, assert_record_snapshot};

const OSLO: &str = include_str!("../readouts/oslo.txt");

fn oslo() -> Record {
    press_desk::read(&Document::new("readouts/oslo.txt", OSLO)).expect("two states are named")
}

#[test]
fn the_record_of_oslo() {
    assert_record_snapshot!("oslo", oslo());
}

#[test]
fn the_order_of_lists_and_wider_evidence_are_no_change() {
    let mut record = oslo();
    record.parties.reverse();
    record.participants.reverse();
    record.topics[0].evidence = record.event.evidence.clone();
    assert_record_snapshot!("oslo", record);
}

#[test]
fn the_record_of_oslo_rests_on_its_text() {
    assert_faithful!(oslo(), OSLO);
}

#[test]
#[should_panic(expected = "the source does not have the name “Anna Berg”")]
fn a_name_misspelt_does_not() {
    let mut record = oslo();
    record.participants[0].name = "Anna Berg".to_owned();
    assert_faithful!(record, OSLO);
}
