//! One record held against its source, in one line of a test.

use jiff::Timestamp;
use jiff::tz::Offset;

use crate::document::Document;
use crate::finding::{Finding, Severity};
use crate::grounding::{self, Config, Source};
use crate::record::Record;
use crate::schema::Schema;
use crate::yaml;

/// What is wrong with `record`: where it breaks its schema, says what `source` does not say, or
/// leaves out what it does. Doubts and notes are left out.
///
/// The findings point into the record as [`Record::to_yaml`] writes it.
pub fn unfaithful(record: &Record, source: &str) -> Vec<Finding> {
    let schema = Schema::built_in();
    let file = yaml::read("record.yaml", &record.to_yaml());
    let mut findings = schema.check(&file);
    let errors = |finding: &Finding| finding.severity == Severity::Error;
    if let Some(record) = file.documents.first().filter(|_| !findings.iter().any(errors)) {
        let source = Source::of(Document::new("source.txt", source));
        let today = Offset::UTC.to_datetime(Timestamp::now()).date();
        let checked = grounding::check(&file, record, schema, &source, &Config::default(), today);
        findings.extend(checked.findings);
    }
    findings.retain(errors);
    findings
}

/// Fails unless the record fits its schema, says nothing that the text of its source does not say,
/// and leaves nothing out that it should account for.
///
/// ```
/// use rapporteur::document::Document;
/// use rapporteur::{assert_faithful, extract::extract};
/// let text = "President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile in Oslo.";
/// let record = extract(&Document::new("call.txt", text)).expect("a readout");
/// assert_faithful!(record, text);
/// ```
///
/// ```should_panic
/// # use rapporteur::document::Document;
/// # use rapporteur::{assert_faithful, extract::extract};
/// # let text = "President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile in Oslo.";
/// # let mut record = extract(&Document::new("call.txt", text)).expect("a readout");
/// record.participants[0].role = Some("Prime Minister".to_owned());
/// assert_faithful!(record, text);
/// ```
#[macro_export]
macro_rules! assert_faithful {
    ($record:expr, $source:expr $(,)?) => {{
        let findings = $crate::suite::unfaithful(&$record, &$source);
        if !findings.is_empty() {
            let told: ::std::vec::Vec<_> = findings
                .iter()
                .map(|finding| match &finding.source {
                    Some(source) => ::std::format!("{finding}\n    the source says: {:?}", source.exact),
                    None => ::std::format!("{finding}"),
                })
                .collect();
            ::std::panic!("the record is not faithful to its source:\n{}", told.join("\n"));
        }
    }};
}
