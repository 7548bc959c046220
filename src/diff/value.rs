//! Single values compared.

use crate::document::{TokenKind, tokens};
use crate::grounding::{Folded, Level};
use crate::yaml::{Node, Value};

/// True where both are the same words in the same order: white space, letter case, typographic marks
/// and punctuation, and articles apart.
///
/// What is in neither a word nor a number does not count, but for signs that change a number.
pub(super) fn same_words(old: &str, new: &str) -> bool {
    words(old) == words(new)
}

/// The words of `text`, in small letters, without articles; the text itself where it has none.
fn words(text: &str) -> Vec<String> {
    let folded = Folded::of(text, Level::Caseless);
    let folded = folded.text();
    let counts = |word: &&str| !matches!(*word, "a" | "an" | "the");
    let found: Vec<&str> = tokens(folded)
        .into_iter()
        .filter(|token| token.kind != TokenKind::Mark || !is_punctuation(token.span.of(folded)))
        .map(|token| token.span.of(folded))
        .collect();
    let kept: Vec<String> = found
        .iter()
        .filter(|word| counts(word))
        .map(|&word| word.to_owned())
        .collect();
    if kept.is_empty() {
        vec![folded.split_whitespace().collect::<Vec<_>>().join(" ")]
    } else {
        kept
    }
}

/// True for marks that stand between words and say nothing. `%`, `$`, `+` and hyphens before numbers
/// do say something.
fn is_punctuation(mark: &str) -> bool {
    mark.chars()
        .all(|ch| matches!(ch, '.' | ',' | ';' | ':' | '"' | '\'' | '(' | ')' | '[' | ']'))
}

/// True where two scalars of the same value are broken into other lines in their files.
pub(super) fn wrapped_otherwise(old: &Node, old_text: &str, new: &Node, new_text: &str) -> bool {
    let (Value::String(_), Value::String(_)) = (&old.value, &new.value) else {
        return false;
    };
    let (old, new) = (old.span.of(old_text), new.span.of(new_text));
    if !old.contains('\n') && !new.contains('\n') {
        return false;
    }
    !old.lines().map(str::trim).eq(new.lines().map(str::trim))
}

#[cfg(test)]
mod tests {
    use super::same_words;

    #[test]
    fn writing_is_not_wording() {
        assert!(same_words("the  “Silk\n Road”", "Silk Road"));
        assert!(same_words("Rectors’ Forum", "the Rectors' forum"));
        assert!(same_words("trade, energy", "trade energy."));
        assert!(same_words("the", "The"));
    }

    #[test]
    fn another_word_is_another_value() {
        for (old, new) in [
            ("since 2015", "until 2015"),
            ("forum", "no forum"),
            ("10 percent", "10%"),
            ("$10", "€10"),
            ("+5", "-5"),
            ("12.5", "125"),
            ("special economic zone in Samarkand", "special economic zone"),
            ("a", "an"),
        ] {
            assert!(!same_words(old, new), "{old:?} and {new:?}");
        }
    }
}
