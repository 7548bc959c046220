//! Many documents: a stream of them to a stream of lines, in order, on all cores, in bounded memory.
//!
//! ```text
//! inputs ── batches ──▶ worker 1 ──▶
//!            in turn    worker 2 ──▶  collected in the same turn ──▶ lines, rejects, counts
//!                       …
//! ```
//!
//! Each worker has a short queue before it and one behind it, and batches are dealt out and taken
//! in by turns: so the order is that of the input for any number of workers, and no more is in
//! memory than the queues hold, whatever the size of the input.

mod inputs;
mod item;
#[cfg(feature = "parquet")]
pub mod parquet;
mod pipeline;
mod tally;

pub use inputs::{Inputs, Origin};
pub use item::{Body, Fields, Item, Named, Reject};
pub use pipeline::{Batch, Done, run};
pub use tally::Tally;
