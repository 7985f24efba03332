//! The headings of columns: whole, cut into pieces over lines, or run together on one.

use std::rc::Rc;

use gouji_model::RowAxis;

use super::across::ABOVE_TABLE;
use super::header::{Head, MOST_HEADS, MOST_PIECES};
use super::reader::{Reader, SideRow};
use crate::at::{ColumnAt, RowAt};
use crate::columns::{Columns, HeadCell, is_in_grid};
use crate::items::Item;
use crate::lines::{Line, Token};

impl<'r, 'd> Reader<'r, 'd> {
    pub(super) fn is_header(&self, items: &[Item<'_, 'd>]) -> bool {
        let figures = items.iter().any(|item| item.is_value());
        let heads = |item: &Item<'_, 'd>| item.only_column() || self.names_side_row(item);
        !figures && (items.iter().any(heads) || self.is_foreign_header(items))
    }

    fn names_side_row(&self, item: &Item<'_, 'd>) -> bool {
        let row = item.row();
        row.is_some_and(|row| self.block(row.block).rows_run == RowAxis::Across)
    }

    /// Whether a line heads columns of another form: what stands below is not to be taken for the
    /// columns of this one.
    fn is_foreign_header(&self, items: &[Item<'_, 'd>]) -> bool {
        let foreign = items
            .iter()
            .filter(|item| self.lexicon.is_foreign(item.token.word));
        foreign.count() >= 2
    }

    /// A new header begins once a row was read.
    pub(super) fn restart_header(&mut self) {
        self.columns = None;
        if self.after_data {
            self.heads.clear();
            self.side_rows.clear();
            self.after_data = false;
        }
    }

    pub(super) fn header(&mut self, items: &[Item<'_, 'd>], line: &Line<'d>) {
        self.restart_header();
        self.worded = false;
        self.heads.evidence = line.evidence;
        self.heads.lines += 1;
        let names_column = |item: &&Item<'_, 'd>| item.columns().next().is_some();
        let heads_columns =
            items.iter().filter(names_column).count() >= 2 || self.is_foreign_header(items);
        for item in items {
            self.heading(item, line.block, heads_columns);
        }
    }

    /// One cell of a header line.
    fn heading(&mut self, item: &Item<'_, 'd>, block: usize, heads_columns: bool) {
        let columns: Vec<_> = item.columns().collect();
        // `行政诉讼（复议后起诉）` is two labels, and not one with an explanation.
        let whole = item.token.word.exact.is_some();
        if !whole && item.row().is_some() && self.in_one_cell(item.token, block) {
            return;
        }
        if !columns.is_empty() {
            self.heads.push(columns, item.token, block);
        } else if let Some(row) = item.row() {
            self.side_row(row, item.token, self.heads.lines);
        } else if item.meanings.is_empty() && item.is_text() {
            if self.in_one_cell(item.token, block) || self.heads.len() >= MOST_HEADS {
                return;
            }
            if heads_columns {
                self.heads.push(Vec::new(), item.token, block);
            } else {
                self.heads.scrap(item.token, block);
            }
        }
    }

    /// A row that stands beside others, as the header names it.
    fn side_row(&mut self, row: RowAt, token: Token<'d>, line: usize) {
        let block = self.block(row.block);
        if block.rows_run == RowAxis::Across {
            // A header with names of its own needs none from above the table.
            if !block.rows[row.row].group {
                self.side_rows.retain(|side| side.at.0 != ABOVE_TABLE);
            }
            self.side_rows.push(SideRow {
                row,
                at: (line, token.column),
                end: token.end(),
            });
        }
    }

    /// Takes a text that is several labels run together apart, if it is nothing else.
    pub(super) fn in_one_cell(&mut self, token: Token<'d>, block: usize) -> bool {
        let Some(parts) = self.lexicon.parts(token.text, self.table) else {
            return false;
        };
        let parts = parts.into_iter().map(|(range, meanings)| {
            let before = token.text[..range.start].chars().count() as u32;
            let part = Token {
                text: &token.text[range],
                column: token.column + before,
                span: 1,
                ..token
            };
            Item {
                token: part,
                meanings,
            }
        });
        let mut items: Vec<Item<'_, 'd>> = parts.collect();
        let names = |item: &Item<'_, 'd>| item.columns().next().is_some() || item.row().is_some();
        let names_one = items.iter().filter(|item| names(item)).count() == 1;
        if names_one && self.heads.evidence.is_some_and(is_in_grid) {
            // Beside what names nothing it stands where its cell does.
            for item in &mut items {
                (item.token.column, item.token.span) = (token.column, token.span);
            }
        }
        for item in items {
            let part = item.token;
            let columns: Vec<_> = item.columns().collect();
            if !columns.is_empty() {
                self.heads.push(columns, part, block);
            } else if let Some(row) = item.row() {
                self.side_row(row, part, self.heads.lines);
            }
        }
        true
    }

    /// The columns of a block as the headings above give them.
    pub(super) fn columns(&mut self, block: usize) -> Rc<Columns<'d>> {
        if let Some((known, columns)) = &self.columns
            && *known == block
        {
            return Rc::clone(columns);
        }
        self.join_headings();
        let heads: Vec<HeadCell<'d>> = self
            .heads
            .heads
            .iter()
            .filter_map(|head| {
                let column = head
                    .columns
                    .iter()
                    .find(|ColumnAt { block: b, .. }| *b == block);
                let column = column.map(|ColumnAt { column, .. }| *column);
                (head.columns.is_empty() || column.is_some()).then_some(HeadCell {
                    column,
                    guess: None,
                    foreign: self.lexicon.is_foreign(head.token.word),
                    line: head.line,
                    block: head.block,
                    token: head.token,
                })
            })
            .collect();
        let columns = Columns::resolve(&heads, self.block(block), self.heads.evidence);
        let columns = Rc::new(columns);
        self.columns = Some((block, Rc::clone(&columns)));
        columns
    }

    /// Joins pieces of headings that are broken over lines, where they are exactly one heading.
    pub(super) fn join_headings(&mut self) {
        // What is a head in fewer words than the form's may be a piece of it.
        let (lexicon, table) = (self.lexicon, self.table);
        let unknown = |head: &Head<'d>| {
            head.columns.is_empty() || lexicon.is_short_in(head.token.word, table)
        };
        let mut pieces: Vec<Head<'d>> = std::mem::take(&mut self.heads.scraps);
        pieces.extend(
            self.heads
                .heads
                .iter()
                .filter(|head| unknown(head))
                .cloned(),
        );
        if pieces.len() < 2 || pieces.len() > MOST_HEADS {
            return;
        }
        pieces.sort_by_key(|piece| piece.line);
        let mut used = vec![false; pieces.len()];
        let mut chains: Vec<Vec<usize>> = Vec::new();
        for first in 0..pieces.len() {
            let mut chain = vec![first];
            if !used[first] && self.finds_end(&pieces, &used, &mut chain) {
                chain.iter().for_each(|at| used[*at] = true);
                chains.push(chain);
            }
        }
        self.heads.heads.retain(|head| {
            let mut gone = pieces.iter().zip(&used).filter(|(_, used)| **used);
            !(unknown(head) && gone.any(|(piece, _)| piece.token.place == head.token.place))
        });
        for chain in chains {
            self.keep_joined(&pieces, &chain);
        }
    }

    /// Looks for pieces below the last of a chain that make it a heading.
    fn finds_end(&self, pieces: &[Head<'d>], used: &[bool], chain: &mut Vec<usize>) -> bool {
        let last = chain.last().copied().unwrap_or_default();
        for next in last + 1..pieces.len() {
            if used[next] || !self.heads.goes_on(&pieces[last], &pieces[next]) {
                continue;
            }
            chain.push(next);
            let goes_on = chain.len() < MOST_PIECES;
            // What is a head in fewer words than the form's may go on to be the form's.
            let is_short = goes_on && self.is_short(pieces, chain);
            if (is_short && self.finds_end(pieces, used, chain))
                || self.is_heading(pieces, chain)
                || (goes_on && !is_short && self.finds_end(pieces, used, chain))
            {
                return true;
            }
            chain.pop();
        }
        false
    }

    /// Whether a chain of pieces makes a heading in fewer words than the form's.
    fn is_short(&self, pieces: &[Head<'d>], chain: &[usize]) -> bool {
        let text: String = chain.iter().map(|at| pieces[*at].token.text).collect();
        let word = self.lexicon.word(&text);
        self.lexicon.is_short_in(word, self.table)
    }

    /// Where among the headings one of several pieces belongs: behind those of its lines, and where rows
    /// stand side by side or the pieces stand in two tables, before those that stand to the right of the first.
    fn place_of_joined(&self, first: &Head<'d>, last: &Head<'d>) -> usize {
        let heads = &self.heads.heads;
        let behind = || heads.partition_point(|head| head.line <= last.line);
        if self.across_block().is_none() && first.block == last.block {
            return behind();
        }
        let is_right = |head: &Head<'d>| {
            head.line >= first.line
                && head.block == first.block
                && head.token.column > first.token.column
        };
        let before = heads.iter().position(is_right);
        let above = || heads.iter().rposition(|head| head.line <= last.line);
        before.unwrap_or_else(|| above().map_or(0, |at| at + 1))
    }

    /// What a chain of pieces is together.
    fn joined_heading(&self, pieces: &[Head<'d>], chain: &[usize]) -> Item<'r, 'd> {
        let text: String = chain.iter().map(|at| pieces[*at].token.text).collect();
        Item {
            token: pieces[chain[0]].token,
            meanings: self.lexicon.meanings_of_joined(&text, self.table),
        }
    }

    /// Whether a chain of pieces makes a heading.
    fn is_heading(&self, pieces: &[Head<'d>], chain: &[usize]) -> bool {
        let item = self.joined_heading(pieces, chain);
        item.columns().next().is_some() || self.names_side_row(&item)
    }

    /// Keeps the heading that a chain of pieces makes.
    fn keep_joined(&mut self, pieces: &[Head<'d>], chain: &[usize]) {
        let item = self.joined_heading(pieces, chain);
        let (first, last) = (&pieces[chain[0]], &pieces[chain[chain.len() - 1]]);
        let columns: Vec<_> = item.columns().collect();
        if columns.is_empty() {
            if let Some(row) = item.row() {
                self.side_row(row, first.token, first.line);
            }
            return;
        }
        let at = self.place_of_joined(first, last);
        // It stands in the table of its first piece, on a line of that.
        let mut pieces = chain.iter().rev().map(|at| &pieces[*at]);
        let line = pieces.find(|piece| piece.block == first.block);
        let head = Head {
            columns,
            line: line.map_or(first.line, |piece| piece.line),
            ..first.clone()
        };
        self.heads.heads.insert(at, head);
    }
}
