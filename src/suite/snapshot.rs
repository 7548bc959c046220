//! Records as snapshots: without what changes from machine to machine, and compared with approved
//! ones.

use serde_json::Value;

use crate::diff::{Class, Difference, compare_files};
use crate::finding::Severity;
use crate::record::Record;
use crate::schema::Schemas;
use crate::yaml::{self, File};

/// What tells where and in which bytes a source was found, and nothing that it says.
const VOLATILE: [&str; 2] = ["path", "sha256"];

/// `record` as YAML without what changes from machine to machine and from copy to copy: the path
/// and the digest of its source.
///
/// ```
/// use rapporteur::document::Document;
/// use rapporteur::suite::steady;
/// let text = "President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile in Oslo.";
/// let here = rapporteur::extract::extract(&Document::new("here/call.txt", text))?;
/// let there = rapporteur::extract::extract(&Document::new("there/call.txt", text))?;
/// assert_eq!(steady(&here), steady(&there));
/// # Ok::<(), rapporteur::extract::ExtractError>(())
/// ```
pub fn steady(record: &Record) -> String {
    let mut record = record.clone();
    record.source.path = None;
    record.source.sha256 = None;
    record.to_yaml()
}

/// What a record says that its snapshot does not say, or no longer says; `None` where every fact is
/// the same. Both are records as text.
///
/// That lists stand in another order, that evidence moved, and that the same words are written
/// otherwise changes no fact. What is no record is compared as text.
pub fn changed_facts(snapshot: &str, record: &str) -> Option<String> {
    if snapshot == record {
        return None;
    }
    let (old, new) = (yaml::read("snapshot", snapshot), yaml::read("record", record));
    let is_broken = |file: &File| {
        let mut findings = file.findings.iter();
        file.documents.is_empty() || findings.any(|finding| finding.severity == Severity::Error)
    };
    if is_broken(&old) || is_broken(&new) {
        return Some("the snapshot, or what is held against it, is no record".to_owned());
    }
    let found = compare_files(Some(&old), Some(&new), &Schemas::default(), |_, _, _| None);
    let differences: Vec<Difference> = found.into_iter().flat_map(|record| record.differences).collect();
    let changed = differences
        .iter()
        .any(|difference| difference.class >= Class::FACTS);
    changed.then(|| in_words(&differences))
}

/// Differences in plain text: what changes facts, then how many do not.
pub(super) fn in_words(differences: &[Difference]) -> String {
    let (facts, rest): (Vec<_>, Vec<_>) = differences
        .iter()
        .partition(|difference| difference.class >= Class::FACTS);
    let facts = facts.iter().map(ToString::to_string);
    let rest = match rest.len() {
        0 => None,
        1 => Some("and 1 difference that changes no fact".to_owned()),
        count => Some(format!("and {count} differences that change no fact")),
    };
    facts.chain(rest).collect::<Vec<_>>().join("\n\n")
}

/// Compares a record with the snapshot of the test, as `insta::assert_snapshot!` does, but by what it
/// says, and without what changes from machine to machine ([`steady`](crate::suite::steady)).
///
/// Where lists stand in another order, evidence moved, or the same words are written otherwise, the
/// test passes and the snapshot stays as it is. Where a fact changed it fails, and prints each
/// difference by its class ([`changed_facts`](crate::suite::changed_facts)) with the passages of both
/// before the lines that `insta` prints. With `INSTA_REQUIRE_FULL_MATCH=1` every character counts.
/// The `.snap` files are those of `insta`, and `cargo insta review` shows them as ever.
///
/// The crate `insta`, from version 1.47, is yours: the macro uses the one among your own
/// dependencies. A name for the snapshot may stand first.
///
/// ```no_run
/// use rapporteur::document::Document;
/// use rapporteur::{assert_record_snapshot, extract::extract};
/// let text = std::fs::read_to_string("readouts/call.txt").expect("it is there");
/// let record = extract(&Document::new("readouts/call.txt", text)).expect("a readout");
/// assert_record_snapshot!("call", record);
/// ```
#[macro_export]
macro_rules! assert_record_snapshot {
    ($record:expr $(,)?) => {
        $crate::__by_class!(::insta::assert_snapshot!($crate::suite::steady(&$record)))
    };
    ($name:expr, $record:expr $(,)?) => {
        $crate::__by_class!(::insta::assert_snapshot!($name, $crate::suite::steady(&$record)))
    };
}

/// Runs an assertion of the `insta` of whoever calls it, by what records say.
#[doc(hidden)]
#[macro_export]
macro_rules! __by_class {
    ($assertion:expr) => {{
        #[derive(Clone)]
        struct ByClass;
        impl ::insta::Comparator for ByClass {
            fn matches(&self, reference: &::insta::Snapshot, test: &::insta::Snapshot) -> bool {
                let text = |snapshot: &::insta::Snapshot| {
                    snapshot
                        .as_text()
                        .map(::std::string::ToString::to_string)
                        .unwrap_or_default()
                };
                match $crate::suite::changed_facts(&text(reference), &text(test)) {
                    ::std::option::Option::None => true,
                    ::std::option::Option::Some(told) => {
                        ::std::eprintln!("{told}\n");
                        false
                    }
                }
            }

            fn matches_fully(&self, reference: &::insta::Snapshot, test: &::insta::Snapshot) -> bool {
                ::insta::Comparator::matches_fully(&::insta::DefaultComparator, reference, test)
            }

            fn dyn_clone(&self) -> ::std::boxed::Box<dyn ::insta::Comparator> {
                ::std::boxed::Box::new(self.clone())
            }
        }
        let mut settings = ::insta::Settings::clone_current();
        settings.set_comparator(::std::boxed::Box::new(ByClass));
        settings.bind(|| $assertion)
    }};
}

/// `record` without what is volatile, and with everything that says the same written the same: a
/// single piece of evidence may stand with or without a list around it.
pub(super) fn steady_value(record: Value) -> Value {
    let mut record = Record::from_json_value(&record).map_or(record, |record| record.to_json_value());
    if let Some(source) = record.get_mut("source").and_then(Value::as_object_mut) {
        for key in VOLATILE {
            source.shift_remove(key);
        }
    }
    record
}

/// `record` as it is approved: as YAML, or as JSON where it is no summit-summary record.
pub(super) fn written(record: &Value) -> String {
    Record::from_json_value(record).map_or_else(|_| format!("{record:#}\n"), |record| record.to_yaml())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{changed_facts, steady_value, written};

    fn record(evidence: &Value) -> Value {
        json!({
            "record": "summit-summary/1",
            "source": {"id": "s"},
            "event": {"kind": "talks", "evidence": evidence},
            "parties": [
                {"name": "Japan", "code": "JP", "kind": "state", "evidence": "Japan"},
                {"name": "Chile", "code": "CL", "kind": "state", "evidence": "Chile"},
            ],
            "participants": [],
        })
    }

    #[test]
    fn evidence_alone_is_evidence_in_a_list() {
        let steady = |evidence| steady_value(record(&evidence));
        assert_eq!(steady(json!("talks")), steady(json!([{"exact": "talks"}])));
        assert_ne!(steady(json!("talks")), steady(json!("talk")));
    }

    #[test]
    fn where_a_source_lies_makes_no_difference_and_what_it_is_called_does() {
        let record = |path: &str, id: &str| {
            steady_value(json!({"source": {"id": id, "path": path, "sha256": path}, "path": "x"}))
        };
        assert_eq!(record("a", "s"), record("b", "s"));
        assert_eq!(record("a", "s")["path"], "x", "only in the source");
        assert_ne!(record("a", "s"), record("a", "t"));
    }

    #[test]
    fn what_only_moved_is_no_changed_fact() {
        let old = record(&json!("held talks"));
        let mut new = record(&json!({"exact": "the leaders held talks", "start": 3, "end": 25}));
        if let Some(parties) = new["parties"].as_array_mut() {
            parties.reverse();
        }
        assert_ne!(written(&old), written(&new));
        assert_eq!(changed_facts(&written(&old), &written(&new)), None);
        new["event"]["kind"] = "meeting".into();
        let told = changed_facts(&written(&old), &written(&new)).expect("a fact changed");
        assert_eq!(
            told,
            "fact changed: event kind: talks → meeting\n  \
             at snapshot:5:9, now record:5:9\n  \
             rested on “held talks”\n  \
             rests on “the leaders held talks”\n\n\
             and 2 differences that change no fact"
        );
    }

    #[test]
    fn what_is_no_record_is_another() {
        let text = written(&record(&json!("talks")));
        for broken in ["", "a: [", "\u{0}"] {
            assert!(changed_facts(broken, &text).is_some(), "{broken:?}");
            assert!(changed_facts(&text, broken).is_some(), "{broken:?}");
        }
        assert!(changed_facts("talks", "no talks").is_some());
        assert!(changed_facts("a: 1", "a: 2").is_some());
    }
}
