//! Writing to standard output and standard error.
//!
//! A reader that went away (`gouji … | head`) is no mistake. Anything else that standard output
//! cannot take is kept until the end of the run, which then fails: a file that was cut short must not
//! be taken for the whole.

use std::fs::File;
use std::io::{self, IsTerminal, Write};
#[cfg(unix)]
use std::os::fd::AsFd;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock};

use gouji_model::{Bilingual, Language};

use gouji_render::printable;

use crate::arguments::Colour;
use crate::status::COULD_NOT;
use crate::system;

/// Why standard output could not be written, the first time.
static FAILED: Mutex<Option<io::Error>> = Mutex::new(None);
/// Whether the reader of standard output went away.
static GONE: AtomicBool = AtomicBool::new(false);

/// Writes text to standard output.
pub(crate) fn print(text: &str) {
    print_bytes(text.as_bytes());
}

/// From how many bytes on they are not looked through for the end of a line.
const MANY: usize = 8 << 10;

/// Writes bytes to standard output.
pub(crate) fn print_bytes(bytes: &[u8]) {
    let mut output = io::stdout().lock();
    note(match unbuffered().filter(|_| bytes.len() >= MANY) {
        Some(mut direct) => output.flush().and_then(|()| direct.write_all(bytes)),
        None => output.write_all(bytes),
    });
}

/// Standard output without a buffer for lines; nothing where it is closed, or a console may not take the
/// bytes as they are.
fn unbuffered() -> Option<&'static File> {
    static OUTPUT: OnceLock<Option<File>> = OnceLock::new();
    #[cfg(unix)]
    let open = || {
        let own = io::stdout().as_fd().try_clone_to_owned();
        own.ok().map(File::from)
    };
    #[cfg(not(unix))]
    let open = || None;
    OUTPUT.get_or_init(open).as_ref()
}

/// Sees to it that all that was printed is out.
pub(crate) fn flush() {
    note(io::stdout().lock().flush());
}

fn note(written: io::Result<()>) {
    let Err(error) = written else {
        return;
    };
    if error.kind() == io::ErrorKind::BrokenPipe {
        GONE.store(true, Ordering::Relaxed);
    } else if let Ok(mut failed) = FAILED.lock() {
        failed.get_or_insert(error);
    }
}

/// Whether nobody reads standard output any more.
pub(crate) fn is_gone() -> bool {
    GONE.load(Ordering::Relaxed)
}

/// The exit status of a run that came to one, unless its output could not be written.
pub(crate) fn finish(status: ExitCode, language: Language) -> ExitCode {
    flush();
    let failed = FAILED.lock().ok().and_then(|mut failed| failed.take());
    let Some(error) = failed else {
        return status;
    };
    let reason = system::describe(&error);
    let why = Bilingual::new(
        format!("标准输出写入失败，输出不完整：{}", reason.zh),
        format!(
            "standard output could not be written, the output is incomplete: {}",
            reason.en
        ),
    );
    complain(why.get(language));
    ExitCode::from(COULD_NOT)
}

/// Writes a message to standard error.
pub(crate) fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "gouji: {}", printable(text));
}

/// Writes a drawn message to standard error.
pub(crate) fn show(drawn: &str) {
    let _ = writeln!(io::stderr().lock(), "{drawn}");
}

/// Whether to use colours.
pub(crate) fn colours(asked: Colour) -> bool {
    match asked {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
    }
}

/// How many columns and lines the output has: what the environment says, else the terminal; a
/// hundred columns where nobody says.
pub(crate) fn room() -> (usize, Option<usize>) {
    let number = |name: &str| std::env::var(name).ok()?.parse::<usize>().ok();
    let terminal = terminal_size::terminal_size_of(io::stdout());
    let columns = terminal.map(|(columns, _)| usize::from(columns.0));
    let lines = terminal.map(|(_, lines)| usize::from(lines.0));
    let width = number("COLUMNS").or(columns).filter(|width| *width > 0);
    (width.unwrap_or(100), number("LINES").or(lines))
}
