//! The built-in reader, rule by rule, on sentences made for each.

#![expect(
    clippy::expect_used,
    reason = "helpers of tests fail the test; the setting that allows it covers test functions only"
)]

#[path = "rules/outcomes.rs"]
mod outcomes;
#[path = "support/people.rs"]
mod people;
#[path = "rules/statements.rs"]
mod statements;
#[path = "rules/topics.rs"]
mod topics;

use people::people;
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
    assert_eq!(
        people(&record),
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

/// Name, role and party of each participant.
fn participants(text: &str) -> Vec<(String, Option<String>, Option<String>)> {
    let record = extract(&Document::new("call.txt", text)).expect("the text names a party");
    let owned = people(&record)
        .into_iter()
        .map(|(name, role, party)| (name.to_owned(), role.map(str::to_owned), party.map(str::to_owned)));
    owned.collect()
}

fn person(name: &str, role: &str, party: Option<&str>) -> (String, Option<String>, Option<String>) {
    (name.to_owned(), Some(role.to_owned()), party.map(str::to_owned))
}

/// No value has a line break, wherever the lines of the text break. Evidence is quoted as it stands.
#[test]
fn values_stand_on_one_line() {
    let record = record(
        "The African Development\nBank and the Clean\nRivers Programme were\npresented. The two leaders agreed to build a\n\
         port in Punta\nArenas worth more than\n$2 billion. President Berg said that trade had\ngrown by 5\npercent.",
    );
    let json = record.to_json_value();
    let mut open = vec![&json];
    let mut count = 0;
    while let Some(value) = open.pop() {
        match value {
            serde_json::Value::String(text) => {
                assert!(!text.contains('\n'), "{text:?}");
                count += 1;
            }
            serde_json::Value::Array(items) => open.extend(items),
            serde_json::Value::Object(members) => {
                let values = members.iter().filter(|(name, _)| *name != "evidence");
                open.extend(values.map(|(_, value)| value));
            }
            _ => {}
        }
    }
    assert!(count > 25, "{json:#}");
    assert_eq!(record.organizations[0].name, "African Development Bank");
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
