//! Days and months of a year as they are written out.

use jiff::civil::Date;

use super::calendar::{When, days_in, month, weekday};
use super::date::Reader;

impl Reader<'_> {
    /// A day, or a month of a year, and what it ends at.
    pub(super) fn point(&self, at: usize) -> Option<(When, usize)> {
        self.iso_day(at)
            .or_else(|| self.eight_digits(at))
            .or_else(|| self.compact(at))
            .or_else(|| self.day_of_row(at))
            .or_else(|| self.written_day(at))
            .or_else(|| self.month_of_year(at))
    }

    /// `2025-12-20`, `2025/12/20`, `2025-03`
    fn iso_day(&self, at: usize) -> Option<(When, usize)> {
        let (year, after) = self.year(at)?;
        let mark = |index: usize| {
            ["-", "/"].iter().any(|mark| self.is(index, mark))
                && self.touches(index)
                && self.touches(index + 1)
        };
        if !mark(after) {
            return None;
        }
        let month = self
            .small_number(after + 1)
            .filter(|month| (1..=12).contains(month))?;
        if mark(after + 2) {
            let day = self.small_number(after + 3)?;
            Date::new(year, month, day).ok()?;
            return Some((When::Day(year, month, day), after + 4));
        }
        // `2010-11` may be the years 2010 and 2011; `2014-10` cannot.
        let written = self.digits(after + 1)?;
        let a_year = written.len() == 2 && i16::from(month) > year % 100;
        let goes_on = self.touches(after + 2) && !self.is(after + 2, ".") && !self.is(after + 2, ",");
        (!a_year && !goes_on).then_some((When::Month(year, month), after + 2))
    }

    /// `20161016`
    fn eight_digits(&self, at: usize) -> Option<(When, usize)> {
        let digits = self.digits(at).filter(|digits| digits.len() == 8)?;
        let part =
            |range: std::ops::Range<usize>| digits.get(range).and_then(|part| part.parse::<i16>().ok());
        let (year, month, day) = (part(0..4)?, part(4..6)?, part(6..8)?);
        let when = When::Day(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        when.edtf()?;
        ((1900..2100).contains(&year) && !self.counts(at + 1)).then_some((when, at + 1))
    }

    /// `the first Wednesday of October 2014`, `the last day of October 2015`
    fn day_of_row(&self, at: usize) -> Option<(When, usize)> {
        let (nth, next) = if self.word(at)?.eq_ignore_ascii_case("last") {
            (-1, at + 1)
        } else {
            self.ordinal(at)?
        };
        let name = self.word(next)?;
        let of = self.is(next + 1, "of") || self.is(next + 1, "in");
        let month = self.month(next + 2).filter(|_| of)?;
        let (year, after) = self.year_behind(next + 3)?;
        let first = Date::new(year, month, 1).ok()?;
        let day = if nth == -1 && name == "day" {
            first.last_of_month()
        } else {
            first.nth_weekday_of_month(nth, weekday(name)?).ok()?
        };
        Some((When::Day(day.year(), day.month(), day.day()), after))
    }

    /// `05-Aug-2016`, `Dec/2018`, `2019-aug-01`: parts without blanks, one of them a month's name;
    /// `5/17/2018`, where only one order can be meant.
    fn compact(&self, at: usize) -> Option<(When, usize)> {
        /// `23-september-2020`
        const LONGEST: usize = 17;
        let start = self.tokens.get(at)?.span.start;
        let rest = self.text.get(start..)?;
        let length = rest
            .bytes()
            .take(LONGEST + 1)
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'/' | b'.'))
            .count();
        // The stop of the sentence is none of the date.
        let written = rest.get(..length)?.trim_end_matches('.');
        let length = written.len();
        let mark = written.chars().find(|ch| matches!(ch, '-' | '/' | '.'))?;
        if length > LONGEST {
            return None;
        }
        let mut parts = written.split(mark);
        let parts = [
            parts.next()?,
            parts.next()?,
            parts.next().unwrap_or_default(),
            parts.next().unwrap_or_default(),
        ];
        let [first, second, third, ""] = parts else {
            return None;
        };
        let after = self
            .tokens
            .partition_point(|token| token.span.end <= start + length);
        let number = |part: &str| -> Option<i16> {
            let digits = (1..=2).contains(&part.len()) || part.len() == 4;
            (digits && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok())?
        };
        let named = [first, second, third].into_iter().find_map(month);
        let mut numbers = [first, second, third].into_iter().filter_map(number);
        let (one, other) = (numbers.next()?, numbers.next());
        let is_year = |number: i16| (1000..3000).contains(&number);
        let when = match (named, other) {
            (Some(month), None) if third.is_empty() && is_year(one) => When::Month(one, month),
            (Some(month), Some(other)) if is_year(one) => When::Day(one, month, i8::try_from(other).ok()?),
            (Some(month), Some(other)) if is_year(other) => When::Day(other, month, i8::try_from(one).ok()?),
            // `2/2013`
            (None, Some(year))
                if third.is_empty() && mark == '/' && is_year(year) && (1..=12).contains(&one) =>
            {
                When::Month(year, i8::try_from(one).ok()?)
            }
            (None, Some(other)) => {
                let year = numbers.next().filter(|year| is_year(*year))?;
                let (one, other) = (i8::try_from(one).ok()?, i8::try_from(other).ok()?);
                match (one > 12, other > 12) {
                    (false, true) => When::Day(year, one, other),
                    (true, false) => When::Day(year, other, one),
                    _ if one == other => When::Day(year, one, other),
                    _ => return None,
                }
            }
            _ => return None,
        };
        when.edtf()?;
        Some((when, after))
    }

    /// `20 December 2025`, `the 20th day of December`, `December 20, 2025`
    fn written_day(&self, at: usize) -> Option<(When, usize)> {
        let small = || self.month_in_small_letters(at);
        let (month, day, after) = if let Some(month) = self.month(at).or_else(small) {
            let number = at + 1 + usize::from(self.is(at + 1, "."));
            let in_words = || {
                let ordinal = self.ordinal(number)?;
                self.year_behind(ordinal.1).is_some().then_some(ordinal)
            };
            let (day, after) = self.day(number).or_else(in_words)?;
            // `in June 12 companies signed`: a month has `in`, a day has not.
            let of_month = at
                .checked_sub(1)
                .and_then(|before| self.word(before))
                .is_some_and(|word| word.eq_ignore_ascii_case("in"));
            if of_month && self.counts(after) {
                return None;
            }
            (month, day, after)
        } else {
            let (day, after) = self.day(at).or_else(|| self.day_in_words(at))?;
            let after = after + usize::from(self.is(after, "day"));
            let month_at = after + usize::from(self.is(after, "of")) + usize::from(self.is(after, ","));
            let month = self.month(month_at)?;
            (
                month,
                day,
                month_at + 1 + usize::from(self.is(month_at + 1, ".") && self.year(month_at + 2).is_some()),
            )
        };
        if !(1..=days_in(month)).contains(&day) {
            return None;
        }
        match self.year_behind(after) {
            Some((year, after)) => {
                let when = When::Day(year, month, day);
                when.edtf()?;
                Some((when, after))
            }
            None => Some((When::DayOfYear(month, day), after)),
        }
    }

    /// `December 2025`, `2025 December`, and with its preposition `in May`
    fn month_of_year(&self, at: usize) -> Option<(When, usize)> {
        if let Some((year, after)) = self.year(at) {
            let month = self.month(after)?;
            let day_follows = self.day(after + 1).is_some();
            return (!day_follows).then_some((When::Month(year, month), after + 1));
        }
        let month = self.month(at)?;
        // A day that the month does not have (`31 February 2024`) makes the whole no date.
        if at
            .checked_sub(1)
            .is_some_and(|before| self.small_number(before).is_some())
        {
            return None;
        }
        let after = at + 1 + usize::from(self.is(at + 1, ".") && self.year(at + 2).is_some());
        if let Some((year, after)) = self.year_behind(after) {
            return Some((When::Month(year, month), after));
        }
        let told = at
            .checked_sub(1)
            .and_then(|before| self.word(before))
            .is_some_and(|word| {
                [
                    "in", "since", "until", "by", "during", "early", "late", "from", "mid",
                ]
                .iter()
                .any(|other| word.eq_ignore_ascii_case(other))
            });
        let is_name = self
            .tokens
            .get(at + 1)
            .is_some_and(|next| next.is_capitalized(self.text));
        let is_day = self.small_number(after).is_some() && !self.counts(after + 1);
        (told && !is_name && !is_day).then_some((When::MonthOfYear(month), at + 1))
    }

    /// `march 3 2015`, where the day and the year show that the word is a month.
    fn month_in_small_letters(&self, at: usize) -> Option<i8> {
        let month = month(self.word(at)?)?;
        let (_, after) = self.day(at + 1).or_else(|| self.ordinal(at + 1))?;
        self.year_behind(after).is_some().then_some(month)
    }

    /// `second of`, `twenty-fifth of`; in words a day needs its `of`.
    fn day_in_words(&self, at: usize) -> Option<(i8, usize)> {
        let (day, after) = self.ordinal(at)?;
        self.is(after, "of").then_some((day, after))
    }
}
