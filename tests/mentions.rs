//! `rapporteur mentions`, as it is run, and the floor on real texts.

#[expect(dead_code, reason = "other test binaries use the rest")]
mod support;

use std::process::Command;

use insta_cmd::assert_cmd_snapshot;
use rapporteur::document::Outline;
use rapporteur::mentions::Mentions;

fn rapporteur() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
    command.arg("mentions").arg("-");
    command
}

const TEXT: &str = "President Ana Berg of Norway said the EU would lend \
over $12 billion by 2027, up to 5 percent of it next year.\n";

#[test]
fn a_table_for_readers() {
    assert_cmd_snapshot!(rapporteur().pass_stdin(TEXT));
}

#[test]
fn json_for_programs_with_dates_that_count_from_the_day_of_publication() {
    let mut command = rapporteur();
    command.args(["--format", "json", "--published", "2025-12-20"]);
    assert_cmd_snapshot!(command.pass_stdin(TEXT));
}

#[test]
fn hidden_characters_are_shown_as_such() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("hidden.txt");
    std::fs::write(&path, "They signed \"A\u{202e}B\u{1b}[31m\".\n").expect("written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
    let output = command.arg("mentions").arg(&path).output().expect("it runs");
    let shown = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(shown.contains("A\\u{202e}B\\u{1b}[31m"), "{shown:?}");
    assert!(!shown.contains(['\u{202e}', '\u{1b}']), "{shown:?}");
}

#[test]
fn what_cannot_be_read_fails() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
    assert_cmd_snapshot!(command.args(["mentions", "no-such-file.txt"]));
}

/// Every mention lies inside its text, in order, and none is empty.
#[test]
fn mentions_of_real_texts_lie_in_their_text() {
    let Some(shared) = support::shared() else {
        eprintln!("left out: no folder with real texts beside the project");
        return;
    };
    let mut seen = 0;
    for folder in ["readouts", "corpus/white-house"] {
        for entry in std::fs::read_dir(shared.join(folder))
            .into_iter()
            .flatten()
            .flatten()
        {
            let Ok(text) = std::fs::read_to_string(entry.path()) else {
                continue;
            };
            let found = Mentions::of(&text, &Outline::of(&text));
            let spans = [
                found.countries.iter().map(|one| one.span).collect::<Vec<_>>(),
                found.bodies.iter().map(|one| one.span).collect(),
                found.numbers.iter().map(|one| one.span).collect(),
                found.quantities.iter().map(|one| one.span).collect(),
                found.dates.iter().map(|one| one.span).collect(),
                found.quotations.iter().map(|one| one.span).collect(),
            ];
            for list in &spans {
                assert!(list.is_sorted(), "{}", entry.path().display());
                assert!(
                    list.iter().all(|span| !span.of(&text).is_empty()),
                    "{}",
                    entry.path().display()
                );
                seen += list.len();
            }
        }
    }
    assert!(seen > 0, "no text was read");
}
