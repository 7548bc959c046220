//! Where a keyword speaks of the values of an instance, known before the instance is.
//!
//! The validator collects what a schema says from the branches that an instance fits, and tells of
//! each by which way it came there: for a record of some hundred values that is most of the work of a
//! check. Where the keyword stands only on the ways that every instance has to go, under `properties`,
//! `additionalProperties`, `items`, `allOf` and `$ref`, no branch needs to be asked for: an instance
//! that fits the schema fits all of them. Such a schema, and the built-in one is such, has a [`Plan`];
//! of the others the validator is asked.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use rustc_hash::FxBuildHasher;
use serde_json::{Map, Value};

use super::sources::Sources;
use super::vocabulary::{BASE, LIST, MEMBERS, SCHEMA};
use crate::yaml::escape;

/// What a keyword says, by the keys and items that lead to a value.
#[derive(Debug)]
pub(super) struct Plan {
    /// The first is that of the whole instance.
    nodes: Vec<Node>,
}

/// What one subschema says.
#[derive(Debug, Default)]
struct Node {
    said: Option<Arc<Value>>,
    members: HashMap<String, usize, FxBuildHasher>,
    /// For members that `declared` does not name.
    others: Option<usize>,
    declared: Vec<String>,
    items: Option<usize>,
    /// Of the same value.
    also: Vec<usize>,
    /// Of values for which it is not known beforehand whether they count.
    unsure: Vec<usize>,
}

/// References and combinations within one another that are followed at one place.
const DEEP: usize = 16;

/// So many subschemas may be planned for, counted by the ways that lead to them.
const MOST_NODES: usize = 1_000;

/// Keywords that lead elsewhere by what was met on the way, or that change what `$ref` is relative to.
const UNPLANNED: [&str; 4] = [
    "$dynamicRef",
    "$recursiveRef",
    "$dynamicAnchor",
    "$recursiveAnchor",
];

impl Plan {
    /// What `keyword` says of instances of the schema `sources` has; `None` where that depends on the
    /// instance, or where the schema is not one of JSON Schema 2020-12 in a single document.
    pub(super) fn of(sources: &Sources, keyword: &str) -> Option<Self> {
        let named = sources.root().get("$schema");
        if named.is_some_and(|named| named.as_str() != Some(BASE)) {
            return None;
        }
        let mut planner = Planner {
            sources,
            keyword,
            known: HashMap::new(),
            nodes: Vec::new(),
            open: Vec::new(),
        };
        planner.below(sources.root());
        while let Some((at, subschema)) = planner.open.pop() {
            planner.nodes[at] = planner.node(subschema, 0)?;
        }
        let mut plan = Self { nodes: planner.nodes };
        let speaks = plan.speaking();
        if plan
            .nodes
            .iter()
            .any(|node| node.unsure.iter().any(|&part| speaks[part]))
        {
            return None;
        }
        for node in &mut plan.nodes {
            node.prune(&speaks);
        }
        Some(plan)
    }

    /// Every place of `instance`, which has to fit the schema, that the keyword speaks of: JSON Pointer
    /// and what is said, what is said closer by first.
    pub(super) fn annotations(&self, instance: &Value) -> Vec<(String, Arc<Value>)> {
        let mut found = Vec::new();
        self.walk(0, instance, &mut String::new(), &mut found);
        found
    }

    /// Records are nested no deeper than their reader lets them be, and a chain of subschemas for one
    /// value is no longer than [`DEEP`].
    fn walk(&self, node: usize, value: &Value, pointer: &mut String, found: &mut Vec<(String, Arc<Value>)>) {
        let node = &self.nodes[node];
        if let Some(said) = &node.said {
            found.push((pointer.clone(), Arc::clone(said)));
        }
        let length = pointer.len();
        match value {
            Value::Object(members) if !node.members.is_empty() || node.others.is_some() => {
                for (name, member) in members {
                    if let Some(below) = node.member(name) {
                        pointer.push('/');
                        pointer.push_str(&escape(name));
                        self.walk(below, member, pointer, found);
                        pointer.truncate(length);
                    }
                }
            }
            Value::Array(items) => {
                if let Some(below) = node.items {
                    for (index, item) in items.iter().enumerate() {
                        pointer.push('/');
                        let _ = write!(pointer, "{index}");
                        self.walk(below, item, pointer, found);
                        pointer.truncate(length);
                    }
                }
            }
            _ => {}
        }
        for &part in &node.also {
            self.walk(part, value, pointer, found);
        }
    }

    /// For each node whether it, or one that it leads to, says something.
    fn speaking(&self) -> Vec<bool> {
        let mut speaks: Vec<bool> = self.nodes.iter().map(|node| node.said.is_some()).collect();
        loop {
            let before = speaks.clone();
            for (at, node) in self.nodes.iter().enumerate() {
                speaks[at] = before[at] || node.below().any(|below| before[below]);
            }
            if speaks == before {
                return speaks;
            }
        }
    }
}

impl Node {
    fn member(&self, name: &str) -> Option<usize> {
        let own = self.members.get(name).copied();
        own.or_else(|| {
            self.others
                .filter(|_| !self.declared.iter().any(|declared| declared == name))
        })
    }

    /// All nodes that this one leads to.
    fn below(&self) -> impl Iterator<Item = usize> {
        let single = self.others.into_iter().chain(self.items);
        let several = self.also.iter().chain(&self.unsure).copied();
        self.members.values().copied().chain(single).chain(several)
    }

    /// Forgets what leads to nothing that `speaks`.
    fn prune(&mut self, speaks: &[bool]) {
        self.members.retain(|_, below| speaks[*below]);
        self.others = self.others.filter(|&below| speaks[below]);
        self.items = self.items.filter(|&below| speaks[below]);
        self.also.retain(|&part| speaks[part]);
        self.unsure.clear();
    }
}

struct Planner<'s> {
    sources: &'s Sources,
    keyword: &'s str,
    /// The nodes of subschemas that are come to by a step into a value.
    known: HashMap<*const Value, usize>,
    nodes: Vec<Node>,
    /// Nodes that are still to be filled.
    open: Vec<(usize, &'s Value)>,
}

impl<'s> Planner<'s> {
    /// The node of `subschema`, which is for a value inside the one at hand. It is filled later, so that
    /// no schema is too deep.
    fn below(&mut self, subschema: &'s Value) -> usize {
        let at = *self.known.entry(subschema).or_insert(self.nodes.len());
        if at == self.nodes.len() {
            self.nodes.push(Node::default());
            self.open.push((at, subschema));
        }
        at
    }

    /// The node of `subschema`, which is for the value at hand.
    fn part(&mut self, subschema: &'s Value, depth: usize) -> Option<usize> {
        let node = self.node(subschema, depth)?;
        self.nodes.push(node);
        Some(self.nodes.len() - 1)
    }

    /// What `subschema` says, which is come to by `depth` steps that stay at one value.
    fn node(&mut self, subschema: &'s Value, depth: usize) -> Option<Node> {
        // A schema that leads in circles at one value is the validator's affair.
        if depth > DEEP || self.nodes.len() > MOST_NODES {
            return None;
        }
        let Some(members) = subschema.as_object() else {
            return Some(Node::default());
        };
        let is_other_document = members.contains_key("$id") && !std::ptr::eq(subschema, self.sources.root());
        if is_other_document || UNPLANNED.iter().any(|name| members.contains_key(*name)) {
            return None;
        }
        self.filled(members, depth)
    }

    fn filled(&mut self, members: &'s Map<String, Value>, depth: usize) -> Option<Node> {
        let mut node = Node {
            said: members.get(self.keyword).cloned().map(Arc::new),
            ..Node::default()
        };
        if let Some(reference) = members.get("$ref") {
            let root = self.sources.root_url();
            let (url, target) = self.sources.follow(&root, reference.as_str()?)?;
            if url != root {
                return None;
            }
            node.also.push(self.part(target, depth + 1)?);
        }
        let by_pattern = members.contains_key("patternProperties");
        for (name, value) in members {
            match (name.as_str(), value) {
                ("$defs" | "definitions", _) => {}
                ("properties", Value::Object(properties)) => {
                    for (key, property) in properties {
                        node.declared.push(key.clone());
                        node.members.insert(key.clone(), self.below(property));
                    }
                }
                ("additionalProperties", others) if !by_pattern => node.others = Some(self.below(others)),
                ("items", Value::Object(_)) if !members.contains_key("prefixItems") => {
                    node.items = Some(self.below(value));
                }
                ("allOf", Value::Array(parts)) => {
                    for part in parts {
                        node.also.push(self.part(part, depth + 1)?);
                    }
                }
                (name, value) => {
                    for part in subschemas(name, value) {
                        node.unsure.push(self.part(part, depth + 1)?);
                    }
                }
            }
        }
        Some(node)
    }
}

/// The schemas that `value` has under the keyword `name`.
fn subschemas<'s>(name: &str, value: &'s Value) -> Vec<&'s Value> {
    match value {
        Value::Object(_) | Value::Bool(_) if SCHEMA.contains(&name) => vec![value],
        Value::Object(members) if MEMBERS.contains(&name) => members.values().collect(),
        Value::Array(items) if LIST.contains(&name) => items.iter().collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use serde_json::{Value, json};

    use crate::schema::Schema;

    type Said = Vec<(String, Arc<Value>)>;

    /// By place; what is said of one place stays in its order.
    fn sorted(mut said: Said) -> Said {
        said.sort_by(|one, other| one.0.cmp(&other.0));
        said
    }

    #[track_caller]
    fn agree(schema: &Schema, instance: &Value) -> usize {
        let planned = schema.plan("grounding").map(|plan| plan.annotations(instance));
        let evaluated = sorted(schema.evaluated(instance, "grounding"));
        assert_eq!(planned.map(sorted), Some(evaluated.clone()));
        evaluated.len()
    }

    fn records(folder: &str) -> Vec<Value> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let mut found = Vec::new();
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|extension| extension == "yaml") {
                let text = std::fs::read_to_string(&path).expect("a record");
                let file = crate::yaml::read("t.yaml", &text);
                found.extend(
                    file.documents
                        .iter()
                        .map(|document| Schema::built_in().instance(document)),
                );
            }
        }
        found
    }

    #[test]
    fn a_plan_says_what_the_validator_collects() {
        let mut count = 0;
        for folder in ["fixtures/summaries", "fixtures/readouts/seen"] {
            for record in records(folder) {
                count += agree(Schema::built_in(), &record);
            }
        }
        assert!(count > 1000, "{count}");
    }

    #[test]
    fn the_plans_of_other_schemas_too() {
        for name in ["quarterly-results", "rate-decision"] {
            let path = format!("{}/fixtures/schemas/{name}", env!("CARGO_MANIFEST_DIR"));
            let schema = Schema::load(Path::new(&format!("{path}/schema.json"))).expect("a schema");
            let text = std::fs::read_to_string(format!("{path}/true.yaml")).expect("a record");
            let file = crate::yaml::read("t.yaml", &text);
            assert!(agree(&schema, &schema.instance(&file.documents[0])) > 5, "{name}");
        }
    }

    fn schema(document: Value) -> Schema {
        Schema::from_value("t", document).expect("a schema")
    }

    #[test]
    fn members_items_and_what_is_said_twice_of_one_value() {
        let schema = schema(json!({
            "grounding": {"as": "judgement"},
            "properties": {
                "a/b": {"$ref": "#/$defs/name", "grounding": {"as": "phrase"}},
                "known": true,
                "list": {"items": {"allOf": [{"$ref": "#/$defs/name"}, {"minLength": 1}]}},
                "tree": {"$ref": "#/$defs/tree"}
            },
            "additionalProperties": {"grounding": {"as": "editorial"}},
            "$defs": {
                "name": {"grounding": {"as": "name"}},
                "tree": {"properties": {"grounding": {"$ref": "#/$defs/tree"}, "name": {"$ref": "#/$defs/name"}}}
            }
        }));
        let instance = json!({
            "a/b": "x", "known": 1, "other": 2, "list": ["p", "q"],
            "tree": {"name": "r", "grounding": {"grounding": {"name": "s"}}}
        });
        assert_eq!(agree(&schema, &instance), 8);
    }

    #[test]
    fn what_depends_on_the_instance_has_no_plan() {
        let said = json!({"grounding": {"as": "name"}});
        for unsure in [
            json!({"anyOf": [said, true]}),
            json!({"if": said}),
            json!({"then": {"properties": {"a": said}}}),
            json!({"not": said}),
            json!({"contains": said}),
            json!({"properties": {"b": {"oneOf": [{"$ref": "#/$defs/name"}]}}, "$defs": {"name": said}}),
            json!({"patternProperties": {"^a": true}, "additionalProperties": said}),
            json!({"prefixItems": [true], "items": said}),
            json!({"dependentSchemas": {"a": said}}),
            json!({"properties": {"a": {"$id": "urn:other", "grounding": {"as": "name"}}}}),
            json!({"$schema": "http://json-schema.org/draft-07/schema#", "$ref": "#/definitions/b",
                "grounding": {"as": "name"}, "definitions": {"b": {}}}),
        ] {
            assert!(schema(unsure.clone()).plan("grounding").is_none(), "{unsure}");
        }
        let silent = json!({"anyOf": [{"type": "object"}, true], "properties": {"a": said}});
        assert!(schema(silent).plan("grounding").is_some());
    }

    #[test]
    fn an_instance_that_does_not_fit_has_none() {
        let schema = schema(json!({"required": ["b"], "properties": {"a": {"grounding": {"as": "name"}}}}));
        assert_eq!(schema.annotations(&json!({"a": "x"}), "grounding"), []);
        assert_eq!(
            schema.annotations(&json!({"a": "x", "b": 1}), "grounding").len(),
            1
        );
    }

    #[test]
    fn long_and_wide_schemas_are_left_to_the_validator() {
        let mut chain = json!({"$ref": "#/$defs/0", "$defs": {}});
        for at in 0..3000 {
            chain["$defs"][at.to_string()] =
                json!({"properties": {"a": {"$ref": format!("#/$defs/{}", at + 1)}}});
        }
        chain["$defs"]["3000"] = json!({"grounding": {"as": "name"}});
        assert!(schema(chain).plan("grounding").is_none());
        let mut fan = json!({"$ref": "#/$defs/0", "$defs": {}});
        for at in 0..15 {
            let next = json!({"$ref": format!("#/$defs/{}", at + 1)});
            fan["$defs"][at.to_string()] = json!({"allOf": [next, next]});
        }
        fan["$defs"]["15"] = json!({"grounding": {"as": "name"}});
        assert!(schema(fan).plan("grounding").is_none());
    }
}
