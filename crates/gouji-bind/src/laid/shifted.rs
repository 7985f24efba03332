//! Rows read line by line whose figures need not stand in the columns they were given to.

use gouji_model::{ObservationKind, RowAxis};

use super::words::are_rows_laid;
use crate::columns::leaf_columns;
use crate::dropping::drop_where;
use crate::lexicon::{Lexicon, Meaning};
use crate::lines::{Line, Token};
use crate::reading::{Found, Reading};

/// Drops the rows of laid-out text whose figures do not stand below the heads of their columns, and
/// remarks them, where cells are blank: their number says nothing then, and a column of no form may
/// have shifted them. Where only a head is unknown, all others must be there.
pub(crate) fn drop_shifted(
    lines: &[Line<'_>],
    lexicon: &Lexicon,
    table: usize,
    reading: &mut Reading<'_>,
) {
    let [block] = lexicon.form.tables[table].blocks.as_slice() else {
        return;
    };
    let wanted = leaf_columns(block).count();
    if !are_rows_laid(lines) || block.rows_run == RowAxis::Across {
        return;
    }
    let sparse = is_sparse(reading, wanted);
    let unknown = |kind: &ObservationKind| *kind == ObservationKind::UnknownColumn;
    if !sparse && !reading.remarks.iter().any(|(kind, ..)| unknown(kind)) {
        return;
    }
    let heads = heads(lines, lexicon, table);
    let whole = leaf_columns(block).all(|column| {
        let mut of_column = heads.iter().filter(|head| head.column == column);
        of_column.next().is_some() && (!sparse || of_column.next().is_none())
    });
    let stands = |row: &Found<'_>| {
        let mut filled = row.values.iter().filter(|(_, token)| !token.is_blank());
        whole && (!sparse || filled.all(|(column, token)| is_below(&heads, *column, token)))
    };
    drop_where(|row| !stands(row), lexicon, table, reading);
}

/// Whether cells are blank.
fn is_sparse(reading: &Reading<'_>, wanted: usize) -> bool {
    let few = |found: &str| found.parse().is_ok_and(|count: usize| count < wanted);
    let blank = |row: &Found<'_>| {
        let blank = |(_, token): &(usize, Token<'_>)| token.is_blank();
        row.values.len() < wanted || row.values.iter().any(blank)
    };
    let misaligned = |kind: &ObservationKind| *kind == ObservationKind::MisalignedRow;
    let mut remarks = reading.remarks.iter();
    reading.rows.iter().any(blank)
        || remarks.any(|(kind, _, found, _)| misaligned(kind) && few(found))
}

/// The head of a column with figures.
struct Head<'d> {
    column: usize,
    token: Token<'d>,
}

/// The heads of columns with figures.
fn heads<'d>(lines: &[Line<'d>], lexicon: &Lexicon, table: usize) -> Vec<Head<'d>> {
    let columns = &lexicon.form.tables[table].blocks[0].columns;
    let mut found: Vec<Head<'d>> = Vec::new();
    for line in lines {
        // Words such as 其他 name rows as well: a line with figures is none of heads.
        if line.tokens.iter().any(Token::is_figure) {
            continue;
        }
        for token in line.tokens.iter().filter(|token| token.is_label()) {
            let meanings = lexicon.meanings_in(token.word, table);
            let column = meanings.iter().find_map(|meaning| match meaning {
                Meaning::Column { column, .. } if !columns[column].group => Some(column),
                _ => None,
            });
            found.extend(column.map(|column| Head {
                column,
                token: *token,
            }));
        }
    }
    found
}

/// Whether a figure stands below the head of its column and no other.
fn is_below(heads: &[Head<'_>], column: usize, token: &Token<'_>) -> bool {
    let above = |head: &Token<'_>| head.column < token.end() && token.column < head.end();
    heads
        .iter()
        .all(|head| above(&head.token) == (head.column == column))
}
