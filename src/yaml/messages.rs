//! The wording of everything that is said about YAML itself.

use super::scalar::{MAX_DIGITS, Old, Scalar};
use crate::document::Span;
use crate::finding::{Edit, Fix, Place, Related, Severity};

/// What is said of one fault.
pub(super) struct Message {
    pub(super) code: &'static str,
    pub(super) severity: Severity,
    pub(super) text: String,
    pub(super) help: Option<String>,
    pub(super) related: Vec<Related>,
    pub(super) fix: Option<Fix>,
}

impl Message {
    fn error(code: &'static str, text: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            text: text.into(),
            help: None,
            related: Vec::new(),
            fix: None,
        }
    }

    fn help(mut self, help: &str) -> Self {
        self.help = Some(help.to_string());
        self
    }
}

pub(super) const NO_MORE: &str = "no further findings of this file are shown";

pub(super) fn duplicate_key(key: &str, first: Place) -> Message {
    let mut message = Message::error(
        "yaml/duplicate-key",
        format!("the key `{key}` stands twice in this mapping"),
    )
    .help("delete one of the two; several values of one kind make a list");
    message.related.push(Related {
        message: format!("`{key}` stands here first"),
        place: first,
    });
    message
}

pub(super) fn merge_key() -> Message {
    Message::error(
        "yaml/merge-key",
        "`<<` is a merge key of YAML 1.1; it is not resolved",
    )
    .help("write out the keys that it stands for")
}

pub(super) fn key_not_scalar() -> Message {
    Message::error("yaml/key-not-scalar", "a list or a mapping stands as a key")
        .help("a key is text; text that begins with a bracket is put between quotation marks")
}

pub(super) fn key_too_long(limit: usize) -> Message {
    Message::error("yaml/key-too-long", format!("a key has more than {limit} bytes"))
}

pub(super) fn unknown_tag(tag: &str) -> Message {
    Message::error("yaml/unknown-tag", format!("the tag `{tag}` is unknown"))
        .help("delete the tag; text that begins with `!` is put between quotation marks")
}

pub(super) fn tag_mismatch(tag: &str) -> Message {
    Message::error(
        "yaml/tag-mismatch",
        format!("the value that follows is none that the tag `{tag}` may stand before"),
    )
    .help("delete the tag")
}

pub(super) fn unknown_anchor(name: &str) -> Message {
    Message::error(
        "yaml/unknown-anchor",
        format!("the alias `*{name}` has no anchor `&{name}` before it in this document"),
    )
    .help("text that begins with `*` is put between quotation marks")
}

pub(super) fn recursive_alias() -> Message {
    Message::error(
        "yaml/recursive-alias",
        "an alias stands inside the value that it stands for",
    )
}

pub(super) fn alias_budget() -> Message {
    Message::error(
        "yaml/alias-budget",
        "the anchors and aliases of this document ask for more memory than a document may",
    )
}

pub(super) fn too_deep(limit: usize) -> Message {
    Message::error(
        "yaml/too-deep",
        format!("more than {limit} collections stand within one another"),
    )
}

pub(super) fn too_large(limit: usize) -> Message {
    Message::error("yaml/too-large", format!("the file has more than {limit} bytes"))
}

pub(super) fn not_finite(text: &str) -> Message {
    Message::error("yaml/not-finite", format!("`{text}` is no finite number"))
        .help("leave the key out where no number is known; text is put between quotation marks")
}

pub(super) fn number_too_long() -> Message {
    Message::error(
        "yaml/number-too-long",
        format!("this number has more than {MAX_DIGITS} digits when written out"),
    )
    .help("what is no number is put between quotation marks")
}

/// A plain scalar that means `new` here and something else to a YAML 1.1 reader.
pub(super) fn ambiguous(text: &str, new: &Scalar, old: Old, span: Span) -> Message {
    let seen = match old {
        Old::True => "true",
        Old::False => "false",
        Old::Number => "another number",
        Old::Date => "a date",
        Old::Text => "text",
    };
    let quoted = Fix {
        message: format!("put `{text}` between quotation marks"),
        safe: true,
        edits: vec![Edit {
            start: span.start,
            end: span.end,
            text: format!("\"{text}\""),
        }],
    };
    let (now, help, fix) = match new {
        Scalar::Number(_) if old == Old::Number => (
            "a decimal number",
            "write the number without leading zeros, or put text between quotation marks",
            None,
        ),
        Scalar::Number(_) => ("a number", "write the number in plain decimal digits", None),
        _ => ("text", "put it between quotation marks", Some(quoted)),
    };
    Message {
        severity: Severity::Warning,
        fix,
        ..Message::error(
            "yaml/ambiguous-scalar",
            format!(
                "`{text}` is {now}, but a YAML 1.1 reader takes it for {}",
                if seen == "another number" && now == "text" {
                    "a number"
                } else {
                    seen
                }
            ),
        )
        .help(help)
    }
}

pub(super) fn syntax(kind: String) -> Message {
    Message::error("yaml/syntax", kind)
}
