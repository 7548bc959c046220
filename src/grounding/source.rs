//! A source text, made ready once for all the values that are held against it.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use crate::document::{Document, Outline, Span, Token, TokenKind};
use crate::lexicon::{Body, OWN_SIDE, Starts, body_gazetteer, function_word};
use crate::mentions::Mentions;

use super::cues::{Cue, outcome_cues};
use super::fold::{Folded, Level, folded, has_turns};
use super::haystack::Haystack;
use super::numerics::{Numeric, numerics};
use super::people::People;
use super::speech::{self, Frame};

/// A source with its folded forms, sentences and mentions.
///
/// All places inside the `grounding` room are byte spans of the *clean* text, that is of the source
/// after [`Level::Clean`]; [`Source::as_read`] leads back to the text as it was read.
#[derive(Debug)]
pub struct Source {
    document: Document,
    has_mark: bool,
    sha256: OnceLock<String>,
    clean: Haystack,
    search: Haystack,
    caseless: Haystack,
    outline: Outline,
    mentions: Mentions,
    people: People,
    frames: Vec<Frame>,
    references: Vec<(Span, usize)>,
    named_people: Vec<(Span, usize)>,
    own_country: Option<&'static str>,
    numerics: Vec<Numeric>,
    bodies: Vec<(Span, &'static Body)>,
    own_side: Vec<Span>,
    outcome_cues: OnceLock<Vec<Vec<Cue>>>,
    foreign: OnceLock<usize>,
    turns_direction: OnceLock<bool>,
    words: OnceLock<Words>,
}

/// The words of the source in small letters, and where each of them stands.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Each word or mark with its span, in order.
    pub(super) all: Vec<(String, Span)>,
    /// Indices into `all`, by word.
    pub(super) places: HashMap<String, Vec<usize>>,
}

impl Source {
    /// The source in `document`. Linear in its length.
    pub fn of(document: Document) -> Self {
        let clean = Folded::of(document.text(), Level::Clean);
        let search = Folded::of(clean.text(), Level::Search);
        let caseless = search
            .caseless()
            .unwrap_or_else(|| Folded::of(clean.text(), Level::Caseless));
        let outline = Outline::of(clean.text());
        let mentions = Mentions::of(clean.text(), &outline);
        let people = People::of(clean.text(), &mentions);
        let frames = speech::frames(clean.text(), &outline, &mentions, &people);
        let own_side = own_side(clean.text(), &outline);
        let references = speech::references(clean.text(), &outline, &mentions, &people, &own_side);
        let named_people = speech::named_people(clean.text(), &mentions, &people);
        let own_country = own_country(&mentions, &people);
        let bodies = body_gazetteer()
            .find_from(&Starts::among(clean.text(), outline.tokens()))
            .map(|hit| (hit.span, *hit.value))
            .collect();
        let numerics = numerics(clean.text(), outline.tokens(), &mentions);
        Self {
            document,
            has_mark: false,
            sha256: OnceLock::new(),
            clean: Haystack::of(clean),
            search: Haystack::of(search),
            caseless: Haystack::of(caseless),
            outline,
            mentions,
            people,
            frames,
            references,
            named_people,
            own_country,
            numerics,
            bodies,
            own_side,
            outcome_cues: OnceLock::new(),
            foreign: OnceLock::new(),
            turns_direction: OnceLock::new(),
            words: OnceLock::new(),
        }
    }

    /// The same source, read from a file that began with a byte-order mark.
    #[must_use]
    pub fn with_mark(mut self) -> Self {
        self.has_mark = true;
        self.sha256 = OnceLock::new();
        self
    }

    /// The SHA-256 of the bytes that it was read from, in hexadecimal.
    pub fn sha256(&self) -> &str {
        self.sha256.get_or_init(|| {
            let mut digest = Sha256::new();
            if self.has_mark {
                digest.update("\u{feff}");
            }
            digest.update(self.document.text());
            digest.finalize().iter().fold(String::new(), |mut text, byte| {
                let _ = write!(text, "{byte:02x}");
                text
            })
        })
    }

    /// The document as it was read.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The clean text, in which all spans of this room are counted.
    pub fn text(&self) -> &str {
        self.clean.folded().text()
    }

    /// The text under `span`.
    pub fn slice(&self, span: Span) -> &str {
        span.of(self.text())
    }

    /// What stands right before the byte at `offset`, and right behind it, as far as words that belong
    /// together may stand apart. Bounded, so that a text without blanks is not read through for each of
    /// its numbers.
    pub(super) fn around(&self, offset: usize) -> (&str, &str) {
        const BYTES: usize = 200;
        let text = self.text();
        let mut start = offset.saturating_sub(BYTES);
        while !text.is_char_boundary(start) {
            start += 1;
        }
        let mut end = text.len().min(offset.saturating_add(BYTES));
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = text.get(start..offset).unwrap_or_default();
        let behind = text.get(offset..end).unwrap_or_default();
        (before, behind)
    }

    /// Where `span` of the clean text stands in the document as it was read.
    pub fn as_read(&self, span: Span) -> Span {
        self.clean.folded().original(span)
    }

    /// Where `span` of the document as it was read stands in the clean text.
    pub fn as_clean(&self, span: Span) -> Span {
        self.clean.folded().folded(span)
    }

    /// Tokens and sentences of the clean text.
    pub fn outline(&self) -> &Outline {
        &self.outline
    }

    /// Mentions of the clean text.
    pub fn mentions(&self) -> &Mentions {
        &self.mentions
    }

    /// The people that the text names, each once.
    pub(super) fn people(&self) -> &People {
        &self.people
    }

    /// International bodies by name or acronym, in order.
    pub(super) fn bodies(&self) -> &[(Span, &'static Body)] {
        &self.bodies
    }

    /// Words by which a press service means its own state or leader, in order.
    pub(super) fn own_side(&self) -> &[Span] {
        &self.own_side
    }

    /// The program's own cues for outcomes in the sentence at `index`.
    pub(super) fn outcome_cues(&self, index: usize) -> &[Cue] {
        let all = self.outcome_cues.get_or_init(|| {
            let sentences = self.outline.sentences().iter();
            sentences.map(|sentence| outcome_cues(self, sentence)).collect()
        });
        all.get(index).map(Vec::as_slice).unwrap_or_default()
    }

    /// All numeric expressions, in order.
    pub(super) fn numerics(&self) -> &[Numeric] {
        &self.numerics
    }

    /// The verbs of saying, each with its subject.
    pub(super) fn frames(&self) -> &[Frame] {
        &self.frames
    }

    /// Offices that stand for one person of the text, each with its place.
    pub(super) fn references(&self) -> &[(Span, usize)] {
        &self.references
    }

    /// Mentions of people by name, each with the person it means.
    pub(super) fn named_people(&self) -> &[(Span, usize)] {
        &self.named_people
    }

    /// The code of the country that the text calls its own, where only one can be meant.
    pub(super) fn own_country(&self) -> Option<&'static str> {
        self.own_country
    }

    /// The sentence in which `span` begins, without the white space around it.
    pub fn sentence_of(&self, span: Span) -> Option<Span> {
        let index = self.outline.sentence_at(span.start)?;
        self.outline.sentences().get(index).map(|sentence| sentence.span)
    }

    /// All places where `wanted` stands as whole words, from left to right.
    ///
    /// `level` says how it is compared; `within` bounds where it is looked for. No more than
    /// `MOST_PLACES` are told.
    pub fn places(&self, wanted: &str, level: Level, within: Span) -> Vec<Span> {
        self.folded_places(&folded(wanted, level), level, within)
    }

    /// As [`Source::places`], for a text that is folded already.
    pub(super) fn folded_places(&self, wanted: &str, level: Level, within: Span) -> Vec<Span> {
        let hay = self.hay(level);
        let region = hay.folded().folded(within).range();
        let found = hay.find(wanted, region, MOST_PLACES);
        found
            .into_iter()
            .map(|span| hay.folded().original(span))
            .collect()
    }

    /// True where `wanted` stands in the source at all, if need be inside a word.
    pub(super) fn stands_cut(&self, wanted: &str, level: Level) -> Option<Span> {
        let hay = self.folded(level);
        let at = hay.text().find(wanted)?;
        Some(hay.original(Span::new(at, at + wanted.len())))
    }

    /// The text folded to `level`.
    pub(super) fn folded(&self, level: Level) -> &Folded {
        self.hay(level).folded()
    }

    fn hay(&self, level: Level) -> &Haystack {
        match level {
            Level::Clean => &self.clean,
            Level::Search => &self.search,
            Level::Caseless => &self.caseless,
        }
    }

    /// How many sentences have no word by which English is told, short ones apart.
    pub(super) fn foreign_sentences(&self) -> usize {
        /// A shorter sentence may do without.
        const LONG: usize = 12;
        *self.foreign.get_or_init(|| {
            let foreign = self.outline.sentences().iter().filter(|sentence| {
                let tokens = self.outline.tokens_of(sentence).iter();
                let words = tokens.filter(|token| token.kind == TokenKind::Word);
                let count = words.clone().count();
                let is_english = |token: &&Token| function_word(token.word(self.text())).is_some();
                // Most sentences have enough of them long before they end.
                count >= LONG && words.filter(is_english).take(count.div_ceil(LONG)).count() * LONG < count
            });
            foreign.count()
        })
    }

    /// True where some character of the text as it was read turns the direction of writing.
    pub(super) fn turns_direction(&self) -> bool {
        *self
            .turns_direction
            .get_or_init(|| has_turns(self.document.text()))
    }

    /// The whole clean text.
    pub fn whole(&self) -> Span {
        Span::new(0, self.text().len())
    }

    /// The words of the source, for finding what is nearly the same.
    pub(super) fn words(&self) -> &Words {
        self.words.get_or_init(|| {
            let mut words = Words::default();
            for token in self.outline.tokens() {
                let word = folded(self.slice(token.span), Level::Caseless).into_owned();
                if token.kind != TokenKind::Mark {
                    let places = words.places.entry(word.clone()).or_default();
                    places.push(words.all.len());
                }
                words.all.push((word, token.span));
            }
            words
        })
    }
}

fn own_side(text: &str, outline: &Outline) -> Vec<Span> {
    let sentences = outline.sentences().iter();
    sentences
        .flat_map(|sentence| OWN_SIDE.find_among(text, outline.tokens_of(sentence), sentence.words))
        .map(|hit| hit.span)
        .collect()
}

/// The one country of the text that none of its people from abroad stands for.
fn own_country(mentions: &Mentions, people: &People) -> Option<&'static str> {
    let mut codes: Vec<&'static str> = mentions.countries.iter().map(|country| country.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.retain(|code| !people.iter().any(|(_, person)| person.countries.contains(code)));
    match codes.as_slice() {
        [only] => Some(only),
        _ => None,
    }
}

/// The most places of one text that are looked at; a text that stands oftener tells nothing.
const MOST_PLACES: usize = 200;
