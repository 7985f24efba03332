//! `gouji check --watch`: checks, and checks again whenever a file is saved.
//!
//! What decides is the state of the files, and never an event: events only say when to look. So a
//! save by renaming, a lost event and a network drive without events all come to the same. A file
//! that has only half arrived is waited for; what stays unreadable is reported like any other.

mod readable;
mod state;
mod waking;

use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;
use std::thread::sleep;
use std::time::{Duration, Instant};

use gouji_model::{Bilingual, Language};

use crate::arguments::{Arguments, Check, Format};
use crate::opening::Page;
use crate::project::{Failure, Project};
use crate::status::COULD_NOT;
use crate::{check, output};
use state::State;
use waking::Trigger;

/// How long files must stay as they are to count as saved.
const CALM: Duration = Duration::from_millis(250);
/// How long files that change all the time are waited for.
const TIMEOUT: Duration = Duration::from_secs(10);
/// How long a file that cannot be read is taken for one that is being written.
const ARRIVING: Duration = Duration::from_secs(5);

/// Checks until Ctrl-C; the exit status is that of the last check.
///
/// # Errors
/// When standard input is to be watched.
pub(crate) fn run(
    arguments: &Arguments,
    options: &Check,
    mut page: Option<Page>,
    language: Language,
) -> Result<ExitCode, Failure> {
    if options.paths.iter().any(|path| path == "-") {
        return Err(Failure::File("-".to_owned(), not_saved()));
    }
    let trigger = Trigger::new(&options.paths);
    let mut saved = None;
    loop {
        let before = State::now(arguments, options);
        begin(saved.as_deref(), options, language);
        let status = check::run(&mut Project::new(arguments), options, language);
        let status = status.unwrap_or_else(|failure| {
            failure.show(language);
            ExitCode::from(COULD_NOT)
        });
        if let Some(page) = &mut page {
            page.open(options.quiet, language);
        }
        announce(&waiting(), options, language);
        saved = next(&trigger, &before, arguments, options);
        if saved.is_none() {
            end();
            return Ok(status);
        }
    }
}

/// Waits until files are others than they were and whole; says which. Nothing when the watch ends.
fn next(
    trigger: &Trigger,
    before: &State,
    arguments: &Arguments,
    options: &Check,
) -> Option<Vec<String>> {
    loop {
        if trigger.is_over() {
            return None;
        }
        let now = State::now(arguments, options);
        if now != *before {
            let now = calm(now, trigger, || State::now(arguments, options));
            let now = arrived(now, before, trigger, || State::now(arguments, options));
            let changed = now.changed(before);
            if !changed.is_empty() {
                return (!trigger.is_over()).then_some(changed);
            }
        }
        trigger.wait();
    }
}

/// The state once nothing changes any more.
fn calm(mut now: State, trigger: &Trigger, look: impl Fn() -> State) -> State {
    let until = Instant::now() + TIMEOUT;
    while Instant::now() < until && !trigger.is_over() {
        sleep(CALM);
        let later = look();
        if later == now {
            break;
        }
        now = later;
    }
    now
}

/// The state once every report that changed can be read.
fn arrived(mut now: State, before: &State, trigger: &Trigger, look: impl Fn() -> State) -> State {
    let until = Instant::now() + ARRIVING;
    while Instant::now() < until && !trigger.is_over() {
        if now.reports_changed(before).all(readable::is_readable) {
            break;
        }
        sleep(CALM);
        now = look();
    }
    now
}

/// Begins the output of a check: on a terminal it takes the place of the last one.
fn begin(saved: Option<&[String]>, options: &Check, language: Language) {
    let Some(saved) = saved else {
        return;
    };
    let for_people = matches!(options.format, None | Some(Format::Full | Format::Concise));
    if for_people && io::stdout().is_terminal() {
        output::print("\u{1b}[2J\u{1b}[H");
        output::flush();
    }
    let names = saved.join("、");
    let message = Bilingual::new(
        format!("有改动，重新检查：{names}"),
        format!("changed, checking again: {}", saved.join(", ")),
    );
    announce(&message, options, language);
}

fn announce(message: &Bilingual, options: &Check, language: Language) {
    if !options.quiet {
        output::complain(message.get(language));
    }
}

/// Ends below what the terminal shows for Ctrl-C.
fn end() {
    if io::stderr().is_terminal() {
        let _ = writeln!(io::stderr().lock());
    }
}

fn waiting() -> Bilingual {
    Bilingual::new(
        "等着文件保存，按 Ctrl-C 结束",
        "waiting for a file to be saved; Ctrl-C ends",
    )
}

fn not_saved() -> Bilingual {
    Bilingual::new(
        "--watch 等的是文件保存，标准输入没有保存",
        "--watch waits for files to be saved; standard input never is",
    )
}
