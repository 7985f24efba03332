//! `gouji check`: files in parallel, output in order.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;

use gouji_lint::{Linter, Opened};
use gouji_model::{Bilingual, Language, Report, Severity};
use gouji_pack::Packs;
use gouji_render::{Checked, Counts, LastYear, Places, Style, concise, full, json_report};
use rayon::prelude::*;

use crate::arguments::{Check, Format, Level};
use crate::files::{Input, inputs};
use crate::input::{InputError, bytes_of, bytes_of_standard_input};
use crate::printing::Printer;
use crate::prior::{Prior, PriorBytes};
use crate::progress::Progress;
use crate::{COULD_NOT, output};

/// Most threads started, whatever is asked for: more only cost memory.
const MOST_THREADS: usize = 256;
/// How many files are checked before their output is printed: enough to keep all threads busy,
/// few enough that the output of a hundred thousand files is never held at once.
const BATCH: usize = 1024;

/// What one input came to.
#[derive(Default)]
pub(crate) struct Verdict {
    /// One rendered text for each report.
    pub texts: Vec<String>,
    /// How much was found.
    pub counts: Counts,
    /// What could not be done, for standard error.
    pub complaints: Vec<String>,
}

/// Checks everything the options name.
pub(crate) fn run(packs: &Packs, options: &Check, language: Language) -> ExitCode {
    if let Some(threads) = options.threads {
        // A pool that already exists only means a second call; the default is as good.
        let _ = rayon::ThreadPoolBuilder::new()
            .num_threads(threads.min(MOST_THREADS))
            .build_global();
    }
    let linter = Linter::new(packs);
    let bytes = options.prior.as_deref().map(PriorBytes::read).transpose();
    let prior = bytes
        .as_ref()
        .map_err(InputError::message)
        .and_then(|bytes| {
            let opened = bytes.as_ref().map(|bytes| bytes.open(&linter)).transpose();
            opened.map_err(|error| error.message())
        });
    let prior = match prior {
        Ok(prior) => prior,
        Err(why) => {
            let path = options.prior.as_deref().unwrap_or(Path::new(""));
            output::complain(&format!("{}: {}", path.display(), why.get(language)));
            return ExitCode::from(COULD_NOT);
        }
    };
    let checker = Checker {
        linter: &linter,
        options,
        language,
        prior: prior.as_ref(),
        style: Style {
            colour: output::colours(options.color),
        },
    };
    let (counts, could_not) = all(&checker, options, language);
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

/// Checks and prints all inputs; returns what was found and whether something could not be done.
fn all(checker: &Checker<'_>, options: &Check, language: Language) -> (Counts, bool) {
    let inputs = inputs(&options.paths);
    let progress = Progress::new(inputs.len());
    let mut printer = Printer::new(options.format, language);
    for batch in inputs.chunks(BATCH) {
        let verdicts: Vec<Verdict> = batch
            .par_iter()
            .map(|input| {
                let verdict = checker.guarded(input);
                progress.one_more();
                verdict
            })
            .collect();
        progress.aside(|| verdicts.iter().for_each(|verdict| printer.verdict(verdict)));
    }
    progress.finish();
    printer.finish()
}

struct Checker<'a> {
    linter: &'a Linter<'a>,
    options: &'a Check,
    language: Language,
    prior: Option<&'a Prior<'a>>,
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
            Ok(Err(why)) => self.refused(&path, &why),
            Err(_) => {
                let why = Bilingual::new(
                    "内部错误，未能检查，请反馈",
                    "internal failure, nothing was checked; please report it",
                );
                self.refused(&path, &why)
            }
        }
    }

    fn input(&self, input: &Input, path: &str) -> Result<Verdict, Bilingual> {
        let bytes = match input {
            Input::File(path) => bytes_of(path),
            Input::Standard => bytes_of_standard_input(),
            Input::Nothing(_, why) => return Err(why.clone()),
        };
        let bytes = bytes.map_err(|error| error.message())?;
        let opened = self.linter.open(&bytes).map_err(|error| error.message())?;
        let mut verdict = Verdict::default();
        for report in &opened.reports {
            self.report(report, &opened, path, &mut verdict);
        }
        Ok(verdict)
    }

    fn report(&self, report: &Report, opened: &Opened<'_>, path: &str, verdict: &mut Verdict) {
        let prior = match self.prior.map(|prior| prior.before(report)) {
            Some(Err(why)) => {
                verdict.complaints.push(self.complaint(path, &why));
                None
            }
            Some(Ok(prior)) => Some(prior),
            None => None,
        };
        let (Some(pack), Some(outcome)) = (
            self.linter.pack_of(report),
            self.linter.check(report, prior),
        ) else {
            return;
        };
        let locate = |range| opened.locate(range);
        let locate_prior = |range| match self.prior {
            Some(prior) => prior.opened.locate(range),
            None => opened.locate(range),
        };
        let prior = self.prior.zip(prior).and_then(|(file, report)| {
            Some(LastYear {
                path: file.path,
                form: &self.linter.pack_of(report)?.form,
                report,
                places: Places {
                    locate: &locate_prior,
                    sheets: &file.opened.sheets,
                },
            })
        });
        let checked = Checked {
            path,
            pack,
            report,
            findings: &outcome.findings,
            blocked: &outcome.blocked,
            places: Places {
                locate: &locate,
                sheets: &opened.sheets,
            },
            prior,
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
        if let Some(what) = unchecked(report, &pack.form, outcome.evaluated) {
            verdict.complaints.push(self.complaint(path, &what));
        }
    }

    /// An input of which nothing could be checked.
    fn refused(&self, path: &str, why: &Bilingual) -> Verdict {
        Verdict {
            complaints: vec![self.complaint(path, why)],
            ..Verdict::default()
        }
    }

    fn complaint(&self, path: &str, why: &Bilingual) -> String {
        format!("{path}: {}", why.get(self.language))
    }
}

/// What of a report went unchecked as a whole, if anything: a script that only looks at the exit
/// status must not take a table that could not be read for one in order.
fn unchecked(report: &Report, form: &gouji_model::Form, evaluated: usize) -> Option<Bilingual> {
    let all_lost = report.lost_tables.len() >= form.tables.len();
    if all_lost || evaluated == 0 {
        return Some(Bilingual::new(
            "表格都无法辨认，未能核对",
            "none of its tables could be read, nothing was checked",
        ));
    }
    let tables: Vec<&Bilingual> = form
        .tables
        .iter()
        .enumerate()
        .filter(|(index, _)| {
            report
                .lost_tables
                .iter()
                .any(|lost| usize::from(lost.0) == *index)
        })
        .map(|(_, table)| &table.title)
        .collect();
    let names =
        |language| -> Vec<&str> { tables.iter().map(|title| title.get(language)).collect() };
    (!tables.is_empty()).then(|| {
        Bilingual::new(
            format!("{}无法辨认，未能核对", names(Language::Chinese).join("、")),
            format!(
                "could not be read and was not checked: {}",
                names(Language::English).join(", ")
            ),
        )
    })
}
