//! Dates that count from the day of publication.
//!
//! ```text
//! relative = "today" | "this morning" | "tonight" | "yesterday" | "tomorrow" | weekday
//!          | ( "this" | "next" | "last" | … ) ( unit | weekday | month | season )
//!          | number unit "ago" | "in" number unit | "the end of the year"
//!          | "in the near future" | "in the coming" ( "days" | "weeks" | "months" | "years" )
//! ```
//!
//! What is not told is left open: the day of a bare `Monday` depends on the tense, `next spring`
//! said in January may be this year's, and `two weeks ago` is no day.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::lexicon::{Unit, WordMap, function_word, unit};

use super::calendar::{WEEKDAYS, When, is_weekday, month, months, moved, season, week};
use super::date::{Form, Read, Reader};
use super::number::number_at;

/// What a relative date may begin with, besides a number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beginning {
    /// `yesterday`: so many days from that of publication.
    Day(i64),
    /// `Monday`
    Weekday,
    /// `next`
    Which(Which),
    /// `later`, before `this`, `next` or `last` and its period.
    Lead,
    /// `end`, before `of` and a period.
    Part,
    /// `in`
    In,
}

/// Which of a row of periods is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    This,
    Next,
    Last,
}

impl Reader<'_> {
    /// The relative date that begins at token `at`.
    pub(super) fn relative(&self, at: usize) -> Option<Read> {
        self.word(at)?;
        let one_word = |edtf| {
            Some(Read {
                first: at,
                date: at,
                after: at + 1,
                edtf,
                form: Form::Relative,
            })
        };
        match self.beginning(at) {
            Some(Beginning::Day(offset)) => {
                let day = self.published.and_then(|day| moved(day, offset.days()));
                one_word(day.map(|day| day.to_string()))
            }
            Some(Beginning::Weekday) if !self.word(at).is_some_and(is_weekday) || self.is_feast(at) => None,
            Some(Beginning::Weekday) => one_word(None),
            Some(Beginning::Which(_)) => self.which_period(at),
            Some(Beginning::Lead) => self.which_period(at).or_else(|| self.of_the_period(at)),
            Some(Beginning::Part) => self.of_the_period(at),
            Some(Beginning::In) => self.ago(at).or_else(|| self.open_future(at)),
            None => self.ago(at),
        }
    }

    /// What the word at token `at` begins.
    fn beginning(&self, at: usize) -> Option<Beginning> {
        static BEGINNINGS: LazyLock<WordMap<Beginning>> = LazyLock::new(|| words().collect());
        let token = self.tokens.get(at)?;
        BEGINNINGS.get(token.word(self.text))
    }

    /// `Good Friday`, `Bloody Sunday`: the day of a name.
    fn is_feast(&self, at: usize) -> bool {
        const BEFORE: [&str; 9] = [
            "Ash", "Black", "Bloody", "Easter", "Good", "Holy", "Maundy", "Palm", "Super",
        ];
        at.checked_sub(1)
            .and_then(|before| self.word(before))
            .is_some_and(|word| BEFORE.contains(&word))
    }

    /// `this year`, `later this week`, `next Monday`, `last March`
    fn which_period(&self, at: usize) -> Option<Read> {
        let lead = usize::from(self.beginning(at) == Some(Beginning::Lead));
        let index = at + lead;
        let Some(Beginning::Which(which)) = self.beginning(index) else {
            return None;
        };
        let next = index
            + 1
            + usize::from(
                self.word(index + 1)
                    .is_some_and(|word| matches!(word, "coming" | "upcoming")),
            );
        let unit = self.word(next)?;
        let part_of_day =
            matches!(unit, "morning" | "afternoon" | "evening" | "night") && which == Which::This;
        let is_period = period_unit(unit)
            || is_weekday(unit)
            || season(unit).is_some()
            || part_of_day
            || (month(unit).is_some() && unit.starts_with(char::is_uppercase));
        if !is_period {
            return None;
        }
        // `the next year`, `the past month` are the time around now, not a year of the calendar.
        let around = index.checked_sub(1).is_some_and(|the| self.is(the, "the"))
            || ["past", "following", "coming"]
                .iter()
                .any(|word| self.is(index, word));
        let edtf = self.published.filter(|_| !around).and_then(|day| {
            if part_of_day {
                Some(day.to_string())
            } else {
                resolved(day, which, unit)
            }
        });
        Some(Read {
            first: at,
            date: at + lead,
            after: next + 1,
            edtf,
            form: Form::Relative,
        })
    }

    /// `the end of the year`, `later in the month`: a period without its number is the present one.
    fn of_the_period(&self, at: usize) -> Option<Read> {
        let word = self.word(at)?;
        let is_part = self.beginning(at) == Some(Beginning::Part) && self.is(at + 1, "of");
        let is_place = ["later", "earlier"]
            .iter()
            .any(|part| word.eq_ignore_ascii_case(part))
            && self.is(at + 1, "in");
        if !(is_part || is_place) {
            return None;
        }
        let form = if is_part {
            Form::WithArticle
        } else {
            Form::Relative
        };
        if let Some(read) = self.which_period(at + 2) {
            return Some(Read {
                first: at,
                date: at,
                form,
                ..read
            });
        }
        let next = at + 2 + usize::from(self.is(at + 2, "the"));
        let unit = self.word(next).filter(|unit| period_unit(unit))?;
        let goes_on = self.is(next + 1, "of")
            || self
                .word(next + 1)
                .is_some_and(|word| function_word(word).is_none());
        if goes_on {
            return None;
        }
        let edtf = self.published.and_then(|day| resolved(day, Which::This, unit));
        Some(Read {
            first: at,
            date: at,
            after: next + 1,
            edtf,
            form,
        })
    }

    /// `two years ago`, `in three months' time`
    fn ago(&self, at: usize) -> Option<Read> {
        let lead = usize::from(self.word(at)?.eq_ignore_ascii_case("in"));
        let number = number_at(self.text, self.tokens, at + lead).filter(|number| !number.ordinal)?;
        let Some(Unit::Duration(name)) = unit(self.word(number.after)?) else {
            return None;
        };
        let end = number.after + 1;
        let (after, sign) = if lead == 0 && (self.is(end, "ago") || self.is(end, "earlier")) {
            (end + 1, -1)
        } else if lead == 1 && (self.is(end, "'") || self.is(end, "’")) && self.is(end + 1, "time") {
            (end + 2, 1)
        } else {
            return None;
        };
        let count = i64::try_from(number.value)
            .ok()
            .filter(|count| (0..1000).contains(count));
        let edtf = self.published.zip(count).and_then(|(day, count)| {
            let count = sign * count;
            match name {
                "day" => moved(day, count.days()).map(|day| day.to_string()),
                "month" => {
                    moved(day, count.months()).and_then(|day| When::Month(day.year(), day.month()).edtf())
                }
                "year" => moved(day, count.years()).and_then(|day| When::Year(day.year()).edtf()),
                "decade" => moved(day, (10 * count).years())
                    .and_then(|day| When::Year(day.year()).edtf())
                    .map(|year| format!("{year}~")),
                _ => None,
            }
        });
        Some(Read {
            first: at,
            date: at,
            after,
            edtf,
            form: Form::Relative,
        })
    }

    /// `in the near future`, `in the coming years`
    fn open_future(&self, at: usize) -> Option<Read> {
        if !self.word(at)?.eq_ignore_ascii_case("in") || !self.is(at + 1, "the") {
            return None;
        }
        let (third, fourth) = (self.word(at + 2)?, self.word(at + 3)?);
        let near = matches!(third, "near" | "foreseeable") && fourth == "future";
        let coming = third == "coming" && matches!(fourth, "days" | "weeks" | "months" | "years");
        (near || coming).then_some(Read {
            first: at,
            date: at,
            after: at + 4,
            edtf: None,
            form: Form::Relative,
        })
    }
}

/// Days that one word tells, counted from the day of publication.
const DAYS: [(&str, i64); 4] = [("today", 0), ("tonight", 0), ("yesterday", -1), ("tomorrow", 1)];

const WHICH: [(&str, Which); 8] = [
    ("this", Which::This),
    ("current", Which::This),
    ("next", Which::Next),
    ("coming", Which::Next),
    ("following", Which::Next),
    ("last", Which::Last),
    ("past", Which::Last),
    ("previous", Which::Last),
];

/// Words before `this`, `next` or `last` and its period.
const LEADS: [&str; 4] = ["later", "earlier", "early", "late"];

/// Words before `of` and a period.
const PARTS: [&str; 5] = ["end", "beginning", "start", "rest", "remainder"];

/// The words with which a relative date begins, besides numbers and the words of the calendar.
pub(super) fn beginnings() -> impl Iterator<Item = &'static str> {
    words()
        .filter(|(_, beginning)| *beginning != Beginning::Weekday)
        .map(|(word, _)| word)
}

fn words() -> impl Iterator<Item = (&'static str, Beginning)> {
    let days = DAYS
        .into_iter()
        .map(|(word, offset)| (word, Beginning::Day(offset)));
    let which = WHICH
        .into_iter()
        .map(|(word, which)| (word, Beginning::Which(which)));
    let leads = LEADS.into_iter().map(|word| (word, Beginning::Lead));
    let parts = PARTS.into_iter().map(|word| (word, Beginning::Part));
    let weekdays = WEEKDAYS.into_iter().map(|(word, _)| (word, Beginning::Weekday));
    days.chain(which)
        .chain(leads)
        .chain(parts)
        .chain(weekdays)
        .chain([("in", Beginning::In)])
}

fn period_unit(word: &str) -> bool {
    matches!(
        word,
        "century" | "decade" | "month" | "quarter" | "week" | "weekend" | "year"
    )
}

/// The period that `which` `unit` is on `day`, where it can be only one.
fn resolved(day: Date, which: Which, unit: &str) -> Option<String> {
    let offset: i16 = match which {
        Which::This => 0,
        Which::Next => 1,
        Which::Last => -1,
    };
    match unit {
        "year" => When::Year(day.year().checked_add(offset)?).edtf(),
        "month" => {
            let day = moved(day, i64::from(offset).months())?;
            When::Month(day.year(), day.month()).edtf()
        }
        "week" => week(day, offset),
        "quarter" => {
            let day = moved(day, (3 * i64::from(offset)).months())?;
            let first = day.month() - (day.month() - 1) % 3;
            months(day.year(), first, first + 2)
        }
        _ => {
            if let Some(season) = season(unit) {
                return season_of(day, which, season);
            }
            let month = month(unit)?;
            let year = match which {
                Which::This => day.year(),
                Which::Next if month <= day.month() => day.year() + 1,
                Which::Last if month >= day.month() => day.year() - 1,
                // `next May` said in March may be this year's or the next one's.
                Which::Next | Which::Last => return None,
            };
            When::Month(year, month).edtf()
        }
    }
}

/// A season, by the months of the northern half of the earth; winter spans two years and is left open.
fn season_of(day: Date, which: Which, season: u8) -> Option<String> {
    let first: i8 = match season {
        21 => 3,
        22 => 6,
        23 => 9,
        _ => return None,
    };
    let year = match which {
        Which::This => day.year(),
        Which::Next if day.month() >= first => day.year() + 1,
        Which::Last if day.month() < first => day.year() - 1,
        Which::Next | Which::Last => return None,
    };
    When::Season(year, season).edtf()
}
