//! `gouji audit`: every file by itself, then what holds between reports, then the output in order.
//!
//! What is rendered of each report waits in a file without a name, so that memory does not grow with
//! the number of reports. A report with findings between reports is read again and rendered with
//! them.

mod again;
mod changes;
mod collecting;
mod coverage;
mod noted;
mod people;
mod relating;
mod results;
mod run;
mod spool;
mod units_file;

use std::mem::ManuallyDrop;
use std::process::ExitCode;

use gouji_audit::result::Audit as Came;
use gouji_audit::units::Tree;
use gouji_config::Settings;
use gouji_lint::Linter;
use gouji_model::{Language, Languages};
use gouji_render::Format;
use gouji_rule::Pack;

use crate::arguments::{Audit, Check};
use crate::check::{Checker, Verdict, in_order, style, threads};
use crate::files::{Found, Input, inputs};
use crate::memory::Memory;
use crate::plan::{Plan, overrides};
use crate::printing::Printer;
use crate::progress::Progress;
use crate::project::{Failure, Project};
use crate::sinks;
use crate::status::COULD_NOT;

use collecting::Collected;
use noted::Notes;
use people::People;
use results::Results;
use run::Run;

/// Checks everything the options name, and what holds between the reports.
pub(crate) fn run(
    project: &mut Project<'_>,
    options: &Audit,
    language: Language,
) -> Result<ExitCode, Failure> {
    let units = match &options.units {
        Some(path) => units_file::read(path, language)?,
        None => Vec::new(),
    };
    let mut paths = options.paths.clone();
    if let Some(list) = &options.files_from {
        paths.extend(units_file::paths(list)?);
    }
    let check = options.as_check(paths);
    let Found { mut inputs, passed } = inputs(project, &check.paths, &check.selection.exclude)?;
    // The result is the same in whatever order files are named.
    inputs.sort_by_cached_key(units_file::shown);
    let mut results = Results::open(options, &units, language)?;
    let mut overrides = overrides(&check);
    if let Some(results) = &results {
        results.accept(&mut overrides);
    }
    let plan = Plan::with(project, &inputs, &check.stdin_filename, &overrides)?;
    let plan = ManuallyDrop::new(plan);
    let linter = |packs| Linter::new(packs).worded_in(Languages::One(language));
    let linters: ManuallyDrop<Vec<Linter>> =
        ManuallyDrop::new(plan.packs.iter().map(linter).collect());
    let formats = sinks::formats(&check);
    let memory = Memory::new(check.machine.memory);
    let checkers = checkers(&plan, &linters, (&check, &formats, &memory), language);
    let sinks = sinks::open(&check, &inputs, language)
        .map_err(|(path, why)| Failure::File(path.display().to_string(), why))?;
    let mut printer = Printer::new(&check, sinks, style(&check), language);
    printer.pass_over(passed);
    for (settings, _) in &plan.groups {
        printer.watch(settings);
    }
    let run = Run {
        check: &check,
        plan: &plan,
        inputs: &inputs,
        checkers: &checkers,
    };
    let mut people = People::default();
    let mut collected = results.is_some().then(Collected::default);
    let notes = read(&run, (&mut people, collected.as_mut()), &mut printer)?;
    let mut tree = Tree::new(units);
    let related = relating::related(&mut tree, notes, threads(&check));
    render(
        &run,
        (&mut people, collected.as_mut()),
        (&related, &tree),
        &mut printer,
    )?;
    let packs: Vec<&Pack> = plan
        .packs
        .iter()
        .flat_map(|packs| packs.packs())
        .map(|pack| &**pack)
        .collect();
    let mut came = collected.map(|collected| collected.finish((&related, &tree), &packs, language));
    // What cannot be kept is told once everything else was.
    let kept = keep((results.as_mut(), came.as_mut()), &related, &packs);
    let mut more = coverage::json(&related, &tree);
    let changes = came.as_ref().filter(|_| kept.is_ok());
    more.extend(changes.and_then(|came| changes::json(came, options.since)));
    printer.append_json(more);
    coverage::report(&related, &tree, &check, language);
    let (fails, mut could_not) = printer.finish(&packs, None);
    if options.is_for_people() {
        people.show(&tree, &related, style(&check), language);
    }
    kept?;
    if let Some((mut results, came)) = results.zip(came) {
        could_not |= !results.write(&came);
        results.commit()?;
    }
    Ok(match (could_not, fails) {
        (true, _) => ExitCode::from(COULD_NOT),
        (false, true) => ExitCode::from(1),
        (false, false) => ExitCode::SUCCESS,
    })
}

/// Writes the bundle and saves the run, which says in the result what became of earlier findings; the store
/// takes it once everything is written.
fn keep(
    (results, came): (Option<&mut Results<'_>>, Option<&mut Came>),
    related: &relating::Related,
    packs: &[&Pack],
) -> Result<(), Failure> {
    let Some((results, came)) = results.zip(came) else {
        return Ok(());
    };
    let notes = &related.notes;
    let inputs = (0..notes.len()).filter_map(|report| notes.get(report));
    let inputs: Vec<String> = inputs.map(|noted| noted.content.to_string()).collect();
    results.bundle(came, &inputs, packs)?;
    results.save(came)
}

/// A checker for each settings.
fn checkers<'a>(
    plan: &'a Plan,
    linters: &'a [Linter],
    (check, formats, memory): (&'a Check, &'a [Format], &'a Memory),
    language: Language,
) -> Vec<Checker<'a>> {
    let checker = |(settings, packs): &'a (Settings, usize)| {
        Some(Checker {
            linter: linters.get(*packs)?,
            memory,
            settings,
            recording: None,
            options: check,
            formats,
            language,
            prior: None,
            style: style(check),
            gathers: true,
        })
    };
    plan.groups.iter().filter_map(checker).collect()
}

/// Reads and checks every file by itself.
fn read(
    run: &Run<'_>,
    (people, mut collected): (&mut People, Option<&mut Collected>),
    printer: &mut Printer<'_>,
) -> Result<Notes, Failure> {
    let mut notes = Notes::new().map_err(spool::failure)?;
    let mut failed = None;
    let numbers: Vec<(usize, &Checker<'_>)> = (0..run.inputs.len())
        .filter(|number| {
            let input = run.inputs.get(*number);
            input.is_some_and(|input| !run.plan.is_baseline(input))
        })
        .filter_map(|number| Some((number, run.checker(number)?)))
        .collect();
    let inputs = run.inputs;
    let progress = Progress::new(if printer.is_quiet() { 0 } else { numbers.len() });
    let work = |(number, checker): &(usize, &Checker<'_>)| {
        let verdict = inputs.get(*number).map(|input| checker.guarded(input));
        progress.one_more();
        verdict.unwrap_or_default()
    };
    in_order(
        &numbers,
        threads(run.check),
        work,
        Verdict::weight,
        |(number, checker), mut verdict| {
            people.unread += verdict.counts.unread;
            verdict
                .gathered
                .iter()
                .for_each(|one| people.add_single(one));
            if let Some(collected) = &mut collected {
                collected.single(checker.linter, &verdict);
            }
            if let Err(error) = notes.take(*number, checker.linter, &mut verdict) {
                failed.get_or_insert(error);
            }
            verdict.years = Default::default();
            let argument = inputs.get(*number).and_then(Input::argument);
            progress.aside(|| printer.verdict(checker.settings, argument, verdict));
        },
    );
    progress.finish();
    match failed {
        Some(error) => Err(spool::failure(error)),
        None => notes.finish().map(|()| notes).map_err(spool::failure),
    }
}

/// Renders every report in order, those with findings between reports anew.
fn render(
    run: &Run<'_>,
    (people, mut collected): (&mut People, Option<&mut Collected>),
    (related, tree): (&relating::Related, &Tree),
    printer: &mut Printer<'_>,
) -> Result<(), Failure> {
    let reports: Vec<usize> = (0..related.notes.len()).collect();
    let mut failed = None;
    let work = |report: &usize| again::rendered(run, related, tree, *report);
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
                    people.add(*report, related, &rendered);
                    if let Some(collected) = &mut collected {
                        collected.again(*report, &rendered);
                    }
                    printer.verdict(checker.settings, None, rendered.verdict);
                }
                (Err(error), _) => {
                    failed.get_or_insert(error);
                }
                _ => {}
            }
        },
    );
    for missing in &related.missing {
        if let Some((checker, rendered)) = again::missing(run, related, tree, missing) {
            people.add_missing(missing, &rendered);
            if let Some(collected) = &mut collected {
                collected.missing(missing, &rendered);
            }
            printer.verdict(checker.settings, None, rendered.verdict);
        }
    }
    match failed {
        Some(error) => Err(spool::failure(error)),
        None => Ok(()),
    }
}
