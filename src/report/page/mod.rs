//! Pages with the evidence: the source on one side, the record on the other, each fact joined to
//! the passages that it rests on.
//!
//! ```text
//! case → Viewed (suite) → facts of the record, by what the schema calls them
//!                       → source cut into pieces, each with the facts that rest on it
//!                       → findings beside the value and in the text → template → HTML
//! ```
//!
//! A page is one file. It loads nothing, its content security policy lets it load nothing, and it
//! is read without its script: facts and passages are joined by links, and by styles that light up
//! both when either is under the pointer or has the focus. What comes from a document is escaped
//! by the template engine, and what hides or turns text is written out.

mod change;
mod chart;
mod fact;
mod kills;
mod notice;
mod shell;
mod text;
mod value;

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use thiserror::Error;

use self::change::{Change, changes};
use self::chart::{CaseScore, SuiteView};
use self::fact::{COLOURS, Section, facts_of};
pub use self::kills::{Kills, KillsError};
use self::notice::{Notice, notices};
use self::text::{Flag, Marks, Paragraph, paragraphs_of};
use crate::diff::{Version, compare};
use crate::document::{Document, is_hidden, push_visible, visible};
use crate::finding::{Finding, Severity, Unchecked};
use crate::grounding::{Grounding, Rule, Source, State};
use crate::suite::{CaseResult, Outcome, SuiteResult, Viewed};
use crate::yaml::File;

/// Why there is no page.
#[derive(Debug, Error)]
#[error("a page could not be filled in: {0}")]
pub struct PageError(#[from] minijinja::Error);

/// One case, ready to be shown.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CasePage {
    line: CaseLine,
    /// The file of the record.
    record: String,
    /// The file of the source; empty without one.
    source: String,
    /// Its language, for readers aloud and for hyphenation.
    language: String,
    paragraphs: Vec<Paragraph>,
    /// Single values at the top of the record, such as its version, with their titles.
    head: Vec<(String, String)>,
    sections: Vec<Section>,
    others: Vec<Notice>,
    unchecked: Vec<NotChecked>,
    /// How many sentences became what: `used`, `background`, `waived`, `unaccounted`.
    ledger: Vec<(&'static str, usize)>,
    /// True where the record was held against its source.
    is_held: bool,
    /// What else lets the case fail, one line each.
    faults: Vec<String>,
    score: Option<CaseScore>,
    /// The file of the older version that the record was compared with; empty where it was not.
    old: String,
    /// What changed since.
    changes: Vec<Change>,
}

/// One case in an index.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CaseLine {
    /// What the case is called.
    pub name: String,
    /// Why it cannot be shown; empty where it can.
    pub failure: String,
    /// How it went, in a suite that was run: `passed`, `failed`, `known`, `skipped`; else empty.
    pub outcome: &'static str,
    /// Objects of the record.
    pub facts: usize,
    /// Of these, how many have values that should rest on the source, and no evidence.
    pub lacking: usize,
    /// Sentences that tell something the record accounts for nowhere.
    pub unaccounted: usize,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings that are notes.
    pub notes: usize,
    /// F1 of all sections together, in hundredths, against the record by hand.
    pub f1: Option<f64>,
}

/// What was not checked for one reason, at places that differ only in their numbers.
#[derive(Clone, Debug, Serialize)]
struct NotChecked {
    pointer: String,
    reason: String,
    count: usize,
}

impl CasePage {
    /// The page of a record and its source.
    pub fn of(viewed: Viewed<'_>) -> Self {
        let source = viewed.source.map(Source::document);
        let checked = viewed.checked;
        let found = checked.into_iter().flat_map(|checked| &checked.findings);
        let found: Vec<&Finding> = viewed.findings.iter().chain(found).collect();
        let notices = notices(found.iter().copied(), source.map(Document::name));
        let flags = notices.iter().filter_map(|notice| {
            let (start, end) = notice.span?;
            Some(Flag {
                span: (start..end).into(),
                id: notice.id,
                level: notice.level,
            })
        });
        let flags = flags.collect();
        let facts = facts_of(viewed, notices);
        let sentences = checked.zip(viewed.source).map(|(checked, source)| {
            let entries = checked.ledger.iter();
            let entries = entries.map(|entry| (source.as_read(entry.sentence), entry.state.as_str()));
            entries.collect::<Vec<_>>()
        });
        let marks = Marks {
            passages: facts.passages,
            flags,
            sentences: sentences.unwrap_or_default(),
        };
        let states = [State::Used, State::Background, State::Waived, State::Unaccounted];
        let ledger: Vec<(&str, usize)> = states
            .iter()
            .map(|state| {
                let of_state = marks
                    .sentences
                    .iter()
                    .filter(|(_, other)| *other == state.as_str());
                (state.as_str(), of_state.count())
            })
            .collect();
        let count = |severity| {
            found
                .iter()
                .filter(|finding| finding.severity == severity)
                .count()
        };
        let cards = || facts.sections.iter().flat_map(|section| &section.cards);
        let line = CaseLine {
            name: seen(&viewed.case.name),
            facts: facts.count,
            lacking: cards().filter(|card| card.lacks_evidence).count(),
            unaccounted: ledger.last().map_or(0, |&(_, count)| count),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
            ..CaseLine::default()
        };
        Self {
            line,
            record: shown_path(&viewed.file.name),
            source: source.map(|source| shown_path(source.name())).unwrap_or_default(),
            language: language(viewed),
            paragraphs: source
                .map(|source| paragraphs_of(source, &marks))
                .unwrap_or_default(),
            head: facts.head,
            sections: facts.sections,
            others: facts.others,
            unchecked: not_checked(
                checked
                    .map(|checked| checked.unchecked.as_slice())
                    .unwrap_or_default(),
            ),
            ledger,
            is_held: checked.is_some(),
            faults: Vec::new(),
            score: None,
            old: String::new(),
            changes: Vec::new(),
        }
    }

    /// The page of a case of which nothing can be shown, for this reason.
    pub fn unseen(name: &str, reason: &str) -> Self {
        Self {
            line: CaseLine {
                name: seen(name),
                failure: seen(reason),
                ..CaseLine::default()
            },
            ..Self::default()
        }
    }

    /// The same with what changed since the first record of `old`. `viewed` is what the page is of.
    #[must_use]
    pub fn with_old(mut self, viewed: Viewed<'_>, old: &File) -> Self {
        let version = |file, record| Version {
            file,
            record,
            source: viewed.source,
        };
        self.old = shown_path(&old.name);
        let Some(record) = old.documents.first() else {
            self.faults.push(seen(
                &old.findings
                    .first()
                    .map_or_else(|| old.nothing(), Clone::clone)
                    .to_string(),
            ));
            return self;
        };
        let found = compare(
            version(old, record),
            version(viewed.file, viewed.record),
            viewed.schema,
        );
        self.changes = changes(&found, &self.sections);
        let mut classes: HashMap<usize, Vec<&'static str>> = HashMap::new();
        for (fact, class) in self.changes.iter().map(Change::of_fact) {
            let own = classes.entry(fact).or_default();
            if !own.contains(&class) {
                own.push(class);
            }
        }
        for card in self.sections.iter_mut().flat_map(|section| &mut section.cards) {
            // What is no fact has no number, and what changed in it no place here.
            let own = classes.get(&card.number).filter(|_| card.number > 0);
            card.changes = own.cloned().unwrap_or_default();
        }
        self
    }

    /// The same with how the case went when its suite was run.
    #[must_use]
    pub fn with_result(mut self, result: &CaseResult) -> Self {
        self.line.outcome = result.outcome.as_str();
        let told = result.faults.iter().filter(|fault| fault.kind() != "finding");
        self.faults = told.map(|fault| seen_lines(&fault.to_string())).collect();
        if let Outcome::Skipped(reason) = &result.outcome {
            self.faults.push(seen(reason));
        }
        self.score = result.score.as_ref().map(CaseScore::of);
        self.line.f1 = self.score.as_ref().map(|score| score.f1);
        self
    }

    /// Its line in an index.
    pub fn line(&self) -> &CaseLine {
        &self.line
    }
}

/// A page with these cases, before them the figures of the suite and the kill matrix where there are any.
pub fn page(
    title: &str,
    cases: &[CasePage],
    suite: Option<&SuiteResult>,
    kills: Option<&Kills>,
) -> Result<String, PageError> {
    let suite = suite.map(SuiteView::of);
    Ok(shell::page(&seen(title), cases, suite.as_ref(), kills, None)?)
}

/// The page of one case in a folder that has an index.
pub fn page_of(case: &CasePage) -> Result<String, PageError> {
    let name = case.line.name.clone();
    Ok(shell::page(
        &name,
        std::slice::from_ref(case),
        None,
        None,
        Some("index.html"),
    )?)
}

/// The index of pages: the name of each page's file with its line, and the same figures.
pub fn index(
    title: &str,
    lines: &[(String, CaseLine)],
    suite: Option<&SuiteResult>,
    kills: Option<&Kills>,
) -> Result<String, PageError> {
    let suite = suite.map(SuiteView::of);
    Ok(shell::index(&seen(title), lines, suite.as_ref(), kills)?)
}

/// The language of the source, where the record names it.
fn language(viewed: Viewed<'_>) -> String {
    let named =
        viewed
            .annotations
            .iter()
            .find_map(|(pointer, value)| match Grounding::of(value).ok()?.rule? {
                Rule::Source(rule) => viewed.json.pointer(pointer)?.get(rule.language?)?.as_str(),
                _ => None,
            });
    named.map(seen).unwrap_or_default()
}

/// A path without the steps that lead back out of a folder: `a/../b` is `b`.
fn shown_path(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match (part, parts.last()) {
            ("..", Some(&last)) if !matches!(last, ".." | "." | "") => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    seen(&parts.join("/"))
}

fn not_checked(all: &[Unchecked]) -> Vec<NotChecked> {
    let mut found: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for unchecked in all {
        let tokens = unchecked.pointer.split('/').map(|token| {
            let is_index = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit());
            if is_index { "*" } else { token }
        });
        let pointer = tokens.collect::<Vec<_>>().join("/");
        *found.entry((pointer, &unchecked.reason)).or_default() += 1;
    }
    let lines = found.into_iter().map(|((pointer, reason), count)| NotChecked {
        pointer: seen(&pointer),
        reason: seen(reason),
        count,
    });
    lines.collect()
}

/// `text` on one line, with what hides or turns text written out.
fn seen(text: &str) -> String {
    visible(text).into_owned()
}

/// The same, line breaks kept.
fn seen_lines(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' | '\r' => shown.push('\n'),
            _ if is_hidden(letter) => push_visible(&mut shown, letter),
            _ => shown.push(letter),
        }
    }
    shown
}
