//! What each change means.

use rapporteur::diff::{Class, Difference, Version, Which, compare_files, outline};
use rapporteur::schema::{Schema, Schemas};
use rapporteur::yaml;

use super::{by_schema, differences, in_short};

const TEXT: &str = "Talks were held. Over 300 trainees came. Talks were held.\n";

/// A record with these lists.
fn record(lists: &str) -> String {
    format!(
        "record: summit-summary/1
source: {{id: talks, path: talks.txt}}
event: {{kind: talks, evidence: held talks}}
parties:
  - {{name: Japan, code: JP, kind: state, evidence: leader of Japan}}
  - {{name: Chile, code: CL, kind: state, evidence: leader of Chile}}
participants:
  - {{name: Ana Berg, role: President, party: CL, evidence: President Ana Berg}}
{lists}"
    )
}

/// What becomes of `old` as `new`, in a record that is else the same.
fn of(old: &str, new: &str) -> Vec<String> {
    in_short(&differences(&record(old), &record(new), None))
}

fn outcome(members: &str) -> String {
    format!(
        "outcomes:\n  - {{kind: forum, title: first forum of regions, evidence: the first forum of regions, {members}}}\n"
    )
}

#[test]
fn a_status_claims_more_or_less_or_something_else() {
    let to = |old: &str, new: &str| {
        of(
            &outcome(&format!("status: {old}")),
            &outcome(&format!("status: {new}")),
        )
    };
    assert_eq!(to("proposed", "agreed"), ["stronger outcomes status"]);
    assert_eq!(to("completed", "discussed"), ["weaker outcomes status"]);
    assert_eq!(to("agreed", "cancelled"), ["fact-changed outcomes status"]);
    assert_eq!(to("agreed", "agreed"), [""; 0]);
}

#[test]
fn a_comparator_claims_more_or_less_or_something_else() {
    let figure = |comparator: &str| {
        format!(
            "figures:\n  - {{value: 300, kind: count, unit: trainees, {comparator}evidence: Over 300 trainees}}\n"
        )
    };
    let to = |old: &str, new: &str| of(&figure(old), &figure(new));
    assert_eq!(
        to("comparator: more_than, ", "comparator: exact, "),
        ["stronger figures comparator"]
    );
    assert_eq!(
        to("comparator: more_than, ", ""),
        ["stronger figures comparator"],
        "without one it is exact"
    );
    assert_eq!(to("comparator: exact, ", ""), [""; 0]);
    assert_eq!(to("", "comparator: approx, "), ["weaker figures comparator"]);
    assert_eq!(
        to("comparator: more_than, ", "comparator: less_than, "),
        ["fact-changed figures comparator"]
    );
}

#[test]
fn what_tells_an_object_from_others_may_be_what_changed() {
    let figure = |value: &str, evidence: &str| {
        format!(
            "figures:\n  - {{value: {value}, kind: count, unit: trainees, measures: trainees, evidence: {evidence}}}\n"
        )
    };
    assert_eq!(
        of(
            &figure("300", "Over 300 trainees came"),
            &figure("400", "Over 300 trainees came")
        ),
        ["fact-changed figures value"]
    );
    // On another passage it is another figure.
    assert_eq!(
        of(
            &figure("300", "Over 300 trainees came"),
            &figure("400", "later four hundred followed")
        ),
        ["fact-added figures", "fact-removed figures"]
    );
    // The same number is the same value.
    assert_eq!(of(&figure("300", "300"), &figure("300.0", "300")), [""; 0]);
}

#[test]
fn members_that_come_and_go_change_their_object() {
    let plain = outcome("status: agreed");
    let placed = outcome("status: agreed, place: {name: Oslo}");
    assert_eq!(of(&plain, &placed), ["fact-changed outcomes place"]);
    assert_eq!(of(&placed, &plain), ["fact-changed outcomes place"]);
    let elsewhere = outcome("status: agreed, place: {name: Arica}");
    assert_eq!(of(&placed, &elsewhere), ["fact-changed outcomes place.name"]);
    // What is not told is not in the background.
    assert_eq!(of(&plain, &outcome("status: agreed, background: false")), [""; 0]);
    assert_eq!(
        of(&plain, &outcome("status: agreed, background: true")),
        ["fact-changed outcomes background"]
    );
}

#[test]
fn members_of_an_object_that_stands_alone_are_facts() {
    let with = |event: &str| record("").replace("kind: talks,", event);
    let (old, new) = (record(""), with("kind: talks, place: {name: Oslo},"));
    assert_eq!(
        in_short(&differences(&old, &new, None)),
        ["fact-added event place"]
    );
    assert_eq!(
        in_short(&differences(&new, &old, None)),
        ["fact-removed event place"]
    );
    assert_eq!(
        in_short(&differences(&old, &with("kind: meeting,"), None)),
        ["fact-changed event kind"]
    );
}

#[test]
fn a_list_that_is_empty_is_a_list_that_is_not_there() {
    assert_eq!(of("", "topics: []\n"), [""; 0]);
    let topic = "topics:\n  - {sector: energy, label: energy, evidence: energy}\n";
    assert_eq!(of("topics: []\n", topic), ["fact-added topics"]);
    assert_eq!(of(topic, ""), ["fact-removed topics"]);
}

#[test]
fn the_same_words_written_otherwise_are_wording() {
    let titled = |title: &str| {
        outcome(&format!(
            "status: agreed, parties: [JP, CL], according_to: {title}"
        ))
    };
    assert_eq!(
        of(
            &titled("\"the ministry’s office\""),
            &titled("\"Ministry's  office\"")
        ),
        ["wording outcomes according_to"]
    );
    assert_eq!(
        of(
            &titled("the ministry's office"),
            &titled("the other ministry's office")
        ),
        ["fact-changed outcomes according_to"]
    );
    // Where the source lies says nothing.
    let moved = record("").replace("path: talks.txt", "path: texts/talks.txt");
    assert_eq!(
        in_short(&differences(&record(""), &moved, None)),
        ["wording source path"]
    );
}

#[test]
fn order_is_told_once() {
    let (head, tail) = (
        "outcomes:\n  - {kind: forum, status: agreed, title: forum, parties: ",
        ", evidence: the forum}\n",
    );
    let old = record(&format!("{head}[JP, CL]{tail}"));
    let new = record(&format!("{head}[CL, JP]{tail}"));
    assert_eq!(
        in_short(&differences(&old, &new, None)),
        ["order outcomes.parties"]
    );
    let lines: Vec<&str> = new.lines().collect();
    let turned = [&lines[..4], &[lines[5], lines[4]], &lines[6..]]
        .concat()
        .join("\n");
    let found = differences(&old, &turned, None);
    assert_eq!(in_short(&found), ["order parties, outcomes.parties"]);
    assert_eq!(found[0].further.len(), 1);
    // A list of which one is gone besides is another list.
    let other = record(&format!("{head}[CL]{tail}"));
    assert_eq!(
        in_short(&differences(&old, &other, None)),
        ["fact-changed outcomes parties"]
    );
}

#[test]
fn evidence_moves_where_it_stands_elsewhere() {
    let quoting = |evidence: &str| record("").replace("held talks", evidence);
    let to = |old: &str, new: &str, source: Option<&str>| {
        in_short(&differences(&quoting(old), &quoting(new), source))
    };
    let first = "{exact: Talks were held, start: 0, end: 15}";
    let second = "{exact: Talks were held, start: 41, end: 56}";
    for source in [None, Some(TEXT)] {
        assert_eq!(to(first, second, source), ["evidence-moved event evidence"]);
        assert_eq!(
            to("Over 300 trainees", "300 trainees came", source),
            ["evidence-moved event evidence"]
        );
        // Anchored where it stood: the same passage.
        assert_eq!(
            to("Over 300", "{exact: Over 300, start: 17, end: 25}", source),
            ["wording event evidence"]
        );
        assert_eq!(to("Over 300", "[{exact: Over 300}]", source), [""; 0]);
        assert_eq!(
            to("[Over 300, Talks]", "[Talks, Over 300]", source),
            ["order event.evidence"]
        );
    }
    // A fact that rests on nothing any more has changed.
    let without = record("").replace(", evidence: held talks", "");
    assert_eq!(
        in_short(&differences(&record(""), &without, None)),
        ["fact-changed event evidence"]
    );
}

#[test]
fn a_version_that_does_not_fit_is_compared_by_the_rules_of_the_other() {
    let old = record(&outcome("status: proposed")).replace("kind: talks", "kind: tlaks");
    let new = record(&outcome("status: agreed"));
    let expected = ["fact-changed event kind", "stronger outcomes status"];
    assert_eq!(in_short(&differences(&old, &new, None)), expected);
    // Where neither fits, nothing is known of their values but that they differ.
    let neither = new.replace("kind: talks", "kind: taks");
    assert_eq!(
        in_short(&differences(&old, &neither, None)),
        ["fact-changed event kind", "fact-changed outcomes status"]
    );
}

/// The class of each false record of the other schemas, held against the true one.
#[test]
fn records_of_other_schemas_are_compared_by_their_grounding() {
    let expected = [
        ("quarterly-results", "amount", "fact-changed lines millions"),
        ("quarterly-results", "home", "fact-changed filing home"),
        ("quarterly-results", "officer", "fact-removed officers"),
        ("quarterly-results", "omission", "fact-changed lines moved"),
        ("quarterly-results", "post", "fact-changed officers post"),
        ("quarterly-results", "quote", "evidence-moved officers quote"),
        ("quarterly-results", "reference", "fact-changed signed_off_by"),
        ("quarterly-results", "scale", "fact-changed lines millions"),
        ("quarterly-results", "way", "fact-changed lines moved.way"),
        ("rate-decision", "bank", "fact-changed meeting bank"),
        ("rate-decision", "bound", "weaker move level.bound"),
        ("rate-decision", "date", "fact-changed meeting held"),
        ("rate-decision", "points", "fact-changed move points"),
        ("rate-decision", "rate", "fact-changed move level.rate"),
        ("rate-decision", "voice", "fact-changed voices member"),
    ];
    for (folder, name, difference) in expected {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("fixtures/schemas")
            .join(folder);
        let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("a fixture");
        let schema = Schema::load(&folder.join("schema.json")).expect("a schema");
        let (old, new) = (read("true.yaml"), read(&format!("false-{name}.yaml")));
        let source = read("source.txt");
        for source in [None, Some(source.as_str())] {
            assert_eq!(
                in_short(&by_schema(&old, &new, source, &schema)),
                [difference],
                "{name}"
            );
        }
        assert_eq!(in_short(&by_schema(&old, &old, None, &schema)), [""; 0]);
    }
}

#[test]
fn a_status_of_another_schema_has_its_own_scale() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/schemas/rate-decision");
    let old = std::fs::read_to_string(format!("{folder}/true.yaml")).expect("a fixture");
    let schema = Schema::load(format!("{folder}/schema.json").as_ref()).expect("a schema");
    let to = |value: &str| {
        let new = old.replace("taken: decided", &format!("taken: {value}"));
        in_short(&by_schema(&old, &new, None, &schema))
    };
    assert_eq!(to("signalled"), ["weaker move taken"]);
    assert_eq!(to("rejected"), ["fact-changed move taken"]);
}

#[test]
fn a_schema_without_grounding_is_compared_value_by_value() {
    let schema = serde_json::json!({"type": "object"});
    let schema = Schema::from_value("any", schema).expect("a schema");
    let to = |old: &str, new: &str| in_short(&by_schema(old, new, None, &schema));
    let guests = "guests:\n  - {who: Ana, seat: 1}\n  - {who: Juan, seat: 2}\n";
    assert_eq!(
        to(
            guests,
            "guests:\n  - {who: Juan, seat: 2}\n  - {who: Ana, seat: 3}\n"
        ),
        ["fact-changed guests seat", "order guests"]
    );
    assert_eq!(to("[1, 2]", "[2, 1]"), ["order"]);
    assert_eq!(to("a: {b: [[1]]}", "a: {b: [[2]]}"), ["fact-changed a b"]);
    assert_eq!(to("1", "2"), ["fact-changed"]);
    assert_eq!(to("a: 1", "[1]").len(), 1);
}

/// What differs between two files of several records each.
fn between(old: &str, new: &str) -> Vec<(String, Vec<Class>)> {
    let (old, new) = (yaml::read("old.yaml", old), yaml::read("new.yaml", new));
    let found = compare_files(Some(&old), Some(&new), &Schemas::default(), |_: Which, _, _| None);
    let classes = |differences: &[Difference]| differences.iter().map(|found| found.class).collect();
    found
        .into_iter()
        .map(|record| (record.name, classes(&record.differences)))
        .collect()
}

#[test]
fn records_of_one_file_are_known_by_their_source() {
    let one = record("");
    let two = one
        .replace("talks.txt", "call.txt")
        .replace("id: talks", "id: call");
    let changed = two.replace("kind: talks", "kind: phone_call");
    assert_eq!(
        between(&format!("{one}---\n{two}"), &format!("{changed}---\n{one}")),
        [
            ("new.yaml (record 1)".to_owned(), vec![Class::FactChanged]),
            ("new.yaml (record 2)".to_owned(), vec![]),
        ]
    );
    assert_eq!(
        between(&format!("{one}---\n{two}"), &two),
        [
            ("new.yaml (record 1)".to_owned(), vec![]),
            ("old.yaml (record 1)".to_owned(), vec![Class::FactRemoved]),
        ]
    );
}

#[test]
fn an_outline_changes_where_a_fact_does() {
    let lines = |text: &str| {
        let file = yaml::read("x.yaml", text);
        outline(Version::first_of(&file).expect("a record"), Schema::built_in())
    };
    let old = record(&outcome("status: proposed"));
    let parties: Vec<&str> = old.lines().collect();
    let turned = [&parties[..4], &[parties[5], parties[4]], &parties[6..]]
        .concat()
        .join("\n");
    let anchored = turned
        .replace("held talks", "{exact: held   talks, start: 3, end: 13}")
        .replace("talks.txt", "texts/talks.txt");
    assert_eq!(lines(&old), lines(&anchored));
    let (old, new) = (lines(&old), lines(&old.replace("proposed", "agreed")));
    let changed = old.lines().zip(new.lines()).filter(|(old, new)| old != new);
    assert_eq!(changed.count(), 2, "what it is called, and its status:\n{old}");
}
