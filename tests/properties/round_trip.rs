//! Round trip: the record that is drawn is the record that is read.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rapporteur::document::Document;
use rapporteur::testing::{Deed, Style, Tells, Template, World, worlds};

use crate::compare::{differences, read};

/// What is known to be read otherwise, by the names of sentences and deeds.
const KNOWN_MISSES: &str = include_str!("known_misses.tsv");

fn known_misses() -> BTreeSet<(&'static str, &'static str)> {
    let rows = KNOWN_MISSES.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        Some((cells.next()?, cells.next()?))
    })
    .collect()
}

/// True where a sentence, or a deed, or the one with the other is known to be read otherwise.
fn is_known_miss(sentence: &str, deed: &str) -> bool {
    let known = known_misses();
    let row = |sentence, deed| known.contains(&(sentence, deed));
    row(sentence, "") || !deed.is_empty() && (row(sentence, deed) || row("", deed))
}

/// In what the record that is read of `world` differs from the one that is drawn.
fn misread(world: &World) -> Vec<String> {
    let readout = world.readout();
    let document = Document::new("drawn.txt", readout.text.as_str());
    differences(&read(&document), &readout.record, &document)
}

/// A first sentence of the style that is read as it is meant.
fn lead(style: Style) -> &'static str {
    let mut leads = Template::all()
        .iter()
        .filter(|one| one.style == style && one.tells == Tells::Lead);
    let read = leads.find(|one| !is_known_miss(one.name, ""));
    read.expect("each style has a first sentence that is read").name
}

/// Each sentence by itself, with each deed, is read as it is meant, or is known not to be.
#[test]
fn every_sentence_is_read_but_for_known_misses() {
    let mut wrong = Vec::new();
    for template in Template::all() {
        let alone = [template.name];
        let after = [lead(template.style), template.name];
        let names: &[&str] = if template.tells == Tells::Lead {
            &alone
        } else {
            &after
        };
        let world = World::plain(names).expect("sentences of these names");
        let deeds: Vec<&'static Deed> = match world.told.first() {
            Some(told) if told.tells_deed() => Deed::all().iter().collect(),
            _ => Vec::new(),
        };
        let mut worlds = vec![(world.clone(), "")];
        if !deeds.is_empty() {
            worlds = deeds
                .into_iter()
                .map(|deed| {
                    let mut with = world.clone();
                    for told in &mut with.told {
                        told.deed = deed;
                    }
                    (with, deed.infinitive)
                })
                .collect();
        }
        for (world, deed) in worlds {
            let expected = is_known_miss(template.name, deed);
            let told = misread(&world);
            if told.is_empty() == expected {
                let told = if expected {
                    vec!["it is read as it is meant".to_owned()]
                } else {
                    told
                };
                wrong.push(format!("{}\t{deed}\t{}", template.name, told.join(" · ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Worlds of sentences that are read as they are meant.
fn readable() -> impl Strategy<Value = World> {
    worlds().prop_map(|mut world| {
        world.told.retain(|told| {
            let deed = if told.tells_deed() {
                told.deed.infinitive
            } else {
                ""
            };
            !is_known_miss(told.template.name, deed)
        });
        if is_known_miss(world.lead.name, "") {
            world.lead = Template::named(lead(world.style)).expect("it has a name");
        }
        world
    })
}

proptest! {
    #[test]
    fn what_is_drawn_is_what_is_read(world in readable()) {
        let told = misread(&world);
        prop_assert!(told.is_empty(), "{:#?}", told);
    }
}
