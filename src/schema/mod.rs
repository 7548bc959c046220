//! Schemas: where they come from, what a record breaks of them, and what they say about values.
//!
//! Any JSON Schema from draft 4 to 2020-12 may be used; the built-in one is that of the
//! summit-summary record. Nothing is ever fetched: a `$ref` leads to the schema itself, to another
//! file beside it, or to a built-in schema by its `$id`.
//!
//! ```
//! use rapporteur::schema::{Schema, validate_text};
//! let findings = validate_text("record.yaml", "record: summit-summary/2\n", Schema::built_in());
//! assert!(findings.iter().any(|finding| finding.code == "schema/unknown-value"));
//! assert!(findings.iter().any(|finding| finding.code == "schema/missing-key"));
//! ```

mod budget;
mod choice;
mod date;
mod declared;
mod diagnose;
mod error;
mod faults;
mod keys;
mod load;
mod meant;
mod messages;
mod near;
mod place;
mod plan;
mod sources;
mod suggest;
mod trail;
mod validate;
mod vocabulary;

pub use choice::{Annotated, Schemas};
pub use error::SchemaError;
pub use load::Schema;
pub use validate::{mend_text, validate_text};
pub use vocabulary::{GROUNDING_DIALECT, GROUNDING_VOCABULARY};

/// The text of the built-in schema.
pub const BUILT_IN: &str = include_str!("../../schemas/summit-summary.schema.json");

/// Its `$id`: what a file may name it by, and what nothing is fetched for.
pub const BUILT_IN_ID: &str = "urn:rapporteur:schema:summit-summary:1";

/// Findings of the schema that one document may have. The last one says that no more are shown.
const MAX_FINDINGS: usize = 10_000;
