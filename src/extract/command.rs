//! Another program as the extractor: it is given a source, and writes a record.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use thiserror::Error;

use super::group;
use crate::document::{DecodeError, decode};

/// What stands for the path of the source among a program's arguments.
pub const SOURCE: &str = "{source}";

/// So much of what a program writes to standard error is kept: its end.
const KEPT_OF_ERRORS: usize = 64 << 10;

/// How often a program that is silent is looked at.
const PAUSE: Duration = Duration::from_millis(5);

/// What a program has written arrives in so much time after its end, or was written by a process
/// that got away from it.
const ARRIVAL: Duration = Duration::from_secs(1);

/// A program that reads a source and writes a record, as YAML or JSON, to standard output.
///
/// It is given the text on standard input; where one of its arguments holds [`SOURCE`], that is
/// replaced by the path of the text, and standard input is empty. It is run without a shell. When
/// it ends, and when its time is up, the processes that it started are ended too.
///
/// ```no_run
/// use std::path::Path;
/// use rapporteur::extract::Command;
/// let command = Command::new(["python3", "extract.py", "{source}"]).expect("it names a program");
/// let answer = command.run(Path::new("talks.txt"), "…")?;
/// println!("{}", answer.text);
/// # Ok::<(), rapporteur::extract::CommandError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    program: String,
    arguments: Vec<String>,
    /// The folder that it runs in, and that its own path is relative to. This process's by default.
    pub folder: Option<PathBuf>,
    /// How long it may take. A minute by default.
    pub time_limit: Duration,
    /// How many bytes it may write to standard output. 16 MiB by default.
    pub output_limit: usize,
}

/// What a program wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its standard output.
    pub text: String,
    /// The end of its standard error: at most 64 KiB.
    pub errors: String,
}

/// Why a program gave no answer.
#[derive(Debug, Error)]
#[error("{fault}")]
pub struct CommandError {
    /// What went wrong.
    pub fault: CommandFault,
    /// The end of its standard error: at most 64 KiB.
    pub errors: String,
}

/// What can go wrong with a program.
#[derive(Debug, Error)]
pub enum CommandFault {
    /// It could not be started.
    #[error("`{program}` cannot be started: {error}")]
    Start {
        /// The program.
        program: String,
        /// Why not.
        error: io::Error,
    },
    /// It ended with another status than 0.
    #[error("the program failed: {0}")]
    Status(ExitStatus),
    /// It did not end in time, and was ended.
    #[error("the program took longer than {} s and was ended", .0.as_secs_f64())]
    Time(Duration),
    /// It wrote more than it may, and was ended.
    #[error("the program wrote more than {0} bytes and was ended")]
    Output(usize),
    /// It wrote nothing.
    #[error("the program wrote nothing")]
    Nothing,
    /// It wrote no text.
    #[error("what the program wrote {0}")]
    NoText(#[from] DecodeError),
    /// The system does not tell what became of it.
    #[error("cannot wait for the program: {0}")]
    Wait(io::Error),
}

/// What happens while a program runs.
enum Event {
    /// One of its outputs is read to the end.
    Ended,
    /// It wrote more than it may.
    TooMuch,
}

impl Command {
    /// The program that the first of `words` names, with the others as its arguments; `None` where
    /// there is no first one.
    pub fn new(words: impl IntoIterator<Item = impl Into<String>>) -> Option<Self> {
        let mut words = words.into_iter().map(Into::into);
        let program = words.next().filter(|program| !program.is_empty())?;
        Some(Self {
            program,
            arguments: words.collect(),
            folder: None,
            time_limit: Duration::from_secs(60),
            output_limit: 16 << 20,
        })
    }

    /// The program that `line` names with its arguments, with quotation marks and backslashes as a
    /// POSIX shell reads them, and without anything else that a shell does; `None` where a
    /// quotation mark is not closed or there is no word.
    pub fn of_line(line: &str) -> Option<Self> {
        Self::new(shlex::split(line)?)
    }

    /// The program.
    pub fn program(&self) -> &str {
        &self.program
    }

    /// True where one of its arguments holds [`SOURCE`]: it is given the path of the text, which then
    /// has to be a file.
    pub fn asks_for_path(&self) -> bool {
        self.arguments.iter().any(|argument| argument.contains(SOURCE))
    }

    /// Runs the program on the source at `path`, whose text is `text`.
    pub fn run(&self, path: &Path, text: &str) -> Result<Answer, CommandError> {
        let by_path = self.asks_for_path();
        let mut child = self.start(path).map_err(|error| CommandError {
            fault: CommandFault::Start {
                program: self.program.clone(),
                error,
            },
            errors: String::new(),
        })?;
        let input = child.stdin.take().filter(|_| !by_path);
        let (sender, events) = channel();
        let written = collect(
            child.stdout.take(),
            Kept::First(self.output_limit),
            sender.clone(),
        );
        let errors = collect(child.stderr.take(), Kept::Last(KEPT_OF_ERRORS), sender);
        if let Some(input) = input {
            feed(input, text.as_bytes().to_vec());
        }
        let ended = self.wait(&mut child, &events);
        let errors = String::from_utf8_lossy(&taken(&errors)).into_owned();
        match ended.and_then(|()| answer(taken(&written))) {
            Ok(text) => Ok(Answer { text, errors }),
            Err(fault) => Err(CommandError { fault, errors }),
        }
    }

    fn start(&self, path: &Path) -> io::Result<Child> {
        let folder = self.folder.as_deref().unwrap_or(Path::new(""));
        // A name without a folder is looked for on the PATH; what else is relative is so to the
        // folder that the program runs in, which the system leaves open.
        let program = if self.program.contains(['/', std::path::MAIN_SEPARATOR]) {
            std::path::absolute(folder.join(&self.program))?
        } else {
            PathBuf::from(&self.program)
        };
        let path = std::path::absolute(path)?;
        let mut command = std::process::Command::new(program);
        command
            .args(self.arguments.iter().map(|argument| with_path(argument, &path)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if !folder.as_os_str().is_empty() {
            command.current_dir(folder);
        }
        group::start(&mut command)
    }

    /// Waits until the program has ended and what it wrote is read. Whatever comes of it, neither
    /// the program nor what it started runs on.
    fn wait(&self, child: &mut Child, events: &Receiver<Event>) -> Result<(), CommandFault> {
        let deadline = Instant::now().checked_add(self.time_limit);
        let ended = loop {
            match events.recv_timeout(PAUSE) {
                Ok(Event::TooMuch) => break Err(CommandFault::Output(self.output_limit)),
                // A program may close its outputs and go on.
                Err(RecvTimeoutError::Disconnected) => thread::sleep(PAUSE),
                Ok(Event::Ended) | Err(RecvTimeoutError::Timeout) => {}
            }
            match group::has_ended(child) {
                Ok(true) => break Ok(()),
                Ok(false) => {}
                Err(error) => break Err(CommandFault::Wait(error)),
            }
            if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                break Err(CommandFault::Time(self.time_limit));
            }
        };
        group::end(child);
        let status = child.wait().map_err(CommandFault::Wait)?;
        // Both readers hang up when all is read; one that waits for a process that got away is left.
        let arrived = Instant::now() + ARRIVAL;
        loop {
            match events.recv_timeout(arrived.saturating_duration_since(Instant::now())) {
                Ok(Event::TooMuch) => return ended.and(Err(CommandFault::Output(self.output_limit))),
                Ok(Event::Ended) => {}
                Err(_) => break,
            }
        }
        ended?;
        if status.success() {
            Ok(())
        } else {
            Err(CommandFault::Status(status))
        }
    }
}

fn answer(bytes: Vec<u8>) -> Result<String, CommandFault> {
    let text = decode(bytes)?.text;
    if text.trim().is_empty() {
        Err(CommandFault::Nothing)
    } else {
        Ok(text)
    }
}

/// `argument` with the path of the source in it, which need not be text.
fn with_path(argument: &str, path: &Path) -> OsString {
    let mut parts = argument.split(SOURCE);
    let mut filled = OsString::from(parts.next().unwrap_or_default());
    for part in parts {
        filled.push(path);
        filled.push(part);
    }
    filled
}

/// Writes the source to the program, which need not read it.
fn feed(mut input: ChildStdin, bytes: Vec<u8>) {
    // The thread ends with the program: a pipe that nobody reads from any more is broken.
    thread::spawn(move || {
        let _ = input.write_all(&bytes);
    });
}

/// What is kept of what a program writes.
#[derive(Clone, Copy)]
enum Kept {
    /// All, if it is no more than so many bytes.
    First(usize),
    /// The last so many bytes.
    Last(usize),
}

type Written = Arc<Mutex<Vec<u8>>>;

/// Reads `from` to its end in the background.
fn collect(from: Option<impl Read + Send + 'static>, kept: Kept, events: Sender<Event>) -> Written {
    let written = Written::default();
    let shared = Arc::clone(&written);
    if let Some(mut from) = from {
        thread::spawn(move || {
            let mut chunk = [0; 8 << 10];
            loop {
                let read = match from.read(&mut chunk) {
                    Ok(0) => break,
                    Ok(read) => chunk.get(..read).unwrap_or_default(),
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    Err(_) => break,
                };
                let mut all = shared.lock().unwrap_or_else(PoisonError::into_inner);
                all.extend_from_slice(read);
                match kept {
                    Kept::First(most) if all.len() > most => {
                        let _ = events.send(Event::TooMuch);
                        return;
                    }
                    Kept::Last(most) if all.len() > most => {
                        let past = all.len() - most;
                        all.drain(..past);
                    }
                    _ => {}
                }
            }
            let _ = events.send(Event::Ended);
        });
    }
    written
}

/// What has been read so far.
fn taken(written: &Written) -> Vec<u8> {
    std::mem::take(&mut *written.lock().unwrap_or_else(PoisonError::into_inner))
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;
    use std::path::Path;

    use super::{Command, with_path};

    #[test]
    fn a_line_is_divided_as_a_shell_divides_it() {
        let of = |line| Command::of_line(line).map(|command| (command.program, command.arguments));
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        assert_eq!(
            of("./read 'a b' --to={source} $HOME"),
            Some(("./read".to_owned(), words(&["a b", "--to={source}", "$HOME"])))
        );
        assert_eq!(of(""), None);
        assert_eq!(of("''"), None);
        assert_eq!(of("read 'a"), None);
    }

    #[test]
    fn the_path_stands_wherever_it_is_asked_for() {
        let filled = |argument| with_path(argument, Path::new("/a b.txt"));
        assert_eq!(
            filled("--in={source},{source}"),
            OsStr::new("--in=/a b.txt,/a b.txt")
        );
        assert_eq!(filled("{sources}"), OsStr::new("{sources}"));
    }
}
