//! The wording of everything that is said about YAML itself.

use super::scalar::{MAX_DIGITS, Old, Scalar};
use super::{shown, written};
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

/// The code of a scalar that YAML 1.1 and 1.2 read differently.
pub const AMBIGUOUS: &str = "yaml/ambiguous-scalar";

/// The help of the last finding of a file or document that would have more than are shown.
pub const NO_MORE: &str = "no further findings of this file are shown";

pub(super) fn duplicate_key(key: &str, first: Place) -> Message {
    let key = shown(key);
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

/// The first key of an item stands in it again, and is the first of another item, most likely.
pub(super) fn item_not_begun(key: &str, first: Place) -> Message {
    duplicate_key(key, first)
        .help("if another item of the list begins here, put `- ` before it; else delete one of the two")
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
    let tag = shown(tag);
    Message::error("yaml/unknown-tag", format!("the tag `{tag}` is unknown"))
        .help("delete the tag; text that begins with `!` is put between quotation marks")
}

pub(super) fn tag_mismatch(tag: &str) -> Message {
    let tag = shown(tag);
    Message::error(
        "yaml/tag-mismatch",
        format!("the tag `{tag}` does not fit the value after it"),
    )
    .help("delete the tag")
}

pub(super) fn unknown_anchor(name: &str) -> Message {
    let name = shown(name);
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

pub(super) fn not_finite(text: &str) -> Message {
    Message::error(
        "yaml/not-finite",
        format!("`{}` is no finite number", shown(text)),
    )
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
        Old::Number if matches!(new, Scalar::Number(_)) => "another number",
        Old::Number => "a number",
        Old::Date => "a date",
        Old::Text => "text",
    };
    let (now, help, fix) = match new {
        Scalar::Number(_) if old == Old::Number => (
            "a decimal number",
            "write the number without leading zeros, or put text between quotation marks",
            None,
        ),
        Scalar::Number(_) => ("a number", "write the number in plain decimal digits", None),
        _ => ("text", "put it between quotation marks", quoted(text, span, true)),
    };
    Message {
        severity: Severity::Warning,
        fix,
        ..Message::error(
            AMBIGUOUS,
            format!(
                "`{}` is {now}, but a YAML 1.1 reader takes it for {seen}",
                shown(text)
            ),
        )
        .help(help)
    }
}

pub(super) fn nothing() -> Message {
    Message::error("yaml/no-document", "the file holds no document")
}

/// What is no YAML and no slip that is known here.
pub(super) fn syntax(why: String) -> Message {
    Message::error("yaml/syntax", why)
}

pub(super) fn not_json(why: &str) -> Message {
    Message::error("yaml/syntax", format!("this is not JSON: {why}"))
}

pub(super) fn block_scalar_header() -> Message {
    Message::error("yaml/syntax", "text after `|` or `>` begins on the next line")
        .help("put text that begins with one of them between quotation marks")
}

pub(super) fn tab_indentation() -> Message {
    Message::error("yaml/tab-indentation", "a line is indented with a tab")
        .help("indent with spaces: YAML takes no tabs, for they have no fixed width")
}

pub(super) fn colon_in_text(text: &str, span: Span) -> Message {
    let mut message = Message::error(
        "yaml/colon-in-text",
        "a colon with a space after it stands inside text",
    )
    .help("put the text between quotation marks");
    message.fix = quoted(text, span, false);
    message
}

pub(super) fn missing_space() -> Message {
    Message::error("yaml/missing-space", "a space is missing after the colon")
}

pub(super) fn missing_space_after_hyphen() -> Message {
    Message::error(
        "yaml/missing-space",
        "a space is missing after the hyphen of this item",
    )
    .help("an item of a list begins with `- `")
}

pub(super) fn no_break_space(letter: char) -> Message {
    Message::error(
        "yaml/missing-space",
        format!(
            "the white space after the colon is {}, no plain space",
            named(letter)
        ),
    )
    .help("put a plain space in its place")
}

pub(super) fn no_break_indent(letter: char) -> Message {
    Message::error(
        "yaml/indentation",
        format!("the line is indented with {}, no plain space", named(letter)),
    )
    .help("indent with plain spaces")
}

pub(super) fn no_colon(letter: char) -> Message {
    Message::error(
        "yaml/missing-colon",
        format!("{} stands where a colon `:` is expected", named(letter)),
    )
    .help("put a plain colon and a space in its place")
}

/// A character that is easily taken for another, by name and number.
fn named(letter: char) -> String {
    let name = match letter {
        '\u{a0}' | '\u{202f}' => "a no-break space",
        '\u{2007}' => "a figure space",
        '\u{3000}' => "a full-width space",
        '\u{ff1a}' => "a full-width colon",
        _ => "a character that only looks like it",
    };
    format!("{name} (U+{:04X})", u32::from(letter))
}

pub(super) fn fence() -> Message {
    Message::error(
        "yaml/reserved-character",
        "a line of Markdown, with three backticks",
    )
    .help("delete the lines with the backticks: what stands between them is the YAML")
}

/// Text that begins with the sign of a list, a mapping or an alias.
pub(super) fn text_begins_with_sign(text: &str, span: Span) -> Message {
    let mut message = reserved_character(text);
    message.fix = quoted(text, span, false);
    message
}

pub(super) fn comma_after_quote(comma: Span) -> Message {
    let mut message = Message::error(
        "yaml/text-after-quote",
        "a comma follows after the closing quotation mark",
    )
    .help("delete the comma: lines of YAML end without one");
    message.fix = Some(Fix {
        message: "delete the comma".to_string(),
        safe: false,
        edits: vec![Edit {
            start: comma.start,
            end: comma.end,
            text: String::new(),
        }],
    });
    message
}

/// Text that goes on in what YAML takes for a comment. `all` is both.
pub(super) fn cut_by_comment(read: &str, all: &str, span: Span) -> Message {
    cut(
        format!(
            "`{}` is read and the rest left out, for ` #` begins a comment",
            shown(read)
        ),
        all,
        span,
    )
}

/// Text before which a word stands that YAML takes for an anchor, and nothing refers to it.
pub(super) fn cut_by_anchor(read: &str, all: &str, span: Span) -> Message {
    cut(
        format!(
            "`{}` is read: the word before it is an anchor, for it begins with `&`, and no alias uses it",
            shown(read)
        ),
        all,
        span,
    )
}

fn cut(text: String, all: &str, span: Span) -> Message {
    Message {
        severity: Severity::Warning,
        fix: quoted(all, span, false),
        ..Message::error("yaml/cut-text", text)
            .help("put all of the text between quotation marks; delete what is not part of it")
    }
}

pub(super) fn missing_colon() -> Message {
    Message::error(
        "yaml/missing-colon",
        "a key is expected here, with a colon after it",
    )
    .help("text that goes on from the line above is indented further than its key")
}

pub(super) fn indentation() -> Message {
    Message::error(
        "yaml/indentation",
        "the indentation of this line fits none of the lines above",
    )
    .help("keys of one mapping, and items of one list, begin in the same column")
}

pub(super) fn indentation_in_brackets() -> Message {
    Message::error(
        "yaml/indentation",
        "this line stands between brackets and is indented too little",
    )
    .help("lines between brackets, the closing one included, are indented further than their key")
}

pub(super) fn indentation_in_quotes() -> Message {
    Message::error(
        "yaml/indentation",
        "this line stands between quotation marks and is indented too little",
    )
    .help("text that goes on over several lines is indented further than its key")
}

pub(super) fn unclosed_quote() -> Message {
    Message::error("yaml/unclosed-quote", "the quotation mark is not closed")
}

pub(super) fn text_after_quote(mark: char) -> Message {
    let help = if mark == '\'' {
        "put all of it between double quotation marks; inside single ones, `'` is written `''`"
    } else {
        "put all of it between single quotation marks; inside double ones, `\"` is written `\\\"`"
    };
    Message::error(
        "yaml/text-after-quote",
        "text follows after the closing quotation mark",
    )
    .help(help)
}

pub(super) fn unclosed_bracket() -> Message {
    Message::error("yaml/unbalanced-bracket", "the bracket is not closed")
        .help("text that begins with a bracket is put between quotation marks")
}

pub(super) fn stray_bracket() -> Message {
    Message::error("yaml/unbalanced-bracket", "this bracket closes none that is open")
}

pub(super) fn reserved_character(text: &str) -> Message {
    let first: String = text.chars().take(1).collect();
    Message::error(
        "yaml/reserved-character",
        format!("text cannot begin with `{}`", shown(&first)),
    )
    .help("put the text between quotation marks")
}

pub(super) fn bad_escape() -> Message {
    Message::error(
        "yaml/bad-escape",
        "this escape is unknown between double quotation marks",
    )
    .help("write `\\\\` for a backslash, or use single quotation marks, which know no escapes")
}

pub(super) fn misplaced_item() -> Message {
    Message::error(
        "yaml/misplaced-item",
        "an item of a list stands on the line of its key",
    )
    .help("begin the list on the next line, or put text that begins with `- ` between quotation marks")
}

/// The change that puts `text` between quotation marks.
fn quoted(text: &str, span: Span, safe: bool) -> Option<Fix> {
    (!text.is_empty()).then(|| Fix {
        message: "put it between quotation marks".to_string(),
        safe,
        edits: vec![Edit {
            start: span.start,
            end: span.end,
            text: written(text, true),
        }],
    })
}
