//! Words, names and countries, held against their evidence.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::document::Span;
use crate::lexicon::{body_gazetteer, country_gazetteer};

use super::bench::{Bench, Scope, Standing, at, not_in_evidence, shown};
use super::code;
use super::cues::is_negation;
use super::source::Source;

/// The source's own words: they stand in the evidence, white space, case and typographic marks apart.
pub(super) fn phrase(bench: &mut Bench<'_>, pointer: &str, value: &str, scope: &Scope, outside: bool) {
    let places = bench.words(value);
    match Bench::standing(scope, &places) {
        Standing::Evidence(place) => {
            bench.uses_words(place);
            negated(bench, pointer, value, place);
        }
        Standing::Source(place) => {
            bench.uses_words(place);
            not_in_evidence(bench, pointer, "phrase", value, place);
        }
        Standing::Nowhere if outside => {
            bench.undecided(pointer, "not in the text; it may be known from elsewhere");
        }
        Standing::Nowhere => bench.mark(
            code::PHRASE_NOT_IN_SOURCE,
            pointer,
            format!("“{}” does not stand in the source in these words", shown(value)),
            scope.passages.first().copied(),
        ),
    }
}

/// Words cut out behind a `not` that belongs to them.
pub(super) fn negated(bench: &mut Bench<'_>, pointer: &str, value: &str, place: Span) {
    let all = bench.source.outline().tokens();
    let first = all.partition_point(|token| token.span.start < place.start);
    let before = first.checked_sub(1).and_then(|at| all.get(at));
    let Some(token) = before.filter(|token| is_negation(bench.source.slice(token.span))) else {
        return;
    };
    let word = bench.source.slice(token.span);
    // `no` before a noun phrase and `not` before a verb turn it; `without` and the like begin a phrase of their own.
    if matches!(word.to_lowercase().as_str(), "no" | "not" | "never" | "cannot") || word.ends_with("n't") {
        bench.mark(
            code::PHRASE_NEGATED,
            pointer,
            format!("the source has “{word}” right before “{}”", shown(value)),
            Some(token.span.join(place)),
        );
    }
}

/// A name: it stands in the evidence, in full, by surname, by office, or by the acronym of the body.
pub(super) fn name(bench: &mut Bench<'_>, pointer: &str, value: &str, scope: &Scope, outside: bool) {
    if value.chars().count() > 2 && country_code(value).is_some() {
        country(bench, pointer, value, scope);
        return;
    }
    match name_standing(bench, value, scope) {
        Standing::Evidence(_) => {}
        Standing::Source(place) => not_in_evidence(bench, pointer, "name", value, place),
        Standing::Nowhere if outside => {
            bench.undecided(pointer, "not in the text; it may be known from elsewhere");
        }
        Standing::Nowhere => bench.mark(
            code::NAME_NOT_IN_SOURCE,
            pointer,
            format!("the source does not have the name “{}”", shown(value)),
            scope.passages.first().copied(),
        ),
    }
}

/// Where the one named `value` is told of.
pub(super) fn name_standing(bench: &mut Bench<'_>, value: &str, scope: &Scope) -> Standing {
    let mut best = Standing::Nowhere;
    let words = bench.words(value);
    bench.uses_name(value);
    consider(&mut best, Bench::standing(scope, &words));
    let people = bench.named(value);
    let exact = people
        .iter()
        .copied()
        .find(|&index| is_full_name(bench, index, value));
    if let ([index], true) | ([index, ..], false) = (&*people, exact.is_none()) {
        let index = exact.unwrap_or(*index);
        if exact.is_some() || people.len() == 1 {
            bench.uses_person(index);
            let own = person_places(bench, index);
            // A name that the source never gives so fully is not a name it has.
            if !words.is_empty() || exact.is_some() {
                consider(&mut best, Bench::standing(scope, &own));
            }
        }
    }
    let bodies = body_places(bench, value);
    consider(&mut best, Bench::standing(scope, &bodies));
    best
}

fn consider(best: &mut Standing, other: Standing) {
    let rank = |standing: &Standing| match standing {
        Standing::Evidence(_) => 2,
        Standing::Source(_) => 1,
        Standing::Nowhere => 0,
    };
    if rank(&other) > rank(best) {
        *best = other;
    }
}

/// True where the words of `value` are those of the person's name, none more.
fn is_full_name(bench: &Bench<'_>, index: usize, value: &str) -> bool {
    let parts = bench.parts(value);
    bench
        .source
        .people()
        .get(index)
        .is_some_and(|person| !parts.is_empty() && parts.iter().all(|part| person.parts.contains(part)))
}

/// Where a person of the source is told of: by any part of the name, or by an office only he holds.
pub(super) fn person_places(bench: &Bench<'_>, index: usize) -> Rc<[Span]> {
    bench.people.of(&index, || find_person(bench.source, index))
}

fn find_person(source: &Source, index: usize) -> Vec<Span> {
    let Some(person) = source.people().get(index) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for part in &person.parts {
        if let [only] = source.people().with_parts(std::slice::from_ref(part)).as_slice()
            && *only == index
        {
            found.extend(
                source
                    .places(part, super::fold::Level::Caseless, source.whole())
                    .into_iter()
                    .filter(|place| source.slice(*place).starts_with(char::is_uppercase)),
            );
        }
    }
    let offices = source.references().iter().filter(|(_, person)| *person == index);
    found.extend(offices.map(|(span, _)| *span));
    found.sort_unstable();
    found
}

/// Where a body is told of by another form of its name: its acronym, or its full name.
fn body_places(bench: &Bench<'_>, value: &str) -> Vec<Span> {
    let source = bench.source;
    let wanted = value.trim().to_lowercase();
    let mut found = Vec::new();
    for mention in &source.mentions().names {
        let Some(acronym) = mention.acronym else { continue };
        let full = source.slice(mention.name);
        let short = source.slice(acronym);
        if full.to_lowercase() == wanted {
            found.extend(source.places(short, super::fold::Level::Search, source.whole()));
        } else if short == value.trim() {
            found.extend(source.places(full, super::fold::Level::Caseless, source.whole()));
        }
    }
    let same = |text: &str| body_gazetteer().find(text).next().map(|hit| hit.value.name);
    if let Some(body) = same(value) {
        found.extend(
            source
                .bodies()
                .iter()
                .filter(|(_, own)| own.name == body)
                .map(|(span, _)| *span),
        );
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The code of the country, or of the body with a code, that `value` is or names.
///
/// The records of a corpus name the same few over and over: what was looked up is kept.
pub(super) fn country_code(value: &str) -> Option<String> {
    /// So many names are kept, of so many bytes.
    const MOST: usize = 1_000;
    const LONGEST: usize = 100;
    thread_local! {
        static KNOWN: RefCell<HashMap<String, Option<String>>> = RefCell::default();
    }
    let value = value.trim();
    if value.len() > LONGEST {
        return code_named(value);
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some(code) = known.get(value) {
            return code.clone();
        }
        if known.len() == MOST {
            known.clear();
        }
        let code = code_named(value);
        known.insert(value.to_owned(), code.clone());
        code
    })
}

fn code_named(value: &str) -> Option<String> {
    let whole = |span: Span| span.len() == value.len();
    let country = country_gazetteer().find(value).find(|hit| whole(hit.span));
    let is_code = value.len() == 2 && value.bytes().all(|byte| byte.is_ascii_uppercase());
    // `UK` is written as a code is, and is a name.
    if is_code && country.is_none() {
        return Some(value.to_owned());
    }
    let country = country.and_then(|hit| {
        let only = match hit.value.candidates.as_slice() {
            [only] => Some(*only),
            _ => None,
        };
        hit.value.usual.or(only).map(|country| country.code.to_owned())
    });
    country.or_else(|| {
        let body = body_gazetteer().find(value).find(|hit| whole(hit.span))?;
        body.value.code.map(str::to_owned)
    })
}

/// Where the country with `code` is told of, by name, people or capital.
pub(super) fn country_places(bench: &Bench<'_>, code: &str) -> Vec<Span> {
    let source = bench.source;
    let mut found: Vec<Span> = source
        .mentions()
        .countries
        .iter()
        .filter(|country| country.code == code)
        .map(|country| country.span)
        .collect();
    if matches!(code, "EU" | "UN") {
        found.extend(
            source
                .bodies()
                .iter()
                .filter(|(_, body)| body.code == Some(code))
                .map(|(span, _)| *span),
        );
    }
    found
}

/// A country by code or name: it is told by name, by its people, as an adjective, or by its capital.
pub(super) fn country(bench: &mut Bench<'_>, pointer: &str, value: &str, scope: &Scope) {
    let Some(code) = country_code(value) else {
        name(bench, pointer, value, scope, false);
        return;
    };
    bench.uses_name(value);
    let mut places = country_places(bench, &code);
    places.extend(own_side_places(bench, &code));
    match Bench::standing(scope, &places) {
        Standing::Evidence(_) => {}
        Standing::Source(place) => {
            let other = bench
                .source
                .mentions()
                .countries
                .iter()
                .find(|country| scope.holds(country.span))
                .filter(|country| decides(bench, pointer, scope, country.span))
                .copied();
            match other {
                Some(other) => bench.mark(
                    code::COUNTRY_OTHER,
                    pointer,
                    format!(
                        "the evidence tells of {}, and not of “{}”",
                        other.name,
                        shown(value)
                    ),
                    Some(other.span),
                ),
                None => not_in_evidence(bench, pointer, "country", value, place),
            }
        }
        Standing::Nowhere => bench.mark(
            code::COUNTRY_NOT_IN_SOURCE,
            pointer,
            format!("the source does not tell of the country “{}”", shown(value)),
            scope.passages.first().copied(),
        ),
    }
}

/// True where another country in the evidence speaks against the value at `pointer`.
///
/// The evidence of an object that holds the value's own object tells of more than that: for the place
/// of a meeting only a country in the place's own words counts.
fn decides(bench: &Bench<'_>, pointer: &str, scope: &Scope, other: Span) -> bool {
    let parent = pointer.rsplit_once('/').map_or("", |(parent, _)| parent);
    if scope.of == parent {
        return true;
    }
    let siblings = at(bench.record, parent).and_then(serde_json::Value::as_object);
    siblings.into_iter().flatten().any(|(_, value)| {
        value
            .as_str()
            .is_some_and(|text| bench.words(text).iter().any(|place| place.contains(other)))
    })
}

/// Where a press service means its own country, `our country`, once it is known whose it is.
fn own_side_places(bench: &Bench<'_>, code: &str) -> Vec<Span> {
    let source = bench.source;
    if source.own_country() != Some(code) {
        return Vec::new();
    }
    source.own_side().to_vec()
}

/// A country by name and code in one object: both must be the same, and told.
pub(super) fn country_pair(
    bench: &mut Bench<'_>,
    pointer: &str,
    name_value: Option<&str>,
    code_value: Option<&str>,
    scope: &Scope,
) {
    let told = name_value.and_then(country_code);
    if let (Some(named), Some(code)) = (&told, code_value)
        && named != code
    {
        bench.mark(
            code::RECORD_CONTRADICTION,
            pointer,
            format!(
                "“{}” and “{}” are not the same country",
                name_value.unwrap_or_default(),
                code
            ),
            scope.passages.first().copied(),
        );
        return;
    }
    match (code_value, name_value) {
        (Some(code), _) if told.is_some() || name_value.is_none() => country(bench, pointer, code, scope),
        (_, Some(value)) => country(bench, pointer, value, scope),
        _ => {}
    }
}
