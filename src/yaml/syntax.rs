//! Syntax errors: the place, and the likely cause.
//!
//! The parser says where it could not go on, and in its own terms why. What the author did is
//! mostly one of a dozen slips, which the lines about that place tell apart.

use granit_parser::{ErrorKind, ScanError};

use super::messages::{self, Message};
use super::reader::Reader;
use crate::document::Span;

impl Reader<'_> {
    /// Records the error at which the parser gave up.
    pub(super) fn syntax_error(&mut self, error: &ScanError) {
        let at = error.marker().byte_offset().unwrap_or(self.text.len());
        let lines = Lines { text: self.text };
        // The alias before text that begins with a star is no alias.
        let value = lines.text_with_sign(at);
        if let (Some(value), Some(last)) = (value, self.file.findings.last())
            && last.code == "yaml/unknown-anchor"
            && last.record.start.offset == value.start
        {
            self.file.findings.pop();
        }
        let (span, message) = match (lines.slip(at), value) {
            (Some(slip), _) => slip,
            (None, Some(value)) if is_about_the_line(error.kind()) => {
                (value, messages::text_begins_with_sign(value.of(self.text), value))
            }
            _ => self.cause(error, at),
        };
        self.report(span, message);
    }

    fn cause(&self, error: &ScanError, at: usize) -> (Span, Message) {
        let lines = Lines { text: self.text };
        let line = lines.content(at);
        match error.kind() {
            ErrorKind::TabInBlockIndentation
            | ErrorKind::TabNotAllowed
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInPlainScalar
            | ErrorKind::TabAtBlockScalarStart => (lines.tab(at), messages::tab_indentation()),
            ErrorKind::MappingValueNotAllowed => self.colon(lines, at),
            ErrorKind::SimpleKeyExpected if lines.lacks_space(line) => (line, messages::missing_space()),
            ErrorKind::SimpleKeyExpected => (line, messages::missing_colon()),
            ErrorKind::ExpectedBlockMappingKey | ErrorKind::ExpectedBlockSequenceEntry => {
                (line, messages::indentation())
            }
            ErrorKind::InvalidIndentation | ErrorKind::InvalidFlowScalarIndent => {
                self.line_in_brackets(lines, at)
            }
            ErrorKind::InvalidQuotedScalarIndent | ErrorKind::DocumentIndicatorInQuotedScalar => {
                lines.line_in_quotes(at)
            }
            ErrorKind::UnclosedQuotedScalar => (lines.rest(at), messages::unclosed_quote()),
            ErrorKind::InvalidTrailingSingleQuotedScalar => lines.after_quote(at, '\''),
            ErrorKind::InvalidTrailingDoubleQuotedScalar => lines.after_quote(at, '"'),
            ErrorKind::UnclosedFlowCollection { .. } => (lines.letter(at), messages::unclosed_bracket()),
            ErrorKind::MisplacedFlowCollectionEnd | ErrorKind::MismatchedFlowCollectionEnd { .. } => {
                (lines.letter(at), messages::stray_bracket())
            }
            ErrorKind::InvalidColonPlacement
            | ErrorKind::ExpectedFlowMappingSeparator
            | ErrorKind::ExpectedFlowSequenceSeparator
            | ErrorKind::UnexpectedEofFlowMapping
            | ErrorKind::UnexpectedEofFlowSequence
            | ErrorKind::UnexpectedEofImplicitFlowMapping => self.in_brackets(lines, at),
            ErrorKind::UnexpectedCharacter { character } if !character.is_control() => (
                lines.value(at),
                messages::reserved_character(lines.value(at).of(self.text)),
            ),
            ErrorKind::MissingAnchorOrAliasName
            | ErrorKind::InvalidTagTerminator
            | ErrorKind::InvalidTagEscape
            | ErrorKind::UndeclaredTagHandle
            | ErrorKind::MissingTagUri => (
                lines.value(at),
                messages::reserved_character(lines.value(at).of(self.text)),
            ),
            ErrorKind::UnknownQuotedScalarEscape
            | ErrorKind::InvalidQuotedScalarHexEscape
            | ErrorKind::InvalidUnicodeEscape => (lines.escape(at), messages::bad_escape()),
            ErrorKind::BlockSequenceEntryNotAllowed => (lines.value(at), messages::misplaced_item()),
            ErrorKind::InvalidBlockScalarHeader => (lines.value(at), messages::block_scalar_header()),
            ErrorKind::RecursionLimitExceeded => (lines.letter(at), messages::too_deep(self.limits.depth)),
            kind => (lines.letter(at), messages::syntax(in_words(kind).to_string())),
        }
    }

    /// A colon where no key can be: inside a value, or in a line that is indented too far, or after
    /// a line whose own colon has no space after it.
    fn colon(&self, lines: Lines<'_>, at: usize) -> (Span, Message) {
        let line = lines.content(at);
        let before = Span::new(line.start, at.max(line.start)).of(self.text);
        if let Some(colon) = before.find(": ") {
            let value = lines.value(line.start + colon + 2);
            return (value, messages::colon_in_text(value.of(self.text), value));
        }
        match lines.content_above(line.start) {
            Some(above) if lines.lacks_space(above) => (above, messages::missing_space()),
            Some(_) => (line, messages::indentation()),
            None => (
                lines.letter(at),
                messages::syntax("a colon stands where no key can be".to_string()),
            ),
        }
    }

    /// A line between brackets that is indented too little: most often they were to be closed before.
    fn line_in_brackets(&self, lines: Lines<'_>, at: usize) -> (Span, Message) {
        let line = lines.content(at);
        match self.builder.open_bracket(self.text) {
            Some(bracket) if lines.begins_anew(line) => (lines.letter(bracket), messages::unclosed_bracket()),
            Some(_) => (line, messages::indentation_in_brackets()),
            None => (line, messages::indentation()),
        }
    }

    /// An error between brackets: they are not closed, or a comma is missing.
    fn in_brackets(&self, lines: Lines<'_>, at: usize) -> (Span, Message) {
        let bracket = self.builder.open_bracket(self.text);
        match bracket {
            Some(bracket)
                if lines.content(bracket).start != lines.content(at).start || at >= self.text.len() =>
            {
                (lines.letter(bracket), messages::unclosed_bracket())
            }
            _ => (
                lines.letter(at),
                messages::syntax("a comma is missing between two items".to_string()),
            ),
        }
    }
}

/// What the rarer errors of the parser mean, in the words used here.
fn in_words(kind: &ErrorKind) -> &'static str {
    match kind {
        ErrorKind::UnexpectedCharacter { .. } => "this character may not stand in YAML",
        ErrorKind::BomInsideDocument => "a byte-order mark stands inside the document",
        ErrorKind::MappingKeyNotAllowed | ErrorKind::InvalidSimpleKey => "no key can stand here",
        ErrorKind::InvalidDocumentEnd | ErrorKind::ExpectedDocumentStart => {
            "something follows after the end of the document"
        }
        ErrorKind::DuplicateVersionDirective
        | ErrorKind::UnsupportedYamlMajorVersion
        | ErrorKind::DuplicateTagDirective
        | ErrorKind::MissingDocumentEndBeforeDirective
        | ErrorKind::InvalidDirectiveTerminator
        | ErrorKind::MissingYamlVersionSeparator
        | ErrorKind::MissingDirectiveName
        | ErrorKind::InvalidDirectiveName
        | ErrorKind::MissingYamlVersion
        | ErrorKind::YamlVersionTooLong => "a line that begins with `%` is no directive that YAML knows",
        ErrorKind::CommentNotSeparated => "a space is missing before `#`",
        ErrorKind::BlockEntryInFlowCollection => "an item with a hyphen stands between brackets",
        ErrorKind::PlainScalarStartsWithDashFlowIndicator => "text between brackets begins with a hyphen",
        ErrorKind::InvalidBlockScalarIndent | ErrorKind::ZeroBlockScalarIndent => {
            "text after `|` or `>` is indented by no measure that fits"
        }
        ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate => {
            "half of a pair of escapes is missing: `\\uD83D\\uDE00` is one character"
        }
        ErrorKind::UnexpectedEof
        | ErrorKind::UnexpectedEofBlockSequence
        | ErrorKind::UnexpectedEofBlockMapping => "the file ends where a value should stand",
        _ => "what stands here cannot be read as YAML",
    }
}

/// True for errors that text after a bracket or an alias gives rise to.
fn is_about_the_line(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::ExpectedBlockMappingKey
            | ErrorKind::ExpectedBlockSequenceEntry
            | ErrorKind::ExpectedDocumentStart
            | ErrorKind::SimpleKeyExpected
            | ErrorKind::MappingValueNotAllowed
    )
}

/// Lines about an error that are searched for its cause.
const NEAR: usize = 100;

/// The lines of a text about one place.
#[derive(Clone, Copy)]
pub(super) struct Lines<'t> {
    pub(super) text: &'t str,
}

impl Lines<'_> {
    /// The line on which byte `at` stands, without its indentation and its end.
    pub(super) fn content(self, at: usize) -> Span {
        let at = self.boundary(at);
        let start = self.text[..at].rfind(['\n', '\r']).map_or(0, |before| before + 1);
        let line = self.rest(start);
        let indent = line.len() - line.of(self.text).trim_start().len();
        Span::new(line.start + indent, line.end)
    }

    /// The line above the one on which byte `at` stands, blank lines and comments passed over.
    pub(super) fn content_above(self, at: usize) -> Option<Span> {
        let mut start = self.text[..self.boundary(at)].rfind(['\n', '\r'])?;
        loop {
            let line = self.content(start);
            let content = line.of(self.text);
            if !content.is_empty() && !content.starts_with('#') {
                return Some(line);
            }
            start = self.text[..line.start].rfind(['\n', '\r'])?;
        }
    }

    /// From byte `at` to the end of its line, white space at the end left out.
    fn rest(self, at: usize) -> Span {
        let at = self.boundary(at);
        let rest = self.text[at..].split(['\n', '\r']).next().unwrap_or_default();
        Span::new(at, at + rest.trim_end().len())
    }

    /// The plain value that begins at byte `at`: up to a comment or the end of the line.
    pub(super) fn value(self, at: usize) -> Span {
        let rest = self.rest(at);
        let text = rest.of(self.text);
        let blank = text.len() - text.trim_start().len();
        let end = text.find(" #").unwrap_or(text.len());
        let value = text[..end].trim_end().len();
        Span::new(rest.start + blank.min(value), rest.start + value)
    }

    /// The character at byte `at`; nothing where that is white space or the end.
    fn letter(self, at: usize) -> Span {
        let at = self.boundary(at);
        let letter = self.text[at..]
            .chars()
            .next()
            .filter(|letter| !letter.is_whitespace());
        Span::new(at, at + letter.map_or(0, char::len_utf8))
    }

    /// The first indentation with a tab, from the line of byte `at` on.
    fn tab(self, at: usize) -> Span {
        let mut start = self.text[..self.boundary(at)]
            .rfind(['\n', '\r'])
            .map_or(0, |before| before + 1);
        for line in self.text[start..].split_inclusive('\n').take(NEAR) {
            let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
            if let Some(tab) = line[..indent].find('\t') {
                return Span::new(start + tab, start + indent);
            }
            start += line.len();
        }
        self.letter(at)
    }

    /// True where a colon in the line `line` has no space after it, and none does.
    fn lacks_space(self, line: Span) -> bool {
        let text = line.of(self.text);
        let text = text.strip_prefix("- ").unwrap_or(text);
        let Some((key, value)) = text.split_once(':') else {
            return false;
        };
        let is_key = !key.is_empty()
            && key
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == '_');
        is_key && !value.is_empty() && !value.starts_with(['/', ' ']) && !text.contains(": ")
    }

    /// True where the line `line` has a key, or begins an item of a list or another document.
    fn begins_anew(self, line: Span) -> bool {
        let text = line.of(self.text);
        text.starts_with("- ") || text.starts_with("---") || text.ends_with(':') || text.contains(": ")
    }

    /// A line between quotation marks that is indented too little: most often they were to be
    /// closed before.
    fn line_in_quotes(self, at: usize) -> (Span, Message) {
        let line = self.content(at);
        let opened = ['"', '\''].map(|mark| self.opened_above(line.start, mark));
        match opened.into_iter().flatten().max() {
            Some(open) if self.begins_anew(line) => (self.rest(open), messages::unclosed_quote()),
            _ => (line, messages::indentation_in_quotes()),
        }
    }

    /// The quotation mark `mark` that the lines above byte `at` open and do not close.
    fn opened_above(self, at: usize, mark: char) -> Option<usize> {
        let mut above = self.content_above(at);
        for _ in 0..NEAR {
            let line = above?;
            let text = line.of(self.text);
            if text.matches(mark).count() % 2 == 1 {
                return text.rfind(mark).map(|open| line.start + open);
            }
            above = self.content_above(line.start);
        }
        None
    }

    /// Text after a closing quotation mark; or the mark opens where one is missing further up.
    fn after_quote(self, at: usize, mark: char) -> (Span, Message) {
        let line = self.content(at);
        let rest = self.rest(at);
        if rest.of(self.text) == "," {
            return (rest, messages::comma_after_quote(rest));
        }
        let before = Span::new(line.start, at.max(line.start)).of(self.text);
        if before.matches(mark).count().is_multiple_of(2) {
            return (self.rest(at), messages::text_after_quote(mark));
        }
        if let Some(open) = self.opened_above(line.start, mark) {
            return (self.rest(open), messages::unclosed_quote());
        }
        (self.rest(at), messages::text_after_quote(mark))
    }

    /// The first escape that YAML does not know in the quoted text that begins at byte `at`.
    fn escape(self, at: usize) -> Span {
        let at = self.boundary(at);
        let mut letters = self.text[at..].char_indices();
        while let Some((offset, letter)) = letters.next() {
            if letter != '\\' {
                continue;
            }
            let Some((next, escaped)) = letters.next() else {
                break;
            };
            let digits = match escaped {
                'x' => 2,
                'u' => 4,
                'U' => 8,
                '0' | 'a' | 'b' | 't' | 'n' | 'v' | 'f' | 'r' | 'e' | ' ' | '"' | '/' | '\\' | 'N' | '_'
                | 'L' | 'P' | '\t' | '\n' | '\r' => continue,
                _ => return Span::new(at + offset, at + next + escaped.len_utf8()),
            };
            let rest = self.text.get(at + next + 1..).unwrap_or_default();
            let found = rest
                .chars()
                .take(digits)
                .take_while(char::is_ascii_hexdigit)
                .count();
            if found < digits {
                return Span::new(at + offset, at + next + 1 + found);
            }
        }
        self.letter(at)
    }

    fn boundary(self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}
