//! Both versions gone through together.

use std::cmp::Reverse;

use super::at::{Both, Gathered, Nodes, Place, Scope};
use super::plan::Plan;
use super::rules::{Role, Rules, Which, below, bounds_more, claims_more};
use super::value::{same_words, wrapped_otherwise};
use super::{Class, Difference, Side, Version, evidence};
use crate::grounding::{Grounding, QuantityRule, Rule};
use crate::schema::Schema;
use crate::yaml::{Mapping, Node, SCHEMA_KEY, Value};

/// What differs, the most serious first.
pub(super) fn compare(old: Version<'_>, new: Version<'_>, schema: &Schema) -> Vec<Difference> {
    let mut walk = Walk {
        old,
        new,
        schema,
        rules: Rules::of(old, new, schema),
        found: Vec::new(),
        order: Gathered::default(),
        wrapping: Gathered::default(),
    };
    let root = Scope {
        section: String::new(),
        label: String::new(),
        is_alone: true,
        bases: Both::default(),
        objects: Both {
            old: Some(&old.record.root),
            new: Some(&new.record.root),
        },
        evidence: Both::default(),
    };
    walk.value(&root, &Place::root(), root.objects);
    let Walk {
        mut found,
        order,
        wrapping,
        ..
    } = walk;
    found.extend(order.difference(Class::Order));
    found.extend(wrapping.difference(Class::Wording));
    // What is alike serious stays in the order in which it was met.
    found.sort_by_key(|difference| Reverse(difference.class));
    found
}

struct Walk<'v> {
    old: Version<'v>,
    new: Version<'v>,
    schema: &'v Schema,
    rules: Rules,
    found: Vec<Difference>,
    order: Gathered,
    wrapping: Gathered,
}

impl<'v> Walk<'v> {
    /// Two values, one of which may not be there.
    fn value(&mut self, scope: &Scope<'v>, place: &Place, nodes: Nodes<'v>) {
        let (which, owner, at) = if nodes.new.is_some() {
            (Which::New, &place.owner.new, &place.at.new)
        } else {
            (Which::Old, &place.owner.old, &place.at.old)
        };
        let role = self.rules.role(which, owner, &place.name, at);
        if matches!(role, Role::Evidence) {
            self.evidence(scope, place, nodes);
            return;
        }
        let kinds = (
            nodes.old.map(|node| &node.value),
            nodes.new.map(|node| &node.value),
        );
        match kinds {
            (Some(Value::Mapping(old)), Some(Value::Mapping(new))) => {
                self.members(scope, place, nodes, Both { old, new });
            }
            (Some(Value::Sequence(old)), Some(Value::Sequence(new))) => {
                self.items(scope, place, nodes, old, new);
            }
            (Some(Value::Sequence(old)), None) => self.items(scope, place, nodes, old, &[]),
            (None, Some(Value::Sequence(new))) => self.items(scope, place, nodes, &[], new),
            _ => self.leaf(scope, place, nodes, &role),
        }
    }

    fn members(&mut self, scope: &Scope<'v>, place: &Place, nodes: Nodes<'v>, maps: Both<&'v Mapping>) {
        let mut scope = scope.clone();
        // An object right below the record is a section of its own.
        if place.owner.new.is_empty() && !place.name.is_empty() {
            scope.section.clone_from(&place.name);
            scope.bases = place.at.clone();
            scope.objects = nodes;
        }
        scope.evidence = Both {
            old: self
                .evidence_in(Which::Old, &place.at.old, maps.old)
                .or(scope.evidence.old),
            new: self
                .evidence_in(Which::New, &place.at.new, maps.new)
                .or(scope.evidence.new),
        };
        let is_root = place.at.new.is_empty();
        let gone = maps.old.entries().iter();
        let gone = gone.filter(|entry| maps.new.get(&entry.key.text).is_none());
        for entry in maps.new.entries().iter().chain(gone) {
            let name = &entry.key.text;
            // What names the schema is no part of the record.
            if is_root && name == SCHEMA_KEY {
                continue;
            }
            let nodes = Both {
                old: maps.old.get(name).map(|entry| &entry.value),
                new: maps.new.get(name).map(|entry| &entry.value),
            };
            self.value(&scope, &place.member(name), nodes);
        }
    }

    /// The evidence among the members of an object.
    fn evidence_in(&self, which: Which, at: &str, members: &'v Mapping) -> Option<&'v Node> {
        let is_evidence = |name: &str| {
            let mut rules = self.rules.rules(which, &below(at, name));
            rules.any(|(rule, _)| *rule == Rule::Evidence)
        };
        let mut entries = members.entries().iter();
        let found = entries.find(|entry| is_evidence(&entry.key.text));
        found.map(|entry| &entry.value)
    }

    fn items(
        &mut self,
        scope: &Scope<'v>,
        place: &Place,
        nodes: Nodes<'v>,
        old: &'v [Node],
        new: &'v [Node],
    ) {
        let mut items = old.iter().chain(new);
        if items.all(|item| matches!(item.value, Value::Mapping(_))) {
            self.objects(scope, place, nodes, old, new);
        } else {
            self.scalars(scope, place, nodes, old, new);
        }
    }

    fn objects(
        &mut self,
        scope: &Scope<'v>,
        place: &Place,
        nodes: Nodes<'v>,
        old: &'v [Node],
        new: &'v [Node],
    ) {
        let told = |items: &[Node]| -> Vec<(String, serde_json::Value)> {
            items
                .iter()
                .map(|item| (item.canonical(), item.to_json()))
                .collect()
        };
        let (told_old, told_new) = (told(old), told(new));
        let values = |told: &[(String, serde_json::Value)]| -> Vec<serde_json::Value> {
            told.iter().map(|(_, value)| value.clone()).collect()
        };
        let plan = Plan::of(
            self.schema,
            &self.rules,
            (&place.at.old, &values(&told_old)),
            (&place.at.new, &values(&told_new)),
        );
        let pairs = plan.pairs(&told_old, &told_new);
        let section = section(&place.at.new);
        let label = |told: &[(String, serde_json::Value)], index: usize| {
            told.get(index)
                .map(|(_, value)| plan.label(value))
                .unwrap_or_default()
        };
        if pairs
            .paired
            .windows(2)
            .any(|pair| matches!(pair, [(_, a), (_, b)] if a > b))
        {
            self.add_order(section.clone(), scope, place, nodes);
        }
        let within = |label: String, at: &Both<String>, objects: Nodes<'v>| Scope {
            section: section.clone(),
            label,
            is_alone: false,
            bases: at.clone(),
            objects,
            evidence: scope.evidence,
        };
        let mut paired = pairs.paired;
        paired.sort_unstable_by_key(|&(_, new)| new);
        for (left, right) in paired {
            let place = place.item(left, right);
            let (Some(old), Some(new)) = (old.get(left), new.get(right)) else {
                continue;
            };
            let objects = Both {
                old: Some(old),
                new: Some(new),
            };
            if let (Value::Mapping(old), Value::Mapping(new)) = (&old.value, &new.value) {
                let scope = within(label(&told_new, right), &place.at, objects);
                let flags = Both { old, new };
                self.object(&scope, &place, objects, flags, &plan);
            }
        }
        for (index, is_old) in pairs
            .added
            .into_iter()
            .map(|index| (index, false))
            .chain(pairs.removed.into_iter().map(|index| (index, true)))
        {
            let place = place.item(index, index);
            let (told, list, class) = if is_old {
                (&told_old, old, Class::FactRemoved)
            } else {
                (&told_new, new, Class::FactAdded)
            };
            let node = list.get(index);
            let objects = Both {
                old: node.filter(|_| is_old),
                new: node.filter(|_| !is_old),
            };
            let scope = within(label(told, index), &place.at, objects);
            self.push(class, &scope, &place, objects);
        }
    }

    /// An object of a list in both versions.
    fn object(
        &mut self,
        scope: &Scope<'v>,
        place: &Place,
        nodes: Nodes<'v>,
        maps: Both<&'v Mapping>,
        plan: &Plan,
    ) {
        let before = self.found.len();
        self.members(scope, place, nodes, maps);
        // What the table of the list calls a flag is false where it is not there.
        let is_false = |side: Option<&Side>| {
            side.is_none_or(|side| side.value.as_ref().is_none_or(|value| *value == false))
        };
        let mut of_object = self.found.split_off(before);
        of_object.retain(|difference| {
            let is_same = is_false(difference.old.as_ref()) && is_false(difference.new.as_ref());
            !(is_same && plan.is_flag(&difference.field))
        });
        self.found.append(&mut of_object);
    }

    /// The evidence of what is told: its own where it is an object with some, else that around it.
    fn evidence_of(&self, scope: &Scope<'v>, place: &Place, nodes: Nodes<'v>) -> Nodes<'v> {
        let own = |which, at: &str, node: Option<&'v Node>| {
            let members = node.and_then(Node::as_mapping)?;
            self.evidence_in(which, at, members)
        };
        Both {
            old: own(Which::Old, &place.at.old, nodes.old).or(scope.evidence.old),
            new: own(Which::New, &place.at.new, nodes.new).or(scope.evidence.new),
        }
    }

    /// A list of single values: it counts which there are, and not where.
    fn scalars(&mut self, scope: &Scope<'v>, place: &Place, nodes: Nodes<'v>, old: &[Node], new: &[Node]) {
        let forms = |items: &[Node]| -> Vec<String> { items.iter().map(Node::canonical).collect() };
        let (forms_old, forms_new) = (forms(old), forms(new));
        if forms_old == forms_new {
            return;
        }
        let sorted = |mut forms: Vec<String>| {
            forms.sort_unstable();
            forms
        };
        if sorted(forms_old) == sorted(forms_new) {
            let field = scope.field(place);
            let field = if scope.section.is_empty() {
                field
            } else {
                format!("{}.{field}", scope.section)
            };
            self.add_order(field, scope, place, nodes);
            return;
        }
        let texts = |items: &[Node]| -> Option<Vec<String>> {
            let texts = items.iter().map(|item| item.as_str().map(str::to_owned));
            texts.collect::<Option<Vec<_>>>()
        };
        let written = texts(old).zip(texts(new));
        let is_wording = written.is_some_and(|(old, new)| {
            old.len() == new.len() && old.iter().zip(&new).all(|(old, new)| same_words(old, new))
        });
        let class = if is_wording {
            Class::Wording
        } else {
            class_of(scope, nodes)
        };
        self.push(class, scope, place, nodes);
    }

    fn add_order(&mut self, field: String, scope: &Scope<'v>, place: &Place, nodes: Nodes<'v>) {
        let side = |which, node| Side {
            value: None,
            quotes: Vec::new(),
            ..self.side(which, scope, place, node)
        };
        let (old, new) = (side(Which::Old, nodes.old), side(Which::New, nodes.new));
        self.order.add(field, old, new);
    }

    fn evidence(&mut self, scope: &Scope<'v>, place: &Place, nodes: Nodes<'v>) {
        let class = match (nodes.old, nodes.new) {
            (Some(old), Some(new)) => match evidence::compare((self.old, old), (self.new, new)) {
                Some(Class::Order) => {
                    self.add_order(
                        format!("{}.{}", scope.section, scope.field(place)),
                        scope,
                        place,
                        nodes,
                    );
                    return;
                }
                Some(class) => class,
                None => {
                    self.wrapping(scope, place, old, new);
                    return;
                }
            },
            // A fact that rests on something now claims nothing that it did not claim; one that rests
            // on nothing any more does.
            (None, Some(_)) => Class::EvidenceMoved,
            _ => Class::FactChanged,
        };
        self.push(class, scope, place, nodes);
    }

    fn leaf(&mut self, scope: &Scope<'v>, place: &Place, nodes: Nodes<'v>, role: &Role) {
        if let (Some(old), Some(new)) = (nodes.old, nodes.new)
            && old.canonical() == new.canonical()
        {
            self.wrapping(scope, place, old, new);
            return;
        }
        let texts = Both {
            old: nodes.old.and_then(Node::as_str),
            new: nodes.new.and_then(Node::as_str),
        };
        let both = texts.old.zip(texts.new);
        let by_strength = |more: Option<bool>| match more {
            Some(true) => Class::Stronger,
            Some(false) => Class::Weaker,
            None => class_of(scope, nodes),
        };
        let is_false = |node: Option<&Node>| node.is_none_or(|node| node.value == Value::Bool(false));
        let class = match role {
            Role::Flag if is_false(nodes.old) && is_false(nodes.new) => return,
            Role::Volatile => Class::Wording,
            Role::Scale(grounding) => by_strength(both.and_then(|(old, new)| match &grounding.rule {
                Some(Rule::Cue(cue)) => claims_more(cue, old, new),
                _ => None,
            })),
            Role::Comparator(grounding) => {
                let (old, new) = (meant(grounding, texts.old), meant(grounding, texts.new));
                if old == new {
                    return;
                }
                by_strength(bounds_more(old, new))
            }
            _ if both.is_some_and(|(old, new)| same_words(old, new)) => Class::Wording,
            _ => class_of(scope, nodes),
        };
        self.push(class, scope, place, nodes);
    }

    /// Takes note of values that are the same and are only broken into other lines.
    fn wrapping(&mut self, scope: &Scope<'v>, place: &Place, old: &'v Node, new: &'v Node) {
        if self.old.file.is_json() || self.new.file.is_json() {
            return;
        }
        let mut pairs = vec![(String::new(), old, new)];
        while let Some((below_it, old, new)) = pairs.pop() {
            match (&old.value, &new.value) {
                (Value::Mapping(one), Value::Mapping(other)) => {
                    for entry in one.entries() {
                        if let Some(other) = other.get(&entry.key.text) {
                            pairs.push((below(&below_it, &entry.key.text), &entry.value, &other.value));
                        }
                    }
                }
                (Value::Sequence(one), Value::Sequence(other)) => {
                    for (index, (one, other)) in one.iter().zip(other).enumerate() {
                        pairs.push((below(&below_it, &index.to_string()), one, other));
                    }
                }
                _ if wrapped_otherwise(old, &self.old.file.text, new, &self.new.file.text) => {
                    let mut inner = place.member("");
                    inner.at = Both {
                        old: format!("{}{below_it}", place.at.old),
                        new: format!("{}{below_it}", place.at.new),
                    };
                    let sides = (
                        self.side(Which::Old, scope, &inner, Some(old)),
                        self.side(Which::New, scope, &inner, Some(new)),
                    );
                    self.wrapping.add(String::new(), sides.0, sides.1);
                }
                _ => {}
            }
        }
    }

    fn push(&mut self, class: Class, scope: &Scope<'v>, place: &Place, nodes: Nodes<'v>) {
        let scope = &Scope {
            evidence: self.evidence_of(scope, place, nodes),
            ..scope.clone()
        };
        // Of a whole object, or a member that is a fact of its own, the other version has no side.
        let is_whole = scope.is_alone || scope.field(place).is_empty();
        let side = |which, node: Option<&'v Node>| {
            (node.is_some() || !is_whole).then(|| self.side(which, scope, place, node))
        };
        let (section, field) = if scope.section.is_empty() {
            (place.name.clone(), String::new())
        } else {
            (scope.section.clone(), scope.field(place))
        };
        let difference = Difference {
            class,
            section,
            label: scope.label.clone(),
            field,
            old: side(Which::Old, nodes.old),
            new: side(Which::New, nodes.new),
            further: Vec::new(),
        };
        self.found.push(difference);
    }

    fn side(&self, which: Which, scope: &Scope<'v>, place: &Place, node: Option<&Node>) -> Side {
        let (version, pointer, object, evidence) = match which {
            Which::Old => (self.old, &place.at.old, scope.objects.old, scope.evidence.old),
            Which::New => (self.new, &place.at.new, scope.objects.new, scope.evidence.new),
        };
        let root = &version.record.root;
        let shown = node.or(object).unwrap_or(root);
        let span = if shown.span.is_empty() {
            root.key_at(pointer).map_or(shown.span, |key| key.span)
        } else {
            shown.span
        };
        Side {
            pointer: pointer.clone(),
            place: version.file.place(span),
            value: node.map(Node::to_json),
            quotes: evidence::shown(version, evidence),
        }
    }
}

/// What it means that a value is another, is new, or is gone.
fn class_of(scope: &Scope<'_>, nodes: Nodes<'_>) -> Class {
    match (scope.is_alone, nodes.old, nodes.new) {
        (true, None, _) => Class::FactAdded,
        (true, _, None) => Class::FactRemoved,
        _ => Class::FactChanged,
    }
}

/// What a comparator of the record means in the vocabulary; `exact` where there is none.
fn meant<'a>(grounding: &'a Grounding, written: Option<&'a str>) -> &'a str {
    let names = match &grounding.rule {
        Some(Rule::Quantity(rule)) => {
            let QuantityRule { names, .. } = &**rule;
            Some(names)
        }
        _ => None,
    };
    let written = written.unwrap_or("exact");
    names
        .and_then(|names| names.get(written))
        .map_or(written, String::as_str)
}

/// The list at `pointer`, without indices, dotted.
fn section(pointer: &str) -> String {
    let tokens = pointer.split('/').skip(1);
    let names = tokens.filter(|token| !token.bytes().all(|byte| byte.is_ascii_digit()));
    names.collect::<Vec<_>>().join(".")
}
