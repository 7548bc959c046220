//! What the schema demands beyond the presence of members: documents that break one demand, and
//! their near neighbours that do not.

use jsonschema::Validator;
use rapporteur::record::Evidence;
use serde_json::{Value, json};

use crate::{changed, complaints, validator};

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
        (false, json!({"kind": "money", "unit": "USD", "per": "annum"})),
        (true, json!({"kind": "percent", "unit": "percent"})),
        (false, json!({"kind": "percent", "unit": "%"})),
        (true, json!({"kind": "duration", "unit": "year"})),
        (false, json!({"kind": "duration", "unit": "years"})),
        (true, json!({"kind": "ordinal", "unit": "anniversary"})),
        (false, json!({"kind": "ordinal", "value": 0})),
        (false, json!({"kind": "ordinal", "value": 1.5})),
        (true, json!({"kind": "measure", "unit": "degrees", "value": -4})),
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
        assert_eq!(holds_in(&validator, "figures", &figure), valid, "figure {change}");
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
        assert_eq!(holds_in(&validator, "statements", &statement), valid, "{change}");
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
        assert_eq!(holds_in(&validator, "third_parties", &party), valid, "{change}");
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
        (true, json!(["a", {"exact": "a", "prefix": " ", "suffix": "b"}])),
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
    assert!(!validator.is_valid(&null), "a missing fact is a missing key");
    assert!(validator.is_valid(&changed(&small(), &json!({"figures": []}))));
}
