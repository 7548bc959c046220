//! Vouching and tracing.
mod cues;
mod fold;
mod locate;
mod phrases;
mod rule;
mod source;
mod subject;
pub use fold::{Folded, Level, is_invisible, turns_direction};
pub use locate::*;
pub use source::*;
pub use rule::*;
