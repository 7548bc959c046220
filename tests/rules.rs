//! The built-in reader, rule by rule, on sentences made for each.

#![expect(
    clippy::expect_used,
    reason = "helpers of tests fail the test; the setting that allows it covers test functions only"
)]

use rapporteur::document::Document;
use rapporteur::extract::extract;
use rapporteur::record::{OutcomeKind, Record, Status};

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
        amount.comparator.map(rapporteur::record::Comparator::as_str),
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

/// Name, role and party of each participant.
fn participants(text: &str) -> Vec<(String, Option<String>, Option<String>)> {
    let record = extract(&Document::new("call.txt", text)).expect("the text names a party");
    let people = record.participants.into_iter();
    people
        .map(|person| (person.name, person.role, person.party))
        .collect()
}

fn person(name: &str, role: &str, party: Option<&str>) -> (String, Option<String>, Option<String>) {
    (name.to_owned(), Some(role.to_owned()), party.map(str::to_owned))
}

#[test]
fn names_are_tied_together_whichever_end_the_surname_stands_at() {
    let text = "President Kim Dae-ho of South Korea met Mr. TANAKA Yuki, Prime Minister of Japan, and \
                the Sultan of Oman, His Majesty Qais bin Said. Kim thanked Prime Minister Tanaka.";
    assert_eq!(
        participants(text),
        [
            person("Kim Dae-ho", "President", Some("KR")),
            person("TANAKA Yuki", "Prime Minister", Some("JP")),
            person("Qais bin Said", "Sultan", Some("OM")),
        ]
    );
    let record = extract(&Document::new("call.txt", text)).expect("the text names its parties");
    let speakers: Vec<Option<&str>> = record
        .statements
        .iter()
        .map(|view| view.speaker.as_deref())
        .collect();
    assert_eq!(speakers, [Some("Kim Dae-ho")]);
}

#[test]
fn an_office_takes_in_its_rank_and_its_field() {
    let text = "Deputy Prime Minister and Minister of Foreign Affairs and Trade Lea Moreau of Belgium met \
                Chilean Deputy Energy Minister Pedro Soto in Ghent.";
    assert_eq!(
        participants(text),
        [
            person(
                "Lea Moreau",
                "Deputy Prime Minister and Minister of Foreign Affairs and Trade",
                Some("BE")
            ),
            person("Pedro Soto", "Deputy Energy Minister", Some("CL")),
        ]
    );
}

#[test]
fn the_dead_and_the_former_take_no_part() {
    let read =
        record("They honoured the late President Olav Dahl. Former Prime Minister Eva Lund was praised.");
    let names: Vec<&str> = read
        .participants
        .iter()
        .map(|person| person.name.as_str())
        .collect();
    assert_eq!(names, ["Ana Berg", "Juan Ruiz"]);
}

#[test]
fn bodies_and_lists_of_states_take_part() {
    let codes = |text: &str| -> Vec<String> {
        let record = extract(&Document::new("call.txt", text)).expect("the text names a party");
        record
            .parties
            .into_iter()
            .filter_map(|party| party.code)
            .collect()
    };
    assert_eq!(
        codes("European Commission President Ida Lind met President Juan Ruiz of Chile in Brussels today."),
        ["EU", "CL"]
    );
    assert_eq!(
        codes(
            "The foreign ministers of Kenya, Uganda and Rwanda met in Nairobi to discuss the war in Sudan."
        ),
        ["KE", "UG", "RW"]
    );
    assert_eq!(
        codes("The Chile-Peru-Bolivia Trilateral Summit was held on Tuesday. It lasted three hours."),
        ["CL", "PE", "BO"]
    );
}

#[test]
fn pronouns_mean_whoever_was_spoken_of() {
    assert_eq!(
        statements("Ruiz arrived late. He said that the port was closed."),
        [(
            Some("Juan Ruiz".to_owned()),
            false,
            "said",
            "the port was closed".to_owned()
        )]
    );
    assert_outcome(
        "President Berg said her government would publish the figures.",
        Status::Planned,
        "publish the figures",
        &["NO"],
    );
}

#[test]
fn quoted_speech_goes_on_over_sentences_and_paragraphs() {
    let spoken = |sentence: &str| -> Vec<(Option<String>, String, bool)> {
        let views = record(sentence).statements.into_iter();
        views.map(|view| (view.speaker, view.text, view.quoted)).collect()
    };
    let ruiz = || Some("Juan Ruiz".to_owned());
    assert_eq!(
        spoken("\"Our ties are old and deep. They will grow with the years,\" Ruiz said."),
        [
            (ruiz(), "Our ties are old and deep.".to_owned(), true),
            (ruiz(), "They will grow with the years".to_owned(), true),
        ]
    );
    assert_eq!(
        spoken("Ruiz said: “Our ties are old and deep.\n“They will grow with the years.”"),
        [
            (ruiz(), "Our ties are old and deep.".to_owned(), true),
            (ruiz(), "They will grow with the years.".to_owned(), true),
        ]
    );
    assert_eq!(
        spoken("“Our ties are old and deep,” said the Prime Minister."),
        [(ruiz(), "Our ties are old and deep".to_owned(), true)]
    );
}

#[test]
fn those_who_are_not_named_are_called_by_the_words_of_the_source() {
    assert_eq!(
        statements("The port is closed, a senior Chilean official said."),
        [(
            Some("a senior Chilean official".to_owned()),
            false,
            "said",
            "The port is closed".to_owned()
        )]
    );
}

#[test]
fn a_guest_is_welcomed_and_that_is_no_view() {
    assert!(statements("President Berg welcomed Prime Minister Ruiz to Oslo.").is_empty());
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
fn ordinals_count_where_they_count_something() {
    let ordinals = |sentence: &str| -> Vec<(String, String)> {
        let figures = record(sentence).figures.into_iter();
        figures
            .map(|figure| (figure.value.to_string(), figure.unit))
            .collect()
    };
    let one = |value: &str, unit: &str| vec![(value.to_owned(), unit.to_owned())];
    assert_eq!(ordinals("It was her second visit to Chile."), one("2", "visit"));
    assert_eq!(
        ordinals("Chile is its fourth-largest market."),
        one("4", "largest market")
    );
    assert_eq!(ordinals("They began a three-nation tour."), one("3", "nation"));
    for none in [
        "First, they met.",
        "The first lady smiled.",
        "At first they hesitated.",
    ] {
        assert!(ordinals(none).is_empty(), "{none}: {:?}", ordinals(none));
    }
}

#[test]
fn bodies_are_told_by_head_noun_acronym_and_what_introduces_them() {
    let names = |sentence: &str| -> Vec<String> {
        let bodies = record(sentence).organizations.into_iter();
        bodies.map(|body| body.name).collect()
    };
    assert_eq!(
        names("Norway's Ministry of Trade and Chile's Ministry of Mining met the carmaker Voltano."),
        ["Ministry of Trade", "Ministry of Mining", "Voltano"]
    );
    assert_eq!(
        names("He chairs the Standing Committee of the National Congress, and aid goes through FONDEX."),
        [
            "Standing Committee of the National Congress",
            "National Congress",
            "FONDEX"
        ]
    );
    assert!(names("They met in the Oval Office. A Joint Working Group was formed.").is_empty());
}

#[test]
fn every_object_is_explained() {
    let text = format!("{LEAD} They agreed to share data on energy. \"Trade has grown,\" Ruiz said.");
    let document = Document::new("call.txt", text);
    let record = extract(&document).expect("a record").to_json_value();
    let explanations = rapporteur::extract::explain(&document).expect("a record");
    for explanation in &explanations {
        assert!(record.pointer(&explanation.pointer).is_some(), "{explanation:?}");
    }
    let lists = record.as_object().into_iter().flatten();
    let objects: usize = lists
        .filter_map(|(_, value)| value.as_array())
        .map(Vec::len)
        .sum();
    assert_eq!(
        explanations.len(),
        objects + 1,
        "each object of a list, and the event"
    );
    let outcome = explanations.iter().find(|one| one.pointer == "/outcomes/0");
    let cues: Vec<&str> = outcome
        .iter()
        .flat_map(|one| one.cues.iter().map(|cue| cue.exact.as_str()))
        .collect();
    assert_eq!(cues, ["They", "agreed to"]);
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
fn the_day_of_the_event_is_no_date_besides() {
    let text = "President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile in Oslo on 3 May 2026. \
                Trade stood at $2 billion in 2024.";
    let record = extract(&Document::new("call.txt", text)).expect("two states are named");
    let dates: Vec<&str> = record.dates.iter().map(|date| date.text.as_str()).collect();
    let day = record.event.when.and_then(|when| when.edtf);
    assert_eq!((day.as_deref(), dates), (Some("2026-05-03"), vec!["in 2024"]));
}

#[test]
fn an_agreement_on_something_is_an_agreement() {
    let kind = |sentence| record(sentence).outcomes.first().map(|outcome| outcome.kind);
    assert_eq!(
        kind("The two sides signed an agreement on the creation of a working group."),
        Some(OutcomeKind::Agreement)
    );
    assert_eq!(
        kind("The two sides agreed to establish a working group on a trade agreement."),
        Some(OutcomeKind::WorkingGroup)
    );
}
