//! Writing: standard output, standard error, files.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use tempfile::Builder;

use super::Failure;
use crate::document::visible;

/// Where a result goes.
#[derive(Clone, Debug, Args)]
pub(super) struct Destination {
    /// Write to this file instead of standard output, which `-` stands for
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if it exists
    #[arg(long, requires = "output")]
    force: bool,
}

impl Destination {
    /// The file; `None` for standard output.
    pub(super) fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| path.as_os_str() != "-")
    }

    /// True where what is there may be replaced.
    pub(super) fn forced(&self) -> bool {
        self.force
    }

    /// True where something is said of where the result goes.
    pub(super) fn is_named(&self) -> bool {
        self.output.is_some()
    }

    /// Refuses a file that would be written over, before the work is done.
    pub(super) fn check(&self) -> Result<(), Failure> {
        match self.file() {
            Some(path) if !self.force && fs::metadata(path).is_ok_and(|found| !is_device(&found)) => {
                Err(exists(path))
            }
            _ => Ok(()),
        }
    }

    /// The folder in which the result will stand; `None` for standard output.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.file().map(|path| path.parent().unwrap_or(Path::new("")))
    }

    /// Writes `text` there.
    pub(super) fn write(&self, text: &str) -> Result<(), Failure> {
        let Some(path) = self.file() else {
            print(text)?;
            return Ok(());
        };
        let written = if self.force {
            replace(path, text.as_bytes())
        } else {
            create(path, text.as_bytes())
        };
        written.map_err(|error| {
            if error.kind() == io::ErrorKind::AlreadyExists {
                exists(path)
            } else {
                Failure::Told(format!("{}: cannot be written: {error}", path.display()))
            }
        })
    }
}

/// Writes `text` to standard output.
///
/// That nobody reads on (`| head`) is no error: the rest is dropped, and the exit status still says
/// what the run found.
pub(super) fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Writes one line to standard error: what could not be done.
pub(super) fn complain(message: &str) {
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(io::stderr().lock(), "rapporteur: {}", visible(message));
}

/// Puts `bytes` in the place of the file at `path`, which need not exist, in one step: whoever reads
/// it sees the old file whole or the new one. Permissions stay, and a link still leads to the file.
/// A file that nobody may write is left as it is.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(found) if is_device(&found) => fs::write(path, bytes),
        Ok(found) if found.permissions().readonly() => Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            "it is read-only, and is left as it is",
        )),
        Ok(found) => {
            let path = fs::canonicalize(path)?;
            let file = beside(&path, bytes)?;
            file.as_file().set_permissions(found.permissions())?;
            file.persist(&path)?;
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            beside(path, bytes)?.persist(path)?;
            Ok(())
        }
        Err(error) => Err(error),
    }
}

/// Writes a new file, in one step. One that exists is an error, also if it came into being meanwhile.
fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if fs::metadata(path).is_ok_and(|found| is_device(&found)) {
        return fs::write(path, bytes);
    }
    beside(path, bytes)?.persist_noclobber(path)?;
    Ok(())
}

/// A temporary file with `bytes` in the folder of `path`, from which a rename is one step.
fn beside(path: &Path, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = Builder::new();
    builder.prefix(".rapporteur-");
    // What the system gives a new file, of which the umask takes its part; temporary files have less.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// True for a pipe, a terminal, `/dev/null`: there is nothing to keep, and nothing to rename.
fn is_device(found: &fs::Metadata) -> bool {
    !found.is_file() && !found.is_dir()
}

fn exists(path: &Path) -> Failure {
    Failure::Told(format!(
        "{}: exists already and is left as it is; --force replaces it",
        path.display()
    ))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{create, replace};

    #[test]
    fn a_file_is_replaced_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.yaml");
        create(&path, b"one").expect("written");
        assert!(create(&path, b"two").is_err());
        assert_eq!(fs::read(&path).ok().as_deref(), Some(&b"one"[..]));
        replace(&path, b"three").expect("replaced");
        assert_eq!(fs::read(&path).ok().as_deref(), Some(&b"three"[..]));
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1);
    }

    #[test]
    fn a_file_that_is_read_only_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.yaml");
        create(&path, b"one").expect("written");
        let mut permissions = fs::metadata(&path).expect("there").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).expect("set");
        assert!(replace(&path, b"two").is_err());
        assert_eq!(fs::read(&path).ok().as_deref(), Some(&b"one"[..]));
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.yaml");
        let link = folder.path().join("link.yaml");
        create(&path, b"one").expect("written");
        let mode = |path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_ne!(
            mode(&path),
            0o600,
            "as the umask has it, not as temporary files are"
        );
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("set");
        symlink("a.yaml", &link).expect("linked");
        replace(&link, b"two").expect("replaced");
        assert_eq!(fs::read(&path).ok().as_deref(), Some(&b"two"[..]));
        assert_eq!(mode(&path), 0o640);
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_cannot_be_written_leaves_the_old_file_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("gone").join("a.yaml");
        assert!(replace(&path, b"one").is_err());
        assert!(!path.exists());
    }
}
