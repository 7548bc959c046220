//! Years, parts of years, and runs of years.

use super::calendar::{When, interval, months, season};
use super::date::{Form, Read, Reader};

impl Reader<'_> {
    /// `the first quarter of 2026`, `Q3 2019`, `the second half of 2025`, `spring 2026`
    pub(super) fn part_of_year(&self, at: usize) -> Option<Read> {
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
    pub(super) fn years(&self, at: usize, after_date: Option<usize>) -> Option<Read> {
        let decade = self
            .digits(at)
            .filter(|digits| digits.len() == 4 && digits.ends_with('0'));
        let decade = decade.filter(|_| self.is(at + 1, "s") && self.touches(at + 1));
        if let Some(year) = decade.and_then(|digits| digits.parse().ok()) {
            return Some(Read {
                form: Form::WithArticle,
                ..self.single(at, at + 2, When::Decade(year))
            });
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
}
