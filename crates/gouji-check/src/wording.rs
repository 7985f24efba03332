//! Filling a rule's message with what was found.

use gouji_model::{Bilingual, Equation, Evidence, Figure, Form};
use gouji_rule::{Check, Logic, Reading, Relation};

use crate::named::names_cells;
use crate::spelled;
use crate::words::{Text, Words};

/// The placeholders that a rule's message may have, by what the rule looks at: others stay as
/// they are.
#[must_use]
pub fn placeholders(check: &Check) -> &'static [&'static str] {
    match check {
        Check::Relation(relation) => of_relation(relation),
        Check::Cell(_) => &["row", "column", "cell", "table", "text", "expected"],
        Check::MixedZeroStyles => &["subject", "found"],
        Check::Unfilled => &["form", "count"],
        Check::Unnamed => &["form", "missed"],
        Check::Observation(_) => &["subject", "expected", "found", "table", "missed"],
        Check::Text(_) => &["found"],
        Check::Copied(_) => &["section", "percent"],
        Check::Unchanged(_) => &["count"],
        Check::RollUp(_) => &[
            "row",
            "column",
            "cell",
            "left",
            "right",
            "difference",
            "count",
        ],
        Check::Missing => &["unit", "year"],
        Check::DifferingFiles => &["file", "count"],
        Check::Published(_) => &["published", "deadline"],
        Check::Narrative(_) => &["words", "said", "readings"],
    }
}

/// What a placeholder is filled with.
#[must_use]
pub fn placeholder_meaning(name: &str) -> Option<Bilingual> {
    let (zh, en) = match name {
        "row" => ("行的名称", "the label of the row"),
        "column" => ("列的名称", "the label of the column"),
        "cell" => ("单元格的地址", "the address of the cell"),
        "equation" => ("算式和数字", "the relation with its figures"),
        "difference" => ("两边相差多少", "how much the two sides differ by"),
        "left" => ("左边的数", "what the left side comes to"),
        "right" => ("右边的数", "what the right side comes to"),
        "year" => ("报告年度", "the report's year"),
        "text" => ("单元格里的文字", "what the cell holds"),
        "subject" => (
            "涉及的部分、表格、行或列",
            "the section, table, row or column it is about",
        ),
        "found" => (
            "报告里的内容，或缺少的内容",
            "what the report has, or lacks",
        ),
        "expected" => ("规定的内容", "what the form has"),
        "table" => ("表的名称", "the name of the table"),
        "missed" => (
            "没有找到，或者有而没有读出",
            "that it was not found, or is there and could not be read",
        ),
        "section" => ("部分的标题", "the title of the section"),
        "percent" => ("相同的百分比", "how many per cent are the same"),
        "form" => ("表格的名称", "the name of the form"),
        "count" => ("有几个这样的单元格", "how many such cells there are"),
        "should" => ("空白处应填的数", "what should stand in the blank cell"),
        "total" => ("合计的数", "the figure of the total"),
        "unit" => ("单位的名称", "the name of the unit"),
        "file" => ("另一个文件", "the other file"),
        "published" => ("公布的日期", "the day of publication"),
        "deadline" => ("最迟的日期", "the last day"),
        "words" => ("文字里的说法", "the words of the text"),
        "said" => ("文字里的数", "the figure in the text"),
        "readings" => ("表中可能对应的数", "the figures of the tables it may mean"),
        _ => return None,
    };
    Some(Bilingual::new(zh, en))
}

/// Only a comparison has two sides, and only one of cells has an equation.
fn of_relation(relation: &Relation) -> &'static [&'static str] {
    let first = relation.formula.instances.first();
    match first.map(|instance| &instance.assert) {
        Some(assert @ Logic::Compare(..)) if !names_cells(assert) => &["left", "right", "year"],
        // Of open rows there may be none yet.
        Some(Logic::Compare(..)) | None => &[
            "row",
            "column",
            "cell",
            "table",
            "equation",
            "difference",
            "left",
            "right",
            "year",
        ],
        _ => &["row", "column", "cell", "table", "year"],
    }
}

/// The two sides of a comparison as shown.
pub(crate) struct Sides {
    /// What the left side comes to.
    pub left: String,
    /// What the right side comes to.
    pub right: String,
    /// The sign that should hold.
    pub relation: &'static str,
    /// Left minus right.
    pub difference: Option<Figure>,
}

fn size(figure: Figure) -> Figure {
    if figure.is_negative() {
        figure.negated()
    } else {
        figure
    }
}

/// The words of a broken relation.
pub(crate) fn relation<'w>(
    words: &mut Words<'w>,
    reading: &Reading<'w>,
    equation: Option<&Equation>,
    cells: &[Evidence],
    sides: Option<Sides>,
) {
    if let Some(first) = cells.iter().find(|evidence| !evidence.prior) {
        cell(words, reading.form, *first);
    }
    if let Some(equation) = equation {
        words.give("equation", spelled::broken(reading.form, equation));
        let difference = equation.left_sum.checked_sub(equation.right_sum);
        let difference = difference.map_or_else(String::new, |d| size(d).to_string());
        words.set("difference", difference);
    }
    if let Some(sides) = sides {
        if equation.is_none() {
            let sign = spelled::broken_sign(sides.relation);
            words.set("equation", format!("{} {sign} {}", sides.left, sides.right));
            let difference = sides.difference.map(size);
            words.set(
                "difference",
                difference.map_or_else(String::new, |d| d.to_string()),
            );
        }
        words.set("left", sides.left);
        words.set("right", sides.right);
    }
    if let Some(year) = reading.report.year {
        words.set("year", year.to_string());
    }
}

/// The official labels of a cell.
pub(crate) fn cell<'w>(words: &mut Words<'w>, form: &'w Form, evidence: Evidence) {
    words.set("row", form.row_name(evidence.cell));
    words.set("column", form.column_name(evidence.cell));
    words.set("cell", form.address_of(evidence.cell));
    let table = form.table_of(evidence.cell);
    words.give("table", Text::Named(&table.title));
}
