//! The floors, and what is left out of the suites, with the reason.

/// The least F1 (Recognizers-Text: exact span and value) or share of right values (Duckling).
pub(crate) const FLOORS: [(&str, f64); 13] = [
    ("recognizers numbers", 0.90),
    ("recognizers ordinals", 0.90),
    ("recognizers percentages", 0.95),
    ("recognizers currencies", 0.90),
    ("recognizers durations", 0.85),
    ("recognizers duration spans", 0.85),
    ("recognizers explicit dates", 0.85),
    ("recognizers measures", 0.75),
    ("duckling explicit dates", 0.85),
    ("duckling money", 0.85),
    ("duckling numerals", 0.85),
    ("duckling ordinals", 0.75),
    ("duckling durations", 0.85),
];

// Not run at all: `NumberRangeModel`, whose bounds stand beside numbers that count nothing (`greater
// than 20`), where a quantity here is of something; of `DateTimeModel` all but dates told in full, as
// times of day and relative dates by a clock are chat; and of Duckling `Time` likewise, `Quantity`,
// `Volume` and `Distance`, which are recipes and errands, and temperatures and ages, which have no
// place in a record.

/// The kind of expression, how one that is left out is recognized, and why it is.
type LeftOut = (&'static str, fn(&str) -> bool, &'static str);

/// What is left out of the suites.
pub(crate) const LEFT_OUT: [LeftOut; 12] = [
    (
        "recognizers numbers",
        |text| text.contains('^'),
        "powers: no readout writes them",
    ),
    (
        "recognizers numbers",
        |text| text.contains(" over "),
        "`one over three`: in this genre `over` is a bound",
    ),
    (
        "recognizers ordinals",
        |text| {
            has_word(
                text,
                &[
                    "last",
                    "next",
                    "previous",
                    "current",
                    "penultimate",
                    "antepenultimate",
                ],
            )
        },
        "places told from the end or from here have no number",
    ),
    (
        "recognizers percentages",
        |text| text.contains(" of "),
        "`percent of twenty` for `twenty percent`: in a readout it is a share of twenty",
    ),
    (
        "recognizers duration spans",
        |text| has_word(text, &["few", "some", "several"]),
        "lengths that are not told",
    ),
    (
        "recognizers measures",
        |text| text.contains(['(', '[', '{', '<']),
        "units between brackets",
    ),
    ("duckling money", is_number_alone, "a number alone is a numeral"),
    (
        "duckling money",
        |text| has_word(text, &["bucks"]),
        "slang without a currency",
    ),
    (
        "duckling money",
        ends_in_spoken_cents,
        "prices read aloud (`$20 43`): in a readout these are two numbers",
    ),
    (
        "duckling numerals",
        |text| has_word(text, &["pair", "couple", "few", "single"]),
        "vague amounts, and words that count nothing",
    ),
    (
        "duckling durations",
        |text| text.ends_with(['"', '\'', 'm']) && text.len() <= 3,
        "minutes and seconds of a stopwatch (`2'`, `2m`)",
    ),
    (
        "duckling durations",
        |text| {
            ["fifteen", "thirty", "ten", "10"]
                .iter()
                .any(|number| text.ends_with(number))
        },
        "times read aloud (`1 hour fifteen`)",
    ),
];

fn has_word(text: &str, words: &[&str]) -> bool {
    text.split(|ch: char| !ch.is_alphanumeric())
        .any(|word| words.iter().any(|other| word.eq_ignore_ascii_case(other)))
}

fn is_number(word: &str) -> bool {
    word.parse::<f64>().is_ok() || ["one", "five", "fourteen", "twenty"].contains(&word)
}

/// `five`, `about 5`
fn is_number_alone(text: &str) -> bool {
    is_number(text.trim_start_matches("about "))
}

/// `20 dollars 43`, `US$3 and fourteen`: a second number without a word for it.
fn ends_in_spoken_cents(text: &str) -> bool {
    text.rsplit_once(' ').is_some_and(|(before, last)| {
        let has_digit = before.contains(|ch: char| ch.is_ascii_digit());
        is_number(last) && (has_digit || before.split(' ').any(is_number))
    })
}

pub(crate) fn left_out(kind: &str, text: &str) -> bool {
    LEFT_OUT
        .iter()
        .any(|(of, recognized, _)| *of == kind && recognized(text))
}
