//! Cells of one kind put together by row or column: "the whole column 总计" and not 22 places.

use gouji_model::{CellId, Form};

/// Fewest cells of a row or column that are spoken of together.
const FEWEST: usize = 3;

/// Cells that are spoken of together.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Gathered {
    /// The column or row they share; nothing for a cell alone.
    pub shared: Option<Shared>,
    /// The cells, in the form's order.
    pub cells: Vec<CellId>,
}

/// What cells share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shared {
    /// Their column.
    Column,
    /// Their row.
    Row,
}

/// Puts cells together, the longest row or column first.
pub(crate) fn gather(form: &Form, cells: &[CellId]) -> Vec<Gathered> {
    let mut rest = cells.to_vec();
    rest.sort_unstable();
    rest.dedup();
    let mut gathered = Vec::new();
    while let Some(next) = longest(form, &rest) {
        rest.retain(|cell| !next.cells.contains(cell));
        gathered.push(next);
    }
    gathered.extend(rest.into_iter().map(|cell| Gathered {
        shared: None,
        cells: vec![cell],
    }));
    gathered
}

/// The row or column with most of the cells, the column where both have as many.
fn longest(form: &Form, cells: &[CellId]) -> Option<Gathered> {
    let mut best: Option<Gathered> = None;
    for shared in [Shared::Column, Shared::Row] {
        for first in cells {
            let along: Vec<CellId> = cells
                .iter()
                .copied()
                .filter(|cell| share(form, *first, *cell, shared))
                .collect();
            let longer = best
                .as_ref()
                .is_none_or(|best| along.len() > best.cells.len());
            if along.len() >= FEWEST && longer {
                best = Some(Gathered {
                    shared: Some(shared),
                    cells: along,
                });
            }
        }
    }
    best
}

fn share(form: &Form, left: CellId, right: CellId, shared: Shared) -> bool {
    form.table_id_of(left) == form.table_id_of(right)
        && match shared {
            Shared::Column => form.column_of(left).id == form.column_of(right).id,
            Shared::Row => form.row_of(left).id == form.row_of(right).id,
        }
}
