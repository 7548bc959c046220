//! What `rapporteur.toml` may say.

use rapporteur::suite::{Outcome, Suite};

use super::{Folder, RECORD, TEXT, run};

/// The folder of one case with these settings.
fn set(settings: &str) -> Folder {
    let folder = Folder::talks();
    folder.write("rapporteur.toml", settings);
    folder
}

#[test]
fn what_is_wrong_is_told_at_its_line() {
    for (settings, place, message) in [
        ("[suite]\ncasse = []\n", "2:1", "unknown field `casse`"),
        ("\n[sweet]\n", "2:2", "unknown field `sweet`"),
        ("[suite]\nstrict = 1\n", "2:10", "invalid type"),
        (
            "[suite]\nextractor = \"models\"\n",
            "2:13",
            "no extractor is called `models`",
        ),
        (
            "[suite.floors]\nparty = 1.0\n",
            "2:9",
            "no figure is called `party`",
        ),
        (
            "[suite.floors]\nparties = 1.5\n",
            "2:11",
            "expected a figure and a number from 0 to 1",
        ),
        (
            "[extractor.m]\ncommand = []\n",
            "1:1",
            "`command` names no program",
        ),
        (
            "[extractor.m]\n",
            "1:1",
            "one of `command`, `stored` and `openai`",
        ),
        (
            "[extractor.m]\ncommand = [\"a\"]\ntime-limit = 0\n",
            "3:14",
            "seconds above 0",
        ),
        (
            "[extractor.m]\nstored = \"a\"\ntime-limit = 1\n",
            "1:1",
            "records that are there need no limits",
        ),
        (
            "[severity]\n\"vouch/nothing\" = \"note\"\n",
            "2:19",
            "there is no code `vouch/nothing`",
        ),
        ("[suite\n", "1:7", ""),
    ] {
        let told = set(settings).error();
        assert!(
            told.starts_with(&format!("rapporteur.toml:{place}: ")),
            "{settings} gives {told}"
        );
        assert!(told.contains(message), "{settings} gives {told}");
    }
}

#[test]
fn those_of_the_nearest_folder_above_count_and_name_the_cases() {
    let folder = Folder::with(&[
        ("rapporteur.toml", "[suite]\ncases = [\"a\", \"b\"]\n"),
        ("a/one/talks.txt", TEXT),
        ("b/talks.txt", TEXT),
        ("c/talks.txt", TEXT),
    ]);
    assert_eq!(folder.names(), ["a/one/talks", "b/talks"]);
    let inner = Suite::load(folder.path("a/one")).expect("a suite");
    assert_eq!(inner.cases().len(), 1);
    assert_eq!(
        inner.cases()[0].name,
        "a/one/talks",
        "named alike from everywhere"
    );
    let other = Suite::load(folder.path("c")).expect_err("not listed").to_string();
    assert!(
        other.contains("c: there is no case of those that `cases` in "),
        "{other}"
    );
}

#[test]
fn what_is_about_nothing_is_reported() {
    let folder = set("\
[suite]
cases = [\"talks.txt\", \"gone\"]

[case.tlaks]
skip = \"misspelt\"

[[waiver]]
code = \"vouch/too-strong\"
record = \"talks.yaml\"
reason = \"There was one.\"
");
    let unused = run(&folder.suite()).unused;
    assert_eq!(unused.len(), 3, "{unused:?}");
    assert!(
        unused[0].contains("rapporteur.toml:2:23: there is no case at "),
        "{unused:?}"
    );
    assert!(
        unused[1].contains("rapporteur.toml:4:1: no case is called `tlaks`"),
        "{unused:?}"
    );
    assert!(unused[2].contains("rapporteur.toml:7:1: "), "{unused:?}");
    assert!(
        unused[2].contains("the waiver of vouch/too-strong matches nothing any more"),
        "{unused:?}"
    );
}

#[test]
fn a_case_is_skipped_with_its_reason_and_counts_nowhere() {
    let folder = set("[case.talks]\nskip = \"too long\"\n");
    let result = run(&folder.suite());
    assert_eq!(result.cases[0].outcome, Outcome::Skipped("too long".to_owned()));
    assert!(result.scores.is_none());
    assert_eq!(result.summary().skipped, 1);
}

#[test]
fn floors_are_held_by_case_and_over_all() {
    let folder = set("\
[suite.floors]
participants = 1.0

[suite.case-floors]
participants = 1.0

[case.lenient.floors]
participants = 0.0
");
    // Extraction gives the two participants; this record has one more, who is not in the text.
    let more = RECORD.replace(
        "outcomes:",
        "  - {name: Bo Lind, party: \"NO\", evidence: President Ana Berg of Norway}\noutcomes:",
    );
    folder.write("talks.yaml", &more);
    folder.write("lenient.txt", TEXT);
    folder.write("lenient.yaml", &more);
    let result = run(&folder.suite());
    let floor = |case: usize| {
        let faults = result.cases[case].faults.iter();
        faults
            .filter(|fault| fault.kind() == "floor")
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(floor(0), [""; 0]);
    assert_eq!(floor(1), ["participants is 0.8000, below the floor of 1.0000"]);
    assert_eq!(result.floors.len(), 1);
    assert_eq!(result.floors[0].outcome, Outcome::Failed);
    assert_eq!(result.floors[0].found, Some(0.8));
    let part = run(&folder.suite().only(|case| case.name == "talks"));
    assert!(
        part.floors.is_empty() && part.partial,
        "half of the cases say nothing of all"
    );
}

#[test]
fn severities_and_waivers_are_those_of_check() {
    let wrong = RECORD.replace(
        "evidence: They agreed to share data",
        "evidence: They agreed to share all data",
    );
    let fails = |settings: &str| {
        let folder = set(settings);
        folder.write("talks.yaml", &wrong);
        run(&folder.suite()).summary().failed
    };
    assert_eq!(fails(""), 1);
    assert_eq!(fails("[severity]\nvouch = \"warning\"\n"), 0);
    assert_eq!(
        fails("[suite]\nstrict = true\n[severity]\nvouch = \"warning\"\n"),
        1
    );
    let waiver = "[[waiver]]\ncode = \"vouch\"\nrecord = \"talks.yaml\"\nreason = \"For the test.\"\n";
    assert_eq!(fails(waiver), 0);
}
