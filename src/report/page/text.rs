//! The source as a page shows it: paragraphs, sentences, and in them the passages that facts rest on.
//!
//! Passages lie inside one another and across one another, and elements cannot. So the text is cut
//! wherever a passage, a sentence or a paragraph begins or ends, and each piece knows all that it
//! belongs to.

use std::collections::BTreeSet;

use serde::Serialize;

use super::seen_lines;
use crate::document::{Document, Span, paragraphs};

/// So many facts of one piece of text are told; the shortest passages come first.
const MOST_FACTS: usize = 8;
/// So many sections of one piece of text have their line below it.
const MOST_LINES: usize = 3;

/// What is shown of a source.
#[derive(Debug)]
pub(super) struct Marks {
    /// The passages that facts rest on.
    pub(super) passages: Vec<Passage>,
    /// The passages that findings are about.
    pub(super) flags: Vec<Flag>,
    /// The sentences, in order, each with the word for what became of it.
    pub(super) sentences: Vec<(Span, &'static str)>,
}

/// A passage that a fact rests on, in bytes of the text as read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passage {
    pub(super) span: Span,
    /// The number of the fact.
    pub(super) fact: usize,
    /// Which passage of the fact it is, from 1.
    pub(super) part: usize,
    /// The colour of its section.
    pub(super) slot: usize,
}

/// A passage that a finding is about, in bytes of the text as read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flag {
    pub(super) span: Span,
    /// The number of the finding.
    pub(super) id: usize,
    pub(super) level: &'static str,
}

/// Lines of the source that belong together.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Paragraph {
    /// Its first line in the source, from 1.
    pub(super) line: usize,
    pub(super) runs: Vec<Run>,
}

/// A sentence, or the part of one that stands in this paragraph; or what stands between two.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Run {
    /// What became of it; empty between sentences, and where nobody asked.
    pub(super) state: &'static str,
    pub(super) pieces: Vec<Piece>,
    #[serde(skip)]
    sentence: Option<usize>,
}

/// Text in which nothing begins or ends.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Piece {
    pub(super) text: String,
    /// The facts that rest on it, that with the shortest passage first.
    pub(super) facts: Vec<usize>,
    /// The sections of these facts, that with the shortest passage last.
    pub(super) slots: Vec<usize>,
    /// What begins here: facts with the number of the passage.
    pub(super) begins: Vec<(usize, usize)>,
    /// What ends here: facts with the colours of their sections.
    pub(super) ends: Vec<(usize, usize)>,
    /// The most serious finding about it.
    pub(super) level: &'static str,
    /// Findings whose passage begins here.
    pub(super) flag_begins: Vec<usize>,
    /// Findings whose passage ends here, with their level.
    pub(super) flag_ends: Vec<(usize, &'static str)>,
}

/// Something that covers a stretch of text, while the text is gone through.
struct Sweep<'s, T> {
    by_start: Vec<&'s T>,
    by_end: Vec<&'s T>,
    next: usize,
    gone: usize,
}

/// `document` cut into pieces. Takes time in proportion to the text and to the number of marks.
pub(super) fn paragraphs_of(document: &Document, marks: &Marks) -> Vec<Paragraph> {
    let text = document.text();
    let blocks = paragraphs(text);
    let mut cuts: Vec<usize> = Vec::new();
    let spans = blocks.iter().copied();
    let spans = spans.chain(marks.passages.iter().map(|passage| passage.span));
    let spans = spans.chain(marks.flags.iter().map(|flag| flag.span));
    for span in spans.chain(marks.sentences.iter().map(|&(span, _)| span)) {
        cuts.extend([span.start, span.end]);
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut passages = Sweep::of(&marks.passages, |passage| passage.span);
    let mut flags = Sweep::of(&marks.flags, |flag| flag.span);
    let mut facts: BTreeSet<Covering> = BTreeSet::new();
    let mut flagged: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut found: Vec<Paragraph> = Vec::new();
    let (mut block, mut sentence) = (0, 0);
    for pair in cuts.windows(2) {
        let &[start, end] = pair else { continue };
        for passage in passages.ended(start, |passage| passage.span) {
            facts.remove(&passage.covering());
        }
        for flag in flags.ended(start, |flag| flag.span) {
            flagged.remove(&(rank(flag.level), flag.id));
        }
        let mut piece = Piece::default();
        for passage in passages.begun(start, |passage| passage.span) {
            facts.insert(passage.covering());
            piece.begins.push((passage.fact, passage.part));
        }
        for flag in flags.begun(start, |flag| flag.span) {
            flagged.insert((rank(flag.level), flag.id));
            piece.flag_begins.push(flag.id);
        }
        piece.ends = passages
            .ending(end, |passage| passage.span)
            .map(|passage| (passage.fact, passage.slot))
            .collect();
        piece.flag_ends = flags
            .ending(end, |flag| flag.span)
            .map(|flag| (flag.id, flag.level))
            .collect();
        piece.level = flagged
            .first()
            .map_or("", |&(rank, _)| LEVELS.get(rank).copied().unwrap_or_default());
        piece.text = seen_lines(Span::new(start, end).of(text));
        piece.belong(&facts);
        while blocks.get(block).is_some_and(|span| span.end <= start) {
            block += 1;
        }
        while marks
            .sentences
            .get(sentence)
            .is_some_and(|(span, _)| span.end <= start)
        {
            sentence += 1;
        }
        let Some(around) = blocks.get(block).filter(|span| span.start <= start) else {
            continue;
        };
        if around.start == start {
            found.push(Paragraph {
                line: document.position(start).line,
                runs: Vec::new(),
            });
        }
        let own = marks
            .sentences
            .get(sentence)
            .filter(|(span, _)| span.start <= start);
        if let Some(paragraph) = found.last_mut() {
            paragraph.push(piece, own.map(|&(_, state)| (sentence, state)));
        }
    }
    found.retain(|paragraph| !paragraph.is_blank());
    found
}

/// A passage over the text that is gone through: length, fact, colour, start; the shortest first.
type Covering = (usize, usize, usize, usize);

impl Passage {
    fn covering(&self) -> Covering {
        (self.span.len(), self.fact, self.slot, self.span.start)
    }
}

/// From the most serious to the least.
const LEVELS: [&str; 3] = ["error", "warning", "note"];

fn rank(level: &str) -> usize {
    LEVELS
        .iter()
        .position(|known| *known == level)
        .unwrap_or(LEVELS.len())
}

impl<'s, T> Sweep<'s, T> {
    fn of(all: &'s [T], span: impl Fn(&T) -> Span) -> Self {
        let shown = || all.iter().filter(|mark| !span(mark).is_empty());
        let mut by_start: Vec<&T> = shown().collect();
        by_start.sort_by_key(|mark| span(mark).start);
        let mut by_end: Vec<&T> = shown().collect();
        by_end.sort_by_key(|mark| span(mark).end);
        Self {
            by_start,
            by_end,
            next: 0,
            gone: 0,
        }
    }

    /// What begins at `at`, or began before it and has not been given.
    fn begun(&mut self, at: usize, span: impl Fn(&T) -> Span) -> &[&'s T] {
        let from = self.next;
        while self
            .by_start
            .get(self.next)
            .is_some_and(|mark| span(mark).start <= at)
        {
            self.next += 1;
        }
        self.by_start.get(from..self.next).unwrap_or_default()
    }

    /// What has ended at `at` and has not been given.
    fn ended(&mut self, at: usize, span: impl Fn(&T) -> Span) -> &[&'s T] {
        let from = self.gone;
        while self
            .by_end
            .get(self.gone)
            .is_some_and(|mark| span(mark).end <= at)
        {
            self.gone += 1;
        }
        self.by_end.get(from..self.gone).unwrap_or_default()
    }

    /// What will have ended at `at`.
    fn ending(&self, at: usize, span: impl Fn(&T) -> Span) -> impl Iterator<Item = &'s T> {
        let rest = self.by_end.get(self.gone..).unwrap_or_default();
        rest.iter().copied().take_while(move |mark| span(mark).end <= at)
    }
}

impl Piece {
    fn belong(&mut self, facts: &BTreeSet<Covering>) {
        for &(_, fact, slot, _) in facts.iter().take(MOST_FACTS) {
            if !self.facts.contains(&fact) {
                self.facts.push(fact);
            }
            if !self.slots.contains(&slot) && self.slots.len() < MOST_LINES {
                self.slots.push(slot);
            }
        }
        self.slots.reverse();
    }
}

impl Paragraph {
    fn push(&mut self, piece: Piece, sentence: Option<(usize, &'static str)>) {
        let index = sentence.map(|(index, _)| index);
        match self.runs.last_mut() {
            Some(run) if run.sentence == index => run.pieces.push(piece),
            _ => self.runs.push(Run {
                state: sentence.map_or("", |(_, state)| state),
                pieces: vec![piece],
                sentence: index,
            }),
        }
    }

    fn is_blank(&self) -> bool {
        let mut pieces = self.runs.iter().flat_map(|run| &run.pieces);
        pieces.all(|piece| piece.text.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Flag, Marks, Passage, paragraphs_of};
    use crate::document::{Document, Span};

    fn passage(start: usize, end: usize, fact: usize, slot: usize) -> Passage {
        Passage {
            span: Span::new(start, end),
            fact,
            part: 1,
            slot,
        }
    }

    fn marks(passages: Vec<Passage>) -> Marks {
        Marks {
            passages,
            flags: Vec::new(),
            sentences: Vec::new(),
        }
    }

    #[test]
    fn passages_inside_and_across_one_another_are_cut() {
        let document = Document::new("t", "abcdefgh");
        let marks = marks(vec![
            passage(0, 6, 1, 0),
            passage(2, 4, 2, 1),
            passage(3, 8, 3, 2),
        ]);
        let found = paragraphs_of(&document, &marks);
        let pieces: Vec<(&str, Vec<usize>, Vec<usize>)> = found[0].runs[0]
            .pieces
            .iter()
            .map(|piece| (piece.text.as_str(), piece.facts.clone(), piece.slots.clone()))
            .collect();
        assert_eq!(
            pieces,
            [
                ("ab", vec![1], vec![0]),
                ("c", vec![2, 1], vec![0, 1]),
                ("d", vec![2, 3, 1], vec![0, 2, 1]),
                ("ef", vec![3, 1], vec![0, 2]),
                ("gh", vec![3], vec![2]),
            ]
        );
        let ends: Vec<(&str, usize)> = found[0].runs[0]
            .pieces
            .iter()
            .flat_map(|piece| piece.ends.iter().map(|&(fact, _)| (piece.text.as_str(), fact)))
            .collect();
        assert_eq!(ends, [("d", 2), ("ef", 1), ("gh", 3)]);
    }

    #[test]
    fn what_turns_or_hides_text_is_written_out() {
        let document = Document::new("t", "7 \u{202e}$\u{200b}\nx");
        let found = paragraphs_of(&document, &marks(Vec::new()));
        assert_eq!(found[0].runs[0].pieces[0].text, "7 \\u{202e}$\\u{200b}\nx");
    }

    proptest! {
        #[test]
        fn nothing_of_the_text_is_lost_or_doubled(
            text in "([a-zé<&. ]{0,12}\n{0,2}){0,6}",
            spans in prop::collection::vec((0..60_usize, 0..60_usize), 0..12),
        ) {
            let floor = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            let spans: Vec<Span> = spans
                .iter()
                .map(|&(one, other)| Span::new(floor(one.min(other)), floor(one.max(other))))
                .collect();
            let document = Document::new("t", text.clone());
            let flags = spans.iter().enumerate().map(|(id, &span)| Flag { span, id, level: "note" });
            let marks = Marks {
                passages: spans.iter().enumerate().map(|(fact, &span)| passage(span.start, span.end, fact, fact % 3)).collect(),
                flags: flags.collect(),
                sentences: crate::document::sentences(&text).into_iter().map(|span| (span, "used")).collect(),
            };
            let found = paragraphs_of(&document, &marks);
            let pieces = || found.iter().flat_map(|paragraph| &paragraph.runs).flat_map(|run| &run.pieces);
            let letters = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
            let shown: String = pieces().map(|piece| piece.text.as_str()).collect();
            prop_assert_eq!(letters(&shown), letters(&text));
            for (fact, span) in spans.iter().enumerate() {
                let own: String = pieces()
                    .filter(|piece| piece.facts.contains(&fact) || piece.facts.len() == super::MOST_FACTS)
                    .map(|piece| piece.text.as_str())
                    .collect();
                prop_assert!(letters(&own).contains(&letters(span.of(&text))) || pieces().any(|piece| piece.facts.len() == super::MOST_FACTS));
            }
        }
    }
}
