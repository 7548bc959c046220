//! Where the values of a record stand, for those of which something is told.

use crate::finding::Place;
use crate::yaml::{Document, File, Line};

/// Where the values of a record stand.
#[derive(Clone, Copy, Debug)]
pub enum Places<'r> {
    /// In a document of a file that was read.
    File(&'r File, &'r Document),
    /// In a value that came out of a line of JSON.
    Line(&'r Line<'r>),
}

impl Places<'_> {
    /// What the file, or the line, is called in messages.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::File(file, _) => &file.name,
            Self::Line(line) => line.name(),
        }
    }

    /// The place of the value at `pointer`. A value that the record lacks is told at the object that
    /// should have it; what a list lacks at its key, if `is_list`; what is told of the whole record at
    /// its first line.
    pub(super) fn of(&self, pointer: &str, is_list: bool) -> Place {
        match self {
            Self::File(file, document) => {
                let root = &document.root;
                let value = root.path(pointer).last().map_or(root.span, |node| node.span);
                if pointer.is_empty() {
                    return file.place(file.first_line(value));
                }
                let key = root.key_at(pointer).filter(|_| is_list);
                file.place(key.map_or(value, |key| key.span))
            }
            Self::Line(line) => {
                let key = Some(pointer).filter(|_| is_list);
                key.and_then(|pointer| line.key_place(pointer))
                    .unwrap_or_else(|| line.place(pointer))
            }
        }
    }
}
