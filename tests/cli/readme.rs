//! What the README shows is what the program prints.

use std::path::Path;

use super::{Folder, rapporteur};

const README: &str = include_str!("../../README.md");

/// The record that the README has validated.
const SUMMARY: &str = "\
# yaml-language-server: $schema=summit-summary.schema.json
record: summit-summary/1
source:
  id: uzbekistan-japan
  published: 20.12.2025
event:
  kind: tlaks
  evidence: Negotiations took place
parties:
  - name: Uzbekistan
    code: UZ
    kind: state
    evidnce: Uzbekistan-Japan strategic partnership relations
participants: []
outcomes:
  - kind: project_portfolio
    status: completed
    title: a new portfolio of cooperation projects
    amount: { value: 12000000000, kind: money, unit: $, comparator: more_than }
    evidence: a new portfolio of cooperation projects worth over $12 billion has been formed
";

/// The fenced block of the README that begins with `start`.
fn block(fence: &str, start: &str) -> &'static str {
    let opening = format!("```{fence}\n{start}");
    let (_, rest) = README.split_once(&opening).expect("the README has the block");
    rest.split_once("```").expect("the block ends").0
}

#[test]
fn the_findings_are_those_that_are_printed() {
    let folder = Folder::with("summary.yaml", SUMMARY);
    assert_eq!(
        folder.outcome(&["schema", "-o", "summit-summary.schema.json"]).0,
        Some(0)
    );
    let (status, out, told) = folder.outcome(&["validate", "summary.yaml"]);
    assert_eq!((status, told.as_str()), (Some(1), ""));
    assert_eq!(out, block("text", "$ rapporteur validate summary.yaml\n"));
}

#[test]
fn the_outcome_is_in_the_record_of_the_seed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = rapporteur(root, &["extract", "seeds/uzbekistan-japan.txt"]);
    let output = command.output().expect("the command runs");
    let record = String::from_utf8_lossy(&output.stdout);
    let shown = block("yaml", "outcomes:\n");
    assert!(record.contains(shown), "{record}");
}

#[test]
fn the_commands_in_the_table_are_commands() {
    let folder = Folder::new();
    let spans = README.split('`').skip(1).step_by(2);
    for span in spans.filter_map(|span| span.strip_prefix("rapporteur ")) {
        let command = span.split(' ').next().unwrap_or_default();
        assert_eq!(folder.outcome(&[command, "--help"]).0, Some(0), "{span}");
    }
}
