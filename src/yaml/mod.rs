//! YAML and JSON text to one tree in which every key and value knows its place.
//!
//! ```text
//! text → events of the parser → tree of nodes → serde_json::Value
//!                 ↓
//!              findings
//! ```
//!
//! YAML is read by the core schema of YAML 1.2: plain `NO` is text, and `012` is twelve. Where a
//! YAML 1.1 reader, of which there are still many, would see another value, a warning says so.
//! What JSON cannot hold is refused, with its place: a mapping as a key, `.inf`, unknown tags, a
//! key given twice. Merge keys (`<<`) are refused as well. Numbers keep every digit.
//!
//! A file whose name ends in `.json` is read as JSON and nothing else.
//!
//! ```
//! use rapporteur::yaml;
//! let file = yaml::read("record.yaml", "event:\n  kind: talks\n");
//! assert!(file.findings.is_empty());
//! let root = &file.documents[0].root;
//! let kind = root.at("/event/kind").ok_or("no such value")?;
//! assert_eq!(kind.as_str(), Some("talks"));
//! assert_eq!(file.place(kind.span).start.line, 2);
//! # Ok::<(), &str>(())
//! ```

mod builder;
mod file;
mod json;
mod line;
mod messages;
mod node;
mod pointer;
mod reader;
mod scalar;
mod show;
mod slips;
mod syntax;
mod values;

pub use file::{Document, File, Limits, SCHEMA_KEY};
pub use line::Line;
pub use messages::{AMBIGUOUS, NO_MORE};
pub use node::{Entry, Key, Mapping, Node, Value};
pub(crate) use pointer::{escape, unescape};
pub use reader::{read, read_within};
pub use show::{number_of, shown, written};
