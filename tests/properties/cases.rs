//! Cases that properties have found, each by the rule that was mended.

use rapporteur::document::Document;
use rapporteur::extract::extract;
use rapporteur::record::{EventKind, Record};
use rapporteur::suite::unfaithful;
use rapporteur::testing::{Person, World};

use crate::compare::{differences, read};

const LEAD: &str =
    "President Ana Berg of Norway held talks with President Juan Ruiz of Malaysia in Oslo on 1 October 2025.";

fn read_of(text: &str) -> Record {
    extract(&Document::new("case.txt", text)).expect("two states are named")
}

/// The record of `text` behind a first sentence.
fn read_behind_lead(text: &str) -> Record {
    read_of(&format!("{LEAD} {text}"))
}

#[test]
fn a_surname_of_several_words_is_one() {
    for (sentence, surname) in [
        ("wire/said-according", "El Amrani"),
        ("wire/said-quoted-first", "van Dijk"),
        ("wire/said-behind", "de Souza"),
        ("wire/warned", "El Amrani"),
    ] {
        let mut world = World::plain(&["wire/lead-newspaper", sentence]).expect("two names");
        let person = Person::all().iter().find(|person| person.surname == surname);
        world.leaders[1].person = person.expect("it is in the table");
        world.told[0].about = 1;
        let readout = world.readout();
        let document = Document::new("case.txt", readout.text.as_str());
        let got = read(&document);
        assert_eq!(differences(&got, &readout.record, &document), [] as [&str; 0]);
        let speaker = &got.statements[0].evidence.0[0].exact;
        assert!(
            speaker.to_lowercase().contains(&surname.to_lowercase()),
            "{speaker}"
        );
        let findings = unfaithful(&readout.record, &readout.text);
        assert!(findings.is_empty(), "{findings:?}");
    }
}

#[test]
fn names_and_amounts_run_across_a_line_break() {
    let text = "President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile in Kuala\n\
        Lumpur on 1 October 2025. They agreed to increase bilateral trade to USD\n89.7 million.\n";
    let record = read_of(text);
    let place = record.event.place.expect("it is told");
    assert_eq!(place.country.as_deref(), Some("MY"));
    assert_eq!(record.figures[0].value.to_string(), "89700000");
    let text = "Kenyan President Piotr Nowak held talks with Malaysian Chancellor Eleanor J.\n\
        Holloway in Nairobi. The leaders agreed to expand the 'Bright Horizons'\nprogram in 2030.\n";
    let record = read_of(text);
    assert_eq!(record.participants[1].name, "Eleanor J. Holloway");
    assert_eq!(record.programmes[0].name, "Bright Horizons");
}

#[test]
fn accents_may_be_characters_of_their_own() {
    let text = "President Ana Berg of Brazil met President Juan Ruiz of Chile in Brasi\u{301}lia.";
    let place = read_of(text).event.place.expect("it is told");
    assert_eq!(place.country.as_deref(), Some("BR"));
}

#[test]
fn the_number_of_an_item_is_no_evidence() {
    let text = "1. President Ana Berg of Norway paid a state visit to Chile.\n\
        2. The leaders condemned violence in all its forms.\n";
    let record = read_of(text).to_json_value();
    let (topic, event) = (&record["topics"][0], &record["event"]);
    assert_eq!(
        topic["evidence"][0]["start"],
        text.find("The leaders").expect("it is there")
    );
    assert_eq!(event["evidence"][0]["start"], 3);
}

#[test]
fn a_time_is_not_what_a_figure_measures() {
    let record =
        read_behind_lead("They agreed to increase bilateral trade to about €43.6 billion in January 2034.");
    assert_eq!(record.figures[0].measures, None);
}

#[test]
fn a_price_is_no_part_of_a_topic() {
    let record = read_behind_lead("They agreed to create a joint investment platform worth some $5 billion.");
    assert_eq!(record.topics[0].label, "joint investment platform");
    let record = read_behind_lead("The sides agreed to purchase eight railway carriages.");
    assert_eq!(record.topics[0].label, "railway carriages");
}

#[test]
fn what_looks_back_is_not_of_this_meeting() {
    let record = read_behind_lead("In 1977, Chilean Foreign Minister Youssef El Amrani visited Oslo.");
    assert_eq!((record.parties.len(), record.participants.len()), (2, 2));
    let record = read_behind_lead("In 2001, Japan and Morocco signed an agreement on fisheries.");
    assert_eq!(record.topics, []);
    let record = read_behind_lead("In 2001, the two countries signed a treaty of friendship.");
    assert!(record.outcomes[0].background);
    let record = read_behind_lead("The two countries signed a treaty of friendship.");
    assert!(!record.outcomes[0].background);
}

#[test]
fn whoever_is_welcomed_is_met() {
    let text = "President Ana Berg of Norway welcomed President Juan Ruiz of Chile to Oslo today. \
        Last week, the foreign ministers of Japan and Kenya held talks in Nairobi.";
    assert_eq!(read_of(text).event.kind, EventKind::Meeting);
}

#[test]
fn a_comma_inside_pointed_marks_ends_nothing() {
    for marks in [["'", "'"], ["‘", "’"], ["‹", "›"]] {
        let [open, close] = marks;
        let record = read_behind_lead(&format!(
            "The expansion of the {open}One Valley, One Craft{close} program was postponed until next year."
        ));
        let title = &record.outcomes[0].title;
        assert_eq!(
            title,
            &format!("expansion of the {open}One Valley, One Craft{close} program")
        );
    }
}
