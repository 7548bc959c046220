//! The command line: one file a subcommand.
//!
//! A subcommand is a struct of arguments with a method `run`, which says how it went: [`Exit`], or
//! a [`Failure`] where it could not do its work at all. Its long help ends with examples.

mod anchor;
mod check;
mod completions;
mod corpus;
mod diff;
mod explain;
mod extract;
mod extractor;
mod input;
mod interrupt;
mod man;
mod mentions;
mod mutate;
mod output;
mod patch;
mod report;
mod reporting;
mod schema;
mod score;
mod test;
mod validate;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use thiserror::Error;

/// Reads summit readouts into structured records, and checks records against their source.
#[derive(Debug, Parser)]
#[command(
    name = "rapporteur",
    version,
    about,
    arg_required_else_help = true,
    after_help = "\
Examples:
  rapporteur extract talks.txt --output talks.yaml
  rapporteur validate records/
  rapporteur check records/
  rapporteur report talks.yaml --output talks.html
  rapporteur explain --list

`rapporteur COMMAND --help` shows more."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Extract(extract::Extract),
    Mentions(mentions::Mentions),
    Validate(validate::Validate),
    Check(check::Check),
    Anchor(anchor::Anchor),
    Score(score::Score),
    Mutate(mutate::Mutate),
    Diff(diff::Diff),
    Test(test::Test),
    Report(report::Report),
    Explain(explain::Explain),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Man(man::Man),
}

impl Command {
    fn run(&self) -> Result<Exit, Failure> {
        match self {
            Self::Extract(extract) => extract.run(),
            Self::Mentions(mentions) => mentions.run(),
            Self::Validate(validate) => validate.run(),
            Self::Check(check) => check.run(),
            Self::Anchor(anchor) => anchor.run(),
            Self::Score(score) => score.run(),
            Self::Mutate(mutate) => mutate.run(),
            Self::Diff(diff) => diff.run(),
            Self::Test(test) => test.run(),
            Self::Report(report) => report.run(),
            Self::Explain(explain) => explain.run(),
            Self::Schema(schema) => schema.run(),
            Self::Completions(completions) => completions.run(),
            Self::Man(man) => man.run(),
        }
    }
}

/// How a run went. The numbers are the exit status, and stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Done, and nothing to complain of.
    Clean = 0,
    /// Done, and something was found that makes the run fail.
    Findings = 1,
    /// Something could not be done: a file that cannot be read, a wrong argument.
    Failed = 2,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command could not do its work.
#[derive(Debug, Error)]
pub enum Failure {
    /// What is wrong, and what to do about it, in one line.
    #[error("{0}")]
    Told(String),
    /// Standard output is closed to us for another reason than that nobody reads on.
    #[error("cannot write to standard output: {0}")]
    Output(#[from] std::io::Error),
}

/// The command line as `clap` knows it: for manual pages and completion scripts.
pub fn command() -> clap::Command {
    Cli::command()
}

/// Runs the command that the arguments of this process name.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version come this way too, with status 0. That they cannot be printed has
            // nowhere to be told.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match cli.command.run() {
        Ok(exit) => exit.into(),
        Err(failure) => {
            output::complain(&failure.to_string());
            Exit::Failed.into()
        }
    }
}
