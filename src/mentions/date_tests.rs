//! Dates as readouts write them, with and without a day of publication.

use jiff::civil::{Date, date};

use super::dates;
use crate::document::Outline;

fn found(text: &str, published: Option<Date>) -> Vec<(&str, Option<String>)> {
    dates(text, &Outline::of(text), published)
        .into_iter()
        .map(|date| (date.span.of(text), date.edtf))
        .collect()
}

#[test]
fn explicit_dates_become_edtf() {
    let cases = [
        ("on 20 December 2025", "2025-12-20"),
        ("December 20, 2025", "2025-12-20"),
        ("Friday, 19 December 2025", "2025-12-19"),
        ("4th of July of 1995", "1995-07-04"),
        ("the second of August, 2024", "2024-08-02"),
        ("Sept. 3, 2024", "2024-09-03"),
        ("2025-12-20", "2025-12-20"),
        ("05-Aug-2016", "2016-08-05"),
        ("23/9/2020", "2020-09-23"),
        ("in May 2019", "2019-05"),
        ("in 2017", "2017"),
        ("by the end of 2026", "2026"),
        ("around 1992", "1992~"),
        ("the 1990s", "199X"),
        ("spring 2026", "2026-21"),
        ("Q3 2019", "2019-07/2019-09"),
        ("the first quarter of 2026", "2026-01/2026-03"),
    ];
    for (text, edtf) in cases {
        let (_, date) = found(text, None).pop().unwrap_or_default();
        assert_eq!(date.as_deref(), Some(edtf), "{text}");
    }
}

#[test]
fn periods_become_intervals() {
    let cases = [
        ("18-20 December 2025", "2025-12-18/2025-12-20"),
        ("December 18 to 20, 2025", "2025-12-18/2025-12-20"),
        ("June 14 and 15, 2023", "2023-06-14/2023-06-15"),
        ("from 30 November to 2 December 2023", "2023-11-30/2023-12-02"),
        ("from May to October 2020", "2020-05/2020-10"),
        ("from December to February 2024", "2023-12/2024-02"),
        ("between 2020 and 2024", "2020/2024"),
        ("for 2024-2026", "2024/2026"),
        ("in 2021–27", "2021/2027"),
    ];
    for (text, edtf) in cases {
        let dates: Vec<Option<String>> = found(text, None).into_iter().map(|(_, edtf)| edtf).collect();
        assert_eq!(dates, [Some(edtf.to_owned())], "{text}");
    }
}

#[test]
fn the_preposition_belongs_to_the_words_and_not_to_the_date() {
    let text = "It is to open by the end of 2026.";
    let found = dates(text, &Outline::of(text), None);
    let spans: Vec<(&str, &str)> = found
        .iter()
        .map(|date| (date.span.of(text), date.date.of(text)))
        .collect();
    assert_eq!(spans, [("by the end of 2026", "2026")]);
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
        "two years ago",
        "in May",
    ] {
        assert_eq!(found(text, None), [(text, None)], "{text}");
    }
}

#[test]
fn relative_dates_count_from_the_day_of_publication() {
    let cases = [
        ("today", "2025-03-12"),
        ("yesterday", "2025-03-11"),
        ("this morning", "2025-03-12"),
        ("next year", "2026"),
        ("last month", "2025-02"),
        ("later this week", "2025-03-10/2025-03-16"),
        ("next quarter", "2025-04/2025-06"),
        ("by the end of the year", "2025"),
        ("three days ago", "2025-03-09"),
        ("two years ago", "2023"),
        ("on April 3", "2025-04-03"),
        ("on 28 December", "2024-12-28"),
        ("last March", "2024-03"),
        ("in May last year", "2024-05"),
        ("on the 4th of April", "2025-04-04"),
        ("this autumn", "2025-23"),
        ("last autumn", "2024-23"),
    ];
    for (text, edtf) in cases {
        let (words, date) = found(text, Some(date(2025, 3, 12))).pop().unwrap_or_default();
        assert_eq!((words, date.as_deref()), (text, Some(edtf)));
    }
}

#[test]
fn what_the_day_of_publication_does_not_settle_stays_open() {
    for text in [
        "on Monday",
        "next May",
        "next autumn",
        "two weeks ago",
        "on 20 September",
        "this winter",
    ] {
        assert_eq!(found(text, Some(date(2025, 3, 12))), [(text, None)], "{text}");
    }
}

#[test]
fn numbers_that_are_no_dates_stay_numbers() {
    for text in [
        "2000 students",
        "31 February 2024",
        "Vision 2030",
        "2025-13-01",
        "in June 12 companies signed",
        "10/1/2018",
        "from 2000 to 2100 students",
    ] {
        assert!(
            found(text, None).iter().all(|(_, edtf)| edtf.is_none()),
            "{text}: {:?}",
            found(text, None)
        );
    }
}
