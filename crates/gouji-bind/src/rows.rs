//! Reading a table whose rows are known: grids, piped rows, laid-out text.
//!
//! Lines with a label and its values are rows at once. What is left between two such rows, labels
//! broken over lines and values on a line of their own, is put together when it can only be one
//! row.

mod across;
mod labels;

use std::collections::BTreeSet;
use std::rc::Rc;

use gouji_document::ColumnEvidence;
use gouji_model::{Block, ObservationKind, RowAxis};

use crate::columns::{Columns, HeadCell, Placed, assign, leaf_columns};
use crate::filling::{Found, Reading, after};
use crate::items::{Item, items};
use crate::labels::Word;
use crate::lexicon::Lexicon;
use crate::lines::{Line, Token};
use crate::shape::Shape;

/// Most headings among which unknown ones are kept.
const MOST_HEADS: usize = 128;

/// Reads the rows of a table from lines with known rows.
pub(crate) fn read<'d>(lines: &[Line<'d>], lexicon: &Lexicon<'_>, table: usize) -> Reading<'d> {
    let mut reader = Reader {
        lexicon,
        table,
        heads: Vec::new(),
        heads_in_places: false,
        columns: None,
        after_data: false,
        side_rows: Vec::new(),
        loose: Loose::default(),
        pieced: Vec::new(),
        full_row: None,
        document_block: None,
        unknown: None,
        told_columns: BTreeSet::new(),
        reading: Reading::default(),
    };
    for line in lines.iter().filter(|line| line.has_rows()) {
        reader.line(line);
    }
    reader.settle_loose();
    reader.drop_contradicted();
    reader.remark_columns();
    reader.reading
}

/// Pieces between two complete rows: label fragments and lines of values without a label.
#[derive(Debug, Default)]
struct Loose<'d> {
    texts: Vec<Token<'d>>,
    values: Vec<(Vec<Token<'d>>, Option<ColumnEvidence>)>,
}

struct Reader<'r, 'f, 'd> {
    lexicon: &'r Lexicon<'f>,
    table: usize,
    /// Column headings since the last caption, with the blocks they can belong to.
    heads: Vec<(Vec<(usize, usize)>, Token<'d>)>,
    /// Those headings stand where their columns are, whichever line of the header they are on.
    heads_in_places: bool,
    /// The columns those headings give a block, once someone asked.
    columns: Option<(usize, Rc<Columns<'d>>)>,
    /// A row was read since the last heading: the next heading starts a new header.
    after_data: bool,
    /// Rows that stand side by side, as the header names them.
    side_rows: Vec<(usize, usize)>,
    loose: Loose<'d>,
    /// Which rows of the reading were put together from such pieces.
    pieced: Vec<usize>,
    /// The positions of a row with all its values, for laid-out text.
    full_row: Option<((usize, usize), Vec<Token<'d>>)>,
    /// The document block of the last row: an unknown label counts only beside known ones.
    document_block: Option<usize>,
    /// A row with an unknown label that began its document block: it counts once a known one
    /// follows there.
    unknown: Option<(usize, Token<'d>)>,
    /// The headings of unknown columns that are remarked, by where their text is in memory.
    told_columns: BTreeSet<usize>,
    reading: Reading<'d>,
}

impl<'r, 'd> Reader<'r, '_, 'd> {
    fn line(&mut self, line: &Line<'d>) {
        let items: Vec<Item<'r, 'd>> = items(line, self.lexicon, self.table).collect();
        if items.iter().any(|item| item.caption().is_some()) {
            self.settle_loose();
            self.heads.clear();
            self.columns = None;
            return;
        }
        if self.is_header(&items) {
            self.settle_loose();
            self.header(&items, line.evidence);
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

    fn is_header(&self, items: &[Item<'_, 'd>]) -> bool {
        let figures = items.iter().any(|item| item.is_value());
        let names_side_rows = |item: &Item<'_, 'd>| {
            item.row()
                .is_some_and(|(block, _)| self.block(block).rows_run == RowAxis::Across)
        };
        let heads = |item: &Item<'_, 'd>| item.only_column() || names_side_rows(item);
        !figures && (items.iter().any(heads) || self.is_foreign_header(items))
    }

    /// Whether a line heads columns of another form: what stands below is not to be taken for the
    /// columns of this one.
    fn is_foreign_header(&self, items: &[Item<'_, 'd>]) -> bool {
        let foreign = items
            .iter()
            .filter(|item| self.lexicon.is_foreign(item.token.word));
        foreign.count() >= 2
    }

    fn header(&mut self, items: &[Item<'_, 'd>], evidence: Option<ColumnEvidence>) {
        self.columns = None;
        self.heads_in_places = evidence == Some(ColumnEvidence::Position);
        if self.after_data {
            self.heads.clear();
            self.side_rows.clear();
            self.after_data = false;
        }
        let heads_columns = items
            .iter()
            .filter(|item| item.columns().next().is_some())
            .count()
            >= 2
            || self.is_foreign_header(items);
        for item in items {
            let columns: Vec<_> = item.columns().collect();
            if !columns.is_empty() {
                self.heads.push((columns, item.token));
            } else if let Some(row) = item.row() {
                if !self.block(row.0).rows[row.1].group {
                    self.side_rows.push(row);
                }
            } else if heads_columns
                && item.meanings.is_empty()
                && item.is_text()
                && self.heads.len() < MOST_HEADS
            {
                self.heads.push((Vec::new(), item.token));
            }
        }
    }

    /// The columns of a block as the headings above give them.
    fn columns(&mut self, block: usize) -> Rc<Columns<'d>> {
        if let Some((known, columns)) = &self.columns
            && *known == block
        {
            return Rc::clone(columns);
        }
        let heads: Vec<HeadCell<'d>> = self
            .heads
            .iter()
            .filter_map(|(columns, token)| {
                let column = columns.iter().find(|(b, _)| *b == block).map(|(_, c)| *c);
                (columns.is_empty() || column.is_some()).then_some(HeadCell {
                    column,
                    token: *token,
                })
            })
            .collect();
        let foreign = |head: &HeadCell<'d>| self.lexicon.is_foreign(head.token.word);
        let all_foreign = !heads.is_empty() && heads.iter().all(foreign);
        let mut columns = Columns::resolve(&heads, self.block(block));
        columns.foreign = all_foreign;
        if self.heads_in_places {
            columns.leaves.sort_by_key(|leaf| leaf.token.column);
        }
        let columns = Rc::new(columns);
        self.columns = Some((block, Rc::clone(&columns)));
        columns
    }

    fn labelled(&mut self, line: &Line<'d>, items: &[Item<'_, 'd>], at: usize) {
        let Some(row) = items[at].row() else {
            return;
        };
        let token = items[at].token;
        let values: Vec<Token<'d>> = items[at + 1..].iter().map(|item| item.token).collect();
        let filled = values.iter().any(|value| !value.is_blank());
        let group = self.block(row.0).rows[row.1].group;
        if group && self.label_beside_group(line, items, at) {
            return;
        }
        if values.is_empty()
            || (!filled && (group || values.len() < leaf_columns(self.block(row.0)).count()))
        {
            if !group {
                self.loose.texts.push(token);
            }
            return;
        }
        self.settle_loose();
        self.row(row, Some(token), &values, line.evidence, false);
        self.known_in(line.block);
    }

    /// Takes note that a document block has a row of the table.
    fn known_in(&mut self, block: usize) {
        self.document_block = Some(block);
        if let Some((_, label)) = self.unknown.take_if(|(in_block, _)| *in_block == block) {
            self.unknown_row(label);
        }
    }

    /// Remarks a row whose label the form does not know; its figures may be those of a row of the
    /// form.
    fn unknown_row(&mut self, label: Token<'d>) {
        let found = label.text.replace('\n', "");
        let place = Some(label.place);
        let kind = ObservationKind::UnknownRow;
        self.reading
            .remarks
            .push((kind, String::new(), found, place));
        self.reading.uncertain = true;
    }

    /// Records a row, or remarks that its values do not fit the columns.
    fn row(
        &mut self,
        row: (usize, usize),
        label: Option<Token<'d>>,
        values: &[Token<'d>],
        evidence: Option<ColumnEvidence>,
        altered: bool,
    ) {
        self.after_data = true;
        let columns = self.columns_for(row, evidence);
        let block = self.block(row.0);
        let leaves: Vec<usize> = leaf_columns(block).collect();
        let placed = assign(values, evidence, &columns, block);
        let Some(Placed { mut placed, spare }) = placed else {
            let official = block.rows[row.1].label.text.clone();
            let found = values.len().to_string();
            let place = label.or(values.first().copied()).map(|token| token.place);
            self.reading
                .remarks
                .push((ObservationKind::MisalignedRow, official, found, place));
            self.reading.misaligned.push(row);
            self.reading.uncertain = true;
            return;
        };
        if evidence == Some(ColumnEvidence::Position) && placed.len() < leaves.len() {
            fill_gaps(&mut placed, &leaves, label.or(values.first().copied()));
        }
        if placed.len() == leaves.len() && values.len() == leaves.len() {
            self.full_row = Some((row, values.to_vec()));
        }
        self.reading.rows.push(Found {
            row,
            values: placed,
            label,
            altered,
        });
        for head in spare {
            self.unknown_column(head);
        }
    }

    /// Remarks a column with figures that the form does not know, once.
    fn unknown_column(&mut self, head: Token<'d>) {
        if !self.told_columns.insert(head.text.as_ptr() as usize) {
            return;
        }
        let (found, place) = (head.text.replace('\n', ""), Some(head.place));
        let kind = ObservationKind::UnknownColumn;
        self.reading
            .remarks
            .push((kind, String::new(), found, place));
    }

    /// The columns of a row's block; in laid-out text a complete row of the same block shows
    /// better than a header broken over lines where they stand.
    fn columns_for(
        &mut self,
        row: (usize, usize),
        evidence: Option<ColumnEvidence>,
    ) -> Rc<Columns<'d>> {
        let columns = self.columns(row.0);
        match (&self.full_row, evidence) {
            (Some((full, tokens)), Some(ColumnEvidence::Position)) if full.0 == row.0 => {
                Rc::new(Columns {
                    leaves: leaf_columns(self.block(row.0))
                        .zip(tokens)
                        .map(|(column, token)| HeadCell {
                            column: Some(column),
                            token: *token,
                        })
                        .collect(),
                    ..Columns::default()
                })
            }
            _ => columns,
        }
    }

    fn unlabelled(&mut self, line: &Line<'d>, items: &[Item<'_, 'd>]) {
        if self.side_by_side(line, items) {
            return;
        }
        let texts: Vec<&Item<'_, 'd>> = items.iter().filter(|item| item.is_text()).collect();
        let figures = items.iter().filter(|item| item.is_value()).count();
        match (texts.last(), figures) {
            (None, 0) => {}
            (None, _) => self.loose.values.push((values_of(items), line.evidence)),
            (Some(text), 0) => self.loose.texts.push(text.token),
            (Some(text), _) => self.damaged(line, items, text.token),
        }
    }

    /// Remarks columns that the last header lacks or adds.
    fn remark_columns(&mut self) {
        let Some(last) = self.reading.rows.last() else {
            return;
        };
        let block = last.row.0;
        let used: Vec<usize> = last.values.iter().map(|(column, _)| *column).collect();
        let columns = self.columns(block);
        let known = columns
            .leaves
            .iter()
            .filter(|leaf| leaf.column.is_some())
            .count();
        if known == 0 {
            return;
        }
        for column in columns
            .missing
            .iter()
            .filter(|column| !used.contains(column))
        {
            let official = self.block(block).columns[*column].label.text.clone();
            self.reading.remarks.push((
                ObservationKind::MissingColumn,
                official,
                String::new(),
                None,
            ));
        }
    }
}

fn values_of<'d>(items: &[Item<'_, 'd>]) -> Vec<Token<'d>> {
    items.iter().map(|item| item.token).collect()
}

/// In laid-out text a column without anything printed under it is a blank cell.
fn fill_gaps<'d>(placed: &mut Vec<(usize, Token<'d>)>, leaves: &[usize], label: Option<Token<'d>>) {
    let Some(label) = label else {
        return;
    };
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
