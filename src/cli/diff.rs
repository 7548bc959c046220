//! `rapporteur diff`: what changed in meaning between two versions of records.

mod git;
mod pairs;

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::input::{self, Input, SizeLimit};
use super::output::{self, Destination};
use super::reporting::terminal;
use super::{Exit, Failure};
use crate::diff::{Class, Comparisons, Version, outline};
use crate::report::{DiffFormat, Settings, render_diff};
use crate::schema::{Schema, Schemas};
use crate::yaml;

/// Show what changed in meaning between two versions of records
#[derive(Debug, Args)]
#[command(
    long_about = "\
Show what changed in meaning between two versions of records.

OLD and NEW are two records, or two folders whose files are paired by their paths inside them. With \
--git REV, the working tree is held against a revision, with --git OLD..NEW a revision against \
another, with OLD...NEW against where both parted; PATHs then choose files and folders, and without \
one, changed files that are no records are passed over. Git is run to read them, and nothing else is.

Objects are matched as `score` matches them, so that order is no change. Each difference has a \
class, from the most serious: fact-added, fact-removed, fact-changed, stronger, weaker (a status or \
comparator that claims more or less), evidence-moved, wording (the same words, written otherwise), \
order. Beside it stand both places, and the passages that the values rest on: those of the source \
that --source names, else the one that the record names, else the text file of its name beside it.

Exit status: 0 nothing as serious as --fail-on says, 1 something is, 2 something could not be read.",
    after_help = "\
Examples:
  rapporteur diff old.yaml new.yaml
  rapporteur extract talks.txt | rapporteur diff talks.yaml - --source talks.txt
  rapporteur diff before/ after/ --format json
  rapporteur diff --git HEAD                          what is not yet committed
  rapporteur diff --git main...HEAD records/ --format markdown > comment.md
  rapporteur diff --git v1..v2 --fail-on evidence-moved

As git's own diff, for records only:
  echo 'records/*.yaml diff=rapporteur' >> .gitattributes
  git config diff.rapporteur.command 'rapporteur diff --external'     in git diff
  git config diff.rapporteur.textconv 'rapporteur diff --textconv'    in git log -p, show, blame"
)]
pub(super) struct Diff {
    /// OLD and NEW, `-` for standard input; with --git, what to look at
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Compare revisions of git: REV with the working tree, OLD..NEW, or OLD...NEW
    #[arg(long, value_name = "REV[..REV]")]
    git: Option<String>,
    /// Take the arguments that git gives to an external diff program, and always exit with 0
    #[arg(long, conflicts_with_all = ["git", "source", "output", "fail_on"])]
    external: bool,
    /// Print one record as lines of which only those change where a fact does, for git's textconv
    #[arg(long, conflicts_with_all = ["git", "external", "source", "format", "fail_on"])]
    textconv: bool,
    /// The source that all records rest on, or the folder with the sources
    #[arg(long, value_name = "PATH")]
    source: Option<PathBuf>,
    /// Use this JSON Schema (a file, JSON or YAML) for all records
    #[arg(long, value_name = "FILE")]
    schema: Option<PathBuf>,
    /// How differences are written
    #[arg(long, value_enum, default_value_t)]
    format: DiffFormat,
    /// The least serious class that fails the run
    #[arg(long, value_name = "CLASS", default_value = "weaker", value_parser = limits())]
    fail_on: Limit,
    #[command(flatten)]
    destination: Destination,
    #[command(flatten)]
    limit: SizeLimit,
}

/// From which class on a run fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Limit {
    Class(Class),
    Never,
}

fn limits() -> impl TypedValueParser<Value = Limit> {
    let classes = Class::ALL.map(Class::as_str);
    PossibleValuesParser::new(classes.into_iter().chain(["never"])).map(|name| {
        // The parser lets only these names through.
        Class::from_str(&name, false).map_or(Limit::Never, Limit::Class)
    })
}

impl Diff {
    pub(super) fn run(&self) -> Result<Exit, Failure> {
        self.destination.check()?;
        let schemas = super::validate::schemas(self.schema.as_deref())?;
        if self.textconv {
            return self.outline(&schemas);
        }
        if self.external {
            return self.external(&schemas);
        }
        let found = match &self.git {
            Some(revisions) => self.revisions(revisions, &schemas)?,
            None => self.files(&schemas)?,
        };
        for failed in &found.failed {
            output::complain(&format!("{}: {}", failed.path, failed.reason));
        }
        // Colours are for the terminal, not for a file.
        let settings = Settings {
            color: self.destination.folder().is_none() && terminal().color,
            ..Settings::default()
        };
        self.destination
            .write(&render_diff(&found, self.format, &settings))?;
        Ok(self.exit(&found))
    }

    fn exit(&self, found: &Comparisons) -> Exit {
        let is_serious = match self.fail_on {
            Limit::Never => false,
            Limit::Class(least) => found.worst().is_some_and(|worst| worst >= least),
        };
        if !found.failed.is_empty() {
            Exit::Failed
        } else if is_serious {
            Exit::Findings
        } else {
            Exit::Clean
        }
    }

    /// Prints each record of one file as lines.
    fn outline(&self, schemas: &Schemas) -> Result<Exit, Failure> {
        let [path] = self.paths.as_slice() else {
            return Err(Failure::Told("--textconv takes one file".to_owned()));
        };
        let input = if path.as_os_str() == "-" {
            Input::Stdin
        } else {
            Input::File(path.clone())
        };
        let text = input::read(&input, self.limit).map_err(|error| Failure::Told(error.to_string()))?;
        let file = yaml::read(text.document.name(), text.document.text());
        // What cannot be read whole is shown to git as it stands.
        if pairs::broken(&file).is_some() {
            self.destination.write(&file.text)?;
            return Ok(Exit::Clean);
        }
        let mut lines = String::new();
        for record in &file.documents {
            let version = Version {
                file: &file,
                record,
                source: None,
            };
            let told = schemas.with_schema(&file, record, |schema| outline(version, schema));
            // git gives a copy in another folder, where the schema may not be found.
            lines.push_str(&told.unwrap_or_else(|| outline(version, Schema::built_in())));
        }
        self.destination.write(&lines)?;
        Ok(Exit::Clean)
    }
}
