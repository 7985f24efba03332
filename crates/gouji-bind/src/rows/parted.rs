//! Rows of a grid whose label stands on one line and whose figures stand on the next, both with all their cells.
//!
//! The figures are those of the blank row beside them where that can be but one, and the form has no row there
//! whose label is gone. Elsewhere nobody knows whose they are, and what stands beside them is no blank row either.

use gouji_model::{CellId, ObservationKind};

use super::reader::{Break, Reader, RowValues};
use crate::at::RowAt;
use crate::columns::is_in_grid;
use crate::lines::Token;
use crate::proof::{along_rows, are_borne_out};
use crate::reading::Found;

/// Most rows of a table, with and without labels; a larger one is none of a form.
const MOST_ROWS: usize = 2000;

/// What follows another in a grid: a row with a label, or one of figures without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Node {
    /// One of the rows read, by its place among them.
    Row(usize),
    /// One of those without a label.
    Figures(usize),
}

/// A row read, and the figures that are its own.
type Pair = (usize, usize);

impl<'d> Reader<'_, 'd> {
    /// Takes note of a caption or header: no row goes on behind it.
    pub(super) fn part_here(&mut self) {
        self.breaks.insert(Break {
            rows: self.reading.rows.len(),
            unplaced: self.unplaced.len(),
        });
    }

    /// Whether a line of few figures may be a row: it stands in a grid, among rows or under heads of the table.
    pub(super) fn may_be_narrow(&self, row: &RowValues<'d>) -> bool {
        let is_own = self.document_block == Some(row.block) || self.heads.begin_in(row.block);
        row.evidence.is_some_and(is_in_grid) && is_own
    }

    /// Gives rows of figures without a label to the blank rows beside them, where that can be done in one way
    /// and no sum speaks against it.
    pub(super) fn join_parted(&mut self) {
        let count = self.reading.rows.len() + self.unplaced.len();
        if self.unplaced.is_empty() || count > MOST_ROWS {
            return;
        }
        let nodes = self.in_document_order();
        let mut pairs: Vec<Pair> = Vec::new();
        let mut joined: Vec<Found<'d>> = Vec::new();
        let runs: Vec<&[Node]> = nodes
            .chunk_by(|one, next| self.may_go_together(*one, *next))
            .collect();
        for run in runs {
            self.note_beside(run);
            let own = self.only_pairs(run).unwrap_or_default();
            let rows: Option<Vec<_>> = own.iter().map(|pair| self.joined_row(*pair)).collect();
            if let Some(rows) = rows {
                pairs.extend(own);
                joined.extend(rows);
            }
        }
        if !self.are_proved(&joined) {
            return;
        }
        for ((at, _), found) in pairs.iter().zip(joined) {
            let label = &self.block(found.row.block).rows[found.row.row].label.text;
            let mut values = found.values.iter().map(|(_, value)| value);
            let first = values.find(|value| !value.is_blank());
            let place = first.map(|value| value.place);
            let remark = (
                ObservationKind::UnlabelledRow,
                label.clone(),
                String::new(),
                place,
            );
            self.reading.remarks.push(remark);
            self.reading.rows[*at] = found;
        }
        let mut at = 0;
        self.unplaced.retain(|_| {
            at += 1;
            !pairs.iter().any(|(_, figures)| *figures == at - 1)
        });
    }

    /// Takes back a blank row beside figures that are nobody's.
    pub(super) fn drop_beside(&mut self, row: RowAt) {
        let is_it = |found: &Found<'_>| found.row == row && is_blank(found);
        let Some(at) = self.reading.rows.iter().position(is_it) else {
            return;
        };
        let found = self.reading.rows.remove(at);
        let first = found.values.first().map(|(_, value)| *value);
        self.misaligned(row, found.label.or(first), found.values.len());
        self.gapped = true;
    }

    /// The rows read and those without a label, as they stand.
    fn in_document_order(&self) -> Vec<Node> {
        let mut nodes = Vec::with_capacity(self.reading.rows.len() + self.unplaced.len());
        let mut figures = self.unplaced.iter().enumerate().peekable();
        for row in 0..=self.reading.rows.len() {
            while let Some((at, _)) = figures.next_if(|(_, one)| one.after <= row) {
                nodes.push(Node::Figures(at));
            }
            nodes.push(Node::Row(row));
        }
        nodes.pop();
        nodes
    }

    /// Whether two that follow each other may be one row, or both figures.
    fn may_go_together(&self, one: Node, next: Node) -> bool {
        match (one, next) {
            (Node::Row(_), Node::Row(_)) => false,
            (Node::Figures(one), Node::Figures(_)) => {
                !self.is_parted(self.unplaced[one].after, one + 1)
            }
            (Node::Row(row), Node::Figures(figures)) => {
                !self.is_parted(row + 1, figures) && self.may_be_label(row, figures)
            }
            (Node::Figures(figures), Node::Row(row)) => {
                !self.is_parted(row, figures + 1) && self.may_be_label(row, figures)
            }
        }
    }

    /// Whether a caption or header stands behind so many rows with and without labels.
    fn is_parted(&self, rows: usize, unplaced: usize) -> bool {
        self.breaks.contains(&Break { rows, unplaced })
    }

    /// Whether a row is but a label with blank cells, and figures may be its own: their line has no label, or the
    /// number of that one.
    fn may_be_label(&self, row: usize, figures: usize) -> bool {
        let (found, one) = (&self.reading.rows[row], &self.unplaced[figures]);
        let label = &self.block(found.row.block).rows[found.row.row].label.text;
        let begins = |piece: Token<'_>| label.starts_with(piece.text.trim());
        one.evidence.is_some_and(is_in_grid)
            && found.label.is_some()
            && is_blank(found)
            && one.label.is_none_or(begins)
    }

    fn note_beside(&mut self, run: &[Node]) {
        let pairs = run.windows(2).filter_map(|two| pair(two[0], two[1]));
        for (row, figures) in pairs {
            let row = self.reading.rows[row].row;
            self.unplaced[figures].beside.push(row);
        }
    }

    /// Which row of a run all its figures are of, if that can be but one for each and the form has no others there.
    fn only_pairs(&self, run: &[Node]) -> Option<Vec<Pair>> {
        let has_lacking = |(row, figures): &Pair| {
            let one = &self.unplaced[*figures];
            let blocks = [one.block, self.reading.rows[*row].row.block];
            blocks
                .iter()
                .any(|block| !self.lacking(one.after, *block).is_empty())
        };
        let pairs = only_matching(run)?;
        (!pairs.iter().any(has_lacking)).then_some(pairs)
    }

    /// A row with figures for its blank cells: those in the same columns of the grid, or as many.
    fn joined_row(&self, (row, figures): Pair) -> Option<Found<'d>> {
        let (found, one) = (&self.reading.rows[row], &self.unplaced[figures]);
        let label = &self.block(found.row.block).rows[found.row.row].label.text;
        // In the column of the label its number may stand.
        let is_number = |value: &&Token<'d>| {
            found.label.map(|label| label.column) == Some(value.column)
                && label.starts_with(value.text.trim())
        };
        let values = match one.values.split_first() {
            Some((number, rest)) if is_number(&number) && !number.is_blank() => rest,
            _ => &one.values,
        };
        let values = in_columns(found, values).or_else(|| in_number(found, values))?;
        Some(Found {
            values,
            ..found.clone()
        })
    }

    /// Whether no sums speak against joined rows.
    fn are_proved(&self, joined: &[Found<'d>]) -> bool {
        let of = |row: RowAt| joined.iter().find(|found| found.row == row);
        let rows = self.reading.rows.iter();
        let all: Vec<Found<'d>> = rows
            .map(|found| of(found.row).unwrap_or(found).clone())
            .collect();
        let form = &self.lexicon.form;
        let cells = joined.iter().flat_map(|found| {
            let columns = found.values.iter().map(|(column, _)| *column);
            columns.filter_map(|column| {
                form.cell_in(self.table, found.row.block, found.row.row, column)
            })
        });
        let cells: Vec<CellId> = cells.collect();
        !along_rows(joined.iter(), self.lexicon, self.table).refutes()
            && are_borne_out(&all, &cells, self.lexicon, self.table)
    }
}

fn is_blank(found: &Found<'_>) -> bool {
    found.values.iter().all(|(_, value)| value.is_blank())
}

/// The figures that stand in the columns of a grid in which a row has blank cells, if all do.
fn in_columns<'d>(row: &Found<'d>, figures: &[Token<'d>]) -> Option<Vec<(usize, Token<'d>)>> {
    let filled = figures.iter().filter(|value| !value.is_blank());
    let mut cells = row.values.iter().map(|(_, cell)| cell.column);
    if !filled
        .clone()
        .all(|value| cells.clone().any(|at| at == value.column))
    {
        return None;
    }
    let first = cells.next()?;
    // A merged cell stands in all columns at once.
    if row.values.len() > 1 && cells.all(|at| at == first) {
        return None;
    }
    let value = |(column, cell): &(usize, Token<'d>)| {
        let own = filled.clone().find(|value| value.column == cell.column);
        (*column, own.copied().unwrap_or(*cell))
    };
    Some(row.values.iter().map(value).collect())
}

/// The figures without the blank cells around them, if they are as many as the cells of a row.
fn in_number<'d>(row: &Found<'d>, figures: &[Token<'d>]) -> Option<Vec<(usize, Token<'d>)>> {
    let wanted = row.values.len();
    let blanks = |figures: &mut dyn Iterator<Item = &Token<'d>>| {
        figures.take_while(|value| value.is_blank()).count()
    };
    let before = blanks(&mut figures.iter());
    let behind = blanks(&mut figures.iter().rev());
    let filled = figures.get(before..figures.len().checked_sub(behind)?)?;
    let columns = row.values.iter().map(|(column, _)| *column);
    (filled.len() == wanted).then(|| columns.zip(filled.iter().copied()).collect())
}

/// Gives each figures of a run to a row next to them, if there is one way.
fn only_matching(run: &[Node]) -> Option<Vec<Pair>> {
    // How many ways there are for so many from the first on; more than one are two.
    let mut ways: Vec<u8> = vec![1];
    for at in 0..run.len() {
        let alone = match run[at] {
            Node::Row(_) => ways[at],
            Node::Figures(_) => 0,
        };
        let paired = match at
            .checked_sub(1)
            .and_then(|before| pair(run[before], run[at]))
        {
            Some(_) => ways[at - 1],
            None => 0,
        };
        ways.push((alone + paired).min(2));
    }
    if ways.last() != Some(&1) {
        return None;
    }
    let mut pairs = Vec::new();
    let mut end = run.len();
    while end > 0 {
        let last = run[end - 1];
        if matches!(last, Node::Row(_)) && ways[end - 1] == 1 {
            end -= 1;
            continue;
        }
        pairs.push(pair(*run.get(end.checked_sub(2)?)?, last)?);
        end -= 2;
    }
    pairs.reverse();
    Some(pairs)
}

/// Two that follow each other as a row and its figures.
const fn pair(one: Node, next: Node) -> Option<Pair> {
    match (one, next) {
        (Node::Row(row), Node::Figures(figures)) | (Node::Figures(figures), Node::Row(row)) => {
            Some((row, figures))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_given_to_rows_where_there_is_one_way() {
        let run = |kinds: &str| -> Vec<Node> {
            let kinds = kinds.chars().enumerate();
            kinds
                .map(|(at, kind)| match kind {
                    'r' => Node::Row(at),
                    _ => Node::Figures(at),
                })
                .collect()
        };
        let pairs = |kinds: &str| only_matching(&run(kinds));
        assert_eq!(pairs("rf"), Some(vec![(0, 1)]));
        assert_eq!(pairs("fr"), Some(vec![(1, 0)]));
        assert_eq!(pairs("rfrf"), Some(vec![(0, 1), (2, 3)]));
        assert_eq!(pairs("rffr"), Some(vec![(0, 1), (3, 2)]));
        for unclear in ["rfr", "rff", "f", "ff", "frfrf"] {
            assert_eq!(pairs(unclear), None, "{unclear}");
        }
        assert_eq!(pairs("r"), Some(Vec::new()));
    }
}
