//! Numbers that carry a fact.

use crate::document::Span;
use crate::lexicon::function_word;
use crate::mentions::{Quantity, QuantityKind};
use crate::record::{Amount, Change, Comparator, Figure, FigureKind, Number, TimeUnit};

use crate::extract::Rule;

use super::clause::Clause;
use super::ordinals::ordinals;
use super::people::Cast;
use super::reading::{Found, Reading, first_overlap, has_words, one_spaced, without_article, without_stop};
use super::traits::Traits;

/// The figures of the document, in order.
///
/// Left out: amounts whose currency the text does not tell, and the number of those who meet
/// (`the two sides`).
pub(super) fn figures(reading: &Reading<'_>, cast: &Cast) -> Vec<Found<Figure>> {
    let mut found = ordinals(reading);
    for quantity in &reading.mentions.quantities {
        let Some(clause) = reading.sentence_at(quantity.span.start) else {
            continue;
        };
        // `a year`, `all day`: no number is written.
        if quantity.implied || tells_no_fact(reading.text, quantity) || counts_the_sides(&clause, quantity) {
            continue;
        }
        let Some(amount) = amount(reading.text, cast, quantity) else {
            continue;
        };
        let measured = measures(reading, &clause, quantity);
        let span = measured.map_or(quantity.span, |measured| measured.join(quantity.span));
        let mut figure = amount.with_evidence(reading.evidence([span]));
        figure.measures = measured.map(|span| reading.words(span));
        let found_figure = Found {
            object: figure,
            rule: Rule::FigureQuantity,
            cues: [Some(quantity.span), None],
        };
        found.push((span, found_figure));
    }
    found.sort_by_key(|(span, _)| *span);
    found.into_iter().map(|(_, figure)| figure).collect()
}

/// The dollar that the publisher's own `$` means, where it is not that of the United States and
/// the text does not speak of that one.
pub(super) fn own_dollar(text: &str, own: Option<&str>) -> Option<&'static str> {
    let (_, code) = DOLLARS.iter().find(|(country, _)| Some(*country) == own)?;
    let tells = ["US$", "USD", "U.S. dollar", "US dollar"];
    (!tells.iter().any(|words| text.contains(words))).then_some(*code)
}

/// States whose own currency is a dollar that they write `$`.
const DOLLARS: [(&str, &str); 7] = [
    ("AU", "AUD"),
    ("CA", "CAD"),
    ("FJ", "FJD"),
    ("HK", "HKD"),
    ("NZ", "NZD"),
    ("SG", "SGD"),
    ("TW", "TWD"),
];

/// True where nothing but `$` tells the currency.
fn is_bare_dollar(text: &str, quantity: &Quantity) -> bool {
    let written = quantity.span.of(text);
    quantity.kind == QuantityKind::Money(Some("USD"))
        && written.contains('$')
        && !written.contains("US")
        && !written.contains("U.S")
}

/// The quantity as a record keeps it; `None` where its currency is not told or its value too long to keep.
pub(super) fn amount(text: &str, cast: &Cast, quantity: &Quantity) -> Option<Amount> {
    let (kind, unit) = match quantity.kind {
        QuantityKind::Money(code) => {
            let own = cast.dollar.filter(|_| is_bare_dollar(text, quantity));
            (FigureKind::Money, own.or(code)?.to_owned())
        }
        QuantityKind::Percent => (FigureKind::Percent, "percent".to_owned()),
        QuantityKind::Duration(unit) => (FigureKind::Duration, unit.to_owned()),
        QuantityKind::Measure(span) => (FigureKind::Measure, one_spaced(span.of(text))),
        QuantityKind::Ordinal(span) => (FigureKind::Ordinal, one_spaced(span.of(text))),
        QuantityKind::Count(span) => (FigureKind::Count, one_spaced(span.of(text))),
    };
    // A record has a fall as a fall, and no number below zero.
    if quantity.value.is_sign_negative()
        || quantity.value > LARGEST.into()
        || quantity.upper.is_some_and(|upper| upper > LARGEST.into())
    {
        return None;
    }
    if kind == FigureKind::Ordinal && quantity.value.is_zero() {
        return None;
    }
    let mut amount = Amount::new(Number::try_from(quantity.value).ok()?, kind, unit);
    amount.comparator = quantity.comparator.parse::<Comparator>().ok();
    amount.upper = match quantity.upper {
        Some(upper) => Some(Number::try_from(upper).ok()?),
        None => None,
    };
    amount.change = quantity.change.and_then(|change| change.parse::<Change>().ok());
    amount.per = quantity.per.and_then(|per| per.parse::<TimeUnit>().ok());
    Some(amount)
}

/// The largest number that the schema of records takes.
const LARGEST: u128 = 1_000_000_000_000_000_000_000_000;

/// `19th century`, `10:35 a.m.`, `2nd LD`: parts of a time, or a mark of the agency.
fn tells_no_fact(text: &str, quantity: &Quantity) -> bool {
    let (QuantityKind::Count(counted) | QuantityKind::Ordinal(counted)) = quantity.kind else {
        return false;
    };
    let noun = counted.of(text).to_lowercase();
    let first = noun.split_whitespace().next().unwrap_or_default();
    [
        "a.m.",
        "p.m.",
        "am",
        "century",
        "centuries",
        "ld",
        "lead",
        "pm",
        "th",
        "times",
    ]
    .contains(&first)
}

/// `the two leaders`, `two countries`: who meets, not a figure.
fn counts_the_sides(clause: &Clause<'_>, quantity: &Quantity) -> bool {
    let QuantityKind::Count(counted) = quantity.kind else {
        return false;
    };
    let number = clause.token_at(quantity.number.start);
    let joint = number
        .checked_sub(1)
        .is_some_and(|the| clause.has(the, Traits::BEGINS_JOINT));
    let noun = counted
        .of(clause.text)
        .split(char::is_whitespace)
        .next_back()
        .unwrap_or_default();
    joint || is_for_sides(noun)
}

/// True for nouns for those who meet.
fn is_for_sides(word: &str) -> bool {
    matches!(
        word,
        "countries"
            | "governments"
            | "leaders"
            | "nations"
            | "parties"
            | "peoples"
            | "presidents"
            | "sides"
            | "states"
    )
}

/// What the quantity is of, where the words around it say so in a form that is understood.
///
/// ```text
/// NP ( "worth" | "valued at" | … ) quantity        a portfolio of projects worth over $12 billion
/// duration "since" NP                              33 years since the establishment of relations
/// duration "-" NP                                  our 30-year relationship
/// clause "at" count | clause "for" duration        Japanese is taught at 7 institutions
/// quantity ( "for" | "in" | "of" | "to" ) NP       $1.35 million for refurbishment of facilities
/// ```
fn measures(reading: &Reading<'_>, clause: &Clause<'_>, quantity: &Quantity) -> Option<Span> {
    let first = clause.token_at(quantity.span.start);
    let after = clause.token_at(quantity.span.end);
    let before = first.checked_sub(1).map_or("", |index| clause.word(index));
    let next = clause.word(after);
    if leads_to_price(before) || (before == "at" && first >= 2 && clause.is(first - 2, "valued")) {
        return noun_phrase_before(clause, first - 1);
    }
    if matches!(quantity.kind, QuantityKind::Duration(_)) {
        if next == "since" {
            return noun_phrase_after(clause, after + 1);
        }
        let hyphenated = clause.is(after.saturating_sub(2), "-");
        if hyphenated {
            return noun_phrase_after(clause, after);
        }
    }
    let adverbial = match quantity.kind {
        QuantityKind::Duration(_) => before == "for",
        QuantityKind::Count(_) => before == "at",
        _ => false,
    };
    if adverbial {
        let whole = reading.clause_around(quantity.span);
        let last = clause.tokens.get(first.checked_sub(2)?)?;
        let measured = without_article(
            reading.text,
            Span::new(whole.start.min(last.span.end), last.span.end),
        );
        return has_words(measured.of(reading.text)).then_some(measured);
    }
    if matches!(next, "for" | "in" | "of" | "to") && !matches!(quantity.kind, QuantityKind::Duration(_)) {
        return noun_phrase_after(clause, after + 1).and_then(|thing| before_time(reading, clause, thing));
    }
    None
}

/// True for words between a thing and its price.
fn leads_to_price(word: &str) -> bool {
    matches!(word, "exceeding" | "totaling" | "totalling" | "valued" | "worth")
}

/// The longest noun phrase, in tokens; more is a sentence without its marks.
const MOST_WORDS: usize = 25;

/// The noun phrase that ends right before token `after`, without its article.
fn noun_phrase_before(clause: &Clause<'_>, after: usize) -> Option<Span> {
    let mut first = after;
    while let Some(index) = first.checked_sub(1).filter(|index| after - index <= MOST_WORDS) {
        let word = clause.word(index);
        let is_function = clause.has(index, Traits::FUNCTION);
        let inside = word == "of" || (!is_function && word.starts_with(char::is_alphanumeric));
        if !inside {
            break;
        }
        first = index;
    }
    let span = clause.tokens_span(first, after)?;
    Some(without_new(clause.text, span))
}

/// `span` without `new` or `joint` at its start, which tell of the thing and not of what it is.
fn without_new(text: &str, span: Span) -> Span {
    let covered = span.of(text);
    match covered.strip_prefix("new ") {
        Some(rest) => Span::new(span.end - rest.len(), span.end),
        None => span,
    }
}

/// What `thing` names before it comes to a time: `U.S. demand by 2030` is about demand, and what is
/// told in `$2 billion in 2030` is about nothing.
fn before_time(reading: &Reading<'_>, clause: &Clause<'_>, thing: Span) -> Option<Span> {
    let Some(date) = first_overlap(&reading.mentions.dates, |date| date.span, thing) else {
        return Some(thing);
    };
    let (first, after) = (clause.token_at(thing.start), clause.token_at(date.span.start));
    let words = clause.tokens.get(first..after)?.iter();
    let last = words
        .rev()
        .find(|token| function_word(token.word(clause.text)).is_none())?;
    let span = Span::new(thing.start, last.span.end);
    has_words(span.of(clause.text)).then_some(span)
}

/// The noun phrase from token `first` up to a mark, a verb or a conjunction, without its article.
fn noun_phrase_after(clause: &Clause<'_>, first: usize) -> Option<Span> {
    let mut after = first;
    while after < clause.tokens.len() && after - first < MOST_WORDS {
        let word = clause.word(after);
        let class = clause.class(after);
        let ends = matches!(class, Some("verb" | "conjunction" | "pronoun"))
            || !(word.starts_with(char::is_alphanumeric) || matches!(word, "'" | "’" | "’s" | "'s"));
        if ends {
            break;
        }
        after += 1;
    }
    let span = without_stop(clause.text, clause.tokens_span(first, after)?);
    let span = without_article(clause.text, span);
    has_words(span.of(clause.text)).then_some(span)
}
