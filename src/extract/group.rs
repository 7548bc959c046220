//! A program and the processes that it starts, ended together.

use std::io;
use std::process::{Child, Command};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The programs of this process that run.
static RUNNING: Mutex<Running> = Mutex::new(Running {
    groups: Vec::new(),
    is_closed: false,
});

struct Running {
    /// The numbers of the programs, which those of their groups are too.
    groups: Vec<u32>,
    /// True when none may start any more.
    is_closed: bool,
}

fn running() -> MutexGuard<'static, Running> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Starts the program, which leads a group of its own where the system has groups.
pub(super) fn start(command: &mut Command) -> io::Result<Child> {
    // Held until the program is listed, so that none starts unseen while all are ended.
    let mut running = running();
    if running.is_closed {
        return Err(io::Error::other("this process is ending"));
    }
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let child = command.spawn()?;
    running.groups.push(child.id());
    Ok(child)
}

/// True when the program has ended. Its number is not given to another before it is waited for, so
/// that [`end`] meets nobody else.
#[cfg(all(unix, not(any(target_os = "openbsd", target_os = "redox"))))]
pub(super) fn has_ended(child: &mut Child) -> io::Result<bool> {
    use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    Ok(waitid(WaitId::Pid(Pid::from_child(child)), options)?.is_some())
}

/// True when the program has ended.
#[cfg(not(all(unix, not(any(target_os = "openbsd", target_os = "redox")))))]
pub(super) fn has_ended(child: &mut Child) -> io::Result<bool> {
    Ok(child.try_wait()?.is_some())
}

/// Ends the program and what it started. That nothing of it runs any more is no error. To be called
/// before the program is waited for.
pub(super) fn end(child: &mut Child) {
    let mut running = running();
    running.groups.retain(|group| *group != child.id());
    end_group(child.id());
    #[cfg(not(unix))]
    let _ = child.kill();
}

/// Ends every program that a [`Command`](super::Command) of this process runs, with all that those
/// started, and lets none start any more.
///
/// For whoever ends this process by a signal: a program leads a group of its own, which the terminal
/// knows nothing of, so that Ctrl-C does not reach it.
pub fn end_programs() {
    let mut running = running();
    running.is_closed = true;
    for group in running.groups.drain(..) {
        end_group(group);
    }
}

#[cfg(unix)]
fn end_group(group: u32) {
    use rustix::process::{Pid, Signal, kill_process_group};
    if let Some(group) = i32::try_from(group).ok().and_then(Pid::from_raw) {
        let _ = kill_process_group(group, Signal::KILL);
    }
}

#[cfg(not(unix))]
fn end_group(group: u32) {
    // Windows knows who started whom and has a program that ends them all.
    #[cfg(windows)]
    let _ = Command::new("taskkill")
        .args(["/T", "/F", "/PID", &group.to_string()])
        .output();
    #[cfg(not(windows))]
    let _ = group;
}
