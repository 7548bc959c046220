//! Whom and when the evidence tells of: sides that commit themselves, speakers, dates without a year, people who
//! are left out. Each record that must be accused has a neighbour that must not.

use rapporteur::document::Document;
use rapporteur::grounding::{Missing, Source, accounted_kinds, trace, vouch};
use rapporteur::schema::Schema;
use serde_json::{Value, json};

const MEETING: &str = "President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile. Tom Aas, a guest, was there. \
    Governor Per Dahl and Governor Eva Holm came. \
    The Chile Ports Authority and local media came too. They left.";

/// A record of [`MEETING`] and `sentence`, with `list` set to one `object` that rests on `sentence`.
fn record(published: &str, sentence: &str, list: &str, object: Value) -> (Source, String) {
    let evidence = sentence.trim_end_matches('.');
    let mut object = object;
    if let Some(members) = object.as_object_mut() {
        members.insert("evidence".into(), evidence.into());
    }
    let person =
        |name: &str, party: &str, evidence: &str| json!({"name": name, "party": party, "evidence": evidence});
    let party = |name: &str, code: &str, evidence: &str| json!({"name": name, "code": code, "kind": "state", "evidence": evidence});
    let (berg, ruiz) = (
        "President Ana Berg of Norway",
        "Prime Minister Juan Ruiz of Chile",
    );
    let mut record = json!({
        "record": "summit-summary/1",
        "source": {"id": "talks", "published": published},
        "event": {"kind": "talks", "evidence": format!("{berg} met {ruiz}")},
        "parties": [party("Norway", "NO", berg), party("Chile", "CL", ruiz)],
        "participants": [
            person("Ana Berg", "NO", berg),
            person("Juan Ruiz", "CL", ruiz),
            {"name": "Tom Aas", "party": "CL", "evidence": [ruiz, "Tom Aas, a guest"]},
            {"name": "Per Dahl", "party": "CL", "evidence": [ruiz, "Governor Per Dahl"]},
            {"name": "Eva Holm", "party": "NO", "evidence": [berg, "Governor Eva Holm"]},
        ],
        "organizations": [
            {"name": "Chile Ports Authority", "kind": "other", "evidence": "The Chile Ports Authority"}
        ],
    });
    if let Some(members) = record.as_object_mut() {
        members.insert(list.into(), vec![object].into());
    }
    let source = Source::of(Document::new("talks.txt", format!("{MEETING} {sentence}")));
    (source, record.to_string())
}

/// The codes of what is found in the object that [`record`] was given.
fn found_in(source: &Source, record: &str) -> Vec<&'static str> {
    let json: Value = serde_json::from_str(record).unwrap_or_default();
    let annotations = Schema::built_in().annotations(&json, "grounding");
    assert!(!annotations.is_empty(), "the record fits its schema: {record}");
    let marks = vouch(source, &json, &annotations).marks.into_iter();
    let of_object = |pointer: &str| pointer.starts_with("/outcomes") || pointer.starts_with("/statements");
    marks
        .filter(|mark| of_object(&mark.pointer))
        .map(|mark| mark.code)
        .collect()
}

/// A sentence, what the record makes of it truly and falsely, for each list of cases.
fn hold<T: ?Sized + std::fmt::Debug>(
    code: &str,
    cases: &[(&str, &T, Option<&T>)],
    found: impl Fn(&str, &T) -> Vec<&'static str>,
) {
    let mut wrong = Vec::new();
    for (sentence, holds, fails) in cases {
        if found(sentence, holds).contains(&code) {
            wrong.push(format!("{sentence} {holds:?}: accused"));
        }
        if fails.is_some_and(|fails| !found(sentence, fails).contains(&code)) {
            wrong.push(format!("{sentence} {fails:?}: not found"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn who_commits_himself_is_told_of_in_the_evidence() {
    const BODY: &str = "Chile Ports Authority";
    type Case = (
        &'static str,
        &'static [&'static str],
        Option<&'static [&'static str]>,
    );
    let cases: &[Case] = &[
        // The country in a body's name tells of the country, and a `joint` pier of no company.
        ("Chile will build a joint pier.", &["CL"], Some(&["CL", BODY])),
        (
            "Chile and the Ports Authority will build a pier.",
            &["CL", BODY],
            None,
        ),
        ("The company will build a pier for Chile.", &["CL", BODY], None),
        // One person stands for one side, whichever it is.
        ("Minister Lind pledged a survey.", &["NO"], Some(&["NO", "CL"])),
        (
            "Minister Lind and Minister Soto pledged a survey.",
            &["NO", "CL"],
            None,
        ),
        // Of whose side the text says nothing, the record may.
        ("Aas will open the port.", &["CL"], Some(&["CL", "NO"])),
        // Words for several that are none here.
        (
            "Chile will pay US$3 million for a survey.",
            &["CL"],
            Some(&["CL", "NO"]),
        ),
        (
            "Chile will ask the United Nations for a survey.",
            &["CL"],
            Some(&["CL", "NO"]),
        ),
        (
            "Chile shared the plan to open a port.",
            &["CL"],
            Some(&["CL", "NO"]),
        ),
        (
            "Chile plans to buy one of two ferries.",
            &["CL"],
            Some(&["CL", "NO"]),
        ),
        (
            "Before the meeting, Chile opened a port.",
            &["CL"],
            Some(&["CL", "NO"]),
        ),
        ("The two plan to buy a ferry from Chile.", &["CL", "NO"], None),
        (
            "At the meeting there was word of a port in Chile.",
            &["CL", "NO"],
            None,
        ),
        // The writer, one by his rank, and one who is addressed may be of any side.
        ("I was asked to visit Chile and accepted.", &["CL", "NO"], None),
        (
            "Her Majesty accepted an invitation to visit Chile.",
            &["CL", "NO"],
            None,
        ),
        ("President Berg will visit your country.", &["CL", "NO"], None),
    ];
    hold("vouch/one-sided", cases, |sentence, parties| {
        let object = json!({"kind": "other", "status": "planned", "title": "a", "parties": parties});
        let (source, record) = record("2026-05-08", sentence, "outcomes", object);
        found_in(&source, &record)
    });
}

#[test]
fn the_words_of_a_view_do_not_tell_that_all_share_it() {
    let joint = |sentence: &str, text: &str| {
        let object = json!({"joint": true, "act": "said", "text": text});
        let (source, record) = record("2026-05-08", sentence, "statements", object);
        found_in(&source, &record).contains(&"vouch/one-sided")
    };
    let cases = [
        (
            "Noting that trade between the two countries grew, Aas left.",
            true,
        ),
        (
            "Noting that trade between the two countries grew, both sides left.",
            false,
        ),
        (
            "Noting that trade between the two countries grew, they left.",
            false,
        ),
        // Nobody is told of besides.
        ("That trade between the two countries grew was noted.", false),
    ];
    for (sentence, is_one_sided) in cases {
        assert_eq!(
            joint(sentence, "trade between the two countries grew"),
            is_one_sided,
            "{sentence}"
        );
    }
    // Capitals throughout are a name, and no two.
    assert!(joint(
        "“Trade with both grew,” said Daniel Kim.",
        "Trade with both grew"
    ));
    assert!(!joint(
        "“Trade with both grew,” said Ministers.",
        "Trade with both grew"
    ));
    assert!(joint("The company says that our trade grew.", "trade grew"));
}

#[test]
fn the_evidence_tells_of_the_speaker() {
    let cases: &[(&str, &str, Option<&str>)] = &[
        (
            "Noting that trade grew, Prime Minister Juan Ruiz left.",
            "Juan Ruiz",
            Some("Ana Berg"),
        ),
        ("Noting that trade grew, Aas left.", "Tom Aas", Some("Ana Berg")),
        // An office that may be the speaker's, several, and a word for all leave it open.
        (
            "Noting that trade grew, the guest of the President left.",
            "Ana Berg",
            None,
        ),
        ("Noting that trade grew, Ruiz and Berg left.", "Ana Berg", None),
        ("Noting that trade grew, they left with Ruiz.", "Ana Berg", None),
        // Words of the source for one who has no name.
        (
            "Trade grew, the port official said.",
            "the port official",
            Some("local media"),
        ),
        ("Trade grew, an official told local media.", "local media", None),
    ];
    hold("vouch/not-in-evidence", cases, |sentence, speaker| {
        let text = if sentence.contains("Trade grew") {
            "Trade grew"
        } else {
            "trade grew"
        };
        let object = json!({"speaker": speaker, "act": "said", "text": text});
        let (source, record) = record("2026-05-08", sentence, "statements", object);
        found_in(&source, &record)
    });
}

#[test]
fn a_view_is_that_of_its_speaker_by_record_and_by_title() {
    let cases: &[(&str, &str, Option<&str>)] = &[
        // Another word for the office.
        ("The premier said that trade grew.", "Juan Ruiz", Some("Ana Berg")),
        // The record knows a person whom the text gives no office, and whose side he is of.
        ("Aas said that trade grew.", "Tom Aas", Some("Ana Berg")),
        (
            "The Norwegian Governor said that trade grew.",
            "Eva Holm",
            Some("Per Dahl"),
        ),
    ];
    hold("vouch/other-speaker", cases, |sentence, speaker| {
        let object = json!({"speaker": speaker, "act": "said", "text": "trade grew"});
        let (source, record) = record("2026-05-08", sentence, "statements", object);
        found_in(&source, &record)
    });
}

/// A sentence, words of the date, the day of publication, a date that they mean, and one that they do not.
type Dated = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
);
const DATES: &[Dated] = &[
    (
        "They would meet again in August.",
        "in August",
        "2026-06-18",
        "2026-08",
        Some("2025-08"),
    ),
    (
        "They will sign it by June.",
        "by June",
        "2025-10-01",
        "2026-06",
        Some("2025-06"),
    ),
    (
        "The ferry, suspended in March, is back.",
        "in March",
        "2025-10-29",
        "2025-03",
        Some("2026-03"),
    ),
    (
        "Trade has grown since March.",
        "since March",
        "2025-10-29",
        "2025-03",
        Some("2026-03"),
    ),
    (
        "The port opened last March.",
        "last March",
        "2026-01-14",
        "2025-03",
        Some("2026-03"),
    ),
    (
        "The port is to open next June.",
        "next June",
        "2026-01-14",
        "2026-06",
        Some("2025-06"),
    ),
    (
        "They will open it next spring.",
        "next spring",
        "2026-05-08",
        "2027-21",
        Some("2028-21"),
    ),
    (
        "They look forward to a forum in the autumn.",
        "in the autumn",
        "2026-05-08",
        "2026-23",
        Some("2025-23"),
    ),
    (
        "They met on 6 November.",
        "on 6 November",
        "2025-11-06",
        "2025-11-06",
        Some("2026-11-06"),
    ),
    (
        "Earlier in the day they ate.",
        "Earlier in the day",
        "2026-05-08",
        "2026-05-08",
        Some("2027-05-08"),
    ),
    // Plans that were once made may be past; a month ago is late, and no other year.
    (
        "A visit, originally set for March, is put off.",
        "for March",
        "2026-05-06",
        "2026-03",
        None,
    ),
    (
        "The forum will be held in April.",
        "in April",
        "2026-05-08",
        "2026-04",
        None,
    ),
    // The year stands close by.
    (
        "In 1992 a treaty was made. It was signed in March.",
        "in March",
        "2026-05-06",
        "1992-03",
        None,
    ),
];

#[test]
fn a_date_without_a_year_lies_where_its_words_put_it() {
    for (sentence, words, published, holds, fails) in DATES {
        let found = |edtf: &str| {
            let when = json!({"text": words, "edtf": edtf});
            let object = json!({"kind": "other", "status": "discussed", "title": "a", "when": when});
            let (source, record) = record(published, sentence, "outcomes", object);
            let found = found_in(&source, &record);
            found
                .into_iter()
                .any(|code| code == "vouch/relative-date" || code == "vouch/date-not-found")
        };
        assert!(!found(holds), "{sentence} {holds}: accused");
        assert!(fails.is_none_or(found), "{sentence} {fails:?}: not found");
    }
}

#[test]
fn a_year_from_afar_is_no_part_of_a_date_without_one() {
    let far = "The port will cost more by 2028. It is old. It is small. It is open.";
    let found = |edtf: &str| {
        let when = json!({"text": "on 1 July", "edtf": edtf});
        let object = json!({"kind": "other", "status": "discussed", "title": "Ferries go", "when": when});
        let (_, record) = record("2026-05-08", "Ferries go on 1 July.", "outcomes", object);
        let source = Source::of(Document::new(
            "talks.txt",
            format!("{MEETING} {far} Ferries go on 1 July."),
        ));
        found_in(&source, &record)
            .into_iter()
            .any(|code| code == "vouch/not-in-evidence")
    };
    assert!(!found("2026-07-01"));
    assert!(found("2028-07-01"));
}

#[test]
fn somebody_with_an_office_in_a_body_is_left_out() {
    let missing = |sentence: &str| -> Vec<String> {
        let object = json!({"kind": "other", "status": "discussed", "title": "a"});
        let (source, record) = record("2026-05-08", sentence, "outcomes", object);
        let json: Value = serde_json::from_str(&record).unwrap_or_default();
        let annotations = Schema::built_in().annotations(&json, "grounding");
        let vouched = vouch(&source, &json, &annotations);
        let kinds = accounted_kinds(Schema::built_in().document());
        let entries = trace(&source, &kinds, &vouched);
        let all: Vec<Missing> = entries.into_iter().flat_map(|entry| entry.missing).collect();
        all.iter()
            .map(|missing| source.slice(missing.span).to_owned())
            .collect()
    };
    let found = missing("Ida Moe, President of the European Council, ate.");
    assert!(found.iter().any(|name| name.contains("Ida Moe")), "{found:?}");
    let found = missing("The President of the European Council ate.");
    assert!(!found.iter().any(|name| name.contains("President")), "{found:?}");
}
