//! Rules about single cells, and which cells a rule names by patterns.

use gouji_model::{Block, CellId, Form, OpenRows, Severity, Table};
use gouji_rule::{CellRule, CellTest, Check, UnchangedTest};
use toml::Spanned;

use crate::outline::{choices, keys};

use super::grades::SeverityName;

choices! {
    #[derive(Clone, Copy)]
    pub(super) enum CellTestName {
        "空白" "nothing in it"
        Blank = "blank",
        "用符号表示没有" "a sign for nothing"
        Placeholder = "placeholder",
        "数量里写了单位" "a count with its unit"
        UnitInCount = "unit-in-count",
        "金额里写了单位" "an amount with its unit"
        UnitInAmount = "unit-in-amount",
        "不是数字的文字" "text that is no figure"
        Text = "text",
        "负数" "a figure below zero"
        Negative = "negative",
        "数量里有小数" "a count with decimals"
        Decimal = "decimal",
        "数字的写法不规范" "an unusual way to write a figure"
        NumberStyle = "number-style",
        "小数比最小货币单位还细" "an amount finer than the smallest coin"
        FinerThanUnit = "finer-than-unit",
    }
}

keys! {
    pub(super) struct CellEntry {
        "找哪种写法" "which way of writing to look for"
        pub is: CellTestName,
        "个别单元格另外定级" "cells in which a finding matters more or less"
        pub grades: Vec<GradeEntry> = default,
    }
}

keys! {
    pub(super) struct GradeEntry {
        "单元格的地址，`*` 代表任何一项" "the cells, by address; `*` stands for any"
        pub cells: Vec<Spanned<String>>,
        "在这些单元格里的严重程度" "how much it matters there"
        severity: SeverityName,
    }
}

keys! {
    pub(super) struct UnchangedEntry {
        "比较哪些单元格，`*` 代表任何一项" "which cells are compared, by address; `*` stands for any"
        pub cells: Vec<Spanned<String>>,
        "至少有这么多格不为零才比较" "only where at least this many are not zero"
        filled: usize,
    }
}

impl CellEntry {
    /// The check it is in a form.
    pub(super) fn read(&self, form: &Form) -> Check {
        Check::Cell(CellRule {
            test: cell_test(self.is),
            grades: grades(form, self),
        })
    }
}

impl UnchangedEntry {
    /// The check it is in a form.
    pub(super) fn read(&self, form: &Form) -> Check {
        Check::Unchanged(UnchangedTest {
            cells: cells_like(form, &self.cells),
            filled: self.filled,
        })
    }
}

/// The cells that a rule grades in its own way, the first entry that names one counts.
fn grades(form: &Form, entry: &CellEntry) -> Vec<(CellId, Severity)> {
    let entries = entry.grades.iter();
    let graded = entries.flat_map(|entry| {
        let cells = cells_like(form, &entry.cells).into_iter();
        cells.map(|cell| (cell, entry.severity.into()))
    });
    graded.collect()
}

/// The cells of a form whose addresses fit one of some patterns, in the form's order: `*` stands for any
/// table, row or column.
pub(super) fn cells_like(form: &Form, patterns: &[Spanned<String>]) -> Vec<CellId> {
    let patterns = patterns.iter().map(|pattern| parts(pattern.get_ref()));
    let patterns: Vec<[&str; 3]> = patterns.collect();
    let is_one = |cell: &CellId| {
        let [table, row, column] = [
            &form.table_of(*cell).id,
            &form.row_of(*cell).id,
            &form.column_of(*cell).id,
        ];
        let mut patterns = patterns.iter();
        patterns.any(|[of_table, of_row, of_column]| {
            fits(of_table, table) && fits(of_row, row) && fits(of_column, column)
        })
    };
    form.cells().filter(is_one).collect()
}

/// Table, row and column of a pattern; the key of an open row may hold a slash.
fn parts(address: &str) -> [&str; 3] {
    let (table, rest) = address.split_once('/').unwrap_or((address, ""));
    let (row, column) = rest.rsplit_once('/').unwrap_or((rest, ""));
    [table, row, column]
}

/// Whether a name is a part of a pattern: any for `*`, an open row for `component[*]`.
fn fits(part: &str, name: &str) -> bool {
    let is_open = |rows: &str| {
        let key = name.strip_prefix(rows);
        key.is_some_and(|key| key.starts_with('['))
    };
    part == "*" || part == name || part.strip_suffix("[*]").is_some_and(is_open)
}

/// The part of an address, or of a pattern of them, that keeps it from naming a cell of a form, and what could stand
/// there; nothing where it names one.
pub(crate) fn unfit_part<'p>(form: &Form, pattern: &'p str) -> Option<(&'p str, Vec<String>)> {
    let [table, row, column] = parts(pattern);
    let tables = form.tables.iter();
    let tables: Vec<&Table> = tables.filter(|one| fits(table, &one.id)).collect();
    if tables.is_empty() {
        let known = form.tables.iter().map(|table| table.id.clone());
        return Some((table, known.collect()));
    }
    let blocks = || tables.iter().flat_map(|table| &table.blocks);
    let with_row: Vec<&Block> = blocks().filter(|block| has_row(block, row)).collect();
    if with_row.is_empty() {
        return Some((row, blocks().flat_map(rows_of).collect()));
    }
    let columns = with_row.iter().flat_map(|block| &block.columns);
    let known: Vec<String> = columns
        .filter(|column| !column.group)
        .map(|column| column.id.clone())
        .collect();
    let fitting = known.iter().any(|known| fits(column, known));
    (!fitting).then_some((column, known))
}

/// Whether a block has, or may have, a row that fits a part of a pattern.
fn has_row(block: &Block, part: &str) -> bool {
    let is_open = |rows: &OpenRows| {
        let key = part.strip_prefix(rows.id.as_str());
        part == "*" || key.is_some_and(|key| key.starts_with('[') && key.ends_with(']'))
    };
    block.rows.iter().any(|row| fits(part, &row.id)) || block.open_rows.iter().any(is_open)
}

/// The names of a block's rows, open ones as patterns say them.
fn rows_of(block: &Block) -> impl Iterator<Item = String> + '_ {
    let own = block.rows.iter().filter(|row| row.key.is_none());
    let open = block.open_rows.iter();
    own.map(|row| row.id.clone())
        .chain(open.map(|rows| format!("{}[*]", rows.id)))
}

const fn cell_test(name: CellTestName) -> CellTest {
    match name {
        CellTestName::Blank => CellTest::Blank,
        CellTestName::Placeholder => CellTest::Placeholder,
        CellTestName::UnitInCount => CellTest::UnitInCount,
        CellTestName::UnitInAmount => CellTest::UnitInAmount,
        CellTestName::Text => CellTest::Text,
        CellTestName::Negative => CellTest::Negative,
        CellTestName::Decimal => CellTest::Decimal,
        CellTestName::NumberStyle => CellTest::NumberStyle,
        CellTestName::FinerThanUnit => CellTest::FinerThanUnit,
    }
}
