//! What changes no fact changes no record.

use proptest::prelude::*;
use rapporteur::document::Document;
use rapporteur::testing::{Rewriting, World, rewritings, worlds};

use crate::compare::read;
use crate::told::{Object, differing, objects, plain};

/// The objects that are read of a text, their words in one spelling.
fn objects_of(text: &str) -> Vec<Object> {
    let record = read(&Document::new("drawn.txt", text));
    let objects = objects(&record).into_iter();
    objects.map(|object| object.rewritten(&plain)).collect()
}

pub(crate) fn the_record_stays(world: &World, rewriting: Rewriting) -> Result<(), TestCaseError> {
    let text = world.readout().text;
    let written = rewriting.of(&text);
    let told = differing(&objects_of(&text), &objects_of(&written));
    prop_assert!(told.is_empty(), "{:#?}\n{}", told, written);
    Ok(())
}

/// A world of sentences that do not refer back, and the same in another order.
fn in_two_orders() -> impl Strategy<Value = (World, World)> {
    let drawn = worlds().prop_map(|mut world| {
        world.told.retain(|told| !told.template.refers_back());
        world
    });
    drawn.prop_flat_map(|world| {
        let told = Just(world.told.clone()).prop_shuffle();
        let shuffled = world.clone();
        let shuffled = told.prop_map(move |told| World {
            told,
            ..shuffled.clone()
        });
        (Just(world), shuffled)
    })
}

proptest! {
    #[test]
    fn a_text_written_otherwise_is_read_alike(world in worlds(), rewriting in rewritings()) {
        the_record_stays(&world, rewriting)?;
    }

    #[test]
    fn sentences_in_another_order_are_read_alike((world, shuffled) in in_two_orders()) {
        let told = differing(
            &objects_of(&world.readout().text),
            &objects_of(&shuffled.readout().text),
        );
        prop_assert!(told.is_empty(), "{:#?}\n{}", told, shuffled.readout().text);
    }
}
