//! What a server answers: a chat completion, and what of it is a record.

use std::fmt::Write;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::ModelFault;
use super::key::Key;
use crate::document::is_hidden;

/// So much of what a server or a model says is quoted, in characters.
const QUOTED: usize = 200;

/// Deeper than this, lines are indented no further: a record is six levels deep at most.
const DEEPEST: usize = 16;

/// How many tokens a model read and wrote, as its server counts them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tokens {
    /// Of the request.
    pub input: u64,
    /// Of the answer.
    pub output: u64,
}

/// What a chat completion says, as far as it matters here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Completion {
    /// What the server calls the model; often more exact than what was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) model: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) finish_reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) tokens: Option<Tokens>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) refusal: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) content: Option<String>,
}

impl Completion {
    /// Reads the body of a server's answer. The content is laid out in lines where it is JSON.
    pub(super) fn read(body: &[u8], key: Option<&Key>) -> Result<Self, ModelFault> {
        let value: Value = serde_json::from_slice(body).map_err(|_| garbage(body, key))?;
        let hidden = |text: &str| key.map_or_else(|| text.to_owned(), |key| key.hidden(text));
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(hidden);
        let choice = value
            .get("choices")
            .and_then(|choices| choices.get(0))
            .ok_or(ModelFault::Shape("it has no `choices`"))?;
        let message = choice
            .get("message")
            .filter(|message| message.is_object())
            .ok_or(ModelFault::Shape("its first choice has no `message`"))?;
        let content = message.get("content").filter(|content| !content.is_null());
        if content.is_some_and(|content| !content.is_string()) {
            return Err(ModelFault::Shape("the `content` of its message is no text"));
        }
        let count = |name: &str| value.get("usage").and_then(|usage| usage.get(name)?.as_u64());
        let tokens = match (count("prompt_tokens"), count("completion_tokens")) {
            (None, None) => None,
            (input, output) => Some(Tokens {
                input: input.unwrap_or_default(),
                output: output.unwrap_or_default(),
            }),
        };
        Ok(Self {
            model: text(value.get("model")),
            finish_reason: text(choice.get("finish_reason")),
            tokens,
            refusal: text(message.get("refusal")).filter(|refusal| !refusal.trim().is_empty()),
            content: text(content).map(|content| laid_out(&content).unwrap_or(content)),
        })
    }

    /// The record, as JSON; or why there is none.
    pub(super) fn record(self) -> Result<String, ModelFault> {
        if let Some(refusal) = self.refusal {
            return Err(ModelFault::Refusal(quoted(&refusal)));
        }
        match self.finish_reason.as_deref() {
            Some("length") => return Err(ModelFault::Length),
            Some("content_filter") => return Err(ModelFault::Filter),
            _ => {}
        }
        let content = self.content.unwrap_or_default();
        if content.trim().is_empty() {
            return Err(ModelFault::Nothing);
        }
        match serde_json::from_str::<IgnoredAny>(&content) {
            Ok(_) => Ok(content),
            Err(error) => Err(ModelFault::NotJson {
                reason: error.to_string(),
                start: quoted(&content),
            }),
        }
    }
}

/// What a server says of a fault, in one line: its `error.message`, or the start of what it wrote.
pub(super) fn told(body: &[u8], key: Option<&Key>) -> String {
    let value = serde_json::from_slice::<Value>(body).ok();
    let error = value.as_ref().and_then(|value| value.get("error"));
    let message = error.and_then(|error| error.get("message").or(Some(error))?.as_str());
    let text = String::from_utf8_lossy(body);
    let text = message.unwrap_or(&text);
    quoted(&key.map_or_else(|| text.to_owned(), |key| key.hidden(text)))
}

fn garbage(body: &[u8], key: Option<&Key>) -> ModelFault {
    let told = told(body, key);
    ModelFault::Garbage(if told.is_empty() {
        "it is empty".to_owned()
    } else {
        format!("it begins: {told}")
    })
}

/// The start of `text`, on one line.
fn quoted(text: &str) -> String {
    let mut words = String::new();
    for word in text.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
        if words.len() > 4 * QUOTED {
            break;
        }
    }
    match words.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or_default()),
        None => words,
    }
}

/// `json` with a line for each member and item, and with every character that is not seen written as
/// an escape. Nothing else changes: keys that stand twice still do. `None` for what is no JSON.
fn laid_out(json: &str) -> Option<String> {
    serde_json::from_str::<IgnoredAny>(json).ok()?;
    let mut out = String::with_capacity(json.len() * 2);
    let mut depth = 0_usize;
    let mut in_string = false;
    let mut after_backslash = false;
    let mut chars = json.chars().filter(|ch| *ch != '\r').peekable();
    while let Some(ch) = chars.next() {
        if in_string {
            push_escaped(&mut out, ch);
            in_string = after_backslash || ch != '"';
            after_backslash = ch == '\\' && !after_backslash;
            continue;
        }
        match ch {
            ' ' | '\t' | '\n' => {}
            '{' | '[' => {
                out.push(ch);
                while chars.next_if(|next| matches!(next, ' ' | '\t' | '\n')).is_some() {}
                if let Some(end) = chars.next_if(|next| matches!(next, '}' | ']')) {
                    out.push(end);
                } else {
                    depth += 1;
                    new_line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                new_line(&mut out, depth);
                out.push(ch);
            }
            ',' => {
                out.push(ch);
                new_line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            _ => {
                in_string = ch == '"';
                out.push(ch);
            }
        }
    }
    out.push('\n');
    Some(out)
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    for _ in 0..depth.min(DEEPEST) {
        out.push_str("  ");
    }
}

/// `ch` in a string of JSON.
fn push_escaped(out: &mut String, ch: char) {
    if is_hidden(ch) {
        for unit in ch.encode_utf16(&mut [0; 2]) {
            // Writing to a string does not fail.
            let _ = write!(out, "\\u{unit:04x}");
        }
    } else {
        out.push(ch);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::{Completion, laid_out, quoted, told};
    use crate::extract::openai::ModelFault;
    use crate::extract::openai::key::Key;

    #[test]
    fn json_is_laid_out_and_says_the_same() {
        let json =
            "{\"a\":[1,2.50,{ }],\r\n \"b\\\\\":\"x,\\\"y: {\u{202e}\u{e0001}\",\"c\":[[]],\"c\":null}";
        let lines = "{\n  \"a\": [\n    1,\n    2.50,\n    {}\n  ],\n  \"b\\\\\": \"x,\\\"y: {\\u202e\\udb40\\udc01\",\n  \"c\": [\n    []\n  ],\n  \"c\": null\n}\n";
        assert_eq!(laid_out(json).as_deref(), Some(lines));
        assert_eq!(laid_out(lines).as_deref(), Some(lines), "it is laid out once");
        let parse = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
        assert_eq!(parse(json), parse(lines));
        assert_eq!(laid_out("{"), None);
        assert_eq!(laid_out("7").as_deref(), Some("7\n"));
    }

    #[test]
    fn deep_json_does_not_grow_without_measure() {
        let json = format!(
            "{}{}{}",
            "[".repeat(100),
            "1,".repeat(1000) + "1",
            "]".repeat(100)
        );
        let lines = laid_out(&json).expect("JSON");
        assert!(lines.len() < 40 * json.len(), "{}", lines.len());
    }

    #[test]
    fn what_is_said_is_one_short_line_without_the_key() {
        let key = Key::new("sk-0123456789".to_owned());
        let error = br#"{"error": {"message": "no\n such  key: sk-0123456789"}}"#;
        assert_eq!(told(error, Some(&key)), "no such key: [key]");
        assert_eq!(told(br#"{"error": "busy"}"#, None), "busy");
        assert_eq!(told(b"<h1>\xff</h1>", None), "<h1>\u{fffd}</h1>");
        assert_eq!(quoted(&"é".repeat(500)).chars().count(), 201);
    }

    #[test]
    fn the_parts_of_a_completion_are_told_apart() {
        let read = |json: &str| Completion::read(json.as_bytes(), None);
        let shape = |json: &str| match read(json) {
            Err(ModelFault::Shape(told)) => told,
            other => panic!("{json} gives {other:?}"),
        };
        assert_eq!(shape("{}"), "it has no `choices`");
        assert_eq!(shape("[]"), "it has no `choices`");
        assert_eq!(shape(r#"{"choices": []}"#), "it has no `choices`");
        assert_eq!(
            shape(r#"{"choices": [{"message": "hi"}]}"#),
            "its first choice has no `message`"
        );
        assert_eq!(
            shape(r#"{"choices": [{"message": {"content": ["hi"]}}]}"#),
            "the `content` of its message is no text"
        );
        let fault = |json: &str| read(json).expect("a completion").record().expect_err("no record");
        let said = |message: &str, reason: &str| {
            fault(&format!(
                r#"{{"choices": [{{"message": {message}, "finish_reason": "{reason}"}}]}}"#
            ))
        };
        assert!(matches!(
            said(r#"{"content": null}"#, "stop"),
            ModelFault::Nothing
        ));
        assert!(matches!(
            said(r#"{"content": " \n"}"#, "stop"),
            ModelFault::Nothing
        ));
        assert!(matches!(
            said(r#"{"content": "{}"}"#, "length"),
            ModelFault::Length
        ));
        assert!(matches!(
            said(r#"{"content": "{}"}"#, "content_filter"),
            ModelFault::Filter
        ));
        assert!(matches!(
            said(r#"{"refusal": "I must not."}"#, "stop"),
            ModelFault::Refusal(told) if told == "I must not."
        ));
        let told = said(r#"{"content": "```json\n{}\n```"}"#, "stop").to_string();
        assert!(told.ends_with("it begins: ```json {} ```"), "{told}");
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(5, 64, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::vec((any::<String>(), inner), 0..6)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn laid_out_json_says_the_same(value in any_json()) {
            for json in [value.to_string(), format!("{value:#}")] {
                let lines = laid_out(&json).expect("JSON");
                prop_assert_eq!(serde_json::from_str::<Value>(&lines).expect("JSON"), value.clone());
                prop_assert!(!lines.contains(|ch| ch != '\n' && crate::document::is_hidden(ch)));
                let again = laid_out(&lines);
                prop_assert_eq!(again.as_deref(), Some(&*lines));
            }
        }

        #[test]
        fn any_bytes_are_an_answer_or_a_fault(bytes in prop::collection::vec(any::<u8>(), 0..200), content in any::<String>()) {
            let _ = Completion::read(&bytes, None);
            prop_assert!(told(&bytes, None).chars().count() <= 201);
            let body = serde_json::json!({"choices": [{"message": {"content": content}}]}).to_string();
            let record = Completion::read(body.as_bytes(), None).expect("a completion").record();
            prop_assert_eq!(record.is_ok(), serde_json::from_str::<Value>(&content).is_ok());
        }
    }
}
