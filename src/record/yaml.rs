//! Writing YAML: block style, one line a scalar, every string safe.
//!
//! ```text
//! mapping   = { indent key ":" ( " " scalar | mapping | sequence ) newline }
//! sequence  = { indent "- " item newline }        nested two spaces deeper than its key
//! scalar    = number | "true" | "false" | plain | quoted
//! quoted    = '"' … '"'                           never folded; escapes as in JSON, and \x \u \U
//! ```
//!
//! `yaml_serde` writes U+0085, U+2028 and U+2029 as line breaks, as YAML 1.1 has it, which a
//! YAML 1.2 reader takes for text with added spaces; and it leaves words plain that YAML 1.1
//! readers take for truth values, dates and sexagesimal numbers. Hence a writer of our own, for
//! the few shapes that a record has.

use std::fmt::Write;

use serde_json::Value;

use super::Number;

/// `value` as a YAML document without a `---` line.
///
/// Keys are written in one line each; YAML readers take keys of up to 1024 characters. Recursion
/// is as deep as the value.
pub fn to_string(value: &Value) -> String {
    let mut out = String::new();
    match value {
        Value::Object(members) if !members.is_empty() => write_node(&mut out, value, 0),
        Value::Array(items) if !items.is_empty() => write_node(&mut out, value, 0),
        _ => write_scalar(&mut out, value),
    }
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

/// Writes a collection whose first line is already indented to `indent`.
fn write_node(out: &mut String, value: &Value, indent: usize) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (index, (key, member)) in members.iter().enumerate() {
                if index > 0 {
                    push_spaces(out, indent);
                }
                push_string(out, key);
                out.push(':');
                if is_block(member) {
                    out.push('\n');
                    push_spaces(out, indent + 2);
                    write_node(out, member, indent + 2);
                } else {
                    out.push(' ');
                    write_scalar(out, member);
                    out.push('\n');
                }
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    push_spaces(out, indent);
                }
                out.push_str("- ");
                write_node(out, item, indent + 2);
            }
        }
        _ => {
            write_scalar(out, value);
            out.push('\n');
        }
    }
}

/// True for what takes lines of its own below its key.
fn is_block(value: &Value) -> bool {
    match value {
        Value::Object(members) => !members.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => false,
    }
}

fn write_scalar(out: &mut String, value: &Value) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        // Plain digits where they can be had: `1e-6` has no point, and YAML 1.1 reads a string.
        Value::Number(number) => match number.as_str().parse::<Number>() {
            Ok(plain) => out.push_str(&plain.to_string()),
            Err(_) => out.push_str(number.as_str()),
        },
        Value::String(text) => push_string(out, text),
        Value::Array(_) => out.push_str("[]"),
        Value::Object(_) => out.push_str("{}"),
    }
}

fn push_spaces(out: &mut String, count: usize) {
    out.extend(std::iter::repeat_n(' ', count));
}

fn push_string(out: &mut String, text: &str) {
    if is_plain(text) {
        out.push_str(text);
    } else {
        push_quoted(out, text);
    }
}

/// True where `text` without quotation marks reads back as the same string.
///
/// Errs on the side of quoting.
fn is_plain(text: &str) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    // Letters, digits and opening marks that YAML gives no meaning to. Not `.`, `-`, `+`, `=`,
    // `<`, `~`, nor the indicators.
    if !(first.is_alphanumeric() || matches!(first, '(' | '$' | '£' | '€' | '¥' | '“' | '‘' | '«')) {
        return false;
    }
    if text.ends_with(char::is_whitespace) || text.chars().any(must_escape) {
        return false;
    }
    // A comment begins at `#` after white space, a mapping at `:` before white space or the end.
    let mut previous = ' ';
    for ch in text.chars() {
        if (ch == '#' && previous.is_whitespace()) || (previous == ':' && ch.is_whitespace()) {
            return false;
        }
        previous = ch;
    }
    previous != ':' && !is_another_type(text)
}

/// True where some version of YAML reads the plain `text` as a truth value, null or a number.
fn is_another_type(text: &str) -> bool {
    const WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    if WORDS.iter().any(|word| text.eq_ignore_ascii_case(word)) {
        return true;
    }
    // Numbers of every base, with exponents and `_`; sexagesimal numbers; dates and timestamps;
    // and, so that all dates look alike, EDTF.
    text.starts_with(|ch: char| ch.is_ascii_digit())
        && text.chars().all(|ch| {
            ch.is_ascii_hexdigit()
                || matches!(ch, 'x' | 'X' | 'o' | 'O' | '_' | '.' | ',' | ':')
                || matches!(
                    ch,
                    '-' | '+' | 'T' | 't' | 'Z' | 'z' | ' ' | '/' | '?' | '~' | '%'
                )
        })
}

/// True for what is written as an escape: what YAML does not allow as it is, what some reader
/// takes for a line break, and what changes a line's look without being seen.
fn must_escape(ch: char) -> bool {
    matches!(ch,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' // control characters, among them U+0085
        | '\u{ad}' // soft hyphen
        | '\u{61c}' | '\u{200e}' | '\u{200f}' // direction marks
        | '\u{200b}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' // breaks, overrides, isolates
        | '\u{feff}' // byte-order mark
        | '\u{fff9}'..='\u{fffb}' // interlinear annotation
        | '\u{e000}'..='\u{f8ff}' // private use
        | '\u{fdd0}'..='\u{fdef}' // noncharacters
        | '\u{e0000}'..='\u{10ffff}' // tags, private use
    ) || u32::from(ch) & 0xfffe == 0xfffe // the last two of each plane are noncharacters
}

fn push_quoted(out: &mut String, text: &str) {
    out.push('"');
    for ch in text.chars() {
        match ch {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if must_escape(ch) => push_escape(out, ch),
            _ => out.push(ch),
        }
    }
    out.push('"');
}

fn push_escape(out: &mut String, ch: char) {
    let code = u32::from(ch);
    let written = match code {
        0..=0xff => write!(out, "\\x{code:02x}"),
        0x100..=0xffff => write!(out, "\\u{code:04x}"),
        _ => write!(out, "\\U{code:08x}"),
    };
    debug_assert!(written.is_ok(), "writing to a string does not fail");
}

#[cfg(test)]
mod tests {
    use granit_parser::{Event, Parser, ScalarStyle};
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::to_string;

    /// The scalars of a document, and whether each was plain, as a YAML 1.2 reader sees them.
    fn scalars(yaml: &str) -> Vec<(String, bool)> {
        Parser::new_from_str(yaml)
            .filter_map(|item| match item.expect("it parses").0 {
                Event::Scalar(text, style, ..) => {
                    Some((text.into_owned(), matches!(style, ScalarStyle::Plain)))
                }
                _ => None,
            })
            .collect()
    }

    fn check(text: &str) {
        for value in [
            json!(text),
            json!([text, text]),
            json!({"k": text}),
            json!([{"k": text, "l": [text]}]),
        ] {
            let yaml = to_string(&value);
            let read: Value = serde_yaml::from_str(&yaml).expect("it reads back");
            assert_eq!(read, value, "{yaml:?}");
            let seen = scalars(&yaml);
            assert!(
                seen.iter().all(|(s, _)| s == text || s == "k" || s == "l"),
                "{yaml:?}: {seen:?}"
            );
        }
    }

    const HARD: &[&str] = &[
        "",
        " ",
        "a ",
        " a",
        "\ta",
        "a\t",
        "2024",
        "NO",
        "no",
        "yes",
        "y",
        "On",
        "1e3",
        "1_000",
        "0x1f",
        "0o7",
        "0b1",
        "12:30",
        "12:30:45",
        "190:20:30",
        "2025-12-20",
        "2025-12-20 10:00:00",
        "2025-12",
        "~",
        "null",
        "Null",
        ".inf",
        ".nan",
        "-.5",
        "+1",
        "-1",
        "=",
        "<<",
        "---",
        "--- a",
        "...",
        "- a",
        "? a",
        "! a",
        "&a",
        "*a",
        "@a",
        "`a",
        "%a",
        "|",
        ">",
        "'",
        "\"",
        "[a",
        "{a",
        "]",
        ",",
        "a: b",
        "a:",
        "a:b",
        ":a",
        "a #b",
        "a#b",
        "#a",
        "a\u{a0}#b",
        "a:\u{a0}b",
        "a\nb",
        "a\n",
        "\na",
        "a\n\n",
        "  a\nb",
        "a\rb",
        "\r",
        "a\r\nb",
        "a\u{85}b",
        "a\u{2028}b",
        "a\u{2029}b",
        "a\u{feff}b",
        "\u{feff}a",
        "a\0b",
        "a\u{200f}b\u{202e}c",
        "\u{2066}a",
        "😀",
        "\u{1f468}\u{200d}\u{1f469}",
        "a\u{fffe}",
        "\u{fdd0}",
        "\u{10ffff}",
        "\u{e000}",
        "\u{1b}[31m",
        "\\",
        "\\n",
        "'One Village, One Product' program",
        "‘green’ energy",
        "A: \"b\" #c",
        "'green' energy",
        "over $12 billion",
        "$12 billion",
        "33 years",
        "\u{a0}",
        "x\u{3000}",
    ];

    #[test]
    fn hard_strings_read_back_the_same() {
        for text in HARD {
            check(text);
        }
        check(&"long words ".repeat(9_000));
    }

    #[test]
    fn what_another_reader_takes_for_another_type_is_quoted() {
        for text in [
            "NO",
            "n",
            "Off",
            "2024",
            "1e3",
            "12:30",
            "2025-12-20",
            "0x1f",
            "1_000",
            "null",
            "1992~",
        ] {
            assert_eq!(scalars(&to_string(&json!(text))), [(text.to_string(), false)]);
        }
        for text in [
            "NOR",
            "33 years",
            "12 billion",
            "Japan",
            "UZ",
            "summit-summary/1",
            "$12 billion",
            "a:b",
        ] {
            assert_eq!(scalars(&to_string(&json!(text))), [(text.to_string(), true)]);
        }
    }

    #[test]
    fn the_layout_is_block_style() {
        let value = json!({
            "a": 1, "none": [], "empty": {}, "yes": true,
            "list": ["x", {"k": "v", "deep": ["y"]}, ["z", "w"]],
            "small": 1e-6,
        });
        let yaml = "a: 1\nnone: []\nempty: {}\n\"yes\": true\nlist:\n  - x\n  - k: v\n    deep:\n      - \"y\"\n  - - z\n    - w\nsmall: 0.000001\n";
        assert_eq!(to_string(&value), yaml);
    }

    proptest! {
        #[test]
        fn any_string_reads_back_the_same(text in any::<String>()) {
            check(&text);
        }

        #[test]
        fn any_mixture_of_hard_strings_reads_back_the_same(
            parts in prop::collection::vec(prop::sample::select(HARD), 1..4),
        ) {
            check(&parts.concat());
        }
    }
}
