//! Quoted speech: where it stands, over the breaks of lines that repeat an opening mark.

use crate::document::{Span, lines_of};
use crate::mentions::Quotation;

/// Words from which a passage in single quotation marks is speech and no name.
const SPEECH_WORDS: usize = 8;

/// The passages of `text` that stand between double quotation marks, and long ones between single
/// marks, without the marks, in order and apart.
///
/// A paragraph whose last opening mark is never closed is quoted up to its end: where speech runs
/// over several paragraphs, each opens it anew and only the last closes it.
pub(super) fn quoted(text: &str, quotations: &[Quotation]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let closed = |quotation: &&Quotation| {
        let single = quotation.span.of(text).starts_with(['\'', '‘']);
        let inner = quotation.inner.of(text);
        !quotation.nested && (!single || inner.split_whitespace().nth(SPEECH_WORDS).is_some())
    };
    let mut closed = quotations
        .iter()
        .filter(closed)
        .map(|quotation| quotation.inner)
        .peekable();
    for Span { start: at, end } in lines_of(text) {
        let mut open_from = at;
        while let Some(inner) = closed.next_if(|inner| inner.start < end) {
            open_from = inner.end;
            found.push(inner);
        }
        let rest = text.get(open_from..end).unwrap_or_default();
        // The mark that closed the last one is not looked at again.
        let skip = rest
            .chars()
            .next()
            .filter(|_| open_from > at)
            .map_or(0, char::len_utf8);
        if let Some(open) = last_opening(rest.get(skip..).unwrap_or_default()) {
            let span = Span::new(open_from + skip + open, end).trimmed(text);
            if !span.is_empty() {
                found.push(span);
            }
        }
    }
    found
}

/// The byte after a double mark that opens speech in `rest` and is not closed there.
fn last_opening(rest: &str) -> Option<usize> {
    // In UTF-8 the marks begin with these bytes.
    memchr::memchr3_iter(b'"', 0xc2, 0xe2, rest.as_bytes()).find_map(|at| {
        let ch = rest.get(at..)?.chars().next()?;
        let after = at + ch.len_utf8();
        let before = rest.get(..at)?.chars().next_back();
        let next = rest.get(after..)?.chars().next();
        let opens = matches!(ch, '“' | '«')
            || (ch == '"'
                && before.is_none_or(char::is_whitespace)
                && next.is_some_and(|next| !next.is_whitespace()));
        opens.then_some(after)
    })
}

#[cfg(test)]
mod tests {
    use super::quoted;
    use crate::mentions::quotations;

    fn found(text: &str) -> Vec<&str> {
        quoted(text, &quotations(text))
            .iter()
            .map(|span| span.of(text))
            .collect()
    }

    #[test]
    fn speech_over_paragraphs_is_quoted_up_to_the_end_of_each() {
        assert_eq!(
            found("She said: “One.\n“Two,” she said. “Three.\n“Four.”"),
            ["One.", "Two,", "Three.", "Four."]
        );
        assert_eq!(found("\"One,\" he said. \"Two.\nThree"), ["One,", "Two."]);
    }

    #[test]
    fn names_in_single_marks_are_no_speech() {
        assert!(found("the 'One Village, One Product' programme and 5\" pipes").is_empty());
    }
}
