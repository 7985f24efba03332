//! The whole result of a run, where a list, letters or a page are made of it: first what every report came to
//! by itself, then what it came to in the end. Few rows are in memory at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use gouji_audit::result::{
    Audit, BlockedRow, FindingRow, HeldRow, IntoIter, ReportRow, Rows, RuleRow, RunRow, Totals,
    UnreadRow,
};
use gouji_check::needs_prior;
use gouji_lint::Linter;
use gouji_model::{Form, Language, Severity};
use gouji_rule::{Pack, Rule};
use serde::{Deserialize, Serialize};

use super::in_force::{InForce, needs};
use super::noted::Notes;
use super::placing::Places;
use super::relating::Related;
use super::rendered::Rendered;
use super::run::Run;
use crate::check::{Gathered, Verdict};

/// What was collected so far.
#[derive(Default)]
pub(super) struct Collected {
    single: Rows<Single>,
    unread: Rows<UnreadRow>,
    /// How many files gave nothing; of others something could not be done.
    gave_nothing: usize,
    forms: BTreeMap<String, Arc<Form>>,
}

/// What a report came to by itself.
#[derive(Debug, Serialize, Deserialize)]
struct Single {
    report: ReportRow,
    findings: Vec<FindingRow>,
    blocked: Vec<BlockedRow>,
    hidden: Vec<HeldRow>,
}

impl Collected {
    /// Takes what one input came to by itself, in the order in which reports are numbered.
    pub(super) fn single(&mut self, linter: &Linter, verdict: &Verdict) -> io::Result<()> {
        for gathered in verdict.gathered.iter().take(verdict.texts.len()) {
            if let Some(pack) = linter.packs().pack(&gathered.form) {
                let form = || Arc::clone(&pack.form);
                self.forms
                    .entry(gathered.form.0.clone())
                    .or_insert_with(form);
                self.single.push(&Single::of(gathered))?;
            }
        }
        self.gave_nothing += verdict.counts.unread;
        add_failures(&mut self.unread, verdict)
    }

    /// Goes through the reports once more.
    pub(super) fn again(self) -> Collecting {
        Collecting {
            single: self.single.into_iter(),
            audit: Audit {
                forms: self.forms.into_values().collect(),
                unread: self.unread,
                totals: Totals {
                    unread: self.gave_nothing,
                    ..Totals::default()
                },
                ..Audit::default()
            },
            places: Places::default(),
            rules: BTreeMap::new(),
            due: String::new(),
            in_force: InForce::default(),
        }
    }
}

impl Single {
    fn of(gathered: &Gathered) -> Self {
        let period = gathered.period;
        let short = period.filter(|period| !period.is_year());
        Self {
            report: ReportRow {
                path: gathered.path.clone(),
                form: gathered.form.0.clone(),
                open_rows: gathered.kept.open_rows.clone(),
                year: gathered.year,
                period: short.map(|period| period.to_string()),
                organization: gathered.organization.clone(),
                cells: gathered.kept.cells.clone(),
                suppressed: gathered.counts.held.suppressed,
                is_partial: !gathered.kept.lost_tables.is_empty(),
                ..ReportRow::default()
            },
            findings: gathered.findings.clone(),
            blocked: gathered.blocked.clone(),
            hidden: gathered.hidden.clone(),
        }
    }
}

fn add_failures(unread: &mut Rows<UnreadRow>, verdict: &Verdict) -> io::Result<()> {
    let mut failures = verdict.failures.iter();
    failures.try_for_each(|failure| {
        unread.push(&UnreadRow {
            path: failure.path.clone(),
            why: failure.why.clone(),
        })
    })
}

/// The result, while the reports are gone through once more.
pub(super) struct Collecting {
    single: IntoIter<Single>,
    audit: Audit,
    places: Places,
    /// The rules that findings and blocked relations name, by the form of their reports; of reports that are
    /// missing by none.
    rules: BTreeMap<String, BTreeSet<String>>,
    /// The form that is due of reports that are missing.
    due: String,
    in_force: InForce,
}

impl Collecting {
    /// Takes what the next report came to in the end.
    pub(super) fn report(
        &mut self,
        run: &Run<'_>,
        notes: &Notes,
        rendered: &Rendered,
    ) -> io::Result<()> {
        let number = self.audit.reports.len();
        let Some(single) = self.single.next() else {
            return Err(io::Error::other("a report more than was checked"));
        };
        let Single {
            mut report,
            mut findings,
            mut blocked,
            mut hidden,
        } = single?;
        self.audit.totals.unread += rendered.verdict.counts.unread;
        add_failures(&mut self.audit.unread, &rendered.verdict)?;
        if let Some(all) = &rendered.findings {
            findings.clone_from(all);
            blocked.clone_from(&rendered.blocked);
            hidden.clone_from(&rendered.hidden);
            report.suppressed += rendered.verdict.counts.held.suppressed;
        }
        self.places.pair(notes, number, &mut report);
        report.in_force = self.in_force.of(run, notes, number);
        for row in hidden {
            self.audit.held.push(&HeldRow {
                report: Some(number),
                unit: report.unit,
                year: report.year,
                ..row
            })?;
        }
        for row in &mut findings {
            self.places.place(notes, (number, &report), row);
            self.count(row, Some(&mut report));
            self.audit.findings.push(row)?;
        }
        for row in blocked {
            report.blocked += 1;
            self.audit.totals.blocked += 1;
            self.names(&report.form, &row.rule);
            self.audit.blocked.push(&BlockedRow {
                report: Some(number),
                unit: report.unit,
                ..row
            })?;
        }
        self.audit.totals.suppressed += report.suppressed;
        self.audit.reports.push(&report)
    }

    /// Takes what is reported about a missing report, once all that are there were taken. `form` is the id of
    /// the one that is due.
    pub(super) fn missing(
        &mut self,
        (unit, year): (Option<usize>, Option<i32>),
        form: &str,
        rendered: &Rendered,
    ) -> io::Result<()> {
        form.clone_into(&mut self.due);
        for row in rendered.findings.iter().flatten() {
            let row = FindingRow {
                unit,
                year,
                ..row.clone()
            };
            self.count(&row, None);
            self.audit.findings.push(&row)?;
        }
        self.audit.totals.suppressed += rendered.verdict.counts.held.suppressed;
        for row in &rendered.hidden {
            self.audit.held.push(&HeldRow {
                unit,
                year,
                ..row.clone()
            })?;
        }
        Ok(())
    }

    /// Notes that a rule is named of a report in a form.
    fn names(&mut self, form: &str, rule: &str) {
        match self.rules.get_mut(form) {
            Some(own) if own.contains(rule) => {}
            Some(own) => drop(own.insert(rule.to_owned())),
            None => {
                let own = BTreeSet::from([rule.to_owned()]);
                self.rules.insert(form.to_owned(), own);
            }
        }
    }

    fn count(&mut self, row: &FindingRow, report: Option<&mut ReportRow>) {
        let form = report.as_ref().map_or("", |report| report.form.as_str());
        self.names(form, &row.rule);
        let totals = &mut self.audit.totals;
        let (all, own) = match row.severity {
            Severity::Error => (&mut totals.errors, report.map(|one| &mut one.errors)),
            Severity::Warning => (&mut totals.warnings, report.map(|one| &mut one.warnings)),
            Severity::Info => (&mut totals.infos, report.map(|one| &mut one.infos)),
        };
        *all += 1;
        own.into_iter().for_each(|own| *own += 1);
    }

    /// The result, once all is known: the units are in it and nowhere else from then on.
    pub(super) fn finish(
        self,
        related: &mut Related,
        packs: &[&Pack],
        language: Language,
    ) -> Audit {
        let mut audit = self.audit;
        audit.units = std::mem::take(&mut related.tree).into_units();
        audit.in_force = self.in_force.all;
        audit.needs = needs(packs);
        for (form, names) in &self.rules {
            let due = if form.is_empty() { &self.due } else { form };
            let rows = names.iter().map(|name| RuleRow {
                form: form.clone(),
                ..rule(name, due, packs, language)
            });
            audit.rules.extend(rows);
        }
        audit.totals.reports = audit.reports.len();
        audit.totals.unpaired = related.unpaired.len();
        audit.totals.missing = related.missing_count();
        audit.runs = vec![RunRow {
            totals: audit.totals,
            ..RunRow::default()
        }];
        audit
    }
}

/// Adds the rules that only findings of earlier runs name, which are not there any more.
pub(super) fn name_gone(audit: &mut Audit, packs: &[&Pack], language: Language) -> io::Result<()> {
    // They stand behind those that are there.
    let last = audit.findings.len().checked_sub(1);
    let last = last.map(|last| audit.findings.get(last)).transpose()?;
    if last.flatten().is_none_or(|last| last.is_there()) {
        return Ok(());
    }
    let mut names = BTreeSet::new();
    for row in &audit.findings {
        let row = row?;
        if !row.is_there() && audit.rule(None, &row.rule).is_none() {
            names.insert(row.rule);
        }
    }
    // The last pack that has it is that of the newest form, and of those that are in the run.
    for name in names {
        let is_here = |pack: &&&Pack| audit.forms.iter().any(|form| form.id == pack.form.id);
        let mut own = packs.iter().filter(is_here);
        let last = own.rfind(|pack| pack.rule(&name).is_some());
        let form = last.map_or("", |pack| pack.form.id.0.as_str());
        let row = rule(&name, form, packs, language);
        audit.rules.push(row);
    }
    Ok(())
}

/// A rule that findings or blocked relations name, of a form.
fn rule(name: &str, form: &str, packs: &[&Pack], language: Language) -> RuleRow {
    let own = packs.iter().filter(|pack| pack.form.id.0 == form);
    let rule = own.chain(packs).find_map(|pack| pack.rule(name));
    let text = |of: &dyn Fn(&Rule) -> String| rule.map(of).unwrap_or_default();
    RuleRow {
        form: String::new(),
        name: name.to_owned(),
        title: rule
            .map_or(name, |rule| rule.title.get(language))
            .to_owned(),
        help: text(&|rule| rule.help.get(language).to_owned()),
        authority: text(&|rule| rule.authority.name().to_owned()),
        citation: text(&|rule| rule.citation.get(language).to_owned()),
        is_between: rule.is_some_and(|rule| rule.check.needs_others() || needs_prior(rule)),
    }
}
