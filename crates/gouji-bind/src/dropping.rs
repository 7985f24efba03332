//! Rows that were read and are not certain: they are dropped again, and told.

use gouji_model::ObservationKind;

use crate::at::RowAt;
use crate::lexicon::Lexicon;
use crate::reading::{Found, Reading};

/// Drops some rows, and remarks them.
pub(crate) fn drop_where(
    is_dropped: impl Fn(&Found<'_>) -> bool,
    lexicon: &Lexicon,
    table: usize,
    reading: &mut Reading<'_>,
) {
    let dropped: Vec<bool> = reading.rows.iter().map(is_dropped).collect();
    drop_marked(&dropped, lexicon, table, reading);
}

/// Drops the rows that are marked, and remarks them.
pub(crate) fn drop_marked(
    marked: &[bool],
    lexicon: &Lexicon,
    table: usize,
    reading: &mut Reading<'_>,
) {
    if !marked.contains(&true) {
        return;
    }
    let rows = std::mem::take(&mut reading.rows);
    for (row, is_marked) in rows.into_iter().zip(marked) {
        match is_marked {
            true => remark(&row, lexicon, table, reading),
            false => reading.rows.push(row),
        }
    }
}

/// Remarks that a row was read but is not certain.
fn remark(row: &Found<'_>, lexicon: &Lexicon, table: usize, reading: &mut Reading<'_>) {
    let RowAt { block, row: index } = row.row;
    let official = lexicon.form.tables[table].blocks[block].rows[index]
        .label
        .text
        .clone();
    let filled = row.values.iter().filter(|(_, token)| !token.is_blank());
    let found = filled.clone().count().to_string();
    let first = filled.map(|(_, token)| *token).next();
    let place = row.label.or(first).map(|token| token.place);
    let kind = ObservationKind::MisalignedRow;
    reading.remarks.push((kind, official, found, place));
    reading.misaligned.push(row.row);
    reading.uncertain = true;
}
