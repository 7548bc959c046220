//! What reading a file gives: its documents, and what was found wrong with them.

use std::sync::OnceLock;

use super::{Node, messages};
use crate::document::{Positions, Span};
use crate::finding::{Finding, Place};

/// The key under which a document names its schema.
pub const SCHEMA_KEY: &str = "$schema";

/// How much a file may ask for. What goes beyond is refused with a finding. How long its text may
/// be is for the caller to say, who has read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Collections within one another, those that aliases bring included. 128 by default.
    pub depth: usize,
    /// Bytes of memory that anchored nodes and their copies may take. 16 MiB by default.
    pub alias_bytes: usize,
    /// Findings in one file; after the last one reading stops. 10,000 by default.
    pub findings: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth: 128,
            alias_bytes: 16 << 20,
            findings: 10_000,
        }
    }
}

/// One file as it was read.
#[derive(Clone, Debug)]
pub struct File {
    /// What it is called in messages: a path, or `<stdin>`.
    pub name: String,
    /// Its text.
    pub text: String,
    /// The documents that could be read, in the order of the file.
    pub documents: Vec<Document>,
    /// Comments before the first value of the file, as for a document.
    pub heading: Vec<(String, Span)>,
    /// What is wrong with its YAML, in the order of the file.
    pub findings: Vec<Finding>,
    /// What anchors lend to aliases: values and keys, outermost and in the order of the file.
    pub(super) shared: Vec<Span>,
    /// Made when a place is first asked for.
    pub(super) positions: OnceLock<Positions>,
}

/// One YAML document of a file, or the whole of a JSON file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its value.
    pub root: Node,
    /// Comments before its first value, without the `#`, with their places: where an editor's
    /// `yaml-language-server` line stands.
    pub heading: Vec<(String, Span)>,
}

impl File {
    /// `span` as people and programs name it.
    pub fn place(&self, span: Span) -> Place {
        let positions = self.positions.get_or_init(|| Positions::of(&self.text));
        Place {
            path: self.name.clone(),
            start: positions.at(&self.text, span.start),
            end: positions.at(&self.text, span.end),
        }
    }

    /// The finding that the file holds no document.
    pub fn nothing(&self) -> Finding {
        let message = messages::nothing();
        Finding {
            code: message.code,
            severity: message.severity,
            message: message.text,
            pointer: String::new(),
            record: self.place(Span::default()),
            source: None,
            related: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// True where the file is read as JSON.
    pub fn is_json(&self) -> bool {
        self.name.to_ascii_lowercase().ends_with(".json")
    }

    /// True where what stands at `span` is, or lies in, what an anchor lends to an alias: to change it
    /// changes the alias's value too.
    pub fn is_shared(&self, span: Span) -> bool {
        let next = self.shared.partition_point(|shared| shared.start <= span.start);
        next.checked_sub(1)
            .and_then(|at| self.shared.get(at))
            .is_some_and(|shared| span.end <= shared.end)
    }

    /// The first line of `span`: up to the end of the line on which it begins.
    pub fn first_line(&self, span: Span) -> Span {
        let text = span.of(&self.text);
        let line = text.split(['\n', '\r']).next().unwrap_or_default();
        Span::new(span.start, span.start + line.trim_end().len())
    }
}
