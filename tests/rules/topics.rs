//! The fields that the sides took up.

use super::record;

/// Sector and label of each topic.
fn topics(sentence: &str) -> Vec<(&'static str, String)> {
    let found = record(sentence).topics.into_iter();
    found.map(|topic| (topic.sector.as_str(), topic.label)).collect()
}

fn told(sector: &'static str, label: &str) -> (&'static str, String) {
    (sector, label.to_owned())
}

#[test]
fn another_subject_of_a_field_is_a_topic_of_its_own() {
    assert_eq!(
        topics("They discussed customs duties. They agreed to ease market access."),
        [
            told("trade", "customs duties"),
            told("trade", "ease market access")
        ]
    );
    assert_eq!(
        topics("They discussed customs duties. Ease of market access was never in doubt."),
        [told("trade", "customs duties")],
        "how things are is not what was taken up"
    );
    assert_eq!(
        topics("They discussed customs duties. They agreed to lower customs duties."),
        [told("trade", "customs duties")]
    );
}

#[test]
fn what_is_negated_is_no_topic() {
    assert_eq!(topics("He pledged to raise taxes.").len(), 1);
    assert_eq!(topics("He pledged not to act, and to ensure no taxes."), []);
}

#[test]
fn the_name_of_a_body_tells_a_field_only_where_it_acts() {
    assert_eq!(topics("The Nordic Energy Agency stands by the harbour."), []);
    assert_eq!(
        topics("The Nordic Energy Agency will be established.")
            .first()
            .map(|topic| topic.0),
        Some("energy")
    );
}

#[test]
fn the_ending_of_a_number_is_no_word_of_a_label() {
    assert_eq!(
        topics("They condemned the October 7th terrorist attack."),
        [told("security", "terrorist attack")]
    );
}
