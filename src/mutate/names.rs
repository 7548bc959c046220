//! Operators on names: of people, bodies, programmes, places and countries.

use serde_json::Value;

use super::ground::{Drafts, Edits, Ground, child, parent};
use super::operator::Operator;
use super::words::{marks_turned, wrapped};
use crate::grounding::{CountryRule, PersonRule, Words};
use crate::lexicon::{country, country_gazetteer};

/// Names of people that nobody bears.
const PEOPLE: [&str; 4] = [
    "Oswin Tarrabeck",
    "Livia Quendrell",
    "Bramo Istavian",
    "Maret Ollinsk",
];

/// Names of bodies, programmes and places that there are not.
const BODIES: [&str; 4] = [
    "Varlund Shipping Exchange",
    "Ostrel Basin Authority",
    "Calvane Grain Council",
    "Meridol Foundation",
];

/// Countries far from each other, of which a record may have taken the wrong one.
const COUNTRIES: [&str; 8] = ["FJ", "PY", "IS", "LS", "BT", "HT", "MT", "TG"];

/// What an operator on names needs to know of a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Person,
    Other,
}

/// Proposes changes to the name at `pointer`.
pub(super) fn name(ground: &Ground<'_>, pointer: &str, rule: Words, out: &mut Drafts) {
    let Some(own) = ground.text(pointer) else { return };
    // What may be known from outside the text cannot be held against it.
    if rule.outside {
        return;
    }
    other_names(ground, pointer, own, Kind::Other, out);
}

/// Proposes changes to the person at `pointer`.
pub(super) fn person(ground: &Ground<'_>, pointer: &str, rule: &PersonRule, out: &mut Drafts) {
    let place = child(pointer, &rule.name);
    let Some(own) = ground.text(&place) else { return };
    other_names(ground, &place, own, Kind::Person, out);
    for (operator, member) in [
        (Operator::OfficeSwapped, &rule.office),
        (Operator::SideSwapped, &rule.side),
    ] {
        if let Some(member) = member {
            swapped(ground, operator, pointer, &rule.name, member, out);
        }
    }
}

fn other_names(ground: &Ground<'_>, pointer: &str, own: &str, kind: Kind, out: &mut Drafts) {
    let mut random = ground.random(Operator::NameWithin, pointer);
    // Another name of the same field that shares no word with this one and stands in no passage on
    // which it rests: else it may be a longer form, or be true as well.
    let others: Vec<&str> = ground
        .siblings(pointer)
        .into_iter()
        .filter(|other| {
            !shares_a_word(own, other)
                && !same_country(own, other)
                && !ground.in_evidence(pointer, last_word(other, kind))
        })
        .collect();
    if let Some(other) = random.pick(&others) {
        out.fault(Operator::NameWithin, pointer, *other);
    }
    let mut random = ground.random(Operator::NameForeign, pointer);
    let pool = if kind == Kind::Person { PEOPLE } else { BODIES };
    let foreign: Vec<&str> = pool.into_iter().filter(|name| !ground.says(name)).collect();
    if let Some(foreign) = random.pick(&foreign) {
        out.fault(Operator::NameForeign, pointer, *foreign);
    }
    let mut random = ground.random(Operator::NameMisspelt, pointer);
    let wrong = misspelt(own, |places| random.below(places));
    if let Some(wrong) = wrong.filter(|wrong| !ground.says(wrong)) {
        out.fault(Operator::NameMisspelt, pointer, wrong);
    }
    let operators = [
        Operator::NameWithin,
        Operator::NameForeign,
        Operator::NameMisspelt,
    ];
    if let Some(control) = marks_turned(own).or_else(|| wrapped(own)) {
        out.control(&operators, pointer, control);
    }
}

/// Two people exchange a member: the one at `pointer` and another of the same list who differs in it.
fn swapped(
    ground: &Ground<'_>,
    operator: Operator,
    pointer: &str,
    name: &str,
    member: &str,
    out: &mut Drafts,
) {
    let text = |object: &str, member: &str| ground.text(&child(object, member));
    let Some(own) = text(pointer, member) else { return };
    let list = parent(pointer);
    let count = ground.at(list).and_then(Value::as_array).map_or(0, Vec::len);
    let mut random = ground.random(operator, pointer);
    let others: Vec<(String, &str)> = (0..count)
        .map(|index| child(list, &index.to_string()))
        .filter(|other| other != pointer)
        .filter_map(|other| Some((text(&other, member)?, other)))
        .filter(|(value, other)| {
            let holds = |object: &str, value: &str| {
                let bearer = text(object, name).unwrap_or_default();
                operator == Operator::OfficeSwapped && may_hold(ground, bearer, value)
            };
            !shares_a_word(own, value) && !holds(pointer, value) && !holds(other, own)
        })
        .map(|(value, other)| (other, value))
        .collect();
    let place = child(pointer, member);
    if let Some((other, value)) = random.pick(&others) {
        let edits: Edits = vec![
            (place.clone(), Some((*value).into())),
            (child(other, member), Some(own.into())),
        ];
        out.faults(operator, &place, edits);
    }
    if let Some(control) = wrapped(own).filter(|_| operator == Operator::OfficeSwapped) {
        out.control(&[operator], &place, control);
    }
    if let Some(items) = ground.at(list).and_then(Value::as_array).filter(|_| count > 1) {
        let turned: Vec<Value> = items.iter().rev().cloned().collect();
        out.controls(&[operator], &place, &vec![(list.to_owned(), Some(turned.into()))]);
    }
}

/// True where the source puts `office` close before or behind the last name of `bearer`.
fn may_hold(ground: &Ground<'_>, bearer: &str, office: &str) -> bool {
    /// So many bytes are a few words.
    const CLOSE: usize = 60;
    let names = ground.places(last_word(bearer, Kind::Person));
    let offices = ground.places(office);
    names.iter().any(|name| {
        offices.iter().any(|office| {
            office.end <= name.start && office.end + CLOSE / 2 > name.start
                || name.end <= office.start && name.end + CLOSE / 4 > office.start
        })
    })
}

/// Proposes changes to the country at `pointer`: a code or name, or an object with both.
pub(super) fn country_at(ground: &Ground<'_>, pointer: &str, rule: &CountryRule, out: &mut Drafts) {
    let member = |name: &Option<String>| name.as_ref().map(|name| child(pointer, name));
    let code = member(&rule.code).filter(|place| ground.text(place).is_some());
    let name = member(&rule.name).filter(|place| ground.text(place).is_some());
    let (place, own) = match (&code, &name) {
        (Some(place), _) | (None, Some(place)) => (place.clone(), ground.text(place)),
        (None, None) => (pointer.to_owned(), ground.text(pointer)),
    };
    let Some(own) = own else { return };
    let is_code = country(own).is_some();
    let Some(own_name) = country(own)
        .map(|country| country.name)
        .or((!is_code).then_some(own))
    else {
        return;
    };
    let told: Vec<&str> = ground
        .source
        .mentions()
        .sides
        .iter()
        .filter(|side| {
            let passages = ground.passages(pointer);
            passages.iter().any(|passage| passage.overlaps(side.span))
        })
        .map(|side| side.code)
        .collect();
    let anywhere: Vec<&str> = ground
        .source
        .mentions()
        .sides
        .iter()
        .map(|side| side.code)
        .collect();
    let mut random = ground.random(Operator::CountrySwapped, &place);
    // One of the same text that these passages do not tell of, and one that the text does not have.
    let mut near: Vec<&str> = anywhere
        .iter()
        .copied()
        .filter(|code| !told.contains(code))
        .collect();
    near.sort_unstable();
    near.dedup();
    let far: Vec<&str> = COUNTRIES
        .into_iter()
        .filter(|code| !anywhere.contains(code))
        .collect();
    let chosen = [random.pick(&near).copied(), random.pick(&far).copied()];
    for other in chosen.into_iter().flatten() {
        let Some(other) = country(other).filter(|other| other.name != own_name && other.code != own) else {
            continue;
        };
        let value = |is_code: bool| if is_code { other.code } else { other.name };
        let mut edits = vec![(place.clone(), Some(Value::from(value(is_code))))];
        if let (Some(_), Some(name)) = (&code, &name) {
            edits.push((name.clone(), Some(Value::from(other.name))));
        }
        out.faults(Operator::CountrySwapped, &place, edits);
    }
    if let (Some(_), Some(name)) = (&code, &name)
        && let Some(control) = ground.text(name).and_then(wrapped)
    {
        out.control(&[Operator::CountrySwapped], name, control);
    }
}

/// `name` with two neighbouring letters of its longest word exchanged; `choose` gives a number below
/// its argument.
fn misspelt(name: &str, mut choose: impl FnMut(usize) -> usize) -> Option<String> {
    /// In a shorter word a slip may give another word.
    const SHORTEST: usize = 5;
    let word = name
        .split_whitespace()
        .max_by_key(|word| word.chars().count())
        .filter(|word| word.chars().count() >= SHORTEST)?;
    let letters: Vec<char> = word.chars().collect();
    let places: Vec<usize> = (1..letters.len() - 1)
        .filter(|&at| match (letters.get(at), letters.get(at + 1)) {
            (Some(one), Some(other)) => one.is_lowercase() && other.is_lowercase() && one != other,
            _ => false,
        })
        .collect();
    let at = *places.get(choose(places.len()))?;
    let mut wrong = letters;
    wrong.swap(at, at + 1);
    Some(name.replacen(word, &wrong.into_iter().collect::<String>(), 1))
}

/// True where both tell of one country, as a country and its capital do: the one may be true with the other.
fn same_country(one: &str, other: &str) -> bool {
    let code = |name: &str| {
        let hit = country_gazetteer().find(name).next()?;
        hit.value.candidates.first().map(|country| country.code)
    };
    code(one).is_some_and(|own| code(other) == Some(own))
}

/// By which a person is known in running text.
fn last_word(name: &str, kind: Kind) -> &str {
    match kind {
        Kind::Person => name.split_whitespace().next_back().unwrap_or(name),
        Kind::Other => name,
    }
}

/// True where two names have a word in common, small words apart.
pub(super) fn shares_a_word(one: &str, other: &str) -> bool {
    /// `of`, `and`, `the`.
    const SMALL: usize = 3;
    let words = |text: &str| -> Vec<String> {
        text.split(|ch: char| !ch.is_alphanumeric())
            .filter(|word| word.len() > SMALL || text.len() <= SMALL)
            .map(str::to_lowercase)
            .collect()
    };
    let own = words(other);
    words(one).iter().any(|word| own.contains(word))
}

#[cfg(test)]
mod tests {
    use super::{misspelt, shares_a_word};

    #[test]
    fn two_letters_of_the_longest_word_change_places() {
        assert_eq!(misspelt("Ana Bergen", |_| 0).as_deref(), Some("Ana Bregen"));
        assert_eq!(misspelt("Ana Berg", |_| 0), None);
        assert_eq!(misspelt("AAAAAA", |_| 0), None);
        assert_eq!(misspelt("", |_| 0), None);
    }

    #[test]
    fn names_that_share_a_word_may_be_one() {
        assert!(shares_a_word("Ministry of Defence", "Defence"));
        assert!(!shares_a_word("Ministry of Defence", "Board of Trade"));
        assert!(shares_a_word("JP", "JP"));
        assert!(!shares_a_word("JP", "UZ"));
    }
}
