//! From bytes to what people and selectors count in: lines, columns, code points.

/// A place in a text as people name it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Position {
    /// Line, from 1. Lines end with `\n`, `\r\n` or a lone `\r`, as in YAML.
    pub line: usize,
    /// Column in Unicode code points, from 1.
    pub column: usize,
    /// Byte offset in the text, from 0.
    pub offset: usize,
}

/// Where the lines of one text begin, and how many code points stand before each.
///
/// Built in one pass; a look-up costs a binary search and the counting of one line.
///
/// ```
/// use rapporteur::document::Positions;
/// let text = "é1\né2";
/// let positions = Positions::of(text);
/// let place = positions.at(text, 6);
/// assert_eq!((place.line, place.column), (2, 2));
/// assert_eq!(positions.code_points_before(text, 6), 4);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Positions {
    /// Byte offset of each line's first byte.
    lines: Vec<usize>,
    /// A checkpoint each `STRIDE` bytes or a little later: byte offset and code points before it.
    checkpoints: Vec<(usize, usize)>,
}

/// Bytes between two checkpoints: small enough that counting from one is quick, on one line of 16 MiB too.
const STRIDE: usize = 256;

impl Positions {
    /// The index of `text`.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut lines = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes.get(at..at + 2) != Some(b"\r\n") {
                lines.push(at + 1);
            }
        }
        let mut checkpoints = vec![(0, 0)];
        let (mut at, mut count) = (0, 0);
        while at + STRIDE < text.len() {
            let next = ceil_boundary(text, at + STRIDE);
            count += text.get(at..next).map_or(0, |part| part.chars().count());
            checkpoints.push((next, count));
            at = next;
        }
        Self { lines, checkpoints }
    }

    /// The line and column of the byte at `offset`; past the end, those of the end.
    ///
    /// `text` must be the text that the index was made of.
    pub fn at(&self, text: &str, offset: usize) -> Position {
        let offset = floor_boundary(text, offset);
        let line = self.lines.partition_point(|&start| start <= offset);
        let line_start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let before_line = self.code_points_before(text, line_start);
        Position {
            line: line.max(1),
            column: self.code_points_before(text, offset) - before_line + 1,
            offset,
        }
    }

    /// How many code points stand before the byte at `offset`.
    ///
    /// This is what W3C text position selectors count in.
    pub fn code_points_before(&self, text: &str, offset: usize) -> usize {
        let offset = floor_boundary(text, offset);
        let index = self.checkpoints.partition_point(|&(byte, _)| byte <= offset);
        let (byte, count) = self
            .checkpoints
            .get(index.saturating_sub(1))
            .copied()
            .unwrap_or((0, 0));
        count + text.get(byte..offset).map_or(0, |part| part.chars().count())
    }

    /// The byte offset of the code point numbered `count` from 0; `None` past the end of the text.
    pub fn byte_of_code_point(&self, text: &str, count: usize) -> Option<usize> {
        let index = self.checkpoints.partition_point(|&(_, before)| before <= count);
        let (byte, before) = self.checkpoints.get(index.saturating_sub(1)).copied()?;
        let (mut at, mut left) = (byte, count - before);
        // So many bytes hold no more code points than that, and where all are ASCII just as many.
        while left > 0 {
            let next = ceil_boundary(text, at.saturating_add(left));
            let passed = text.get(at..next).map_or(0, |part| part.chars().count());
            if passed == 0 {
                return None;
            }
            left -= passed;
            at = next;
        }
        Some(at)
    }

    /// How many lines the text has; an empty text has one.
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// The byte range of line `line` (from 1), without its line break.
    pub fn line_range(&self, text: &str, line: usize) -> Option<std::ops::Range<usize>> {
        let start = *self.lines.get(line.checked_sub(1)?)?;
        let end = self.lines.get(line).copied().unwrap_or(text.len());
        let body = text.get(start..end)?.trim_end_matches(['\n', '\r']);
        Some(start..start + body.len())
    }
}

/// The nearest boundary of a character at or before `offset`.
fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// The nearest boundary of a character at or behind `offset`.
fn ceil_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset += 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::{Positions, STRIDE};

    #[test]
    fn every_kind_of_line_break_ends_a_line() {
        let text = "a\nb\r\nc\rd";
        let positions = Positions::of(text);
        assert_eq!(positions.line_count(), 4);
        let lines: Vec<&str> = (1..=4)
            .filter_map(|line| positions.line_range(text, line))
            .map(|range| &text[range])
            .collect();
        assert_eq!(lines, ["a", "b", "c", "d"]);
        assert_eq!(
            positions.at(text, 4).line,
            2,
            "the line feed of a pair belongs to the line it ends"
        );
        assert_eq!(positions.at(text, 5).line, 3);
    }

    #[test]
    fn code_points_and_bytes_agree_across_checkpoints() {
        let text = "añ😀".repeat(STRIDE);
        let positions = Positions::of(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(positions.code_points_before(&text, byte), count);
            assert_eq!(positions.byte_of_code_point(&text, count), Some(byte));
        }
        let all = text.chars().count();
        assert_eq!(positions.byte_of_code_point(&text, all), Some(text.len()));
        assert_eq!(positions.byte_of_code_point(&text, all + 1), None);
    }

    #[test]
    fn an_offset_inside_a_character_is_taken_to_its_start() {
        let text = "é";
        let positions = Positions::of(text);
        assert_eq!(positions.at(text, 1).column, 1);
        assert_eq!(positions.at(text, 99).column, 2);
    }
}
