//! People: a name, an office and a side that belong together in the source.

use serde_json::Value;

use crate::document::Span;

use super::bench::{Bench, Scope, Standing, child, not_in_evidence, shown};
use super::code;
use super::rule::PersonRule;
use super::values::{country_code, country_places, name, person_places};

/// Checks the person at `pointer`.
pub(super) fn person(bench: &mut Bench<'_>, pointer: &str, object: &Value, rule: &PersonRule, scope: &Scope) {
    let Some(own_name) = Bench::string(object, Some(&rule.name)) else {
        return;
    };
    name(bench, &child(pointer, &rule.name), own_name, scope, false);
    let people = bench.named(own_name);
    let index = match &*people {
        [only] => Some(*only),
        _ => None,
    };
    if let (Some(member), Some(office)) = (&rule.office, Bench::string(object, rule.office.as_ref())) {
        self::office(bench, &child(pointer, member), office, own_name, index, scope);
    }
    if let (Some(member), Some(side)) = (&rule.side, Bench::string(object, rule.side.as_ref())) {
        self::side(bench, &child(pointer, member), side, own_name, index, scope);
    }
}

/// The office stands in the evidence, and nobody else holds it there.
fn office(
    bench: &mut Bench<'_>,
    pointer: &str,
    office: &str,
    own_name: &str,
    index: Option<usize>,
    scope: &Scope,
) {
    let mut places = bench.words(office);
    places.extend(bench.words(&format!("{}s", office.trim())));
    let standing = Bench::standing(scope, &places);
    let wanted = office.trim().to_lowercase();
    let person = index.and_then(|index| bench.source.people().get(index));
    let holds = |titles: &[String]| titles.iter().any(|title| overlaps(title, &wanted));
    let own = person.is_some_and(|person| holds(&person.titles));
    let titled = person.is_some_and(|person| !person.titles.is_empty());
    let holder = bench
        .source
        .people()
        .iter()
        .find(|(other, person)| Some(*other) != index && person.titles.contains(&wanted));
    match (standing, holder) {
        (Standing::Nowhere, _) => bench.mark(
            code::NAME_NOT_IN_SOURCE,
            pointer,
            format!("the source does not have the office “{}”", shown(office)),
            scope.passages.first().copied(),
        ),
        (Standing::Evidence(place) | Standing::Source(place), Some((_, holder))) if titled && !own => {
            let other = bench.source.slice(holder.first);
            bench.mark(
                code::NAME_OTHER_HOLDER,
                pointer,
                format!(
                    "the source gives the office “{}” to “{}”, and not to {}",
                    shown(office),
                    shown(other),
                    shown(own_name)
                ),
                Some(place.join(holder.first))
                    .filter(|span| span.len() < 400)
                    .or(Some(holder.first)),
            );
        }
        (Standing::Source(place), _) => not_in_evidence(bench, pointer, "office", office, place),
        (Standing::Evidence(_), _) => {}
    }
}

/// True where one title is the other, or the other with more words about it.
fn overlaps(title: &str, wanted: &str) -> bool {
    title == wanted
        || wanted.starts_with(&format!("{title} "))
        || title.starts_with(&format!("{wanted} "))
        || title.strip_suffix('s') == Some(wanted)
}

/// The country is told in the evidence, and the source does not give the person another.
fn side(
    bench: &mut Bench<'_>,
    pointer: &str,
    side: &str,
    own_name: &str,
    index: Option<usize>,
    scope: &Scope,
) {
    let Some(code) = country_code(side) else {
        name(bench, pointer, side, scope, false);
        return;
    };
    let countries = index
        .and_then(|index| bench.source.people().get(index))
        .map(|person| person.countries.clone())
        .unwrap_or_default();
    if countries.contains(&code.as_str()) {
        return;
    }
    if let (Some(other), Some(index)) = (countries.first(), index) {
        let at = person_places(bench, index)
            .iter()
            .copied()
            .find(|place| scope.open || scope.touches(*place));
        bench.mark(
            code::NAME_OTHER_HOLDER,
            pointer,
            format!(
                "the source makes {} one of {other}, and the record of {code}",
                shown(own_name)
            ),
            at.or(scope.passages.first().copied()),
        );
        return;
    }
    // Nothing gives the person a country: one of the evidence that is not another person's must.
    let places = country_places(bench, &code);
    let taken = |span: &Span| {
        bench.source.mentions().people.iter().any(|person| {
            person.span.contains(*span)
                && person.name.is_some_and(|name| {
                    !bench
                        .named(bench.source.slice(name))
                        .contains(&index.unwrap_or(usize::MAX))
                })
        })
    };
    let free: Vec<Span> = places.iter().copied().filter(|span| !taken(span)).collect();
    match Bench::standing(scope, &free) {
        Standing::Evidence(_) => {}
        Standing::Source(place) => not_in_evidence(bench, pointer, "side", side, place),
        Standing::Nowhere => bench.mark(
            code::COUNTRY_NOT_IN_SOURCE,
            pointer,
            format!(
                "the source does not tell that {} is of {}",
                shown(own_name),
                shown(side)
            ),
            scope.passages.first().copied(),
        ),
    }
}
