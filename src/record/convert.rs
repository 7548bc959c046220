//! Between the typed record and JSON values, JSON text, YAML text.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    DateFact, Event, Figure, Organization, Outcome, Participant, Party, Programme, Record, Source, Statement,
    Topic, Version, yaml,
};

/// Why a value is no record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {message}", if pointer.is_empty() { "the record" } else { pointer })]
pub struct RecordError {
    /// JSON Pointer (RFC 6901) to what could not be read: a member of the record, an item of one
    /// of its lists, or a `null`; empty for the record itself.
    pub pointer: String,
    /// What was expected there, and what was found.
    pub message: String,
}

impl Record {
    /// Reads a record from a JSON value.
    ///
    /// It refuses unknown keys, unknown words and `null`. The demands that members make of one
    /// another are left to the schema.
    pub fn from_json_value(value: &Value) -> Result<Self, RecordError> {
        if let Some(pointer) = find_null(value, String::new()) {
            return Err(RecordError {
                pointer,
                message: "expected a value, found `null`: leave the key out".to_string(),
            });
        }
        Self::deserialize(value).map_err(|error| locate(value, &error))
    }

    /// The record as a JSON value, its keys in the order of the format's definition.
    #[expect(
        clippy::expect_used,
        clippy::missing_panics_doc,
        reason = "keys are strings and numbers are checked when made, so nothing can fail"
    )]
    pub fn to_json_value(&self) -> Value {
        serde_json::to_value(self).expect("a record has a JSON value")
    }

    /// Appends the record to `line` as JSON text without a line break.
    #[expect(
        clippy::expect_used,
        clippy::missing_panics_doc,
        reason = "keys are strings and numbers are checked when made, so nothing can fail"
    )]
    pub fn push_json(&self, line: &mut Vec<u8>) {
        serde_json::to_writer(line, self).expect("a record has JSON text");
    }

    /// The record as indented JSON text, with a line break at its end.
    pub fn to_json(&self) -> String {
        format!("{:#}\n", self.to_json_value())
    }

    /// The record as YAML text, with a line break at its end.
    ///
    /// What is written reads back the same under YAML 1.2 and 1.1: strings that either would
    /// take for something else (`NO`, `2025-12-20`, `12:30`) stand between quotation marks.
    pub fn to_yaml(&self) -> String {
        yaml::to_string(&self.to_json_value())
    }
}

type Check = fn(&Value) -> Result<(), serde_json::Error>;

fn reads_as<T: DeserializeOwned>(value: &Value) -> Result<(), serde_json::Error> {
    T::deserialize(value).map(drop)
}

/// What each member of a record must read as.
const MEMBERS: &[(&str, Check)] = &[
    ("record", reads_as::<Version>),
    ("source", reads_as::<Source>),
    ("event", reads_as::<Event>),
];

/// What each item of a record's lists must read as.
const LISTS: &[(&str, Check)] = &[
    ("parties", reads_as::<Party>),
    ("participants", reads_as::<Participant>),
    ("topics", reads_as::<Topic>),
    ("third_parties", reads_as::<Party>),
    ("organizations", reads_as::<Organization>),
    ("programmes", reads_as::<Programme>),
    ("figures", reads_as::<Figure>),
    ("outcomes", reads_as::<Outcome>),
    ("statements", reads_as::<Statement>),
    ("dates", reads_as::<DateFact>),
];

/// Where in `value` the reading failed: serde tells what went wrong, not where.
fn locate(value: &Value, whole: &serde_json::Error) -> RecordError {
    let fails = |pointer: String, error: &serde_json::Error| RecordError {
        pointer,
        message: error.to_string(),
    };
    for (key, check) in MEMBERS {
        if let Some(Err(error)) = value.get(key).map(check) {
            return fails(format!("/{key}"), &error);
        }
    }
    for (key, check) in LISTS {
        let items = value.get(key).and_then(Value::as_array);
        for (index, item) in items.into_iter().flatten().enumerate() {
            if let Err(error) = check(item) {
                return fails(format!("/{key}/{index}"), &error);
            }
        }
    }
    fails(String::new(), whole)
}

/// The pointer to the first `null` inside `value`, which stands at `pointer`.
///
/// As deep as the value, which its parser has bounded.
fn find_null(value: &Value, pointer: String) -> Option<String> {
    match value {
        Value::Null => Some(pointer),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .find_map(|(index, item)| find_null(item, format!("{pointer}/{index}"))),
        Value::Object(members) => members.iter().find_map(|(key, member)| {
            let key = key.replace('~', "~0").replace('/', "~1");
            find_null(member, format!("{pointer}/{key}"))
        }),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Record;

    fn valid() -> Value {
        json!({
            "record": "summit-summary/1",
            "source": {"id": "s"},
            "event": {"kind": "talks", "evidence": "talks"},
            "parties": [{"name": "Japan", "code": "JP", "kind": "state", "evidence": "Japan"}],
            "participants": [],
            "topics": [{"sector": "energy", "label": "energy", "evidence": "energy"}],
        })
    }

    fn pointer_after(change: impl FnOnce(&mut Value)) -> Option<String> {
        let mut value = valid();
        change(&mut value);
        Record::from_json_value(&value).err().map(|e| e.pointer)
    }

    #[test]
    fn an_error_points_at_what_could_not_be_read() {
        assert_eq!(pointer_after(|_| ()), None);
        let at = |pointer: &str| Some(pointer.to_string());
        assert_eq!(
            pointer_after(|v| v["topics"][0]["sector"] = json!("Energy")),
            at("/topics/0")
        );
        assert_eq!(pointer_after(|v| v["source"]["url"] = json!("x")), at("/source"));
        assert_eq!(
            pointer_after(|v| v["event"]["when"] = json!(null)),
            at("/event/when")
        );
        assert_eq!(pointer_after(|v| v["a/b~c"] = json!([null])), at("/a~1b~0c/0"));
        assert_eq!(pointer_after(|v| v["notes"] = json!("x")), at(""));
        assert_eq!(pointer_after(|v| v["parties"] = json!("x")), at(""));
    }

    #[test]
    fn a_message_names_place_and_reason() {
        let mut value = valid();
        value["event"]["kind"] = json!("chat");
        let message = Record::from_json_value(&value)
            .expect_err("no such kind")
            .to_string();
        assert!(
            message.starts_with("/event: unknown kind of event `chat`, expected one of `summit`"),
            "{message}"
        );
    }

    #[test]
    fn every_key_of_a_record_is_looked_at() {
        let keys: Vec<&str> = super::MEMBERS
            .iter()
            .chain(super::LISTS)
            .map(|&(k, _)| k)
            .collect();
        let schema: Value = serde_json::from_str(include_str!("../../schemas/summit-summary.schema.json"))
            .expect("the schema is JSON");
        let properties = schema["properties"].as_object().expect("an object");
        assert_eq!(keys, properties.keys().collect::<Vec<_>>());
    }
}
