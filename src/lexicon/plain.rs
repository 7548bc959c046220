//! A text with one way to write spaces and accents, and the way back to the places of the text.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::document::{Span, next_byte};

/// A text in which names can be looked for as tables write them: between words stands one space, also
/// where the text has several or breaks a line, and a letter with its accents is one character where
/// there is such a one. An empty line stays a line end, so that no name runs across it.
#[derive(Debug)]
pub(super) struct Plain<'t> {
    pub(super) text: Cow<'t, str>,
    /// Where the distance between the two texts changes: offset here, offset in the text.
    shifts: Vec<(usize, usize)>,
    /// True where a letter and its accents, several characters in the text, are one here.
    composed: bool,
}

impl<'t> Plain<'t> {
    /// Linear in the length of `text`.
    pub(super) fn of(text: &'t str) -> Self {
        let mut plain = String::new();
        let mut shifts = Vec::new();
        let mut composed = false;
        // What is written as it stands is copied in one piece, and most of a text is passed over.
        let mut copied = 0;
        let mut done = 0;
        // White space other than one blank, and what is not ASCII.
        let ends_line = |byte: u8| (b'\t'..=b'\r').contains(&byte);
        let is_other = |byte: u8, next: u8| {
            let doubled = (byte == b' ') & ((next == b' ') | ends_line(next));
            doubled | ends_line(byte) | !byte.is_ascii()
        };
        let bytes = text.as_bytes();
        while let Some(other) = next_byte(bytes, done, is_other) {
            // An accent belongs to the letter before it.
            let at = other - usize::from(other > done && !bytes[other].is_ascii());
            let mut letters = text[at..].chars().peekable();
            let Some(letter) = letters.next() else { break };
            let is_part = |next: char| match letter {
                letter if letter.is_whitespace() => next.is_whitespace(),
                _ => !next.is_ascii() && is_combining_mark(next),
            };
            let mut end = at + letter.len_utf8();
            while let Some(next) = letters.next_if(|next| is_part(*next)) {
                end += next.len_utf8();
            }
            done = end;
            let cluster = &text[at..end];
            let written: Cow<'_, str> = match letter {
                letter if letter.is_whitespace() => space(cluster).into(),
                _ if end > at + letter.len_utf8() => cluster.nfc().collect::<String>().into(),
                _ => continue,
            };
            if written != cluster {
                composed |= !letter.is_whitespace();
                plain.push_str(&text[copied..at]);
                plain.push_str(&written);
                copied = end;
                shifts.push((plain.len(), end));
            }
        }
        if shifts.is_empty() {
            return Self {
                text: text.into(),
                shifts,
                composed,
            };
        }
        plain.push_str(&text[copied..]);
        Self {
            text: plain.into(),
            shifts,
            composed,
        }
    }

    /// Offset here of each of `offsets` in the text, which come in order; `None` where words here are
    /// not written as in the text.
    pub(super) fn places<'p>(
        &'p self,
        offsets: impl Iterator<Item = usize> + 'p,
    ) -> Option<impl Iterator<Item = usize> + 'p> {
        let mut shifts = self.shifts.iter().peekable();
        let mut last = (0, 0);
        (!self.composed).then(|| {
            offsets.map(move |offset| {
                while let Some(&shift) = shifts.next_if(|(_, text)| *text <= offset) {
                    last = shift;
                }
                let (here, text) = last;
                here + (offset - text)
            })
        })
    }

    /// Where `span` of this text stands in the text that it was made of. It cuts no letter from its
    /// accents.
    pub(super) fn in_text(&self, span: Span) -> Span {
        Span::new(self.offset(span.start), self.offset(span.end))
    }

    fn offset(&self, at: usize) -> usize {
        let after = self.shifts.partition_point(|&(here, _)| here <= at);
        let shift = after.checked_sub(1).and_then(|before| self.shifts.get(before));
        shift.map_or(at, |&(here, there)| there + (at - here))
    }
}

/// One space, or a line end where there is an empty line.
fn space(run: &str) -> &'static str {
    let ends = run.matches('\n').count().max(run.matches('\r').count());
    if ends > 1 { "\n" } else { " " }
}

#[cfg(test)]
mod tests {
    use super::Plain;
    use crate::document::Span;

    #[test]
    fn names_are_found_however_they_are_written() {
        for (text, name, written) in [
            ("in Kuala  Lumpur.", "Kuala Lumpur", "Kuala  Lumpur"),
            ("in Kuala\r\n\tLumpur.", "Kuala Lumpur", "Kuala\r\n\tLumpur"),
            ("\u{a0} in Kuala\u{a0}Lumpur", "Kuala Lumpur", "Kuala\u{a0}Lumpur"),
            ("in  Brasi\u{301}lia.", "Brasília", "Brasi\u{301}lia"),
            ("a\n\nb  e\u{301}", "é", "e\u{301}"),
            ("as it stands", "stands", "stands"),
        ] {
            let plain = Plain::of(text);
            let at = plain.text.find(name).expect("it is found");
            let span = plain.in_text(Span::new(at, at + name.len()));
            assert_eq!(span.of(text), written, "{text:?}");
        }
        assert!(!Plain::of("Kuala\n\nLumpur").text.contains("Kuala Lumpur"));
    }
}
