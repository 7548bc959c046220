//! Dates that are told by how far off they are from the day of publication.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::document::{Span, tokens};
use crate::lexicon::{Numeral, Unit, numeral, unit};
use crate::mentions::WEEKDAYS;

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
    let (_, day) = WEEKDAYS.iter().find(|(name, _)| lower.contains(name))?;
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::relative;

    /// What the words mean in a text of Wednesday, 20 May 2020, each span as `first..last`.
    fn told(words: &str) -> Option<String> {
        let spans = relative(words, date(2020, 5, 20))?;
        let written: Vec<String> = spans
            .iter()
            .map(|(first, last)| {
                if first == last {
                    first.to_string()
                } else {
                    format!("{first}..{last}")
                }
            })
            .collect();
        Some(written.join(" "))
    }

    #[test]
    fn relative_words_count_from_the_day_of_publication() {
        for (words, expected) in [
            ("this morning", "2020-05-20"),
            ("Yesterday", "2020-05-19"),
            ("tomorrow", "2020-05-21"),
            ("last week", "2020-05-11..2020-05-17"),
            ("this week", "2020-05-18..2020-05-24"),
            ("next week", "2020-05-25..2020-05-31"),
            ("last month", "2020-04-01..2020-04-30"),
            ("this month", "2020-05-01..2020-05-31"),
            ("next month", "2020-06-01..2020-06-30"),
            ("last year", "2019-01-01..2019-12-31"),
            ("this year", "2020-01-01..2020-12-31"),
            ("next year", "2021-01-01..2021-12-31"),
            ("a day ago", "2020-05-19"),
            ("three days ago", "2020-05-17"),
            ("999 days ago", "2017-08-25"),
            ("two weeks ago", "2020-05-06"),
            ("a year ago", "2019-01-01..2019-12-31"),
            ("in six months' time", "2020-11-01..2020-11-30"),
            ("in a year's time", "2021-01-01..2021-12-31"),
            ("within two months’ time", "2020-07-01..2020-07-31"),
            ("thirty days hence", "2020-06-19"),
            ("five days from now", "2020-05-25"),
            ("on Monday", "2020-05-18 2020-05-25"),
            ("on Wednesday", "2020-05-20 2020-05-13 2020-05-27"),
            ("on Sunday", "2020-05-17 2020-05-24"),
        ] {
            assert_eq!(told(words).as_deref(), Some(expected), "{words}");
        }
    }

    #[test]
    fn words_that_do_not_count_from_it_tell_nothing() {
        for words in [
            "",
            "on 5 May",
            "two years",
            "for three days",
            "two years' time",
            "0 days ago",
            "1000 days ago",
            "three people ago",
            "the last yearbook",
            "nowadays",
        ] {
            assert_eq!(told(words), None, "{words}");
        }
    }
}
