//! Reading a table whose rows are known: grids, piped rows, laid-out text.
//!
//! Lines with a label and its values are rows at once. What is left between two such rows, labels
//! broken over lines and values on a line of their own, is put together when it can only be one
//! row.

pub(crate) mod across;
mod detached;
mod gaps;
mod header;
mod heads;
mod labels;
mod merged;
mod misfits;
mod parted;
mod reader;

use std::collections::BTreeSet;
use std::rc::Rc;

use gouji_document::ColumnEvidence;
use gouji_model::{Axis, Block, ObservationKind};

use crate::at::RowAt;
use crate::columns::{Basis, Columns, HeadCell, Placed, assign, leaf_columns};
use crate::items::{Item, items};
use crate::labels::Word;
use crate::lexicon::Lexicon;
use crate::lines::{Line, Token};
use crate::proof::{Proof, along_rows, amount};
use crate::reading::{Found, Reading, Stray, after};
use crate::shape::{Shape, is_undistinguished};

use header::Heads;
use reader::{FullRow, Loose, Misfit, Reader, Tail, values_of};

/// Reads the rows of a table from lines with known rows.
pub(crate) fn read<'d>(lines: &[Line<'d>], lexicon: &Lexicon, table: usize) -> Reading<'d> {
    let mut reader = Reader {
        lexicon,
        table,
        heads: Heads::default(),
        columns: None,
        after_data: false,
        side_rows: Vec::new(),
        worded: false,
        crossed: Vec::new(),
        loose: Loose::default(),
        tail: None,
        misfits: Vec::new(),
        pieced: Vec::new(),
        detached: Vec::new(),
        named: BTreeSet::new(),
        bare: Vec::new(),
        full_row: None,
        document_block: None,
        unknown: Vec::new(),
        unplaced: Vec::new(),
        breaks: BTreeSet::new(),
        gapped: false,
        noted_columns: BTreeSet::new(),
        reading: Reading::default(),
    };
    for line in lines {
        if line.has_rows() {
            reader.line(line);
        } else {
            reader.paragraph(line);
        }
    }
    reader.settle_tail();
    reader.settle_loose();
    reader.settle_misfits();
    reader.join_parted();
    reader.settle_crossed();
    reader.drop_contradicted();
    reader.drop_detached();
    reader.drop_miscounted();
    reader.fill_gaps();
    reader.remark_columns();
    reader.reading
}

impl<'r, 'd> Reader<'r, 'd> {
    fn line(&mut self, line: &Line<'d>) {
        let items: Vec<Item<'r, 'd>> = items(line, self.lexicon, self.table).collect();
        if self.tail.is_some() && self.ends_tail(&items) {
            return;
        }
        if items.iter().any(|item| item.caption().is_some()) {
            self.settle_loose();
            self.part_here();
            self.heads.clear();
            self.columns = None;
            return;
        }
        if self.is_header(&items) {
            self.settle_loose();
            self.part_here();
            self.header(&items, line);
            return;
        }
        let label = items.iter().rposition(|item| item.row().is_some());
        match label {
            Some(at) => self.labelled(line, &items, at),
            None => self.unlabelled(line, &items),
        }
    }

    fn block(&self, index: usize) -> &Block {
        &self.lexicon.form.tables[self.table].blocks[index]
    }

    fn labelled(&mut self, line: &Line<'d>, items: &[Item<'_, 'd>], at: usize) {
        let Some(row) = items[at].row() else {
            return;
        };
        let token = items[at].token;
        let row = self.row_in_group(row, token.text).unwrap_or(row);
        self.named.insert(row);
        let values: Vec<Token<'d>> = items[at + 1..].iter().map(|item| item.token).collect();
        let filled = values.iter().any(|value| !value.is_blank());
        let group = self.block(row.block).rows[row.row].group;
        if group && self.label_at_group(line, items, at) {
            return;
        }
        let leaves = leaf_columns(self.block(row.block)).count();
        let fewer = values.len() < leaves && !merged::is_in_one(&values, leaves, line.evidence);
        if values.is_empty() || (!filled && (group || fewer)) {
            if !group {
                self.loose.texts.push(token);
            }
            return;
        }
        self.settle_loose();
        self.row(row, Some(token), &values, line.evidence, false);
        self.known_in(line.block);
    }

    /// The row that a label names behind that of its group: `行政诉讼（复议后起诉）`.
    fn row_in_group(&self, group: RowAt, text: &str) -> Option<RowAt> {
        let rows = &self.block(group.block).rows;
        let id = &rows[group.row].id;
        if !rows[group.row].group {
            return None;
        }
        match self.rows_in(text)[..] {
            [first, row] if first == group && row.block == group.block => {
                let parent = rows[row.row].id.rsplit_once('.')?.0;
                (parent == id).then_some(row)
            }
            _ => None,
        }
    }

    /// Takes note that a document block has a row of the table.
    fn known_in(&mut self, block: usize) {
        self.document_block = Some(block);
        for tail in std::mem::take(&mut self.unknown) {
            if tail.block == block {
                self.unknown_row(&tail);
            }
        }
    }

    /// Remarks a row whose label the form does not know; its figures may be those of a row of the
    /// form.
    fn unknown_row(&mut self, row: &Tail<'d>) {
        let found = row.label.text.replace('\n', "");
        let last = self.reading.rows.last().map(|found| found.row.block);
        let block = last.or_else(|| self.heads.first_block());
        self.unknown_row_of(row, found, block.unwrap_or_default());
    }

    /// The same with a name for it, and the block it stands in.
    fn unknown_row_of(&mut self, row: &Tail<'d>, found: String, block: usize) {
        let place = Some(row.label.place);
        let kind = ObservationKind::UnknownRow;
        let remark = (kind, String::new(), found.clone(), place);
        self.reading.remarks.push(remark);
        self.reading.uncertain = true;
        let columns = self.columns_for(RowAt { block, row: 0 }, row.evidence);
        let placed = assign(&row.values, row.evidence, &columns, self.block(block));
        let values = placed.map(|placed| placed.placed).unwrap_or_default();
        self.reading
            .strays
            .extend(values.into_iter().map(|(column, value)| Stray {
                neighbour: (block, 0, column),
                axis: Axis::Column,
                value,
                label: found.clone(),
            }));
    }

    /// Records a row, or remarks that its values do not fit the columns.
    fn row(
        &mut self,
        row: RowAt,
        label: Option<Token<'d>>,
        values: &[Token<'d>],
        evidence: Option<ColumnEvidence>,
        altered: bool,
    ) {
        self.after_data = true;
        if self.merged_nought(row, label, values, evidence) {
            return;
        }
        let columns = self.columns_for(row, evidence);
        let block = self.block(row.block);
        let leaves: Vec<usize> = leaf_columns(block).collect();
        let placed = assign(values, evidence, &columns, block);
        let placed = placed.filter(|_| !values.iter().any(|value| is_undistinguished(value.text)));
        let Some(Placed {
            placed,
            spare,
            basis,
        }) = placed
        else {
            let misfit = Misfit {
                row,
                label,
                values: values.to_vec(),
                altered,
                rows: self.reading.rows.len(),
                remarks: self.reading.remarks.len(),
            };
            return self.unplaced_row(misfit, evidence, leaves.len());
        };
        let mut found = Found {
            row,
            values: placed,
            label,
            altered,
            basis,
        };
        if evidence == Some(ColumnEvidence::Position) {
            fill_gaps(&mut found, &leaves, label.or(values.first().copied()));
        }
        if found.values.len() == leaves.len() && values.len() == leaves.len() {
            self.full_row = Some(FullRow {
                row,
                at: self.reading.rows.len(),
            });
        }
        self.reading.rows.push(found);
        for (head, value) in spare {
            self.unknown_column(head, value, row, leaves.first().copied());
        }
        self.note_guesses(&columns, row.block);
    }

    /// Keeps a row of a grid with too many cells until the others show where its figures stand; of others
    /// it is remarked that their values do not fit.
    fn unplaced_row(
        &mut self,
        misfit: Misfit<'d>,
        evidence: Option<ColumnEvidence>,
        columns: usize,
    ) {
        let several = misfit
            .values
            .iter()
            .any(|value| is_undistinguished(value.text));
        let in_grid = evidence == Some(ColumnEvidence::Grid);
        if in_grid && !several && misfit.values.len() > columns {
            return self.misfits.push(misfit);
        }
        let at = misfit.label.or(misfit.values.first().copied());
        self.misaligned(misfit.row, at, misfit.values.len());
    }

    /// Remarks a row whose values do not fit the columns.
    fn misaligned(&mut self, row: RowAt, at: Option<Token<'d>>, count: usize) {
        let official = self.block(row.block).rows[row.row].label.text.clone();
        let place = at.map(|token| token.place);
        let kind = ObservationKind::MisalignedRow;
        let remark = (kind, official, count.to_string(), place);
        self.reading.remarks.push(remark);
        self.reading.misaligned.push(row);
        self.reading.uncertain = true;
    }

    /// Drops rows whose columns only places in a line or the number of their values tell, or headings in an order
    /// that is not the form's, where the sums along them speak against it or, with headings that mean nothing,
    /// do not bear it out.
    fn drop_miscounted(&mut self) {
        let proof = |rows: &[Found<'_>], wanted: (usize, Basis)| {
            let counted = rows
                .iter()
                .filter(|found| (found.row.block, found.basis) == wanted && is_doubted(found));
            let proof = along_rows(counted.clone(), self.lexicon, self.table);
            match wanted.1 {
                Basis::Position => false,
                Basis::Headings | Basis::Moved | Basis::Count => proof.refutes(),
                Basis::CountAlone => !proof.confirms() && counted.clone().any(holds_figures),
            }
        };
        let rows = std::mem::take(&mut self.reading.rows);
        let mut kinds: Vec<(usize, Basis)> = Vec::new();
        for found in rows.iter().filter(|found| is_doubted(found)) {
            let kind = (found.row.block, found.basis);
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        let wrong: Vec<(usize, Basis)> = kinds
            .into_iter()
            .filter(|kind| proof(&rows, *kind))
            .collect();
        let read = rows.len();
        for found in rows {
            let alone = || along_rows(std::iter::once(&found), self.lexicon, self.table);
            let misplaced = match found.basis {
                Basis::Position => alone().fail > 0,
                Basis::Moved => alone() == Proof::default(),
                _ => false,
            };
            let is_wrong = is_doubted(&found) && wrong.contains(&(found.row.block, found.basis));
            if misplaced || is_wrong {
                let first = found.values.first().map(|(_, token)| *token);
                self.misaligned(found.row, found.label.or(first), found.values.len());
            } else {
                self.reading.rows.push(found);
            }
        }
        self.gapped |= self.reading.rows.len() < read;
    }

    /// Remarks a column with figures that the form does not know, once, and keeps its figures.
    fn unknown_column(
        &mut self,
        head: Token<'d>,
        value: Token<'d>,
        row: RowAt,
        column: Option<usize>,
    ) {
        let found = head.text.replace('\n', "");
        self.reading.strays.extend(column.map(|column| Stray {
            neighbour: (row.block, row.row, column),
            axis: Axis::Row,
            value,
            label: found.clone(),
        }));
        if self.noted_columns.insert(head.text.as_ptr() as usize) {
            let kind = ObservationKind::UnknownColumn;
            let remark = (kind, String::new(), found, Some(head.place));
            self.reading.remarks.push(remark);
        }
    }

    /// Says once which headings were taken for columns of the form by their places alone.
    fn note_guesses(&mut self, columns: &Columns<'d>, block: usize) {
        for leaf in &columns.leaves {
            let Some(column) = leaf.guess else {
                continue;
            };
            if !self.noted_columns.insert(leaf.token.text.as_ptr() as usize) {
                continue;
            }
            let official = self.block(block).columns[column].label.text.clone();
            let found = leaf.token.text.replace('\n', "");
            let kind = ObservationKind::AlteredLabel;
            let remark = (kind, official, found, Some(leaf.token.place));
            self.reading.remarks.push(remark);
        }
    }

    /// The columns of a row's block; in laid-out text a complete row of the same block shows
    /// better than a header broken over lines where they stand.
    fn columns_for(&mut self, row: RowAt, evidence: Option<ColumnEvidence>) -> Rc<Columns<'d>> {
        // Headings all in pieces: no line was seen to be one of a header.
        if evidence == Some(ColumnEvidence::Position) {
            self.heads.laid_out();
        }
        let columns = self.columns(row.block);
        match (&self.full_row, evidence) {
            (Some(full), Some(ColumnEvidence::Position)) if full.row.block == row.block => {
                let values = self.reading.rows.get(full.at).map(|found| &found.values);
                let mut printed = values.cloned().unwrap_or_default();
                printed.sort_by_key(|(_, token)| token.column);
                let leaves = printed.into_iter();
                Rc::new(Columns {
                    leaves: leaves
                        .map(|(column, token)| HeadCell::known(column, token, 0))
                        .collect(),
                    ..Columns::default()
                })
            }
            _ => columns,
        }
    }

    fn unlabelled(&mut self, line: &Line<'d>, items: &[Item<'_, 'd>]) {
        if self.side_by_side(line, items) || self.crosswise(line, items) {
            return;
        }
        let texts: Vec<&Item<'_, 'd>> = items.iter().filter(|item| item.is_text()).collect();
        let figures = items.iter().filter(|item| item.is_value()).count();
        match (texts.last(), figures) {
            (None, 0) => {}
            (None, _) => self.loose.values.push(values_of(items, line)),
            (Some(text), 0) if line.lone_text().is_some() && self.names_rows_below(&text.token) => {
            }
            (Some(text), 0) => {
                let texts = texts.iter().map(|item| item.token);
                self.heads.add_scraps(texts, line.block, self.after_data);
                self.columns = None;
                self.loose_text(line, items, text.token);
            }
            (Some(text), _) => self.damaged(line, items, text.token),
        }
    }

    /// Remarks the columns that blocks lack: those without a heading in the last header, and those that no row has
    /// of a block above.
    fn remark_columns(&mut self) {
        let blocks: BTreeSet<usize> = self
            .reading
            .rows
            .iter()
            .map(|found| found.row.block)
            .collect();
        let last = self.reading.rows.last().map(|found| found.row.block);
        for block in blocks {
            let lacking = match Some(block) == last {
                true => self.lacking_in_header(block),
                false => self.lacking_in_rows(block),
            };
            for column in lacking {
                let official = self.block(block).columns[column].label.text.clone();
                let kind = ObservationKind::MissingColumn;
                // Blocks that lack the same column are said once.
                let remark = (kind, official, String::new(), None);
                if !self.reading.remarks.contains(&remark) {
                    self.reading.remarks.push(remark);
                }
            }
        }
    }

    fn lacking_in_header(&mut self, block: usize) -> Vec<usize> {
        let columns = self.columns(block);
        let last = self.reading.rows.last();
        let values = last.filter(|last| last.basis == Basis::Headings);
        let values = values.into_iter().flat_map(|last| &last.values);
        let used: Vec<usize> = values.map(|(column, _)| *column).collect();
        let is_headed = columns.leaves.iter().any(|leaf| leaf.column.is_some());
        let missing = columns.missing.iter().filter(|_| is_headed);
        missing
            .filter(|column| !used.contains(column))
            .copied()
            .collect()
    }

    fn lacking_in_rows(&self, block: usize) -> Vec<usize> {
        let rows = self
            .reading
            .rows
            .iter()
            .filter(|found| found.row.block == block);
        let by_headings = rows.clone().all(|found| found.basis == Basis::Headings);
        let values = rows.flat_map(|found| &found.values);
        let used: Vec<usize> = values.map(|(column, _)| *column).collect();
        let own = leaf_columns(self.block(block)).filter(|_| by_headings && !used.is_empty());
        own.filter(|column| !used.contains(column)).collect()
    }
}

/// Whether something else than headings in the form's order says which columns a row has: where a head above others
/// is gone, those below it stand beside the rest.
fn is_doubted(found: &Found<'_>) -> bool {
    let in_order = || found.values.is_sorted_by_key(|(column, _)| *column);
    found.basis != Basis::Headings || (found.label.is_some() && !in_order())
}

/// Whether a row holds more than noughts.
fn holds_figures(found: &Found<'_>) -> bool {
    let mut values = found.values.iter();
    values.any(|(_, token)| amount(token).is_none_or(|figure| !figure.is_zero()))
}

/// In laid-out text a column without anything printed under it is a blank cell.
fn fill_gaps<'d>(found: &mut Found<'d>, leaves: &[usize], label: Option<Token<'d>>) {
    let Some(label) = label.filter(|_| found.values.len() < leaves.len()) else {
        return;
    };
    let placed = &mut found.values;
    for column in leaves {
        if !placed.iter().any(|(other, _)| other == column) {
            let blank = Token {
                text: "",
                place: after(&label),
                shape: Shape::Blank,
                word: Word::default(),
                ..label
            };
            placed.push((*column, blank));
        }
    }
    placed.sort_by_key(|(column, _)| *column);
}
