//! Validation of documents.

use super::Schema;
use super::diagnose::Diagnosis;
use super::faults::faults;
use crate::finding::Finding;
use crate::yaml::{self, Document, File};

/// What is wrong with `text`: with its YAML (or JSON, where `name` ends in `.json`), and what it
/// breaks of `schema`, in the order of the file.
pub fn validate_text(name: &str, text: &str, schema: &Schema) -> Vec<Finding> {
    schema.check(&yaml::read(name, text))
}

impl Schema {
    /// What is wrong with `file`: its YAML findings, and what its documents break of the schema, in
    /// the order of the file.
    ///
    /// A file without a document has nothing that could be valid: that is a finding too. A doubt
    /// about how a scalar is read is left out where the schema refuses the scalar anyway.
    pub fn check(&self, file: &File) -> Vec<Finding> {
        let broken = self.validate(file);
        let mut findings: Vec<Finding> = file
            .findings
            .iter()
            .filter(|doubt| {
                doubt.code != yaml::AMBIGUOUS || broken.iter().all(|finding| finding.record != doubt.record)
            })
            .cloned()
            .collect();
        findings.extend(broken);
        findings.sort_by_key(|finding| finding.record.start.offset);
        if findings.is_empty() && file.documents.is_empty() {
            findings.push(file.nothing());
        }
        findings
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
        let instance = document.root.to_json();
        if self.validator.is_valid(&instance) {
            return Vec::new();
        }
        let errors: Vec<_> = self.validator.iter_errors(&instance).collect();
        let faults = faults(&errors, &document.root);
        Diagnosis::of(self, file, &document.root).findings(&faults)
    }
}
