//! Finding the evidence of a record in its source.

use crate::document::{Span, TokenKind, tokens};
use crate::lexicon::{Numeral, numeral};

use super::cues::is_negation;
use super::fold::{Level, folded};
use super::source::Source;

/// A passage that a record quotes, after the selectors of the W3C Web Annotation Data Model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quote<'r> {
    /// The text that is quoted.
    pub exact: &'r str,
    /// What stands right before it.
    pub prefix: Option<&'r str>,
    /// What stands right after it.
    pub suffix: Option<&'r str>,
    /// First and last offset, in Unicode code points of the source as read, the last exclusive.
    pub offsets: Option<(usize, usize)>,
}

/// Where a quote was found, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The passages: one, or the parts of a quote with an elision; all candidates where it is ambiguous.
    pub passages: Vec<Span>,
    /// What is wrong, if anything.
    pub fault: Option<Fault>,
}

/// What can be wrong with a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It stands nowhere in the source.
    Absent(Option<Nearest>),
    /// It stands there only with its ends inside a word or a number.
    Cut(Span),
    /// It stands there only in other letter case.
    OtherCase(Span),
    /// At the offsets stands something else, or nothing.
    Offsets(Option<Span>),
    /// It stands there, and nowhere with this prefix and suffix.
    Context(Vec<Span>),
    /// It stands there more than once, and nothing tells which is meant.
    Ambiguous(Vec<Span>),
    /// The parts of an elided quote do not stand in this order in one sentence.
    Stitched(Vec<Span>),
    /// An elision passes over words that may turn what is said.
    Hidden(Hidden, Span),
}

/// What an elision must not pass over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// `not`, `never`, `without`
    Negation,
    /// A number in digits or words.
    Number,
    /// A name of a person, country, body, programme or place.
    Name,
}

/// The passage that is most like a quote which the source does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// The passage.
    pub passage: Span,
    /// What the quote has where the two differ; empty where it leaves something out.
    pub quoted: String,
    /// What the source has there; empty where the quote adds something.
    pub differs: Span,
}

/// Finds `quote` in `source`.
pub fn locate(source: &Source, quote: &Quote<'_>) -> Found {
    // Most offsets are right: then nothing has to be looked for.
    if let Some(span) = verbatim(source, quote) {
        return Found {
            passages: vec![source.as_clean(span)],
            fault: None,
        };
    }
    let wanted = &*folded(quote.exact, Level::Search);
    if wanted.is_empty() {
        return Found {
            passages: Vec::new(),
            fault: Some(Fault::Absent(None)),
        };
    }
    let mut places = source.folded_places(wanted, Level::Search, source.whole());
    if let Some((start, end)) = quote.offsets {
        return at_offsets(source, wanted, places, start, end);
    }
    if places.is_empty() {
        return otherwise(source, quote, wanted);
    }
    if quote.prefix.is_some() || quote.suffix.is_some() {
        let mut fitting = places.clone();
        fitting.retain(|place| has_context(source, *place, quote));
        if fitting.is_empty() {
            return Found {
                passages: places.clone(),
                fault: Some(Fault::Context(places)),
            };
        }
        places = fitting;
    }
    let fault = (places.len() > 1).then(|| Fault::Ambiguous(places.clone()));
    Found {
        passages: places,
        fault,
    }
}

/// Where `quote` stands by its offsets, if it stands there letter by letter.
fn verbatim(source: &Source, quote: &Quote<'_>) -> Option<Span> {
    let (start, end) = quote.offsets?;
    let span = source.document().span_of_code_points(start, end)?;
    // What holds no letter may be nothing when it is folded.
    let stands = source.document().slice(span) == quote.exact
        && quote.exact.bytes().any(|byte| byte.is_ascii_alphanumeric());
    stands.then_some(span)
}

fn at_offsets(source: &Source, wanted: &str, places: Vec<Span>, start: usize, end: usize) -> Found {
    let there = source.document().span_of_code_points(start, end);
    let holds = there.is_some_and(|span| folded(source.document().slice(span), Level::Search) == wanted);
    if let (true, Some(span)) = (holds, there) {
        return Found {
            passages: vec![source.as_clean(span)],
            fault: None,
        };
    }
    let fault = if places.is_empty() {
        Fault::Absent(nearest(source, wanted))
    } else {
        Fault::Offsets(there.map(|span| source.as_clean(span)))
    };
    Found {
        passages: places,
        fault: Some(fault),
    }
}

/// True where prefix and suffix stand right beside `place`, white space apart.
fn has_context(source: &Source, place: Span, quote: &Quote<'_>) -> bool {
    let search = source.folded(Level::Search);
    let span = search.folded(place);
    let before = search.text().get(..span.start).unwrap_or_default().trim_end();
    let after = search.text().get(span.end..).unwrap_or_default().trim_start();
    quote
        .prefix
        .is_none_or(|prefix| before.ends_with(&*folded(prefix, Level::Search)))
        && quote
            .suffix
            .is_none_or(|suffix| after.starts_with(&*folded(suffix, Level::Search)))
}

/// A quote that does not stand in the source as it is: in other case, cut, elided, or not at all.
fn otherwise(source: &Source, quote: &Quote<'_>, wanted: &str) -> Found {
    let with = |passages: Vec<Span>, fault| Found { passages, fault };
    let caseless = source.places(quote.exact, Level::Caseless, source.whole());
    if let Some(&first) = caseless.first() {
        // A quote that begins or ends a sentence of its own may take a capital for a small letter.
        let only_first = folded(source.slice(first), Level::Search)
            .chars()
            .skip(1)
            .eq(wanted.chars().skip(1));
        let fault = (!only_first).then_some(Fault::OtherCase(first));
        return with(vec![first], fault);
    }
    if let Some(parts) = elided_parts(wanted) {
        return elided(source, &parts);
    }
    if let Some(span) = source.stands_cut(wanted, Level::Search) {
        return with(Vec::new(), Some(Fault::Cut(span)));
    }
    with(Vec::new(), Some(Fault::Absent(nearest(source, wanted))))
}

/// The parts of a folded quote between its marks of elision; `None` where it has none.
fn elided_parts(wanted: &str) -> Option<Vec<&str>> {
    if !wanted.contains("...") {
        return None;
    }
    let parts: Vec<&str> = wanted
        .split("...")
        .map(|part| part.trim_matches(['.', ' ']))
        .map(|part| part.strip_prefix([']', ')']).unwrap_or(part))
        .map(|part| part.strip_suffix(['[', '(']).unwrap_or(part).trim())
        .filter(|part| !part.is_empty())
        .collect();
    (!parts.is_empty()).then_some(parts)
}

/// A quote in parts: they must stand in order inside one sentence, with nothing between them that
/// turns what is said.
fn elided(source: &Source, parts: &[&str]) -> Found {
    let Some((first, rest)) = parts.split_first() else {
        return Found::default();
    };
    let starts = source.folded_places(first, Level::Search, source.whole());
    let mut missing = starts.is_empty();
    let mut hidden = None;
    for start in starts {
        let Some(sentence) = source.sentence_of(start) else {
            continue;
        };
        let mut found = vec![start];
        let mut end = start.end;
        for part in rest {
            let room = Span::new(end.min(sentence.end), sentence.end);
            let Some(next) = source.folded_places(part, Level::Search, room).first().copied() else {
                break;
            };
            found.push(next);
            end = next.end;
        }
        if found.len() < parts.len() {
            continue;
        }
        let turned = found.windows(2).find_map(|pair| match pair {
            [one, other] => hidden_in(source, Span::new(one.end, other.start.max(one.end))),
            _ => None,
        });
        match turned {
            None => {
                return Found {
                    passages: found,
                    fault: None,
                };
            }
            Some((what, span)) => hidden = hidden.or(Some((found, what, span))),
        }
    }
    if let Some((passages, what, span)) = hidden {
        return Found {
            passages,
            fault: Some(Fault::Hidden(what, span)),
        };
    }
    let mut anywhere = Vec::new();
    for part in parts {
        match source.folded_places(part, Level::Search, source.whole()).first() {
            Some(place) => anywhere.push(*place),
            None => missing = true,
        }
    }
    let fault = if missing {
        Fault::Absent(nearest(source, &parts.join(" ")))
    } else {
        Fault::Stitched(anywhere)
    };
    Found {
        passages: Vec::new(),
        fault: Some(fault),
    }
}

/// The first word in `gap` that an elision must not pass over.
fn hidden_in(source: &Source, gap: Span) -> Option<(Hidden, Span)> {
    let all = source.outline().tokens();
    let first = all.partition_point(|token| token.span.start < gap.start);
    let words = all
        .get(first..)?
        .iter()
        .take_while(|token| token.span.end <= gap.end);
    let mut name = None;
    let mut number = None;
    for token in words {
        let word = token.span.of(source.text());
        let is_number = token.kind == TokenKind::Number
            || matches!(
                numeral(word),
                Some(
                    Numeral::Unit(_)
                        | Numeral::Tens(_)
                        | Numeral::Hundred
                        | Numeral::Scale(_)
                        | Numeral::Ordinal(_)
                )
            );
        if is_negation(word) {
            return Some((Hidden::Negation, token.span));
        }
        if is_number {
            number = number.or(Some(token.span));
        } else if token.is_capitalized(source.text()) {
            name = name.or(Some(token.span));
        }
    }
    number
        .map(|span| (Hidden::Number, span))
        .or(name.map(|span| (Hidden::Name, span)))
}

/// Words that stand oftener than this say little about where a quote comes from.
const MOST_VOTES: usize = 64;

/// The passage of the source that has most of the words of `wanted` at the same distances.
fn nearest(source: &Source, wanted: &str) -> Option<Nearest> {
    let caseless = folded(wanted, Level::Caseless);
    let quote: Vec<&str> = tokens(&caseless)
        .iter()
        .map(|token| token.span.of(&caseless))
        .collect();
    let words = source.words();
    let shift = i64::try_from(quote.len()).ok()?;
    let mut votes: std::collections::BTreeMap<i64, usize> = std::collections::BTreeMap::new();
    for (index, word) in quote.iter().enumerate() {
        let places = words.places.get(*word).map(Vec::as_slice).unwrap_or_default();
        if places.len() > MOST_VOTES {
            continue;
        }
        for &place in places {
            let distance = i64::try_from(place).ok()? - i64::try_from(index).ok()?;
            *votes.entry(distance).or_default() += 1;
        }
    }
    // A word more or less moves all that follows by one: neighbouring distances count together.
    let (&best, count) = votes
        .keys()
        .map(|at| {
            (
                at,
                votes
                    .range(at - 2..=at + 2)
                    .map(|(_, count)| count)
                    .sum::<usize>(),
            )
        })
        .max_by_key(|&(at, count)| (count, std::cmp::Reverse(*at)))?;
    let enough = count >= 2 && count * 2 >= quote.len().min(MOST_VOTES);
    if !enough {
        return None;
    }
    let low = usize::try_from((best - 3).max(0)).ok()?;
    let high = usize::try_from((best + shift + 3).max(0))
        .ok()?
        .min(words.all.len());
    let window = words.all.get(low..high)?;
    let first = window
        .iter()
        .position(|(word, _)| Some(&word.as_str()) == quote.first())
        .unwrap_or(usize::try_from((best - i64::try_from(low).ok()?).max(0)).ok()?);
    let last = window
        .iter()
        .rposition(|(word, _)| Some(&word.as_str()) == quote.last())
        .map_or_else(|| (first + quote.len()).min(window.len()), |at| at + 1);
    let passage = window.get(first..last.max(first))?;
    let head = passage
        .iter()
        .zip(&quote)
        .take_while(|((word, _), wanted)| word == *wanted)
        .count();
    let tail = passage
        .iter()
        .rev()
        .zip(quote.iter().rev())
        .take_while(|((word, _), wanted)| word == *wanted)
        .count()
        .min(passage.len() - head)
        .min(quote.len() - head);
    let (_, start) = passage.first()?;
    let (_, end) = passage.last()?;
    let differs = passage.get(head..passage.len() - tail)?;
    let differs = match (differs.first(), differs.last()) {
        (Some((_, from)), Some((_, to))) => from.join(*to),
        _ => passage.get(head).map_or(Span::new(end.end, end.end), |(_, at)| {
            Span::new(at.start, at.start)
        }),
    };
    Some(Nearest {
        passage: start.join(*end),
        quoted: quote.get(head..quote.len() - tail)?.join(" "),
        differs,
    })
}
