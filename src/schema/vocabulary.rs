//! The grounding vocabulary: is the keyword `grounding` of a schema used as its meta-schema says?

use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::Value;

use crate::yaml::escape;

/// The meta-schema of the vocabulary.
pub const GROUNDING_VOCABULARY: &str = include_str!("../../schemas/grounding.vocabulary.json");

/// The meta-schema of JSON Schema 2020-12 with the vocabulary.
pub const GROUNDING_DIALECT: &str = include_str!("../../schemas/grounding.dialect.json");

/// The keyword.
const KEYWORD: &str = "grounding";

/// Keywords whose value is a schema.
pub(super) const SCHEMA: [&str; 12] = [
    "additionalItems",
    "additionalProperties",
    "contains",
    "contentSchema",
    "else",
    "if",
    "items",
    "not",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// Keywords whose value is a list of schemas.
pub(super) const LIST: [&str; 5] = ["allOf", "anyOf", "items", "oneOf", "prefixItems"];

/// Keywords whose value has schemas as its members, under names of any kind.
pub(super) const MEMBERS: [&str; 5] = [
    "$defs",
    "definitions",
    "dependentSchemas",
    "patternProperties",
    "properties",
];

/// The `$id` of the dialect, which a schema may name under `$schema`.
const DIALECT_ID: &str = "urn:rapporteur:dialect:1";

/// JSON Schema 2020-12, which the dialect adds to.
pub(super) const BASE: &str = "https://json-schema.org/draft/2020-12/schema";

/// Makes a schema that names the dialect one of JSON Schema 2020-12, which it is but for a keyword
/// that [`misuse`] looks at.
pub(super) fn as_known_dialect(schema: &mut Value) {
    if let Some(named) = schema.get_mut("$schema")
        && named.as_str() == Some(DIALECT_ID)
    {
        *named = Value::from(BASE);
    }
}

/// The first use of the keyword in `schema` that its meta-schema refuses: JSON Pointer and reason.
///
/// A property that is called `grounding` is no use of the keyword.
pub(super) fn misuse(schema: &Value) -> Option<(String, String)> {
    let rule = rule()?;
    let mut open = vec![(String::new(), schema)];
    let mut first: Option<(String, String)> = None;
    while let Some((pointer, value)) = open.pop() {
        let Some(members) = value.as_object() else {
            continue;
        };
        for (name, member) in members {
            let place = format!("{pointer}/{}", escape(name));
            if name == KEYWORD
                && let Some(error) = rule.iter_errors(member).next()
            {
                let at = format!("{place}{}", error.instance_path());
                // The stack turns the order round; the first in the schema is told.
                if first.as_ref().is_none_or(|(other, _)| at < *other) {
                    first = Some((at, error.to_string()));
                }
            }
            if SCHEMA.contains(&name.as_str()) && member.is_object() {
                open.push((place, member));
            } else if LIST.contains(&name.as_str()) {
                let items = member.as_array().into_iter().flatten().enumerate();
                open.extend(items.map(|(index, item)| (format!("{place}/{index}"), item)));
            } else if MEMBERS.contains(&name.as_str()) {
                let named = member.as_object().into_iter().flatten();
                open.extend(named.map(|(name, item)| (format!("{place}/{}", escape(name)), item)));
            }
        }
    }
    first
}

/// What one value of the keyword must be. A test compiles it.
fn rule() -> Option<&'static Validator> {
    static RULE: LazyLock<Option<Validator>> = LazyLock::new(|| {
        let mut meta: Value = serde_json::from_str(GROUNDING_VOCABULARY).ok()?;
        let defs = meta.get_mut("$defs")?.take();
        let schema = serde_json::json!({ "$ref": "#/$defs/grounding", "$defs": defs });
        jsonschema::validator_for(&schema).ok()
    });
    RULE.as_ref()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{GROUNDING_DIALECT, GROUNDING_VOCABULARY, misuse, rule};
    use crate::schema::{BUILT_IN, Schema};

    #[test]
    fn the_meta_schemas_are_schemas_and_the_built_in_one_keeps_to_them() {
        assert!(rule().is_some());
        for text in [GROUNDING_VOCABULARY, GROUNDING_DIALECT] {
            let schema: Value = serde_json::from_str(text).expect("it is JSON");
            assert!(jsonschema::meta::is_valid(&schema));
        }
        let built_in: Value = serde_json::from_str(BUILT_IN).expect("it is JSON");
        assert_eq!(misuse(&built_in), None);
    }

    #[test]
    fn a_schema_that_misuses_the_keyword_is_refused_with_the_place() {
        let cases = [
            (json!({"as": "hunch"}), "/properties/a/grounding/as"),
            (json!({"as": "person"}), "/properties/a/grounding"),
            (
                json!({"as": "phrase", "loosely": true}),
                "/properties/a/grounding",
            ),
            (
                json!({"as": "reference", "to": ["people"]}),
                "/properties/a/grounding/to/0",
            ),
            (
                json!({"accounts_for": ["rumours"]}),
                "/properties/a/grounding/accounts_for/0",
            ),
            (
                json!({"as": "cue", "order": ["x"], "cues": "moods"}),
                "/properties/a/grounding/cues",
            ),
            (json!("phrase"), "/properties/a/grounding"),
            (json!({}), "/properties/a/grounding"),
        ];
        for (grounding, place) in cases {
            let schema = json!({"properties": {"a": {"grounding": grounding}}});
            let error = Schema::from_value("other", schema)
                .expect_err("it is refused")
                .to_string();
            assert!(error.contains(place), "{error}");
        }
    }

    #[test]
    fn a_property_of_that_name_is_no_use_of_the_keyword() {
        let schema = json!({"properties": {"grounding": {"type": "string"}}, "const": {"grounding": 1}});
        assert_eq!(misuse(&schema), None);
        assert!(Schema::from_value("other", schema).is_ok());
    }
}
