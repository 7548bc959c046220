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

use std::sync::LazyLock;

use jiff::civil::Date;

use crate::document::{Outline, Span, Token, TokenKind, Word};
use crate::lexicon::{Numeral, WordSet, function_word, numeral};

use super::calendar::{CALENDAR, When, days_in, interval, is_plain_month, is_weekday, month};
use super::number_words::INDEFINITE;
use super::{number, relative_date};

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
        while let Some(&token) = reader.tokens.get(at) {
            // Most tokens begin no date.
            if !may_begin(text, token) {
                at += 1;
                continue;
            }
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

/// True where a date may begin with `token`, as far as one token tells: with a number, a word of the
/// calendar, or one of the words with which `relative_date.rs` begins.
fn may_begin(text: &str, token: Token) -> bool {
    static WORDS: LazyLock<WordSet> = LazyLock::new(|| {
        let relative = relative_date::beginnings().chain(number::beginnings());
        WordSet::new(relative.chain(CALENDAR))
    });
    match token.kind {
        TokenKind::Number => true,
        TokenKind::Word => {
            // `Q3`
            let numbered = || {
                let second = text.as_bytes().get(token.span.start + 1);
                !token.plain && second.is_some_and(u8::is_ascii_digit)
            };
            // `Dec-2018`
            token.hyphenated || WORDS.has(token.word(text)) || numbered()
        }
        TokenKind::Possessive | TokenKind::Mark => false,
    }
}

/// True where nothing but a relative date may begin with `word`: `in`, `a`, `this`.
fn begins_relative(word: Word<'_>) -> bool {
    static WORDS: LazyLock<WordSet> = LazyLock::new(|| {
        // `the last day of October 2015`
        let relative = relative_date::beginnings().filter(|word| *word != "last");
        WordSet::new(relative.chain(INDEFINITE))
    });
    WORDS.has(word)
}

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
        let read = if begins_relative(token.word(self.text)) {
            self.relative(at)
        } else {
            let weekday = self.weekday_before(at);
            self.days(weekday)
                .or_else(|| self.period(weekday))
                .or_else(|| self.part_of_year(at))
                .or_else(|| self.years(at, after_date))
                .or_else(|| self.relative(at))
        };
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
            return Some(self.in_told_year(self.single(at, after, first), first));
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

    /// `May last year`: a day or month with the year that is told beside it.
    fn in_told_year(&self, read: Read, when: When) -> Read {
        if when.year().is_some() {
            return read;
        }
        let at = read.after + usize::from(self.is(read.after, "of"));
        let offset = match (self.word(at), self.word(at + 1)) {
            (Some("last"), Some("year")) => -1,
            (Some("this"), Some("year")) => 0,
            (Some("next"), Some("year")) => 1,
            _ => return read,
        };
        let year = self.published.map(|day| day.year() + offset);
        Read {
            after: at + 2,
            edtf: year.and_then(|year| when.in_year(year).edtf()),
            ..read
        }
    }

    pub(super) fn single(&self, at: usize, after: usize, when: When) -> Read {
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
    pub(super) fn joins(&self, from: usize, at: usize) -> Option<usize> {
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

    /// `May` of `May to October 2020`, `Jan` of `Jan-Feb 2017`
    fn bare_months(&self, at: usize) -> Option<(When, usize)> {
        let month = self.month(at)?;
        let next = self.joins(at, at + 1)?;
        self.month(next)?;
        Some((When::MonthOfYear(month), at + 1))
    }

    /// True where the word at `at` is a noun that a number before it counts.
    pub(super) fn counts(&self, at: usize) -> bool {
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
        // `on the 4th of November`
        let numbered = self
            .ordinal(read.date)
            .is_some_and(|(_, after)| self.is(after, "of"));
        let takes_article = part || numbered || read.form == Form::WithArticle;
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

    pub(super) fn month(&self, at: usize) -> Option<i8> {
        let word = self.word(at)?;
        let is_name = word.starts_with(char::is_uppercase) || is_plain_month(word);
        month(word).filter(|_| is_name)
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
    pub(super) fn year_behind(&self, at: usize) -> Option<(i16, usize)> {
        let joined = ["of", "in", ","].iter().any(|word| self.is(at, word));
        self.year(at + usize::from(joined))
    }

    /// A day of a month in digits, with or without `th`.
    pub(super) fn day(&self, at: usize) -> Option<(i8, usize)> {
        let day = self.small_number(at)?;
        let suffix = ["st", "nd", "rd", "th"]
            .iter()
            .any(|suffix| self.is(at + 1, suffix))
            && self.touches(at + 1);
        Some((day, at + 1 + usize::from(suffix)))
    }

    /// An ordinal below 32 in words or digits.
    pub(super) fn ordinal(&self, at: usize) -> Option<(i8, usize)> {
        if let Some((day, after)) = self.day(at).filter(|(_, after)| *after == at + 2) {
            return Some((day, after));
        }
        let token = self.tokens.get(at)?;
        let mut unit = token.word(self.text);
        let mut tens = 0;
        if token.hyphenated {
            let (before, behind) = unit.text().split_once('-')?;
            unit = Word::from(behind);
            tens = match numeral(before)? {
                Numeral::Tens(tens) => tens,
                _ => return None,
            };
        }
        let Numeral::Ordinal(unit) = numeral(unit)? else {
            return None;
        };
        Some((i8::try_from(tens + unit).ok()?, at + 1))
    }

    pub(super) fn small_number(&self, at: usize) -> Option<i8> {
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
    pub(super) fn touches(&self, at: usize) -> bool {
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
