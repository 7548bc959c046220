//! Which schema a document is measured by.
//!
//! In this order: the one that the caller gives for all; the one that the file names in a comment
//! before its first value, as editors with the YAML language server read it; the one that a
//! document names under its key `$schema`; the built-in one.
//!
//! ```yaml
//! # yaml-language-server: $schema=../schemas/summit-summary.schema.json
//! record: summit-summary/1
//! ```
//!
//! A file names a path, relative to itself, or the `$id` of the built-in schema. Nothing is fetched.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;

use super::messages;
use super::sources::path_of;
use super::validate::all_of;
use super::{BUILT_IN, BUILT_IN_ID, Schema, SchemaError};
use crate::document::Span;
use crate::finding::{Finding, Severity};
use crate::yaml::{self, Document, File};

/// The schemas of a run: each is loaded once, when a file first asks for it.
#[derive(Debug, Default)]
pub struct Schemas {
    given: Option<Chosen>,
    loaded: Mutex<HashMap<PathBuf, Loaded>>,
}

/// A schema, or why there is none.
type Loaded = Result<Chosen, String>;

#[derive(Clone, Debug)]
enum Chosen {
    BuiltIn,
    File(Arc<Schema>),
}

/// A document that fits its schema, with what the schema says of its values.
#[derive(Debug)]
pub struct Annotated<'f> {
    /// The document.
    pub document: &'f Document,
    /// Its value, from [`Schema::instance`].
    pub instance: Value,
    /// What its schema says of it, from [`Schema::annotations`].
    pub annotations: Vec<(String, Arc<Value>)>,
    chosen: Chosen,
}

impl Annotated<'_> {
    /// The schema of the document.
    pub fn schema(&self) -> &Schema {
        self.chosen.get()
    }
}

/// The name of a schema as a file gives it, and where.
struct Named {
    reference: String,
    span: Span,
    pointer: &'static str,
}

impl Schemas {
    /// `given` for every document, whatever its file says.
    pub fn only(given: Schema) -> Self {
        Self::all(Chosen::File(Arc::new(given)))
    }

    /// The schema in the file at `path` for every document, whatever its file says.
    pub fn only_from(path: &Path) -> Result<Self, SchemaError> {
        load(path).map(Self::all)
    }

    fn all(given: Chosen) -> Self {
        Self {
            given: Some(given),
            loaded: Mutex::default(),
        }
    }

    /// What is wrong with `file`, in its order: its YAML, and what each document breaks of the
    /// schema that it asks for. A schema that cannot be had is a finding where it is named.
    pub fn check(&self, file: &File) -> Vec<Finding> {
        let mut broken = Vec::new();
        for document in &file.documents {
            match self.find(file, document) {
                Ok(schema) => broken.extend(schema.get().validate_document(file, document)),
                Err(finding) => broken.push(*finding),
            }
        }
        // Several documents may name the same schema in one place.
        broken.dedup();
        all_of(file, broken)
    }

    /// As [`check`](Self::check), with what the schemas say by `keyword` of documents that fit them: each
    /// instance is gone through once. Where there is an error, no document is told.
    pub fn check_annotated<'f>(&self, file: &'f File, keyword: &str) -> (Vec<Finding>, Vec<Annotated<'f>>) {
        let mut broken = Vec::new();
        let mut annotated = Vec::new();
        for document in &file.documents {
            let chosen = match self.find(file, document) {
                Ok(chosen) => chosen,
                Err(finding) => {
                    broken.push(*finding);
                    continue;
                }
            };
            let instance = chosen.get().instance(document);
            let annotations = chosen.get().annotations(&instance, keyword);
            // Only an instance that fits has any.
            if annotations.is_empty() {
                broken.extend(chosen.get().validate_document(file, document));
            }
            annotated.push(Annotated {
                document,
                instance,
                annotations,
                chosen,
            });
        }
        broken.dedup();
        let findings = all_of(file, broken);
        if findings.iter().any(|finding| finding.severity == Severity::Error) {
            annotated.clear();
        }
        (findings, annotated)
    }

    /// The schema of what names none itself: the one that is given for all, else the built-in one.
    pub fn unnamed(&self) -> &Schema {
        self.given.as_ref().unwrap_or(&Chosen::BuiltIn).get()
    }

    /// What `look` makes of the schema of `document`, one of those of `file`; `None` where the schema
    /// cannot be had, which [`check`](Self::check) tells.
    pub fn with_schema<T>(
        &self,
        file: &File,
        document: &Document,
        look: impl FnOnce(&Schema) -> T,
    ) -> Option<T> {
        self.find(file, document).ok().map(|found| look(found.get()))
    }

    /// The schema of `document`, one of those of `file`; where there is none, the finding says why.
    fn find(&self, file: &File, document: &Document) -> Result<Chosen, Box<Finding>> {
        if let Some(given) = &self.given {
            return Ok(given.clone());
        }
        let Some(named) = named(file, document) else {
            return Ok(Chosen::BuiltIn);
        };
        let chosen = if named.reference.trim().is_empty() {
            Err(messages::NAMES_NO_SCHEMA.to_string())
        } else if named.reference == BUILT_IN_ID {
            Ok(Chosen::BuiltIn)
        } else {
            self.load(&named.reference, file)
        };
        chosen.map_err(|why| {
            let message = messages::no_schema(&why);
            Box::new(Finding {
                code: message.code,
                severity: Severity::Error,
                message: message.text,
                pointer: named.pointer.to_string(),
                record: file.place(named.span),
                source: None,
                related: Vec::new(),
                help: message.help,
                fix: None,
            })
        })
    }

    /// The schema that `file` names by `reference`.
    fn load(&self, reference: &str, file: &File) -> Loaded {
        let path = match path_of(reference) {
            Some(path) => path,
            None if is_url(reference) => {
                let url = reference.to_string();
                return Err(SchemaError::Remote { url }.to_string());
            }
            None => Path::new(&file.name)
                .parent()
                .unwrap_or(Path::new(""))
                .join(reference),
        };
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        loaded
            .entry(path)
            .or_insert_with_key(|path| load(path).map_err(|error| error.to_string()))
            .clone()
    }
}

/// The schema in the file at `path`. A copy of the built-in one is not compiled again.
fn load(path: &Path) -> Result<Chosen, SchemaError> {
    if std::fs::read(path).is_ok_and(|bytes| bytes == BUILT_IN.as_bytes()) {
        return Ok(Chosen::BuiltIn);
    }
    Schema::load(path).map(|schema| Chosen::File(Arc::new(schema)))
}

impl Chosen {
    fn get(&self) -> &Schema {
        match self {
            Self::File(schema) => schema,
            Self::BuiltIn => Schema::built_in(),
        }
    }
}

/// The schema that `document` names: before it, at the head of its file, or under `$schema`.
fn named(file: &File, document: &Document) -> Option<Named> {
    let comments = document.heading.iter().chain(&file.heading);
    let line = comments.filter_map(|(comment, span)| {
        let said = comment.strip_prefix("yaml-language-server:")?;
        let reference = said
            .split_whitespace()
            .find_map(|word| word.strip_prefix("$schema="))?;
        let at = span.of(&file.text).find(reference)?;
        Some(Named {
            reference: reference.to_string(),
            span: Span::new(span.start + at, span.start + at + reference.len()),
            pointer: "",
        })
    });
    let key = || {
        let entry = document.root.as_mapping()?.get(yaml::SCHEMA_KEY)?;
        Some(Named {
            // What is no text names nothing, which is told.
            reference: entry.value.as_str().unwrap_or_default().to_string(),
            span: if entry.value.span.is_empty() {
                entry.key.span
            } else {
                entry.value.span
            },
            pointer: "/$schema",
        })
    };
    let mut line = line;
    line.next().or_else(key)
}

/// True for `scheme:` before anything else; a single letter is a drive.
fn is_url(reference: &str) -> bool {
    reference.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1
            && scheme
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter))
    })
}
