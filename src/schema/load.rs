//! Loading and compiling schemas.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use jsonschema::{Retrieve, Uri, Validator};
use serde_json::Value;

use super::{BUILT_IN, SchemaError};
use crate::yaml;

/// A schema, compiled.
#[derive(Debug)]
pub struct Schema {
    name: String,
    pub(super) document: Value,
    pub(super) validator: Validator,
}

impl Schema {
    /// The schema of the summit-summary record. Compiled when it is first asked for.
    pub fn built_in() -> &'static Self {
        static SCHEMA: LazyLock<Schema> = LazyLock::new(|| {
            let document = serde_json::from_str(BUILT_IN);
            let schema = document.map_err(|error| error.to_string()).and_then(|document| {
                Schema::from_value("summit-summary", document).map_err(|error| error.to_string())
            });
            match schema {
                Ok(schema) => schema,
                #[expect(clippy::panic, reason = "the text is compiled in, and a test compiles it")]
                Err(error) => panic!("the built-in schema: {error}"),
            }
        });
        &SCHEMA
    }

    /// The schema in the file at `path`, JSON or YAML. A `$ref` may lead to files beside it.
    pub fn load(path: &Path) -> Result<Self, SchemaError> {
        let document = read(path)?;
        let base = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        Self::compile(path.display().to_string(), document, Some(&base))
    }

    /// The schema that `document` is. A `$ref` may lead inside it, or to a file by its `file:` URL.
    pub fn from_value(name: &str, document: Value) -> Result<Self, SchemaError> {
        Self::compile(name.to_string(), document, None)
    }

    /// What the schema is called in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The schema itself.
    pub fn document(&self) -> &Value {
        &self.document
    }

    /// Every value of `instance` for which the schema has the annotation `keyword`: JSON Pointer
    /// (RFC 6901) and the keyword's value, in the order in which the schema comes to them.
    ///
    /// The validator collects them through `$ref`, `oneOf` and the rest, from the branches that
    /// the instance fits; an instance that does not fit the schema has none.
    pub fn annotations(&self, instance: &Value, keyword: &str) -> Vec<(String, Value)> {
        let evaluation = self.validator.evaluate(instance);
        evaluation
            .iter_annotations()
            .filter_map(|entry| {
                let value = entry.annotations.value().get(keyword)?;
                Some((entry.instance_location.as_str().to_string(), value.clone()))
            })
            .collect()
    }

    fn compile(name: String, document: Value, file: Option<&Path>) -> Result<Self, SchemaError> {
        let mut options = jsonschema::options()
            .should_validate_formats(true)
            .with_retriever(LocalFiles);
        if let Some(base) = file.and_then(file_url) {
            options = options.with_base_uri(base);
        }
        match options.build(&document) {
            Ok(validator) => Ok(Self {
                name,
                document,
                validator,
            }),
            Err(error) => Err(SchemaError::NotASchema {
                name,
                message: error.to_string(),
            }),
        }
    }
}

/// The value in the file at `path`, JSON or YAML.
fn read(path: &Path) -> Result<Value, SchemaError> {
    let text = std::fs::read_to_string(path).map_err(|error| SchemaError::Unreadable {
        path: path.to_path_buf(),
        error,
    })?;
    let file = yaml::read(&path.display().to_string(), &text);
    let fault = file
        .findings
        .iter()
        .find(|finding| finding.severity == crate::finding::Severity::Error);
    match (fault, file.documents.first()) {
        (None, Some(document)) => Ok(document.root.to_json()),
        (fault, _) => Err(SchemaError::NotData {
            name: file.name,
            line: fault.map_or(1, |finding| finding.record.start.line),
            column: fault.map_or(1, |finding| finding.record.start.column),
            message: fault.map_or_else(
                || "the file is empty".to_string(),
                |finding| finding.message.clone(),
            ),
        }),
    }
}

/// Fetches nothing: reads local files.
struct LocalFiles;

impl Retrieve for LocalFiles {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        let url = uri.as_str();
        match path_of(url) {
            Some(path) => Ok(read(&path)?),
            None => Err(Box::new(SchemaError::Remote { url: url.to_string() })),
        }
    }
}

/// The `file:` URL of an absolute path.
fn file_url(path: &Path) -> Option<String> {
    let mut url = "file://".to_string();
    let text = path.to_str()?.replace('\\', "/");
    if !text.starts_with('/') {
        url.push('/');
    }
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' | b':' => {
                url.push(char::from(byte))
            }
            _ => url.push_str(&format!("%{byte:02X}")),
        }
    }
    Some(url)
}

/// The path of a `file:` URL.
fn path_of(url: &str) -> Option<PathBuf> {
    let rest = url.strip_prefix("file://")?;
    let rest = rest.split(['#', '?']).next().unwrap_or_default();
    let mut bytes = Vec::with_capacity(rest.len());
    let mut left = rest.bytes();
    while let Some(byte) = left.next() {
        if byte == b'%' {
            let digits = [left.next()?, left.next()?];
            let digits = std::str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    let path = String::from_utf8(bytes).ok()?;
    // `/C:/x` is `C:/x`.
    let drive = path.as_bytes().get(2) == Some(&b':');
    Some(PathBuf::from(if drive {
        path.trim_start_matches('/')
    } else {
        &path
    }))
}
