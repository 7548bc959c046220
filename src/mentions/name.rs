//! Names of bodies and programmes, told by capitals, quotation marks and head words.
//!
//! ```text
//! run      = capital { [ joiner ] capital }            of one sentence
//! joiner   = "of" | "for" | "on" [ "the" ] | "and" | possessive | hyphen
//! name     = run that has a head word (lexicon: body_heads, programme_heads)
//!          | run or quotation before a small head     the 'X' program
//! acronym  = "(" capitals ")" right after a name
//! ```
//!
//! `and` joins only behind a head word with `of` or `for` (`Department of Health and Human
//! Services`), and only where no article follows: two bodies side by side are two names.

use crate::document::{Outline, Sentence, Span, Token, TokenKind};
use crate::lexicon::{body_head, function_word, programme_head};

use super::calendar::is_day_or_month;
use super::listed::{introduced, listed};
use super::{CountryMention, Quotation};

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// A body, with the record's kind of organization.
    Body(&'static str),
    /// A programme, initiative, document, forum or project that goes by a name.
    Programme,
}

/// A name of a body or programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameMention {
    /// The name, without article, quotation marks and acronym, in bytes.
    pub name: Span,
    /// The acronym in brackets after it.
    pub acronym: Option<Span>,
    /// Name, marks, acronym and the small head that belongs to it.
    pub span: Span,
    /// The noun that introduces it in a list: `companies` in `companies such as 'A', 'B'`.
    pub introduced: Option<Span>,
    /// What it names.
    pub kind: NameKind,
}

/// The names in `text` that their own words show to be such.
pub(super) fn names(
    text: &str,
    outline: &Outline,
    quotations: &[Quotation],
    countries: &[CountryMention],
) -> Vec<NameMention> {
    let mut found = Vec::new();
    for sentence in outline.sentences() {
        let tokens = outline.tokens_of(sentence);
        let quoted = inside(quotations, sentence);
        found.extend(listed(text, tokens, quoted));
        found.extend(quoted_programmes(text, tokens, quoted));
        for (first, after) in runs(text, tokens, countries) {
            found.extend(classified(text, tokens, first, after));
            found.extend(introduced(text, tokens, first, after));
        }
    }
    found.sort_by_key(|mention: &NameMention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
    let mut kept: Vec<NameMention> = Vec::new();
    for mention in found {
        if kept.last().is_none_or(|last| !last.span.overlaps(mention.span)) {
            kept.push(mention);
        }
    }
    kept
}

/// The quotations that begin inside `sentence`.
fn inside<'q>(quotations: &'q [Quotation], sentence: &Sentence) -> &'q [Quotation] {
    let from = quotations.partition_point(|quotation| quotation.span.start < sentence.span.start);
    let to = quotations.partition_point(|quotation| quotation.span.start < sentence.span.end);
    quotations.get(from..to).unwrap_or_default()
}

/// `the 'One Village, One Product' program`
fn quoted_programmes(text: &str, tokens: &[Token], quoted: &[Quotation]) -> Vec<NameMention> {
    let mut found = Vec::new();
    for quotation in quoted {
        let index = tokens.partition_point(|token| token.span.start < quotation.span.end);
        let Some(head) = tokens.get(index).filter(|token| token.kind == TokenKind::Word) else {
            continue;
        };
        let is_head = programme_head(head.word(text)).is_some_and(|head| head.follows_name);
        let is_name = quotation.inner.of(text).starts_with(char::is_uppercase);
        if is_head && is_name {
            found.push(NameMention {
                name: quotation.inner.trimmed(text),
                acronym: None,
                span: quotation.span.join(head.span),
                introduced: None,
                kind: NameKind::Programme,
            });
        }
    }
    found
}

/// Runs of capitalised words, as token ranges.
fn runs(text: &str, tokens: &[Token], countries: &[CountryMention]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if starts_run(text, tokens, at) {
            let after = run_end(text, tokens, countries, at);
            found.push((at, after));
            at = after;
        } else {
            at += 1;
        }
    }
    found
}

#[inline]
pub(super) fn starts_run(text: &str, tokens: &[Token], at: usize) -> bool {
    tokens
        .get(at)
        .is_some_and(|token| token.is_capitalized(text) && function_word(token.word(text)).is_none())
}

fn run_end(text: &str, tokens: &[Token], countries: &[CountryMention], first: usize) -> usize {
    let mut after = first + 1;
    let owns = |at: usize| is_owner(tokens, countries, at);
    let mut head_seen = is_head(text, tokens, first);
    let mut linked = false;
    loop {
        let Some(next) = tokens.get(after) else {
            return after;
        };
        // `Australia's Department …` belongs to Australia; the name begins behind it.
        if owns(after - 1) {
            return after;
        }
        if next.is_capitalized(text) && function_word(next.word(text)).is_none() {
            // A word against the one before, as in `GmbHCo`, cannot be: tokens would be one.
            head_seen |= is_head(text, tokens, after);
            after += 1;
            continue;
        }
        let Some((capital, is_link)) = joined(text, tokens, after, head_seen && linked) else {
            return after;
        };
        // `… and Botswana's Ministry …`: a second name begins.
        if written_and(text, tokens, after) && (capital..capital + 3).any(owns) {
            return after;
        }
        linked |= is_link;
        head_seen |= is_head(text, tokens, capital);
        after = capital + 1;
    }
}

/// `Water Desalination` **and** `Conveyance Project`: the words before `and` at token `at` lack a head,
/// and one or two capitals with a programme's head follow.
fn shares_head(text: &str, tokens: &[Token], at: usize) -> bool {
    let word = |index: usize| tokens.get(index).map_or("", |token| token.span.of(text));
    let before = at
        .checked_sub(1)
        .is_some_and(|before| is_head(text, tokens, before));
    let mut last = at + 1;
    while last < at + 3 && starts_run(text, tokens, last + 1) {
        last += 1;
    }
    !before && last > at + 1 && programme_head(word(last)).is_some_and(|head| head.ends_name)
}

fn written_and(text: &str, tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.is(text, "and"))
}

/// True where a country ends with token `at` and a possessive follows.
fn is_owner(tokens: &[Token], countries: &[CountryMention], at: usize) -> bool {
    let possessive = tokens
        .get(at + 1)
        .is_some_and(|next| next.kind == TokenKind::Possessive);
    possessive
        && tokens.get(at).is_some_and(|token| {
            let index = countries.partition_point(|country| country.span.end < token.span.end);
            countries
                .get(index)
                .is_some_and(|country| country.span.end == token.span.end)
        })
}

/// The capitalised token that a joiner at `at` leads to, and whether the joiner is `of`, `for` or `on`.
fn joined(text: &str, tokens: &[Token], at: usize, and_joins: bool) -> Option<(usize, bool)> {
    let joiner = tokens.get(at)?;
    let written = joiner.span.of(text);
    let (next, is_link) = match (joiner.kind, written) {
        (TokenKind::Word, "of" | "for" | "on") => {
            let article = tokens.get(at + 1).is_some_and(|token| token.is(text, "the"));
            (at + 1 + usize::from(article), true)
        }
        (TokenKind::Word, "and") if and_joins || shares_head(text, tokens, at) => (at + 1, false),
        // `Electricidade de Moçambique`, `Harlan & Voss`, `Rectors' Forum`
        (TokenKind::Word, "da" | "de" | "del" | "di" | "do" | "dos" | "du")
        | (TokenKind::Mark, "&")
        | (TokenKind::Possessive, _) => (at + 1, false),
        // `Strategy for Addressing the Root Causes`
        (TokenKind::Word, "the")
            if at
                .checked_sub(1)
                .and_then(|before| tokens.get(before))
                .is_some_and(|before| {
                    before.is_capitalized(text) && before.span.of(text).ends_with("ing")
                }) =>
        {
            (at + 1, false)
        }
        (TokenKind::Mark, "'" | "’") if touches(tokens, at) => (at + 1, false),
        (TokenKind::Mark, "-") if touches(tokens, at) && touches(tokens, at + 1) => (at + 1, false),
        _ => return None,
    };
    let is_day = tokens
        .get(next)
        .is_some_and(|token| is_day_or_month(token.span.of(text)));
    (starts_run(text, tokens, next) && !is_day).then_some((next, is_link))
}

/// True where the token at `at` follows the one before without a space.
fn touches(tokens: &[Token], at: usize) -> bool {
    match (
        at.checked_sub(1).and_then(|before| tokens.get(before)),
        tokens.get(at),
    ) {
        (Some(before), Some(token)) => before.span.end == token.span.start,
        _ => false,
    }
}

fn is_head(text: &str, tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        let word = token.word(text);
        body_head(word).is_some() || programme_head(word).is_some_and(|head| head.ends_name)
    })
}

/// The name that the run of tokens `first..after` is, if its words show one.
fn classified(text: &str, tokens: &[Token], first: usize, after: usize) -> Option<NameMention> {
    let words = tokens.get(first..after)?;
    let name = words.first()?.span.join(words.last()?.span);
    let link = words
        .iter()
        .position(|token| matches!(token.span.of(text), "of" | "for" | "on"));
    let own = words.get(..link.unwrap_or(words.len()))?;
    let head = own.iter().rev().find(|token| token.kind == TokenKind::Word)?;
    let (head_word, head) = (head.word(text), head.span.of(text));
    let pair = words.len() == 1 && words.first().is_some_and(|token| is_pair(token.span.of(text)));
    let several = pair || words.iter().filter(|token| token.is_capitalized(text)).count() > 1;
    let acronym = acronym_at(text, tokens, after);
    let span = acronym.map_or(name, |(_, span)| name.join(span));
    let mention = |kind| NameMention {
        name,
        acronym: acronym.map(|(inner, _)| inner),
        span,
        introduced: None,
        kind,
    };
    if several && programme_head(head_word).is_some_and(|head| head.ends_name) {
        return Some(mention(NameKind::Programme));
    }
    if let Some(kind) = body_head(head_word).filter(|_| !is_no_body(text, own)) {
        let alone = own.len() == 1
            && link.is_none()
            && stands_alone_as_body(head)
            && !follows_name(text, tokens, first);
        let acting = head != "Administration" && head != "Government" || own.len() > 2 || link.is_some();
        if (several && acting) || alone {
            return Some(mention(NameKind::Body(kind)));
        }
    }
    // `Electricidade de Moçambique (EDM)`: the acronym is made of the name's initials.
    let abbreviated = acronym.is_some_and(|(inner, _)| abbreviates(inner.of(text), text, words));
    let head_follows = tokens
        .get(after + 3)
        .is_some_and(|token| programme_head(token.word(text)).is_some());
    if several && abbreviated && !head_follows {
        return Some(mention(NameKind::Body("other")));
    }
    // `the Smart City programme`, `the Nacala Corridor road improvement project`: a capitalised name
    // before a small head, or before one or two words that belong to it.
    let from = acronym.map_or(after, |_| after + 3);
    let small_head = (from..from + 3).find(|&at| {
        let head = tokens.get(at).and_then(|token| programme_head(token.word(text)));
        head.is_some_and(|head| head.follows_name)
    })?;
    let between = (from..small_head).all(|at| {
        tokens.get(at).is_some_and(|token| {
            token.kind == TokenKind::Word
                && token.span.of(text).starts_with(char::is_lowercase)
                && function_word(token.word(text)).is_none()
        })
    });
    let head = tokens
        .get(small_head)
        .filter(|token| !token.is_capitalized(text))?;
    (several && between).then(|| NameMention {
        span: name.join(head.span),
        name: if small_head > from {
            name.join(head.span)
        } else {
            name
        },
        ..mention(NameKind::Programme)
    })
}

/// True where the capitals of `acronym` are initials of `words`, in order.
fn abbreviates(acronym: &str, text: &str, words: &[Token]) -> bool {
    let mut initials = words
        .iter()
        .filter_map(|token| token.span.of(text).chars().next())
        .filter(|initial| initial.is_uppercase());
    let mut letters = acronym.chars().filter(|letter| letter.is_uppercase());
    letters.all(|letter| initials.any(|initial| initial == letter))
}

/// `Belgrade-Budapest`: two names in one word.
fn is_pair(word: &str) -> bool {
    word.split_once('-')
        .is_some_and(|(one, other)| one.len() > 2 && other.starts_with(char::is_uppercase))
}

/// True for a room, a post or a group without a name: `Oval Office`, `Joint Working Group`.
fn is_no_body(text: &str, own: &[Token]) -> bool {
    let word = |back: usize| {
        let index = own.len().checked_sub(back);
        index
            .and_then(|index| own.get(index))
            .map_or("", |token| token.span.of(text))
    };
    matches!(
        (word(2), word(1)),
        ("Oval", "Office") | ("Working" | "Contact" | "Expert" | "Experts", "Group") | ("Press", "Service")
    )
}

/// Bodies that need no further word.
fn stands_alone_as_body(head: &str) -> bool {
    matches!(
        head,
        "Bundestag" | "Congress" | "Duma" | "Knesset" | "Parliament" | "Senate"
    )
}

/// True where a capitalised word stands before the run, as in `the U.S. Congress`.
fn follows_name(text: &str, tokens: &[Token], first: usize) -> bool {
    first
        .checked_sub(1)
        .and_then(|before| tokens.get(before))
        .is_some_and(|before| before.is_capitalized(text))
}

/// An acronym in brackets at token `at`: what stands inside, and the whole.
fn acronym_at(text: &str, tokens: &[Token], at: usize) -> Option<(Span, Span)> {
    let open = tokens.get(at).filter(|token| token.is(text, "("))?;
    let inner = tokens.get(at + 1).filter(|token| token.kind == TokenKind::Word)?;
    let close = tokens.get(at + 2).filter(|token| token.is(text, ")"))?;
    let capitals = inner.span.of(text).chars().filter(|ch| ch.is_uppercase()).count();
    (capitals >= 2).then(|| (inner.span, open.span.join(close.span)))
}

#[cfg(test)]
mod tests {
    use super::{NameKind, names};
    use crate::document::Outline;
    use crate::mentions::quotations;

    fn found(text: &str) -> Vec<(&str, Option<&str>, Option<&'static str>)> {
        names(text, &Outline::of(text), &quotations(text), &[])
            .into_iter()
            .map(|mention| {
                let kind = match mention.kind {
                    NameKind::Body(kind) => Some(kind),
                    NameKind::Programme => None,
                };
                (
                    mention.name.of(text),
                    mention.acronym.map(|span| span.of(text)),
                    kind,
                )
            })
            .collect()
    }

    #[test]
    fn two_bodies_side_by_side_are_two() {
        let text = "with the Nordic Cooperation Agency (NCA) and the Nordic Bank for Rural Credit (NBRC).";
        assert_eq!(
            found(text),
            [
                ("Nordic Cooperation Agency", Some("NCA"), Some("government_body")),
                (
                    "Nordic Bank for Rural Credit",
                    Some("NBRC"),
                    Some("financial_institution")
                ),
            ]
        );
        assert_eq!(
            found("the Department of Health and Human Services said"),
            [(
                "Department of Health and Human Services",
                None,
                Some("government_body")
            )]
        );
    }

    #[test]
    fn a_quoted_list_behind_a_noun_names_bodies_of_its_kind() {
        let text = "Leading firms such as 'Alfa', 'Be Ta' and 'Gamma' met. They said 'Alfa' is firm.";
        assert_eq!(
            found(text),
            [
                ("Alfa", None, Some("company")),
                ("Be Ta", None, Some("company")),
                ("Gamma", None, Some("company")),
            ]
        );
    }

    #[test]
    fn programmes_go_by_quoted_or_capitalised_names() {
        assert_eq!(
            found("the 'Two Rivers, One Sea' program and the Rectors' Forum"),
            [
                ("Two Rivers, One Sea", None, None),
                ("Rectors' Forum", None, None),
            ]
        );
        assert_eq!(
            found("The Lobito Corridor; the 'friendship groups' program; A program."),
            [("Lobito Corridor", None, None)]
        );
    }
}
