//! What `extract` and `check` have in common over a corpus: NDJSON, workers, rejects, resuming.

mod output;
mod progress;

use std::fs;
use std::io::Write;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Instant;

use clap::{Args, ValueEnum};
use serde_json::{Map, Value, json};
use signal_hook::consts::signal::SIGINT;
use signal_hook::flag;

pub(super) use self::output::Form;
use self::output::{Lines, Rejects};
use self::progress::Progress;
use super::input::{self, Input, Kind, SizeLimit};
use super::output::Destination;
use super::{Exit, Failure};
#[cfg(feature = "parquet")]
use crate::corpus::parquet::{Columns, is_guarded};
use crate::corpus::{Body, Fields, Inputs, Item, Named, Origin, Reject, Tally, run};
use crate::document::Document;

/// Work over a corpus of any size.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Corpus")]
pub(super) struct Corpus {
    /// Inputs hold one JSON object a line, each with a document; the output is one line for each
    #[arg(long, group = "many")]
    ndjson: bool,
    /// Inputs are Parquet files with a document a row; their columns are taken as members of a line
    #[cfg(feature = "parquet")]
    #[arg(long, group = "many")]
    parquet: bool,
    /// The member of a line that names its document
    #[arg(long, value_name = "KEY", default_value = "id", requires = "many")]
    id_field: String,
    /// The member of a line that holds the text
    #[arg(long, value_name = "KEY", default_value = "text", requires = "many")]
    text_field: String,
    /// Documents that are worked on at once, by default one for each core
    #[arg(short, long, value_name = "NUMBER")]
    jobs: Option<NonZeroUsize>,
    /// Write the documents of which nothing could be made to this file, one JSON object a line
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Go on after the last whole line of an output that was broken off
    #[arg(long, requires = "output")]
    resume: bool,
    /// How the counts at the end are written, on standard error [default: human]
    #[arg(long, value_enum, value_name = "FORM")]
    stats: Option<Stats>,
}

/// How the counts at the end are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Stats {
    /// A line for people
    Human,
    /// A JSON object
    Json,
}

/// What is made of one item: a line, without its end, and what it counts for.
pub(super) type Made = Result<(Vec<u8>, Tally), Reject>;

impl Corpus {
    /// True where an input holds many documents: lines of JSON, or rows.
    pub(super) fn is_many(&self) -> bool {
        self.ndjson || self.is_parquet()
    }

    #[cfg(feature = "parquet")]
    fn is_parquet(&self) -> bool {
        self.parquet
    }

    #[cfg(not(feature = "parquet"))]
    #[expect(clippy::unused_self, reason = "with the feature there is something to ask")]
    fn is_parquet(&self) -> bool {
        false
    }

    /// Refuses what means nothing where no lines are written.
    pub(super) fn refuse(&self) -> Result<(), Failure> {
        let asked = [
            ("--jobs", self.jobs.is_some()),
            ("--rejects", self.rejects.is_some()),
            ("--resume", self.resume),
            ("--stats", self.stats.is_some()),
        ];
        match asked.iter().find(|(_, is_asked)| *is_asked) {
            Some((option, _)) => Err(Failure::Told(format!(
                "{option} is for output in lines: see `ndjson` in the help of this command"
            ))),
            None => Ok(()),
        }
    }

    /// The documents that `paths` and a list of files name: files of this kind, where they are no lines.
    /// `more` are members that a line must have beside its text.
    pub(super) fn origins(
        &self,
        paths: &[PathBuf],
        names: Option<&Path>,
        files: Kind,
        more: &[&str],
    ) -> Vec<Origin> {
        #[cfg(feature = "parquet")]
        if self.parquet {
            return self.rows(paths, more);
        }
        let _ = more;
        let kind = if self.ndjson { Kind::Lines } else { files };
        let mut origins: Vec<Origin> = input::expand(paths, kind)
            .into_iter()
            .map(|found| match found {
                Ok(Input::Stdin) if self.ndjson => Origin::Lines(None),
                Ok(Input::Stdin) => Origin::Document(PathBuf::from("-")),
                Ok(Input::File(path)) if self.ndjson => Origin::Lines(Some(path)),
                Ok(Input::File(path)) => Origin::Document(path),
                Err(error) => Origin::Nothing(error.name, error.reason.to_string()),
            })
            .collect();
        origins.extend(names.map(|path| Origin::Names((path.as_os_str() != "-").then(|| path.to_owned()))));
        origins
    }

    /// The rows of the Parquet files that `paths` name.
    #[cfg(feature = "parquet")]
    fn rows(&self, paths: &[PathBuf], more: &[&str]) -> Vec<Origin> {
        let tell = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !is_guarded() {
                tell(panic);
            }
        }));
        let mut columns = Columns {
            needed: vec![self.text_field.clone()],
            wanted: vec![self.id_field.clone()],
        };
        columns.needed.extend(more.iter().map(|&name| name.to_owned()));
        let files = input::expand(paths, Kind::Rows).into_iter();
        files
            .map(|found| match found {
                Ok(Input::File(path)) => Origin::Rows(path, columns.clone()),
                Ok(Input::Stdin) => Origin::Nothing(
                    Input::Stdin.to_string(),
                    "is no file: Parquet is read from its end".to_owned(),
                ),
                Err(error) => Origin::Nothing(error.name, error.reason.to_string()),
            })
            .collect()
    }

    /// Works on every document of `origins`, and says how it went.
    ///
    /// Lines go to `destination` in the order of the input, in this form. Ctrl-C, and a reader who reads no further,
    /// end the run after a whole line.
    pub(super) fn run(
        &self,
        origins: Vec<Origin>,
        limit: SizeLimit,
        destination: &Destination,
        form: &Form,
        work: impl Fn(&Item) -> Made + Sync,
    ) -> Result<(Exit, Tally), Failure> {
        let mut lines = Lines::open(destination, form, self.resume)?;
        #[cfg(feature = "parquet")]
        let work = |item: &Item| {
            let made = work(item)?;
            form.holds(&made.0).map_err(|reason| item.reject(reason))?;
            Ok(made)
        };
        let goes_on = self.resume.then(|| lines.done());
        let mut rejects = Rejects::open(self.rejects.as_deref(), destination.forced(), goes_on)?;
        let stop = stop_flag()?;
        let progress = Progress::over(total(&origins));
        let begun = Instant::now();
        let skipped = usize::try_from(lines.done()).unwrap_or(usize::MAX);
        let items = Inputs::of(origins, limit.bytes())
            .skip(skipped)
            .take_while(|_| !stop.load(Ordering::Relaxed));
        let mut tally = Tally::default();
        let mut failure = None;
        run(items, self.jobs(), work, |done| {
            tally += done.tally;
            let written = rejects
                .write(&done.rejects)
                .and_then(|()| lines.write(&done.lines));
            progress.advance(done.taken, &tally);
            match written {
                Ok(true) => ControlFlow::Continue(()),
                Ok(false) => ControlFlow::Break(()),
                Err(error) => {
                    failure = Some(error);
                    ControlFlow::Break(())
                }
            }
        });
        progress.end();
        if let Some(error) = failure {
            return Err(error);
        }
        rejects.finish()?;
        let is_cut = stop.load(Ordering::Relaxed);
        lines.finish(is_cut)?;
        self.tell(&tally, begun);
        let exit = if is_cut || tally.rejects > 0 {
            Exit::Failed
        } else if tally.errors > 0 {
            Exit::Findings
        } else {
            Exit::Clean
        };
        Ok((exit, tally))
    }

    /// The text of `item`, with its name and what else its line holds.
    pub(super) fn read(&self, item: &Item, limit: SizeLimit) -> Result<Named, Reject> {
        match &item.body {
            Body::Nothing(reason) => Err(item.reject(reason.as_str())),
            Body::Line(bytes) => {
                let fields = Fields {
                    id: self.id_field.clone(),
                    text: self.text_field.clone(),
                };
                fields.read(bytes).map_err(|reason| item.reject(reason))
            }
            Body::File(path) => {
                let input = if path.as_os_str() == "-" {
                    Input::Stdin
                } else {
                    Input::File(path.clone())
                };
                let text =
                    input::read(&input, limit).map_err(|error| item.reject(error.reason.to_string()))?;
                Ok(Named {
                    id: Some(path.display().to_string().into()),
                    text: text.document.text().to_owned(),
                    rest: Map::default(),
                })
            }
        }
    }

    fn jobs(&self) -> usize {
        self.jobs
            .or_else(|| thread::available_parallelism().ok())
            .map_or(1, NonZeroUsize::get)
    }

    /// The closing line.
    fn tell(&self, tally: &Tally, begun: Instant) {
        let time = begun.elapsed();
        let text = match self.stats {
            None | Some(Stats::Human) => progress::closing(tally, time),
            Some(Stats::Json) => {
                let mut value = json!(tally);
                value["seconds"] = json!(time.as_secs_f64());
                value["bytes_per_second"] = json!(tally.rate(time));
                value.to_string()
            }
        };
        // Where standard error is closed there is nobody to tell.
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }
}

/// The document of a line: under its name, or under its number where it has none.
pub(super) fn document(item: &Item, named: &Named) -> Document {
    let name = match &named.id {
        Some(Value::String(name)) => name.clone(),
        Some(other) => other.to_string(),
        None => item.number.to_string(),
    };
    Document::new(name, named.text.as_str())
}

/// The objects that the lists of `record` hold.
pub(super) fn facts(record: &Value) -> u64 {
    let members = record.as_object().into_iter().flatten();
    members
        .filter_map(|(_, list)| list.as_array())
        .map(|list| list.len() as u64)
        .sum()
}

/// The beginning of an output line: the number of the document, and its name where it has one.
pub(super) fn head(item: &Item, named: &Named) -> String {
    match &named.id {
        Some(id) => format!("{{\"number\":{},\"id\":{id}", item.number),
        None => format!("{{\"number\":{}", item.number),
    }
}

/// Set when the user asks to stop. Who asks twice does not wait for the line to be whole.
fn stop_flag() -> Result<Arc<AtomicBool>, Failure> {
    let stop = Arc::new(AtomicBool::new(false));
    let told = |error| Failure::Told(format!("cannot listen to Ctrl-C: {error}"));
    flag::register_conditional_shutdown(SIGINT, 130, Arc::clone(&stop)).map_err(told)?;
    flag::register(SIGINT, Arc::clone(&stop)).map_err(told)?;
    Ok(stop)
}

/// Bytes of all lines that are to be read; `None` where that cannot be known beforehand.
fn total(origins: &[Origin]) -> Option<u64> {
    origins
        .iter()
        .map(|origin| match origin {
            Origin::Lines(Some(path)) => fs::metadata(path).ok().map(|found| found.len()),
            _ => None,
        })
        .sum()
}
