//! `score`.

use insta_cmd::assert_cmd_snapshot;

use super::Folder;

/// A text, read by hand.
const TEXT: &str = "\
President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile in Oslo. They agreed to build a \
ferry port in Arica worth over $20 million.
";

/// What it says.
const GOLD: &str = "\
record: summit-summary/1
source:
  id: talks
event:
  kind: meeting
  place: {name: Oslo}
  evidence: President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile in Oslo
parties:
  - {name: Norway, code: NO, kind: state, evidence: President Ana Berg of Norway}
  - {name: Chile, code: CL, kind: state, evidence: Prime Minister Juan Ruiz of Chile}
participants:
  - {name: Ana Berg, role: President, party: NO, evidence: President Ana Berg of Norway}
  - {name: Juan Ruiz, role: Prime Minister, party: CL, evidence: Prime Minister Juan Ruiz of Chile}
figures:
  - value: 20000000
    kind: money
    unit: USD
    comparator: more_than
    evidence: worth over $20 million
";

/// The same with one party, a wrong office, a bound lost, and a body that the text does not name.
const GOT: &str = "\
record: summit-summary/1
source:
  id: talks
event:
  kind: talks
  evidence: Juan Ruiz of Chile in Oslo
parties:
  - {name: Norway, code: NO, kind: state, evidence: President Ana Berg of Norway}
participants:
  - {name: Ana Berg, role: Prime Minister, party: NO, evidence: President Ana Berg of Norway}
  - {name: Ruiz, role: Prime Minister, party: CL, evidence: ferry port in Arica}
organizations:
  - {name: World Bank, kind: financial_institution, evidence: the World Bank}
figures:
  - {value: 20000000, kind: money, unit: USD, evidence: over $20 million}
";

fn two_records() -> Folder {
    let folder = Folder::with("got.yaml", GOT);
    folder.write("gold.yaml", GOLD);
    folder.write("gold.txt", TEXT);
    folder
}

/// Two styles; of three records one is missing and one is right.
fn two_folders() -> Folder {
    let folder = Folder::with("got/palace-talks.yaml", GOLD);
    folder.write("got/wire-talks.yaml", GOT);
    for id in ["palace-talks", "palace-call", "wire-talks"] {
        folder.write(&format!("gold/{id}.yaml"), GOLD);
        folder.write(&format!("gold/{id}.txt"), TEXT);
    }
    folder
}

#[test]
fn two_records_with_details() {
    let folder = two_records();
    assert_cmd_snapshot!(
        "score_details",
        folder.run(&["score", "got.yaml", "gold.yaml", "--details"])
    );
}

#[test]
fn two_records_as_json() {
    let folder = two_records();
    let arguments = ["score", "got.yaml", "gold.yaml", "--format", "json", "--details"];
    assert_cmd_snapshot!("score_json", folder.run(&arguments));
}

#[test]
fn two_folders_by_style_as_markdown() {
    let folder = two_folders();
    let arguments = ["score", "got", "gold", "--by", "prefix", "--format", "markdown"];
    assert_cmd_snapshot!("score_markdown", folder.run(&arguments));
}

#[test]
fn a_style_is_told_by_prefix_folder_or_file() {
    let folder = two_folders();
    folder.write(
        "styles.tsv",
        "# told by hand\npalace-talks\tpalace\npalace-call\tpalace\nwire-talks\twire\n",
    );
    let styles = |arguments: &[&str]| -> Vec<String> {
        let all = [&["score", "--format", "json"], arguments].concat();
        let (status, out, told) = folder.outcome(&all);
        assert_eq!((status, told.as_str()), (Some(0), ""));
        let scores: serde_json::Value = serde_json::from_str(&out).expect("JSON");
        let styles = scores["styles"].as_object().expect("an object");
        styles
            .iter()
            .map(|(style, totals)| format!("{style} {}", totals["documents"]))
            .collect()
    };
    assert_eq!(styles(&["got", "gold"]), [""; 0]);
    let two = ["palace 2", "wire 1"];
    assert_eq!(styles(&["got", "gold", "--by", "prefix"]), two);
    assert_eq!(styles(&["got", "gold", "--styles", "styles.tsv"]), two);
    for (id, style) in [
        ("palace-talks", "palace"),
        ("palace-call", "palace"),
        ("wire-talks", "wire"),
    ] {
        folder.write(&format!("by-style/{style}/{id}.yaml"), GOLD);
    }
    // The records to be scored need not stand in the same folders.
    assert_eq!(styles(&["got", "by-style", "--by", "folder"]), two);

    folder.write("wrong.tsv", "palace-talks palace\n");
    let (status, _, told) = folder.outcome(&["score", "got", "gold", "--styles", "wrong.tsv"]);
    assert_eq!(status, Some(2));
    assert!(
        told.contains("wrong.tsv:1: expected the name of a record"),
        "{told}"
    );
}

#[test]
fn a_figure_below_its_floor_is_status_1() {
    let folder = two_records();
    let floors = "participants=1,participants.role=0.5,parties=0.9,topics.label=0.1";
    let (status, out, told) = folder.outcome(&["score", "got.yaml", "gold.yaml", "--fail-under", floors]);
    assert_eq!(status, Some(1));
    assert!(out.starts_with("All: 1 document"), "{out}");
    assert_eq!(
        told,
        "rapporteur: parties is 0.6667, below the floor of 0.9000\n\
         rapporteur: topics.label could not be measured, and the floor is 0.1000\n"
    );
    let (status, _, told) = folder.outcome(&["score", "got.yaml", "gold.yaml", "--fail-under", "party=1"]);
    assert_eq!(status, Some(2));
    assert!(told.contains("no figure is called `party`"), "{told}");
}

#[test]
fn a_baseline_shows_what_changed_and_holds_what_was_reached() {
    let folder = two_records();
    let write = [
        "score",
        "gold.yaml",
        "gold.yaml",
        "--format",
        "json",
        "-o",
        "baseline.json",
    ];
    assert_eq!(folder.outcome(&write), (Some(0), String::new(), String::new()));
    let held = ["score", "gold.yaml", "gold.yaml", "--baseline", "baseline.json"];
    let (status, out, _) = folder.outcome(&held);
    assert_eq!(status, Some(0));
    assert!(
        out.ends_with("\nNo figure changed since the baseline.\n"),
        "{out}"
    );
    assert_cmd_snapshot!(
        "score_baseline",
        folder.run(&["score", "got.yaml", "gold.yaml", "--baseline", "baseline.json"])
    );
    let lenient = [
        "score",
        "got.yaml",
        "gold.yaml",
        "--baseline",
        "baseline.json",
        "--tolerance",
        "1",
    ];
    assert_eq!(folder.outcome(&lenient).0, Some(0));

    folder.write("other.json", "{}");
    let (status, _, told) = folder.outcome(&["score", "got.yaml", "gold.yaml", "--baseline", "other.json"]);
    assert_eq!(status, Some(2));
    assert!(told.contains("other.json: is no score"), "{told}");
}

#[test]
fn a_record_from_standard_input_and_a_source_that_is_named() {
    let folder = Folder::with("gold.yaml", GOLD);
    folder.write("text.txt", TEXT);
    let figure = |arguments: &[&str]| {
        let all = [&["score", "-", "gold.yaml", "--format", "json"], arguments].concat();
        let (status, out, told) = folder.outcome_of(&all, GOLD);
        assert_eq!((status, told.as_str()), (Some(0), ""));
        let scores: serde_json::Value = serde_json::from_str(&out).expect("JSON");
        scores["all"]["figures"]["all.grounding"].clone()
    };
    assert_eq!(
        figure(&[]),
        serde_json::Value::Null,
        "there is no source, and no offset"
    );
    assert_eq!(figure(&["--source", "text.txt"]), 1.0);
    folder.write(
        "gold.yaml",
        GOLD.replace("id: talks", "id: talks\n  path: text.txt"),
    );
    assert_eq!(figure(&[]), 1.0, "the record names its source");
}

#[test]
fn a_record_that_is_no_record_counts_as_zero_and_says_why() {
    let folder = two_folders();
    folder.write("got/palace-talks.yaml", "record: [");
    folder.write("got/wire-talks.yaml", GOT.replace("kind: talks", "kind: chat"));
    folder.write("got/other.yaml", GOT);
    let (status, out, told) = folder.outcome(&["score", "got", "gold"]);
    assert_eq!(status, Some(0), "a score of 0 is a score");
    assert!(out.starts_with("All: 3 documents, 3 without a record\n"), "{out}");
    assert!(
        out.contains("- palace-call counts as 0: got has no record called `palace-call`\n"),
        "{out}"
    );
    assert!(
        out.contains("- palace-talks counts as 0: got/palace-talks.yaml:1:"),
        "{out}"
    );
    assert!(
        out.contains("- wire-talks counts as 0: got/wire-talks.yaml: /event: unknown kind"),
        "{out}"
    );
    assert_eq!(
        told,
        "rapporteur: got/other.yaml: left out, as gold has no record called `other`\n"
    );
}

#[test]
fn what_cannot_be_scored_is_status_2() {
    let folder = two_folders();
    let told = |arguments: &[&str]| {
        let (status, out, told) = folder.outcome(&[&["score"], arguments].concat());
        assert_eq!((status, out.as_str()), (Some(2), ""), "{arguments:?}");
        told
    };
    assert!(told(&["got", "gold/wire-talks.yaml"]).contains("name two records, or two folders"));
    assert!(told(&["got/wire-talks.yaml", "gold"]).contains("name two records, or two folders"));
    assert!(told(&["nowhere.yaml", "gold/wire-talks.yaml"]).contains("nowhere.yaml: there is no such file"));
    assert!(told(&["got", "gold", "--source", "gold/wire-talks.txt"]).contains("expected the folder"));
    folder.write("gold/more/wire-talks.yaml", GOLD);
    assert!(told(&["got", "gold"]).contains("are both called `wire-talks`"));
    folder.write("gold/more/wire-talks.yaml", "");
    std::fs::remove_file(folder.path("gold/wire-talks.yaml")).expect("it was there");
    assert!(told(&["got", "gold"]).contains("gold/more/wire-talks.yaml: is empty"));
}

#[test]
fn what_comes_from_a_record_is_shown_and_not_obeyed() {
    let folder = two_records();
    folder.write(
        "got.yaml",
        GOT.replace("World Bank,", "\"World \\e[31m\\u202EBank\","),
    );
    let (_, out, _) = folder.outcome(&["score", "got.yaml", "gold.yaml", "--details"]);
    assert!(out.contains(r"World \u{1b}[31m\u{202e}Bank"), "{out}");
}
