//! Bodies that a noun introduces: lists (`companies such as 'A', B and C`) and single names
//! (`the broadcaster X`).

use crate::document::{Span, Token, TokenKind};
use crate::lexicon::{body_noun, list_head};

use super::Quotation;
use super::name::{NameKind, NameMention, starts_run};

/// Bodies listed in quotation marks behind a plural noun: `companies such as 'A', 'B' and 'C'`.
pub(super) fn listed(text: &str, tokens: &[Token], quoted: &[Quotation]) -> Vec<NameMention> {
    let mut found = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let Some(kind) = (token.kind == TokenKind::Word)
            .then(|| list_head(token.word(text)))
            .flatten()
        else {
            continue;
        };
        let such = index
            .checked_sub(1)
            .and_then(|before| tokens.get(before))
            .is_some_and(|before| before.span.of(text).eq_ignore_ascii_case("such"));
        let introduced = tokens
            .get(index + 1..)
            .and_then(|rest| list_start(text, rest, such));
        let Some(mut at) = introduced else { continue };
        // Items follow one another with nothing but commas and `and` between them.
        let start = quoted.partition_point(|quotation| quotation.span.start < at);
        for quotation in quoted.get(start..).unwrap_or_default() {
            let between = Span::new(at, quotation.span.start.max(at)).of(text);
            if !between.chars().all(|ch| ch == ',' || ch.is_whitespace())
                && between.trim_matches([',', ' ']) != "and"
            {
                break;
            }
            found.push(NameMention {
                name: quotation.inner.trimmed(text),
                acronym: None,
                span: quotation.span,
                introduced: Some(token.span),
                kind: NameKind::Body(kind),
            });
            at = quotation.span.end;
        }
        found.extend(listed_runs(text, tokens, at, token.span, kind));
    }
    found.retain(|mention| mention.name.of(text).contains(char::is_alphanumeric));
    found
}

/// Capitalised names in a list that begins at the byte `at`: `companies such as A, B C and D`.
fn listed_runs(text: &str, tokens: &[Token], at: usize, noun: Span, kind: &'static str) -> Vec<NameMention> {
    /// Longer lists are read up to here.
    const MOST: usize = 30;
    let mut found = Vec::new();
    let mut index = tokens.partition_point(|token| token.span.start < at);
    while found.len() < MOST && starts_run(text, tokens, index) {
        let mut after = index + 1;
        while starts_run(text, tokens, after)
            || (tokens.get(after).is_some_and(|token| token.is(text, "&"))
                && starts_run(text, tokens, after + 1))
        {
            after += 1;
        }
        let (Some(first), Some(last)) = (tokens.get(index), tokens.get(after - 1)) else {
            break;
        };
        let name = first.span.join(last.span);
        found.push(NameMention {
            name,
            acronym: None,
            span: name,
            introduced: Some(noun),
            kind: NameKind::Body(kind),
        });
        index = after;
        while tokens
            .get(index)
            .is_some_and(|token| token.is(text, ",") || token.is(text, "and"))
        {
            index += 1;
        }
        if index == after {
            break;
        }
    }
    found
}

/// The byte at which the list begins that `such as`, `like`, `including` or a colon opens.
fn list_start(text: &str, rest: &[Token], such: bool) -> Option<usize> {
    let word = |index: usize| rest.get(index).map(|token| token.span.of(text));
    let last = match (word(0)?, word(1)) {
        ("such", Some("as")) | (",", Some("including" | "like")) => 1,
        ("as", _) if such => 0,
        (",", Some("among")) => 2,
        ("like" | "including" | ":" | ",", _) => 0,
        _ => return None,
    };
    rest.get(last).map(|token| token.span.end)
}

/// A name behind a noun that says what it is: `the tech giant Xiaomi`, `broadcaster CCTV`.
pub(super) fn introduced(text: &str, tokens: &[Token], first: usize, after: usize) -> Option<NameMention> {
    let noun = first.checked_sub(1).and_then(|before| tokens.get(before))?;
    let kind = body_noun(noun.word(text))?;
    let name = tokens
        .get(first)?
        .span
        .join(tokens.get(after.checked_sub(1)?)?.span);
    (!noun.is_capitalized(text)).then_some(NameMention {
        name,
        acronym: None,
        span: name,
        introduced: Some(noun.span),
        kind: NameKind::Body(kind),
    })
}
