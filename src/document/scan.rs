//! Finding bytes in long texts.

/// The first place from `from` on where `is` holds of the byte and the one behind it (0 behind the last).
///
/// `is` should be a few comparisons without a branch: it is asked of all bytes of a block at once, which
/// a processor does many at a time, and of single ones only in a block where it holds of one. Nearly all
/// of a text is letters and blanks, and is passed over so.
///
/// ```
/// use rapporteur::document::next_byte;
/// let is_mark = |byte: u8, _| (byte == b'"') | (byte >= 0x80);
/// assert_eq!(next_byte(b"a \"b\"", 0, is_mark), Some(2));
/// assert_eq!(next_byte(b"a \"b\"", 3, is_mark), Some(4));
/// assert_eq!(next_byte(b"a \"b\"", 5, is_mark), None);
/// ```
#[inline]
pub fn next_byte(bytes: &[u8], from: usize, is: impl Fn(u8, u8) -> bool) -> Option<usize> {
    const BLOCK: usize = 32;
    let mut at = from;
    while let Some(block) = bytes.get(at..at + BLOCK + 1) {
        let (Some(here), Some(behind)) = (block.first_chunk::<BLOCK>(), block.last_chunk::<BLOCK>()) else {
            break;
        };
        let pairs = here.iter().zip(behind);
        if pairs
            .clone()
            .fold(false, |any, (&byte, &next)| any | is(byte, next))
        {
            let first = pairs.clone().position(|(&byte, &next)| is(byte, next));
            return first.map(|first| at + first);
        }
        at += BLOCK;
    }
    let rest = bytes.get(at..)?;
    let behind = rest.iter().skip(1).chain(&[0]);
    let first = rest.iter().zip(behind).position(|(&byte, &next)| is(byte, next));
    first.map(|first| at + first)
}

#[cfg(test)]
mod tests {
    use super::next_byte;

    #[test]
    fn a_byte_is_found_wherever_it_stands() {
        for length in 0..100 {
            for place in 0..length {
                let mut text = vec![b'x'; length];
                text[place] = b'!';
                let is = |byte: u8, next: u8| byte == b'!' && next != b'?';
                for from in 0..=place {
                    assert_eq!(next_byte(&text, from, is), Some(place));
                }
                assert_eq!(next_byte(&text, place + 1, is), None);
                let before = |byte: u8, next: u8| byte == b'x' && next == b'!';
                assert_eq!(next_byte(&text, 0, before), place.checked_sub(1));
            }
        }
    }
}
