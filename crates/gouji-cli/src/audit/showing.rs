//! The second pass: every report in order, as it is shown in the end.

use std::io;

use gouji_audit::RunReports as _;

use super::collecting::Collecting;
use super::inputs::Reading;
use super::marks::with_paths;
use super::people::People;
use super::recorded::Recorder;
use super::relating::Related;
use super::rendered::Rendered;
use super::run::Run;
use super::settled::MissingShown;
use super::{again, spool, stop};
use crate::check::{Team, in_order, threads};
use crate::printing::Printer;
use crate::project::Failure;

/// How many bytes of reports may wait for those before them: none takes long.
const MOST_WAITING: usize = 256 << 10;

/// How many reports a thread takes at a time: most are there as they were rendered by themselves, and to take one
/// takes as long as to read it.
const AT_ONCE: usize = 8;

/// Who takes how reports are shown.
pub(super) struct Showing<'s, 'o> {
    pub people: &'s mut People,
    pub collecting: Option<&'s mut Collecting>,
    pub recorder: &'s mut Recorder,
    pub printer: &'s mut Printer<'o>,
}

/// Whose report is missing, of which year, and in which form it is due.
struct Of {
    unit: Option<usize>,
    year: Option<i32>,
    form: String,
}

impl Showing<'_, '_> {
    /// Renders every report in order, those with findings between reports anew.
    pub(super) fn all(&mut self, reading: &Reading, related: &mut Related) -> Result<(), Failure> {
        let run = &reading.run;
        self.recorder.shows();
        related.notes.forget_last();
        let mut failed = None;
        let mut keys = Vec::new();
        let count = related.notes.len();
        let some = |number: usize| number * AT_ONCE..count.min((number + 1) * AT_ONCE);
        let work = |report| match stop::is_asked() {
            true => Ok(Rendered::default()),
            false => again::rendered(reading, related, report),
        };
        let weight = |rendered: &io::Result<_>| rendered.as_ref().map_or(0, Rendered::weight);
        in_order(
            count.div_ceil(AT_ONCE),
            Team {
                threads: threads(run.check),
                most_waiting: MOST_WAITING,
            },
            |number| some(number).map(work).collect::<Vec<_>>(),
            |all| all.iter().map(weight).sum(),
            |number, all| {
                for (report, rendered) in some(number).zip(all) {
                    let shown = rendered.and_then(|rendered| {
                        if related.tasks.has(report) {
                            keys.push((report, rendered.key));
                        }
                        self.one(run, related, report, rendered)
                    });
                    if let Err(error) = shown {
                        failed.get_or_insert(error);
                    }
                }
            },
        );
        for (report, key) in keys {
            related.settle(report, key);
        }
        if failed.is_none() {
            failed = self.missing(run, related).err();
        }
        if let Some(known) = reading.settles().filter(|_| !stop::is_asked()) {
            related.settled(known);
        }
        match failed {
            Some(error) => Err(spool::failure(error)),
            None => Ok(()),
        }
    }

    /// Shows a report.
    fn one(
        &mut self,
        run: &Run<'_>,
        related: &Related,
        report: usize,
        mut rendered: Rendered,
    ) -> io::Result<()> {
        let group = related.notes.input_of(report);
        let group = group.and_then(|input| run.group(input));
        let Some(checker) = group.and_then(|group| run.checkers.get(group)) else {
            return Ok(());
        };
        self.people.add(report, related, &rendered);
        if let Some(collecting) = &mut self.collecting
            && !stop::is_asked()
        {
            collecting.report(run, &related.notes, &rendered)?;
        }
        let verdict = rendered.take_verdict();
        self.recorder.verdict(group, None, &verdict);
        self.printer.verdict(checker.settings, None, verdict);
        Ok(())
    }

    /// Shows which reports are missing.
    fn missing(&mut self, run: &Run<'_>, related: &mut Related) -> io::Result<()> {
        let mut shown = Vec::new();
        for missing in std::mem::take(&mut related.missing_shown) {
            let (unit, year, like) = (missing.unit, missing.year, missing.like);
            let group = related.notes.input_of(like);
            let group = group.and_then(|input| run.group(input));
            let form = related.notes.form_of(like);
            let rendered = with_paths(missing.rendered(), &related.notes);
            self.one_missing(run, group, Of { unit, year, form }, rendered)?;
        }
        for missing in &related.missing {
            let group = related.notes.input_of(missing.like);
            let group = group.and_then(|input| run.group(input));
            let Some((_, rendered)) = again::missing(run, related, missing) else {
                continue;
            };
            shown.push(MissingShown::of(missing, &rendered));
            let rendered = with_paths(rendered, &related.notes);
            let of = Of {
                unit: Some(missing.unit),
                year: Some(missing.year),
                form: related.notes.form_of(missing.like),
            };
            self.one_missing(run, group, of, rendered)?;
        }
        for shown in shown {
            related.settle_missing(shown);
        }
        Ok(())
    }

    fn one_missing(
        &mut self,
        run: &Run<'_>,
        group: Option<usize>,
        of: Of,
        mut rendered: Rendered,
    ) -> io::Result<()> {
        let Some(checker) = group.and_then(|group| run.checkers.get(group)) else {
            return Ok(());
        };
        self.people.add_missing((of.unit, of.year), &rendered);
        if let Some(collecting) = &mut self.collecting {
            collecting.missing((of.unit, of.year), &of.form, &rendered)?;
        }
        let verdict = rendered.take_verdict();
        self.recorder.verdict(group, None, &verdict);
        self.printer.verdict(checker.settings, None, verdict);
        Ok(())
    }
}
