//! From marks to findings: each with its place in the record and its passage of the source.

use std::sync::Arc;

use jiff::civil::Date;
use serde_json::Value;

use crate::document::Span;
use crate::finding::{Finding, Passage, Place, Severity, Unchecked, codes};
use crate::schema::{Annotated, Schema};
use crate::yaml::{Document, File};

use super::bench::{Mark, Undecided, at};
use super::check::vouch;
use super::code;
use super::config::Config;
use super::places::Places;
use super::rule::{Grounding, MentionKind, Rule};
use super::source::Source;
use super::trace::{Entry, State, accounted_kinds, trace};

/// What checking one record against its source found.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// What is wrong or doubtful, by the place in the record's file.
    pub findings: Vec<Finding>,
    /// What no rule looked at, what a rule could not decide, and what is waived.
    pub unchecked: Vec<Unchecked>,
    /// How many values a rule looked at and could not decide.
    pub undecided: usize,
    /// Each sentence of the source with what became of it.
    pub ledger: Vec<Entry>,
    /// Which of the waivers waived something, by their index in the settings.
    pub waivers: Vec<usize>,
}

/// Holds `record`, one of the documents of `file`, against `source` in both directions.
///
/// The record must fit `schema`: a record that does not has no rules, and then everything is
/// unchecked. `today` is the day that waivers are held against.
pub fn check(
    file: &File,
    record: &Document,
    schema: &Schema,
    source: &Source,
    config: &Config,
    today: Date,
) -> Checked {
    let json = schema.instance(record);
    let annotations = schema.annotations(&json, "grounding");
    Held {
        places: Places::File(file, record),
        schema,
        json: &json,
        annotations: &annotations,
    }
    .check(source, config, today)
}

/// A record with what its schema says of its values, for whoever has asked the schema already.
#[derive(Clone, Copy, Debug)]
pub struct Held<'r> {
    /// Where its values stand.
    pub places: Places<'r>,
    /// Its schema.
    pub schema: &'r Schema,
    /// The record as the schema sees it, from [`Schema::instance`].
    pub json: &'r Value,
    /// What the schema's `grounding` says of it, from [`Schema::annotations`].
    pub annotations: &'r [(String, Arc<Value>)],
}

impl<'r> Held<'r> {
    /// A document of `file` with what its schema said of it.
    pub fn of(file: &'r File, record: &'r Annotated<'r>) -> Self {
        Self {
            places: Places::File(file, record.document),
            schema: record.schema(),
            json: &record.instance,
            annotations: &record.annotations,
        }
    }

    /// As [`check`].
    pub fn check(self, source: &Source, config: &Config, today: Date) -> Checked {
        let Held {
            places,
            schema,
            json,
            annotations,
        } = self;
        if annotations.is_empty() {
            return Checked {
                unchecked: vec![Unchecked {
                    path: places.name().to_owned(),
                    pointer: String::new(),
                    reason: "the record does not fit its schema, or the schema has no rules of grounding"
                        .to_owned(),
                }],
                undecided: 1,
                ..Checked::default()
            };
        }
        let vouched = vouch(source, json, annotations);
        let kinds = accounted_kinds(schema.document());
        let mut ledger = trace(source, &kinds, &vouched);
        let mut checked = Checked {
            undecided: vouched
                .undecided
                .iter()
                .filter(|undecided| undecided.by_rule)
                .count(),
            unchecked: vouched
                .undecided
                .iter()
                .map(|undecided| unchecked(places, undecided))
                .collect(),
            ..Checked::default()
        };
        for mark in &vouched.marks {
            checked.take(self.finding(source, mark), config, today);
        }
        for entry in &mut ledger {
            let missing = entry.missing.clone();
            for mention in missing {
                let mark = Mark {
                    code: mention.code(),
                    pointer: list_for(&kinds, mention.kind, json),
                    message: format!(
                        "the record accounts nowhere for {} “{}”",
                        what(mention.kind),
                        super::bench::shown(source.slice(mention.span))
                    ),
                    source: Some(mention.span),
                    help: None,
                };
                if !checked.take(self.finding(source, &mark), config, today) {
                    entry.missing.retain(|other| *other != mention);
                }
            }
            if entry.state == State::Unaccounted && entry.missing.is_empty() {
                entry.state = State::Waived;
            }
        }
        checked.ledger = ledger;
        checked.findings.sort_by_key(|finding| {
            (
                finding.record.start.offset,
                finding.source.as_ref().map(|source| source.place.start.offset),
            )
        });
        checked
    }

    /// What `mark` tells, with its places.
    fn finding(&self, source: &Source, mark: &Mark) -> Finding {
        let is_list = at(self.json, &mark.pointer).is_some_and(Value::is_array);
        Finding {
            code: mark.code,
            severity: severity(mark.code),
            message: mark.message.clone(),
            pointer: mark.pointer.clone(),
            record: self.places.of(&mark.pointer, is_list),
            source: mark.source.map(|span| passage(source, span)),
            related: Vec::new(),
            help: mark.help.clone(),
            fix: None,
        }
    }
}

impl Checked {
    /// Adds `finding` as the settings have it; false where it is waived or turned off.
    fn take(&mut self, mut finding: Finding, config: &Config, today: Date) -> bool {
        let Some(severity) = config.severity(finding.code, finding.severity) else {
            return false;
        };
        finding.severity = severity;
        let mut waived = false;
        for (index, waiver) in config.waivers().iter().enumerate() {
            if waiver.covers(&finding, today) {
                self.waivers.push(index);
                if !waived {
                    self.unchecked.push(Unchecked {
                        path: finding.record.path.clone(),
                        pointer: finding.pointer.clone(),
                        reason: format!("{} is waived: {}", finding.code, waiver.reason),
                    });
                }
                waived = true;
            }
        }
        if !waived {
            self.findings.push(finding);
        }
        !waived
    }
}

/// Where `record` says that its source is, as it is written there. `annotations` are those of its
/// schema's `grounding`.
pub fn source_path(record: &Value, annotations: &[(String, Arc<Value>)]) -> Option<String> {
    annotations
        .iter()
        .find_map(|(pointer, value)| match Grounding::of(value).ok()?.rule? {
            Rule::Source(rule) => Some(record.pointer(pointer)?.get(rule.path?)?.as_str()?.to_owned()),
            _ => None,
        })
}

/// Findings about waivers of the settings at `path` that waived nothing, or no longer do.
///
/// `used` are those that waived something, `records` the paths that were checked: a waiver for a
/// record that was not checked is let be.
pub fn waiver_findings(
    path: &str,
    text: &str,
    config: &Config,
    used: &[usize],
    records: &[String],
    today: Date,
) -> Vec<Finding> {
    let settings = crate::document::Document::new(path, text);
    let mut found = Vec::new();
    for (index, waiver) in config.waivers().iter().enumerate() {
        if used.contains(&index) || !records.iter().any(|record| waiver.may_concern(record)) {
            continue;
        }
        let fault = if waiver.has_expired(today) {
            "has expired"
        } else {
            "matches nothing any more"
        };
        found.push(Finding {
            code: code::STALE_WAIVER,
            severity: severity(code::STALE_WAIVER),
            message: format!("the waiver of {} {fault}", waiver.code),
            pointer: format!("/waiver/{index}"),
            record: Place {
                path: path.to_owned(),
                start: settings.position(waiver.span.start),
                end: settings.position(first_line(text, waiver.span).end),
            },
            source: None,
            related: Vec::new(),
            help: None,
            fix: None,
        });
    }
    found
}

fn first_line(text: &str, span: Span) -> Span {
    let line = span.of(text).split(['\n', '\r']).next().unwrap_or_default();
    Span::new(span.start, span.start + line.len())
}

fn severity(code: &str) -> Severity {
    codes::find(code).map_or(Severity::Error, |code| code.severity)
}

fn unchecked(places: Places<'_>, undecided: &Undecided) -> Unchecked {
    Unchecked {
        path: places.name().to_owned(),
        pointer: undecided.pointer.clone(),
        reason: undecided.reason.clone(),
    }
}

fn passage(source: &Source, span: Span) -> Passage {
    let document = source.document();
    let read = source.as_read(span);
    Passage {
        place: Place {
            path: document.name().to_owned(),
            start: document.position(read.start),
            end: document.position(read.end),
        },
        exact: document.slice(read).to_owned(),
    }
}

/// The list of `record` that should have a mention of `kind`; the whole record where it has none.
fn list_for(kinds: &[(String, MentionKind)], kind: MentionKind, record: &Value) -> String {
    let mut lists = kinds.iter().filter(|(_, own)| *own == kind).map(|(list, _)| list);
    lists
        .find(|list| at(record, list).is_some())
        .cloned()
        .unwrap_or_default()
}

fn what(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Money => "the amount",
        MentionKind::Percent => "the percentage",
        MentionKind::Count => "the number",
        MentionKind::Duration => "the length of time",
        MentionKind::Person => "the person",
        MentionKind::Organization => "the body",
        MentionKind::Programme => "the programme",
        MentionKind::Commitment => "what is told by",
    }
}
