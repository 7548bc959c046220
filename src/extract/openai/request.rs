//! What a server is asked.

use std::fmt::Write;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::Model;
use super::http::Endpoint;
use crate::document::Document;

/// Keywords of a schema that say nothing of what a record may look like.
const ANNOTATIONS: [&str; 7] = [
    "$schema",
    "$id",
    "$vocabulary",
    "$comment",
    "title",
    "examples",
    "grounding",
];

/// Keywords whose members are named by whoever wrote the schema.
const NAMED: [&str; 5] = [
    "properties",
    "patternProperties",
    "dependentSchemas",
    "$defs",
    "definitions",
];

/// Keywords that hold values and no schemas.
const VALUES: [&str; 4] = ["const", "enum", "default", "required"];

/// A request, whole but for the key of the server.
pub(super) struct Request {
    pub(super) endpoint: Endpoint,
    pub(super) body: String,
    /// What it is made of.
    pub(super) asked: Asked,
    /// What the source is called.
    pub(super) source: String,
}

/// What a request is made of, so that two can be compared. What is long stands there as its digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    pub(super) url: String,
    pub(super) model: String,
    pub(super) seed: String,
    pub(super) temperature: String,
    pub(super) parameters: String,
    pub(super) instructions: String,
    pub(super) schema: String,
    pub(super) text: String,
}

impl Request {
    /// What `model` is asked about `source`, whose record is to call it `name`.
    pub(super) fn new(model: &Model, endpoint: Endpoint, source: &Document, name: String) -> Self {
        let mut body = Map::new();
        body.insert("model".to_owned(), model.name.as_str().into());
        body.insert(
            "messages".to_owned(),
            json!([
                {"role": "system", "content": model.instructions},
                {"role": "user", "content": format!("The id of the source is `{name}`. Its text:\n\n{}", source.text())},
            ]),
        );
        let schema = sendable(model.schema().document());
        let schema_digest = digest(&[&schema.to_string()]);
        body.insert(
            "response_format".to_owned(),
            json!({
                "type": "json_schema",
                "json_schema": {"name": "record", "strict": model.strict, "schema": schema},
            }),
        );
        if let Some(temperature) = model.temperature {
            body.insert("temperature".to_owned(), json!(temperature));
        }
        if let Some(seed) = model.seed {
            body.insert("seed".to_owned(), seed.into());
        }
        for (name, value) in &model.parameters {
            body.insert(name.clone(), value.clone());
        }
        let none = || "none".to_owned();
        let asked = Asked {
            url: endpoint.url().to_owned(),
            model: model.name.clone(),
            seed: model.seed.map_or_else(none, |seed| seed.to_string()),
            temperature: model.temperature.map_or_else(none, |value| value.to_string()),
            parameters: Value::Object(model.parameters.clone()).to_string(),
            instructions: digest(&[&model.instructions]),
            schema: format!("{}{schema_digest}", if model.strict { "strict " } else { "" }),
            text: digest(&[source.text()]),
        };
        Self {
            endpoint,
            body: Value::Object(body).to_string(),
            asked,
            source: name,
        }
    }

    /// The digest of all that is asked, and of whom.
    pub(super) fn digest(&self) -> String {
        digest(&[self.endpoint.url(), &self.body])
    }
}

/// What of `schema` a server needs: everything that a record has to fit, and the descriptions.
fn sendable(schema: &Value) -> Value {
    match schema {
        Value::Object(members) => {
            let members = members
                .iter()
                .filter(|(keyword, _)| !ANNOTATIONS.contains(&keyword.as_str()));
            let members = members.map(|(keyword, value)| {
                let value = if NAMED.contains(&keyword.as_str()) {
                    each_sendable(value)
                } else if VALUES.contains(&keyword.as_str()) {
                    value.clone()
                } else {
                    sendable(value)
                };
                (keyword.clone(), value)
            });
            Value::Object(members.collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(sendable).collect()),
        other => other.clone(),
    }
}

fn each_sendable(named: &Value) -> Value {
    match named {
        Value::Object(members) => {
            let members = members.iter();
            Value::Object(
                members
                    .map(|(name, schema)| (name.clone(), sendable(schema)))
                    .collect(),
            )
        }
        other => other.clone(),
    }
}

/// A `$ref` of `schema` that leads to another file, where a server cannot follow.
pub(super) fn reference_elsewhere(schema: &Value) -> Option<&str> {
    match schema {
        Value::Object(members) => {
            let own = members.get("$ref").and_then(Value::as_str);
            own.filter(|reference| !reference.starts_with('#'))
                .or_else(|| members.values().find_map(reference_elsewhere))
        }
        Value::Array(items) => items.iter().find_map(reference_elsewhere),
        _ => None,
    }
}

/// SHA-256 of the parts, in hexadecimal digits. No part can be taken for the end of another.
fn digest(parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    let mut hex = String::with_capacity(64);
    for byte in digest.finalize() {
        // Writing to a string does not fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{digest, reference_elsewhere, sendable};

    #[test]
    fn a_schema_is_sent_without_its_annotations_and_with_everything_else() {
        let schema = json!({
            "$id": "urn:x", "title": "A", "description": "What it is", "type": "object",
            "required": ["title"],
            "properties": {
                "title": {"type": "string", "grounding": {"as": "phrase"}, "examples": ["x"]},
                "kind": {"enum": [{"title": "a"}], "const": {"examples": 1}},
            },
            "$defs": {"examples": {"anyOf": [{"title": "x", "minLength": 1}]}},
        });
        assert_eq!(
            sendable(&schema),
            json!({
                "description": "What it is", "type": "object", "required": ["title"],
                "properties": {
                    "title": {"type": "string"},
                    "kind": {"enum": [{"title": "a"}], "const": {"examples": 1}},
                },
                "$defs": {"examples": {"anyOf": [{"minLength": 1}]}},
            })
        );
    }

    #[test]
    fn a_reference_to_another_file_is_found() {
        let schema = json!({"items": [{"$ref": "#/$defs/a"}, {"$ref": "other.json"}]});
        assert_eq!(reference_elsewhere(&schema), Some("other.json"));
        assert_eq!(reference_elsewhere(&json!({"$ref": "#"})), None);
    }

    #[test]
    fn a_digest_knows_where_its_parts_end() {
        assert_eq!(digest(&["a"]).len(), 64);
        assert_ne!(digest(&["a", "bc"]), digest(&["ab", "c"]));
    }
}
