//! Labels that are damaged, cut into cells, or broken over lines.

use super::{Reader, values_of};
use crate::columns::leaf_columns;
use crate::items::Item;
use crate::lexicon::Meaning;
use crate::lines::{Line, Token};

/// Most pieces that a label is put together from.
const MOST_PIECES: usize = 5;
/// Longest piece of a label in bytes.
const LONGEST_PIECE: usize = 256;

impl<'d> Reader<'_, '_, 'd> {
    /// Beside the label of a group stands that of its first row: where the form does not know
    /// it, it is damaged, and no value of the group.
    pub(super) fn label_beside_group(
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
            self.loose.values.push((values_of(items), line.evidence));
            return;
        };
        let token = items[label].token;
        let values: Vec<Token<'d>> = items[label + 1..].iter().map(|item| item.token).collect();
        if let Some((row, first)) = self.label_in_pieces(&items[..=label]) {
            self.loose.texts.clear();
            self.settle_loose();
            self.row(row, Some(first), &values, line.evidence, false);
            self.known_in(line.block);
            return;
        }
        if let Some(row) = self.lexicon.damaged_row(self.table, token.text) {
            self.settle_loose();
            self.row(row, Some(token), &values, line.evidence, true);
            self.known_in(line.block);
            return;
        }
        let Some(last) = self.reading.rows.last() else {
            return;
        };
        let wide_enough = values.len() >= leaf_columns(self.block(last.row.0)).count();
        // Notes under a table have texts side by side: who filled it in, and a telephone number.
        let alone = items[..label]
            .iter()
            .all(|item| item.token.is_blank() || !item.meanings.is_empty());
        if !wide_enough || !alone {
            return;
        }
        if self.document_block == Some(line.block) {
            self.settle_loose();
            self.unknown_row(token);
        } else {
            self.unknown = Some((line.block, token));
        }
    }

    /// The row that the last pieces before the values name together, with its first piece: a label
    /// may be cut into cells, and begin on the lines above.
    fn label_in_pieces(&self, items: &[Item<'_, 'd>]) -> Option<((usize, usize), Token<'d>)> {
        let beside = items.iter().rev().filter(|item| item.is_text());
        let above = self.loose.texts.iter().rev().copied();
        let mut pieces: Vec<Token<'d>> = beside
            .map(|item| item.token)
            .chain(above)
            .take(MOST_PIECES)
            .take_while(|piece| piece.text.len() <= LONGEST_PIECE)
            .collect();
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
            return;
        }
        let labels = self.labels_of(&loose.texts);
        if labels.len() != loose.values.len() {
            let wide = loose.values.iter().any(|(values, _)| values.len() >= 4);
            self.reading.uncertain |= wide && !self.reading.rows.is_empty();
            return;
        }
        for ((row, token, altered), (values, evidence)) in labels.into_iter().zip(loose.values) {
            let before = self.reading.rows.len();
            self.row(row, Some(token), &values, evidence, altered);
            self.pieced.extend(before..self.reading.rows.len());
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
        for at in wrong.into_iter().rev() {
            self.reading.rows.remove(at);
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
}
