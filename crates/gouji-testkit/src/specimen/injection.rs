//! Mistakes put into a balanced report, with the truth of what was done.

use gouji_model::{CellId, Figure, Form, Report, Value};

use crate::specimen::balanced::put;
use crate::specimen::kind::Kind;
use crate::specimen::rng::Rng;
use crate::specimen::typing::mistype;

/// A cell that was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The cell.
    pub cell: CellId,
    /// The true figure.
    pub truth: Figure,
    /// What stands there now.
    pub typed: Value,
}

/// A mistake that was put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Injected {
    /// What was done.
    pub kind: Kind,
    /// The cells that differ from the truth, in the form's order.
    pub changes: Vec<Change>,
}

/// Puts a mistake of one kind into a random table row or cell that `eligible` admits; nothing
/// where no try showed.
pub fn inject(
    form: &Form,
    report: &mut Report,
    kind: Kind,
    eligible: &[CellId],
    rng: &mut Rng,
) -> Option<Injected> {
    (0..200).find_map(|_| {
        let cell = *rng.pick(eligible)?;
        let typed = attempt(form, report, kind, cell, rng)?;
        let mut changes = Vec::new();
        for (cell, value) in typed {
            let truth = figure(report, cell)?;
            if value != Value::Figure(truth) {
                changes.push(Change {
                    cell,
                    truth,
                    typed: value,
                });
            }
        }
        changes.sort_by_key(|change| change.cell);
        for change in &changes {
            put(report, change.cell, change.typed);
        }
        (!changes.is_empty()).then_some(Injected { kind, changes })
    })
}

type Typed = Vec<(CellId, Value)>;

fn attempt(form: &Form, report: &Report, kind: Kind, cell: CellId, rng: &mut Rng) -> Option<Typed> {
    let old = figure(report, cell)?;
    let one = |value: Figure| Some(vec![(cell, Value::Figure(value))]);
    match kind {
        Kind::CellsSwapped => {
            let row_or_column = match rng.happens(50) {
                true => form.cells_of_row(cell),
                false => column(form, cell),
            };
            let other = after(&row_or_column, cell)?;
            let new = figure(report, other)?;
            Some(vec![
                (cell, Value::Figure(new)),
                (other, Value::Figure(old)),
            ])
        }
        Kind::RowMoved => moved(report, &without_last(form.cells_of_row(cell))),
        Kind::ColumnMoved => moved(report, &without_last(column(form, cell))),
        Kind::Blanked => (!old.is_zero()).then(|| vec![(cell, Value::Blank)]),
        Kind::TotalNotUpdated => not_updated(report, &form.cells_of_row(cell), rng),
        Kind::SubtotalAsItem => {
            let row = form.cells_of_row(cell);
            let total = *row.last()?;
            (total != cell && !old.is_zero())
                .then(|| figure(report, total))?
                .and_then(one)
        }
        Kind::Sign if old.is_zero() => None,
        Kind::DigitDoubled | Kind::TimesTen if old.is_zero() => None,
        _ => mistype(old, kind, rng).and_then(one),
    }
}

/// The total of a row without one of its items.
fn not_updated(report: &Report, row: &[CellId], rng: &mut Rng) -> Option<Typed> {
    let (total, items) = row.split_last()?;
    let left_out = figure(report, *rng.pick(items)?)?;
    let stale = figure(report, *total)?.checked_sub(left_out)?;
    (!stale.is_negative()).then(|| vec![(*total, Value::Figure(stale))])
}

fn figure(report: &Report, cell: CellId) -> Option<Figure> {
    report.cell(cell)?.figure()
}

/// The cells of a cell's column within its block.
fn column(form: &Form, cell: CellId) -> Vec<CellId> {
    let same = |other: &CellId| {
        form.table_id_of(*other) == form.table_id_of(cell)
            && form.column_of(*other).id == form.column_of(cell).id
            && !form.is_group_cell(*other)
    };
    form.cells().filter(same).collect()
}

fn without_last(mut cells: Vec<CellId>) -> Vec<CellId> {
    cells.pop();
    cells
}

fn after(cells: &[CellId], cell: CellId) -> Option<CellId> {
    let at = cells.iter().position(|other| *other == cell)?;
    cells.get(at + 1).copied()
}

/// Every figure one cell on; only where the last holds nothing, so that no figure is lost.
fn moved(report: &Report, cells: &[CellId]) -> Option<Typed> {
    let figures: Option<Vec<Figure>> = cells.iter().map(|cell| figure(report, *cell)).collect();
    let figures = figures?;
    (figures.last()?.is_zero() && figures.len() > 2).then_some(())?;
    let shifted = std::iter::once(Figure::ZERO).chain(figures.iter().copied());
    Some(
        cells
            .iter()
            .copied()
            .zip(shifted.map(Value::Figure))
            .collect(),
    )
}
