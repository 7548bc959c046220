//! Operators on objects of lists: invented, left out, doubled.

use serde_json::Value;

use super::ground::{Draft, Drafts, Edits, Ground, child, edited, quotes};
use super::operator::Operator;
use super::words::wrapped;
use crate::document::Span;
use crate::grounding::{Grounding, Member, MentionKind, QuantityRule, Rule};

/// Operators that make up the key of an object that is invented, the most telling first.
const TELLING: [Operator; 6] = [
    Operator::NameForeign,
    Operator::CountrySwapped,
    Operator::Digit,
    Operator::WordAltered,
    Operator::DateYear,
    Operator::SpeakerSwapped,
];

/// Proposes changes to the lists of the top level. `known` are the changes to single values.
pub(super) fn drafts(ground: &Ground<'_>, known: &Drafts, out: &mut Drafts) {
    let Some(lists) = ground.record.as_object() else {
        return;
    };
    for (name, list) in lists {
        let Some(items) = list.as_array().filter(|items| items.iter().any(Value::is_object)) else {
            continue;
        };
        let list = List {
            ground,
            pointer: child("", name),
            items,
        };
        list.invented(known, out);
        list.left_out(out);
        list.doubled(out);
        list.controls(out);
    }
}

struct List<'l> {
    ground: &'l Ground<'l>,
    pointer: String,
    items: &'l [Value],
}

impl List<'_> {
    fn item(&self, index: usize) -> String {
        child(&self.pointer, &index.to_string())
    }

    fn set(&self, items: Vec<Value>) -> Edits {
        vec![(self.pointer.clone(), Some(items.into()))]
    }

    /// A neighbour once more, its most telling value changed: it still has the neighbour's quote.
    fn invented(&self, known: &Drafts, out: &mut Drafts) {
        for index in 0..self.items.len() {
            let item = self.item(index);
            let of_item =
                |draft: &&Draft| !draft.is_control && draft.pointer.starts_with(&format!("{item}/"));
            let telling = TELLING.iter().find_map(|operator| {
                let mut drafts = known.0.iter().filter(of_item);
                drafts.find(|draft| draft.operator == *operator)
            });
            let invented = telling
                .and_then(|draft| edited(self.ground.record, &draft.edits))
                .and_then(|record| record.pointer(&item).cloned());
            if let Some(invented) = invented {
                let mut items = self.items.to_vec();
                items.push(invented);
                out.faults(Operator::ObjectInvented, &self.pointer, self.set(items));
            }
        }
    }

    /// An object of a list that accounts for what it tells, where no other object has it too.
    fn left_out(&self, out: &mut Drafts) {
        let kinds: Vec<MentionKind> = self
            .ground
            .sites
            .iter()
            .filter(|(pointer, _)| *pointer == self.pointer)
            .flat_map(|(_, grounding)| grounding.accounts_for.clone())
            .collect();
        if kinds.is_empty() {
            return;
        }
        let mut alone = 0;
        for index in 0..self.items.len() {
            if !self.is_alone(index, &kinds) {
                continue;
            }
            alone += 1;
            let edits = vec![(self.item(index), None)];
            out.faults(Operator::ObjectLeftOut, &self.pointer, edits);
        }
        if alone > 0 {
            out.faults(
                Operator::ListLeftOut,
                &self.pointer,
                vec![(self.pointer.clone(), None)],
            );
            out.faults(Operator::ListLeftOut, &self.pointer, self.set(Vec::new()));
        }
    }

    /// True where what the item at `index` tells stands nowhere else in the record: no other object
    /// quotes one of its sentences, and its name, if it has one, is no part of another value.
    fn is_alone(&self, index: usize, kinds: &[MentionKind]) -> bool {
        let item = self.item(index);
        let within = format!("{item}/");
        let is_own = |pointer: &str| pointer == item || pointer.starts_with(&within);
        let ground = self.ground;
        let sentences: Vec<Span> = ground
            .evidenced()
            .filter(|(object, ..)| is_own(object))
            .flat_map(|(.., passages)| passages)
            .filter_map(|passage| ground.source.sentence_of(*passage))
            .collect();
        let is_quoted_elsewhere =
            ground
                .evidenced()
                .filter(|(object, ..)| !is_own(object))
                .any(|(_, _, passages)| {
                    let mut passages = passages.iter();
                    passages.any(|passage| sentences.iter().any(|own| own.overlaps(*passage)))
                });
        let names: Vec<&str> = ground
            .sites
            .iter()
            .filter(|(pointer, _)| is_own(pointer))
            .filter_map(|(pointer, grounding)| match &grounding.rule {
                Some(Rule::Name(_)) => ground.text(pointer),
                Some(Rule::Person(rule)) => ground.text(&child(pointer, &rule.name)),
                _ => None,
            })
            .collect();
        let is_named = kinds.iter().any(|kind| {
            matches!(
                kind,
                MentionKind::Person | MentionKind::Organization | MentionKind::Programme
            )
        });
        if is_named {
            return !names.is_empty() && !names.iter().any(|name| self.has_elsewhere(name, index));
        }
        // A place in an order is none of the kinds that a list can account for.
        let is_ordinal = |pointer: &str, rule: &QuantityRule| match &rule.kind {
            Some(Member::Named(kind)) => ground.text(&child(pointer, kind)) == Some("ordinal"),
            Some(Member::Const { value }) => value == "ordinal",
            None => false,
        };
        let numbers = ground
            .sites
            .iter()
            .any(|(pointer, grounding)| match &grounding.rule {
                Some(Rule::Quantity(rule)) => is_own(pointer) && !is_ordinal(pointer, rule),
                _ => false,
            });
        let counts = !kinds.contains(&MentionKind::Commitment);
        !sentences.is_empty() && !is_quoted_elsewhere && (numbers || !counts)
    }

    /// True where another value of the record than those of the item at `index` has the last word of
    /// `name`.
    fn has_elsewhere(&self, name: &str, index: usize) -> bool {
        let last = name.split_whitespace().next_back().unwrap_or(name).to_lowercase();
        let mut rest = self.ground.record.clone();
        if let Some(items) = rest.pointer_mut(&self.pointer).and_then(Value::as_array_mut)
            && index < items.len()
        {
            items.remove(index);
        }
        // Quotes are no values: a name in the quote of another object is recorded nowhere.
        for (pointer, grounding) in &self.ground.sites {
            if is_evidence(grounding)
                && let Some(value) = rest.pointer_mut(pointer)
            {
                *value = Value::Null;
            }
        }
        rest.to_string().to_lowercase().contains(&last)
    }

    /// An object twice, the second time with its quote written otherwise.
    fn doubled(&self, out: &mut Drafts) {
        for index in 0..self.items.len() {
            let item = self.item(index);
            let own = self.ground.evidenced().find(|(object, ..)| *object == item);
            let Some((_, pointer, _)) = own else { continue };
            let Some(evidence) = self.ground.at(pointer) else {
                continue;
            };
            let quote = quotes(evidence).first().and_then(|quote| wrapped(quote.exact));
            let Some(quote) = quote else { continue };
            let edits = vec![(pointer.to_owned(), Some(Value::from(quote)))];
            let again = edited(self.ground.record, &edits).and_then(|record| record.pointer(&item).cloned());
            if let Some(again) = again {
                let mut items = self.items.to_vec();
                items.push(again);
                out.faults(Operator::ObjectDoubled, &self.pointer, self.set(items));
            }
        }
    }

    /// The list in another order.
    fn controls(&self, out: &mut Drafts) {
        if self.items.len() < 2 {
            return;
        }
        let operators = [
            Operator::ObjectInvented,
            Operator::ObjectLeftOut,
            Operator::ObjectDoubled,
        ];
        let turned: Vec<Value> = self.items.iter().rev().cloned().collect();
        out.controls(&operators, &self.pointer, &self.set(turned));
    }
}

fn is_evidence(grounding: &Grounding) -> bool {
    grounding.rule == Some(Rule::Evidence)
}
