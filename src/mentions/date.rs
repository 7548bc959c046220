//! Dates and times of a fact, as the source words them, with the EDTF date where it is told.
//!
//! ```text
//! day      = number month [ "," ] year | month number [ "," ] year | year "-" mm "-" dd
//! month    = month year
//! year     = ( "in" | "by" | "since" | "until" | "from" | … ) year     told as a year by its preposition
//! relative = ( "next" | "last" | "this" | "coming" | "past" ) ( year | month | week | season … )
//!          | "today" | "tomorrow" | "yesterday" | [ "on" ] weekday
//!          | "in the near future" | "in the coming" ( days | weeks | months | years )
//! ```
//!
//! A relative date has no EDTF date here: the day it counts from is the day of publication, which
//! a text seldom tells.

use crate::document::{Outline, Span, Token, TokenKind};
use crate::lexicon::function_word;

/// A date told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// The source's words, with a preposition that belongs to them (`by 2027`), in bytes.
    pub span: Span,
    /// The date, where the words alone tell it.
    pub edtf: Option<String>,
}

const MONTHS: [(&str, &str, u8); 12] = [
    ("january", "jan", 31),
    ("february", "feb", 29),
    ("march", "mar", 31),
    ("april", "apr", 30),
    ("may", "may", 31),
    ("june", "jun", 30),
    ("july", "jul", 31),
    ("august", "aug", 31),
    ("september", "sept", 30),
    ("october", "oct", 31),
    ("november", "nov", 30),
    ("december", "dec", 31),
];

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

const PERIODS: [&str; 11] = [
    "autumn", "century", "decade", "fall", "month", "quarter", "spring", "summer", "week", "winter", "year",
];

/// True for the name of a weekday or month, in full and with its capital.
pub(super) fn is_day_or_month(word: &str) -> bool {
    // `May` and `March` are words, and `April` and `June` names, too; none of them ends a name.
    WEEKDAYS.contains(&word)
        || MONTHS
            .iter()
            .any(|(long, ..)| word.starts_with(char::is_uppercase) && word.eq_ignore_ascii_case(long))
}

/// The dates in `text`, in order.
pub(super) fn dates(text: &str, outline: &Outline) -> Vec<DateMention> {
    let mut found = Vec::new();
    for sentence in outline.sentences() {
        let reader = Reader {
            text,
            tokens: outline.tokens_of(sentence),
        };
        let mut at = 0;
        while at < reader.tokens.len() {
            match reader.date_at(at) {
                Some((first, after, edtf)) => {
                    if let Some(span) = reader.span(first, after) {
                        found.push(DateMention { span, edtf });
                    }
                    at = after.max(at + 1);
                }
                None => at += 1,
            }
        }
    }
    found
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
}

/// First token, token after the last, and the EDTF date.
type Read = (usize, usize, Option<String>);

impl Reader<'_> {
    fn date_at(&self, at: usize) -> Option<Read> {
        self.iso_day(at)
            .or_else(|| self.written_day(at))
            .or_else(|| self.month_of_year(at))
            .or_else(|| self.year_alone(at))
            .or_else(|| self.relative(at))
    }

    /// `2025-12-20`
    fn iso_day(&self, at: usize) -> Option<Read> {
        let year = self.year(at)?;
        let dashes = self.is(at + 1, "-") && self.is(at + 3, "-");
        let (month, day) = (self.number(at + 2, 2)?, self.number(at + 4, 2)?);
        let month_index = usize::from(month).checked_sub(1)?;
        let last = MONTHS.get(month_index)?.2;
        (dashes && (1..=last).contains(&day))
            .then(|| (at, at + 5, Some(format!("{year}-{month:02}-{day:02}"))))
    }

    /// `20 December 2025`, `December 20, 2025`; without a year the day is told, and no EDTF date.
    fn written_day(&self, at: usize) -> Option<Read> {
        let (month, day, mut after) = if let Some(month) = self.month(at) {
            let number = at + 1 + usize::from(self.is(at + 1, "."));
            (month, self.day(number)?, number + 1)
        } else {
            let day = self.day(at)?;
            let suffix = self.tokens.get(at + 1).is_some_and(|token| {
                token.kind == TokenKind::Word && matches!(token.span.of(self.text), "st" | "nd" | "rd" | "th")
            });
            let month_at = at + 1 + usize::from(suffix);
            let month = self.month(month_at)?;
            (month, day, month_at + 1 + usize::from(self.is(month_at + 1, ".")))
        };
        let (_, _, last) = MONTHS.get(month - 1)?;
        if !(1..=*last).contains(&day) {
            return None;
        }
        let year_at = after + usize::from(self.is(after, ","));
        let edtf = self
            .year(year_at)
            .map(|year| format!("{year}-{month:02}-{day:02}"));
        if edtf.is_some() {
            after = year_at + 1;
        }
        let first = self.with_preposition(at, &["on", "since", "until", "by", "from"]);
        Some((first, after, edtf))
    }

    /// `December 2025`, `in December 2025`
    fn month_of_year(&self, at: usize) -> Option<Read> {
        let month = self.month(at)?;
        // A day that the month does not have (`31 February 2024`) makes the whole no date.
        if at.checked_sub(1).is_some_and(|before| self.day(before).is_some()) {
            return None;
        }
        let year_at = at + 1 + usize::from(self.is(at + 1, ".") || self.is(at + 1, ","));
        let year = self.year(year_at)?;
        let first = self.with_preposition(at, &["in", "since", "until", "by", "from"]);
        Some((first, year_at + 1, Some(format!("{year}-{month:02}"))))
    }

    /// `in 2017`, `by the end of 2026`; a bare year without a preposition is left to numbers.
    fn year_alone(&self, at: usize) -> Option<Read> {
        let year = self.year(at)?;
        let goes_on = self.is(at + 1, "-") || self.is(at + 1, "/") || self.is(at + 1, "–");
        let counts = self.tokens.get(at + 1).is_some_and(|token| {
            token.kind == TokenKind::Word && function_word(token.span.of(self.text)).is_none()
        });
        if goes_on || counts {
            return None;
        }
        if at >= 4 && self.is(at - 1, "of") && self.is(at - 2, "end") && self.is(at - 3, "the") {
            let first = self.with_preposition(at - 3, &["by", "before", "until", "at"]);
            return Some((first, at + 1, Some(year)));
        }
        let first = self.with_preposition(
            at,
            &["in", "by", "since", "until", "from", "during", "before", "after"],
        );
        (first < at).then_some((first, at + 1, Some(year)))
    }

    fn relative(&self, at: usize) -> Option<Read> {
        let word = self.word(at)?;
        if matches!(
            word,
            "today" | "tomorrow" | "yesterday" | "Today" | "Tomorrow" | "Yesterday"
        ) {
            return Some((at, at + 1, None));
        }
        if WEEKDAYS.contains(&word) {
            return Some((
                self.with_preposition(at, &["on", "On", "from", "until"]),
                at + 1,
                None,
            ));
        }
        let follows = self.word(at + 1)?;
        let is_period =
            PERIODS.contains(&follows) || WEEKDAYS.contains(&follows) || self.month(at + 1).is_some();
        if matches!(word, "next" | "last" | "this" | "Next" | "Last" | "This") && is_period {
            let first =
                self.with_preposition(at, &["later", "earlier", "early", "late", "until", "since", "by"]);
            return Some((first, at + 2, None));
        }
        if matches!(word, "in" | "In") && follows == "the" {
            let (third, fourth) = (self.word(at + 2)?, self.word(at + 3)?);
            let near = third == "near" && fourth == "future";
            let coming = third == "coming" && matches!(fourth, "days" | "weeks" | "months" | "years");
            return (near || coming).then_some((at, at + 4, None));
        }
        None
    }

    /// `at`, or the token before it where that is one of `words`.
    fn with_preposition(&self, at: usize, words: &[&str]) -> usize {
        let before = at.checked_sub(1).filter(|&index| {
            self.word(index)
                .is_some_and(|word| words.iter().any(|candidate| candidate.eq_ignore_ascii_case(word)))
        });
        before.unwrap_or(at)
    }

    fn month(&self, at: usize) -> Option<usize> {
        let token = self
            .tokens
            .get(at)
            .filter(|token| token.is_capitalized(self.text))?;
        let word = token.span.of(self.text).to_lowercase();
        let short = |index: usize| word == "sep" && index == 8;
        MONTHS
            .iter()
            .enumerate()
            .position(|(index, (long, abbreviation, _))| {
                word == *long || word == *abbreviation || short(index)
            })
            .map(|index| index + 1)
    }

    /// A year of four digits between 1000 and 2999.
    fn year(&self, at: usize) -> Option<String> {
        let digits = self.digits(at)?;
        let plausible = digits.len() == 4 && digits.starts_with(['1', '2']);
        let attached = self.tokens.get(at + 1).is_some_and(|next| {
            next.kind == TokenKind::Word
                && self
                    .tokens
                    .get(at)
                    .is_some_and(|year| year.span.end == next.span.start)
        });
        (plausible && !attached).then(|| digits.to_owned())
    }

    fn day(&self, at: usize) -> Option<u8> {
        self.digits(at)?.parse().ok()
    }

    fn number(&self, at: usize, width: usize) -> Option<u8> {
        let digits = self.digits(at).filter(|digits| digits.len() == width)?;
        digits.parse().ok()
    }

    fn digits(&self, at: usize) -> Option<&str> {
        let token = self
            .tokens
            .get(at)
            .filter(|token| token.kind == TokenKind::Number)?;
        let digits = token.span.of(self.text);
        digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(digits)
    }

    fn word(&self, at: usize) -> Option<&str> {
        let token = self
            .tokens
            .get(at)
            .filter(|token| token.kind == TokenKind::Word)?;
        Some(token.span.of(self.text))
    }

    fn is(&self, at: usize, written: &str) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.is(self.text, written))
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
mod tests {
    use super::dates;
    use crate::document::Outline;

    fn found(text: &str) -> Vec<(&str, Option<String>)> {
        dates(text, &Outline::of(text))
            .into_iter()
            .map(|date| (date.span.of(text), date.edtf))
            .collect()
    }

    #[test]
    fn explicit_dates_become_edtf() {
        let cases = [
            ("on 20 December 2025", "2025-12-20"),
            ("December 20, 2025", "2025-12-20"),
            ("Sept. 3, 2024", "2024-09-03"),
            ("2025-12-20", "2025-12-20"),
            ("in May 2019", "2019-05"),
            ("in 2017", "2017"),
            ("by the end of 2026", "2026"),
        ];
        for (text, edtf) in cases {
            assert_eq!(found(text), [(text, Some(edtf.to_owned()))], "{text}");
        }
    }

    #[test]
    fn relative_dates_have_words_and_no_date() {
        for text in [
            "next year",
            "on Monday",
            "later this week",
            "today",
            "in the near future",
            "Oct. 26",
        ] {
            assert_eq!(found(text), [(text, None)], "{text}");
        }
    }

    #[test]
    fn numbers_that_are_no_dates_stay_numbers() {
        for text in [
            "2000 students",
            "31 February 2024",
            "in 2024-2025",
            "Vision 2030",
            "2025-13-01",
        ] {
            assert!(
                found(text).iter().all(|(_, edtf)| edtf.is_none()),
                "{text}: {:?}",
                found(text)
            );
        }
    }
}
