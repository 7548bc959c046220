//! One document of a stream: a line of JSON, or a file.

use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;
use serde_json::{Map, Value};

/// One document as it was found, not yet looked into: that is the workers' part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its place in the whole of the input, from 1. Blank lines are counted in no number.
    pub number: u64,
    /// The file, or `<stdin>`, in which it was found.
    pub origin: Arc<str>,
    /// The line of `origin` on which it stands, or the row, from 1; `None` where it is a file of its own.
    pub line: Option<u64>,
    /// What was found.
    pub body: Body,
}

/// What stands in the place of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// A line of JSON, without its end.
    Line(Vec<u8>),
    /// A file to be read.
    File(PathBuf),
    /// Nothing that could be read, and why.
    Nothing(String),
}

impl Item {
    /// What is said of the item where nothing could be made of it.
    pub fn reject(&self, reason: impl Into<String>) -> Reject {
        Reject {
            number: self.number,
            input: self.origin.to_string(),
            line: self.line,
            reason: reason.into(),
        }
    }

    /// Bytes of the input that the item takes, without the file that it names.
    pub fn bytes(&self) -> usize {
        match &self.body {
            Body::Line(bytes) => bytes.len() + 1,
            Body::File(_) | Body::Nothing(_) => 0,
        }
    }
}

/// A document of which nothing could be made: one line of `--rejects`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reject {
    /// Its place in the whole of the input, from 1.
    pub number: u64,
    /// The file, or `<stdin>`, in which it was found.
    pub input: String,
    /// The line of that file on which it stands, from 1; left out where it is a file of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Why nothing was made of it.
    pub reason: String,
}

/// The members of a line by which a document is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The member that names the document, a string or a number; it may be absent.
    pub id: String,
    /// The member that holds its text.
    pub text: String,
}

/// A line's object with what all lines have taken out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The document's name: a string or a number.
    pub id: Option<Value>,
    /// Its text.
    pub text: String,
    /// The other members.
    pub rest: Map<String, Value>,
}

impl Fields {
    /// Reads one line; the error says what is wrong with it.
    ///
    /// ```
    /// use rapporteur::corpus::Fields;
    /// let fields = Fields { id: "id".to_owned(), text: "body".to_owned() };
    /// let named = fields.read(br#"{"id": 7, "body": "The leaders met."}"#)?;
    /// assert_eq!(named.text, "The leaders met.");
    /// assert!(fields.read(br#"{"id": 7}"#).is_err());
    /// # Ok::<(), String>(())
    /// ```
    pub fn read(&self, line: &[u8]) -> Result<Named, String> {
        // Of a line that is known to be text, each of its strings need not be looked at again.
        let value: serde_json::Result<Value> =
            str::from_utf8(line).map_or_else(|_| serde_json::from_slice(line), serde_json::from_str);
        let value = value.map_err(|error| format!("is not JSON: {error}"))?;
        let Value::Object(mut rest) = value else {
            return Err("is not a JSON object".to_owned());
        };
        let text = match rest.swap_remove(&self.text) {
            Some(Value::String(text)) => text,
            Some(_) => return Err(format!("`{}` is not text", self.text)),
            None => return Err(format!("has no `{}`, which should hold the text", self.text)),
        };
        let id = match rest.swap_remove(&self.id) {
            None | Some(Value::Null) => None,
            Some(id @ (Value::String(_) | Value::Number(_))) => Some(id),
            Some(_) => return Err(format!("`{}` is neither text nor a number", self.id)),
        };
        Ok(Named { id, text, rest })
    }
}

#[cfg(test)]
mod tests {
    use super::Fields;

    fn read(line: &str) -> Result<String, String> {
        let fields = Fields {
            id: "id".to_owned(),
            text: "text".to_owned(),
        };
        let named = fields.read(line.as_bytes())?;
        Ok(format!(
            "{:?} {} {}",
            named.id.map(|id| id.to_string()),
            named.text,
            named.rest.len()
        ))
    }

    #[test]
    fn a_line_is_read_or_says_what_is_wrong() {
        assert_eq!(
            read(r#"{"text":"a","id":"x","more":[]}"#),
            Ok(r#"Some("\"x\"") a 1"#.to_owned())
        );
        assert_eq!(
            read(r#"{"text":"a","id":12}"#),
            Ok(r#"Some("12") a 0"#.to_owned())
        );
        assert_eq!(read(r#"{"text":"a"}"#), Ok("None a 0".to_owned()));
        for (line, reason) in [
            ("[1]", "is not a JSON object"),
            (r#"{"id":1}"#, "has no `text`, which should hold the text"),
            (r#"{"text":1}"#, "`text` is not text"),
            (r#"{"text":"a","id":[]}"#, "`id` is neither text nor a number"),
        ] {
            assert_eq!(read(line), Err(reason.to_owned()), "{line}");
        }
        assert!(read(r#"{"text":"a"#).is_err_and(|reason| reason.starts_with("is not JSON: ")));
        assert!(read(r#"{"text":"\ud800"}"#).is_err());
    }
}
