//! The whole result of a run, where a list, letters or a page are made of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use gouji_audit::RunReports as _;
use gouji_audit::result::{
    Audit, BlockedRow, FindingRow, ReportRow, RuleRow, RunRow, Totals, UnitRow, UnreadRow,
};
use gouji_audit::units::Tree;
use gouji_check::needs_prior;
use gouji_lint::Linter;
use gouji_model::{Form, FormId, Language, Severity};
use gouji_rule::{Pack, Rule};

use super::relating::Related;
use super::rendered::Rendered;
use crate::check::{Gathered, Verdict};

/// The number of a report that the run does not have.
const ELSEWHERE: usize = usize::MAX;

/// What was collected so far.
#[derive(Default)]
pub(super) struct Collected {
    reports: Vec<ReportRow>,
    findings: Vec<Vec<FindingRow>>,
    blocked: Vec<Vec<BlockedRow>>,
    missing: Vec<FindingRow>,
    unread: Vec<UnreadRow>,
    forms: BTreeMap<String, Arc<Form>>,
}

impl Collected {
    /// Takes what one input came to by itself, in the order in which reports are numbered.
    pub(super) fn single(&mut self, linter: &Linter, verdict: &Verdict) {
        for gathered in verdict.gathered.iter().take(verdict.texts.len()) {
            if let Some(pack) = linter.packs().pack(&gathered.form) {
                let form = self.form(pack, gathered);
                self.report(gathered, form);
            }
        }
        self.failures(verdict);
    }

    /// Takes what a report came to in the end.
    pub(super) fn again(&mut self, report: usize, rendered: &Rendered) {
        self.failures(&rendered.verdict);
        let Some(findings) = &rendered.findings else {
            return;
        };
        if let Some(own) = self.findings.get_mut(report) {
            own.clone_from(findings);
        }
        if let Some(own) = self.blocked.get_mut(report) {
            own.clone_from(&rendered.blocked);
        }
        if let Some(row) = self.reports.get_mut(report) {
            row.suppressed += rendered.verdict.counts.held.suppressed;
        }
    }

    /// Takes what is said of a missing report.
    pub(super) fn missing(&mut self, unit: Option<usize>, year: Option<i32>, rendered: &Rendered) {
        let rows = rendered.findings.iter().flatten();
        self.missing.extend(rows.map(|row| FindingRow {
            unit,
            year,
            ..row.clone()
        }));
    }

    /// The form of a report; one that leaves rows open is made concrete for each report, and has a
    /// name of its own then.
    fn form(&mut self, pack: &Arc<Pack>, gathered: &Gathered) -> String {
        let id = gathered.form.0.clone();
        let concrete = match gathered.kept.open_rows.is_empty() {
            true => None,
            false => gathered.kept.report(&pack.form, gathered.year).concrete,
        };
        let Some(concrete) = concrete else {
            let form = || Arc::clone(&pack.form);
            self.forms.entry(id.clone()).or_insert_with(form);
            return id;
        };
        let id = format!("{id}#{}", self.reports.len());
        let mut form = (*concrete).clone();
        form.id = FormId(id.clone());
        self.forms.insert(id.clone(), Arc::new(form));
        id
    }

    fn report(&mut self, gathered: &Gathered, form: String) {
        let period = gathered.period;
        let short = period.filter(|period| period.months() != Some(12));
        self.reports.push(ReportRow {
            path: gathered.path.clone(),
            form,
            year: gathered.year,
            period: short.map(|period| period.to_string()),
            organization: gathered.organization.clone(),
            cells: gathered.kept.cells.clone(),
            suppressed: gathered.counts.held.suppressed,
            ..ReportRow::default()
        });
        self.findings.push(gathered.findings.clone());
        self.blocked.push(gathered.blocked.clone());
    }

    fn failures(&mut self, verdict: &Verdict) {
        let failures = verdict.failures.iter();
        self.unread.extend(failures.map(|failure| UnreadRow {
            path: failure.path.clone(),
            why: failure.why.clone(),
        }));
    }

    /// The result, once all is known.
    pub(super) fn finish(
        mut self,
        (related, tree): (&Related, &Tree),
        packs: &[&Pack],
        language: Language,
    ) -> Audit {
        let notes = &related.notes;
        for (number, report) in self.reports.iter_mut().enumerate() {
            report.unit = notes.entry(number).and_then(|entry| entry.unit);
            report.certainty = notes.certainty(number);
        }
        let mut audit = Audit {
            forms: self.forms.into_values().collect(),
            units: units(tree),
            reports: self.reports,
            unread: self.unread,
            ..Audit::default()
        };
        let reports = by_path(&audit.reports);
        let mut findings = Vec::new();
        for (number, rows) in self.findings.into_iter().enumerate() {
            let rows = rows.into_iter();
            findings.extend(rows.map(|row| placed(&audit.reports, &reports, number, row)));
        }
        audit.findings = findings;
        audit.findings.append(&mut self.missing);
        for (number, rows) in self.blocked.into_iter().enumerate() {
            let unit = audit.reports.get(number).and_then(|report| report.unit);
            audit.blocked.extend(rows.into_iter().map(|row| BlockedRow {
                report: Some(number),
                unit,
                ..row
            }));
        }
        audit.rules = rules(&audit, packs, language);
        count(&mut audit, related);
        audit
    }
}

/// The reports of each file.
type ByPath<'a> = HashMap<&'a str, Vec<usize>>;

fn by_path(reports: &[ReportRow]) -> ByPath<'_> {
    let mut by_path = ByPath::new();
    for (number, report) in reports.iter().enumerate() {
        by_path.entry(&report.path).or_default().push(number);
    }
    by_path
}

/// A finding at its report, what it rests on at theirs.
fn placed(
    reports: &[ReportRow],
    by_path: &ByPath<'_>,
    number: usize,
    mut row: FindingRow,
) -> FindingRow {
    let report = reports.get(number);
    let is_of = |number: &usize, year: Option<i32>| {
        let own = reports.get(*number).and_then(|report| report.year);
        year.is_none_or(|_| own == year)
    };
    let found = |file: Option<&str>, year: Option<i32>| {
        let Some(file) = file else { return number };
        if report.is_some_and(|report| report.path == file) && is_of(&number, year) {
            return number;
        }
        let mut all = by_path.get(file).into_iter().flatten();
        all.find(|one| is_of(one, year))
            .copied()
            .unwrap_or(ELSEWHERE)
    };
    for cell in &mut row.cells {
        cell.report = Some(found(cell.file.as_deref(), None));
    }
    for suspect in &mut row.suspects {
        suspect.report = Some(match suspect.unit {
            Some(_) => ELSEWHERE,
            None => found(suspect.file.as_deref(), suspect.year),
        });
    }
    for passage in &mut row.passages {
        passage.report = Some(found(Some(&passage.file), None));
    }
    row.report = Some(number);
    row.unit = report.and_then(|report| report.unit);
    row.year = report.and_then(|report| report.year);
    row
}

fn units(tree: &Tree) -> Vec<UnitRow> {
    let listed = tree.listed().len();
    let units = tree.units().iter().enumerate();
    units
        .map(|(number, unit)| UnitRow {
            name: unit.name.clone(),
            aliases: unit.aliases.clone(),
            parent: unit.parent,
            level: unit.level.clone(),
            region: unit.region.clone(),
            counts: unit.counts,
            since: unit.since,
            until: unit.until,
            is_listed: number < listed,
        })
        .collect()
}

/// The rules that findings and blocked relations name.
fn rules(audit: &Audit, packs: &[&Pack], language: Language) -> Vec<RuleRow> {
    let findings = audit.findings.iter().map(|row| row.rule.as_str());
    let blocked = audit.blocked.iter().map(|row| row.rule.as_str());
    let names: BTreeSet<&str> = findings.chain(blocked).collect();
    let rule = |name: &str| -> RuleRow {
        let rule = packs.iter().find_map(|pack| pack.rule(name));
        let text = |of: &dyn Fn(&Rule) -> String| rule.map(of).unwrap_or_default();
        RuleRow {
            name: name.to_owned(),
            title: rule
                .map_or(name, |rule| rule.title.get(language))
                .to_owned(),
            help: text(&|rule| rule.help.get(language).to_owned()),
            authority: text(&|rule| rule.authority.name().to_owned()),
            citation: text(&|rule| rule.citation.get(language).to_owned()),
            is_between: rule.is_some_and(|rule| rule.check.needs_others() || needs_prior(rule)),
        }
    };
    names.into_iter().map(rule).collect()
}

fn count(audit: &mut Audit, related: &Related) {
    let mut totals = Totals {
        reports: audit.reports.len(),
        unread: audit.unread.len(),
        unpaired: related.unpaired.len(),
        missing: related.missing_count(),
        blocked: audit.blocked.len(),
        ..Totals::default()
    };
    for row in &audit.findings {
        let report = row.report.and_then(|report| audit.reports.get_mut(report));
        let (all, own) = match row.severity {
            Severity::Error => (&mut totals.errors, report.map(|one| &mut one.errors)),
            Severity::Warning => (&mut totals.warnings, report.map(|one| &mut one.warnings)),
            Severity::Info => (&mut totals.infos, report.map(|one| &mut one.infos)),
        };
        *all += 1;
        own.into_iter().for_each(|own| *own += 1);
    }
    for row in &audit.blocked {
        let report = row.report.and_then(|report| audit.reports.get_mut(report));
        report.into_iter().for_each(|report| report.blocked += 1);
    }
    totals.suppressed = audit.reports.iter().map(|report| report.suppressed).sum();
    audit.totals = totals;
    audit.runs = vec![RunRow {
        totals,
        ..RunRow::default()
    }];
}
