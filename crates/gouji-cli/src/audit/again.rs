//! A report with findings between reports: read again, and rendered with them.

mod blame;
mod missing;
mod other_reports;

use std::io;
use std::path::Path;

use gouji_audit::relations::{Reopened, Reopening, Task};
use gouji_check::{Outcome, needs_prior};
use gouji_config::Subject;
use gouji_model::{Bilingual, Report};
use gouji_render::{Checked, Counts, LastYear, Places};
use gouji_rule::{Pack, Rule};

use super::inputs::Reading;
use super::noted::Noted;
use super::opening::{self, FileReport};
use super::relating::Related;
use super::rendered::Rendered;
use super::run::Run;
use super::settled;
use crate::check::{Checker, rows};

pub(super) use missing::missing;

/// A report as it is shown in the end: as it was rendered by itself where nothing else is found.
pub(super) fn rendered(
    reading: &Reading,
    related: &Related,
    report: usize,
) -> io::Result<Rendered> {
    let known = reading.settles();
    if let Some(shown) = known.and_then(|known| related.shown(known, report)) {
        return Ok(shown);
    }
    let (notes, tree) = (&related.notes, &related.tree);
    let Some(task) = related.tasks.task(report)? else {
        return by_itself(related, report);
    };
    let key = known.and_then(|_| settled::key_of_task(reading, notes, tree, report, &task));
    let (Some(known), Some(key)) = (known, key) else {
        return anew(&reading.run, related, report, &task);
    };
    if let Some(shown) = settled::shown(known, &key) {
        return Ok(shown);
    }
    let rendered = anew(&reading.run, related, report, &task)?;
    Ok(Rendered {
        key: settled::put(known, &key, &rendered).then_some(key),
        ..rendered
    })
}

/// A report as it was rendered by itself.
fn by_itself(related: &Related, report: usize) -> io::Result<Rendered> {
    let mut rendered = Rendered::default();
    rendered.verdict.texts.push(related.notes.texts(report)?);
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
        self.open_noted(&noted)
    }

    fn report<'o>(&self, opened: &'o FileReport) -> &'o Report {
        opened.report()
    }

    fn check(&self, own: &FileReport, prior: Option<&FileReport>) -> Option<Outcome> {
        let linter = self.checker.linter;
        linter.check(own.report(), prior.map(FileReport::report))
    }
}

impl Again<'_> {
    fn open_noted(&self, noted: &Noted) -> Result<FileReport, Bilingual> {
        self.related.openings.open(self.checker, noted)
    }

    fn rendered(&self) -> Result<Rendered, Bilingual> {
        let reopened = self.task.reopened(self.number, self)?;
        Ok(reopened.map_or_else(Rendered::default, |reopened| self.shown(reopened)))
    }

    fn shown(&self, reopened: Reopened<FileReport>) -> Rendered {
        let checker = self.checker;
        let Reopened {
            own,
            prior,
            outcome: mut all,
        } = reopened;
        let Some(pack) = &checker.linter.pack_of(own.report()) else {
            return Rendered::default();
        };
        let mut other_reports = self.other_reports(&own);
        self.blame(&mut all, &mut other_reports, (&own, prior.as_ref()));
        let subject = |compared| Subject {
            path: Path::new(own.path()),
            pack,
            report: own.report(),
            compared,
        };
        let (mut single, is_between) = parted(pack, &all);
        let held_single = checker.settings.apply(&mut single, &subject(false));
        let counts_single = Counts::of(&single.findings, &single.blocked);
        let held = checker.settings.apply(&mut all, &subject(true));
        // What is between reports stands last.
        all.findings
            .sort_by_key(|finding| is_between(&finding.rule));
        let between = all
            .findings
            .iter()
            .filter(|one| is_between(&one.rule))
            .count();
        let locate = |range| own.locate(range);
        let locate_prior = |range| prior.as_ref().unwrap_or(&own).locate(range);
        let prior_pack = prior
            .as_ref()
            .and_then(|prior| checker.linter.pack_of(prior.report()));
        let last_year = prior
            .as_ref()
            .zip(prior_pack.as_ref())
            .map(|(prior, pack)| LastYear {
                path: prior.path(),
                form: &pack.form,
                report: prior.report(),
                places: Places {
                    locate: &locate_prior,
                    sheets: prior.sheets(),
                },
            });
        let subject = subject(true);
        // What only other reports tell was asked where it was found.
        let is_found = |rule: &Rule| all.findings.iter().any(|one| one.rule == rule.name);
        let is_asked = |rule: &Rule| checker.settings.is_asked(rule, &subject) || is_found(rule);
        let (fails_at, _) = checker.settings.fail_on(subject.path);
        let checked = Checked {
            path: own.path(),
            content: own.bytes(),
            pack,
            report: own.report(),
            findings: &all.findings,
            blocked: &all.blocked,
            relations: all.evaluated,
            fails_at,
            is_asked: &is_asked,
            places: Places {
                locate: &locate,
                sheets: own.sheets(),
            },
            prior: last_year,
            other_reports: &other_reports,
            language: checker.language,
        };
        let mut rendered = Rendered::default();
        let counts = Counts::of(&all.findings, &all.blocked);
        let verdict = &mut rendered.verdict;
        verdict.fails = counts.at_least(fails_at) > 0;
        verdict.counts = beyond(counts, counts_single);
        verdict.counts.held.ignored = held.ignored.saturating_sub(held_single.ignored);
        verdict.counts.held.suppressed = held.suppressed.saturating_sub(held_single.suppressed);
        verdict.counts.held.baselined = held.baselined.saturating_sub(held_single.baselined);
        verdict.texts.push(checker.rendered(&checked));
        let (findings, blocked) = rows(&checked);
        rendered.findings = Some(findings);
        rendered.blocked = blocked;
        rendered.between = between;
        rendered
    }
}

/// What a report has by itself, and what tells rules that need other reports.
fn parted<'p>(pack: &'p Pack, all: &Outcome) -> (Outcome, impl Fn(&str) -> bool + use<'p>) {
    let is_between = move |name: &str| {
        let rule = pack.rule(name);
        rule.is_some_and(|rule| needs_prior(rule) || rule.check.needs_others())
    };
    let mut single = all.clone();
    single.findings.retain(|finding| !is_between(&finding.rule));
    single.blocked.retain(|blocked| !is_between(&blocked.rule));
    (single, is_between)
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
