//! The output of a run over a corpus: whole lines, and what was rejected.
//!
//! Lines for a file go to `FILE.part` beside it, which is renamed when all is done. A run that was
//! broken off leaves the part, and `--resume` goes on after its last whole line.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::super::Failure;
use super::super::output::{self, Destination};
use crate::corpus::Reject;
#[cfg(feature = "parquet")]
use crate::corpus::parquet::{Shape, Writer};
use crate::document::visible;

/// What lines are written as.
pub(in super::super) enum Form {
    /// As they are.
    Lines,
    /// As rows of a Parquet file, with records of this shape.
    #[cfg(feature = "parquet")]
    Parquet(Shape),
}

#[cfg(feature = "parquet")]
impl Form {
    /// Whether all that `line` has can be written; if not, why.
    pub(super) fn holds(&self, line: &[u8]) -> Result<(), String> {
        let Self::Parquet(shape) = self else {
            return Ok(());
        };
        let row: serde_json::Value = serde_json::from_slice(line).map_err(|error| error.to_string())?;
        shape.fits(&row["record"], "/record")
    }
}

/// Where lines go.
pub(super) struct Lines {
    target: Target,
    done: u64,
}

enum Target {
    Stdout,
    Part {
        file: File,
        part: PathBuf,
        goal: PathBuf,
    },
    #[cfg(feature = "parquet")]
    Rows {
        writer: Box<Writer<File>>,
        part: PathBuf,
        goal: PathBuf,
    },
}

impl Lines {
    /// Opens the output; with `resume` that of a run that was broken off.
    pub(super) fn open(destination: &Destination, form: &Form, resume: bool) -> Result<Self, Failure> {
        match form {
            Form::Lines => Self::plain(destination, resume),
            #[cfg(feature = "parquet")]
            Form::Parquet(_) if resume => Err(Failure::Told(
                "--resume is for lines: a Parquet file that was broken off cannot be gone on with".to_owned(),
            )),
            #[cfg(feature = "parquet")]
            Form::Parquet(shape) => {
                let Self { target, done } = Self::plain(destination, false)?;
                let target = rows(target, shape)?;
                Ok(Self { target, done })
            }
        }
    }

    fn plain(destination: &Destination, resume: bool) -> Result<Self, Failure> {
        let Some(goal) = destination.file() else {
            return Ok(Self {
                target: Target::Stdout,
                done: 0,
            });
        };
        if resume && goal.exists() {
            return Err(told(goal, "is whole, there is nothing to resume"));
        }
        destination.check()?;
        let mut part = goal.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let failed = |error: io::Error| told(&part, &format!("cannot be written: {error}"));
        let (file, done) = if resume && part.exists() {
            let mut file = OpenOptions::new()
                .read(true)
                .write(true)
                .open(&part)
                .map_err(failed)?;
            let done = cut(&mut file, u64::MAX).map_err(failed)?;
            (file, done)
        } else if destination.forced() || resume {
            (File::create(&part).map_err(failed)?, 0)
        } else {
            let file = File::create_new(&part).map_err(|error| match error.kind() {
                io::ErrorKind::AlreadyExists => told(
                    &part,
                    "is left of a run that was broken off; --resume goes on with it, --force begins anew",
                ),
                _ => failed(error),
            })?;
            (file, 0)
        };
        let goal = goal.to_owned();
        Ok(Self {
            target: Target::Part { file, part, goal },
            done,
        })
    }

    /// The number of the last document of which there is a line already.
    pub(super) fn done(&self) -> u64 {
        self.done
    }

    /// Writes whole lines; false where nobody reads on.
    pub(super) fn write(&mut self, lines: &[u8]) -> Result<bool, Failure> {
        match &mut self.target {
            Target::Stdout => {
                let mut out = io::stdout().lock();
                match out.write_all(lines).and_then(|()| out.flush()) {
                    Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
                    other => Ok(other.map(|()| true)?),
                }
            }
            Target::Part { file, part, .. } => {
                let written = file.write_all(lines);
                written.map_err(|error| told(part, &format!("cannot be written: {error}")))?;
                Ok(true)
            }
            #[cfg(feature = "parquet")]
            Target::Rows { writer, part, .. } => {
                let written = writer.write(lines);
                written.map_err(|error| told(part, &format!("cannot be written: {error}")))?;
                Ok(true)
            }
        }
    }

    /// Gives the output its name, unless it is `cut` short.
    pub(super) fn finish(self, is_cut: bool) -> Result<(), Failure> {
        let (file, part, goal, left) = match self.target {
            Target::Stdout => return Ok(()),
            Target::Part { file, part, goal } => (file, part, goal, "--resume goes on with it"),
            #[cfg(feature = "parquet")]
            Target::Rows { writer, part, goal } => {
                let file = writer.finish();
                let file = file.map_err(|error| told(&part, &format!("cannot be written: {error}")))?;
                (file, part, goal, "it holds what was done until then")
            }
        };
        if is_cut {
            output::complain(&format!("{}: broken off; {left}", part.display()));
            return Ok(());
        }
        file.sync_all()
            .and_then(|()| fs::rename(&part, &goal))
            .map_err(|error| told(&goal, &format!("cannot be written: {error}")))
    }
}

/// The same as rows of a Parquet file.
#[cfg(feature = "parquet")]
fn rows(target: Target, record: &Shape) -> Result<Target, Failure> {
    let Target::Part { file, part, goal } = target else {
        return Err(Failure::Told(
            "Parquet is no text: name a file with --output".to_owned(),
        ));
    };
    let writer = Writer::new(file, record.clone());
    let writer = writer.map_err(|error| told(&part, &format!("cannot be written: {error}")))?;
    Ok(Target::Rows {
        writer: Box::new(writer),
        part,
        goal,
    })
}

/// Cuts `file` after its last whole line whose number is at most `most`, goes there, and gives that
/// number, 0 for none. Numbers rise from line to line.
fn cut(file: &mut File, most: u64) -> io::Result<u64> {
    let (mut end, mut last) = (0, 0);
    let mut reader = BufReader::new(&mut *file);
    let mut line = Vec::new();
    loop {
        line.clear();
        let length = reader.read_until(b'\n', &mut line)?;
        match number_of(&line) {
            Some(number) if number <= most && line.ends_with(b"\n") => last = number,
            _ => break,
        }
        end += length as u64;
    }
    file.set_len(end)?;
    file.seek(SeekFrom::Start(end))?;
    Ok(last)
}

/// The number with which a line begins that was written by a run.
fn number_of(line: &[u8]) -> Option<u64> {
    let rest = line.strip_prefix(b"{\"number\":")?;
    let end = rest.iter().position(|byte| !byte.is_ascii_digit())?;
    str::from_utf8(rest.get(..end)?).ok()?.parse().ok()
}

/// Where rejects go.
pub(super) struct Rejects {
    file: Option<(File, PathBuf)>,
}

impl Rejects {
    /// Opens the file at `path`, if there is one; standard error takes them otherwise.
    ///
    /// Where a run is gone on with, the rejects up to number `done` are kept.
    pub(super) fn open(path: Option<&Path>, force: bool, done: Option<u64>) -> Result<Self, Failure> {
        let Some(path) = path else {
            return Ok(Self { file: None });
        };
        let failed = |error: io::Error| told(path, &format!("cannot be written: {error}"));
        let file = if let Some(done) = done {
            let mut options = OpenOptions::new();
            let mut file = options
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .open(path)
                .map_err(failed)?;
            cut(&mut file, done).map_err(failed)?;
            file
        } else if force {
            File::create(path).map_err(failed)?
        } else {
            File::create_new(path).map_err(|error| match error.kind() {
                io::ErrorKind::AlreadyExists => {
                    told(path, "exists already and is left as it is; --force replaces it")
                }
                _ => failed(error),
            })?
        };
        Ok(Self {
            file: Some((file, path.to_owned())),
        })
    }

    pub(super) fn write(&mut self, rejects: &[Reject]) -> Result<(), Failure> {
        let Some((file, path)) = &mut self.file else {
            for reject in rejects {
                let line = reject.line.map(|line| format!(":{line}")).unwrap_or_default();
                output::complain(&format!("{}{line}: {}", reject.input, visible(&reject.reason)));
            }
            return Ok(());
        };
        let mut text = Vec::new();
        for reject in rejects {
            // A reject is a struct of texts and numbers: nothing that JSON cannot hold.
            text.extend(serde_json::to_vec(reject).unwrap_or_default());
            text.push(b'\n');
        }
        file.write_all(&text)
            .map_err(|error| told(path, &format!("cannot be written: {error}")))
    }

    pub(super) fn finish(self) -> Result<(), Failure> {
        match self.file {
            Some((file, path)) => file
                .sync_all()
                .map_err(|error| told(&path, &format!("cannot be written: {error}"))),
            None => Ok(()),
        }
    }
}

fn told(path: &Path, what: &str) -> Failure {
    Failure::Told(format!("{}: {what}", path.display()))
}

#[cfg(test)]
mod tests {
    use std::fs::{self, OpenOptions};

    use super::cut;

    #[test]
    fn a_part_is_cut_after_its_last_whole_line() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("part");
        for (text, most, number, left) in [
            ("", 9, 0, ""),
            (
                "{\"number\":1}\n{\"number\":3}\n",
                9,
                3,
                "{\"number\":1}\n{\"number\":3}\n",
            ),
            ("{\"number\":1}\n{\"number\":3}\n", 2, 1, "{\"number\":1}\n"),
            ("{\"number\":1}\n{\"num", 9, 1, "{\"number\":1}\n"),
            ("{\"number\":1}\n{\"number\":3}", 9, 1, "{\"number\":1}\n"),
        ] {
            fs::write(&path, text).expect("written");
            let mut file = OpenOptions::new()
                .read(true)
                .write(true)
                .open(&path)
                .expect("open");
            assert_eq!(cut(&mut file, most).ok(), Some(number), "{text}");
            assert_eq!(fs::read_to_string(&path).ok().as_deref(), Some(left), "{text}");
        }
    }
}
