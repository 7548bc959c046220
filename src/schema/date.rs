//! Dates: days that there are, and dates that are written in another order.

use crate::mentions::month;

/// What the date `text` is in the order year, month, day; two where day and month cannot be told
/// apart, none where it is no date.
///
/// Numbers divided by points, strokes or hyphens, and English months: `20.12.2025`, `12/20/2025`,
/// `2025/12/20`, `December 20, 2025`, `20 Dec 2025`.
pub(super) fn meant(text: &str) -> Vec<String> {
    let parts: Vec<&str> = text
        .split(|letter: char| matches!(letter, '.' | '/' | '-' | ',') || letter.is_whitespace())
        .filter(|part| !part.is_empty())
        .collect();
    let [first, second, third] = parts.as_slice() else {
        return Vec::new();
    };
    let orders = match (month(first).map(i16::from), month(second).map(i16::from)) {
        // December 20, 2025
        (Some(month), _) => vec![(number(third), Some(month), number(second))],
        // 20 December 2025
        (_, Some(month)) => vec![(number(third), Some(month), number(first))],
        // 2025/12/20
        _ if first.len() == 4 => vec![(number(first), number(second), number(third))],
        // 20.12.2025, 12/20/2025
        _ if third.len() == 4 => vec![
            (number(third), number(second), number(first)),
            (number(third), number(first), number(second)),
        ],
        _ => Vec::new(),
    };
    let mut found: Vec<String> = orders
        .into_iter()
        .filter_map(|(year, month, day)| written(year?, month?, day?))
        .collect();
    found.dedup();
    found
}

/// The date that eight digits are: 20251220.
pub(super) fn of_digits(text: &str) -> Option<String> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<i16>().ok();
    written(part(0, 4)?, part(4, 6)?, part(6, 8)?)
}

/// False where `text`, an EDTF date or interval, names a day that no calendar has: 2025-02-30.
///
/// That it is written as EDTF at all is the schema's own pattern to say.
pub(super) fn has_its_days(text: &str) -> bool {
    text.split('/').all(|date| {
        let date = date
            .split('T')
            .next()
            .unwrap_or_default()
            .trim_end_matches(['?', '~', '%']);
        let parts: Option<Vec<i16>> = date.split('-').map(|part| part.parse().ok()).collect();
        match parts.as_deref() {
            Some(&[year, month, day]) => written(year, month, day).is_some(),
            _ => true,
        }
    })
}

/// The date, if there is such a day.
fn written(year: i16, month: i16, day: i16) -> Option<String> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let date = jiff::civil::Date::new(year, month, day).ok()?;
    Some(date.to_string())
}

fn number(text: &str) -> Option<i16> {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{has_its_days, meant, of_digits};

    #[test]
    fn eight_digits_may_be_a_date() {
        assert_eq!(of_digits("20251220").as_deref(), Some("2025-12-20"));
        for text in ["20251320", "2025122", "202512200", "2025-1-2"] {
            assert_eq!(of_digits(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_has_its_days() {
        for text in [
            "2024-02-29",
            "2025-12-18/2025-12-20",
            "2025-XX-31",
            "-0044-03-15",
            "next year",
            "2025-02~",
            "",
        ] {
            assert!(has_its_days(text), "{text}");
        }
        for text in [
            "2025-02-29",
            "2025-04-31?",
            "2025-12-18/2025-11-31",
            "2023-02-29T10:00:00",
        ] {
            assert!(!has_its_days(text), "{text}");
        }
    }

    #[test]
    fn dates_are_put_in_order() {
        for text in [
            "20.12.2025",
            "12/20/2025",
            "2025/12/20",
            "2025.12.20",
            "December 20, 2025",
            "20 Dec 2025",
            "20th December 2025",
        ] {
            assert_eq!(meant(text), ["2025-12-20"], "{text}");
        }
    }

    #[test]
    fn day_and_month_may_be_in_doubt() {
        assert_eq!(meant("05/06/2025"), ["2025-06-05", "2025-05-06"]);
        assert_eq!(meant("05/05/2025"), ["2025-05-05"]);
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in ["next year", "31.02.2025", "1.2", "a.b.c", "", "20.12.25"] {
            assert!(meant(text).is_empty(), "{text}");
        }
    }
}
