//! What lets a case fail, and what is told of it.

use std::num::NonZeroUsize;
use std::path::Path;

use rapporteur::suite::{Baseline, Extractor, Outcome, Step, Suite};

use super::{Folder, RECORD, TEXT, giving, run, the_only, told};

#[test]
fn a_good_extraction_passes() {
    let folder = Folder::talks();
    let result = folder.extracting(RECORD);
    assert_eq!(told(&result), [""; 0]);
    let score = result.score.expect("there is a record by hand");
    assert!(
        score
            .sections
            .iter()
            .all(|section| section.missed.is_empty() && section.spurious.is_empty())
    );
    assert_eq!(
        told(&folder.only_case()),
        [""; 0],
        "the built-in rules read it, too"
    );
}

#[test]
fn what_is_extracted_may_be_json() {
    let folder = Folder::talks();
    let json = "{\n\t\"record\": \"summit-summary/1\",\n\t\"source\": 7\n}";
    let told = told(&folder.extracting(json));
    assert!(
        told.contains(&"talks.extracted.json:3:12 schema/wrong-type".to_owned()),
        "{told:?}"
    );
}

#[test]
fn garbage_half_a_record_and_two_records_are_faults() {
    let folder = Folder::talks();
    assert_eq!(
        told(&folder.extracting("Sure! Here it is:\n```yaml\n")),
        ["talks.extracted.yaml:2:1 yaml/reserved-character"]
    );
    let half = &RECORD[..RECORD.find("participants").expect("it stands there")];
    assert_eq!(
        told(&folder.extracting(half)),
        ["talks.extracted.yaml:1:1 schema/missing-key"]
    );
    let twice = format!("{RECORD}---\n{RECORD}");
    assert_eq!(
        told(&folder.extracting(&twice)),
        ["talks.extracted.yaml: expected one record, found 2"]
    );
    let result = folder.extracting("a: [");
    let score = result.score.expect("it is scored as nothing");
    assert!(score.failure.is_some());
}

#[test]
fn an_invention_is_told_where_it_stands() {
    let folder = Folder::talks();
    let invented = RECORD.replace("name: Juan Ruiz, role", "name: Pedro Ruiz, role");
    let told = told(&folder.extracting(&invented));
    assert_eq!(told[0], "talks.extracted.yaml:14:12 vouch/name-not-found");
}

#[test]
fn a_failing_extractor_is_the_fault_of_its_case_alone() {
    let folder = Folder::talks();
    folder.write("other.txt", TEXT);
    folder.write("other.yaml", RECORD);
    let extractor = Extractor::function(|source| {
        if source.name().ends_with("other.txt") {
            Err("out of\u{1b}[31m tokens".to_owned())
        } else {
            Ok(RECORD.to_owned())
        }
    });
    let result = run(&folder.suite().with_extractor(extractor));
    assert_eq!(told(&result.cases[0]), ["no record: out of\\u{1b}[31m tokens"]);
    assert_eq!(told(&result.cases[1]), [""; 0]);
    assert_eq!(result.scores.expect("two records by hand").all.failed, 1);
}

#[test]
fn an_approved_record_holds_every_value() {
    let folder = Folder::talks();
    folder.write(
        "talks.approved.yaml",
        &RECORD.replace("id: talks", "id: talks\n  path: elsewhere/talks.txt"),
    );
    let same = folder.extracting(RECORD);
    assert_eq!(told(&same), [""; 0], "where the source lies makes no difference");
    assert_eq!(same.unapproved, None);
    let weaker = folder.extracting(&RECORD.replace("status: agreed", "status: planned"));
    let told = told(&weaker);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].contains("\nweaker: outcomes “cooperation planned share data” status: agreed → planned\n"),
        "{}",
        told[0]
    );
    let (path, text) = weaker.unapproved.expect("it can be approved");
    assert_eq!(path, folder.path("talks.approved.yaml"));
    assert!(text.contains("status: planned"));
}

#[test]
fn an_approved_record_that_only_stands_otherwise_is_the_same() {
    let folder = Folder::talks();
    let (head, parties) = RECORD.split_once("parties:\n").expect("it has parties");
    let mut lines: Vec<&str> = parties.lines().collect();
    lines.swap(0, 1);
    let turned = format!("{head}parties:\n{}\n", lines.join("\n"));
    assert_ne!(turned, RECORD);
    folder.write("talks.approved.yaml", &turned);
    let result = folder.extracting(RECORD);
    assert_eq!(told(&result), [""; 0]);
    let (_, text) = result.unapproved.expect("it can be approved as it stands");
    assert!(text.contains("parties:"));
}

#[test]
fn an_approved_record_that_does_not_read_is_another() {
    let folder = Folder::talks();
    folder.write("talks.approved.yaml", "a: [");
    assert!(told(&folder.extracting(RECORD))[0].contains("not what "));
}

#[test]
fn without_a_record_by_hand_the_extraction_is_checked_all_the_same() {
    let folder = Folder::with(&[("talks.txt", TEXT)]);
    assert_eq!(told(&folder.extracting(RECORD)), [""; 0]);
    let other = folder.extracting(&RECORD.replace("Juan Ruiz, role", "Pedro Ruiz, role"));
    assert_eq!(told(&other)[0], "talks.extracted.yaml:14:12 vouch/name-not-found");
    assert!(other.score.is_none());
}

#[test]
fn records_of_another_schema_are_held_to_it() {
    let schema = r#"{"type": "object", "required": ["guest"], "properties": {"guest": {"type": "string"}}}"#;
    let folder = Folder::with(&[
        ("note.schema.json.d/note", schema),
        ("talks.txt", TEXT),
        (
            "talks.yaml",
            "# yaml-language-server: $schema=note.schema.json.d/note\nguest: Juan Ruiz\n",
        ),
    ]);
    assert_eq!(told(&folder.extracting("guest: Juan Ruiz\n")), [""; 0]);
    assert_eq!(
        told(&folder.extracting("host: Ana Berg\n")),
        ["talks.extracted.yaml:1:1 schema/missing-key"]
    );
}

#[test]
fn what_failed_before_may_fail_and_what_passed_must_pass() {
    let folder = Folder::talks();
    folder.write("other.txt", TEXT);
    folder.write("other.yaml", RECORD);
    let only_other = Extractor::function(|source| {
        if source.name().ends_with("other.txt") {
            Ok(RECORD.to_owned())
        } else {
            Err("no".to_owned())
        }
    });
    let before = run(&folder.suite().with_extractor(only_other.clone()));
    let baseline = Baseline::from_json(&before.to_json()).expect("a baseline");
    let outcomes = |extractor: &Extractor| {
        let suite = folder.suite().with_extractor(extractor.clone());
        let result = run(&suite.with_baseline(baseline.clone()));
        let outcomes: Vec<Outcome> = result.cases.iter().map(|case| case.outcome.clone()).collect();
        (outcomes, result.mended)
    };
    assert_eq!(
        outcomes(&only_other),
        (vec![Outcome::Passed, Outcome::Known], vec![])
    );
    assert_eq!(
        outcomes(&giving("a: [")),
        (vec![Outcome::Failed, Outcome::Known], vec![])
    );
    assert_eq!(
        outcomes(&giving(RECORD)),
        (vec![Outcome::Passed, Outcome::Passed], vec!["talks".to_owned()])
    );
}

#[test]
fn stored_records_are_found_by_the_names_of_their_cases() {
    let folder = Folder::with(&[
        ("in/a/talks.txt", TEXT),
        ("out/a/talks.json", "{}"),
        ("in/b.txt", TEXT),
    ]);
    let stored = Extractor::Stored(folder.path("out"));
    let suite = Suite::load(folder.path("in"))
        .expect("a suite")
        .with_extractor(stored);
    let result = run(&suite);
    assert_eq!(told(&result.cases[0])[0], "talks.json:1:1 schema/missing-key");
    assert!(told(&result.cases[1])[0].ends_with("b.yaml: there is no such file, nor one in .yml or .json"));
}

#[test]
fn a_program_that_fails_is_told_with_what_it_said() {
    if !Path::new("/bin/sh").exists() {
        println!("left out: there is no /bin/sh here");
        return;
    }
    let folder = Folder::talks();
    let extractor = Extractor::named("command:/bin/sh -c 'echo no model >&2; exit 3'").expect("a command");
    let result = the_only(run(&folder.suite().with_extractor(extractor)));
    assert_eq!(told(&result), ["no record: the program failed: exit status: 3"]);
    assert_eq!(
        result.to_string(),
        "no record: the program failed: exit status: 3\n| no model\n"
    );
}

#[test]
fn many_at_once_are_told_in_the_order_of_their_names() {
    let folder = Folder::talks();
    for number in 0..20 {
        folder.write(&format!("{number:02}.txt"), TEXT);
    }
    // The earlier a case, the longer it takes.
    let slow = Extractor::function(|source| {
        let number = source.name().trim_end_matches(".txt").rsplit(['/', '\\']).next();
        let number: u64 = number.and_then(|number| number.parse().ok()).unwrap_or(20);
        std::thread::sleep(std::time::Duration::from_millis(2 * (20 - number)));
        Ok(RECORD.to_owned())
    });
    let suite = folder.suite().with_extractor(slow);
    let (mut told, mut counted) = (Vec::new(), Vec::new());
    let result = suite.run(NonZeroUsize::new(8).expect("above 0"), |step| match step {
        Step::Case(case) => told.push(case.name.clone()),
        Step::Counted(count) => counted.push(count),
    });
    assert_eq!(
        told,
        result
            .cases
            .iter()
            .map(|case| case.name.clone())
            .collect::<Vec<_>>()
    );
    assert!(told.is_sorted() && told.len() == 21);
    assert_eq!(counted, (1..=21).collect::<Vec<_>>());
    let one_by_one = run(&suite);
    assert_eq!(one_by_one.to_json(), result.to_json());
}

#[test]
fn each_test_of_a_test_runner_runs_its_case_and_the_last_one_holds_the_floors() {
    let folder = Folder::talks();
    folder.write(
        "rapporteur.toml",
        "[suite.floors]\ntopics = 1.0\n\"topics.label\" = 0.5\n",
    );
    let tests = folder.suite().with_extractor(giving(RECORD)).tests();
    let names: Vec<&str> = tests.iter().map(rapporteur::suite::Test::name).collect();
    assert_eq!(names, ["talks", "all cases together"]);
    assert_eq!(tests[0].run(), Ok(()));
    assert_eq!(
        tests[1].run(),
        Err("topics.label could not be measured, and the floor is 0.5000\n".to_owned())
    );
    let tests = folder.suite().with_extractor(giving("a: [")).tests();
    let told = tests[0].run().expect_err("no record");
    assert!(told.starts_with("talks.extracted.yaml:1:"), "{told}");
}
