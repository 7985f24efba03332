//! Cells that a form takes from the report of another form beside it in the same document.

use gouji_model::{Cell, CellId, Figure, Form, FormId, Kinship, Observation, Report, kinship};

use crate::lexicon::Lexicon;

/// Fills the tables that are not printed in a form but repeat another one's, where just one report of that
/// form is of the same organ and time.
pub(super) fn lend(reports: &mut [Report], lexicons: &[Lexicon]) {
    let form_of = |id: &FormId| {
        let mut forms = lexicons.iter().map(|lexicon| &lexicon.form);
        forms.find(|form| form.id == *id)
    };
    let mut lent: Vec<(usize, CellId, (Cell, Option<Figure>))> = Vec::new();
    let mut remarks: Vec<(usize, Observation)> = Vec::new();
    for (at, report) in reports.iter().enumerate() {
        let Some(form) = form_of(&report.form) else {
            continue;
        };
        for table in form.tables.iter().filter(|table| table.from.is_some()) {
            let Some((id, of)) = &table.from else {
                continue;
            };
            let fits = |other: &&Report| other.form == *id && is_of_same(report, other);
            let mut other_form = reports.iter().filter(fits);
            if let (Some(other), None, Some(lender)) =
                (other_form.next(), other_form.next(), form_of(id))
            {
                let cells = same_cells(form, &table.id, lender, of);
                let filled = |(own, its): (CellId, CellId)| {
                    let cell = other.converted_cell((lender, its), (form, report, own))?;
                    Some((at, own, cell))
                };
                let before = lent.len();
                lent.extend(cells.into_iter().filter_map(filled));
                if lent[before..].iter().any(|(.., (_, half))| half.is_some()) {
                    let remark = other
                        .unit_word(lender)
                        .and_then(|unit| report.conversion(form, unit));
                    remarks.extend(remark.map(|remark| (at, remark)));
                }
            }
        }
    }
    for (at, cell, (value, half)) in lent {
        if let Some(report) = reports.get_mut(at) {
            report.cells[cell.index()] = Some(value);
            report.converted.extend(half.map(|half| (cell, half)));
        }
    }
    for (at, remark) in remarks {
        if let Some(report) = reports.get_mut(at) {
            // One for all tables that are lent from reports in the same unit.
            if !report.observations.contains(&remark) {
                report.observations.push(remark);
            }
        }
    }
    for report in reports {
        report.converted.sort_by_key(|(cell, _)| cell.index());
    }
}

/// The cells of a table that have the same row and column in a table of another form.
fn same_cells(form: &Form, table: &str, lender: &Form, of: &str) -> Vec<(CellId, CellId)> {
    let own = form.cells().filter(|cell| form.table_of(*cell).id == table);
    let same = |cell: CellId| {
        let (row, column) = (&form.row_of(cell).id, &form.column_of(cell).id);
        Some((cell, lender.cell_at(of, row, column)?))
    };
    own.filter_map(same).collect()
}

/// Whether two reports are of the same organ and of the same time, as far as they say.
fn is_of_same(one: &Report, other: &Report) -> bool {
    let organ = match (&one.organization, &other.organization) {
        (Some(one), Some(other)) => kinship(one, other) == Kinship::Same,
        _ => true,
    };
    let time = match (one.period, other.period) {
        (Some(one), Some(other)) => {
            one.year() == other.year() && one.last_month() == other.last_month()
        }
        _ => true,
    };
    organ && time
}
