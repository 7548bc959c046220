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

/// The number that `text` is, with digits grouped and a currency sign or not, as YAML writes it.
///
/// `12,000.50` and `12.000,50` can be read in one way each. `1,234` might be either; it is read as
/// grouped, which is how English writes, and `12,5`, whose groups are no threes, only as a
/// decimal. `None` where the digits make no number in either way: `1 2`, `1,2,3`.
///
/// ```
/// use rapporteur::yaml::number_of;
/// assert_eq!(number_of("$1,234").as_deref(), Some("1234"));
/// assert_eq!(number_of("12,5").as_deref(), Some("12.5"));
/// assert_eq!(number_of("1,2,3"), None);
/// ```
pub fn number_of(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches(['$', '€', '£', '¥']).trim_start();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let plain = match scalar::core(digits) {
        Scalar::Number(number) => Some(number),
        _ => grouped(digits, '.').or_else(|| grouped(digits, ',')),
    };
    plain.map(|number| format!("{sign}{number}"))
}

/// The number that `digits` is where `point` divides whole and fraction, and threes of digits may be
/// divided by one other sign.
fn grouped(digits: &str, point: char) -> Option<String> {
    let (whole, fraction) = match digits.split_once(point) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mark = whole.chars().find(|letter| !letter.is_ascii_digit());
    let holds = match mark {
        None => is_digits(whole),
        Some(mark) if mark != point && GROUPING.contains(&mark) => {
            let mut groups = whole.split(mark);
            let first = groups.next().unwrap_or_default();
            is_digits(first)
                && first.len() <= 3
                && !first.starts_with('0')
                && groups.all(|group| is_digits(group) && group.len() == 3)
        }
        Some(_) => false,
    };
    if !holds || !fraction.is_none_or(is_digits) {
        return None;
    }
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    let written = fraction.map_or(whole.clone(), |fraction| format!("{whole}.{fraction}"));
    match scalar::core(&written) {
        Scalar::Number(number) => Some(number),
        _ => None,
    }
}

/// What may divide threes of digits.
const GROUPING: [char; 8] = [',', '.', '_', ' ', '\u{a0}', '\u{202f}', '\'', '\u{2019}'];

#[cfg(test)]
mod tests {
    use super::{number_of, shown, written};

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

    #[test]
    fn digits_are_grouped_in_threes_or_not_at_all() {
        for (text, number) in [
            ("1,234,567", "1234567"),
            ("12 000,50", "12000.50"),
            ("1.234,56", "1234.56"),
            ("1.234.567", "1234567"),
            ("1'000", "1000"),
            ("1_000", "1000"),
            ("-12,5", "-12.5"),
            ("0,5", "0.5"),
            ("0,500", "0.500"),
            ("$ 12,000.50", "12000.50"),
        ] {
            assert_eq!(number_of(text).as_deref(), Some(number), "{text}");
        }
        for text in [
            "1 2",
            "1,2,3",
            "1,234,56",
            "12,",
            ",5,",
            "1,234.567,8",
            "1 234,567.8",
            "",
            "1--2",
        ] {
            assert_eq!(number_of(text), None, "{text}");
        }
    }
}
