//! Words that are near to a word: what somebody probably meant.

use strsim::osa_distance;

/// A word that is near, and how near.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Near<'a> {
    pub(super) word: &'a str,
    /// True where one slip of the fingers divides the two and nothing else is as near: a letter
    /// too many, too few, wrong, or changed over with its neighbour. Digits are the same.
    pub(super) one_slip: bool,
}

/// Words longer than this are not compared, for the time it takes grows with their square.
const LONGEST: usize = 64;

/// The one of `words` that is nearest to `word`; `None` where none is near.
///
/// Case, and whether words are divided by `_`, `-`, a space or a capital letter, count for little:
/// `Phone-Call` is near to `phone_call`. Else a slip is allowed for every three letters.
pub(super) fn nearest<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<Near<'a>> {
    if word.len() > LONGEST {
        return None;
    }
    let folded = fold(word);
    let letters = folded.chars().count();
    let mut best: Option<(usize, usize, &str)> = None;
    let mut ties = 0;
    for candidate in words {
        if candidate.len() > LONGEST || candidate == word {
            continue;
        }
        let other = fold(candidate);
        let count = other.chars().count();
        let allowed = letters.min(count) / 3;
        if letters.abs_diff(count) > allowed {
            continue;
        }
        let slips = osa_distance(&folded, &other);
        if slips > allowed {
            continue;
        }
        let exact = osa_distance(word, candidate);
        match best {
            Some((least, least_exact, _)) if (slips, exact) > (least, least_exact) => {}
            Some((least, least_exact, _)) if (slips, exact) == (least, least_exact) => ties += 1,
            _ => {
                best = Some((slips, exact, candidate));
                ties = 0;
            }
        }
    }
    best.map(|(_, exact, meant)| Near {
        word: meant,
        one_slip: exact == 1 && ties == 0 && digits(word).eq(digits(meant)),
    })
}

/// The digits of a word. Another digit is another number, and no slip.
fn digits(word: &str) -> impl Iterator<Item = char> + '_ {
    word.chars().filter(char::is_ascii_digit)
}

/// `word` in small letters, without what divides words.
fn fold(word: &str) -> String {
    word.chars()
        .filter(|letter| !matches!(letter, '_' | '-' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Near, nearest};

    const WORDS: [&str; 6] = ["phone_call", "talks", "visit", "kind", "state_visit", "unit"];

    fn near(word: &str) -> Option<(&'static str, bool)> {
        nearest(word, WORDS).map(|Near { word, one_slip }| (word, one_slip))
    }

    #[test]
    fn one_slip_is_near_and_certain() {
        assert_eq!(near("talk"), Some(("talks", true)));
        assert_eq!(near("tlaks"), Some(("talks", true)));
        assert_eq!(near("visits"), Some(("visit", true)));
        assert_eq!(near("phone call"), Some(("phone_call", true)));
        assert_eq!(near("Kind"), Some(("kind", true)));
    }

    #[test]
    fn another_spelling_is_near_and_not_certain() {
        assert_eq!(near("PhoneCall"), Some(("phone_call", false)));
        assert_eq!(near("stat-visits"), Some(("state_visit", false)));
    }

    #[test]
    fn what_is_as_near_to_two_words_is_not_certain() {
        let found = nearest("rate", ["rite", "rote"]).expect("both are near");
        assert!(!found.one_slip);
    }

    #[test]
    fn another_number_is_no_slip() {
        let found = nearest("summary/2", ["summary/1"]).expect("it is near");
        assert!(!found.one_slip);
    }

    #[test]
    fn another_word_is_not_near() {
        assert_eq!(near("summit"), None);
        assert_eq!(near("id"), None);
        assert_eq!(near(""), None);
        assert_eq!(near(&"talks".repeat(1000)), None);
    }
}
