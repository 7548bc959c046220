//! `report`: pages with the evidence, as far as no browser is needed to see them.

use std::fs;

use super::{Folder, GOOD};

const TEXT: &str = "The leaders of Japan and Uzbekistan held talks.\n";

fn folder() -> Folder {
    let folder = Folder::with("talks.yaml", GOOD);
    folder.write("talks.txt", TEXT);
    folder
}

#[test]
fn a_page_goes_to_standard_output_or_to_a_file() {
    let folder = folder();
    let (status, page, told) = folder.outcome(&["report", "talks.yaml"]);
    assert_eq!((status, told.as_str()), (Some(0), ""));
    assert!(
        page.starts_with("<!doctype html>") && page.ends_with("</html>\n"),
        "{page}"
    );
    let (status, out, told) = folder.outcome(&["report", "talks.yaml", "-o", "talks.html"]);
    assert_eq!((status, out.as_str(), told.as_str()), (Some(0), "", ""));
    assert_eq!(folder.read("talks.html"), page);
}

#[test]
fn nothing_is_written_over_unasked() {
    let folder = folder();
    folder.write("talks.html", "mine");
    let (status, _, told) = folder.outcome(&["report", "talks.yaml", "-o", "talks.html"]);
    assert_eq!(status, Some(2));
    assert!(told.contains("exists already"), "{told}");
    assert_eq!(folder.read("talks.html"), "mine");
    assert_eq!(
        folder
            .outcome(&["report", "talks.yaml", "-o", "talks.html", "--force"])
            .0,
        Some(0)
    );
    assert_ne!(folder.read("talks.html"), "mine");
    folder.write("pages/notes.md", "mine");
    assert_eq!(
        folder.outcome(&["report", "talks.yaml", "-o", "pages"]).0,
        Some(2)
    );
    assert_eq!(fs::read_dir(folder.path("pages")).expect("listed").count(), 1);
    assert_eq!(
        folder
            .outcome(&["report", "talks.yaml", "-o", "pages", "--force"])
            .0,
        Some(0)
    );
    assert_eq!(folder.read("pages/notes.md"), "mine");
}

#[test]
fn several_cases_make_one_page_or_a_folder_with_an_index() {
    let folder = folder();
    folder.write("Other Talks.yaml", GOOD);
    folder.write("Other Talks.txt", TEXT);
    let (status, page, _) = folder.outcome(&["report", "."]);
    assert_eq!(status, Some(0));
    assert_eq!(page.matches("<article").count(), 2);
    assert_eq!(page.matches("id=\"c1f1\"").count(), 1);
    let (status, _, told) = folder.outcome(&["report", ".", "-o", "pages"]);
    assert_eq!((status, told.as_str()), (Some(0), ""));
    let index = folder.read("pages/index.html");
    for name in ["other-talks.html", "talks.html"] {
        assert!(index.contains(&format!("href=\"{name}\"")), "{index}");
        assert!(
            folder
                .read(&format!("pages/{name}"))
                .contains("href=\"index.html\"")
        );
    }
}

#[test]
fn a_case_that_cannot_be_shown_is_told_and_the_others_are_written() {
    let folder = folder();
    folder.write("broken.yaml", "a: [1\n");
    folder.write("broken.txt", TEXT);
    let (status, _, _) = folder.outcome(&["report", ".", "-o", "pages"]);
    assert_eq!(status, Some(2));
    assert!(folder.read("pages/index.html").contains("broken.yaml:"));
    assert!(folder.read("pages/broken.html").contains("It cannot be shown"));
    assert!(folder.read("pages/talks.html").contains("<article"));
}

#[test]
fn the_source_may_stand_elsewhere_or_nowhere() {
    let folder = Folder::with("talks.yaml", GOOD);
    folder.write("texts/readout.txt", TEXT);
    let (status, page, _) = folder.outcome(&["report", "talks.yaml", "--source", "texts/readout.txt"]);
    assert_eq!(status, Some(0));
    assert!(page.contains("<mark"), "{page}");
    let (status, page, _) = folder.outcome(&["report", "talks.yaml"]);
    assert_eq!(status, Some(0));
    assert!(
        page.contains("has no source at hand") && !page.contains("<mark"),
        "{page}"
    );
}

#[test]
fn a_text_alone_is_read_first() {
    let folder = Folder::with("call.txt", super::TALKS);
    let (status, page, told) = folder.outcome(&["report", "call.txt"]);
    assert_eq!((status, told.as_str()), (Some(0), ""));
    assert!(page.contains("Ana Berg</bdi>"), "{page}");
}

#[test]
fn markup_of_documents_is_text() {
    let folder = Folder::with(
        "talks.yaml",
        GOOD.replace("name: Japan", "name: '</style><script>x()</script>'"),
    );
    folder.write(
        "talks.txt",
        format!("{TEXT}<script>y()</script> \u{202e}z \u{1b}[31m\n"),
    );
    let (_, page, _) = folder.outcome(&["report", "talks.yaml", "--title", "<script>z()</script>"]);
    assert_eq!(page.matches("<script>").count(), 1, "its own");
    assert_eq!(page.matches("</style>").count(), 2, "its own");
    assert!(!page.contains(['\u{202e}', '\u{1b}']));
    assert!(page.contains("\\u{202e}z \\u{1b}[31m"), "{page}");
}

#[test]
fn the_colours_and_names_are_those_of_any_schema() {
    let schema = r#"{"properties": {
        "deals": {"title": "What was sold", "items": {"properties": {
            "worth": {"title": "Its worth", "grounding": {"as": "phrase"}},
            "said": {"grounding": {"as": "evidence"}}}}}}}"#;
    let folder = Folder::with("own.schema.json", schema);
    folder.write(
        "sale.yaml",
        "# yaml-language-server: $schema=own.schema.json\ndeals:\n  - worth: ten euros\n    said: sold for ten euros\n",
    );
    folder.write("sale.txt", "It was sold for ten euros.\n");
    let (status, page, _) = folder.outcome(&["report", "sale.yaml"]);
    assert_eq!(status, Some(0));
    for part in ["What was sold", "Its worth", ">sold for ten euros</mark>"] {
        assert!(page.contains(part), "{part} in {page}");
    }
}

#[test]
fn a_record_that_is_named_is_shown_though_no_suite_has_it() {
    let folder = folder();
    folder.write("rapporteur.toml", "[suite]\ncases = [\"others\"]\n");
    folder.write("others/call.txt", super::TALKS);
    assert_eq!(folder.outcome(&["report", "talks.yaml"]).0, Some(0));
    let (status, _, told) = folder.outcome(&["report", "-"]);
    assert_eq!(status, Some(2));
    assert!(told.contains("standard input is no case"), "{told}");
}

#[test]
fn old_versions_may_stand_in_a_folder() {
    let folder = folder();
    folder.write("now/talks.yaml", GOOD.replace("kind: talks", "kind: meeting"));
    folder.write("now/talks.txt", TEXT);
    folder.write("now/new.yaml", GOOD);
    folder.write("now/new.txt", TEXT);
    folder.write("before/talks.yaml", GOOD);
    let (status, _, told) = folder.outcome(&["report", "now", "--old", "before", "-o", "pages"]);
    assert_eq!((status, told.as_str()), (Some(0), ""));
    assert!(
        folder
            .read("pages/talks.html")
            .contains("<ins><bdi>meeting</bdi></ins>")
    );
    assert!(!folder.read("pages/new.html").contains("What changed"));
    let (status, page, _) = folder.outcome(&["report", "now/talks.yaml", "--old", "gone.yaml"]);
    assert_eq!(status, Some(2));
    assert!(page.contains("gone.yaml: there is no such file"), "{page}");
}

#[test]
fn a_kill_matrix_stands_on_the_index_and_on_no_case() {
    let folder = folder();
    let (status, kills, _) =
        folder.outcome(&["mutate", "talks.yaml", "--per-field", "1", "--format", "json"]);
    assert_eq!(status, Some(0));
    folder.write("kills.json", &kills);
    let (status, _, told) = folder.outcome(&[
        "report",
        "talks.yaml",
        "--kill-matrix",
        "kills.json",
        "-o",
        "pages",
    ]);
    assert_eq!((status, told.as_str()), (Some(0), ""));
    let json: serde_json::Value = serde_json::from_str(&kills).expect("JSON");
    let total = &json["total"];
    let told = format!(
        "{} of {}</b> mutants of 1 record",
        total["caught"],
        total["caught"].as_u64().unwrap_or(0) + total["missed"].as_u64().unwrap_or(0)
    );
    let index = folder.read("pages/index.html");
    assert!(index.contains(&told), "{told} in {index}");
    assert!(!folder.read("pages/talks.html").contains("mutants"));
    let (status, page, _) = folder.outcome(&["report", "talks.yaml", "--kill-matrix", "kills.json"]);
    assert_eq!(status, Some(0));
    assert!(page.contains(&told), "{page}");
}

#[test]
fn what_is_no_kill_matrix_is_told_before_anything_is_written() {
    let folder = folder();
    for (name, text) in [("broken.json", "{"), ("other.json", "{\"gate\": 1}")] {
        folder.write(name, text);
        let (status, _, told) =
            folder.outcome(&["report", "talks.yaml", "--kill-matrix", name, "-o", "talks.html"]);
        assert_eq!(status, Some(2));
        assert!(
            told.contains(name) && told.contains("it is no kill matrix"),
            "{told}"
        );
    }
    let (status, _, told) = folder.outcome(&[
        "report",
        "talks.yaml",
        "--kill-matrix",
        "gone.json",
        "-o",
        "talks.html",
    ]);
    assert_eq!(status, Some(2));
    assert!(told.contains("gone.json: there is no such file"), "{told}");
    assert!(!folder.path("talks.html").exists());
}
