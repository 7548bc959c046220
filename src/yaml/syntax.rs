//! Syntax errors: the place, and the likely cause.

use granit_parser::ScanError;

use super::messages;
use super::reader::Reader;
use crate::document::Span;

impl Reader<'_> {
    /// Records the error at which the parser gave up.
    pub(super) fn syntax_error(&mut self, error: &ScanError) {
        let offset = error.marker().byte_offset().unwrap_or(self.text.len());
        let length = self.text.get(offset..).and_then(|rest| rest.chars().next());
        let end = offset + length.filter(|ch| !ch.is_whitespace()).map_or(0, char::len_utf8);
        self.report(Span::new(offset, end), messages::syntax(error.info()));
    }
}
