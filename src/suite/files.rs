//! Reading what a suite consists of.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::SuiteError;
use crate::document::{Document, decode};

/// A file of a case may have so many bytes.
const MOST: u64 = 16 << 20;

/// The text of the file at `path`, or why there is none, in words that go on from its name.
pub(super) fn read(path: &Path) -> Result<Document, String> {
    let bytes = bytes(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        _ => format!("cannot be read: {error}"),
    })?;
    if bytes.len() as u64 > MOST {
        return Err(format!("is larger than {MOST} bytes"));
    }
    let text = decode(bytes).map_err(|error| error.to_string())?.text;
    Ok(Document::new(path.display().to_string(), text))
}

fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = File::open(path)?;
    // What else a name may lead to, a pipe for one, could be waited for in vain.
    if !file.metadata()?.is_file() {
        return Err(std::io::Error::other("it is no file"));
    }
    file.take(MOST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The texts and records below `folder`, sorted, as git sees them and as the other commands read
/// folders: hidden ones too, ignored ones not. A case that is hidden and not run would be one that
/// nobody misses.
pub(super) fn walk(folder: &Path) -> Result<Vec<PathBuf>, SuiteError> {
    let entries = WalkBuilder::new(folder)
        // An archive of a checkout reads like the checkout.
        .require_git(false)
        .hidden(false)
        .filter_entry(|entry| entry.file_name() != ".git")
        .sort_by_file_path(Path::cmp)
        .build();
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| SuiteError::Unreadable {
            path: folder.to_owned(),
            reason: error.to_string(),
        })?;
        let path = entry.path();
        if path.is_file() && (is_text(path) || is_record(path)) {
            files.push(path.strip_prefix("./").unwrap_or(path).to_owned());
        }
    }
    Ok(files)
}

/// True for what ends as a text does.
pub(super) fn is_text(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("txt"))
}

/// What a record may end in.
pub(super) const RECORD_ENDINGS: [&str; 3] = ["yaml", "yml", "json"];

/// True for what ends as a record does.
pub(super) fn is_record(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| {
        RECORD_ENDINGS
            .iter()
            .any(|known| known.eq_ignore_ascii_case(ending))
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{is_record, is_text};

    #[test]
    fn endings_count_in_either_case() {
        assert!(
            is_text(Path::new("a.TXT")) && is_record(Path::new("a.YAML")) && is_record(Path::new("a.yml"))
        );
        assert!(
            !is_text(Path::new("txt"))
                && !is_record(Path::new("a.yaml.txt"))
                && !is_record(Path::new("yaml"))
        );
    }
}
