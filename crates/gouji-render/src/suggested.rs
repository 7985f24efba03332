//! What should stand in a cell, in the writing of the report: `4800,5` in a German one, where `4800.5` would be
//! no number. What programs read has figures in the usual writing.

use gouji_model::Suspect;

use crate::Checked;

/// The figure that should stand in a cell as it is written there; where the cell is missing, as in others.
pub(crate) fn suggested(checked: &Checked<'_>, suspect: &Suspect) -> String {
    let report = match (suspect.cell.prior, &checked.prior) {
        (true, Some(prior)) => prior.report,
        _ => checked.report,
    };
    let own = report.cell(suspect.cell.cell);
    let cell = own.or_else(|| report.cells.iter().flatten().next());
    let form = checked.form_of(suspect.cell);
    cell.map_or_else(
        || suspect.suggested.to_string(),
        |cell| form.written(suspect.suggested, cell.place),
    )
}
