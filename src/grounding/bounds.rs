//! Bounds of a number that a record may take from words which the floor leaves open: `crossed $2 billion`.

use crate::document::Span;
use crate::lexicon::{COMPARATORS, function_word};

use super::numerics::Numeric;
use super::source::Source;
use super::units::following;

/// The longest phrase that bounds a number, in words.
const LONGEST: usize = 4;

/// Words right before a number, with the comparator that they bear out besides what the floor reads.
const BEFORE: [(&str, &str); 29] = [
    ("a good", "more_than"),
    ("above the", "more_than"),
    ("almost", "less_than"),
    ("almost reached", "approx"),
    ("approached", "approx"),
    ("approached", "less_than"),
    ("approaching", "less_than"),
    ("below the", "less_than"),
    ("approx", "approx"),
    ("broke", "more_than"),
    ("cap of", "equal_or_less"),
    ("capped at", "exact"),
    ("ceiling of", "equal_or_less"),
    ("close to", "less_than"),
    ("crossed", "more_than"),
    ("limit of", "equal_or_less"),
    ("limited to", "equal_or_less"),
    ("maximum", "equal_or_less"),
    ("minimum", "equal_or_more"),
    ("nearing", "less_than"),
    ("nearly", "less_than"),
    ("nearly reached", "approx"),
    ("north of", "more_than"),
    ("not exceed", "equal_or_less"),
    ("over the", "more_than"),
    ("passed", "more_than"),
    ("south of", "less_than"),
    ("to top", "more_than"),
    ("under the", "less_than"),
];

/// Words a little behind a number, likewise.
const BEHIND: [(&str, &str); 10] = [
    ("at a maximum", "equal_or_less"),
    ("at a minimum", "equal_or_more"),
    ("at least", "equal_or_more"),
    ("at most", "equal_or_less"),
    ("odd", "approx"),
    ("or less", "equal_or_less"),
    ("or more", "equal_or_more"),
    ("or so", "approx"),
    ("or thereabouts", "approx"),
    ("plus", "more_than"),
];

/// True where words about the number bound it as `comparator` says, in one of their meanings: `spent over
/// four hours`, `40+ ships`, `two years or so`.
///
/// Which of them is meant the floor decides by what stands around; a record may read it otherwise.
pub(super) fn may_bound(source: &Source, numeric: &Numeric, comparator: &str) -> bool {
    floor_may_bound(source, numeric, comparator)
        || is_estimated(source, numeric, comparator)
        || is_spread(source, numeric, comparator)
        || told_before(source, numeric, comparator)
        || told_behind(source, numeric, comparator)
}

fn floor_may_bound(source: &Source, numeric: &Numeric, comparator: &str) -> bool {
    const OF_NUMBERS: [&str; 9] = [
        "budgeted",
        "combined",
        "forecast",
        "further",
        "planned",
        "projected",
        "record",
        "targeted",
        "total",
    ];
    let tokens = source.outline().tokens();
    let first = |span: Span| tokens.partition_point(|token| token.span.start < span.start);
    let number = first(numeric.number);
    // `more than` **a total of** `1,500 doctors`
    let amount = first(numeric.span);
    let word = |back: usize| {
        let token = amount.checked_sub(back).and_then(|at| tokens.get(at));
        token.map_or("", |token| source.slice(token.span))
    };
    let of_all = match (word(3), word(2), word(1)) {
        ("a" | "the", "total" | "sum", "of") => 3,
        (_, "a" | "the", adjective) if OF_NUMBERS.contains(&adjective) => 2,
        _ => 0,
    };
    // `up to` **an estimated** `$2 billion`
    let starts = match numeric.comparator {
        "exact" => [number, amount - of_all],
        "approx" => [amount, amount],
        _ => return false,
    };
    starts.into_iter().any(|number| {
        (number.saturating_sub(LONGEST)..number).any(|at| {
            COMPARATORS
                .longest_at(source.text(), tokens, at)
                .is_some_and(|hit| hit.after == number && !hit.value.behind && hit.value.name == comparator)
        })
    })
}

/// **estimated to** `hold 5 trillion cubic feet`, **believed to** `number 300`
fn is_estimated(source: &Source, numeric: &Numeric, comparator: &str) -> bool {
    const VERBS: [&str; 5] = ["believed", "estimated", "projected", "reckoned", "thought"];
    let (before, _) = source.around(numeric.span.start);
    let mut words = before.split_whitespace().rev().skip(1);
    comparator == "approx"
        && words.next() == Some("to")
        && words.next().is_some_and(|word| VERBS.contains(&word))
}

/// `grown` **over** `250 hectares`, `the cultivation of rice` **over** `250 hectares`: so much is covered, and
/// the word need not bound it.
fn is_spread(source: &Source, numeric: &Numeric, comparator: &str) -> bool {
    const OF_SPACE: [&str; 5] = ["acre", "hectare", "kilomet", "km", "mile"];
    const OF_SIZE: [&str; 6] = ["compris", "cover", "measur", "occup", "span", "total"];
    let unit = following(source, numeric).trim_start_matches("square ");
    let (before, _) = source.around(numeric.span.start);
    let before = before.split_whitespace().next_back().unwrap_or_default();
    // `built over 250 km of road`: so much of something is counted.
    let of = unit.split_whitespace().nth(1) == Some("of");
    comparator == "exact"
        && !of
        && source.slice(numeric.span).starts_with("over ")
        && OF_SPACE.iter().any(|stem| unit.starts_with(stem))
        // `a line of over 250 km`, `covers over 250 hectares`
        && function_word(before).is_none()
        && !OF_SIZE.iter().any(|stem| before.starts_with(stem))
        && before.starts_with(char::is_lowercase)
}

fn told_before(source: &Source, numeric: &Numeric, comparator: &str) -> bool {
    let bare = |word: &str| word.trim_matches(|ch: char| !ch.is_alphabetic()).to_lowercase();
    [numeric.span.start, numeric.number.start]
        .into_iter()
        .any(|start| {
            let (before, _) = source.around(start);
            if before.ends_with(['~', '≈']) {
                return comparator == "approx";
            }
            let words = before.split_whitespace().rev().map(bare);
            let mut last: Vec<String> = words.filter(|word| !word.is_empty()).take(2).collect();
            last.reverse();
            let both = last.join(" ");
            BEFORE.iter().any(|(phrase, told)| {
                *told == comparator && (both == *phrase || last.last().is_some_and(|word| word == phrase))
            })
        })
}

fn told_behind(source: &Source, numeric: &Numeric, comparator: &str) -> bool {
    /// Words of what is counted, between the number and its bound.
    const REACH: usize = 5;
    let (_, after) = source.around(numeric.number.end);
    if after.starts_with('+') || source.slice(numeric.number).ends_with('+') {
        return comparator == "more_than";
    }
    let mut words = String::from(" ");
    for word in after
        .split(|ch: char| ch.is_whitespace() || ch == '-')
        .filter(|word| !word.is_empty())
        .take(REACH)
    {
        let bare = word.trim_end_matches(|ch: char| !ch.is_alphanumeric());
        words.push_str(&bare.to_lowercase());
        words.push(' ');
        // The next clause tells of something else.
        if bare.len() < word.len() {
            break;
        }
    }
    BEHIND
        .iter()
        .any(|(phrase, told)| *told == comparator && words.contains(&format!(" {phrase} ")))
}

#[cfg(test)]
mod tests {
    use super::may_bound;
    use crate::document::Document;
    use crate::grounding::Source;

    #[test]
    fn words_that_the_floor_leaves_open_bear_a_bound_out() {
        let cases = [
            ("Trade crossed $2 billion.", "more_than", "less_than"),
            ("Trade nearly reached 2 billion.", "approx", "more_than"),
            (
                "The tax must not exceed 5 percent.",
                "equal_or_less",
                "equal_or_more",
            ),
            ("Debt fell below the $2 billion mark.", "less_than", "more_than"),
            ("40+ ships came.", "more_than", "less_than"),
            ("Chile has 900 or so sailors.", "approx", "equal_or_more"),
            ("Chile has 900 sailors or more.", "equal_or_more", "equal_or_less"),
            ("Chile has 900 sailors, or more ships.", "exact", "equal_or_more"),
        ];
        for (text, holds, fails) in cases {
            let source = Source::of(Document::new("source", text));
            let numeric = source.numerics().first().copied();
            let may = |comparator| {
                numeric.is_some_and(|numeric| {
                    numeric.comparator == comparator || may_bound(&source, &numeric, comparator)
                })
            };
            assert!(may(holds), "{text} {holds}");
            assert!(!may(fails), "{text} {fails}");
        }
    }
}
