//! What stands between quotation marks.

use crate::document::{Span, next_byte, paragraphs};

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
/// Marks pair inside one paragraph, as a quotation of several repeats its opening mark. A straight
/// mark opens where a letter or digit follows it and none stands before; a single mark that nothing
/// opened is an apostrophe (`Rectors' Forum`).
///
/// ```
/// use rapporteur::mentions::quotations;
/// let text = "\"companies such as 'A', 'B'\" and the rectors' forum";
/// let found: Vec<&str> = quotations(text).iter().map(|quotation| quotation.inner.of(text)).collect();
/// assert_eq!(found, ["companies such as 'A', 'B'", "A", "B"]);
/// ```
pub fn quotations(text: &str) -> Vec<Quotation> {
    between_marks(text, &paragraphs(text))
}

/// The quotations in the paragraphs of `text`.
pub(super) fn between_marks(text: &str, paragraphs: &[Span]) -> Vec<Quotation> {
    let mut found = Vec::new();
    for &paragraph in paragraphs {
        in_paragraph(text, paragraph, &mut found);
    }
    found.sort_by_key(|quotation| quotation.span);
    found
}

fn in_paragraph(text: &str, paragraph: Span, found: &mut Vec<Quotation>) {
    // Two levels are all that prose uses; more are noise, and would cost time.
    const DEEPEST: usize = 4;
    let mut open: Vec<(Span, char)> = Vec::new();
    let body = paragraph.of(text);
    for (at, ch) in marks(body) {
        let before = body.get(..at).and_then(|part| part.chars().next_back());
        let after = body
            .get(at + ch.len_utf8()..)
            .and_then(|part| part.chars().next());
        let at = paragraph.start + at;
        let mark = Span::new(at, at + ch.len_utf8());
        if let Some(depth) = closes(&open, ch, before, after) {
            if let Some(&(start, _)) = open.get(depth) {
                found.push(Quotation {
                    span: start.join(mark),
                    inner: Span::new(start.end, at),
                    nested: depth > 0,
                });
            }
            open.truncate(depth);
        } else if opens(ch, before, after) && open.len() < DEEPEST {
            open.push((mark, ch));
        }
    }
}

/// The straight quotation marks of `text`, and all characters beyond ASCII, each with its place.
fn marks(text: &str) -> impl Iterator<Item = (usize, char)> {
    #[expect(
        clippy::needless_bitwise_bool,
        reason = "without a branch, many bytes are asked at once"
    )]
    let may_quote = |byte: u8, _| (byte == b'"') | (byte == b'\'') | (byte >= 0xc2);
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = next_byte(text.as_bytes(), from, may_quote)?;
        from = at + 1;
        Some((at, text.get(at..)?.chars().next()?))
    })
}

/// True where `ch` opens a quotation here.
fn opens(ch: char, before: Option<char>, after: Option<char>) -> bool {
    let stands_free = !before.is_some_and(char::is_alphanumeric);
    let text_follows = after.is_some_and(|next| !next.is_whitespace());
    match ch {
        '“' | '„' | '«' | '‹' | '「' | '『' => true,
        '‘' | '‚' => stands_free,
        '"' | '\'' => stands_free && text_follows,
        _ => false,
    }
}

/// True where `closing` closes what `opening` opened. After a low mark both high ones are in use.
fn pairs(opening: char, closing: char) -> bool {
    match opening {
        '“' => closing == '”',
        '„' => matches!(closing, '“' | '”'),
        '«' => closing == '»',
        '‹' => closing == '›',
        '‘' => closing == '’',
        '‚' => matches!(closing, '‘' | '’'),
        '「' => closing == '」',
        '『' => closing == '』',
        straight => closing == straight,
    }
}

/// The index in `open` of the quotation that `ch` closes here.
fn closes(open: &[(Span, char)], ch: char, before: Option<char>, after: Option<char>) -> Option<usize> {
    let index = open.iter().rposition(|&(_, opening)| pairs(opening, ch))?;
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
    fn marks_of_every_kind_pair() {
        for text in [
            "“a b”",
            "„a b“",
            "„a b”",
            "«a b»",
            "‹a b›",
            "‚a b‘",
            "「a b」",
            "\"a b\"",
            "'a b'",
        ] {
            assert_eq!(inner(text), ["a b"], "{text}");
        }
    }

    #[test]
    fn a_quotation_goes_on_over_a_line_broken_by_its_width() {
        let text =
            "The minister, who came to the talks late, told them \"we value\nthis friendship\" and left.";
        assert_eq!(inner(text), ["we value\nthis friendship"]);
        assert!(inner("\"One heading\n\nAnother heading\"").is_empty());
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
