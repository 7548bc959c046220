//! Single values as a page writes them.

use super::seen_lines;
use crate::yaml::{Node, Value as Content};

/// A single value for people: digits in threes, truth in words.
pub(super) fn written(node: &Node) -> String {
    match &node.value {
        Content::Null => "nothing".to_owned(),
        Content::Bool(true) => "yes".to_owned(),
        Content::Bool(false) => "no".to_owned(),
        Content::Number(digits) => in_threes(digits),
        Content::String(text) => seen_lines(text),
        Content::Sequence(_) | Content::Mapping(_) => String::new(),
    }
}

/// The digits before the point with a comma between threes, from five digits on.
fn in_threes(number: &str) -> String {
    let whole = number.trim_start_matches('-');
    let whole = whole.split(['.', 'e', 'E']).next().unwrap_or_default();
    if whole.len() < 5 || number.contains(['e', 'E']) {
        return number.to_owned();
    }
    let (sign, rest) = number.split_at(number.len() - number.trim_start_matches('-').len());
    let mut shown = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown.push_str(rest.get(whole.len()..).unwrap_or_default());
    shown
}

#[cfg(test)]
mod tests {
    use super::in_threes;

    #[test]
    fn long_numbers_are_grouped() {
        for (number, shown) in [
            ("12000000000", "12,000,000,000"),
            ("-12500.75", "-12,500.75"),
            ("2025", "2025"),
            ("1e12", "1e12"),
            ("100000", "100,000"),
        ] {
            assert_eq!(in_threes(number), shown);
        }
    }
}
