//! `gouji check`: files in parallel, output in order.

mod inside;
mod ordered;
mod verdict;

use std::mem::ManuallyDrop;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;
use std::thread::available_parallelism;

use gouji_archive::JOINT;
use gouji_config::{Baseline, FILE_NAME, Held, Record, Settings, Subject, show};
use gouji_lint::{Linter, Opened};
use gouji_model::{Bilingual, Language, Languages, Report};
use gouji_pack::{Pack, Packs, Rule};
use gouji_render::{Checked, Failure as Failed, Format, LastYear, Places, Style};

use ordered::in_order;
pub(crate) use verdict::Verdict;

use crate::arguments::Check;
use crate::files::{Found, Input, inputs};
use crate::input::{bytes_of, bytes_of_standard_input, size_of};
use crate::meeting::{self, Unopened};
use crate::memory::{Claim, Memory};
use crate::passed::{Passed, Why};
use crate::plan::{Plan, path_of};
use crate::printing::Printer;
use crate::prior::{Prior, PriorFiles, open_each};
use crate::progress::Progress;
use crate::project::{Failure, Project};
use crate::statistics::Statistics;
use crate::status::COULD_NOT;
use crate::{members, output, recording, sinks, unchecked};

/// Most threads started, whatever is asked for: more only cost memory.
const MOST_THREADS: usize = 256;
/// How many threads check.
fn threads(options: &Check) -> usize {
    let asked = options.threads.filter(|threads| *threads > 0);
    let threads = asked.or_else(|| available_parallelism().ok().map(usize::from));
    threads.unwrap_or(1).min(MOST_THREADS)
}

/// Checks everything the options name.
pub(crate) fn run(
    project: &mut Project<'_>,
    options: &Check,
    language: Language,
) -> Result<ExitCode, Failure> {
    if options.show_settings {
        return show_settings(project, options, language);
    }
    let Found { inputs, passed } = inputs(project, &options.paths, &options.exclude)?;
    // A process that ends gives back all memory at once; piece by piece, packs take as long as
    // checking a file.
    let mut plan = ManuallyDrop::new(Plan::new(project, &inputs, options)?);
    plan.baselines.extend(options.write_baseline.clone());
    let recording = recording::open(options.write_baseline.as_deref())?;
    let linter = |packs| Linter::new(packs).worded_in(Languages::One(language));
    let linters: ManuallyDrop<Vec<Linter>> =
        ManuallyDrop::new(plan.packs.iter().map(linter).collect());
    let last_year = options.prior.as_deref();
    let last_year = last_year.map(|path| PriorFiles::read(project, path));
    let last_year = last_year.transpose()?;
    let priors = open_each(last_year.as_ref(), &linters, inputs.len() == 1, language)?;
    let (width, height) = output::room();
    let style = Style {
        colour: output::colours(options.color),
        width,
        height,
        verbose: options.verbose,
    };
    let formats = sinks::formats(options);
    let memory = Memory::new(options.memory);
    let checkers: Vec<Checker<'_>> = plan
        .groups
        .iter()
        .filter_map(|(settings, packs)| {
            Some(Checker {
                linter: linters.get(*packs)?,
                memory: &memory,
                settings,
                recording: recording.as_ref(),
                options,
                formats: &formats,
                language,
                prior: priors.get(*packs)?.as_ref(),
                style,
            })
        })
        .collect();
    let sinks = sinks::open(options, &inputs, language)
        .map_err(|(path, why)| Failure::File(path.display().to_string(), why))?;
    let mut printer = Printer::new(options, sinks, style, language);
    printer.pass_over(passed);
    for (settings, _) in &plan.groups {
        printer.watch(settings);
    }
    let threads = threads(options);
    all(&checkers, &plan, &inputs, threads, &mut printer);
    let packs = plan.packs.iter().flat_map(Packs::packs);
    let packs: Vec<&Pack> = packs.map(|pack| &**pack).collect();
    let (fails, could_not) = printer.finish(&packs, recording.as_ref());
    if options.watch {
        // This process goes on.
        drop((packs, checkers));
        drop(priors);
        drop(ManuallyDrop::into_inner(linters));
        drop(ManuallyDrop::into_inner(plan));
    }
    Ok(match (could_not, fails) {
        (true, _) => ExitCode::from(COULD_NOT),
        (false, true) => ExitCode::from(1),
        (false, false) => ExitCode::SUCCESS,
    })
}

/// Prints the settings of files and folders, or of the current folder where none are named.
fn show_settings(
    project: &mut Project<'_>,
    options: &Check,
    language: Language,
) -> Result<ExitCode, Failure> {
    let here = [".".to_owned()];
    let paths = if options.paths.is_empty() {
        here.as_slice()
    } else {
        &options.paths
    };
    let input = |path: &String| match Path::new(path) {
        folder if folder.is_dir() => Input::File(folder.join(FILE_NAME)),
        _ if path == "-" => Input::Standard,
        file => Input::File(file.to_owned()),
    };
    let inputs: Vec<Input> = paths.iter().map(input).collect();
    let inputs = inputs.as_slice();
    let plan = Plan::new(project, inputs, options)?;
    for (input, group) in inputs.iter().zip(&plan.of_input) {
        let settled = plan.groups.get(*group);
        let settled =
            settled.and_then(|(settings, packs)| Some((settings, plan.packs.get(*packs)?)));
        if let Some((settings, packs)) = settled {
            output::print(&show(settings, packs, path_of(input, options), language));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Checks and prints all inputs.
fn all(
    checkers: &[Checker<'_>],
    plan: &Plan,
    inputs: &[Input],
    threads: usize,
    printer: &mut Printer<'_>,
) {
    let shown = if printer.is_quiet() { 0 } else { inputs.len() };
    let progress = Progress::new(shown);
    let inputs: Vec<(&Input, &Checker<'_>)> = inputs
        .iter()
        .zip(&plan.of_input)
        .filter(|(input, _)| !plan.is_baseline(input))
        .filter_map(|(input, group)| Some((input, checkers.get(*group)?)))
        .collect();
    let check = |(input, checker): &(&Input, &Checker<'_>)| {
        let verdict = checker.guarded(input);
        progress.one_more();
        verdict
    };
    in_order(
        &inputs,
        threads,
        check,
        Verdict::weight,
        |(input, checker), verdict| {
            progress.aside(|| printer.verdict(checker.settings, input.argument(), verdict));
        },
    );
    progress.finish();
}

struct Checker<'a> {
    linter: &'a Linter,
    memory: &'a Memory,
    settings: &'a Settings,
    recording: Option<&'a Baseline>,
    options: &'a Check,
    formats: &'a [Format],
    language: Language,
    prior: Option<&'a Prior<'a>>,
    style: Style,
}

impl Checker<'_> {
    /// Checks an input; an internal failure becomes a complaint, never a pass.
    fn guarded(&self, input: &Input) -> Verdict {
        let path = match input {
            Input::File(path) | Input::Met(path, _) => path.to_string_lossy().into_owned(),
            Input::Member(file, member) => format!("{}{JOINT}{member}", file.display()),
            Input::Standard => self.options.stdin_filename.clone(),
            Input::Nothing(path, _) => path.clone(),
        };
        let checked = catch_unwind(AssertUnwindSafe(|| self.input(input, &path)));
        match checked {
            Ok(Ok(verdict)) => verdict,
            Ok(Err(why)) => self.refused(&path, &why),
            Err(_) => self.refused(&path, &internal_failure()),
        }
    }

    fn input(&self, input: &Input, path: &str) -> Result<Verdict, Bilingual> {
        let mut claim = self.memory.claim(size_of(input));
        let bytes = match input {
            Input::File(path) | Input::Met(path, _) | Input::Member(path, _) => bytes_of(path),
            Input::Standard => bytes_of_standard_input(),
            Input::Nothing(_, why) => return Err(why.clone()),
        };
        let bytes = bytes.map_err(|error| error.message())?;
        let mut verdict = Verdict::default();
        match (gouji_archive::kind_of(&bytes), input) {
            (Some(kind), Input::Member(file, asked)) => {
                let place = (&*file.to_string_lossy(), Some(asked.as_str()));
                self.archive(kind, &bytes, place, (&mut claim, &mut verdict))?;
            }
            (Some(kind), _) => {
                let done = self.archive(kind, &bytes, (path, None), (&mut claim, &mut verdict));
                let is_met = input.argument().is_some();
                match done {
                    Err(_) if is_met && !meeting::claims_to_be_a_report(path) => {
                        verdict.passed = Some(pass(path, Why::NoReport));
                    }
                    other => other?,
                }
            }
            (None, Input::Member(..)) => return Err(members::not_an_archive()),
            (None, _) => {
                claim.resize(gouji_lint::weight(&bytes));
                self.file(&bytes, path, input, &mut verdict)?;
            }
        }
        Ok(verdict)
    }

    fn file(
        &self,
        bytes: &[u8],
        path: &str,
        input: &Input,
        verdict: &mut Verdict,
    ) -> Result<(), Bilingual> {
        match meeting::open(self.linter, bytes, path, input.argument().is_some()) {
            Ok(opened) => self.reports(&opened, path, verdict),
            Err(Unopened::Passed(why)) => verdict.passed = Some(pass(path, why)),
            Err(Unopened::Failed(why)) => return Err(why),
        }
        Ok(())
    }

    fn reports(&self, opened: &Opened<'_>, path: &str, verdict: &mut Verdict) {
        for report in &opened.reports {
            self.report(report, opened, path, verdict);
        }
    }

    fn report(&self, report: &Report, opened: &Opened<'_>, path: &str, verdict: &mut Verdict) {
        let found = match self.prior.map(|prior| prior.before(report)) {
            Some(Err(why)) => {
                verdict.failures.push(self.failed(path, &why));
                None
            }
            Some(Ok(found)) => Some(found),
            None => None,
        };
        if let Some(remark) = found.as_ref().and_then(|found| found.remark.as_ref()) {
            verdict.remarks.push(self.failed(path, remark));
        }
        let prior = found.as_ref().map(|found| found.report);
        let (Some(pack), Some(mut outcome)) = (
            self.linter.pack_of(report),
            self.linter.check(report, prior),
        ) else {
            return;
        };
        let subject = Subject {
            path: Path::new(path),
            pack,
            report,
            compared: prior.is_some(),
        };
        let mut held = self.settings.apply(&mut outcome, &subject);
        if let Some(baseline) = self.recording {
            let record = Record::take(baseline, &subject, &mut outcome, &held);
            held.baselined += record.len();
            verdict.records.push(record);
        }
        let locate = |range| opened.locate(range);
        let locate_prior = |range| match &found {
            Some(found) => found.opened.locate(range),
            None => opened.locate(range),
        };
        let prior = found.as_ref().and_then(|found| {
            Some(LastYear {
                path: found.path,
                form: &self.linter.pack_of(found.report)?.form,
                report: found.report,
                places: Places {
                    locate: &locate_prior,
                    sheets: &found.opened.sheets,
                },
            })
        });
        let (fail_on, _) = self.settings.fail_on(Path::new(path));
        let is_asked = |rule: &Rule| self.settings.is_asked(rule, &subject);
        let checked = Checked {
            path,
            pack,
            report,
            findings: &outcome.findings,
            blocked: &outcome.blocked,
            relations: outcome.evaluated,
            fails_at: fail_on,
            is_asked: &is_asked,
            places: Places {
                locate: &locate,
                sheets: &opened.sheets,
            },
            prior,
            language: self.language,
        };
        let mut counts = checked.counts();
        let fails = counts.at_least(fail_on) > 0;
        verdict.fails |= fails;
        counts.held = held_back(&held);
        verdict.counts.add(counts);
        verdict.held.push(held);
        if self.options.statistics {
            let mut own = Statistics::by(&self.options.group_by);
            own.count(pack, report, &outcome.findings, counts);
            verdict.statistics.add(own);
        }
        verdict.reports += 1;
        if self.prior.is_none() {
            verdict.years.note(report);
        }
        if !pack.rules().iter().any(is_asked) {
            verdict.counts.unasked += 1;
            let why = unchecked::nothing_in_force();
            verdict.unasked.push(self.failed(path, &why));
        }
        let texts = self
            .formats
            .iter()
            .map(|format| format.report(&checked, self.style));
        let mut texts: Vec<String> = texts.collect();
        let in_order = outcome.findings.is_empty() && outcome.blocked.is_empty();
        if let Some(shown) = texts.first_mut()
            && in_order
            && self.options.is_quiet()
        {
            shown.clear();
        }
        verdict.texts.push(texts);
        let whole = unchecked::tables(report, &pack.form, outcome.evaluated);
        // What is wrong for certain says already that the report is not in order.
        let cells = || (!fails).then(|| unchecked::cells(report, pack, &outcome.blocked))?;
        if let Some(what) = whole.or_else(cells) {
            verdict.failures.push(self.failed(path, &what));
        }
    }

    /// An input of which nothing could be checked.
    fn refused(&self, path: &str, why: &Bilingual) -> Verdict {
        let mut verdict = Verdict::default();
        self.unread(&mut verdict, path, why);
        verdict
    }

    /// Notes a file of which nothing could be checked.
    fn unread(&self, verdict: &mut Verdict, path: &str, why: &Bilingual) {
        verdict.counts.unread += 1;
        verdict.failures.push(self.failed(path, why));
    }

    fn failed(&self, path: &str, why: &Bilingual) -> Failed {
        Failed {
            path: path.to_owned(),
            why: why.get(self.language).to_owned(),
        }
    }
}

fn pass(path: &str, why: Why) -> Passed {
    Passed {
        path: path.to_owned(),
        why,
    }
}

fn internal_failure() -> Bilingual {
    Bilingual::new(
        "内部错误，未能检查，请反馈",
        "internal failure, nothing was checked; please report it",
    )
}

/// What settings held back, as the outputs count it.
fn held_back(held: &Held) -> gouji_render::Held {
    gouji_render::Held {
        ignored: held.ignored,
        ignored_blocked: held.ignored_blocked,
        suppressed: held.suppressed,
        baselined: held.baselined,
        mended: 0,
    }
}
