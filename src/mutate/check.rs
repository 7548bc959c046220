//! The project's own gate: what `check` finds in a record that it did not find in the true one.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::ground::field;
use crate::finding::{Severity, codes};
use crate::grounding::{MentionKind, Source, accounted_kinds, trace, vouch};
use crate::schema::Schema;

/// A source and a schema, ready to check many records.
#[derive(Debug)]
pub(super) struct Checker<'c> {
    source: &'c Source,
    schema: &'c Schema,
    kinds: Vec<(String, MentionKind)>,
}

/// Findings that cannot be told apart: code, field, and where the passage of the source begins.
///
/// Indices are no part of it, since an object that is left out moves those behind it, nor is the
/// message, since a value that was doubted before and is doubted now is nothing new.
type Key = (&'static str, String, Option<usize>);

/// How often each finding was made.
pub(super) type Findings = BTreeMap<Key, usize>;

impl<'c> Checker<'c> {
    pub(super) fn new(source: &'c Source, schema: &'c Schema) -> Self {
        Self {
            source,
            schema,
            kinds: accounted_kinds(schema.document()),
        }
    }

    /// The errors and warnings about `record`; `None` where it does not fit its schema.
    pub(super) fn findings(&self, record: &Value) -> Option<Findings> {
        let annotations = self.schema.annotations(record, "grounding");
        if annotations.is_empty() {
            return None;
        }
        let vouched = vouch(self.source, record, &annotations);
        let ledger = trace(self.source, &self.kinds, &vouched);
        let marks = vouched.marks.iter().map(|mark| {
            let at = mark.source.map(|span| span.start);
            (mark.code, field(&mark.pointer), at)
        });
        let missing = ledger.iter().flat_map(|entry| &entry.missing);
        let missing = missing.map(|missing| (missing.code(), String::new(), Some(missing.span.start)));
        let mut found = Findings::new();
        for key in marks.chain(missing) {
            if severity(key.0) > Severity::Note {
                *found.entry(key).or_default() += 1;
            }
        }
        Some(found)
    }
}

/// The codes of what is in `found` oftener than in `before`, each once.
pub(super) fn added(found: &Findings, before: &Findings) -> Vec<&'static str> {
    let more = found
        .iter()
        .filter(|(key, count)| before.get(*key).is_none_or(|before| before < *count));
    let codes: BTreeSet<&'static str> = more.map(|(key, _)| key.0).collect();
    codes.into_iter().collect()
}

/// How serious a finding of `code` is.
pub(super) fn severity(code: &str) -> Severity {
    codes::find(code).map_or(Severity::Error, |code| code.severity)
}
