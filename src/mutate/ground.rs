//! What operators work on: a true record, the rules of its schema, and what its source says.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;
use serde_json::Value;

use super::operator::Operator;
use super::random::Random;
use crate::document::Span;
use crate::grounding::{Grounding, Level, Quote, Rule, Source, locate};
use crate::yaml::{escape, unescape};

/// A true record with its rules and its source.
pub(super) struct Ground<'g> {
    pub(super) source: &'g Source,
    pub(super) record: &'g Value,
    /// What the schema says of the value at each pointer, in the order of pointers.
    pub(super) sites: Vec<(String, Grounding)>,
    /// The quotes of each object that has some: pointer of the evidence, and passages.
    evidence: BTreeMap<String, (String, Vec<Span>)>,
    numbers: OnceCell<BTreeSet<Decimal>>,
    seed: u64,
    name: &'g str,
}

/// A change to a record: what stands at each pointer afterwards; `None` for nothing.
pub(super) type Edits = Vec<(String, Option<Value>)>;

/// A change that an operator proposes.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) operator: Operator,
    /// True for the operator's control: a change that leaves the meaning whole.
    pub(super) is_control: bool,
    /// The value that it is about.
    pub(super) pointer: String,
    pub(super) edits: Edits,
}

/// The changes that are proposed for one record.
#[derive(Debug, Default)]
pub(super) struct Drafts(pub(super) Vec<Draft>);

impl Drafts {
    /// Proposes to make the value at `pointer` false.
    pub(super) fn fault(&mut self, operator: Operator, pointer: &str, value: impl Into<Value>) {
        self.faults(operator, pointer, vec![(pointer.to_owned(), Some(value.into()))]);
    }

    /// Proposes to make the value at `pointer` false by several edits.
    pub(super) fn faults(&mut self, operator: Operator, pointer: &str, edits: Edits) {
        self.push(operator, false, pointer, edits);
    }

    /// Proposes the control of `operators` at the value at `pointer`.
    pub(super) fn control(&mut self, operators: &[Operator], pointer: &str, value: impl Into<Value>) {
        self.controls(
            operators,
            pointer,
            &vec![(pointer.to_owned(), Some(value.into()))],
        );
    }

    /// As [`control`](Self::control), by several edits.
    pub(super) fn controls(&mut self, operators: &[Operator], pointer: &str, edits: &Edits) {
        for &operator in operators {
            self.push(operator, true, pointer, edits.clone());
        }
    }

    fn push(&mut self, operator: Operator, is_control: bool, pointer: &str, edits: Edits) {
        self.0.push(Draft {
            operator,
            is_control,
            pointer: pointer.to_owned(),
            edits,
        });
    }
}

impl<'g> Ground<'g> {
    pub(super) fn new(
        source: &'g Source,
        record: &'g Value,
        annotations: &[(String, Arc<Value>)],
        seed: u64,
        name: &'g str,
    ) -> Self {
        let mut sites: Vec<(String, Grounding)> = Vec::new();
        for (pointer, value) in annotations {
            if let Ok(grounding) = Grounding::of(value)
                && !sites.iter().any(|own| own.0 == *pointer && own.1 == grounding)
            {
                sites.push((pointer.clone(), grounding));
            }
        }
        sites.sort_by(|one, other| one.0.cmp(&other.0));
        let mut evidence = BTreeMap::new();
        for (pointer, grounding) in &sites {
            if grounding.rule == Some(Rule::Evidence)
                && let Some(value) = record.pointer(pointer)
            {
                let passages = quotes(value)
                    .into_iter()
                    .flat_map(|quote| locate(source, &quote).passages)
                    .collect();
                evidence.insert(parent(pointer).to_owned(), (pointer.clone(), passages));
            }
        }
        Self {
            source,
            record,
            sites,
            evidence,
            numbers: OnceCell::new(),
            seed,
            name,
        }
    }

    /// The choices of `operator` at `pointer`.
    pub(super) fn random(&self, operator: Operator, pointer: &str) -> Random {
        Random::new(self.seed, &[self.name, operator.name(), pointer])
    }

    /// The value at `pointer`.
    pub(super) fn at(&self, pointer: &str) -> Option<&'g Value> {
        self.record.pointer(pointer)
    }

    /// The text at `pointer`.
    pub(super) fn text(&self, pointer: &str) -> Option<&'g str> {
        self.at(pointer)?.as_str()
    }

    /// True where `words` stand anywhere in the source, letter case apart.
    pub(super) fn says(&self, words: &str) -> bool {
        !self.places(words).is_empty()
    }

    /// Where `words` stand in the source, letter case apart.
    pub(super) fn places(&self, words: &str) -> Vec<Span> {
        self.source
            .places(words.trim(), Level::Caseless, self.source.whole())
    }

    /// The passages on which the value at `pointer` rests: those of the nearest object around it that
    /// has evidence. The whole source where there is none.
    pub(super) fn passages(&self, pointer: &str) -> Vec<Span> {
        let mut at = pointer;
        loop {
            if let Some((_, passages)) = self.evidence.get(at).filter(|(_, found)| !found.is_empty()) {
                return passages.clone();
            }
            match at.rsplit_once('/') {
                Some((up, _)) => at = up,
                None => return vec![self.source.whole()],
            }
        }
    }

    /// True where `words` stand in a passage on which the value at `pointer` rests.
    pub(super) fn in_evidence(&self, pointer: &str, words: &str) -> bool {
        let passages = self.passages(pointer);
        let holds = |place: &Span| passages.iter().any(|passage| passage.contains(*place));
        self.places(words).iter().any(holds)
    }

    /// Every object with evidence: its pointer, that of the evidence, and the passages.
    pub(super) fn evidenced(&self) -> impl Iterator<Item = (&str, &str, &[Span])> {
        self.evidence
            .iter()
            .map(|(object, (own, passages))| (object.as_str(), own.as_str(), passages.as_slice()))
    }

    /// Every number that the source says, whatever it counts, and those of the record, which it says too.
    pub(super) fn numbers(&self) -> &BTreeSet<Decimal> {
        self.numbers.get_or_init(|| {
            let mentions = self.source.mentions();
            let plain = mentions.numbers.iter().map(|number| number.value);
            let scaled = mentions
                .quantities
                .iter()
                .flat_map(|quantity| [Some(quantity.value), quantity.upper]);
            plain
                .chain(scaled.flatten())
                .map(|value| value.normalize())
                .collect()
        })
    }

    /// The texts at the same place of every item of the list around `pointer`, and of lists like it.
    pub(super) fn siblings(&self, pointer: &str) -> Vec<&'g str> {
        let wanted = field(pointer);
        let mut found: Vec<&str> = Vec::new();
        let mut open = vec![(String::new(), self.record)];
        while let Some((at, value)) = open.pop() {
            match value {
                Value::String(text) if at != pointer && field(&at) == wanted => found.push(text),
                Value::Array(items) => open.extend(
                    items
                        .iter()
                        .enumerate()
                        .map(|(index, item)| (child(&at, &index.to_string()), item)),
                ),
                Value::Object(members) => {
                    open.extend(members.iter().map(|(name, member)| (child(&at, name), member)));
                }
                _ => {}
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The quotes of an evidence value: a bare string, a selector, or a list of them.
pub(super) fn quotes(value: &Value) -> Vec<Quote<'_>> {
    match value {
        Value::String(exact) => vec![Quote {
            exact,
            ..Quote::default()
        }],
        Value::Object(members) => {
            let text = |member: &str| members.get(member).and_then(Value::as_str);
            let offset = |member: &str| usize::try_from(members.get(member)?.as_u64()?).ok();
            let quote = text("exact").map(|exact| Quote {
                exact,
                prefix: text("prefix"),
                suffix: text("suffix"),
                offsets: offset("start").zip(offset("end")),
            });
            quote.into_iter().collect()
        }
        Value::Array(items) => items
            .iter()
            .filter(|item| !item.is_array())
            .flat_map(quotes)
            .collect(),
        _ => Vec::new(),
    }
}

/// `record` with `edits` made, in their order; `None` where one of them has no place.
pub(super) fn edited(record: &Value, edits: &Edits) -> Option<Value> {
    let mut record = record.clone();
    for (pointer, value) in edits {
        let (up, last) = pointer.rsplit_once('/')?;
        let last = unescape(last).into_owned();
        match (record.pointer_mut(up)?, value) {
            (Value::Object(members), Some(value)) => {
                members.insert(last, value.clone());
            }
            (Value::Object(members), None) => {
                members.shift_remove(&last)?;
            }
            (Value::Array(items), Some(value)) => {
                *items.get_mut(last.parse::<usize>().ok()?)? = value.clone();
            }
            (Value::Array(items), None) => {
                let index = last.parse::<usize>().ok().filter(|index| *index < items.len())?;
                items.remove(index);
            }
            _ => return None,
        }
    }
    Some(record)
}

/// `pointer` with the member or index `last` added.
pub(super) fn child(pointer: &str, last: &str) -> String {
    format!("{pointer}/{}", escape(last))
}

/// The pointer of what the value at `pointer` stands in.
pub(super) fn parent(pointer: &str) -> &str {
    pointer.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// The field that `pointer` leads to: every index is `*`.
pub(super) fn field(pointer: &str) -> String {
    let is_index = |token: &str| !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit());
    let tokens = pointer
        .split('/')
        .map(|token| if is_index(token) { "*" } else { token });
    tokens.collect::<Vec<_>>().join("/")
}
