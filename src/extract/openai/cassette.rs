//! Answers kept in files, and given again where the same is asked.
//!
//! A cassette holds one answer. It is called after the source and the digest of the whole request,
//! `talks-3f2a9c81d0b4f5e6.cassette`, and is written in YAML, so that a person can read it and a
//! change of it is a diff. The key of the server is not part of the request, and not in the file.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tempfile::Builder;

use super::ModelFault;
use super::answer::Completion;
use super::request::{Asked, Request};

/// The format that a cassette names in its first member.
const FORMAT: &str = "rapporteur-cassette/1";

/// What the names of cassettes end in: no record and no text is called so, so that a folder of both
/// may hold cassettes too.
const ENDING: &str = "cassette";

/// So many digits of the digest are part of the name.
const DIGITS: usize = 16;

/// A cassette may have so many bytes.
const LARGEST: u64 = 256 << 20;

const HEAD: &str = "# An answer of a model, recorded. It is given again where the same is asked.\n";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cassette {
    #[serde(rename = "cassette")]
    format: String,
    /// The digest of the request.
    request: String,
    asked: Asked,
    answer: Completion,
}

/// Keeps `answer` in `folder`, in place of an earlier one to the same request. The file is put in
/// place by renaming.
pub(super) fn record(folder: &Path, request: &Request, answer: &Completion) -> Result<(), ModelFault> {
    let path = path(folder, request);
    let cassette = Cassette {
        format: FORMAT.to_owned(),
        request: request.digest(),
        asked: request.asked.clone(),
        answer: answer.clone(),
    };
    let text = serde_yaml::to_string(&cassette).map_err(|error| fault(&path, error.to_string()))?;
    write(folder, &path, &text).map_err(|error| fault(&path, format!("cannot be written: {error}")))
}

/// The answer that `folder` keeps to `request`.
pub(super) fn replay(folder: &Path, request: &Request) -> Result<Completion, ModelFault> {
    let path = path(folder, request);
    let cassette = match read(&path) {
        Ok(Some(cassette)) => cassette,
        Ok(None) => {
            return Err(ModelFault::NotRecorded {
                folder: folder.to_owned(),
                told: what_changed(folder, request)?,
            });
        }
        Err(reason) => return Err(fault(&path, reason)),
    };
    if cassette.request != request.digest() {
        let reason = "is the answer to another request; its name or its `request` was changed";
        return Err(fault(&path, reason.to_owned()));
    }
    Ok(cassette.answer)
}

fn fault(path: &Path, reason: String) -> ModelFault {
    ModelFault::Cassette {
        path: path.to_owned(),
        reason,
    }
}

fn path(folder: &Path, request: &Request) -> PathBuf {
    let digest = request.digest();
    let digits = digest.get(..DIGITS).unwrap_or(&digest);
    folder.join(format!("{}-{digits}.{ENDING}", request.source))
}

fn write(folder: &Path, path: &Path, text: &str) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut builder = Builder::new();
    builder.prefix(".rapporteur-");
    // What the system gives a new file, of which the umask takes its part; temporary files have less.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(HEAD.as_bytes())?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// The cassette at `path`, if there is one; or what is wrong with it.
fn read(path: &Path) -> Result<Option<Cassette>, String> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(format!("cannot be read: {error}")),
    };
    let mut text = String::new();
    file.take(LARGEST)
        .read_to_string(&mut text)
        .map_err(|error| format!("cannot be read: {error}"))?;
    let cassette: Cassette =
        serde_yaml::from_str(&text).map_err(|error| format!("is no cassette: {error}"))?;
    if cassette.format != FORMAT {
        return Err(format!(
            "is no cassette that can be read here: its `cassette` is not {FORMAT}"
        ));
    }
    Ok(Some(cassette))
}

/// How `request` differs from the nearest one of the same source that has an answer.
fn what_changed(folder: &Path, request: &Request) -> Result<String, ModelFault> {
    let entries = fs::read_dir(folder).map_err(|error| {
        let reason = if error.kind() == io::ErrorKind::NotFound {
            "there is no such folder; --record makes it and fills it".to_owned()
        } else {
            format!("cannot be read: {error}")
        };
        fault(folder, reason)
    })?;
    let mut nearest: Option<(Vec<String>, String)> = None;
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| is_of(name, &request.source))
        .collect();
    names.sort();
    for name in names {
        // One that cannot be read is no neighbour; it is told when it is asked for.
        let Ok(Some(cassette)) = read(&folder.join(&name)) else {
            continue;
        };
        let changes = changes(&cassette.asked, &request.asked);
        if nearest
            .as_ref()
            .is_none_or(|(fewest, _)| changes.len() < fewest.len())
        {
            nearest = Some((changes, name));
        }
    }
    Ok(match nearest {
        None => format!("none is recorded for the source `{}`", request.source),
        Some((changes, name)) if changes.is_empty() => {
            format!("since {name} was recorded, the way in which requests are written has changed")
        }
        Some((changes, name)) => format!("since {name} was recorded, {}", changes.join(", ")),
    })
}

/// True for the name of a cassette of `source`.
fn is_of(name: &str, source: &str) -> bool {
    let digits = name
        .strip_prefix(source)
        .and_then(|rest| rest.strip_prefix('-')?.strip_suffix(ENDING)?.strip_suffix('.'));
    digits.is_some_and(|digits| digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn changes(then: &Asked, now: &Asked) -> Vec<String> {
    let mut changes = Vec::new();
    for (name, then, now) in [
        ("the URL", &then.url, &now.url),
        ("the model", &then.model, &now.model),
        ("the seed", &then.seed, &now.seed),
        ("the temperature", &then.temperature, &now.temperature),
        ("the parameters", &then.parameters, &now.parameters),
    ] {
        if then != now {
            changes.push(format!("{name} changed from `{then}` to `{now}`"));
        }
    }
    for (what, then, now) in [
        ("the instructions changed", &then.instructions, &now.instructions),
        ("the schema changed", &then.schema, &now.schema),
        ("the text of the source changed", &then.text, &now.text),
    ] {
        if then != now {
            changes.push(what.to_owned());
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::is_of;

    #[test]
    fn a_cassette_is_known_by_its_name() {
        assert!(is_of("talks-0123456789abcdef.cassette", "talks"));
        for name in [
            "talks-two-0123456789abcdef.cassette",
            "talks-0123456789abcdef.yaml",
            "talks-0123456789abcde.cassette",
            "talk-0123456789abcdef.cassette",
            "talks-",
        ] {
            assert!(!is_of(name, "talks"), "{name}");
        }
    }
}
