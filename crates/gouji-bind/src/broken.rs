//! Figures broken over the lines of their cells: `12` above `8` is 128 only where sums say so, and none does not.

use crate::dropping::drop_where;
use crate::lexicon::Lexicon;
use crate::lines::Token;
use crate::proof::Figures;
use crate::reading::{Found, Reading};
use crate::shape::broken_figure;

/// Drops the rows with broken figures that no sum bears out, and remarks them.
pub(crate) fn drop_doubtful(reading: &mut Reading<'_>, lexicon: &Lexicon, table: usize) {
    let is_broken = |token: &Token<'_>| broken_figure(token.text).is_some();
    let has_broken = |found: &Found<'_>| found.values.iter().any(|(_, token)| is_broken(token));
    if !reading.rows.iter().any(has_broken) {
        return;
    }
    let figures = Figures::of(reading.rows.iter(), lexicon, table);
    let is_borne_out = |found: &Found<'_>, column: usize| {
        let cell = lexicon
            .form
            .cell_in(table, found.row.block, found.row.row, column);
        let proof = cell.map(|cell| figures.of_cell(lexicon, cell));
        proof.is_some_and(|proof| proof.hold > 0 && proof.fail == 0)
    };
    let stands = |found: &Found<'_>| {
        let mut broken = found.values.iter().filter(|(_, token)| is_broken(token));
        broken.all(|(column, _)| is_borne_out(found, *column))
    };
    drop_where(|found| !stands(found), lexicon, table, reading);
}
