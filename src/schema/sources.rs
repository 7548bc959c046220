//! The documents that make up a schema: the schema itself, and the files that it refers to.

use std::collections::HashMap;
use std::fmt::Write;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use jsonschema::{Retrieve, Uri};
use serde_json::{Map, Value};

use super::{BUILT_IN, BUILT_IN_ID, SchemaError};
use crate::finding::Severity;
use crate::yaml;

/// Schemas within one another, and references after one another, that are followed for a message.
const DEEP: usize = 16;

/// The documents of one schema.
#[derive(Debug)]
pub(super) struct Sources {
    root_url: String,
    root: Value,
    /// The files that it refers to, by URL.
    others: HashMap<String, Value>,
}

impl Sources {
    pub(super) fn new(root_url: String, root: Value, others: HashMap<String, Value>) -> Self {
        Self {
            root_url,
            root,
            others,
        }
    }

    /// The schema itself.
    pub(super) fn root(&self) -> &Value {
        &self.root
    }

    /// The schema itself and the files that it refers to.
    pub(super) fn all(&self) -> impl Iterator<Item = &Value> {
        std::iter::once(&self.root).chain(self.others.values())
    }

    /// The URL that its references are relative to; empty where it has none.
    pub(super) fn root_url(&self) -> String {
        self.root_url.clone()
    }

    /// Adds to `keys` those that `owner` lets a mapping have, through `$ref`, `allOf` and the like.
    pub(super) fn keys_of<'s>(
        &'s self,
        owner: &'s Map<String, Value>,
        keys: &mut Vec<&'s str>,
        depth: usize,
    ) {
        if depth > DEEP {
            return;
        }
        let properties = owner.get("properties").and_then(Value::as_object);
        for (key, _) in properties.into_iter().flatten() {
            if !keys.contains(&key.as_str()) {
                keys.push(key);
            }
        }
        let lists = ["allOf", "anyOf", "oneOf"]
            .iter()
            .filter_map(|name| owner.get(*name)?.as_array());
        let single = ["if", "then", "else"].iter().filter_map(|name| owner.get(*name));
        let reference = owner.get("$ref").and_then(Value::as_str);
        let referred = reference.and_then(|reference| self.follow(&self.root_url, reference));
        for part in lists
            .flatten()
            .chain(single)
            .chain(referred.map(|(_, value)| value))
        {
            if let Some(part) = part.as_object() {
                self.keys_of(part, keys, depth + 1);
            }
        }
    }

    /// The values that `subschema` names one by one.
    pub(super) fn choices_of<'s>(&'s self, subschema: &'s Value) -> &'s [Value] {
        let mut here = subschema;
        for _ in 0..DEEP {
            if let Some(choices) = here.get("enum").and_then(Value::as_array) {
                return choices;
            }
            let reference = here.get("$ref").and_then(Value::as_str);
            match reference.and_then(|reference| self.follow(&self.root_url, reference)) {
                Some((_, value)) => here = value,
                None => break,
            }
        }
        &[]
    }

    /// True where the document as a whole may have the key `key`.
    pub(super) fn at_the_top(&self, key: &str) -> bool {
        let known = self.root.get("properties");
        known.is_some_and(|known| known.get(key).is_some())
    }

    /// The keys under which mappings or lists of mappings stand that may have the key `key`, as far
    /// as the schema has them as definitions.
    pub(super) fn owners_of(&self, key: &str) -> Vec<&str> {
        let mut owners = Vec::new();
        for name in ["$defs", "definitions"] {
            let definitions = self.root.get(name).and_then(Value::as_object);
            for (definition, value) in definitions.into_iter().flatten() {
                if value
                    .get("properties")
                    .is_some_and(|known| known.get(key).is_some())
                {
                    let reference = format!("#/{name}/{definition}");
                    users(&self.root, None, &reference, 0, &mut owners);
                }
            }
        }
        owners
    }

    /// What `reference` leads to from the document at `base`, with the URL of its document.
    pub(super) fn follow(&self, base: &str, reference: &str) -> Option<(String, &Value)> {
        let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let url = if file.is_empty() {
            base.to_string()
        } else {
            join(base, file)
        };
        let document = if url == self.root_url {
            &self.root
        } else {
            self.others.get(&url)?
        };
        let pointer = String::from_utf8(decode(fragment)?).ok()?;
        document.pointer(&pointer).map(|value| (url, value))
    }
}

/// Adds to `keys` those whose values, or the items of which, are what `reference` leads to. `key` is
/// the one under which `schema` stands.
fn users<'s>(
    schema: &'s Value,
    key: Option<&'s str>,
    reference: &str,
    depth: usize,
    keys: &mut Vec<&'s str>,
) {
    if depth > DEEP {
        return;
    }
    match schema {
        Value::Array(items) => items
            .iter()
            .for_each(|item| users(item, key, reference, depth + 1, keys)),
        Value::Object(members) => {
            let refers = members.get("$ref").and_then(Value::as_str) == Some(reference);
            if let Some(key) = key.filter(|key| refers && !keys.contains(key)) {
                keys.push(key);
            }
            for (name, member) in members {
                match (name.as_str(), member.as_object()) {
                    ("properties", Some(properties)) => {
                        for (key, property) in properties {
                            users(property, Some(key), reference, depth + 1, keys);
                        }
                    }
                    ("$defs" | "definitions", Some(definitions)) => {
                        for definition in definitions.values() {
                            users(definition, None, reference, depth + 1, keys);
                        }
                    }
                    _ => users(member, key, reference, depth + 1, keys),
                }
            }
        }
        _ => {}
    }
}

/// Fetches nothing: reads files, and keeps what it has read.
#[derive(Clone)]
pub(super) struct LocalFiles {
    /// A URL that stands for a folder: `$id` of the schema, without its last part, and where the
    /// schema lies. Schemas that carry the address of their publication refer to their
    /// neighbours by it.
    published: Option<(String, PathBuf)>,
    found: Arc<Mutex<HashMap<String, Value>>>,
}

impl LocalFiles {
    /// For `document`, read from the file at `path`.
    pub(super) fn beside(document: &Value, path: Option<&Path>) -> Self {
        let id = ["$id", "id"].iter().find_map(|key| document.get(key)?.as_str());
        let folder = path.and_then(Path::parent).map(Path::to_path_buf);
        let published = id
            .filter(|id| id.contains("://"))
            .and_then(|id| id.rsplit_once('/'))
            .map(|(folder, _)| format!("{folder}/"))
            .zip(folder);
        Self {
            published,
            found: Arc::default(),
        }
    }

    /// What has been read, by URL.
    pub(super) fn found(&self) -> HashMap<String, Value> {
        std::mem::take(&mut self.found.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Where the document at `url` lies, if it is a file here.
    fn path(&self, url: &str) -> Option<PathBuf> {
        if let Some(path) = path_of(url) {
            return Some(path);
        }
        let (folder, here) = self.published.as_ref()?;
        let name = decode(url.strip_prefix(folder.as_str())?)?;
        Some(here.join(String::from_utf8(name).ok()?))
    }
}

impl Retrieve for LocalFiles {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        let url = uri.as_str();
        let value = match self.path(url) {
            _ if url == BUILT_IN_ID => serde_json::from_str(BUILT_IN)?,
            Some(path) => read(&path)?,
            None => return Err(Box::new(SchemaError::Remote { url: url.to_string() })),
        };
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        found.insert(url.to_string(), value.clone());
        Ok(value)
    }
}

/// Bytes of a schema that are read: what goes beyond is cut off, and then no JSON.
const LONGEST: u64 = 16 << 20;

/// The value in the file at `path`, JSON or YAML.
pub(super) fn read(path: &Path) -> Result<Value, SchemaError> {
    let mut text = String::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(LONGEST).read_to_string(&mut text))
        .map_err(|error| SchemaError::Unreadable {
            path: path.to_path_buf(),
            error,
        })?;
    let file = yaml::read(&path.display().to_string(), &text);
    let fault = file
        .findings
        .iter()
        .find(|finding| finding.severity == Severity::Error);
    let (first, more) = match file.documents.as_slice() {
        [first, second, ..] => (Some(first), Some(second)),
        documents => (documents.first(), None),
    };
    if let (None, Some(second)) = (fault, more) {
        let start = file.place(second.root.span).start;
        return Err(SchemaError::NotData {
            name: file.name.clone(),
            line: start.line,
            column: start.column,
            message: "a second document begins here, and a schema is one".to_string(),
        });
    }
    match (fault, first) {
        (None, Some(document)) => Ok(document.root.to_json()),
        (fault, _) => Err(SchemaError::NotData {
            name: file.name.clone(),
            line: fault.map_or(1, |finding| finding.record.start.line),
            column: fault.map_or(1, |finding| finding.record.start.column),
            message: fault.map_or_else(
                || "the file is empty".to_string(),
                |finding| finding.message.clone(),
            ),
        }),
    }
}

/// The `file:` URL of an absolute path.
pub(super) fn file_url(path: &Path) -> Option<String> {
    let text = path.to_str()?.replace('\\', "/");
    let mut url = String::from(if text.starts_with('/') {
        "file://"
    } else {
        "file:///"
    });
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' | b':' => {
                url.push(char::from(byte));
            }
            _ => {
                // Writing to a string does not fail.
                let _ = write!(url, "%{byte:02X}");
            }
        }
    }
    Some(url)
}

/// The path of a `file:` URL of this machine.
pub(super) fn path_of(url: &str) -> Option<PathBuf> {
    let rest = url.strip_prefix("file://")?;
    let rest = rest.split(['#', '?']).next().unwrap_or_default();
    let path = String::from_utf8(decode(rest)?).ok()?;
    if !path.starts_with('/') {
        return None;
    }
    // `/C:/x` is `C:/x`.
    let drive = path.as_bytes().get(2) == Some(&b':');
    Some(PathBuf::from(path.get(usize::from(drive)..)?))
}

/// `text` without its percent escapes.
fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut left = text.bytes();
    while let Some(byte) = left.next() {
        if byte == b'%' {
            let digits = [left.next()?, left.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    Some(bytes)
}

/// The URL that `reference`, without a fragment, names in the document at `base`.
fn join(base: &str, reference: &str) -> String {
    if reference.contains("://") || reference.starts_with("urn:") {
        return reference.to_string();
    }
    let root = base.find("://").map_or(0, |at| {
        base[at + 3..]
            .find('/')
            .map_or(base.len(), |slash| at + 3 + slash)
    });
    let (origin, path) = base.split_at(root);
    let mut parts: Vec<&str> = if reference.starts_with('/') {
        Vec::new()
    } else {
        path.split('/').collect()
    };
    parts.pop();
    for part in reference.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    let slash = if path.starts_with('/') { "" } else { "/" };
    format!("{origin}{slash}{path}")
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{file_url, join, path_of};

    #[test]
    fn paths_survive_being_urls() {
        for path in ["/a/b c/d%é.json", "/x"] {
            let url = file_url(Path::new(path)).expect("a path of text");
            assert!(url.is_ascii(), "{url}");
            assert_eq!(path_of(&url), Some(PathBuf::from(path)));
        }
        assert_eq!(file_url(Path::new("C:\\a")).as_deref(), Some("file:///C:/a"));
        assert_eq!(path_of("file:///C:/a"), Some(PathBuf::from("C:/a")));
        assert_eq!(path_of("file://host/a"), None);
        assert_eq!(path_of("https://a/b"), None);
    }

    #[test]
    fn references_are_relative_to_their_document() {
        assert_eq!(join("file:///a/b.json", "c.json"), "file:///a/c.json");
        assert_eq!(join("file:///a/b/c.json", "../d/./e.json"), "file:///a/d/e.json");
        assert_eq!(join("https://x.org/a/b.json", "/c.json"), "https://x.org/c.json");
        assert_eq!(join("https://x.org/a", "urn:x:y"), "urn:x:y");
    }
}
