//! Readouts drawn at random, with the records that a reader makes of them.

mod draw;
mod numbers;
mod style;
mod template;
mod words;
mod world;
mod write;

pub use draw::{counts, shares, sums, times, worlds, worlds_in, worlds_of};
pub use numbers::{Bound, Count, Currency, Scale, Share, Sum, Time};
pub use style::Style;
pub use template::{Tells, Template, Whose};
pub use words::{Body, Country, Deed, Person, Subject};
pub use world::{Leader, Told, World};
pub use write::Readout;
