//! Writing: standard output and standard error.

use std::io::{self, Write};

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
    let _ = writeln!(io::stderr().lock(), "rapporteur: {message}");
}
