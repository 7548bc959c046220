//! Slips that a line shows by itself, whatever the parser stumbled over first.

use super::messages::{self, Message};
use super::syntax::Lines;
use crate::document::Span;

/// White space that looks like a space and is none for YAML.
const NO_SPACES: [char; 4] = ['\u{a0}', '\u{202f}', '\u{2007}', '\u{3000}'];

/// Colons that look like the one of ASCII.
const NO_COLONS: [char; 3] = ['\u{ff1a}', '\u{fe55}', '\u{a789}'];

impl Lines<'_> {
    /// The slip that explains an error at byte `at`: on its line, or on the one above.
    pub(super) fn slip(self, at: usize) -> Option<(Span, Message)> {
        let line = self.content(at);
        let above = self.content_above(line.start);
        self.fence(line)
            .or_else(|| self.odd_letter(line))
            .or_else(|| above.and_then(|above| self.odd_letter(above)))
            .or_else(|| self.glued_hyphen(line))
    }

    /// A line of three backticks, with which Markdown encloses code.
    fn fence(self, line: Span) -> Option<(Span, Message)> {
        let is_fence = line.of(self.text).starts_with("```");
        is_fence.then(|| (line, messages::fence()))
    }

    /// A letter that looks like a space or a colon, in the place of one.
    fn odd_letter(self, line: Span) -> Option<(Span, Message)> {
        // A space that is none may stand before what is shown as the line's content.
        let start = self.text[..line.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let indent = Span::new(start, line.start).of(self.text);
        let letter_at = |at: usize, letter: char| Span::new(at, at + letter.len_utf8());
        if let Some((at, letter)) = indent.char_indices().find(|(_, letter)| is_no_space(*letter)) {
            return Some((letter_at(start + at, letter), messages::no_break_indent(letter)));
        }
        let text = line.of(self.text);
        let mut before = None;
        for (at, letter) in text.char_indices() {
            let at = line.start + at;
            match letter {
                _ if before == Some(':') && is_no_space(letter) => {
                    return Some((letter_at(at, letter), messages::no_break_space(letter)));
                }
                ':' | '"' | '\'' if before == Some(' ') => return None,
                ' ' if before == Some(':') => return None,
                _ if NO_COLONS.contains(&letter) => {
                    return Some((letter_at(at, letter), messages::no_colon(letter)));
                }
                _ => {}
            }
            before = Some(letter);
        }
        None
    }

    /// `-name: Japan`: the hyphen of an item, and no space after it.
    fn glued_hyphen(self, line: Span) -> Option<(Span, Message)> {
        let rest = line.of(self.text).strip_prefix('-')?;
        let is_key = rest.starts_with(char::is_alphabetic) && (rest.contains(": ") || rest.ends_with(':'));
        is_key.then(|| {
            let hyphen = Span::new(line.start, line.start + 1);
            (hyphen, messages::missing_space_after_hyphen())
        })
    }

    /// The value on the line of byte `at`, where it begins with a bracket or a star, as a list, a
    /// mapping or an alias does, and goes on as text.
    pub(super) fn text_with_sign(self, at: usize) -> Option<Span> {
        let line = self.content(at);
        let text = line.of(self.text);
        let after_key = text.find(": ").map(|colon| colon + 2);
        let start = after_key.or_else(|| text.starts_with("- ").then_some(2))?;
        let value = self.value(line.start + start);
        let text = value.of(self.text);
        let goes_on = match text.chars().next()? {
            '*' => text.contains(char::is_whitespace),
            '[' => text.find(']').is_some_and(|end| goes_on(&text[end + 1..])),
            '{' => text.find('}').is_some_and(|end| goes_on(&text[end + 1..])),
            _ => false,
        };
        goes_on.then_some(value)
    }
}

/// True for what follows a closing bracket and is more than further brackets and a comma.
fn goes_on(rest: &str) -> bool {
    rest.trim_start_matches([']', '}', ',', ' '])
        .starts_with(char::is_alphanumeric)
}

fn is_no_space(letter: char) -> bool {
    NO_SPACES.contains(&letter)
}
