//! Validation of documents.

use std::collections::HashSet;

use super::diagnose::Diagnosis;
use super::faults::faults;
use super::{MAX_FINDINGS, Schema};
use crate::finding::{Finding, mend_all};
use crate::yaml::{self, Document, File};

/// What is wrong with `text`: with its YAML (or JSON, where `name` ends in `.json`), and what it
/// breaks of `schema`, in the order of the file.
pub fn validate_text(name: &str, text: &str, schema: &Schema) -> Vec<Finding> {
    schema.check(&yaml::read(name, text))
}

/// `text` with every safe change made that its findings offer, and how many changes that took:
/// [`mend_all`] by this schema.
pub fn mend_text(name: &str, text: &str, schema: &Schema) -> (String, usize) {
    mend_all(text, |text| validate_text(name, text, schema))
}

/// All that is wrong with `file`: its YAML findings, and `broken`, what its documents break of
/// their schemas, in the order of the file.
///
/// A file without a document has nothing that could be valid: that is a finding too. A doubt
/// about how a scalar is read is left out where the schema refuses the scalar anyway.
pub(super) fn all_of(file: &File, broken: Vec<Finding>) -> Vec<Finding> {
    let range = |finding: &Finding| (finding.record.start.offset, finding.record.end.offset);
    let refused: HashSet<(usize, usize)> = broken.iter().map(range).collect();
    let holds = |found: &&Finding| found.code != yaml::AMBIGUOUS || !refused.contains(&range(found));
    let mut findings: Vec<Finding> = file.findings.iter().filter(holds).cloned().collect();
    findings.extend(broken);
    findings.sort_by_key(|finding| finding.record.start.offset);
    if findings.is_empty() && file.documents.is_empty() {
        findings.push(file.nothing());
    }
    findings
}

impl Schema {
    /// What is wrong with `file`: its YAML findings, and what its documents break of the schema, in
    /// the order of the file.
    pub fn check(&self, file: &File) -> Vec<Finding> {
        all_of(file, self.validate(file))
    }

    /// What the documents of `file` break of the schema, in the order of the file.
    ///
    /// What is wrong with the YAML itself stands in `file.findings` and is not told again.
    pub fn validate(&self, file: &File) -> Vec<Finding> {
        let mut findings = Vec::new();
        for document in &file.documents {
            findings.extend(self.validate_document(file, document));
        }
        findings
    }

    /// What `document`, one of those of `file`, breaks of the schema, in the order of the file.
    pub fn validate_document(&self, file: &File, document: &Document) -> Vec<Finding> {
        let instance = self.instance(document);
        if !self.allows(&instance) {
            return vec![Diagnosis::of(self, file, &document.root).too_much()];
        }
        if self.validator.is_valid(&instance) {
            return Vec::new();
        }
        let errors: Vec<_> = self.validator.iter_errors(&instance).take(MAX_FINDINGS).collect();
        let faults = faults(&errors, &document.root);
        Diagnosis::of(self, file, &document.root).findings(&faults)
    }

    /// The value of `document` that the schema is about: all of it but the key `$schema`, which
    /// names the schema and is no part of the data, unless the schema knows it.
    pub fn instance(&self, document: &Document) -> serde_json::Value {
        let known = self.document().get("properties");
        let mut instance = document.root.to_json();
        if let Some(members) = instance.as_object_mut()
            && known.is_none_or(|known| known.get(yaml::SCHEMA_KEY).is_none())
        {
            members.shift_remove(yaml::SCHEMA_KEY);
        }
        instance
    }
}
