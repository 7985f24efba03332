//! One report of a file: checked, held against the settings, counted, and rendered.

use std::path::Path;
use std::sync::Arc;

use gouji_audit::Published;
use gouji_check::Outcome;
use gouji_config::{Record, Subject, Withheld};
use gouji_model::{Bilingual, Report};
use gouji_render::{Checked, LastYear, OtherReports, Places};
use gouji_rule::{Pack, Rule};

use super::gathered::{Beside, Gathered, hidden_rows, mask_of};
use super::{Checker, OpenedFile, ReadItem, Verdict};
use crate::prior::Found;
use crate::statistics::Statistics;
use crate::unchecked;

/// What a report comes to by the rules of its pack.
pub(super) struct Judged {
    pub pack: Arc<Pack>,
    pub outcome: Outcome,
}

/// What a checked report is shown with.
struct Shown<'f> {
    file: OpenedFile<'f>,
    /// The report of the year before.
    found: Option<Found<'f>>,
    /// What settings held back.
    held: Withheld,
    /// Whether nothing was found and nothing blocked before that.
    is_in_order: bool,
}

impl Checker<'_> {
    /// Checks a report, and adds what it came to.
    pub(super) fn report(&self, report: &Report, file: OpenedFile<'_>, verdict: &mut Verdict) {
        let found = self.year_before(report, file.path, verdict);
        let prior = found.as_ref().map(|found| found.report);
        if let Some(judged) = self.judged(report, prior) {
            self.judged_report(report, judged, (file, found), verdict);
        }
    }

    /// What a report comes to by the rules; nothing where no pack has its form.
    pub(super) fn judged(&self, report: &Report, prior: Option<&Report>) -> Option<Judged> {
        Some(Judged {
            pack: self.linter.pack_of(report)?,
            outcome: self.linter.check(report, prior)?,
        })
    }

    /// Adds what a report came to by the rules, beside that of the year before where there is one.
    pub(super) fn judged_report(
        &self,
        report: &Report,
        judged: Judged,
        (file, found): (OpenedFile<'_>, Option<Found<'_>>),
        verdict: &mut Verdict,
    ) {
        let Judged { pack, mut outcome } = judged;
        let subject = Subject {
            path: Path::new(file.path),
            pack: &pack,
            report,
            compared: found.is_some(),
        };
        let is_in_order = outcome.findings.is_empty() && outcome.blocked.is_empty();
        let held = self.hold_back(&mut outcome, &subject, verdict);
        let shown = Shown {
            file,
            found,
            held,
            is_in_order,
        };
        self.show(&outcome, &subject, shown, verdict);
    }

    /// Adds what checking a report came to, less what settings held back.
    fn show(
        &self,
        outcome: &Outcome,
        subject: &Subject<'_>,
        shown: Shown<'_>,
        verdict: &mut Verdict,
    ) {
        let Shown {
            file, found, held, ..
        } = shown;
        let (pack, report) = (subject.pack, subject.report);
        let locate_prior = |range| match &found {
            Some(found) => found.opened.locate(range),
            None => file.source.locate(range),
        };
        let before = found
            .as_ref()
            .and_then(|found| self.linter.pack_of(found.report));
        let prior = found.as_ref().zip(before.as_ref());
        let prior = prior.map(|(found, before)| LastYear {
            path: found.path,
            form: &before.form,
            report: found.report,
            places: Places {
                locate: &locate_prior,
                sheets: &found.opened.sheets,
            },
        });
        let published = || match file.before {
            Some(before) => before.published,
            None => Published::of(pack, report, file.source.text()),
        };
        let is_text = || !file.source.text().is_empty();
        let beside = Beside {
            published: self.gathers.then(published).flatten(),
            digests: file.digests,
            is_text: file.before.map_or_else(is_text, |before| before.is_text),
            in_order: shown.is_in_order.then_some(outcome.evaluated),
            before: file.before,
        };
        let (fails_at, _) = self.settings.fail_on(subject.path);
        let checked = Checked {
            path: file.path,
            content: file.bytes,
            pack,
            report,
            findings: &outcome.findings,
            blocked: &outcome.blocked,
            relations: outcome.evaluated,
            fails_at,
            is_asked: &|rule: &Rule| self.settings.is_asked(rule, subject),
            places: Places {
                locate: &|range| file.source.locate(range),
                sheets: file.sheets,
            },
            prior,
            other_reports: &OtherReports::default(),
            language: self.language,
        };
        self.add(&checked, beside, held, verdict);
    }

    /// The report of the year before, with what is to be reported about it.
    fn year_before(&self, report: &Report, path: &str, verdict: &mut Verdict) -> Option<Found<'_>> {
        match self.prior?.before(report) {
            Ok(found) => {
                let remark = found.remark.iter();
                verdict
                    .remarks
                    .extend(remark.map(|remark| self.failed(path, remark)));
                Some(found)
            }
            Err(why) => {
                verdict.failures.push(self.failed(path, &why));
                None
            }
        }
    }

    /// Takes away what settings do not show, and what goes into the baseline that is being written.
    fn hold_back(
        &self,
        outcome: &mut Outcome,
        subject: &Subject<'_>,
        verdict: &mut Verdict,
    ) -> Withheld {
        let mut held = self.settings.apply(outcome, subject);
        if let Some(baseline) = self.recording {
            let record = Record::take(baseline, subject, outcome, &held);
            held.baselined += record.len();
            verdict.records.push(record);
        }
        held
    }

    /// Adds a checked report: how much was found, its texts, and what went unchecked.
    fn add(
        &self,
        checked: &Checked<'_>,
        beside: Beside<'_>,
        held: Withheld,
        verdict: &mut Verdict,
    ) {
        let is_accepted = held.accepted > 0;
        let counted = held_back(&held);
        let hidden = self.gathers.then(|| hidden_rows(&held));
        let fails = self.count(checked, held, verdict);
        if self.gathers {
            verdict.is_passing |= is_accepted;
            let mut gathered = gathered(checked, beside, verdict);
            gathered.counts.held = counted;
            gathered.hidden = hidden.unwrap_or_default();
            verdict.gathered.push(gathered);
            verdict.read.push(ReadItem::Report);
            // In a run of many reports, one of which no table was read is one that gave nothing.
            let is_unread = checked.report.lost_tables.len() >= checked.pack.form.tables.len();
            verdict.counts.unread += usize::from(is_unread);
        }
        if !checked.pack.rules().iter().any(checked.is_asked) {
            verdict.counts.without_rules += 1;
            let in_force = self
                .settings
                .in_force(Path::new(checked.path), checked.pack);
            let why = match in_force.is_empty() {
                true => unchecked::nothing_in_force(),
                false => unchecked::nothing_to_compare_with(),
            };
            verdict.without_rules.push(self.failed(checked.path, &why));
        }
        let content = verdict.gathered.last().filter(|_| self.masks);
        let mask = content.map(|gathered| mask_of(&gathered.digests.own));
        verdict.texts.push(self.rendered(&Checked {
            path: mask.as_deref().unwrap_or(checked.path),
            ..*checked
        }));
        let left = left_unchecked(checked, fails);
        verdict
            .failures
            .extend(left.map(|why| self.failed(checked.path, &why)));
    }

    /// Adds up what was found; whether it is bad enough for exit status 1.
    fn count(&self, checked: &Checked<'_>, held: Withheld, verdict: &mut Verdict) -> bool {
        let mut counts = checked.counts();
        // What rules that are not in force would say was not checked.
        counts.relations = counts.relations.saturating_sub(held.ignored_relations);
        let fails = counts.at_least(checked.fails_at) > 0;
        verdict.fails |= fails;
        counts.held = held_back(&held);
        verdict.counts.add(counts);
        verdict.held.push(held);
        if self.options.statistics {
            let mut own = Statistics::by(&self.options.group_by);
            own.count(checked.pack, checked.report, checked.findings, counts);
            verdict.statistics.add(own);
        }
        verdict.reports += 1;
        if self.prior.is_none() {
            verdict.years.note(checked.report);
        }
        fails
    }

    /// The report in the format of each output; a report in order is not spoken of where that is
    /// asked for.
    pub(crate) fn rendered(&self, checked: &Checked<'_>) -> Vec<String> {
        let texts = self.formats.iter();
        let texts = texts.map(|format| format.report(checked, self.style));
        let mut texts: Vec<String> = texts.collect();
        let in_order = checked.findings.is_empty() && checked.blocked.is_empty();
        if let Some(shown) = texts.first_mut()
            && in_order
            && self.options.is_quiet()
        {
            shown.clear();
        }
        texts
    }
}

/// What of a checked report other reports need.
fn gathered(checked: &Checked<'_>, beside: Beside<'_>, verdict: &Verdict) -> Gathered {
    let before = verdict.gathered.iter().rev();
    let same = before.take_while(|one| one.path == checked.path);
    Gathered::of(checked, beside, same.count())
}

/// What of a report went unchecked. What is wrong for certain says already that it is not in order.
fn left_unchecked(checked: &Checked<'_>, fails: bool) -> Option<Bilingual> {
    let (report, pack) = (checked.report, checked.pack);
    unchecked::tables(report, pack, checked.relations, checked.blocked).or_else(|| match fails {
        true => None,
        false => unchecked::cells(report, pack, checked.blocked)
            .or_else(|| unchecked::rows(checked.findings, report, pack)),
    })
}

/// What settings held back, as the outputs count it.
pub(crate) fn held_back(held: &Withheld) -> gouji_render::Withheld {
    gouji_render::Withheld {
        ignored: held.ignored,
        ignored_blocked: held.ignored_blocked,
        suppressed: held.suppressed,
        baselined: held.baselined,
        repaired: 0,
    }
}
