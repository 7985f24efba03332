//! Findings as rows of an audit.

use gouji_audit::result::{BlockedRow, CellRow, FindingRow, PassageRow, RuleRow, SuspectRow};
use gouji_model::{Blocked, CellId, Finding, Form, Identity, Language, Report, Severity};
use gouji_rule::Pack;

use gouji_testkit::specimen::{Injected, Rng};

const MISSING: &str = "missing-report";
const CARRIED: &str = "carried-over-from-last-year";

const COPIES: &str = "copied-narrative";
/// What two texts have, between figures.
const COPIED: [&str; 2] = [
    "聚焦群众关切，把政策解读送进社区、企业和学校，组织开放日活动，听取意见建议。",
    "其中通过门户网站公开的占绝大部分，栏目及时更新，内容准确完整。",
];

/// Whose findings are reported, of which year.
pub(super) struct Found<'p> {
    pub pack: &'p Pack,
    pub language: Language,
    pub unit: usize,
    pub year: i32,
}

impl Found<'_> {
    /// A finding of the pack's rules; what was put in is what is likely wrong.
    pub(super) fn row(
        &self,
        report: usize,
        figures: &Report,
        finding: &Finding,
        injected: &[Injected],
    ) -> FindingRow {
        let form = &self.pack.form;
        let cells = finding.cells.iter().map(|evidence| evidence.cell);
        let changes = injected.iter().flat_map(|one| &one.changes);
        let suspects = changes
            .filter(|change| finding.cells.iter().any(|cell| cell.cell == change.cell))
            .map(|change| SuspectRow {
                id: form.address(change.cell),
                suggested: change.truth.to_string(),
                is_certain: injected.len() == 1,
                ..SuspectRow::default()
            });
        let suspects: Vec<SuspectRow> = suspects.collect();
        let place = suspects.first().and_then(|suspect| form.cell(&suspect.id));
        let place = place.or_else(|| cells.clone().next());
        FindingRow {
            report: Some(report),
            identity: finding.identity.to_string(),
            at: finding.at.clone(),
            message: finding.message.get(self.language).to_owned(),
            labels: place.map_or_else(Vec::new, |cell| self.labels(cell)),
            place: place.map_or_else(String::new, |cell| format!("表 1 行 {}", cell.0 / 7 + 3)),
            cells: cells.map(|cell| of(form, figures, cell)).collect(),
            suspects,
            ..self.plain(&finding.rule, finding.severity)
        }
    }

    /// That the report is not there.
    pub(super) fn missing(&self, name: &str) -> FindingRow {
        let year = self.year;
        let message = match self.language {
            Language::Chinese => format!("{name}没有 {year} 年度的报告，其他单位有"),
            Language::English => format!("{name} has no report of {year}, as others have"),
        };
        FindingRow {
            message,
            ..self.plain(MISSING, Severity::Error)
        }
    }

    /// That a section repeats that of another report.
    pub(super) fn copied(&self, (report, other): (usize, usize), path: &str) -> FindingRow {
        let text = |figure: u32| {
            format!(
                "二、主动公开情况。{}全年公开信息 {figure} 条，{}",
                COPIED[0], COPIED[1]
            )
        };
        let message = match self.language {
            Language::Chinese => format!("“二、主动公开政府信息情况”与 {path} 雷同 86%"),
            Language::English => format!("86 % of the section stand in {path}, too"),
        };
        FindingRow {
            report: Some(report),
            at: Some("proactive".to_owned()),
            message,
            passages: vec![PassageRow {
                file: path.to_owned(),
                report: Some(other),
                texts: [text(123), text(98)],
            }],
            ..self.plain(COPIES, Severity::Warning)
        }
    }

    /// That a figure is not the one of another report.
    pub(super) fn differs_from_last_year(
        &self,
        (report, last): (usize, usize),
        figures: &Report,
        rng: &mut Rng,
    ) -> FindingRow {
        let form = &self.pack.form;
        let cells: Vec<CellId> = form
            .cells()
            .filter(|cell| !form.is_group_cell(*cell))
            .collect();
        let cell = rng.pick(&cells).copied().unwrap_or(CellId(0));
        let there = rng.below(90).to_string();
        let own = of(form, figures, cell);
        let other = CellRow {
            report: Some(last),
            text: there.clone(),
            ..own.clone()
        };
        let message = match self.language {
            Language::Chinese => format!("本年填写 {}，上年填写 {there}", own.text),
            Language::English => format!("{} here, {there} last year", own.text),
        };
        FindingRow {
            report: Some(report),
            message,
            labels: self.labels(cell),
            suspects: vec![SuspectRow {
                id: own.id.clone(),
                suggested: there,
                ..SuspectRow::default()
            }],
            cells: vec![own, other],
            ..self.plain(CARRIED, Severity::Error)
        }
    }

    /// What could not be checked.
    pub(super) fn blocked(&self, report: usize, blocked: &Blocked) -> BlockedRow {
        BlockedRow {
            report: Some(report),
            unit: Some(self.unit),
            rule: blocked.rule.clone(),
            at: blocked.at.clone(),
            reason: blocked.reason.get(self.language).to_owned(),
        }
    }

    fn plain(&self, rule: &str, severity: Severity) -> FindingRow {
        let of = [self.unit.to_string(), self.year.to_string()];
        FindingRow {
            report: None,
            unit: Some(self.unit),
            year: Some(self.year),
            identity: Identity::new(&self.pack.form.id, rule, None, of).to_string(),
            rule: rule.to_owned(),
            severity,
            ..FindingRow::default()
        }
    }

    fn labels(&self, cell: CellId) -> Vec<String> {
        let form = &self.pack.form;
        let (row, column) = (&form.row_of(cell).label, &form.column_of(cell).label);
        let table = form.table_of(cell).title.get(self.language).to_owned();
        vec![table, row.text.clone(), column.text.clone()]
    }
}

fn of(form: &Form, report: &Report, cell: CellId) -> CellRow {
    let text = report.cell(cell).map(|cell| cell.text().into_owned());
    CellRow {
        id: form.address(cell),
        text: text.unwrap_or_default(),
        ..CellRow::default()
    }
}

/// A rule that is about more than one report, in words of its own.
pub(super) fn rule_between(name: &str, language: Language) -> RuleRow {
    let (title, help, citation) = match (name, language) {
        (MISSING, Language::Chinese) => (
            "没有报告",
            "补报该年度的报告",
            "每年 1 月 31 日前公布上一年度的报告",
        ),
        (MISSING, Language::English) => (
            "no report",
            "hand in the report",
            "a report of each year is due by January 31",
        ),
        (_, Language::Chinese) => (
            "与上年结转不符",
            "核对上年报告后改正",
            "本年上年结转等于上年结转下年度继续办理",
        ),
        (_, Language::English) => (
            "not what last year carried over",
            "compare last year's report",
            "carried over is what last year carried forward",
        ),
    };
    RuleRow {
        form: String::new(),
        name: name.to_owned(),
        title: title.to_owned(),
        help: help.to_owned(),
        authority: "regulation".to_owned(),
        citation: citation.to_owned(),
        is_between: true,
    }
}
