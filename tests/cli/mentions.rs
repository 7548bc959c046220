//! `mentions`.

use insta_cmd::assert_cmd_snapshot;

use super::Folder;

const TEXT: &str = "President Ana Berg of Norway said the EU would lend over $12 billion by 2027, \
up to 5 percent of it next year.\n";

#[test]
fn a_table_for_readers() {
    let folder = Folder::with("talks.txt", TEXT);
    assert_cmd_snapshot!("mentions_human", folder.run(&["mentions", "talks.txt"]));
}

#[test]
fn json_for_programs_with_dates_that_count_from_the_day_of_publication() {
    let folder = Folder::with("talks.txt", TEXT);
    let published = [
        "mentions",
        "--format",
        "json",
        "--published",
        "2025-12-20",
        "talks.txt",
    ];
    assert_cmd_snapshot!("mentions_json", folder.run(&published));
}

#[test]
fn a_day_that_is_none_is_refused() {
    let folder = Folder::with("talks.txt", TEXT);
    let (status, out, told) = folder.outcome(&["mentions", "--published", "20.12.2025", "talks.txt"]);
    assert_eq!((status, out.as_str()), (Some(2), ""));
    assert!(told.contains("20.12.2025"), "{told}");
}

#[test]
fn hidden_characters_are_shown_as_such() {
    let folder = Folder::with("talks.txt", "They signed \"A\u{202e}B\u{1b}[31m\".\n");
    let (status, out, _) = folder.outcome(&["mentions", "talks.txt"]);
    assert_eq!(status, Some(0));
    assert!(out.contains("A\\u{202e}B\\u{1b}[31m"), "{out:?}");
    assert!(!out.contains(['\u{202e}', '\u{1b}']), "{out:?}");
}

#[test]
fn a_text_that_cannot_be_read_is_status_2_and_the_others_are_listed() {
    let folder = Folder::with("talks.txt", TEXT);
    let (status, out, told) = folder.outcome(&["mentions", "gone.txt", "talks.txt"]);
    assert_eq!(status, Some(2));
    assert!(out.contains("Norway"), "{out}");
    assert!(told.contains("gone.txt"), "{told}");
}
