//! Schemas of every kind: where they come from, which branch is told of, what is mended, and what
//! they say about values.

#![expect(
    clippy::expect_used,
    reason = "helpers of tests fail the test; the setting that allows it covers test functions only"
)]

use std::path::Path;

use proptest::prelude::*;
use rapporteur::finding::Finding;
use rapporteur::schema::{Schema, SchemaError, Schemas, mend_text, validate_text};
use rapporteur::yaml;
use serde_json::{Value, json};

fn schema(document: Value) -> Schema {
    Schema::from_value("test", document).expect("the schema compiles")
}

/// Findings as `line:column code`.
fn told(text: &str, schema: &Schema) -> Vec<String> {
    let findings = validate_text("t.yaml", text, schema);
    findings.iter().map(place_and_code).collect()
}

fn place_and_code(finding: &Finding) -> String {
    let start = finding.record.start;
    format!("{}:{} {}", start.line, start.column, finding.code)
}

#[test]
fn every_draft_is_understood() {
    for (draft, id) in [
        ("http://json-schema.org/draft-04/schema#", "id"),
        ("http://json-schema.org/draft-06/schema#", "$id"),
        ("http://json-schema.org/draft-07/schema#", "$id"),
        ("https://json-schema.org/draft/2019-09/schema", "$id"),
        ("https://json-schema.org/draft/2020-12/schema", "$id"),
    ] {
        let schema = schema(json!({
            "$schema": draft,
            id: "https://example.org/a.json",
            "definitions": {"word": {"type": "string", "enum": ["one", "two"]}},
            "properties": {"a": {"$ref": "#/definitions/word"}, "b": {"minimum": 2}},
            "required": ["c"]
        }));
        assert_eq!(
            told("a: three\nb: 1\n", &schema),
            [
                "1:1 schema/missing-key",
                "1:4 schema/unknown-value",
                "2:4 schema/out-of-range"
            ],
            "{draft}"
        );
    }
}

#[test]
fn what_is_no_schema_is_refused_with_the_reason() {
    let refused = |document: Value| {
        let error = Schema::from_value("test", document).expect_err("it is no schema");
        error.to_string()
    };
    assert!(refused(json!({"type": "txt"})).contains("`test`"));
    assert!(refused(json!({"$ref": "https://example.org/x.json"})).contains("fetched"));
    assert!(refused(json!({"$ref": "#/nowhere"})).contains("nowhere"));
    assert!(matches!(
        Schema::load(Path::new("no/such/schema.json")),
        Err(SchemaError::Unreadable { .. })
    ));
}

#[test]
fn references_lead_to_files_beside_the_schema_even_by_its_published_address() {
    let folder = tempfile::tempdir().expect("a folder");
    let write =
        |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("it is written");
    write(
        "root.json",
        r#"{"$id": "https://example.org/v1/root.json", "properties": {"a": {"$ref": "part.yaml#/$defs/a"}}}"#,
    );
    write("part.yaml", "$defs:\n  a: {type: string, maxLength: 3}\n");
    let schema = Schema::load(&folder.path().join("root.json")).expect("it compiles");
    assert_eq!(told("a: abc\n", &schema), [""; 0]);
    assert_eq!(told("a: abcd\n", &schema), ["1:4 schema/wrong-length"]);
}

#[test]
fn formats_are_checked() {
    let schema = schema(json!({"items": {"format": "date"}}));
    assert_eq!(told("['2025-02-29']", &schema), ["1:2 schema/wrong-form"]);
    let published = |date: &str| {
        let text = format!("published: '{date}'\n");
        told(&text, &Schema::from_value("edtf", edtf()).expect("it compiles"))
    };
    for date in [
        "2026",
        "2025-12",
        "2025-12-20",
        "2025-12-18/2025-12-20",
        "2026-21",
        "1992~",
        "18XX",
        "../2020",
        "2024-02-29",
        "-0044",
        "2004-06-XX/2004-07-03",
        "Y17000",
    ] {
        assert_eq!(published(date), [""; 0], "{date}");
    }
    for date in [
        "2025-13",
        "2025-00",
        "2025-12-32",
        "20251220",
        "2025/12/20",
        "next year",
        "2025-2",
        "2026-25",
        "2025-02-30",
        "2023-02-29",
        "2025-12-18/2025-04-31",
    ] {
        assert_eq!(published(date), ["1:12 schema/wrong-form"], "{date}");
    }
}

/// A schema of one key, which holds a date as a record does.
fn edtf() -> Value {
    let date = Schema::built_in()
        .document()
        .pointer("/$defs/edtf")
        .expect("a date")
        .clone();
    json!({"properties": {"published": date}})
}

/// Branches told apart by a constant, by their shape, and by type.
fn branches() -> Schema {
    schema(json!({
        "properties": {
            "by_kind": {"oneOf": [
                {"properties": {"kind": {"const": "a"}, "x": {"type": "string"}}, "required": ["kind", "x", "y"]},
                {"properties": {"kind": {"const": "b"}, "z": {"type": "number"}}, "required": ["kind", "z"]}
            ]},
            "by_shape": {"anyOf": [
                {"properties": {"name": {"type": "string"}}, "required": ["name"], "additionalProperties": false},
                {"properties": {"code": {"pattern": "^[A-Z]+$"}}, "required": ["code"], "additionalProperties": false}
            ]},
            "by_type": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
            "of_words": {"oneOf": [{"const": "north", "title": "N"}, {"const": "south", "title": "S"}]},
            "both": {"oneOf": [{"minimum": 1}, {"minimum": 2}]}
        }
    }))
}

#[test]
fn only_the_branch_that_was_meant_is_told_of() {
    let schema = branches();
    for (text, expected) in [
        (
            "by_kind: {kind: a, x: 1}",
            vec!["1:10 schema/missing-key", "1:23 schema/wrong-type"],
        ),
        ("by_kind: {kind: b, z: one}", vec!["1:23 schema/wrong-type"]),
        ("by_kind: {kind: c, z: 1}", vec!["1:17 schema/unknown-value"]),
        ("by_shape: {name: 1}", vec!["1:18 schema/wrong-type"]),
        ("by_shape: {code: ab}", vec!["1:18 schema/wrong-form"]),
        ("by_type: [a, 2]", vec!["1:14 schema/wrong-type"]),
        ("by_type: {a: 1}", vec!["1:10 schema/wrong-type"]),
        ("of_words: nroth", vec!["1:11 schema/unknown-value"]),
        ("both: 2", vec!["1:7 schema/wrong-form"]),
    ] {
        assert_eq!(told(text, &schema), expected, "{text}");
    }
}

#[test]
fn the_words_and_types_of_all_branches_are_offered() {
    let schema = branches();
    let said = |text: &str| {
        let findings = validate_text("t.yaml", text, &schema);
        let finding = findings.first().expect("a finding");
        (finding.message.clone(), finding.help.clone().unwrap_or_default())
    };
    assert_eq!(
        said("by_type: 1").0,
        "`by_type` must be text or a list, but is a number"
    );
    assert_eq!(said("of_words: nroth").1, "did you mean `north`?");
    let (message, help) = said("of_words: east");
    assert_eq!(message, "`east` is no value that `of_words` may have");
    assert_eq!(help, "values that may stand here: `north` and `south`");
}

#[test]
fn keys_that_only_another_fault_leaves_unevaluated_are_not_told_of() {
    let schema = schema(json!({
        "allOf": [{"properties": {"a": {"type": "string"}, "b": {}}}],
        "unevaluatedProperties": false
    }));
    assert_eq!(told("a: 1\nb: 2\n", &schema), ["1:4 schema/wrong-type"]);
    assert_eq!(
        told("a: 1\nc: 2\n", &schema),
        ["1:4 schema/wrong-type", "2:1 schema/unknown-key"]
    );
    assert_eq!(told("a: x\nc: 2\n", &schema), ["2:1 schema/unknown-key"]);
}

#[test]
fn other_keywords_have_their_words_too() {
    let schema = schema(json!({
        "properties": {
            "a": {"maxItems": 1}, "b": {"contains": {"const": 1}}, "c": {"not": {"type": "string"}},
            "d": {"maxProperties": 1}, "e": {"propertyNames": {"pattern": "^x"}}, "f": {"multipleOf": 5},
            "g": {"maxLength": 1}, "h": {"exclusiveMaximum": 3}, "i": {"minProperties": 1}
        }
    }));
    let text = "a: [1, 2]\nb: [2]\nc: x\nd: {a: 1, b: 2}\ne: {y: 1}\nf: 7\ng: ab\nh: 3\ni: {}\n";
    assert_eq!(
        told(text, &schema),
        [
            "1:4 schema/wrong-length",
            "2:4 schema/wrong-length",
            "3:4 schema/wrong-form",
            "4:4 schema/wrong-length",
            "5:5 schema/unknown-key",
            "6:4 schema/out-of-range",
            "7:4 schema/wrong-length",
            "8:4 schema/out-of-range",
            "9:4 schema/wrong-length"
        ]
    );
}

#[test]
fn amounts_are_compared_with_all_their_digits() {
    let schema = schema(json!({"items": {"maximum": 9_007_199_254_740_992_u64, "uniqueItems": true}}));
    assert_eq!(
        told("[9007199254740992, 9007199254740993]", &schema),
        ["1:20 schema/out-of-range"]
    );
    let schema = self::schema(json!({"uniqueItems": true}));
    assert_eq!(told("[0.10000000000000000001, 0.1]", &schema), [""; 0]);
    assert_eq!(told("[a, b, a]", &schema), ["1:8 schema/repeated-item"]);
}

#[test]
fn equal_numbers_and_mappings_are_repeated_items() {
    let schema = schema(json!({"uniqueItems": true}));
    assert_eq!(told("[1, 1.0]", &schema), ["1:5 schema/repeated-item"]);
    assert_eq!(
        told("[{a: 1, b: 2}, {b: 2, a: 1}]", &schema),
        ["1:16 schema/repeated-item"]
    );
    assert_eq!(told("[1, \"1\", true]", &schema), [""; 0]);
}

#[test]
fn two_faults_of_one_text_are_told_where_neither_follows_from_the_other() {
    let schema = schema(json!({"allOf": [{"minLength": 5}, {"pattern": "^a"}]}));
    assert_eq!(
        told("bb", &schema),
        ["1:1 schema/wrong-length", "1:1 schema/wrong-form"]
    );
    assert_eq!(told("\"\"", &schema), ["1:1 schema/wrong-length"]);
}

#[test]
fn a_value_of_no_branch_is_told_with_the_values_of_all() {
    let schema = schema(json!({"oneOf": [
        {"properties": {"type": {"const": "circle"}, "r": {}}, "required": ["type", "r"]},
        {"properties": {"type": {"const": "rect"}, "w": {}}, "required": ["type", "w"]},
        {"type": "null"}
    ]}));
    let findings = validate_text("t.yaml", "type: foo\nr: 1\n", &schema);
    assert_eq!(findings.len(), 1, "{findings:#?}");
    assert_eq!(
        findings[0].help.as_deref(),
        Some("values that may stand here: `circle` and `rect`")
    );
    assert_eq!(told("type: rect\n", &schema), ["1:1 schema/missing-key"]);
}

#[test]
fn what_an_alias_repeats_is_told_once() {
    let schema = schema(json!({"additionalProperties": {"items": {"type": "integer"}}}));
    assert_eq!(
        told("a: &a [x, 1, y]\nb: *a\nc: *a\n", &schema),
        ["1:8 schema/wrong-type", "1:14 schema/wrong-type"]
    );
}

#[test]
fn what_other_places_take_from_an_anchor_is_not_changed_unseen() {
    let schema = schema(json!({"properties": {"kind": {"enum": ["talks", "visit"]}}}));
    let text = "kind: &k tallks\ntitle: *k\n";
    assert_eq!(told(text, &schema), ["1:10 schema/unknown-value"]);
    assert_eq!(mend_text("t.yaml", text, &schema), (text.to_string(), 0));
    // The same without an alias, and deep inside what an alias takes.
    let lent_to_none = "kind: &k tallks\n";
    assert_eq!(mend_text("t.yaml", lent_to_none, &schema).1, 1);
    let schema = self::schema(json!({
        "properties": {
            "first": {"items": {"properties": {"kind": {"enum": ["talks"]}, "name": {"type": "string"}},
                "additionalProperties": false}},
            "own": {"properties": {"kind": {"enum": ["talks"]}}},
        },
    }));
    let text = "first: &f\n- kind: tallks\n  name: 5\n- knd: talks\nown: {kind: tallks}\nnext: {a: *f}\n";
    let mended = text.replace("{kind: tallks}", "{kind: talks}");
    assert_eq!(mend_text("t.yaml", text, &schema), (mended, 1));
}

#[test]
fn of_very_many_faults_the_first_are_told_and_the_last_says_so() {
    let schema = schema(json!({
        "properties": {"list": {"items": {"type": "integer"}}, "map": {"properties": {"a": true}, "additionalProperties": false}},
    }));
    let list = format!("list: [{}]\n", "x, ".repeat(20_000));
    let map = (0..20_000)
        .map(|at| format!("  k{at}: 1\n"))
        .collect::<Vec<_>>()
        .concat();
    for text in [list, format!("map:\n{map}")] {
        let findings = validate_text("t.yaml", &text, &schema);
        assert_eq!(findings.len(), 10_000, "{:?}", findings.first());
        let help = findings.last().and_then(|finding| finding.help.as_deref());
        assert_eq!(help, Some(yaml::NO_MORE));
    }
}

#[test]
fn a_pattern_that_takes_too_long_is_the_fault_of_the_schema() {
    let schema = schema(json!({"pattern": "^(a|aa)+\\1b$"}));
    let text = format!("{}c", "a".repeat(60));
    assert_eq!(told(&text, &schema), ["1:1 schema/validation-budget"]);
}

#[test]
fn a_schema_is_one_document_that_says_where_it_is_wrong() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("s.yaml");
    let refusal = |text: &str| {
        std::fs::write(&path, text).expect("it is written");
        Schema::load(&path).map(|_| ()).map_err(|error| error.to_string())
    };
    let error = refusal("properties:\n  a:\n    type: strin\n").expect_err("no such type");
    assert!(error.contains("/properties/a/type"), "{error}");
    let error = refusal("type: object\n---\ntype: array\n").expect_err("two documents");
    assert!(error.contains("line 3"), "{error}");
    for text in ["$schema: null\n", "$schema: 3\n", "$schema: \"\"\n"] {
        let findings = Schemas::default().check(&yaml::read("t.yaml", text));
        let codes: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, ["schema/no-schema"], "{text}");
    }
}

#[test]
fn numbers_with_a_comma_keep_their_size() {
    let schema = schema(json!({"type": "number"}));
    let offered = |text: &str| {
        let findings = validate_text("t.yaml", text, &schema);
        findings
            .into_iter()
            .find_map(|finding| Some(finding.fix?.edits.first()?.text.clone()))
    };
    assert_eq!(offered("12,5").as_deref(), Some("12.5"));
    assert_eq!(offered("1.234,56").as_deref(), Some("1234.56"));
    assert_eq!(offered("12 000,50").as_deref(), Some("12000.50"));
    assert_eq!(offered("1,234,567").as_deref(), Some("1234567"));
    assert_eq!(offered("1,2,3"), None);
    assert_eq!(offered("1 2"), None);
}

#[test]
fn annotations_are_told_by_the_place_of_the_value() {
    let schema = schema(json!({
        "properties": {
            "a": {"$ref": "#/$defs/name"},
            "b": {"items": {"oneOf": [
                {"type": "string", "grounding": {"as": "phrase"}},
                {"type": "number", "grounding": {"as": "quantity"}}
            ]}}
        },
        "$defs": {"name": {"grounding": {"as": "name"}}}
    }));
    let mut found = schema.annotations(&json!({"a": "x", "b": ["y", 2]}), "grounding");
    found.sort_by(|one, other| one.0.cmp(&other.0));
    assert_eq!(
        found,
        [
            ("/a".to_string(), json!({"as": "name"}).into()),
            ("/b/0".to_string(), json!({"as": "phrase"}).into()),
            ("/b/1".to_string(), json!({"as": "quantity"}).into()),
        ]
    );
}

#[test]
fn a_file_chooses_its_schema() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("s.json"), r#"{"required": ["x"]}"#).expect("it is written");
    let name = folder.path().join("t.yaml");
    let told = |schemas: &Schemas, text: &str| -> Vec<String> {
        let findings = schemas.check(&yaml::read(&name.to_string_lossy(), text));
        findings.iter().map(place_and_code).collect()
    };
    let schemas = Schemas::default();
    let missing = ["2:1 schema/missing-key"];
    assert_eq!(
        told(&schemas, "# yaml-language-server: $schema=s.json\na: 1\n"),
        missing
    );
    assert_eq!(
        told(&schemas, "a: 1\n$schema: s.json\n"),
        ["1:1 schema/missing-key"]
    );
    assert_eq!(
        told(
            &schemas,
            "# yaml-language-server: $schema=s.json\na: 1\n---\nx: 1\n---\nb: 1\n"
        ),
        ["2:1 schema/missing-key", "6:1 schema/missing-key"],
        "the line at the head of a file holds for all its documents"
    );
    assert_eq!(
        told(
            &schemas,
            "# yaml-language-server: $schema=none.json\na: 1\n---\nb: 1\n"
        ),
        ["1:33 schema/no-schema"]
    );
    assert_eq!(
        told(
            &schemas,
            "# yaml-language-server: $schema=https://example.org/s.json\na: 1\n"
        ),
        ["1:33 schema/no-schema"]
    );
    assert_eq!(
        told(&schemas, "# yaml-language-server: $schema=s.json\nx: [\n"),
        ["2:4 yaml/unbalanced-bracket"]
    );
    let given = Schemas::only(schema(json!({"required": ["y"]})));
    assert_eq!(
        told(&given, "# yaml-language-server: $schema=s.json\nx: 1\n"),
        missing
    );
}

const RECORD: &str = "\
record: summit-summary/1  # the format
source:
  id: talks-in-tokyo
event:
  kind: phone_call
  format: bilateral
  evidence: 'the leaders spoke'
parties:
- {name: Norway, code: \"NO\", kind: state, evidence: Norway}
participants: []
figures:
  - value: 33
    kind: duration
    unit: year
    evidence: [the 33 years]
";

#[test]
fn a_valid_record_is_left_as_it_is() {
    assert_eq!(told(RECORD, Schema::built_in()), [""; 0]);
    assert_eq!(
        mend_text("t.yaml", RECORD, Schema::built_in()),
        (RECORD.to_string(), 0)
    );
}

#[test]
fn slips_are_mended_and_every_other_byte_stays() {
    let broken = RECORD
        .replace("format:", "formt:")
        .replace("phone_call", "phone-call")
        .replace("kind: state", "knid: 'sttae'")
        .replace("\"NO\"", "NO")
        .replace("'the leaders spoke'", "2025");
    let (mended, changes) = mend_text("t.yaml", &broken, Schema::built_in());
    let expected = RECORD
        .replace("kind: state", "kind: \"state\"")
        .replace("'the leaders spoke'", "\"2025\"");
    assert_eq!((mended, changes), (expected, 6));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Letters are lost, doubled, changed over or put in anywhere in a record.
    #[test]
    fn mending_a_damaged_record_twice_changes_nothing(
        damage in prop::collection::vec((0usize..RECORD.len(), 0u8..4, prop::char::any()), 1..6)
    ) {
        let mut text = RECORD.to_string();
        for (at, how, letter) in damage {
            let at = at.min(text.len().saturating_sub(2));
            if !text.is_char_boundary(at) || !text.is_char_boundary(at + 1) || !text.is_char_boundary(at + 2) {
                continue;
            }
            match how {
                0 => text.replace_range(at..=at, ""),
                1 => text.insert(at, letter),
                2 => {
                    let doubled = text[at..=at].to_string();
                    text.insert_str(at, &doubled);
                }
                _ => {
                    let turned: String = text[at..at + 2].chars().rev().collect();
                    text.replace_range(at..at + 2, &turned);
                }
            }
        }
        let (once, _) = mend_text("t.yaml", &text, Schema::built_in());
        let (twice, changes) = mend_text("t.yaml", &once, Schema::built_in());
        prop_assert_eq!((twice, changes), (once, 0));
    }
}
