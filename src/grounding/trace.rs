//! Tracing: what the source tells and the record accounts for nowhere.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::Value;

use crate::document::{Sentence, Span};
use crate::lexicon::{Need, body_gazetteer};
use crate::mentions::NameKind;
use crate::yaml::escape;

use super::bench::Used;
use super::check::Vouched;
use super::code;
use super::fold::{Level, folded};
use super::numerics::{Numeric, Sort};
use super::people::own_name;
use super::rule::MentionKind;
use super::source::Source;
use super::subject::{Subject, Subjects};

/// What became of one sentence of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Some value of the record rests on it.
    Used,
    /// It has nothing of what the record is expected to account for.
    Background,
    /// What it has, and the record does not, is waived with a reason.
    Waived,
    /// It has something that the record accounts for nowhere.
    Unaccounted,
}

impl State {
    /// The word for it in the ledger.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::Background => "background",
            Self::Waived => "waived",
            Self::Unaccounted => "unaccounted",
        }
    }
}

/// One sentence of the source, with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The sentence.
    pub sentence: Span,
    /// What became of it.
    pub state: State,
    /// What it has that the record accounts for nowhere.
    pub missing: Vec<Missing>,
}

/// A mention that the record accounts for nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// What it is.
    pub kind: MentionKind,
    /// Where it stands.
    pub span: Span,
    /// Index of its sentence.
    sentence: usize,
}

impl Missing {
    /// The code of the finding that it is left out.
    pub fn code(&self) -> &'static str {
        match self.kind {
            MentionKind::Money => code::TRACE_MONEY,
            MentionKind::Percent => code::TRACE_PERCENT,
            MentionKind::Count => code::TRACE_COUNT,
            MentionKind::Duration => code::TRACE_DURATION,
            MentionKind::Person => code::TRACE_PERSON,
            MentionKind::Organization => code::TRACE_ORGANIZATION,
            MentionKind::Programme => code::TRACE_PROGRAMME,
            MentionKind::Commitment => code::TRACE_COMMITMENT,
        }
    }
}

/// The kinds of mention that a schema expects its records to account for, wherever it says so, with
/// the list that does.
///
/// They are read from the schema and not from the annotations of a record, which has none for a
/// list that it leaves out.
pub fn accounted_kinds(schema: &Value) -> Vec<(String, MentionKind)> {
    let mut found = Vec::new();
    let properties = schema.get("properties").and_then(Value::as_object);
    for (name, property) in properties.into_iter().flatten() {
        let Some(kinds) = property
            .get("grounding")
            .and_then(|said| said.get("accounts_for"))
        else {
            continue;
        };
        let kinds = Vec::<MentionKind>::deserialize(kinds).unwrap_or_default();
        let list = format!("/{}", escape(name));
        found.extend(kinds.into_iter().map(|kind| (list.clone(), kind)));
    }
    found
}

/// The ledger of `source`: each sentence with what became of it. Waived is nothing yet.
pub fn trace(source: &Source, kinds: &[(String, MentionKind)], vouched: &Vouched) -> Vec<Entry> {
    let tracer = Tracer {
        source,
        used: &vouched.used,
        names: vouched
            .used
            .names
            .iter()
            .map(|(list, name)| (&**list, folded(name, Level::Caseless).into_owned()))
            .collect(),
        kinds,
    };
    let missing = tracer.missing();
    let mut passages: Vec<Span> = vouched.used.passages.iter().map(|(_, span)| *span).collect();
    passages.sort_unstable();
    let mut reached = 0;
    let mut found = Vec::new();
    let mut next_passage = 0;
    let mut next_missing = 0;
    for (index, sentence) in source.outline().sentences().iter().enumerate() {
        while let Some(passage) = passages
            .get(next_passage)
            .filter(|passage| passage.start < sentence.span.end)
        {
            reached = reached.max(passage.end);
            next_passage += 1;
        }
        let from = next_missing;
        while missing
            .get(next_missing)
            .is_some_and(|mention| mention.sentence == index)
        {
            next_missing += 1;
        }
        let missing = missing.get(from..next_missing).unwrap_or_default().to_vec();
        let state = if !missing.is_empty() {
            State::Unaccounted
        } else if reached > sentence.span.start {
            State::Used
        } else {
            State::Background
        };
        found.push(Entry {
            sentence: sentence.span,
            state,
            missing,
        });
    }
    found
}

/// A name of so few letters is a part of too many words to count as one inside a longer name.
const SHORTEST: usize = 4;

struct Tracer<'t> {
    source: &'t Source,
    used: &'t Used,
    /// Names among the values, folded, each with its list.
    names: Vec<(&'t str, String)>,
    kinds: &'t [(String, MentionKind)],
}

impl Tracer<'_> {
    /// All mentions that are accounted for nowhere, in the order of the text.
    fn missing(&self) -> Vec<Missing> {
        let mut found: Vec<(MentionKind, Span)> = Vec::new();
        self.numbers(&mut found);
        if self.expects(MentionKind::Person) {
            self.people(&mut found);
        }
        self.named(&mut found);
        if self.expects(MentionKind::Commitment) {
            self.commitments(&mut found);
        }
        found.sort_by_key(|(kind, span)| (span.start, *kind));
        found.dedup();
        found
            .into_iter()
            .filter_map(|(kind, span)| {
                let sentence = self.source.outline().sentence_at(span.start)?;
                Some(Missing { kind, span, sentence })
            })
            .collect()
    }

    fn expects(&self, kind: MentionKind) -> bool {
        self.kinds.iter().any(|(_, own)| *own == kind)
    }

    /// True where `list` is one of those that account for `kind`.
    fn accounts(&self, list: &str, kind: MentionKind) -> bool {
        self.kinds
            .iter()
            .any(|(own_list, own)| *own == kind && own_list == list)
    }

    /// Numbers that no quantity of the lists was read from, nor any other place that says the same.
    fn numbers(&self, found: &mut Vec<(MentionKind, Span)>) {
        let kind = |numeric: &Numeric| match numeric.sort {
            Sort::Money(_) => Some(MentionKind::Money),
            Sort::Percent => Some(MentionKind::Percent),
            Sort::Duration(_) => Some(MentionKind::Duration),
            Sort::Count | Sort::Measure => Some(MentionKind::Count),
            Sort::Ordinal | Sort::Factor => None,
        };
        let taken: Vec<&Numeric> = self
            .source
            .numerics()
            .iter()
            .filter(|numeric| {
                kind(numeric).is_some_and(|kind| {
                    self.used
                        .numbers
                        .iter()
                        .any(|(list, span)| *span == numeric.number && self.accounts(list, kind))
                })
            })
            .collect();
        let said: BTreeSet<(rust_decimal::Decimal, &str)> = taken
            .iter()
            .map(|numeric| (numeric.value, sort_name(numeric.sort)))
            .collect();
        for quantity in &self.source.mentions().quantities {
            let numeric = Numeric::from(quantity);
            let Some(kind) = kind(&numeric).filter(|kind| self.expects(*kind)) else {
                continue;
            };
            if refers_back(self.source, &numeric) {
                continue;
            }
            let same = said.contains(&(numeric.value, sort_name(numeric.sort)));
            let read = taken.iter().any(|other| other.number.overlaps(numeric.number));
            if !same && !read {
                found.push((kind, numeric.span));
            }
        }
    }

    /// People by name whom the lists do not name; one who does not speak may stand in other words of the record.
    fn people(&self, found: &mut Vec<(MentionKind, Span)>) {
        let source = self.source;
        let listed: BTreeSet<usize> = self
            .used
            .people
            .iter()
            .filter(|(list, _)| self.accounts(list, MentionKind::Person))
            .map(|(_, index)| *index)
            .collect();
        let speaks: BTreeSet<usize> = source
            .frames()
            .iter()
            .filter_map(|frame| match frame.subject {
                Some(Subject::Person(index, _)) => Some(index),
                _ => None,
            })
            .collect();
        let mut told = BTreeSet::new();
        for (span, index) in source.named_people() {
            if self.is_name_of_body(*span) || listed.contains(index) || !told.insert(*index) {
                continue;
            }
            let mut places = source
                .named_people()
                .iter()
                .filter(|(_, other)| other == index)
                .map(|(span, _)| *span);
            if speaks.contains(index) || !places.any(|place| self.in_items(place)) {
                found.push((MentionKind::Person, *span));
            }
        }
    }

    /// True where the name in the mention at `span` is that of a body. An office may be one in a body, `Ana Berg,
    /// President of the European Council`, and still be somebody's.
    fn is_name_of_body(&self, span: Span) -> bool {
        let source = self.source;
        let people = &source.mentions().people;
        let at = people.partition_point(|person| person.span < span);
        let mention = people.get(at).filter(|person| person.span == span);
        let name = mention
            .and_then(|mention| own_name(source.text(), mention))
            .unwrap_or(span);
        source.bodies().iter().any(|(body, _)| body.overlaps(name))
    }

    /// True where `span` stands in a value that holds the source's own words.
    fn in_words(&self, span: Span) -> bool {
        self.used.words.iter().any(|(_, words)| words.contains(span))
    }

    /// True where `span` stands in a value of one of the lists that account for something; the title of the
    /// source names people and accounts for none.
    fn in_items(&self, span: Span) -> bool {
        let words = self.used.words.iter();
        words
            .filter(|(list, _)| self.kinds.iter().any(|(own, _)| **own == **list))
            .any(|(_, words)| words.contains(span))
    }

    /// Bodies and programmes by name that the lists do not name.
    fn named(&self, found: &mut Vec<(MentionKind, Span)>) {
        let source = self.source;
        for mention in &source.mentions().names {
            let kind = match mention.kind {
                NameKind::Body(_) => MentionKind::Organization,
                NameKind::Programme => MentionKind::Programme,
            };
            if !self.expects(kind) {
                continue;
            }
            let forms = [Some(mention.name), mention.acronym];
            let named = forms
                .into_iter()
                .flatten()
                .any(|form| self.is_named(source.slice(form), kind));
            // A treaty that is recorded as what was signed need not be a programme besides.
            let is_title = self.used.words.iter().any(|(_, words)| *words == mention.name);
            if !named && !is_title && !self.is_government(mention.name) {
                found.push((kind, mention.name));
            }
        }
    }

    /// True where some name of the record is `name`, holds it, or means the same body; or where
    /// `name` runs over several names, of which the lists have one.
    fn is_named(&self, name: &str, kind: MentionKind) -> bool {
        let folded = folded(name, Level::Caseless);
        let body = |text: &str| body_gazetteer().find(text).next().map(|hit| hit.value.name);
        let own = body(name);
        self.names.iter().any(|(list, other)| {
            let inside = other.len() > SHORTEST && folded.contains(other.as_str());
            other.contains(&*folded)
                || (inside && self.accounts(list, kind))
                || (own.is_some() && body(other) == own)
        })
    }

    /// True for `U.S. Administration`: a country's government, which is no body beside the country.
    fn is_government(&self, name: Span) -> bool {
        let words = self.source.slice(name);
        if words.starts_with("Government of ") {
            return true;
        }
        let generic = words.ends_with(" Administration") || words.ends_with(" Government");
        let country = self
            .source
            .mentions()
            .countries
            .iter()
            .find(|country| name.contains(country.span));
        generic
            && country.is_some_and(|country| {
                words.split_whitespace().count()
                    == self.source.slice(country.span).split_whitespace().count() + 1
            })
    }

    /// Cues of outcomes on which no evidence of the lists rests.
    fn commitments(&self, found: &mut Vec<(MentionKind, Span)>) {
        let source = self.source;
        let passages: Vec<Span> = self
            .used
            .passages
            .iter()
            .filter(|(list, _)| self.accounts(list, MentionKind::Commitment))
            .map(|(_, span)| *span)
            .collect();
        for (index, sentence) in source.outline().sentences().iter().enumerate() {
            for cue in source.outcome_cues(index) {
                let leads = cue.precise || matches!(cue.needs, Need::Reported | Need::Modal);
                let counts = leads && cue.value.is_some() && cue.modifiers.is_empty();
                let quoted = source
                    .mentions()
                    .quotations
                    .iter()
                    .any(|quotation| !quotation.nested && quotation.span.contains(cue.span));
                if !counts
                    || quoted
                    || self.in_words(cue.span)
                    || passages.iter().any(|passage| passage.overlaps(cue.span))
                {
                    continue;
                }
                let told = match cue.needs {
                    Need::Nothing => true,
                    Need::Party | Need::Act => self.has_subject(sentence, cue.first),
                    Need::Reported => self.is_reported(index, sentence, cue.first, cue.span),
                    Need::Modal => self.has_modal(sentence, cue.span.end),
                    Need::Amount => false,
                };
                if told {
                    found.push((MentionKind::Commitment, cue.span));
                    break;
                }
            }
        }
    }

    /// `he said that` **he would** `write`: somebody speaks before of what somebody is to do.
    fn is_reported(&self, index: usize, sentence: &Sentence, verb: usize, cue: Span) -> bool {
        let frames = self.source.frames();
        let from = frames.partition_point(|frame| frame.sentence < index);
        let mut own = frames
            .iter()
            .skip(from)
            .take_while(|frame| frame.sentence == index);
        own.any(|frame| frame.cue.end <= cue.start && frame.subject.is_some())
            && self.has_actor(sentence, verb)
    }

    /// True where one who may act stands before the verb, by name, office or pronoun.
    fn has_actor(&self, sentence: &Sentence, verb: usize) -> bool {
        let subject = self.subjects(sentence).before(verb);
        subject.is_some_and(|subject| match subject {
            Subject::Words(span) => {
                let people = &self.source.mentions().people;
                let first = people.partition_point(|person| person.span.end <= span.start);
                people.get(first).is_some_and(|person| person.span.overlaps(span))
            }
            _ => true,
        })
    }

    /// `it was decided that` **delegations would meet**: what is decided is something to be done.
    fn has_modal(&self, sentence: &Sentence, from: usize) -> bool {
        /// The verb of a clause stands no further on, in tokens.
        const REACH: usize = 18;
        let tokens = self.source.outline().tokens_of(sentence);
        let first = tokens.partition_point(|token| token.span.start < from);
        let words = tokens
            .iter()
            .skip(first)
            .take(REACH)
            .map(|token| self.source.slice(token.span));
        words
            .take_while(|word| *word != ";")
            .any(|word| matches!(word, "will" | "would" | "shall" | "should"))
    }

    fn subjects(&self, sentence: &Sentence) -> Subjects<'_> {
        Subjects {
            text: self.source.text(),
            tokens: self.source.outline().tokens_of(sentence),
            mentions: self.source.mentions(),
            people: self.source.people(),
        }
    }

    fn has_subject(&self, sentence: &Sentence, verb: usize) -> bool {
        let subjects = self.subjects(sentence);
        let Some(subject) = subjects
            .before(verb)
            .filter(|subject| !matches!(subject, Subject::Words(_)))
        else {
            return false;
        };
        // `the plan, which the minister announced`: what is told is told of elsewhere.
        let first = subjects
            .tokens
            .partition_point(|token| token.span.start < subject.span().start);
        let before = first
            .checked_sub(1)
            .and_then(|at| subjects.tokens.get(at))
            .map(|token| token.span.of(subjects.text));
        let article = first
            .checked_sub(2)
            .and_then(|at| subjects.tokens.get(at))
            .map(|token| token.span.of(subjects.text));
        !(before == Some("which") || (before == Some("the") && article == Some("which")))
    }
}

/// True where the number tells nothing new: `the two leaders`, `three days ago`.
fn refers_back(source: &Source, numeric: &Numeric) -> bool {
    let text = source.text();
    let tokens = source.outline().tokens();
    let first = tokens.partition_point(|token| token.span.start < numeric.span.start);
    let after = tokens.partition_point(|token| token.span.start < numeric.span.end);
    let before = first
        .checked_sub(1)
        .and_then(|at| tokens.get(at))
        .map(|token| token.span.of(text).to_lowercase());
    let definite = matches!(
        before.as_deref(),
        Some("the" | "these" | "those" | "our" | "its" | "their")
    );
    let ago = tokens.get(after).is_some_and(|token| token.is(text, "ago"));
    (definite && matches!(numeric.sort, Sort::Count)) || (ago && matches!(numeric.sort, Sort::Duration(_)))
}

fn sort_name(sort: Sort) -> &'static str {
    match sort {
        Sort::Money(code) => code.unwrap_or("money"),
        Sort::Percent => "percent",
        Sort::Duration(unit) => unit,
        Sort::Measure => "measure",
        Sort::Ordinal => "ordinal",
        Sort::Count => "count",
        Sort::Factor => "factor",
    }
}
