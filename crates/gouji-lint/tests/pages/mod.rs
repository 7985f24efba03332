//! Pages whose tables are given as rows of cells with bars between them, and what reading and checking them came to.

#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test uses its own part, and may stop at once"
)]

use std::collections::BTreeSet;

use gouji_check::{Outcome, check};
use gouji_lint::Linter;
use gouji_model::{ObservationKind, Report, Severity};
use gouji_pack::Packs;

pub const TITLE: &str = "青石县水务局2023年政府信息公开工作年度报告";
pub const HEADS: &str = "自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计";
pub const NEW: &str = "一、本年新收政府信息公开申请数量|6|2|0|0|1|0|9";
pub const OVER: &str = "二、上年结转政府信息公开申请数量|1|0|0|0|0|0|1";
pub const GRANTED: &str = "（一）予以公开|3|1|0|0|1|0|5";
pub const PARTIAL: &str = "（二）部分公开|2|1|0|0|0|0|3";
pub const SECRET: &str = "1.属于国家秘密|1|0|0|0|0|0|1";
pub const TOTAL: &str = "（七）总计|6|2|0|0|1|0|9";
pub const FORWARD: &str = "四、结转下年度继续办理|1|0|0|0|0|0|1";

/// What was read from a page, and what checking it came to.
pub struct Read {
    pub report: Report,
    pub outcome: Outcome,
    pub packs: Packs,
}

impl Read {
    pub fn of(page: &str) -> Self {
        let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
        let mut reports = Linter::new(&packs).open(page.as_bytes()).unwrap().reports;
        assert_eq!(reports.len(), 1, "{page}");
        let report = reports.remove(0);
        let outcome = check(packs.pack(&report.form).unwrap(), &report, None);
        Self {
            report,
            outcome,
            packs,
        }
    }

    /// The texts of the cells of a row; `-` for those that are not there.
    pub fn row(&self, row: &str) -> String {
        let form = &self.packs.pack(&self.report.form).unwrap().form;
        let (table, row) = row.split_once('/').unwrap();
        let cells = form
            .cells()
            .filter(|cell| form.table_of(*cell).id == table && form.row_of(*cell).id == row);
        let texts = cells.map(|cell| match self.report.cell(cell) {
            Some(cell) => cell.text().into_owned(),
            None => "-".to_owned(),
        });
        texts.collect::<Vec<_>>().join("|")
    }

    pub fn noted(&self, kind: ObservationKind) -> Vec<(&str, &str)> {
        let all = self.report.observations.iter().filter(|o| o.kind == kind);
        all.map(|o| (o.expected.as_str(), o.found.as_str()))
            .collect()
    }

    pub fn errors(&self) -> Vec<&str> {
        let errors = self.outcome.findings.iter();
        let errors = errors.filter(|finding| finding.severity == Severity::Error);
        errors.map(|finding| finding.rule.as_str()).collect()
    }

    pub fn blocked(&self) -> BTreeSet<&str> {
        let blocked = self.outcome.blocked.iter();
        blocked.map(|blocked| blocked.rule.as_str()).collect()
    }
}

/// A page with rows of cells parted by bars as one HTML table each.
pub fn html(tables: &[&[&str]]) -> String {
    let row = |row: &&str| format!("<tr><td>{}</td></tr>", row.replace('|', "</td><td>"));
    let table = |rows: &&[&str]| {
        format!(
            "<table>{}</table>",
            rows.iter().map(row).collect::<String>()
        )
    };
    let tables: String = tables.iter().map(table).collect();
    format!("<p>{TITLE}</p>{tables}")
}

pub fn headed(heads: &str) -> String {
    format!("项目|{heads}")
}

pub fn requests(heads: &str, rows: &[&str]) -> Read {
    let head = headed(heads);
    let rows: Vec<&str> = std::iter::once(head.as_str())
        .chain(rows.iter().copied())
        .collect();
    Read::of(&html(&[&rows]))
}
