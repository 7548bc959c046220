//! Views, and whose they are.

use rapporteur::record::Status;

use super::{assert_outcome, record, statements};

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
fn a_comma_behind_a_quotation_leads_to_its_speaker_whatever_the_verb() {
    for text in [
        "“No country can guard its cables alone,” quipped President Berg.",
        "“No country can guard its cables alone,” Ruiz snapped when asked.",
        "‘We like boats. No country can guard its cables alone,’ mused Ms Berg.",
    ] {
        let told = statements(text);
        let (speaker, _, act, said) = told.last().expect("a statement");
        let name = if text.contains("Ruiz") {
            "Juan Ruiz"
        } else {
            "Ana Berg"
        };
        assert_eq!((speaker.as_deref(), *act), (Some(name), "said"), "{text}");
        assert_eq!(said, "No country can guard its cables alone");
    }
    // The verb of a clause that has its own subject is no verb of speech.
    assert!(statements("“No country can guard its cables alone,” a plan that passed.").is_empty());
}

#[test]
fn a_view_of_someone_unknown_is_left_out() {
    assert!(statements("Analysts stressed the risks of delay.").is_empty());
    assert!(statements("Critics said that trade had fallen.").is_empty());
}

#[test]
fn what_several_say_is_given_to_none_of_them() {
    let lead = "Also present were President Mia Sol of Peru and Secretary Tom Ray of Norway.";
    for (sentence, joint) in [
        ("Berg, Sol, and Ruiz praised the treaty.", true),
        ("In particular, Berg, Sol, and Ruiz praised the treaty.", true),
        (
            "President Berg, President Sol, and Special Envoy Ruiz praised the treaty.",
            true,
        ),
    ] {
        let found = statements(&format!("{lead} {sentence}"));
        assert_eq!(
            found,
            [(None, joint, "praised", "the treaty".to_owned())],
            "{sentence}"
        );
    }
    for sentence in [
        "Norway, Chile and the Port Board praised the treaty.",
        "Neither Berg nor Ruiz praised the treaty.",
        "Ruiz, Chile's Prime Minister since 2022, and Berg praised the treaty.",
        "Vega, Berg's guest, said that the port was closed.",
        "\"The President is a good friend,\" Vega said of Berg.",
        "Berg and her officials toured the port and praised the treaty.",
        "Berg and Special Secretary Ray praised the treaty.",
        "President Berg, Secretary Ray, and Chief of the Board Ann Lee signed nothing and praised the treaty.",
    ] {
        let found = statements(&format!("{lead} {sentence}"));
        assert!(found.is_empty(), "{sentence}: {found:?}");
    }
    assert_eq!(
        statements("Norway as well as Chile praised the treaty."),
        [(None, true, "praised", "the treaty".to_owned())]
    );
    assert_eq!(
        statements("Norway praised the treaty; Chile praised the choir."),
        [
            (
                Some("Norway".to_owned()),
                false,
                "praised",
                "the treaty".to_owned()
            ),
            (Some("Chile".to_owned()), false, "praised", "the choir".to_owned()),
        ]
    );
    assert_eq!(
        statements("Berg met Sol, and Ruiz praised the treaty."),
        [(
            Some("Juan Ruiz".to_owned()),
            false,
            "praised",
            "the treaty".to_owned()
        )]
    );
}

#[test]
fn an_office_is_not_whom_its_sentence_names_besides() {
    assert!(statements("The Prime Minister thanked Prime Minister Ruiz for the welcome.").is_empty());
    assert_eq!(
        statements("The Prime Minister thanked President Berg for the welcome."),
        [(
            Some("Juan Ruiz".to_owned()),
            false,
            "thanked",
            "the welcome".to_owned()
        )]
    );
}

#[test]
fn a_noun_before_a_name_does_not_speak() {
    assert_eq!(
        statements("\"It is a good deal,\" said committee chairman Tom Ray."),
        [(
            Some("Tom Ray".to_owned()),
            false,
            "said",
            "It is a good deal".to_owned()
        )]
    );
    assert_eq!(
        statements("\"It is a good deal,\" said the committee."),
        [(
            Some("the committee".to_owned()),
            false,
            "said",
            "It is a good deal".to_owned()
        )]
    );
}

#[test]
fn he_is_nobody_where_one_spoke_who_is_not_known() {
    assert!(
        statements("Ruiz arrived late. During lunch, the Second Gentleman smiled and Third Lord Smew declared the port open. He said that fish was dear.")
            .iter()
            .all(|(speaker, ..)| speaker.as_deref() != Some("Juan Ruiz"))
    );
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
fn what_two_people_say_is_not_given_to_one() {
    let speakers = |sentence: &str| {
        let found = statements(sentence);
        found.into_iter().map(|view| (view.0, view.1)).collect::<Vec<_>>()
    };
    assert_eq!(
        speakers("President Berg and the delegation discussed trade and praised the port."),
        []
    );
    assert_eq!(
        speakers("President Berg and Prime Minister Ruiz discussed trade and praised the new port."),
        [(None, true)]
    );
    assert_eq!(
        speakers("Advisor Moe and President Berg praised the new port."),
        []
    );
}

#[test]
fn speech_of_someone_new_is_not_given_to_whoever_spoke_before() {
    let speakers = |sentence: &str| {
        let found = statements(sentence);
        found.into_iter().filter_map(|view| view.0).collect::<Vec<_>>()
    };
    assert_eq!(
        speakers(
            "President Berg spoke first.\n“Nobody went home quite happy,” said chairman Hal Moe. “That is how you know.”"
        ),
        ["Hal Moe", "Hal Moe"]
    );
    assert_eq!(
        speakers("President Berg spoke first.\n“Nobody went home quite happy,” said one of them."),
        Vec::<String>::new()
    );
    assert_eq!(
        speakers("President Berg spoke first.\n“Nobody went home quite happy,” she said."),
        ["Ana Berg"]
    );
}

#[test]
fn a_leader_is_known_by_the_country() {
    let speaker = |sentence: &str| statements(sentence).into_iter().find_map(|view| view.0);
    assert_eq!(
        speaker("The Chilean leader praised the reforms in the north.").as_deref(),
        Some("Juan Ruiz")
    );
    assert_eq!(
        speaker("The Peruvian leader praised the reforms in the north."),
        None
    );
    assert_eq!(
        speaker("According to Prime Minister Ruiz, the port brings jobs.").as_deref(),
        Some("Juan Ruiz")
    );
}

#[test]
fn he_is_not_whoever_is_thanked_nor_known_where_a_stranger_was_spoken_of() {
    let speakers = |sentence: &str| {
        let found = statements(sentence);
        found.into_iter().filter_map(|view| view.0).collect::<Vec<_>>()
    };
    assert_eq!(
        speakers(
            "Prime Minister Ruiz arrived late. He thanked President Berg for her patience. He stressed the need for haste."
        ),
        ["Juan Ruiz", "Juan Ruiz"]
    );
    assert_eq!(
        speakers(
            "Prime Minister Ruiz arrived late. Second Gentleman Moe shared a story. He stressed the need for haste."
        ),
        Vec::<String>::new()
    );
}
