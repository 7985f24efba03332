//! `gouji check`: files in parallel, output in order.

use std::io::{self, IsTerminal};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::time::Duration;

use gouji_bind::Binder;
use gouji_document::Source;
use gouji_model::{Form, Language, Report, Severity};
use gouji_pack::Packs;
use gouji_render::{Checked, Counts, Style, concise, full, json_document, json_report, summary};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use crate::arguments::{Check, Format, Level};
use crate::files::{Input, inputs};
use crate::line::{LineError, bytes_from, bytes_of, reports};
use crate::{COULD_NOT, output};

/// Most threads started, whatever is asked for: more only cost memory.
const MOST_THREADS: usize = 256;
/// How long work takes before its progress is shown.
const PATIENCE: Duration = Duration::from_secs(1);

/// What one input came to.
#[derive(Default)]
struct Verdict {
    /// One rendered text for each report.
    texts: Vec<String>,
    counts: Counts,
    /// What could not be done, for standard error.
    complaints: Vec<String>,
}

/// Checks everything the options name.
pub(crate) fn run(packs: &Packs, options: &Check, language: Language) -> ExitCode {
    if let Some(threads) = options.threads {
        // A pool that already exists only means a second call; the default is as good.
        let _ = rayon::ThreadPoolBuilder::new()
            .num_threads(threads.min(MOST_THREADS))
            .build_global();
    }
    let forms = packs.forms();
    let binder = Binder::new(&forms);
    let prior = match prior(options, &binder, &forms) {
        Ok(prior) => prior,
        Err(complaint) => {
            output::complain(&complaint);
            return ExitCode::from(COULD_NOT);
        }
    };
    let checker = Checker {
        packs,
        options,
        language,
        binder: &binder,
        forms: &forms,
        prior: prior.as_ref(),
        style: Style {
            colour: output::colours(options.color),
        },
    };
    let inputs = inputs(&options.paths);
    let bar = progress(inputs.len());
    let verdicts: Vec<Verdict> = inputs
        .par_iter()
        .map(|input| {
            let verdict = checker.guarded(input);
            bar.inc(1);
            verdict
        })
        .collect();
    bar.finish_and_clear();
    report(&verdicts, options, language)
}

/// Prints everything in the order of the inputs; returns the exit status.
fn report(verdicts: &[Verdict], options: &Check, language: Language) -> ExitCode {
    let mut counts = Counts::default();
    let mut texts = Vec::new();
    let mut could_not = false;
    for verdict in verdicts {
        counts.add(verdict.counts);
        texts.extend(verdict.texts.iter().cloned());
        could_not |= !verdict.complaints.is_empty();
        verdict
            .complaints
            .iter()
            .for_each(|complaint| output::complain(complaint));
    }
    match options.format {
        Format::Json => output::print(&json_document(&texts, counts)),
        Format::Concise => output::print(&texts.concat()),
        Format::Full => {
            output::print(&(texts.concat() + &summary(texts.len(), counts, language)));
        }
    }
    let fail_on = match options.fail_on {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Info => Severity::Info,
    };
    match (could_not, counts.at_least(fail_on) > 0) {
        (true, _) => ExitCode::from(COULD_NOT),
        (false, true) => ExitCode::from(1),
        (false, false) => ExitCode::SUCCESS,
    }
}

/// Last year's report, if asked for.
fn prior(options: &Check, binder: &Binder<'_>, forms: &[&Form]) -> Result<Option<Report>, String> {
    let Some(path) = &options.prior else {
        return Ok(None);
    };
    let read = || -> Result<Option<Report>, LineError> {
        let bytes = bytes_of(path)?;
        let source = Source::decode(&bytes);
        Ok(reports(&source, binder, forms)?.into_iter().next())
    };
    read().map_err(|error| format!("{}: {error}", path.display()))
}

fn progress(files: usize) -> ProgressBar {
    if !io::stderr().is_terminal() || files < 2 {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
    bar.set_style(ProgressStyle::default_bar());
    let shown = bar.clone();
    std::thread::spawn(move || {
        std::thread::sleep(PATIENCE);
        if !shown.is_finished() {
            shown.set_draw_target(ProgressDrawTarget::stderr());
        }
    });
    bar
}

struct Checker<'a> {
    packs: &'a Packs,
    options: &'a Check,
    language: Language,
    binder: &'a Binder<'a>,
    forms: &'a [&'a Form],
    prior: Option<&'a Report>,
    style: Style,
}

impl Checker<'_> {
    /// Checks an input; an internal failure becomes a complaint, never a pass.
    fn guarded(&self, input: &Input) -> Verdict {
        let path = match input {
            Input::File(path) => path.to_string_lossy().into_owned(),
            Input::Standard => self.options.stdin_filename.clone(),
            Input::Nothing(path, _) => path.clone(),
        };
        let checked = catch_unwind(AssertUnwindSafe(|| self.input(input, &path)));
        match checked {
            Ok(Ok(verdict)) => verdict,
            Ok(Err(why)) => complaint(&path, &why),
            Err(_) => complaint(
                &path,
                "internal failure, nothing was checked; please report it / 内部错误，未能检查，请反馈",
            ),
        }
    }

    fn input(&self, input: &Input, path: &str) -> Result<Verdict, String> {
        let bytes = match input {
            Input::File(path) => bytes_of(path),
            Input::Standard => bytes_from(io::stdin().lock()),
            Input::Nothing(_, why) => return Err(why.clone()),
        };
        let bytes = bytes.map_err(|error| error.to_string())?;
        let source = Source::decode(&bytes);
        let reports =
            reports(&source, self.binder, self.forms).map_err(|error| error.to_string())?;
        let mut verdict = Verdict::default();
        for report in &reports {
            self.report(report, &source, path, &mut verdict);
        }
        Ok(verdict)
    }

    fn report(&self, report: &Report, source: &Source<'_>, path: &str, verdict: &mut Verdict) {
        let Some(pack) = self.packs.pack(&report.form) else {
            return;
        };
        let prior = self.prior.and_then(|prior| {
            let form = &self.packs.pack(&prior.form)?.form;
            Some((form, prior))
        });
        let outcome = gouji_check::check(pack, report, prior);
        let locate = |range| source.locate(range);
        let checked = Checked {
            path,
            pack,
            report,
            findings: &outcome.findings,
            blocked: &outcome.blocked,
            locate: &locate,
            language: self.language,
        };
        verdict
            .counts
            .add(Counts::of(&outcome.findings, &outcome.blocked));
        verdict.texts.push(match self.options.format {
            Format::Full => full(&checked, self.style),
            Format::Concise => concise(&checked),
            Format::Json => json_report(&checked),
        });
        let any_table = report.lost_tables.len() < pack.form.tables.len();
        let sums_checked = any_table && outcome.evaluated > 0;
        if !sums_checked {
            verdict.complaints.push(format!(
                "{path}: none of its tables could be read, nothing was checked / 表格都无法辨认，未能核对"
            ));
        }
    }
}

fn complaint(path: &str, why: &str) -> Verdict {
    Verdict {
        complaints: vec![format!("{path}: {why}")],
        ..Verdict::default()
    }
}
