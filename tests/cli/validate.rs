//! `validate`: each exit status, each format, schemas, mending.

use insta_cmd::assert_cmd_snapshot;

use super::{Folder, GOOD};

#[test]
fn a_good_record_is_status_0() {
    let folder = Folder::with("a.yaml", GOOD);
    assert_cmd_snapshot!("validate_good", folder.run(&["validate", "a.yaml"]));
}

#[test]
fn a_bad_record_is_status_1() {
    let folder = Folder::with("a.yaml", GOOD.replace("  kind: talks", "  kind: tlaks"));
    assert_cmd_snapshot!("validate_bad", folder.run(&["validate", "a.yaml"]));
}

#[test]
fn a_warning_fails_only_where_strict() {
    let folder = Folder::with("a.yaml", GOOD.replace("name: Japan", "name: NO"));
    let (status, out, _) = folder.outcome(&["validate", "--format", "concise", "a.yaml"]);
    assert_eq!(status, Some(0));
    assert!(
        out.starts_with("a.yaml:8:11: warning[yaml/ambiguous-scalar]"),
        "{out}"
    );
    assert_eq!(folder.outcome(&["validate", "--strict", "a.yaml"]).0, Some(1));
}

#[test]
fn every_format_is_written() {
    let folder = Folder::with("a.yaml", GOOD.replace("  kind: talks", "  kind: tlaks"));
    let starts = [
        ("human", "error[schema/unknown-value]: "),
        ("concise", "a.yaml:5:9: error[schema/unknown-value] "),
        ("json", "{\n  \"findings\": ["),
        ("sarif", "{\n  \"$schema\": "),
        ("junit", "<?xml "),
        (
            "github",
            "::error file=a.yaml,line=5,col=9,endColumn=14,title=schema/unknown-value::",
        ),
        ("gitlab", "[\n  {\n    \"description\": "),
        ("markdown", "### 1 error in 1 file\n"),
    ];
    for (format, start) in starts {
        let (status, out, told) = folder.outcome(&["validate", "--format", format, "a.yaml"]);
        assert_eq!((status, told.as_str()), (Some(1), ""), "{format}");
        assert!(out.starts_with(start), "{format}: {out}");
    }
}

#[test]
fn paths_are_relative_for_other_programs() {
    let folder = Folder::with("records/a.yaml", GOOD.replace("/1", "/9"));
    let absolute = folder.path("records/a.yaml");
    let absolute = absolute.canonicalize().expect("there");
    let absolute = absolute.to_str().expect("UTF-8");
    let (_, out, _) = folder.outcome(&["validate", "--format", "github", absolute]);
    assert!(out.starts_with("::error file=records/a.yaml,line=1,"), "{out}");
    let (_, out, _) = folder.outcome(&["validate", "--format", "sarif", absolute]);
    assert!(out.contains("\"uri\": \"records/a.yaml\""), "{out}");
}

/// A record with one slip that is safe to mend, and one that is not.
fn slips() -> String {
    GOOD.replace("  kind: talks", "  kind: tlaks")
        .replace("summit-summary/1", "other/7")
}

#[test]
fn fix_mends_what_is_safe_and_reports_the_rest() {
    let text = slips().replace('\n', "\r\n");
    let folder = Folder::with("a.yaml", format!("\u{feff}# kept\r\n{text}"));
    let arguments = ["validate", "--format", "concise", "--fix", "a.yaml"];
    let (status, out, told) = folder.outcome(&arguments);
    assert_eq!((status, told.as_str()), (Some(1), ""));
    assert!(out.contains("a.yaml:2:9: error[schema/unknown-value]"), "{out}");
    assert_eq!(out.lines().count(), 1, "{out}");
    let mended = folder.read("a.yaml");
    let expected = text.replace("tlaks", "talks");
    assert_eq!(mended, format!("\u{feff}# kept\r\n{expected}"));
    // A second time changes nothing.
    assert_eq!(folder.outcome(&arguments), (status, out, told));
    assert_eq!(folder.read("a.yaml"), mended);
}

#[test]
fn diff_shows_what_fix_would_do_and_does_nothing() {
    let folder = Folder::with("a.yaml", slips());
    assert_cmd_snapshot!("validate_diff", folder.run(&["validate", "--diff", "a.yaml"]));
    assert_eq!(folder.read("a.yaml"), slips());
}

#[test]
fn standard_input_cannot_be_mended_in_place() {
    let (status, _, told) = Folder::new().outcome_of(&["validate", "--fix", "-"], &slips());
    assert_eq!(status, Some(2));
    assert!(told.contains("--diff shows what it would change"), "{told}");
    let (status, out, told) = Folder::new().outcome_of(&["validate", "--diff", "-"], &slips());
    assert_eq!((status, told.as_str()), (Some(1), ""));
    assert!(out.contains("+  kind: talks\n"), "{out}");
}

const TINY: &str = "{\"type\": \"object\", \"required\": [\"ok\"]}";

#[test]
fn the_schema_is_the_one_named_first() {
    let folder = Folder::with("schemas/tiny.json", TINY);
    folder.write("schemas/any.json", "{}");
    let concise = |arguments: &[&str]| {
        let (_, out, told) = folder.outcome(&[&["validate", "--format", "concise"], arguments].concat());
        assert_eq!(told, "");
        out
    };
    let missing = "error[schema/missing-key]";
    folder.write(
        "r/modeline.yaml",
        "# yaml-language-server: $schema=../schemas/tiny.json\na: 1\n",
    );
    assert!(concise(&["r/modeline.yaml"]).contains(missing));
    assert_eq!(concise(&["--schema", "schemas/any.json", "r/modeline.yaml"]), "");
    folder.write("r/key.yaml", "$schema: ../schemas/tiny.json\na: 1\n");
    assert!(concise(&["r/key.yaml"]).contains(missing));
    folder.write(
        "r/both.yaml",
        "# yaml-language-server: $schema=../schemas/any.json\n$schema: ../schemas/tiny.json\na: 1\n",
    );
    assert_eq!(concise(&["r/both.yaml"]), "");
    folder.write("r/none.yaml", "ok: 1\n");
    assert!(concise(&["r/none.yaml"]).contains("error[schema/"));
    assert_eq!(concise(&["--schema", "schemas/tiny.json", "r/none.yaml"]), "");
}

#[test]
fn a_schema_that_cannot_be_had_is_named_and_nothing_is_fetched() {
    let folder = Folder::with(
        "a.yaml",
        "# yaml-language-server: $schema=https://example.org/s.json\na: 1\n",
    );
    assert_cmd_snapshot!("schema_remote", folder.run(&["validate", "a.yaml"]));
    folder.write("a.yaml", "# yaml-language-server: $schema=none.json\na: 1\n");
    let (status, out, told) = folder.outcome(&["validate", "--format", "concise", "a.yaml"]);
    assert_eq!((status, told.as_str()), (Some(1), ""));
    assert!(
        out.starts_with("a.yaml:1:33: error[schema/no-schema]") && out.contains("none.json"),
        "{out}"
    );
}

#[test]
fn a_file_that_is_no_schema_is_not_quoted() {
    let folder = Folder::with("a.yaml", "# yaml-language-server: $schema=passwords\na: 1\n");
    folder.write("passwords", "root secret\nsecret root\n".repeat(500));
    let (status, out, told) = folder.outcome(&["validate", "a.yaml"]);
    assert_eq!((status, told.as_str()), (Some(1), ""));
    assert!(out.contains("`passwords` is no JSON Schema: it is text"), "{out}");
    assert!(!out.contains("secret"), "{out}");
    folder.write("passwords", format!("type: {}\n", "secret".repeat(500)));
    let (_, out, _) = folder.outcome(&["validate", "a.yaml"]);
    assert!(out.contains("is no JSON Schema: /type: "), "{out}");
    assert!(!out.contains("secret"), "{out}");
}

#[test]
fn an_address_is_no_schema_that_can_be_had() {
    let folder = Folder::with("a.yaml", GOOD);
    let (status, out, told) =
        folder.outcome(&["validate", "--schema", "https://example.org/s.json", "a.yaml"]);
    assert_eq!((status, out.as_str()), (Some(2), ""));
    assert_eq!(
        told,
        "rapporteur: --schema https://example.org/s.json: nothing is fetched; name a local file\n"
    );
}

/// To `patch`, and to git, a carriage return by itself ends no line.
#[test]
fn a_diff_of_carriage_returns_has_whole_lines() {
    let folder = Folder::with("a.yaml", "a: NO\rb: NO\r");
    folder.write("s.json", "{}");
    let (_, out, told) = folder.outcome(&["validate", "--schema", "s.json", "--diff", "a.yaml"]);
    assert_eq!(told, "");
    assert_eq!(
        out,
        "--- a.yaml\n+++ a.yaml\n@@ -1 +1 @@\n-a: NO\rb: NO\r\n\\ No newline at end of file\n\
         +a: \"NO\"\rb: \"NO\"\r\n\\ No newline at end of file\n"
    );
}

#[cfg(unix)]
#[test]
fn a_name_with_a_line_break_is_quoted_in_a_diff() {
    let folder = Folder::with("a\n+++ b.yaml", slips());
    let (_, out, _) = folder.outcome(&["validate", "--diff", "a\n+++ b.yaml"]);
    assert!(
        out.starts_with("--- \"a\\n+++ b.yaml\"\n+++ \"a\\n+++ b.yaml\"\n@@ "),
        "{out}"
    );
}

#[test]
fn a_file_that_is_read_only_is_not_mended() {
    let folder = Folder::with("a.yaml", slips());
    let path = folder.path("a.yaml");
    let mut permissions = std::fs::metadata(&path).expect("there").permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).expect("set");
    let (status, _, told) = folder.outcome(&["validate", "--fix", "a.yaml"]);
    assert_eq!(status, Some(2));
    assert_eq!(
        told,
        "rapporteur: a.yaml: cannot be written: it is read-only, and is left as it is\n"
    );
    assert_eq!(folder.read("a.yaml"), slips());
}
