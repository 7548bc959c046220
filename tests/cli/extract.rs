//! `extract`.

use std::process::Stdio;

use insta_cmd::assert_cmd_snapshot;

use super::{Folder, TALKS, rapporteur};

#[test]
fn one_text_gives_one_record() {
    let folder = Folder::with("talks.txt", TALKS);
    assert_cmd_snapshot!("extract_yaml", folder.run(&["extract", "talks.txt"]));
    assert_cmd_snapshot!(
        "extract_json",
        folder.run(&["extract", "--format", "json", "talks.txt"])
    );
}

#[test]
fn reasons_are_given_for_every_object() {
    let folder = Folder::with("talks.txt", format!("{TALKS}They agreed to open a port.\n"));
    assert_cmd_snapshot!(
        "extract_explain",
        folder.run(&["extract", "--explain", "talks.txt"])
    );
    let (status, out, _) = folder.outcome(&["extract", "--explain", "--format", "json", "talks.txt"]);
    assert_eq!(status, Some(0));
    let reasons: Vec<serde_json::Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let (_, record, _) = folder.outcome(&["extract", "--format", "json", "talks.txt"]);
    let record: serde_json::Value = serde_json::from_str(&record).expect("JSON");
    for reason in &reasons {
        let pointer = reason["pointer"].as_str().expect("a pointer");
        assert!(record.pointer(pointer).is_some(), "{pointer}");
    }
    let outcome = reasons.iter().find(|reason| reason["pointer"] == "/outcomes/0");
    assert_eq!(outcome.expect("an outcome")["cues"][1]["exact"], "agreed to");
}

#[test]
fn reasons_of_several_texts_stand_in_one_list() {
    let folder = Folder::with("a.txt", TALKS);
    folder.write("b.txt", "Nothing of the kind.\n");
    folder.write("c.txt", TALKS);
    let (status, out, told) =
        folder.outcome(&["extract", "--explain", "-o", "why.txt", "a.txt", "b.txt", "c.txt"]);
    assert_eq!((status, out.as_str()), (Some(2), ""));
    assert!(told.contains("b.txt"), "{told}");
    let why = folder.read("why.txt");
    assert!(
        why.contains("a.txt:/parties/0") && why.contains("c.txt:/parties/0"),
        "{why}"
    );
}

#[test]
fn several_texts_give_a_stream_that_validates() {
    let folder = Folder::with("a.txt", TALKS);
    folder.write("b.txt", TALKS.replace("Norway", "Sweden"));
    let (status, out, told) = folder.outcome(&["extract", ".", "--output", "all.yaml"]);
    assert_eq!((status, out.as_str(), told.as_str()), (Some(0), "", ""));
    let all = folder.read("all.yaml");
    assert_eq!(all.matches("\n---\n").count(), 1, "{all}");
    assert!(all.find("Norway") < all.find("Sweden"));
    let (status, out, _) = folder.outcome(&["validate", "--format", "json", "all.yaml"]);
    assert_eq!(status, Some(0), "{out}");
    assert!(out.contains("\"records\": 2"), "{out}");
}

#[test]
fn several_texts_in_json_give_a_line_each() {
    let folder = Folder::with("a.txt", TALKS);
    folder.write("b.txt", TALKS);
    let (status, out, _) = folder.outcome(&["extract", "--format", "json", "a.txt", "b.txt"]);
    assert_eq!(status, Some(0));
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 2);
    for line in lines {
        let record: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(record["record"], "summit-summary/1");
    }
}

#[test]
fn a_record_names_its_source_from_where_it_stands() {
    let folder = Folder::with("texts/a.txt", TALKS);
    folder.write("records/keep", "");
    let path = |arguments: &[&str], file: &str| {
        let (status, out, told) = folder.outcome(&[&["extract", "texts/a.txt"], arguments].concat());
        assert_eq!((status, told.as_str()), (Some(0), ""));
        let text = if file.is_empty() { out } else { folder.read(file) };
        let line = text.lines().find(|line| line.starts_with("  path: "));
        line.expect("a path").to_owned()
    };
    assert_eq!(path(&[], ""), "  path: texts/a.txt");
    assert_eq!(
        path(&["-o", "records/a.yaml"], "records/a.yaml"),
        "  path: \"../texts/a.txt\""
    );
    assert_eq!(path(&["-o", "texts/a.yaml"], "texts/a.yaml"), "  path: a.txt");
}

#[test]
fn a_text_without_parties_is_named_and_the_others_are_read() {
    let folder = Folder::with("a.txt", TALKS);
    folder.write("none.txt", "It rained.\n");
    let (status, out, told) = folder.outcome(&["extract", "none.txt", "a.txt"]);
    assert_eq!(status, Some(2));
    assert!(out.starts_with("record: summit-summary/1\n"), "{out}");
    assert!(told.starts_with("rapporteur: none.txt: "), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
}

#[test]
fn the_main_command_extracts_and_validates_the_seed() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut extract = rapporteur(root, &["extract", "seeds/uzbekistan-japan.txt"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command runs");
    let record = extract.stdout.take().expect("a pipe");
    let validate = rapporteur(root, &["validate", "-"])
        .stdin(record)
        .output()
        .expect("the command runs");
    assert_eq!(extract.wait().expect("it ends").code(), Some(0));
    assert_eq!(validate.status.code(), Some(0));
    assert_eq!(
        String::from_utf8_lossy(&validate.stdout),
        "all is well: no findings in 1 file\n"
    );
}

#[test]
fn a_record_in_a_file_has_a_path_to_an_absolute_source() {
    let folder = Folder::with("in/a.txt", TALKS);
    let source = folder.path("in/a.txt");
    let source = source.canonicalize().expect("there");
    let source = source.to_str().expect("UTF-8");
    std::fs::create_dir(folder.path("out")).expect("a folder");
    let (status, ..) = folder.outcome(&["extract", source, "-o", "out/x.yaml"]);
    assert_eq!(status, Some(0));
    let record = folder.read("out/x.yaml");
    assert!(record.contains("  path: \"../in/a.txt\"\n"), "{record}");
    // Nobody knows where a record on standard output will stand.
    let (_, record, _) = folder.outcome(&["extract", source]);
    assert!(!record.contains("  path: "), "{record}");
}

#[test]
fn the_id_of_a_source_keeps_its_letters() {
    let folder = Folder::with("Ünï Çödé — (1).txt", TALKS);
    let (_, record, _) = folder.outcome(&["extract", "Ünï Çödé — (1).txt"]);
    assert!(record.contains("  id: uni-code-1\n"), "{record}");
}
