//! `gouji audit`: every file by itself, then what holds between reports, then the output in order.
//!
//! What is rendered of each report waits in a file without a name, so that memory does not grow with
//! the number of reports. A report with findings between reports is read again and rendered with
//! them.

mod again;
mod bytes;
mod cached;
mod changes;
mod collecting;
mod coverage;
mod in_force;
mod inputs;
mod mark;
mod marks;
mod noted;
mod opening;
mod people;
mod placing;
mod read_key;
mod reading;
mod recorded;
mod relating;
mod relations_before;
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

use std::ffi::OsString;
use std::io::{self, BufWriter, Write as _};
use std::process::ExitCode;

use gouji_audit::result::{Audit as Came, RunRow};
use gouji_audit::units::Unit;
use gouji_model::{Bilingual, Language};
use gouji_render::Format;
use gouji_rule::Pack;
use gouji_store::Key;
use tempfile::SpooledTempFile;

use crate::arguments::Audit;
use crate::check::{style, threads};
use crate::files::{Found, inputs};
use crate::output::{self, complain};
use crate::plan::{Configured, Plan, overrides};
use crate::printing::Printer;
use crate::project::{Failure, Project};
use crate::{sinks, status};

use cached::Known;
use changes::Changes;
use collecting::{Collected, Collecting};
use inputs::Reading;
use noted::Notes;
use people::People;
use reading::{Done, Takers};
use recorded::{Outcome, Recorder, Repeating, key_of_run};
use relating::Related;
use results::{Results, check_targets};
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
    let mut paths = options.paths.clone();
    if let Some(list) = &options.files_from {
        paths.extend(units_file::paths(list)?.into_iter().map(OsString::from));
    }
    let check = options.as_check(paths);
    let Found { inputs, passed } = inputs(project, &check.paths, &check.selection.exclude)?;
    // The result is the same in whatever order files are named.
    let inputs = inputs.sorted();
    let units_file = match &options.units {
        Some(path) => Some(path.clone()),
        None => units_file::configured(project, configured.units(), &inputs, (options, language))?,
    };
    let configured = Configured::of(project, &inputs, &check.stdin_filename)?;
    let mut read = configured.read(project)?;
    read.extend(units_file.clone());
    check_targets(options, &inputs, read)?;
    let units = match &units_file {
        Some(path) => units_file::read(path, language)?,
        None => Vec::new(),
    };
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
    let plan = Plan::settled(project, configured, &overrides)?;
    let sinks = sinks::open(&check, (&inputs, &plan.read), language)?;
    let reading = reading(options, check, plan, inputs, known, language);
    let run = &reading.run;
    let mut printer = Printer::new(run.check, sinks, style(run.check), language);
    printer.relate();
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
    /// The whole run; no status where it was asked to end.
    fn run(mut self, units: Vec<Unit>) -> Result<Option<ExitCode>, Failure> {
        let reading = self.reading;
        let is_for_people = self.options.is_for_people();
        let units_key = reading.settles().map(|_| units_file::key_of(&units));
        let key = units_key.map(|units| key_of_run(reading, &units, is_for_people));
        if let Some(repeating) = self.repeating(key) {
            let kept = self.keep_again(repeating.run());
            if !matches!(kept, Ok(None)) {
                return self.repeat(repeating, kept);
            }
        }
        let mut recorder = Recorder::of(key);
        let mut collected = self.results.is_some().then(Collected::default);
        let mut notes = Notes::new(reading, units_key.as_ref()).map_err(spool::failure)?;
        let done = reading.read(&mut Takers {
            people: &mut self.people,
            collected: collected.as_mut(),
            notes: &mut notes,
            recorder: &mut recorder,
            printer: &mut self.printer,
        })?;
        if let Some(known) = &reading.known {
            known.all_read();
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
            recorder: &mut recorder,
            printer: &mut self.printer,
        };
        showing.all(reading, &mut related)?;
        if stop::is_asked() {
            return self.stopped(done);
        }
        related.close();
        if related.notes.is_incomplete() {
            return Err(changed());
        }
        self.end(related, collecting, recorder).map(Some)
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
        mut related: Related,
        collecting: Option<Collecting>,
        mut recorder: Recorder,
    ) -> Result<ExitCode, Failure> {
        let (language, run) = (self.language, &self.reading.run);
        let packs = self.packs();
        let style = style(run.check);
        let coverage = coverage::json(&related, &related.tree);
        let lines = coverage::lines(&related, &related.tree, run.check, language);
        let of_config = self.printer.settle();
        self.people.count(of_config);
        let text = || self.people.text(&related.tree, &related, style, language);
        let people = self.options.is_for_people().then(text);
        let mut came = collecting.map(|all| all.finish(&mut related, &packs, language));
        if let Some(came) = &mut came {
            came.of_config = [of_config.errors, of_config.warnings, of_config.infos];
        }
        // What cannot be kept is reported once everything else was.
        let kept = self.keep_and_record(came.as_mut(), &mut recorder, (&related, &packs));
        if self.is_json() {
            let changes = kept.as_ref().ok().and_then(Option::as_ref);
            let more = more(&coverage, |more| match changes.zip(came.as_ref()) {
                Some((changes, came)) => changes.write(changes::changed(came), &came.runs, more),
                None => Ok(()),
            });
            self.printer.append_json(more.map_err(spool::failure)?);
        }
        lines.iter().for_each(|line| complain(line));
        let names_findings = self.is_json();
        let (fails, mut could_not) = self.printer.finish(&packs, None);
        people.iter().for_each(|text| output::print(text));
        kept?;
        if let Some((results, came)) = self.results.as_mut().zip(came) {
            could_not |= !results.write(&came)?;
            let outcome = Outcome {
                coverage,
                lines,
                people,
                audit: &came,
                names_findings,
            };
            if let Some(known) = self.reading.settles() {
                recorder.finish(known, outcome).map_err(spool::failure)?;
                known.settle();
            }
            results.commit()?;
        }
        // The process ends; to give back piece by piece what many reports took would hold it up.
        std::mem::forget(related);
        Ok(status::of_run(could_not, fails))
    }

    fn packs(&self) -> Vec<&'static Pack> {
        let packs = self.reading.run.plan.packs.iter();
        let packs = packs.flat_map(|packs| packs.packs());
        packs.map(|pack| &**pack).collect()
    }

    /// Whether there is JSON, which alone has room for coverage and changes; of many findings they are large.
    fn is_json(&self) -> bool {
        sinks::formats(self.reading.run.check).contains(&Format::Json)
    }

    /// What was recorded of the same run, where no more is asked than that has.
    fn repeating(&self, key: Option<Key>) -> Option<Repeating<'static>> {
        let results = self.results.as_ref()?;
        let known = self.reading.settles().filter(|_| results.are_in_store())?;
        Repeating::of(self.reading, known, key?)
    }

    /// Saves that the last run was done again; returns all runs, or nothing where the last one is another.
    fn keep_again(&mut self, last: &RunRow) -> Result<Option<Vec<RunRow>>, Failure> {
        match &mut self.results {
            Some(results) => results.repeat(last),
            None => Ok(None),
        }
    }

    /// Shows what was recorded of the same run, in the order of a run that works it out.
    fn repeat(
        mut self,
        repeating: Repeating<'_>,
        kept: Result<Option<Vec<RunRow>>, Failure>,
    ) -> Result<Option<ExitCode>, Failure> {
        let files = self.reading.count();
        let done = Done {
            files,
            known: files,
            read: 0,
        };
        self.reading.progress.finish();
        repeating.single(&mut self.printer).map_err(|_| changed())?;
        if !self.options.quiet {
            done.report(self.language);
        }
        repeating.shown(&mut self.printer).map_err(|_| changed())?;
        if stop::is_asked() {
            return self.stopped(done);
        }
        let runs = kept.as_ref().ok().and_then(Option::as_ref);
        let run = runs.and_then(|runs| runs.last());
        let changes =
            run.map(|run| Changes::still(run.number, repeating.findings(), repeating.unchecked()));
        if let Some(changes) = changes.as_ref().filter(|_| !self.options.quiet) {
            changes.report(self.language);
        }
        if self.is_json() {
            let more = more(repeating.coverage(), |more| match changes.zip(runs) {
                Some((changes, runs)) => changes.write(repeating.changed(), runs, more),
                None => Ok(()),
            });
            self.printer.append_json(more.map_err(|_| changed())?);
        }
        repeating.lines().iter().for_each(|line| complain(line));
        let packs = self.packs();
        let (fails, could_not) = self.printer.finish(&packs, None);
        repeating
            .people()
            .iter()
            .for_each(|text| output::print(text));
        let run = kept?.and_then(|runs| runs.last().cloned());
        if let Some((results, run)) = self.results.as_mut().zip(run) {
            repeating.settle(run);
            results.commit()?;
        }
        Ok(Some(status::of_run(could_not, fails)))
    }

    /// Keeps the result, while what was shown is recorded where there is a thread for it: they are files of their
    /// own.
    fn keep_and_record(
        &mut self,
        came: Option<&mut Came>,
        recorder: &mut Recorder,
        (related, packs): (&Related, &[&Pack]),
    ) -> Result<Option<Changes>, Failure> {
        let known = self.reading.settles();
        let mut record = || known.into_iter().for_each(|known| recorder.lay(known));
        if threads(self.reading.run.check) == 1 {
            record();
            return self.keep(came, related, packs);
        }
        std::thread::scope(|scope| {
            scope.spawn(record);
            self.keep(came, related, packs)
        })
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
        let content = |report: usize| related.notes.get(report)?.digests.sha256.clone();
        results.bundle(came, &content, packs)?;
        let changes = results.save(came)?;
        collecting::name_gone(came, packs, self.language).map_err(spool::failure)?;
        Ok(changes)
    }
}

/// What JSON has room for beside the reports: what they are paired with, and what became of findings.
fn more(
    coverage: &str,
    changes: impl FnOnce(&mut BufWriter<SpooledTempFile>) -> io::Result<()>,
) -> io::Result<SpooledTempFile> {
    let mut more = BufWriter::new(SpooledTempFile::new(IN_MEMORY));
    more.write_all(coverage.as_bytes())?;
    changes(&mut more)?;
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
