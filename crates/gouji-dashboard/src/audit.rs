//! From an audit's result to the rows of the page.

mod naming;

use std::collections::BTreeMap;
use std::io::{self, Write};

use gouji_audit::result::{Audit, Change, FindingRow, ReportRow, UnitRow};
use gouji_model::{Form, Language};
use gouji_render::side_by_side;

use crate::dashboard::Dashboard;
use crate::layout::Layout;
use crate::rows::{
    Blocked, Elsewhere, Failure, Finding, Mark, Passage, Report, Run, State, Totals, Unit,
};
use naming::{level, place, rule, written};

/// Writes the page of an audit, worded in the language in which the audit is.
///
/// # Errors
/// Where it cannot be packed or written.
pub fn write(audit: &Audit, language: Language, to: &mut impl Write) -> io::Result<()> {
    let mut filling = Filling::new(audit, language);
    for (number, report) in audit.reports.iter().enumerate() {
        filling.report(number, report)?;
    }
    filling.missing()?;
    let mut dashboard = filling.dashboard;
    for unread in &audit.unread {
        let (path, why) = (unread.path.clone(), unread.why.clone());
        dashboard.failure(Failure { path, why });
    }
    for run in &audit.runs {
        let totals = run.totals;
        dashboard.run(Run {
            number: run.number,
            findings: [totals.errors, totals.warnings, totals.infos],
        });
    }
    let (suppressed, fixed) = (audit.totals.suppressed, audit.totals.fixed);
    dashboard.write(Totals { suppressed, fixed }, to)
}

/// An audit and what of it is on the page already.
struct Filling<'a> {
    audit: &'a Audit,
    language: Language,
    dashboard: Dashboard,
    /// The number of each rule on the page.
    rules: BTreeMap<&'a str, usize>,
    /// The number of each form's layout on the page.
    layouts: BTreeMap<&'a str, (usize, &'a Form)>,
    /// Units that the audit does not have: organs of reports that are nobody's, by name.
    others: BTreeMap<String, usize>,
    /// For each report its findings.
    findings: BTreeMap<Option<usize>, Vec<&'a FindingRow>>,
    /// For each report what could not be checked.
    blocked: BTreeMap<Option<usize>, Vec<Blocked>>,
}

impl<'a> Filling<'a> {
    fn new(audit: &'a Audit, language: Language) -> Self {
        let mut dashboard = Dashboard::new(language);
        let rules = audit.rules.iter();
        let rules = rules.map(|one| (one.name.as_str(), dashboard.rule(rule(one, language))));
        let rules = rules.collect();
        let forms = audit.forms.iter().map(|form| {
            let number = dashboard.layout(Layout::of(form, language));
            (form.id.0.as_str(), (number, form.as_ref()))
        });
        let layouts = forms.collect();
        for unit in &audit.units {
            dashboard.unit(of_unit(unit, language));
        }
        let mut findings: BTreeMap<_, Vec<&FindingRow>> = BTreeMap::new();
        for row in &audit.findings {
            if row.change != Some(Change::Fixed) {
                findings.entry(row.report).or_default().push(row);
            }
        }
        let mut blocked: BTreeMap<_, Vec<Blocked>> = BTreeMap::new();
        for row in &audit.blocked {
            let at = row.at.as_deref().unwrap_or_default();
            let what = format!("{} {at}", naming::title(audit, &row.rule));
            let (what, why) = (what.trim_end().to_owned(), row.reason.clone());
            let own = blocked.entry(row.report).or_default();
            own.push(Blocked { what, why });
        }
        Self {
            audit,
            language,
            dashboard,
            rules,
            layouts,
            others: BTreeMap::new(),
            findings,
            blocked,
        }
    }

    /// Adds a report with what was found in it.
    fn report(&mut self, number: usize, report: &ReportRow) -> io::Result<()> {
        let unit = report.unit.unwrap_or_else(|| self.other(report));
        let layout = self.layouts.get(report.form.as_str()).copied();
        let mut cells = vec![None; layout.map_or(0, |(_, form)| form.cell_count())];
        for cell in report.cells.cells() {
            if let Some(slot) = cells.get_mut(cell.id.index()) {
                *slot = Some(cell.text());
            }
        }
        let findings = self.findings.remove(&Some(number)).unwrap_or_default();
        let findings = findings.into_iter().filter_map(|row| self.finding(row));
        let findings = findings.collect();
        let blocked = self.blocked.remove(&Some(number)).unwrap_or_default();
        self.dashboard.report(Report {
            unit,
            year: report.year,
            path: Some(report.path.clone()),
            layout: layout.map(|(number, _)| number),
            cells,
            findings,
            blocked,
        })
    }

    /// Adds what belongs to no report: a missing report for each unit and year concerned.
    fn missing(&mut self) -> io::Result<()> {
        let mut without: BTreeMap<_, (Vec<Finding>, Vec<Blocked>)> = BTreeMap::new();
        for row in self.findings.remove(&None).unwrap_or_default() {
            let finding = self.finding(row);
            let own = without.entry((row.unit, row.year)).or_default();
            own.0.extend(finding);
        }
        let blocked = self.blocked.remove(&None).unwrap_or_default();
        if let Some(first) = (!blocked.is_empty()).then_some((None, None)) {
            without.entry(first).or_default().1 = blocked;
        }
        for ((unit, year), (findings, blocked)) in without {
            let unit = unit.unwrap_or_else(|| self.named(String::new()));
            self.dashboard.report(Report {
                unit,
                year,
                findings,
                blocked,
                ..Report::default()
            })?;
        }
        Ok(())
    }

    /// The unit of a report that is nobody's.
    fn other(&mut self, report: &ReportRow) -> usize {
        let organ = report.organization.clone();
        self.named(organ.unwrap_or_else(|| report.path.clone()))
    }

    fn named(&mut self, name: String) -> usize {
        if let Some(number) = self.others.get(&name) {
            return *number;
        }
        let unit = UnitRow {
            name: name.clone(),
            ..UnitRow::default()
        };
        let number = self.dashboard.unit(of_unit(&unit, self.language));
        self.others.insert(name, number);
        number
    }

    /// A finding as the page tells it.
    fn finding(&self, row: &FindingRow) -> Option<Finding> {
        Some(Finding {
            rule: *self.rules.get(row.rule.as_str())?,
            severity: row.severity,
            place: naming::where_it_is(self.audit, row),
            spot: row.place.clone(),
            message: row.message.clone(),
            write: written(self.audit, row),
            marks: self.marks(row),
            elsewhere: self.elsewhere(row),
            passages: self.passages(row),
            days: self.days(row),
            identity: row.identity.clone(),
            state: match row.change {
                Some(Change::New) => State::New,
                Some(Change::Still) => State::Still,
                Some(Change::Back) => State::Back,
                Some(Change::Fixed) | None => State::Unknown,
            },
        })
    }

    /// The cells of the report itself: first what is likely wrong, then what the finding rests on.
    fn marks(&self, row: &FindingRow) -> Vec<Mark> {
        let Some(form) = row.report.and_then(|report| self.form(report)) else {
            return Vec::new();
        };
        let own = |report: Option<usize>| report.is_none() || report == row.report;
        let cell = |id: &str| form.cell(id).map(|cell| u32::from(cell.0));
        let suspects = row.suspects.iter().filter(|suspect| own(suspect.report));
        let suspects = suspects.filter_map(|suspect| {
            Some(Mark {
                cell: cell(&suspect.id)?,
                suggested: Some(suspect.suggested.clone()),
                is_suspect: true,
            })
        });
        let mut marks: Vec<Mark> = suspects.collect();
        let cells = row.cells.iter().filter(|cell| own(cell.report));
        for cell in cells.filter_map(|one| cell(&one.id)) {
            if marks.iter().all(|mark| mark.cell != cell) {
                marks.push(Mark {
                    cell,
                    ..Mark::default()
                });
            }
        }
        marks
    }

    /// The cells of other reports that the finding rests on.
    fn elsewhere(&self, row: &FindingRow) -> Vec<Elsewhere> {
        let others = row.cells.iter();
        let others = others.filter(|cell| cell.report.is_some() && cell.report != row.report);
        let cells = others.filter_map(|cell| {
            let number = cell.report?;
            let Some(report) = self.audit.reports.get(number) else {
                return cell.file.clone().map(|whose| Elsewhere {
                    whose,
                    place: cell.id.clone(),
                    text: cell.text.clone(),
                    path: String::new(),
                });
            };
            let form = self.form(number);
            Some(Elsewhere {
                whose: naming::whose(self.audit, report),
                place: form.map_or_else(|| cell.id.clone(), |form| place(form, &cell.id)),
                text: cell.text.clone(),
                path: report.path.clone(),
            })
        });
        cells.collect()
    }

    /// The texts that the finding's report shares with others.
    fn passages(&self, row: &FindingRow) -> Vec<Passage> {
        let rows = row.passages.iter();
        let passages = rows.map(|one| {
            let report = one.report.and_then(|report| self.audit.reports.get(report));
            let [own, other] = &one.texts;
            Passage {
                whose: report.map_or_else(
                    || one.file.clone(),
                    |report| naming::whose(self.audit, report),
                ),
                path: one.file.clone(),
                texts: side_by_side(own, other),
            }
        });
        passages.collect()
    }

    /// For how many days a finding is open.
    fn days(&self, row: &FindingRow) -> Option<i64> {
        row.days_open(&self.audit.runs)
    }

    fn form(&self, report: usize) -> Option<&'a Form> {
        let report = self.audit.reports.get(report)?;
        self.layouts
            .get(report.form.as_str())
            .map(|(_, form)| *form)
    }
}

fn of_unit(unit: &UnitRow, language: Language) -> Unit {
    Unit {
        name: unit.name.clone(),
        aliases: unit.aliases.clone(),
        region: unit.region.clone(),
        level: level(&unit.level, language),
    }
}
