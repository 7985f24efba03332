//! Reading a table whose rows are known: grids, piped rows, laid-out text.
//!
//! Lines with a label and its values are rows at once. What is left between two such rows, labels
//! broken over lines and values on a line of their own, is put together when it can only be one
//! row.

use std::rc::Rc;

use gouji_document::ColumnEvidence;
use gouji_model::{Block, ObservationKind, RowAxis};

use crate::columns::{Columns, HeadCell, assign, leaf_columns};
use crate::filling::{Found, Reading, after};
use crate::items::{Item, items};
use crate::labels::Word;
use crate::lexicon::{Lexicon, Meaning};
use crate::lines::{Line, Token};
use crate::shape::Shape;

/// Reads the rows of a table from lines with known rows.
pub(crate) fn read<'d>(lines: &[Line<'d>], lexicon: &Lexicon<'_>, table: usize) -> Reading<'d> {
    let mut reader = Reader {
        lexicon,
        table,
        heads: Vec::new(),
        columns: None,
        after_data: false,
        side_rows: Vec::new(),
        loose: Loose::default(),
        full_row: None,
        document_block: None,
        reading: Reading::default(),
    };
    for line in lines.iter().filter(|line| line.has_rows()) {
        reader.line(line);
    }
    reader.settle_loose();
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
    /// The columns those headings give a block, once someone asked.
    columns: Option<(usize, Rc<Columns<'d>>)>,
    /// A row was read since the last heading: the next heading starts a new header.
    after_data: bool,
    /// Rows that stand side by side, as the header names them.
    side_rows: Vec<(usize, usize)>,
    loose: Loose<'d>,
    /// The positions of a row with all its values, for laid-out text.
    full_row: Option<((usize, usize), Vec<Token<'d>>)>,
    /// The document block of the last row: an unknown label counts only beside known ones.
    document_block: Option<usize>,
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
            self.header(&items);
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
        !figures && items.iter().any(heads)
    }

    fn header(&mut self, items: &[Item<'_, 'd>]) {
        self.columns = None;
        if self.after_data {
            self.heads.clear();
            self.side_rows.clear();
            self.after_data = false;
        }
        let heads_columns = items
            .iter()
            .filter(|item| item.columns().next().is_some())
            .count()
            >= 2;
        for item in items {
            let columns: Vec<_> = item.columns().collect();
            if !columns.is_empty() {
                self.heads.push((columns, item.token));
            } else if let Some(row) = item.row() {
                if !self.block(row.0).rows[row.1].group {
                    self.side_rows.push(row);
                }
            } else if heads_columns && item.meanings.is_empty() && item.is_text() {
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
        let columns = Rc::new(Columns::resolve(&heads, self.block(block)));
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
        self.document_block = Some(line.block);
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
        let Some(mut placed) = assign(values, evidence, &columns, block) else {
            let official = block.rows[row.1].label.text.clone();
            let found = values.len().to_string();
            let place = label.or(values.first().copied()).map(|token| token.place);
            self.reading
                .remarks
                .push((ObservationKind::MisalignedRow, official, found, place));
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
                    missing: Vec::new(),
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

    /// A line with text that is no known label, and figures.
    fn damaged(&mut self, line: &Line<'d>, items: &[Item<'_, 'd>], text: Token<'d>) {
        let at = items
            .iter()
            .rposition(|item| item.token.place == text.place)
            .unwrap_or(0);
        let first_value = items.iter().position(|item| item.is_value());
        let label = match first_value {
            // Text among the values is a value; the label is what stands before them.
            Some(first) if first < at => items[..first].iter().rposition(|item| item.is_text()),
            _ => Some(at),
        };
        let Some(label) = label else {
            self.loose.values.push((values_of(items), line.evidence));
            return;
        };
        let token = items[label].token;
        let values: Vec<Token<'d>> = items[label + 1..].iter().map(|item| item.token).collect();
        if let Some(row) = self.lexicon.damaged_row(self.table, token.text) {
            self.settle_loose();
            self.row(row, Some(token), &values, line.evidence, true);
            self.document_block = Some(line.block);
            return;
        }
        let Some(last) = self.reading.rows.last() else {
            return;
        };
        let wide_enough = values.len() >= leaf_columns(self.block(last.row.0)).count();
        if self.document_block == Some(line.block) && wide_enough {
            self.settle_loose();
            let found = token.text.replace('\n', "");
            self.reading.remarks.push((
                ObservationKind::UnknownRow,
                String::new(),
                found,
                Some(token.place),
            ));
            self.reading.uncertain = true;
        }
    }

    /// The printed row that holds all rows of a block side by side.
    fn side_by_side(&mut self, line: &Line<'d>, items: &[Item<'_, 'd>]) -> bool {
        let Some(block) = self.across_block() else {
            return false;
        };
        // A header broken over lines shows at least whose columns these are.
        let under_header = self.heads.len() >= 4 || !self.side_rows.is_empty();
        let short_text = items.len() < 4 && items.iter().any(|item| item.is_text());
        if !under_header || short_text {
            return false;
        }
        let leaves: Vec<usize> = leaf_columns(self.block(block)).collect();
        let rows = self.side_rows_of(block);
        let wanted = leaves.len() * rows.len();
        let tokens: Vec<Token<'d>> = items.iter().map(|item| item.token).collect();
        let Some(tokens) = exactly(&tokens, wanted) else {
            let filled = tokens.iter().filter(|token| !token.is_blank()).count();
            let figures = items.iter().filter(|item| item.is_value()).count();
            self.reading.torn |= figures >= leaves.len();
            return filled >= leaves.len();
        };
        for (row, values) in rows.iter().zip(tokens.chunks(leaves.len())) {
            self.reading.rows.push(Found {
                row: *row,
                values: leaves.iter().copied().zip(values.iter().copied()).collect(),
                label: None,
                altered: false,
            });
        }
        self.after_data = true;
        self.document_block = Some(line.block);
        true
    }

    fn across_block(&self) -> Option<usize> {
        let table = &self.lexicon.form.tables[self.table];
        table
            .blocks
            .iter()
            .position(|block| block.rows_run == RowAxis::Across)
    }

    /// The rows side by side in the header's order, or the form's where the header is damaged.
    fn side_rows_of(&self, block: usize) -> Vec<(usize, usize)> {
        let form: Vec<(usize, usize)> = self
            .block(block)
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| !row.group)
            .map(|(index, _)| (block, index))
            .collect();
        let mut named = self.side_rows.clone();
        named.dedup();
        let complete = form.iter().all(|row| named.contains(row)) && named.len() == form.len();
        if complete { named } else { form }
    }

    /// Puts what lies between two complete rows together: one line of values and the fragments
    /// of one label make a row; several make rows only if their labels are whole.
    fn settle_loose(&mut self) {
        let loose = std::mem::take(&mut self.loose);
        if loose.values.is_empty() {
            return;
        }
        let labels = self.labels_of(&loose.texts);
        if labels.len() != loose.values.len() {
            let wide = loose.values.iter().any(|(values, _)| values.len() >= 4);
            self.reading.uncertain |= wide && !self.reading.rows.is_empty();
            return;
        }
        for ((row, token, altered), (values, evidence)) in labels.into_iter().zip(loose.values) {
            self.row(row, Some(token), &values, evidence, altered);
        }
    }

    /// The row labels that a run of fragments makes, read greedily from the longest joins.
    fn labels_of(&self, texts: &[Token<'d>]) -> Vec<((usize, usize), Token<'d>, bool)> {
        let mut labels = Vec::new();
        let mut from = 0;
        while from < texts.len() {
            let longest = (from + 1..=texts.len().min(from + 4)).rev();
            let found = longest
                .filter_map(|to| Some((to, self.joined(&texts[from..to])?)))
                .next();
            match found {
                Some((to, (row, altered))) => {
                    labels.push((row, texts[from], altered));
                    from = to;
                }
                None => from += 1,
            }
        }
        labels
    }

    fn joined(&self, texts: &[Token<'d>]) -> Option<((usize, usize), bool)> {
        let text: String = texts.iter().map(|token| token.text).collect();
        let meanings = self.lexicon.meanings_of_joined(&text, self.table);
        let exact = meanings.iter().find_map(|meaning| match meaning {
            Meaning::Row { block, row, .. } => Some((block, row)),
            _ => None,
        });
        let is_group = |row: (usize, usize)| self.block(row.0).rows[row.1].group;
        match exact {
            Some(row) => (!is_group(row)).then_some((row, false)),
            None if texts.len() == 1 => self
                .lexicon
                .damaged_row(self.table, &text)
                .filter(|row| !is_group(*row))
                .map(|row| (row, true)),
            None => None,
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

/// The tokens without blank ones at the ends that are too many.
fn exactly<'t, 'd>(tokens: &'t [Token<'d>], wanted: usize) -> Option<&'t [Token<'d>]> {
    let mut kept = tokens;
    while kept.len() > wanted && kept.last().is_some_and(Token::is_blank) {
        kept = &kept[..kept.len() - 1];
    }
    while kept.len() > wanted && kept.first().is_some_and(Token::is_blank) {
        kept = &kept[1..];
    }
    (kept.len() == wanted).then_some(kept)
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
