//! `rapporteur man`: manual pages.

use clap::Args;
use clap_mangen::Man as Page;

use super::{Exit, Failure, command, output};

/// Print a manual page
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rapporteur man | man -l -
  rapporteur man validate > rapporteur-validate.1")]
pub(super) struct Man {
    /// The command that it is about; without one, the program
    command: Option<String>,
}

impl Man {
    pub(super) fn run(&self) -> Result<Exit, Failure> {
        let program = command();
        let page = match &self.command {
            None => program,
            Some(name) => {
                let found = program.find_subcommand(name).cloned();
                let found = found.ok_or_else(|| {
                    Failure::Told(format!(
                        "no command is called `{name}`; `rapporteur --help` lists them all"
                    ))
                })?;
                let title = format!("rapporteur-{name}");
                found
                    .display_name(title.clone())
                    .bin_name(format!("rapporteur {name}"))
                    .version(env!("CARGO_PKG_VERSION"))
            }
        };
        let mut text = Vec::new();
        Page::new(page).render(&mut text)?;
        output::print(&String::from_utf8_lossy(&text))?;
        Ok(Exit::Clean)
    }
}
