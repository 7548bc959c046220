//! Records as snapshots: without what changes from machine to machine, and compared with approved
//! ones.

use serde_json::Value;
use similar::TextDiff;

use crate::record::Record;

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

/// Compares a record with the snapshot of the test, as `insta::assert_snapshot!` does, without what
/// changes from machine to machine ([`steady`](crate::suite::steady)).
///
/// The crate `insta` is yours: the macro uses the one among your own dependencies. A name for the
/// snapshot may stand first.
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
        ::insta::assert_snapshot!($crate::suite::steady(&$record))
    };
    ($name:expr, $record:expr $(,)?) => {
        ::insta::assert_snapshot!($name, $crate::suite::steady(&$record))
    };
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

/// What is different in `got`, as a unified diff; `None` where the two say the same.
pub(super) fn difference(approved: &Value, got: &Value) -> Option<String> {
    if approved == got {
        return None;
    }
    let (approved, got) = (written(approved), written(got));
    let diff = TextDiff::from_lines(&approved, &got);
    Some(diff.unified_diff().header("approved", "extracted").to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{difference, steady_value};

    #[test]
    fn evidence_alone_is_evidence_in_a_list() {
        let record = |evidence: Value| {
            steady_value(json!({
                "record": "summit-summary/1",
                "source": {"id": "s"},
                "event": {"kind": "talks", "evidence": evidence},
                "parties": [],
                "participants": [],
            }))
        };
        assert_eq!(
            difference(&record(json!("talks")), &record(json!([{"exact": "talks"}]))),
            None
        );
        assert!(difference(&record(json!("talks")), &record(json!("talk"))).is_some());
    }

    #[test]
    fn where_a_source_lies_makes_no_difference_and_what_it_is_called_does() {
        let record = |path: &str, id: &str| {
            steady_value(json!({"source": {"id": id, "path": path, "sha256": path}, "path": "x"}))
        };
        assert_eq!(difference(&record("a", "s"), &record("b", "s")), None);
        assert_eq!(record("a", "s")["path"], "x", "only in the source");
        let told = difference(&record("a", "s"), &record("a", "t")).expect("they differ");
        assert!(
            told.contains("-    \"id\": \"s\"\n+    \"id\": \"t\"\n"),
            "{told}"
        );
    }
}
