//! Labels that are damaged, cut into cells, or broken over lines.

use std::collections::BTreeSet;

use gouji_document::ColumnEvidence;
use gouji_model::Figure;

use super::reader::{BlankRow, Loose, Reader, RowValues, Tail, values_of};
use crate::at::RowAt;
use crate::columns::{is_in_grid, leaf_columns};
use crate::items::Item;
use crate::key::{key, letters_into};
use crate::lexicon::Meaning;
use crate::lines::{Line, Token};
use crate::proof::amount;

/// Most pieces that a label is put together from.
const MOST_PIECES: usize = 5;
/// Longest piece of a label in bytes.
const LONGEST_PIECE: usize = 256;

/// Fewest values of a line that no label claims for it to be a row.
pub(super) const FEWEST_VALUES: usize = 4;

/// The label of a row, put together from pieces.
pub(super) struct JoinedLabel<'d> {
    /// The row it names.
    pub row: RowAt,
    /// Its first piece.
    pub first: Token<'d>,
    /// Its last piece.
    pub last: Token<'d>,
    /// Whether it is but like the form's label.
    pub altered: bool,
}

/// Fewest figures in a row that numbers the columns.
const FEWEST_NUMBERS: usize = 4;

/// Whether the values below headings only count the columns: `甲 | 1 | 2 | 3 | 4`.
fn numbers_columns(values: &[Token<'_>]) -> bool {
    let figures: Vec<Figure> = values.iter().filter_map(amount).collect();
    let next = |pair: &[Figure]| pair[0].checked_add(Figure::from(1)) == Some(pair[1]);
    figures.len() == values.len()
        && figures.len() >= FEWEST_NUMBERS
        && figures.windows(2).all(next)
        && figures
            .first()
            .is_some_and(|first| *first <= Figure::from(2))
}

impl Loose<'_> {
    fn clear_texts(&mut self) {
        self.texts.clear();
        self.blanks.clear();
    }
}

impl<'d> Reader<'_, 'd> {
    /// Beside the label of a group stands that of its first row: where the form does not know
    /// it, it is damaged, and no value of the group.
    pub(super) fn label_at_group(
        &mut self,
        line: &Line<'d>,
        items: &[Item<'_, 'd>],
        at: usize,
    ) -> bool {
        let texts = items.iter().skip(at + 1).take_while(|item| item.is_text());
        let Some(label) = texts.clone().last() else {
            return false;
        };
        if items.len() > at + 1 + texts.count() {
            self.damaged(line, items, label.token);
        } else {
            self.loose.texts.push(label.token);
        }
        true
    }

    /// A line with text that is no known label, and figures.
    pub(super) fn damaged(&mut self, line: &Line<'d>, items: &[Item<'_, 'd>], text: Token<'d>) {
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
            self.loose.values.push(values_of(items, line));
            return;
        };
        let label = self.before_texts(items, label);
        let token = items[label].token;
        let values: Vec<Token<'d>> = items[label + 1..].iter().map(|item| item.token).collect();
        if let Some((row, first)) = self.label_in_pieces(&items[..=label]) {
            self.loose.clear_texts();
            self.settle_loose();
            self.row(row, Some(first), &values, line.evidence, false);
            self.known_in(line.block);
            return;
        }
        if self.names_several(token.text) {
            self.settle_loose();
            self.unplace(values, line.evidence, None);
            return;
        }
        if let Some(row) = self.row_behind_groups(token.text) {
            self.settle_loose();
            self.row(row, Some(token), &values, line.evidence, false);
            self.known_in(line.block);
            return;
        }
        if let Some((row, first)) = self.goes_on_below(&token) {
            self.loose.clear_texts();
            self.reading.rows.pop();
            self.row(row, Some(first), &values, line.evidence, false);
            self.known_in(line.block);
            return;
        }
        let adjacent = items[..label].iter().map(|item| item.token);
        let adjacent: Vec<Token<'d>> = adjacent.filter(|token| !token.is_blank()).collect();
        let known = self.lexicon.damaged_row(self.table, token.text).is_some();
        if known || self.may_be_row(line, items, label, &values) {
            let above = self.pieces_above(&token);
            self.settle_loose();
            self.tail = Some(Tail {
                label: token,
                values,
                evidence: line.evidence,
                block: line.block,
                certain: adjacent.is_empty(),
                above,
                below: Vec::new(),
            });
        }
    }

    /// The label of a line in which some values are texts, `其他情形 五 0 0 …`: the last text with as many cells
    /// behind it as a row has, where the one found has fewer.
    fn before_texts(&self, items: &[Item<'_, 'd>], label: usize) -> usize {
        let Some(block) = self.block_here() else {
            return label;
        };
        let width = leaf_columns(self.block(block)).count();
        let mut texts = (0..=label).rev().filter(|at| items[*at].is_text());
        let wide = texts.find(|at| items.len() - at > width);
        wide.unwrap_or(label)
    }

    /// Whether a text is the labels of several rows, as where one has run down into the next: whose figures stand
    /// beside it only its place may tell.
    fn names_several(&self, text: &str) -> bool {
        let named = self.rows_in(text).into_iter();
        let own: BTreeSet<RowAt> = named
            .filter(|row| !self.block(row.block).rows[row.row].group)
            .collect();
        own.len() > 1
    }

    /// The row that a text names behind the groups it is in: `（三）不予公开/1.属于国家秘密`.
    fn row_behind_groups(&self, text: &str) -> Option<RowAt> {
        let named = self.rows_in(text);
        let (row, groups) = named.split_last()?;
        let rows = &self.block(row.block).rows;
        let is_around = |group: &RowAt| {
            let below = rows[row.row].id.strip_prefix(rows[group.row].id.as_str());
            group.block == row.block && below.is_some_and(|below| below.starts_with('.'))
        };
        let is_own = !rows[row.row].group && !groups.is_empty() && groups.iter().all(is_around);
        is_own.then_some(*row)
    }

    /// The row of blank cells above whose label goes on in a text below it, with the first piece of that
    /// label: the first piece may be the label of the row by itself, `（二）部分公开（区分处理的`.
    fn goes_on_below(&self, text: &Token<'d>) -> Option<(RowAt, Token<'d>)> {
        let last = self.reading.rows.last()?;
        let first = last.label.filter(|label| label.column == text.column)?;
        if last.values.iter().any(|(_, value)| !value.is_blank()) {
            return None;
        }
        let between = self.loose.texts.iter();
        let between = between.filter(|piece| piece.column == text.column);
        let mut joined = first.text.to_owned();
        between
            .chain([text])
            .for_each(|piece| joined.push_str(piece.text));
        let (mut printed, mut official) = (String::new(), String::new());
        letters_into(&joined, &mut printed);
        let label = &self.block(last.row.block).rows[last.row.row].label.text;
        letters_into(label, &mut official);
        official.starts_with(&printed).then_some((last.row, first))
    }

    /// Whether a line of figures under an unknown label may be a row: it is as wide as one, and no
    /// note under the table, which has texts side by side: who filled it in, and a telephone number.
    fn may_be_row(
        &self,
        line: &Line<'d>,
        items: &[Item<'_, 'd>],
        label: usize,
        values: &[Token<'d>],
    ) -> bool {
        let last = self.reading.rows.last().map(|found| found.row);
        let Some(block) = self.block_here() else {
            return false;
        };
        if !self.after_data && numbers_columns(values) {
            return false;
        }
        let blocks = &self.lexicon.form.tables[self.table].blocks;
        let end = RowAt {
            block: blocks.len() - 1,
            row: blocks.last().map_or(0, |last| last.rows.len() - 1),
        };
        let alone = items[..label]
            .iter()
            .all(|item| item.token.is_blank() || !item.meanings.is_empty());
        let wide = values.len() >= leaf_columns(self.block(block)).count();
        // Signs for nothing are figures, too: a row of `/` is there, and none that the document lacks.
        let filled = values.iter().any(|value| value.shape.is_value());
        let inside = last.is_some_and(|row| row < end) && self.document_block == Some(line.block);
        wide && filled && (alone || inside)
    }

    /// The block of the form in which a row that comes next would be.
    pub(super) fn block_here(&self) -> Option<usize> {
        // Under headings of its own the first row is in their block.
        let headed = self.heads.first_block();
        let of_last = self.reading.rows.last().map(|found| found.row.block);
        match self.after_data {
            true => of_last.or(headed),
            false => headed.or(of_last),
        }
    }

    /// Looks on the line below a row with an unknown label for the end of that label. Whether the
    /// line is done with.
    pub(super) fn ends_tail(&mut self, items: &[Item<'_, 'd>]) -> bool {
        let Some(tail) = self.tail.take() else {
            return false;
        };
        let mut filled = items.iter().filter(|item| !item.token.is_blank());
        let mut tail = tail;
        if let (Some(below), None) = (filled.next(), filled.next())
            && below.is_text()
        {
            tail.below.push(below.token);
            if let Some(row) = self.whole(&tail) {
                self.row(row, Some(tail.label), &tail.values, tail.evidence, false);
                self.known_in(tail.block);
                return true;
            }
            if self.may_go_on(&tail) {
                self.tail = Some(tail);
                return true;
            }
            // The line at hand is no piece of it, and read as any other.
            tail.below.pop();
        }
        self.tail = Some(tail);
        self.settle_tail();
        false
    }

    /// The texts above a label that may be pieces of it: they stand in the same column.
    fn pieces_above(&self, label: &Token<'d>) -> Vec<Token<'d>> {
        let texts = self.loose.texts.iter().rev();
        let above = texts.filter(|text| text.column == label.column);
        let above = above.take_while(|text| text.text.len() <= LONGEST_PIECE);
        let mut above: Vec<Token<'d>> = above.take(MOST_PIECES).copied().collect();
        above.reverse();
        above
    }

    /// The row that the pieces of a label make, those above it as far as they are of it.
    fn whole(&self, tail: &Tail<'d>) -> Option<RowAt> {
        let (row, altered) = self
            .label_runs(tail)
            .find_map(|pieces| self.joined(&pieces))?;
        (!altered).then_some(row)
    }

    /// The label with what stands below, and with more and more of what stands above.
    fn label_runs(&self, tail: &Tail<'d>) -> impl Iterator<Item = Vec<Token<'d>>> {
        let (above, label, below) = (tail.above.clone(), tail.label, tail.below.clone());
        (0..=above.len()).rev().map(move |from| {
            let own = above[from..].iter().copied();
            own.chain([label]).chain(below.iter().copied()).collect()
        })
    }

    /// Whether some label of the form begins with the pieces read so far and goes on.
    fn may_go_on(&self, tail: &Tail<'d>) -> bool {
        if tail.below.len() >= MOST_PIECES {
            return false;
        }
        let blocks = &self.lexicon.form.tables[self.table].blocks;
        let mut labels = Vec::new();
        for row in blocks.iter().flat_map(|block| &block.rows) {
            labels.push(key(&row.label.text).body);
        }
        let mut runs = self.label_runs(tail).map(|pieces| {
            let text: String = pieces.iter().map(|piece| piece.text).collect();
            key(&text).body
        });
        runs.any(|run| {
            labels
                .iter()
                .any(|label| label.starts_with(&run) && *label != run)
        })
    }

    /// Takes a row whose label has no end below for the row it is most like, or tells it.
    pub(super) fn settle_tail(&mut self) {
        let Some(mut tail) = self.tail.take() else {
            return;
        };
        let below = std::mem::take(&mut tail.below);
        if let Some(row) = self.lexicon.damaged_row(self.table, tail.label.text) {
            self.row(row, Some(tail.label), &tail.values, tail.evidence, true);
            self.known_in(tail.block);
        } else if self.document_block == Some(tail.block) && self.may_be_lacking(&tail) {
            self.unplace(tail.values, tail.evidence, Some(tail.label));
        } else if self.document_block == Some(tail.block)
            || !tail.certain
            || self.heads.stand_in(tail.block)
        {
            self.unknown_row(&tail);
        } else {
            self.unknown.push(tail);
        }
        self.loose.texts.extend(below);
    }

    /// A text without figures: a piece of a label, or the label of a row of blank cells.
    pub(super) fn loose_text(&mut self, line: &Line<'d>, items: &[Item<'_, 'd>], text: Token<'d>) {
        self.loose.texts.push(text);
        let Some(last) = self.reading.rows.last() else {
            return;
        };
        let after = items.iter().rev().take_while(|item| item.token.is_blank());
        let mut blanks: Vec<Token<'d>> = after.map(|item| item.token).collect();
        blanks.reverse();
        if blanks.len() >= leaf_columns(self.block(last.row.block)).count() {
            let row = RowValues {
                values: blanks,
                evidence: line.evidence,
                block: line.block,
            };
            self.loose.blanks.push(BlankRow { label: text, row });
        }
    }

    /// The row that the last pieces before the values name together, with its first piece: a label
    /// may be cut into cells, and begin on the lines above. Letters of an upright label beside it
    /// are no pieces of it.
    fn label_in_pieces(&self, items: &[Item<'_, 'd>]) -> Option<(RowAt, Token<'d>)> {
        let texts = items.iter().rev().filter(|item| item.is_text());
        let adjacent = texts.map(|item| item.token);
        let above = self.loose.texts.iter().rev().copied();
        let all: Vec<Token<'d>> = adjacent.clone().chain(above.clone()).collect();
        let column = all.first().map(|last| last.column);
        let aligned = |piece: &Token<'d>| Some(piece.column) == column;
        let below: Vec<Token<'d>> = all.iter().copied().filter(aligned).collect();
        self.last_pieces(&all).or_else(|| self.last_pieces(&below))
    }

    /// The row that the first of some pieces, the last one first, name together.
    fn last_pieces(&self, pieces: &[Token<'d>]) -> Option<(RowAt, Token<'d>)> {
        let short = |piece: &&Token<'d>| piece.text.len() <= LONGEST_PIECE;
        let pieces = pieces.iter().take(MOST_PIECES).take_while(short);
        let mut pieces: Vec<Token<'d>> = pieces.copied().collect();
        pieces.reverse();
        (2..=pieces.len()).find_map(|count| {
            let last = pieces.get(pieces.len() - count..)?;
            let (row, altered) = self.joined(last)?;
            Some((row, *last.first()?)).filter(|_| !altered)
        })
    }

    /// Puts what lies between two complete rows together: one line of values and the fragments
    /// of one label make a row; several make rows only if their labels are whole.
    pub(super) fn settle_loose(&mut self) {
        let loose = std::mem::take(&mut self.loose);
        if loose.values.is_empty() {
            self.blank_rows(loose.blanks);
            self.bare.push(loose.texts);
            return;
        }
        let labels = self.labels_of(&loose.texts);
        // In laid-out text a piece that is but like a label may be that of the row below.
        let laid = |row: &RowValues<'d>| row.evidence == Some(ColumnEvidence::Position);
        let doubtful = labels.iter().any(|label| label.altered) && loose.values.iter().any(laid);
        if labels.len() != loose.values.len() || doubtful {
            self.unlabelled_rows(loose.values);
            return;
        }
        for (label, own) in labels.into_iter().zip(loose.values) {
            let before = self.reading.rows.len();
            self.note_detached(&label, &own);
            self.row(
                label.row,
                Some(label.first),
                &own.values,
                own.evidence,
                label.altered,
            );
            self.pieced.extend(before..self.reading.rows.len());
        }
    }

    /// Rows of blank cells beside labels that are all but those of rows not read yet.
    fn blank_rows(&mut self, rows: Vec<BlankRow<'d>>) {
        for BlankRow { label, row } in rows {
            let nearly = self.lexicon.nearly(self.table, label.text);
            let group = |row: &RowAt| self.block(row.block).rows[row.row].group;
            let Some(at) = nearly.filter(|row| !group(row)) else {
                continue;
            };
            let read = self.reading.rows.iter().any(|found| found.row == at);
            if !read {
                self.row(at, Some(label), &row.values, row.evidence, true);
            }
        }
    }

    /// Lines of values that no label claims.
    fn unlabelled_rows(&mut self, lines: Vec<RowValues<'d>>) {
        let last = self.reading.rows.last().map(|found| found.row.block);
        for row in lines {
            let here = self
                .block_here()
                .filter(|_| row.evidence.is_some_and(is_in_grid));
            let Some(block) = here.or(last).or_else(|| self.heads.first_block()) else {
                return;
            };
            let wanted = leaf_columns(self.block(block)).count();
            let figures = row.values.iter().filter(|value| value.is_figure()).count();
            let counts = last.is_none() && numbers_columns(&row.values);
            let wide = row.values.len() >= FEWEST_VALUES || self.may_be_narrow(&row);
            if row.values.len() >= wanted && wide && figures > 0 && !counts {
                self.unplace(row.values, row.evidence, None);
            }
        }
    }

    /// Drops rows put together from pieces where the same row stands whole: a piece of another
    /// label was taken for it, and whose values they are is not known.
    pub(super) fn drop_contradicted(&mut self) {
        let rows = &self.reading.rows;
        let whole = |at: usize| {
            let others = rows.iter().enumerate();
            let row = rows.get(at).map(|found| found.row);
            let mut whole = others.filter(|(other, _)| !self.pieced.contains(other));
            whole.any(|(_, found)| Some(found.row) == row)
        };
        let wrong: Vec<usize> = self
            .pieced
            .iter()
            .copied()
            .filter(|at| whole(*at))
            .collect();
        self.reading.uncertain |= !wrong.is_empty();
        self.gapped |= !wrong.is_empty();
        for at in wrong.into_iter().rev() {
            self.reading.rows.remove(at);
        }
    }

    /// The row labels that a run of fragments makes, read greedily from the longest joins.
    pub(super) fn labels_of(&self, texts: &[Token<'d>]) -> Vec<JoinedLabel<'d>> {
        let mut labels = Vec::new();
        let mut from = 0;
        while from < texts.len() {
            let longest = (from + 1..=texts.len().min(from + 4)).rev();
            let found = longest
                .filter_map(|to| Some((to, self.joined(&texts[from..to])?)))
                .next();
            match found {
                Some((to, (row, altered))) => {
                    labels.push(JoinedLabel {
                        row,
                        first: texts[from],
                        last: texts[to - 1],
                        altered,
                    });
                    from = to;
                }
                None => from += 1,
            }
        }
        labels
    }

    fn joined(&self, texts: &[Token<'d>]) -> Option<(RowAt, bool)> {
        let text: String = texts.iter().map(|token| token.text).collect();
        let meanings = self.lexicon.meanings_of_joined(&text, self.table);
        let exact = meanings.iter().find_map(|meaning| match meaning {
            Meaning::Row { block, row, .. } => Some(RowAt { block, row }),
            _ => None,
        });
        let is_group = |row: RowAt| self.block(row.block).rows[row.row].group;
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
}
