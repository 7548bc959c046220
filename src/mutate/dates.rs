//! Operators on dates: a day, a month or a year off, and dates that the source leaves open.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{Span as Time, ToSpan};

use super::ground::{Drafts, Ground, child};
use super::operator::Operator;
use super::words::wrapped;
use crate::grounding::DateRule;
use crate::mentions::Mentions;

/// Proposes changes to the date at `pointer`.
pub(super) fn drafts(ground: &Ground<'_>, pointer: &str, rule: &DateRule, out: &mut Drafts) {
    let is_object = rule.text.is_some() || rule.edtf.is_some();
    let place = match &rule.edtf {
        Some(member) => child(pointer, member),
        None if is_object => return,
        None => pointer.to_owned(),
    };
    let words = rule.text.as_ref().map(|member| child(pointer, member));
    let told = told(ground, rule);
    if let Some(edtf) = ground.text(&place) {
        // What may be known from outside the text cannot be held against it.
        if !rule.outside {
            moved(ground, &place, edtf, &told, out);
        }
    } else if let Some(words) = &words
        && ground.text(words).is_some()
    {
        resolved(ground, &place, rule, &told, out);
    }
    if let Some(place) = words
        && let Some(control) = ground.text(&place).and_then(wrapped)
    {
        let operators = [
            Operator::DateDay,
            Operator::DateMonth,
            Operator::DateYear,
            Operator::DateResolved,
        ];
        out.control(&operators, &place, control);
    }
}

/// The dates that the source tells, relative ones counted from the day of publication.
fn told(ground: &Ground<'_>, rule: &DateRule) -> BTreeSet<String> {
    let published = published(ground, rule).and_then(|day| day.parse::<Date>().ok());
    let dates = |day| Mentions::published(ground.source.text(), ground.source.outline(), day).dates;
    let found = match published {
        Some(day) => dates(Some(day)),
        None => ground.source.mentions().dates.clone(),
    };
    found.into_iter().filter_map(|date| date.edtf).collect()
}

/// The day of publication as the record has it.
fn published<'g>(ground: &Ground<'g>, rule: &DateRule) -> Option<&'g str> {
    ground.text(rule.published.as_ref()?)
}

fn moved(ground: &Ground<'_>, place: &str, edtf: &str, told: &BTreeSet<String>, out: &mut Drafts) {
    let shifts: [(Operator, Time); 3] = [
        (Operator::DateDay, 1.day()),
        (Operator::DateMonth, 1.month()),
        (Operator::DateYear, 1.year()),
    ];
    for (operator, time) in shifts {
        let mut random = ground.random(operator, place);
        let ways = random.shuffled(vec![time, -time]);
        let other = ways
            .into_iter()
            .filter_map(|time| shifted(edtf, operator, time))
            .find(|other| !told.contains(other));
        if let Some(other) = other {
            out.fault(operator, place, other);
        }
    }
}

/// `edtf` moved by `time`; both ends of an interval. `None` where it has no such part.
fn shifted(edtf: &str, operator: Operator, time: Time) -> Option<String> {
    if let Some((from, to)) = edtf.split_once('/') {
        return Some(format!(
            "{}/{}",
            shifted(from, operator, time)?,
            shifted(to, operator, time)?
        ));
    }
    let (plain, mark) = match edtf.strip_suffix(['~', '?', '%']) {
        Some(plain) => (plain, &edtf[plain.len()..]),
        None => (edtf, ""),
    };
    let parts: Vec<&str> = plain.split('-').collect();
    let digits = parts
        .iter()
        .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if !digits || parts.first().is_none_or(|year| year.len() != 4) {
        return None;
    }
    let number = |at: usize| parts.get(at).and_then(|part| part.parse::<i8>().ok());
    let year = parts.first()?.parse::<i16>().ok()?;
    let written = match (parts.len(), operator) {
        (1, Operator::DateYear) => format!("{:04}", year + time.get_years()),
        // A season (21 to 24) has no month, and a year like any other.
        (2, Operator::DateYear) => format!("{:04}-{:02}", year + time.get_years(), number(1)?),
        (2, Operator::DateMonth) => {
            let date = Date::new(year, number(1)?, 1).ok()?.checked_add(time).ok()?;
            format!("{:04}-{:02}", date.year(), date.month())
        }
        (3, _) => {
            let date = Date::new(year, number(1)?, number(2)?).ok()?;
            date.checked_add(time).ok()?.to_string()
        }
        _ => return None,
    };
    Some(format!("{written}{mark}"))
}

/// A year that cannot be meant: the source does not name it, and it is far from the day of publication.
fn resolved(ground: &Ground<'_>, place: &str, rule: &DateRule, told: &BTreeSet<String>, out: &mut Drafts) {
    /// So many years from the day of publication, `last year` and `in a decade` lead elsewhere.
    const FAR: i16 = 17;
    let published = published(ground, rule).and_then(|day| day.get(..4)?.parse::<i16>().ok());
    let of_source = told.iter().filter_map(|date| date.get(..4)?.parse::<i16>().ok());
    let Some(latest) = published.into_iter().chain(of_source).max().or(Some(2000)) else {
        return;
    };
    let year = format!("{:04}", latest + FAR);
    if !ground.says(&year) {
        out.fault(Operator::DateResolved, place, year);
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::super::operator::Operator;
    use super::shifted;

    #[test]
    fn only_the_parts_that_a_date_has_are_moved() {
        let day = |edtf| shifted(edtf, Operator::DateDay, 1.day());
        let month = |edtf| shifted(edtf, Operator::DateMonth, 1.month());
        let year = |edtf| shifted(edtf, Operator::DateYear, -1.year());
        assert_eq!(day("2025-12-31").as_deref(), Some("2026-01-01"));
        assert_eq!(day("2025-12"), None);
        assert_eq!(month("2025-12").as_deref(), Some("2026-01"));
        assert_eq!(month("2026-21"), None);
        assert_eq!(year("2026-21").as_deref(), Some("2025-21"));
        assert_eq!(year("1992~").as_deref(), Some("1991~"));
        assert_eq!(
            day("2025-12-18/2025-12-20").as_deref(),
            Some("2025-12-19/2025-12-21")
        );
        assert_eq!(year("../2020"), None);
        assert_eq!(year(""), None);
    }
}
