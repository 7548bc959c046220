//! The `rapporteur` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    rapporteur::cli::run()
}
