//! `check` and `anchor`: sources, both directions, settings, what was not checked, positions in place.

use super::{Folder, TALKS};

/// A record of [`TALKS`] that says what it says.
pub(super) const TRUE: &str = "\
record: summit-summary/1
source:
  id: talks
event:
  kind: meeting
  place: {name: Oslo}
  evidence: met Prime Minister Juan Ruiz of Chile in Oslo
parties:
  - name: Norway
    code: 'NO'
    kind: state
    evidence: President Ana Berg of Norway
  - name: Chile
    code: CL
    kind: state
    evidence: Prime Minister Juan Ruiz of Chile
participants:
  - name: Ana Berg
    role: President
    party: 'NO'
    evidence: President Ana Berg of Norway
  - name: Juan Ruiz
    role: Prime Minister
    party: CL
    evidence: Prime Minister Juan Ruiz of Chile
";

fn folder(record: &str) -> Folder {
    let folder = Folder::with("talks.yaml", record);
    folder.write("talks.txt", TALKS);
    folder
}

#[test]
fn a_true_record_is_status_0_and_what_was_not_checked_is_told_first() {
    let (status, out, told) = folder(TRUE).outcome(&["check", "talks.yaml"]);
    assert_eq!((status, told.as_str()), (Some(0), ""));
    assert!(
        out.starts_with("not checked:\n  talks.yaml /event/kind: a judgement"),
        "{out}"
    );
    assert!(out.contains("no findings in 1 file"), "{out}");
}

#[test]
fn a_false_record_is_status_1_and_shows_both_places() {
    let folder = folder(&TRUE.replace("name: Oslo", "name: Bergen"));
    let (status, out, _) = folder.outcome(&["check", "talks.yaml"]);
    assert_eq!(status, Some(1));
    assert!(
        out.contains("error[vouch/name-not-found]") && out.contains("talks.yaml:6:17"),
        "{out}"
    );
    assert!(out.contains("talks.txt:1:"), "{out}");
    let (_, json, _) = folder.outcome(&["check", "--format", "json", "talks.yaml"]);
    let report: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(
        report.pointer("/findings/0/pointer"),
        Some(&"/event/place/name".into())
    );
    assert_eq!(
        report.pointer("/findings/0/source/path"),
        Some(&"talks.txt".into())
    );
    let (_, sarif, _) = folder.outcome(&["check", "--format", "sarif", "talks.yaml"]);
    let report: serde_json::Value = serde_json::from_str(&sarif).expect("JSON");
    assert!(
        report.pointer("/runs/0/results/0/relatedLocations/0").is_some(),
        "{sarif}"
    );
}

#[test]
fn what_is_left_out_fails_only_where_strict() {
    let record = TRUE.split("  - name: Juan Ruiz").next().unwrap_or_default();
    let folder = folder(record);
    let (status, out, _) = folder.outcome(&["check", "--format", "concise", "talks.yaml"]);
    assert_eq!(status, Some(0));
    assert!(out.contains("warning[trace/person]"), "{out}");
    assert_eq!(folder.outcome(&["check", "--strict", "talks.yaml"]).0, Some(1));
}

#[test]
fn what_a_rule_cannot_decide_fails_where_strict() {
    let folder = folder(&TRUE.replace("  id: talks\n", "  id: talks\n  publisher: The Herald\n"));
    let (status, out, _) = folder.outcome(&["check", "talks.yaml"]);
    assert_eq!(status, Some(0));
    assert!(out.contains("/source/publisher: not in the text"), "{out}");
    assert_eq!(folder.outcome(&["check", "--strict", "talks.yaml"]).0, Some(1));
}

#[test]
fn a_source_that_cannot_be_read_is_status_2() {
    let folder = Folder::with("talks.yaml", TRUE);
    let (status, _, told) = folder.outcome(&["check", "talks.yaml"]);
    assert_eq!(status, Some(2));
    assert!(told.contains("talks.txt: there is no such file"), "{told}");
}

#[test]
fn the_source_may_be_named_on_the_command_line_or_in_the_record() {
    let folder = Folder::with("talks.yaml", TRUE);
    folder.write("other.txt", TALKS);
    assert_eq!(
        folder
            .outcome(&["check", "--source", "other.txt", "talks.yaml"])
            .0,
        Some(0)
    );
    folder.write(
        "talks.yaml",
        TRUE.replace("  id: talks\n", "  id: talks\n  path: other.txt\n"),
    );
    assert_eq!(folder.outcome(&["check", "talks.yaml"]).0, Some(0));
}

#[test]
fn settings_change_severities_and_waive_with_a_reason() {
    let folder = folder(&TRUE.replace("name: Oslo", "name: Bergen"));
    folder.write(
        "rapporteur.toml",
        "[severity]\n\"vouch/name-not-found\" = \"warning\"\n",
    );
    assert_eq!(folder.outcome(&["check", "talks.yaml"]).0, Some(0));
    folder.write(
        "rapporteur.toml",
        "[[waiver]]\ncode = \"vouch/name-not-found\"\npointer = \"/event/place\"\nreason = \"It is a suburb.\"\n",
    );
    let (status, out, _) = folder.outcome(&["check", "talks.yaml"]);
    assert_eq!(status, Some(0));
    assert!(
        out.contains("vouch/name-not-found is waived: It is a suburb."),
        "{out}"
    );
    folder.write("talks.yaml", TRUE);
    let (_, out, _) = folder.outcome(&["check", "--format", "concise", "talks.yaml"]);
    assert!(
        out.contains("rapporteur.toml:1:1: warning[trace/stale-waiver]"),
        "{out}"
    );
    folder.write(
        "rapporteur.toml",
        "[[waiver]]\ncode = \"vouch/rumour\"\nreason = \"x\"\n",
    );
    let (status, _, told) = folder.outcome(&["check", "talks.yaml"]);
    assert_eq!(status, Some(2));
    assert!(
        told.contains("rapporteur.toml:1:1: there is no code `vouch/rumour`"),
        "{told}"
    );
}

#[test]
fn the_ledger_tells_of_each_sentence() {
    let folder = folder(TRUE);
    folder.write(
        "talks.txt",
        format!("{TALKS}It rained. They agreed to build a road.\n"),
    );
    let (_, out, _) = folder.outcome(&["check", "--ledger", "talks.yaml"]);
    let states: Vec<&str> = out.lines().filter_map(|line| line.split('\t').nth(2)).collect();
    assert_eq!(states, ["used", "background", "unaccounted"], "{out}");
}

#[test]
fn anchoring_twice_changes_nothing_and_the_record_stays_true() {
    let folder = folder(&TRUE.replace("kind: meeting", "kind: meeting # as it says"));
    let read = || std::fs::read_to_string(folder.path("talks.yaml")).expect("a record");
    let before = read();
    assert_eq!(folder.outcome(&["anchor", "--diff", "talks.yaml"]).0, Some(0));
    assert_eq!(read(), before);
    assert_eq!(folder.outcome(&["anchor", "talks.yaml"]).0, Some(0));
    let once = read();
    assert!(once.contains("kind: meeting # as it says\n"), "{once}");
    assert!(
        once.contains(
            "    evidence:\n      exact: President Ana Berg of Norway\n      start: 0\n      end: 28\n"
        ),
        "{once}"
    );
    assert_eq!(folder.outcome(&["anchor", "talks.yaml"]).0, Some(0));
    assert_eq!(read(), once);
    assert_eq!(folder.outcome(&["check", "talks.yaml"]).0, Some(0));
}

#[test]
fn a_quote_that_cannot_be_anchored_is_named_and_left() {
    let folder = folder(&TRUE.replace("evidence: met Prime", "evidence: saw Prime"));
    let (status, _, told) = folder.outcome(&["anchor", "talks.yaml"]);
    assert_eq!(status, Some(1));
    assert!(
        told.contains("talks.yaml:7:13: the quote at /event/evidence does not stand in the source"),
        "{told}"
    );
}
