//! Why a schema cannot be used.

use std::path::PathBuf;

/// Why a schema cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    /// Its file could not be read.
    #[error("cannot read the schema `{}`: {error}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// Its file is neither JSON nor YAML.
    #[error("the schema `{name}` is not readable as JSON or YAML: line {line}, column {column}: {message}")]
    NotData {
        /// The file.
        name: String,
        /// Line of the first fault, from 1.
        line: usize,
        /// Column of the first fault, from 1.
        column: usize,
        /// The fault.
        message: String,
    },
    /// It is no JSON Schema, or refers to something that cannot be had.
    #[error("`{name}` is no JSON Schema: {message}")]
    NotASchema {
        /// What it is called.
        name: String,
        /// What is wrong with it.
        message: String,
    },
    /// It uses the keyword `grounding` otherwise than the vocabulary allows.
    #[error("`{name}` misuses the keyword `grounding` at {pointer}: {message}")]
    Grounding {
        /// What it is called.
        name: String,
        /// Where, as a JSON Pointer into the schema.
        pointer: String,
        /// What is wrong with it.
        message: String,
    },
    /// It would have to be fetched.
    #[error("the schema `{url}` would have to be fetched, and nothing is: name a local file")]
    Remote {
        /// Where it is.
        url: String,
    },
}
