//! What of a report went unchecked: a script that only looks at the exit status must not take
//! figures that could not be read for figures in order.

use std::collections::BTreeSet;

use gouji_model::{
    Bilingual, Blocked, Finding, Language, ObservationKind, Report, Severity, Value,
};
use gouji_rule::{Check, Pack, Rule};

/// Tables that went unchecked, or all that needs figures, if anything.
pub(crate) fn tables(
    report: &Report,
    pack: &Pack,
    evaluated: usize,
    blocked: &[Blocked],
) -> Option<Bilingual> {
    let form = &pack.form;
    if evaluated == 0 && blocked.is_empty() && is_read_whole(report, pack) {
        return None;
    }
    let all_lost = report.lost_tables.len() >= form.tables.len();
    let is_relation = |rule: &Rule| matches!(rule.check, Check::Relation(_));
    if !all_lost && !pack.rules().iter().any(is_relation) {
        return Some(Bilingual::new(
            "对它没有勾稽关系的规则，没有核对数与数的关系",
            "no rule asks for a relation between its figures, none was checked",
        ));
    }
    let traits = form.traits;
    let is_told = traits.is_declared || traits.has_open_rows;
    let of_cells = !is_told || blocked.iter().any(|one| !one.cells.is_empty());
    if !all_lost && evaluated == 0 && report.lost_tables.is_empty() && of_cells {
        return Some(Bilingual::new(
            "各勾稽关系所需的格里填的都不是数，未能核对",
            "no relation could be checked: the cells they need hold no figures",
        ));
    }
    if all_lost || evaluated == 0 && !is_told {
        return Some(Bilingual::new(
            "表格都没有读出，未能核对",
            "none of its tables could be read, nothing was checked",
        ));
    }
    let tables: Vec<&Bilingual> = form
        .tables
        .iter()
        .enumerate()
        .filter(|(index, _)| {
            report
                .lost_tables
                .iter()
                .any(|lost| usize::from(lost.0) == *index)
        })
        .map(|(_, table)| &table.title)
        .collect();
    let names =
        |language| -> Vec<&str> { tables.iter().map(|title| title.get(language)).collect() };
    (!tables.is_empty()).then(|| {
        Bilingual::new(
            format!("没有读出{}，未能核对", names(Language::Chinese).join("、")),
            format!(
                "could not be read and was not checked: {}",
                names(Language::English).join(", ")
            ),
        )
    })
}

/// Whether a report whose form says how it is known has all its rows, columns and figures: where no relation was
/// checked then, none applies to it.
fn is_read_whole(report: &Report, pack: &Pack) -> bool {
    let traits = pack.form.traits;
    let lacks = |kind: ObservationKind| {
        use ObservationKind::{
            MisalignedRow, MissingColumn, MissingRow, MissingTable, UnreadableTable,
        };
        matches!(
            kind,
            MisalignedRow | MissingColumn | MissingRow | MissingTable | UnreadableTable
        )
    };
    let mut cells = report.cells.iter().flatten();
    (traits.is_declared || traits.has_open_rows)
        && report.lost_tables.is_empty()
        && report.uncertain_tables.is_empty()
        && !report.observations.iter().any(|seen| lacks(seen.kind))
        && cells.all(|cell| cell.value != Value::Text)
        && report.cells.iter().any(Option::is_some)
        && pack
            .rules()
            .iter()
            .any(|rule| matches!(rule.check, Check::Relation(_)))
}

/// What to say of a report that no rule was asked of: settings may come with the files they hide.
pub(crate) fn nothing_in_force() -> Bilingual {
    Bilingual::new(
        "设置对它停用了全部规则，没有检查任何内容；收到的文件里可能带有 gouji.toml，可加 --no-config 再检查",
        "the settings switch every rule off for it, nothing was checked; a gouji.toml may have come with the files: check them with --no-config",
    )
}

/// What to say of a report of which all rules in force compare it with others that are not given.
pub(crate) fn nothing_to_compare_with() -> Bilingual {
    Bilingual::new(
        "启用的规则都要与其他报告比较，而没有给出可比较的报告，没有检查任何内容；用 --prior 给出上一期的报告，或用 gouji audit 一起检查",
        "all rules in force compare it with other reports, of which none is given: nothing was checked; name last time's with --prior, or check them together with gouji audit",
    )
}

/// Relations that the form or the law says must hold and that went unchecked because cells they
/// need are not there, if any: a row or a column is missing, or does not fit. Cells with texts in
/// place of figures are findings of their own.
pub(crate) fn cells(report: &Report, pack: &Pack, blocked: &[Blocked]) -> Option<Bilingual> {
    let lacks = |blocked: &&Blocked| {
        // Figures beside the form, no cell of it, are why nobody can tell.
        let temporary = blocked.cells.is_empty();
        temporary
            || blocked
                .cells
                .iter()
                .any(|cell| report.cell(*cell).is_none())
    };
    let must_hold = |blocked: &&Blocked| {
        let rule = pack.rule(&blocked.rule);
        rule.is_some_and(|rule| rule.severity == Severity::Error)
    };
    let lacking = blocked.iter().filter(must_hold).filter(lacks);
    let lacking: Vec<&Blocked> = lacking.collect();
    let traits = pack.form.traits;
    let is_told = traits.is_declared || traits.has_open_rows;
    let of_cells = !is_told || lacking.iter().any(|blocked| !blocked.cells.is_empty());
    let rules: BTreeSet<&str> = lacking
        .iter()
        .map(|blocked| blocked.rule.as_str())
        .collect();
    let names = rules.into_iter().collect::<Vec<_>>().join(", ");
    if !of_cells && !names.is_empty() {
        return Some(Bilingual::new(
            format!("未能核对：{names}"),
            format!("this could not be checked: {names}"),
        ));
    }
    (!names.is_empty()).then(|| {
        Bilingual::new(
            format!("缺行、缺列，或行与列对不上，未能核对：{names}"),
            format!(
                "rows or columns are missing or do not fit, so that this was not checked: {names}"
            ),
        )
    })
}

/// Rows that are there and could not be read, or stand twice and differ, if any is reported: only warnings may
/// need them, but nobody has seen whether their figures are right.
pub(crate) fn rows(findings: &[Finding], report: &Report, pack: &Pack) -> Option<Bilingual> {
    let told = |kind: ObservationKind| {
        let is_of = |finding: &Finding| {
            let check = pack.rule(&finding.rule).map(|rule| &rule.check);
            matches!(check, Some(Check::Observation(of)) if *of == kind)
        };
        findings.iter().any(is_of)
    };
    let is_unread = told(ObservationKind::MisalignedRow)
        || told(ObservationKind::DifferingCopies)
        || (told(ObservationKind::UnknownRow) && has_row_under_other_label(report));
    is_unread.then(|| {
        Bilingual::new(
            "有行没有读出，未能核对",
            "rows that are there could not be read and were not checked",
        )
    })
}

/// Whether a table lacks a row of the form and has one with a label that the form does not know: that may be the
/// row.
fn has_row_under_other_label(report: &Report) -> bool {
    let has = |kind, table| {
        let mut seen = report.observations.iter();
        seen.any(|seen| seen.kind == kind && seen.table == table)
    };
    let all = report.observations.iter();
    let mut unknown = all.filter(|seen| seen.kind == ObservationKind::UnknownRow);
    unknown.any(|seen| has(ObservationKind::MissingRow, seen.table))
}
