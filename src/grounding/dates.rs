//! Dates, held against the source's words and the day of publication.

use jiff::civil::Date;

use crate::document::{Span, Token, TokenKind, tokens};
use crate::lexicon::{Numeral, numeral};
use crate::mentions::month;

use super::bench::{Bench, Scope, child, not_in_evidence, shown};
use super::code;
use super::near_dates::{contradicts, is_near_a_day, tells_year};
use super::relative_dates::{counts_from_elsewhere, relative};
use super::rule::DateRule;
use super::values::phrase;

/// One end of an EDTF date, as far as it is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Part {
    /// The digits of the year that are told: 201 of `201X`.
    year: i16,
    /// How many digits of the year are not told.
    open_digits: u32,
    month: Option<i8>,
    day: Option<i8>,
}

/// Checks a date: the source's words where the record has them, and the EDTF date.
pub(super) fn date(
    bench: &mut Bench<'_>,
    pointer: &str,
    object: &serde_json::Value,
    rule: &DateRule,
    scope: &Scope,
) {
    let bare = rule.text.is_none() && rule.edtf.is_none();
    let words = Bench::string(object, rule.text.as_ref()).map(str::to_owned);
    let edtf = if bare {
        object.as_str()
    } else {
        Bench::string(object, rule.edtf.as_ref())
    };
    if let (Some(words), Some(member)) = (&words, &rule.text) {
        phrase(bench, &child(pointer, member), words, scope, rule.outside);
    }
    let Some(edtf) = edtf.map(str::to_owned) else {
        return;
    };
    let place = rule
        .edtf
        .as_ref()
        .map_or_else(|| pointer.to_owned(), |member| child(pointer, member));
    let published = rule
        .published
        .as_ref()
        .and_then(|pointer| bench.record.pointer(pointer))
        .and_then(|value| value.as_str())
        .and_then(|date| date.parse::<Date>().ok());
    check(
        bench,
        &place,
        &edtf,
        words.as_deref(),
        published,
        scope,
        rule.outside,
    );
}

fn check(
    bench: &mut Bench<'_>,
    pointer: &str,
    edtf: &str,
    words: Option<&str>,
    published: Option<Date>,
    scope: &Scope,
    outside: bool,
) {
    let Some(parts) = parts(edtf) else {
        match words.zip(published).zip(season_year(edtf)) {
            Some(((words, published), year))
                if Told::of(words).years.is_empty()
                    && Date::new(year, 1, 1).is_ok_and(|first| {
                        let period = (first, first.last_of_year());
                        let at = place_of(bench, words, scope);
                        contradicts(bench.source, words, at, period, published)
                    }) =>
            {
                not_following(bench, pointer, edtf, words, scope);
            }
            _ => bench.undecided(pointer, "dates of this form are not worked out"),
        }
        return;
    };
    let evidence: String = scope
        .passages
        .iter()
        .map(|passage| bench.source.slice(*passage))
        .collect::<Vec<_>>()
        .join(" ");
    let at = words.and_then(|words| place_of(bench, words, scope));
    // What the words themselves tell is binding; the rest may stand elsewhere in the evidence.
    if let Some(words) = words {
        let told = Told::of(words);
        if let Some(what) = parts.iter().find_map(|part| told.contradicts(*part)) {
            other(bench, pointer, edtf, words, what, at);
            return;
        }
    }
    let nearby = Told::of(words.unwrap_or(&evidence));
    if let Some(result) = published.and_then(|published| relative(words.unwrap_or(&evidence), published)) {
        if !result.iter().any(|date| covers(&parts, *date)) {
            not_following(bench, pointer, edtf, words.unwrap_or(&evidence), scope);
        }
        return;
    }
    let own = Told::of(&evidence);
    if parts.iter().all(|part| nearby.tells(*part) || own.tells(*part)) {
        return;
    }
    let undated = words.filter(|_| nearby.years.is_empty()).zip(published);
    if let Some((words, published)) = undated
        && let Some(period) = period(&parts)
        && contradicts(bench.source, words, at, period, published)
    {
        not_following(bench, pointer, edtf, words, scope);
        return;
    }
    let whole = Told::of(bench.source.text());
    // Part of the date in its own words, the rest elsewhere in the source, is a date worked out from it.
    let begun = !nearby.months.is_empty() || !nearby.years.is_empty() || !nearby.days.is_empty();
    // The year of one that has no year stands close by, or is that around the day of publication.
    let is_told = |part: &Part| {
        let far = undated.zip(at).is_some_and(|((_, published), at)| {
            !is_near(*part, published) && !tells_year(bench.source, part.year, at)
        });
        whole.tells(*part) && !far
    };
    if begun && words.is_some() && parts.iter().all(is_told) {
        return;
    }
    // A month without its year is the one nearest to the day of publication, before it or after it.
    if let Some(published) = published
        && nearby.years.is_empty()
        && parts
            .iter()
            .all(|part| nearby.tells_day(*part) && is_near(*part, published))
    {
        return;
    }
    // `on the following day` is close to a day that is told.
    let is_close = |part: &Part| match (published, part.day_of_year()) {
        (Some(published), Some(day)) => {
            !nearby.months.is_empty() || is_near_a_day(bench.source, day, published)
        }
        (Some(_), None) => true,
        (None, _) => whole.near_year(*part),
    };
    if words.is_some_and(|words| counts_from_elsewhere(words) && parts.iter().all(is_close)) {
        bench.undecided(pointer, "its words count from a date that they do not tell");
        return;
    }
    if parts.iter().all(|part| whole.tells(*part)) {
        if let (false, Some(passage)) = (scope.open, scope.passages.first()) {
            not_in_evidence(bench, pointer, "date", edtf, *passage);
        }
    } else if outside {
        bench.undecided(pointer, "not in the text; it may be known from elsewhere");
    } else {
        bench.mark(
            code::DATE_NOT_IN_SOURCE,
            pointer,
            format!("the source does not tell the date {edtf}, and it does not follow from its words"),
            at.or(scope.passages.first().copied()),
        );
    }
}

/// Where `words` stand in the evidence.
fn place_of(bench: &Bench<'_>, words: &str, scope: &Scope) -> Option<Span> {
    let places = bench.words(words).into_iter();
    places
        .filter(|place| scope.open || scope.holds(*place))
        .min_by_key(|place| place.start)
}

fn not_following(bench: &mut Bench<'_>, pointer: &str, edtf: &str, words: &str, scope: &Scope) {
    let at = place_of(bench, words, scope).or(scope.passages.first().copied());
    let message = format!(
        "{edtf} does not follow from “{}” and the day of publication",
        shown(words)
    );
    bench.mark(code::DATE_RELATIVE, pointer, message, at);
}

fn other(bench: &mut Bench<'_>, pointer: &str, edtf: &str, words: &str, what: &str, at: Option<Span>) {
    bench.mark(
        code::DATE_OTHER,
        pointer,
        format!(
            "{edtf} is not the date that “{}” tells: the {what} is another",
            shown(words)
        ),
        at,
    );
}

/// The ends of an EDTF date of level 0 or 1; `None` for a season, a time of day or a long year.
fn parts(edtf: &str) -> Option<Vec<Part>> {
    let ends = edtf.split('/').filter(|end| !end.is_empty() && *end != "..");
    let parts: Option<Vec<Part>> = ends.map(part).collect();
    parts.filter(|parts| !parts.is_empty())
}

fn part(end: &str) -> Option<Part> {
    let mut fields = end.trim_end_matches(['?', '~', '%']).split('-');
    let year = fields.next().filter(|year| (2..=4).contains(&year.len()))?;
    let open = u32::try_from(year.bytes().filter(|byte| *byte == b'X').count()).ok()?;
    let short = 4 - u32::try_from(year.len()).ok()?;
    let told = year.trim_end_matches('X').parse().ok()?;
    let number = |field: Option<&str>| match field {
        None | Some("XX") => Some(None),
        Some(field) => field.parse::<i8>().ok().map(Some),
    };
    let month = number(fields.next())?;
    let day = number(fields.next())?;
    let is_season = month.is_some_and(|month| !(1..=12).contains(&month));
    (!is_season && fields.next().is_none()).then_some(Part {
        year: told,
        open_digits: open + short,
        month,
        day,
    })
}

/// The year of a season: 2026 of `2026-21`.
fn season_year(edtf: &str) -> Option<i16> {
    let (year, season) = edtf.trim_end_matches(['?', '~', '%']).split_once('-')?;
    let season = season
        .parse::<i8>()
        .ok()
        .filter(|season| (21..=24).contains(season));
    season.and(year.parse().ok())
}

/// The first and the last day of what is told; `None` where the year is open.
fn period(parts: &[Part]) -> Option<(Date, Date)> {
    let (first, last) = (parts.first()?, parts.last()?);
    let closed = first.open_digits == 0 && last.open_digits == 0;
    let month = Date::new(last.year, last.month.unwrap_or(12), 1).ok()?;
    let end = match last.day {
        Some(day) => Date::new(last.year, last.month?, day).ok()?,
        None => month.last_of_month(),
    };
    let start = Date::new(first.year, first.month.unwrap_or(1), first.day.unwrap_or(1)).ok()?;
    closed.then_some((start, end))
}

impl Part {
    /// The day, where all of it is told.
    fn day_of_year(self) -> Option<Date> {
        let whole = self.open_digits == 0;
        Date::new(self.year, self.month?, self.day?)
            .ok()
            .filter(|_| whole)
    }
}

/// What the words of a passage tell of dates.
#[derive(Default)]
struct Told {
    years: Vec<i16>,
    /// Years whose last digits are open: 19 with two of `20th century`, 199 with one of `1990s`.
    spans: Vec<(i16, u32)>,
    months: Vec<i8>,
    days: Vec<i8>,
}

impl Told {
    fn of(text: &str) -> Self {
        let mut told = Self::default();
        let tokens = tokens(text);
        for (index, token) in tokens.iter().enumerate() {
            let word = token.span.of(text);
            let next = tokens
                .get(index + 1)
                .map(|token| token.span.of(text))
                .unwrap_or_default();
            let follows = tokens
                .get(index + 1..)
                .unwrap_or_default()
                .iter()
                .take(2)
                .any(|token| token.span.of(text) == "century");
            match token.kind {
                TokenKind::Number if follows => {
                    told.spans
                        .extend(word.parse::<i16>().map(|century| (century - 1, 2)));
                }
                TokenKind::Number if word.len() == 4 && next == "s" => {
                    told.spans.extend(word.parse::<i16>().map(|year| (year / 10, 1)));
                }
                TokenKind::Number if word.len() == 4 => {
                    told.years.extend(word.parse::<i16>());
                    told.years
                        .extend(closing_year(text, tokens.get(index..).unwrap_or_default()));
                }
                TokenKind::Number if word.len() <= 2 => {
                    told.days.extend(word.parse::<i8>());
                    told.months
                        .extend(word.parse::<i8>().ok().filter(|_| next == "-" || next == "/"));
                }
                TokenKind::Word => {
                    if token.is_capitalized(text) {
                        told.months.extend(month(word));
                    }
                    if let Some(Numeral::Ordinal(value)) = numeral(word) {
                        let value = i16::try_from(value).unwrap_or_default();
                        if follows {
                            told.spans.push((value - 1, 2));
                        }
                        told.days.extend(i8::try_from(value));
                    }
                }
                _ => {}
            }
        }
        told
    }

    /// What of `part` the words tell otherwise.
    fn contradicts(&self, part: Part) -> Option<&'static str> {
        if !self.years.is_empty() && !self.tells_year(part) {
            return Some("year");
        }
        if self.years.is_empty() && !self.spans.is_empty() && part.open_digits > 0 && !self.tells_year(part) {
            return Some("century or decade");
        }
        if let Some(month) = part.month
            && !self.months.is_empty()
            && !self.months.contains(&month)
        {
            return Some("month");
        }
        match part.day {
            Some(day) if !self.months.is_empty() && !self.days.is_empty() && !self.days.contains(&day) => {
                Some("day")
            }
            _ => None,
        }
    }

    /// True where the year of `part`, or one beside it, is told.
    fn near_year(&self, part: Part) -> bool {
        self.years.iter().any(|year| (year - part.year).abs() <= 1)
    }

    fn tells_year(&self, part: Part) -> bool {
        if part.open_digits > 0 {
            return self.spans.contains(&(part.year, part.open_digits))
                || self
                    .years
                    .iter()
                    .any(|year| year / 10_i16.pow(part.open_digits) == part.year);
        }
        self.years.contains(&part.year)
    }

    /// True where the month of `part`, and its day if it has one, are told.
    fn tells_day(&self, part: Part) -> bool {
        part.month.is_some_and(|month| self.months.contains(&month))
            && part.day.is_none_or(|day| self.days.contains(&day))
    }

    fn tells(&self, part: Part) -> bool {
        self.tells_year(part)
            && part.month.is_none_or(|month| self.months.contains(&month))
            && part.day.is_none_or(|day| self.days.contains(&day))
    }
}

/// True where the month of `part` is less than a year before or after `published`: one a year off would
/// be that of publication.
fn is_near(part: Part, published: Date) -> bool {
    let months = |year: i16, month: i8| i32::from(year) * 12 + i32::from(month);
    part.open_digits == 0
        && part.month.is_some_and(|month| {
            months(part.year, month).abs_diff(months(published.year(), published.month())) < 12
        })
}

/// The second year of `2026-27`.
fn closing_year(text: &str, tokens: &[Token]) -> Option<i16> {
    let word = |at: usize| tokens.get(at).map(|token| token.span.of(text));
    let first: i16 = word(0)?.parse().ok()?;
    let joined = matches!(word(1)?, "-" | "–" | "/") && !matches!(word(3), Some("-"));
    let last: i16 = word(2)
        .filter(|digits| joined && digits.len() == 2)?
        .parse()
        .ok()?;
    (last > first % 100).then_some(first - first % 100 + last)
}

/// True where the recorded date lies in `span`, as exactly as it is given.
fn covers(parts: &[Part], (first, last): (Date, Date)) -> bool {
    let within = |part: &Part| {
        if part.open_digits > 0 {
            return first.year() / 10_i16.pow(part.open_digits) == part.year;
        }
        let low = Date::new(part.year, part.month.unwrap_or(1), part.day.unwrap_or(1));
        let high = Date::new(part.year, part.month.unwrap_or(12), 1).map(|date| {
            part.day.map_or(date.last_of_month(), |day| {
                Date::new(part.year, part.month.unwrap_or(12), day).unwrap_or(date)
            })
        });
        matches!((low, high), (Ok(low), Ok(high)) if low <= last && high >= first)
    };
    parts.iter().all(within)
}

#[cfg(test)]
mod tests {
    use super::{Told, covers, is_near, parts, relative};
    use jiff::civil::date;

    fn tells(words: &str, edtf: &str) -> bool {
        parts(edtf).is_some_and(|parts| parts.iter().all(|part| Told::of(words).tells(*part)))
    }

    #[test]
    fn a_date_must_have_all_its_parts_in_the_words() {
        assert!(tells("in September/October 2013", "2013-09/2013-10"));
        assert!(tells("(1876-1949)", "1876/1949"));
        assert!(tells("for 2026-27", "2026/2027"));
        assert!(!tells("for 2026-27", "2026/2028"));
        assert!(tells("late 19th century", "18XX"));
        assert!(tells("the nineteenth century", "18XX"));
        assert!(tells("in the 1990s", "199X"));
        assert!(tells("on 20 December 2025", "2025-12-20"));
        assert!(tells("2025-12-20", "2025-12-20"));
        assert!(!tells("on 20 December 2025", "2025-12-21"));
        assert!(!tells("in 2017", "2018"));
        assert!(!tells("late 19th century", "19XX"));
        assert!(!tells("they may meet in 2017", "2017-05"));
    }

    #[test]
    fn a_month_without_its_year_is_near() {
        let near = |edtf: &str| {
            parts(edtf).is_some_and(|parts| parts.iter().all(|part| is_near(*part, date(2026, 7, 8))))
        };
        assert!(near("2027-02") && near("2026-03") && near("2025-11-30"));
        assert!(
            !near("2028-02") && !near("2027-07") && !near("2025-07-08") && !near("2025-02") && !near("2026")
        );
    }

    #[test]
    fn relative_words_count_from_the_day_of_publication() {
        let published = date(2025, 12, 20);
        let holds = |words: &str, edtf: &str| {
            let told = relative(words, published).unwrap_or_default();
            parts(edtf).is_some_and(|parts| told.iter().any(|span| covers(&parts, *span)))
        };
        assert!(holds("next year", "2026"));
        assert!(holds("yesterday", "2025-12-19"));
        assert!(holds("on Monday", "2025-12-22") && holds("on Monday", "2025-12-15"));
        assert!(holds("next month", "2026-01"));
        assert!(holds("in six months' time", "2026-06") && !holds("in six months' time", "2026-07"));
        assert!(holds("in a year’s time", "2026") && holds("two years ago", "2023"));
        assert!(holds("thirty days hence", "2026-01-19") && !holds("thirty days hence", "2026-01-20"));
        assert!(!holds("for six months", "2026-06"));
        assert!(!holds("next year", "2027") && !holds("tomorrow", "2025-12-20"));
        assert!(!holds("on Monday", "2025-12-23"));
    }
}
