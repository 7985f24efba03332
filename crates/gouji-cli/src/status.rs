//! What the exit status says.

use std::process::ExitCode;

/// The work could not be done.
pub(crate) const COULD_NOT: u8 = 2;

/// How a run ends in which something could not be done, or is bad enough for status 1.
pub(crate) fn of_run(could_not: bool, fails: bool) -> ExitCode {
    match (could_not, fails) {
        (true, _) => ExitCode::from(COULD_NOT),
        (false, true) => ExitCode::from(1),
        (false, false) => ExitCode::SUCCESS,
    }
}
