//! The typed summit-summary record, version 1.
//!
//! `schemas/summit-summary.schema.json` defines the same format for any validator; a test keeps
//! the two from drifting apart. What the types do not hold by themselves (a money figure has a
//! currency code as its unit, a range has no one-sided comparator, at least one party) is the
//! schema's to check: validate first, then [`Record::from_json_value`].
//!
//! A missing fact is a missing key. Fields that may be absent are `Option`s, lists that may be
//! absent are empty where they are, and flags that may be absent are `false`.
//!
//! ```
//! use rapporteur::record::{Event, EventKind, Evidence, Party, PartyKind, Record, Source};
//!
//! let event = Event::new(EventKind::Talks, Evidence::quote("Negotiations took place"));
//! let mut record = Record::new(Source::new("uzbekistan-japan"), event);
//! record.parties.push(Party {
//!     code: Some("JP".to_string()),
//!     ..Party::new("Japan", PartyKind::State, Evidence::quote("Japanese Prime Minister"))
//! });
//! assert!(record.to_yaml().contains("  - name: Japan\n    code: JP\n"));
//! assert_eq!(Record::from_json_value(&record.to_json_value()).ok(), Some(record));
//! ```

mod convert;
mod evidence;
mod facts;
mod number;
mod outcomes;
mod summary;
mod values;
mod yaml;

pub use convert::RecordError;
pub use evidence::{Evidence, Selector};
pub use facts::{Amount, DateFact, Figure, Organization, Participant, Party, Place, Programme, Topic, When};
pub use number::{Number, NumberError};
pub use outcomes::{Outcome, Statement};
pub use summary::{Event, Record, Source};
pub use values::{
    Act, Change, Comparator, EventFormat, EventKind, FigureKind, OrganizationKind, OutcomeKind, PartyKind,
    Sector, Status, TimeUnit, UnknownValue, Version,
};
pub use yaml::to_string as yaml_of;
