//! From the validator's errors to findings.

use jsonschema::ValidationError;

use super::Schema;
use crate::finding::{Finding, Severity};
use crate::yaml::{self, Document, File};

/// What is wrong with `text`: its YAML (or JSON, where `name` ends in `.json`), then what it breaks
/// of `schema`, in the order of the file.
pub fn validate_text(name: &str, text: &str, schema: &Schema) -> Vec<Finding> {
    let mut file = yaml::read(name, text);
    let mut findings = std::mem::take(&mut file.findings);
    findings.extend(schema.validate(&file));
    findings.sort_by_key(|finding| finding.record.start.offset);
    findings
}

impl Schema {
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
        let mut findings: Vec<Finding> = self
            .validator
            .iter_errors(&instance)
            .map(|error| finding(file, document, &error))
            .collect();
        findings.sort_by_key(|finding| finding.record.start.offset);
        findings
    }
}

fn finding(file: &File, document: &Document, error: &ValidationError<'_>) -> Finding {
    let pointer = error.instance_path().as_str();
    let span = document
        .root
        .at(pointer)
        .map_or(document.root.span, |node| node.span);
    let code = match error.kind().keyword() {
        "required" => "schema/missing-key",
        "additionalProperties" | "unevaluatedProperties" => "schema/unknown-key",
        "enum" | "const" => "schema/unknown-value",
        "type" => "schema/wrong-type",
        "pattern" | "format" => "schema/wrong-form",
        _ => "schema/invalid",
    };
    Finding {
        code,
        severity: Severity::Error,
        message: error.to_string(),
        pointer: pointer.to_string(),
        record: file.place(span),
        source: None,
        related: Vec::new(),
        help: None,
        fix: None,
    }
}
