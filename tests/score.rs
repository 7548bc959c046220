//! Scoring: what holds for any two records, and figures worked out by hand.

#![expect(
    clippy::expect_used,
    reason = "helpers of tests fail the test; the setting that allows it covers test functions only"
)]
#![expect(
    clippy::float_cmp,
    reason = "the same counts give the same figures, and a whole is exactly 1"
)]

#[path = "score/format.rs"]
mod format;
#[path = "record/generator.rs"]
mod generator;
#[path = "score/properties.rs"]
mod properties;

use rapporteur::document::Document;
use rapporteur::record::{
    Act, Comparator, DateFact, Event, EventKind, Evidence, Figure, FigureKind, Number, Organization,
    OrganizationKind, Outcome, OutcomeKind, Participant, Party, PartyKind, Place, Programme, Record, Sector,
    Source, Statement, Status, Topic, When,
};
use rapporteur::score::{Agreement, DocumentScore, Layout, Scores, SectionScore, Tally, Totals};

const TEXT: &str = "Prime Minister Ana Berg of Norway met President Juan Ruiz of Chile in Oslo on 3 May. \
    They agreed to build a ferry port in Arica worth over $20 million. \
    Berg welcomed the opening of the embassy. The World Bank took part.";

fn quote(exact: &str) -> Evidence {
    assert!(TEXT.contains(exact), "{exact}");
    Evidence::quote(exact)
}

fn gold() -> Record {
    let mut event = Event::new(
        EventKind::Meeting,
        quote("Ana Berg of Norway met President Juan Ruiz"),
    );
    event.place = Some(Place::new("Oslo"));
    event.when = Some(When::new("on 3 May"));
    let mut record = Record::new(Source::new("a"), event);
    record.parties = vec![
        Party {
            code: Some("NO".to_owned()),
            ..Party::new("Norway", PartyKind::State, quote("Ana Berg of Norway"))
        },
        Party {
            code: Some("CL".to_owned()),
            ..Party::new("Chile", PartyKind::State, quote("Juan Ruiz of Chile"))
        },
    ];
    record.participants = vec![
        Participant {
            role: Some("Prime Minister".to_owned()),
            party: Some("NO".to_owned()),
            ..Participant::new("Ana Berg", quote("Prime Minister Ana Berg of Norway"))
        },
        Participant {
            role: Some("President".to_owned()),
            party: Some("CL".to_owned()),
            ..Participant::new("Juan Ruiz", quote("President Juan Ruiz of Chile"))
        },
    ];
    record.figures = vec![Figure {
        value: Number::from(20_000_000_u64),
        kind: FigureKind::Money,
        unit: "USD".to_owned(),
        comparator: Some(Comparator::MoreThan),
        upper: None,
        change: None,
        per: None,
        measures: None,
        evidence: quote("worth over $20 million"),
    }];
    record.outcomes = vec![Outcome::new(
        OutcomeKind::Project,
        Status::Agreed,
        "build a ferry port in Arica",
        quote("They agreed to build a ferry port in Arica"),
    )];
    record.statements = vec![Statement {
        speaker: Some("Ana Berg".to_owned()),
        ..Statement::new(
            Act::Welcomed,
            "the opening of the embassy",
            quote("Berg welcomed the opening of the embassy."),
        )
    }];
    record
}

fn section(got: &Record, gold: &Record, name: &str) -> SectionScore {
    let source = Document::new("a.txt", TEXT);
    let score = DocumentScore::new("a", got, gold, Some(&source));
    let found = score.sections.into_iter().find(|section| section.name == name);
    found.expect("the section is there")
}

fn counts(tally: Tally) -> (usize, usize, usize) {
    (tally.got, tally.gold, tally.matched)
}

fn accuracy(section: &SectionScore, name: &str) -> (usize, usize) {
    let found = section
        .attributes
        .iter()
        .find(|(attribute, _)| *attribute == name);
    let &(_, Agreement { agreed, compared }) = found.expect("the attribute is there");
    (agreed, compared)
}

#[test]
fn a_record_that_is_right_has_every_figure_at_1_with_its_places() {
    let source = Document::new("a.txt", TEXT);
    let score = DocumentScore::new("a", &gold(), &gold(), Some(&source));
    assert_eq!(score.ungrounded, Some(0));
    for (name, value) in Scores::new(vec![score]).all.figures() {
        assert!(value.is_none_or(|value| value == 1.0), "{name} {value:?}");
    }
}

#[test]
fn a_person_is_found_by_the_surname_and_told_apart_by_role() {
    let mut got = gold();
    got.participants[0].name = "Berg".to_owned();
    got.participants[1].role = Some("Prime Minister".to_owned());
    let found = section(&got, &gold(), "participants");
    assert_eq!(counts(found.objects), (2, 2, 2));
    assert_eq!(accuracy(&found, "name"), (1, 2));
    assert_eq!(accuracy(&found, "role"), (1, 2));
    assert_eq!(accuracy(&found, "party"), (2, 2));

    got.participants[0].name = "Ana Ruiz".to_owned();
    let found = section(&got, &gold(), "participants");
    assert_eq!(
        counts(found.objects),
        (2, 2, 1),
        "another surname is another person"
    );
}

#[test]
fn the_whole_name_has_the_whole_name_and_the_shorter_what_is_left() {
    // Taken first come, `Hea Kyung` would have `Kim Hea Kyung`, with whom it shares most.
    let people = |names: [&str; 2]| {
        let mut record = gold();
        record.participants = names.map(|name| Participant::new(name, quote("Berg"))).to_vec();
        record
    };
    let got = people(["Hea Kyung", "Kim Hea Kyung"]);
    let found = section(&got, &people(["Kim Hea Kyung", "Hea"]), "participants");
    assert_eq!(counts(found.objects), (2, 2, 2));
    assert_eq!(accuracy(&found, "name"), (1, 2));
}

#[test]
fn who_is_the_same_goes_before_who_is_alike() {
    let told = gold();
    let mut got = gold();
    got.participants[0].name = "Berg".to_owned();
    got.participants[1] = Participant {
        role: Some("Minister".to_owned()),
        ..Participant::new("Ana Berg", quote("Berg welcomed the opening"))
    };
    let found = section(&got, &told, "participants");
    assert_eq!(counts(found.objects), (2, 2, 1));
    assert_eq!(accuracy(&found, "name"), (1, 1));
    assert_eq!(accuracy(&found, "role"), (0, 1));
}

#[test]
fn a_figure_is_its_value_kind_and_unit() {
    let change = |change: fn(&mut Figure)| {
        let mut got = gold();
        change(&mut got.figures[0]);
        let found = section(&got, &gold(), "figures");
        (found.objects.matched, accuracy(&found, "comparator"))
    };
    assert_eq!(change(|figure| figure.value = Number::from(20_u64)), (0, (0, 0)));
    assert_eq!(change(|figure| figure.unit = "EUR".to_owned()), (0, (0, 0)));
    assert_eq!(change(|figure| figure.kind = FigureKind::Count), (0, (0, 0)));
    assert_eq!(change(|figure| figure.comparator = None), (1, (0, 1)));
    let mut exact = gold();
    exact.figures[0].comparator = None;
    let mut told = gold();
    told.figures[0].comparator = Some(Comparator::Exact);
    let found = section(&exact, &told, "figures");
    assert_eq!(accuracy(&found, "comparator"), (1, 1), "no comparator is `exact`");
}

#[test]
fn a_body_is_known_by_its_name_or_its_acronym() {
    let body = |name: &str, acronym: Option<&str>| {
        let mut record = gold();
        record.organizations = vec![Organization {
            acronym: acronym.map(str::to_owned),
            ..Organization::new(name, OrganizationKind::Other, quote("The World Bank"))
        }];
        record
    };
    let matched = |got: &Record, gold: &Record| section(got, gold, "organizations").objects.matched;
    let full = body("Asia-Pacific Economic Cooperation", Some("APEC"));
    assert_eq!(matched(&body("APEC", None), &full), 1);
    assert_eq!(
        matched(&body("the Asia–Pacific Economic Cooperation", None), &full),
        1
    );
    assert_eq!(
        matched(&body("Economic Cooperation", None), &full),
        0,
        "two words of four"
    );
    let ministry = body("Ministry of Energy of Chile", None);
    assert_eq!(matched(&body("Ministry of Energy", None), &ministry), 1);
    assert_eq!(matched(&body("Ministry of Energy of Norway", None), &ministry), 0);
}

#[test]
fn topics_of_one_sector_are_told_apart_by_their_labels() {
    let topics = |labels: [&str; 2]| {
        let mut record = gold();
        let topic = |label: &str| Topic::new(Sector::Transport, label, quote("a ferry port"));
        record.topics = labels.map(topic).to_vec();
        record
    };
    let found = section(
        &topics(["ferry lines", "a new port"]),
        &topics(["the port of Arica", "ferry lines to Oslo"]),
        "topics",
    );
    assert_eq!(counts(found.objects), (2, 2, 2));
    // `ferry lines` of `ferry lines oslo`: 2 × 2 / 5. `new port` of `port arica`: 2 × 1 / 4.
    assert_eq!(accuracy(&found, "label"), (2, 2));
    // `ferry lines` of `new ferry boats`: 2 × 1 / 5, less than half.
    let found = section(
        &topics(["ferry lines", "a new port"]),
        &topics(["new ferry boats", "the port of Arica"]),
        "topics",
    );
    assert_eq!(counts(found.objects), (2, 2, 2));
    assert_eq!(accuracy(&found, "label"), (1, 2));
}

#[test]
fn an_outcome_is_told_by_title_passage_and_kind() {
    let change = |change: fn(&mut Outcome)| {
        let mut got = gold();
        change(&mut got.outcomes[0]);
        let found = section(&got, &gold(), "outcomes");
        (found.objects.matched, accuracy(&found, "status"))
    };
    // Title 2 × 2 / 6 = 0.666, passage 1, kind 1: (2 × 0.666 + 2) / 4 = 0.833.
    assert_eq!(
        change(|outcome| outcome.title = "ferry port".to_owned()),
        (1, (1, 1))
    );
    // Title 0: another outcome of the same sentence, and be it of the same kind.
    assert_eq!(
        change(|outcome| outcome.title = "fishing rights".to_owned()),
        (0, (0, 0))
    );
    // Title 1, passage 0, kind 0: exactly half.
    let elsewhere = |outcome: &mut Outcome| {
        outcome.kind = OutcomeKind::Other;
        outcome.evidence = quote("Berg welcomed the opening");
        outcome.status = Status::Signed;
    };
    assert_eq!(change(elsewhere), (1, (0, 1)));
}

#[test]
fn a_statement_without_a_speaker_is_another_claim_than_one_with() {
    let mut got = gold();
    got.statements[0].speaker = None;
    let found = section(&got, &gold(), "statements");
    assert_eq!(counts(found.objects), (1, 1, 1));
    assert_eq!(accuracy(&found, "speaker"), (0, 1));
    let found = section(&got, &got, "statements");
    assert_eq!(
        accuracy(&found, "speaker"),
        (1, 1),
        "that nobody is named is agreed on"
    );
}

#[test]
fn a_date_is_its_words_or_what_they_come_to() {
    let date = |text: &str, edtf: Option<&str>| {
        let mut record = gold();
        record.dates = vec![DateFact {
            edtf: edtf.map(str::to_owned),
            ..DateFact::new(text, "what", quote("on 3 May"))
        }];
        record
    };
    let matched = |got: &Record, gold: &Record| section(got, gold, "dates").objects.matched;
    let told = date("since 2015", Some("2015"));
    assert_eq!(matched(&date("2015", None), &told), 1);
    assert_eq!(matched(&date("a decade ago", Some("2015")), &told), 1);
    assert_eq!(matched(&date("December 2015", Some("2015-12")), &told), 0);
    assert_eq!(matched(&date("since 2016", Some("2016")), &told), 0);
}

#[test]
fn the_fields_of_the_event_are_counted_one_by_one() {
    let mut got = gold();
    got.event.kind = EventKind::Talks;
    got.event.place = None;
    got.event.occasion = Some("the ferry fair".to_owned());
    let found = section(&got, &gold(), "event");
    // Got: kind, when, occasion. To be got: kind, when, place. Right: when.
    assert_eq!(counts(found.objects), (3, 3, 1));
    assert_eq!(
        found.grounding.map(counts),
        Some((1, 1, 0)),
        "talks are no meeting"
    );
    got.event.kind = EventKind::Meeting;
    let found = section(&got, &gold(), "event");
    assert_eq!(found.grounding.map(counts), Some((1, 1, 1)));
}

#[test]
fn the_right_value_at_the_wrong_place_is_not_grounded() {
    let mut got = gold();
    got.participants[0].evidence = quote("Berg welcomed");
    got.participants[1].evidence = Evidence::quote("President Juan Ruiz of Peru");
    let found = section(&got, &gold(), "participants");
    assert_eq!(counts(found.objects), (2, 2, 2));
    assert_eq!(found.grounding.map(counts), Some((2, 2, 0)));
    let source = Document::new("a.txt", TEXT);
    assert_eq!(
        DocumentScore::new("a", &got, &gold(), Some(&source)).ungrounded,
        Some(1)
    );

    // Without a source and without offsets nobody knows.
    let unknown = DocumentScore::new("a", &got, &gold(), None);
    assert!(unknown.sections.iter().all(|section| section.grounding.is_none()));
    assert_eq!(unknown.ungrounded, None);
}

#[test]
fn a_document_without_a_record_counts_as_zero_and_not_as_absent() {
    let right = DocumentScore::new("a", &gold(), &gold(), None);
    let failed = DocumentScore::failed("b", &gold(), "cannot be read");
    let all = Scores::new(vec![failed, right]).all;
    assert_eq!((all.documents, all.failed), (2, 1));
    // 2 of 2 and 0 of 2: precision 1, recall 1 / 2, F1 2 / 3; the mean of 1 and 0.
    assert_eq!(all.figure("participants.precision"), Some(1.0));
    assert_eq!(all.figure("participants.recall"), Some(0.5));
    assert_eq!(all.figure("participants"), Some(4.0 / 6.0));
    assert_eq!(all.figure("participants.macro"), Some(0.5));
    // Neither has a topic, which is right where there is a record and nothing where there is none.
    assert_eq!(all.figure("topics.macro"), Some(0.5));
}

#[test]
fn styles_are_apart_and_every_document_is_in_the_whole() {
    let mut got = gold();
    got.participants.truncate(1);
    let scores = Scores::new(vec![
        DocumentScore::new("b", &got, &gold(), None).with_style("wire"),
        DocumentScore::new("a", &gold(), &gold(), None).with_style("palace"),
    ]);
    let ids: Vec<&str> = scores
        .documents
        .iter()
        .map(|document| document.id.as_str())
        .collect();
    assert_eq!(ids, ["a", "b"]);
    let recall = |totals: &Totals| totals.figure("participants.recall");
    assert_eq!(scores.styles.get("palace").and_then(recall), Some(1.0));
    assert_eq!(scores.styles.get("wire").and_then(recall), Some(0.5));
    assert_eq!(recall(&scores.all), Some(0.75));
}

#[test]
fn the_attributes_of_all_documents_are_counted_together() {
    let mut got = gold();
    got.participants[0].role = Some("Chancellor".to_owned());
    let scores = Scores::new(vec![
        DocumentScore::new("a", &got, &gold(), None),
        DocumentScore::new("b", &gold(), &gold(), None),
    ]);
    let of = |section: &str, attribute: &str| scores.all.section(section)?.attribute(attribute);
    let agreement = |agreed, compared| Some(Agreement { agreed, compared });
    assert_eq!(of("participants", "role"), agreement(3, 4));
    assert_eq!(of("participants", "name"), agreement(4, 4));
    assert_eq!(of("topics", "label"), agreement(0, 0));
    assert_eq!(of("participants", "label"), None);
    assert_eq!(of("people", "name"), None);
}

#[test]
fn details_in_markdown_are_one_block_that_nothing_in_them_closes() {
    let mut got = gold();
    got.parties.truncate(1);
    let details = |gold: &Record, layout| {
        let scores = Scores::new(vec![DocumentScore::new("a", &got, gold, None)]);
        scores.details(layout)
    };
    let plain = details(&gold(), Layout::Plain);
    assert_eq!(
        plain,
        "a\n  parties missed: Chile\n      \"Juan Ruiz of Chile\"\n"
    );
    assert_eq!(
        details(&gold(), Layout::Markdown),
        format!("### Details\n\n```text\n{plain}```\n")
    );

    let mut fenced = gold();
    fenced.parties[1].name = "Chile````".to_owned();
    let markdown = details(&fenced, Layout::Markdown);
    assert!(markdown.starts_with("### Details\n\n`````text\n"), "{markdown}");
    assert!(markdown.ends_with("\n`````\n"), "{markdown}");
}

#[test]
fn a_list_beyond_all_measure_is_scored_in_bounded_time() {
    let mut long = gold();
    let programme = |number: usize| Programme::new(format!("Programme {number} of Arica"), quote("Berg"));
    long.programmes = (0..3_000).map(programme).collect();
    let found = section(&long, &long, "programmes");
    assert_eq!(counts(found.objects), (3_000, 3_000, 3_000));
    let mut other = long.clone();
    for programme in &mut other.programmes {
        programme.name.push_str(" Port");
    }
    let found = section(&other, &long, "programmes");
    assert!(
        found.objects.matched <= 400,
        "what is left beyond the bound is unmatched"
    );
    // What is paired as the same to the letter is not paired again.
    let mut copied = long.clone();
    copied.programmes.extend_from_slice(&other.programmes[..300]);
    assert_eq!(
        counts(section(&long, &copied, "programmes").objects),
        (3_000, 3_300, 3_000)
    );
    // Sorted by their text, these come last.
    let mut last = other.clone();
    last.programmes.drain(..2_700);
    for (got, gold) in [(&last, &long), (&long, &last)] {
        let found = section(got, gold, "programmes");
        assert_eq!(found.objects.matched, 0, "whichever list is the long one");
    }
}
