//! The same text written otherwise: what changes no fact.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// A way to write a text otherwise that leaves its words, and what it tells, as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rewriting {
    /// Lines are broken between words, as mail and terminals do, so that none is longer than so many
    /// code points, unless a single word is.
    Wrapped(usize),
    /// Lines end as on Windows.
    CarriageReturns,
    /// Paragraphs are parted by an empty line more.
    EmptyLines,
    /// Two spaces between words, and some at the end of each line.
    WideSpaces,
    /// Each paragraph begins with spaces.
    Indented,
    /// The space behind a number is one at which no line is broken.
    NoBreakSpaces,
    /// Quotation marks are those of a typewriter.
    StraightMarks,
    /// Quotation marks are the round English ones.
    RoundMarks,
    /// Quotation marks are pointed, as in French and Russian.
    PointedMarks,
    /// Letters with accents are one character each, as far as there are such: NFC.
    Composed,
    /// Accents are characters of their own: NFD.
    Decomposed,
    /// The last line does not end.
    Unended,
}

/// All ways to write a text otherwise, the plainest first; lines are wrapped at 70 to 100.
pub fn rewritings() -> impl Strategy<Value = Rewriting> {
    prop_oneof![
        Just(Rewriting::Unended),
        Just(Rewriting::CarriageReturns),
        Just(Rewriting::EmptyLines),
        Just(Rewriting::WideSpaces),
        Just(Rewriting::Indented),
        Just(Rewriting::NoBreakSpaces),
        Just(Rewriting::StraightMarks),
        Just(Rewriting::RoundMarks),
        Just(Rewriting::PointedMarks),
        Just(Rewriting::Composed),
        Just(Rewriting::Decomposed),
        (70..=100_usize).prop_map(Rewriting::Wrapped),
    ]
}

impl Rewriting {
    /// `text`, written so. `text` has one line a paragraph, as drawn readouts have, and closes every
    /// quotation mark that it opens.
    pub fn of(self, text: &str) -> String {
        match self {
            Self::Wrapped(width) => lines(text, |line| wrapped(line, width)),
            Self::CarriageReturns => text.replace('\n', "\r\n"),
            Self::EmptyLines => text.trim_end().replace('\n', "\n\n") + "\n",
            Self::WideSpaces => lines(text, |line| line.replace(' ', "  ") + "   "),
            Self::Indented => lines(text, |line| format!("    {line}")),
            Self::NoBreakSpaces => no_break_spaces(text),
            Self::StraightMarks => marked(text, ['"', '"'], ['\'', '\'']),
            Self::RoundMarks => marked(text, ['“', '”'], ['‘', '’']),
            Self::PointedMarks => marked(text, ['«', '»'], ['‹', '›']),
            Self::Composed => text.nfc().collect(),
            Self::Decomposed => text.nfd().collect(),
            Self::Unended => text.trim_end().to_owned(),
        }
    }
}

/// Every line that is not empty, as `write` has it.
fn lines(text: &str, write: impl Fn(&str) -> String) -> String {
    let line = |line: &str| match line {
        "" => String::new(),
        line => write(line),
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

fn wrapped(line: &str, width: usize) -> String {
    let mut out = String::new();
    let mut length = 0;
    for word in line.split(' ') {
        let own = word.chars().count();
        if length > 0 && length + 1 + own > width {
            out.push('\n');
            length = 0;
        } else if length > 0 {
            out.push(' ');
            length += 1;
        }
        out.push_str(word);
        length += own;
    }
    out
}

fn no_break_spaces(text: &str) -> String {
    let mut before = None;
    text.chars()
        .map(|letter| {
            let is_behind_number = before.is_some_and(|before: char| before.is_ascii_digit());
            before = Some(letter);
            if letter == ' ' && is_behind_number {
                '\u{a0}'
            } else {
                letter
            }
        })
        .collect()
}

/// `text` with `double` for its double quotation marks and `single` for its single ones. A single one
/// between letters is an apostrophe and stays.
fn marked(text: &str, double: [char; 2], single: [char; 2]) -> String {
    let letters: Vec<char> = text.chars().collect();
    let is_letter = |at: Option<usize>| {
        let letter = at.and_then(|at| letters.get(at));
        letter.is_some_and(|letter| letter.is_alphanumeric())
    };
    let mark = |(at, &letter): (usize, &char)| {
        let opens = !is_letter(at.checked_sub(1)) && is_letter(Some(at + 1));
        let which = usize::from(!opens);
        match letter {
            '"' | '“' | '”' | '«' | '»' => double[which],
            '\'' | '‘' | '’' | '‹' | '›' if is_letter(at.checked_sub(1)) && is_letter(Some(at + 1)) => {
                letter
            }
            '\'' | '‘' | '’' | '‹' | '›' => single[which],
            letter => letter,
        }
    };
    letters.iter().enumerate().map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::Rewriting;

    #[test]
    fn a_text_is_written_otherwise() {
        let text = "“Peace,” said Trần of the '5 Roads' plan.\nIt’s 20 km.\n";
        for (rewriting, written) in [
            (
                Rewriting::Wrapped(20),
                "“Peace,” said Trần\nof the '5 Roads'\nplan.\nIt’s 20 km.\n",
            ),
            (
                Rewriting::CarriageReturns,
                "“Peace,” said Trần of the '5 Roads' plan.\r\nIt’s 20 km.\r\n",
            ),
            (
                Rewriting::EmptyLines,
                "“Peace,” said Trần of the '5 Roads' plan.\n\nIt’s 20 km.\n",
            ),
            (
                Rewriting::WideSpaces,
                "“Peace,”  said  Trần  of  the  '5  Roads'  plan.   \nIt’s  20  km.   \n",
            ),
            (
                Rewriting::Indented,
                "    “Peace,” said Trần of the '5 Roads' plan.\n    It’s 20 km.\n",
            ),
            (
                Rewriting::NoBreakSpaces,
                "“Peace,” said Trần of the '5\u{a0}Roads' plan.\nIt’s 20\u{a0}km.\n",
            ),
            (
                Rewriting::StraightMarks,
                "\"Peace,\" said Trần of the '5 Roads' plan.\nIt’s 20 km.\n",
            ),
            (
                Rewriting::RoundMarks,
                "“Peace,” said Trần of the ‘5 Roads’ plan.\nIt’s 20 km.\n",
            ),
            (
                Rewriting::PointedMarks,
                "«Peace,» said Trần of the ‹5 Roads› plan.\nIt’s 20 km.\n",
            ),
            (Rewriting::Composed, text),
            (
                Rewriting::Decomposed,
                "“Peace,” said Tra\u{302}\u{300}n of the '5 Roads' plan.\nIt’s 20 km.\n",
            ),
            (
                Rewriting::Unended,
                "“Peace,” said Trần of the '5 Roads' plan.\nIt’s 20 km.",
            ),
        ] {
            assert_eq!(rewriting.of(text), written, "{rewriting:?}");
        }
    }
}
