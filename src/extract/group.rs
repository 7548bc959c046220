//! A program and the processes that it starts, ended together.

use std::io;
use std::process::{Child, Command};

/// Lets the program that `command` starts lead a group of its own, where the system has groups.
#[cfg(unix)]
pub(super) fn lead(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

/// Lets the program that `command` starts lead a group of its own, where the system has groups.
#[cfg(not(unix))]
pub(super) fn lead(_: &mut Command) {}

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

/// Ends the program and what it started. That nothing of it runs any more is no error.
#[cfg(unix)]
pub(super) fn end(child: &mut Child) {
    use rustix::process::{Pid, Signal, kill_process_group};
    let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
}

/// Ends the program and what it started. That nothing of it runs any more is no error.
#[cfg(not(unix))]
pub(super) fn end(child: &mut Child) {
    // Windows knows who started whom and has a program that ends them all.
    #[cfg(windows)]
    let _ = Command::new("taskkill")
        .args(["/T", "/F", "/PID", &child.id().to_string()])
        .output();
    let _ = child.kill();
}
