//! A table of a report as it is printed, its cells marked.

use gouji_model::{CellId, Column, RowAxis};

use super::marks::{Kind, Marks};
use crate::Checked;
use crate::markup::escaped;

/// What cells are shown with: the marks of a report, and where the page has its causes.
#[derive(Clone, Copy)]
struct Marked<'m> {
    marks: &'m Marks,
    anchor: &'m str,
}

/// One table of the form with the report's cells; nothing of what the report lacks altogether.
pub(super) fn table(checked: &Checked<'_>, index: usize, marks: &Marks, anchor: &str) -> String {
    let Some(table) = checked.pack.form.tables.get(index) else {
        return String::new();
    };
    let marked = Marked { marks, anchor };
    let title = escaped(table.title.get(checked.language));
    let mut text = format!("<h3>{title}</h3>\n");
    for (number, block) in table.blocks.iter().enumerate() {
        let cell = |row, column| checked.pack.form.cell_in(index, number, row, column);
        text.push_str(&format!(
            "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{title}\"><table>\n"
        ));
        if let Some(caption) = &block.caption {
            text.push_str(&format!("<caption>{}</caption>\n", escaped(&caption.text)));
        }
        text.push_str(&match block.rows_run {
            RowAxis::Across => across(checked, block, &cell, marked),
            RowAxis::Down => down(checked, block, &cell, marked),
        });
        text.push_str("</table></div>\n");
    }
    text
}

/// A block with a line for each row.
fn down(
    checked: &Checked<'_>,
    block: &gouji_model::Block,
    cell: &dyn Fn(usize, usize) -> Option<CellId>,
    marked: Marked<'_>,
) -> String {
    // A group that heads others has cells of its own only in local variants of the form.
    let is_used =
        |cell: Option<CellId>| cell.is_some_and(|cell| checked.report.cell(cell).is_some());
    let is_shown = |(index, column): &(usize, &Column)| {
        !column.group || (0..block.rows.len()).any(|row| is_used(cell(row, *index)))
    };
    let columns = block.columns.iter().enumerate().filter(is_shown);
    let columns: Vec<(usize, &Column)> = columns.collect();
    let mut text = String::from("<tr><td class=\"no\"></td>");
    for (_, column) in &columns {
        text.push_str(&format!(
            "<th scope=\"col\">{}</th>",
            escaped(&column.label.text)
        ));
    }
    text.push_str("</tr>\n");
    for (row, form_row) in block.rows.iter().enumerate() {
        let label = escaped(&form_row.label.text);
        text.push_str(&format!("<tr><th scope=\"row\">{label}</th>"));
        for (column, _) in &columns {
            text.push_str(&shown(checked, cell(row, *column), marked));
        }
        text.push_str("</tr>\n");
    }
    text
}

/// A block whose rows are printed side by side in one line.
fn across(
    checked: &Checked<'_>,
    block: &gouji_model::Block,
    cell: &dyn Fn(usize, usize) -> Option<CellId>,
    marked: Marked<'_>,
) -> String {
    let mut heads = String::from("<tr>");
    let mut columns = String::from("<tr>");
    let mut cells = String::from("<tr>");
    for (row, form_row) in block.rows.iter().enumerate() {
        let mut own = (0..block.columns.len()).filter_map(|column| cell(row, column));
        if form_row.group && !own.any(|cell| checked.report.cell(cell).is_some()) {
            continue;
        }
        let (span, label) = (block.columns.len(), escaped(&form_row.label.text));
        heads.push_str(&format!("<th colspan=\"{span}\">{label}</th>"));
        for (column, form_column) in block.columns.iter().enumerate() {
            columns.push_str(&format!("<th>{}</th>", escaped(&form_column.label.text)));
            cells.push_str(&shown(checked, cell(row, column), marked));
        }
    }
    format!("{heads}</tr>\n{columns}</tr>\n{cells}</tr>\n")
}

/// A cell: its text, marked and linked to the cause it belongs to.
fn shown(checked: &Checked<'_>, cell: Option<CellId>, marked: Marked<'_>) -> String {
    let read = cell.and_then(|id| Some((id, checked.report.cell(id)?)));
    let Some((id, cell)) = read else {
        return "<td class=\"no\"></td>".to_owned();
    };
    let text = escaped(&cell.text());
    let Some(mark) = marked.marks.get(id) else {
        return format!("<td>{text}</td>");
    };
    let class = match mark.kind {
        Kind::Part => return format!("<td class=\"part\">{text}</td>"),
        Kind::Total => "total".to_owned(),
        Kind::Own(severity) => severity.name().to_owned(),
        Kind::Suspect(severity) => format!("{} suspected", severity.name()),
    };
    let should = mark
        .suggested
        .map(|figure| checked.pack.form.written(figure, cell.place))
        .map_or_else(String::new, |figure| format!("<ins>{figure}</ins>"));
    let text = if text.is_empty() { "□" } else { &text };
    let (anchor, group) = (marked.anchor, mark.group);
    format!("<td class=\"{class}\"><a href=\"#{anchor}-{group}\">{text}</a>{should}</td>")
}
