//! One reading of one document: what the rules share.

use crate::document::{Document, Outline, Sentence, Span, Token};
use crate::lexicon::{OUTCOME_CUES, OutcomeCue, PhraseHit, SPEECH_CUES, SpeechCue, function_word};
use crate::mentions::{Mentions, Quantity};
use crate::record::{Evidence, Selector};

use super::clause::Clause;
use super::fixed::FixedPhrases;
use super::traits::Traits;
use super::{earlier, speech};
use crate::extract::explanation::{Explanation, Rule};

/// A document with its outline, its mentions, and the cues of each sentence.
pub(super) struct Reading<'d> {
    pub(super) document: &'d Document,
    pub(super) text: &'d str,
    pub(super) outline: Outline,
    pub(super) mentions: Mentions,
    /// What stands between double quotation marks, or long between others, without the marks.
    pub(super) quoted: Vec<Span>,
    /// The fixed phrases that stand for a subject.
    pub(super) fixed: FixedPhrases,
    /// For each token, what the rules ask of every word.
    traits: Vec<Traits>,
    /// Where words stand apart by more than one blank, or by something else, in order.
    breaks: Vec<usize>,
    /// For each sentence, where its clauses end and begin.
    boundaries: Vec<Vec<Span>>,
    /// For each sentence, the phrases in it that tell of outcomes.
    pub(super) outcome_cues: Vec<Vec<PhraseHit<'static, OutcomeCue>>>,
    /// For each sentence, the phrases in it that give a view to someone.
    pub(super) speech_cues: Vec<Vec<PhraseHit<'static, SpeechCue>>>,
    /// For each sentence, whether it tells of a time gone by.
    looking_back: Vec<bool>,
}

impl<'d> Reading<'d> {
    /// Reads `document` once.
    pub(super) fn of(document: &'d Document) -> Self {
        let text = document.text();
        let outline = Outline::of(text);
        let mentions = Mentions::of(text, &outline);
        let sentences = outline.sentences().iter();
        let outcome_cues = sentences
            .clone()
            .map(|sentence| OUTCOME_CUES.find_among(text, outline.tokens_of(sentence), sentence.words))
            .collect();
        let speech_cues = sentences
            .map(|sentence| SPEECH_CUES.find_among(text, outline.tokens_of(sentence), sentence.words))
            .collect();
        let quoted = speech::quoted(text, &mentions.quotations);
        let fixed = FixedPhrases::of(text, &outline);
        let tokens = outline.tokens();
        let mut traits: Vec<Traits> = tokens.iter().map(|token| Traits::of(text, *token)).collect();
        let people = mentions.people.iter().map(|person| person.span.end);
        let names = mentions.names.iter().map(|name| name.span.end);
        let sides = mentions.sides.iter().map(|side| side.span.end);
        for end in people.chain(names).chain(sides).chain(fixed.ends()) {
            let last = tokens.partition_point(|token| token.span.end < end);
            let ends = tokens.get(last).is_some_and(|token| token.span.end == end);
            if let Some(traits) = traits.get_mut(last).filter(|_| ends) {
                *traits = traits.with(Traits::ENDS_MENTION);
            }
        }
        for start in fixed.joint_starts() {
            let first = tokens.partition_point(|token| token.span.start < *start);
            if let Some(traits) = traits.get_mut(first) {
                *traits = traits.with(Traits::BEGINS_JOINT);
            }
        }
        let breaks = breaks(text, tokens);
        let mut reading = Self {
            document,
            text,
            outline,
            mentions,
            quoted,
            fixed,
            traits,
            breaks,
            boundaries: Vec::new(),
            outcome_cues,
            speech_cues,
            looking_back: Vec::new(),
        };
        reading.boundaries = reading
            .sentences()
            .map(|sentence| sentence.boundaries())
            .collect();
        reading.looking_back = reading
            .sentences()
            .map(|sentence| earlier::looks_back(&sentence, &reading.mentions.dates))
            .collect();
        reading
    }

    /// The sentences with their tokens, in order.
    pub(super) fn sentences(&self) -> impl Iterator<Item = Clause<'_>> {
        self.outline
            .sentences()
            .iter()
            .map(|sentence| self.clause(sentence))
    }

    fn clause(&self, sentence: &Sentence) -> Clause<'_> {
        Clause {
            text: self.text,
            span: sentence.span,
            tokens: self.outline.tokens_of(sentence),
            words: sentence.words,
            traits: self
                .traits
                .get(sentence.first..sentence.after)
                .unwrap_or_default(),
        }
    }

    /// For each token of the document, what the rules ask of every word.
    pub(super) fn traits(&self) -> &[Traits] {
        &self.traits
    }

    /// The words at `span` as a value of a record has them: on one line.
    pub(super) fn words(&self, span: Span) -> String {
        let written = span.of(self.text);
        let next = self.breaks.partition_point(|at| *at < span.start);
        let on_one_line = self.breaks.get(next).is_none_or(|at| *at >= span.end);
        if on_one_line && !written.starts_with(char::is_whitespace) && !written.ends_with(char::is_whitespace)
        {
            return written.to_owned();
        }
        one_spaced(written)
    }

    /// The sentences that overlap `span`.
    pub(super) fn sentences_in(&self, span: Span) -> impl Iterator<Item = Span> + use<'_> {
        let sentences = self.outline.sentences();
        let first = sentences.partition_point(|sentence| sentence.span.end <= span.start);
        let all = sentences.get(first..).unwrap_or_default().iter();
        all.map(|sentence| sentence.span)
            .take_while(move |sentence| sentence.start < span.end)
    }

    /// True where the sentence at `index` tells of a time gone by: of another meeting, or another year.
    pub(super) fn looks_back(&self, index: usize) -> bool {
        self.looking_back.get(index).copied().unwrap_or_default()
    }

    /// The same for the sentence in which the byte at `offset` stands.
    pub(super) fn looks_back_at(&self, offset: usize) -> bool {
        let index = self.outline.sentence_at(offset);
        index.is_some_and(|index| self.looks_back(index))
    }

    /// The amounts that begin inside `span`, in order.
    pub(super) fn quantities_in(&self, span: Option<Span>) -> impl Iterator<Item = &Quantity> {
        let span = span.unwrap_or_default();
        let quantities = &self.mentions.quantities;
        let first = quantities.partition_point(|quantity| quantity.span.start < span.start);
        let rest = quantities.get(first..).unwrap_or_default().iter();
        rest.take_while(move |quantity| quantity.span.start < span.end)
    }

    /// True where the byte at `offset` stands inside quoted speech.
    pub(super) fn is_quoted(&self, offset: usize) -> bool {
        let index = self.quoted.partition_point(|quoted| quoted.end <= offset);
        self.quoted
            .get(index)
            .is_some_and(|quoted| quoted.start <= offset)
    }

    /// The sentence in which the byte at `offset` stands.
    pub(super) fn sentence_at(&self, offset: usize) -> Option<Clause<'_>> {
        let index = self.outline.sentence_at(offset)?;
        self.outline
            .sentences()
            .get(index)
            .map(|sentence| self.clause(sentence))
    }

    /// Why `found` is in the record, at `pointer`.
    pub(super) fn explanation<T>(&self, pointer: String, found: &Found<T>) -> Explanation {
        let cues = found.cues.iter().flatten().filter(|cue| !cue.is_empty());
        Explanation {
            pointer,
            rule: found.rule,
            cues: cues.map(|cue| self.selector(*cue)).collect(),
        }
    }

    /// Evidence made of the text under each of `spans`, without repetitions, in the order of the text.
    pub(super) fn evidence(&self, spans: impl IntoIterator<Item = Span>) -> Evidence {
        let mut spans = spans.into_iter().filter_map(|span| passage(self.text, span));
        let (Some(first), second) = (spans.next(), spans.next()) else {
            return Evidence::default();
        };
        let Some(second) = second else {
            return Evidence(vec![self.selector(first)]);
        };
        let mut spans: Vec<Span> = [first, second].into_iter().chain(spans).collect();
        spans.sort_unstable();
        spans.dedup();
        let mut kept: Vec<Span> = Vec::new();
        for span in spans {
            if kept.last().is_none_or(|last| !last.contains(span)) {
                kept.push(span);
            }
        }
        kept.into_iter().map(|span| self.selector(span)).collect()
    }

    fn selector(&self, span: Span) -> Selector {
        let exact = span.of(self.text);
        let positions = self.document.positions();
        let start = positions.code_points_before(self.text, span.start);
        Selector::quote(exact).at(start, start + exact.chars().count())
    }

    /// The clause around `span`: the shortest part of its sentence between boundaries of clauses;
    /// `span` itself where that is longer than a reader would look through.
    pub(super) fn clause_around(&self, span: Span) -> Span {
        let index = self.outline.sentence_at(span.start);
        let sentence = index.and_then(|index| self.outline.sentences().get(index));
        let (Some(sentence), Some(boundaries)) =
            (sentence, index.and_then(|index| self.boundaries.get(index)))
        else {
            return span;
        };
        let next = boundaries.partition_point(|boundary| boundary.end <= span.start);
        let start = next
            .checked_sub(1)
            .and_then(|before| boundaries.get(before))
            .map_or_else(|| self.clause(sentence).body_start(), |before| before.end);
        let after = boundaries.partition_point(|boundary| boundary.start < span.end);
        let end = boundaries
            .get(after)
            .map_or(sentence.span.end, |boundary| boundary.start);
        let mut clause = Span::new(start.min(span.start), end.max(span.end)).trimmed(self.text);
        // What is quoted stands by itself, without the words that introduce it.
        if let Some(quotation) = self.quotation_around(span) {
            let start = clause.start.max(quotation.start);
            clause = Span::new(start, clause.end.min(quotation.end).max(start));
        }
        if clause.len() > LONGEST_CLAUSE {
            return span;
        }
        without_stop(self.text, clause)
    }

    /// The inside of the outermost quotation around `span`.
    fn quotation_around(&self, span: Span) -> Option<Span> {
        /// Quotations inside the one looked for stand before it in the list; few fit into a sentence.
        const MOST_NESTED: usize = 40;
        let quotations = &self.mentions.quotations;
        let after = quotations.partition_point(|quotation| quotation.span.start <= span.start);
        let nearest = quotations.get(after.saturating_sub(MOST_NESTED)..after)?;
        nearest
            .iter()
            .map(|quotation| quotation.inner)
            .find(|inner| inner.contains(span))
    }
}

/// Where more than one blank, or something else than a blank, stands between two of `tokens`, in order.
fn breaks(text: &str, tokens: &[Token]) -> Vec<usize> {
    let later = tokens.iter().skip(1);
    let gaps = tokens
        .iter()
        .zip(later)
        .map(|(one, next)| (one.span.end, next.span.start));
    let uneven = gaps.filter(|(end, start)| match start - end {
        0 => false,
        1 => text.as_bytes().get(*end) != Some(&b' '),
        _ => true,
    });
    uneven.map(|(end, _)| end).collect()
}

/// An object of the record, and why it is there.
pub(super) struct Found<T> {
    pub(super) object: T,
    /// The rule that made it.
    pub(super) rule: Rule,
    /// The words that the rule went by, in two places at most.
    pub(super) cues: [Option<Span>; 2],
}

/// Bytes of the longest clause that serves as evidence. Beyond it nothing is confirmed at a glance;
/// the bound also keeps a record of one endless sentence from quoting it once for each fact.
const LONGEST_CLAUSE: usize = 1_000;

/// The first of `items`, which are in order and do not overlap one another, that overlaps `span`.
pub(super) fn first_overlap<T>(items: &[T], span_of: impl Fn(&T) -> Span, span: Span) -> Option<&T> {
    let index = items.partition_point(|item| span_of(item).end <= span.start);
    items.get(index).filter(|item| span_of(item).overlaps(span))
}

/// `span` without white space around it; `None` where it has no words.
fn passage(text: &str, span: Span) -> Option<Span> {
    // Most begin with a letter and end with one, or with a mark.
    if let [first, .., last] = span.of(text).as_bytes()
        && first.is_ascii_alphanumeric()
        && last.is_ascii_graphic()
    {
        return Some(span);
    }
    let span = span.trimmed(text);
    has_words(span.of(text)).then_some(span)
}

/// `span` without the stop, comma or dash at its end.
pub(super) fn without_stop(text: &str, span: Span) -> Span {
    // Most have none.
    if let [first, .., last] = span.of(text).as_bytes()
        && first.is_ascii_graphic()
        && last.is_ascii_alphanumeric()
    {
        return span;
    }
    let covered = span.of(text).trim_end();
    let bare = covered.trim_end_matches(['.', ',', ';', ':', '!', '?', '-', '–', '—', ' ']);
    let abbreviation = covered.len() - bare.len() == 1 && covered.ends_with('.') && ends_in_initials(bare);
    let kept = if abbreviation { covered } else { bare };
    Span::new(span.start, span.start + kept.len()).trimmed(text)
}

/// `U.S`, `D.C`: the stop that follows belongs to the word.
fn ends_in_initials(text: &str) -> bool {
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    last.contains('.') && last.split('.').all(|part| part.chars().count() == 1)
}

/// `text` with one space between words, wherever its lines were broken.
pub(super) fn one_spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    spaced
}

/// `text` without `word` at its end and the white space before that; `None` where it ends otherwise.
pub(super) fn before_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let before = text.strip_suffix(word)?;
    before.ends_with(char::is_whitespace).then(|| before.trim_end())
}

/// What stands between two spans, the first of which begins first; empty where they meet or overlap.
pub(super) fn between(first: Span, second: Span) -> Span {
    Span::new(first.end, second.start.max(first.end))
}

/// True where `text` says something: a letter or a digit stands in it.
///
/// Marks and invisible characters (a byte-order mark inside a text) are no words, though not all
/// of them are white space.
pub(super) fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// `span` without an article or determiner at its start.
pub(super) fn without_article(text: &str, span: Span) -> Span {
    let covered = span.of(text);
    let first = covered.split(char::is_whitespace).next().unwrap_or_default();
    if first.len() < covered.len() && function_word(first) == Some("article") {
        Span::new(span.start + first.len(), span.end).trimmed(text)
    } else {
        span
    }
}
