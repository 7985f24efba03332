//! Cells of one kind put together by row or column: "the whole column 总计" and not 22 places.

use gouji_model::{CellId, Form, TableId};

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
    let mut lines = Lines::default();
    let mut rest = cells.to_vec();
    rest.sort_unstable();
    rest.dedup();
    let mut rest: Vec<Lined> = rest.iter().map(|cell| lines.lined(form, *cell)).collect();
    let mut gathered = Vec::new();
    while let Some((shared, line)) = lines.longest(&rest) {
        let (along, others) = rest.iter().partition(|lined| lined.line(shared) == line);
        rest = others;
        let along: Vec<Lined> = along;
        gathered.push(Gathered {
            shared: Some(shared),
            cells: along.iter().map(|lined| lined.cell).collect(),
        });
    }
    gathered.extend(rest.into_iter().map(|lined| Gathered {
        shared: None,
        cells: vec![lined.cell],
    }));
    gathered
}

/// A cell with the numbers of its column and its row.
#[derive(Clone, Copy)]
struct Lined {
    cell: CellId,
    column: usize,
    row: usize,
}

impl Lined {
    const fn line(&self, shared: Shared) -> usize {
        match shared {
            Shared::Column => self.column,
            Shared::Row => self.row,
        }
    }
}

/// The columns and rows met, by table and name: parts of a table share them.
#[derive(Default)]
struct Lines<'f> {
    columns: Vec<LineName<'f>>,
    rows: Vec<LineName<'f>>,
}

/// What a column or a row is known by.
#[derive(PartialEq, Eq)]
struct LineName<'f> {
    table: TableId,
    id: &'f str,
}

impl<'f> Lines<'f> {
    fn lined(&mut self, form: &'f Form, cell: CellId) -> Lined {
        let table = form.table_id_of(cell);
        Lined {
            cell,
            column: number(&mut self.columns, table, &form.column_of(cell).id),
            row: number(&mut self.rows, table, &form.row_of(cell).id),
        }
    }

    /// The column or row with most of the cells, the column where both have as many.
    fn longest(&self, cells: &[Lined]) -> Option<(Shared, usize)> {
        let mut most = FEWEST - 1;
        let mut best = None;
        let kinds = [
            (Shared::Column, self.columns.len()),
            (Shared::Row, self.rows.len()),
        ];
        for (shared, lines) in kinds {
            let mut counts = vec![0_usize; lines];
            for cell in cells {
                counts[cell.line(shared)] += 1;
            }
            for cell in cells {
                let line = cell.line(shared);
                if counts[line] > most {
                    most = counts[line];
                    best = Some((shared, line));
                }
            }
        }
        best
    }
}

/// The number of a line, a new one where it was not met before.
fn number<'f>(known: &mut Vec<LineName<'f>>, table: TableId, id: &'f str) -> usize {
    let line = LineName { table, id };
    let found = known.iter().rposition(|other| *other == line);
    found.unwrap_or_else(|| {
        known.push(line);
        known.len() - 1
    })
}
