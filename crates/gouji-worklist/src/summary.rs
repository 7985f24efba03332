//! The first sheet: how much there is, on which sheets it stands, and how answers are written.

use gouji_audit::result::Audit;
use gouji_model::Language;
use gouji_render::Cells;
use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};

use crate::sheet::Sheet;

/// What the sheet is called.
pub(crate) const fn title(language: Language) -> &'static str {
    match language {
        Language::Chinese => "汇总",
        Language::English => "summary",
    }
}

/// What the sheet says.
pub(crate) struct Facts<'s> {
    audit: &'s Audit,
    sheets: &'s [Sheet],
    language: Language,
}

impl<'s> Facts<'s> {
    /// What is reported of an audit and the other sheets.
    pub(crate) const fn of(audit: &'s Audit, sheets: &'s [Sheet], language: Language) -> Self {
        Self {
            audit,
            sheets,
            language,
        }
    }
}

/// Writes the sheet.
pub(crate) fn write(
    sheet: &mut Worksheet,
    cells: &Cells<'_>,
    facts: Facts<'_>,
) -> Result<(), XlsxError> {
    let language = facts.language;
    sheet.set_name(title(language))?;
    for (column, width) in [(0, 34_u8), (1, 12), (2, 12), (3, 40)] {
        sheet.set_column_width(column, width)?;
    }
    let head = match language {
        Language::Chinese => "勾稽审查整改清单",
        Language::English => "gouji audit: what to mend",
    };
    sheet.write_string_with_format(0, 0, head, &cells.title)?;
    let mut row = 1;
    for (name, count) in totals(facts.audit, language) {
        cells.text(sheet, (row, 0), name)?;
        cells.text(sheet, (row, 1), &count.to_string())?;
        row += 1;
    }
    row = write_sheets(sheet, cells, row + 1, &facts)? + 1;
    for line in how_to_answer(language) {
        sheet.write_string(row, 0, *line)?;
        row += 1;
    }
    cells.end(sheet, row)
}

/// Writes which sheets there are, from a row on; returns the row behind them.
fn write_sheets(
    sheet: &mut Worksheet,
    cells: &Cells<'_>,
    mut row: u32,
    facts: &Facts<'_>,
) -> Result<u32, XlsxError> {
    let heads = match facts.language {
        Language::Chinese => ["工作表", "行数", "问题数", "说明"],
        Language::English => ["sheet", "rows", "findings", "remark"],
    };
    for (column, name) in (0..).zip(heads) {
        sheet.write_string_with_format(row, column, name, &cells.head)?;
    }
    row += 1;
    for of in facts.sheets {
        let quoted = of.name.replace('\'', "''");
        let link = Url::new(format!("internal:'{quoted}'!A1")).set_text(&of.name);
        sheet.write_url_with_format(row, 0, link, &Format::new())?;
        cells.text(sheet, (row, 1), &of.rows.to_string())?;
        cells.text(sheet, (row, 2), &of.findings.to_string())?;
        let again = match (of.is_again, facts.language) {
            (false, _) => "",
            (true, Language::Chinese) => "按地区再列一遍，只需在一处填写",
            (true, Language::English) => "the same rows again, by region: answer in one place",
        };
        cells.text(sheet, (row, 3), again)?;
        row += 1;
    }
    Ok(row)
}

/// How much there is of everything.
fn totals(audit: &Audit, language: Language) -> Vec<(&'static str, usize)> {
    let totals = &audit.totals;
    let all = [
        ("单位", "units", audit.units.len()),
        ("检查的报告", "reports checked", totals.reports),
        ("缺少的报告", "missing reports", totals.missing),
        ("错误", "errors", totals.errors),
        ("警告", "warnings", totals.warnings),
        ("提示", "notes", totals.infos),
        ("未能核对的关系", "relations not checked", totals.blocked),
        (
            "未能读取的文件",
            "files that could not be read",
            totals.unread,
        ),
        (
            "未能对应到单位的报告",
            "reports of no known unit",
            totals.unpaired,
        ),
        ("已认可", "suppressed", totals.suppressed),
        ("已整改", "fixed", totals.fixed),
        ("没有再核对", "not checked again", totals.unchecked),
    ];
    let of_config = audit.of_config.iter().sum();
    let config = (
        "gouji.toml 中认可等的问题（见终端）",
        "findings on gouji.toml itself (see the terminal)",
        of_config,
    );
    let phrases = |(zh, en, count)| match language {
        Language::Chinese => (zh, count),
        Language::English => (en, count),
    };
    let config = Some(config).filter(|_| of_config > 0);
    all.into_iter().chain(config).map(phrases).collect()
}

/// How the column for answers is filled in.
const fn how_to_answer(language: Language) -> &'static [&'static str] {
    match language {
        Language::Chinese => &[
            "“整改情况”一栏怎样填写：",
            "　已改正（或：已整改、已更正、已修改）：下次检查时核实；",
            "　属实，理由……（或：无误、认可）：认可现有数字，数字改变后须重新认可；",
            "　其他文字只作记录，不改变结果。“标识”一栏请勿改动，行可以筛选、排序、拆分成多个文件。",
        ],
        Language::English => &[
            "How to fill in “done about it”:",
            "  fixed (or: corrected, repaired): the next run confirms or refutes it;",
            "  accepted: reason … (or: confirmed, correct): accepts the figures as they are, until they change;",
            "  any other words are kept and change nothing. Leave “identity” as it is; rows may be filtered, sorted and split into files.",
        ],
    }
}
