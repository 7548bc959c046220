//! Nouns: is the noun phrase of the record what a number of the source counts?

use crate::document::{Span, Token, TokenKind};
use crate::lexicon::{country_gazetteer, function_word, numeral};

use super::fold::Level;
use super::numerics::{Numeric, Sort};
use super::source::Source;

/// So many sentences back an amount, or what is counted, is still before the reader's eyes.
pub(super) const BACK: usize = 2;

/// The most words between a number and the noun that it counts: `7 leading state institutions`.
const MOST_BETWEEN: usize = 6;

/// True where the noun phrase `unit` is what `numeric` counts.
pub(super) fn noun_agrees(source: &Source, numeric: &Numeric, unit: &str) -> bool {
    let wanted: Vec<String> = words_of(unit);
    // `1,350 of our countrymen`: the determiner belongs to those of whom so many are meant.
    let determiners = wanted
        .iter()
        .take_while(|word| function_word(word) == Some("determiner"))
        .count();
    let wanted = wanted.get(determiners..).unwrap_or_default();
    if wanted.is_empty() {
        return false;
    }
    // `doctors, nurses and midwives`
    let listed = unit.contains(',');
    let counted = Counted::of(source, numeric, MOST_BETWEEN + wanted.len(), listed);
    // A count may be told with a suffix of its own: `the 50th anniversary`.
    let skip = usize::from(
        counted
            .words
            .first()
            .is_some_and(|word| matches!(word.as_str(), "st" | "nd" | "rd" | "th")),
    );
    let behind = counted.words.get(skip..).unwrap_or_default();
    let stands = behind
        .windows(wanted.len())
        .enumerate()
        .any(|(at, window)| same(window, wanted) && leads_to(&behind[..at], wanted));
    stands || shares_noun(behind, wanted) || {
        // `the visit marks his first`, `from 5,400 to 8,000`: what is counted stands before.
        (behind.is_empty() || counted.refers) && stands_before(source, numeric, unit)
    }
}

/// What stands behind a number, as far as it may be what the number counts.
struct Counted {
    words: Vec<String>,
    /// True for `300 of them`: what is counted was told before.
    refers: bool,
}

impl Counted {
    /// Reads up to `most` words behind `numeric`, and over commas where `listed`.
    fn of(source: &Source, numeric: &Numeric, most: usize, listed: bool) -> Self {
        let text = source.text();
        let tokens = source.outline().tokens();
        let sentence = source
            .sentence_of(numeric.number)
            .unwrap_or_else(|| source.whole());
        let from = tokens.partition_point(|token| token.span.start < numeric.number.start);
        let mut words = Vec::new();
        let (mut of, mut refers) = (false, false);
        // `an increase of 200` **in the number of** `visas`
        let word = |at: usize| tokens.get(at).map_or("", |token| token.span.of(text));
        let next = tokens.partition_point(|token| token.span.start < numeric.number.end);
        let led =
            [word(next), word(next + 1), word(next + 2), word(next + 3)] == ["in", "the", "number", "of"];
        let from = if led { next + 4 } else { from };
        for (at, token) in tokens.iter().enumerate().skip(from) {
            if token.span.start >= sentence.end || words.len() > most {
                break;
            }
            let end = numeric.number.end;
            let is_behind = token.span.start >= end;
            let written = Span::new(token.span.start.max(end), token.span.end.max(end)).of(text);
            let own = words_of(written);
            if is_behind && own.is_empty() && ends_phrase(text, *token, listed) {
                break;
            }
            let first = words.is_empty();
            // `their second this year`: a time follows, and no noun.
            if first && is_behind && matches!(written, "this" | "last" | "next") {
                break;
            }
            if first && own.iter().all(|word| is_partitive(word, of)) {
                refers |= of && is_pronoun(written);
                of = own.iter().any(|word| word == "of");
                continue;
            }
            let counts = numeric.sort != Sort::Ordinal;
            let set_apart = counts && is_set_apart(text, written, tokens.get(at + 1));
            if first && (set_apart || begins_other(&own)) {
                break;
            }
            words.extend(own);
        }
        Self { words, refers }
    }
}

/// True for a mark behind which nothing belongs to what is counted.
fn ends_phrase(text: &str, token: Token, listed: bool) -> bool {
    token.kind == TokenKind::Mark
        && !(listed && token.is(text, ","))
        && !matches!(
            token.span.of(text),
            "-" | "/" | "'" | "\"" | "“" | "‘" | "’" | "”"
        )
}

/// True for a word between a number and those of whom so many are meant; `of` stands before it, or not.
fn is_partitive(word: &str, of: bool) -> bool {
    word == "of"
        || function_word(word) == Some("determiner")
        || matches!(word, "the" | "several" | "many")
        // `105` **of a** `planned 400 megawatts`, `300` **of them** `women`
        || (of && (matches!(word, "a" | "an") || is_pronoun(word)))
        // `40 or more ships`, `900-odd`
        || matches!(word, "or" | "more" | "so" | "less" | "fewer" | "odd" | "plus")
}

fn is_pronoun(word: &str) -> bool {
    matches!(word, "them" | "these" | "those" | "us" | "whom" | "which")
}

/// `a further 400` **set aside** `for them`: the noun stands before.
fn is_set_apart(text: &str, word: &str, next: Option<&Token>) -> bool {
    let participle =
        word.ends_with("ed") || matches!(word, "set" | "held" | "kept" | "made" | "put" | "sent");
    participle
        && next.is_some_and(|next| {
            let next = next.span.of(text);
            function_word(next) == Some("preposition") || matches!(next, "aside" | "out" | "up")
        })
}

/// `first to`, `second covers`: the number's noun does not follow.
fn begins_other(words: &[String]) -> bool {
    words.first().is_some_and(|word| {
        function_word(word).is_some_and(|class| class != "adverb")
            || matches!(word.as_str(), "to" | "in" | "of" | "was" | "is" | "will")
    })
}

/// `1,200` **direct** `and 3,000 indirect` **jobs**
fn shares_noun(behind: &[String], wanted: &[String]) -> bool {
    let Some((noun, qualities)) = wanted.split_last() else {
        return false;
    };
    let others = behind
        .strip_prefix(qualities)
        .filter(|others| !qualities.is_empty() && others.len() > 2);
    others.is_some_and(|others| {
        let (joined, others) = others.split_at(2);
        joined.first().is_some_and(|word| word == "and")
            && leads_to(joined, std::slice::from_ref(noun))
            && others
                .iter()
                .take(MOST_BETWEEN)
                .any(|word| singular(word) == singular(noun))
    })
}

/// True where `unit` stands before the number, in its sentence or shortly before.
fn stands_before(source: &Source, numeric: &Numeric, unit: &str) -> bool {
    let index = source
        .outline()
        .sentence_at(numeric.number.start)
        .unwrap_or_default();
    let from = source
        .outline()
        .sentences()
        .get(index.saturating_sub(BACK))
        .map_or(0, |sentence| sentence.span.start);
    let before = Span::new(from, numeric.number.start.max(from));
    !source.places(unit, Level::Caseless, before).is_empty()
}

fn same(window: &[String], wanted: &[String]) -> bool {
    window
        .iter()
        .zip(wanted)
        .all(|(one, other)| singular(one) == singular(other))
}

/// True where `words` may stand between a number and what it counts: adjectives, or another count of the
/// same noun (`22 Norwegian` **and 14** `firms`), or two peoples (`700` **Norwegian and Chilean** `troops`).
fn leads_to(words: &[String], wanted: &[String]) -> bool {
    let is_number = |word: &String| {
        let number = word.starts_with(|ch: char| ch.is_ascii_digit()) || numeral(word).is_some();
        number && wanted.len() == 1
    };
    let joins = |at: usize| {
        let next = words.get(at + 1);
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        words.get(at).is_some_and(|word| word == "and")
            && (next.is_some_and(is_number)
                || (next.is_some_and(|word| is_people(word)) && before.is_some_and(|word| is_people(word))))
    };
    (0..words.len()).all(|at| joins(at) || words.get(at).is_none_or(|word| function_word(word).is_none()))
}

/// True for the adjective of a country, in small letters.
fn is_people(word: &str) -> bool {
    let mut chars = word.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    let written: String = first.chain(chars).collect();
    country_gazetteer()
        .find(&written)
        .any(|hit| hit.span.len() == written.len())
}

fn words_of(text: &str) -> Vec<String> {
    crate::document::tokens(text)
        .iter()
        .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
        .flat_map(|token| {
            token
                .span
                .of(text)
                .split('-')
                .map(str::to_lowercase)
                .collect::<Vec<_>>()
        })
        .filter(|word| !word.is_empty())
        .collect()
}

/// A noun without the ending of its plural.
fn singular(word: &str) -> &str {
    word.strip_suffix('s')
        .filter(|stem| stem.len() > 2 && !stem.ends_with('s'))
        .unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::noun_agrees;
    use crate::document::Document;
    use crate::grounding::Source;

    #[test]
    fn a_noun_is_what_its_number_counts() {
        let cases = [
            (
                "1,350 of our countrymen work there.",
                "our countrymen",
                "ministers",
            ),
            (
                "105 of a planned 400 megawatts are there.",
                "megawatts",
                "turbines",
            ),
            ("700 Norwegian and Chilean troops came.", "troops", "ships"),
            ("900 officers and troops came.", "officers", "troops"),
            (
                "1,200 direct and 3,000 indirect jobs are lost.",
                "direct jobs",
                "indirect jobs",
            ),
        ];
        for (text, holds, fails) in cases {
            let source = Source::of(Document::new("source", text));
            let numeric = source.numerics().first().copied();
            let agrees = |unit| numeric.is_some_and(|numeric| noun_agrees(&source, &numeric, unit));
            assert!(agrees(holds), "{text} {holds}");
            assert!(!agrees(fails), "{text} {fails}");
        }
    }
}
