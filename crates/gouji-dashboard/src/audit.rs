//! From an audit's result to the rows of the page.

mod following;
mod naming;

use std::collections::BTreeMap;
use std::io::{self, Write};

use gouji_audit::result::{Audit, BlockedRow, Change, FindingRow, ReportRow, RuleRow, UnreadRow};
use gouji_audit::units;
use gouji_model::{Form, Language};
use gouji_render::side_by_side;

use crate::dashboard::Dashboard;
use crate::layout::Layout;
use crate::rows::{
    Blocked, Failure, Finding, Mark, OtherCell, Passage, Report, Run, State, Totals, Unit,
};
use following::Following;
use naming::{level, place, rule, written};

/// Writes the page of an audit, worded in the language in which the audit is.
///
/// # Errors
/// Where rows cannot be read, or the page cannot be packed or written.
pub fn write(audit: &Audit, language: Language, to: &mut impl Write) -> io::Result<()> {
    let mut filling = Filling::new(audit, language);
    filling.reports()?;
    let mut dashboard = filling.dashboard;
    for unread in &audit.unread {
        let UnreadRow { path, why } = unread?;
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
    /// The number of the layout of each form that leaves no rows open.
    layouts: BTreeMap<&'a str, usize>,
    /// Units that the audit does not have: organs of reports that are nobody's, by name.
    others: BTreeMap<String, usize>,
}

/// What is reported about a missing report.
#[derive(Default)]
struct Missing {
    findings: Vec<Finding>,
    blocked: Vec<Blocked>,
}

impl<'a> Filling<'a> {
    fn new(audit: &'a Audit, language: Language) -> Self {
        let mut dashboard = Dashboard::new(language);
        let mut by_name: BTreeMap<&str, Vec<&RuleRow>> = BTreeMap::new();
        for row in &audit.rules {
            by_name.entry(&row.name).or_default().push(row);
        }
        let rules = by_name.into_iter();
        let rules = rules.map(|(name, rows)| (name, dashboard.rule(rule(&rows, language))));
        let rules = rules.collect();
        let forms = audit.forms.iter().map(|form| {
            let number = dashboard.layout(Layout::of(form, language));
            (form.id.0.as_str(), number)
        });
        let layouts = forms.collect();
        for unit in &audit.units {
            dashboard.unit(of_unit(unit, language));
        }
        Self {
            audit,
            language,
            dashboard,
            rules,
            layouts,
            others: BTreeMap::new(),
        }
    }

    /// Adds every report with what was found in it, then what belongs to no report.
    fn reports(&mut self) -> io::Result<()> {
        let audit = self.audit;
        let findings = audit.current().map(|row| row.map(|(_, row)| row));
        let mut findings = Following::new(findings, |row: &FindingRow| row.report);
        let mut blocked = Following::new(audit.blocked.iter(), |row: &BlockedRow| row.report);
        for (number, report) in audit.reports.iter().enumerate() {
            let found = findings.of(Some(number))?;
            let blocked = blocked.of(Some(number))?;
            self.report(&report?, &found, blocked)?;
        }
        self.missing(findings, blocked.of(None)?)
    }

    /// Adds a report.
    fn report(
        &mut self,
        report: &ReportRow,
        findings: &[FindingRow],
        blocked: Vec<BlockedRow>,
    ) -> io::Result<()> {
        let unit = report.unit.unwrap_or_else(|| self.other(report));
        let form = self.audit.form_of(report);
        let form = form.as_deref();
        let layout = form.map(|form| match self.layouts.get(report.form.as_str()) {
            Some(layout) if report.open_rows.is_empty() => *layout,
            _ => self.dashboard.layout(Layout::of(form, self.language)),
        });
        let mut cells = vec![None; form.map_or(0, Form::cell_count)];
        for cell in report.cells.cells() {
            if let Some(slot) = cells.get_mut(cell.id.index()) {
                *slot = Some(cell.text());
            }
        }
        let findings = findings.iter().map(|row| self.finding(row, form));
        let findings = findings.filter_map(io::Result::transpose);
        let findings = findings.collect::<io::Result<_>>()?;
        let blocked = blocked.into_iter();
        let blocked = blocked.map(|row| self.blocked(row, Some(&report.form)));
        let blocked = blocked.collect();
        self.dashboard.report(Report {
            unit,
            year: report.year,
            path: Some(report.path.clone()),
            layout,
            cells,
            findings,
            blocked,
        })
    }

    /// Adds what belongs to no report: a missing report for each unit and year concerned.
    fn missing(
        &mut self,
        mut findings: Following<FindingRow, impl Iterator<Item = io::Result<FindingRow>>>,
        blocked: Vec<BlockedRow>,
    ) -> io::Result<()> {
        let mut without: BTreeMap<_, Missing> = BTreeMap::new();
        for row in findings.of(None)? {
            let finding = self.finding(&row, None)?;
            let own = without.entry((row.unit, row.year)).or_default();
            own.findings.extend(finding);
        }
        if !blocked.is_empty() {
            let blocked = blocked.into_iter().map(|row| self.blocked(row, None));
            without.entry((None, None)).or_default().blocked = blocked.collect();
        }
        for ((unit, year), Missing { findings, blocked }) in without {
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

    fn blocked(&self, row: BlockedRow, form: Option<&str>) -> Blocked {
        let at = row.at.as_deref().unwrap_or_default();
        let what = format!("{} {at}", naming::title(self.audit, form, &row.rule));
        Blocked {
            what: what.trim_end().to_owned(),
            why: row.reason,
        }
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
        let unit = units::Unit {
            name: name.clone(),
            ..units::Unit::default()
        };
        let number = self.dashboard.unit(of_unit(&unit, self.language));
        self.others.insert(name, number);
        number
    }

    /// A finding as the page tells it; nothing where nobody knows its rule.
    fn finding(&self, row: &FindingRow, form: Option<&Form>) -> io::Result<Option<Finding>> {
        let Some(rule) = self.rules.get(row.rule.as_str()) else {
            return Ok(None);
        };
        Ok(Some(Finding {
            rule: *rule,
            severity: row.severity,
            place: naming::where_it_is(form, row),
            spot: row.place.clone(),
            message: row.message.clone(),
            write: written(form, row),
            marks: form.map(|form| marks(form, row)).unwrap_or_default(),
            elsewhere: self.elsewhere(row)?,
            passages: self.passages(row)?,
            days: row.days_open(&self.audit.runs),
            identity: row.identity.clone(),
            state: match row.change {
                Some(Change::New) => State::New,
                Some(Change::Still) => State::Still,
                Some(Change::Back) => State::Back,
                Some(Change::Fixed | Change::Held | Change::Unchecked) | None => State::Unknown,
            },
        }))
    }

    /// The cells of other reports that the finding rests on.
    fn elsewhere(&self, row: &FindingRow) -> io::Result<Vec<OtherCell>> {
        let others = row.cells.iter();
        let others = others.filter(|cell| cell.report.is_some() && cell.report != row.report);
        let mut all = Vec::new();
        for cell in others {
            let Some(report) = self.audit.report(cell.report)? else {
                all.extend(cell.file.clone().map(|whose| OtherCell {
                    whose,
                    place: cell.id.clone(),
                    text: cell.text.clone(),
                    path: String::new(),
                }));
                continue;
            };
            let form = self.audit.form_of(&report);
            all.push(OtherCell {
                whose: naming::whose(self.audit, &report),
                place: form.map_or_else(|| cell.id.clone(), |form| place(&form, &cell.id)),
                text: cell.text.clone(),
                path: report.path,
            });
        }
        Ok(all)
    }

    /// The texts that the finding's report shares with others.
    fn passages(&self, row: &FindingRow) -> io::Result<Vec<Passage>> {
        let rows = row.passages.iter();
        let passages = rows.map(|one| {
            let report = self.audit.report(one.report)?;
            let [own, other] = &one.texts;
            Ok(Passage {
                whose: report.map_or_else(
                    || one.file.clone(),
                    |report| naming::whose(self.audit, &report),
                ),
                path: one.file.clone(),
                texts: side_by_side(own, other),
            })
        });
        passages.collect()
    }
}

/// The cells of the report itself: first what is likely wrong, then what the finding rests on.
fn marks(form: &Form, row: &FindingRow) -> Vec<Mark> {
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

fn of_unit(unit: &units::Unit, language: Language) -> Unit {
    Unit {
        name: unit.name.clone(),
        aliases: unit.aliases.to_vec(),
        region: unit.region.to_string(),
        level: level(unit.level.name(), language),
    }
}
