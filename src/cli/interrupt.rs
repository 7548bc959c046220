//! Ctrl-C, and what a CI server sends to end a run: programs that were started end too.

/// Ends the programs of this process when it is told to end, and then the process in the way that
/// the signal asks for.
#[cfg(unix)]
pub(super) fn end_programs_too() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    // Where signals cannot be heard of, they do what they always do.
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else {
        return;
    };
    std::thread::spawn(move || {
        for signal in signals.forever() {
            crate::extract::end_programs();
            let _ = emulate_default_handler(signal);
        }
    });
}

/// Elsewhere, what ends this process by Ctrl-C ends the programs as well.
#[cfg(not(unix))]
pub(super) fn end_programs_too() {}
