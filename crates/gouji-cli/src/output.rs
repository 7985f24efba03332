//! Writing to standard output and standard error.

use std::io::{self, IsTerminal, Write};

use gouji_render::printable;

use crate::arguments::Colour;

/// Writes text to standard output. A reader that went away (`gouji … | head`) is no mistake.
pub(crate) fn print(text: &str) {
    // Nothing is left to tell anyone when standard output itself fails.
    let _ = io::stdout().lock().write_all(text.as_bytes());
}

/// Sees to it that all that was printed is out.
pub(crate) fn flush() {
    let _ = io::stdout().lock().flush();
}

/// Writes a message to standard error.
pub(crate) fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "gouji: {}", printable(text));
}

/// Whether to use colours.
pub(crate) fn colours(asked: Colour) -> bool {
    match asked {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
    }
}
