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
mod opening;
mod people;
mod placing;
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

use std::io::{self, BufWriter, Write as _};
use std::process::ExitCode;

use gouji_audit::result::Audit as Came;
use gouji_audit::units::Unit;
use gouji_model::{Bilingual, Language};
use gouji_render::Format;
use gouji_rule::Pack;
use tempfile::SpooledTempFile;

use crate::arguments::Audit;
use crate::check::style;
use crate::files::{Found, inputs};
use crate::plan::{Plan, overrides};
use crate::printing::Printer;
use crate::project::{Failure, Project};
use crate::sinks;
use crate::status;

use cached::Known;
use changes::Changes;
use collecting::{Collected, Collecting};
use inputs::Reading;
use noted::Notes;
use people::People;
use reading::{Done, Takers};
use relating::Related;
use results::Results;
use setup::reading;
use showing::Showing;

/// How many bytes of the JSON beside the reports are held in memory; more wait in a file.
const IN_MEMORY: usize = 256 << 10;

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
    let Found { inputs, passed } = inputs(project, &check.paths, &check.selection.exclude)?;
    // The result is the same in whatever order files are named.
    let inputs = inputs.sorted();
    let results = Results::open(options, &units, language)?;
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
    let ended = Underway {
        reading,
        options,
        language,
        results,
        people: People::default(),
        printer,
    }
    .run(units);
    if let Some(known) = &reading.known {
        match ended {
            Ok(Some(_)) => known.finish(),
            _ => known.cache().close(),
        }
    }
    let status = ended?;
    Ok(status.unwrap_or_else(stop::status))
}

/// A run under way.
struct Underway<'o> {
    reading: &'static Reading,
    options: &'o Audit,
    language: Language,
    results: Option<Results<'o>>,
    people: People,
    printer: Printer<'o>,
}

impl Underway<'_> {
    /// The whole run; no status where it was told to end.
    fn run(mut self, units: Vec<Unit>) -> Result<Option<ExitCode>, Failure> {
        let reading = self.reading;
        let mut collected = self.results.is_some().then(Collected::default);
        let mut notes = Notes::new(reading).map_err(spool::failure)?;
        let done = reading.read(&mut Takers {
            people: &mut self.people,
            collected: collected.as_mut(),
            notes: &mut notes,
            printer: &mut self.printer,
        })?;
        if let Some(known) = &reading.known {
            known.settle();
        }
        if stop::is_asked() {
            return self.stopped(done);
        }
        if !self.options.quiet {
            done.report(self.language);
        }
        notes.finish().map_err(spool::failure)?;
        let mut related = Related::of(reading, notes, units).map_err(spool::failure)?;
        if stop::is_asked() {
            return self.stopped(done);
        }
        let mut collecting = collected.map(Collected::again);
        let mut showing = Showing {
            people: &mut self.people,
            collecting: collecting.as_mut(),
            printer: &mut self.printer,
        };
        showing.all(reading, &mut related)?;
        if stop::is_asked() {
            return self.stopped(done);
        }
        if related.notes.is_incomplete() {
            return Err(changed());
        }
        self.end(&related, collecting).map(Some)
    }

    /// Says how far it came.
    fn stopped(&self, done: Done) -> Result<Option<ExitCode>, Failure> {
        let (all, is_kept) = (self.reading.count(), self.reading.known.is_some());
        stop::report(done.files, all, is_kept, self.language);
        Ok(None)
    }

    /// Ends the outputs, once all is known, and writes the results.
    fn end(
        mut self,
        related: &Related,
        collecting: Option<Collecting>,
    ) -> Result<ExitCode, Failure> {
        let (language, run) = (self.language, &self.reading.run);
        let packs = run.plan.packs.iter().flat_map(|packs| packs.packs());
        let packs: Vec<&Pack> = packs.map(|pack| &**pack).collect();
        let mut came = collecting.map(|all| all.finish(related, &packs, language));
        // What cannot be kept is told once everything else was.
        let kept = self.keep(came.as_mut(), related, &packs);
        // Only JSON has room for it, and of many findings it is large.
        if sinks::formats(run.check).contains(&Format::Json) {
            let changes = kept.as_ref().ok().and_then(Option::as_ref);
            let changes = changes.zip(came.as_ref());
            let more = more(related, changes).map_err(spool::failure)?;
            self.printer.append_json(more);
        }
        coverage::report(related, &related.tree, run.check, language);
        let (fails, mut could_not) = self.printer.finish(&packs, None);
        if self.options.is_for_people() {
            let style = style(run.check);
            self.people.show(&related.tree, related, style, language);
        }
        kept?;
        if let Some((results, came)) = self.results.as_mut().zip(came) {
            could_not |= !results.write(&came)?;
            results.commit()?;
        }
        Ok(status::of_run(could_not, fails))
    }

    /// Writes the bundle and saves the run, which says in the result what became of earlier findings; the
    /// store takes it once everything is written.
    fn keep(
        &mut self,
        came: Option<&mut Came>,
        related: &Related,
        packs: &[&Pack],
    ) -> Result<Option<Changes>, Failure> {
        let Some((results, came)) = self.results.as_mut().zip(came) else {
            return Ok(None);
        };
        let content = |report: usize| Some(related.notes.get(report)?.content.into());
        results.bundle(came, &content, packs)?;
        results.save(came)
    }
}

/// What JSON has room for beside the reports: what they are paired with, and what became of findings.
fn more(related: &Related, changes: Option<(&Changes, &Came)>) -> io::Result<SpooledTempFile> {
    let mut more = BufWriter::new(SpooledTempFile::new(IN_MEMORY));
    more.write_all(coverage::json(related, &related.tree).as_bytes())?;
    if let Some((changes, came)) = changes {
        changes.write(came, &mut more)?;
    }
    more.into_inner().map_err(io::IntoInnerError::into_error)
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
