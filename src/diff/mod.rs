//! Two versions of a record compared: what changed in meaning, and what only moved.
//!
//! ```text
//! old, new → annotations of the schema: how each value rests on its source
//!          → objects of lists paired, as in `score`
//!          → values compared, each by its rule → differences, each of a class
//! ```
//!
//! A line diff shows that text changed. Here each [`Difference`] says what it means ([`Class`]), in
//! which object and field, where that stands in both files, and which passage of the source
//! decides. The order of lists and keys, how values are written and where quotes are anchored
//! change no fact. Nothing is known of a field by its name but what the schema's `grounding` says
//! of it; what makes two objects of a summit-summary the same is
//! [`score::SECTIONS`](crate::score::SECTIONS).
//!
//! ```
//! use rapporteur::diff::{Class, Version, compare};
//! use rapporteur::schema::Schema;
//! use rapporteur::yaml;
//! let record = |status: &str| format!("\
//! record: summit-summary/1
//! source: {{id: talks}}
//! event: {{kind: talks, evidence: held talks}}
//! parties: [{{name: Japan, code: JP, kind: state, evidence: Japan}}]
//! participants: []
//! outcomes: [{{kind: forum, status: {status}, title: first forum, evidence: the first forum}}]
//! ");
//! let (old, new) = (record("proposed"), record("agreed"));
//! let (old, new) = (yaml::read("old.yaml", &old), yaml::read("new.yaml", &new));
//! let version = |file| Version::first_of(file).ok_or("no record");
//! let found = compare(version(&old)?, version(&new)?, Schema::built_in());
//! assert_eq!(found.len(), 1);
//! assert_eq!(found[0].class, Class::Stronger);
//! assert_eq!(found[0].field, "status");
//! # Ok::<(), &str>(())
//! ```

mod at;
mod class;
mod evidence;
mod files;
mod outline;
mod plan;
mod rules;
mod show;
mod value;
mod walk;

use serde::Serialize;
use serde_json::Value;

pub use class::Class;
pub use files::{Comparison, Comparisons, Counts, compare_files};
pub use outline::outline;
pub use rules::Which;

use crate::finding::Place;
use crate::grounding::Source;
use crate::schema::Schema;
use crate::yaml::{self, File};

/// One version of a record, and the source that it rests on, where that is at hand.
#[derive(Clone, Copy, Debug)]
pub struct Version<'v> {
    /// The file.
    pub file: &'v File,
    /// The record, one of the documents of the file.
    pub record: &'v yaml::Document,
    /// Its source. Without one, quotes are shown as the record has them, without a place.
    pub source: Option<&'v Source>,
}

impl<'v> Version<'v> {
    /// The first record of `file`, without its source.
    pub fn first_of(file: &'v File) -> Option<Self> {
        Some(Self {
            file,
            record: file.documents.first()?,
            source: None,
        })
    }

    /// The same with its source.
    #[must_use]
    pub fn with_source(self, source: &'v Source) -> Self {
        Self {
            source: Some(source),
            ..self
        }
    }
}

/// One thing that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What it means.
    pub class: Class,
    /// The list or object of the record that it is in, without indices: `outcomes`, `event`; empty
    /// for the record as a whole.
    pub section: String,
    /// What the object is called, for people: its name, title or number. Empty for what has none.
    pub label: String,
    /// The member of the object, `amount.value` for one inside another; empty for the whole object.
    /// Of order and of wrapping, which are told once for a record: the lists, or nothing.
    pub field: String,
    /// The old version; `None` for what was not there.
    pub old: Option<Side>,
    /// The new version; `None` for what is no longer there.
    pub new: Option<Side>,
    /// More places of the same difference: the other lists that stand in another order, the other
    /// values that are wrapped otherwise. Old and new.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub further: Vec<(Side, Side)>,
}

/// One version of what differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Side {
    /// JSON Pointer (RFC 6901) into this version of the record.
    pub pointer: String,
    /// Where it stands in the file; for a member that this version lacks, where its object stands.
    pub place: Place,
    /// The value; absent where this version lacks the member, and of lists that only stand in
    /// another order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// The passages that the value rests on, in the order of the record.
    pub quotes: Vec<Quote>,
}

/// A passage of the source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// Its words: those of the source where it was found there, else those of the record.
    pub exact: String,
    /// Where it stands in the source; absent without a source, and where it does not stand there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// What differs between two versions of one record, the most serious first, and what is alike
/// serious in the order of the new file.
///
/// `schema` is that of both. A version that does not fit it is compared by the rules of the other;
/// where neither fits, every value is compared as it stands, and each that differs is a changed fact.
pub fn compare(old: Version<'_>, new: Version<'_>, schema: &Schema) -> Vec<Difference> {
    walk::compare(old, new, schema)
}
