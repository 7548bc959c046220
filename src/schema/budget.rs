//! How much work a document asks of its schema.
//!
//! The validator tries every branch of `anyOf` and `oneOf`, and every `$ref`, anew at each place.
//! A schema whose branches lead back to itself may so ask for work that doubles with each level of
//! the document: eighteen brackets are enough to keep a machine busy for minutes. The validator
//! cannot be stopped half-way, so the work is counted beforehand, by a walk that does nothing else
//! and ends where the budget does.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::sources::Sources;

/// Subschemas that may be tried on any document, however small.
const BASE: usize = 100_000;

/// Subschemas that may be tried for each value of the document. Common schemas need some tens.
const EACH: usize = 1_000;

/// Subschemas within one another that are tried on one value.
const CHAIN: usize = 100;

/// Subschemas within one another that are tried on a value and what it holds.
const DEEP: usize = 2_000;

/// Keywords whose subschema is about the value itself.
const SAME: [&str; 4] = ["if", "then", "else", "not"];

/// Keywords that name a subschema by a reference.
const REFERENCES: [&str; 3] = ["$ref", "$dynamicRef", "$recursiveRef"];

/// Keywords with a list of such subschemas.
const LISTS: [&str; 3] = ["allOf", "anyOf", "oneOf"];

/// Keywords whose subschema is about each item, or each member.
const EVERY_ITEM: [&str; 4] = ["items", "contains", "additionalItems", "unevaluatedItems"];
const EVERY_MEMBER: [&str; 2] = ["additionalProperties", "unevaluatedProperties"];

/// True where `instance` can be held against the schema within the budget.
pub(super) fn allows(sources: &Sources, instance: &Value) -> bool {
    let mut walk = Walk {
        sources,
        left: BASE.saturating_add(EACH.saturating_mul(size(instance))),
        named: None,
    };
    let base = sources.root_url();
    walk.visit(&base, sources.root(), instance, Depth::default())
}

/// How far down the walk is.
#[derive(Clone, Copy, Default)]
struct Depth {
    /// Subschemas since the last step into a member or an item.
    chain: usize,
    all: usize,
}

impl Depth {
    fn same(self) -> Self {
        Self {
            chain: self.chain + 1,
            all: self.all + 1,
        }
    }

    fn down(self) -> Self {
        Self {
            chain: 0,
            all: self.all + 1,
        }
    }
}

struct Walk<'s> {
    sources: &'s Sources,
    left: usize,
    /// Subschemas by the names that they give themselves, once one is asked for.
    named: Option<HashMap<&'s str, Vec<&'s Value>>>,
}

impl<'s> Walk<'s> {
    /// Counts the subschemas that are tried on `instance`; false where the budget is spent.
    fn visit(&mut self, base: &str, schema: &Value, instance: &Value, depth: Depth) -> bool {
        if self.left == 0 || depth.chain > CHAIN || depth.all > DEEP {
            return false;
        }
        self.left -= 1;
        let Some(schema) = schema.as_object() else {
            return true;
        };
        self.same_value(base, schema, instance, depth.same())
            && match instance {
                Value::Object(members) => self.members(base, schema, members, depth.down()),
                Value::Array(items) => self.items(base, schema, items, depth.down()),
                _ => true,
            }
    }

    fn same_value(
        &mut self,
        base: &str,
        schema: &Map<String, Value>,
        instance: &Value,
        depth: Depth,
    ) -> bool {
        let single = SAME.iter().filter_map(|name| schema.get(*name));
        let lists = LISTS.iter().filter_map(|name| schema.get(*name)?.as_array());
        for part in single.chain(lists.flatten()) {
            if !self.visit(base, part, instance, depth) {
                return false;
            }
        }
        let references = REFERENCES.iter().filter_map(|name| schema.get(*name)?.as_str());
        for reference in references {
            let goes_on = if let Some((url, target)) = self.sources.follow(base, reference) {
                self.visit(&url, target, instance, depth)
            } else {
                let targets = self.named(reference);
                targets
                    .into_iter()
                    .all(|target| self.visit(base, target, instance, depth))
            };
            if !goes_on {
                return false;
            }
        }
        let dependent = ["dependentSchemas", "dependencies"]
            .iter()
            .filter_map(|name| schema.get(*name)?.as_object());
        dependent
            .flatten()
            .all(|(_, part)| !part.is_object() || self.visit(base, part, instance, depth))
    }

    /// The subschemas that have the name in `reference`, an anchor or an `$id`. Which of several
    /// is meant depends on the way to it; each counts.
    fn named(&mut self, reference: &str) -> Vec<&'s Value> {
        let sources = self.sources;
        let named = self.named.get_or_insert_with(|| {
            let mut named = HashMap::new();
            sources.all().for_each(|document| collect(document, &mut named));
            named
        });
        let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let name = if fragment.is_empty() { file } else { fragment };
        named.get(name).cloned().unwrap_or_default()
    }

    fn members(
        &mut self,
        base: &str,
        schema: &Map<String, Value>,
        members: &Map<String, Value>,
        depth: Depth,
    ) -> bool {
        let properties = schema.get("properties").and_then(Value::as_object);
        let patterns = schema.get("patternProperties").and_then(Value::as_object);
        let every: Vec<&Value> = EVERY_MEMBER.iter().filter_map(|name| schema.get(*name)).collect();
        members.iter().all(|(key, member)| {
            let own = properties.and_then(|properties| properties.get(key));
            // Which patterns a key fits is not looked at; each counts.
            let pattern = patterns.into_iter().flat_map(|patterns| patterns.values());
            let others = every.iter().copied().filter(|_| own.is_none());
            own.into_iter()
                .chain(pattern)
                .chain(others)
                .all(|part| self.visit(base, part, member, depth))
        })
    }

    fn items(&mut self, base: &str, schema: &Map<String, Value>, items: &[Value], depth: Depth) -> bool {
        let first = schema
            .get("prefixItems")
            .or_else(|| schema.get("items").filter(|items| items.is_array()))
            .and_then(Value::as_array);
        let every: Vec<&Value> = EVERY_ITEM
            .iter()
            .filter_map(|name| schema.get(*name))
            .filter(|part| part.is_object())
            .collect();
        items.iter().enumerate().all(|(index, item)| {
            let own = first.and_then(|first| first.get(index));
            let others = every.iter().copied().filter(|_| own.is_none());
            own.into_iter()
                .chain(others)
                .all(|part| self.visit(base, part, item, depth))
        })
    }
}

/// How many values `instance` is made of.
fn size(instance: &Value) -> usize {
    1 + match instance {
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(members) => members.values().map(size).sum(),
        _ => 0,
    }
}

/// Adds the subschemas in `schema` that give themselves a name. How deep a schema may be is bounded
/// by its reader.
fn collect<'s>(schema: &'s Value, named: &mut HashMap<&'s str, Vec<&'s Value>>) {
    match schema {
        Value::Array(items) => items.iter().for_each(|item| collect(item, named)),
        Value::Object(members) => {
            let own = ["$anchor", "$dynamicAnchor", "$id", "id"]
                .iter()
                .filter_map(|key| members.get(*key)?.as_str());
            for name in own {
                named
                    .entry(name.trim_start_matches('#'))
                    .or_default()
                    .push(schema);
            }
            members.values().for_each(|member| collect(member, named));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::allows;
    use crate::schema::{BUILT_IN, Schema};

    fn nested(levels: usize) -> Value {
        (0..levels).fold(json!("x"), |inner, _| json!({"a": inner}))
    }

    fn allowed(schema: Value, instance: &Value) -> bool {
        let schema = Schema::from_value("test", schema).expect("a schema");
        allows(&schema.sources, instance)
    }

    #[test]
    fn branches_that_lead_back_are_counted() {
        let branch =
            |key: &str, target: &str| json!({"properties": {"a": {"$ref": target}}, "required": [key]});
        for (target, anchor) in [("#/$defs/n", "m"), ("#n", "n")] {
            let schema = json!({"$ref": target, "$defs": {"n": {"$anchor": anchor, "anyOf": [
                branch("a", target), branch("b", target), {"type": "integer"}
            ]}}});
            assert!(allowed(schema.clone(), &nested(8)), "{target}");
            assert!(!allowed(schema, &nested(40)), "{target}");
        }
        let once = json!({"additionalProperties": {"$ref": "#"}});
        assert!(allowed(once, &nested(100)));
    }

    #[test]
    fn references_that_double_are_counted() {
        let mut definitions = json!({"d30": {"type": "string"}});
        for level in 0..30 {
            let next = json!({"$ref": format!("#/$defs/d{}", level + 1)});
            definitions[format!("d{level}")] = json!({"allOf": [next.clone(), next]});
        }
        assert!(!allowed(
            json!({"$ref": "#/$defs/d0", "$defs": definitions}),
            &json!(1)
        ));
    }

    #[test]
    fn the_built_in_schema_asks_for_little() {
        let schema: Value = serde_json::from_str(BUILT_IN).expect("it is JSON");
        let parties: Vec<Value> = (0..200)
            .map(|_| json!({"name": "Japan", "kind": "state", "evidence": ["Japan", {"exact": "x"}]}))
            .collect();
        assert!(allowed(
            schema,
            &json!({"parties": parties, "outcomes": [{"evidence": "x"}]})
        ));
    }
}
