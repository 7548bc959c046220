//! The clauses of a sentence, as far as marks and function words tell them.

use crate::document::{Token, TokenKind};
use crate::lexicon::numeral;

/// For each token the number of its clause.
pub(super) fn clauses(text: &str, tokens: &[Token]) -> Vec<usize> {
    let word = |at: usize| {
        tokens
            .get(at)
            .map(|token| token.span.of(text))
            .unwrap_or_default()
    };
    let (mut clause, mut last) = (0, 0);
    // The clause that a relative one stands in: `the loan, which was drawn,` **will be topped up**.
    let mut outer = None;
    let mut found = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        // Most words are none at which a clause begins or ends, by their first letter.
        let may_turn = match token.kind {
            TokenKind::Mark => true,
            TokenKind::Word => matches!(
                text.as_bytes().get(token.span.start),
                Some(b'a' | b'b' | b't' | b'w')
            ),
            TokenKind::Number | TokenKind::Possessive => false,
        };
        if !may_turn {
            found.push(clause);
            continue;
        }
        if word(at) == ","
            && AUXILIARIES.contains(&word(at + 1))
            && let Some(around) = outer.take()
        {
            clause = around;
            found.push(clause);
            continue;
        }
        let starts = match token.kind {
            _ if begins_share(text, tokens, at) => true,
            TokenKind::Mark => {
                matches!(word(at), ";" | ":")
                    || (word(at) == ","
                        && (opens_clause(word(at + 1)) || leads_relative(word(at + 1), word(at + 2))))
            }
            // `that a survey had been made and that a decision would follow`
            TokenKind::Word if word(at) == "and" => word(at + 1) == "that",
            TokenKind::Word if word(at) == "as" => {
                // `as China moves towards …`, and neither `as well as` nor `as a whole`.
                let subject = tokens.get(at + 1).is_some_and(|next| next.is_capitalized(text))
                    || matches!(word(at + 1), "he" | "she" | "it" | "they" | "we");
                subject && at > 0 && !matches!(word(at - 1), "such" | "well" | "known" | "same")
            }
            TokenKind::Word => {
                matches!(word(at), "but" | "while" | "whereas" | "although" | "though")
                    && at > 0
                    && word(at - 1) != ","
            }
            TokenKind::Number | TokenKind::Possessive => false,
        };
        if starts {
            let relative = word(at) == "," && is_relative(word(at + 1), word(at + 2));
            outer = relative.then_some(outer.unwrap_or(clause));
            last += 1;
            clause = last;
        }
        found.push(clause);
    }
    found
}

/// True for a word that begins a clause behind a comma.
fn opens_clause(word: &str) -> bool {
    matches!(
        word,
        "and" | "but" | "while" | "which" | "whose" | "although" | "though" | "whereas" | "so" | "adding"
    )
}

/// `, under which`, `, to whom`
fn leads_relative(preposition: &str, pronoun: &str) -> bool {
    matches!(pronoun, "which" | "whom")
        && matches!(
            preposition,
            "at" | "by" | "for" | "from" | "in" | "of" | "on" | "through" | "to" | "under" | "with"
        )
}

/// Finite forms with which a clause goes on behind what stood between commas.
const AUXILIARIES: [&str; 10] = [
    "are", "had", "has", "have", "is", "shall", "was", "were", "will", "would",
];

fn is_relative(word: &str, next: &str) -> bool {
    matches!(word, "which" | "whose" | "who") || leads_relative(word, next)
}

/// `three are complete`**,** `four are going ahead` **and** `one has been dropped`: each part has a verb of its own.
fn begins_share(text: &str, tokens: &[Token], at: usize) -> bool {
    /// Tokens of the subject: `a further six`, `those on salmon`.
    const REACH: usize = 3;
    let word = |at: usize| tokens.get(at).map_or("", |token| token.span.of(text));
    let is_count = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Number || numeral(token.span.of(text)).is_some())
    };
    let first = word(at + 1);
    matches!(word(at), "," | "and")
        && (is_count(at + 1)
            || matches!(first, "another" | "others" | "those")
            || (first == "a" && matches!(word(at + 2), "further" | "second" | "third")))
        && (at + 2..=at + 1 + REACH).any(|at| AUXILIARIES.contains(&word(at)))
}

#[cfg(test)]
mod tests {
    use super::clauses;
    use crate::document::tokens;

    /// Whether the two words of `text` stand in one clause.
    fn together(text: &str, one: &str, other: &str) -> bool {
        let words = tokens(text);
        let clauses = clauses(text, &words);
        let of = |word: &str| {
            let at = words.iter().position(|token| token.span.of(text) == word);
            at.and_then(|at| clauses.get(at))
        };
        of(one) == of(other)
    }

    #[test]
    fn a_relative_clause_ends_where_the_main_one_goes_on() {
        let text = "The loan, of which a third has been drawn, will be extended.";
        assert!(together(text, "loan", "extended") && !together(text, "loan", "drawn"));
    }

    #[test]
    fn each_share_has_a_verb_of_its_own() {
        let text = "Three are complete, four are going ahead and one has been dropped.";
        assert!(!together(text, "complete", "going") && !together(text, "going", "dropped"));
        assert!(together("They agreed on cod and two ports.", "cod", "ports"));
    }
}
