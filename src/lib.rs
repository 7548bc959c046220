//! Reads the text of summit readouts into structured records, and checks records.

pub mod cli;
pub mod corpus;
pub mod diff;
pub mod document;
pub mod extract;
pub mod finding;
pub mod grounding;
pub mod lexicon;
pub mod mentions;
pub mod mutate;
pub mod record;
pub mod report;
pub mod schema;
pub mod score;
pub mod suite;
#[cfg(feature = "testing")]
pub mod testing;
pub mod yaml;

/// Compiles and runs what the README shows of the library.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
