//! One change in the text, one change in the record.

use std::ops::Range;

use proptest::prelude::*;
use proptest::sample::Index;
use rapporteur::document::Document;
use rapporteur::testing::{Aside, Changed, Fact, Readout, World, asides, changed, worlds};
use serde_json::Value;

use crate::compare::read;
use crate::told::{Marks, Object, differing, objects};

fn objects_of(readout: &Readout) -> Vec<Object> {
    objects(&read(&Document::new("drawn.txt", readout.text.as_str())))
}

/// The objects that rest on `sentence`, and the others.
fn parted(objects: Vec<Object>, sentence: &Range<usize>) -> (Vec<Object>, Vec<Object>) {
    objects.into_iter().partition(|object| object.rests_on(sentence))
}

/// `object` without the values that hold `fact`, and nothing but it.
fn without(fact: Fact, object: Object) -> Object {
    match fact {
        Fact::Sum | Fact::Share | Fact::Count => {
            object.blanked(&["value", "upper", "unit", "comparator"], "⟨…⟩")
        }
        Fact::Time | Fact::Year => object.blanked(&["edtf"], "⟨…⟩"),
        // Another body may be of another sort, and have no short name.
        Fact::Body if object.section == "organizations" => object.without(&["acronym", "kind"]),
        Fact::Body | Fact::View | Fact::Cause | Fact::Programme => object,
    }
}

/// The record says of the changed fact what it said, in the new words, and of all else the same.
pub(crate) fn only_the_fact_changes(changed: &Changed) -> Result<(), TestCaseError> {
    let Changed {
        before,
        after,
        sentence,
        fact,
    } = changed;
    let read = |world: &World| {
        let readout = world.readout();
        let told = &world.told[*sentence];
        let mark = |word: String| (word, format!("⟨{fact:?}⟩"));
        let acronym = Some(told.body.acronym.to_owned()).filter(|acronym| !acronym.is_empty());
        let acronym = acronym.filter(|_| *fact == Fact::Body);
        let body = acronym
            .iter()
            .map(|acronym| format!("{} ({acronym})", told.body.name));
        let marks = Marks::new(body.chain([told.worded(*fact)]).map(mark));
        let (own, others) = parted(objects_of(&readout), &readout.sentences[sentence + 1]);
        let own: Vec<Object> = own
            .into_iter()
            .map(|object| without(*fact, object).rewritten(&|text| marks.put(text)))
            .collect();
        (own, others)
    };
    let (own, others) = read(before);
    let (own_after, others_after) = read(after);
    let told = differing(&others, &others_after);
    prop_assert!(told.is_empty(), "elsewhere {:#?}\n{:?}", told, after);
    let told = differing(&own, &own_after);
    prop_assert!(told.is_empty(), "in the sentence {:#?}\n{:?}", told, after);
    Ok(())
}

/// What rested on the sentence is gone, and all else is as it was.
fn only_its_facts_go(world: &World, sentence: usize) -> Result<(), TestCaseError> {
    let readout = world.readout();
    let (_, others) = parted(objects_of(&readout), &readout.sentences[sentence + 1]);
    let without = world.clone().without(sentence).readout();
    let told = differing(&others, &objects_of(&without));
    prop_assert!(told.is_empty(), "{:#?}\n{}", told, without.text);
    Ok(())
}

/// An aside changes nothing of the meeting: what rests on it is no result of this meeting, and nobody
/// in it takes part.
pub(crate) fn no_fact_of_the_meeting_changes(
    world: &World,
    aside: &Aside,
    at: usize,
) -> Result<(), TestCaseError> {
    let readout = world.readout_with(aside, at);
    let start = readout.sentences[at].end;
    let place = start..start + 2 + aside.text.chars().count();
    let (own, others) = parted(objects_of(&readout), &place);
    let told = differing(&objects_of(&world.readout()), &others);
    prop_assert!(told.is_empty(), "{}: {:#?}\n{}", aside.name, told, readout.text);
    for object in own {
        let is_of_the_meeting = match object.section.as_str() {
            "event" | "parties" | "participants" | "statements" => true,
            "topics" => !aside.of_both,
            "outcomes" => object.value.get("background") != Some(&Value::Bool(true)),
            _ => false,
        };
        prop_assert!(
            !is_of_the_meeting,
            "{}: {:#?}\n{}",
            aside.name,
            object,
            readout.text
        );
    }
    Ok(())
}

/// The record is the same but for the swap.
pub(crate) fn only_the_leaders_change(world: &World) -> Result<(), TestCaseError> {
    let read = |world: &World| -> Vec<Object> {
        let marks = Marks::of_leaders(world);
        let objects = objects_of(&world.readout()).into_iter();
        objects
            .map(|object| object.rewritten(&|text| marks.put(text)))
            .collect()
    };
    let swapped = world.clone().swapped();
    let told = differing(&read(world), &read(&swapped));
    prop_assert!(told.is_empty(), "{:#?}\n{:?}", told, swapped);
    Ok(())
}

/// Worlds with something told, and a place in them.
fn with_a_place() -> impl Strategy<Value = (World, usize)> {
    (worlds(), any::<Index>()).prop_filter_map("nothing is told", |(world, at)| {
        let at = at.index(world.told.len().max(1));
        (at < world.told.len()).then_some((world, at))
    })
}

/// Worlds with a sentence about something else, and the sentence that it follows.
fn with_an_aside() -> impl Strategy<Value = (World, Aside, usize)> {
    let drawn = worlds().prop_flat_map(|world| (asides(&world), Just(world), any::<Index>()));
    drawn.prop_map(|(aside, world, at)| {
        let places: Vec<usize> = (0..=world.told.len())
            .filter(|&at| world.told.get(at).is_none_or(|next| !next.template.refers_back()))
            .collect();
        let at = places[at.index(places.len())];
        (world, aside, at)
    })
}

proptest! {
    #[test]
    fn of_a_changed_fact_that_fact_alone_changes(changed in changed(worlds())) {
        only_the_fact_changes(&changed)?;
    }

    #[test]
    fn of_a_deleted_sentence_its_facts_alone_go((world, at) in with_a_place()) {
        only_its_facts_go(&world, at)?;
    }

    #[test]
    fn a_sentence_about_something_else_changes_nothing((world, aside, at) in with_an_aside()) {
        no_fact_of_the_meeting_changes(&world, &aside, at)?;
    }

    #[test]
    fn swapped_leaders_are_swapped_in_the_record(world in worlds()) {
        only_the_leaders_change(&world)?;
    }
}
