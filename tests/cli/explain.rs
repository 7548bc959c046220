//! `explain` and `schema`.

use insta_cmd::assert_cmd_snapshot;

use super::Folder;

#[test]
fn a_code_is_explained() {
    assert_cmd_snapshot!("explain", Folder::new().run(&["explain", "schema/unknown-key"]));
}

#[test]
fn the_part_after_the_slash_is_enough() {
    let folder = Folder::new();
    let whole = folder.outcome(&["explain", "schema/unknown-key"]);
    assert_eq!(folder.outcome(&["explain", "unknown-key"]), whole);
}

#[test]
fn an_unknown_code_is_status_2_and_says_where_they_are_listed() {
    assert_cmd_snapshot!(
        "explain_unknown",
        Folder::new().run(&["explain", "schema/unknown\u{1b}[1m"])
    );
}

#[test]
fn the_list_has_every_code_with_its_severity() {
    let (status, out, _) = Folder::new().outcome(&["explain", "--list"]);
    assert_eq!(status, Some(0));
    for code in rapporteur::finding::codes::ALL {
        let line = out.lines().find(|line| line.split(' ').next() == Some(code.name));
        let line = line.unwrap_or_default();
        assert!(
            line.contains(code.severity.as_str()) && line.ends_with(code.title),
            "{line}"
        );
    }
}

#[test]
fn the_schema_is_printed_as_it_is() {
    let (status, out, _) = Folder::new().outcome(&["schema"]);
    assert_eq!(status, Some(0));
    assert_eq!(out, rapporteur::schema::BUILT_IN);
}

#[test]
fn case_does_not_count_and_near_codes_are_told() {
    let folder = Folder::new();
    let whole = folder.outcome(&["explain", "schema/unknown-key"]);
    assert_eq!(folder.outcome(&["explain", "Schema/Unknown-Key"]), whole);
    assert_eq!(folder.outcome(&["explain", "UNKNOWN-KEY"]), whole);
    let told = |name| folder.outcome(&["explain", name]).2;
    assert!(
        told("unkown-key").contains("near to it are `schema/unknown-key`"),
        "{}",
        told("unkown-key")
    );
    assert!(!told("weather").contains("near"), "{}", told("weather"));
    assert!(!told(&"x".repeat(100_000)).contains("near"));
}
