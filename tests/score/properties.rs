//! What holds for any two records.

use proptest::prelude::*;
use proptest::sample::Index;
use rapporteur::record::{Event, EventKind, Evidence, Participant, Record, Source};
use rapporteur::score::{DocumentScore, SECTIONS, Scores, Tally, Totals};
use serde_json::Value;

use super::generator;

fn totals(got: &Record, gold: &Record) -> Totals {
    Scores::new(vec![DocumentScore::new("a", got, gold, None)]).all
}

/// A record and one that shares some of its objects, so that scores are neither 0 nor 1.
fn pairs() -> impl Strategy<Value = (Record, Record)> {
    let keep = prop::collection::vec(any::<bool>(), 40);
    (generator::records().boxed(), generator::records().boxed(), keep).prop_map(|(one, other, keep)| {
        let mut mixed = other;
        let mut keep = keep.into_iter().cycle();
        let mut kept = || keep.next().unwrap_or(true);
        macro_rules! mix {
            ($($list:ident),+) => {
                $(mixed.$list.extend(one.$list.iter().filter(|_| kept()).cloned());)+
            };
        }
        mix!(
            parties,
            participants,
            topics,
            third_parties,
            organizations,
            programmes,
            figures,
            outcomes,
            statements,
            dates
        );
        (mixed, one)
    })
}

/// The record with every list turned by `by` and then reversed.
fn reordered(record: &Record, by: usize) -> Record {
    let mut value = record.to_json_value();
    for member in value.as_object_mut().expect("a record is an object").values_mut() {
        if let Value::Array(items) = member {
            let turn = by.checked_rem(items.len()).unwrap_or(0);
            items.rotate_left(turn);
            items.reverse();
        }
    }
    Record::from_json_value(&value).expect("only the order changed")
}

/// The record without one object, and the name of the list that lost it.
fn without_one(record: &Record, which: Index) -> Option<(Record, &'static str)> {
    let mut value = record.to_json_value();
    let objects: Vec<(&'static str, usize)> = SECTIONS
        .iter()
        .flat_map(|section| {
            let items = value
                .get(section.name)
                .and_then(Value::as_array)
                .map_or(0, Vec::len);
            (0..items).map(|at| (section.name, at))
        })
        .collect();
    if objects.is_empty() {
        return None;
    }
    let (name, at) = *which.get(&objects);
    value.get_mut(name).and_then(Value::as_array_mut)?.remove(at);
    Some((
        Record::from_json_value(&value).expect("a list may be shorter"),
        name,
    ))
}

/// People who can hardly be told apart, so that many assignments are equally good.
fn crowds() -> impl Strategy<Value = Vec<Participant>> {
    let words = |words: Vec<&'static str>| prop::option::of(prop::sample::select(words));
    let person = (
        words(vec!["President", "Minister", "Adviser"]),
        words(vec!["NO", "CL", "SE"]),
    );
    let person = person.prop_map(|(role, party)| Participant {
        role: role.map(str::to_owned),
        party: party.map(str::to_owned),
        ..Participant::new("Kim", Evidence::quote("Kim"))
    });
    prop::collection::vec(person, 0..6)
}

/// A record of nothing but these people.
fn gathering(people: &[Participant]) -> Record {
    let event = Event::new(EventKind::Talks, Evidence::quote("talks"));
    let mut record = Record::new(Source::new("a"), event);
    record.participants = people.to_vec();
    record
}

proptest! {
    #[test]
    fn of_assignments_that_are_as_good_the_same_is_taken(got in crowds(), gold in crowds(), by in 0..5_usize) {
        let (got, gold) = (gathering(&got), gathering(&gold));
        let attributes = |totals: Totals| totals.section("participants").map(|section| section.attributes.clone());
        let there = attributes(totals(&got, &gold));
        prop_assert_eq!(&attributes(totals(&gold, &got)), &there);
        prop_assert_eq!(&attributes(totals(&reordered(&got, by), &gold)), &there);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_record_agrees_with_itself_in_everything(record in generator::records()) {
        for (name, value) in totals(&record, &record).figures() {
            if !name.ends_with(".grounding") {
                prop_assert!(value.is_none_or(|value| value == 1.0), "{name} {value:?}");
            }
        }
    }

    #[test]
    fn the_order_of_lists_plays_no_part((got, gold) in pairs(), by in 0..5_usize) {
        let score = DocumentScore::new("a", &got, &gold, None);
        prop_assert_eq!(&DocumentScore::new("a", &reordered(&got, by), &gold, None), &score);
        prop_assert_eq!(&DocumentScore::new("a", &got, &reordered(&gold, by), None), &score);
    }

    #[test]
    fn exchanging_the_sides_exchanges_precision_and_recall((got, gold) in pairs()) {
        let (there, back) = (totals(&got, &gold), totals(&gold, &got));
        for (one, other) in there.sections.iter().zip(&back.sections) {
            prop_assert_eq!(one.objects.precision(), other.objects.recall());
            prop_assert_eq!(one.objects.recall(), other.objects.precision());
            prop_assert_eq!(one.objects.f1(), other.objects.f1());
            prop_assert_eq!(&one.attributes, &other.attributes);
        }
    }

    #[test]
    fn dropping_an_object_only_lowers_recall(record in generator::records(), which in any::<Index>()) {
        if let Some((fewer, name)) = without_one(&record, which) {
            for section in totals(&fewer, &record).sections {
                let Tally { got, gold, matched } = section.objects;
                prop_assert_eq!(matched, got, "what is left is right: {}", section.name);
                prop_assert_eq!(gold - got, usize::from(section.name == name));
            }
        }
    }

    #[test]
    fn dropping_an_object_never_raises_recall((got, gold) in pairs(), which in any::<Index>()) {
        if let Some((fewer, _)) = without_one(&got, which) {
            let (before, after) = (totals(&got, &gold), totals(&fewer, &gold));
            for (before, after) in before.sections.iter().zip(&after.sections) {
                prop_assert!(after.objects.matched <= before.objects.matched);
                prop_assert!(after.objects.matched + 1 >= before.objects.matched);
            }
        }
    }
}
