//! Vouching and tracing: does a record say what its source says?
//!
//! **Vouching** goes from the record to the source: each value must rest on the passage that the
//! record gives for it. **Tracing** goes from the source to the record: what the source tells must
//! be accounted for. How a value rests on its source is said by the schema, with the keyword
//! `grounding` ([`Rule`]); nothing here knows a field by its name.
//!
//! ```text
//! source → Source: folded forms, sentences, mentions, people, verbs of saying, cues
//! record → annotations of its schema → evidence located → each value by its rule → marks
//!                                                       → what is accounted for → ledger
//! marks, ledger → findings with both their places; what no rule decided → unchecked
//! ```
//!
//! A rule has three outcomes: the value holds, it does not, or the text does not decide. The third
//! is never taken for the first.
//!
//! ```
//! use rapporteur::document::Document;
//! use rapporteur::grounding::{Source, vouch};
//! use serde_json::json;
//! let source = Source::of(Document::new("talks.txt", "The portfolio is worth over $12 billion."));
//! let record = json!({"worth": 12_000_000_000_u64, "quote": "worth over $12 billion"});
//! let rules = [
//!     ("/worth".to_owned(), json!({"as": "quantity", "unit": {"const": "USD"}}).into()),
//!     ("/quote".to_owned(), json!({"as": "evidence"}).into()),
//! ];
//! let marks = vouch(&source, &record, &rules).marks;
//! assert_eq!(marks[0].code, "vouch/number-comparator");
//! ```

mod addressed;
mod anchor;
mod attribution;
mod bearing;
mod bench;
mod bounds;
mod check;
mod clauses;
pub mod code;
mod config;
mod cues;
mod dates;
mod evidence;
mod findings;
mod flat;
mod fold;
mod governing;
mod haystack;
mod items;
mod lists;
mod locate;
mod memo;
mod near_dates;
mod nouns;
mod numbers;
mod numerics;
mod people;
mod periods;
mod person;
mod phrases;
mod places;
mod recorded;
mod relative_dates;
mod rule;
mod same_speaker;
mod sides;
mod source;
mod speech;
mod standing;
mod status;
mod subject;
mod to_come;
mod trace;
mod units;
mod unrealised;
mod untold_speaker;
mod values;
pub use anchor::{Anchored, anchor, edited};
pub(crate) use bearing::{DEEDS, FACTIVE};
pub use bench::{Mark, Undecided};
pub use check::{Vouched, vouch};
pub use config::{Config, ConfigError, SETTINGS_FILE, Waiver};
pub use evidence::quotes;
pub use findings::{Checked, Held, check, source_path, waiver_findings};
pub use fold::{Folded, Level, is_invisible, turns_direction};
pub use locate::{Fault, Found, Hidden, Nearest, Quote, locate};
pub use places::Places;
pub use rule::{
    AttributionRule, CountryRule, CueRule, CueSet, Cues, DateRule, Grounding, Member, MentionKind,
    PersonRule, QuantityRule, ReferenceRule, Rule, SourceRule, Words,
};
pub use source::Source;
pub use trace::{Entry, Missing, State, accounted_kinds, trace};
