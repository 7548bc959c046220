//! One record of a case with all that is known of it, for whoever shows it.

use std::sync::Arc;

use serde_json::Value;

use super::{Case, Suite, files};
use crate::document::Document;
use crate::finding::{Finding, Severity};
use crate::grounding::{Checked, Held, Places, Source};
use crate::schema::Schema;
use crate::yaml::{self, File};

/// A record held against its source.
#[derive(Clone, Copy, Debug)]
pub struct Viewed<'v> {
    /// The case.
    pub case: &'v Case,
    /// The file of the record, as it was read.
    pub file: &'v File,
    /// The record: the first of the file.
    pub record: &'v yaml::Document,
    /// Its schema.
    pub schema: &'v Schema,
    /// The record as the schema sees it.
    pub json: &'v Value,
    /// What the schema's `grounding` says of it; of a record that does not fit, as far as keys tell.
    pub annotations: &'v [(String, Arc<Value>)],
    /// The source; `None` where it cannot be had.
    pub source: Option<&'v Source>,
    /// What is wrong with the record's form, by its place.
    pub findings: &'v [Finding],
    /// What holding it against the source found; `None` where it was not held against any: it does
    /// not fit its schema, or has no source.
    pub checked: Option<&'v Checked>,
}

impl Suite {
    /// Reads the record of `case`, holds it against the source, and hands both to `look`.
    ///
    /// `extracted` is shown in place of the record by hand, where there is one: what the extractor
    /// made. It is held by the schema of the record by hand. A case with neither, or with a record
    /// that cannot be read, gives the reason in one line.
    pub fn view<T>(
        &self,
        case: &Case,
        extracted: Option<&Document>,
        look: impl FnOnce(Viewed<'_>) -> T,
    ) -> Result<T, String> {
        let by_hand = case
            .record
            .as_deref()
            .map(|path| files::read(path).map_err(|reason| format!("{}: {reason}", path.display())));
        let by_hand = match (by_hand, extracted) {
            (Some(Err(_)), Some(_)) => None,
            (by_hand, _) => by_hand.transpose()?,
        };
        let source = match &case.source {
            Some(path) => {
                let text = files::read(path).map_err(|reason| format!("{}: {reason}", path.display()))?;
                Some(Source::of(text))
            }
            None => None,
        };
        let by_hand = by_hand.map(|text| yaml::read(text.name(), text.text()));
        let extracted = extracted.map(|text| yaml::read(text.name(), text.text()));
        let Some(file) = extracted.as_ref().or(by_hand.as_ref()) else {
            return Err(format!("{}: there is no record to show", case.file().display()));
        };
        let Some(record) = file.documents.first() else {
            let why = file.findings.first().map_or_else(|| file.nothing(), Clone::clone);
            return Err(why.to_string());
        };
        // A record that was made has the schema of the one by hand, if there is one.
        let ruling = by_hand
            .as_ref()
            .and_then(|file| Some((file, file.documents.first()?)));
        let (named, document) = ruling.unwrap_or((file, record));
        let viewed = self.schemas.with_schema(named, document, |schema| {
            let json = schema.instance(record);
            let findings = schema.check(file);
            let fits = findings.iter().all(|finding| finding.severity != Severity::Error);
            let annotations = if fits {
                schema.annotations(&json, "grounding")
            } else {
                schema.declared(&json, "grounding")
            };
            let checked = source.as_ref().filter(|_| fits).map(|source| {
                let held = Held {
                    places: Places::File(file, record),
                    schema,
                    json: &json,
                    annotations: &annotations,
                };
                held.check(source, &self.settings.checks, self.today)
            });
            look(Viewed {
                case,
                file,
                record,
                schema,
                json: &json,
                annotations: &annotations,
                source: source.as_ref(),
                findings: &findings,
                checked: checked.as_ref(),
            })
        });
        viewed.ok_or_else(|| format!("{}: the schema that it names cannot be had", named.name))
    }
}
