//! No value is changed unseen, and nothing that comes in does harm.

use proptest::prelude::*;
use rapporteur::diff::{Class, Version, compare_files, outline};
use rapporteur::schema::{Schema, Schemas};
use rapporteur::yaml;
use serde_json::Value;

use super::{differences, in_short};

const SUMMARY: &str = include_str!("../../fixtures/summaries/uzbekistan-japan.yaml");

/// The places of all single values.
fn leaves(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                leaves(value, &format!("{at}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                leaves(value, &format!("{at}/{index}"), found);
            }
        }
        _ => found.push(at.to_owned()),
    }
}

#[test]
fn each_value_that_changes_is_told_as_a_fact_and_evidence_as_evidence() {
    let record = yaml::read("x.yaml", SUMMARY).documents[0].root.to_json();
    let mut places = Vec::new();
    leaves(&record, "", &mut places);
    assert!(places.len() > 250, "{}", places.len());
    for place in places {
        let mut changed = record.clone();
        let value = changed.pointer_mut(&place).expect("it is there");
        *value = match value {
            Value::String(text) => format!("{text} otherwise").into(),
            Value::Number(number) => (number.as_u64().expect("whole") + 1).into(),
            Value::Bool(truth) => (!*truth).into(),
            other => panic!("{other}"),
        };
        let found = differences(&record.to_string(), &changed.to_string(), None);
        let worst = found.first().map(|difference| difference.class);
        let expected = if place.contains("/evidence") {
            Some(Class::EvidenceMoved)
        } else if ["/source/path", "/source/sha256"].contains(&place.as_str()) {
            Some(Class::Wording)
        } else {
            worst.filter(|class| *class >= Class::FactChanged)
        };
        assert!(
            worst.is_some() && worst == expected,
            "{place}: {:?}",
            in_short(&found)
        );
        // One place is one difference, unless what changed makes it another object.
        let is_one = found.len() == 1;
        let is_another = found.len() == 2 && worst == Some(Class::FactAdded);
        assert!(is_one || is_another, "{place}: {:?}", in_short(&found));
    }
}

/// Lines of the summary, some left out, doubled, or put elsewhere, and lines of anything.
fn any_text() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        6 => (0..SUMMARY.lines().count()).prop_map(|at| SUMMARY.lines().nth(at).unwrap_or_default().to_owned()),
        1 => any::<String>(),
    ];
    let mixed = prop::collection::vec(line, 0..12).prop_map(|lines| lines.join("\n"));
    let torn = (0..SUMMARY.lines().count(), 0..40_usize).prop_map(|(at, count)| {
        let kept = SUMMARY
            .lines()
            .enumerate()
            .filter(|(line, _)| !(at..at + count).contains(line));
        kept.map(|(_, line)| line).collect::<Vec<_>>().join("\n")
    });
    prop_oneof![mixed, torn, any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn lists_in_any_order_change_no_fact(seed: u64) {
        let record = yaml::read("x.yaml", SUMMARY).documents[0].root.to_json();
        let mut turned = record.clone();
        for (_, list) in turned.as_object_mut().expect("an object") {
            if let Some(items) = list.as_array_mut() {
                // Another order for each seed, the same for the same one.
                items.sort_by_key(|item| {
                    item.to_string().bytes().fold(seed, |hash, byte| {
                        hash.wrapping_mul(0x100_0000_01b3) ^ u64::from(byte)
                    })
                });
            }
        }
        let found = differences(&record.to_string(), &turned.to_string(), None);
        prop_assert!(found.iter().all(|difference| difference.class == Class::Order), "{:?}", in_short(&found));
    }

    #[test]
    fn any_texts_are_compared(old in any_text(), new in any_text()) {
        let (old, new) = (yaml::read("old.yaml", &old), yaml::read("new.yaml", &new));
        let schemas = Schemas::default();
        for (old, new) in [(Some(&old), Some(&new)), (None, Some(&new)), (Some(&old), None)] {
            for record in compare_files(old, new, &schemas, |_, _, _| None) {
                let _ = record.to_string();
            }
        }
        for file in [&old, &new] {
            for same in compare_files(Some(file), Some(file), &schemas, |_, _, _| None) {
                prop_assert_eq!(same.differences, []);
            }
            if let Some(version) = Version::first_of(file) {
                let _ = outline(version, Schema::built_in());
            }
        }
    }
}

#[test]
fn long_lists_and_deep_values_take_no_long_time() {
    let list = |offset: usize| {
        let items = (0..3000).map(|n| {
            format!(
                "- {{sector: energy, label: label {}, evidence: quote {}}}\n",
                n + offset,
                n + offset
            )
        });
        format!("topics:\n{}", items.collect::<Vec<_>>().concat())
    };
    let start = std::time::Instant::now();
    let found = differences(&list(0), &list(1000), None);
    assert!(
        found.len() >= 2000,
        "1000 are gone and 1000 are new: {}",
        found.len()
    );
    let deep = |end: &str| format!("{}{end}{}", "[".repeat(120), "]".repeat(120));
    assert_eq!(differences(&deep("1"), &deep("2"), None).len(), 1);
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
