//! A gazetteer: many names, found in one pass over a text.
//!
//! A name begins where a word or a sign does, and its first word is whole. So the words of a text are
//! found once ([`Starts`]), and each is looked up among the first words of the names. That takes no
//! automaton, which would cost more to build than a whole text costs to read.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use super::KeyMap;
use super::plain::Plain;
use crate::document::{Span, Token, TokenKind, word_key};

/// How the letters of a name must agree with those of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// As written: `US` is not `us`.
    Exact,
    /// Either case, for ASCII letters.
    Fold,
}

/// Names, each with what it stands for.
///
/// Searching takes time linear in the text: at each start the longest name that stands there is
/// taken, those that begin or end inside a word are dropped, and of those that overlap the longest
/// stays (the first, where two are equally long). A search that only keeps the leftmost-longest while
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
    case: Case,
    /// By the word or sign with which they begin, and of those with one beginning the longest first.
    names: Vec<Name>,
    /// Where in `names` those stand that begin with one word or sign, by its key.
    by_start: KeyMap<Range<usize>>,
    values: Vec<T>,
}

/// A name, and the index of its value.
#[derive(Debug)]
struct Name {
    written: Cow<'static, str>,
    value: usize,
}

/// One name found.
#[derive(Debug, PartialEq, Eq)]
pub struct Hit<'g, T> {
    /// Where, in bytes.
    pub span: Span,
    /// What the name stands for.
    pub value: &'g T,
}

/// Where names may begin in one text: at its words and signs. Made once, for all gazetteers.
#[derive(Debug)]
pub struct Starts<'t> {
    plain: Plain<'t>,
    /// Byte offset in the plain text and key of each.
    found: Vec<(usize, u64)>,
}

impl<'t> Starts<'t> {
    /// The starts of `text`. Linear in its length.
    pub fn of(text: &'t str) -> Self {
        let plain = Plain::of(text);
        let mut found = Vec::with_capacity(text.len() / 5);
        let mut at = 0;
        while let Some((start, length, key)) = next_start(&plain.text, at) {
            found.push((start, key));
            at = start + length;
        }
        Self { plain, found }
    }

    /// The same, of a text whose tokens are known: their letters need not be read again.
    pub fn among(text: &'t str, tokens: &[Token]) -> Self {
        let plain = Plain::of(text);
        let Some(places) = plain.places(tokens.iter().map(|token| token.span.start)) else {
            return Self::of(text);
        };
        let mut found = Vec::with_capacity(tokens.len());
        for (token, place) in tokens.iter().zip(places) {
            if token.plain {
                found.push((place, token.key));
                continue;
            }
            let written = token.span.of(text);
            let begins_none = match token.kind {
                TokenKind::Number => true,
                TokenKind::Mark => written.is_ascii() && written != "$",
                TokenKind::Word | TokenKind::Possessive => false,
            };
            if begins_none {
                continue;
            }
            // A word with hyphens or digits in it has several starts.
            let mut at = 0;
            while let Some((start, length, key)) = next_start(written, at) {
                found.push((place + start, key));
                at = start + length;
            }
        }
        Self { plain, found }
    }
}

impl<T> Gazetteer<T> {
    /// A gazetteer of `names`, which begin with a letter or a sign. A name that stands twice keeps its
    /// first value.
    pub fn new<N: Into<Cow<'static, str>>>(case: Case, names: impl IntoIterator<Item = (N, T)>) -> Self {
        Self::of_values(case, names.into_iter().map(|(name, value)| (value, [name])))
    }

    /// The same, of values each of which has several names.
    pub fn of_values<N: IntoIterator<Item: Into<Cow<'static, str>>>>(
        case: Case,
        named: impl IntoIterator<Item = (T, N)>,
    ) -> Self {
        let mut sorted: Vec<(u64, Name)> = Vec::new();
        let mut values = Vec::new();
        for (value, names) in named {
            for name in names {
                let (written, value) = (name.into(), values.len());
                match next_start(&written, 0) {
                    Some((0, _, key)) => sorted.push((key, Name { written, value })),
                    _ => debug_assert!(false, "{written:?} begins with neither a letter nor a sign"),
                }
            }
            values.push(value);
        }
        sorted.sort_unstable_by_key(|(key, name)| (*key, Reverse(name.written.len()), name.value));
        let mut at = 0;
        let same_start = sorted.chunk_by(|(one, _), (other, _)| one == other);
        let ranges = same_start.filter_map(|same| {
            let range = at..at + same.len();
            at = range.end;
            Some((same.first()?.0, range))
        });
        Self {
            case,
            by_start: ranges.collect(),
            names: sorted.into_iter().map(|(_, name)| name).collect(),
            values,
        }
    }

    /// The names in `text`, from left to right, none overlapping another.
    pub fn find<'g>(&'g self, text: &str) -> impl Iterator<Item = Hit<'g, T>> + use<'g, T> {
        self.find_from(&Starts::of(text))
    }

    /// The same, where the starts of `text` are known.
    pub fn find_from<'g>(&'g self, starts: &Starts<'_>) -> impl Iterator<Item = Hit<'g, T>> + use<'g, T> {
        self.find_where(starts, stands_alone)
    }

    /// The same, where a name may also stand against digits: `USD3`, `5RM`.
    pub fn find_beside_digits<'g>(
        &'g self,
        starts: &Starts<'_>,
    ) -> impl Iterator<Item = Hit<'g, T>> + use<'g, T> {
        self.find_where(starts, stands_alone_or_beside_digits)
    }

    fn find_where<'g>(
        &'g self,
        starts: &Starts<'_>,
        stands: fn(&str, Span) -> bool,
    ) -> impl Iterator<Item = Hit<'g, T>> + use<'g, T> {
        let mut found: Vec<(Span, usize)> = Vec::new();
        let text = &*starts.plain.text;
        for &(at, key) in &starts.found {
            let Some(range) = self.by_start.get(key) else {
                continue;
            };
            let names = self.names.get(range.clone()).unwrap_or_default();
            let longest = names.iter().find_map(|name| {
                let span = Span::new(at, at + name.written.len());
                let is_there = self.is_written(name, text, span) && stands(text, span);
                is_there.then(|| (starts.plain.in_text(span), name.value))
            });
            found.extend(longest);
        }
        longest(&mut found);
        found.into_iter().filter_map(|(span, index)| {
            let value = self.values.get(index)?;
            Some(Hit { span, value })
        })
    }

    /// True where `name` is what stands in `text` under `span`.
    fn is_written(&self, name: &Name, text: &str, span: Span) -> bool {
        let there = text.as_bytes().get(span.range());
        there.is_some_and(|there| match self.case {
            Case::Exact => there == name.written.as_bytes(),
            Case::Fold => there.eq_ignore_ascii_case(name.written.as_bytes()),
        })
    }
}

/// The first word or sign of `text` from the byte `at` on: where it begins, its length, its key.
///
/// A word is a run of letters, as `5RM` has one. A sign is `$`, or any other character beyond ASCII.
/// Nothing else begins a name.
fn next_start(text: &str, at: usize) -> Option<(usize, usize, u64)> {
    let bytes = text.as_bytes();
    let may_begin = |byte: &u8| byte.is_ascii_alphabetic() || !byte.is_ascii() || *byte == b'$';
    let start = at + bytes.get(at..)?.iter().position(may_begin)?;
    let rest = text.get(start..)?;
    let is_letter = |ch: char| ch.is_alphanumeric() && !ch.is_ascii_digit();
    let sign = rest.chars().next()?.len_utf8();
    let letters = rest.find(|ch| !is_letter(ch)).unwrap_or(rest.len());
    let length = letters.max(sign);
    Some((start, length, word_key(rest.get(..length)?)))
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
    found.sort_by_key(|&(span, index)| (span.start, Reverse(span.end), index));
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
    use aho_corasick::AhoCorasick;
    use proptest::prelude::*;

    use super::{Case, Gazetteer, Plain};
    use crate::document::{Span, tokens};

    fn found<'a>(gazetteer: &Gazetteer<&'static str>, text: &'a str) -> Vec<&'a str> {
        gazetteer.find(text).map(|hit| hit.span.of(text)).collect()
    }

    /// All names in `text` by an automaton that looks for them at every byte.
    fn found_by_automaton(names: &[String], text: &str, stands: fn(&str, Span) -> bool) -> Vec<Span> {
        let automaton = AhoCorasick::new(names).expect("an automaton");
        let hits = automaton.find_overlapping_iter(text);
        let mut spans: Vec<(Span, usize)> = hits
            .map(|hit| (Span::new(hit.start(), hit.end()), hit.pattern().as_usize()))
            .filter(|(span, _)| stands(text, *span))
            .collect();
        super::longest(&mut spans);
        spans.into_iter().map(|(span, _)| span).collect()
    }

    proptest! {
        #[test]
        fn names_are_found_wherever_they_stand(
            names in prop::collection::vec("[aB$é][aB$é1 '\u{301}-]{0,5}", 1..8),
            text in "[aB$é1_ '\u{301}-]{0,40}",
        ) {
            // Spaces and accents in one way, as tables write them: what is told here is where names stand.
            let plain = |text: &String| Plain::of(text).text.into_owned();
            let (names, text) = (names.iter().map(plain).collect::<Vec<_>>(), plain(&text));
            let gazetteer = Gazetteer::new(Case::Exact, names.iter().map(|name| (name.clone(), ())));
            let starts = super::Starts::of(&text);
            let found: Vec<Span> = gazetteer.find_from(&starts).map(|hit| hit.span).collect();
            prop_assert_eq!(found, found_by_automaton(&names, &text, super::stands_alone));
            let found: Vec<Span> =
                gazetteer.find_beside_digits(&starts).map(|hit| hit.span).collect();
            let expected = found_by_automaton(&names, &text, super::stands_alone_or_beside_digits);
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn tokens_have_the_starts_of_their_text(text in "[aB$é1_ '’.&\u{301}\n-]{0,40}|\\PC{0,40}") {
            let known = super::Starts::among(&text, &tokens(&text));
            prop_assert_eq!(known.found, super::Starts::of(&text).found);
        }
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
    fn a_name_begins_where_a_word_or_a_sign_does() {
        let gazetteer = Gazetteer::new(Case::Exact, [("€", "EUR"), ("RM", "MYR"), ("Côte d'Azur", "FR")]);
        let text = "5RM, 7€8 and the Côte d'Azur; ARM, éRM, RM_";
        let starts = super::Starts::of(text);
        let hits = gazetteer.find_beside_digits(&starts);
        let found: Vec<&str> = hits.map(|hit| hit.span.of(text)).collect();
        assert_eq!(found, ["RM", "€", "Côte d'Azur"]);
        let alone: Vec<&str> = gazetteer.find(text).map(|hit| hit.span.of(text)).collect();
        assert_eq!(alone, ["€", "Côte d'Azur"]);
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
