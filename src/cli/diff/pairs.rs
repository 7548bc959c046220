//! Which files are compared with which, and where their sources are.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::Diff;
use super::git::Repository;
use crate::cli::Failure;
use crate::cli::input::{self, Input, Kind, Text};
use crate::diff::{Comparisons, Which, compare_files};
use crate::document::Document;
use crate::finding::{Failed, Severity};
use crate::grounding::Source;
use crate::schema::Schemas;
use crate::yaml::{self, File};

/// Where one version of a file is read from.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// A file of the disk, or standard input.
    Disk,
    /// A revision of git.
    Revision(String),
}

/// One version of a file that was read, or why it was not.
pub(super) type Loaded = Result<Text, Failed>;

/// What is compared, and what it was compared with so far.
pub(super) struct Bench<'d> {
    diff: &'d Diff,
    schemas: &'d Schemas,
    repository: Option<&'d Repository>,
    /// Sources by where they were read from; `None` for what is no text that could be read.
    sources: HashMap<(String, PathBuf), Option<Rc<Source>>>,
    pub(super) found: Comparisons,
}

impl Diff {
    /// Compares the two files or folders that the command line names.
    pub(super) fn files(&self, schemas: &Schemas) -> Result<Comparisons, Failure> {
        let [old, new] = self.paths.as_slice() else {
            return Err(Failure::Told(
                "name two records, or two folders, or revisions with --git".to_owned(),
            ));
        };
        let mut bench = Bench::new(self, schemas, None);
        match (old.is_dir(), new.is_dir()) {
            (true, true) => bench.folders(old, new),
            (false, false) => {
                if old.as_os_str() == "-" && new.as_os_str() == "-" {
                    return Err(Failure::Told("standard input can be one of the two".to_owned()));
                }
                let (old, new) = (bench.disk(old), bench.disk(new));
                bench.pair(Some(old), Some(new), [&Origin::Disk, &Origin::Disk]);
            }
            (is_old, _) => {
                let (folder, file) = if is_old { (old, new) } else { (new, old) };
                return Err(Failure::Told(format!(
                    "{} is a folder and {} is none; name two records, or two folders",
                    folder.display(),
                    file.display()
                )));
            }
        }
        Ok(bench.found)
    }
}

/// What is wrong with the YAML of `file`, in one clause with its place, if anything is.
pub(super) fn broken(file: &File) -> Option<String> {
    let mut findings = file.findings.iter();
    let error = findings.find(|finding| finding.severity == Severity::Error);
    let nothing = file.documents.is_empty().then(|| file.nothing());
    let error = error.or(nothing.as_ref())?;
    let place = error.record.start;
    Some(format!("{}:{}: {}", place.line, place.column, error.message))
}

impl<'d> Bench<'d> {
    pub(super) fn new(diff: &'d Diff, schemas: &'d Schemas, repository: Option<&'d Repository>) -> Self {
        Self {
            diff,
            schemas,
            repository,
            sources: HashMap::new(),
            found: Comparisons::default(),
        }
    }

    /// Reads a file of the disk; `-` is standard input.
    pub(super) fn disk(&self, path: &Path) -> Loaded {
        let input = if path.as_os_str() == "-" {
            Input::Stdin
        } else {
            Input::File(path.to_owned())
        };
        input::read(&input, self.diff.limit).map_err(|error| Failed {
            path: error.name,
            reason: error.reason.to_string(),
        })
    }

    /// Compares two versions of a file, either of which may not be there.
    pub(super) fn pair(&mut self, old: Option<Loaded>, new: Option<Loaded>, origins: [&Origin; 2]) {
        let mut read = |loaded: Option<Loaded>| -> Result<Option<File>, ()> {
            let Some(loaded) = loaded else { return Ok(None) };
            let read = loaded.and_then(|text| {
                let file = yaml::read(text.document.name(), text.document.text());
                match broken(&file) {
                    Some(reason) => Err(Failed {
                        path: file.name,
                        reason,
                    }),
                    None => Ok(file),
                }
            });
            read.map(Some).map_err(|failed| self.found.failed.push(failed))
        };
        // Both are read, so that both faults are told.
        let (Ok(old), Ok(new)) = (read(old), read(new)) else {
            return;
        };
        let found = compare_files(old.as_ref(), new.as_ref(), self.schemas, |which, file, named| {
            let origin = match which {
                Which::Old => origins[0],
                Which::New => origins[1],
            };
            self.source(origin, file, named)
        });
        self.found.records.extend(found);
    }

    fn folders(&mut self, old: &Path, new: &Path) {
        let (old_files, new_files) = (self.inside(old), self.inside(new));
        let names: std::collections::BTreeSet<&PathBuf> = old_files.keys().chain(new_files.keys()).collect();
        for name in names {
            let load = |path: &PathBuf| self.disk(path);
            let (old, new) = (old_files.get(name).map(load), new_files.get(name).map(load));
            self.pair(old, new, [&Origin::Disk, &Origin::Disk]);
        }
    }

    /// The records below `folder`, by their paths inside it.
    fn inside(&mut self, folder: &Path) -> BTreeMap<PathBuf, PathBuf> {
        let mut found = BTreeMap::new();
        for input in input::expand(&[folder.to_owned()], Kind::Record) {
            match input {
                Ok(Input::File(path)) => {
                    // `expand` gives what is below `.` without it.
                    let inside = path.strip_prefix(folder).unwrap_or(&path);
                    found.insert(inside.to_owned(), path.clone());
                }
                Ok(Input::Stdin) => {}
                // A folder without a record is a folder from which all are gone.
                Err(error) if matches!(error.reason, input::Reason::NothingInside(_)) => {}
                Err(error) => self.found.failed.push(Failed {
                    path: error.name,
                    reason: error.reason.to_string(),
                }),
            }
        }
        found
    }

    /// The source of a record of `file`, which says that it lies at `named`, if it says so.
    fn source(&mut self, origin: &Origin, file: &File, named: Option<&str>) -> Option<Rc<Source>> {
        let record = Path::new(&file.name);
        let beside = || record.with_extension("txt");
        let candidates = match &self.diff.source {
            Some(folder) if folder.is_dir() => {
                let name = named.and_then(|named| Path::new(named).file_name());
                let by_name = name.map(|name| folder.join(name));
                let by_record = beside().file_name().map(|name| folder.join(name));
                return [by_name, by_record]
                    .into_iter()
                    .flatten()
                    .find_map(|path| self.text(&Origin::Disk, path));
            }
            Some(source) => return self.text(&Origin::Disk, source.clone()),
            None => [named.map(|named| record.with_file_name(named)), Some(beside())],
        };
        candidates
            .into_iter()
            .flatten()
            .find_map(|path| self.text(origin, path))
    }

    /// The text at `path`, if there is one.
    fn text(&mut self, origin: &Origin, path: PathBuf) -> Option<Rc<Source>> {
        let revision = match origin {
            Origin::Disk => String::new(),
            Origin::Revision(revision) => revision.clone(),
        };
        if let Some(known) = self.sources.get(&(revision.clone(), path.clone())) {
            return known.clone();
        }
        let text = match (origin, self.repository) {
            // A record may name anything; only files are opened, as a pipe would be waited for.
            (Origin::Disk, _) => path.is_file().then(|| self.disk(&path).ok()).flatten(),
            (Origin::Revision(revision), Some(repository)) => repository
                .inside(&path)
                .and_then(|inside| Repository::text(revision, &inside, &path, self.diff.limit).ok()),
            (Origin::Revision(_), None) => None,
        };
        let source = text.map(|text| {
            let document = Document::new(text.document.name(), text.document.text());
            let source = Source::of(document);
            Rc::new(if text.has_mark { source.with_mark() } else { source })
        });
        self.sources.insert((revision, path), source.clone());
        source
    }
}
