//! What is not checked of a report since that of the year before is not there.

use gouji_check::check_between;
use gouji_model::{Bilingual, Report};

use crate::between::Unchecked;
use crate::run_reports::Bound;

/// The relations of a report to the year before, at each of its files: all that a report of that year would
/// be asked for.
pub(super) fn unasked(bound: &Bound, files: &[usize]) -> Vec<Unchecked> {
    let form = &bound.pack.form;
    // One of which no table can be read blocks just what rests on it.
    let mut prior = Report::empty(form.id.clone(), form.cell_count());
    prior.year = bound.report.year.map(|year| year - 1);
    let tables = form.cells().map(|cell| form.table_id_of(cell));
    prior.lost_tables = tables.collect();
    prior.lost_tables.dedup();
    let blocked = check_between(&bound.pack, &bound.report, Some((form, &prior))).blocked;
    let Some(reason) = reason(&bound.report).filter(|_| !blocked.is_empty()) else {
        return Vec::new();
    };
    let each = files.iter().flat_map(|report| {
        blocked.iter().map(|one| Unchecked {
            report: *report,
            rule: one.rule.clone(),
            at: one.at.clone(),
            reason: reason.clone(),
        })
    });
    each.collect()
}

fn reason(report: &Report) -> Option<Bilingual> {
    let year = report.year? - 1;
    Some(match report.organization.as_deref().unwrap_or_default() {
        "" => Bilingual::new(
            format!("没有 {year} 年的报告，跨年关系未核对"),
            format!("no report for {year}; relations between years not checked"),
        ),
        organ => Bilingual::new(
            format!("没有“{organ}”{year} 年的报告，跨年关系未核对"),
            format!("no report of {organ} for {year}; relations between years not checked"),
        ),
    })
}
