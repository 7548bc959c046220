//! Offices: a title with its rank, its field, and the second title of one holder.
//!
//! ```text
//! office    = { rank | portfolio } title [ ( "of" | "for" ) portfolio { portfolio } ] [ "(" acronym ")" ]
//!             [ "and" office ]
//! portfolio = a word of lexicon: portfolios, with "and", "," between two
//! ```

use crate::document::{Span, TokenKind};
use crate::lexicon::{PhraseHit, TITLES, Title, TitleClass, is_portfolio, is_rank};

use super::person::{MOST_PARTS, Reader};

/// An office as it stands in a sentence.
pub(super) struct Office {
    /// Its first token.
    pub(super) first: usize,
    /// The token after it.
    pub(super) after: usize,
    pub(super) span: Span,
    pub(super) class: TitleClass,
}

impl Reader<'_> {
    /// The whole office of which `hit` is the title: its rank and field, and what is joined to it.
    pub(super) fn office(&self, hit: &PhraseHit<'_, Title>) -> Office {
        let mut first = hit.first;
        if hit.value.class != TitleClass::Courtesy {
            while let Some(before) = first.checked_sub(1).filter(|&before| {
                hit.first - before <= MOST_PARTS
                    && self
                        .token(before)
                        .is_some_and(|word| is_rank(word) || is_portfolio(word))
            }) {
                first = before;
            }
        }
        // `Energy` before a title that is nobody's field begins a name or a sentence.
        let has_field = hit.value.class == TitleClass::Minister || hit.value.class == TitleClass::Office;
        if !has_field {
            first = (first..hit.first)
                .find(|&index| (index..hit.first).all(|rank| self.token(rank).is_some_and(is_rank)))
                .unwrap_or(hit.first);
        }
        let mut class = hit.value.class;
        if first < hit.first && class == TitleClass::Head {
            class = TitleClass::Minister;
        }
        // `Islamic` of `President of the Islamic Republic of Mauritania` is no field, though of another office it is.
        let field = || self.field_end(hit.after);
        let of_country = self.of_country(hit.after).is_some();
        let mut after = if of_country { None } else { field() }.unwrap_or(hit.after);
        after = self.acronym_end(after);
        if class == TitleClass::Courtesy && self.is_mark(after, ".") {
            after += 1;
        } else if let Some(second) = self.joined_title(hit, after) {
            after = self.acronym_end(self.field_end(second.after).unwrap_or(second.after));
        }
        let span = self.span(first, after).unwrap_or(hit.span);
        let span = if class == TitleClass::Courtesy || self.is_mark(after.saturating_sub(1), ")") {
            hit.span.join(self.span(first, hit.after).unwrap_or(hit.span))
        } else {
            span
        };
        Office {
            first,
            after,
            span,
            class,
        }
    }

    /// The second title of one holder, behind `and` at token `at`.
    pub(super) fn joined_title(
        &self,
        hit: &PhraseHit<'_, Title>,
        at: usize,
    ) -> Option<PhraseHit<'static, Title>> {
        let second = self.title_at(at + 1).filter(|_| self.is_word(at, "and"))?;
        let both = second.value.class != TitleClass::Courtesy && !second.value.plural && !hit.value.plural;
        both.then_some(second)
    }

    /// The token after `of Foreign Affairs`, where that is what stands at token `at`.
    pub(super) fn field_end(&self, at: usize) -> Option<usize> {
        // `Minister of Foreign Affairs` **and Trade**: a title of several words that goes on.
        let goes_on = self.is_word(at, "and") || self.is_mark(at, ",");
        let in_field = at
            .checked_sub(1)
            .and_then(|before| self.token(before))
            .is_some_and(is_portfolio)
            && self
                .tokens
                .get(at + 1)
                .is_some_and(|token| token.is_capitalized(self.text));
        if !(self.is_word(at, "of") || self.is_word(at, "for") || (goes_on && in_field)) {
            return None;
        }
        let mut next = at + 1 + usize::from(self.is_word(at + 1, "the"));
        let mut end = None;
        for _ in 0..2 * MOST_PARTS {
            if self.token(next).is_some_and(is_portfolio) {
                next += 1;
                end = Some(next);
            } else if end.is_some() && (self.is_word(next, "and") || self.is_mark(next, ",")) {
                next += 1;
            } else {
                break;
            }
        }
        end
    }

    /// The token after `(COAS)`, where that stands at token `at`; else `at`.
    pub(super) fn acronym_end(&self, at: usize) -> usize {
        let capitals = self
            .token(at + 1)
            .is_some_and(|word| word.chars().all(char::is_uppercase));
        if self.is_mark(at, "(") && capitals && self.is_mark(at + 2, ")") {
            at + 3
        } else {
            at
        }
    }

    /// Steps over titles and courtesies that stand between an office and its name:
    /// `Prime Minister Sheikh …`, `Chief of Staff General …`.
    pub(super) fn further_titles(&self, at: usize) -> usize {
        let mut at = at;
        for _ in 0..MOST_PARTS {
            let Some(hit) = self.title_at(at).filter(|hit| !hit.value.plural) else {
                break;
            };
            // A title in small letters behind another begins something else.
            if !self
                .tokens
                .get(at)
                .is_some_and(|token| token.is_capitalized(self.text))
            {
                break;
            }
            at = hit.after + usize::from(self.is_mark(hit.after, "."));
        }
        at
    }

    pub(super) fn title_at(&self, at: usize) -> Option<PhraseHit<'static, Title>> {
        let hit = TITLES.longest_at(self.text, self.tokens, at)?;
        (!self.is_given_name(&hit)).then_some(hit)
    }

    /// `Sultan` of `Sheikh Sultan bin Hamdan`: what stands before a father's name is a name itself.
    pub(super) fn is_given_name(&self, hit: &PhraseHit<'_, Title>) -> bool {
        let of_father = matches!(self.token(hit.after), Some("bin" | "bint" | "ibn"));
        of_father && hit.after == hit.first + 1 && hit.value.class != TitleClass::Courtesy
    }

    /// `of the Standing Committee of the Congress` at token `at`: the capitalised words it leads to.
    pub(super) fn of_body(&self, at: usize) -> Option<Span> {
        /// Longer runs are headings.
        const MOST_WORDS: usize = 12;
        if !self.is_word(at, "of") {
            return None;
        }
        let mut next = at;
        let mut end = None;
        while next - at < MOST_WORDS {
            let capital = self
                .tokens
                .get(next)
                .is_some_and(|token| token.is_capitalized(self.text));
            let joins = matches!(self.token(next), Some("of" | "for" | "the" | "and" | "on"))
                || self
                    .tokens
                    .get(next)
                    .is_some_and(|token| token.kind == TokenKind::Possessive)
                || (end.is_some() && (self.is_mark(next, "'") || self.is_mark(next, "’")));
            if capital {
                end = self.tokens.get(next);
            } else if !joins {
                break;
            }
            next += 1;
        }
        end.map(|token| token.span)
    }
}
