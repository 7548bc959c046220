//! Phrases: short patterns over words, by which the tables say what a cue looks like.
//!
//! ```text
//! phrase  = element { " " element }
//! element = word { "/" word } [ "?" ]     one of these words, or with "?" none
//!         | "_?"                          any one word, or none; a possessive ending belongs to it
//!         | "..."                         a gap: any words up to the end of the clause
//! ```
//!
//! `was/were supported` finds `was also supported`: between two elements adverbs (`also`,
//! `successfully`) and quotation marks may stand. A negation may not, so `was not supported` is
//! not found. Letter case is folded, except that a word of the phrase that is written with a
//! capital (`IT`) must be written so in the text. Where several phrases fit at one place, the one
//! that reaches furthest is taken; of equal ones, the one with the most elements.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::LazyLock;

use super::{KeyMap, WordSet, is_adverb};
use crate::document::{Span, Token, TokenKind, WordBits, word_key};

/// How many tokens a gap may span.
const LONGEST_GAP: usize = 60;

/// How many adverbs and quotation marks may stand between two elements.
const MOST_BETWEEN: usize = 8;

/// Phrases, each with what it stands for.
///
/// All elements stand in one list, and all words of elements in another: a book of thousands of
/// phrases is made with a handful of allocations.
#[derive(Debug)]
pub struct PhraseBook<T> {
    phrases: Vec<(Range<usize>, T)>,
    elements: Vec<Element>,
    forms: Vec<Form>,
    /// How phrases may begin, by first and second word.
    starts: Vec<Start>,
    /// Where the starts with one first word stand, by its key.
    by_first_word: KeyMap<Range<usize>>,
}

/// A phrase found in a run of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhraseHit<'b, T> {
    /// From the first word to the last, in bytes.
    pub span: Span,
    /// Index of its first token in the run that was searched.
    pub first: usize,
    /// Index after its last token.
    pub after: usize,
    /// The tokens that the gap covers, where the phrase has one.
    pub gap: Option<(usize, usize)>,
    /// What the phrase stands for.
    pub value: &'b T,
}

#[derive(Debug)]
enum Element {
    /// One of the forms in this range, in the order of their keys.
    Word {
        any_of: Range<usize>,
        /// Those forms as a set.
        words: WordBits,
        optional: bool,
    },
    AnyWord,
    Gap,
}

/// One way in which a phrase may begin. Dozens begin with `the`, so that most say how they go on.
#[derive(Clone, Copy, Debug)]
struct Start {
    /// The key of its first word.
    first: u64,
    /// The key of the word with which it must go on; `None` where it need not be one of a few.
    second: Option<u64>,
    /// The phrase.
    phrase: usize,
    /// The words that two elements behind the first may be which the phrase cannot do without.
    needs: [WordBits; 2],
}

/// One of the words that an element may be.
#[derive(Debug)]
struct Form {
    word: &'static str,
    key: u64,
    /// True where it has a capital, and the text must have it too.
    is_exact: bool,
}

/// Where a phrase ended, and its gap.
type End = (usize, Option<(usize, usize)>);

impl<T> PhraseBook<T> {
    /// A book of `phrases`, each written as the module's grammar says.
    pub fn new(phrases: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        /// Most phrases have fewer elements, and most elements one form.
        const ELEMENTS: usize = 3;
        let phrases: Vec<(&'static str, T)> = phrases.into_iter().collect();
        let mut book = Self {
            phrases: Vec::with_capacity(phrases.len()),
            elements: Vec::with_capacity(phrases.len() * ELEMENTS),
            forms: Vec::with_capacity(phrases.len() * ELEMENTS),
            starts: Vec::with_capacity(phrases.len() * 2),
            by_first_word: KeyMap::from_iter([]),
        };
        for (phrase, value) in phrases {
            let first = book.elements.len();
            for element in phrase.split(' ') {
                book.add_element(element);
            }
            book.phrases.push((first..book.elements.len(), value));
            book.add_starts(book.phrases.len() - 1);
        }
        book.starts
            .sort_unstable_by_key(|start| (start.first, start.second, start.phrase));
        let mut at = 0;
        let same_first = book.starts.chunk_by(|one, other| one.first == other.first);
        let ranges = same_first.filter_map(|same| {
            let range = at..at + same.len();
            at = range.end;
            Some((same.first()?.first, range))
        });
        book.by_first_word = ranges.collect();
        book
    }

    fn add_element(&mut self, written: &'static str) {
        let element = match written {
            "_?" => Element::AnyWord,
            "..." => Element::Gap,
            _ => {
                let words = written.strip_suffix('?');
                let first = self.forms.len();
                // Most elements are one word.
                let written = words.unwrap_or(written);
                if written.bytes().any(|byte| byte == b'/') {
                    self.forms.extend(written.split('/').map(Form::of));
                } else {
                    self.forms.push(Form::of(written));
                }
                let any_of = first..self.forms.len();
                let forms = self.forms.get_mut(any_of.clone()).unwrap_or_default();
                forms.sort_unstable_by_key(|form| form.key);
                Element::Word {
                    words: forms.iter().map(|form| form.key).collect(),
                    any_of,
                    optional: words.is_some(),
                }
            }
        };
        self.elements.push(element);
    }

    /// Adds the ways in which `phrase` may begin.
    fn add_starts(&mut self, phrase: usize) {
        let Self {
            phrases,
            elements,
            forms,
            starts,
            ..
        } = self;
        let elements = phrases
            .get(phrase)
            .and_then(|(range, _)| elements.get(range.clone()));
        let Some([Element::Word { any_of, optional, .. }, rest @ ..]) = elements else {
            return;
        };
        let forms = |range: &Range<usize>| forms.get(range.clone()).unwrap_or_default();
        let second = match rest.first() {
            Some(Element::Word {
                any_of,
                optional: false,
                ..
            }) if !optional => forms(any_of),
            _ => &[],
        };
        let needs = needs_of(rest);
        for first in forms(any_of) {
            let start = |second| Start {
                first: first.key,
                second,
                phrase,
                needs,
            };
            if second.is_empty() {
                starts.push(start(None));
            }
            starts.extend(second.iter().map(|form| start(Some(form.key))));
        }
    }

    /// The phrases in `tokens`, from left to right; the next is looked for after the last one's
    /// end, or inside its gap.
    pub fn find<'b>(&'b self, text: &str, tokens: &[Token]) -> Vec<PhraseHit<'b, T>> {
        let there = tokens.iter().map(|token| token.key).collect();
        self.find_among(text, tokens, there)
    }

    /// The same, where all words of `tokens` are among those that are `there`: a phrase that needs another
    /// is not looked for.
    pub fn find_among<'b>(&'b self, text: &str, tokens: &[Token], there: WordBits) -> Vec<PhraseHit<'b, T>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            match self.longest_among(text, tokens, at, there) {
                Some(hit) => {
                    at = hit.gap.map_or(hit.after, |(start, _)| start).max(at + 1);
                    found.push(hit);
                }
                None => at += 1,
            }
        }
        found
    }

    /// The phrase that begins at token `at` and reaches furthest.
    pub fn longest_at<'b>(&'b self, text: &str, tokens: &[Token], at: usize) -> Option<PhraseHit<'b, T>> {
        self.longest_among(text, tokens, at, WordBits::ALL)
    }

    /// The same, where all words of `tokens` are among those that are `there`.
    #[inline]
    pub fn longest_among<'b>(
        &'b self,
        text: &str,
        tokens: &[Token],
        at: usize,
        there: WordBits,
    ) -> Option<PhraseHit<'b, T>> {
        // Nearly no word begins a phrase.
        let first = tokens.get(at).filter(|token| token.kind == TokenKind::Word)?;
        let starts = self.by_first_word.get(first.key)?.clone();
        self.longest_of(self.starts.get(starts)?, text, tokens, at, there)
    }

    /// Of the phrases of `starts`, the one that begins at token `at` and reaches furthest. Apart from the look at
    /// the first word, which is asked of every token and nearly always says no.
    #[inline(never)]
    fn longest_of<'b>(
        &'b self,
        starts: &[Start],
        text: &str,
        tokens: &[Token],
        at: usize,
        there: WordBits,
    ) -> Option<PhraseHit<'b, T>> {
        let first = tokens.get(at)?;
        let mut best: Option<(End, usize)> = None;
        Self::each(starts, text, tokens, at, |start| {
            if !start.needs.iter().all(|need| there.meet(*need)) {
                return;
            }
            let index = start.phrase;
            let elements = self.elements(index);
            if let Some(end) = self.matches(text, tokens, at, elements) {
                let rank = |after: usize, index: usize| (after, self.elements(index).len(), Reverse(index));
                if best.is_none_or(|((after, _), other)| rank(end.0, index) > rank(after, other)) {
                    best = Some((end, index));
                }
            }
        });
        let ((after, gap), index) = best?;
        let last = tokens.get(after.checked_sub(1)?)?;
        Some(PhraseHit {
            span: first.span.join(last.span),
            first: at,
            after,
            gap,
            value: &self.phrases.get(index)?.1,
        })
    }

    fn elements(&self, phrase: usize) -> &[Element] {
        let range = self.phrases.get(phrase).map(|(range, _)| range.clone());
        range
            .and_then(|range| self.elements.get(range))
            .unwrap_or_default()
    }

    /// Calls `look` with each of `starts` that may be at token `at`.
    fn each(starts: &[Start], text: &str, tokens: &[Token], at: usize, mut look: impl FnMut(&Start)) {
        let open = starts.partition_point(|start| start.second.is_none());
        let (open, led) = starts.split_at(open);
        for start in open {
            look(start);
        }
        if led.is_empty() {
            return;
        }
        for token in tokens.iter().skip(at + 1).take(MOST_BETWEEN + 1) {
            let first = led.partition_point(|start| start.second < Some(token.key));
            for start in led
                .iter()
                .skip(first)
                .take_while(|start| start.second == Some(token.key))
            {
                look(start);
            }
            if !may_stand_between(text, *token) {
                return;
            }
        }
    }

    /// Matches `elements` from token `at` on.
    ///
    /// Each element moves forwards or gives up, and a phrase has a handful of elements and at most one
    /// gap of bounded length, so the work at one place is bounded.
    fn matches(&self, text: &str, tokens: &[Token], at: usize, elements: &[Element]) -> Option<End> {
        let Some((element, rest)) = elements.split_first() else {
            return Some((at, None));
        };
        match element {
            Element::Word {
                any_of,
                words,
                optional,
            } => {
                let here = tokens.get(at)?;
                if self.is_one_of(text, *here, any_of, *words) {
                    let next = if rest.is_empty() {
                        at + 1
                    } else {
                        self.skip_adverbs(text, tokens, at + 1, rest)
                    };
                    if let Some(end) = self.matches(text, tokens, next, rest) {
                        return Some(end);
                    }
                }
                if *optional {
                    self.matches(text, tokens, at, rest)
                } else {
                    None
                }
            }
            Element::AnyWord => {
                let is_quote = |at: usize| {
                    tokens
                        .get(at)
                        .is_some_and(|token| token.kind == TokenKind::Mark && may_stand_between(text, *token))
                };
                let at = if is_quote(at) { at + 1 } else { at };
                let is_word = tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word);
                let skipped = if is_word {
                    let owns = tokens
                        .get(at + 1)
                        .is_some_and(|token| token.kind == TokenKind::Possessive);
                    self.matches(text, tokens, at + 1 + usize::from(owns), rest)
                } else {
                    None
                };
                skipped.or_else(|| self.matches(text, tokens, at, rest))
            }
            Element::Gap => {
                // Most gaps are never closed, so a place is looked at whose word may go on.
                let goes_on = match rest.first() {
                    Some(Element::Word {
                        words,
                        optional: false,
                        ..
                    }) => *words,
                    _ => WordBits::ALL,
                };
                let may_go_on = |token: &Token| goes_on.meet(WordBits::of(token.key));
                let places = tokens.iter().enumerate().skip(at).take(LONGEST_GAP);
                places
                    .take_while(|(_, token)| !ends_clause(text, **token))
                    .skip(1)
                    .filter(|(_, token)| may_go_on(token))
                    .find_map(|(index, _)| {
                        let (after, _) = self.matches(text, tokens, index, rest)?;
                        Some((after, Some((at, index))))
                    })
            }
        }
    }

    /// True where `token` is one of the forms `any_of`, which are `words` as a set.
    fn is_one_of(&self, text: &str, token: Token, any_of: &Range<usize>, words: WordBits) -> bool {
        token.kind == TokenKind::Word
            && words.meet(WordBits::of(token.key))
            && self.has_form(text, token, any_of)
    }

    fn has_form(&self, text: &str, token: Token, any_of: &Range<usize>) -> bool {
        let forms = self.forms.get(any_of.clone()).unwrap_or_default();
        let first = forms.partition_point(|form| form.key < token.key);
        let same_key = forms.iter().skip(first).take_while(|form| form.key == token.key);
        let written = text.as_bytes().get(token.span.range()).unwrap_or_default();
        same_key.into_iter().any(|form| form.is(written))
    }

    /// Steps over adverbs and quotation marks that may stand before the next element.
    fn skip_adverbs(&self, text: &str, tokens: &[Token], at: usize, rest: &[Element]) -> usize {
        let mut at = at;
        for token in tokens.iter().skip(at).take(MOST_BETWEEN) {
            if rest.first().is_some_and(|next| self.wants(text, *token, next))
                || !may_stand_between(text, *token)
            {
                break;
            }
            at += 1;
        }
        at
    }

    fn wants(&self, text: &str, token: Token, element: &Element) -> bool {
        match element {
            Element::Word { any_of, words, .. } => self.is_one_of(text, token, any_of, *words),
            Element::AnyWord | Element::Gap => true,
        }
    }
}

impl Form {
    fn of(word: &'static str) -> Self {
        Self {
            word,
            key: word_key(word),
            is_exact: word.bytes().any(|byte| byte.is_ascii_uppercase()),
        }
    }

    fn is(&self, written: &[u8]) -> bool {
        let word = self.word.as_bytes();
        word == written || (!self.is_exact && word.eq_ignore_ascii_case(written))
    }
}

/// The words of the two of `elements` that fewest words fit, of those that a phrase cannot do without; all
/// words where there are none.
fn needs_of(elements: &[Element]) -> [WordBits; 2] {
    // How many forms they have, fewest first, and which.
    let mut needs = [(usize::MAX, WordBits::ALL); 2];
    for element in elements {
        if let Element::Word {
            any_of,
            words,
            optional: false,
        } = element
        {
            let need = (any_of.len(), *words);
            if need.0 < needs[0].0 {
                needs = [need, needs[0]];
            } else if need.0 < needs[1].0 {
                needs[1] = need;
            }
        }
    }
    needs.map(|(_, words)| words)
}

fn may_stand_between(text: &str, token: Token) -> bool {
    match token.kind {
        TokenKind::Mark => matches!(token.span.of(text), "'" | "\"" | "“" | "”" | "‘" | "’"),
        TokenKind::Word => BETWEEN.has_exact(token.word(text)) || is_adverb(token.span.of(text)),
        TokenKind::Number | TokenKind::Possessive => false,
    }
}

/// Adverbs without `-ly` that stand inside a verb phrase. None of them turns its meaning.
static BETWEEN: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new([
        "all", "also", "already", "both", "further", "now", "once", "since", "soon", "still", "then",
        "together",
    ])
});

fn ends_clause(text: &str, token: Token) -> bool {
    token.kind == TokenKind::Mark && matches!(token.span.of(text), ";" | "." | "!" | "?")
}

#[cfg(test)]
#[path = "phrase_tests.rs"]
mod tests;
