//! An extractor of one's own: the built-in reader, with what this press desk wants otherwise.

use std::collections::HashSet;

use rapporteur::document::Document;
use rapporteur::extract::{ExtractError, extract};
use rapporteur::record::Record;

/// The record of a readout as the desk keeps it: a field that the sides took up stands there once,
/// however often the text returns to it.
pub fn read(source: &Document) -> Result<Record, ExtractError> {
    let mut record = extract(source)?;
    let mut fields = HashSet::new();
    record.topics.retain(|topic| fields.insert(topic.sector));
    Ok(record)
}
