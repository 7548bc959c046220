//! What a schema says of the places of an instance that need not fit it.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Value;

use super::Schema;
use crate::yaml::escape;

/// References and combinations within one another that are followed at one place.
const DEEP: usize = 16;
/// So many subschemas are looked at for one instance.
const MOST_STEPS: usize = 1_000_000;

/// A walk through an instance and its schema.
struct Walk<'s> {
    schema: &'s Schema,
    keyword: &'s str,
    steps: usize,
    shared: HashMap<*const Value, Arc<Value>>,
    found: Vec<(String, Arc<Value>)>,
}

impl Schema {
    /// As [`annotations`](Self::annotations), for an instance that need not fit: what `keyword` says
    /// of each place, by the keys and items that lead there. Of a choice between subschemas all
    /// count that are for a value of this type.
    ///
    /// What the validator collects is right; this is for showing what a wrong record has.
    ///
    /// ```
    /// use rapporteur::schema::Schema;
    /// use serde_json::json;
    /// let wrong = json!({"parties": [{"name": "Japan"}]});
    /// let titles = Schema::built_in().declared(&wrong, "title");
    /// assert!(titles.iter().any(|(at, title)| at == "/parties" && **title == "Parties"));
    /// assert!(Schema::built_in().annotations(&wrong, "title").is_empty());
    /// ```
    pub fn declared(&self, instance: &Value, keyword: &str) -> Vec<(String, Arc<Value>)> {
        let mut walk = Walk {
            schema: self,
            keyword,
            steps: 0,
            shared: HashMap::new(),
            found: Vec::new(),
        };
        let root = self.sources.root();
        walk.place(&self.sources.root_url(), root, instance, &mut String::new(), 0);
        walk.found
    }
}

impl<'s> Walk<'s> {
    /// Looks at what `subschema`, of the document at `base`, says of `value`. Records are nested no
    /// deeper than the reader of YAML lets them be.
    fn place(&mut self, base: &str, subschema: &'s Value, value: &Value, pointer: &mut String, depth: usize) {
        self.steps += 1;
        let Some(members) = subschema.as_object().filter(|_| self.steps < MOST_STEPS) else {
            return;
        };
        if depth > DEEP || !is_for(subschema, value) {
            return;
        }
        if let Some(said) = members.get(self.keyword) {
            let said = self
                .shared
                .entry(std::ptr::from_ref(said))
                .or_insert_with(|| Arc::new(said.clone()));
            self.found.push((pointer.clone(), Arc::clone(said)));
        }
        // What is said closer by comes first.
        match value {
            Value::Object(object) => {
                let properties = members.get("properties").and_then(Value::as_object);
                let others = members.get("additionalProperties");
                for (key, value) in object {
                    let known = properties.and_then(|properties| properties.get(key));
                    if let Some(subschema) = known.or(others) {
                        self.below(base, subschema, value, pointer, &escape(key));
                    }
                }
            }
            Value::Array(items) => {
                if let Some(subschema) = members.get("items") {
                    for (at, value) in items.iter().enumerate() {
                        self.below(base, subschema, value, pointer, &at.to_string());
                    }
                }
            }
            _ => {}
        }
        let schema = self.schema;
        let reference = members.get("$ref").and_then(Value::as_str);
        if let Some((url, target)) = reference.and_then(|reference| schema.sources.follow(base, reference)) {
            self.place(&url, target, value, pointer, depth + 1);
        }
        let choices = ["allOf", "anyOf", "oneOf"]
            .iter()
            .filter_map(|name| members.get(*name)?.as_array());
        let conditional = ["then", "else"].iter().filter_map(|name| members.get(*name));
        for part in choices.flatten().chain(conditional) {
            self.place(base, part, value, pointer, depth + 1);
        }
    }

    fn below(&mut self, base: &str, subschema: &'s Value, value: &Value, pointer: &mut String, token: &str) {
        let length = pointer.len();
        pointer.push('/');
        pointer.push_str(token);
        self.place(base, subschema, value, pointer, 0);
        pointer.truncate(length);
    }
}

/// False where `subschema` is for values of another type than that of `value`.
fn is_for(subschema: &Value, value: &Value) -> bool {
    let own: &[&str] = match value {
        Value::Null => &["null"],
        Value::Bool(_) => &["boolean"],
        Value::Number(_) => &["number", "integer"],
        Value::String(_) => &["string"],
        Value::Array(_) => &["array"],
        Value::Object(_) => &["object"],
    };
    let is_own = |name: &Value| name.as_str().is_some_and(|name| own.contains(&name));
    match subschema.get("type") {
        Some(Value::Array(types)) => types.iter().any(is_own),
        Some(name) => is_own(name),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Schema;

    #[test]
    fn of_what_fits_it_says_what_the_validator_collects() {
        let text = include_str!("../../fixtures/summaries/uzbekistan-japan.yaml");
        let file = crate::yaml::read("t.yaml", text);
        let schema = Schema::built_in();
        let json = schema.instance(&file.documents[0]);
        for keyword in ["title", "grounding"] {
            let declared = schema.declared(&json, keyword);
            let collected = schema.annotations(&json, keyword);
            assert!(collected.len() > 100);
            // Of `then` and `else` the validator takes one, and here both count.
            let lost = collected.iter().find(|said| !declared.contains(said));
            assert_eq!(lost, None, "{keyword}");
            let first = |all: &[(String, std::sync::Arc<Value>)], at: &str| {
                all.iter()
                    .find(|(pointer, _)| pointer == at)
                    .map(|(_, said)| said.to_string())
            };
            let differs = collected
                .iter()
                .find(|(at, _)| first(&declared, at) != first(&collected, at));
            assert_eq!(differs, None, "{keyword}");
        }
    }

    #[test]
    fn a_schema_that_leads_in_circles_ends() {
        let schema = json!({"$defs": {"a": {"anyOf": [{"$ref": "#/$defs/a"}, {"$ref": "#/$defs/a"}]}}, "$ref": "#/$defs/a"});
        if let Ok(schema) = Schema::from_value("t", schema) {
            assert_eq!(schema.declared(&json!({"a": 1}), "title"), []);
        }
    }
}
