//! Inputs that cannot be read, or only nearly: each is named in one line, and the others are read.

use insta_cmd::assert_cmd_snapshot;

use super::{Folder, GOOD, TALKS};

/// The status, and the line on standard error, of validating the bytes as a file and of extracting from them.
fn refused(bytes: &[u8]) -> String {
    let folder = Folder::with("file", bytes);
    let validated = folder.outcome(&["validate", "--format", "concise", "file"]);
    let extracted = folder.outcome(&["extract", "file"]);
    assert_eq!(validated, extracted);
    let (status, out, told) = validated;
    assert_eq!((status, out.as_str()), (Some(2), ""), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
    told
}

#[test]
fn what_is_no_text_is_refused_with_the_reason() {
    insta::assert_snapshot!(refused(b""), @"rapporteur: file: is empty");
    insta::assert_snapshot!(refused(b"\xef\xbb\xbf"), @"rapporteur: file: is empty");
    insta::assert_snapshot!(refused(b"caf\xe9 au lait\n"), @"rapporteur: file: is not UTF-8: byte 3, on line 1, does not belong to a character; save it as UTF-8");
    insta::assert_snapshot!(refused(b"\xff\xfer\0e\0"), @"rapporteur: file: is encoded in UTF-16; save it as UTF-8");
}

#[test]
fn a_missing_file_is_named() {
    assert_cmd_snapshot!(
        "missing_file",
        Folder::new().run(&["extract", "no\u{1b}[2Jsuch.txt"])
    );
}

#[test]
fn a_folder_without_a_record_is_named() {
    let folder = Folder::with("folder/readme.txt", TALKS);
    assert_cmd_snapshot!("nothing_inside", folder.run(&["validate", "folder"]));
}

#[test]
fn a_folder_is_no_schema() {
    let folder = Folder::with("folder/a.yaml", GOOD);
    let (status, _, told) = folder.outcome(&["validate", "--schema", "folder", "folder"]);
    assert_eq!(status, Some(2));
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.contains("folder"), "{told}");
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let folder = Folder::with("a.yaml", GOOD);
    folder.write("bad.yaml", b"\xff");
    folder.write("c.yaml", GOOD.replace("summit-summary/1", "summit-summary/9"));
    let (status, out, told) = folder.outcome(&[
        "validate", "--format", "json", "a.yaml", "bad.yaml", "c.yaml", "d.yaml",
    ]);
    assert_eq!(status, Some(2));
    assert_eq!(told.lines().count(), 2, "{told}");
    let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(report["summary"]["files"], 2);
    assert_eq!(report["findings"][0]["record"]["path"], "c.yaml");
    assert_eq!(report["failed"][0]["path"], "bad.yaml");
    assert_eq!(report["failed"][1]["path"], "d.yaml");
}

#[test]
fn the_size_limit_is_told_and_can_be_raised() {
    let folder = Folder::with("a.yaml", GOOD);
    assert_cmd_snapshot!(
        "too_large",
        folder.run(&["validate", "--max-size", "100", "a.yaml"])
    );
    let length = GOOD.len().to_string();
    assert_eq!(
        folder.outcome(&["validate", "--max-size", &length, "a.yaml"]).0,
        Some(0)
    );
    let (status, _, told) = folder.outcome(&["validate", "--max-size", "64miles", "a.yaml"]);
    assert_eq!(status, Some(2));
    assert!(told.contains("`miles` is no unit"), "{told}");
}

#[test]
fn the_limit_of_16_mib_holds_for_the_reader_of_yaml_as_well() {
    let folder = Folder::with("a.yaml", format!("{GOOD}#{}\n", "x".repeat(17 << 20)));
    assert_eq!(folder.outcome(&["validate", "a.yaml"]).0, Some(2));
    let (status, out, told) = folder.outcome(&["validate", "--max-size", "32MiB", "a.yaml"]);
    assert_eq!((status, told.as_str()), (Some(0), ""), "{out}");
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let folder = Folder::with("a.txt", TALKS);
    folder.write("marked/a.txt", format!("\u{feff}{TALKS}"));
    let plain = folder.outcome(&["extract", "a.txt"]);
    assert_eq!(plain.0, Some(0));
    let (status, out, told) = folder.outcome(&["extract", "marked/a.txt"]);
    assert_eq!((status, out.replace("marked/", ""), told), plain);
    folder.write("b.yaml", format!("\u{feff}{}", GOOD.replace("/1", "/9")));
    let (_, out, _) = folder.outcome(&["validate", "--format", "concise", "b.yaml"]);
    assert!(out.starts_with("b.yaml:1:9: error"), "{out}");
}

#[test]
fn crlf_lines_keep_their_two_characters() {
    let text =
        "Dateline.\r\n\r\nPresident Ana Berg of Norway met Prime Minister Juan Ruiz of Chile in Oslo.\r\n";
    let folder = Folder::with("a.txt", text);
    let (status, out, _) = folder.outcome(&["extract", "--format", "json", "a.txt"]);
    assert_eq!(status, Some(0));
    let record: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let evidence = &record["participants"][0]["evidence"][0];
    let start = usize::try_from(evidence["start"].as_u64().expect("a number")).expect("small");
    let exact = evidence["exact"].as_str().expect("text");
    assert!(text[start..].starts_with(exact), "{evidence}");
}

#[test]
fn a_nul_in_a_source_is_a_character_like_others() {
    let folder = Folder::with("a.txt", format!("\0\0{TALKS}"));
    let (status, out, told) = folder.outcome(&["extract", "--format", "json", "a.txt"]);
    assert_eq!((status, told.as_str()), (Some(0), ""));
    let record: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let start = &record["participants"][0]["evidence"][0]["start"];
    assert!(start.as_u64().expect("a number") >= 2, "{start}");
}

#[test]
fn a_nul_in_yaml_is_a_finding_with_its_place() {
    let folder = Folder::with("a.yaml", GOOD.replace("id: talks", "id: ta\0lks"));
    let (status, out, _) = folder.outcome(&["validate", "--format", "concise", "a.yaml"]);
    assert_eq!(status, Some(1));
    assert!(out.starts_with("a.yaml:3:"), "{out}");
}

#[test]
fn standard_input_is_read() {
    let text = GOOD.replace("kind: talks", "kind: tlaks");
    let (status, out, _) = Folder::new().outcome_of(&["validate", "--format", "concise", "-"], &text);
    assert_eq!(status, Some(1));
    assert!(
        out.starts_with("<stdin>:5:9: error[schema/unknown-value]"),
        "{out}"
    );
}

#[test]
fn folders_are_read_as_git_sees_them_in_a_stable_order() {
    let folder = Folder::with("b.yml", GOOD);
    folder.write("a/z.yaml", GOOD);
    folder.write("a/ignored.yaml", GOOD);
    folder.write("a/.gitignore", "ignored.yaml\n");
    folder.write(".hidden.yaml", GOOD);
    folder.write(".git/config.yaml", GOOD);
    folder.write("D.YAML", GOOD);
    folder.write("notes.txt", TALKS);
    folder.write("c.json", "{}");
    let (_, out, _) = folder.outcome(&["validate", "--format", "junit", "."]);
    let suites: Vec<&str> = out
        .lines()
        .filter_map(|line| line.trim().strip_prefix("<testsuite name=\""))
        .filter_map(|line| line.split('"').next())
        .collect();
    assert_eq!(suites, [".hidden.yaml", "D.YAML", "a/z.yaml", "b.yml", "c.json"]);
    // One that is named is read, whatever git thinks of it.
    assert_eq!(folder.outcome(&["validate", "a/ignored.yaml"]).0, Some(0));
}

#[test]
fn what_is_named_several_times_is_read_once() {
    let folder = Folder::with("a.yaml", GOOD);
    folder.write("b.yaml", GOOD);
    let arguments = ["validate", "b.yaml", "-", ".", "./b.yaml", "-", "a.yaml"];
    let (status, out, told) = folder.outcome_of(&arguments, GOOD);
    assert_eq!((status, told.as_str()), (Some(0), ""));
    assert_eq!(out, "all is well: no findings in 3 files\n");
}

#[cfg(unix)]
#[test]
fn what_cannot_be_walked_is_named_once() {
    let folder = Folder::with("a/b.yaml", GOOD);
    std::os::unix::fs::symlink("loop", folder.path("loop")).expect("linked");
    let closed = folder.path("closed");
    std::fs::create_dir(&closed).expect("a folder");
    let mode = std::os::unix::fs::PermissionsExt::from_mode;
    std::fs::set_permissions(&closed, mode(0o000)).expect("set");
    let (status, _, told) = folder.outcome(&["validate", "."]);
    let open = std::fs::read_dir(&closed).is_ok();
    std::fs::set_permissions(&closed, mode(0o700)).expect("set");
    // Whoever may read everything is refused nothing.
    if open {
        assert_eq!((status, told.as_str()), (Some(0), ""));
        return;
    }
    assert_eq!(status, Some(2));
    assert_eq!(
        told,
        "rapporteur: ./closed: cannot be read: Permission denied (os error 13)\n"
    );
}
