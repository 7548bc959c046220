//! Operators on evidence: quotes altered, stitched, elided, exchanged, and led astray.

use serde_json::{Value, json};

use super::ground::{Drafts, Ground, parent, quotes};
use super::operator::Operator;
use super::words::{altered, content, marks_turned, negation_in, replaced, weakened, wrapped};
use crate::document::{Span, tokens};
use crate::grounding::Level;

/// What the control of an operator on quotes stands for.
const ALL: [Operator; 4] = [
    Operator::QuoteAltered,
    Operator::QuoteStitched,
    Operator::EvidenceSwapped,
    Operator::NegationRemoved,
];

/// Proposes changes to the evidence at `pointer`.
pub(super) fn drafts(ground: &Ground<'_>, pointer: &str, out: &mut Drafts) {
    let Some(value) = ground.at(pointer) else { return };
    // Of several quotes the first is changed.
    let quotes = quotes(value);
    let Some(quote) = quotes.first() else { return };
    let found = crate::grounding::locate(ground.source, quote);
    let (None, [place]) = (&found.fault, found.passages.as_slice()) else {
        return;
    };
    let site = Site {
        ground,
        pointer,
        value,
        text: quote.exact,
        place: *place,
    };
    site.altered(out);
    site.stitched(out);
    site.elided(out);
    site.swapped(out);
    site.led_astray(out);
    site.controls(out);
}

struct Site<'s> {
    ground: &'s Ground<'s>,
    pointer: &'s str,
    value: &'s Value,
    /// The first quote.
    text: &'s str,
    /// Where it stands.
    place: Span,
}

impl Site<'_> {
    /// The evidence with its first quote replaced by `quote`.
    fn with(&self, quote: impl Into<Value>) -> Value {
        let quote = quote.into();
        match self.value {
            Value::Array(items) => {
                let mut items = items.clone();
                if let Some(first) = items.first_mut() {
                    *first = in_place_of(first, quote);
                }
                Value::Array(items)
            }
            own => in_place_of(own, quote),
        }
    }

    fn altered(&self, out: &mut Drafts) {
        if let Some(other) = altered(self.ground, Operator::QuoteAltered, self.pointer, self.text) {
            out.fault(Operator::QuoteAltered, self.pointer, self.with(other));
        }
        for (operator, other) in weakened(self.ground, self.text) {
            out.fault(operator, self.pointer, self.with(other));
        }
    }

    /// The first half of this quote with the second half of another sentence.
    fn stitched(&self, out: &mut Drafts) {
        let source = self.ground.source;
        let mut random = self.ground.random(Operator::QuoteStitched, self.pointer);
        let own = source.sentence_of(self.place);
        let sentences = source.outline().sentences();
        let others: Vec<&str> = sentences
            .iter()
            .filter(|sentence| Some(sentence.span) != own && !sentence.span.overlaps(self.place))
            .map(|sentence| source.slice(sentence.span))
            .filter(|text| content(text).len() > 5)
            .collect();
        let (Some(head), Some(tail)) = (
            half(self.text, true),
            random.pick(&others).and_then(|text| half(text, false)),
        ) else {
            return;
        };
        let stitched = format!("{head} {tail}");
        if !self.ground.says(&stitched) {
            out.fault(Operator::QuoteStitched, self.pointer, self.with(stitched.clone()));
            out.fault(
                Operator::QuoteStitched,
                self.pointer,
                self.with(format!("{head} … {tail}")),
            );
        }
    }

    /// An elision in the place of a negation inside the quote, with a word on either side of it.
    fn elided(&self, out: &mut Drafts) {
        let words = tokens(self.text);
        let Some(negation) = negation_in(self.text) else {
            return;
        };
        let at = words.partition_point(|token| token.span.start < negation.start);
        let enough = at >= 2 && at + 2 < words.len();
        if !enough {
            return;
        }
        let elided = replaced(self.text, negation, "…");
        out.fault(Operator::Elision, self.pointer, self.with(elided));
    }

    /// The evidence of another object of the same list, which does not have what this one says.
    fn swapped(&self, out: &mut Drafts) {
        let object = parent(self.pointer);
        let list = parent(object);
        let mut random = self.ground.random(Operator::EvidenceSwapped, self.pointer);
        let said = self.said(object);
        let others: Vec<&Value> = self
            .ground
            .evidenced()
            .filter(|(other, own, passages)| {
                let has = |words: &&str| {
                    let places = self.ground.places(words);
                    places
                        .iter()
                        .any(|place| passages.iter().any(|passage| passage.overlaps(*place)))
                };
                *own != self.pointer
                    && parent(other) == list
                    && !list.is_empty()
                    && !passages.is_empty()
                    && !passages.iter().any(|passage| passage.overlaps(self.place))
                    && said.iter().any(|words| !has(&words.as_str()))
                    && !said.iter().any(|words| has(&words.as_str()))
            })
            .filter_map(|(_, own, _)| self.ground.at(own))
            .collect();
        if let Some(other) = random.pick(&others) {
            out.fault(Operator::EvidenceSwapped, self.pointer, (*other).clone());
        }
    }

    /// The values of `object` that are words of the source.
    fn said(&self, object: &str) -> Vec<String> {
        let members = self.ground.at(object).and_then(Value::as_object);
        let texts = members
            .into_iter()
            .flatten()
            .filter_map(|(_, value)| value.as_str());
        texts
            .filter(|text| text.chars().count() > 2 && self.ground.says(text))
            .map(str::to_owned)
            .collect()
    }

    /// Offsets that lead a word further.
    fn led_astray(&self, out: &mut Drafts) {
        let document = self.ground.source.document();
        let (start, end) = document.code_points(self.ground.source.as_read(self.place));
        let mut random = self.ground.random(Operator::OffsetsShifted, self.pointer);
        let by = 3 + random.below(40);
        let (from, to) = if random.below(2) == 0 || start < by {
            (start + by, end + by)
        } else {
            (start - by, end - by)
        };
        let selector = |start, end| json!({"exact": self.text, "start": start, "end": end});
        let there = document
            .span_of_code_points(from, to)
            .map(|span| document.slice(span));
        if there != Some(self.text) {
            out.fault(
                Operator::OffsetsShifted,
                self.pointer,
                self.whole(selector(from, to)),
            );
        }
        out.control(
            &[Operator::OffsetsShifted],
            self.pointer,
            self.whole(selector(start, end)),
        );
    }

    /// The evidence with its first quote replaced by a selector.
    fn whole(&self, selector: Value) -> Value {
        let mut items = match self.value {
            Value::Array(items) => items.clone(),
            own => vec![own.clone()],
        };
        if let Some(first) = items.first_mut() {
            *first = selector;
        }
        items.into()
    }

    fn controls(&self, out: &mut Drafts) {
        for control in wrapped(self.text).into_iter().chain(marks_turned(self.text)) {
            out.control(&ALL, self.pointer, self.with(control));
        }
        let source = self.ground.source;
        // The whole sentence holds what a clause of it does.
        if let Some(sentence) = source.sentence_of(self.place).filter(|sentence| {
            sentence.contains(self.place)
                && *sentence != self.place
                && source
                    .places(source.slice(*sentence), Level::Search, source.whole())
                    .len()
                    == 1
        }) {
            let widened = source.slice(sentence).to_owned();
            out.control(&[Operator::QuoteAltered], self.pointer, self.with(widened));
        }
        if let Value::Array(items) = self.value
            && items.len() > 1
        {
            let turned: Vec<Value> = items.iter().rev().cloned().collect();
            out.control(&[Operator::EvidenceSwapped], self.pointer, turned);
        }
    }
}

/// A selector keeps its other members, but for what would not fit the new quote.
fn in_place_of(own: &Value, quote: Value) -> Value {
    match (own, quote) {
        (Value::Object(members), Value::String(exact)) => {
            let mut members = members.clone();
            members.insert("exact".to_owned(), exact.into());
            for beside in ["start", "end", "prefix", "suffix"] {
                members.shift_remove(beside);
            }
            members.into()
        }
        (_, quote) => quote,
    }
}

/// The first or second half of the words of `text`.
fn half(text: &str, is_first: bool) -> Option<&str> {
    let words = tokens(text);
    let middle = words.get(words.len() / 2)?.span.start;
    let half = if is_first {
        text.get(..middle)
    } else {
        text.get(middle..)
    };
    half.map(str::trim).filter(|half| content(half).len() > 1)
}
