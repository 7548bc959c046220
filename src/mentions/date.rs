//! Dates and times of a fact, as the source words them, with the EDTF date where it can be worked out.
//!
//! ```text
//! day      = number month [ [ "," | "of" | "in" ] year ] | month number [ [ "," | "of" ] year ]
//!          | year "-" mm "-" dd | dd "-" month "-" year | … with "/" as well
//! days     = number ( "-" | "to" | "and" ) number month [ year ] | month number ( "-" | … ) number [ year ]
//! month    = month [ "of" | "," ] year | year month
//! part     = ( "first" … "fourth" ) "quarter of" year | "Q3" year | "second half of" year | season [ "of" ] year
//! year     = ( "in" | "by" | "since" | "until" | "from" | … ) year     told as a year by its preposition
//! period   = "from" date "to" date | "between" date "and" date | date "-" date | year "-" year
//! decade   = [ "the" ] year "s"
//! relative = see `relative_date.rs`
//! ```
//!
//! A day or month without a year, and a relative date, have an EDTF date only where the day of
//! publication is given. `10/1/2018` has none at all: whether day or month comes first depends on
//! the country, and the text does not tell.

use jiff::civil::Date;

use crate::document::{Outline, Span, Token, TokenKind};
use crate::lexicon::{Numeral, function_word, numeral};

use super::calendar::{When, days_in, interval, is_plain_month, is_weekday, month, months, season, weekday};

/// A date told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// The source's words, with a preposition that belongs to them (`by 2027`), in bytes.
    pub span: Span,
    /// The date without its preposition.
    pub date: Span,
    /// The date, where it can be worked out.
    pub edtf: Option<String>,
}

/// The dates in `text`, in order; `published` is the day from which relative ones count.
pub(super) fn dates(text: &str, outline: &Outline, published: Option<Date>) -> Vec<DateMention> {
    let mut found = Vec::new();
    for sentence in outline.sentences() {
        let reader = Reader {
            text,
            tokens: outline.tokens_of(sentence),
            published,
        };
        let mut at = 0;
        let mut after_date = None;
        while at < reader.tokens.len() {
            let Some(read) = reader.date_at(at, after_date) else {
                at += 1;
                continue;
            };
            let whole = reader.span(read.first, read.after);
            let date = reader.span(read.date, read.after);
            if let (Some(span), Some(date)) = (whole, date) {
                found.push(DateMention {
                    span,
                    date,
                    edtf: read.edtf,
                });
            }
            at = read.after.max(at + 1);
            after_date = Some(at);
        }
    }
    found
}

/// Reads one sentence.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
    pub(super) published: Option<Date>,
}

/// A date that was read.
#[derive(Clone, Debug)]
pub(super) struct Read {
    /// Index of its first token, with the preposition.
    pub(super) first: usize,
    /// Index of its first token, without.
    pub(super) date: usize,
    /// Index after its last token.
    pub(super) after: usize,
    pub(super) edtf: Option<String>,
    pub(super) form: Form,
}

/// What a date is like, which decides what words before it belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `20 December`; behind `the` it describes a noun (`the June 14 summit`).
    Plain,
    /// `first quarter of 2026`, `1990s`: takes an article.
    WithArticle,
    /// `today`, `next year`, `Monday`
    Relative,
}

/// Words that belong to a relative date behind them; `on` belongs to a day of the week besides.
const BEFORE_RELATIVE: [&str; 10] = [
    "after",
    "before",
    "beginning",
    "by",
    "from",
    "since",
    "starting",
    "through",
    "till",
    "until",
];

/// Words that belong to a date behind them.
const PREPOSITIONS: [&str; 22] = [
    "after",
    "around",
    "as of",
    "before",
    "beginning",
    "beyond",
    "by",
    "circa",
    "dated",
    "during",
    "early",
    "for",
    "from",
    "in",
    "late",
    "mid",
    "on",
    "since",
    "starting",
    "through",
    "until",
    "till",
];

impl Reader<'_> {
    /// The date at token `at`; the one before it ended at `after_date`.
    fn date_at(&self, at: usize, after_date: Option<usize>) -> Option<Read> {
        let token = self.tokens.get(at)?;
        // Parts of a path or address (`/2021/09/23/`) are none.
        let in_path = at
            .checked_sub(1)
            .is_some_and(|mark| self.is(mark, "/") && self.touches(at));
        if in_path {
            return None;
        }
        // Most tokens begin no date: those that do are numbers, or words of the calendar.
        match token.kind {
            TokenKind::Number | TokenKind::Word => {}
            TokenKind::Possessive | TokenKind::Mark => return None,
        }
        let weekday = self.weekday_before(at);
        let read = self
            .days(weekday)
            .or_else(|| self.period(weekday))
            .or_else(|| self.part_of_year(at))
            .or_else(|| self.years(at, after_date))
            .or_else(|| self.relative(at));
        read.map(|read| self.with_prepositions(Read { first: at, ..read }))
    }

    /// The token after `Friday` or `Friday,` at `at`, where a date follows; otherwise `at`.
    fn weekday_before(&self, at: usize) -> usize {
        if !self.word(at).is_some_and(is_weekday) {
            return at;
        }
        let next = at + 1 + usize::from(self.is(at + 1, ","));
        if self.point(next).is_some() { next } else { at }
    }

    /// A day, or a month of a year, and what it ends at.
    pub(super) fn point(&self, at: usize) -> Option<(When, usize)> {
        self.iso_day(at)
            .or_else(|| self.eight_digits(at))
            .or_else(|| self.compact(at))
            .or_else(|| self.day_of_row(at))
            .or_else(|| self.written_day(at))
            .or_else(|| self.month_of_year(at))
    }

    /// One date, or two that enclose a period: `30 November to 2 December 2023`.
    fn period(&self, at: usize) -> Option<Read> {
        let months_only = self.bare_months(at);
        let (first, after) = months_only.or_else(|| self.point(at))?;
        let second = self
            .joins(at, after)
            .and_then(|next| self.point(next))
            .filter(|_| !matches!(first, When::MonthOfYear(_)) || months_only.is_some());
        let Some((last, end)) = second else {
            if months_only.is_some() {
                return None;
            }
            return Some(self.single(at, after, first));
        };
        let first = last.year().map_or(first, |year| {
            // `December to February 2024` begins the year before.
            let same = first.in_year(year);
            if interval(same, last).is_some() {
                same
            } else {
                first.in_year(year - 1)
            }
        });
        let (first, last) = match self.published {
            Some(day) => (first.near(day), last.near(day)),
            None => (first, last),
        };
        Some(Read {
            first: at,
            date: at,
            after: end,
            edtf: interval(first, last),
            form: Form::Plain,
        })
    }

    fn single(&self, at: usize, after: usize, when: When) -> Read {
        let when = self.published.map_or(when, |day| when.near(day));
        Read {
            first: at,
            date: at,
            after,
            edtf: when.edtf(),
            form: Form::Plain,
        }
    }

    /// The token after a word that joins the two ends of a period, which began at `from`.
    fn joins(&self, from: usize, at: usize) -> Option<usize> {
        let and_between = || {
            self.is(at, "and")
                && from
                    .checked_sub(1)
                    .and_then(|before| self.word(before))
                    .is_some_and(|word| word.eq_ignore_ascii_case("between"))
        };
        let joins = ["-", "–", "—", "to", "until", "till", "through"]
            .iter()
            .any(|word| self.is(at, word))
            || and_between();
        joins.then(|| at + 1 + usize::from(self.is(at + 1, "the")))
    }

    /// `18-20 December 2025`, `December 18 to 20, 2025`, `14 and 15 June`
    fn days(&self, at: usize) -> Option<Read> {
        let month_first = self.month(at);
        let first_at = match month_first {
            Some(_) => at + 1 + usize::from(self.is(at + 1, ".")),
            None => at,
        };
        let (first, next) = self.day(first_at)?;
        let (second_at, of_two) = self.joins_days(at, next)?;
        let (last, next) = self.day(second_at)?;
        let (month, after) = if let Some(month) = month_first {
            (month, next)
        } else {
            let month_at = next + usize::from(self.is(next, "of"));
            (self.month(month_at)?, month_at + 1)
        };
        // `May 5 - 12 delegates` counts delegates.
        let counted = month_first.is_some() && self.counts(after);
        if first >= last || last > days_in(month) || counted {
            return None;
        }
        let stop = usize::from(self.is(after, ".") && self.year(after + 1).is_some());
        let (year, after) = match self.year_behind(after + stop) {
            Some((year, after)) => (Some(year), after),
            None => (None, after),
        };
        let day = |day| {
            let when = When::DayOfYear(month, day);
            let when = year.map_or(when, |year| when.in_year(year));
            self.published.map_or(when, |anchor| when.near(anchor))
        };
        // Two days apart that are joined by `and` are no period.
        let edtf = (!of_two || last == first + 1)
            .then(|| interval(day(first), day(last)))
            .flatten();
        Some(Read {
            first: at,
            date: at,
            after,
            edtf,
            form: Form::Plain,
        })
    }

    /// As `joins`, and also with `and` or `&`, which name two days.
    fn joins_days(&self, from: usize, at: usize) -> Option<(usize, bool)> {
        if let Some(next) = self.joins(from, at) {
            return Some((next, false));
        }
        let two = self.is(at, "and") || self.is(at, "&");
        two.then(|| (at + 1 + usize::from(self.is(at + 1, "the")), true))
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

    /// `May` of `May to October 2020`, `Jan` of `Jan-Feb 2017`
    fn bare_months(&self, at: usize) -> Option<(When, usize)> {
        let month = self.month(at)?;
        let next = self.joins(at, at + 1)?;
        self.month(next)?;
        Some((When::MonthOfYear(month), at + 1))
    }

    /// `the first quarter of 2026`, `Q3 2019`, `the second half of 2025`, `spring 2026`
    fn part_of_year(&self, at: usize) -> Option<Read> {
        let word = self.word(at)?;
        if let Some(season) = season(word) {
            let (year, after) = self.year_behind(at + 1)?;
            return Some(self.single(at, after, When::Season(year, season)));
        }
        let quarter = |quarter: i8, year: i16| months(year, 3 * quarter - 2, 3 * quarter);
        let half = |half: i8, year: i16| months(year, 6 * half - 5, 6 * half);
        let letter = word.as_bytes().first().map(u8::to_ascii_lowercase);
        if let (Some(letter @ (b'q' | b'h')), Some(number)) =
            (letter, word.get(1..).and_then(|rest| rest.parse().ok()))
        {
            let (year, after) = self.year_behind(at + 1)?;
            let edtf = match (letter, number) {
                (b'q', 1..=4) => quarter(number, year),
                (b'h', 1..=2) => half(number, year),
                _ => return None,
            };
            return Some(Read {
                first: at,
                date: at,
                after,
                edtf,
                form: Form::WithArticle,
            });
        }
        let (number, next) = self.ordinal(at)?;
        let (year, after) = self.year_behind(next + 1)?;
        let edtf = match (self.word(next)?, number) {
            ("quarter", 1..=4) => quarter(number, year),
            ("half", 1..=2) => half(number, year),
            _ => return None,
        };
        Some(Read {
            first: at,
            date: at,
            after,
            edtf,
            form: Form::WithArticle,
        })
    }

    /// `in 2017`, `2024-2026`, `by the end of 2026`, `the 1990s`; a bare year without a preposition is
    /// left to numbers.
    fn years(&self, at: usize, after_date: Option<usize>) -> Option<Read> {
        let decade = self
            .digits(at)
            .filter(|digits| digits.len() == 4 && digits.ends_with('0'));
        if let Some(year) = decade.and_then(|digits| digits.parse().ok()) {
            if self.is(at + 1, "s") && self.touches(at + 1) {
                return Some(Read {
                    form: Form::WithArticle,
                    ..self.single(at, at + 2, When::Decade(year))
                });
            }
        }
        let (first, after) = self.year(at)?;
        if let Some(read) = self.years_to(at, first, after) {
            return Some(read);
        }
        let goes_on = self.is(after, "-") || self.is(after, "/") || self.is(after, "–");
        // `2000 to 2100 students`
        let counted = self
            .joins(at, after)
            .is_some_and(|next| self.year(next).is_some() && self.counts(next + 1));
        if goes_on || counted || self.counts(after) {
            return None;
        }
        let told = at
            .checked_sub(1)
            .and_then(|before| self.word(before))
            .is_some_and(|word| {
                [
                    "after", "around", "before", "beyond", "by", "circa", "during", "for", "from", "in",
                    "since", "through", "until",
                ]
                .iter()
                .any(|other| word.eq_ignore_ascii_case(other))
            });
        let of_end = at >= 3
            && self.is(at - 1, "of")
            && ["end", "beginning", "start", "course", "middle"]
                .iter()
                .any(|word| self.is(at - 2, word));
        // `back to 1865`, `no later than 2018`, `the summit of 2007`, but not `a total of 2000`
        let before = |back: usize| {
            at.checked_sub(back)
                .and_then(|index| self.word(index))
                .unwrap_or_default()
        };
        let told =
            told || matches!(
                (before(2), before(1)),
                ("back" | "prior", "to") | ("later" | "earlier", "than")
            ) || (before(1) == "of"
                && (1900..2100).contains(&first)
                && !matches!(
                    before(2),
                    "total" | "number" | "sum" | "amount" | "maximum" | "minimum" | "average"
                ));
        // `2009` of `in 2007 and 2009`
        let joined = ["and", "or", ","]
            .iter()
            .any(|word| at >= 1 && self.is(at - 1, word));
        let follows = joined && after_date.is_some_and(|after| after + 1 == at);
        (told || of_end || follows).then(|| self.single(at, after, When::Year(first)))
    }

    /// `2024-2026`, `2021–27`, `2020 to 2024`
    fn years_to(&self, at: usize, first: i16, after: usize) -> Option<Read> {
        let next = self.joins(at, after)?;
        let in_words = self.word(after).is_some();
        let last = match (self.year(next), self.digits(next)) {
            (Some((last, _)), _) => last,
            (None, Some(short)) if short.len() == 2 && !in_words => {
                first - first % 100 + short.parse::<i16>().ok()?
            }
            _ => return None,
        };
        let is_period = first < last && last - first <= 100;
        // `2024-2025-12` and `1995-1996/97` are something else; `2000 to 2100 students` are counted.
        let told = !in_words || !self.counts(next + 1);
        let goes_on = self.is(next + 1, "-") || self.is(next + 1, "/");
        (is_period && told && !goes_on).then(|| Read {
            first: at,
            date: at,
            after: next + 1,
            edtf: interval(When::Year(first), When::Year(last)),
            form: Form::Plain,
        })
    }

    /// True where the word at `at` is a noun that a number before it counts.
    fn counts(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            let word = token.span.of(self.text);
            token.kind == TokenKind::Word
                && function_word(word).is_none()
                && word.starts_with(char::is_lowercase)
                && self.month(at).is_none()
        })
    }

    /// `read` with the prepositions before it, and an approximation they tell.
    fn with_prepositions(&self, mut read: Read) -> Read {
        let mut first = read.first;
        let word = |index: usize| self.word(index).unwrap_or_default();
        // `by the end of`, `in the first days of`
        let part = first >= 3 && self.is(first - 1, "of") && {
            ["end", "beginning", "start", "middle", "course"]
                .iter()
                .any(|part| word(first - 2).eq_ignore_ascii_case(part))
        };
        if part {
            first -= 2;
        }
        // `no later than`
        if first >= 3 && self.is(first - 1, "than") && matches!(word(first - 2), "later" | "earlier") {
            first -= 2;
            first -= usize::from(matches!(word(first - 1), "no" | "not" | "No" | "Not"));
        }
        let takes_article = part || read.form == Form::WithArticle;
        first -= usize::from(takes_article && first >= 1 && self.is(first - 1, "the"));
        for _ in 0..2 {
            let before = first.checked_sub(1).map(word).unwrap_or_default();
            let fits = |of: &[&str]| of.iter().any(|other| before.eq_ignore_ascii_case(other));
            let relative = read.form == Form::Relative && !takes_article;
            let on = relative && fits(&["on"]) && self.word(read.date).is_some_and(is_weekday);
            if !(if relative {
                fits(&BEFORE_RELATIVE) || on
            } else {
                fits(&PREPOSITIONS)
            }) {
                break;
            }
            first -= 1;
        }
        if first < read.first && ["around", "circa"].contains(&word(first)) {
            read.edtf = read
                .edtf
                .filter(|edtf| !edtf.contains('/'))
                .map(|edtf| format!("{edtf}~"));
        }
        // An article alone belongs to no date.
        if !self.is(first, "the") {
            read.first = first;
        }
        read
    }

    fn month(&self, at: usize) -> Option<i8> {
        let word = self.word(at)?;
        let is_name = word.starts_with(char::is_uppercase) || is_plain_month(word);
        month(word).filter(|_| is_name)
    }

    /// `march 3 2015`, where the day and the year show that the word is a month.
    fn month_in_small_letters(&self, at: usize) -> Option<i8> {
        let month = month(self.word(at)?)?;
        let (_, after) = self.day(at + 1).or_else(|| self.ordinal(at + 1))?;
        self.year_behind(after).is_some().then_some(month)
    }

    /// A year of four digits between 1000 and 2999, and the index after it.
    pub(super) fn year(&self, at: usize) -> Option<(i16, usize)> {
        let digits = self.digits(at)?;
        let plausible = digits.len() == 4 && digits.starts_with(['1', '2']);
        let attached = self
            .tokens
            .get(at + 1)
            .is_some_and(|next| next.kind == TokenKind::Word && self.touches(at + 1));
        (plausible && !attached).then(|| digits.parse().ok().map(|year| (year, at + 1)))?
    }

    /// The year at `at`, with the comma or preposition that joins it to its day or month.
    fn year_behind(&self, at: usize) -> Option<(i16, usize)> {
        let joined = ["of", "in", ","].iter().any(|word| self.is(at, word));
        self.year(at + usize::from(joined))
    }

    /// A day of a month in digits, with or without `th`.
    fn day(&self, at: usize) -> Option<(i8, usize)> {
        let day = self.small_number(at)?;
        let suffix = ["st", "nd", "rd", "th"]
            .iter()
            .any(|suffix| self.is(at + 1, suffix))
            && self.touches(at + 1);
        Some((day, at + 1 + usize::from(suffix)))
    }

    /// `second of`, `twenty-fifth of`; in words a day needs its `of`.
    fn day_in_words(&self, at: usize) -> Option<(i8, usize)> {
        let (day, after) = self.ordinal(at)?;
        self.is(after, "of").then_some((day, after))
    }

    /// An ordinal below 32 in words or digits.
    pub(super) fn ordinal(&self, at: usize) -> Option<(i8, usize)> {
        if let Some((day, after)) = self.day(at).filter(|(_, after)| *after == at + 2) {
            return Some((day, after));
        }
        let word = self.word(at)?;
        let (tens, unit) = word.split_once('-').unwrap_or(("", word));
        let tens = match numeral(tens) {
            Some(Numeral::Tens(tens)) => tens,
            None if tens.is_empty() => 0,
            _ => return None,
        };
        match numeral(unit)? {
            Numeral::Ordinal(unit) => Some((i8::try_from(tens + unit).ok()?, at + 1)),
            _ => None,
        }
    }

    fn small_number(&self, at: usize) -> Option<i8> {
        let digits = self.digits(at).filter(|digits| digits.len() <= 2)?;
        digits.parse().ok().filter(|number| *number > 0)
    }

    pub(super) fn digits(&self, at: usize) -> Option<&str> {
        let token = self
            .tokens
            .get(at)
            .filter(|token| token.kind == TokenKind::Number)?;
        let digits = token.span.of(self.text);
        digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(digits)
    }

    pub(super) fn word(&self, at: usize) -> Option<&str> {
        let token = self
            .tokens
            .get(at)
            .filter(|token| token.kind == TokenKind::Word)?;
        Some(token.span.of(self.text))
    }

    pub(super) fn is(&self, at: usize, written: &str) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.is(self.text, written))
    }

    /// True where no blank stands before the token at `at`.
    fn touches(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        match (before, self.tokens.get(at)) {
            (Some(before), Some(token)) => before.span.end == token.span.start,
            _ => false,
        }
    }

    fn span(&self, first: usize, after: usize) -> Option<Span> {
        Some(
            self.tokens
                .get(first)?
                .span
                .join(self.tokens.get(after.checked_sub(1)?)?.span),
        )
    }
}

#[cfg(test)]
#[path = "date_tests.rs"]
mod tests;
