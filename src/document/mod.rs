//! Source text: how it is read, and how places in it are told.
//!
//! Offsets inside the crate are bytes ([`Span`]); what is written into a record, and what is
//! shown to people, is counted in Unicode code points ([`Positions`]).

mod position;
mod source;
mod span;

pub use position::{Position, Positions};
pub use source::Document;
pub use span::Span;
