//! `rapporteur completions`: completion for shells.

use clap::Args;
use clap_complete::Shell;

use super::{Exit, Failure, command, output};

/// Print the completion script of a shell
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rapporteur completions bash > ~/.local/share/bash-completion/completions/rapporteur
  rapporteur completions fish > ~/.config/fish/completions/rapporteur.fish
  rapporteur completions zsh > ~/.zfunc/_rapporteur")]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self) -> Result<Exit, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command(), "rapporteur", &mut script);
        output::print(&String::from_utf8_lossy(&script))?;
        Ok(Exit::Clean)
    }
}
