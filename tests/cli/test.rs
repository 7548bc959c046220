//! `test`.

use std::path::Path;

use insta_cmd::assert_cmd_snapshot;

use super::{Folder, TALKS};

/// What [`TALKS`] says.
const RECORD: &str = "\
record: summit-summary/1
source:
  id: talks
event:
  kind: meeting
  format: bilateral
  place: {name: Oslo}
  evidence: President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile in Oslo
parties:
  - {name: Norway, code: \"NO\", kind: state, evidence: President Ana Berg of Norway}
  - {name: Chile, code: CL, kind: state, evidence: Prime Minister Juan Ruiz of Chile}
participants:
  - {name: Ana Berg, role: President, party: \"NO\", evidence: President Ana Berg of Norway}
  - {name: Juan Ruiz, role: Prime Minister, party: CL, evidence: Prime Minister Juan Ruiz of Chile}
";

const SETTINGS: &str = "\
[suite]
cases = [\"readouts\"]
extractor = \"mine\"

[suite.floors]
participants = 0.9
parties = 0.2

[extractor.mine]
stored = \"outputs\"

[case.\"readouts/long\"]
skip = \"a communiqué\"

[case.\"readouts/gone\"]
skip = \"it is no more\"
";

/// Cases of each fate: one that passes, one that is skipped, and four that fail.
fn suite() -> Folder {
    let folder = Folder::with("rapporteur.toml", SETTINGS);
    for name in ["broken", "changed", "empty", "good", "invented", "long"] {
        folder.write(&format!("readouts/{name}.txt"), TALKS);
        folder.write(&format!("readouts/{name}.yaml"), RECORD);
        folder.write(&format!("outputs/readouts/{name}.yaml"), RECORD);
    }
    folder.write(
        "readouts/broken.yaml",
        RECORD.replace("kind: meeting", "kind: meting"),
    );
    folder.write(
        "readouts/changed.approved.yaml",
        RECORD.replace("{name: Oslo}", "{name: Oslo, country: \"NO\"}"),
    );
    std::fs::remove_file(folder.path("outputs/readouts/empty.yaml")).expect("it was there");
    folder.write(
        "outputs/readouts/invented.yaml",
        RECORD.replace("name: Juan Ruiz", "name: \"Pedro \\u202ERuiz\""),
    );
    folder
}

/// Snapshots without what depends on the machine.
fn steadily(check: impl FnOnce()) {
    let mut settings = insta::Settings::clone_current();
    settings.add_filter(r"\d+\.\d\d s\b", "[time]");
    settings.add_filter(r#"time="\d+\.\d+""#, r#"time="[time]""#);
    settings.bind(check);
}

#[test]
fn each_fate_of_a_case_for_people() {
    let folder = suite();
    steadily(|| assert_cmd_snapshot!("test_human", folder.run(&["test"])));
}

#[test]
fn each_fate_of_a_case_as_junit() {
    let folder = suite();
    steadily(|| assert_cmd_snapshot!("test_junit", folder.run(&["test", "--format", "junit"])));
}

#[test]
fn junit_is_written_besides_what_people_read() {
    let folder = suite();
    let arguments = ["test", "--junit", "out.xml"];
    for _ in 0..2 {
        let (status, out, _) = folder.outcome(&arguments);
        assert_eq!(status, Some(1));
        assert!(out.contains("test readouts/good ... ok\n"), "{out}");
        let xml = folder.read("out.xml");
        assert!(xml.contains("name=\"good\""), "{xml}");
        folder.write("out.xml", "an earlier run");
    }
    let (status, _, told) = folder.outcome(&["test", "--junit", "no/folder/out.xml"]);
    assert_eq!(status, Some(2));
    assert!(told.contains("no/folder/out.xml: cannot be written: "), "{told}");
}

#[test]
fn each_fate_of_a_case_as_annotations() {
    let folder = suite();
    assert_cmd_snapshot!("test_github", folder.run(&["test", "--format", "github"]));
}

#[test]
fn each_fate_of_a_case_as_markdown() {
    let folder = suite();
    assert_cmd_snapshot!("test_markdown", folder.run(&["test", "--format", "markdown"]));
}

#[test]
fn one_case_as_json() {
    let folder = suite();
    let arguments = ["test", "readouts/broken.txt", "--format", "json"];
    assert_cmd_snapshot!("test_json", folder.run(&arguments));
}

#[test]
fn a_baseline_lets_fail_what_failed_and_nothing_else() {
    let folder = suite();
    let (status, _, _) = folder.outcome(&["test", "--format", "json", "-o", "baseline.json"]);
    assert_eq!(status, Some(1));
    let held = ["test", "--baseline", "baseline.json"];
    let (status, out, _) = folder.outcome(&held);
    assert_eq!(status, Some(0), "{out}");
    assert!(
        out.contains("test readouts/empty ... failed, as before\n"),
        "{out}"
    );
    assert!(!out.contains("failures:"), "{out}");
    folder.write("outputs/readouts/good.yaml", "a: [");
    folder.write("outputs/readouts/empty.yaml", RECORD);
    let (status, out, _) = folder.outcome(&held);
    assert_eq!(status, Some(1));
    assert!(out.contains("test readouts/good ... FAILED\n"), "{out}");
    assert!(
        out.contains("no longer failing; a new baseline would hold it: readouts/empty\n"),
        "{out}"
    );

    folder.write("other.json", "{}");
    let (status, _, told) = folder.outcome(&["test", "--baseline", "other.json"]);
    assert_eq!(status, Some(2));
    assert!(told.contains("other.json: is no run of a suite"), "{told}");
}

#[test]
fn cases_are_chosen_by_their_names() {
    let folder = suite();
    let list = |arguments: &[&str]| {
        let (status, out, told) = folder.outcome(&[&["test", "--list"], arguments].concat());
        assert_eq!((status, told.as_str()), (Some(0), ""));
        out
    };
    assert_eq!(list(&["--filter", "inv"]), "readouts/invented\n");
    assert_eq!(
        list(&["--filter", "ed", "--filter", "go", "--skip", "ch"]),
        "readouts/good\nreadouts/invented\n"
    );
    assert_eq!(list(&["readouts/long.yaml"]), "readouts/long\n");
    let (status, out, _) = folder.outcome(&["test", "--filter", "good"]);
    assert_eq!(status, Some(0));
    assert!(
        out.contains("figures over all were not held to their floors"),
        "{out}"
    );
    let (status, _, told) = folder.outcome(&["test", "--filter", "nothing"]);
    assert_eq!(status, Some(2));
    assert!(told.contains("no case has such a name"), "{told}");
}

#[test]
fn the_extractor_of_the_command_line_goes_first() {
    let folder = suite();
    let good = |extractor: &str| {
        let (status, out, told) = folder.outcome(&["test", "readouts/good.txt", "--extractor", extractor]);
        (status, if status == Some(2) { told } else { out })
    };
    assert_eq!(good("rules").0, Some(0));
    assert_eq!(good("mine").0, Some(0));
    assert_eq!(good("stored:outputs").0, Some(0));
    assert!(
        good("stored:nowhere").1.contains("there is no such file"),
        "{:?}",
        good("stored:nowhere")
    );
    assert_eq!(good("yours").0, Some(2));
    assert!(
        good("command:'")
            .1
            .contains("a quotation mark that is not closed")
    );
    if !Path::new("/bin/sh").exists() {
        println!("left out: there is no /bin/sh here");
        return;
    }
    assert_eq!(good("command:/bin/cat outputs/readouts/good.yaml").0, Some(0));
    let (status, out) = good("command:/bin/sh -c 'echo no model >&2; exit 3'");
    assert_eq!(status, Some(1));
    let told = "no record: the program failed: exit status: 3\n\
                the extractor wrote to standard error:\n| no model\n";
    assert!(out.contains(told), "{out}");
}

#[test]
fn approving_writes_what_is_extracted_and_says_what_could_not_be() {
    let folder = suite();
    let (status, out, told) = folder.outcome(&["test", "--approve"]);
    assert_eq!(status, Some(1), "one has nothing that could be approved");
    let written =
        ["broken", "changed", "good", "invented"].map(|name| format!("readouts/{name}.approved.yaml\n"));
    assert_eq!(out, written.concat());
    assert!(
        told.contains("rapporteur: readouts/empty: nothing is approved: no record: "),
        "{told}"
    );
    let (status, out, _) = folder.outcome(&["test", "--filter", "changed", "--filter", "good", "--approve"]);
    assert_eq!((status, out.as_str()), (Some(0), ""), "they are approved already");
    assert_eq!(folder.outcome(&["test", "--filter", "changed"]).0, Some(0));
    folder.write(
        "outputs/readouts/good.yaml",
        RECORD.replace("format: bilateral", "format: multilateral"),
    );
    let (status, out, _) = folder.outcome(&["test", "--filter", "good"]);
    assert_eq!(status, Some(1));
    assert!(
        out.contains("\nfact changed: event format: bilateral → multilateral\n"),
        "{out}"
    );
}

#[test]
fn what_cannot_be_run_is_status_2() {
    let folder = suite();
    let told = |arguments: &[&str]| {
        let (status, out, told) = folder.outcome(&[&["test"], arguments].concat());
        assert_eq!((status, out.as_str()), (Some(2), ""), "{arguments:?}");
        told
    };
    assert!(told(&["nowhere"]).contains("nowhere: "));
    assert!(
        told(&["outputs"])
            .contains("outputs: there is no case of those that `cases` in rapporteur.toml lists")
    );
    assert!(told(&["--config", "other.toml"]).contains("other.toml: there is no such file"));
    folder.write(
        "rapporteur.toml",
        "[suite]\ncases = [\"readouts\"]\nextracter = \"mine\"\n",
    );
    assert!(told(&[]).contains("rapporteur.toml:3:1: unknown field `extracter`"));
}

#[test]
fn warnings_and_stale_settings_fail_a_strict_run() {
    let folder = suite();
    let arguments = ["test", "--filter", "good"];
    let (status, _, told) = folder.outcome(&arguments);
    assert_eq!(status, Some(0));
    assert!(
        told.contains("rapporteur.toml:15:1: no case is called `readouts/gone`"),
        "{told}"
    );
    assert_eq!(
        folder.outcome(&[&arguments[..], &["--strict"]].concat()).0,
        Some(1)
    );
}

/// Ctrl-C reaches the process group of the terminal, in which the program is not: it has one of its own.
#[cfg(unix)]
#[test]
fn a_run_that_is_ended_ends_the_program_and_what_that_started() {
    use std::os::unix::process::ExitStatusExt;
    use std::time::{Duration, Instant};

    use rustix::process::{Pid, Signal, kill_process};

    if !Path::new("/bin/sh").exists() {
        println!("left out: there is no /bin/sh here");
        return;
    }
    for (signal, number) in [(Signal::INT, 2), (Signal::TERM, 15)] {
        let folder = suite();
        let extractor = "command:/bin/sh -c '(sleep 2; touch survived) & touch started; sleep 600'";
        for command in [["test", "readouts/good.txt"], ["extract", "readouts/good.txt"]] {
            let mut run = folder.run(&[&command[..], &["--extractor", extractor]].concat());
            let mut run = run
                .stdout(std::process::Stdio::null())
                .spawn()
                .expect("it starts");
            let start = Instant::now();
            while !folder.path("started").exists() {
                assert!(start.elapsed() < Duration::from_secs(60), "the program starts");
                std::thread::sleep(Duration::from_millis(5));
            }
            kill_process(Pid::from_child(&run), signal).expect("it runs");
            let status = run.wait().expect("it ends");
            assert_eq!(
                status.signal(),
                Some(number),
                "{command:?}: as if nothing heard of the signal"
            );
            std::fs::remove_file(folder.path("started")).expect("it is there");
        }
        std::thread::sleep(Duration::from_millis(2500));
        assert!(
            !folder.path("survived").exists(),
            "a process that was started lives on"
        );
    }
}

#[test]
fn cases_are_found_where_git_sees_files() {
    let folder = Folder::with(".drafts/talks.txt", TALKS);
    folder.write(".hidden.txt", TALKS);
    folder.write("ignored/talks.txt", TALKS);
    folder.write(".gitignore", "ignored/\n");
    folder.write(".git/talks.txt", TALKS);
    let (status, out, _) = folder.outcome(&["test", "--list"]);
    assert_eq!((status, out.as_str()), (Some(0), ".drafts/talks\n.hidden\n"));
}

#[test]
fn a_program_reads_texts_for_extract_as_well() {
    if !Path::new("/bin/sh").exists() {
        println!("left out: there is no /bin/sh here");
        return;
    }
    let folder = suite();
    let extract =
        |extractor: &str| folder.outcome(&["extract", "readouts/good.txt", "--extractor", extractor]);
    let (status, out, told) = extract("command:/bin/cat outputs/readouts/good.yaml");
    assert_eq!((status, told.as_str()), (Some(0), ""));
    assert!(out.starts_with("record: summit-summary/1\n"), "{out}");
    assert!(out.contains("\n  path: readouts/good.txt\n"), "{out}");
    for (script, message) in [
        (
            "echo no model >&2; exit 3",
            "no record: the program failed: exit status: 3; it said: no model",
        ),
        ("echo a: [", "what /bin/sh made of it is no valid record: "),
        ("printf \"a: 1\\n---\\nb: 2\\n\"", "is no valid record: "),
        ("exit 0", "no record: the program wrote nothing"),
    ] {
        let (status, out, told) = extract(&format!("command:/bin/sh -c '{script}'"));
        assert_eq!((status, out.as_str()), (Some(2), ""), "{script}");
        assert!(
            told.starts_with("rapporteur: readouts/good.txt: ") && told.contains(message),
            "{told}"
        );
    }
    let by_path = ["extract", "-", "--extractor", "command:/bin/cat {source}"];
    let (status, _, told) = folder.outcome_of(&by_path, TALKS);
    assert_eq!(status, Some(2));
    assert!(
        told.contains("standard input has no path that `{source}` could stand for"),
        "{told}"
    );
    let (status, _, told) =
        folder.outcome(&["extract", "readouts/good.txt", "--extractor", "stored:outputs"]);
    assert_eq!(status, Some(2));
    assert!(told.contains("the records in outputs were made before"), "{told}");
}
