//! Data tables, and how they are searched.

mod gazetteer;
mod table;

pub use gazetteer::{Case, Gazetteer, Hit, stands_alone};
pub use table::{Row, Table};
