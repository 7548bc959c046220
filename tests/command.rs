//! A program as the extractor: what it is given, what it may do wrong, and that it does not outlive
//! its time.
//!
//! The programs are scripts for `/bin/sh`. Where there is none, the tests say so and look at nothing.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "helpers of tests fail the test and say what was left out; the settings that allow it cover \
              test functions only"
)]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rapporteur::extract::{Answer, Command, CommandError, CommandFault};

const SHELL: &str = "/bin/sh";

/// A folder with a source, `talks.txt`.
struct Folder(tempfile::TempDir);

impl Folder {
    /// `None`, and a word about it, where there is no shell.
    fn new() -> Option<Self> {
        if !Path::new(SHELL).exists() {
            println!("left out: there is no {SHELL} here");
            return None;
        }
        let folder = Self(tempfile::tempdir().expect("a folder"));
        std::fs::write(folder.path("talks.txt"), "They met.\n").expect("written");
        Some(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, script: &str, arguments: &[&str]) -> Command {
        let words = [&[SHELL, "-c", script, "sh"], arguments].concat();
        let mut command = Command::new(words).expect("a program");
        command.folder = Some(self.0.path().to_owned());
        command
    }

    fn run(&self, command: &Command) -> Result<Answer, CommandError> {
        command.run(&self.path("talks.txt"), "They met.\n")
    }

    /// What the script writes.
    fn answer(&self, script: &str, arguments: &[&str]) -> Answer {
        self.run(&self.command(script, arguments)).expect("it answers")
    }

    /// What goes wrong with the script.
    fn error(&self, script: &str) -> CommandError {
        self.run(&self.command(script, &[])).expect_err("it fails")
    }
}

#[test]
fn the_text_is_on_standard_input_unless_the_path_is_asked_for() {
    let Some(folder) = Folder::new() else { return };
    let both = "printf '[%s]' \"$1\"; cat";
    assert_eq!(folder.answer(both, &["x"]).text, "[x]They met.\n");
    let path = std::path::absolute(folder.path("talks.txt")).expect("a path");
    let with_path = folder.answer(both, &["--in={source}"]).text;
    assert_eq!(with_path, format!("[--in={}]", path.display()), "and no input");
}

#[test]
fn a_source_that_is_not_read_and_is_larger_than_a_pipe_is_no_fault() {
    let Some(folder) = Folder::new() else { return };
    let command = folder.command("echo done", &[]);
    let text = "They met.\n".repeat(100_000);
    let answer = command.run(&folder.path("talks.txt"), &text).expect("it answers");
    assert_eq!(answer.text, "done\n");
    let command = folder.command("cat", &[]);
    let answer = command.run(&folder.path("talks.txt"), &text).expect("it answers");
    assert_eq!(answer.text.len(), text.len(), "written and read at the same time");
}

#[cfg(unix)]
#[test]
fn a_program_of_the_folder_is_found_there_and_runs_there() {
    let Some(folder) = Folder::new() else { return };
    std::fs::create_dir(folder.path("bin")).expect("a folder");
    std::os::unix::fs::symlink(SHELL, folder.path("bin/read")).expect("linked");
    let mut command = Command::of_line("./bin/read -c 'cat talks.txt'").expect("a program");
    command.folder = Some(folder.0.path().to_owned());
    assert_eq!(folder.run(&command).expect("it answers").text, "They met.\n");
}

#[test]
fn what_it_says_besides_is_kept_whether_it_answers_or_not() {
    let Some(folder) = Folder::new() else { return };
    let answer = folder.answer("echo careful >&2; echo yes", &[]);
    assert_eq!(
        (answer.text.as_str(), answer.errors.as_str()),
        ("yes\n", "careful\n")
    );
    let error = folder.error("echo 'no model' >&2; exit 3");
    assert_eq!(error.errors, "no model\n");
    assert_eq!(error.to_string(), "the program failed: exit status: 3");
    let chatty = folder.answer(
        "head -c 1000000 /dev/zero | tr '\\0' 'e' >&2; echo END >&2; echo yes",
        &[],
    );
    assert_eq!(chatty.errors.len(), 64 << 10);
    assert!(chatty.errors.ends_with("eEND\n"), "the end of it is kept");
}

#[test]
fn a_crash_is_told_as_one() {
    let Some(folder) = Folder::new() else { return };
    let error = folder.error("echo half; kill -SEGV $$");
    assert!(
        error.to_string().starts_with("the program failed: signal: 11"),
        "{error}"
    );
}

#[test]
fn what_is_no_program_is_told() {
    let Some(folder) = Folder::new() else { return };
    let command = Command::new(["no-such-program-anywhere"]).expect("a name");
    let error = folder.run(&command).expect_err("there is none");
    assert!(
        error
            .to_string()
            .starts_with("`no-such-program-anywhere` cannot be started: "),
        "{error}"
    );
}

#[test]
fn silence_and_bytes_that_are_no_text_are_no_answer() {
    let Some(folder) = Folder::new() else { return };
    assert_eq!(
        folder.error("printf ' \\n'").to_string(),
        "the program wrote nothing"
    );
    let error = folder.error("printf 'a\\377'");
    assert!(
        error
            .to_string()
            .starts_with("what the program wrote is not UTF-8"),
        "{error}"
    );
}

#[test]
fn more_than_it_may_write_ends_it() {
    let Some(folder) = Folder::new() else { return };
    let mut command = folder.command("while :; do echo more; done", &[]);
    command.output_limit = 1000;
    let error = folder.run(&command).expect_err("it never ends");
    assert_eq!(
        error.to_string(),
        "the program wrote more than 1000 bytes and was ended"
    );
    command = folder.command("printf '%01000d' 1", &[]);
    command.output_limit = 1000;
    assert_eq!(folder.run(&command).expect("just so much").text.len(), 1000);
}

#[test]
fn a_program_that_hangs_is_ended_with_what_it_started() {
    let Some(folder) = Folder::new() else { return };
    let script = "(sleep 2; touch survived) & touch started; sleep 600";
    let mut command = folder.command(script, &[]);
    command.time_limit = Duration::from_millis(500);
    let start = Instant::now();
    let error = folder.run(&command).expect_err("it hangs");
    assert!(matches!(error.fault, CommandFault::Time(_)), "{error}");
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    assert!(folder.path("started").exists());
    std::thread::sleep(Duration::from_millis(2500));
    assert!(
        !folder.path("survived").exists(),
        "the process it started lives on"
    );
}

#[test]
fn what_it_leaves_behind_neither_holds_up_its_answer_nor_lives_on() {
    let Some(folder) = Folder::new() else { return };
    // The process in the background keeps the pipe of standard output open.
    let start = Instant::now();
    let answer = folder.answer("(sleep 2; touch survived) & echo yes", &[]);
    assert_eq!(answer.text, "yes\n");
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    std::thread::sleep(Duration::from_millis(2500));
    assert!(
        !folder.path("survived").exists(),
        "the process it started lives on"
    );
}

#[test]
fn a_program_that_closes_its_outputs_and_goes_on_is_waited_for_no_longer_than_it_may_take() {
    let Some(folder) = Folder::new() else { return };
    let mut command = folder.command("echo yes; exec >&- 2>&-; sleep 600", &[]);
    command.time_limit = Duration::from_millis(300);
    let error = folder.run(&command).expect_err("it hangs");
    assert_eq!(
        error.to_string(),
        "the program took longer than 0.3 s and was ended"
    );
}
