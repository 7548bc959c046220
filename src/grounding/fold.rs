//! Text with its spelling evened out, and the way back to the text as it was read.
//!
//! A record and its source are compared after one and the same folding. Nothing that carries
//! meaning is folded away: no punctuation, no digit, no word.
//!
//! | | [`Level::Clean`] | [`Level::Search`] | [`Level::Caseless`] |
//! | --- | --- | --- | --- |
//! | characters that are not seen (soft hyphen, zero-width, bidi controls) are dropped | yes | yes | yes |
//! | canonical composition (NFC); full-width ASCII to ASCII; kinds of space to a space | yes | yes | yes |
//! | typographic quotation marks and dashes to `"`, `'`, `-`; `…` to `...` | | yes | yes |
//! | white space of any length, with line breaks, to one space; none at the ends | | yes | yes |
//! | letters to small letters | | | yes |

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

use crate::document::Span;

/// How much is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Only what is not seen, and what is the same character written otherwise.
    Clean,
    /// Typographic marks and white space too.
    Search,
    /// Letter case too.
    Caseless,
}

/// A folded text that knows where each part of it came from.
///
/// ```
/// use rapporteur::document::Span;
/// use rapporteur::grounding::{Folded, Level};
/// let text = "the “10\u{a0}bn”\n plan";
/// let folded = Folded::of(text, Level::Search);
/// assert_eq!(folded.text(), "the \"10 bn\" plan");
/// assert_eq!(folded.original(Span::new(4, 11)).of(text), "“10\u{a0}bn”");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    pieces: Vec<Piece>,
}

/// A run of the folded text, and the run of the original that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    start: usize,
    original: Span,
    /// True where both runs are the same bytes, ASCII case apart, so that places inside them agree.
    verbatim: bool,
}

/// `text`, folded, without the way back; borrowed where there is nothing to fold.
pub(super) fn folded(text: &str, level: Level) -> Cow<'_, str> {
    if is_plain(text) {
        let has_capitals = text
            .bytes()
            .fold(false, |any, byte| any | byte.is_ascii_uppercase());
        return if level == Level::Caseless && has_capitals {
            Cow::Owned(text.to_ascii_lowercase())
        } else {
            Cow::Borrowed(text)
        };
    }
    let mut folding = Folding::new(0, level);
    let is_plain = folding.plain_length(text) == text.len();
    if !is_plain || (level >= Level::Search && text.ends_with(' ')) {
        folding.run(text);
        return Cow::Owned(folding.folded.text);
    }
    if level == Level::Caseless && text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Cow::Owned(text.to_ascii_lowercase());
    }
    Cow::Borrowed(text)
}

/// True for printed ASCII with single blanks and dashes and none at the ends, of which nothing is folded
/// but letter case. Most texts of a record are such: these looks take a fraction of a folding.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes
        .iter()
        .fold(true, |all, byte| all & (0x20..0x7f).contains(byte))
        && !bytes.starts_with(b" ")
        && !bytes.ends_with(b" ")
        && !has_pair(bytes, b' ')
        && !has_pair(bytes, b'-')
}

/// True where `byte` stands twice in a row. A plain loop, which compilers make quick; texts are short.
pub(super) fn has_pair(bytes: &[u8], byte: u8) -> bool {
    let later = bytes.get(1..).unwrap_or_default();
    let mut pairs: u8 = 0;
    for (one, two) in bytes.iter().zip(later) {
        pairs |= u8::from(*one == byte) & u8::from(*two == byte);
    }
    pairs != 0
}

impl Folded {
    /// `text`, folded. Linear in its length.
    pub fn of(text: &str, level: Level) -> Self {
        let mut folding = Folding::new(text.len(), level);
        folding.run(text);
        folding.folded
    }

    /// The same with letter case folded too, where it is folded to [`Level::Search`] and ASCII; `None`
    /// where that takes another reading of the text that it stands for.
    pub(super) fn caseless(&self) -> Option<Self> {
        self.text.is_ascii().then(|| Self {
            text: self.text.to_ascii_lowercase(),
            pieces: self.pieces.clone(),
        })
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where `span` of the folded text stands in the original.
    ///
    /// Characters that were dropped at either end are not part of it.
    pub fn original(&self, span: Span) -> Span {
        let start = self.place(span.start, false);
        let end = if span.is_empty() {
            start
        } else {
            self.place(span.end, true)
        };
        Span::new(start, end.max(start))
    }

    /// Where `span` of the original stands in the folded text; what was dropped takes no room.
    pub fn folded(&self, span: Span) -> Span {
        let start = self.find(span.start, false);
        let end = self.find(span.end, true);
        Span::new(start.min(end), end)
    }

    fn place(&self, offset: usize, is_end: bool) -> usize {
        let probe = if is_end { offset.saturating_sub(1) } else { offset };
        let index = self.pieces.partition_point(|piece| piece.start <= probe);
        let Some(piece) = index.checked_sub(1).and_then(|index| self.pieces.get(index)) else {
            return 0;
        };
        if piece.verbatim {
            (piece.original.start + (offset - piece.start)).min(piece.original.end)
        } else if is_end || offset >= self.text.len() {
            piece.original.end
        } else {
            piece.original.start
        }
    }

    fn find(&self, offset: usize, is_end: bool) -> usize {
        let index = self.pieces.partition_point(|piece| piece.original.end <= offset);
        let Some(piece) = self.pieces.get(index) else {
            return self.text.len();
        };
        if piece.original.start >= offset {
            return piece.start;
        }
        if piece.verbatim {
            return piece.start + (offset - piece.original.start);
        }
        let next = self
            .pieces
            .get(index + 1)
            .map_or(self.text.len(), |next| next.start);
        if is_end { next } else { piece.start }
    }
}

struct Folding {
    folded: Folded,
    level: Level,
}

impl Folding {
    fn new(capacity: usize, level: Level) -> Self {
        let folded = Folded {
            text: String::with_capacity(capacity),
            pieces: Vec::new(),
        };
        Self { folded, level }
    }

    fn run(&mut self, text: &str) {
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let plain = self.plain_length(rest);
            if plain > 0 {
                self.push(&rest[..plain], Span::new(at, at + plain), true);
                at += plain;
                continue;
            }
            let length = cluster_length(rest);
            self.cluster(&rest[..length], at);
            at += length;
        }
        if self.level >= Level::Search && self.folded.text.ends_with(' ') {
            self.folded.text.pop();
            if let Some(last) = self
                .folded
                .pieces
                .pop_if(|last| last.start >= self.folded.text.len())
            {
                debug_assert!(!last.original.is_empty(), "a piece stands for something");
            }
        }
    }

    /// Bytes at the start of `rest` that stay as they are, ASCII case apart, whatever follows them.
    fn plain_length(&self, rest: &str) -> usize {
        let bytes = rest.as_bytes();
        let before = self.folded.text.bytes().next_back();
        let mut length = 0;
        while let Some(&byte) = bytes.get(length) {
            let stays = match STAYS[usize::from(byte)] {
                Stays::Always => true,
                Stays::IfClean => self.level == Level::Clean,
                Stays::Never => false,
                Stays::IfSingle if self.level == Level::Clean => true,
                Stays::IfSingle => {
                    let before = length.checked_sub(1).map_or(before, |at| bytes.get(at).copied());
                    before.map_or(byte != b' ', |before| before != byte)
                }
            };
            if !stays {
                break;
            }
            length += 1;
        }
        // The last character before one that is not ASCII may be composed with it.
        if bytes.get(length).is_some_and(|&byte| byte >= 0x80)
            && length > 0
            && rest[length..].chars().next().is_some_and(is_combining_mark)
        {
            length -= 1;
        }
        length
    }

    /// Folds one character with the marks that combine with it.
    fn cluster(&mut self, cluster: &str, at: usize) {
        let whole = Span::new(at, at + cluster.len());
        let mut written = String::new();
        for ch in cluster.nfc() {
            match fold_char(ch, self.level) {
                Letter::Drop => {}
                Letter::Char(ch) if self.level == Level::Caseless => written.extend(ch.to_lowercase()),
                Letter::Char(ch) => written.push(ch),
                Letter::Text(text) => written.push_str(text),
            }
        }
        if self.level >= Level::Search {
            let doubled_space =
                written == " " && (self.folded.text.is_empty() || self.folded.text.ends_with(' '));
            let doubled_dash = written == "-" && self.folded.text.ends_with('-');
            if doubled_space || doubled_dash {
                self.extend_last(whole);
                return;
            }
        }
        if !written.is_empty() {
            let verbatim = written == cluster;
            self.push(&written, whole, verbatim);
        }
    }

    /// A second space or dash belongs to the first.
    fn extend_last(&mut self, whole: Span) {
        let length = self.folded.text.len();
        let Some(last) = self.folded.pieces.last_mut() else {
            return;
        };
        if last.verbatim && length - last.start > 1 {
            // Only the last character of the run grows.
            let cut = last.original.end - 1;
            last.original.end = cut;
            self.folded.pieces.push(Piece {
                start: length - 1,
                original: Span::new(cut, whole.end),
                verbatim: false,
            });
        } else {
            last.original.end = whole.end;
            last.verbatim = false;
        }
    }

    fn push(&mut self, written: &str, original: Span, verbatim: bool) {
        let start = self.folded.text.len();
        self.folded.text.push_str(written);
        if self.level == Level::Caseless {
            self.folded.text[start..].make_ascii_lowercase();
        }
        if verbatim
            && let Some(last) = self.folded.pieces.last_mut()
            && last.verbatim
            && last.original.end == original.start
        {
            last.original.end = original.end;
            return;
        }
        self.folded.pieces.push(Piece {
            start,
            original,
            verbatim,
        });
    }
}

/// Whether a byte is left as it is.
#[derive(Clone, Copy)]
enum Stays {
    Always,
    /// A space or a dash, of which the second in a row goes, and of spaces the one at the start too.
    IfSingle,
    IfClean,
    Never,
}

static STAYS: [Stays; 256] = {
    let mut stays = [Stays::Never; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        stays[byte as usize] = match byte {
            b' ' | b'-' => Stays::IfSingle,
            b'`' | b'\t'..=b'\r' | 0x1c..=0x1f => Stays::IfClean,
            _ => Stays::Always,
        };
        byte += 1;
    }
    stays
};

/// Length of the first character of `rest` with what combines with it.
fn cluster_length(rest: &str) -> usize {
    let mut chars = rest.char_indices();
    let Some((_, first)) = chars.next() else { return 0 };
    if first.is_ascii_control() {
        return first.len_utf8();
    }
    chars
        .find(|&(_, ch)| canonical_combining_class(ch) == 0 && !is_combining_mark(ch) && !is_jamo_tail(ch))
        .map_or(rest.len(), |(at, _)| at)
}

/// A vowel or final consonant of Korean, which composes with what stands before it.
fn is_jamo_tail(ch: char) -> bool {
    matches!(ch, '\u{1160}'..='\u{11ff}')
}

enum Letter {
    Drop,
    Char(char),
    Text(&'static str),
}

fn fold_char(ch: char, level: Level) -> Letter {
    if is_invisible(ch) {
        return Letter::Drop;
    }
    let ch = match ch {
        // Full-width forms stand exactly this far from their ASCII characters.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(ch) - 0xfee0).unwrap_or(ch),
        _ if !ch.is_ascii() && ch.is_whitespace() => ' ',
        _ => ch,
    };
    if level == Level::Clean {
        return Letter::Char(ch);
    }
    match ch {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '〝' | '〞' => Letter::Char('"'),
        '‘' | '’' | '‚' | '‛' | '′' | '´' | '`' | '\u{02bb}' | '\u{02bc}' | '\u{02b9}' => {
            Letter::Char('\'')
        }
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => Letter::Char('-'),
        '…' => Letter::Text("..."),
        _ if ch.is_whitespace() || matches!(ch, '\u{1c}'..='\u{1f}') => Letter::Char(' '),
        _ => Letter::Char(ch),
    }
}

/// Characters that take no room and may hide what a text says: soft hyphens, zero-width
/// characters, and controls that turn the direction of writing.
pub fn is_invisible(ch: char) -> bool {
    matches!(ch, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}') || turns_direction(ch)
}

/// Bidirectional controls: what follows them may be shown in another order than it is read.
pub fn turns_direction(ch: char) -> bool {
    matches!(ch, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// True where a character of `text` turns the direction of writing.
pub(super) fn has_turns(text: &str) -> bool {
    // In UTF-8 they begin with one of two bytes.
    let starts = memchr::memchr2_iter(0xd8, 0xe2, text.as_bytes());
    starts
        .filter_map(|at| text.get(at..)?.chars().next())
        .any(turns_direction)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Folded, Level, Span};

    fn folded(text: &str, level: Level) -> String {
        Folded::of(text, level).text().to_owned()
    }

    #[test]
    fn the_same_text_written_otherwise_folds_to_the_same() {
        let plain = "Mirziyoyev's \"10 bn\" plan - Tô Lâm... 12";
        let others = [
            "Mirziyoyev’s “10\u{a0}bn” plan – Tô Lâm… １２",
            "  Mirziyoyev\u{2bc}s \"10\n\t bn\" pl\u{ad}an -- To\u{302} La\u{302}m... 12\r\n",
            "Mirziyoyev's \u{202e}\"10 bn\" plan \u{200b}— Tô Lâm... 12",
            "Mirziyoyev`s \"10 bn\" plan - Tô Lâm... 12",
        ];
        for other in others {
            assert_eq!(folded(other, Level::Search), plain);
        }
        assert_eq!(folded("TÔ LÂM", Level::Caseless), "tô lâm");
    }

    #[test]
    fn every_turn_is_seen() {
        let turns = ('\0'..=char::MAX).filter(|ch| super::turns_direction(*ch));
        let seen = turns.filter(|ch| super::has_turns(&format!("a–{ch}“b”")));
        assert_eq!(seen.count(), 12);
        assert!(!super::has_turns("“Tô Lâm” – ثيق"));
    }

    #[test]
    fn what_carries_meaning_stays() {
        let pairs = [
            ("$1.5m", "$1-5m"),
            ("did not commit", "did commit"),
            ("1,200", "1.200"),
            ("US", "us"),
            ("co-operate", "cooperate"),
        ];
        for (one, other) in pairs {
            assert_ne!(folded(one, Level::Search), folded(other, Level::Search));
        }
    }

    #[test]
    fn places_survive() {
        let text = "an “Ōmi—\u{ad}O\u{302}me”\n\n  treaty";
        let fold = Folded::of(text, Level::Search);
        assert_eq!(fold.text(), "an \"Ōmi-Ôme\" treaty");
        let at = fold.text().find("Ôme").unwrap_or_default();
        assert_eq!(
            fold.original(Span::new(at, at + "Ôme".len())).of(text),
            "O\u{302}me"
        );
        let at = fold.text().find("treaty").unwrap_or_default();
        let span = Span::new(at, at + 6);
        assert_eq!(fold.original(span).of(text), "treaty");
        assert_eq!(fold.folded(fold.original(span)), span);
    }

    #[test]
    fn what_is_one_character_when_folded_keeps_all_that_it_stands_for() {
        for (text, folded, written) in [
            ("one  two", " ", "  "),
            ("one -- two", "-", "--"),
            ("one\n\n two", " ", "\n\n "),
            ("one… two", "...", "…"),
            ("one two  ", "two", "two"),
        ] {
            let fold = Folded::of(text, Level::Search);
            let at = fold.text().find(folded).unwrap_or_default();
            let span = Span::new(at, at + folded.len());
            assert_eq!(fold.original(span).of(text), written, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn folding_is_idempotent_and_spans_map_to_boundaries(text in "(?s).{0,60}") {
            for level in [Level::Clean, Level::Search, Level::Caseless] {
                let once = Folded::of(&text, level);
                prop_assert_eq!(&folded(once.text(), level), once.text());
                let caseless = once.caseless().filter(|_| level == Level::Search);
                if let Some(caseless) = caseless {
                    prop_assert_eq!(caseless, Folded::of(&text, Level::Caseless));
                }
                let boundaries: Vec<usize> = once.text().char_indices().map(|(at, _)| at).chain([once.text().len()]).collect();
                for pair in boundaries.windows(2) {
                    let span = once.original(Span::new(pair[0], pair[1]));
                    prop_assert!(text.get(span.range()).is_some(), "{span:?}");
                }
            }
        }
    }
}
