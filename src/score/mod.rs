//! Two records compared, section by section: precision, recall, F1, accuracy.
//!
//! The objects of a list are paired one to one so that their total agreement is the largest that
//! there is. What makes two objects the same, and which of their attributes are scored once they
//! are, stands in one table, [`SECTIONS`], with the reasons.
//!
//! - **Objects**: a pair is right, an object without a partner is missed or spurious.
//! - **Attributes**: their accuracy over pairs. Being wrong about a role does not make a person
//!   another, so it costs accuracy and not recall.
//! - **Grounding**: an object counts when its evidence, too, stands where the other record has it.
//!   The other record quotes one of the places that bear a fact out, so this is a lower bound.
//! - A document without a record has 0 everywhere and stays in every mean.

mod details;
mod document;
mod figures;
mod gate;
mod json;
mod lists;
mod object;
mod pairing;
mod place;
mod plan;
mod table;
mod tally;
mod totals;
mod words;

pub use document::{Difference, DocumentScore, SectionScore, Unmatched};
pub use gate::{Baseline, BaselineError, Change, Floor, FloorError, Shortfall};
pub use lists::paired;
pub use plan::{
    Absence, Attribute, EVENT, Identity, Key, MEAN_THRESHOLD, Measure, NAME_THRESHOLD, PLACE_THRESHOLD,
    SECTIONS, Section, TEXT_THRESHOLD,
};
pub use table::{Layout, changes_table};
pub use tally::{Agreement, Tally};
pub use totals::{Scores, SectionTotal, Totals};
