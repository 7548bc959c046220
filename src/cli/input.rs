//! Reading what the command line names: files, folders, standard input.
//!
//! Each input is read by itself, so that one that cannot be read does not stop the others. What
//! "the text as read" is, is decided in [`document::decode`](crate::document::decode).

use std::collections::HashSet;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::Args;
use ignore::WalkBuilder;
use thiserror::Error;

use crate::document::{DecodeError, Decoded, Document, decode};

/// How much is read of one input.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct SizeLimit {
    /// Refuse inputs larger than this, such as `500kB`, `64MiB` or a number of bytes
    #[arg(long, value_name = "SIZE", default_value = "16MiB", value_parser = size)]
    max_size: u64,
}

impl SizeLimit {
    /// The limit in bytes.
    pub(super) fn bytes(self) -> u64 {
        self.max_size
    }
}

/// Which files of a folder are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Records: YAML and JSON.
    Record,
    /// Sources: plain text.
    Source,
    /// Lines of JSON objects.
    Lines,
    /// Rows of Parquet files.
    #[cfg(feature = "parquet")]
    Rows,
}

impl Kind {
    fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Record => &["yaml", "yml", "json"],
            Self::Source => &["txt"],
            Self::Lines => &["ndjson", "jsonl"],
            #[cfg(feature = "parquet")]
            Self::Rows => &["parquet"],
        }
    }

    /// True where `path` ends as the kind does, in small letters or capitals.
    fn fits(self, path: &Path) -> bool {
        let extension = path.extension().and_then(|extension| extension.to_str());
        extension.is_some_and(|extension| {
            self.extensions()
                .iter()
                .any(|known| known.eq_ignore_ascii_case(extension))
        })
    }
}

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// Standard input, `-` on the command line.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl fmt::Display for Input {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stdin => out.write_str("<stdin>"),
            Self::File(path) => path.display().fmt(out),
        }
    }
}

/// An input as it was read.
#[derive(Clone, Debug)]
pub(super) struct Text {
    /// Its text, under its name.
    pub(super) document: Document,
    /// True where a byte-order mark was left out at its start.
    pub(super) has_mark: bool,
}

/// Why an input could not be read: one line that names it.
#[derive(Debug, Error)]
#[error("{name}: {reason}")]
pub(super) struct InputError {
    /// What was to be read.
    pub(super) name: String,
    /// Why it was not.
    pub(super) reason: Reason,
}

#[derive(Debug, Error)]
pub(super) enum Reason {
    #[error("there is no such file")]
    Missing,
    #[error("is a folder, where a file is asked for")]
    Folder,
    #[error("holds no file that ends in {0}")]
    NothingInside(String),
    #[error("is empty")]
    Empty,
    #[error("is larger than {}; --max-size raises the limit", in_units(*.0))]
    TooLarge(u64),
    #[error(transparent)]
    NoText(#[from] DecodeError),
    #[error("cannot be read: {0}")]
    System(io::Error),
}

impl From<io::Error> for Reason {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::IsADirectory => Self::Folder,
            _ => Self::System(error),
        }
    }
}

/// What `paths` name, in their order: a file is itself, `-` is standard input, and a folder stands
/// for the files of its kind below it, sorted by path, without what git ignores. What is named several
/// times is there once, where it is named first.
pub(super) fn expand(paths: &[PathBuf], kind: Kind) -> Vec<Result<Input, InputError>> {
    let mut inputs = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.push(Ok(Input::Stdin));
        } else if path.is_dir() {
            walk(path, kind, &mut inputs);
        } else {
            inputs.push(Ok(Input::File(path.clone())));
        }
    }
    let mut seen = HashSet::new();
    inputs.retain(|input| match input {
        Ok(Input::Stdin) => seen.insert(PathBuf::from("-")),
        // `a.yaml` and `./a.yaml` are one file; a link is another, for it stands elsewhere.
        Ok(Input::File(path)) => seen.insert(std::path::absolute(path).unwrap_or_else(|_| path.clone())),
        Err(_) => true,
    });
    inputs
}

/// Where the source of a record stands: as the record itself says (`named`), or beside
/// it; `None` where standard input says nothing.
pub(super) fn source_of(input: &Input, named: Option<&str>) -> Option<PathBuf> {
    let record = match input {
        Input::File(path) => Some(path.as_path()),
        Input::Stdin => None,
    };
    match (named, record) {
        (Some(named), record) => Some(record.and_then(Path::parent).unwrap_or(Path::new("")).join(named)),
        (None, Some(record)) => Some(record.with_extension("txt")),
        (None, None) => None,
    }
}

/// Reads one input whole.
pub(super) fn read(input: &Input, limit: SizeLimit) -> Result<Text, InputError> {
    let name = input.to_string();
    let read = match input {
        Input::Stdin => bytes(io::stdin().lock(), limit),
        Input::File(path) => file_bytes(path, limit),
    };
    match read.and_then(|bytes| Ok(decode(bytes)?)) {
        Ok(Decoded { text, has_mark }) if !text.is_empty() => Ok(Text {
            document: Document::new(name, text),
            has_mark,
        }),
        Ok(_) => Err(InputError {
            name,
            reason: Reason::Empty,
        }),
        Err(reason) => Err(InputError { name, reason }),
    }
}

fn walk(folder: &Path, kind: Kind, inputs: &mut Vec<Result<Input, InputError>>) {
    let before = inputs.len();
    // A `.gitignore` counts whether or not the folder is a checkout: an archive of one reads alike.
    // Hidden files are files to git, but for its own folder.
    let entries = WalkBuilder::new(folder)
        .require_git(false)
        .hidden(false)
        .filter_entry(|entry| entry.file_name() != ".git")
        .sort_by_file_path(Path::cmp)
        .build();
    for entry in entries {
        match entry {
            Ok(entry) => {
                let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                let path = entry.into_path();
                if is_file && kind.fits(&path) {
                    let path = path.strip_prefix("./").map(Path::to_path_buf).unwrap_or(path);
                    inputs.push(Ok(Input::File(path)));
                }
            }
            Err(error) => inputs.push(Err(not_walked(folder, &error))),
        }
    }
    if inputs.len() == before {
        let extensions: Vec<String> = kind
            .extensions()
            .iter()
            .map(|extension| format!(".{extension}"))
            .collect();
        inputs.push(Err(InputError {
            name: folder.display().to_string(),
            reason: Reason::NothingInside(extensions.join(" or ")),
        }));
    }
}

/// What could not be walked below `folder`, and why; the path stands in `error` once for each layer.
fn not_walked(folder: &Path, error: &ignore::Error) -> InputError {
    let mut path = folder;
    let mut inner = error;
    loop {
        match inner {
            ignore::Error::WithPath { path: at, err } => (path, inner) = (at, err),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => inner = err,
            _ => break,
        }
    }
    let reason = match inner.io_error() {
        Some(error) => {
            let system = error.get_ref().and_then(|error| error.source());
            let told = system.map_or_else(|| error.to_string(), ToString::to_string);
            Reason::from(io::Error::new(error.kind(), told))
        }
        None => Reason::System(io::Error::other(inner.to_string())),
    };
    InputError {
        name: path.display().to_string(),
        reason,
    }
}

fn file_bytes(path: &Path, limit: SizeLimit) -> Result<Vec<u8>, Reason> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(Reason::Folder);
    }
    bytes(file, limit)
}

/// All bytes of `from`, unless they are too many. A size that the system tells is not relied on:
/// a pipe has none, and a file may grow.
fn bytes(from: impl Read, limit: SizeLimit) -> Result<Vec<u8>, Reason> {
    let most = limit.bytes();
    let mut bytes = Vec::new();
    from.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(Reason::TooLarge(most));
    }
    Ok(bytes)
}

/// A number of bytes in the largest unit of which it is a whole number: `16 MiB`.
fn in_units(bytes: u64) -> String {
    let units = [(30, "GiB"), (20, "MiB"), (10, "KiB")];
    let unit = units
        .into_iter()
        .find(|&(power, _)| bytes > 0 && bytes.trailing_zeros() >= power);
    match unit {
        Some((power, unit)) => format!("{} {unit}", bytes >> power),
        None => format!("{bytes} bytes"),
    }
}

/// A number of bytes, with or without a unit.
fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|ch: char| ch.is_ascii_alphabetic());
    let factor: u64 = match text[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "kb" => 1_000,
        "mb" => 1_000_000,
        "gb" => 1_000_000_000,
        "k" | "kib" => 1 << 10,
        "m" | "mib" => 1 << 20,
        "g" | "gib" => 1 << 30,
        unit => return Err(format!("`{unit}` is no unit; use kB, MB, GB, KiB, MiB or GiB")),
    };
    let number: u64 = digits
        .parse()
        .map_err(|_| "a size is a whole number and a unit, such as `64MiB`".to_owned())?;
    number
        .checked_mul(factor)
        .ok_or_else(|| "is more bytes than can be counted".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{in_units, size};

    #[test]
    fn sizes_have_units_of_ten_and_of_two() {
        assert_eq!(size("0"), Ok(0));
        assert_eq!(size("500kB"), Ok(500_000));
        assert_eq!(size("64MiB"), Ok(64 << 20));
        assert_eq!(size("1g"), Ok(1 << 30));
    }

    #[test]
    fn a_limit_is_told_as_it_is_given() {
        assert_eq!(in_units(16 << 20), "16 MiB");
        assert_eq!(in_units(3 << 30), "3 GiB");
        assert_eq!(in_units(1 << 10), "1 KiB");
        assert_eq!(in_units(1500), "1500 bytes");
        assert_eq!(in_units(0), "0 bytes");
    }

    #[test]
    fn what_is_no_size_is_refused() {
        for text in [
            "",
            "MiB",
            "1.5MiB",
            "-1",
            "1 MiB",
            "64miles",
            "é",
            "99999999999GiB",
        ] {
            assert!(size(text).is_err(), "{text}");
        }
    }
}
