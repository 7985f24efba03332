//! What the form's own sums say of a reading. They may confirm one that the labels and places
//! allow, or speak against it; they never find one.

use gouji_model::{Balance, CellId, Figure, Form, Value};
use rustc_hash::FxHashMap;

use crate::at::RowAt;
use crate::lexicon::Lexicon;
use crate::lines::Token;
use crate::reading::Found;
use crate::shape::broken_figure;

/// How many sums over figures that are not all nought came out, and how many did not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Proof {
    /// Sums that hold.
    pub hold: usize,
    /// Sums that do not.
    pub fail: usize,
}

impl Proof {
    /// Whether more sums speak for the reading than against it.
    pub(crate) const fn confirms(self) -> bool {
        self.hold > self.fail
    }

    /// Whether as many sums speak against the reading as for it, or more.
    pub(crate) const fn refutes(self) -> bool {
        self.fail > 0 && self.fail >= self.hold
    }
}

/// The figure a value enters sums with.
pub(crate) fn amount(token: &Token<'_>) -> Option<Figure> {
    let figure = Value::read(token.text).0.figure();
    figure.or_else(|| Value::read(&broken_figure(token.text)?).0.figure())
}

/// The figures of rows by their cells; none for text.
pub(crate) struct Figures(FxHashMap<CellId, Option<Figure>>);

impl Figures {
    /// The figures of these rows of a table.
    pub(crate) fn of<'r, 'd: 'r>(
        rows: impl Iterator<Item = &'r Found<'d>>,
        lexicon: &Lexicon,
        table: usize,
    ) -> Self {
        let mut figures = FxHashMap::default();
        for found in rows {
            for (column, token) in &found.values {
                let cell = lexicon
                    .form
                    .cell_in(table, found.row.block, found.row.row, *column);
                if let Some(cell) = cell {
                    figures.entry(cell).or_insert_with(|| amount(token));
                }
            }
        }
        Self(figures)
    }

    /// What a cell counts for: nothing is known of text, and absent cells count as nought.
    fn figure(&self, cell: CellId) -> Option<Figure> {
        self.0.get(&cell).copied().unwrap_or(Some(Figure::ZERO))
    }

    /// Whether there is a cell.
    pub(crate) fn has(&self, cell: CellId) -> bool {
        self.0.contains_key(&cell)
    }

    fn is_nought(&self, cell: CellId) -> bool {
        self.figure(cell).is_none_or(Figure::is_zero)
    }

    /// What the balances that satisfy a condition come to, where their figures are not all nought.
    pub(crate) fn prove(
        &self,
        balances: &[Balance],
        concerned: impl Fn(&Balance) -> bool,
    ) -> Proof {
        let mut proof = Proof::default();
        for balance in balances.iter().filter(|balance| concerned(balance)) {
            if balance.cells().all(|cell| self.is_nought(cell)) {
                continue;
            }
            match balance.gap(|cell| self.figure(cell)) {
                Some(gap) if gap.is_zero() => proof.hold += 1,
                Some(_) => proof.fail += 1,
                None => {}
            }
        }
        proof
    }
}

impl Figures {
    /// What the sums say that a cell is in.
    pub(crate) fn of_cell(&self, lexicon: &Lexicon, cell: CellId) -> Proof {
        self.prove(lexicon.balances(), |balance| {
            balance.cells().any(|own| own == cell)
        })
    }

    /// What the sums across rows say that any of these cells is in, nought or not.
    pub(crate) fn across_rows(&self, lexicon: &Lexicon, cells: &[CellId]) -> Proof {
        let form = &lexicon.form;
        self.prove(lexicon.balances(), |balance| {
            !is_along(balance, form) && balance.cells().any(|cell| cells.contains(&cell))
        })
    }
}

/// What the sums along each row say of some rows.
pub(crate) fn along_rows<'r, 'd: 'r>(
    rows: impl Iterator<Item = &'r Found<'d>> + Clone,
    lexicon: &Lexicon,
    table: usize,
) -> Proof {
    let form = &lexicon.form;
    let in_rows = Figures::of(rows, lexicon, table);
    in_rows.prove(lexicon.balances(), |balance| {
        let first = balance.cells().next();
        first.is_some_and(|first| in_rows.has(first)) && is_along(balance, form)
    })
}

/// Whether the last figure of a row with blank cells is the sum of those before it, though it stands in no
/// column of totals.
pub(crate) fn has_moved_total(found: &Found<'_>, lexicon: &Lexicon, table: usize) -> bool {
    let filled = found.values.iter().filter(|(_, token)| !token.is_blank());
    let figures: Option<Vec<Figure>> = filled.map(|(_, token)| amount(token)).collect();
    figures.is_some_and(|figures| ends_with_sum(&figures))
        && along_rows(std::iter::once(found), lexicon, table).hold == 0
        && is_summed(found.row, lexicon, table)
}

/// Whether the last of some figures, from left to right, is the sum of the others, and not nought.
fn ends_with_sum(figures: &[Figure]) -> bool {
    let [others @ .., last] = figures else {
        return false;
    };
    let mut others = others.iter().copied();
    let sum = others
        .next()
        .and_then(|first| others.try_fold(first, Figure::checked_add));
    !last.is_zero() && sum == Some(*last)
}

/// Whether the form has a sum along a row.
fn is_summed(row: RowAt, lexicon: &Lexicon, table: usize) -> bool {
    let form = &lexicon.form;
    let columns = 0..form.tables[table].blocks[row.block].columns.len();
    let cells: Vec<CellId> = columns
        .filter_map(|column| form.cell_in(table, row.block, row.row, column))
        .collect();
    let along = lexicon
        .balances()
        .iter()
        .filter(|balance| is_along(balance, form));
    along
        .flat_map(Balance::cells)
        .any(|cell| cells.contains(&cell))
}

/// Whether the sums across rows bear out these cells of rows that no label names: none speaks against them, but
/// for those that a wrong figure of another row explains, as the sum along that fails by as much; then another has to
/// hold. Or far more of them hold than do not, as where one figure of such a row is wrong.
pub(crate) fn are_borne_out(
    all: &[Found<'_>],
    cells: &[CellId],
    lexicon: &Lexicon,
    table: usize,
) -> bool {
    let form = &lexicon.form;
    let figures = Figures::of(all.iter(), lexicon, table);
    let gap = |balance: &Balance| balance.gap(|cell| figures.figure(cell));
    let (along, across): (Vec<&Balance>, Vec<&Balance>) = lexicon
        .balances()
        .iter()
        .filter(|balance| balance.cells().any(|cell| figures.has(cell)))
        .partition(|balance| is_along(balance, form));
    let is_of = |cell: &CellId| cells.contains(cell) && !figures.is_nought(*cell);
    let is_explained = |balance: &Balance, by: Figure| {
        let shares = |cell| balance.cells().any(|own| own == cell);
        let is_other = |other: &&&Balance| !other.cells().any(|cell| cells.contains(&cell));
        let fails_alike =
            |other: &&&Balance| gap(other).is_some_and(|its| its == by || its == by.negated());
        let mut others = along.iter().filter(is_other).filter(fails_alike);
        others.any(|other| other.cells().any(shares))
    };
    let (mut hold, mut fail, mut explained) = (0, 0, 0);
    for balance in across
        .into_iter()
        .filter(|balance| balance.cells().any(|cell| is_of(&cell)))
    {
        match gap(balance) {
            Some(gap) if gap.is_zero() => hold += 1,
            Some(gap) if is_explained(balance, gap) => explained += 1,
            Some(_) => fail += 1,
            None => {}
        }
    }
    hold > 2 * fail || fail == 0 && explained == 0
}

/// Whether a sum is along one row.
fn is_along(balance: &Balance, form: &Form) -> bool {
    let mut cells = balance.cells();
    let first = cells.next();
    first.is_some_and(|first| cells.all(|cell| form.in_one_row(first, cell)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_is_recognized_by_the_figures_before_it() {
        let ends = |figures: &[i64]| {
            let figures: Vec<Figure> = figures.iter().map(|one| Figure::from(*one)).collect();
            ends_with_sum(&figures)
        };
        assert!(ends(&[1, 1]) && ends(&[6, 2, 8]));
        assert!(!ends(&[]) && !ends(&[3]) && !ends(&[0, 0]) && !ends(&[6, 2, 7]));
    }
}
