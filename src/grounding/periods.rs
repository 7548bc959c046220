//! In which period a number recurs, where the words that say so do not stand right behind it.

use crate::document::{Token, TokenKind};
use crate::lexicon::{Unit, unit};

use super::numerics::Numeric;
use super::source::Source;

/// Adjectives and adverbs of a period.
const PERIODS: [(&str, &str); 8] = [
    ("annual", "year"),
    ("annually", "year"),
    ("daily", "day"),
    ("hourly", "hour"),
    ("monthly", "month"),
    ("quarterly", "quarter"),
    ("weekly", "week"),
    ("yearly", "year"),
];

/// True where words about the number tell that it recurs in the period `per`: `three weekly flights`, `a daily
/// capacity of 350 head`, `each day, $2 billion crosses the border`, `a 300,000-ton-a-year plant`, `five a week
/// from two`, `40,000 tonnes of rubber and 15,000 tonnes of tin a year`.
pub(super) fn may_recur(source: &Source, numeric: &Numeric, per: Option<&str>) -> bool {
    let Some(per) = per else { return false };
    let Some(sentence) = source.outline().sentence_at(numeric.number.start) else {
        return false;
    };
    let Some(sentence) = source.outline().sentences().get(sentence) else {
        return false;
    };
    let words = Words {
        text: source.text(),
        tokens: source.outline().tokens_of(sentence),
    };
    let first = words.after(numeric.span.start);
    let after = words.after(numeric.number.end);
    words.adjective_behind(after, per)
        || words.adjective_before(first, per)
        || words.opens_with(per)
        || words.told_later(after, per)
        || is_step(&words, first, per)
}

/// `from two`, behind `five a week`.
fn is_step(words: &Words<'_>, first: usize, per: &str) -> bool {
    let before = |back: usize| first.checked_sub(back).map_or("", |at| words.word(at));
    before(1) == "from"
        && is_unit(before(2), per)
        && matches!(before(3), "a" | "an" | "per" | "each" | "every")
}

/// The words of one sentence.
struct Words<'t> {
    text: &'t str,
    tokens: &'t [Token],
}

impl Words<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// The first token that begins at the byte `offset`, or behind it.
    fn after(&self, offset: usize) -> usize {
        self.tokens.partition_point(|token| token.span.start < offset)
    }

    /// `three` **weekly** `flights`: an adjective before what is counted.
    fn adjective_behind(&self, after: usize, per: &str) -> bool {
        /// Words between the number and what is counted.
        const REACH: usize = 3;
        (after..after + REACH).any(|at| is_of(self.word(at), per))
    }

    /// `a` **daily** `capacity of 350 head`: an adjective before what the number is the measure of, with no
    /// other number and no comma between.
    fn adjective_before(&self, first: usize, per: &str) -> bool {
        /// Words from the adjective to the number.
        const REACH: usize = 5;
        (first.saturating_sub(REACH)..first)
            .rev()
            .take_while(|&at| {
                self.tokens
                    .get(at)
                    .is_some_and(|token| token.kind == TokenKind::Word)
            })
            .any(|at| is_of(self.word(at), per))
    }

    /// **Each day**, `nearly $2 billion crosses the border`.
    fn opens_with(&self, per: &str) -> bool {
        matches!(self.word(0), "Each" | "Every") && self.word(2) == "," && is_unit(self.word(1), per)
    }

    /// `40,000 tonnes of rubber and 15,000 tonnes of tin` **a year**: the period stands behind the last of
    /// what is counted, and holds for all that is counted in the same unit.
    fn told_later(&self, after: usize, per: &str) -> bool {
        /// Tokens from the number to its period.
        const REACH: usize = 40;
        let hyphen = usize::from(self.word(after) == "-");
        let unit_word = self.word(after + hyphen);
        let mut at = after + hyphen;
        // `300,000-ton-a-year`
        let mut pieces = unit_word.split('-').skip(1);
        if matches!(pieces.next(), Some("a" | "per")) && pieces.next().is_some_and(|word| is_unit(word, per))
        {
            return true;
        }
        while let Some(token) = self.tokens.get(at).filter(|_| at < after + REACH) {
            let word = self.word(at);
            let is_period = match word {
                "a" | "an" | "per" | "each" | "every" => {
                    is_unit(self.word(at + 1), per)
                        || (word == "per" && self.word(at + 1) == "annum" && per == "year")
                }
                // `in each of the next four years`
                "of" if at > after && self.word(at - 1) == "each" => {
                    (at + 1..at + 6).any(|at| is_unit(self.word(at), per))
                }
                "annually" | "yearly" | "monthly" | "weekly" | "daily" => is_of(word, per),
                _ => false,
            };
            if is_period {
                // `a year ago` is a day.
                return !matches!(self.word(at + 2), "ago" | "before" | "earlier" | "later");
            }
            match token.kind {
                // Only more of the same is counted on the way.
                TokenKind::Number if self.goes_on(at, unit_word) => {}
                TokenKind::Number | TokenKind::Possessive => return false,
                TokenKind::Mark if !matches!(word, "," | "-" | "–") => return false,
                TokenKind::Mark | TokenKind::Word if is_finite(word) => return false,
                TokenKind::Mark | TokenKind::Word => {}
            }
            at += 1;
        }
        false
    }

    /// True where the number at token `at` is of `unit_word` too, or begins a range that is.
    fn goes_on(&self, at: usize, unit_word: &str) -> bool {
        /// `5,000 and 6,000 tonnes`
        const REACH: usize = 3;
        !unit_word.is_empty() && (at + 1..=at + REACH).any(|at| self.word(at) == unit_word)
    }
}

/// True for a word that begins what is told of something else.
fn is_finite(word: &str) -> bool {
    matches!(
        word,
        "is" | "are" | "was" | "were" | "has" | "have" | "had" | "will" | "would" | "which" | "while" | "but"
    )
}

fn is_of(word: &str, per: &str) -> bool {
    PERIODS
        .iter()
        .any(|(own, period)| *period == per && word.eq_ignore_ascii_case(own))
}

fn is_unit(word: &str, per: &str) -> bool {
    matches!(unit(word), Some(Unit::Duration(name)) if name == per)
}

#[cfg(test)]
mod tests {
    use super::may_recur;
    use crate::document::Document;
    use crate::grounding::Source;

    #[test]
    fn a_period_may_stand_apart_from_its_number() {
        let cases = [
            (
                "A plant with a daily capacity of 350 head of cattle.",
                "day",
                "year",
            ),
            ("Each day, $2 billion crosses the border.", "day", "week"),
            ("A 300,000-ton-a-year plant will open.", "year", "month"),
            (
                "Chile buys 40,000 tonnes of rubber and 15,000 tonnes of tin a year.",
                "year",
                "month",
            ),
        ];
        for (text, holds, fails) in cases {
            let source = Source::of(Document::new("source", text));
            let numeric = source.numerics().first().copied();
            let may = |per| numeric.is_some_and(|numeric| may_recur(&source, &numeric, Some(per)));
            assert!(may(holds), "{text} {holds}");
            assert!(!may(fails), "{text} {fails}");
        }
        for text in [
            "Chile bought 40,000 tonnes of rubber, and it has two visits a year.",
            "Chile bought 40 ships and 20,000 tonnes of tin a year.",
        ] {
            let source = Source::of(Document::new("source", text));
            let numeric = source.numerics().first().copied();
            assert!(
                numeric.is_some_and(|numeric| !may_recur(&source, &numeric, Some("year"))),
                "{text}"
            );
        }
    }
}
