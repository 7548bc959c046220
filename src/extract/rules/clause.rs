//! One sentence as the rules see it: its words, what they are, and where its clauses end.

use std::ops::Range;

use crate::document::{Span, Token, WordBits, tokens_span};
use crate::lexicon::function_word;

use super::reading::one_spaced;
use super::traits::Traits;

/// A sentence, or a part of one, with its tokens.
#[derive(Clone, Copy)]
pub(super) struct Clause<'t> {
    pub(super) text: &'t str,
    pub(super) span: Span,
    pub(super) tokens: &'t [Token],
    /// The words of its tokens.
    pub(super) words: WordBits,
    /// For each token, what the rules ask of every word.
    pub(super) traits: &'t [Traits],
}

impl Clause<'_> {
    /// True where the word at token `index` has one of `traits`.
    #[inline]
    pub(super) fn has(&self, index: usize, traits: Traits) -> bool {
        self.traits.get(index).is_some_and(|own| own.has(traits))
    }

    /// True where token `index` is exactly `word`.
    #[inline]
    pub(super) fn is(&self, index: usize, word: &str) -> bool {
        self.word(index) == word
    }

    /// The class of the word at token `index`, if it is a function word.
    pub(super) fn class(&self, index: usize) -> Option<&'static str> {
        let token = self.tokens.get(index)?;
        let is_function = self.has(index, Traits::FUNCTION);
        is_function.then(|| function_word(token.word(self.text)))?
    }

    /// All tokens, as indices.
    pub(super) fn whole(&self) -> Range<usize> {
        0..self.tokens.len()
    }

    /// The tokens of `range` that have one of `traits`, each with its index.
    pub(super) fn all_with(
        &self,
        mut range: Range<usize>,
        traits: Traits,
    ) -> impl Iterator<Item = (usize, &Token)> {
        std::iter::from_fn(move || {
            let index = self.first_with(range.clone(), traits)?;
            range.start = index + 1;
            Some((index, self.tokens.get(index)?))
        })
    }

    /// The first token of `range` that has one of `traits`, as an index.
    pub(super) fn first_with(&self, range: Range<usize>, traits: Traits) -> Option<usize> {
        let end = range.end.min(self.traits.len());
        let mut part = self.traits.get(range.start..end)?.iter();
        let further = part.position(|own| own.has(traits))?;
        Some(range.start + further)
    }

    /// True where some token has one of `traits`.
    pub(super) fn has_any(&self, traits: Traits) -> bool {
        self.first_with(self.whole(), traits).is_some()
    }

    /// The text from token `first` up to, and without, token `after`.
    pub(super) fn tokens_span(&self, first: usize, after: usize) -> Option<Span> {
        tokens_span(self.tokens, first, after)
    }

    /// Index of the first token at or after the byte at `offset`.
    pub(super) fn token_at(&self, offset: usize) -> usize {
        self.tokens.partition_point(|token| token.span.start < offset)
    }

    /// The word at token `index`; empty where there is none.
    #[inline]
    pub(super) fn word(&self, index: usize) -> &str {
        let token = self.tokens.get(index);
        token
            .and_then(|token| self.text.get(token.span.range()))
            .unwrap_or_default()
    }

    /// True where the sentence is an item of a list, marked as such.
    pub(super) fn is_item(&self) -> bool {
        self.item_start() > 0
    }

    /// The token after the mark or number that makes the sentence an item; 0 where none does.
    pub(super) fn item_start(&self) -> usize {
        /// `viii`, `12`
        const LONGEST: usize = 4;
        let short = |index: usize| {
            let word = self.word(index);
            !word.is_empty()
                && word.len() <= LONGEST
                && (word.chars().all(|ch| ch.is_ascii_digit())
                    || word.chars().all(|ch| "ivxabcdefgh".contains(ch)))
        };
        match (self.word(0), self.word(1), self.word(2)) {
            ("•" | "*" | "·" | "▪" | "-" | "–" | "—", ..) => 1,
            ("(", _, ")") if short(1) => 3,
            (_, ")", _) if short(0) => 2,
            _ => 0,
        }
    }

    /// Where the words of the sentence begin, behind the mark or number of an item: `(a)`, `2.`
    pub(super) fn body_start(&self) -> usize {
        let is_number = |word: &str| word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
        let numbered = self.is(1, ".") && !self.word(0).is_empty() && is_number(self.word(0));
        let first = if numbered { 2 } else { self.item_start() };
        self.tokens
            .get(first)
            .map_or(self.span.start, |token| token.span.start)
    }

    /// True where something of its own is to follow the sentence.
    pub(super) fn ends_in_colon(&self) -> bool {
        self.tokens.last().is_some_and(|token| token.is(self.text, ":"))
    }

    /// Where one clause ends and the next begins: what stands between the two.
    ///
    /// ```text
    /// boundary = ";" | comma of an opening connective
    ///          | "," ( "which" | "who" | "while" | … )
    ///          | "," participle                        , implementing projects
    ///          | "," ( "and" | "but" )                 where a verb stands on either side
    /// ```
    pub(super) fn boundaries(&self) -> Vec<Span> {
        let mut found = Vec::new();
        let is_verb = |traits: &Traits| traits.has(Traits::VERB);
        // Verbs are looked for where a comma asks for them, and each token is looked at once.
        let mut last_verb = None;
        let mut opening = None;
        let (mut verb_seen, mut seen_to) = (false, 0);
        for (index, token) in self.all_with(self.whole(), Traits::MARK) {
            let next = self.word(index + 1);
            let mut opens = || *opening.get_or_insert_with(|| self.opening_connective()) == Some(index);
            let mut clauses_meet = || {
                if !matches!(next, "and" | "but") {
                    return false;
                }
                let unseen = self.traits.get(seen_to..index).unwrap_or_default();
                verb_seen |= unseen.iter().any(is_verb);
                seen_to = index;
                let last = || self.traits.iter().rposition(is_verb);
                verb_seen
                    && last_verb
                        .get_or_insert_with(last)
                        .is_some_and(|verb| verb > index)
            };
            let boundary = match token.span.of(self.text) {
                ";" => Some(token.span),
                "," if opens() => Some(token.span),
                "," if clauses_meet() => self.tokens.get(index + 1).map(|and| token.span.join(and.span)),
                "," if starts_clause(next) || is_participle(next) => Some(token.span),
                _ => None,
            };
            if let Some(boundary) = boundary {
                found.push(boundary);
                (verb_seen, seen_to) = (false, index + 1);
            }
        }
        found
    }

    /// The comma that closes an opening connective (`In addition,`), as a token index.
    fn opening_connective(&self) -> Option<usize> {
        const LONGEST: usize = 5;
        if !self.has(0, Traits::CONNECTIVE) {
            return None;
        }
        let comma = self
            .tokens
            .iter()
            .take(LONGEST + 1)
            .position(|token| token.is(self.text, ","))?;
        let opening = one_spaced(self.tokens_span(0, comma)?.of(self.text)).to_lowercase();
        CONNECTIVES.contains(&opening.as_str()).then_some(comma)
    }
}

/// True for words that, behind a comma, begin a clause.
fn starts_clause(word: &str) -> bool {
    matches!(word, "as" | "where" | "which" | "while" | "who" | "whose")
}

/// `implementing`, as it begins a clause; `including` begins a list.
fn is_participle(word: &str) -> bool {
    word.len() > 5 && word.ends_with("ing") && word.starts_with(char::is_lowercase) && word != "including"
}

/// What stands before the first comma of a sentence and says nothing of its own.
pub(super) const CONNECTIVES: [&str; 19] = [
    "additionally",
    "also",
    "as a result",
    "at the same time",
    "finally",
    "first",
    "for his part",
    "for her part",
    "furthermore",
    "however",
    "in addition",
    "in particular",
    "in turn",
    "lastly",
    "moreover",
    "second",
    "third",
    "to that end",
    "together",
];
