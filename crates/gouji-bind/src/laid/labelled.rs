//! Rows read line by line that hold headings or pieces of labels where their figures should be.

use crate::columns::leaf_columns;
use crate::dropping::drop_where;
use crate::key::key;
use crate::lexicon::{Lexicon, Meaning};
use crate::lines::Line;
use crate::reading::{Found, Reading};
use crate::shape::Shape;

/// Fewest headings among the cells of a row that show lines of a header to be taken for figures.
const FEWEST_HEADS: usize = 2;

/// Drops the rows with headings in their cells, alone or above a figure, and remarks them: the lines
/// of a header and of figures were not distinguished.
pub(crate) fn drop_headed(lexicon: &Lexicon, table: usize, reading: &mut Reading<'_>) {
    let is_head = |text: &str| {
        let meanings = lexicon.meanings_of_joined(text, table);
        let mut meanings = meanings.iter();
        meanings.any(|meaning| matches!(meaning, Meaning::Column { .. }))
    };
    let headed = |row: &Found<'_>| {
        let texts = row
            .values
            .iter()
            .filter(|(_, token)| token.shape == Shape::Text);
        let heads = texts.filter(|(_, token)| token.text.lines().any(is_head));
        heads.count() >= FEWEST_HEADS
    };
    drop_where(headed, lexicon, table, reading);
}

/// Fewest characters of a text that is taken for a piece of a label.
const FEWEST_OF_LABEL: usize = 4;

/// Drops the rows of laid-out text that hold a piece of a label in place of a figure, and remarks them:
/// two tables stand beside each other, as on pages set in columns, and share their lines.
pub(crate) fn drop_labelled(
    lines: &[Line<'_>],
    lexicon: &Lexicon,
    table: usize,
    reading: &mut Reading<'_>,
) {
    if !lines.iter().any(Line::is_laid) {
        return;
    }
    let labelled = |row: &Found<'_>| {
        let mut values = row.values.iter().map(|(_, token)| token);
        values.any(|token| token.shape == Shape::Text && is_piece(token.text, lexicon))
    };
    drop_where(labelled, lexicon, table, reading);
}

/// Drops the rows of laid-out text whose first figure touches their label, so that the others stand in columns
/// that are not theirs, and remarks them.
pub(crate) fn drop_touching(
    lines: &[Line<'_>],
    lexicon: &Lexicon,
    table: usize,
    reading: &mut Reading<'_>,
) {
    if !lines.iter().any(Line::is_laid) {
        return;
    }
    let blocks = &lexicon.form.tables[table].blocks;
    let touching = |row: &Found<'_>| {
        let block = &blocks[row.row.block];
        let official = &block.rows[row.row.row].label.text;
        let bare = |text: &str| text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let runs_on = |label: &str| {
            let bare = bare(label);
            bare < label.len() && key(&label[..bare]).body == key(official).body
        };
        let figures = row.values.iter().filter(|(_, token)| !token.is_blank());
        figures.count() < leaf_columns(block).count()
            && row.label.is_some_and(|label| runs_on(label.text))
    };
    drop_where(touching, lexicon, table, reading);
}

/// Whether a text is a label of a row of the form, or a piece of one.
fn is_piece(text: &str, lexicon: &Lexicon) -> bool {
    let piece = key(text).body;
    let blocks = lexicon.form.tables.iter().flat_map(|table| &table.blocks);
    let mut rows = blocks.flat_map(|block| &block.rows);
    piece.chars().count() >= FEWEST_OF_LABEL
        && rows.any(|row| key(&row.label.text).body.contains(&piece))
}
