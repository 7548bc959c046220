//! Words, numbers and marks.
//!
//! ```text
//! word    = initials | letter { letter | digit | join ( letter | digit ) }
//! initials= letter "." letter { "." letter } [ "." ]        U.S.  a.m.  Ph.D
//! join    = "-" | "'" | "’" | "ʻ" | "ʼ" | "&"               only between letters or digits
//! number  = digit { digit | ( "," | "." ) digit }           1,350,000  3.9
//! ending  = ( "'" | "’" ) "s"                               a possessive, cut off its word
//! mark    = any other character that is not white space
//! ```
//!
//! What stands against a number without a space (`100th`, `4G`, `30-year`) is a token of its own.

use super::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A word, or letters that stand against a number.
    Word,
    /// ASCII digits, with the groups and decimals they were written with.
    Number,
    /// The `'s` of a possessive.
    Possessive,
    /// Punctuation, a symbol, a control character.
    Mark,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where, in bytes.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// True for a word of several that hyphens join.
    pub hyphenated: bool,
    /// True for a word of ASCII letters alone.
    pub plain: bool,
    /// Its [`word_key`], so that tables need not read its letters again.
    pub key: u64,
}

/// A word with its [`word_key`], by which tables look it up: its letters are read where a table has
/// the key, and that is seldom.
#[derive(Clone, Copy, Debug)]
pub struct Word<'t> {
    document: &'t str,
    span: Span,
    key: u64,
}

impl<'t> Word<'t> {
    /// As it is written.
    #[inline]
    pub fn text(self) -> &'t str {
        self.span.of(self.document)
    }

    /// The bytes of its text.
    #[inline]
    pub fn bytes(self) -> &'t [u8] {
        self.document
            .as_bytes()
            .get(self.span.range())
            .unwrap_or_default()
    }

    /// Its key.
    #[inline]
    pub fn key(self) -> u64 {
        self.key
    }
}

impl<'t, T: AsRef<str> + ?Sized> From<&'t T> for Word<'t> {
    fn from(word: &'t T) -> Self {
        let document = word.as_ref();
        Self {
            document,
            span: Span::new(0, document.len()),
            key: word_key(document),
        }
    }
}

impl Token {
    /// True for a word whose first letter is a capital.
    #[inline]
    pub fn is_capitalized(self, text: &str) -> bool {
        self.kind == TokenKind::Word
            && match text.as_bytes().get(self.span.start) {
                Some(first) if first.is_ascii() => first.is_ascii_uppercase(),
                _ => self.span.of(text).starts_with(char::is_uppercase),
            }
    }

    /// The token as a word of `text`.
    #[inline]
    pub fn word(self, text: &str) -> Word<'_> {
        Word {
            document: text,
            span: self.span,
            key: self.key,
        }
    }

    /// True where the token is exactly `mark`.
    #[inline]
    pub fn is(self, text: &str, mark: &str) -> bool {
        self.span.len() == mark.len() && text.as_bytes().get(self.span.range()) == Some(mark.as_bytes())
    }
}

/// The tokens of `text`, in order. Linear in the length of the text.
///
/// ```
/// use rapporteur::document::tokens;
/// let text = "Japan's 30-year U.S. ties";
/// let words: Vec<&str> = tokens(text).iter().map(|token| token.span.of(text)).collect();
/// assert_eq!(words, ["Japan", "'s", "30", "-", "year", "U.S.", "ties"]);
/// ```
pub fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(rest) = bytes.get(at..) {
        // Most words have one blank before them.
        if rest.first() == Some(&b' ') {
            at += 1;
            continue;
        }
        if let Some((length, key, plain)) = simple_word(rest) {
            found.push(Token {
                span: Span::new(at, at + length),
                kind: TokenKind::Word,
                hyphenated: false,
                plain,
                key,
            });
            at += length;
            continue;
        }
        let Some(rest) = text.get(at..) else { break };
        let Some(ch) = rest.chars().next() else { break };
        if ch.is_whitespace() {
            at += ch.len_utf8();
            continue;
        }
        // Marks that no word or number has at its start.
        if matches!(ch, '.' | ',' | ';' | ':' | '"' | '(' | ')') {
            found.push(Token {
                span: Span::new(at, at + 1),
                kind: TokenKind::Mark,
                hyphenated: false,
                plain: false,
                key: mix(KEY_START, u32::from(ch)),
            });
            at += 1;
            continue;
        }
        let (length, kind) = if ch.is_ascii_digit() {
            (number_length(rest), TokenKind::Number)
        } else if is_letter(ch) {
            (word_length(rest), TokenKind::Word)
        } else if let Some(length) = possessive_length(rest, at > 0 && follows_letter(text, at)) {
            (length, TokenKind::Possessive)
        } else {
            (ch.len_utf8(), TokenKind::Mark)
        };
        let written = &rest[..length];
        found.push(Token {
            span: Span::new(at, at + length),
            kind,
            hyphenated: kind == TokenKind::Word && written.contains('-'),
            plain: kind == TokenKind::Word && written.bytes().all(|byte| byte.is_ascii_alphabetic()),
            key: word_key(written),
        });
        at += length;
    }
    found
}

/// From token `first` of `tokens` up to, and without, token `after`; `None` where no token stands there.
pub fn tokens_span(tokens: &[Token], first: usize, after: usize) -> Option<Span> {
    let run = tokens.get(first..after)?;
    Some(run.first()?.span.join(run.last()?.span))
}

/// A word of ASCII letters and digits at the start of `rest`, where nothing behind it could belong to
/// it: its length, its key, and whether it has letters alone. Most words are such, and are read in one pass.
#[inline]
fn simple_word(rest: &[u8]) -> Option<(usize, u64, bool)> {
    rest.first().filter(|first| first.is_ascii_alphabetic())?;
    let mut key = KEY_START;
    let mut length = 0;
    let mut least = u8::MAX;
    while let Some(byte) = rest.get(length) {
        let small = SMALL[usize::from(*byte)];
        if small == 0 {
            break;
        }
        key = mix(key, u32::from(small));
        least = least.min(small);
        length += 1;
    }
    let plain = least >= b'a';
    let ends = match rest.get(length) {
        // A single letter may be an initial.
        Some(b'.') => length > 1,
        Some(b'-' | b'&' | b'\'') => false,
        Some(byte) => byte.is_ascii(),
        None => true,
    };
    ends.then_some((length, key, plain))
}

/// A number that words have in common which are the same in small letters. Other words may have it by
/// chance, so who looks one up by it compares the words as well. FNV-1a.
///
/// ```
/// use rapporteur::document::word_key;
/// assert_eq!(word_key("Été"), word_key("été"));
/// assert_ne!(word_key("ete"), word_key("été"));
/// ```
pub fn word_key(word: &str) -> u64 {
    if word.is_ascii() {
        let small = word.bytes().map(|byte| u32::from(byte.to_ascii_lowercase()));
        small.fold(KEY_START, mix)
    } else {
        word.chars()
            .flat_map(char::to_lowercase)
            .map(u32::from)
            .fold(KEY_START, mix)
    }
}

/// For each byte the letter or digit in small letters; 0 for all other bytes.
static SMALL: [u8; 256] = {
    let mut small = [0; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            small[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    small
};

const KEY_START: u64 = 0xcbf2_9ce4_8422_2325;

/// `key` with one more letter.
fn mix(key: u64, letter: u32) -> u64 {
    (key ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3)
}

/// A letter, a digit that is not ASCII, or a mark that combines with the letter before it.
fn is_letter(ch: char) -> bool {
    (ch.is_alphanumeric() && !ch.is_ascii_digit()) || unicode_normalization::char::is_combining_mark(ch)
}

fn is_word_part(ch: char) -> bool {
    ch.is_ascii_digit() || is_letter(ch)
}

fn is_apostrophe(ch: char) -> bool {
    matches!(ch, '\'' | '\u{2019}')
}

fn follows_letter(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(is_word_part)
}

fn number_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while digit(end) || (matches!(bytes.get(end), Some(b',' | b'.')) && digit(end + 1)) {
        end += 1;
    }
    end
}

fn word_length(rest: &str) -> usize {
    if let Some(length) = initials_length(rest) {
        return length;
    }
    let mut end = 0;
    let mut chars = rest.chars().peekable();
    while let Some(ch) = chars.next() {
        let joins = matches!(ch, '-' | '&' | '\u{02bb}' | '\u{02bc}') || is_apostrophe(ch);
        let goes_on = if joins {
            end > 0
                && chars.peek().copied().is_some_and(is_word_part)
                && possessive_length(&rest[end..], true).is_none()
        } else {
            is_word_part(ch)
        };
        if !goes_on {
            break;
        }
        end += ch.len_utf8();
    }
    end
}

/// More initials than any name has; the bound keeps `a.a.a.a…` from being read again at each letter.
const MOST_INITIALS: usize = 6;

/// Length of `letter "." letter { "." letter } [ "." ]`, where no further letter follows.
fn initials_length(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let dot = |at: usize| bytes.get(at) == Some(&b'.');
    let mut end = 0;
    while end < 2 * MOST_INITIALS && letter(end) && dot(end + 1) {
        end += 2;
    }
    if letter(end) && end >= 2 && !letter(end + 1) {
        end += 1;
    }
    let letters = rest.get(..end)?.bytes().filter(u8::is_ascii_alphabetic).count();
    let cut_off = rest.get(end..)?.chars().next().is_none_or(|ch| !is_word_part(ch));
    (letters >= 2 && cut_off).then_some(end)
}

/// Length of a possessive `'s` at the start of `rest`.
fn possessive_length(rest: &str, after_letter: bool) -> Option<usize> {
    let mut chars = rest.chars();
    let mark = chars.next().filter(|&ch| is_apostrophe(ch))?;
    let letter = chars.next().filter(|ch| matches!(ch, 's' | 'S'))?;
    let ends = chars.next().is_none_or(|ch| !is_word_part(ch));
    (after_letter && ends).then_some(mark.len_utf8() + letter.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::tokens;

    fn split(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|token| token.span.of(text)).collect()
    }

    #[test]
    fn numbers_keep_their_groups_and_leave_the_rest() {
        assert_eq!(
            split("$1,350,000.50, 4G 100th 5."),
            ["$", "1,350,000.50", ",", "4", "G", "100", "th", "5", "."]
        );
    }

    #[test]
    fn words_keep_hyphens_and_apostrophes_inside() {
        assert_eq!(
            split("COVID-19 Al-Mashat O’Neil R&D"),
            ["COVID-19", "Al-Mashat", "O’Neil", "R&D"]
        );
        assert_eq!(
            split("Angola’s Rectors' x- -y"),
            ["Angola", "’s", "Rectors", "'", "x", "-", "-", "y"]
        );
    }

    #[test]
    fn initials_are_one_word_and_an_ordinary_stop_is_not_part_of_one() {
        assert_eq!(
            split("U.S.-led a.m. D.C. J. B"),
            ["U.S.", "-", "led", "a.m.", "D.C.", "J", ".", "B"]
        );
        assert_eq!(split("a.dog e.g."), ["a", ".", "dog", "e.g."]);
    }

    #[test]
    fn a_token_has_the_key_of_its_word() {
        let text = "Al-Mashat MET O'Neil x.y, U.S. Été at 5pm R&D COVID19 a.";
        for token in tokens(text) {
            let written = token.span.of(text);
            assert_eq!(token.key, super::word_key(written));
            let is_plain = written.bytes().all(|byte| byte.is_ascii_alphabetic());
            assert_eq!(token.plain, is_plain, "{written}");
        }
        assert!(tokens(text)[0].hyphenated && !tokens(text)[1].hyphenated);
    }

    #[test]
    fn a_combining_mark_stays_with_its_letter() {
        assert_eq!(
            split("Nguye\u{302}\u{303}n Phu\u{301}"),
            ["Nguye\u{302}\u{303}n", "Phu\u{301}"]
        );
    }
}
