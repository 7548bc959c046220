//! The record as a page shows it: sections, in them facts, in these values.
//!
//! What a section and a field are called, and what a value is, is asked of the schema: its `title`,
//! `description` and `grounding` at that place. A schema without them gets its keys shown.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;
use serde_json::Value;

use super::notice::{Notice, worst};
use super::text::Passage;
use super::value::written;
use super::{seen, seen_lines};
use crate::grounding::{Grounding, Member, Rule, locate, quotes};
use crate::suite::Viewed;
use crate::yaml::{Node, Value as Content, escape};

/// The number of colours; a schema with more sections has some of them twice.
pub(super) const COLOURS: usize = 12;

/// A key of the record with all that stands under it.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Section {
    pub(super) key: String,
    pub(super) title: String,
    pub(super) about: String,
    pub(super) slot: usize,
    pub(super) cards: Vec<Card>,
    /// Findings about the section as a whole, such as what it leaves out.
    pub(super) notices: Vec<Notice>,
    #[serde(skip)]
    pointer: String,
}

/// One fact: an object with the evidence that its values rest on.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Card {
    /// Its number in the record, from 1; 0 for what tells nothing of the source.
    pub(super) number: usize,
    /// The field that says what it is about; empty where there is none.
    pub(super) caption: String,
    pub(super) label: String,
    pub(super) rows: Vec<Row>,
    pub(super) quotes: Vec<Quoted>,
    pub(super) notices: Vec<Notice>,
    /// The classes of what changed in it since an older version.
    pub(super) changes: Vec<&'static str>,
    /// True where values that must rest on the source have no evidence.
    pub(super) lacks_evidence: bool,
    /// The most serious finding about it or about one of its values.
    pub(super) level: &'static str,
    #[serde(skip)]
    pub(super) pointer: String,
}

/// One value, or the name of the object or list whose values follow.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Row {
    pub(super) depth: usize,
    pub(super) title: String,
    pub(super) about: String,
    /// `text`, `number`, or `choice` for one of a set; empty for what only names those that follow.
    pub(super) kind: &'static str,
    pub(super) values: Vec<String>,
    pub(super) notices: Vec<Notice>,
    #[serde(skip)]
    pointer: String,
}

/// One quote, with where it was found in the source.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Quoted {
    pub(super) exact: String,
    /// Numbers of its passages among those of the fact, with line and column.
    pub(super) places: Vec<(usize, usize, usize)>,
}

/// The whole record.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) sections: Vec<Section>,
    pub(super) passages: Vec<Passage>,
    /// Findings that have no place in a section.
    pub(super) others: Vec<Notice>,
    /// Single values at the top of the record, with their titles.
    pub(super) head: Vec<(String, String)>,
    /// How many facts there are.
    pub(super) count: usize,
}

/// What the schema says of the record's places.
struct Reader<'v> {
    viewed: Viewed<'v>,
    titles: HashMap<String, String>,
    abouts: HashMap<String, String>,
    rules: BTreeMap<&'v str, Vec<Grounding>>,
    evidence: BTreeSet<&'v str>,
    facts: Facts,
}

/// What `viewed` has, with `notices` where they belong.
pub(super) fn facts_of(viewed: Viewed<'_>, notices: Vec<Notice>) -> Facts {
    let mut rules: BTreeMap<&str, Vec<Grounding>> = BTreeMap::new();
    for (pointer, value) in viewed.annotations {
        rules.entry(pointer).or_default().extend(Grounding::of(value));
    }
    let evidence = rules
        .iter()
        .filter(|(_, rules)| rules.iter().any(|rule| rule.rule == Some(Rule::Evidence)))
        .map(|(pointer, _)| *pointer)
        .collect();
    let mut reader = Reader {
        viewed,
        titles: words(viewed, "title"),
        abouts: words(viewed, "description"),
        rules,
        evidence,
        facts: Facts::default(),
    };
    reader.read();
    reader.place(notices);
    reader.facts
}

/// What `keyword` says of each place of the record. Of several the outermost counts: a property says
/// more of its value than the definition that it refers to.
fn words(viewed: Viewed<'_>, keyword: &str) -> HashMap<String, String> {
    let mut found = HashMap::new();
    for (pointer, value) in viewed.schema.declared(viewed.json, keyword) {
        if let Some(text) = value.as_str() {
            found.entry(pointer).or_insert_with(|| seen(text));
        }
    }
    found
}

/// The colour of each top-level key: by its place among those of the schema that hold objects or lists.
fn slots(schema: &Value, root: &Node) -> HashMap<String, usize> {
    let properties = schema.get("properties").and_then(Value::as_object);
    let declared = properties
        .into_iter()
        .flat_map(|properties| properties.keys().cloned());
    let own = root
        .as_mapping()
        .into_iter()
        .flat_map(crate::yaml::Mapping::entries);
    let own = own.map(|entry| entry.key.text.clone());
    let mut slots = HashMap::new();
    for key in declared.chain(own) {
        let next = slots.len();
        slots.entry(key).or_insert(next);
    }
    slots
}

impl<'v> Reader<'v> {
    fn read(&mut self) {
        let root = &self.viewed.record.root;
        let slots = slots(self.viewed.schema.document(), root);
        let Some(mapping) = root.as_mapping() else {
            let mut section = Section::default();
            self.gather(root, "", &mut section);
            self.facts.sections.push(section);
            return;
        };
        for entry in mapping.entries() {
            let pointer = child("", &entry.key.text);
            if is_scalar(&entry.value) && !self.needs_evidence(&pointer) {
                let title = self.title(&pointer, &entry.key.text);
                self.facts.head.push((title, written(&entry.value)));
                continue;
            }
            let mut section = Section {
                title: self.title(&pointer, &entry.key.text),
                about: self.abouts.get(&pointer).cloned().unwrap_or_default(),
                slot: slots.get(&entry.key.text).copied().unwrap_or_default() % COLOURS,
                key: seen(&entry.key.text),
                pointer: pointer.clone(),
                ..Section::default()
            };
            self.gather(&entry.value, &pointer, &mut section);
            self.facts.sections.push(section);
        }
    }

    /// Adds the facts at and below `node` to `section`. The tree is of bounded depth.
    fn gather(&mut self, node: &'v Node, pointer: &str, section: &mut Section) {
        let deeper = self.has_evidence_below(pointer);
        match &node.value {
            Content::Mapping(mapping) => {
                let own = mapping
                    .entries()
                    .iter()
                    .any(|entry| self.evidence.contains(child(pointer, &entry.key.text).as_str()));
                if own || !deeper {
                    self.card(node, pointer, section);
                    return;
                }
                for entry in mapping.entries() {
                    self.gather(&entry.value, &child(pointer, &entry.key.text), section);
                }
            }
            Content::Sequence(items) if items.is_empty() => {}
            Content::Sequence(items) => {
                let has_objects = items.iter().any(|item| item.as_mapping().is_some());
                if !deeper && !has_objects {
                    self.card(node, pointer, section);
                    return;
                }
                for (at, item) in items.iter().enumerate() {
                    self.gather(item, &child(pointer, &at.to_string()), section);
                }
            }
            _ => self.card(node, pointer, section),
        }
    }

    fn card(&mut self, node: &'v Node, pointer: &str, section: &mut Section) {
        let lacks_evidence = self.needs_evidence(pointer);
        let is_fact = lacks_evidence || self.has_evidence_below(pointer);
        self.facts.count += usize::from(is_fact);
        let mut card = Card {
            number: if is_fact { self.facts.count } else { 0 },
            pointer: pointer.to_owned(),
            ..Card::default()
        };
        self.rows(node, pointer, 0, section.slot, &mut card);
        let label = self.label(node, pointer);
        let at = label.and_then(|label| card.rows.iter().position(|row| row.pointer == label));
        if let Some(at) = at {
            let row = card.rows.remove(at);
            card.caption = row.title;
            card.label = row.values.concat();
        }
        card.lacks_evidence = lacks_evidence && card.quotes.is_empty();
        section.cards.push(card);
    }

    /// Adds the values at and below `node`, and keeps evidence apart.
    fn rows(&mut self, node: &'v Node, pointer: &str, depth: usize, slot: usize, card: &mut Card) {
        match &node.value {
            Content::Mapping(mapping) => {
                for entry in mapping.entries() {
                    let pointer = child(pointer, &entry.key.text);
                    if self.evidence.contains(pointer.as_str()) {
                        self.quotes(&pointer, slot, card);
                        continue;
                    }
                    let title = self.title(&pointer, &entry.key.text);
                    self.row(&entry.value, &pointer, title, depth, slot, card);
                }
            }
            Content::Sequence(items) if items.iter().any(|item| !is_scalar(item)) => {
                for (at, item) in items.iter().enumerate() {
                    let pointer = child(pointer, &at.to_string());
                    self.row(item, &pointer, (at + 1).to_string(), depth, slot, card);
                }
            }
            _ => {
                let title = String::new();
                self.row(node, pointer, title, depth, slot, card);
            }
        }
    }

    fn row(
        &mut self,
        node: &'v Node,
        pointer: &str,
        title: String,
        depth: usize,
        slot: usize,
        card: &mut Card,
    ) {
        let (kind, values) = match &node.value {
            Content::Sequence(items) if items.iter().all(is_scalar) => {
                ("text", items.iter().map(written).collect())
            }
            Content::Mapping(_) | Content::Sequence(_) => ("", Vec::new()),
            Content::Number(_) => ("number", vec![written(node)]),
            _ if self.is_choice(pointer) => ("choice", vec![written(node)]),
            _ => ("text", vec![written(node)]),
        };
        card.rows.push(Row {
            depth,
            about: self.abouts.get(pointer).cloned().unwrap_or_default(),
            title,
            kind,
            values,
            notices: Vec::new(),
            pointer: pointer.to_owned(),
        });
        if kind.is_empty() {
            self.rows(node, pointer, depth + 1, slot, card);
        }
    }

    /// The quotes at `pointer`, with their passages.
    fn quotes(&mut self, pointer: &str, slot: usize, card: &mut Card) {
        let viewed = self.viewed;
        let Some(value) = viewed.json.pointer(pointer) else {
            return;
        };
        for (_, quote) in quotes(pointer, value) {
            let mut quoted = Quoted {
                exact: seen_lines(quote.exact),
                places: Vec::new(),
            };
            if let Some(source) = viewed.source {
                let document = source.document();
                for span in locate(source, &quote).passages {
                    let span = source.as_read(span);
                    let part = self.parts_of(card.number) + 1;
                    let start = document.position(span.start);
                    quoted.places.push((part, start.line, start.column));
                    self.facts.passages.push(Passage {
                        span,
                        fact: card.number,
                        part,
                        slot,
                    });
                }
            }
            card.quotes.push(quoted);
        }
    }

    /// How many passages the fact that is read has so far: they stand at the end.
    fn parts_of(&self, fact: usize) -> usize {
        let last = self.facts.passages.last();
        last.filter(|passage| passage.fact == fact)
            .map_or(0, |passage| passage.part)
    }

    /// The pointer of the value by which the object at `pointer` is known.
    fn label(&self, node: &Node, pointer: &str) -> Option<String> {
        let mapping = node.as_mapping()?;
        let named = |member: &String| mapping.get(member).map(|_| child(pointer, member));
        let own = self.rules_at(pointer).find_map(|rule| match rule {
            Rule::Person(person) => named(&person.name),
            Rule::Country(country) => country.name.as_ref().and_then(named),
            Rule::Attribution(attribution) => named(&attribution.text),
            _ => None,
        });
        let in_words = || {
            let members = mapping
                .entries()
                .iter()
                .map(|entry| child(pointer, &entry.key.text));
            let mut members = members.filter(|pointer| {
                self.rules_at(pointer)
                    .any(|rule| matches!(rule, Rule::Phrase(_) | Rule::Name(_)))
            });
            members.next()
        };
        let by_identity = || {
            let (list, _) = pointer.rsplit_once('/')?;
            let rules = self.rules.get(list)?;
            rules.iter().flat_map(|rule| &rule.identity).find_map(named)
        };
        own.or_else(in_words).or_else(by_identity)
    }

    fn rules_at(&self, pointer: &str) -> impl Iterator<Item = &Rule> {
        let rules = self.rules.get(pointer).into_iter().flatten();
        rules.filter_map(|grounding| grounding.rule.as_ref())
    }

    /// True for one of a set of values: a judgement, or what cues tell.
    fn is_choice(&self, pointer: &str) -> bool {
        let is_set = |rule: &Rule| match rule {
            Rule::Judgement => true,
            Rule::Cue(cue) => cue.value.is_none(),
            _ => false,
        };
        let Some((parent, own)) = pointer.rsplit_once('/') else {
            return false;
        };
        let is = |member: &Option<Member>| *member == Some(Member::Named(own.to_owned()));
        self.rules_at(pointer).any(is_set)
            || self.rules_at(parent).any(|rule| match rule {
                Rule::Cue(cue) => cue.value.as_deref() == Some(own),
                Rule::Quantity(quantity) => {
                    is(&quantity.kind) || is(&quantity.comparator) || is(&quantity.change)
                }
                _ => false,
            })
    }

    /// True where a value at or below `pointer` has to rest on words of the source.
    fn needs_evidence(&self, pointer: &str) -> bool {
        let rests = |rule: &Rule| match rule {
            Rule::Phrase(words) | Rule::Name(words) => !words.outside,
            Rule::Date(date) => !date.outside,
            Rule::Country(_) | Rule::Person(_) | Rule::Quantity(_) | Rule::Attribution(_) | Rule::Cue(_) => {
                true
            }
            Rule::Evidence | Rule::Reference(_) | Rule::Judgement | Rule::Editorial | Rule::Source(_) => {
                false
            }
        };
        let below = format!("{pointer}/");
        let mut all = self.rules_at(pointer).chain(
            self.rules
                .range(below.as_str()..)
                .take_while(|(at, _)| at.starts_with(&below))
                .flat_map(|(at, _)| self.rules_at(at)),
        );
        all.any(rests)
    }

    fn has_evidence_below(&self, pointer: &str) -> bool {
        let below = format!("{pointer}/");
        let mut next = self.evidence.range(below.as_str()..);
        next.next().is_some_and(|at| at.starts_with(&below))
    }

    /// What the schema calls the place, else its key in plain letters.
    fn title(&self, pointer: &str, key: &str) -> String {
        let title = self.titles.get(pointer).cloned();
        title.unwrap_or_else(|| seen(&key.replace('_', " ")))
    }

    /// Puts each finding beside what it is about.
    fn place(&mut self, notices: Vec<Notice>) {
        let mut rows: HashMap<String, (usize, usize, Option<usize>)> = HashMap::new();
        let mut sections: HashMap<String, usize> = HashMap::new();
        for (at, section) in self.facts.sections.iter().enumerate() {
            sections.insert(section.pointer.clone(), at);
            for (card_at, card) in section.cards.iter().enumerate() {
                rows.insert(card.pointer.clone(), (at, card_at, None));
                for (row_at, row) in card.rows.iter().enumerate() {
                    rows.entry(row.pointer.clone())
                        .or_insert((at, card_at, Some(row_at)));
                }
            }
        }
        for notice in notices {
            let mut pointer = notice.pointer.as_str();
            let home = loop {
                if let Some(&(section, card, row)) = rows.get(pointer) {
                    break Some((section, Some((card, row))));
                }
                if let Some(&section) = sections.get(pointer) {
                    break Some((section, None));
                }
                match pointer.rsplit_once('/') {
                    Some((parent, _)) => pointer = parent,
                    None => break None,
                }
            };
            let Some((section, inside)) = home else {
                self.facts.others.push(notice);
                continue;
            };
            let Some(section) = self.facts.sections.get_mut(section) else {
                continue;
            };
            match inside {
                None => section.notices.push(notice),
                Some((card, row)) => {
                    let Some(card) = section.cards.get_mut(card) else {
                        continue;
                    };
                    match row.and_then(|row| card.rows.get_mut(row)) {
                        Some(row) => row.notices.push(notice),
                        None => card.notices.push(notice),
                    }
                }
            }
        }
        for card in self
            .facts
            .sections
            .iter_mut()
            .flat_map(|section| &mut section.cards)
        {
            let of_rows = card.rows.iter().flat_map(|row| &row.notices);
            card.level = worst(card.notices.iter().chain(of_rows));
        }
    }
}

fn child(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", escape(key))
}

fn is_scalar(node: &Node) -> bool {
    !matches!(node.value, Content::Mapping(_) | Content::Sequence(_))
}
