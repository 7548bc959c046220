//! A gazetteer: many names, found in one pass over a text.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind};

use super::plain::Plain;
use crate::document::Span;

/// How the letters of a name must agree with those of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// As written: `US` is not `us`.
    Exact,
    /// Either case, for ASCII letters.
    Fold,
}

/// Names, each with what it stands for, and an automaton that finds them all in one pass.
///
/// Searching takes time linear in the text: all occurrences are found, also overlapping ones,
/// those that begin or end inside a word are dropped, and of those that overlap the longest stays
/// (the first, where two are equally long). A search that only keeps the leftmost-longest while
/// it goes would lose `United States` inside `the United States of Americana`.
///
/// Names are found also where the text has several spaces or a line break between their words, or
/// writes an accent as a character of its own.
///
/// ```
/// use rapporteur::lexicon::{Case, Gazetteer};
/// let states = Gazetteer::new(Case::Exact, [("Niger", "NE"), ("Nigeria", "NG")]);
/// let found: Vec<_> = states.find("Nigeria and Niger").map(|hit| *hit.value).collect();
/// assert_eq!(found, ["NG", "NE"]);
/// ```
#[derive(Debug)]
pub struct Gazetteer<T> {
    automaton: Option<AhoCorasick>,
    values: Vec<T>,
}

/// One name found.
#[derive(Debug, PartialEq, Eq)]
pub struct Hit<'g, T> {
    /// Where, in bytes.
    pub span: Span,
    /// What the name stands for.
    pub value: &'g T,
}

impl<T> Gazetteer<T> {
    /// A gazetteer of `names`. A name that stands twice keeps its first value.
    pub fn new<N: AsRef<str>>(case: Case, names: impl IntoIterator<Item = (N, T)>) -> Self {
        let (patterns, values): (Vec<N>, Vec<T>) = names.into_iter().unzip();
        // Building fails only beyond two thousand million states, which no table here comes near;
        // a gazetteer without an automaton finds nothing.
        let automaton = AhoCorasickBuilder::new()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .ascii_case_insensitive(case == Case::Fold)
            .build(patterns.iter().map(AsRef::as_ref))
            .ok();
        Self { automaton, values }
    }

    /// The names in `text`, from left to right, none overlapping another.
    pub fn find<'g>(&'g self, text: &str) -> impl Iterator<Item = Hit<'g, T>> + use<'g, T> {
        self.find_where(text, stands_alone)
    }

    /// The same, where a name may also stand against digits: `USD3`, `5RM`.
    pub fn find_beside_digits<'g>(&'g self, text: &str) -> impl Iterator<Item = Hit<'g, T>> + use<'g, T> {
        self.find_where(text, stands_alone_or_beside_digits)
    }

    fn find_where<'g>(
        &'g self,
        text: &str,
        stands: fn(&str, Span) -> bool,
    ) -> impl Iterator<Item = Hit<'g, T>> + use<'g, T> {
        let mut found: Vec<(Span, usize)> = Vec::new();
        if let Some(automaton) = &self.automaton {
            let plain = Plain::of(text);
            for hit in automaton.find_overlapping_iter(&*plain.text) {
                let span = Span::new(hit.start(), hit.end());
                if stands(&plain.text, span) {
                    found.push((plain.in_text(span), hit.pattern().as_usize()));
                }
            }
        }
        longest(&mut found);
        found.into_iter().filter_map(|(span, index)| {
            let value = self.values.get(index)?;
            Some(Hit { span, value })
        })
    }
}

/// True where neither end of `span` cuts through a word.
///
/// An end that is not itself a letter or digit (`U.S.`, `A$`) cuts nothing.
pub fn stands_alone(text: &str, span: Span) -> bool {
    stands(text, span, is_word_char)
}

fn stands_alone_or_beside_digits(text: &str, span: Span) -> bool {
    stands(text, span, |ch| is_word_char(ch) && !ch.is_ascii_digit())
}

fn stands(text: &str, span: Span, is_word_char: fn(char) -> bool) -> bool {
    let inside = span.of(text);
    let before = text.get(..span.start).and_then(|part| part.chars().next_back());
    let after = text.get(span.end..).and_then(|part| part.chars().next());
    let cuts = |inner: Option<char>, outer: Option<char>| {
        inner.is_some_and(char::is_alphanumeric) && outer.is_some_and(is_word_char)
    };
    !cuts(inside.chars().next(), before) && !cuts(inside.chars().next_back(), after)
}

fn is_word_char(ch: char) -> bool {
    ch.is_alphanumeric() || ch == '_'
}

/// Of entries that overlap, keeps the longest; sorts what stays by place.
fn longest(found: &mut Vec<(Span, usize)>) {
    found.sort_by_key(|&(span, index)| (span.start, std::cmp::Reverse(span.end), index));
    let mut kept: Vec<(Span, usize)> = Vec::with_capacity(found.len());
    for &(span, index) in found.iter() {
        match kept.last() {
            Some(&(last, _)) if last.overlaps(span) => {
                // Starts later: it wins only by being longer than what it overlaps.
                if span.len() > last.len() {
                    kept.pop();
                    kept.push((span, index));
                }
            }
            _ => kept.push((span, index)),
        }
    }
    *found = kept;
}

#[cfg(test)]
mod tests {
    use super::{Case, Gazetteer};

    fn found<'a>(gazetteer: &Gazetteer<&'static str>, text: &'a str) -> Vec<&'a str> {
        gazetteer.find(text).map(|hit| hit.span.of(text)).collect()
    }

    #[test]
    fn a_name_inside_a_longer_word_is_no_name() {
        let gazetteer = Gazetteer::new(
            Case::Exact,
            [
                ("United States", "US"),
                ("United States of America", "US"),
                ("Oman", "OM"),
            ],
        );
        assert_eq!(
            found(&gazetteer, "the United States of Americana"),
            ["United States"]
        );
        assert_eq!(
            found(&gazetteer, "the United States of America"),
            ["United States of America"]
        );
        assert_eq!(found(&gazetteer, "Romania, Omani, Oman."), ["Oman"]);
    }

    #[test]
    fn letter_case_counts_only_where_asked() {
        let exact = Gazetteer::new(Case::Exact, [("US", "US")]);
        assert!(found(&exact, "join us").is_empty());
        let folded = Gazetteer::new(Case::Fold, [("more than", ">")]);
        assert_eq!(found(&folded, "More than ten"), ["More than"]);
    }

    #[test]
    fn a_name_may_be_broken_by_a_line() {
        let gazetteer = Gazetteer::new(Case::Exact, [("Sri Lanka", "LK"), ("Brasília", "BR")]);
        assert_eq!(
            found(&gazetteer, "Sri\nLanka, Brasi\u{301}lia,  Sri\n\nLanka"),
            ["Sri\nLanka", "Brasi\u{301}lia"]
        );
    }

    #[test]
    fn a_name_that_ends_in_a_mark_needs_no_boundary_after_it() {
        let gazetteer = Gazetteer::new(Case::Exact, [("U.S.", "US"), ("A$", "AUD")]);
        assert_eq!(found(&gazetteer, "U.S.-led, A$5"), ["U.S.", "A$"]);
    }
}
