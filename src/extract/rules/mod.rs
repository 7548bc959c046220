//! The built-in reader: rules over mentions and cues.
//!
//! One file for each part of a record. All share one [`reading::Reading`] of the document and one
//! [`people::Cast`] of who is who in it. What the rules do not understand is left out.

mod bodies;
mod event;
mod figures;
mod ordinals;
mod outcomes;
mod parties;
mod people;
mod reading;
mod speech;
mod statements;
mod subject;
mod title;
mod topics;

use std::collections::HashSet;

use crate::document::{Document, Span};
use crate::record::Record;

use self::people::Cast;
use self::reading::Reading;
use self::subject::Focus;

/// The record of `document`; `None` where it names no state that could take part.
pub(super) fn record(document: &Document) -> Option<Record> {
    let reading = Reading::of(document);
    let cast = Cast::of(&reading);
    if cast.parties.is_empty() {
        return None;
    }
    let event = event::event(&reading, &cast);
    let focus = Focus::of(&reading, &cast);
    let outcomes = outcomes::outcomes(&reading, &cast, &focus);
    let taken: HashSet<Span> = outcomes.iter().filter_map(|read| read.when).collect();
    let statements = statements::statements(&reading, &cast, &focus, &outcomes);
    let speakers: HashSet<&str> = statements
        .iter()
        .filter_map(|statement| statement.object.speaker.as_deref())
        .collect();
    let participants = event::participants(&reading, &cast, &speakers);
    let mut record = Record::new(event::source(&reading), event);
    record.parties = bodies::parties(&reading, &cast);
    record.dates = event::dates(&reading, &taken);
    record.participants = participants;
    record.topics = topics::topics(&reading);
    record.third_parties = bodies::third_parties(&reading, &cast);
    record.organizations = bodies::organizations(&reading, &cast)
        .into_iter()
        .map(|found| found.object)
        .collect();
    record.programmes = bodies::programmes(&reading);
    record.figures = figures::figures(&reading, &cast);
    record.outcomes = outcomes.into_iter().map(|read| read.found.object).collect();
    record.statements = statements.into_iter().map(|found| found.object).collect();
    Some(record)
}
