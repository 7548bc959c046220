//! Versions of files that git keeps, read by running `git`.

use std::io::{Read, Seek};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use similar::TextDiff;

use super::Diff;
use super::pairs::{Bench, Loaded, Origin};
use crate::cli::input::{SizeLimit, Text};
use crate::cli::reporting::terminal;
use crate::cli::{Exit, Failure, output};
use crate::diff::{Class, Comparison, Comparisons};
use crate::document::{Document, decode, visible};
use crate::finding::Failed;
use crate::report::{Settings, render_diff};
use crate::schema::Schemas;

/// So much of the list of changed files is read.
const LONGEST_LIST: u64 = 64 << 20;

/// Records end in one of these.
const ENDINGS: [&str; 3] = ["yaml", "yml", "json"];

/// The repository around the working directory.
#[derive(Debug)]
pub(super) struct Repository {
    /// The working directory, seen from the top: empty, or with a `/` at its end.
    prefix: String,
    /// The top, seen from the working directory.
    up: String,
}

/// A file that differs between two revisions: its old and its new path, seen from the top.
type Changed = (Option<String>, Option<String>);

impl Diff {
    /// Compares what changed between the revisions.
    pub(super) fn revisions(&self, revisions: &str, schemas: &Schemas) -> Result<Comparisons, Failure> {
        let repository = Repository::here()?;
        let (old, new) = Repository::ends(revisions)?;
        let changed = Repository::changed(&old, new.as_deref(), &self.paths)?;
        let mut bench = Bench::new(self, schemas, Some(&repository));
        let new_origin = new.clone().map_or(Origin::Disk, Origin::Revision);
        let old_origin = Origin::Revision(old.clone());
        for (before, after) in changed {
            let before =
                before.map(|path| Repository::text(&old, &path, &repository.seen(&path), self.limit));
            let after = after.map(|path| match &new {
                Some(new) => Repository::text(new, &path, &repository.seen(&path), self.limit),
                None => bench.disk(&repository.seen(&path)),
            });
            let known = bench.found.records.len();
            bench.pair(before, after, [&old_origin, &new_origin]);
            if self.paths.is_empty() {
                pass_over(&mut bench.found.records, known);
            }
        }
        Ok(bench.found)
    }

    /// What git asks an external diff program for: the path, then file, hash and mode of the old and of
    /// the new version, and of a file that was renamed its new path and how much is alike.
    ///
    /// git takes another exit status than 0 for a crash.
    pub(super) fn external(&self, schemas: &Schemas) -> Result<Exit, Failure> {
        let (path, old, new) = match self.paths.as_slice() {
            [path, old, _, _, new, _, _] | [_, old, _, _, new, _, _, path, _] => (path, old, new),
            // A file that is not merged.
            [path] => {
                output::print(&format!("{}: is not merged\n", visible(&path.to_string_lossy())))?;
                return Ok(Exit::Clean);
            }
            other => {
                return Err(Failure::Told(format!(
                    "--external takes the 7 or 9 arguments that git gives, but here are {}",
                    other.len()
                )));
            }
        };
        let mut bench = Bench::new(self, schemas, None);
        let name = path.to_string_lossy();
        let load = |file: &Path| -> Option<Loaded> {
            let is_there = file != Path::new("/dev/null") && file != Path::new("nul");
            is_there.then(|| {
                // The copies that git makes have names that say nothing.
                bench.disk(file).map(|text| Text {
                    document: Document::new(&*name, text.document.text()),
                    has_mark: text.has_mark,
                })
            })
        };
        let (old, new) = (load(old), load(new));
        let text = |loaded: &Option<Loaded>| match loaded {
            Some(Ok(text)) => text.document.text().to_owned(),
            _ => String::new(),
        };
        let texts = (text(&old), text(&new));
        bench.pair(old, new, [&Origin::Disk, &Origin::Disk]);
        let settings = Settings {
            color: terminal().color,
            ..Settings::default()
        };
        for failed in &bench.found.failed {
            output::print(&format!(
                "{}: {}; here are its lines\n",
                visible(&failed.path),
                visible(&failed.reason)
            ))?;
        }
        if bench.found.failed.is_empty() {
            output::print(&render_diff(&bench.found, self.format, &settings))?;
        } else {
            let lines = TextDiff::from_lines(&texts.0, &texts.1);
            for line in lines.unified_diff().header("old", "new").to_string().lines() {
                output::print(&format!("{}\n", visible(line)))?;
            }
        }
        Ok(Exit::Clean)
    }
}

/// Takes out, from `known` on, what is no record in any version.
fn pass_over(records: &mut Vec<Comparison>, known: usize) {
    let mut fresh = records.split_off(known.min(records.len()));
    fresh.retain(|record| {
        let is_alone = record.differences.iter().any(|difference| {
            matches!(difference.class, Class::FactAdded | Class::FactRemoved)
                && difference.section.is_empty()
                && difference.field.is_empty()
        });
        record.remarks.len() < if is_alone { 1 } else { 2 }
    });
    records.append(&mut fresh);
}

impl Repository {
    fn here() -> Result<Self, Failure> {
        Ok(Self {
            prefix: line(&["rev-parse", "--show-prefix"])?,
            up: line(&["rev-parse", "--show-cdup"])?,
        })
    }

    /// The two ends that `revisions` names, as hashes; no second one for the working tree.
    fn ends(revisions: &str) -> Result<(String, Option<String>), Failure> {
        let named = |name: &str| {
            if name.is_empty() {
                "HEAD".to_owned()
            } else {
                name.to_owned()
            }
        };
        if let Some((old, new)) = revisions.split_once("...") {
            let (old, new) = (hash(&named(old))?, hash(&named(new))?);
            return Ok((line(&["merge-base", &old, &new])?, Some(new)));
        }
        match revisions.split_once("..") {
            Some((old, new)) => Ok((hash(&named(old))?, Some(hash(&named(new))?))),
            None => Ok((hash(revisions)?, None)),
        }
    }

    /// The records that changed, in the order of their paths. Files that git does not keep are not
    /// among them.
    fn changed(old: &str, new: Option<&str>, paths: &[PathBuf]) -> Result<Vec<Changed>, Failure> {
        let mut command = git();
        command.args([
            "diff",
            "--name-status",
            "-z",
            "--find-renames",
            "--no-ext-diff",
            "--no-textconv",
        ]);
        command.arg(old).args(new).arg("--");
        if paths.is_empty() {
            command.arg(".");
        }
        let listed = output_of(command.args(paths), LONGEST_LIST)?;
        let listed = String::from_utf8(listed)
            .map_err(|_| Failure::Told("git lists a path that is not UTF-8".to_owned()))?;
        let mut fields = listed.split('\0').filter(|field| !field.is_empty());
        let mut changed = Vec::new();
        while let (Some(status), Some(first)) = (fields.next(), fields.next()) {
            let first = Some(first.to_owned());
            changed.push(match status.chars().next() {
                Some('A') => (None, first),
                Some('D') => (first, None),
                Some('R') => (first, fields.next().map(str::to_owned)),
                Some('C') => {
                    let copy = fields.next().map(str::to_owned);
                    (None, copy)
                }
                _ => (first.clone(), first),
            });
        }
        changed.retain(|(old, new)| [old, new].into_iter().flatten().all(|path| is_record(path)));
        Ok(changed)
    }

    /// A path from the top, seen from the working directory.
    fn seen(&self, path: &str) -> PathBuf {
        match path.strip_prefix(&self.prefix) {
            Some(inside) => PathBuf::from(inside),
            None => Path::new(&self.up).join(path),
        }
    }

    /// A path from the working directory, seen from the top; `None` where it leads out of the
    /// repository.
    pub(super) fn inside(&self, path: &Path) -> Option<String> {
        let mut parts: Vec<String> = self
            .prefix
            .split('/')
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect();
        for component in path.components() {
            match component {
                Component::Normal(part) => parts.push(part.to_str()?.to_owned()),
                Component::ParentDir => drop(parts.pop()?),
                Component::CurDir => {}
                Component::RootDir | Component::Prefix(_) => return None,
            }
        }
        Some(parts.join("/"))
    }

    /// The file at `path`, seen from the top, as `revision` has it. It is called by `name`.
    pub(super) fn text(revision: &str, path: &str, name: &Path, limit: SizeLimit) -> Loaded {
        let name = name.display().to_string();
        let failed = |reason: String| Failed {
            path: name.clone(),
            reason,
        };
        let mut command = git();
        command
            .args(["cat-file", "blob"])
            .arg(format!("{revision}:{path}"));
        let bytes = output_of(&mut command, limit.bytes()).map_err(|error| failed(error.to_string()))?;
        let decoded = decode(bytes).map_err(|error| failed(error.to_string()))?;
        if decoded.text.is_empty() {
            return Err(failed("is empty".to_owned()));
        }
        Ok(Text {
            document: Document::new(name.clone(), decoded.text),
            has_mark: decoded.has_mark,
        })
    }
}

fn is_record(path: &str) -> bool {
    let ending = Path::new(path).extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)))
}

/// The hash of what `revision` names. From here on no name can be taken for an option.
fn hash(revision: &str) -> Result<String, Failure> {
    if revision.starts_with('-') {
        return Err(Failure::Told(format!("`{revision}` is no revision")));
    }
    line(&[
        "rev-parse",
        "--verify",
        "--quiet",
        &format!("{revision}^{{commit}}"),
    ])
    .map_err(|_| Failure::Told(format!("git knows no revision `{revision}` here")))
}

/// The one line that git prints.
fn line(arguments: &[&str]) -> Result<String, Failure> {
    let bytes = output_of(git().args(arguments), 1 << 16)?;
    let text = String::from_utf8(bytes).map_err(|_| Failure::Told("git prints no UTF-8".to_owned()))?;
    Ok(text.trim_end_matches(['\n', '\r']).to_owned())
}

fn git() -> Command {
    let mut command = Command::new("git");
    // Looking on changes nothing.
    command.env("GIT_OPTIONAL_LOCKS", "0").stdin(Stdio::null());
    command
}

/// What `command` writes to standard output, which must not be more than `most` bytes.
fn output_of(command: &mut Command, most: u64) -> Result<Vec<u8>, Failure> {
    let told = |error: std::io::Error| {
        Failure::Told(if error.kind() == std::io::ErrorKind::NotFound {
            "git is not installed, or not on the path".to_owned()
        } else {
            format!("git cannot be run: {error}")
        })
    };
    // A file takes whatever is said; a pipe that nobody reads would fill, and git would wait.
    let mut said = tempfile::tempfile().map_err(told)?;
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(said.try_clone().map_err(told)?)
        .spawn()
        .map_err(told)?;
    let mut bytes = Vec::new();
    if let Some(out) = child.stdout.take() {
        let read = out.take(most.saturating_add(1)).read_to_end(&mut bytes);
        if read.is_err() || bytes.len() as u64 > most {
            // It may be gone already.
            let _ = child.kill();
            let _ = child.wait();
            return Err(Failure::Told(format!(
                "is larger than {most} bytes; --max-size raises the limit"
            )));
        }
    }
    if child.wait().map_err(told)?.success() {
        return Ok(bytes);
    }
    let mut message = Vec::new();
    // Without it there is still a message.
    let _ = said.rewind();
    let _ = said.take(1 << 16).read_to_end(&mut message);
    let message = String::from_utf8_lossy(&message);
    let first = message
        .lines()
        .next()
        .unwrap_or("git failed and does not say why");
    Err(Failure::Told(first.trim_start_matches("fatal: ").to_owned()))
}
