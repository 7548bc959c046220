//! Which schema a record is held against.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::schema::{BUILT_IN_ID, Schema, SchemaError};
use crate::yaml::{Document, File};

/// How the comment begins in which editors look for the schema of a file.
const MODELINE: &str = "yaml-language-server:";

/// The schemas of a run, each loaded once.
///
/// A record is held against, in this order: the schema that the command line names; the one in its
/// comment `# yaml-language-server: $schema=…`, or that of the file's first document; the one under
/// its key `$schema`; the built-in one. Paths count from the folder of the record.
#[derive(Debug, Default)]
pub(super) struct Schemas {
    named: Option<Rc<Schema>>,
    loaded: HashMap<PathBuf, Rc<Schema>>,
}

/// A schema of the run.
#[derive(Clone, Debug)]
pub(super) enum Chosen {
    /// The one that is compiled in.
    BuiltIn,
    /// One from a file.
    Loaded(Rc<Schema>),
}

impl Chosen {
    pub(super) fn schema(&self) -> &Schema {
        match self {
            Self::BuiltIn => Schema::built_in(),
            Self::Loaded(schema) => schema,
        }
    }
}

impl Schemas {
    /// The schemas of a run whose command line names `path`, or none.
    pub(super) fn new(path: Option<&Path>) -> Result<Self, SchemaError> {
        Ok(Self {
            named: path.map(Schema::load).transpose()?.map(Rc::new),
            loaded: HashMap::new(),
        })
    }

    /// The schema for `document`, one of those of `file`.
    pub(super) fn of(&mut self, file: &File, document: &Document) -> Result<Chosen, SchemaError> {
        if let Some(schema) = &self.named {
            return Ok(Chosen::Loaded(Rc::clone(schema)));
        }
        let named = modeline(document)
            .or_else(|| file.documents.first().and_then(modeline))
            .or_else(|| document.root.at("/$schema")?.as_str());
        let Some(named) = named.filter(|&named| named != BUILT_IN_ID) else {
            return Ok(Chosen::BuiltIn);
        };
        self.load(&file.name, named)
    }

    fn load(&mut self, record: &str, named: &str) -> Result<Chosen, SchemaError> {
        if named.contains("://") && !named.starts_with("file://") {
            return Err(SchemaError::Remote {
                url: named.to_owned(),
            });
        }
        let folder = Path::new(record).parent().unwrap_or(Path::new(""));
        let path = folder.join(named.strip_prefix("file://").unwrap_or(named));
        if let Some(schema) = self.loaded.get(&path) {
            return Ok(Chosen::Loaded(Rc::clone(schema)));
        }
        let schema = Rc::new(Schema::load(&path)?);
        self.loaded.insert(path, Rc::clone(&schema));
        Ok(Chosen::Loaded(schema))
    }
}

/// What the document's modeline names.
fn modeline(document: &Document) -> Option<&str> {
    document.heading.iter().find_map(|(comment, _)| {
        let settings = comment.trim_start().strip_prefix(MODELINE)?;
        let named = settings
            .split_whitespace()
            .find_map(|setting| setting.strip_prefix("$schema="))?;
        Some(named).filter(|named| !named.is_empty())
    })
}
