//! A table of a report as it is printed, its cells marked.

use gouji_model::{CellId, Finding, RowAxis, Severity};

use crate::Checked;
use crate::markup::escaped;

/// One table of the form with the report's cells; nothing of what the report lacks altogether.
pub(super) fn table(checked: &Checked<'_>, index: usize, anchor: &str) -> String {
    let Some(table) = checked.pack.form.tables.get(index) else {
        return String::new();
    };
    let title = escaped(table.title.get(checked.language));
    let mut text = format!("<h3>{title}</h3>\n");
    for (number, block) in table.blocks.iter().enumerate() {
        let cell = |row, column| checked.pack.form.cell_in(index, number, row, column);
        text.push_str("<div class=\"scroll\"><table>\n");
        if let Some(caption) = &block.caption {
            text.push_str(&format!("<caption>{}</caption>\n", escaped(&caption.text)));
        }
        let rows = block.rows.len();
        // A group that heads others has cells of its own only in local variants of the form.
        let is_used =
            |cell: Option<CellId>| cell.is_some_and(|cell| checked.report.cell(cell).is_some());
        let columns: Vec<usize> = (0..block.columns.len())
            .filter(|column| {
                let group = block
                    .columns
                    .get(*column)
                    .is_some_and(|column| column.group);
                !group || (0..rows).any(|row| is_used(cell(row, *column)))
            })
            .collect();
        if block.rows_run == RowAxis::Across {
            text.push_str(&across(checked, block, &cell, anchor));
        } else {
            text.push_str("<tr><th></th>");
            for column in columns
                .iter()
                .filter_map(|column| block.columns.get(*column))
            {
                text.push_str(&format!(
                    "<th scope=\"col\">{}</th>",
                    escaped(&column.label.text)
                ));
            }
            text.push_str("</tr>\n");
            for row in 0..rows {
                let Some(form_row) = block.rows.get(row) else {
                    continue;
                };
                let label = escaped(&form_row.label.text);
                text.push_str(&format!("<tr><th scope=\"row\">{label}</th>"));
                for column in &columns {
                    text.push_str(&shown(checked, cell(row, *column), anchor));
                }
                text.push_str("</tr>\n");
            }
        }
        text.push_str("</table></div>\n");
    }
    text
}

/// A block whose rows are printed side by side in one line.
fn across(
    checked: &Checked<'_>,
    block: &gouji_model::Block,
    cell: &dyn Fn(usize, usize) -> Option<CellId>,
    anchor: &str,
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
            cells.push_str(&shown(checked, cell(row, column), anchor));
        }
    }
    format!("{heads}</tr>\n{columns}</tr>\n{cells}</tr>\n")
}

/// A cell: its text, marked and linked to the first finding it is likely to blame for.
fn shown(checked: &Checked<'_>, cell: Option<CellId>, anchor: &str) -> String {
    let Some(id) = cell else {
        return "<td class=\"no\"></td>".to_owned();
    };
    let Some(cell) = checked.report.cell(id) else {
        return "<td class=\"no\"></td>".to_owned();
    };
    let text = escaped(&cell.text());
    let Some((number, severity, suspected)) = blamed(checked, id) else {
        return format!("<td>{text}</td>");
    };
    let class = match (severity, suspected) {
        (severity, Some(_)) => format!("{} suspected", severity.name()),
        (severity, None) => severity.name().to_owned(),
    };
    let should = suspected.map_or_else(String::new, |figure| format!("<ins>{figure}</ins>"));
    let text = if text.is_empty() {
        "□".to_owned()
    } else {
        text
    };
    format!("<td class=\"{class}\"><a href=\"#{anchor}-{number}\">{text}</a>{should}</td>")
}

/// The finding a cell is shown with: one that suspects it first, else the worst that names it
/// among few cells.
fn blamed(
    checked: &Checked<'_>,
    cell: CellId,
) -> Option<(usize, Severity, Option<gouji_model::Figure>)> {
    let findings = || checked.findings.iter().enumerate();
    let suspected = findings().find_map(|(number, finding)| {
        let first = finding.suspects.iter().find(|suspect| suspect.rank == 0);
        let own = first.filter(|first| !first.cell.prior && first.cell.cell == cell)?;
        Some((number, finding.severity, Some(own.suggested)))
    });
    let named = |finding: &Finding| {
        let own = finding.cells.iter();
        let few = finding.equation.is_none() || finding.suspects.is_empty();
        few && own.into_iter().any(|own| !own.prior && own.cell == cell)
    };
    let worst = || {
        findings()
            .filter(|(_, finding)| named(finding))
            .max_by_key(|(number, finding)| (finding.severity, std::cmp::Reverse(*number)))
            .map(|(number, finding)| (number, finding.severity, None))
    };
    suspected.or_else(worst)
}
