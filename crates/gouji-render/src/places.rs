//! Where findings stand that are shown together.

use gouji_model::{CellId, Finding, Language, Place, within_quotes};

use crate::gathered::{Shared, gather};
use crate::{Checked, empty};

/// Where findings stand that are shown together, a line each; empty cells of one table are one.
pub(crate) fn places(checked: &Checked<'_>, findings: &[&Finding]) -> Vec<String> {
    let line = |spot: Option<Place>, text: String| {
        let spot = checked.spot_in_file(spot);
        format!("{spot}  {text}\n")
    };
    let single = |finding: &&Finding| finding.cells.len() == 1 && finding.equation.is_none();
    let groups = empty::by_table(checked, findings.iter().copied());
    if groups.len() < findings.len() {
        let text = |group: &[&Finding]| match group {
            [one] => checked.message(one),
            _ => empty::table(checked, group),
        };
        return groups
            .iter()
            .map(|group| line(checked.place_of(group[0]), text(group)))
            .collect();
    }
    let own = |finding: &&Finding| line(checked.place_of(finding), checked.message(finding));
    if !findings.iter().all(single) {
        return findings.iter().map(own).collect();
    }
    let cells: Vec<CellId> = findings
        .iter()
        .map(|finding| finding.cells[0].cell)
        .collect();
    gather(&checked.pack.form, &cells)
        .iter()
        .filter_map(|gathered| match gathered.shared {
            Some(shared) => Some(together_at(checked, shared, &gathered.cells)),
            None => findings
                .iter()
                .find(|finding| finding.cells[0].cell == gathered.cells[0])
                .map(own),
        })
        .collect()
}

/// One line for the cells of a row or column: where it begins, which it is, how many.
fn together_at(checked: &Checked<'_>, shared: Shared, cells: &[CellId]) -> String {
    let form = &checked.pack.form;
    let first = cells[0];
    let spot = checked.spot_in_file(checked.report.cell(first).map(|cell| cell.place));
    let count = cells.len();
    let (row, column) = (form.row_name(first), form.column_name(first));
    let (row, column) = (within_quotes(&row), within_quotes(&column));
    let table = form.table_of(first).title.get(checked.language);
    match (checked.language, shared) {
        (Language::Chinese, Shared::Column) => {
            format!("{spot}  《{table}》“{column}”一列 {count} 格\n")
        }
        (Language::Chinese, Shared::Row) => {
            format!("{spot}  《{table}》“{row}”一行 {count} 格\n")
        }
        (Language::English, Shared::Column) => {
            format!("{spot}  {count} cells of column “{column}” of “{table}”\n")
        }
        (Language::English, Shared::Row) => {
            format!("{spot}  {count} cells of row “{row}” of “{table}”\n")
        }
    }
}
