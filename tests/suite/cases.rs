//! Which files are cases.

use rapporteur::suite::Suite;

use super::{Folder, RECORD, TEXT, run, told};

#[test]
fn pairs_records_with_a_source_and_folders_are_cases() {
    let named = RECORD.replace("id: talks", "id: talks\n  path: ../texts/far.txt");
    let folder = Folder::with(&[
        ("pair.txt", TEXT),
        ("pair.yaml", RECORD),
        ("pair.approved.yaml", RECORD),
        ("json.txt", TEXT),
        ("json.json", "{}"),
        ("alone.txt", TEXT),
        ("records/far.yml", &named),
        ("texts/far.txt", TEXT),
        ("folder/source.txt", TEXT),
        ("folder/record.yaml", RECORD),
        ("folder/approved.yml", RECORD),
        ("folder/more.txt", TEXT),
        ("notes.md", "no case"),
    ]);
    assert_eq!(
        folder.names(),
        ["alone", "folder", "folder/more", "json", "pair", "records/far"],
        "the source of a record elsewhere is no case of its own"
    );
    let suite = folder.suite();
    let of = |name: &str| {
        suite
            .cases()
            .iter()
            .find(|case| case.name == name)
            .expect("a case")
    };
    assert_eq!(of("folder").approved, Some(folder.path("folder/approved.yml")));
    assert_eq!(of("folder").record, Some(folder.path("folder/record.yaml")));
    assert_eq!(of("pair").approved, Some(folder.path("pair.approved.yaml")));
    assert_eq!(of("json").approved, None);
    assert_eq!(of("json").approved_path, folder.path("json.approved.yaml"));
    assert_eq!(
        of("folder/more").approved_path,
        folder.path("folder/more.approved.yaml")
    );
    assert_eq!(
        of("records/far").source,
        Some(folder.path("records/../texts/far.txt"))
    );
    assert_eq!(of("alone").record, None);
}

#[test]
fn no_file_escapes() {
    let folder = Folder::with(&[("lost.yaml", RECORD), ("gone.approved.yaml", RECORD)]);
    let result = run(&folder.suite());
    let faults: Vec<String> = result.cases.iter().flat_map(told).collect();
    assert_eq!(faults.len(), 2, "{faults:?}");
    for (fault, name) in faults.iter().zip(["gone.approved.yaml", "lost.yaml"]) {
        assert!(
            fault.contains(&format!("{name}: names no source under `source.path`")),
            "{fault}"
        );
    }
}

#[test]
fn a_record_whose_source_is_gone_fails() {
    let named = RECORD.replace("id: talks", "id: talks\n  path: gone.txt");
    let folder = Folder::with(&[("talks.yaml", &named)]);
    let told = told(&folder.only_case());
    assert!(told[0].ends_with("gone.txt: there is no such file"), "{told:?}");
}

#[test]
fn what_git_ignores_is_no_case() {
    let folder = Folder::talks();
    folder.write("target/other.txt", TEXT);
    folder.write(".gitignore", "target\n");
    assert_eq!(folder.names(), ["talks"]);
}

#[test]
fn two_records_of_one_text_are_refused() {
    let folder = Folder::talks();
    folder.write("talks.json", "{}");
    assert_eq!(
        folder.error(),
        "talks.json and talks.yaml are both the record of the case `talks`"
    );
}

#[test]
fn a_file_stands_for_its_case() {
    let folder = Folder::talks();
    folder.write("other.txt", TEXT);
    for file in ["talks.txt", "talks.yaml"] {
        let suite = Suite::load(folder.path(file)).expect("a suite");
        let names: Vec<&str> = suite.cases().iter().map(|case| case.name.as_str()).collect();
        assert_eq!(names, ["talks"], "{file}");
    }
}

#[test]
fn a_folder_without_a_case_and_one_that_is_not_there_are_told() {
    let folder = Folder::with(&[("notes.md", "no case")]);
    assert!(
        folder
            .error()
            .ends_with("there is no case: no text and no record")
    );
    let gone = Suite::load(folder.path("gone"))
        .expect_err("it is not there")
        .to_string();
    assert!(gone.contains("gone: "), "{gone}");
}

#[test]
fn a_record_that_names_its_source_means_that_one() {
    let naming = |path: &str| RECORD.replace("id: talks\n", &format!("id: talks\n  path: {path}\n"));
    let folder = Folder::with(&[("talks.txt", "Another text."), ("texts/talks.txt", TEXT)]);
    folder.write("talks.yaml", &naming("texts/talks.txt"));
    assert_eq!(folder.names(), ["talks"]);
    assert_eq!(told(&folder.extracting(RECORD)), [""; 0]);
    folder.write("talks.yaml", &naming("gone.txt"));
    let suite = folder.suite();
    let gone = suite
        .cases()
        .iter()
        .find(|case| case.name == "talks")
        .expect("a case");
    assert_eq!(gone.source.as_deref(), Some(&*folder.path("gone.txt")));
}
