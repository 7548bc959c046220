//! The tree: values that know where they stand.

use std::borrow::Cow;
use std::collections::HashMap;

use super::pointer::unescape;
use super::scalar;
use crate::document::Span;

/// A value and its place.
///
/// Nesting is bounded by [`Limits::depth`](super::Limits), so that walking, copying and dropping a
/// tree may recurse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The bytes of the value: a scalar with its quotation marks, a collection from its first key
    /// or item to the end of its last value. Empty, at the place where it would stand, for a value
    /// that is left out.
    pub span: Span,
    /// What it is.
    pub value: Value,
    /// True where a finding has been made about the value itself, so that what is read from it
    /// here is a guess, and no further fault should be told of it.
    pub doubtful: bool,
}

/// What a node holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `null`, `~`, or nothing at all.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as JSON writes it, with every digit of the text.
    Number(String),
    /// Text.
    String(String),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys with values.
    Mapping(Mapping),
}

/// Keys with values, in the order of the file. No key stands twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    entries: Vec<Entry>,
    /// Where each key is, kept only when searching one by one would be slow.
    index: HashMap<String, usize>,
    incomplete: bool,
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: Key,
    /// Its value.
    pub value: Node,
}

/// A key and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The key as text: `1` and `true` are text here, as in JSON.
    pub text: String,
    /// Its bytes, with quotation marks.
    pub span: Span,
}

/// Mappings of up to this many entries are searched one by one.
const UNINDEXED: usize = 16;

impl Mapping {
    /// The entries, in the order of the file.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry of `key`.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        if self.entries.len() <= UNINDEXED {
            return self.entries.iter().find(|entry| entry.key.text == key);
        }
        self.entries.get(*self.index.get(key)?)
    }

    /// False where a key was refused, so that what it stood for is not here.
    pub fn is_complete(&self) -> bool {
        !self.incomplete
    }

    /// Notes that a key was refused.
    pub(super) fn refuse(&mut self) {
        self.incomplete = true;
    }

    /// Adds an entry. The caller has looked whether the key is there.
    pub(super) fn push(&mut self, key: Key, value: Node) {
        if self.entries.len() >= UNINDEXED {
            if self.index.is_empty() {
                let keys = self.entries.iter().enumerate();
                self.index = keys.map(|(at, entry)| (entry.key.text.clone(), at)).collect();
            }
            self.index.insert(key.text.clone(), self.entries.len());
        }
        self.entries.push(Entry { key, value });
    }
}

impl Node {
    /// The node at `pointer` (JSON Pointer, RFC 6901); the node itself for an empty one.
    pub fn at(&self, pointer: &str) -> Option<&Self> {
        let mut node = self;
        for token in tokens(pointer) {
            node = node.child(&token)?;
        }
        Some(node)
    }

    /// The key under which the node at `pointer` stands; `None` for the root and for items of lists.
    pub fn key_at(&self, pointer: &str) -> Option<&Key> {
        let (parent, last) = pointer.rsplit_once('/')?;
        match &self.at(parent)?.value {
            Value::Mapping(mapping) => mapping.get(&unescape(last)).map(|entry| &entry.key),
            _ => None,
        }
    }

    /// The nodes from this one down to the one at `pointer`, as far as there are such.
    pub fn path(&self, pointer: &str) -> Vec<&Self> {
        let mut nodes = vec![self];
        let mut node = self;
        for token in tokens(pointer) {
            let Some(child) = node.child(&token) else { break };
            nodes.push(child);
            node = child;
        }
        nodes
    }

    /// The text, where the node is text.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The mapping, where the node is one.
    pub fn as_mapping(&self) -> Option<&Mapping> {
        match &self.value {
            Value::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    /// The value as JSON, members in the order of the file, numbers with every digit.
    pub fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(truth) => serde_json::Value::Bool(*truth),
            // The reader lets through only what JSON takes for a number.
            Value::Number(digits) => digits
                .parse::<serde_json::Number>()
                .map_or(serde_json::Value::Null, serde_json::Value::Number),
            Value::String(text) => serde_json::Value::String(text.clone()),
            Value::Sequence(items) => items.iter().map(Self::to_json).collect(),
            Value::Mapping(mapping) => serde_json::Value::Object(
                mapping
                    .entries
                    .iter()
                    .map(|entry| (entry.key.text.clone(), entry.value.to_json()))
                    .collect(),
            ),
        }
    }

    /// The value as text that is the same for equal values, by JSON Schema's rule of equality:
    /// `1` and `1.0` are equal, and so are mappings whose keys stand in another order.
    pub fn canonical(&self) -> String {
        match &self.value {
            Value::Number(digits) => scalar::canonical(digits),
            Value::Sequence(items) => {
                let items: Vec<String> = items.iter().map(Self::canonical).collect();
                format!("[{}]", items.join(","))
            }
            Value::Mapping(mapping) => {
                let mut members: Vec<String> = mapping
                    .entries
                    .iter()
                    .map(|entry| {
                        let key = serde_json::Value::from(entry.key.text.as_str());
                        format!("{key}:{}", entry.value.canonical())
                    })
                    .collect();
                members.sort_unstable();
                format!("{{{}}}", members.join(","))
            }
            _ => self.to_json().to_string(),
        }
    }

    /// The member or item that one token of a pointer names.
    fn child(&self, token: &str) -> Option<&Self> {
        match &self.value {
            Value::Sequence(items) => items.get(token.parse::<usize>().ok()?),
            Value::Mapping(mapping) => mapping.get(token).map(|entry| &entry.value),
            _ => None,
        }
    }
}

/// The reference tokens of `pointer`, unescaped.
fn tokens(pointer: &str) -> impl Iterator<Item = Cow<'_, str>> {
    pointer.split('/').skip(1).map(unescape)
}

#[cfg(test)]
mod tests {
    use crate::yaml;

    #[test]
    fn pointers_lead_to_values_and_keys() {
        let text = "a/b:\n  - ~c: 1\n  - {x: y}\n";
        let file = yaml::read("t.yaml", text);
        let root = &file.documents[0].root;
        assert_eq!(root.at("").map(|node| node.span), Some(root.span));
        assert_eq!(root.at("/a~1b/1/x").and_then(|node| node.as_str()), Some("y"));
        let key = root.key_at("/a~1b/0/~0c").expect("there is such a key");
        assert_eq!(key.span.of(text), "~c");
        assert_eq!(root.key_at("/a~1b/0"), None);
        assert_eq!(root.at("/a~1b/7"), None);
        assert_eq!(root.path("/a~1b/7/z").len(), 2);
    }

    #[test]
    fn large_mappings_are_searched_by_index_and_give_the_same() {
        let lines: Vec<String> = (0..100).map(|n| format!("k{n}: {n}\n")).collect();
        let text = lines.concat();
        let file = yaml::read("t.yaml", &text);
        let mapping = file.documents[0].root.as_mapping().expect("a mapping");
        for n in [0, 15, 16, 17, 99] {
            let entry = mapping.get(&format!("k{n}")).expect("the key is there");
            assert_eq!(entry.value.to_json(), n);
        }
        assert_eq!(mapping.get("k100"), None);
    }

    #[test]
    fn equal_values_are_the_same_in_canonical_form() {
        let file = yaml::read(
            "t.yaml",
            "[[1, 1.0, 10e-1, 0.1e1, +1], [{a: 1, b: [x]}, {b: [x], a: 1.00}], [0, -0.0, 0e5], [100, 1e2]]",
        );
        let root = &file.documents[0].root;
        for index in 0..4 {
            let list = root.at(&format!("/{index}")).expect("a list").to_json();
            let count = list.as_array().map_or(0, Vec::len);
            for item in 1..count {
                let form = |item: usize| root.at(&format!("/{index}/{item}")).map(super::Node::canonical);
                assert_eq!(form(item), form(0), "{list}");
            }
        }
        let file = yaml::read("t.yaml", "[1, \"1\", 10, 0.1, -1, true]");
        let items = file.documents[0].root.to_json().as_array().map_or(0, Vec::len);
        let forms: std::collections::HashSet<_> = (0..items)
            .map(|item| {
                file.documents[0]
                    .root
                    .at(&format!("/{item}"))
                    .map(super::Node::canonical)
            })
            .collect();
        assert_eq!(forms.len(), items);
    }

    #[test]
    fn numbers_keep_their_digits() {
        let file = yaml::read("t.yaml", "[12345678901234567890123.450, 0.10]");
        let json = file.documents[0].root.to_json();
        assert_eq!(json.to_string(), "[12345678901234567890123.450,0.10]");
    }
}
