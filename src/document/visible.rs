//! Characters that change what a reader sees without being seen themselves.

use std::borrow::Cow;
use std::fmt::Write;

/// True for control characters, for those that turn the direction of writing, and for those without
/// width or shape: shown raw, they could hide, reorder or overwrite text on a screen. The
/// noncharacters of Unicode are among them: no text needs them, and XML has no way to write some.
///
/// Tab and line feed are no such characters; the zero-width joiner and non-joiner, which scripts
/// and emoji need, are none either.
pub fn is_hidden(ch: char) -> bool {
    match ch {
        '\t' | '\n' => false,
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{feff}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fdd0}'..='\u{fdef}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => true,
        // The last two of each plane.
        _ => ch.is_control() || u32::from(ch) & 0xfffe == 0xfffe,
    }
}

/// `text` with every hidden character written as `\u{…}`, and every line break as `\n` or `\r`.
///
/// For names and messages, which are one line.
///
/// ```
/// use rapporteur::document::visible;
/// assert_eq!(visible("7 \u{202e}$"), r"7 \u{202e}$");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|ch| ch == '\n' || is_hidden(ch)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for ch in text.chars() {
        push_visible(&mut shown, ch);
    }
    Cow::Owned(shown)
}

/// `ch` at the end of `shown`, as [`visible`] writes it.
pub fn push_visible(shown: &mut String, ch: char) {
    match ch {
        '\n' => shown.push_str("\\n"),
        '\r' => shown.push_str("\\r"),
        _ if is_hidden(ch) => {
            // Writing to a string does not fail.
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(ch));
        }
        _ => shown.push(ch),
    }
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn what_hides_is_shown_and_what_is_seen_stays() {
        assert_eq!(visible("a\u{1b}[31m\u{9b}b\0"), r"a\u{1b}[31m\u{9b}b\u{0}");
        assert_eq!(
            visible("a\u{2066}b\u{200b}\u{feff}"),
            r"a\u{2066}b\u{200b}\u{feff}"
        );
        assert_eq!(
            visible("a\u{fffe}\u{ffff}\u{fdd0}\u{10ffff}\u{fffd}"),
            "a\\u{fffe}\\u{ffff}\\u{fdd0}\\u{10ffff}\u{fffd}"
        );
        assert_eq!(visible("a\r\nb\rc"), r"a\r\nb\rc");
        let seen = "Ō\t日本 “é” 👩\u{200d}🔬 می\u{200c}خواهم\u{a0}";
        assert_eq!(visible(seen), seen);
    }
}
