//! The texts that a report points into.

use std::collections::BTreeMap;

use crate::document::Document;

/// The files that were read, by name, and the texts of those that findings point into.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    records: Vec<String>,
    documents: BTreeMap<String, Document>,
}

impl Sources {
    /// Notes that a record's file was read. Formats that list clean files as well list these.
    pub fn note(&mut self, name: impl Into<String>) {
        self.records.push(name.into());
    }

    /// Keeps a text, for excerpts. One of the same name is replaced.
    pub fn keep(&mut self, document: Document) {
        self.documents.insert(document.name().to_owned(), document);
    }

    /// The names of the records' files, in the order in which they were read.
    pub fn records(&self) -> &[String] {
        &self.records
    }

    /// The text called `name`, where it was kept.
    pub fn get(&self, name: &str) -> Option<&Document> {
        self.documents.get(name)
    }
}
