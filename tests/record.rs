//! The typed record and the schema are one format: neither can change without the other.
//!
//! `RAPPORTEUR_SHARED` names the directory that holds `readouts/`, hand-made records of published
//! texts; without it, `../shared` beside the crate is looked at.

#![expect(
    clippy::expect_used,
    reason = "helpers of tests fail the test; the setting that allows it covers test functions only"
)]

#[path = "record/generator.rs"]
mod generator;

use std::collections::BTreeSet;
use std::path::PathBuf;

use jsonschema::Validator;
use proptest::prelude::*;
use rapporteur::record::{
    Act, Amount, Change, Comparator, DateFact, Event, EventFormat, EventKind, Evidence, Figure,
    FigureKind, Number, Organization, OrganizationKind, Outcome, OutcomeKind, Participant, Party,
    PartyKind, Place, Programme, Record, Sector, Selector, Source, Statement, Status, TimeUnit,
    Topic, Version, When,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

fn schema() -> Value {
    serde_json::from_str(include_str!("../schemas/summit-summary.schema.json"))
        .expect("the schema is JSON")
}

fn validator() -> Validator {
    jsonschema::validator_for(&schema()).expect("the schema compiles")
}

fn complaints(validator: &Validator, document: &Value) -> Vec<String> {
    validator
        .iter_errors(document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_record_is_valid_and_survives_json_and_yaml(record in generator::records()) {
        let value = record.to_json_value();
        let complaints = complaints(&validator(), &value);
        prop_assert!(complaints.is_empty(), "{complaints:#?}\n{value:#}");
        prop_assert_eq!(Record::from_json_value(&value), Ok(record.clone()));

        let json: Value = serde_json::from_str(&record.to_json()).expect("JSON text parses");
        prop_assert_eq!(&json, &value);
        let yaml = record.to_yaml();
        let read: Record = serde_yaml::from_str(&yaml).expect("YAML text reads as a record");
        prop_assert_eq!(&read, &record);
        // The library's own writer gets the same numbers, which pass through it as doubles.
        let figures = serde_yaml::to_string(&record.figures).expect("figures are written");
        let figures: Vec<Figure> = serde_yaml::from_str(&figures).expect("figures are read");
        prop_assert_eq!(figures.len(), record.figures.len());
        for (read, written) in figures.iter().zip(&record.figures) {
            prop_assert_eq!((read.value, read.upper), (written.value, written.upper));
        }
    }
}

#[test]
fn the_schema_is_a_valid_schema() {
    assert!(jsonschema::meta::is_valid(&schema()));
}

/// Checks one type against one object of the schema, by way of a value with every member.
fn agrees<T: Serialize + DeserializeOwned>(object: &Value, full: &T) {
    let full = serde_json::to_value(full).expect("a value of the type is written");
    let members = full.as_object().expect("as an object");
    let properties = object["properties"].as_object().expect("properties");
    let title = &object["title"];

    let written: Vec<&String> = members.keys().collect();
    let defined: Vec<&String> = properties.keys().collect();
    assert_eq!(
        written, defined,
        "{title}: members of the type, and properties of the schema"
    );

    let required: BTreeSet<&str> = object["required"]
        .as_array()
        .expect("required")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    for key in members.keys() {
        let mut fewer = members.clone();
        fewer.shift_remove(key);
        let missed = serde_json::from_value::<T>(Value::Object(fewer)).is_err();
        assert_eq!(
            missed,
            required.contains(key.as_str()),
            "{title}: is `{key}` required?"
        );
    }

    let mut more = members.clone();
    more.insert("unknown".to_string(), json!(1));
    let refused = serde_json::from_value::<T>(Value::Object(more)).is_err();
    assert!(refused, "{title}: the type refuses unknown members");
    assert_eq!(
        object["additionalProperties"],
        json!(false),
        "{title}: so does the schema"
    );
}

/// A record of which every member of every object is there. Written without `..`, so that a new
/// field must be entered here.
///
/// It breaks one demand of the schema: its joint statement has a speaker.
fn full_record() -> Record {
    let selector = Selector {
        exact: "over $12 billion".into(),
        prefix: Some("worth ".into()),
        suffix: Some(" has".into()),
        start: Some(7),
        end: Some(23),
    };
    let evidence = Evidence(vec![selector]);
    let when = When {
        text: "next year".into(),
        edtf: Some("2026".into()),
    };
    let place = Place {
        name: "Samarkand".into(),
        country: Some("UZ".into()),
    };
    let party = Party {
        name: "Uzbekistan".into(),
        code: Some("UZ".into()),
        kind: PartyKind::State,
        evidence: evidence.clone(),
    };
    let amount = Amount {
        value: Number::from(12_000_000_000_u64),
        kind: FigureKind::Money,
        unit: "USD".into(),
        comparator: Some(Comparator::Approx),
        upper: Some(Number::from(13_000_000_000_u64)),
        change: Some(Change::Increase),
        per: Some(TimeUnit::Year),
        measures: Some("portfolio".into()),
    };
    let figure = Figure {
        value: amount.value,
        kind: amount.kind,
        unit: amount.unit.clone(),
        comparator: amount.comparator,
        upper: amount.upper,
        change: amount.change,
        per: amount.per,
        measures: amount.measures.clone(),
        evidence: evidence.clone(),
    };
    Record {
        record: Version::V1,
        source: Source {
            id: "uzbekistan-japan".into(),
            path: Some("uzbekistan-japan.txt".into()),
            title: Some("Negotiations".into()),
            publisher: Some("Press service".into()),
            reported_by: Some("presidential press service".into()),
            language: Some("en".into()),
            published: Some("2025-12-20".into()),
            sha256: Some("0".repeat(64)),
            evidence: evidence.clone(),
        },
        event: Event {
            kind: EventKind::Talks,
            format: Some(EventFormat::Bilateral),
            when: Some(when.clone()),
            place: Some(place.clone()),
            occasion: Some("forum".into()),
            evidence: evidence.clone(),
        },
        parties: vec![party.clone()],
        participants: vec![Participant {
            name: "Shavkat Mirziyoyev".into(),
            role: Some("President".into()),
            party: Some("UZ".into()),
            evidence: evidence.clone(),
        }],
        topics: vec![Topic {
            sector: Sector::Energy,
            label: "energy".into(),
            evidence: evidence.clone(),
        }],
        third_parties: vec![party],
        organizations: vec![Organization {
            name: "Japan Bank for International Cooperation".into(),
            acronym: Some("JBIC".into()),
            kind: OrganizationKind::FinancialInstitution,
            country: Some("JP".into()),
            evidence: evidence.clone(),
        }],
        programmes: vec![Programme {
            name: "One Village, One Product".into(),
            evidence: evidence.clone(),
        }],
        figures: vec![figure],
        outcomes: vec![Outcome {
            kind: OutcomeKind::ProjectPortfolio,
            status: Status::Completed,
            title: "portfolio".into(),
            parties: vec!["UZ".into(), "JP".into()],
            place: Some(place),
            when: Some(when),
            according_to: Some("his office".into()),
            amount: Some(amount),
            background: true,
            evidence: evidence.clone(),
        }],
        statements: vec![Statement {
            speaker: Some("Sanae Takaichi".into()),
            joint: true,
            act: Act::Said,
            text: "a significant event".into(),
            quoted: true,
            evidence: evidence.clone(),
        }],
        dates: vec![DateFact {
            text: "in 2017".into(),
            edtf: Some("2017".into()),
            what: "a visit".into(),
            evidence,
        }],
    }
}

#[test]
fn every_object_of_the_schema_is_a_type_and_the_other_way_round() {
    let schema = schema();
    let record = full_record();
    let outcome = &record.outcomes[0];
    agrees(&schema, &record);

    let mut unchecked: BTreeSet<&str> = schema["$defs"]
        .as_object()
        .expect("definitions")
        .iter()
        .filter(|(_, definition)| definition.get("properties").is_some())
        .map(|(name, _)| name.as_str())
        .collect();
    let mut object = |name: &str| {
        assert!(
            unchecked.remove(name),
            "the schema defines no object `{name}`"
        );
        &schema["$defs"][name]
    };
    agrees(object("source"), &record.source);
    agrees(object("event"), &record.event);
    agrees(object("when"), outcome.when.as_ref().expect("full"));
    agrees(object("place"), outcome.place.as_ref().expect("full"));
    agrees(object("party"), &record.parties[0]);
    agrees(object("participant"), &record.participants[0]);
    agrees(object("topic"), &record.topics[0]);
    agrees(object("organization"), &record.organizations[0]);
    agrees(object("programme"), &record.programmes[0]);
    agrees(object("figure"), &record.figures[0]);
    agrees(object("amount"), outcome.amount.as_ref().expect("full"));
    agrees(object("outcome"), outcome);
    agrees(object("statement"), &record.statements[0]);
    agrees(object("date_fact"), &record.dates[0]);
    agrees(object("selector"), &record.dates[0].evidence.0[0]);
    assert!(
        unchecked.is_empty(),
        "objects of the schema without a type: {unchecked:?}"
    );
}

#[test]
fn every_value_set_of_the_schema_is_an_enum_and_the_other_way_round() {
    let schema = schema();
    let mut unchecked: BTreeSet<&str> = schema["$defs"]
        .as_object()
        .expect("definitions")
        .iter()
        .filter(|(_, definition)| definition.get("enum").is_some())
        .map(|(name, _)| name.as_str())
        .collect();
    macro_rules! agrees {
        ($($definition:literal: $set:ident,)+) => {$(
            assert!(unchecked.remove($definition), "the schema has no value set {}", $definition);
            assert_eq!(schema["$defs"][$definition]["enum"], json!($set::WORDS), $definition);
            let words: Vec<&str> = $set::ALL.iter().map(|value| value.as_str()).collect();
            assert_eq!(words, $set::WORDS, $definition);
            for word in words {
                assert_eq!(word.parse::<$set>().map($set::as_str), Ok(word), $definition);
            }
        )+};
    }
    agrees! {
        "event_kind": EventKind,
        "event_format": EventFormat,
        "party_kind": PartyKind,
        "sector": Sector,
        "organization_kind": OrganizationKind,
        "figure_kind": FigureKind,
        "comparator": Comparator,
        "change": Change,
        "time_unit": TimeUnit,
        "outcome_kind": OutcomeKind,
        "status": Status,
        "act": Act,
    }
    assert!(
        unchecked.is_empty(),
        "value sets of the schema without an enum: {unchecked:?}"
    );
    assert_eq!(schema["properties"]["record"]["const"], json!(Version::V1));
}

/// Pointers to every definition and every property of the schema.
fn subschemas(schema: &Value) -> Vec<String> {
    let keys = |pointer: &str| -> Vec<String> {
        let object = schema.pointer(pointer).and_then(Value::as_object);
        object
            .into_iter()
            .flat_map(Map::keys)
            .map(|key| format!("{pointer}/{key}"))
            .collect()
    };
    let mut found = keys("/properties");
    for definition in keys("/$defs") {
        found.extend(keys(&format!("{definition}/properties")));
        found.push(definition);
    }
    found
}

#[test]
fn every_field_tells_an_editor_what_it_is_with_examples_that_hold() {
    let schema = schema();
    let without_id = changed(&schema, &json!({"$id": null}));
    let found = subschemas(&schema);
    assert!(found.len() > 100, "the walk reaches the fields");
    for pointer in found {
        let subschema = schema.pointer(&pointer).expect("it was found there");
        for key in ["title", "description"] {
            let told = subschema[key]
                .as_str()
                .is_some_and(|text| !text.trim().is_empty());
            assert!(told, "{pointer} has no {key}");
        }
        // The subschema by itself, with the definitions that it refers to.
        let mut alone = json!({
            "$schema": schema["$schema"],
            "$ref": format!("#/$defs/whole{pointer}"),
            "$defs": schema["$defs"],
        });
        alone["$defs"]["whole"] = without_id.clone();
        let validator = jsonschema::validator_for(&alone).expect("a subschema compiles");
        let examples = subschema["examples"].as_array().expect("examples");
        assert!(!examples.is_empty(), "{pointer} has no examples");
        for example in examples {
            let complaints = complaints(&validator, example);
            assert!(
                complaints.is_empty(),
                "{pointer}: {example}: {complaints:?}"
            );
        }
    }
}

/// A small valid record.
fn small() -> Value {
    json!({
        "record": "summit-summary/1",
        "source": {"id": "uzbekistan-japan", "language": "en"},
        "event": {"kind": "talks", "evidence": "Negotiations took place"},
        "parties": [{"name": "Japan", "code": "JP", "kind": "state", "evidence": "Japanese"}],
        "participants": [],
    })
}

/// Validates `item` as the only one of `list`.
fn holds_in(validator: &Validator, list: &str, item: &Value) -> bool {
    let mut record = small();
    record[list] = json!([item]);
    validator.is_valid(&record)
}

/// `base` with the members of `change`; a `null` takes the member away.
fn changed(base: &Value, change: &Value) -> Value {
    let mut result = base.clone();
    let members = result.as_object_mut().expect("an object");
    for (key, value) in change.as_object().expect("an object") {
        if value.is_null() {
            members.shift_remove(key);
        } else {
            members.insert(key.clone(), value.clone());
        }
    }
    result
}

#[test]
fn what_the_members_of_a_figure_demand_of_each_other() {
    let validator = validator();
    let base = json!({"value": 12, "kind": "count", "unit": "schools", "evidence": "12 schools"});
    let cases = [
        (true, json!({})),
        (false, json!({"unit": null})),
        (false, json!({"value": "12"})),
        (false, json!({"value": -1})),
        (true, json!({"value": 2.5})),
        (true, json!({"kind": "money", "unit": "USD"})),
        (false, json!({"kind": "money", "unit": "dollars"})),
        (false, json!({"kind": "money", "unit": "usd"})),
        (false, json!({"kind": "money"})),
        (
            true,
            json!({"kind": "money", "unit": "USD", "value": -3.5, "per": "year"}),
        ),
        (
            false,
            json!({"kind": "money", "unit": "USD", "per": "annum"}),
        ),
        (true, json!({"kind": "percent", "unit": "percent"})),
        (false, json!({"kind": "percent", "unit": "%"})),
        (true, json!({"kind": "duration", "unit": "year"})),
        (false, json!({"kind": "duration", "unit": "years"})),
        (true, json!({"kind": "ordinal", "unit": "anniversary"})),
        (false, json!({"kind": "ordinal", "value": 0})),
        (false, json!({"kind": "ordinal", "value": 1.5})),
        (
            true,
            json!({"kind": "measure", "unit": "degrees", "value": -4}),
        ),
        (true, json!({"comparator": "more_than"})),
        (false, json!({"comparator": "over"})),
        (true, json!({"upper": 15})),
        (true, json!({"upper": 15, "comparator": "approx"})),
        (true, json!({"upper": 15, "comparator": "exact"})),
        (false, json!({"upper": 15, "comparator": "more_than"})),
        (false, json!({"upper": 15, "comparator": "equal_or_less"})),
        (false, json!({"upper": "15"})),
    ];
    for (valid, change) in cases {
        let figure = changed(&base, &change);
        assert_eq!(
            holds_in(&validator, "figures", &figure),
            valid,
            "figure {change}"
        );
        // An amount is under the same rules.
        let amount = changed(&figure, &json!({"evidence": null}));
        let outcome = json!({
            "kind": "other", "status": "agreed", "title": "it", "evidence": "it", "amount": amount,
        });
        assert_eq!(
            holds_in(&validator, "outcomes", &outcome),
            valid,
            "amount {change}"
        );
    }
    assert!(!holds_in(
        &validator,
        "figures",
        &changed(&base, &json!({"evidence": null}))
    ));
    let with_evidence = json!({
        "kind": "other", "status": "agreed", "title": "it", "evidence": "it", "amount": base,
    });
    assert!(
        !holds_in(&validator, "outcomes", &with_evidence),
        "an amount has no evidence"
    );
}

#[test]
fn a_joint_statement_has_no_speaker() {
    let validator = validator();
    let base = json!({"act": "said", "text": "it", "evidence": "it"});
    for (valid, change) in [
        (true, json!({})),
        (true, json!({"speaker": "Sanae Takaichi"})),
        (true, json!({"joint": true})),
        (false, json!({"joint": true, "speaker": "Sanae Takaichi"})),
        (true, json!({"joint": false, "speaker": "Sanae Takaichi"})),
        (false, json!({"joint": "yes"})),
        (false, json!({"act": "outlined"})),
    ] {
        let statement = changed(&base, &change);
        assert_eq!(
            holds_in(&validator, "statements", &statement),
            valid,
            "{change}"
        );
    }
}

#[test]
fn a_reserved_code_is_that_of_a_body() {
    let validator = validator();
    let base = json!({"name": "it", "kind": "state", "evidence": "it"});
    for (valid, change) in [
        (true, json!({})),
        (true, json!({"code": "UZ"})),
        (false, json!({"code": "uz"})),
        (false, json!({"code": "UZB"})),
        (false, json!({"code": "EU"})),
        (true, json!({"code": "EU", "kind": "organization"})),
        (false, json!({"code": "UN"})),
        (true, json!({"kind": "organization"})),
    ] {
        let party = changed(&base, &change);
        assert_eq!(holds_in(&validator, "parties", &party), valid, "{change}");
        assert_eq!(
            holds_in(&validator, "third_parties", &party),
            valid,
            "{change}"
        );
    }
}

#[test]
fn evidence_takes_each_shorthand_and_whole_positions() {
    let validator = validator();
    for (valid, evidence) in [
        (true, json!("a")),
        (false, json!("")),
        (false, json!(" \n")),
        (true, json!(["a"])),
        (false, json!([])),
        (false, json!([[]])),
        (false, json!(["a", null])),
        (false, json!(7)),
        (true, json!({"exact": "a"})),
        (false, json!({"prefix": "a"})),
        (
            true,
            json!(["a", {"exact": "a", "prefix": " ", "suffix": "b"}]),
        ),
        (true, json!({"exact": "a", "start": 0, "end": 1})),
        (false, json!({"exact": "a", "start": 0})),
        (false, json!({"exact": "a", "end": 1})),
        (false, json!({"exact": "a", "start": -1, "end": 1})),
        (false, json!({"exact": "a", "start": 0.5, "end": 1})),
        (false, json!({"exact": "a", "quote": "b"})),
    ] {
        let programme = json!({"name": "it", "evidence": evidence});
        assert_eq!(
            holds_in(&validator, "programmes", &programme),
            valid,
            "{evidence}"
        );
        let read = serde_json::from_value::<Evidence>(evidence.clone()).is_ok();
        assert!(read || !valid, "valid evidence can be read: {evidence}");
    }
    let fault = json!({"name": "it", "evidence": ["a", {"exact": "a", "quote": "b"}]});
    let mut record = small();
    record["programmes"] = json!([fault]);
    let error = complaints(&validator, &record).join("; ");
    assert!(
        error.starts_with("/programmes/0/evidence/1: "),
        "told at its own place: {error}"
    );
}

#[test]
fn shapes_of_dates_codes_and_digests() {
    let validator = validator();
    let with_source = |key: &str, value: Value| {
        let mut record = small();
        record["source"][key] = value;
        validator.is_valid(&record)
    };
    for date in [
        "2025-12-20",
        "2026",
        "1992~",
        "18XX",
        "2026-21",
        "1985/..",
        "/1985",
        "2004-06-XX",
    ] {
        assert!(with_source("published", json!(date)), "{date}");
    }
    for date in [
        "",
        "20 December 2025",
        "2025-13",
        "2025-12-32",
        "20251220",
        "2025/12/20",
        "next year",
        "12-20",
        "2025-12-20 ",
        "2025-12-20\n",
        "/",
        "../..",
        "٢٠٢٥",
    ] {
        assert!(!with_source("published", json!(date)), "{date}");
    }
    assert!(
        !with_source("published", json!(2025)),
        "a year without quotation marks"
    );
    assert!(with_source("sha256", json!("0".repeat(64))));
    assert!(!with_source("sha256", json!("0".repeat(63))));
    assert!(!with_source("sha256", json!("A".repeat(64))));
    for (valid, slug) in [
        (true, "a-1"),
        (false, "A"),
        (false, "a b"),
        (false, "-a"),
        (false, "a--b"),
    ] {
        assert_eq!(with_source("id", json!(slug)), valid, "{slug}");
    }
    for (valid, tag) in [
        (true, "uz-Latn"),
        (false, "English"),
        (false, "en_GB"),
        (false, "EN"),
    ] {
        assert_eq!(with_source("language", json!(tag)), valid, "{tag}");
    }
    for (valid, path) in [(true, "../a b.txt"), (false, "/etc/a.txt"), (false, "")] {
        assert_eq!(with_source("path", json!(path)), valid, "{path}");
    }
}

#[test]
fn the_record_as_a_whole() {
    let validator = validator();
    assert!(validator.is_valid(&small()));
    for key in ["record", "source", "event", "parties", "participants"] {
        let fewer = changed(&small(), &json!({key: null}));
        assert!(!validator.is_valid(&fewer), "without {key}");
    }
    for change in [
        json!({"parties": []}),
        json!({"record": "summit-summary/2"}),
        json!({"notes": "x"}),
        json!({"topics": "energy"}),
    ] {
        assert!(!validator.is_valid(&changed(&small(), &change)), "{change}");
    }
    let mut null = small();
    null["event"]["place"] = Value::Null;
    assert!(
        !validator.is_valid(&null),
        "a missing fact is a missing key"
    );
    assert!(validator.is_valid(&changed(&small(), &json!({"figures": []}))));
}

#[test]
fn hand_made_records_are_valid_and_can_be_read() {
    let shared = std::env::var_os("RAPPORTEUR_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let directory = shared.join("readouts");
    let Ok(entries) = std::fs::read_dir(&directory) else {
        eprintln!("skipped: no hand-made records at {}", directory.display());
        return;
    };
    let validator = validator();
    let mut count = 0;
    for entry in entries {
        let path = entry.expect("the directory can be listed").path();
        if path.extension().is_none_or(|extension| extension != "yaml") {
            continue;
        }
        let shown = path.display();
        let text = std::fs::read_to_string(&path).expect("the record can be read");
        let value: Value = serde_yaml::from_str(&text).expect("the record is YAML");
        let complaints = complaints(&validator, &value);
        assert!(complaints.is_empty(), "{shown}: {complaints:#?}");
        let record =
            Record::from_json_value(&value).unwrap_or_else(|error| panic!("{shown}: {error}"));
        let again: Record = serde_yaml::from_str(&record.to_yaml()).expect("it reads back");
        assert_eq!(again, record, "{shown}");
        count += 1;
    }
    assert!(count > 0, "there are records in {}", directory.display());
}
