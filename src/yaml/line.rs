//! A value of JSON that has no text of its own: on the one line that it is written as.

use std::cell::OnceCell;
use std::collections::HashMap;

use rustc_hash::FxBuildHasher;
use serde_json::Value;

use super::pointer::unescape;
use super::values::MAX_KEY;
use super::{Limits, SCHEMA_KEY, scalar};
use crate::document::Position;
use crate::finding::Place;

/// A mapping as it came out of a line of JSON, standing as its own line of JSON without blanks.
///
/// Its places are those that [`read`](super::read) finds in that line, which is never written: it is
/// measured when a place is first asked for, and of most records nobody asks.
#[derive(Debug)]
pub struct Line<'v> {
    name: String,
    value: &'v Value,
    /// By the addresses of the values, which stay where they are.
    stands: OnceCell<HashMap<*const Value, Stand, FxBuildHasher>>,
}

/// Where something begins and ends.
type Range = (Position, Position);

/// Where a value stands.
#[derive(Clone, Copy, Debug)]
struct Stand {
    /// Its key, with quotation marks; `None` for items of lists and the whole.
    key: Option<Range>,
    value: Range,
}

impl<'v> Line<'v> {
    /// `value` under `name`; `None` where a reader of the line would say something of it, or see
    /// another value: it has to be read as text then.
    pub fn of(name: impl Into<String>, value: &'v Value) -> Option<Self> {
        let members = value.as_object()?;
        let reads_as_it_is = !members.contains_key(SCHEMA_KEY) && is_plain(value, Limits::default().depth);
        reads_as_it_is.then(|| Self {
            name: name.into(),
            value,
            stands: OnceCell::new(),
        })
    }

    /// What it is called in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where the value at `pointer` (JSON Pointer, RFC 6901) stands, or the last that there is on the
    /// way to it.
    pub fn place(&self, pointer: &str) -> Place {
        self.named(self.way(pointer).1.value)
    }

    /// Where the key stands under which the value at `pointer` is; `None` where there is no such value,
    /// or where it is an item of a list or the whole.
    pub fn key_place(&self, pointer: &str) -> Option<Place> {
        let (is_whole_way, stand) = self.way(pointer);
        stand.key.filter(|_| is_whole_way).map(|key| self.named(key))
    }

    fn named(&self, (start, end): Range) -> Place {
        Place {
            path: self.name.clone(),
            start,
            end,
        }
    }

    /// Goes to the value at `pointer`; true where it is there, else the way ends at the last that is.
    fn way(&self, pointer: &str) -> (bool, Stand) {
        let mut value = self.value;
        let mut is_whole = true;
        for token in pointer.split('/').skip(1) {
            let below = match value {
                Value::Array(items) => token.parse::<usize>().ok().and_then(|index| items.get(index)),
                Value::Object(members) => members.get(&*unescape(token)),
                _ => None,
            };
            let Some(below) = below else {
                is_whole = false;
                break;
            };
            value = below;
        }
        let stands = self.stands.get_or_init(|| {
            let mut measure = Measure::default();
            measure.value(self.value, None);
            measure.stands
        });
        let stand = stands.get(&std::ptr::from_ref(value)).copied();
        (
            is_whole,
            stand.unwrap_or(Stand {
                key: None,
                value: (START, START),
            }),
        )
    }
}

const START: Position = Position {
    line: 1,
    column: 1,
    offset: 0,
};

/// Goes through a value as it is written.
struct Measure {
    /// How far it is written.
    at: Position,
    stands: HashMap<*const Value, Stand, FxBuildHasher>,
}

impl Default for Measure {
    fn default() -> Self {
        Self {
            at: START,
            // Most records have some hundred values.
            stands: HashMap::with_capacity_and_hasher(512, FxBuildHasher),
        }
    }
}

impl Measure {
    /// A value that stands under `key`. It is as deep as [`Line::of`] lets it be.
    fn value(&mut self, value: &Value, key: Option<Range>) {
        let start = self.at;
        match value {
            Value::Null | Value::Bool(true) => self.ascii(4),
            Value::Bool(false) => self.ascii(5),
            Value::Number(number) => self.ascii(number.as_str().len()),
            Value::String(text) => self.text(text),
            Value::Array(items) => {
                self.ascii(1);
                for item in items {
                    self.value(item, None);
                    self.ascii(1);
                }
                // The bracket stands in the place of a comma behind the last.
                self.ascii(usize::from(items.is_empty()));
            }
            Value::Object(members) => {
                self.ascii(1);
                for (name, member) in members {
                    let key = self.at;
                    self.text(name);
                    let key = (key, self.at);
                    self.ascii(1);
                    self.value(member, Some(key));
                    self.ascii(1);
                }
                self.ascii(usize::from(members.is_empty()));
            }
        }
        let value_range = (start, self.at);
        self.stands.insert(
            value,
            Stand {
                key,
                value: value_range,
            },
        );
    }

    /// A text in quotation marks.
    fn text(&mut self, text: &str) {
        // A plain loop, which compilers make quick.
        let odd = text.bytes().fold(0, |odd, byte| {
            odd | u8::from(byte < b' ') | u8::from(byte >= 0x80) | u8::from(byte == b'"' || byte == b'\\')
        });
        self.ascii(text.len() + 2);
        if odd == 0 {
            return;
        }
        for ch in text.chars() {
            let more = match ch {
                '"' | '\\' | '\u{8}' | '\t' | '\n' | '\u{C}' | '\r' => 1,
                // `\u0001`
                '\0'..' ' => 5,
                _ => 0,
            };
            self.ascii(more);
            self.at.column -= ch.len_utf8() - 1;
        }
    }

    /// So many characters of ASCII.
    fn ascii(&mut self, count: usize) {
        self.at.offset += count;
        self.at.column += count;
    }
}

/// True where all keys and numbers of `value` are read as they are written, and it holds no more than
/// `depth` collections within one another.
fn is_plain(value: &Value, depth: usize) -> bool {
    match value {
        Value::Number(number) => {
            let digits = number.as_str();
            digits.len() <= scalar::MAX_DIGITS && !digits.contains(['e', 'E'])
        }
        Value::Array(items) => depth > 0 && items.iter().all(|item| is_plain(item, depth - 1)),
        Value::Object(members) => {
            depth > 0
                && members
                    .iter()
                    .all(|(key, member)| key.len() <= MAX_KEY && is_plain(member, depth - 1))
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Line;
    use crate::yaml;

    /// Every pointer into `value`, from outside in.
    fn pointers(value: &Value, pointer: &str, found: &mut Vec<String>) {
        found.push(pointer.to_owned());
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    pointers(item, &format!("{pointer}/{index}"), found);
                }
            }
            Value::Object(members) => {
                for (key, member) in members {
                    pointers(member, &format!("{pointer}/{}", yaml::escape(key)), found);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn places_are_those_of_the_tree() {
        let value = json!({
            "plain": "text", "odd": "\u{1}\t\r\n\u{8}\u{c}\u{7f}\"\\é😀", "": [], "a/b~c": {"\"": "\\", "é\n": ["ü\"]}", {"x": {}}, [[1, -2.50], null, true]]},
            "last": [{"quote": "\\\""}, {"next": "]"}],
        });
        let line = Line::of("a.json", &value).expect("it is plain");
        let text = value.to_string();
        let file = yaml::read("a.json", &text);
        let root = &file.documents[0].root;
        let mut all = Vec::new();
        pointers(&value, "", &mut all);
        assert_eq!(all.len(), 21);
        all.extend(["/none", "/last/7", "/last/0/quote/x", "/plain/0", "/last/+1"].map(str::to_owned));
        for pointer in all {
            let node = *root.path(&pointer).last().expect("the whole");
            assert_eq!(line.place(&pointer), file.place(node.span), "{pointer}");
            let key = root
                .at(&pointer)
                .and_then(|_| root.key_at(&pointer))
                .map(|key| file.place(key.span));
            assert_eq!(line.key_place(&pointer), key, "{pointer}");
        }
    }

    #[test]
    fn what_a_reader_would_change_or_tell_of_is_no_line() {
        let held = |text: &str| {
            let value: Value = serde_json::from_str(text).expect("JSON");
            let is_held = Line::of("a.json", &value).is_some();
            let file = yaml::read("a.json", &value.to_string());
            let reads_the_same = file.findings.is_empty() && file.documents[0].root.to_json() == value;
            assert!(reads_the_same || !is_held, "{text}");
            is_held
        };
        let (long_key, long_number) = ("k".repeat(1_025), "1".repeat(1_001));
        assert!(held(
            r#"{"a": [1, -0, 0.50, 12345678901234567890123, "x", null, {}]}"#
        ));
        for text in [
            "1",
            "[]",
            r#"{"a": 1e5}"#,
            r#"{"a": [1E+5]}"#,
            r#"{"$schema": "x"}"#,
        ] {
            assert!(!held(text), "{text}");
        }
        assert!(!held(&format!("{{\"{long_key}\": 1}}")));
        assert!(!held(&format!("{{\"a\": {long_number}}}")));
        assert!(held(&format!(
            "{{\"a\": {}1{}}}",
            "[".repeat(120),
            "]".repeat(120)
        )));
        let deep = (0..130).fold(json!(1), |inner, _| json!({"a": inner}));
        assert!(Line::of("a.json", &deep).is_none());
    }
}
