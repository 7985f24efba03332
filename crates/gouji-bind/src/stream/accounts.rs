//! Tables one cell a line with more than the form's cells: numbered rows, local columns and rows, labels
//! that are lost.
//!
//! Every item is accounted for: it is a heading, a label or a cell of a row, and all rows have as many
//! cells. Where headings allow several orders of the columns, the sums along the rows decide between those,
//! and what stands in no row or column of the form is reported.

use gouji_model::{Axis, CellId, ObservationKind};

use super::cells::{Manner, Named, Row, Run, rows, runs};
use super::heads::{Orders, orders};
use crate::at::RowAt;
use crate::columns::{Basis, Slot, leaf_columns};
use crate::items::Item;
use crate::lexicon::Lexicon;
use crate::lines::Token;
use crate::proof::{Proof, along_rows, amount, are_borne_out};
use crate::reading::{Found, Reading, Stray};

/// Most blank cells that may stand before the figures of every row.
const MOST_BLANKS: usize = 2;

/// Reads a table whose every item is accounted for; nothing where that is not so, or in several ways.
pub(super) fn read<'d>(
    items: &[Item<'_, 'd>],
    lexicon: &Lexicon,
    table: usize,
) -> Option<Reading<'d>> {
    let manners = [false, true]
        .into_iter()
        .flat_map(|numbered| (0..=MOST_BLANKS).map(move |blanks| Manner { numbered, blanks }));
    let mut found = manners.filter_map(|manner| {
        let account = Account {
            lexicon,
            table,
            manner,
            reading: Reading::default(),
            guessed: Vec::new(),
            columns: Vec::new(),
        };
        account.of(items)
    });
    let reading = found.next()?;
    found.next().is_none().then_some(reading)
}

struct Account<'f, 'd> {
    lexicon: &'f Lexicon,
    table: usize,
    manner: Manner,
    reading: Reading<'d>,
    /// The rows that lost their label.
    guessed: Vec<RowAt>,
    /// The columns of no form that are remarked.
    columns: Vec<&'d str>,
}

impl<'d> Account<'_, 'd> {
    fn of(mut self, items: &[Item<'_, 'd>]) -> Option<Reading<'d>> {
        let mut next = 1;
        let mut last: Option<(usize, Orders<'d>)> = None;
        let runs = runs(items, self.manner.numbered)?;
        for (at, run) in runs.iter().enumerate() {
            let block = &self.lexicon.form.tables[self.table].blocks[run.block];
            let mut orders = orders(run.header, block, run.block)?;
            if orders.all.is_empty() {
                let before = last.take().filter(|(other, _)| *other == run.block);
                let form =
                    || Orders::possible(vec![leaf_columns(block).map(Slot::Known).collect()]);
                orders = before.map_or_else(form, |(_, orders)| orders);
            }
            let count = orders.all.first()?.len() + self.manner.blanks;
            let rows = rows(run, block, count, self.manner, &mut next)?;
            let below = runs.get(at + 1).filter(|below| below.block == run.block);
            let below = below.and_then(|below| below.first_row(block));
            self.take(run, &rows, below, &orders)?;
            last = Some((run.block, orders));
        }
        (!self.reading.rows.is_empty() && self.is_proved()).then_some(self.reading)
    }

    /// Takes the rows of a run in the one order that its sums bear out; `below` is the first row of its block
    /// below it.
    fn take(
        &mut self,
        run: &Run<'_, '_, 'd>,
        rows: &[Row<'d>],
        below: Option<RowAt>,
        orders: &Orders<'d>,
    ) -> Option<()> {
        let names = self.names(run, rows, below)?;
        let order = self.only_order(&names, rows, orders)?;
        let lost = |named: &Named<'_>| matches!(named, Named::Nothing);
        if rows.iter().any(|row| differs(row, order)) {
            return None;
        }
        for (row, name) in rows.iter().zip(&names) {
            let Some(found) = found(*name, row, order) else {
                self.local_row(run.block, row, order);
                continue;
            };
            self.local_columns(&found, row, order);
            if lost(&row.named) {
                self.guessed.push(found.row);
                self.unlabelled(found.row, row.cells.first());
            }
            self.reading.rows.push(found);
        }
        Some(())
    }

    /// The row of each; those that lost their label are the ones lacking where they stand, if just as
    /// many are. Below a header a block begins, or goes on, and it ends where another follows.
    fn names(
        &self,
        run: &Run<'_, '_, 'd>,
        rows: &[Row<'d>],
        below: Option<RowAt>,
    ) -> Option<Vec<Option<RowAt>>> {
        let form = &self.lexicon.form.tables[self.table].blocks[run.block].rows;
        let own = |row: &Row<'_>| match row.named {
            Named::Row(row, _) => Some(row),
            _ => None,
        };
        let mut names: Vec<Option<RowAt>> = rows.iter().map(own).collect();
        let is_lost = |at: usize| matches!(rows[at].named, Named::Nothing);
        let mut at = 0;
        while at < rows.len() {
            if !is_lost(at) {
                at += 1;
                continue;
            }
            let end = (at..rows.len()).find(|other| !is_lost(*other));
            let end = end.unwrap_or(rows.len());
            let before = names[..at].iter().rev().flatten().next();
            let after = names[end..].iter().flatten().next().or(below.as_ref());
            let above = || {
                let mut rows = self.reading.rows.iter().map(|found| &found.row);
                rows.rfind(|row| row.block == run.block)
            };
            let first = before.or_else(above).map_or(0, |RowAt { row, .. }| row + 1);
            let next = after.map_or(form.len(), |RowAt { row, .. }| *row);
            let lacking: Vec<usize> = (first..next).filter(|row| !form[*row].group).collect();
            if (before.is_none() && run.header.is_empty()) || lacking.len() != end - at {
                return None;
            }
            for (place, row) in (at..end).zip(lacking) {
                names[place] = Some(RowAt {
                    block: run.block,
                    row,
                });
            }
            at = end;
        }
        Some(names)
    }

    /// The one order that the sums along the rows do not speak against, or that is certain; where all cells say
    /// the same in all of them, the first.
    fn only_order<'o>(
        &self,
        names: &[Option<RowAt>],
        rows: &[Row<'d>],
        orders: &'o Orders<'d>,
    ) -> Option<&'o [Slot<'d>]> {
        let read = |order: &[Slot<'d>]| -> Vec<Found<'d>> {
            let rows = rows.iter().zip(names);
            rows.filter_map(|(row, name)| found(*name, row, order))
                .collect()
        };
        let (first, others) = orders.all.split_first()?;
        let is_local = |row: &Row<'_>| matches!(row.named, Named::Local(_));
        if orders.certain && !rows.iter().any(is_local) {
            return Some(first);
        }
        let proof =
            |order: &Vec<Slot<'d>>| along_rows(read(order).iter(), self.lexicon, self.table);
        if others.is_empty() {
            return (!proof(first).refutes()).then_some(first);
        }
        let standing: Vec<(&Vec<Slot<'d>>, Proof)> = orders
            .all
            .iter()
            .map(|order| (order, proof(order)))
            .filter(|(_, proof)| !proof.refutes())
            .collect();
        let (order, proof) = standing.first()?;
        let amounts = |order: &Vec<Slot<'d>>| -> Vec<_> {
            let rows = read(order).into_iter();
            let values = rows.flat_map(|found| found.values);
            values
                .map(|(column, token)| (column, amount(&token)))
                .collect()
        };
        let alike = || {
            standing
                .iter()
                .all(|(other, _)| amounts(other) == amounts(order))
        };
        (standing.len() == 1 && proof.confirms() || alike()).then_some(*order)
    }

    /// Says that figures stand in a column of no form, and keeps them.
    fn local_columns(&mut self, found: &Found<'d>, row: &Row<'d>, order: &[Slot<'d>]) {
        for (slot, value) in order.iter().zip(&row.cells) {
            let Slot::Unknown(head) = slot else {
                continue;
            };
            let label = head.text.replace('\n', "");
            if let Some((column, _)) = found.values.first() {
                self.reading.strays.push(Stray {
                    neighbour: (found.row.block, found.row.row, *column),
                    axis: Axis::Row,
                    value: *value,
                    label: label.clone(),
                });
            }
            if !self.columns.contains(&head.text) {
                self.columns.push(head.text);
                let kind = ObservationKind::UnknownColumn;
                let remark = (kind, String::new(), label, Some(head.place));
                self.reading.remarks.push(remark);
            }
        }
    }

    /// Says that a row is of no form, and keeps its figures.
    fn local_row(&mut self, block: usize, row: &Row<'d>, order: &[Slot<'d>]) {
        let Named::Local(label) = row.named else {
            return;
        };
        let text = label.text.replace('\n', "");
        for (slot, value) in order.iter().zip(&row.cells) {
            if let Slot::Known(column) = slot {
                self.reading.strays.push(Stray {
                    neighbour: (block, 0, *column),
                    axis: Axis::Column,
                    value: *value,
                    label: text.clone(),
                });
            }
        }
        let kind = ObservationKind::UnknownRow;
        let remark = (kind, String::new(), text, Some(label.place));
        self.reading.remarks.push(remark);
        self.reading.uncertain = true;
    }

    /// Says that a row was taken for the one that is lacking where it stands.
    fn unlabelled(&mut self, row: RowAt, first: Option<&Token<'d>>) {
        let form = &self.lexicon.form.tables[self.table].blocks[row.block].rows[row.row];
        let kind = ObservationKind::UnlabelledRow;
        let place = first.map(|token| token.place);
        let remark = (kind, form.label.text.clone(), String::new(), place);
        self.reading.remarks.push(remark);
    }

    /// Whether the sums across rows bear out those that lost their label.
    fn is_proved(&self) -> bool {
        let form = &self.lexicon.form;
        let rows = self.reading.rows.iter();
        let cells: Vec<CellId> = rows
            .filter(|found| self.guessed.contains(&found.row))
            .flat_map(|found| found.values.iter().map(|(column, _)| (found.row, *column)))
            .filter_map(|(row, column)| form.cell_in(self.table, row.block, row.row, column))
            .collect();
        self.guessed.is_empty()
            || are_borne_out(&self.reading.rows, &cells, self.lexicon, self.table)
    }
}

/// Whether cells that a merged one covers say different things.
fn differs(row: &Row<'_>, order: &[Slot<'_>]) -> bool {
    let cells: Vec<_> = order.iter().zip(&row.cells).collect();
    cells.windows(2).any(|pair| match (pair[0].0, pair[1].0) {
        (Slot::Known(one), Slot::Known(other)) => one == other && pair[0].1.text != pair[1].1.text,
        _ => false,
    })
}

/// A row of the form with its cells; nothing for a local one.
fn found<'d>(name: Option<RowAt>, row: &Row<'d>, order: &[Slot<'d>]) -> Option<Found<'d>> {
    let label = match row.named {
        Named::Row(_, token) => Some(token),
        _ => None,
    };
    let cells = order.iter().zip(&row.cells);
    let values = cells.filter_map(|(slot, value)| match slot {
        Slot::Known(column) => Some((*column, *value)),
        Slot::Unknown(_) => None,
    });
    let mut values: Vec<_> = values.collect();
    values.sort_by_key(|(column, _)| *column);
    values.dedup_by_key(|(column, _)| *column);
    Some(Found {
        row: name?,
        values,
        label,
        altered: false,
        basis: Basis::Headings,
    })
}
