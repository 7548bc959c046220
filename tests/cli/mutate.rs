//! `mutate`.

use insta_cmd::assert_cmd_snapshot;

use super::Folder;

const TEXT: &str = "\
President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile in Oslo. They agreed to build a \
ferry port in Arica worth over $20 million.
";

const RECORD: &str = "\
record: summit-summary/1
source:
  id: talks
event:
  kind: meeting
  evidence: President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile in Oslo
parties:
  - {name: Norway, code: NO, kind: state, evidence: President Ana Berg of Norway}
  - {name: Chile, code: CL, kind: state, evidence: Prime Minister Juan Ruiz of Chile}
participants:
  - {name: Ana Berg, role: President, party: NO, evidence: President Ana Berg of Norway}
  - {name: Juan Ruiz, role: Prime Minister, party: CL, evidence: Prime Minister Juan Ruiz of Chile}
outcomes:
  - kind: project
    status: agreed
    title: build a ferry port in Arica
    amount: {value: 20000000, kind: money, unit: USD, comparator: more_than}
    evidence: They agreed to build a ferry port in Arica worth over $20 million
";

fn talks() -> Folder {
    let folder = Folder::with("talks.yaml", RECORD);
    folder.write("talks.txt", TEXT);
    folder
}

#[test]
fn for_people() {
    assert_cmd_snapshot!(
        "mutate_human",
        talks().run(&["mutate", "talks.yaml", "--per-field", "1"])
    );
}

#[test]
fn markdown() {
    assert_cmd_snapshot!(
        "mutate_markdown",
        talks().run(&["mutate", "talks.yaml", "--per-field", "1", "--format", "markdown"])
    );
}

#[test]
fn json_is_the_same_for_the_same_seed() {
    let folder = talks();
    let of = |seed| {
        let (status, out, told) =
            folder.outcome(&["mutate", "talks.yaml", "--format", "json", "--seed", seed]);
        assert_eq!((status, told.as_str()), (Some(0), ""));
        out
    };
    assert_eq!(of("3"), of("3"));
    let json: serde_json::Value = serde_json::from_str(&of("3")).expect("JSON");
    assert_eq!(json["gate"], "check");
    assert_eq!(json["records"], 1);
    assert!(json["total"]["caught"].as_u64() > Some(50), "{}", json["total"]);
    assert!(json["matrix"].as_array().is_some_and(|rows| {
        rows.iter()
            .any(|row| row["field"] == "/outcomes/*/amount/value" && row["operator"] == "digit")
    }));
}

#[cfg(unix)]
#[test]
fn a_gate_that_lets_all_pass_catches_nothing_and_its_survivors_are_shown() {
    assert_cmd_snapshot!(
        "mutate_gate",
        talks().run(&[
            "mutate",
            "talks.yaml",
            "--gate",
            "true {record}",
            "--per-field",
            "1",
            "--show",
            "3",
            "--min-score",
            "0.5",
        ])
    );
}

#[cfg(unix)]
#[test]
fn a_gate_that_refuses_the_truth_is_given_no_mutants() {
    let (status, out, told) = talks().outcome(&["mutate", "talks.yaml", "--gate", "false {record} {source}"]);
    assert_eq!((status, told.as_str()), (Some(0), ""));
    assert!(
        out.contains("talks.yaml: the gate refuses the true record; its mutants were not tried"),
        "{out}"
    );
    assert!(out.contains("was given no mutant"), "{out}");
}

#[cfg(unix)]
#[test]
fn a_gate_reads_the_record_and_its_source() {
    let folder = talks();
    folder.write(
        "gate.sh",
        "#!/bin/sh\ngrep -q 'value: 20000000$' \"$1\" && grep -q 'ferry port' \"$2\"\n",
    );
    let (status, out, _) = folder.outcome(&[
        "mutate",
        "talks.yaml",
        "--gate",
        "sh gate.sh {record} {source}",
        "--format",
        "json",
    ]);
    assert_eq!(status, Some(0), "{out}");
    let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let of = |operator: &str| {
        let rows = json["operators"].as_array().expect("a list");
        let row = rows
            .iter()
            .find(|row| row["operator"] == operator)
            .expect("a row");
        (
            row["caught"].as_u64().expect("a count"),
            row["missed"].as_u64().expect("a count"),
        )
    };
    assert_eq!(of("digit").1, 0);
    assert_eq!(of("name-foreign").0, 0);
}

#[cfg(unix)]
#[test]
fn a_gate_without_a_verdict_fails_the_run() {
    for line in ["no-such-program {record}", "sh -c 'kill -9 $$' {record}"] {
        let (status, out, _) = talks().outcome(&["mutate", "talks.yaml", "--gate", line]);
        assert_eq!(status, Some(2), "{out}");
        assert!(out.contains("no verdict on the true record"), "{out}");
    }
    let slow = [
        "mutate",
        "talks.yaml",
        "--gate",
        "sleep 9 {record}",
        "--time-limit",
        "1",
    ];
    let (status, out, _) = talks().outcome(&slow);
    // `sleep` is given a second word that is no time, and fails at once.
    assert_eq!(status, Some(0), "{out}");
}

#[test]
fn what_cannot_be_done_is_status_2() {
    let folder = talks();
    folder.write("broken.yaml", "record: summit-summary/2\n");
    folder.write("alone.yaml", RECORD);
    for (arguments, told) in [
        (vec!["mutate", "broken.yaml"], "does not fit its schema"),
        (vec!["mutate", "alone.yaml"], "its source: alone.txt"),
        (vec!["mutate", "missing.yaml"], "missing.yaml"),
        (
            vec!["mutate", "talks.yaml", "--gate", "check"],
            "it has no `{record}`",
        ),
        (vec!["mutate", "talks.yaml", "--min-score", "2"], "from 0 to 1"),
    ] {
        let (status, _, errors) = folder.outcome(&arguments);
        assert_eq!(status, Some(2), "{arguments:?}");
        assert!(errors.contains(told), "{arguments:?}: {errors}");
    }
}

#[test]
fn a_score_that_is_not_reached_is_status_1() {
    let arguments = ["mutate", "talks.yaml", "--per-field", "0", "--min-score", "0"];
    let (status, _, _) = talks().outcome(&arguments);
    assert_eq!(status, Some(1), "no mutant is no proof of anything");
    let arguments = ["mutate", "talks.yaml", "--min-score", "0.5"];
    let (status, ..) = talks().outcome(&arguments);
    assert_eq!(status, Some(0));
}
