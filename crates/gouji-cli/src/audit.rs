//! `gouji audit`: every file by itself, then what holds between reports, then the output in order.
//!
//! What is rendered of each report waits in a file without a name, so that memory does not grow with
//! the number of reports. A report with findings between reports is read again and rendered with
//! them.

mod again;
mod cached;
mod collecting;
mod coverage;
mod inputs;
mod noted;
mod people;
mod reading;
mod relating;
mod rendered;
mod results;
mod run;
mod settled;
mod spool;
mod stop;
mod units_file;
mod work;

use std::process::ExitCode;
use std::time::Duration;

use gouji_audit::units::Unit;
use gouji_config::Settings;
use gouji_lint::Linter;
use gouji_model::{Bilingual, Language, Languages};
use gouji_render::Format;
use gouji_rule::Pack;

use crate::arguments::{Audit, Check};
use crate::check::{Checker, in_order, style, threads};
use crate::files::{Found, Input, inputs};
use crate::memory::Memory;
use crate::plan::{Plan, overrides};
use crate::printing::Printer;
use crate::progress::Progress;
use crate::project::{Failure, Project};
use crate::sinks;
use crate::status::COULD_NOT;

use cached::{Keys, Known, can_mask};
use collecting::Collected;
use inputs::Reading;
use noted::Notes;
use people::People;
use reading::Takers;
use relating::Related;
use rendered::Rendered;
use results::Results;
use run::Run;
use settled::MissingShown;

/// How long one file may take where nothing is said, in seconds.
const SECONDS: u64 = 60;

/// Checks everything the options name, and what holds between the reports.
pub(crate) fn run(
    project: &mut Project<'_>,
    options: &Audit,
    language: Language,
) -> Result<ExitCode, Failure> {
    stop::listen(language);
    let units = match &options.units {
        Some(path) => units_file::read(path, language)?,
        None => Vec::new(),
    };
    let mut paths = options.paths.clone();
    if let Some(list) = &options.files_from {
        paths.extend(units_file::paths(list)?);
    }
    let check = options.as_check(paths);
    let Found { mut inputs, passed } = inputs(project, &check.paths, &check.exclude)?;
    // The result is the same in whatever order files are named.
    inputs.sort_by_cached_key(units_file::shown);
    let mut results = Results::open(options, &units, language)?;
    let mut overrides = overrides(&check);
    if let Some(results) = &results {
        results.accept(&mut overrides);
    }
    let known = options.store.as_ref().filter(|_| !options.no_cache);
    let known = known.map(|store| {
        let opened = Known::temporary(store, language);
        opened.map_err(|error| Failure::File(store.display().to_string(), error.message()))
    });
    let known = known.transpose()?.flatten();
    let plan = Plan::with(project, &inputs, &check.stdin_filename, &overrides)?;
    let sinks = sinks::open(&check, &inputs, language)
        .map_err(|(path, why)| Failure::File(path.display().to_string(), why))?;
    let reading = reading(options, check, plan, inputs, known, language);
    let run = &reading.run;
    let mut printer = Printer::new(run.check, sinks, style(run.check), language);
    printer.pass_over(passed);
    for (settings, _) in &run.plan.groups {
        printer.watch(settings);
    }
    let ended = whole(reading, (options, units, language), &mut results, printer);
    if let Some(known) = &reading.known {
        match ended {
            Ok(Some(_)) => known.finish(),
            _ => known.cache().close(),
        }
    }
    let status = ended?;
    Ok(status.unwrap_or_else(|| stop::status()))
}

/// Everything that is read with, for as long as the process lives: a thread that reads a file without end
/// is left to itself.
fn reading(
    options: &Audit,
    check: Check,
    plan: Plan,
    inputs: Vec<Input>,
    known: Option<Known>,
    language: Language,
) -> &'static Reading {
    let check: &'static Check = Box::leak(Box::new(check));
    let plan: &'static Plan = Box::leak(Box::new(plan));
    let inputs: &'static [Input] = inputs.leak();
    let linter = |packs| Linter::new(packs).worded_in(Languages::One(language));
    let linters: Vec<Linter> = plan.packs.iter().map(linter).collect();
    let formats: &'static [Format] = sinks::formats(check).leak();
    let memory: &'static Memory = Box::leak(Box::new(Memory::new(check.memory)));
    let masks = known.is_some() && can_mask(formats);
    let checker = Making {
        check,
        formats,
        memory,
        language,
        masks,
    };
    let checkers = checker.checkers(plan, linters.leak()).leak();
    let of_checker = |checker: &Checker<'_>| Keys::of_checker(checker);
    let keys = known.iter().flat_map(|_| checkers.iter().map(of_checker));
    let keys = keys.collect();
    let numbers: Vec<usize> = (0..inputs.len())
        .filter(|number| {
            let input = inputs.get(*number);
            input.is_some_and(|input| !plan.is_baseline(input))
        })
        .collect();
    let shown = if check.quiet { 0 } else { numbers.len() };
    let deadline = options.file_timeout.unwrap_or(SECONDS);
    Box::leak(Box::new(Reading {
        run: Run {
            check,
            plan,
            inputs,
            checkers,
        },
        keys,
        known,
        progress: Progress::new(shown),
        numbers,
        deadline: Duration::from_secs(deadline),
        has_answers: !options.answers.is_empty(),
    }))
}

/// The whole run; no status where it was told to end.
fn whole(
    reading: &'static Reading,
    (options, units, language): (&Audit, Vec<Unit>, Language),
    results: &mut Option<Results<'_>>,
    mut printer: Printer<'_>,
) -> Result<Option<ExitCode>, Failure> {
    let run = &reading.run;
    let mut people = People::default();
    let mut collected = results.is_some().then(Collected::default);
    let mut notes = Notes::new(reading).map_err(spool::failure)?;
    let done = reading.read(&mut Takers {
        people: &mut people,
        collected: collected.as_mut(),
        notes: &mut notes,
        printer: &mut printer,
    })?;
    if let Some(known) = &reading.known {
        known.settle();
    }
    let stopped = || {
        let is_kept = reading.known.is_some();
        stop::report(done.files, reading.numbers.len(), is_kept, language);
        Ok(None)
    };
    if stop::is_asked() {
        return stopped();
    }
    if !options.quiet {
        done.report(language);
    }
    notes.finish().map_err(spool::failure)?;
    let mut related = Related::of(reading, notes, units);
    if stop::is_asked() {
        return stopped();
    }
    let mut showing = Showing {
        people: &mut people,
        collected: collected.as_mut(),
        printer: &mut printer,
    };
    showing.all(reading, &mut related)?;
    if stop::is_asked() {
        return stopped();
    }
    if related.notes.is_incomplete() {
        return Err(changed());
    }
    let packs: Vec<&Pack> = run
        .plan
        .packs
        .iter()
        .flat_map(|packs| packs.packs())
        .map(|pack| &**pack)
        .collect();
    printer.append_json(coverage::json(&related, &related.tree));
    coverage::report(&related, &related.tree, run.check, language);
    let (fails, could_not) = printer.finish(&packs, None);
    if options.is_for_people() {
        people.show(&related.tree, &related, style(run.check), language);
    }
    let mut could_not = could_not;
    if let Some((results, collected)) = results.as_mut().zip(collected) {
        let mut came = collected.finish((&related, &related.tree), &packs, language);
        let notes = &related.notes;
        let inputs = (0..notes.len()).filter_map(|report| notes.get(report));
        let inputs: Vec<String> = inputs.map(|noted| noted.content.to_string()).collect();
        results.bundle(&came, &inputs, &packs)?;
        results.save(&mut came)?;
        could_not |= !results.write(&came);
    }
    Ok(Some(match (could_not, fails) {
        (true, _) => ExitCode::from(COULD_NOT),
        (false, true) => ExitCode::from(1),
        (false, false) => ExitCode::SUCCESS,
    }))
}

/// What to say where neither the cache nor the files are what they were when they were read.
fn changed() -> Failure {
    Failure::File(
        "-".to_owned(),
        Bilingual::new(
            "检查过程中文件和存储旁的缓存都被改动，没有结果，请再运行一次",
            "both files and the cache beside the store were changed while they were read, so that there is no result; run it again",
        ),
    )
}

/// What checkers are made with.
struct Making {
    check: &'static Check,
    formats: &'static [Format],
    memory: &'static Memory,
    language: Language,
    masks: bool,
}

impl Making {
    /// A checker for each settings.
    fn checkers(&self, plan: &'static Plan, linters: &'static [Linter]) -> Vec<Checker<'static>> {
        let checker = |(settings, packs): &'static (Settings, usize)| {
            Some(Checker {
                linter: linters.get(*packs)?,
                memory: self.memory,
                settings,
                recording: None,
                options: self.check,
                formats: self.formats,
                language: self.language,
                prior: None,
                style: style(self.check),
                gathers: true,
                masks: self.masks,
            })
        };
        plan.groups.iter().filter_map(checker).collect()
    }
}

/// Who takes how reports are shown.
struct Showing<'s, 'o> {
    people: &'s mut People,
    collected: Option<&'s mut Collected>,
    printer: &'s mut Printer<'o>,
}

impl Showing<'_, '_> {
    /// Renders every report in order, those with findings between reports anew.
    fn all(&mut self, reading: &Reading, related: &mut Related) -> Result<(), Failure> {
        let run = &reading.run;
        let reports: Vec<usize> = (0..related.notes.len()).collect();
        let mut failed = None;
        let mut keys = Vec::new();
        let work = |report: &usize| match stop::is_asked() {
            true => Ok(Rendered::default()),
            false => again::rendered(reading, related, *report),
        };
        in_order(
            &reports,
            threads(run.check),
            work,
            |rendered| rendered.as_ref().map_or(0, |one| one.verdict.weight()),
            |report, rendered| {
                let noted = related.notes.get(*report);
                let checker = noted.and_then(|noted| run.checker(noted.input));
                match (rendered, checker) {
                    (Ok(rendered), Some(checker)) => {
                        keys.push((*report, rendered.key));
                        self.people.add(*report, related, &rendered);
                        if let Some(collected) = &mut self.collected {
                            collected.again(*report, &rendered);
                        }
                        self.printer
                            .verdict(checker.settings, None, rendered.verdict);
                    }
                    (Err(error), _) => {
                        failed.get_or_insert(error);
                    }
                    _ => {}
                }
            },
        );
        for (report, key) in keys {
            related.settle(report, key);
        }
        self.missing(run, related);
        if let Some(known) = reading.settles().filter(|_| !stop::is_asked()) {
            related.settled(known);
        }
        match failed {
            Some(error) => Err(spool::failure(error)),
            None => Ok(()),
        }
    }

    /// Shows which reports are missing.
    fn missing(&mut self, run: &Run<'_>, related: &mut Related) {
        let mut shown = Vec::new();
        for missing in std::mem::take(&mut related.missing_shown) {
            let (unit, year, like) = (missing.unit, missing.year, missing.like);
            let noted = related.notes.get(like);
            if let Some(checker) = noted.and_then(|noted| run.checker(noted.input)) {
                self.one_missing(checker, (unit, year), missing.rendered());
            }
        }
        for missing in &related.missing {
            let Some((checker, rendered)) = again::missing(run, related, missing) else {
                continue;
            };
            shown.push(MissingShown::of(missing, &rendered));
            let of = (missing.between.unit, missing.between.year);
            self.one_missing(checker, of, rendered);
        }
        for shown in shown {
            related.settle_missing(shown);
        }
    }

    fn one_missing(
        &mut self,
        checker: &Checker<'_>,
        (unit, year): (Option<usize>, Option<i32>),
        rendered: Rendered,
    ) {
        self.people.add_missing(unit, &rendered);
        if let Some(collected) = &mut self.collected {
            collected.missing(unit, year, &rendered);
        }
        self.printer
            .verdict(checker.settings, None, rendered.verdict);
    }
}
