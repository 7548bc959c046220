//! An extractor of one's own: the built-in reader, with what this press desk wants otherwise.

use rapporteur::document::Document;
use rapporteur::extract::{ExtractError, extract};
use rapporteur::record::Record;

/// The record of a readout as the desk keeps it: the day of the event stands at the event, and not
/// among the dates as well.
pub fn read(source: &Document) -> Result<Record, ExtractError> {
    let mut record = extract(source)?;
    if let Some(when) = &record.event.when {
        record.dates.retain(|date| date.text != when.text);
    }
    Ok(record)
}
