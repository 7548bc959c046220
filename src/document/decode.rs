//! From the bytes of a file to text: the one place that says what "the source as read" is.
//!
//! - The encoding is UTF-8. Anything else is refused, with the place of the first wrong byte.
//! - A byte-order mark at the start is the signature of an encoding and no part of the text: it is
//!   left out, and offsets, lines and columns count from the character after it.
//! - Everything else stays: line ends as they are (`\r\n` is two characters), NUL and other control
//!   characters, and a byte-order mark anywhere but at the start.
//!
//! So offsets in a record, edits of a fix and places in findings all count in the same text, and a
//! digest of the bytes covers the mark as well.

use thiserror::Error;

/// The byte-order mark in UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Why bytes are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DecodeError {
    /// They begin with the byte-order mark of UTF-16 or UTF-32.
    #[error("is encoded in {0}; save it as UTF-8")]
    OtherEncoding(&'static str),
    /// They are no UTF-8.
    #[error("is not UTF-8: byte {offset}, on line {line}, does not belong to a character; save it as UTF-8")]
    NotUtf8 {
        /// Offset of the first wrong byte in the file, from 0.
        offset: usize,
        /// Its line, from 1.
        line: usize,
    },
}

/// A file's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text as read, without a byte-order mark at its start.
    pub text: String,
    /// True where the file began with the mark; whoever writes the file again puts it back.
    pub has_mark: bool,
}

/// The text of a file's bytes.
///
/// ```
/// use rapporteur::document::decode;
/// let decoded = decode(b"\xef\xbb\xbfa\r\n".to_vec())?;
/// assert_eq!((decoded.text.as_str(), decoded.has_mark), ("a\r\n", true));
/// # Ok::<(), rapporteur::document::DecodeError>(())
/// ```
pub fn decode(mut bytes: Vec<u8>) -> Result<Decoded, DecodeError> {
    let has_mark = bytes.starts_with(MARK);
    if has_mark {
        bytes.drain(..MARK.len());
    } else if let Some(encoding) = other_encoding(&bytes) {
        return Err(DecodeError::OtherEncoding(encoding));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text, has_mark }),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let before = error.as_bytes().get(..good).unwrap_or_default();
            let line = 1 + String::from_utf8_lossy(before).matches('\n').count();
            let offset = good + if has_mark { MARK.len() } else { 0 };
            Err(DecodeError::NotUtf8 { offset, line })
        }
    }
}

/// The encoding whose byte-order mark stands first.
fn other_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => Some("UTF-32"),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some("UTF-16"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{DecodeError, decode};

    #[test]
    fn only_a_mark_at_the_start_is_left_out() {
        let decoded = decode("\u{feff}\u{feff}a".into()).expect("UTF-8");
        assert_eq!(decoded.text, "\u{feff}a");
        assert!(decoded.has_mark);
        let decoded = decode("a\0\u{feff}\r".into()).expect("UTF-8");
        assert_eq!(decoded.text, "a\0\u{feff}\r");
        assert!(!decoded.has_mark);
    }

    #[test]
    fn the_first_wrong_byte_is_named_as_it_stands_in_the_file() {
        let wrong = |bytes: &[u8]| decode(bytes.to_vec()).map(|decoded| decoded.text);
        assert_eq!(
            wrong(b"ab\ncaf\xe9 d"),
            Err(DecodeError::NotUtf8 { offset: 6, line: 2 })
        );
        assert_eq!(
            wrong(b"\xef\xbb\xbf\xff"),
            Err(DecodeError::NotUtf8 { offset: 3, line: 1 })
        );
        assert_eq!(
            wrong(b"cut off \xe2\x82"),
            Err(DecodeError::NotUtf8 { offset: 8, line: 1 })
        );
    }

    #[test]
    fn utf_16_is_named() {
        assert_eq!(
            decode(b"\xff\xfea\0".to_vec()),
            Err(DecodeError::OtherEncoding("UTF-16"))
        );
        assert_eq!(
            decode(b"\0\0\xfe\xff".to_vec()),
            Err(DecodeError::OtherEncoding("UTF-32"))
        );
    }
}
