//! `test` on copies of the fixtures: it passes as they are, and tells what is wrong with each that is
//! broken by hand.

use std::fs;
use std::path::{Path, PathBuf};

use super::Folder;

/// A copy of the fixtures, their texts and the schema.
fn copy() -> Folder {
    let folder = Folder::new();
    for name in ["fixtures/summaries", "fixtures/readouts", "seeds", "schemas"] {
        copy_folder(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join(name),
            &folder.path(name),
        );
    }
    let settings = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/rapporteur.toml"));
    folder.write("fixtures/rapporteur.toml", settings.expect("it is there"));
    folder
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("copied");
        }
    }
}

/// The files of the fixtures in `folder` that end so: texts, with those of the seeds, or records.
fn files(folder: &Folder, ending: &str) -> Vec<PathBuf> {
    let mut folders = vec![folder.path("fixtures"), folder.path("seeds")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == ending) {
                files.push(path);
            }
        }
    }
    files
}

/// The whole run, with every file that ends so changed.
fn all_changed(ending: &str, change: impl Fn(&str) -> String) -> (usize, String) {
    let folder = copy();
    for path in files(&folder, ending) {
        let text = fs::read_to_string(&path).expect("text");
        let changed = change(&text);
        assert_ne!(changed, text, "{}", path.display());
        fs::write(path, changed).expect("written");
    }
    let (status, out, _) = folder.outcome(&["test", "fixtures"]);
    assert_eq!(status, Some(1), "{out}");
    assert!(out.contains(": FAILED. 0 passed, "), "{out}");
    (out.matches("\n---- ").count(), out)
}

#[test]
fn the_fixtures_pass_as_they_are() {
    let (status, out, told) = copy().outcome(&["test", "fixtures"]);
    assert_eq!((status, told.as_str()), (Some(0), ""), "{out}");
    assert!(out.contains(" 0 failed in "), "{out}");
}

/// What is done to the text of a file.
type Change<'c> = &'c dyn Fn(&str) -> String;

/// Every fixture at once is broken in the same way, and each is told.
#[test]
fn no_fixture_can_be_broken_unseen() {
    let misspelt = |record: &str| record.replacen("evidence:", "evidnce:", 1);
    let headless = |record: &str| record.replacen("record: summit-summary/1\n", "", 1);
    let cut = |record: &str| {
        let end = record.find("\nparticipants:").expect("each has some");
        format!("{}\n", &record[..end])
    };
    let misquoted = |record: &str| {
        let start = record
            .match_indices("    evidence: ")
            .map(|(at, start)| at + start.len());
        let mut plain = start.filter(|at| record[*at..].starts_with(|ch: char| ch.is_alphabetic()));
        let at = plain.next().expect("each has a quote");
        format!("{}Nobody said {}", &record[..at], &record[at..])
    };
    let relabelled = |record: &str| record.replacen("    label: ", "    label: lunar ", 1);
    let changes: [(Change<'_>, &str); 5] = [
        (
            &misspelt,
            "error[schema/unknown-key]: the key `evidnce` is unknown here",
        ),
        (&headless, "error[schema/missing-key]: "),
        (&cut, "error[schema/missing-key]: "),
        (&misquoted, "error[vouch/quote-not-found]: "),
        (&relabelled, "error[vouch/phrase-not-found]: "),
    ];
    for (change, message) in changes {
        let (failures, out) = all_changed("yaml", change);
        assert!(failures >= 36, "{failures}");
        assert!(out.matches(message).count() >= failures, "{message}: {out}");
    }
    let (failures, out) = all_changed("txt", |text| format!("{text}More."));
    assert!(
        out.matches("error[vouch/source-changed]: ").count() >= failures,
        "{out}"
    );
}

const RECORD: &str = "fixtures/summaries/uzbekistan-japan.yaml";
const TEXT: &str = "seeds/uzbekistan-japan.txt";
const PAIR: &str = "fixtures/readouts/seen/uk-oman-call.yaml";
const SETTINGS: &str = "fixtures/rapporteur.toml";

/// A slip of the hand: in the file, `from`, which stands there once, becomes `to`.
struct Slip {
    file: &'static str,
    from: &'static str,
    to: &'static str,
    /// What is told of it.
    told: &'static [&'static str],
}

const fn slip(
    file: &'static str,
    from: &'static str,
    to: &'static str,
    told: &'static [&'static str],
) -> Slip {
    Slip { file, from, to, told }
}

/// Slips in one record or one text, which are told at their case, and nothing is told of any other.
const SLIPS: &[Slip] = &[
    slip(
        RECORD,
        "kind: talks",
        "kind: tlaks",
        &[
            "error[schema/unknown-value]: `tlaks` is no value that `kind` may have\n  --> fixtures/summaries/uzbekistan-japan.yaml:12:9\n",
            "help: write `talks`",
        ],
    ),
    slip(
        RECORD,
        "reported_by: presidential",
        "reportedby: presidential",
        &[
            "error[schema/unknown-key]: the key `reportedby` is unknown here\n --> fixtures/summaries/uzbekistan-japan.yaml:6:3\n",
        ],
    ),
    slip(
        RECORD,
        "code: JP\n",
        "code: JPN\n",
        &["error[schema/wrong-form]: `code` must be a country code, but is `JPN`\n"],
    ),
    slip(
        RECORD,
        "party: JP\n",
        "party: KR\n",
        &["error[vouch/undeclared]: “KR” is not declared in this record\n"],
    ),
    slip(
        RECORD,
        "  language: en\n",
        "\tlanguage: en\n",
        &[
            "error[yaml/tab-indentation]: a line is indented with a tab\n --> fixtures/summaries/uzbekistan-japan.yaml:7:1\n",
        ],
    ),
    slip(
        RECORD,
        "  language: en\n",
        "  language: en\n  language: en\n",
        &[
            "error[yaml/duplicate-key]: the key `language` stands twice in this mapping\n --> fixtures/summaries/uzbekistan-japan.yaml:8:3\n",
        ],
    ),
    slip(
        RECORD,
        "  language: en\n",
        "  language: \"en\n",
        &[
            "error[yaml/unclosed-quote]: the quotation mark is not closed\n --> fixtures/summaries/uzbekistan-japan.yaml:7:13\n",
        ],
    ),
    slip(
        RECORD,
        "topics:\n",
        "---\ntopics:\n",
        &["error[schema/missing-key]: the key `record` is missing from the document"],
    ),
    slip(
        RECORD,
        "sha256: a65a46c8",
        "sha256: b65a46c8",
        &[
            "error[vouch/source-changed]: the source is not the text that the record was made from: its digest is a65a46c8",
        ],
    ),
    slip(
        RECORD,
        "path: ../../seeds/uzbekistan-japan.txt",
        "path: ../../seeds/uzbekistan.txt",
        &["seeds/uzbekistan.txt: there is no such file\n"],
    ),
    slip(
        RECORD,
        "- name: Sanae Takaichi\n",
        "- name: Sanae Takaishi\n",
        &[
            "error[vouch/name-not-found]: the source does not have the name “Sanae Takaishi”\n",
            "seeds/uzbekistan-japan.txt:1:66\n",
        ],
    ),
    slip(
        RECORD,
        "evidence: Japanese Prime Minister Sanae",
        "evidence: Japanese Premier Sanae",
        &["it has “premier” where the source has “Prime Minister”\n"],
    ),
    slip(
        RECORD,
        "evidence: Japanese Prime Minister Sanae",
        "evidence: Prime Minister of Japan Sanae",
        &[
            "error[vouch/quote-not-found]: the quote “Prime Minister of Japan Sanae Takaichi” does not stand in the source",
        ],
    ),
    slip(
        RECORD,
        "label: geology\n",
        "label: seismology\n",
        &["error[vouch/phrase-not-found]: “seismology” does not stand in the source in these words\n"],
    ),
    slip(
        RECORD,
        "kind: money, unit: USD, comparator",
        "kind: money, unit: EUR, comparator",
        &["error[vouch/number-currency]: "],
    ),
    slip(
        TEXT,
        "Japanese Prime Minister Sanae Takaichi",
        "Japanese Prime Minister Sanae Takaishi",
        &[
            "error[vouch/source-changed]: ",
            "it has “takaichi” where the source has “Takaishi”\n",
        ],
    ),
    slip(
        TEXT,
        "over $12 billion",
        "over $15 billion",
        &[
            "error[vouch/source-changed]: ",
            "it has “12” where the source has “15”\n",
        ],
    ),
    slip(
        PAIR,
        "path: uk-oman-call.txt\n",
        "path: uk-oman.txt\n",
        &["seen/uk-oman.txt: there is no such file\n"],
    ),
];

/// The run on some of the cases in `folder`, one of which is broken: what is told.
fn one_failure(folder: &Folder, case: &str) -> String {
    let some = ["test", "fixtures", "--filter", "uzbekistan", "--filter", "/uk-"];
    let (status, out, told) = folder.outcome(&some);
    assert_eq!((status, told.as_str()), (Some(1), ""), "{out}");
    assert!(
        out.contains(&format!("test {case} ... FAILED\n")),
        "{case}: {out}"
    );
    assert!(out.contains(" passed, 1 failed in "), "{case}: {out}");
    let (_, failures) = out.split_once("\nfailures:\n\n").expect("they are told");
    assert!(failures.starts_with(&format!("---- {case} ----\n")), "{failures}");
    failures.to_owned()
}

#[test]
fn a_slip_is_told_at_its_case_and_nowhere_else() {
    for Slip { file, from, to, told } in SLIPS {
        let folder = copy();
        let text = folder.read(file);
        assert_eq!(text.matches(from).count(), 1, "`{from}` stands once in {file}");
        folder.write(file, text.replace(from, to));
        let case = if *file == PAIR {
            "readouts/seen/uk-oman-call"
        } else {
            "summaries/uzbekistan-japan"
        };
        let out = one_failure(&folder, case);
        for told in *told {
            assert!(out.contains(told), "{to}: {told}: {out}");
        }
        assert!(!out.contains("names no source"), "{to}: {out}");
    }
}

#[test]
fn a_file_that_is_spoilt_or_gone_is_told_at_its_case() {
    let spoilt: [(&str, &[u8], &str); 6] = [
        (RECORD, b"", "error[yaml/no-document]: "),
        (
            RECORD,
            b"record: \xff\n",
            "fixtures/summaries/uzbekistan-japan.yaml: is not UTF-8: byte 8, on line 1",
        ),
        (RECORD, b"[]\n", "error[schema/wrong-type]: "),
        (TEXT, b"", "error[vouch/source-changed]: "),
        (
            TEXT,
            b"They met.\xff\n",
            "uzbekistan-japan.txt: is not UTF-8: byte 9, on line 1",
        ),
        (
            TEXT,
            b"\xff\xfeT\0",
            "uzbekistan-japan.txt: is encoded in UTF-16; save it as UTF-8",
        ),
    ];
    for (file, bytes, message) in spoilt {
        let folder = copy();
        folder.write(file, bytes);
        let out = one_failure(&folder, "summaries/uzbekistan-japan");
        assert!(out.contains(message), "{message}: {out}");
    }
    let folder = copy();
    fs::remove_file(folder.path(TEXT)).expect("it is there");
    let out = one_failure(&folder, "summaries/uzbekistan-japan");
    assert!(
        out.contains("seeds/uzbekistan-japan.txt: there is no such file\n"),
        "{out}"
    );
    let folder = copy();
    let text = Path::new(PAIR).with_extension("txt");
    fs::remove_file(folder.path(text.to_str().expect("UTF-8"))).expect("it is there");
    let out = one_failure(&folder, "readouts/seen/uk-oman-call");
    assert!(
        out.contains("seen/uk-oman-call.txt: there is no such file\n"),
        "{out}"
    );
}

#[test]
fn a_snapshot_that_is_broken_is_told_as_a_difference() {
    let folder = copy();
    let approved = "fixtures/summaries/uzbekistan-japan.approved.yaml";
    let (status, out, _) = folder.outcome(&["test", RECORD, "--approve"]);
    assert_eq!((status, out.trim_end()), (Some(0), approved));
    assert_eq!(
        folder.outcome(&["test", "fixtures"]).0,
        Some(0),
        "it is what was approved"
    );
    let good = folder.read(approved);
    for (from, to, told) in [
        (
            "name: Japan\n",
            "name: Nippon\n",
            "\nfact changed: parties “Japan” name: Nippon → Japan\n",
        ),
        (
            "record: summit-summary/1\n",
            "record: [\n",
            "not what fixtures/summaries/uzbekistan-japan.approved.yaml approves:\n",
        ),
    ] {
        assert!(good.contains(from), "{from}");
        folder.write(approved, good.replacen(from, to, 1));
        let out = one_failure(&folder, "summaries/uzbekistan-japan");
        assert!(out.contains(told), "{told}: {out}");
    }
}

#[test]
fn settings_that_are_broken_are_told_at_their_line() {
    let good = format!("{}\n[severity]\nvouch = \"warning\"\n", copy().read(SETTINGS));
    let line = |text: &str| {
        good.lines()
            .position(|line| line.starts_with(text))
            .expect("it is there")
            + 1
    };
    let told_of = |from: &str, to: &str, arguments: &[&str]| {
        let folder = copy();
        assert_eq!(good.matches(from).count(), 1, "{from}");
        folder.write(SETTINGS, good.replace(from, to));
        folder.outcome(&[&["test", "fixtures"], arguments].concat())
    };
    let cases = "cases = [\"summaries\", \"readouts/seen\"]";
    for (from, to, place, message) in [
        ("[suite]", "[suite", line("[suite]"), ""),
        (cases, "case = []", line("cases"), "unknown field `case`"),
        (cases, "cases = 1", line("cases"), "invalid type"),
        ("vouch = \"warning\"", "vouch = \"warn\"", line("vouch"), "`warn`"),
        (
            "vouch = \"warning\"",
            "vouhc = \"warning\"",
            line("vouch"),
            "there is no code `vouhc`",
        ),
        (
            "[severity]",
            "[suite.floors]\npeople = 0.5\n[severity]",
            line("[severity]") + 1,
            "no figure is called `people`",
        ),
        (
            "[severity]",
            "[suite.floors]\nparties = 2.0\n[severity]",
            line("[severity]") + 1,
            "a number from 0 to 1",
        ),
        (
            cases,
            "extractor = \"mine\"",
            line("cases"),
            "no extractor is called `mine`",
        ),
    ] {
        let (status, out, told) = told_of(from, to, &[]);
        assert_eq!((status, out.as_str()), (Some(2), ""), "{to}");
        assert!(
            told.starts_with(&format!("rapporteur: fixtures/rapporteur.toml:{place}:")),
            "{to}: {told}"
        );
        assert!(told.contains(message), "{to}: {told}");
    }
    // What can be run is run, and what is about nothing is told, and fails a strict run only.
    let (status, out, told) = told_of(cases, "cases = [\"summaries\", \"readuots\"]", &[]);
    assert_eq!(status, Some(0), "{out}");
    assert!(told.contains("there is no case at fixtures/readuots"), "{told}");
    let (status, _, told) = told_of(cases, "cases = [\"readuots\"]", &[]);
    assert_eq!(status, Some(2));
    assert!(
        told.contains("fixtures: there is no case of those that `cases` in fixtures/rapporteur.toml lists"),
        "{told}"
    );
    let (status, out, _) = told_of("[severity]", "[suite.floors]\noutcomes = 0.99\n[severity]", &[]);
    assert_eq!(status, Some(1));
    assert!(
        out.contains("over all cases, outcomes is 0.") && out.contains(", below the floor of 0.9900\n"),
        "{out}"
    );
    let (status, out, _) = told_of(
        "[severity]",
        "[suite.case-floors]\nparties = 1.0\n[severity]",
        &[],
    );
    assert_eq!(status, Some(1));
    assert!(
        out.contains("parties is 0.") && out.contains(", below the floor of 1.0000\n"),
        "{out}"
    );
    let (status, out, _) = told_of("vouch = \"warning\"", "trace = \"error\"", &["--filter", "seen"]);
    assert_eq!(status, Some(1), "{out}");
}
