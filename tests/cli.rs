//! The command line: help, exit status, bad input, output, pipes.

#![expect(
    clippy::expect_used,
    reason = "helpers of tests fail the test; the setting that allows it covers test functions only"
)]

#[path = "cli/broken.rs"]
mod broken;
#[path = "cli/check.rs"]
mod check;
#[path = "cli/corpus.rs"]
mod corpus;
#[path = "cli/diff.rs"]
mod diff;
#[path = "cli/explain.rs"]
mod explain;
#[path = "cli/extract.rs"]
mod extract;
#[path = "cli/fixtures.rs"]
mod fixtures;
#[path = "cli/help.rs"]
mod help;
#[path = "cli/input.rs"]
mod input;
#[path = "cli/mentions.rs"]
mod mentions;
#[path = "cli/mutate.rs"]
mod mutate;
#[path = "cli/output.rs"]
mod output;
#[path = "cli/readme.rs"]
mod readme;
#[path = "cli/report.rs"]
mod report;
#[path = "cli/score.rs"]
mod score;
#[path = "cli/test.rs"]
mod test;
#[path = "cli/validate.rs"]
mod validate;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use insta_cmd::get_cargo_bin;

/// A record without a fault.
const GOOD: &str = "\
record: summit-summary/1
source:
  id: talks
event:
  kind: talks
  evidence: The leaders of Japan and Uzbekistan held talks
parties:
  - name: Japan
    code: JP
    kind: state
    evidence: The leaders of Japan and Uzbekistan
participants: []
";

/// A short readout.
const TALKS: &str = "President Ana Berg of Norway met Prime Minister Juan Ruiz of Chile in Oslo.\n";

/// A folder for one test, in which commands run.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    /// A folder with one file.
    fn with(name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let folder = Self::new();
        folder.write(name, bytes);
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("a file")
    }

    /// The command `rapporteur` with these arguments, in this folder.
    fn run(&self, arguments: &[&str]) -> Command {
        rapporteur(self.0.path(), arguments)
    }

    /// Exit status, standard output and standard error.
    fn outcome(&self, arguments: &[&str]) -> Outcome {
        self.outcome_of(arguments, "")
    }

    /// The same, with `text` on standard input.
    fn outcome_of(&self, arguments: &[&str], text: &str) -> Outcome {
        let mut command = self.run(arguments);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the command runs");
        let mut input = child.stdin.take().expect("a pipe");
        // One that does not read its input may have ended already.
        let _ = input.write_all(text.as_bytes());
        drop(input);
        let output = child.wait_with_output().expect("it ends");
        (
            output.status.code(),
            String::from_utf8(output.stdout).expect("UTF-8"),
            String::from_utf8(output.stderr).expect("UTF-8"),
        )
    }
}

/// Exit status, standard output and standard error.
type Outcome = (Option<i32>, String, String);

/// The command, without what the environment of a test run says of snapshots, colours and widths.
fn rapporteur(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(get_cargo_bin("rapporteur"));
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        let plain = ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "TERM"].contains(&name.as_str());
        let ours = ["INSTA", "CARGO_INSTA", "NEXTEST", "CARGO_TERM"]
            .iter()
            .any(|prefix| name.starts_with(prefix));
        if plain || ours {
            command.env_remove(name);
        }
    }
    command.current_dir(folder).args(arguments);
    command
}
