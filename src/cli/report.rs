//! `rapporteur report`: pages with the evidence.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;

use clap::Args;

use super::{Exit, Failure, output};
use crate::document::Document;
use crate::report::page::{self, CaseLine, CasePage, Kills, PageError};
use crate::suite::{self, Case, CaseResult, Settings, Suite, SuiteResult, Viewed};
use crate::yaml;

/// Write a page that shows each fact with the words it rests on
#[derive(Debug, Args)]
#[command(
    long_about = "\
Write a page that shows a record beside its source: each fact is marked in the text, with its findings \
and with what the record leaves out. A page is one file, loads nothing, and is read without a script.

A case is what `test` takes for one: a record that names its source, or that has a text of its name \
beside it; a folder of those. A text alone is read by the extractor of the settings.

An output that ends in .html is one page with all cases. Any other is a folder, with a page a case and \
an index.html. With --extractor the cases are run as `test` runs them: shown is what the extractor \
makes of the text, scored against the record by hand, with the figures of the suite. With --kill-matrix \
the figures have what a gate catches of broken records, by field and operator.

Exit status: 0 written, 2 something could not be read or written.",
    after_help = "\
Examples:
  rapporteur report talks.yaml --output talks.html
  rapporteur report talks.yaml --source talks.txt > talks.html
  rapporteur report talks.yaml --old before.yaml --output talks.html
  rapporteur report records/ --output pages/
  rapporteur report readouts/ --extractor rules --output pages/
  rapporteur mutate readouts/ --format json --output kills.json
  rapporteur report readouts/ --kill-matrix kills.json --output pages/"
)]
pub(super) struct Report {
    /// Records, texts, or folders of them
    #[arg(required = true, value_name = "CASE")]
    cases: Vec<PathBuf>,
    /// Hold the records against this text
    #[arg(long, value_name = "FILE", conflicts_with = "extractor")]
    source: Option<PathBuf>,
    /// Show what changed since this version: a record, or a folder of records with the same paths
    #[arg(long, value_name = "PATH", conflicts_with = "extractor")]
    old: Option<PathBuf>,
    /// Run this extractor on the cases, and show what it makes
    #[arg(long, value_name = "NAME")]
    extractor: Option<String>,
    /// Show this kill matrix too, which `mutate --format json` has written
    #[arg(long, value_name = "FILE")]
    kill_matrix: Option<PathBuf>,
    /// Use these settings instead of the nearest rapporteur.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// What the page is called; the name of the case, or of the folder, unless told
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Write to this file, or to this folder, instead of one page to standard output
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Replace what exists
    #[arg(long, requires = "output")]
    force: bool,
}

/// The page of the index.
const INDEX: &str = "index.html";
/// A name of a file has so many letters of the name of its case.
const LONGEST_NAME: usize = 100;

/// Where the pages go.
enum Goal<'r> {
    Output,
    File(&'r Path),
    Folder(&'r Path),
}

/// The cases of one path, with how they went where an extractor was run.
struct Loaded {
    suite: Suite,
    cases: Vec<Case>,
    result: Option<SuiteResult>,
    /// Where the cases were looked for, and where their old versions are.
    old: Option<(PathBuf, PathBuf)>,
}

impl Report {
    pub(super) fn run(&self) -> Result<Exit, Failure> {
        let goal = self.goal();
        self.check(&goal)?;
        let kills = self.kill_matrix.as_deref().map(kills_of).transpose()?;
        let mut loaded = Vec::new();
        for path in &self.cases {
            loaded.push(self.load(path)?);
        }
        // Figures are those of one suite.
        let suite = match loaded.as_slice() {
            [only] => only.result.clone(),
            _ => None,
        };
        match goal {
            Goal::Folder(folder) => self.folder(folder, &loaded, suite.as_ref(), kills.as_ref()),
            Goal::Output | Goal::File(_) => {
                let mut pages = Vec::new();
                let keep = |page| {
                    pages.push(page);
                    Ok(())
                };
                each_page(&loaded, |page| page, keep)?;
                let title = self.title(&pages.iter().map(CasePage::line).collect::<Vec<_>>());
                let text = page::page(&title, &pages, suite.as_ref(), kills.as_ref()).map_err(told)?;
                match goal {
                    Goal::File(path) => self.write(path, &text)?,
                    _ => output::print(&text)?,
                }
                Ok(exit(pages.iter().map(CasePage::line)))
            }
        }
    }

    fn goal(&self) -> Goal<'_> {
        let Some(path) = self.output.as_deref().filter(|path| path.as_os_str() != "-") else {
            return Goal::Output;
        };
        let ending = path.extension().and_then(|ending| ending.to_str());
        let is_page = ending.is_some_and(|ending| {
            ["html", "htm"]
                .iter()
                .any(|known| known.eq_ignore_ascii_case(ending))
        });
        if is_page && !path.is_dir() {
            Goal::File(path)
        } else {
            Goal::Folder(path)
        }
    }

    /// Refuses what would be written over, before the work is done.
    fn check(&self, goal: &Goal<'_>) -> Result<(), Failure> {
        let taken = match goal {
            Goal::Output => None,
            Goal::File(path) => path.exists().then_some(*path),
            Goal::Folder(path) => {
                let is_empty = fs::read_dir(path).map_or(!path.exists(), |mut found| found.next().is_none());
                (!is_empty).then_some(*path)
            }
        };
        match taken {
            Some(path) if !self.force => Err(output::exists(path)),
            _ => Ok(()),
        }
    }

    fn load(&self, path: &Path) -> Result<Loaded, Failure> {
        if path.as_os_str() == "-" {
            return Err(Failure::Told(
                "standard input is no case: a case is a file, or stands in a folder".to_owned(),
            ));
        }
        let settings = match &self.config {
            Some(path) => Settings::load(path),
            None => Settings::near(path),
        };
        let mut settings = settings.map_err(told)?;
        if path.is_file() {
            // What is named is shown, whether or not a suite has it.
            settings = settings.without_cases();
        }
        let extractor = self.extractor.as_deref().map(|name| settings.extractor(name));
        let extractor = extractor.transpose().map_err(told)?;
        let mut suite = Suite::with_settings(path, settings).map_err(told)?;
        if let Some(extractor) = extractor {
            suite = suite.with_extractor(extractor);
        }
        let mut cases = suite.cases().to_vec();
        for case in &mut cases {
            case.source = self.source.clone().or(case.source.take());
        }
        let runs = self.extractor.is_some() || cases.iter().any(|case| case.record.is_none());
        let result = runs.then(|| suite.run(jobs(), |_| {}));
        let old = self.old.clone().map(|old| (path.to_owned(), old));
        Ok(Loaded {
            suite,
            cases,
            result,
            old,
        })
    }

    /// A page a case, and an index.
    fn folder(
        &self,
        folder: &Path,
        loaded: &[Loaded],
        suite: Option<&SuiteResult>,
        kills: Option<&Kills>,
    ) -> Result<Exit, Failure> {
        fs::create_dir_all(folder)
            .map_err(|error| Failure::Told(format!("{}: cannot be written: {error}", folder.display())))?;
        let mut names = HashSet::from([INDEX.to_owned()]);
        let mut lines: Vec<(String, CaseLine)> = Vec::new();
        let make = |page: CasePage| (page.line().clone(), page::page_of(&page));
        let write = |(line, text): (CaseLine, Result<String, PageError>)| {
            let name = file_name(&line.name, &mut names);
            self.write(&folder.join(&name), &text.map_err(told)?)?;
            lines.push((name, line));
            Ok(())
        };
        each_page(loaded, make, write)?;
        let all: Vec<&CaseLine> = lines.iter().map(|(_, line)| line).collect();
        let exit = exit(all.iter().copied());
        let title = self.title(&all);
        let index = page::index(&title, &lines, suite, kills).map_err(told)?;
        self.write(&folder.join(INDEX), &index)?;
        Ok(exit)
    }

    fn write(&self, path: &Path, text: &str) -> Result<(), Failure> {
        output::put(path, text.as_bytes(), self.force)
    }

    fn title(&self, lines: &[&CaseLine]) -> String {
        match (&self.title, lines) {
            (Some(title), _) => title.clone(),
            (None, [only]) => only.name.clone(),
            (None, _) => {
                let names: Vec<String> = self.cases.iter().map(|path| path.display().to_string()).collect();
                names.join(", ")
            }
        }
    }
}

/// Makes something of every case's page, several at once, and hands it on in the order of the cases.
fn each_page<T: Send>(
    loaded: &[Loaded],
    make: impl Fn(CasePage) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), Failure>,
) -> Result<(), Failure> {
    for loaded in loaded {
        let next = AtomicUsize::new(0);
        let (sender, receiver) = channel();
        thread::scope(|scope| {
            for _ in 0..jobs().get().min(loaded.cases.len()) {
                let (sender, next, make) = (sender.clone(), &next, &make);
                scope.spawn(move || {
                    loop {
                        let at = next.fetch_add(1, Ordering::Relaxed);
                        let Some(case) = loaded.cases.get(at) else { break };
                        if sender.send((at, make(loaded.page(at, case)))).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(sender);
            let mut waiting = BTreeMap::new();
            let mut due = 0;
            // Whatever cannot be taken ends the work: nobody receives what is made then.
            for (at, made) in receiver {
                waiting.insert(at, made);
                while let Some(made) = waiting.remove(&due) {
                    take(made)?;
                    due += 1;
                }
            }
            Ok::<(), Failure>(())
        })?;
    }
    Ok(())
}

impl Loaded {
    /// Where the old version of a case's record is; none for a record that is new in its folder.
    fn old_path(&self, case: &Case) -> Option<PathBuf> {
        let (cases, old) = self.old.as_ref()?;
        if !old.is_dir() {
            return Some(old.clone());
        }
        let record = case.record.as_deref()?;
        let below = record
            .strip_prefix(cases)
            .ok()
            .filter(|below| !below.as_os_str().is_empty());
        let path = old.join(below.or(record.file_name().map(Path::new))?);
        path.exists().then_some(path)
    }

    fn page(&self, at: usize, case: &Case) -> CasePage {
        // Results stand in the order of the cases.
        let result = self.result.as_ref().and_then(|result| result.cases.get(at));
        let extracted = result.and_then(|result| extracted(case, result));
        let old = self.old_path(case);
        let look = |viewed: Viewed<'_>| {
            let page = CasePage::of(viewed);
            match old.as_deref().map(read) {
                Some(Ok(old)) => Ok(page.with_old(viewed, &old)),
                Some(Err(reason)) => Err(reason),
                None => Ok(page),
            }
        };
        let page = match self.suite.view(case, extracted, look).and_then(|page| page) {
            Ok(page) => page,
            Err(reason) => CasePage::unseen(&case.name, &reason),
        };
        match result {
            Some(result) => page.with_result(result),
            None => page,
        }
    }
}

/// An old version of a record.
fn read(path: &Path) -> Result<yaml::File, String> {
    let text = suite::read_text(path).map_err(|reason| format!("{}: {reason}", path.display()))?;
    Ok(yaml::read(text.name(), text.text()))
}

/// The kill matrix in a file.
fn kills_of(path: &Path) -> Result<Kills, Failure> {
    let text =
        suite::read_text(path).map_err(|reason| Failure::Told(format!("{}: {reason}", path.display())))?;
    Kills::of_json(text.text()).map_err(|error| Failure::Told(format!("{}: {error}", path.display())))
}

/// The text of the record that the extractor made.
fn extracted<'r>(case: &Case, result: &'r CaseResult) -> Option<&'r Document> {
    let given = [&case.source, &case.record];
    let is_given = |text: &&Document| {
        let mut given = given.iter().filter_map(|path| path.as_deref());
        given.any(|path| path.display().to_string() == text.name())
    };
    result.texts.iter().rfind(|text| !is_given(text))
}

/// What the file of a case's page is called: letters, digits and hyphens of the case's name.
fn file_name(case: &str, taken: &mut HashSet<String>) -> String {
    let mut plain = String::new();
    for letter in case.chars().take(LONGEST_NAME) {
        match letter {
            'a'..='z' | '0'..='9' | '_' => plain.push(letter),
            'A'..='Z' => plain.push(letter.to_ascii_lowercase()),
            _ if plain.is_empty() || plain.ends_with('-') => {}
            _ => plain.push('-'),
        }
    }
    let plain = plain.trim_end_matches('-');
    let plain = if plain.is_empty() { "case" } else { plain };
    let mut name = format!("{plain}.html");
    let mut count = 2;
    while !taken.insert(name.clone()) {
        name = format!("{plain}-{count}.html");
        count += 1;
    }
    name
}

fn jobs() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

fn exit<'l>(mut lines: impl Iterator<Item = &'l CaseLine>) -> Exit {
    if lines.any(|line| !line.failure.is_empty()) {
        Exit::Failed
    } else {
        Exit::Clean
    }
}

fn told(error: impl std::fmt::Display) -> Failure {
    Failure::Told(error.to_string())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::file_name;

    #[test]
    fn names_of_files_are_plain_and_differ() {
        let mut taken = HashSet::from(["index.html".to_owned()]);
        let mut name = |case| file_name(case, &mut taken);
        assert_eq!(name("readouts/seen/Kz talks"), "readouts-seen-kz-talks.html");
        assert_eq!(name("readouts/seen/kz-talks"), "readouts-seen-kz-talks-2.html");
        assert_eq!(name("../../etc/passwd"), "etc-passwd.html");
        assert_eq!(name("index"), "index-2.html");
        assert_eq!(name("会談"), "case.html");
    }
}
