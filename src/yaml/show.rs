//! Text of a file as it is shown in a message, and as it is written into a file.

use super::scalar::{self, Scalar};
use crate::document::push_visible;

/// Code points of a value that a message shows.
const SHOWN: usize = 60;

/// `text` for a message: on one line, hidden characters escaped, cut where long.
///
/// ```
/// use rapporteur::yaml::shown;
/// assert_eq!(shown("two\nlines\u{202E}"), "two\\nlines\\u{202e}");
/// ```
pub fn shown(text: &str) -> String {
    let mut out = String::new();
    for (count, letter) in text.chars().enumerate() {
        if count == SHOWN {
            out.push('…');
            break;
        }
        push_visible(&mut out, letter);
    }
    out
}

/// `text` as a scalar of YAML (and JSON) that every reader takes for this text: plain where that is
/// safe, else between double quotation marks. `quoted` asks for the marks in any case.
pub fn written(text: &str, quoted: bool) -> String {
    let plain = text.starts_with(|first: char| first.is_ascii_alphanumeric())
        && text
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '/' | '.'))
        && scalar::core(text) == Scalar::Text
        && scalar::old(text).is_none();
    if plain && !quoted {
        text.to_string()
    } else {
        serde_json::Value::from(text).to_string()
    }
}

/// The number that `text` is, with digits grouped and currency signs or not, as YAML writes it.
pub fn number_of(text: &str) -> Option<String> {
    let digits: String = text
        .trim()
        .trim_start_matches(['$', '€', '£', '¥'])
        .chars()
        .filter(|letter| !matches!(letter, ',' | '_' | ' ' | '\u{a0}' | '\u{202f}'))
        .collect();
    match scalar::core(&digits) {
        Scalar::Number(number) => Some(number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{shown, written};

    #[test]
    fn long_text_is_cut() {
        assert_eq!(shown(&"é".repeat(61)), format!("{}…", "é".repeat(60)));
    }

    #[test]
    fn text_is_plain_where_all_readers_agree() {
        assert_eq!(written("phone_call", false), "phone_call");
        assert_eq!(written("summit-summary/1", false), "summit-summary/1");
        assert_eq!(written("NO", false), "\"NO\"");
        assert_eq!(written("2025-12-20", false), "\"2025-12-20\"");
        assert_eq!(written("a: b", false), "\"a: b\"");
        assert_eq!(written("", false), "\"\"");
        assert_eq!(written("talks", true), "\"talks\"");
    }
}
