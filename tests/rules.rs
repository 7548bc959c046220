//! The built-in reader, rule by rule, on sentences made for each.

use rapporteur::document::Document;
use rapporteur::extract::extract;
use rapporteur::record::{Record, Status};

/// Two parties with their leaders, so that every rule has its subjects.
const LEAD: &str = "President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile in Oslo.";

fn record(sentence: &str) -> Record {
    let text = format!("{LEAD} {sentence}");
    extract(&Document::new("call.txt", text)).expect("the lead names two parties")
}

fn outcomes(sentence: &str) -> Vec<(Status, String, Vec<String>)> {
    let read = record(sentence).outcomes.into_iter();
    read.map(|outcome| (outcome.status, outcome.title, outcome.parties))
        .collect()
}

fn assert_outcome(sentence: &str, status: Status, title: &str, parties: &[&str]) {
    let parties = parties.iter().map(|&code| code.to_owned()).collect();
    assert_eq!(
        outcomes(sentence),
        [(status, title.to_owned(), parties)],
        "{sentence}"
    );
}

fn assert_no_outcome(sentence: &str) {
    assert!(
        outcomes(sentence).is_empty(),
        "{sentence}: {:?}",
        outcomes(sentence)
    );
}

/// Speaker, joint, act and text of each statement.
fn statements(sentence: &str) -> Vec<(Option<String>, bool, &'static str, String)> {
    let read = record(sentence).statements.into_iter();
    read.map(|view| (view.speaker, view.joint, view.act.as_str(), view.text))
        .collect()
}

#[test]
fn the_lead_gives_the_cast() {
    let record = record("They parted.");
    let people: Vec<(&str, Option<&str>, Option<&str>)> = record
        .participants
        .iter()
        .map(|person| {
            (
                person.name.as_str(),
                person.role.as_deref(),
                person.party.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        people,
        [
            ("Ana Berg", Some("President"), Some("NO")),
            ("Juan Ruiz", Some("Prime Minister"), Some("CL")),
        ]
    );
    assert_eq!(
        record.event.place.as_ref().map(|place| place.name.as_str()),
        Some("Oslo")
    );
}

#[test]
fn who_agrees_decides_how_strong_it_is() {
    assert_outcome(
        "The two leaders agreed to open a rail link.",
        Status::Agreed,
        "rail link",
        &["NO", "CL"],
    );
    assert_outcome(
        "President Berg pledged to open a rail link.",
        Status::Planned,
        "rail link",
        &["NO"],
    );
    assert_outcome(
        "Norway and Chile committed to share data.",
        Status::Agreed,
        "share data",
        &["NO", "CL"],
    );
    assert_outcome(
        "Chile is ready to share data.",
        Status::Proposed,
        "share data",
        &["CL"],
    );
    assert_outcome(
        "Norway will host a meeting of ministers.",
        Status::Planned,
        "host a meeting of ministers",
        &["NO"],
    );
}

#[test]
fn what_was_proposed_or_planned_stays_so() {
    assert_outcome(
        "It was proposed to create a joint fund.",
        Status::Proposed,
        "joint fund",
        &[],
    );
    assert_outcome(
        "Plans were announced to build a port.",
        Status::Planned,
        "port",
        &[],
    );
    assert_outcome(
        "The proposal to build a port was warmly supported.",
        Status::Supported,
        "build a port",
        &[],
    );
    assert_outcome(
        "A joint fund has been established.",
        Status::Completed,
        "joint fund",
        &[],
    );
    assert_outcome("A treaty was signed.", Status::Signed, "treaty", &[]);
}

#[test]
fn what_did_not_happen_is_no_outcome() {
    assert_no_outcome("The two leaders did not agree to open a rail link.");
    assert_no_outcome("The proposal to build a port was not supported.");
    assert_no_outcome("No treaty was signed.");
    assert_no_outcome("The treaty has never been signed.");
    assert_no_outcome("Without a treaty having been signed, they parted.");
}

#[test]
fn a_shared_view_is_no_agreement() {
    assert_no_outcome("The two leaders agreed on the importance of free trade.");
    assert_no_outcome("Relations are good.");
}

#[test]
fn two_outcomes_of_one_sentence_share_their_subject() {
    let found = outcomes("The two sides agreed to open a rail link and decided to form a working group.");
    let told: Vec<(Status, &str)> = found
        .iter()
        .map(|(status, title, _)| (*status, title.as_str()))
        .collect();
    assert_eq!(
        told,
        [(Status::Agreed, "rail link"), (Status::Agreed, "working group")]
    );
    assert!(found.iter().all(|(_, _, parties)| parties == &["NO", "CL"]));
}

#[test]
fn amount_place_and_time_leave_the_title() {
    let record =
        record("It was proposed to hold a trade fair worth up to €5 million in Valparaiso next spring.");
    let outcome = record.outcomes.first().expect("an outcome");
    assert_eq!(outcome.title, "trade fair");
    assert_eq!(
        outcome.place.as_ref().map(|place| place.name.as_str()),
        Some("Valparaiso")
    );
    assert_eq!(
        outcome.when.as_ref().map(|when| when.text.as_str()),
        Some("next spring")
    );
    let amount = outcome.amount.as_ref().expect("an amount");
    assert_eq!(
        (amount.value.to_string().as_str(), amount.unit.as_str()),
        ("5000000", "EUR")
    );
    assert_eq!(
        amount.comparator.map(|comparator| comparator.as_str()),
        Some("equal_or_less")
    );
}

#[test]
fn statements_go_to_their_speakers() {
    assert_eq!(
        statements("President Berg said that trade had grown."),
        [(
            Some("Ana Berg".to_owned()),
            false,
            "said",
            "trade had grown".to_owned()
        )]
    );
    assert_eq!(
        statements("Ruiz, for his part, thanked the people of Norway."),
        [(
            Some("Juan Ruiz".to_owned()),
            false,
            "thanked",
            "the people of Norway".to_owned()
        )]
    );
    assert_eq!(
        statements("The leaders condemned the attack."),
        [(None, true, "condemned", "the attack".to_owned())]
    );
    assert_eq!(
        statements("It was noted that trade had grown."),
        [(None, false, "noted", "trade had grown".to_owned())]
    );
}

#[test]
fn a_view_of_someone_unknown_is_left_out() {
    assert!(statements("Analysts stressed the risks of delay.").is_empty());
    assert!(statements("Critics said that trade had fallen.").is_empty());
}

#[test]
fn words_in_quotation_marks_are_marked_as_quoted() {
    let record = record("Prime Minister Ruiz said \"we value this friendship\".");
    let view = record.statements.first().expect("a statement");
    assert_eq!(
        (view.text.as_str(), view.quoted),
        ("we value this friendship", true)
    );
}

#[test]
fn a_country_that_is_only_talked_about_takes_no_part() {
    let record = record("They discussed the situation in Peru.");
    let third: Vec<Option<&str>> = record
        .third_parties
        .iter()
        .map(|party| party.code.as_deref())
        .collect();
    assert_eq!(third, [Some("PE")]);
    assert_eq!(record.parties.len(), 2);
}

#[test]
fn a_text_about_something_else_has_no_record() {
    let text = "The recipe needs two eggs. Stir for ten minutes and serve.";
    assert!(extract(&Document::new("recipe.txt", text)).is_err());
}

#[test]
fn a_meeting_without_results_has_empty_lists() {
    let record = record("They shook hands and went for a walk.");
    assert!(record.outcomes.is_empty());
    assert!(record.figures.is_empty());
    assert!(record.statements.is_empty());
}

#[test]
fn the_dollar_means_what_the_text_says() {
    let unit = |sentence: &str| record(sentence).figures.first().map(|figure| figure.unit.clone());
    assert_eq!(unit("Trade reached $5 billion.").as_deref(), Some("USD"));
    assert_eq!(
        unit("Trade reached $5 billion, or A$7 billion.").as_deref(),
        Some("AUD")
    );
}
