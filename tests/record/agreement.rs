//! Every object and value set of the schema is a type, member by member and word by word.

use std::collections::BTreeSet;

use rapporteur::record::{
    Act, Amount, Change, Comparator, DateFact, Event, EventFormat, EventKind, Evidence, FigureKind, Number,
    Organization, OrganizationKind, Outcome, OutcomeKind, Participant, Party, PartyKind, Place, Programme,
    Record, Sector, Selector, Source, Statement, Status, TimeUnit, Topic, Version, When,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::{changed, complaints, schema};

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
#[expect(
    clippy::too_many_lines,
    reason = "one literal that must name every field of every type"
)]
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
    let figure = amount.clone().with_evidence(evidence.clone());
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
        assert!(unchecked.remove(name), "the schema defines no object `{name}`");
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
            assert!(complaints.is_empty(), "{pointer}: {example}: {complaints:?}");
        }
    }
}
