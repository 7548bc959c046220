//! From files to cases.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use super::{Case, Settings, SuiteError, files};
use crate::grounding::source_path;
use crate::schema::Schemas;
use crate::yaml;

/// The files of a case that is a folder.
const FOLDER_TEXT: &str = "source.txt";

/// What stands before the ending of an approved record.
const APPROVED: &str = ".approved";

/// What was found.
pub(super) struct Found {
    /// In the order of their names.
    pub(super) cases: Vec<Case>,
    /// True where these are all the cases that the settings list.
    pub(super) whole: bool,
    /// What the settings say and nothing is meant by, one line each.
    pub(super) unused: Vec<String>,
}

/// The cases at `path`: of those that the settings list, where they do.
pub(super) fn cases(path: &Path, settings: &Settings, schemas: &Schemas) -> Result<Found, SuiteError> {
    if let Err(error) = std::fs::metadata(path) {
        return Err(SuiteError::Unreadable {
            path: path.to_owned(),
            reason: error.to_string(),
        });
    }
    let base = if settings.path.is_some() {
        settings.folder()
    } else if path.is_dir() {
        path
    } else {
        path.parent().unwrap_or(Path::new(""))
    };
    if settings.cases.is_empty() {
        let cases = at(path, base, settings, schemas)?;
        if cases.is_empty() {
            return Err(SuiteError::NoCase(path.to_owned()));
        }
        let whole = path.is_dir();
        return Ok(Found {
            cases,
            whole,
            unused: Vec::new(),
        });
    }
    let mut all = BTreeMap::new();
    let mut unused = Vec::new();
    for (listed, place) in &settings.cases {
        let found = if listed.exists() {
            at(listed, base, settings, schemas)?
        } else {
            Vec::new()
        };
        if found.is_empty() {
            unused.push(format!("{place}: there is no case at {}", listed.display()));
        }
        all.extend(found.into_iter().map(|case| (case.name.clone(), case)));
    }
    for (name, (_, place)) in &settings.case {
        if !all.contains_key(name) {
            unused.push(format!("{place}: no case is called `{name}`"));
        }
    }
    let mut all: Vec<Case> = all.into_values().collect();
    drop_sources_of_others(&mut all);
    let count = all.len();
    let cases: Vec<Case> = all.into_iter().filter(|case| is_at(case, path)).collect();
    if cases.is_empty() {
        let settings = settings.path.as_deref().unwrap_or(base).display().to_string();
        return Err(SuiteError::NotListed {
            path: path.to_owned(),
            settings,
        });
    }
    Ok(Found {
        whole: cases.len() == count,
        cases,
        unused,
    })
}

/// The files that make up one case.
#[derive(Default)]
struct Group {
    text: Option<PathBuf>,
    record: Option<PathBuf>,
    approved: Option<PathBuf>,
}

/// The cases at `path`, whatever the settings list, sorted by name.
fn at(path: &Path, base: &Path, settings: &Settings, schemas: &Schemas) -> Result<Vec<Case>, SuiteError> {
    let files = if path.is_dir() {
        files::walk(path)?
    } else {
        beside(path)?
    };
    let folders: BTreeSet<&Path> = files
        .iter()
        .filter(|file| file.file_name().is_some_and(|name| name == FOLDER_TEXT))
        .filter_map(|file| file.parent())
        .collect();
    let mut groups: BTreeMap<PathBuf, Group> = BTreeMap::new();
    for file in &files {
        let (key, role) = placed(file, &folders);
        let group = groups.entry(key.clone()).or_default();
        let (member, role) = match role {
            Role::Text => (&mut group.text, "text"),
            Role::Record => (&mut group.record, "record"),
            Role::Approved => (&mut group.approved, "approved record"),
        };
        if let Some(one) = member.replace(file.clone()) {
            return Err(SuiteError::Twice {
                case: name(&key, base),
                role,
                one,
                other: file.clone(),
            });
        }
    }
    let mut cases: Vec<Case> = groups
        .into_iter()
        .map(|(key, group)| case(&key, group, &folders, base, settings, schemas))
        .collect();
    drop_sources_of_others(&mut cases);
    if !path.is_dir() {
        cases.retain(|case| is_at(case, path));
    }
    cases.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(cases)
}

/// The files that may belong to the case of the file at `path`: those of its folder.
fn beside(path: &Path) -> Result<Vec<PathBuf>, SuiteError> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let listed = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let unreadable = |error: std::io::Error| SuiteError::Unreadable {
        path: listed.to_owned(),
        reason: error.to_string(),
    };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(listed).map_err(unreadable)? {
        let file = folder.join(entry.map_err(unreadable)?.file_name());
        if file.is_file() && (files::is_text(&file) || files::is_record(&file)) {
            found.push(file);
        }
    }
    found.sort();
    Ok(found)
}

enum Role {
    Text,
    Record,
    Approved,
}

/// The case that a file belongs to, as a path without ending, and what it is there.
fn placed(file: &Path, folders: &BTreeSet<&Path>) -> (PathBuf, Role) {
    let stem = file.with_extension("");
    let folder = file.parent().filter(|folder| folders.contains(folder));
    let inside = folder.zip(stem.file_name().and_then(|name| name.to_str()));
    match inside {
        Some((folder, "source")) if files::is_text(file) => return (folder.to_owned(), Role::Text),
        Some((folder, "record")) if files::is_record(file) => return (folder.to_owned(), Role::Record),
        Some((folder, "approved")) if files::is_record(file) => return (folder.to_owned(), Role::Approved),
        _ => {}
    }
    if files::is_text(file) {
        return (stem, Role::Text);
    }
    let approved = stem
        .file_name()
        .and_then(|name| name.to_str()?.strip_suffix(APPROVED));
    match approved {
        Some(slug) => (stem.with_file_name(slug), Role::Approved),
        None => (stem, Role::Record),
    }
}

fn case(
    key: &Path,
    group: Group,
    folders: &BTreeSet<&Path>,
    base: &Path,
    settings: &Settings,
    schemas: &Schemas,
) -> Case {
    let approved_path = group.approved.clone().unwrap_or_else(|| {
        if folders.contains(key) {
            return key.join("approved.yaml");
        }
        let slug = key.file_name().unwrap_or_default().to_string_lossy();
        key.with_file_name(format!("{slug}{APPROVED}.yaml"))
    });
    let told = || {
        group
            .record
            .as_deref()
            .and_then(|record| told_source(record, schemas))
    };
    let name = name(key, base);
    Case {
        settings: settings.of_case(&name),
        // As `check` has it: a record that names its source means that one.
        source: told().or(group.text),
        record: group.record,
        approved: group.approved,
        approved_path,
        name,
    }
}

/// The source that the record at `path` names. What is wrong with the record is told when the case
/// runs.
fn told_source(path: &Path, schemas: &Schemas) -> Option<PathBuf> {
    let document = files::read(path).ok()?;
    let file = yaml::read(document.name(), document.text());
    let record = file.documents.first()?;
    let by_schema = schemas.with_schema(&file, record, |schema| {
        let record = schema.instance(record);
        source_path(&record, &schema.annotations(&record, "grounding"))
    });
    // A record that breaks its schema has no rules. Its source is then where ours would have it.
    let told = by_schema.flatten().or_else(|| {
        let told = record.root.at("/source/path")?.as_str()?;
        Some(told.to_owned())
    });
    Some(path.with_file_name(told?))
}

/// A text that a record elsewhere names is no case of its own.
fn drop_sources_of_others(cases: &mut Vec<Case>) {
    let named: BTreeSet<Vec<String>> = cases
        .iter()
        .filter(|case| case.record.is_some())
        .filter_map(|case| case.source.as_deref())
        .map(parts)
        .collect();
    cases.retain(|case| {
        let alone = case.record.is_none() && case.approved.is_none();
        let of_another = case
            .source
            .as_deref()
            .is_some_and(|source| named.contains(&parts(source)));
        !(alone && of_another)
    });
}

/// True where the case is the one at `path`, or one of those below it.
fn is_at(case: &Case, path: &Path) -> bool {
    let path = parts(path);
    let of_case = [&case.source, &case.record, &case.approved];
    // A case is where its record is; its source may be elsewhere.
    let file = parts(case.file());
    file.starts_with(&path) || of_case.into_iter().flatten().any(|file| parts(file) == path)
}

/// The case's path from `base`, with `/` between its parts.
fn name(key: &Path, base: &Path) -> String {
    let (key, base) = (parts(key), parts(base));
    let shared = key
        .iter()
        .zip(&base)
        .take_while(|(one, other)| one == other)
        .count();
    let up = base.iter().skip(shared).map(|_| "..");
    let down = key.iter().skip(shared).map(String::as_str);
    let name: Vec<&str> = up.chain(down).collect();
    if name.is_empty() {
        // The folder itself is the case.
        key.last().cloned().unwrap_or_default()
    } else {
        name.join("/")
    }
}

/// The parts of `path`, taken from the working directory, without `.` and with `..` taken back.
fn parts(path: &Path) -> Vec<String> {
    // An empty path is the working directory, which has no absolute form by itself.
    let absolute = std::path::absolute(Path::new(".").join(path)).unwrap_or_else(|_| path.to_owned());
    let mut parts = Vec::new();
    for part in absolute.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                parts.pop();
            }
            other => parts.push(other.as_os_str().to_string_lossy().into_owned()),
        }
    }
    parts
}
