//! Numbers and times of a drawn world, and how they are written.

use crate::record::{Amount, Comparator, FigureKind, Number, When};

/// How a number relates to what is told: the record's comparator, and the words for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The record's.
    pub comparator: Comparator,
    /// The words before the number; empty for an exact one.
    pub words: &'static str,
}

/// The ways to bound a number, the plainest first.
pub(super) const BOUNDS: &[Bound] = &[
    EXACT,
    bound(Comparator::MoreThan, "over"),
    bound(Comparator::MoreThan, "more than"),
    bound(Comparator::LessThan, "less than"),
    bound(Comparator::EqualOrMore, "at least"),
    bound(Comparator::EqualOrLess, "up to"),
    bound(Comparator::Approx, "about"),
    bound(Comparator::Approx, "approximately"),
    bound(Comparator::Approx, "nearly"),
    bound(Comparator::Approx, "some"),
];

const EXACT: Bound = bound(Comparator::Exact, "");

const fn bound(comparator: Comparator, words: &'static str) -> Bound {
    Bound { comparator, words }
}

/// A sum of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// In tenths of the scale, so that 25 is 2.5.
    pub tenths: u32,
    /// Of what the tenths are.
    pub scale: Scale,
    /// The currency, and how it is written.
    pub currency: &'static Currency,
    /// How it relates to what is told.
    pub bound: Bound,
}

/// The scale of a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// 10⁶.
    Million,
    /// 10⁹.
    Billion,
}

/// A currency, in one of the ways in which it is written.
#[derive(Debug, PartialEq, Eq)]
pub struct Currency {
    /// ISO 4217 code.
    pub code: &'static str,
    /// What stands right before the number.
    pub before: &'static str,
    /// What stands right behind the scale.
    pub behind: &'static str,
}

/// The ways to write a currency, the commonest first.
pub(super) static CURRENCIES: &[Currency] = &[
    currency("USD", "$", ""),
    currency("USD", "US$", ""),
    currency("USD", "USD ", ""),
    currency("USD", "", " U.S. dollars"),
    currency("USD", "", " dollars"),
    currency("EUR", "€", ""),
    currency("EUR", "EUR ", ""),
    currency("EUR", "", " euros"),
    currency("GBP", "£", ""),
    currency("GBP", "", " pounds"),
    currency("JPY", "", " yen"),
];

const fn currency(code: &'static str, before: &'static str, behind: &'static str) -> Currency {
    Currency { code, before, behind }
}

impl Sum {
    /// 3 million dollars.
    pub(super) fn plain() -> Self {
        Self {
            tenths: 30,
            scale: Scale::Million,
            currency: &CURRENCIES[0],
            bound: EXACT,
        }
    }

    /// The sum as a sentence has it.
    pub fn written(&self) -> String {
        let words = self.bound.words;
        let gap = if words.is_empty() { "" } else { " " };
        let Currency { before, behind, .. } = self.currency;
        let scale = match self.scale {
            Scale::Million => "million",
            Scale::Billion => "billion",
        };
        format!("{words}{gap}{before}{} {scale}{behind}", tenths(self.tenths))
    }

    /// The same sum without the words that bound it.
    #[must_use]
    pub fn exact(self) -> Self {
        Self { bound: EXACT, ..self }
    }

    /// The sum as a record has it.
    pub fn amount(&self) -> Amount {
        let unit: u64 = match self.scale {
            Scale::Million => 100_000,
            Scale::Billion => 100_000_000,
        };
        let value = Number::from(u64::from(self.tenths) * unit);
        Amount {
            comparator: Some(self.bound.comparator),
            ..Amount::new(value, FigureKind::Money, self.currency.code)
        }
    }
}

/// A share, in per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// In tenths of a per cent.
    pub tenths: u32,
    /// How it is written: `percent`, `per cent` or `%`.
    pub sign: &'static str,
    /// How it relates to what is told.
    pub bound: Bound,
}

/// The ways to write per cent.
pub(super) const SIGNS: &[&str] = &[" percent", "%", " per cent"];

impl Share {
    /// 3 per cent.
    pub(super) fn plain() -> Self {
        Self {
            tenths: 30,
            sign: " percent",
            bound: EXACT,
        }
    }

    /// The share as a sentence has it.
    pub fn written(&self) -> String {
        let words = self.bound.words;
        let gap = if words.is_empty() { "" } else { " " };
        format!("{words}{gap}{}{}", tenths(self.tenths), self.sign)
    }

    /// The share as a record has it.
    pub fn amount(&self) -> Amount {
        let value = tenths(self.tenths).parse().unwrap_or_default();
        Amount {
            comparator: Some(self.bound.comparator),
            ..Amount::new(value, FigureKind::Percent, "percent")
        }
    }
}

/// A number of things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// How many.
    pub number: u32,
    /// How they relate to what is told.
    pub bound: Bound,
}

impl Count {
    /// 13 things.
    pub(super) fn plain() -> Self {
        Self {
            number: 13,
            bound: EXACT,
        }
    }

    /// The count as a sentence has it: up to ten in words where it is exact, thousands divided by
    /// commas.
    pub fn written(&self) -> String {
        let number = match SMALL.get(self.number as usize) {
            Some(word) if self.bound.words.is_empty() => (*word).to_owned(),
            _ if self.number >= 1000 => format!("{},{:03}", self.number / 1000, self.number % 1000),
            _ => self.number.to_string(),
        };
        let words = self.bound.words;
        let gap = if words.is_empty() { "" } else { " " };
        format!("{words}{gap}{number}")
    }

    /// The count of `unit` as a record has it.
    pub fn amount(&self, unit: &str) -> Amount {
        Amount {
            comparator: Some(self.bound.comparator),
            ..Amount::new(Number::from(u64::from(self.number)), FigureKind::Count, unit)
        }
    }
}

const SMALL: &[&str] = &[
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

/// A time to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    /// The year.
    pub year: u16,
    /// The month, from 1; 0 where only the year is told.
    pub month: u8,
    /// True for the last day that is left, false for the time itself.
    pub by: bool,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Time {
    /// In 2027.
    pub(super) fn plain() -> Self {
        Self {
            year: 2027,
            month: 0,
            by: false,
        }
    }

    /// The time as a sentence has it.
    pub fn written(&self) -> String {
        let lead = if self.by { "by the end of" } else { "in" };
        match self
            .month
            .checked_sub(1)
            .and_then(|month| MONTHS.get(usize::from(month)))
        {
            Some(month) => format!("{lead} {month} {}", self.year),
            None => format!("{lead} {}", self.year),
        }
    }

    /// The time as a record has it.
    pub fn when(&self) -> When {
        let edtf = match self.month {
            0 => self.year.to_string(),
            month => format!("{}-{month:02}", self.year),
        };
        When {
            edtf: Some(edtf),
            ..When::new(self.written())
        }
    }
}

fn tenths(number: u32) -> String {
    match number % 10 {
        0 => (number / 10).to_string(),
        tenth => format!("{}.{tenth}", number / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::{BOUNDS, CURRENCIES, Count, SIGNS, Scale, Share, Sum, Time};

    #[test]
    fn a_number_is_written_as_it_is_recorded() {
        let sum = Sum {
            tenths: 25,
            scale: Scale::Billion,
            currency: &CURRENCIES[3],
            bound: BOUNDS[1],
        };
        assert_eq!(sum.written(), "over 2.5 billion U.S. dollars");
        assert_eq!(sum.amount().value.to_string(), "2500000000");
        let share = Share {
            tenths: 400,
            sign: SIGNS[1],
            bound: BOUNDS[0],
        };
        assert_eq!(
            (share.written(), share.amount().value.to_string()),
            ("40%".into(), "40".into())
        );
        let count = |number, bound| Count { number, bound }.written();
        assert_eq!(count(7, BOUNDS[0]), "seven");
        assert_eq!(count(7, BOUNDS[6]), "about 7");
        assert_eq!(count(1050, BOUNDS[0]), "1,050");
        let time = Time {
            year: 2027,
            month: 3,
            by: true,
        };
        assert_eq!(time.written(), "by the end of March 2027");
        assert_eq!(time.when().edtf.as_deref(), Some("2027-03"));
    }
}
