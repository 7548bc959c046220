//! What is said of a value of the wrong type or form, and what its author probably meant.

use jsonschema::JsonType;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value as Json;

use super::faults::{Fault, what_stands};
use super::messages::{self, Message};
use super::trail::Trail;
use super::{date, meant};
use crate::document::Span;
use crate::finding::Fix;
use crate::yaml::{Node, Value, number_of, shown, written};

/// A value of the wrong type.
pub(super) fn wrong_type(
    fault: &Fault<'_>,
    node: &Node,
    trail: &Trail<'_>,
    span: Span,
    text: &str,
) -> Message {
    let expected = Expected::of(fault);
    let source = span.of(text);
    let found = match &node.value {
        // A number is not whole, or it would not be here.
        Value::Number(_) if expected.number() => format!("`{}`", shown(source)),
        value => what_stands(value).to_string(),
    };
    let message = messages::wrong_type(fault.pointer(), &expected.in_words(), &found);
    // An alias stands for a value of another place, and is not rewritten here.
    let replace = |help: &str, safe: bool, by: String| -> Option<Fix> {
        (!source.starts_with('*'))
            .then(|| messages::replace(help.to_string(), safe, span.start, span.end, by))
    };
    match &node.value {
        Value::Null if begins_comment(text, span) => message.help(Some(messages::COMMENT.to_string())),
        Value::Null if expected.only(JsonType::Array) && trail.told("minItems").next().is_none() => {
            message.help(Some(messages::EMPTY_LIST.to_string()))
        }
        Value::Null if trail.is_required(fault.pointer()) => message.help(Some(messages::NEEDED.to_string())),
        Value::Null => message.help(Some(messages::LEAVE_OUT.to_string())),
        Value::String(value) if expected.number() => match read_number(value) {
            Some(digits) => {
                let help = messages::plain_number(&digits);
                let fix = replace(&help, false, digits);
                message.help(Some(help)).fix(fix)
            }
            None => message.help(Some(messages::PLAIN_DIGITS.to_string())),
        },
        Value::String(value) if expected.has(JsonType::Boolean) => match truth_of(value) {
            Some(truth) => {
                let help = messages::plain_truth(truth);
                let fix = replace(&help, false, truth.to_string());
                message.help(Some(help)).fix(fix)
            }
            None => message,
        },
        Value::Number(_) | Value::Bool(_) if expected.has(JsonType::String) => {
            // Between quotation marks it has to be one of the words, where there are such.
            let mut words = trail.told("enum").chain(trail.told("const"));
            if words.next().is_some() {
                return message;
            }
            let mut formats = trail.told("format").filter_map(Json::as_str);
            if formats.any(|format| DATES.contains(&format))
                && let Some(date) = date::of_digits(source)
            {
                let help = messages::dates(std::slice::from_ref(&date));
                let fix = help
                    .clone()
                    .and_then(|help| replace(&help, false, written(&date, true)));
                return message.help(help).fix(fix);
            }
            let fix = replace(messages::QUOTED, true, written(source, true));
            message.help(Some(messages::QUOTED.to_string())).fix(fix)
        }
        Value::Sequence(_) if fault.pointer().is_empty() => {
            message.help(Some(messages::AS_DOCUMENTS.to_string()))
        }
        Value::String(value) if expected.only(JsonType::Object) && lacks_space(value) => {
            message.help(Some(messages::SPACE_AFTER_COLON.to_string()))
        }
        _ if expected.only(JsonType::Object) => {
            let keys = trail
                .owner()
                .and_then(|owner| owner.get("properties")?.as_object());
            let keys = keys.into_iter().flatten().map(|(key, _)| key.as_str());
            message.help(messages::known_keys(keys))
        }
        Value::String(_) | Value::Number(_) | Value::Mapping(_) if expected.only(JsonType::Array) => {
            message.help(Some(messages::AS_ITEMS.to_string()))
        }
        Value::Sequence(_) if !expected.has(JsonType::Array) => {
            message.help(Some(messages::AS_ONE.to_string()))
        }
        _ => message,
    }
}

/// Text that has not the form that it needs.
pub(super) fn wrong_form(pointer: &str, node: &Node, trail: &Trail<'_>, shown: &str) -> Message {
    let text = node.as_str().unwrap_or_default();
    if text.trim().is_empty() {
        return messages::blank(pointer);
    }
    let formats: Vec<&str> = trail.told("format").filter_map(Json::as_str).collect();
    let message = match formats.iter().find_map(|format| kind_of(format)) {
        None if formats.iter().any(|format| DATES.contains(format)) => {
            if !date::has_its_days(text) {
                return messages::no_such_day(shown);
            }
            messages::no_date(pointer, shown)
        }
        Some(kind) => messages::wrong_kind(pointer, shown, kind),
        None => messages::wrong_form(pointer, shown),
    };
    if text.ends_with(',') {
        return message.help(Some(messages::NO_COMMA.to_string()));
    }
    if let Some(help) = formats.iter().find_map(|format| help_for(format, text)) {
        return message.help(Some(help));
    }
    let title = trail.told("title").next().and_then(Json::as_str);
    let description = trail.told("description").next().and_then(Json::as_str);
    let example = trail.told("examples").next().and_then(|examples| examples.get(0));
    message.help(messages::explained(title, description, example))
}

/// What the schema says of the value that should stand at the end of `trail`.
pub(super) fn what_belongs(trail: &Trail<'_>) -> Option<String> {
    let title = trail.told("title").next().and_then(Json::as_str);
    let description = trail.told("description").next().and_then(Json::as_str);
    messages::explained(title, description, None)
}

/// Formats of dates.
const DATES: [&str; 2] = ["edtf", "date"];

/// What a value of the form that `format` names is called.
fn kind_of(format: &str) -> Option<&'static str> {
    match format {
        "iso-3166-1-alpha-2" | "party-code" => Some("a country code"),
        "iso-4217" => Some("a currency code"),
        _ => None,
    }
}

/// True where `#` follows after the key at `key`, so that its value is a comment.
fn begins_comment(text: &str, key: Span) -> bool {
    let rest = text.get(key.end..).unwrap_or_default();
    let value = rest.trim_start_matches(' ').strip_prefix(':').unwrap_or_default();
    let comment = value
        .trim_start_matches(' ')
        .strip_prefix('#')
        .unwrap_or_default();
    comment.starts_with(|first: char| first.is_alphanumeric())
}

/// What stands for `text` in the form that `format` names.
fn help_for(format: &str, text: &str) -> Option<String> {
    match format {
        "edtf" | "date" => messages::dates(&date::meant(text)),
        "iso-3166-1-alpha-2" | "party-code" => messages::codes(&meant::country_codes(text)),
        "iso-4217" => messages::codes(&meant::currency_codes(text)),
        _ => None,
    }
}

/// The types that a value may have.
struct Expected(Vec<JsonType>);

impl Expected {
    fn of(fault: &Fault<'_>) -> Self {
        let mut types = Vec::new();
        for error in fault.all() {
            match error.kind() {
                Kind::Type {
                    kind: TypeKind::Single(one),
                } => types.push(*one),
                Kind::Type {
                    kind: TypeKind::Multiple(several),
                } => types.extend(several.iter()),
                _ => {}
            }
        }
        let mut once = Vec::new();
        for one in types {
            if !once.contains(&one) {
                once.push(one);
            }
        }
        Self(once)
    }

    fn has(&self, one: JsonType) -> bool {
        self.0.contains(&one)
    }

    fn only(&self, one: JsonType) -> bool {
        self.0.as_slice() == [one]
    }

    fn number(&self) -> bool {
        self.has(JsonType::Number) || self.has(JsonType::Integer)
    }

    fn in_words(&self) -> String {
        let word = |one: &JsonType| match one {
            JsonType::Null => "nothing",
            JsonType::Boolean => "`true` or `false`",
            JsonType::Integer => "a whole number",
            JsonType::Number => "a number",
            JsonType::String => "text",
            JsonType::Array => "a list",
            JsonType::Object => "a mapping",
        };
        let words: Vec<&str> = self.0.iter().map(word).collect();
        match words.as_slice() {
            [rest @ .., last] if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
            words => words.concat(),
        }
    }
}

/// The number that `text` tells, in digits or in words.
///
/// Digits beside words have to be those of one number in its English form: what `12,5 billion`
/// or `1 2 million` tells is in doubt.
fn read_number(text: &str) -> Option<String> {
    if let Some(number) = number_of(text) {
        return Some(number);
    }
    let figures: Vec<&str> = text
        .split_whitespace()
        .filter(|word| word.contains(|letter: char| letter.is_ascii_digit()))
        .collect();
    let in_words = text.chars().any(char::is_alphabetic);
    let holds = match figures.as_slice() {
        [] => true,
        [figure] => is_english(figure),
        _ => false,
    };
    let number = (in_words && holds).then(|| meant::number(text)).flatten()?;
    Some(number.to_string())
}

/// True for a figure whose signs group threes of digits or stand before a fraction, as in English.
fn is_english(figure: &str) -> bool {
    let digits = figure.trim_matches(|letter: char| !letter.is_ascii_digit());
    let digits = digits.trim_end_matches(|letter: char| letter.is_alphabetic());
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let first = whole.split(',').next().unwrap_or_default();
    fraction.bytes().all(|byte| byte.is_ascii_digit())
        && (first.len() == whole.len()
            || (first.len() <= 3 && whole.split(',').skip(1).all(|group| group.len() == 3)))
        && whole.bytes().all(|byte| byte.is_ascii_digit() || byte == b',')
}

/// True for `key:value`, which is text for want of a space.
fn lacks_space(text: &str) -> bool {
    text.split_once(':').is_some_and(|(key, value)| {
        !key.is_empty()
            && !value.starts_with(['/', ' '])
            && key
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == '_')
    })
}

/// The truth value that a word stands for, in English and in YAML 1.1.
fn truth_of(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "y" | "on" => Some(true),
        "false" | "no" | "n" | "off" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::read_number;

    #[test]
    fn numbers_are_read_where_their_digits_are_in_no_doubt() {
        assert_eq!(read_number("over $12 billion").as_deref(), Some("12000000000"));
        assert_eq!(read_number("twelve").as_deref(), Some("12"));
        assert_eq!(read_number("1,500 million").as_deref(), Some("1500000000"));
        for text in ["12,5 billion", "1 2", "1 2 million", "1,23,4 million", "12 or 13"] {
            assert_eq!(read_number(text), None, "{text}");
        }
    }
}
