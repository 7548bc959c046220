//! Loading and compiling schemas.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use jsonschema::Validator;
use serde_json::Value;

use super::plan::Plan;
use super::sources::{self, LocalFiles, Sources};
use super::{BUILT_IN, SchemaError, budget, date, meant, vocabulary};

/// Code points of what the validator says of a schema that it does not take.
const LONGEST: usize = 300;

/// A schema, compiled.
#[derive(Debug)]
pub struct Schema {
    name: String,
    pub(super) sources: Sources,
    pub(super) validator: Validator,
    /// By keyword, where it speaks of the values of an instance; made when a keyword is first asked for.
    plans: Mutex<HashMap<String, Option<Arc<Plan>>>>,
    /// True for the schema that is compiled in.
    is_built_in: bool,
}

impl Schema {
    /// The schema of the summit-summary record. Compiled when it is first asked for.
    #[expect(clippy::panic, reason = "the schema is compiled in, and a test compiles it")]
    pub fn built_in() -> &'static Self {
        static SCHEMA: LazyLock<Schema> = LazyLock::new(|| {
            let document = serde_json::from_str(BUILT_IN).unwrap_or_default();
            // That it uses the grounding vocabulary rightly is known: a test looks, not every start.
            match Schema::build("summit-summary".to_owned(), document, None) {
                Ok(schema) => Schema {
                    is_built_in: true,
                    ..schema
                },
                Err(error) => panic!("the built-in schema: {error}"),
            }
        });
        &SCHEMA
    }

    /// The schema in the file at `path`, JSON or YAML. A `$ref` may lead to files beside it.
    pub fn load(path: &Path) -> Result<Self, SchemaError> {
        let document = sources::read(path)?;
        let base = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        Self::compile(path.display().to_string(), document, Some(&base))
    }

    /// The schema that `document` is, called `name` in messages. A `$ref` may lead inside it, or to
    /// a file by its `file:` URL.
    pub fn from_value(name: &str, document: Value) -> Result<Self, SchemaError> {
        Self::compile(name.to_string(), document, None)
    }

    /// What the schema is called in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The schema itself.
    pub fn document(&self) -> &Value {
        self.sources.root()
    }

    /// Every value of `instance` for which the schema has the annotation `keyword`: JSON Pointer
    /// (RFC 6901) and the keyword's value, in the order in which the schema comes to them.
    ///
    /// They come through `$ref`, `oneOf` and the rest, from the branches that the instance fits; an
    /// instance that does not fit the schema has none, nor has one that asks for too much work.
    pub fn annotations(&self, instance: &Value, keyword: &str) -> Vec<(String, Arc<Value>)> {
        if !self.allows(instance) {
            return Vec::new();
        }
        match self.plan(keyword) {
            Some(plan) if self.validator.is_valid(instance) => plan.annotations(instance),
            Some(_) => Vec::new(),
            None => self.evaluated(instance, keyword),
        }
    }

    /// What the validator itself collects: [`annotations`](Self::annotations) of any schema.
    pub(super) fn evaluated(&self, instance: &Value, keyword: &str) -> Vec<(String, Arc<Value>)> {
        let evaluation = self.validator.evaluate(instance);
        // A schema has some dozens of them, a record hundreds of places where one applies.
        let mut shared: HashMap<*const Value, Arc<Value>> = HashMap::new();
        evaluation
            .iter_annotations()
            .filter_map(|entry| {
                let value = entry.annotations.value().get(keyword)?;
                let value = shared
                    .entry(std::ptr::from_ref(value))
                    .or_insert_with(|| Arc::new(value.clone()));
                Some((entry.instance_location.as_str().to_string(), Arc::clone(value)))
            })
            .collect()
    }

    pub(super) fn plan(&self, keyword: &str) -> Option<Arc<Plan>> {
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(plan) = plans.get(keyword) {
            return plan.clone();
        }
        let plan = Plan::of(&self.sources, keyword).map(Arc::new);
        plans.insert(keyword.to_owned(), plan.clone());
        plan
    }

    /// True where `instance` fits the schema, within the budget of work.
    pub fn fits(&self, instance: &Value) -> bool {
        self.allows(instance) && self.validator.is_valid(instance)
    }

    /// True where `instance` can be held against the schema within the budget of work. The
    /// built-in schema needs no counting: it leads nowhere twice.
    pub(super) fn allows(&self, instance: &Value) -> bool {
        self.is_built_in || budget::allows(&self.sources, instance)
    }

    fn compile(name: String, document: Value, path: Option<&Path>) -> Result<Self, SchemaError> {
        let schema = Self::build(name, document, path)?;
        match vocabulary::misuse(schema.document()) {
            Some((pointer, message)) => Err(SchemaError::Grounding {
                name: schema.name,
                pointer,
                message,
            }),
            None => Ok(schema),
        }
    }

    /// The same without a look at how it uses the grounding vocabulary.
    fn build(name: String, mut document: Value, path: Option<&Path>) -> Result<Self, SchemaError> {
        if let Some(message) = other_kind(&document) {
            return Err(SchemaError::NotASchema {
                name,
                message: message.to_string(),
            });
        }
        vocabulary::as_known_dialect(&mut document);
        let files = LocalFiles::beside(&document, path);
        let base = path.and_then(sources::file_url);
        let mut options = jsonschema::options()
            .should_validate_formats(true)
            .with_format("edtf", date::has_its_days)
            .with_format("iso-3166-1-alpha-2", meant::is_country_code)
            .with_format("iso-4217", meant::is_currency_code)
            .with_format("party-code", meant::is_party_code)
            .with_retriever(files.clone());
        if let Some(base) = &base {
            options = options.with_base_uri(base.clone());
        }
        let validator = match options.build(&document) {
            Ok(validator) => validator,
            Err(error) => {
                // The file may be any that a record names, so nothing of it is quoted.
                let place = error.instance_path().as_str();
                let at = if place.is_empty() {
                    String::new()
                } else {
                    format!("at `{place}`: ")
                };
                let message = shortened(&format!("{at}{}", error.masked()), LONGEST);
                return Err(SchemaError::NotASchema { name, message });
            }
        };
        let id = document.get("$id").and_then(Value::as_str);
        let url = id
            .map(|id| id.trim_end_matches('#').to_string())
            .or(base)
            .unwrap_or_default();
        Ok(Self {
            name,
            sources: Sources::new(url, document, files.found()),
            validator,
            plans: Mutex::default(),
            is_built_in: false,
        })
    }
}

/// What a document is that cannot be a schema.
fn other_kind(document: &Value) -> Option<&'static str> {
    match document {
        Value::Object(_) | Value::Bool(_) => None,
        Value::Null => Some("it is empty"),
        Value::Number(_) => Some("it is a number"),
        Value::String(_) => Some("it is text"),
        Value::Array(_) => Some("it is a list"),
    }
}

/// At most so many code points of `text`.
fn shortened(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_string(),
    }
}
