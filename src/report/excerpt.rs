//! The lines around a place, bounded and safe to show.

use std::ops::Range;

use crate::document::{Document, Span, push_visible};

/// A span of more lines is marked on its first line only.
const MOST_LINES: usize = 6;
/// A line of more characters is cut around what is marked in it.
const LONG_LINE: usize = 400;
/// So many characters of a long line are kept before the first mark and after the last, and so many of a mark.
const KEPT: usize = 150;
/// From the first mark of a long line to the last, at most so many are kept.
const APART: usize = 600;

/// Some lines of a document, with the marked ranges in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The lines, hidden characters escaped, each with a line feed at its end.
    pub(super) text: String,
    /// Number of the first line in the document, from 1.
    pub(super) first_line: usize,
    /// The marked ranges in `text`, in the order in which they were asked for; `None` for one whose
    /// beginning was cut out of a long line.
    pub(super) marks: Vec<Option<Range<usize>>>,
}

impl Excerpt {
    /// The lines of `document` that `spans` touch, and those between them.
    pub(super) fn of(document: &Document, spans: &[Span]) -> Self {
        let spans: Vec<Span> = spans.iter().map(|&span| shortened(document, span)).collect();
        let first = spans.iter().map(|span| line_of(document, span.start)).min();
        let last = spans.iter().map(|span| line_of(document, span.end)).max();
        let first_line = first.unwrap_or(1);
        let mut excerpt = Self {
            text: String::new(),
            first_line,
            marks: vec![None; spans.len()],
        };
        let mut ended = vec![false; spans.len()];
        for line in first_line..=last.unwrap_or(first_line) {
            excerpt.push_line(document, line, &spans, &mut ended);
        }
        // One whose end was cut out of a long line goes on to the end of the excerpt.
        let end = excerpt.text.len().saturating_sub(1);
        for (mark, ended) in excerpt.marks.iter_mut().zip(ended) {
            if let Some(mark) = mark.as_mut().filter(|_| !ended) {
                mark.end = end;
            }
        }
        excerpt
    }

    /// The column in its line at which the first mark begins, from 1.
    pub(super) fn column_of_first_mark(&self) -> Option<usize> {
        let mark = self.marks.first()?.as_ref()?;
        let before = self.text.get(..mark.start)?;
        let line = before.rsplit('\n').next().unwrap_or(before);
        Some(line.chars().count() + 1)
    }

    fn push_line(&mut self, document: &Document, line: usize, spans: &[Span], ended: &mut [bool]) {
        let Some(range) = document.positions().line_range(document.text(), line) else {
            return;
        };
        let whole = Span::from(range);
        let kept = kept_part(document, whole, spans);
        if kept.start > whole.start {
            self.text.push('…');
        }
        let mut offset = kept.start;
        for ch in document.slice(kept).chars() {
            self.mark(offset, spans, ended);
            push_shown(&mut self.text, ch);
            offset += ch.len_utf8();
        }
        self.mark(offset, spans, ended);
        if kept.end < whole.end {
            self.text.push('…');
        }
        self.text.push('\n');
    }

    /// Lets the ranges begin and end here that begin and end at `offset` of the document.
    fn mark(&mut self, offset: usize, spans: &[Span], ended: &mut [bool]) {
        let here = self.text.len();
        for ((mark, span), ended) in self.marks.iter_mut().zip(spans).zip(ended) {
            if span.start == offset {
                *mark = Some(here..here);
            }
            if let Some(mark) = mark.as_mut().filter(|_| span.end == offset) {
                mark.end = here;
                *ended = true;
            }
        }
    }
}

/// `text` as [`visible`](crate::document::visible) shows it, and joiners as well.
pub(super) fn seen(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        push_shown(&mut out, ch);
    }
    out
}

/// `ch` as excerpts show it. The drawing of them leaves out joiners, which then would hide.
fn push_shown(text: &mut String, ch: char) {
    match ch {
        '\u{200c}' | '\u{200d}' => text.extend(ch.escape_unicode()),
        _ => push_visible(text, ch),
    }
}

fn line_of(document: &Document, offset: usize) -> usize {
    document.position(offset).line
}

/// `offset`, or the end of its line where it stands in the line break.
fn before_break(document: &Document, offset: usize) -> usize {
    let place = document.position(offset);
    match document.positions().line_range(document.text(), place.line) {
        Some(line) => place.offset.min(line.end),
        None => place.offset,
    }
}

/// `span` inside the document, without line breaks at its end, and on one line if it has too many.
fn shortened(document: &Document, span: Span) -> Span {
    let start = before_break(document, span.start);
    let text = document.slice(Span::new(start, span.end.max(start)));
    let end = before_break(document, start + text.trim_end_matches(['\n', '\r']).len());
    let (first, last) = (line_of(document, start), line_of(document, end));
    let mut span = Span::new(start, end.max(start));
    if last - first >= MOST_LINES
        && let Some(line) = document.positions().line_range(document.text(), first)
    {
        span.end = line.end;
    }
    if first == line_of(document, span.end) {
        span.end = forward(document.slice(span), span.start, KEPT);
    }
    span
}

/// The part of a line that is shown.
fn kept_part(document: &Document, line: Span, spans: &[Span]) -> Span {
    if line.len() <= LONG_LINE {
        return line;
    }
    let touching = || {
        spans
            .iter()
            .filter(|span| span.start <= line.end && span.end >= line.start)
    };
    let first = touching().map(|span| span.start.max(line.start)).min();
    let last = touching().map(|span| span.end.min(line.end)).max();
    let (first, last) = (first.unwrap_or(line.start), last.unwrap_or(line.start));
    let last = forward(document.slice(Span::new(first, last)), first, APART);
    let before = document.slice(Span::new(line.start, first));
    let after = document.slice(Span::new(last, line.end));
    Span::new(backward(before, first, KEPT), forward(after, last, KEPT))
}

/// The offset `count` characters after the start of `text`, which stands at `offset`; at most its end.
fn forward(text: &str, offset: usize, count: usize) -> usize {
    offset + text.char_indices().nth(count).map_or(text.len(), |(at, _)| at)
}

/// The offset `count` characters before the end of `text`, which stands at `offset`; at most its start.
fn backward(text: &str, offset: usize, count: usize) -> usize {
    let kept = text.char_indices().rev().nth(count.saturating_sub(1));
    offset - text.len() + kept.map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Excerpt;
    use crate::document::{Document, Span};

    fn marked(text: &str, span: Span) -> (usize, String, String) {
        let excerpt = Excerpt::of(&Document::new("x", text), &[span]);
        let mark = excerpt.text[excerpt.marks[0].clone().expect("marked")].to_owned();
        (excerpt.first_line, excerpt.text, mark)
    }

    #[test]
    fn hidden_characters_are_escaped_and_the_mark_moves_with_them() {
        let (line, text, mark) = marked("a\nb\u{202e}c\u{1b}d\r\ne", Span::new(2, 8));
        assert_eq!(line, 2);
        assert_eq!(text, "b\\u{202e}c\\u{1b}d\n");
        assert_eq!(mark, "b\\u{202e}c\\u{1b}");
    }

    #[test]
    fn joiners_are_seen() {
        let (_, text, mark) = marked("Ja\u{200d}pan", Span::new(0, 8));
        assert_eq!(
            (text.as_str(), mark.as_str()),
            ("Ja\\u{200d}pan\n", "Ja\\u{200d}pan")
        );
    }

    #[test]
    fn a_place_at_the_end_of_the_text_is_an_empty_mark() {
        assert_eq!(marked("ab\n", Span::new(3, 3)), (2, "\n".into(), String::new()));
        assert_eq!(marked("ab", Span::new(2, 2)), (1, "ab\n".into(), String::new()));
        assert_eq!(marked("", Span::new(0, 0)), (1, "\n".into(), String::new()));
    }

    #[test]
    fn many_lines_are_marked_on_the_first() {
        let text = "first: 1\nsecond\n".repeat(9);
        let (_, shown, mark) = marked(&text, Span::new(0, text.len()));
        assert_eq!(shown, "first: 1\n");
        assert_eq!(mark, "first: 1");
        let (_, shown, _) = marked(&text, Span::new(0, 20));
        assert_eq!(shown, "first: 1\nsecond\nfirst: 1\n");
    }

    #[test]
    fn a_long_line_is_cut_around_the_mark() {
        let text = format!("{}WRONG{}", "a".repeat(10_000), "b".repeat(10_000));
        let (_, shown, mark) = marked(&text, Span::new(10_000, 10_005));
        assert_eq!(mark, "WRONG");
        assert!(shown.starts_with("…aaa") && shown.ends_with("bbb…\n"), "{shown}");
        assert!(shown.len() < 400);
        let (_, shown, _) = marked(&text, Span::new(0, 20_005));
        assert!(shown.len() < 400, "{}", shown.len());
    }

    proptest! {
        #[test]
        fn any_text_and_any_span_give_an_excerpt(text in "(?s)[a\u{202e}é\n\r日]{0,40}", from: u8, length: u8) {
            let document = Document::new("x", text);
            let span = Span::new(usize::from(from), usize::from(from) + usize::from(length));
            let excerpt = Excerpt::of(&document, &[span]);
            let mark = excerpt.marks[0].clone();
            prop_assert!(mark.is_some_and(|mark| excerpt.text.get(mark).is_some()));
            prop_assert!(excerpt.text.ends_with('\n'));
        }
    }
}
