//! What the built-in reader reaches on texts with hand-made records.
//!
//! ```text
//! cargo test --test quality -- --nocapture            the tables
//! RAPPORTEUR_DETAILS=1 cargo test --test quality -- --nocapture    and what was missed
//! ```

#![expect(
    clippy::expect_used,
    reason = "helpers of tests fail the test; the setting that allows it covers test functions only"
)]
#![expect(clippy::print_stdout, reason = "the table is what the test is run for")]

#[expect(dead_code, reason = "other test binaries use the rest")]
mod support;

use std::path::Path;

use rapporteur::document::Document;
use rapporteur::extract::extract;
use rapporteur::record::Record;
use rapporteur::score::{DocumentScore, Layout, Scores};

/// Extracts and scores every text of `folder` that has a record beside it.
fn scores(folder: &Path) -> Scores {
    let entries = std::fs::read_dir(folder).expect("the folder can be read");
    let mut documents = Vec::new();
    for entry in entries {
        let path = entry.expect("the folder can be listed").path();
        if path.extension().is_none_or(|extension| extension != "yaml") {
            continue;
        }
        let id = path
            .file_stem()
            .expect("a file has a name")
            .to_string_lossy()
            .into_owned();
        let gold = std::fs::read_to_string(&path).expect("the record can be read");
        let gold: Record = serde_yaml::from_str(&gold).expect("the record is valid");
        let text =
            std::fs::read_to_string(path.with_extension("txt")).expect("a record has its text beside it");
        let document = Document::new(format!("{id}.txt"), text);
        let scored = match extract(&document) {
            Ok(got) => DocumentScore::new(id.as_str(), &got, &gold, Some(&document)),
            Err(error) => DocumentScore::failed(id.as_str(), &gold, error.to_string()),
        };
        let style = id.split('-').next().unwrap_or_default();
        documents.push(scored.with_style(style));
    }
    Scores::new(documents)
}

#[test]
fn the_reader_keeps_what_it_reached_on_real_readouts() {
    let Some(shared) = support::shared() else {
        println!("left out: there is no ../shared and RAPPORTEUR_SHARED names none");
        return;
    };
    let scores = scores(&shared.join("readouts"));
    println!("{}", scores.table(Layout::Plain));
    if std::env::var_os("RAPPORTEUR_DETAILS").is_some() {
        println!("{}", scores.details());
    }
}
