//! `rapporteur schema`: the built-in schemas.

use clap::{Args, builder::PossibleValuesParser};

use super::output::Destination;
use super::{Exit, Failure};
use crate::schema::{BUILT_IN, GROUNDING_DIALECT, GROUNDING_VOCABULARY};

/// The built-in schemas, by name.
const SCHEMAS: &[(&str, &str)] = &[
    ("summit-summary", BUILT_IN),
    ("grounding-vocabulary", GROUNDING_VOCABULARY),
    ("grounding-dialect", GROUNDING_DIALECT),
];

/// Print a built-in schema
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rapporteur schema > summit-summary.schema.json
  rapporteur schema --output summit-summary.schema.json

A first line `# yaml-language-server: $schema=summit-summary.schema.json` in a record then gives
completion, help and checks in every editor that has the YAML language server.")]
pub(super) struct Schema {
    /// Which one
    #[arg(value_name = "NAME", default_value = "summit-summary", value_parser = names())]
    name: String,
    #[command(flatten)]
    destination: Destination,
}

impl Schema {
    pub(super) fn run(&self) -> Result<Exit, Failure> {
        self.destination.check()?;
        let found = SCHEMAS.iter().find(|(name, _)| *name == self.name);
        if let Some((_, text)) = found {
            self.destination.write(text)?;
        }
        Ok(Exit::Clean)
    }
}

fn names() -> PossibleValuesParser {
    PossibleValuesParser::new(SCHEMAS.iter().map(|(name, _)| *name))
}
