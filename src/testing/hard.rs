//! Texts and bytes made to be hard to read: for tests that nothing that comes in does harm.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::draw::worlds;

/// Pieces on which readers of texts have stumbled: what opens and does not close, what turns the
/// direction of writing, what has no width, what is no letter, numbers without end, words that readers
/// of readouts go by, at their edges.
const PIECES: &[&str] = &[
    // marks that open and close
    "(",
    ")",
    "((((",
    "))))",
    "[",
    "]",
    "{",
    "}",
    "<",
    ">",
    "\"",
    "'",
    "“",
    "”",
    "‘",
    "’",
    "«",
    "»",
    "„",
    "“‘",
    "’”",
    "(“",
    "”)",
    "--",
    "—",
    "…",
    "...",
    "?!",
    ".",
    ",",
    ";",
    ":",
    "/",
    "\\",
    "|",
    "&",
    "*",
    "#",
    // white space, line ends, what controls
    " ",
    "  ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{b}",
    "\u{c}",
    "\u{85}",
    "\u{a0}",
    "\u{2028}",
    "\u{2029}",
    "\u{3000}",
    "\0",
    "\u{1}",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{9b}",
    // no width, direction, marks upon marks, far planes
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{2060}",
    "\u{feff}",
    "\u{202a}",
    "\u{202e}",
    "\u{202c}",
    "\u{2066}",
    "\u{2067}",
    "\u{2069}",
    "\u{61c}",
    "e\u{301}",
    "\u{301}",
    "\u{301}\u{302}\u{323}",
    "ﬁ",
    "İ",
    "ß",
    "ẞ",
    "ǆ",
    "Ω",
    "שלום",
    "中",
    "\u{fffd}",
    "\u{ffff}",
    "\u{10ffff}",
    "😀",
    "👩\u{200d}🚀",
    "\u{1f1fa}\u{1f1f8}",
    // numbers
    "0",
    "7",
    "00",
    "1,000",
    "1.000.000",
    "1,2,3",
    "99999999999999999999999999999999999999",
    "0.0000000001",
    "-3",
    "−3",
    "+",
    "½",
    "1½",
    "٣",
    "１２",
    "IV",
    "$",
    "US$",
    "€",
    "%",
    "$1 billion",
    "over $",
    "between 2 and",
    "2 to 3 to 4",
    "per cent",
    "million million",
    "one hundred thousand",
    "first",
    "21st",
    "e9",
    "1e400",
    // days
    "31 February 2025",
    "2025-13-45",
    "29 February",
    "in 0000",
    "9999",
    "on 1",
    "October",
    "last year",
    "by the end of",
    "tomorrow",
    "18-20 December",
    "the 1990s",
    // words that are gone by
    "U.S.",
    "U.S",
    "Mr.",
    "St.",
    "Inc.",
    "e.g.",
    "President",
    "Presidents",
    "the President of",
    "Prime Minister",
    "Foreign Minister Ana Berg of",
    "Japan",
    "Japan's",
    "Japanese",
    "the Netherlands",
    "Georgia",
    "Bank",
    "(EBRD)",
    "Ministry of",
    "University of",
    "al-",
    "van",
    "de",
    "O'",
    "J.",
    "not",
    "did not",
    "no",
    "without",
    "if",
    "unless",
    "agreed to",
    "agreed",
    "signed",
    "will",
    "would",
    "it was noted that",
    "said",
    ", he said",
    "said that",
    "called for",
    "and",
    "or",
    "of",
    "the",
    "both sides",
    "They",
    "respectively",
    "worth",
    "'Next",
    "Generation'",
    "program",
    "1.",
    "(a)",
    "iv)",
    "•",
    "- ",
    // what YAML and JSON go by
    "- ",
    "? ",
    ": ",
    "key: ",
    "!!str ",
    "!x ",
    "&a ",
    "*a",
    "<<: *a",
    "|",
    ">-",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "~",
    "null",
    "{a: ",
    "[[",
    "]]",
    "\"\\u",
    "\\ud800",
    "# ",
    "\t- ",
];

/// One piece of a [hard text](hard_texts).
pub fn hard_pieces() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[a-zA-Z]{1,8}",
    ]
}

/// Texts of pieces that readers stumble over, with and without spaces between them, some many times
/// in a row. Up to some 4,000 characters; they shrink to few and plain pieces.
pub fn hard_texts() -> impl Strategy<Value = String> {
    let times = prop_oneof![12 => Just(1_usize), 3 => 2..6_usize, 1 => 20..60_usize];
    vec((hard_pieces(), times, any::<bool>()), 0..40).prop_map(|pieces| {
        let written = pieces.into_iter().map(|(piece, times, spaced)| {
            let piece = if spaced { piece + " " } else { piece };
            piece.repeat(times)
        });
        written.collect()
    })
}

/// Texts cut anywhere and joined anew with hard pieces between: out of `texts`, of drawn readouts, and
/// of hard texts.
pub fn cut_and_joined(texts: Vec<&'static str>) -> impl Strategy<Value = String> {
    let drawn = worlds().prop_map(|world| world.readout().text).boxed();
    let whole = if texts.is_empty() {
        drawn
    } else {
        prop_oneof![select(texts).prop_map(str::to_owned), drawn].boxed()
    };
    let piece = (whole, any::<Index>(), any::<Index>()).prop_map(|(text, from, length)| {
        let letters: Vec<char> = text.chars().collect();
        let from = from.index(letters.len().max(1));
        let length = length.index(400);
        letters.into_iter().skip(from).take(length).collect::<String>()
    });
    let between = prop_oneof![3 => hard_pieces(), 1 => hard_texts()];
    vec((piece, between), 0..8).prop_map(|pieces| {
        pieces
            .into_iter()
            .map(|(piece, between)| piece + &between)
            .collect()
    })
}

/// Bytes that may be no text: hard texts in the encodings that files come in, cut inside characters,
/// with bytes put in that no encoding has.
pub fn hard_bytes() -> impl Strategy<Value = Vec<u8>> {
    let text = prop_oneof![hard_texts(), cut_and_joined(Vec::new())];
    let encoded = (text, 0..6_u8).prop_map(|(text, encoding)| {
        let units = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        match encoding {
            0 => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            1 => [vec![0xff, 0xfe], units(u16::to_le_bytes)].concat(),
            2 => [vec![0xfe, 0xff], units(u16::to_be_bytes)].concat(),
            _ => text.into_bytes(),
        }
    });
    let damage = vec((any::<Index>(), any::<Index>(), any::<Option<u8>>()), 0..4);
    (encoded, damage).prop_map(|(mut bytes, damage)| {
        for (at, length, byte) in damage {
            let at = at.index(bytes.len() + 1);
            let after = (at + length.index(4)).min(bytes.len());
            bytes.splice(at..after, byte);
        }
        bytes
    })
}
