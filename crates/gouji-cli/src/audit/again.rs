//! A report with findings between reports: read again, and rendered with them.

mod blame;
mod missing;
mod other_reports;
mod shown;

use std::io;
use std::path::Path;

use gouji_audit::relations::{Reopened, Reopening, Task};
use gouji_check::{Outcome, needs_prior};
use gouji_config::{Subject, Withheld};
use gouji_model::{Bilingual, Report};
use gouji_render::Counts;
use gouji_rule::Pack;

use super::inputs::Reading;
use super::marks::with_paths;
use super::noted::Noted;
use super::opening::{self, FileReport, Wanted};
use super::relating::Related;
use super::rendered::Rendered;
use super::run::Run;
use super::settled;
use crate::check::{Checker, hidden_rows};

pub(super) use missing::missing;
use shown::Shown;

/// A report as it is shown in the end: as it was rendered by itself where nothing else is found.
pub(super) fn rendered(
    reading: &Reading,
    related: &Related,
    report: usize,
) -> io::Result<Rendered> {
    let known = reading.settles();
    if let Some(shown) = known.and_then(|known| related.shown(known, report)) {
        return Ok(with_paths(shown, &related.notes));
    }
    let notes = &related.notes;
    let Some(task) = related.tasks.task(report)? else {
        return by_itself(related, report);
    };
    let rendered = with_task(reading, related, report, &task)?;
    Ok(with_paths(rendered, notes))
}

/// A report with something to be done, with marks in place of paths.
fn with_task(
    reading: &Reading,
    related: &Related,
    report: usize,
    task: &Task,
) -> io::Result<Rendered> {
    let known = reading.settles();
    let (notes, tree) = (&related.notes, &related.tree);
    let key = known.and_then(|_| settled::key_of_task(reading, notes, tree, report, task));
    let (Some(known), Some(key)) = (known, key) else {
        return anew(&reading.run, related, report, task);
    };
    if let Some(shown) = settled::shown(known, &key) {
        return Ok(shown);
    }
    let rendered = anew(&reading.run, related, report, task)?;
    Ok(Rendered {
        key: settled::put(known, &key, &rendered).then_some(key),
        ..rendered
    })
}

/// A report as it was rendered by itself.
fn by_itself(related: &Related, report: usize) -> io::Result<Rendered> {
    let noted = related.notes.read(report);
    let texts = noted.as_ref().map(|noted| related.notes.texts(noted));
    let mut rendered = Rendered {
        single: noted.map(|noted| noted.counts),
        ..Rendered::default()
    };
    rendered
        .verdict
        .texts
        .push(texts.transpose()?.unwrap_or_default());
    Ok(rendered)
}

fn anew(run: &Run<'_>, related: &Related, report: usize, task: &Task) -> io::Result<Rendered> {
    let noted = related.notes.get(report);
    let found = noted.and_then(|noted| {
        let checker = run.checker(noted.input)?;
        Some((noted, checker))
    });
    let Some((noted, checker)) = found else {
        return by_itself(related, report);
    };
    let again = Again {
        checker,
        related,
        task,
        number: report,
    };
    match again.rendered() {
        Ok(rendered) => Ok(rendered),
        Err(why) => {
            let mut rendered = by_itself(related, report)?;
            let failed = checker.failed(&noted.path, &why);
            rendered.verdict.counts.unread += 1;
            rendered.verdict.failures.push(failed);
            Ok(rendered)
        }
    }
}

/// What a report is rendered again with.
struct Again<'r> {
    checker: &'r Checker<'r>,
    related: &'r Related,
    task: &'r Task,
    number: usize,
}

impl Reopening for Again<'_> {
    type Opened = FileReport;
    type Error = Bilingual;

    fn open(&self, report: usize) -> Result<FileReport, Bilingual> {
        let noted = self
            .related
            .notes
            .get(report)
            .ok_or_else(opening::changed)?;
        self.open_noted(report, &noted)
    }

    fn report<'o>(&self, opened: &'o FileReport) -> &'o Report {
        opened.report()
    }

    fn check(&self, own: &FileReport, prior: Option<&FileReport>) -> Option<Outcome> {
        let known = match prior {
            Some(_) => None,
            None => own.in_order(self.checker.language),
        };
        let linter = self.checker.linter;
        known.or_else(|| linter.check(own.report(), prior.map(FileReport::report)))
    }
}

impl Again<'_> {
    fn open_noted(&self, report: usize, noted: &Noted) -> Result<FileReport, Bilingual> {
        self.related.openings.open(Wanted {
            checker: self.checker,
            notes: &self.related.notes,
            noted,
            report,
        })
    }

    fn rendered(&self) -> Result<Rendered, Bilingual> {
        let reopened = self.task.reopened(self.number, self)?;
        Ok(reopened.map_or_else(Rendered::default, |reopened| self.shown(reopened)))
    }

    fn shown(&self, reopened: Reopened<FileReport>) -> Rendered {
        let Reopened {
            own,
            prior,
            outcome: mut all,
        } = reopened;
        let Some(pack) = self.checker.linter.pack_of(own.report()) else {
            return Rendered::default();
        };
        let mut other_reports = self.other_reports(&own);
        self.blame(&mut all, &mut other_reports, (&own, prior.as_ref()));
        let (counts, between, held) = self.held_back(&pack, &own, &mut all);
        let shown = Shown {
            pack: &pack,
            own: &own,
            prior: prior.as_ref(),
            all: &all,
            other_reports: &other_reports,
        };
        let mut rendered = shown.rendered(self.checker);
        rendered.verdict.counts = counts;
        rendered.between = between;
        rendered.hidden = hidden_rows(&held);
        rendered.meetings = held.meetings(self.checker.settings, |name| is_between(&pack, name));
        rendered
    }

    /// Takes away what settings do not show, and puts what is between reports last; returns how much there is
    /// beyond what the report has by itself, how many findings are between reports, and what is held back.
    fn held_back(
        &self,
        pack: &Pack,
        own: &FileReport,
        all: &mut Outcome,
    ) -> (Counts, usize, Withheld) {
        let settings = self.checker.settings;
        let subject = |compared| Subject {
            path: Path::new(own.path()),
            pack,
            report: own.report(),
            compared,
        };
        let is_between = |name: &str| is_between(pack, name);
        let mut single = parted(pack, all);
        let held_single = settings.apply(&mut single, &subject(false));
        let held = settings.apply(all, &subject(true));
        all.findings
            .sort_by_key(|finding| is_between(&finding.rule));
        let between = all.findings.iter();
        let between = between.filter(|one| is_between(&one.rule)).count();
        let of = |outcome: &Outcome| Counts::of(&outcome.findings, &outcome.blocked);
        let mut counts = beyond(of(all), of(&single));
        counts.held.ignored = held.ignored.saturating_sub(held_single.ignored);
        let of_blocked = held.ignored_blocked;
        counts.held.ignored_blocked = of_blocked.saturating_sub(held_single.ignored_blocked);
        counts.held.suppressed = held.suppressed.saturating_sub(held_single.suppressed);
        counts.held.baselined = held.baselined.saturating_sub(held_single.baselined);
        (counts, between, held)
    }
}

/// Whether a rule of a pack needs other reports.
fn is_between(pack: &Pack, name: &str) -> bool {
    let rule = pack.rule(name);
    rule.is_some_and(|rule| needs_prior(rule) || rule.check.needs_others())
}

/// What a report has by itself.
fn parted(pack: &Pack, all: &Outcome) -> Outcome {
    let mut single = all.clone();
    single
        .findings
        .retain(|finding| !is_between(pack, &finding.rule));
    single
        .blocked
        .retain(|blocked| !is_between(pack, &blocked.rule));
    single
}

/// How much was found beyond what was counted already.
fn beyond(all: Counts, single: Counts) -> Counts {
    Counts {
        errors: all.errors.saturating_sub(single.errors),
        warnings: all.warnings.saturating_sub(single.warnings),
        infos: all.infos.saturating_sub(single.infos),
        blocked: all.blocked.saturating_sub(single.blocked),
        ..Counts::default()
    }
}
