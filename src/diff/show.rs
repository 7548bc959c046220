//! A difference in plain text, for terminals and messages of tests.

use std::fmt;

use serde_json::Value;

use super::{Class, Comparison, Difference, Quote, Side};
use crate::document::visible;

/// Values longer than this stand on lines of their own.
const SHORT: usize = 40;

/// Of longer values and passages so many code points are shown.
const LONG: usize = 300;

impl Difference {
    /// What differs, in one line: `outcomes “forum proposed first forum” status`.
    ///
    /// Text of the record is as it stands there; whoever shows it escapes it.
    pub fn subject(&self) -> String {
        let mut parts = Vec::new();
        match (self.class, self.section.is_empty()) {
            (Class::Order, true) => parts.push(self.field.clone()),
            (_, true) if self.further.is_empty() && self.field.is_empty() => parts.push("record".to_owned()),
            _ => parts.push(self.section.clone()),
        }
        if !self.label.is_empty() {
            parts.push(format!("“{}”", cut(&self.label, SHORT * 2)));
        }
        if !self.field.is_empty() && self.class != Class::Order {
            parts.push(self.field.clone());
        }
        parts.retain(|part| !part.is_empty());
        parts.join(" ")
    }

    /// How many values or lists the difference is about.
    pub fn places(&self) -> usize {
        self.further.len() + 1
    }

    /// True where only the files' lines are broken otherwise.
    pub fn is_wrapping(&self) -> bool {
        self.class == Class::Wording && self.section.is_empty() && self.label.is_empty()
    }
}

impl Side {
    /// The value on one line, for people: text as it is, evidence by its quotes, else JSON; `–` where
    /// there is none. At most some 300 code points.
    ///
    /// Text of the record is as it stands there; whoever shows it escapes it.
    pub fn shown(&self) -> String {
        match &self.value {
            None => "–".to_owned(),
            // The passages of an object are told beside it.
            Some(Value::Object(members)) => {
                let quotes: Vec<String> = self.quotes.iter().map(|quote| one_line(&quote.exact)).collect();
                let quotes = quotes.join(" … ");
                let members = members.iter().map(|(name, value)| (name, shown(value)));
                let members = members.filter(|(_, value)| *value != quotes);
                cut(&joined(members), LONG)
            }
            Some(value) => cut(&shown(value), LONG),
        }
    }
}

impl Quote {
    /// The words on one line, for people; at most some 300 code points.
    ///
    /// Text of the source is as it stands there; whoever shows it escapes it.
    pub fn shown(&self) -> String {
        cut(&one_line(&self.exact), LONG)
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(shown).collect();
            items.join(" … ")
        }
        Value::Object(members) => {
            if let Some(exact) = members.get("exact") {
                return shown(exact);
            }
            joined(members.iter().map(|(name, value)| (name, shown(value))))
        }
        other => other.to_string(),
    }
}

fn joined<'v>(members: impl Iterator<Item = (&'v String, String)>) -> String {
    let members = members.map(|(name, value)| format!("{name}: {value}"));
    members.collect::<Vec<_>>().join(", ")
}

/// At most so many code points of `text`, on one line.
pub(super) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

impl fmt::Display for Difference {
    /// Its class and what differs; below it, indented, both values, both places, and the passages.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.class, visible(&self.told()))?;
        self.values(f)?;
        let at = |side: &Side| {
            let start = side.place.start;
            format!("{}:{}:{}", visible(&side.place.path), start.line, start.column)
        };
        match (&self.old, &self.new) {
            (Some(old), Some(new)) => write!(f, "\n  at {}, now {}", at(old), at(new))?,
            (Some(old), None) => write!(f, "\n  was at {}", at(old))?,
            (None, Some(new)) => write!(f, "\n  at {}", at(new))?,
            (None, None) => {}
        }
        for (_, new) in &self.further {
            write!(f, ", {}", at(new))?;
        }
        self.passages(f)
    }
}

impl Difference {
    /// The first line, but for the class.
    fn told(&self) -> String {
        let subject = self.subject();
        if self.is_wrapping() {
            let count = self.places();
            let values = if count == 1 { "value is" } else { "values are" };
            return format!("{count} {values} only broken into other lines");
        }
        match (self.class, &self.old, &self.new) {
            (Class::EvidenceMoved | Class::Order, ..) => subject,
            (_, Some(old), Some(new)) => {
                let (old, new) = (old.shown(), new.shown());
                if is_short(&old) && is_short(&new) {
                    format!("{subject}: {old} → {new}")
                } else {
                    subject
                }
            }
            _ => subject,
        }
    }

    /// Values that are too long for the first line.
    fn values(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.class == Class::Order || self.class == Class::EvidenceMoved || self.is_wrapping() {
            return Ok(());
        }
        let both = self.old.as_ref().zip(self.new.as_ref());
        let is_told = both.is_some_and(|(old, new)| is_short(&old.shown()) && is_short(&new.shown()));
        if is_told {
            return Ok(());
        }
        for (sign, side) in [('-', &self.old), ('+', &self.new)] {
            if let Some(side) = side.as_ref().filter(|side| side.value.is_some()) {
                write!(f, "\n  {sign} {}", visible(&side.shown()))?;
            }
        }
        Ok(())
    }

    fn passages(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.class == Class::Order || self.is_wrapping() {
            return Ok(());
        }
        for (word, quotes) in self.rests_on() {
            for quote in quotes {
                write!(f, "\n  {word} “{}”", visible(&quote.shown()))?;
                if let Some(place) = &quote.place {
                    let start = place.start;
                    write!(f, " ({}:{}:{})", visible(&place.path), start.line, start.column)?;
                }
            }
        }
        Ok(())
    }

    /// The passages that the values rested on and rest on, each set with its word; where both are the
    /// same words, the new ones alone.
    pub fn rests_on(&self) -> Vec<(&'static str, &[Quote])> {
        let old = self.old.as_ref().map_or(&[][..], |side| &side.quotes);
        let new = self.new.as_ref().map_or(&[][..], |side| &side.quotes);
        let is_same = old
            .iter()
            .map(|quote| &quote.exact)
            .eq(new.iter().map(|quote| &quote.exact))
            && self.class != Class::EvidenceMoved;
        let mut found = Vec::new();
        if !old.is_empty() && !is_same {
            found.push(("rested on", old));
        }
        if !new.is_empty() {
            found.push(("rests on", new));
        }
        found
    }
}

fn is_short(text: &str) -> bool {
    text.chars().nth(SHORT).is_none()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl fmt::Display for Comparison {
    /// Its differences one below the other, a blank line between.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, difference) in self.differences.iter().enumerate() {
            let before = if index == 0 { "" } else { "\n\n" };
            write!(f, "{before}{difference}")?;
        }
        Ok(())
    }
}
