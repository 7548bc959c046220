//! A record as lines of which only those change where a fact does: for `git diff`, `log` and `blame`.

use std::fmt::Write;

use rust_decimal::Decimal;

use super::Version;
use super::plan::Plan;
use super::rules::{Role, Rules, Which, below};
use crate::document::visible;
use crate::grounding::quotes;
use crate::schema::Schema;
use crate::yaml::{Mapping, Node, SCHEMA_KEY, Value};

/// `version` as indented lines: the items of lists in the order of what tells them apart, members by
/// their names, evidence as its words alone, white space folded. Where the source lies, positions,
/// comments and layout are left out, so that a change of them changes no line.
///
/// ```
/// use rapporteur::diff::{Version, outline};
/// use rapporteur::schema::Schema;
/// use rapporteur::yaml;
/// let text = "\
/// record: summit-summary/1
/// source: {id: talks, path: talks.txt}
/// event: {kind: talks, evidence: {exact: held talks, start: 4, end: 14}}
/// parties: [{name: Japan, code: JP, kind: state, evidence: Japan}]
/// participants: []
/// ";
/// let file = yaml::read("x.yaml", text);
/// let version = Version::first_of(&file).ok_or("no record")?;
/// let lines = outline(version, Schema::built_in());
/// assert!(lines.starts_with("event:\n  evidence: held talks\n  kind: talks\n"), "{lines}");
/// # Ok::<(), &str>(())
/// ```
pub fn outline(version: Version<'_>, schema: &Schema) -> String {
    let mut outline = Outline {
        schema,
        rules: Rules::of(version, version, schema),
        lines: String::new(),
    };
    outline.value("", "", "", &version.record.root, 0);
    outline.lines
}

struct Outline<'s> {
    schema: &'s Schema,
    rules: Rules,
    lines: String,
}

impl Outline<'_> {
    /// The value called `name`, a member of what stands at `owner`.
    fn value(&mut self, owner: &str, at: &str, name: &str, node: &Node, depth: usize) {
        match self.rules.role(Which::New, owner, name, at) {
            Role::Evidence => {
                let json = node.to_json();
                for (_, quote) in quotes("", &json) {
                    self.line(depth, name, quote.exact);
                }
                return;
            }
            Role::Volatile => return,
            _ => {}
        }
        match &node.value {
            Value::Mapping(members) => {
                let inner = self.heading(at, depth, name, "");
                let mut entries: Vec<_> = members.entries().iter().collect();
                entries.sort_by(|one, other| one.key.text.cmp(&other.key.text));
                for entry in entries {
                    let name = &entry.key.text;
                    if !at.is_empty() || name != SCHEMA_KEY {
                        self.value(at, &below(at, name), name, &entry.value, inner);
                    }
                }
            }
            Value::Sequence(items) if items.iter().all(|item| item.as_mapping().is_some()) => {
                self.objects(at, name, items, depth);
            }
            Value::Sequence(items) => {
                let mut items: Vec<String> = items.iter().map(text).collect();
                items.sort_unstable();
                self.line(depth, name, &items.join(", "));
            }
            _ => self.line(depth, name, &text(node)),
        }
    }

    fn objects(&mut self, at: &str, name: &str, items: &[Node], depth: usize) {
        let values: Vec<serde_json::Value> = items.iter().map(Node::to_json).collect();
        let plan = Plan::of(self.schema, &self.rules, (at, &values), (at, &values));
        let mut sorted: Vec<_> = items.iter().zip(&values).enumerate().collect();
        sorted.sort_by_cached_key(|(_, (item, value))| (plan.order(value), item.canonical()));
        for (index, (item, value)) in sorted {
            let inner = self.heading("/", depth, name, &plan.label(value));
            let at = below(at, &index.to_string());
            let mut entries: Vec<_> = item.as_mapping().into_iter().flat_map(Mapping::entries).collect();
            entries.sort_by(|one, other| one.key.text.cmp(&other.key.text));
            for entry in entries {
                let name = &entry.key.text;
                self.value(&at, &below(&at, name), name, &entry.value, inner);
            }
        }
    }

    /// The line above what is inside a value, and how far that is indented. The record has none.
    fn heading(&mut self, at: &str, depth: usize, name: &str, label: &str) -> usize {
        if at.is_empty() {
            return depth;
        }
        self.line(depth, name, label);
        depth + 1
    }

    fn line(&mut self, depth: usize, name: &str, text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let line = format!("{}: {}", visible(name), visible(&text));
        let _ = writeln!(self.lines, "{}{}", "  ".repeat(depth), line.trim_end());
    }
}

/// A single value; equal numbers are written alike.
fn text(node: &Node) -> String {
    match &node.value {
        Value::String(text) => text.clone(),
        Value::Number(digits) => {
            let number = Decimal::from_str_exact(digits).or_else(|_| Decimal::from_scientific(digits));
            number.map_or_else(|_| node.canonical(), |number| number.normalize().to_string())
        }
        _ => node.canonical(),
    }
}
