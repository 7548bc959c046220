//! The JSON reader: RFC 8259 and nothing else, to the same tree.
//!
//! ```text
//! value  = "{" [ member { "," member } ] "}" | "[" [ value { "," value } ] "]"
//!        | string | number | "true" | "false" | "null"
//! member = string ":" value
//! number = [ "-" ] ( "0" | digit1-9 { digit } ) [ "." { digit } ] [ ( "e" | "E" ) [ "+" | "-" ] { digit } ]
//! ```
//!
//! YAML takes much that JSON does not (keys without quotation marks, commas at the end, comments),
//! so a file that is to be JSON is not read as YAML.

use super::builder::Size;
use super::messages;
use super::reader::Reader;
use super::scalar::{self, Scalar};
use super::{Document, Node, Value};
use crate::document::Span;

const KEY_IN_QUOTES: &str = "a key stands between double quotation marks";
const TEXT_IN_QUOTES: &str = "text stands between double quotation marks";
const NO_COMMENTS: &str = "JSON has no comments";
const NO_NUMBER: &str = "this is no number of JSON";
const COMMA_AT_END: &str = "a comma stands before the end of the mapping";

/// Faults of JSON that are none of YAML.
const FINE_IN_YAML: [&str; 5] = [
    KEY_IN_QUOTES,
    TEXT_IN_QUOTES,
    NO_COMMENTS,
    NO_NUMBER,
    COMMA_AT_END,
];

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    /// A value.
    Value,
    /// A value, or the end of the list that has just begun.
    ValueOrEnd,
    /// A key, or the end of the mapping that has just begun.
    KeyOrEnd,
    /// A key.
    Key,
    /// A comma, or the end of the collection; at the top, the end of the text.
    CommaOrEnd,
}

/// Why reading stopped: what is wrong, and where.
struct Fault {
    span: Span,
    what: &'static str,
}

impl Reader<'_> {
    /// Reads the text as one JSON document.
    pub(super) fn run_json(&mut self) {
        if let Err(fault) = self.read_json() {
            self.report(fault.span, messages::not_json(fault.what));
        }
    }

    /// Reports what is wrong with YAML that begins as JSON does and is meant as such: the JSON
    /// reader knows better what is missing. False, and nothing reported, where it finds nothing,
    /// or only what YAML allows.
    pub(super) fn is_broken_json(&mut self) -> bool {
        let text = self.text.trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']);
        let inside = text.strip_prefix('{').map(str::trim_start).unwrap_or_default();
        if !inside.starts_with('"') || !self.file.documents.is_empty() || !self.file.findings.is_empty() {
            return false;
        }
        let builder = std::mem::take(&mut self.builder);
        let result = self.read_json();
        self.builder = builder;
        self.file.documents.clear();
        self.file.findings.clear();
        match result {
            Err(fault) if !FINE_IN_YAML.contains(&fault.what) => {
                self.report(fault.span, messages::not_json(fault.what))
            }
            _ => false,
        }
    }

    fn read_json(&mut self) -> Result<(), Fault> {
        // Many programs write a byte-order mark, and RFC 8259 lets a reader ignore it.
        let start = if self.text.starts_with('\u{FEFF}') {
            '\u{FEFF}'.len_utf8()
        } else {
            0
        };
        let mut json = Json {
            text: self.text,
            at: start,
            brackets: Vec::new(),
        };
        json.skip_space();
        if json.rest().is_empty() {
            return Ok(());
        }
        if json.document(self)?
            && let Some(root) = self.builder.take()
        {
            self.file.documents.push(Document {
                root,
                heading: Vec::new(),
            });
        }
        Ok(())
    }
}

struct Json<'t> {
    text: &'t str,
    at: usize,
    /// The brackets that are open.
    brackets: Vec<u8>,
}

impl Json<'_> {
    /// Reads the document; false where it goes beyond a limit, which has been reported.
    fn document(&mut self, reader: &mut Reader<'_>) -> Result<bool, Fault> {
        let mut next = Next::Value;
        loop {
            self.skip_space();
            let Some(byte) = self.peek() else {
                return match (next, self.brackets.last()) {
                    (Next::CommaOrEnd, None) => Ok(true),
                    (_, Some(b'[')) => Err(self.fault(0, "the list is not closed with `]`")),
                    (_, Some(_)) => Err(self.fault(0, "the mapping is not closed with `}`")),
                    (_, None) => Err(self.fault(0, "a value is missing")),
                };
            };
            next = match (next, byte) {
                (Next::Value | Next::ValueOrEnd, b'{' | b'[') => {
                    if !self.open(reader, byte) {
                        return Ok(false);
                    }
                    if byte == b'{' {
                        Next::KeyOrEnd
                    } else {
                        Next::ValueOrEnd
                    }
                }
                (Next::ValueOrEnd | Next::CommaOrEnd, b']') | (Next::KeyOrEnd | Next::CommaOrEnd, b'}') => {
                    self.close(reader, byte)?;
                    Next::CommaOrEnd
                }
                (Next::CommaOrEnd, b',') if !self.brackets.is_empty() => {
                    self.at += 1;
                    if self.brackets.last() == Some(&b'[') {
                        Next::Value
                    } else {
                        Next::Key
                    }
                }
                (Next::Key | Next::KeyOrEnd, b'"') => {
                    let (text, span) = self.string()?;
                    self.skip_space();
                    if self.peek() != Some(b':') {
                        return Err(self.fault(1, "a colon is missing after the key"));
                    }
                    self.at += 1;
                    if !reader.key(&text, span) {
                        return Ok(false);
                    }
                    Next::Value
                }
                (Next::Value | Next::ValueOrEnd, _) => {
                    if !self.scalar(reader, byte)? {
                        return Ok(false);
                    }
                    Next::CommaOrEnd
                }
                (Next::Key, b'}') => {
                    return Err(self.fault(1, COMMA_AT_END));
                }
                (Next::Key | Next::KeyOrEnd, _) => {
                    return Err(self.fault(1, KEY_IN_QUOTES));
                }
                (Next::CommaOrEnd, _) if self.brackets.is_empty() => {
                    return Err(self.fault(1, "something follows after the end of the document"));
                }
                (Next::CommaOrEnd, _) => return Err(self.fault(1, "a comma is missing")),
            };
        }
    }

    fn open(&mut self, reader: &mut Reader<'_>, bracket: u8) -> bool {
        let span = Span::new(self.at, self.at + 1);
        self.at += 1;
        self.brackets.push(bracket);
        reader.open(0, span, |builder| {
            if bracket == b'{' {
                builder.open_mapping(span.start, false);
            } else {
                builder.open_sequence(span.start, false);
            }
        })
    }

    fn close(&mut self, reader: &mut Reader<'_>, bracket: u8) -> Result<(), Fault> {
        let open = if bracket == b']' { b'[' } else { b'{' };
        if self.brackets.last() != Some(&open) {
            return Err(self.fault(1, "this bracket closes none that is open"));
        }
        self.brackets.pop();
        self.at += 1;
        reader.close(Some(self.at));
        Ok(())
    }

    /// A string, a number or a word; false where no more may be reported.
    fn scalar(&mut self, reader: &mut Reader<'_>, byte: u8) -> Result<bool, Fault> {
        if byte == b'"' {
            let (text, span) = self.string()?;
            put(reader, span, Value::String(text), false);
            return Ok(true);
        }
        let length = self
            .rest()
            .find(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '+' | '-' | '.' | '_')))
            .unwrap_or(self.rest().len());
        let span = Span::new(self.at, self.at + length);
        let word = span.of(self.text);
        let value = match word {
            "null" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ if is_number(word) => {
                let Scalar::Number(digits) = scalar::core(word) else {
                    self.at = span.end;
                    put(reader, span, Value::String(word.to_string()), true);
                    return Ok(reader.report(span, messages::number_too_long()));
                };
                Value::Number(digits)
            }
            _ => return Err(self.what_is_it(byte, length)),
        };
        self.at = span.end;
        put(reader, span, value, false);
        Ok(true)
    }

    /// What stands in the place of a value that is none.
    fn what_is_it(&self, byte: u8, length: usize) -> Fault {
        match byte {
            b'\'' => self.fault(1, TEXT_IN_QUOTES),
            b'/' | b'#' => self.fault(1, NO_COMMENTS),
            b',' => self.fault(1, "a value is missing before the comma"),
            b']' | b'}' => self.fault(1, "a value is missing before the bracket"),
            b'-' | b'+' | b'.' | b'0'..=b'9' => self.fault(length, NO_NUMBER),
            _ if length > 0 => self.fault(length, TEXT_IN_QUOTES),
            _ => self.fault(1, "a value is missing"),
        }
    }

    /// The string that begins here, and its place.
    fn string(&mut self) -> Result<(String, Span), Fault> {
        let start = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let plain = self
                .rest()
                .find(|letter: char| matches!(letter, '"' | '\\') || letter < ' ')
                .unwrap_or(self.rest().len());
            text.push_str(&self.rest()[..plain]);
            self.at += plain;
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok((text, Span::new(start, self.at)));
                }
                Some(b'\\') => text.push(self.escape()?),
                Some(b'\n' | b'\r') => {
                    let span = Span::new(start, self.at);
                    return Err(Fault {
                        span,
                        what: "the quotation mark is not closed on its line",
                    });
                }
                Some(_) => return Err(self.fault(1, "control characters are escaped in text")),
                None => {
                    let span = Span::new(start, self.at);
                    return Err(Fault {
                        span,
                        what: "the quotation mark is not closed",
                    });
                }
            }
        }
    }

    /// The character that the escape here stands for.
    fn escape(&mut self) -> Result<char, Fault> {
        let letter = match self.text.as_bytes().get(self.at + 1) {
            Some(letter @ (b'"' | b'\\' | b'/')) => char::from(*letter),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{C}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => return Err(self.fault(2, "this escape is unknown")),
        };
        self.at += 2;
        Ok(letter)
    }

    /// `\uXXXX`, or two of them that stand for one character.
    fn unicode_escape(&mut self) -> Result<char, Fault> {
        let lone = "this escape is half of a pair";
        let first = self
            .unit(self.at)
            .ok_or_else(|| self.fault(2, "`\\u` needs four hexadecimal digits"))?;
        if !(0xD800..0xE000).contains(&first) {
            let letter = char::from_u32(first).ok_or_else(|| self.fault(6, lone))?;
            self.at += 6;
            return Ok(letter);
        }
        let second = self
            .unit(self.at + 6)
            .filter(|unit| (0xDC00..0xE000).contains(unit));
        let letter = second
            .filter(|_| first < 0xDC00)
            .and_then(|second| char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00)))
            .ok_or_else(|| self.fault(6, lone))?;
        self.at += 12;
        Ok(letter)
    }

    /// The number of the `\uXXXX` at byte `at`.
    fn unit(&self, at: usize) -> Option<u32> {
        let digits = self.text.get(at..at + 6)?.strip_prefix("\\u")?;
        let hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        u32::from_str_radix(digits, 16).ok().filter(|_| hex)
    }

    fn fault(&self, length: usize, what: &'static str) -> Fault {
        let mut end = (self.at + length).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        Fault {
            span: Span::new(self.at, end),
            what,
        }
    }

    fn skip_space(&mut self) {
        let space = self
            .rest()
            .bytes()
            .take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
        self.at += space.count();
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }
}

/// Gives a value to the tree.
fn put(reader: &mut Reader<'_>, span: Span, value: Value, doubtful: bool) {
    let size = Size::of_scalar(span.len());
    let node = Node {
        span,
        value,
        doubtful,
    };
    reader.builder.value(node, size, span.end);
}

/// True for a number by the grammar of JSON.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|exponent| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}
