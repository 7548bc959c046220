//! What was done, agreed, planned or proposed.

use rapporteur::record::Status;

use super::{assert_no_outcome, assert_outcome, outcomes, record, statements};

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
        amount.comparator.map(rapporteur::record::Comparator::as_str),
        Some("equal_or_less")
    );
}

#[test]
fn what_will_be_is_an_outcome_only_where_somebody_acts() {
    assert_no_outcome("The two countries will remain close friends.");
    assert_no_outcome("These steps will pave the way for trade.");
    assert_no_outcome("If the treaty is ratified, Norway will open an embassy.");
    assert_outcome(
        "Norway will continue to provide winter clothing.",
        Status::Planned,
        "continue to provide winter clothing",
        &["NO"],
    );
}

#[test]
fn one_sides_word_for_both_is_told_as_such() {
    let read = record("Prime Minister Ruiz said that the two sides agreed to share data.");
    let outcome = read.outcomes.first().expect("an outcome");
    assert_eq!(
        (outcome.according_to.as_deref(), outcome.parties.len()),
        (Some("Juan Ruiz"), 2)
    );
}

#[test]
fn agreeing_that_something_shall_be_is_an_agreement_and_that_it_is_so_a_view() {
    assert_outcome(
        "The two leaders agreed that their ministers would meet in May.",
        Status::Agreed,
        "their ministers would meet",
        &["NO", "CL"],
    );
    assert_no_outcome("The two leaders agreed that trade has grown.");
    assert_eq!(
        statements("The two leaders agreed that trade has grown."),
        [(None, true, "noted", "trade has grown".to_owned())]
    );
}

#[test]
fn the_items_of_a_list_share_the_cue_that_opens_it() {
    let found =
        outcomes("Norway will fund these works:\n• a port in Arica\n• a school in Iquique\nThey parted.");
    let told: Vec<(Status, &str)> = found
        .iter()
        .map(|(status, title, _)| (*status, title.as_str()))
        .collect();
    assert!(told.contains(&(Status::Planned, "port")), "{told:?}");
    assert!(told.contains(&(Status::Planned, "school")), "{told:?}");
    assert!(
        found.iter().all(|(_, _, parties)| parties == &["NO"]),
        "{found:?}"
    );
}

#[test]
fn a_refusal_is_told_as_one() {
    assert_outcome(
        "Chile does not intend to lift the duty on salmon.",
        Status::Declined,
        "lift the duty on salmon",
        &["CL"],
    );
    assert_outcome(
        "They did not reach agreement on fishing quotas.",
        Status::Discussed,
        "fishing quotas",
        &["NO", "CL"],
    );
}

#[test]
fn what_is_at_work_already_stood_before_the_meeting() {
    let read = record("The Nordic Development Bank is successfully operating in Oslo.");
    let told: Vec<(Status, &str, bool)> = read
        .outcomes
        .iter()
        .map(|outcome| (outcome.status, outcome.title.as_str(), outcome.background))
        .collect();
    assert_eq!(told, [(Status::UnderWay, "Nordic Development Bank", true)]);
    assert_outcome(
        "Norway will begin a survey of the seabed.",
        Status::Planned,
        "survey of the seabed",
        &["NO"],
    );
}

#[test]
fn what_is_to_be_done_is_planned_whoever_does_it() {
    assert_outcome(
        "Fifty nurses from Chile will be trained in Bergen.",
        Status::Planned,
        "Fifty nurses from Chile",
        &[],
    );
    assert_no_outcome("The talks will be followed by a dinner.");
}

#[test]
fn a_verb_whose_subject_is_not_understood_binds_one_side() {
    let status = |sentence: &str| outcomes(sentence).first().map(|outcome| outcome.0);
    assert_eq!(status("They committed to open a port."), Some(Status::Agreed));
    assert_eq!(
        status("Those present committed to open a port."),
        Some(Status::Planned)
    );
}

#[test]
fn what_a_relative_clause_tells_is_no_outcome() {
    assert_no_outcome("They praised the Fisheries Agreement, which was signed in 2004.");
    assert_outcome(
        "The Fisheries Agreement was signed.",
        Status::Signed,
        "Fisheries Agreement",
        &[],
    );
}

#[test]
fn a_hope_is_no_promise() {
    assert_no_outcome("President Berg expressed the hope that Chile would open an embassy.");
    assert_outcome(
        "President Berg said that Norway would open an embassy.",
        Status::Planned,
        "embassy",
        &["NO"],
    );
}

#[test]
fn a_condition_between_commas_is_one() {
    assert_no_outcome("The treaty, if ratified, will open the market. Chile, if asked, will send a team.");
}

#[test]
fn an_item_may_say_of_itself_what_became_of_it() {
    let list = |opening: &str| {
        let items = "- Agreement on ferries (signed);\n- Protocol on fish (initialled; to be printed);\n- Accord on ports (known from before);\n- Treaty on wool.";
        let found = outcomes(&format!("\nThe following were {opening}:\n{items}"));
        found
            .into_iter()
            .map(|(status, title, _)| (status, title))
            .collect::<Vec<_>>()
    };
    let own = |status, title: &str| (status, title.to_owned());
    assert_eq!(
        list("signed"),
        [
            own(Status::Signed, "Agreement on ferries"),
            own(Status::Agreed, "Protocol on fish"),
            own(Status::Signed, "Accord on ports (known from before)"),
            own(Status::Signed, "Treaty on wool"),
        ]
    );
    // Which of the two a treaty was that says nothing is not told.
    assert_eq!(list("initialled or signed").len(), 2);
}

#[test]
fn an_item_with_a_verb_of_its_own_is_not_what_the_list_says() {
    let found = outcomes(
        "The two sides signed:\n• a memorandum on ports\n• Norway will send a team of experts\n• Zefir opened an office\n• a memorandum on fishing",
    );
    let found: Vec<(Status, &str)> = found
        .iter()
        .map(|(status, title, _)| (*status, title.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (Status::Signed, "memorandum on ports"),
            (Status::Planned, "send a team of experts"),
            (Status::Signed, "memorandum on fishing"),
        ]
    );
}

#[test]
fn verbs_in_ly_are_no_adverbs() {
    assert_outcome(
        "Norway will jointly supply copper.",
        Status::Planned,
        "supply copper",
        &["NO"],
    );
}

#[test]
fn groups_act_without_a_name() {
    assert_outcome(
        "The working group will draft a text.",
        Status::Planned,
        "draft a text",
        &[],
    );
    assert_no_outcome("This statement will provide a framework.");
}

#[test]
fn more_verbs_tell_of_acts() {
    let status = |sentence: &str| outcomes(sentence).first().map(|outcome| outcome.0);
    assert_eq!(status("They agreed a plan on ports."), Some(Status::Agreed));
    assert_eq!(status("They agreed with the plan."), None);
    assert_eq!(
        status("They discussed the possibility of a ferry."),
        Some(Status::Discussed)
    );
    assert_eq!(status("They discussed the ferry."), None);
    assert_eq!(
        status("The creation of a fund was proposed."),
        Some(Status::Proposed)
    );
    assert_eq!(
        status("The treaty will enter into force in May."),
        Some(Status::Planned)
    );
    assert_eq!(status("They will enter a new phase."), None);
    assert_eq!(
        status("President Berg would like to open a port."),
        Some(Status::Proposed)
    );
    assert_eq!(status("President Berg would like to thank the hosts."), None);
    assert_eq!(status("President Berg opened the meeting."), None);
}
