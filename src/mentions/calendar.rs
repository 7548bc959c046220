//! The words of the calendar, and dates written as EDTF.

use jiff::civil::{Date, Weekday};
use jiff::{Span as Period, ToSpan};

/// A date as far as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    Day(i16, i8, i8),
    Month(i16, i8),
    /// A season by its EDTF number: 21 spring, 22 summer, 23 autumn, 24 winter.
    Season(i16, u8),
    Year(i16),
    Decade(i16),
    /// A day without its year.
    DayOfYear(i8, i8),
    /// A month without its year.
    MonthOfYear(i8),
}

impl When {
    /// As EDTF; `None` where the year is not told, or the day is in no calendar.
    pub(super) fn edtf(self) -> Option<String> {
        match self {
            Self::Day(year, month, day) => {
                let date = Date::new(year, month, day).ok()?;
                Some(date.to_string())
            }
            Self::Month(year, month) => Some(format!("{year:04}-{month:02}")),
            Self::Season(year, season) => Some(format!("{year:04}-{season}")),
            Self::Year(year) => Some(format!("{year:04}")),
            Self::Decade(year) => Some(format!("{:03}X", year / 10)),
            Self::DayOfYear(..) | Self::MonthOfYear(_) => None,
        }
    }

    /// The year, where it is told.
    pub(super) fn year(self) -> Option<i16> {
        match self {
            Self::Day(year, ..) | Self::Month(year, _) | Self::Season(year, _) | Self::Year(year) => {
                Some(year)
            }
            Self::Decade(_) | Self::DayOfYear(..) | Self::MonthOfYear(_) => None,
        }
    }

    /// With `year`, where its own is not told.
    pub(super) fn in_year(self, year: i16) -> Self {
        match self {
            Self::DayOfYear(month, day) => Self::Day(year, month, day),
            Self::MonthOfYear(month) => Self::Month(year, month),
            told => told,
        }
    }

    /// With the year that puts it nearest to `anchor`, where its own is not told.
    ///
    /// A day more than five months off, or a month more than two, could as well be that of another
    /// year; it stays as it is.
    pub(super) fn near(self, anchor: Date) -> Self {
        let reach = match self {
            Self::DayOfYear(..) => 150,
            Self::MonthOfYear(_) => 75,
            _ => return self,
        };
        let years = [anchor.year() - 1, anchor.year(), anchor.year() + 1];
        let near = years.into_iter().find(|&year| {
            let day = match self.in_year(year) {
                Self::Day(year, month, day) => Date::new(year, month, day),
                Self::Month(year, month) => Date::new(year, month, 15),
                _ => return false,
            };
            day.is_ok_and(|day| days_between(anchor, day).is_some_and(|days| days.abs() <= reach))
        });
        near.map_or(self, |year| self.in_year(year))
    }
}

/// Days from `from` to `to`.
fn days_between(from: Date, to: Date) -> Option<i32> {
    from.until(to).ok().map(|period| period.get_days())
}

/// `from` and `to` as an EDTF interval, where `from` comes first.
pub(super) fn interval(from: When, to: When) -> Option<String> {
    let (from, to) = (from.edtf()?, to.edtf()?);
    // EDTF dates of one kind sort as text.
    (from < to).then(|| format!("{from}/{to}"))
}

/// The months `first` to `last` of `year` as an EDTF interval.
pub(super) fn months(year: i16, first: i8, last: i8) -> Option<String> {
    interval(When::Month(year, first), When::Month(year, last))
}

/// Monday to Sunday of the week that is `offset` weeks from that of `anchor`.
pub(super) fn week(anchor: Date, offset: i16) -> Option<String> {
    let since_monday = i64::from(anchor.weekday().to_monday_zero_offset());
    let monday = anchor
        .checked_sub(since_monday.days())
        .ok()?
        .checked_add(i64::from(offset).weeks())
        .ok()?;
    let sunday = monday.checked_add(6.days()).ok()?;
    Some(format!("{monday}/{sunday}"))
}

/// `anchor` moved by a number of years, months or days.
pub(super) fn moved(anchor: Date, period: Period) -> Option<Date> {
    anchor.checked_add(period).ok()
}

const MONTHS: [(&str, &str); 12] = [
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may", "may"),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
];

/// The words of the calendar, in small letters: months, days of the week, seasons.
pub(super) const CALENDAR: [&str; 37] = [
    "january",
    "jan",
    "february",
    "feb",
    "march",
    "mar",
    "april",
    "apr",
    "may",
    "june",
    "jun",
    "july",
    "jul",
    "august",
    "aug",
    "september",
    "sept",
    "sep",
    "october",
    "oct",
    "november",
    "nov",
    "december",
    "dec",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "weekend",
];

/// The number of a month, 1 to 12, by its English name in full or as it is shortened, in either
/// letter case.
///
/// ```
/// use rapporteur::mentions::month;
/// assert_eq!((month("Sept"), month("December"), month("Decem")), (Some(9), Some(12), None));
/// ```
pub fn month(word: &str) -> Option<i8> {
    // Nearly no word is one, and every word is asked.
    let first = word.as_bytes().first()?.to_ascii_lowercase();
    if !b"jfmasond".contains(&first) || word.len() < 3 {
        return None;
    }
    if word.eq_ignore_ascii_case("sep") {
        return Some(9);
    }
    let index = MONTHS
        .iter()
        .position(|(long, short)| word.eq_ignore_ascii_case(long) || word.eq_ignore_ascii_case(short))?;
    i8::try_from(index + 1).ok()
}

/// True for a month's name in small letters that is no other word.
pub(super) fn is_plain_month(word: &str) -> bool {
    MONTHS
        .iter()
        .any(|(long, _)| word == *long && !matches!(*long, "march" | "may"))
}

/// True for the name of a weekday or of a month, in full and with its capital: neither ends the
/// name of a person, and neither is joined to that of a body.
pub(super) fn is_day_or_month(word: &str) -> bool {
    let is_long = || MONTHS.iter().any(|(long, _)| word.eq_ignore_ascii_case(long));
    word.starts_with(char::is_uppercase) && (weekday(word).is_some() || (month(word).is_some() && is_long()))
}

/// Days of the longest form of `month`.
pub(super) fn days_in(month: i8) -> i8 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The EDTF number of a season.
pub(super) fn season(word: &str) -> Option<u8> {
    let seasons = [
        ("spring", 21),
        ("summer", 22),
        ("autumn", 23),
        ("fall", 23),
        ("winter", 24),
    ];
    seasons
        .iter()
        .find(|(name, _)| word.eq_ignore_ascii_case(name))
        .map(|&(_, number)| number)
}

/// The days of the week by name, in small letters, from Monday.
pub const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// A day of the week by its name, in any letter case.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    // Nearly no word is one, and every capitalised word is asked.
    if word.len() < 6 {
        return None;
    }
    WEEKDAYS
        .iter()
        .find(|(name, _)| word.eq_ignore_ascii_case(name))
        .map(|&(_, day)| day)
}

/// True for the name of a day of the week with its capital.
pub(super) fn is_weekday(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && weekday(word).is_some()
}
