//! Readouts drawn at random, with the records that a reader makes of them: for the property tests of
//! an extractor or of a checker. There with the feature `testing`.
//!
//! [`worlds`] draws a small true [`World`]: two leaders with their offices and countries, a day, and a
//! few [`Told`] facts. [`World::readout`] writes it out in sentences of one house [`Style`], and gives
//! with the text the [`Record`](crate::record::Record) that a careful reader would make of it. What
//! fails shrinks to few sentences with the first words of each table, small numbers, and no bounds.
//!
//! ```
//! use proptest::prelude::*;
//! use rapporteur::{document::Document, extract::extract};
//! proptest! {
//!     # #![proptest_config(ProptestConfig::with_cases(8))]
//!     # /*
//!     #[test]
//!     # */
//!     fn whoever_takes_part_is_found(world in rapporteur::testing::worlds()) {
//!         let readout = world.readout();
//!         let read = extract(&Document::new("drawn.txt", readout.text)).expect("two states");
//!         prop_assert_eq!(read.parties.len(), readout.record.parties.len(), "{:?}", world);
//!     }
//! }
//! # whoever_takes_part_is_found();
//! ```
//!
//! A failure is kept as a case by the names of its sentences, with [`World::plain`], and the fields of
//! the world set as they were.
//!
//! The sentences are written after how press services write, and not after what the built-in reader
//! understands: it does not read all of them rightly. Every object of the record rests on the whole
//! sentence that tells it; labels of topics and titles of outcomes are cut in one of the ways in which
//! readers cut them.

mod aside;
mod draw;
mod fact;
mod hard;
mod numbers;
mod rewriting;
mod style;
mod template;
mod words;
mod world;
mod write;

pub use aside::{Aside, asides};
pub use draw::{counts, shares, sums, times, worlds, worlds_in, worlds_of};
pub use fact::{Changed, Fact, changed};
pub use hard::{cut_and_joined, hard_bytes, hard_pieces, hard_texts};
pub use numbers::{Bound, Count, Currency, Scale, Share, Sum, Time};
pub use rewriting::{Rewriting, rewritings};
pub use style::Style;
pub use template::{Tells, Template, Whose};
pub use words::{Body, Country, Deed, Person, Subject};
pub use world::{Leader, Told, World};
pub use write::Readout;
