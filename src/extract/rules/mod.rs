//! The built-in reader: rules over mentions and cues.
//!
//! One file for each part of a record, and for each thing that several of them ask for: who is named
//! ([`actor`]), who the subject of a verb is ([`subject`]), how far what it is about reaches
//! ([`extent`], [`view`]). All share one [`reading::Reading`] of the document and one
//! [`people::Cast`] of who is who in it. What the rules do not understand is left out.

mod actor;
mod bodies;
mod clause;
mod earlier;
mod event;
mod extent;
mod figures;
mod fixed;
mod focus;
mod ordinals;
mod outcomes;
mod parties;
mod people;
mod place;
mod reading;
mod series;
mod speech;
mod spoken;
mod statements;
mod subject;
mod title;
mod told;
mod topics;
mod traits;
mod view;

use std::collections::HashSet;

use crate::document::{Document, Span};
use crate::record::Record;

use super::explanation::Explanation;

pub(super) use self::event::slug;

use self::focus::Focus;
use self::people::Cast;
use self::reading::{Found, Reading};

/// The record of `document`; `None` where it names no state that could take part. The reason for each
/// of its objects goes to `because`, where that is wanted.
pub(super) fn read(document: &Document, because: Option<&mut Vec<Explanation>>) -> Option<Record> {
    let reading = Reading::of(document);
    let cast = Cast::of(&reading);
    if cast.parties.is_empty() {
        return None;
    }
    let focus = Focus::of(&reading, &cast);
    let (event, day) = event::event(&reading, &cast);
    let outcomes = outcomes::outcomes(&reading, &cast, &focus);
    let taken: HashSet<Span> = outcomes.iter().filter_map(|read| read.when).chain(day).collect();
    let statements = statements::statements(&reading, &cast, &focus, &outcomes);
    let speakers: HashSet<&str> = statements
        .iter()
        .filter_map(|statement| statement.object.speaker.as_deref())
        .collect();
    let participants = event::participants(&reading, &cast, &speakers);
    let outcomes = outcomes.into_iter().map(|read| read.found).collect();
    let mut list = Lister {
        reading: &reading,
        because,
    };
    let event = list.object(|| "/event".to_owned(), event);
    let mut record = Record::new(event::source(&reading), event);
    record.parties = list.objects("parties", bodies::parties(&reading, &cast));
    record.participants = list.objects("participants", participants);
    record.topics = list.objects("topics", topics::topics(&reading, &cast));
    record.third_parties = list.objects("third_parties", bodies::third_parties(&reading, &cast));
    record.organizations = list.objects("organizations", bodies::organizations(&reading, &cast));
    record.programmes = list.objects("programmes", bodies::programmes(&reading));
    record.figures = list.objects("figures", figures::figures(&reading, &cast));
    record.outcomes = list.objects("outcomes", outcomes);
    record.statements = list.objects("statements", statements);
    record.dates = list.objects("dates", event::dates(&reading, &taken));
    Some(record)
}

/// Takes the objects of each list out of what was found, and keeps why they are there.
struct Lister<'r, 'd> {
    reading: &'r Reading<'d>,
    because: Option<&'r mut Vec<Explanation>>,
}

impl Lister<'_, '_> {
    fn objects<T>(&mut self, key: &str, found: Vec<Found<T>>) -> Vec<T> {
        let mut objects = Vec::with_capacity(found.len());
        for (index, found) in found.into_iter().enumerate() {
            objects.push(self.object(|| format!("/{key}/{index}"), found));
        }
        objects
    }

    fn object<T>(&mut self, pointer: impl FnOnce() -> String, found: Found<T>) -> T {
        if let Some(because) = &mut self.because {
            because.push(self.reading.explanation(pointer(), &found));
        }
        found.object
    }
}
