//! The wording of everything that is said about a schema and what breaks it.

use serde_json::Value;

use crate::finding::{Edit, Fix};
use crate::yaml::{Node, shown, unescape};

/// What is said of one fault.
pub(super) struct Message {
    pub(super) code: &'static str,
    pub(super) text: String,
    pub(super) help: Option<String>,
    pub(super) fix: Option<Fix>,
}

impl Message {
    fn new(code: &'static str, text: String) -> Self {
        Self {
            code,
            text,
            help: None,
            fix: None,
        }
    }

    pub(super) fn help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    pub(super) fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }
}

pub(super) fn no_schema(why: &str) -> Message {
    Message::new("schema/no-schema", why.to_string())
}

pub(super) const NAMES_NO_SCHEMA: &str =
    "`$schema` names no schema: its value has to be a path, or the `$id` of the built-in schema";

pub(super) fn too_much(schema: &str) -> Message {
    Message::new(
        "schema/validation-budget",
        format!(
            "the document was not held against the schema `{}`, which asks for too much work on it",
            shown(schema)
        ),
    )
    .help(Some(
        "branches of the schema that lead back to it are tried again at every level: tell them apart, or nest less"
            .to_string(),
    ))
}

pub(super) fn pattern_too_slow(pointer: &str) -> Message {
    Message::new(
        "schema/validation-budget",
        format!(
            "{} was not held against its pattern, which asks for too much work on it",
            name_of(pointer)
        ),
    )
    .help(Some(
        "the pattern of the schema repeats what is repeated: it is the schema that needs a change, not the value"
            .to_string(),
    ))
}

/// Words that a message lists before it says how many more there are.
const LISTED: usize = 14;

/// What the value at `pointer` is called: by its key, as an item, or as a whole.
pub(super) fn name_of(pointer: &str) -> String {
    let plain = |token: &str| shown(&unescape(token));
    let Some((parent, last)) = pointer.rsplit_once('/') else {
        return "the document".to_string();
    };
    match last.parse::<usize>() {
        Ok(index) => format!("item {} of {}", index.saturating_add(1), name_of(parent)),
        Err(_) => format!("`{}`", plain(last)),
    }
}

pub(super) fn unknown_key(key: &str) -> Message {
    Message::new(
        "schema/unknown-key",
        format!("the key `{}` is unknown here", shown(key)),
    )
}

pub(super) fn did_you_mean(word: &str) -> String {
    format!("did you mean `{}`?", shown(word))
}

/// What a change of `text` to `word` does; a letter that only looks right is named.
pub(super) fn write(text: &str, word: &str) -> String {
    match foreign_letters(text, word) {
        Some(letters) => format!("write `{word}`: {letters}"),
        None => format!("write `{word}`"),
    }
}

pub(super) fn known_keys<'a>(keys: impl Iterator<Item = &'a str>) -> Option<String> {
    list(keys).map(|keys| format!("keys that may stand here: {keys}"))
}

/// `at_the_top` where the document as a whole has the key; `places` are keys of what has it.
pub(super) fn known_elsewhere(key: &str, at_the_top: bool, places: &[&str]) -> Option<String> {
    let places = list(places.iter().copied());
    let key = shown(key);
    match (at_the_top, places) {
        (true, None) => Some(format!("`{key}` is a key of the top level")),
        (true, Some(places)) => Some(format!("`{key}` is a key of the top level, and of {places}")),
        (false, Some(places)) => Some(format!("`{key}` is a key of {places}")),
        (false, None) => None,
    }
}

/// A key that probably stands for one that is missing.
pub(super) fn meant_for(key: &str) -> String {
    format!("`{}` is missing here: is it what is meant?", shown(key))
}

/// A mapping with one key where text may stand.
pub(super) fn colon_in_text() -> Message {
    Message::new(
        "yaml/colon-in-text",
        "a colon with a space after it makes a key of what stands before it".to_string(),
    )
    .help(Some("put the text between quotation marks".to_string()))
}

/// Letters of `text` that look like letters of `word`, and are of another alphabet.
fn foreign_letters(text: &str, word: &str) -> Option<String> {
    let foreign = text
        .chars()
        .find(|letter| letter.is_alphabetic() && !letter.is_ascii())?;
    word.is_ascii().then(|| {
        format!(
            "`{foreign}` is U+{:04X}, no Latin letter of the keyboard",
            u32::from(foreign)
        )
    })
}

/// The keys below a key that are to be its own.
pub(super) fn indent_below(key: &str, keys: &[&str]) -> Option<String> {
    let keys = list(keys.iter().copied())?;
    Some(format!(
        "{keys} on the lines below belong to {key}: indent them further than it"
    ))
}

pub(super) fn missing_key<'a>(key: &str, pointer: &str, present: impl Iterator<Item = &'a str>) -> Message {
    let present = list(present).map_or_else(
        || "which has no keys".to_string(),
        |present| format!("which has {present}"),
    );
    Message::new(
        "schema/missing-key",
        format!(
            "the key `{}` is missing from {}, {present}",
            shown(key),
            name_of(pointer)
        ),
    )
}

/// What a key is for, by the schema's own description of it.
pub(super) fn what_for(key: &str, subschema: &Value) -> Option<String> {
    let description = subschema
        .get("description")
        .or_else(|| subschema.get("title"))?
        .as_str()?;
    let first = description
        .find(". ")
        .map_or(description, |at| &description[..=at]);
    Some(format!("`{}`: {}", shown(key), first.trim_end_matches('.')))
}

pub(super) fn unwanted_key(key: &str) -> Message {
    Message::new("schema/unwanted-key", format!("{key} must not stand here"))
}

pub(super) fn condition(what: &str) -> String {
    format!("because of {what}")
}

pub(super) fn unknown_value(pointer: &str, value: &str, one: Option<&str>) -> Message {
    let name = name_of(pointer);
    let text = match one {
        Some(one) => format!("{name} must be {one}, but is {value}"),
        None => format!("{value} is no value that {name} may have"),
    };
    Message::new("schema/unknown-value", text)
}

pub(super) fn known_values<'a>(values: impl Iterator<Item = &'a str>) -> Option<String> {
    list(values).map(|values| format!("values that may stand here: {values}"))
}

pub(super) fn value_of_other_key(value: &str, key: &str) -> String {
    format!("`{}` is a value of `{}`", shown(value), shown(key))
}

pub(super) fn wrong_type(pointer: &str, expected: &str, found: &str) -> Message {
    let name = name_of(pointer);
    let text = if found == "nothing" {
        format!("{name} must be {expected}, but nothing stands there")
    } else {
        format!("{name} must be {expected}, but is {found}")
    };
    Message::new("schema/wrong-type", text)
}

pub(super) fn empty_document() -> Message {
    Message::new("yaml/no-document", "the document is empty".to_string())
}

pub(super) const LEAVE_OUT: &str = "write a value after the colon, or leave the key out";
pub(super) const NEEDED: &str = "write a value after the colon: the key has to be there";
pub(super) const COMMENT: &str =
    "a space with `#` after it begins a comment: text that begins with `#` is put between quotation marks";
pub(super) const NO_COMMA: &str = "delete the comma at the end: lines of YAML end without one";
pub(super) const AS_ITEMS: &str = "begin each item of a list with `- `";
pub(super) const AS_ONE: &str = "one value is meant, not a list";
pub(super) const PLAIN_DIGITS: &str =
    "write the number in plain digits, without quotation marks, signs and words";
pub(super) const QUOTED: &str = "what is meant as text is put between quotation marks";
pub(super) const EMPTY_LIST: &str = "an empty list is written `[]`";
pub(super) const AS_DOCUMENTS: &str =
    "several documents of one file are divided by lines of three hyphens: `---`";
pub(super) const SPACE_AFTER_COLON: &str = "a space is missing after the colon";

pub(super) fn plain_number(digits: &str) -> String {
    format!("write the number in plain digits: {digits}")
}

pub(super) fn plain_truth(truth: bool) -> String {
    format!("write `{truth}`, without quotation marks")
}

pub(super) fn wrong_form(pointer: &str, value: &str) -> Message {
    Message::new(
        "schema/wrong-form",
        format!("{value} does not have the form that {} needs", name_of(pointer)),
    )
}

pub(super) fn no_date(pointer: &str, value: &str) -> Message {
    Message::new(
        "schema/wrong-form",
        format!("{value} is no date that {} may hold", name_of(pointer)),
    )
}

/// Text of a form that has a name, such as a currency code.
pub(super) fn wrong_kind(pointer: &str, value: &str, kind: &str) -> Message {
    Message::new(
        "schema/wrong-form",
        format!("{} must be {kind}, but is {value}", name_of(pointer)),
    )
}

/// A date that is written as it should be, of a day that no calendar has.
pub(super) fn no_such_day(value: &str) -> Message {
    Message::new(
        "schema/wrong-form",
        format!("{value} names a day that does not exist"),
    )
}

pub(super) fn blank(pointer: &str) -> Message {
    Message::new("schema/wrong-length", format!("{} is blank", name_of(pointer)))
}

pub(super) fn several_forms(pointer: &str) -> Message {
    Message::new(
        "schema/wrong-form",
        format!(
            "{} fits more than one of the forms that it may have",
            name_of(pointer)
        ),
    )
}

pub(super) fn ruled_out(pointer: &str) -> Message {
    Message::new(
        "schema/wrong-form",
        format!("{} has a form that is ruled out", name_of(pointer)),
    )
}

pub(super) fn key_form(key: &str) -> Message {
    Message::new(
        "schema/unknown-key",
        format!("`{}` does not have the form of a key here", shown(key)),
    )
}

/// `what` is the unit counted: items, characters, keys.
pub(super) fn too_few(pointer: &str, limit: u64, count: usize, what: &str) -> Message {
    length(pointer, "at least", limit, count, what)
}

pub(super) fn too_many(pointer: &str, limit: u64, count: usize, what: &str) -> Message {
    length(pointer, "at most", limit, count, what)
}

fn length(pointer: &str, bound: &str, limit: u64, count: usize, what: &str) -> Message {
    let what = if limit == 1 {
        what.to_string()
    } else {
        format!("{what}s")
    };
    Message::new(
        "schema/wrong-length",
        format!(
            "{} must have {bound} {limit} {what}, but has {count}",
            name_of(pointer)
        ),
    )
}

pub(super) fn no_such_item(pointer: &str) -> Message {
    Message::new(
        "schema/wrong-length",
        format!("{} has no item of the kind that it must have", name_of(pointer)),
    )
}

pub(super) fn out_of_range(pointer: &str, bound: &str, limit: &Value, value: &str) -> Message {
    Message::new(
        "schema/out-of-range",
        format!("{} must be {bound} {limit}, but is {value}", name_of(pointer)),
    )
}

pub(super) fn repeated_item(pointer: &str) -> Message {
    Message::new(
        "schema/repeated-item",
        format!("{} stands in the list already", name_of(pointer)),
    )
}

pub(super) const FIRST_ITEM: &str = "it stands here first";

/// What the validator says, for keywords that have no wording of their own here.
pub(super) fn other(text: &str) -> Message {
    Message::new("schema/wrong-form", text.to_string())
}

/// A title and a description of the schema, and an example, as far as there are such.
pub(super) fn explained(
    title: Option<&str>,
    description: Option<&str>,
    example: Option<&Value>,
) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    match (title, description) {
        (Some(title), Some(description)) => {
            let first = description
                .find(". ")
                .map_or(description, |at| &description[..=at]);
            parts.push(format!("{title}: {}", first.trim_end_matches('.')));
        }
        (Some(only), None) | (None, Some(only)) => parts.push(only.trim_end_matches('.').to_string()),
        (None, None) => {}
    }
    if let Some(example) = example.filter(|example| !example.is_object() && !example.is_array()) {
        parts.push(format!("for example `{}`", shown(&plain(example))));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// A date in the order in which it is to be written.
pub(super) fn dates(dates: &[String]) -> Option<String> {
    let dates: Vec<String> = dates.iter().map(|date| format!("\"{date}\"")).collect();
    let dates = one_of(dates.iter().map(String::as_str))?;
    Some(format!("dates are written year, month, day: {dates}"))
}

/// Codes that a name or sign may stand for.
pub(super) fn codes(codes: &[&str]) -> Option<String> {
    let codes = one_of(codes.iter().take(CODES).copied())?;
    Some(format!("write the code: {codes}"))
}

/// Codes that are offered for one name; more would be no help.
const CODES: usize = 3;

/// `a` or `b`.
fn one_of<'a>(words: impl Iterator<Item = &'a str>) -> Option<String> {
    let words: Vec<String> = words.map(|word| format!("`{word}`")).collect();
    (!words.is_empty()).then(|| words.join(" or "))
}

/// A scalar as it is named in a message.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The value of `node` as a message names it, `source` being how it is written.
pub(super) fn quoted(node: &Node, source: &str) -> String {
    match node.as_str() {
        Some(text) => format!("`{}`", shown(text)),
        None => format!("`{}`", shown(source)),
    }
}

/// A change of one place.
pub(super) fn replace(message: String, safe: bool, start: usize, end: usize, text: String) -> Fix {
    Fix {
        message,
        safe,
        edits: vec![Edit { start, end, text }],
    }
}

/// `a`, `b` and `c`, cut where there are many.
fn list<'a>(words: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut words: Vec<String> = words.map(|word| format!("`{}`", shown(word))).collect();
    let more = words.len().saturating_sub(LISTED);
    if more > 0 {
        words.truncate(LISTED);
        return Some(format!("{} and {more} more", words.join(", ")));
    }
    let last = words.pop()?;
    if words.is_empty() {
        return Some(last);
    }
    Some(format!("{} and {last}", words.join(", ")))
}
