//! `rapporteur report`: pages with the evidence.

use std::collections::HashSet;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;

use clap::Args;

use super::{Exit, Failure, output};
use crate::document::Document;
use crate::report::page::{self, CaseLine, CasePage};
use crate::suite::{Case, CaseResult, Settings, Suite, SuiteResult};

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
makes of the text, scored against the record by hand, with the figures of the suite.

Exit status: 0 written, 2 something could not be read or written.",
    after_help = "\
Examples:
  rapporteur report talks.yaml --output talks.html
  rapporteur report talks.yaml --source talks.txt > talks.html
  rapporteur report records/ --output pages/
  rapporteur report readouts/ --extractor rules --output pages/"
)]
pub(super) struct Report {
    /// Records, texts, or folders of them
    #[arg(required = true, value_name = "CASE")]
    cases: Vec<PathBuf>,
    /// Hold the records against this text
    #[arg(long, value_name = "FILE", conflicts_with = "extractor")]
    source: Option<PathBuf>,
    /// Run this extractor on the cases, and show what it makes
    #[arg(long, value_name = "NAME")]
    extractor: Option<String>,
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
}

impl Report {
    pub(super) fn run(&self) -> Result<Exit, Failure> {
        let goal = self.goal();
        self.check(&goal)?;
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
            Goal::Folder(folder) => self.folder(folder, &loaded, suite.as_ref()),
            Goal::Output | Goal::File(_) => {
                let mut pages = Vec::new();
                each_page(&loaded, |page| {
                    pages.push(page);
                    Ok(())
                })?;
                let title = self.title(&pages.iter().map(CasePage::line).collect::<Vec<_>>());
                let text = page::page(&title, &pages, suite.as_ref()).map_err(told)?;
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
        Ok(Loaded { suite, cases, result })
    }

    /// A page a case, and an index.
    fn folder(&self, folder: &Path, loaded: &[Loaded], suite: Option<&SuiteResult>) -> Result<Exit, Failure> {
        fs::create_dir_all(folder)
            .map_err(|error| Failure::Told(format!("{}: cannot be written: {error}", folder.display())))?;
        let mut names = HashSet::from([INDEX.to_owned()]);
        let mut lines: Vec<(String, CaseLine)> = Vec::new();
        each_page(loaded, |page| {
            let name = file_name(&page.line().name, &mut names);
            let text = page::page_of(&page).map_err(told)?;
            self.write(&folder.join(&name), &text)?;
            lines.push((name, page.line().clone()));
            Ok(())
        })?;
        let all: Vec<&CaseLine> = lines.iter().map(|(_, line)| line).collect();
        let exit = exit(all.iter().copied());
        let title = self.title(&all);
        let index = page::index(&title, &lines, suite).map_err(told)?;
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

/// Makes the page of every case, several at once, and hands them on in the order of the cases.
fn each_page(
    loaded: &[Loaded],
    mut take: impl FnMut(CasePage) -> Result<(), Failure>,
) -> Result<(), Failure> {
    for loaded in loaded {
        let next = AtomicUsize::new(0);
        let (sender, receiver) = channel();
        thread::scope(|scope| {
            for _ in 0..jobs().get().min(loaded.cases.len()) {
                let (sender, next) = (sender.clone(), &next);
                scope.spawn(move || {
                    loop {
                        let at = next.fetch_add(1, Ordering::Relaxed);
                        let Some(case) = loaded.cases.get(at) else { break };
                        if sender.send((at, loaded.page(at, case))).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(sender);
            let mut waiting = std::collections::BTreeMap::new();
            let mut due = 0;
            for (at, page) in receiver {
                waiting.insert(at, page);
                while let Some(page) = waiting.remove(&due) {
                    take(page)?;
                    due += 1;
                }
            }
            Ok::<(), Failure>(())
        })?;
    }
    Ok(())
}

impl Loaded {
    fn page(&self, at: usize, case: &Case) -> CasePage {
        // Results stand in the order of the cases.
        let result = self.result.as_ref().and_then(|result| result.cases.get(at));
        let extracted = result.and_then(|result| extracted(case, result));
        let page = match self.suite.view(case, extracted, CasePage::of) {
            Ok(page) => page,
            Err(reason) => CasePage::unseen(&case.name, &reason),
        };
        match result {
            Some(result) => page.with_result(result),
            None => page,
        }
    }
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
