//! Work over a corpus: NDJSON in and out, order, rejects, resuming, being stopped.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use serde_json::{Value, json};

use super::check::TRUE;
use super::{Folder, TALKS};

/// So many documents, each of which names its own number; every tenth line is broken.
fn corpus(count: usize) -> String {
    let lines = (1..=count).map(|number| {
        if number % 10 == 0 {
            "{\"id\": 1, \n".to_owned()
        } else {
            let line = json!({"id": format!("call-{number}"), "text": TALKS, "left": "alone"});
            format!("{line}\n")
        }
    });
    lines.collect::<Vec<_>>().concat()
}

fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).expect("each line is JSON"))
        .collect()
}

#[test]
fn lines_come_in_the_order_of_the_input_for_any_number_of_workers() {
    let folder = Folder::with("in.ndjson", corpus(700));
    let run = |jobs: &str, rejects: &str| {
        folder.outcome(&[
            "extract",
            "--ndjson",
            "in.ndjson",
            "-j",
            jobs,
            "--rejects",
            rejects,
        ])
    };
    let (status, one, told) = run("1", "r1");
    assert_eq!(status, Some(2), "some lines were rejected");
    assert!(
        told.starts_with("700 documents, ") && told.contains("70 rejected; "),
        "{told}"
    );
    let records = lines(&one);
    assert_eq!(records.len(), 630);
    assert!(
        records
            .windows(2)
            .all(|two| two[0]["number"].as_u64() < two[1]["number"].as_u64())
    );
    assert_eq!(records[9]["number"], 11);
    assert_eq!(records[9]["id"], "call-11");
    assert_eq!(records[9]["record"]["participants"][0]["name"], "Ana Berg");
    let rejects = lines(&folder.read("r1"));
    assert_eq!(rejects.len(), 70);
    assert_eq!(
        (&rejects[1]["number"], &rejects[1]["line"]),
        (&json!(20), &json!(20))
    );
    assert_eq!(rejects[1]["input"], "in.ndjson");
    for jobs in ["2", "5"] {
        let (_, several, _) = run(jobs, &format!("r{jobs}"));
        assert!(several == one, "-j {jobs} gives other bytes");
        assert_eq!(folder.read(&format!("r{jobs}")), folder.read("r1"));
    }
}

#[test]
fn files_and_lists_of_files_give_lines_as_well() {
    let folder = Folder::with("texts/a.txt", TALKS);
    folder.write("texts/b.txt", "Nothing of note.\n");
    folder.write("texts/c.txt", TALKS);
    let (status, out, told) = folder.outcome(&["extract", "--format", "ndjson", "texts"]);
    assert_eq!(status, Some(2));
    let ids: Vec<Value> = lines(&out).into_iter().map(|line| line["id"].clone()).collect();
    assert_eq!(ids, ["texts/a.txt", "texts/c.txt"]);
    assert!(
        told.contains("rapporteur: texts/b.txt: no state is named"),
        "{told}"
    );
    let (status, listed, _) =
        folder.outcome_of(&["extract", "--files-from", "-"], "texts/a.txt\n\ntexts/c.txt\n");
    assert_eq!(status, Some(0));
    assert_eq!(lines(&listed)[1]["record"], lines(&out)[1]["record"]);
}

#[test]
fn a_long_line_is_rejected_and_the_next_is_read() {
    let long = json!({"text": "x".repeat(5_000)});
    let text = format!("{long}\n{}\n", json!({"body": TALKS, "key": 7}));
    let arguments = [
        "extract",
        "--ndjson",
        "--text-field",
        "body",
        "--id-field",
        "key",
        "--max-size",
        "1kB",
        "-",
    ];
    let (status, out, told) = Folder::new().outcome_of(&arguments, &text);
    assert_eq!(status, Some(2));
    let lines = lines(&out);
    assert_eq!(
        (lines.len(), &lines[0]["id"], &lines[0]["number"]),
        (1, &json!(7), &json!(2))
    );
    assert!(told.contains("<stdin>:1: is longer than 1000 bytes"), "{told}");
}

#[test]
fn a_run_that_was_broken_off_is_gone_on_with() {
    let folder = Folder::with("in.ndjson", corpus(200));
    let run = |more: &[&str]| {
        let arguments = [
            "extract",
            "--ndjson",
            "in.ndjson",
            "-o",
            "out.ndjson",
            "--rejects",
            "rejects",
        ];
        folder.outcome(&[&arguments[..], more].concat())
    };
    assert_eq!(run(&[]).0, Some(2));
    let (whole, rejects) = (folder.read("out.ndjson"), folder.read("rejects"));
    let (_, _, told) = run(&["--resume"]);
    assert!(told.contains("out.ndjson: is whole"), "{told}");
    // As a machine that lost its power leaves it: half a line, and rejects that ran ahead.
    std::fs::remove_file(folder.path("out.ndjson")).expect("removed");
    let half = whole.len() / 2;
    folder.write("out.ndjson.part", &whole[..half]);
    let (_, _, told) = run(&[]);
    assert!(told.contains("--resume goes on with it"), "{told}");
    assert_eq!(
        folder.read("out.ndjson.part").len(),
        half,
        "nothing is lost unasked"
    );
    let (status, _, told) = run(&["--resume"]);
    assert_eq!(status, Some(2));
    assert!(!told.starts_with("200 documents"), "{told}");
    assert!(folder.read("out.ndjson") == whole && folder.read("rejects") == rejects);
    assert!(!folder.path("out.ndjson.part").exists());
}

#[test]
fn of_an_object_in_a_line_is_told_what_is_told_of_its_text() {
    let mut record: Value = serde_yaml::from_str(TRUE).expect("YAML");
    record["event"]["place"]["name"] = json!("Bergen\t“Ř”");
    record["parties"][0]["evidence"] = json!(["Malta", "signed"]);
    record["topics"] = json!([]);
    let folder = Folder::new();
    folder.write("talks.txt", TALKS);
    folder.write("talks.txt.json", record.to_string());
    let line = json!({"id": "talks.txt", "text": TALKS, "record": record});
    let (_, out, _) = folder.outcome_of(&["check", "--ndjson", "-"], &format!("{line}\n"));
    let (_, report, _) = folder.outcome_of(
        &[
            "check",
            "--format",
            "json",
            "--source",
            "talks.txt",
            "talks.txt.json",
        ],
        "",
    );
    let report: Value = serde_json::from_str(&report).expect("JSON");
    let told = &lines(&out)[0]["findings"];
    assert_eq!(*told, report["findings"]);
    assert!(told.as_array().is_some_and(|told| told.len() > 2), "{told}");
}

#[test]
fn a_record_in_a_line_is_held_against_the_text_beside_it() {
    let wrong = TRUE.replace("name: Oslo", "name: Bergen");
    let as_object: Value = serde_yaml::from_str(TRUE).expect("YAML");
    let text = [
        json!({"id": "yaml", "text": TALKS, "record": TRUE}),
        json!({"id": "wrong", "text": TALKS, "record": wrong}),
        json!({"id": "json", "text": TALKS, "record": as_object}),
        json!({"id": "unfit", "text": TALKS, "record": {"record": "summit-summary/1"}}),
        json!({"id": "none", "text": TALKS}),
    ]
    .map(|line| format!("{line}\n"))
    .concat();
    let folder = Folder::new();
    let (status, out, told) = folder.outcome_of(&["check", "--ndjson", "-"], &text);
    assert_eq!(status, Some(2));
    assert!(
        told.contains("5 documents, 12 facts, "),
        "four each of three: {told}"
    );
    assert!(told.contains("<stdin>:5: has no `record`"), "{told}");
    let lines = lines(&out);
    let errors: Vec<_> = lines.iter().map(|line| line["errors"].as_u64()).collect();
    assert_eq!(errors[..3], [Some(0), Some(1), Some(0)]);
    assert!(errors[3] > Some(0), "what does not fit its schema is told");
    let finding = &lines[1]["findings"][0];
    assert_eq!(finding["code"], "vouch/name-not-found");
    assert_eq!(
        (&finding["record"]["start"]["line"], &finding["pointer"]),
        (&json!(6), &json!("/event/place/name"))
    );
    let first_two: String = text.split_inclusive('\n').take(2).collect();
    assert_eq!(
        folder.outcome_of(&["check", "--ndjson", "-"], &first_two).0,
        Some(1)
    );
    let first: String = text.split_inclusive('\n').take(1).collect();
    assert_eq!(folder.outcome_of(&["check", "--ndjson", "-"], &first).0, Some(0));
    assert_eq!(
        folder
            .outcome_of(&["check", "--ndjson", "--strict", "-"], &first)
            .0,
        Some(0)
    );
}

#[test]
fn records_in_files_give_lines_in_their_order() {
    let folder = Folder::with("archive/talks.txt", TALKS);
    folder.write("archive/talks.yaml", TRUE);
    folder.write("archive/talks-2.yaml", TRUE);
    folder.write("archive/talks-2.txt", TALKS);
    folder.write("archive/wrong.yaml", TRUE.replace("name: Oslo", "name: Bergen"));
    folder.write("archive/wrong.txt", TALKS);
    folder.write("archive/unfit.yaml", "record: summit-summary/1\n");
    folder.write("archive/alone.yaml", TRUE);
    let (status, out, told) = folder.outcome(&["check", "--lines", "archive", "-j", "2"]);
    assert_eq!(status, Some(2), "{told}");
    assert!(
        told.contains(
            "archive/alone.yaml: nothing was held against a source: archive/alone.txt: there is no such file"
        ),
        "{told}"
    );
    assert!(told.contains("5 documents, 12 facts, "), "{told}");
    let found: Vec<_> = lines(&out)
        .iter()
        .map(|line| {
            (
                line["number"].to_string(),
                line["id"].to_string(),
                line["errors"].as_u64(),
            )
        })
        .collect();
    let expected = [
        ("2", "\"archive/talks-2.yaml\"", Some(0)),
        ("3", "\"archive/talks.yaml\"", Some(0)),
    ];
    for (found, (number, id, errors)) in found.iter().zip(expected) {
        assert_eq!(
            (found.0.as_str(), found.1.as_str(), found.2),
            (number, id, errors)
        );
    }
    assert!(found[2].1.contains("unfit") && found[2].2 > Some(0), "{found:?}");
    assert!(found[3].1.contains("wrong") && found[3].2 == Some(1), "{found:?}");
    assert_eq!(found.len(), 4);
    assert_eq!(
        folder.outcome(&["check", "--lines", "archive", "-j", "1"]).1,
        out,
        "whatever the number of workers"
    );
    // The report tells the same.
    let (_, report, _) = folder.outcome(&["check", "--format", "json", "archive/wrong.yaml"]);
    let report: Value = serde_json::from_str(&report).expect("a report");
    assert_eq!(report["findings"], lines(&out)[3]["findings"]);
}

#[test]
fn a_list_names_records_and_one_source_is_for_all() {
    let folder = Folder::with("talks.txt", TALKS);
    folder.write("a.yaml", TRUE);
    folder.write("b.yaml", TRUE);
    folder.write("list", "b.yaml\na.yaml\n");
    let arguments = ["check", "--files-from", "list", "--source", "talks.txt"];
    let (status, out, told) = folder.outcome(&arguments);
    assert_eq!(status, Some(0), "{told}");
    let names: Vec<String> = lines(&out).iter().map(|line| line["id"].to_string()).collect();
    assert_eq!(names, ["\"b.yaml\"", "\"a.yaml\""]);
    let missing = folder.outcome(&["check", "--lines", "a.yaml", "--source", "none.txt"]);
    assert_eq!(missing.0, Some(2));
    assert!(
        missing.2.contains("none.txt: there is no such file"),
        "{}",
        missing.2
    );
}

#[test]
fn what_means_nothing_without_lines_is_refused() {
    let folder = Folder::with("talks.txt", TALKS);
    for arguments in [
        &["extract", "talks.txt", "-j", "2"][..],
        &["extract", "talks.txt", "--stats", "json"],
        &["extract", "talks.txt", "--rejects", "r"],
        &["extract", "--ndjson", "talks.txt", "--format", "yaml"],
        &["check", "talks.yaml", "-o", "out"],
        &["check", "--ndjson", "in.ndjson", "--ledger"],
        &["check", "--lines", "talks.yaml", "--format", "json"],
        &["check", "--ndjson", "in.ndjson", "--source", "talks.txt"],
        &["check", "--ndjson", "in.ndjson", "--files-from", "list"],
    ] {
        let (status, out, told) = folder.outcome(arguments);
        assert_eq!((status, out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(told.contains("--"), "the cure is told: {told}");
    }
}

#[test]
fn the_counts_are_told_as_json_where_they_are_asked_for() {
    let text = corpus(5);
    let (_, _, told) = Folder::new().outcome_of(&["extract", "--ndjson", "--stats", "json", "-"], &text);
    let counts: Value = serde_json::from_str(&told).expect("JSON alone");
    assert_eq!((&counts["documents"], &counts["rejects"]), (&json!(5), &json!(0)));
    assert!(counts["facts"].as_u64() > Some(10) && counts["bytes"].as_u64() == Some(5 * TALKS.len() as u64));
}

#[test]
fn who_reads_no_further_ends_the_run_quietly() {
    let folder = Folder::with("in.ndjson", corpus(20_000).replace("{\"id\": 1, \n", ""));
    let mut command = folder.run(&["extract", "--ndjson", "in.ndjson"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut line = String::new();
    out.read_line(&mut line).expect("a line");
    drop(out);
    let ended = child.wait_with_output().expect("it ends");
    let told = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert_eq!(ended.status.code(), Some(0), "{told}");
    assert_eq!(told.lines().count(), 1, "only the closing line: {told}");
    let documents: u64 = told
        .split(' ')
        .next()
        .and_then(|word| word.replace(',', "").parse().ok())
        .expect("a count");
    assert!(documents < 18_000, "the rest was not read: {told}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_the_run_after_a_whole_line() {
    let folder = Folder::new();
    let mut command = folder.run(&["extract", "--ndjson", "-", "-o", "out.ndjson", "-j", "2"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(corpus(3_000).as_bytes()).expect("written");
    let interrupted = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .expect("kill is there");
    assert!(interrupted.success());
    // The next document is where it looks up.
    let _ = input.write_all(corpus(1).as_bytes());
    drop(input);
    let ended = child.wait_with_output().expect("it ends");
    let told = String::from_utf8_lossy(&ended.stderr);
    assert_eq!(ended.status.code(), Some(2), "{told}");
    assert!(
        told.contains("out.ndjson.part: broken off; --resume goes on with it"),
        "{told}"
    );
    let part = folder.read("out.ndjson.part");
    assert!(part.is_empty() || part.ends_with('\n'));
    lines(&part);
    assert!(!folder.path("out.ndjson").exists());
}
