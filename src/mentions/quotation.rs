//! What stands between quotation marks.

use crate::document::Span;

/// A passage between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks, in bytes.
    pub span: Span,
    /// Without them.
    pub inner: Span,
    /// True where it stands inside another quotation.
    pub nested: bool,
}

/// The quotations of `text`, by where they begin.
///
/// Marks pair inside one line, as a quotation of several paragraphs repeats its opening mark. A
/// straight mark opens where a letter or digit follows it and none stands before; a single mark
/// that nothing opened is an apostrophe (`Rectors' Forum`).
///
/// ```
/// use rapporteur::mentions::quotations;
/// let text = "\"companies such as 'A', 'B'\" and the rectors' forum";
/// let found: Vec<&str> = quotations(text).iter().map(|quotation| quotation.inner.of(text)).collect();
/// assert_eq!(found, ["companies such as 'A', 'B'", "A", "B"]);
/// ```
pub fn quotations(text: &str) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Vec<(Span, char)> = Vec::new();
    let mut before: Option<char> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, ch)) = chars.next() {
        let after = chars.peek().map(|&(_, next)| next);
        let mark = Span::new(at, at + ch.len_utf8());
        if matches!(ch, '\n' | '\r') {
            open.clear();
        } else if let Some(depth) = closes(&open, ch, before, after) {
            if let Some(&(start, _)) = open.get(depth) {
                found.push(Quotation {
                    span: start.join(mark),
                    inner: Span::new(start.end, at),
                    nested: depth > 0,
                });
            }
            open.truncate(depth);
        } else if let Some(closing) = opens(ch, before, after) {
            // Two levels are all that prose uses; more are noise, and would cost time.
            if open.len() < 4 {
                open.push((mark, closing));
            }
        }
        before = Some(ch);
    }
    found.sort_by_key(|quotation| quotation.span);
    found
}

/// The mark that would close a quotation that `ch` opens here.
fn opens(ch: char, before: Option<char>, after: Option<char>) -> Option<char> {
    let stands_free = !before.is_some_and(char::is_alphanumeric);
    let text_follows = after.is_some_and(|next| !next.is_whitespace());
    match ch {
        '“' => Some('”'),
        '«' => Some('»'),
        '‘' if stands_free => Some('’'),
        '"' | '\'' if stands_free && text_follows => Some(ch),
        _ => None,
    }
}

/// The index in `open` of the quotation that `ch` closes here.
fn closes(open: &[(Span, char)], ch: char, before: Option<char>, after: Option<char>) -> Option<usize> {
    let index = open.iter().rposition(|&(_, closing)| closing == ch)?;
    let inside_word = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
    let after_space = before.is_some_and(char::is_whitespace);
    (!inside_word && !after_space).then_some(index)
}

#[cfg(test)]
mod tests {
    use super::quotations;

    fn inner(text: &str) -> Vec<&str> {
        quotations(text)
            .iter()
            .map(|quotation| quotation.inner.of(text))
            .collect()
    }

    #[test]
    fn apostrophes_are_no_quotation_marks() {
        assert!(inner("the rectors' forum, Angola's goal and '90s don't").is_empty());
        assert_eq!(
            inner("the 'One Village, One Product' program isn't"),
            ["One Village, One Product"]
        );
        assert_eq!(
            inner("‘friendship groups’ of the leaders’ choice"),
            ["friendship groups"]
        );
    }

    #[test]
    fn a_mark_left_open_does_not_swallow_the_next_line() {
        assert_eq!(inner("\"open\nthen \"closed\""), ["closed"]);
    }

    #[test]
    fn nesting_is_told() {
        let text = "“He said ‘yes’ twice”";
        let nested: Vec<bool> = quotations(text)
            .iter()
            .map(|quotation| quotation.nested)
            .collect();
        assert_eq!(nested, [false, true]);
    }
}
