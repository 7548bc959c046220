//! Output: files that are not written over, pipes that close, colour.

use std::process::Stdio;

use insta_cmd::assert_cmd_snapshot;

use super::{Folder, GOOD, TALKS};

#[test]
fn an_existing_file_is_refused_without_force() {
    let folder = Folder::with("talks.txt", TALKS);
    folder.write("record.yaml", "mine\n");
    assert_cmd_snapshot!(
        "output_refused",
        folder.run(&["extract", "talks.txt", "--output", "record.yaml"])
    );
    assert_eq!(folder.read("record.yaml"), "mine\n");
    let (status, out, told) = folder.outcome(&["extract", "talks.txt", "--output", "record.yaml", "--force"]);
    assert_eq!((status, out.as_str(), told.as_str()), (Some(0), "", ""));
    assert!(
        folder
            .read("record.yaml")
            .starts_with("record: summit-summary/1\n")
    );
}

#[test]
fn a_failure_leaves_the_old_file_whole() {
    let folder = Folder::with("talks.txt", "It rained.\n");
    folder.write("record.yaml", "mine\n");
    let (status, ..) = folder.outcome(&["extract", "talks.txt", "--output", "record.yaml", "--force"]);
    assert_eq!(status, Some(2));
    assert_eq!(folder.read("record.yaml"), "mine\n");
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let folder = Folder::with("talks.txt", TALKS);
    let (status, out, told) = folder.outcome(&["extract", "talks.txt", "--output", "none/record.yaml"]);
    assert_eq!((status, out.as_str()), (Some(2), ""));
    assert!(
        told.starts_with("rapporteur: none/record.yaml: cannot be written: "),
        "{told}"
    );
    assert_eq!(told.lines().count(), 1, "{told}");
}

#[cfg(unix)]
#[test]
fn a_device_is_written_to_and_not_replaced() {
    let folder = Folder::with("talks.txt", TALKS);
    let (status, _, told) = folder.outcome(&["extract", "talks.txt", "--output", "/dev/null"]);
    assert_eq!((status, told.as_str()), (Some(0), ""));
    assert!(!std::fs::metadata("/dev/null").expect("there").is_file());
}

#[test]
fn a_pipe_that_nobody_reads_ends_quietly() {
    let folder = Folder::with("a.yaml", GOOD.replace("/1", "/9"));
    let mut child = folder
        .run(&["validate", "a.yaml"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(
        output.status.code(),
        Some(1),
        "the status tells of the findings all the same"
    );
}

#[test]
fn colour_is_for_terminals_and_for_those_who_force_it() {
    let folder = Folder::with("a.yaml", GOOD.replace("/1", "/9"));
    let colored = |settings: &[(&str, &str)]| {
        let mut command = folder.run(&["validate", "a.yaml"]);
        command.env("TERM", "xterm").envs(settings.iter().copied());
        let output = command.output().expect("the command runs");
        String::from_utf8_lossy(&output.stdout).contains('\u{1b}')
    };
    assert!(!colored(&[]));
    assert!(colored(&[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
}

#[test]
fn a_hyphen_is_standard_output() {
    let folder = Folder::with("talks.txt", TALKS);
    let plain = folder.outcome(&["extract", "talks.txt"]);
    assert_eq!(plain.0, Some(0));
    assert_eq!(folder.outcome(&["extract", "talks.txt", "-o", "-"]), plain);
    assert!(!folder.path("-").exists());
}
