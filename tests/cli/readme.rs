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

/// The readout and the record that the README has checked.
const TALKS: &str = "\
Negotiations took place between the delegations of Uzbekistan and Japan.
It was noted that in preparation for this summit, a new portfolio of cooperation projects worth over $12 billion has been formed.
";
const ALTERED: &str = "\
record: summit-summary/1
source:
  id: talks
  path: talks.txt
event:
  kind: talks
  evidence: Negotiations took place
parties:
  - name: Uzbekistan
    code: UZ
    kind: state
    evidence: the delegations of Uzbekistan and Japan
  - name: Japan
    code: JP
    kind: state
    evidence: the delegations of Uzbekistan and Japan
participants: []
outcomes:
  - kind: project_portfolio
    status: completed
    title: new portfolio of cooperation projects
    amount: { value: 15000000000, kind: money, unit: USD, comparator: more_than }
    evidence: a new portfolio of cooperation projects worth over $12 billion has been formed
figures:
  - value: 12000000000
    kind: money
    unit: USD
    comparator: more_than
    evidence: worth over $12 billion
";

#[test]
fn the_altered_amount_is_found_as_it_is_shown() {
    let folder = Folder::with("talks.txt", TALKS);
    folder.write("talks.yaml", ALTERED);
    let (status, out, told) = folder.outcome(&["check", "talks.yaml"]);
    assert_eq!((status, told.as_str()), (Some(1), ""));
    assert_eq!(out, block("text", "$ rapporteur check talks.yaml\n"));
    folder.write("talks.yaml", ALTERED.replace("15000000000", "12000000000"));
    assert_eq!(folder.outcome(&["check", "--strict", "talks.yaml"]).0, Some(0));
}

#[test]
fn the_first_command_ends_as_is_said() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = rapporteur(root, &["extract", "seeds/uzbekistan-japan.txt"]);
    let record = command.output().expect("the command runs").stdout;
    let record = String::from_utf8_lossy(&record);
    let (status, out, _) = Folder::new().outcome_of(&["validate", "-"], &record);
    assert_eq!(status, Some(0));
    assert!(README.contains(&format!("`{}`", out.trim_end())), "{out}");
}

#[test]
fn the_layout_names_every_room() {
    let (_, layout) = README.split_once("## Layout").expect("a section");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in std::fs::read_dir(source).expect("a folder") {
        let entry = entry.expect("an entry");
        if entry.path().is_dir() {
            let name = entry.file_name().to_string_lossy().into_owned();
            assert!(layout.contains(&format!("`{name}`")), "{name}");
        }
    }
}

/// The two versions that the README compares.
const FERRY: &str = "\
President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile in Oslo. They agreed to build a \
ferry port in Arica worth over $20 million. A forum of the ports was proposed.
";
const BEFORE: &str = "\
record: summit-summary/1
source: {id: talks, path: talks.txt}
event:
  kind: meeting
  evidence: President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile
participants: []
parties:
  - {name: Norway, code: \"NO\", kind: state, evidence: President Ana Berg of Norway}
  - {name: Chile, code: CL, kind: state, evidence: Prime Minister Juan Ruiz of Chile}
outcomes:
  - kind: project
    status: agreed
    title: ferry port
    parties: [\"NO\", CL]
    place: {name: Arica}
    amount: {value: 20000000, kind: money, unit: USD, comparator: more_than}
    evidence: They agreed to build a ferry port in Arica worth over $20 million
  - kind: forum
    status: proposed
    title: forum of the ports
    evidence: A forum of the ports was proposed
";

#[test]
fn what_changed_is_told_as_it_is_shown() {
    let folder = Folder::with("talks.txt", FERRY);
    folder.write("old.yaml", BEFORE);
    let lines: Vec<&str> = BEFORE.lines().collect();
    let turned = [&lines[..7], &[lines[8], lines[7]], &lines[9..], &[""]]
        .concat()
        .join("\n");
    folder.write(
        "new.yaml",
        turned
            .replace("20000000", "25000000")
            .replace("proposed\n    title", "agreed\n    title"),
    );
    let (status, out, told) = folder.outcome(&["diff", "old.yaml", "new.yaml"]);
    assert_eq!((status, told.as_str()), (Some(1), ""));
    assert_eq!(out, block("text", "$ rapporteur diff old.yaml new.yaml\n"));
}
