//! What differs between versions of records, as text: one file a format.

mod human;
mod json;
mod markdown;

use super::{Settings, counted};
use crate::diff::Comparisons;

/// How differences are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum DiffFormat {
    /// For people: each difference with its places and passages
    #[default]
    Human,
    /// One JSON object: records, failed, summary
    Json,
    /// Markdown, short enough for a comment on a change, with folded details
    Markdown,
}

/// `found` as text in `format`, with a line break at its end.
pub fn render_diff(found: &Comparisons, format: DiffFormat, settings: &Settings) -> String {
    match format {
        DiffFormat::Human => human::render(found, settings),
        DiffFormat::Json => json::render(found),
        DiffFormat::Markdown => markdown::render(found),
    }
}

/// The counts in words: `3 differences in 1 of 2 records`, and which.
fn in_words(found: &Comparisons) -> (String, String) {
    let records = counted(found.records.len(), "record");
    let counts = found.counts();
    let all = counts.iter().map(|(_, count)| count).sum();
    if counts.is_empty() {
        return (format!("nothing differs in {records}"), String::new());
    }
    let which: Vec<String> = counts
        .into_iter()
        .map(|(class, count)| class.counted(count))
        .collect();
    (
        format!(
            "{} in {} of {records}",
            counted(all, "difference"),
            found.changed().count()
        ),
        which.join(", "),
    )
}
