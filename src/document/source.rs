//! A source document: a name, its text, and the index of places in it.

use std::sync::OnceLock;

use super::{Position, Positions, Span};

/// The text of one source, with what is needed to name places in it.
#[derive(Clone, Debug)]
pub struct Document {
    name: String,
    text: String,
    /// Made when a place is first asked for: most documents have nothing to tell of.
    positions: OnceLock<Positions>,
}

impl Document {
    /// A document called `name` (a path, `<stdin>`, or whatever the caller goes by).
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
            positions: OnceLock::new(),
        }
    }

    /// What the document is called in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text, as read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text under `span`.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// Line and column of a byte offset.
    pub fn position(&self, offset: usize) -> Position {
        self.positions().at(&self.text, offset)
    }

    /// `span` in Unicode code points: first, and the one after the last.
    pub fn code_points(&self, span: Span) -> (usize, usize) {
        (
            self.positions().code_points_before(&self.text, span.start),
            self.positions().code_points_before(&self.text, span.end),
        )
    }

    /// The span between two code-point offsets; `None` where they run backwards or past the end.
    pub fn span_of_code_points(&self, start: usize, end: usize) -> Option<Span> {
        if start > end {
            return None;
        }
        let first = self.positions().byte_of_code_point(&self.text, start)?;
        let last = self.positions().byte_of_code_point(&self.text, end)?;
        Some(Span::new(first, last))
    }

    /// The line index, for whoever shows excerpts.
    pub fn positions(&self) -> &Positions {
        self.positions.get_or_init(|| Positions::of(&self.text))
    }
}
