//! `diff`.

use std::process::Command;

use insta_cmd::assert_cmd_snapshot;

use super::Folder;

/// A text, and what it says.
const TEXT: &str = "\
President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile in Oslo. They agreed to build a \
ferry port in Arica worth over $20 million. A forum of the ports was proposed.
";
const OLD: &str = "\
record: summit-summary/1
source:
  id: talks
event:
  kind: meeting
  place: {name: Oslo}
  evidence: President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile in Oslo
parties:
  - {name: Norway, code: \"NO\", kind: state, evidence: President Ana Berg of Norway}
  - {name: Chile, code: CL, kind: state, evidence: Prime Minister Juan Ruiz of Chile}
participants:
  - {name: Ana Berg, role: President, party: \"NO\", evidence: President Ana Berg of Norway}
  - {name: Juan Ruiz, role: Prime Minister, party: CL, evidence: Prime Minister Juan Ruiz of Chile}
outcomes:
  - kind: project
    status: agreed
    title: ferry port in Arica
    amount: {value: 20000000, kind: money, unit: USD, comparator: more_than}
    evidence: They agreed to build a ferry port in Arica worth over $20 million
";

/// A status and a bound less, an office changed, an outcome more, evidence and order moved.
fn new() -> String {
    OLD.replace("comparator: more_than", "comparator: equal_or_more")
        .replace("role: President", "role: Chancellor")
        .replace(
            "party: CL, evidence: Prime Minister Juan Ruiz of Chile",
            "party: CL, evidence: Prime Minister Juan Ruiz",
        )
        + "  - {kind: forum, status: proposed, title: forum of the ports, evidence: A forum of the ports was proposed}\n"
}

fn two() -> Folder {
    let folder = Folder::with("old.yaml", OLD);
    folder.write("new.yaml", new());
    folder.write("new.txt", TEXT);
    folder.write("old.txt", TEXT);
    folder
}

#[test]
fn for_people() {
    assert_cmd_snapshot!("diff_human", two().run(&["diff", "old.yaml", "new.yaml"]));
}

#[test]
fn for_comments() {
    let arguments = ["diff", "old.yaml", "new.yaml", "--format", "markdown"];
    assert_cmd_snapshot!("diff_markdown", two().run(&arguments));
}

#[test]
fn for_programs() {
    let (status, out, told) = two().outcome(&["diff", "old.yaml", "new.yaml", "--format", "json"]);
    assert_eq!((status, told.as_str()), (Some(1), ""));
    let json: serde_json::Value = serde_json::from_str(&out).expect("it is JSON");
    assert_eq!(json["summary"]["worst"], "fact-added");
    assert_eq!(json["summary"]["classes"]["weaker"], 1);
    assert_eq!(json["summary"]["classes"]["order"], 0);
    let first = &json["records"][0]["differences"][0];
    assert_eq!(first["old"], serde_json::Value::Null);
    assert_eq!(first["new"]["pointer"], "/outcomes/1");
    assert_eq!(first["new"]["place"]["start"]["line"], 20);
    assert_eq!(first["new"]["quotes"][0]["place"]["path"], "new.txt");
    assert_eq!(
        first["new"]["quotes"][0]["exact"],
        "A forum of the ports was proposed"
    );
}

#[test]
fn what_a_record_holds_is_no_markup() {
    let folder = Folder::with("old.yaml", OLD);
    let hostile = "\"</details><script>alert(1)</script> `a` | **b** \\u202E \\e[31m @all\\n# c\"";
    folder.write(
        "new.yaml",
        OLD.replace("title: ferry port in Arica", &format!("title: {hostile}"))
            .replace("role: President", &format!("role: {hostile}")),
    );
    for format in ["human", "markdown", "json"] {
        let (status, out, _) = folder.outcome(&["diff", "old.yaml", "new.yaml", "--format", format]);
        assert_eq!(status, Some(1), "{format}");
        assert!(!out.contains(['\u{202e}', '\u{1b}']), "{format}: {out}");
    }
    let (_, out, _) = folder.outcome(&["diff", "old.yaml", "new.yaml", "--format", "markdown"]);
    // All of it stands between double backticks on one line.
    for line in out.lines().filter(|line| line.contains("script")) {
        assert!(line.contains("``"), "{line}");
        assert!(line.trim_start().starts_with('-'), "{line}");
    }
    assert_eq!(
        out.matches("<details>").count(),
        out.matches("\n</details>\n").count()
    );
}

#[test]
fn the_exit_status_is_that_of_the_worst_class() {
    let folder = Folder::with("old.yaml", OLD);
    let to = |new: &str, class: &str| {
        folder.write("new.yaml", new);
        folder
            .outcome(&["diff", "old.yaml", "new.yaml", "--fail-on", class])
            .0
    };
    let moved = OLD.replace("evidence: President Ana Berg of Norway}", "evidence: Ana Berg}");
    assert_eq!(to(OLD, "order"), Some(0));
    assert_eq!(to(&moved, "order"), Some(1));
    assert_eq!(to(&moved, "evidence-moved"), Some(1));
    assert_eq!(to(&moved, "weaker"), Some(0));
    let weaker = OLD.replace("status: agreed", "status: planned");
    assert_eq!(to(&weaker, "weaker"), Some(1));
    assert_eq!(to(&weaker, "stronger"), Some(0));
    assert_eq!(to(&new(), "fact-added"), Some(1));
    assert_eq!(to(&new(), "never"), Some(0));
    folder.write("new.yaml", &moved);
    assert_eq!(folder.outcome(&["diff", "old.yaml", "new.yaml"]).0, Some(0));
    folder.write("new.yaml", weaker);
    assert_eq!(folder.outcome(&["diff", "old.yaml", "new.yaml"]).0, Some(1));
}

#[test]
fn one_may_be_standard_input_or_json() {
    let folder = Folder::with("old.yaml", OLD);
    let (status, out, _) = folder.outcome_of(&["diff", "old.yaml", "-"], OLD);
    assert_eq!((status, out.as_str()), (Some(0), "nothing differs in 1 record\n"));
    let record = rapporteur::yaml::read("old.yaml", OLD).documents[0]
        .root
        .to_json();
    folder.write("new.json", record.to_string());
    let (status, out, _) = folder.outcome(&["diff", "old.yaml", "new.json"]);
    assert_eq!((status, out.as_str()), (Some(0), "nothing differs in 1 record\n"));
    assert_eq!(folder.outcome_of(&["diff", "-", "-"], OLD).0, Some(2));
}

#[test]
fn folders_are_paired_by_the_paths_inside() {
    let folder = Folder::with("before/a/talks.yaml", OLD);
    folder.write("before/gone.yaml", OLD);
    folder.write("after/a/talks.yaml", new());
    folder.write("after/come.yaml", OLD);
    folder.write("texts/talks.txt", TEXT);
    assert_cmd_snapshot!(
        "diff_folders",
        folder.run(&["diff", "before", "after/", "--source", "texts"])
    );
    let (status, _, told) = folder.outcome(&["diff", "before", "after/come.yaml"]);
    assert_eq!(status, Some(2));
    assert!(told.contains("name two records, or two folders"), "{told}");
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_compared() {
    let folder = Folder::with("before/broken.yaml", "a: [");
    folder.write("before/talks.yaml", OLD);
    folder.write("after/broken.yaml", OLD);
    folder.write("after/talks.yaml", new());
    let (status, out, told) = folder.outcome(&["diff", "before", "after"]);
    assert_eq!(status, Some(2));
    assert!(
        told.starts_with("rapporteur: before/broken.yaml: 1:4: "),
        "{told}"
    );
    assert!(out.contains("in 1 of 1 record: "), "{out}");
    let (_, out, _) = folder.outcome(&["diff", "before", "after", "--format", "markdown"]);
    assert!(out.contains("Not compared:\n\n- `before/broken.yaml`"), "{out}");
    assert_eq!(
        folder.outcome(&["diff", "before/talks.yaml", "nowhere.yaml"]).0,
        Some(2)
    );
    assert_eq!(folder.outcome(&["diff", "before/talks.yaml"]).0, Some(2));
}

#[test]
fn a_record_that_does_not_fit_is_compared_with_a_remark() {
    let folder = Folder::with("old.yaml", OLD.replace("kind: meeting", "kind: meting"));
    folder.write("new.yaml", OLD);
    let (status, out, _) = folder.outcome(&["diff", "old.yaml", "new.yaml"]);
    assert_eq!(status, Some(1));
    assert!(out.contains("note: old.yaml does not fit its schema"), "{out}");
    assert!(
        out.contains("fact changed: event kind: meting → meeting"),
        "{out}"
    );
}

/// A repository with two commits and a change that is not committed; `None` without git.
#[expect(clippy::print_stderr, reason = "what was skipped is told")]
fn repository() -> Option<Folder> {
    let folder = Folder::with("records/talks.yaml", OLD);
    folder.write("records/talks.txt", TEXT);
    folder.write("ci.yaml", "jobs: 1\n");
    let git = |arguments: &[&str]| git(&folder, arguments).is_some();
    if !git(&["init", "-q", "."]) {
        eprintln!("skipped: there is no git");
        return None;
    }
    assert!(git(&["add", "."]) && git(&["commit", "-qm", "one"]));
    folder.write("records/talks.yaml", new());
    folder.write("records/call.yaml", OLD.replace("id: talks", "id: call"));
    folder.write("ci.yaml", "jobs: 2\n");
    assert!(git(&["add", "."]) && git(&["commit", "-qm", "two"]));
    folder.write(
        "records/talks.yaml",
        new().replace("status: proposed", "status: agreed"),
    );
    Some(folder)
}

/// What git writes in the folder; `None` where it fails. The user's own settings play no part.
fn git(folder: &Folder, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new("git");
    command
        .current_dir(folder.path(""))
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .args([
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@example.org",
            "-c",
            "core.pager=cat",
        ])
        .args(arguments);
    let output = command.output().ok()?;
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn revisions_of_git() {
    let Some(folder) = repository() else { return };
    let of = |arguments: &[&str]| {
        let (status, out, told) = folder.outcome(&[&["diff"], arguments].concat());
        let last = out.lines().last().unwrap_or_default().to_owned();
        (status, last, told, out)
    };
    let (status, last, told, out) = of(&["--git", "HEAD"]);
    assert_eq!((status, told.as_str()), (Some(1), ""));
    assert_eq!(last, "1 difference in 1 of 1 record: 1 stronger");
    assert!(out.contains("(records/talks.txt:1:"), "{out}");

    // `ci.yaml` changed too, and is no record; the text is read as the revision has it.
    folder.write("records/talks.txt", "Nothing.\n");
    let (status, last, _, out) = of(&["--git", "HEAD~1..HEAD"]);
    assert_eq!(status, Some(1));
    assert_eq!(
        last,
        "5 differences in 2 of 2 records: 2 facts added, 1 fact changed, 1 weaker, 1 evidence moved"
    );
    assert!(out.contains("(records/talks.txt:1:"), "{out}");
    assert_eq!(
        of(&["--git", "HEAD..HEAD~1"])
            .1
            .matches("2 facts removed")
            .count(),
        1
    );
    assert_eq!(of(&["--git", "HEAD~1...HEAD"]).1, last);
    assert_eq!(
        of(&["--git", "HEAD~1..HEAD", "records/call.yaml"]).1,
        "1 difference in 1 of 1 record: 1 fact added"
    );
    let named = of(&["--git", "HEAD~1..", "ci.yaml"]);
    assert!(
        named.3.contains("jobs: 1 → 2"),
        "a file that is named is compared: {}",
        named.3
    );
    let (status, last, ..) = of(&["--git", "HEAD..HEAD"]);
    assert_eq!((status, last.as_str()), (Some(0), "nothing differs in 0 records"));
}

#[test]
fn paths_of_git_are_seen_from_where_one_stands() {
    let Some(folder) = repository() else { return };
    std::fs::create_dir(folder.path("elsewhere")).expect("a folder");
    for (inside, path, shown) in [
        ("records", ".", "talks.yaml"),
        ("elsewhere", "../records", "../records/talks.yaml"),
    ] {
        let mut command = super::rapporteur(&folder.path(inside), &["diff", "--git", "HEAD", path]);
        let output = command.output().expect("it runs");
        let out = String::from_utf8_lossy(&output.stdout);
        assert!(out.starts_with(&format!("{shown}\n")), "{inside}: {out}");
        assert!(out.contains("talks.txt:1:"), "{inside}: {out}");
    }
}

#[test]
fn a_revision_is_no_option_and_must_be_known() {
    let Some(folder) = repository() else { return };
    for (revision, reason) in [
        ("--output=x", "is no revision"),
        ("nonesuch", "git knows no revision `nonesuch` here"),
        ("HEAD..nonesuch", "git knows no revision `nonesuch` here"),
    ] {
        let (status, out, told) = folder.outcome(&["diff", &format!("--git={revision}")]);
        assert_eq!((status, out.as_str()), (Some(2), ""), "{revision}");
        assert!(told.contains(reason), "{told}");
    }
    assert!(!folder.path("x").exists());
}

#[test]
fn git_shows_records_by_what_they_say() {
    let Some(folder) = repository() else { return };
    let program = insta_cmd::get_cargo_bin("rapporteur");
    let program = program.display();
    folder.write(".gitattributes", "records/*.yaml diff=rapporteur\n");
    git(
        &folder,
        &[
            "config",
            "diff.rapporteur.command",
            &format!("{program} diff --external"),
        ],
    );
    git(
        &folder,
        &[
            "config",
            "diff.rapporteur.textconv",
            &format!("{program} diff --textconv"),
        ],
    );
    let shown = git(&folder, &["diff"]).expect("it shows");
    assert!(
        shown.contains("stronger: outcomes “forum agreed forum of the ports” status"),
        "{shown}"
    );
    // What is broken is shown as lines.
    folder.write("records/talks.yaml", "a: [\n");
    let shown = git(&folder, &["diff"]).expect("it shows");
    assert!(shown.contains("here are its lines"), "{shown}");
    assert!(shown.contains("+a: ["), "{shown}");
    let log = git(&folder, &["log", "-p", "-1", "--", "records/talks.yaml"]).expect("it shows");
    assert!(log.contains("-  role: President\n+  role: Chancellor\n"), "{log}");
    git(&folder, &["mv", "records/call.yaml", "records/visit.yaml"]);
    let renamed = git(
        &folder,
        &[
            "diff",
            "-M",
            "HEAD",
            "--",
            "records/call.yaml",
            "records/visit.yaml",
        ],
    );
    assert!(renamed.is_some(), "a file that is renamed does no harm");
}
