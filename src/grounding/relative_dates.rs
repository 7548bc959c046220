//! Dates that are told by how far off they are from the day of publication.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::document::{Span, tokens};
use crate::lexicon::{Numeral, Unit, numeral, unit};

/// True for words such as `the following year`, `in the second quarter`, `in spring`.
pub(super) fn counts_from_elsewhere(words: &str) -> bool {
    const PERIODS: [&str; 16] = [
        "autumn",
        "earlier",
        "fall",
        "fiscal",
        "following",
        "half",
        "later",
        "previous",
        "q1",
        "q2",
        "q3",
        "q4",
        "quarter",
        "spring",
        "summer",
        "winter",
    ];
    words
        .split(|ch: char| !ch.is_alphanumeric())
        .any(|word| PERIODS.contains(&word.to_lowercase().as_str()))
}

/// The spans of days that relative words may mean, counted from the day of publication.
pub(super) fn relative(words: &str, published: Date) -> Option<Vec<(Date, Date)>> {
    let lower = words.to_lowercase();
    let has = |phrase: &str| {
        lower
            .match_indices(phrase)
            .any(|(at, hit)| crate::lexicon::stands_alone(&lower, Span::new(at, at + hit.len())))
    };
    let day = |offset: i32| {
        published
            .checked_add(offset.days())
            .ok()
            .map(|date| vec![(date, date)])
    };
    let year = |offset: i16| {
        let year = published.year().checked_add(offset)?;
        Some(vec![(Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)])
    };
    let month = |offset: i32| {
        let first = published.first_of_month().checked_add(offset.months()).ok()?;
        Some(vec![(first, first.last_of_month())])
    };
    let week = |offset: i32| {
        let back = i32::from(published.weekday().to_monday_zero_offset());
        let monday = published.checked_add((offset * 7 - back).days()).ok()?;
        Some(vec![(monday, monday.checked_add(6.days()).ok()?)])
    };
    if let Some(span) = counted(&lower, published) {
        return Some(vec![span]);
    }
    for (phrases, offset) in [
        (["today", "this morning"], 0),
        (["yesterday", "a day ago"], -1),
        (["tomorrow", "the next day"], 1),
    ] {
        if phrases.iter().any(|phrase| has(phrase)) {
            return day(offset);
        }
    }
    for (word, offset) in [("last", -1), ("this", 0), ("next", 1)] {
        if has(&format!("{word} year")) {
            return year(offset.try_into().ok()?);
        }
        if has(&format!("{word} month")) {
            return month(offset);
        }
        if has(&format!("{word} week")) {
            return week(offset);
        }
    }
    // A period without its number is the present one.
    for part in ["beginning", "close", "end", "middle", "start"] {
        if has(&format!("{part} of the year")) {
            return year(0);
        }
        if has(&format!("{part} of the month")) {
            return month(0);
        }
    }
    weekday(&lower, published)
}

/// `in six months' time`, `thirty days hence`, `two years ago`: so many units from the day of
/// publication, as exactly as the unit tells.
fn counted(lower: &str, published: Date) -> Option<(Date, Date)> {
    let tokens = tokens(lower);
    let word = |at: usize| {
        tokens
            .get(at)
            .map(|token| token.span.of(lower))
            .unwrap_or_default()
    };
    (0..tokens.len()).find_map(|at| {
        let count = match (word(at), numeral(word(at))) {
            ("a" | "an", _) => 1,
            (_, Some(Numeral::Unit(value) | Numeral::Tens(value))) => i32::try_from(value).ok()?,
            (digits, _) => digits.parse().ok().filter(|count| (1..1000).contains(count))?,
        };
        let Some(Unit::Duration(unit)) = unit(word(at + 1)) else {
            return None;
        };
        // The possessive of `months' time`, and that of `a year's time`.
        let mark = usize::from(matches!(word(at + 2), "'" | "’" | "'s" | "’s"));
        let is_ahead = word(at + 2) == "hence"
            || (word(at + 2) == "from" && word(at + 3) == "now")
            || (word(at + 2 + mark) == "time" && at > 0 && matches!(word(at - 1), "in" | "within"));
        let sign = match word(at + 2) {
            "ago" => -1,
            _ if is_ahead => 1,
            _ => return None,
        };
        let count = count.checked_mul(sign)?;
        let day = |date: Date| (date, date);
        match unit {
            "day" => published.checked_add(count.days()).ok().map(day),
            "week" => published.checked_add(count.weeks()).ok().map(day),
            "month" => {
                let date = published.checked_add(count.months()).ok()?;
                Some((date.first_of_month(), date.last_of_month()))
            }
            "year" => {
                let date = published.checked_add(count.years()).ok()?;
                Some((date.first_of_year(), date.last_of_year()))
            }
            _ => None,
        }
    })
}

/// `on Monday`: the nearest day of that name before or after the day of publication.
fn weekday(lower: &str, published: Date) -> Option<Vec<(Date, Date)>> {
    /// Days of the week, from Monday.
    const DAYS: [(&str, Weekday); 7] = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    let (_, day) = DAYS.iter().find(|(name, _)| lower.contains(name))?;
    let mut dates = Vec::new();
    if published.weekday() == *day {
        dates.push((published, published));
    }
    for nth in [-1, 1] {
        let date = published.nth_weekday(nth, *day).ok()?;
        dates.push((date, date));
    }
    Some(dates)
}
