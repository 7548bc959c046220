//! Corpora in Parquet: rows as documents, records as a nested column.
//!
//! ```text
//! row ─ columns `id`, `text`, … ─▶ the same as a line of JSON ─▶ … ─▶ lines ─▶ columns `number`, `id`, `record`
//! ```
//!
//! Between the two, a row is the line of JSON that it would be in NDJSON, so that nothing else has to
//! know of Parquet. Rows are read page by page, and written whenever a row group is large enough:
//! memory does not grow with the file.

mod column;
mod rows;
mod shape;
mod value;
mod writer;

pub use rows::{Columns, Rows, is_guarded};
pub use shape::Shape;
pub use writer::Writer;
