//! A progress bar on a terminal, once the work takes long.

use std::fmt::Write;
use std::io::{self, IsTerminal};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

/// How long work takes before its progress is shown.
const TIMEOUT: Duration = Duration::from_secs(1);

/// How many are done of how many, how many a second, and how long it takes yet.
fn style() -> ProgressStyle {
    let shown = "{wide_bar} {pos}/{len}  {rate}/s  -{eta}";
    let style = ProgressStyle::with_template(shown);
    let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
    style.with_key("rate", |state: &ProgressState, out: &mut dyn Write| {
        // Nobody learns less where it cannot be drawn.
        let _ = write!(out, "{:.0}", state.per_sec());
    })
}

/// How many files are done.
pub(crate) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// The progress of so many files.
    pub(crate) fn new(files: usize) -> Self {
        if !io::stderr().is_terminal() || files < 2 {
            return Self {
                bar: ProgressBar::hidden(),
            };
        }
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        bar.set_style(style());
        let shown = bar.clone();
        std::thread::spawn(move || {
            std::thread::sleep(TIMEOUT);
            if !shown.is_finished() {
                shown.set_draw_target(ProgressDrawTarget::stderr());
            }
        });
        Self { bar }
    }

    /// One more file is done.
    pub(crate) fn one_more(&self) {
        self.bar.inc(1);
    }

    /// Prints with the bar out of the way.
    pub(crate) fn aside(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }

    /// All are done.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
