//! `rapporteur score`: records against hand-made ones.

mod pairs;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::input::{self, Input, SizeLimit};
use super::output::{self, Destination};
use super::{Exit, Failure};
use crate::score::{Baseline, Change, Floor, Layout, Scores, Shortfall, changes_table};

/// Score records against hand-made ones, section by section
#[derive(Debug, Args)]
#[command(
    long_about = "\
Score records against hand-made ones, section by section.

GOT and GOLD are two records, or two folders whose files are paired by name without ending. The \
objects of a list are matched one to one, by best total agreement; then precision, recall and F1 \
count the objects, accuracy their attributes, and grounding F1 the objects whose evidence, too, \
stands at the right place. A record of GOLD without a readable one in GOT counts as 0. Where both \
lists are empty, the section counts as 1.

Quotes without offsets are looked for in the source: that of --source, the one that the record \
names under `source.path`, or the .txt file of the same name beside it.

A figure is named `SECTION` (its F1), `SECTION.precision`, `.recall`, `.macro`, `.grounding`, or \
`SECTION.ATTRIBUTE`; `all` stands for all sections together.

Exit status: 0 done, 1 a figure is below its floor or the baseline, 2 something could not be read.",
    after_help = "\
Examples:
  rapporteur score talks.yaml fixtures/talks.yaml
  rapporteur extract talks.txt | rapporteur score - fixtures/talks.yaml --details
  rapporteur score records/ fixtures/ --by folder
  rapporteur score records/ fixtures/ --fail-under participants=0.9,participants.role=0.85
  rapporteur score records/ fixtures/ --format json > baseline.json
  rapporteur score records/ fixtures/ --baseline baseline.json --tolerance 0.01"
)]
pub(super) struct Score {
    /// The record to be scored, or a folder of them; `-` for standard input
    got: PathBuf,
    /// The record it is scored against, or a folder of them
    gold: PathBuf,
    /// The source that both records rest on; for folders, the folder with the sources
    #[arg(long, value_name = "PATH")]
    source: Option<PathBuf>,
    /// Show results by house style, told from where a file of GOLD stands or what it is called
    #[arg(long, value_enum, value_name = "HOW", conflicts_with = "styles")]
    by: Option<By>,
    /// Show results by house style, told in this file: one line a record, its name without ending, a
    /// tab, its style
    #[arg(long, value_name = "FILE")]
    styles: Option<PathBuf>,
    /// How results are written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// List what was missed, what was spurious, and where matched objects differ
    #[arg(long)]
    details: bool,
    /// Fail where a figure is lower than this
    #[arg(long, value_name = "FIGURE=NUMBER", value_delimiter = ',')]
    fail_under: Vec<Floor>,
    /// Show what changed since an earlier run wrote this file with `--format json`, and fail where
    /// an F1 fell
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// By how much an F1 may fall below the baseline
    #[arg(long, value_name = "NUMBER", default_value_t = 0.0, requires = "baseline", value_parser = fraction)]
    tolerance: f64,
    #[command(flatten)]
    destination: Destination,
    #[command(flatten)]
    limit: SizeLimit,
}

/// How results are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Tables for people
    #[default]
    Human,
    /// JSON, which a later run takes as its baseline
    Json,
    /// Markdown, for comments and summaries
    Markdown,
}

/// What tells a document's house style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum By {
    /// The folder inside GOLD
    Folder,
    /// The name up to its first hyphen
    Prefix,
}

impl Score {
    pub(super) fn run(&self) -> Result<Exit, Failure> {
        self.destination.check()?;
        let baseline = self
            .baseline
            .as_deref()
            .map(|path| self.read_baseline(path))
            .transpose()?;
        let Some(scores) = self.scores()? else {
            return Ok(Exit::Failed);
        };
        let changes = baseline.as_ref().map(|baseline| baseline.changes(&scores.all));
        self.destination
            .write(&self.written(&scores, changes.as_deref()))?;

        let mut below = scores.all.below(&self.fail_under);
        below.extend(
            baseline
                .iter()
                .flat_map(|baseline| baseline.below(&scores.all, self.tolerance)),
        );
        Ok(told(&below))
    }

    fn written(&self, scores: &Scores, changes: Option<&[Change]>) -> String {
        let layout = match self.format {
            Format::Human => Layout::Plain,
            Format::Markdown => Layout::Markdown,
            Format::Json => return scores.to_json(self.details, changes),
        };
        let mut text = scores.table(layout);
        if let Some(changes) = changes {
            text.push('\n');
            text.push_str(&changes_table(changes, layout));
        }
        if self.details {
            text.push('\n');
            text.push_str(&scores.details(layout));
        }
        text
    }

    fn read_baseline(&self, path: &Path) -> Result<Baseline, Failure> {
        let text = self.text(path)?;
        Baseline::from_json(&text).map_err(|error| Failure::Told(format!("{}: {error}", path.display())))
    }

    /// The text of a file that the run cannot do without.
    fn text(&self, path: &Path) -> Result<String, Failure> {
        let text = input::read(&Input::File(path.to_owned()), self.limit);
        let text = text.map_err(|error| Failure::Told(error.to_string()))?;
        Ok(text.document.text().to_owned())
    }
}

fn told(below: &[Shortfall]) -> Exit {
    for shortfall in below {
        output::complain(&shortfall.to_string());
    }
    if below.is_empty() {
        Exit::Clean
    } else {
        Exit::Findings
    }
}

fn fraction(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "expected a number from 0 to 1".to_owned())
}
