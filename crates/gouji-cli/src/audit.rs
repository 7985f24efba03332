//! `gouji audit`: every file by itself, then what holds between reports, then the output in order.
//!
//! What is rendered of each report waits in a file without a name, so that memory does not grow with
//! the number of reports. A report with findings between reports is read again and rendered with
//! them.

mod again;
mod cached;
mod changes;
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
mod setup;
mod showing;
mod spool;
mod stop;
mod units_file;
mod work;

use std::process::ExitCode;

use gouji_audit::RunReports as _;
use gouji_audit::result::Audit as Came;
use gouji_audit::units::Unit;
use gouji_model::{Bilingual, Language};
use gouji_render::Format;
use gouji_rule::Pack;

use crate::arguments::Audit;
use crate::check::style;
use crate::files::{Found, inputs};
use crate::plan::{Plan, overrides};
use crate::printing::Printer;
use crate::project::{Failure, Project};
use crate::sinks;
use crate::status;

use cached::Known;
use collecting::Collected;
use inputs::Reading;
use noted::Notes;
use people::People;
use reading::Takers;
use relating::Related;
use results::Results;
use setup::reading;
use showing::Showing;

/// Checks everything the options name, and what holds between the reports.
pub(crate) fn run(
    project: &mut Project<'_>,
    options: &Audit,
    language: Language,
) -> Result<ExitCode, Failure> {
    stop::listen(language);
    let configured = project.here()?;
    let units = options.units.as_deref().or(configured.units());
    let units = match units {
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
    inputs.sort_by_cached_key(|input| input.shown("-"));
    let mut results = Results::open(options, &units, language)?;
    let mut overrides = overrides(&check);
    if let Some(results) = &results {
        results.accept(&mut overrides);
    }
    let known = options.store.as_ref().filter(|_| !options.no_cache);
    let known = known.map(|store| {
        let opened = Known::open(store, language);
        opened.map_err(|error| Failure::File(store.display().to_string(), error.message()))
    });
    let known = known.transpose()?.flatten();
    let plan = Plan::with(project, &inputs, &check.stdin_filename, &overrides)?;
    let sinks = sinks::open(&check, &inputs, language)?;
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
    Ok(status.unwrap_or_else(stop::status))
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
    let mut related = Related::of(reading, notes, units).map_err(spool::failure)?;
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
    let mut came =
        collected.map(|collected| collected.finish((&related, &related.tree), &packs, language));
    // What cannot be kept is told once everything else was.
    let kept = keep((results.as_mut(), came.as_mut()), &related, &packs);
    let mut more = coverage::json(&related, &related.tree);
    // Only JSON has room for it, and of many findings it is large.
    let is_json = sinks::formats(run.check).contains(&Format::Json);
    let changes = came.as_ref().filter(|_| is_json && kept.is_ok());
    more.extend(changes.and_then(|came| changes::json(came, options.since)));
    printer.append_json(more);
    coverage::report(&related, &related.tree, run.check, language);
    let (fails, mut could_not) = printer.finish(&packs, None);
    if options.is_for_people() {
        people.show(&related.tree, &related, style(run.check), language);
    }
    kept?;
    if let Some((results, came)) = results.as_mut().zip(came) {
        could_not |= !results.write(&came);
        results.commit()?;
    }
    Ok(Some(status::of_run(could_not, fails)))
}

/// Writes the bundle and saves the run, which says in the result what became of earlier findings; the store
/// takes it once everything is written.
fn keep(
    (results, came): (Option<&mut Results<'_>>, Option<&mut Came>),
    related: &Related,
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
