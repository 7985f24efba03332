//! Reading a table in which every figure is named by the labels beside and above it, in whatever shape: rows
//! printed as columns, a line for each cell, heads that name row and column in one.
//!
//! It is tried where a table is not read as the form prints it, and holds only where the names are those of
//! all cells of the table, each once, and nothing else stands among them.

use std::collections::BTreeMap;

use gouji_document::ColumnEvidence;
use gouji_model::Block;

use crate::at::RowAt;
use crate::columns::{Basis, leaf_columns};
use crate::lexicon::{Lexicon, Meaning, Meanings};
use crate::lines::{Line, Token};
use crate::proof::along_rows;
use crate::reading::{Found, Reading};

/// Most lines of a table, and most labels of a figure.
const MOST_LINES: usize = 1000;
const MOST_LABELS: usize = 12;

/// Whether a reading has every row of a table once, with all its columns, and nothing is amiss with it.
pub(crate) fn is_whole(reading: &Reading<'_>, lexicon: &Lexicon, table: usize) -> bool {
    let blocks = &lexicon.form.tables[table].blocks;
    let rows = blocks.iter().flat_map(|block| &block.rows);
    let is_full =
        |found: &Found<'_>| found.values.len() >= leaf_columns(&blocks[found.row.block]).count();
    reading.misaligned.is_empty()
        && !reading.uncertain
        && reading.rows.len() >= rows.filter(|row| !row.group).count()
        && reading.rows.iter().all(is_full)
}

/// Reads a table by the names of its figures.
pub(crate) fn read<'d>(lines: &[Line<'d>], lexicon: &Lexicon, table: usize) -> Option<Reading<'d>> {
    let [block] = lexicon.form.tables[table].blocks.as_slice() else {
        return None;
    };
    let names = Names {
        lexicon,
        table,
        block,
    };
    let lines = names.own(lines)?;
    let mut cells: BTreeMap<(usize, usize), Token<'d>> = BTreeMap::new();
    let mut unknown: Option<Vec<&str>> = None;
    for part in lines.chunk_by(|left, right| left.block == right.block) {
        for named in figures(part)? {
            let Some(cell) = names.cell(&named.labels) else {
                if named.value.is_blank() {
                    continue;
                }
                return None;
            };
            // A head above all figures alike names none of them.
            let own = names.unknown(&named.labels);
            let is_alike = *unknown.get_or_insert_with(|| own.clone()) == own;
            if !is_alike || cells.insert(cell, named.value).is_some() {
                return None;
            }
        }
    }
    // Heads that stand beside what they stood below name other figures.
    let reading = names.reading(&cells)?;
    let in_order = |found: &Found<'_>| found.values.is_sorted_by_key(|(_, value)| value.column);
    let is_refuted = || along_rows(reading.rows.iter(), lexicon, table).refutes();
    let stands = reading.rows.iter().all(in_order) || !is_refuted();
    stands.then_some(reading)
}

/// A figure, or a blank cell, and the labels beside and above it.
struct Named<'d> {
    value: Token<'d>,
    labels: Vec<Token<'d>>,
}

/// The values of a table with the labels left of each on its line and above it in its column.
fn figures<'d>(lines: &[Line<'d>]) -> Option<Vec<Named<'d>>> {
    let is_value = |token: &Token<'_>| token.shape.is_value();
    let mut heads: Vec<Token<'d>> = Vec::new();
    let mut beside: Vec<Token<'d>> = Vec::new();
    let mut found = Vec::new();
    for line in lines {
        let texts = || {
            line.tokens
                .iter()
                .filter(|token| !is_value(token) && !token.is_blank())
        };
        let is_body =
            line.tokens.iter().any(is_value) || (!found.is_empty() && texts().count() > 0);
        if !is_body {
            heads.extend(texts());
            continue;
        }
        let mut filled = line.tokens.iter().filter(|token| !token.is_blank());
        let first = filled.next().map_or(0, |token| token.column);
        // Merged cells stand where they begin, and hold for the lines below.
        beside.retain(|token| token.column < first);
        beside.extend(texts().copied());
        for value in &line.tokens {
            if !is_value(value) && !value.is_blank() {
                continue;
            }
            let left = beside.iter().filter(|token| token.column < value.column);
            let above = heads.iter().filter(|head| is_above(head, value));
            let labels: Vec<Token<'d>> = left.chain(above).copied().collect();
            if labels.len() > MOST_LABELS {
                return None;
            }
            let value = *value;
            found.push(Named { value, labels });
        }
    }
    Some(found)
}

fn is_above(head: &Token<'_>, value: &Token<'_>) -> bool {
    head.column < value.column + value.span && value.column < head.column + head.span
}

struct Names<'l> {
    lexicon: &'l Lexicon,
    table: usize,
    block: &'l Block,
}

impl<'l> Names<'l> {
    /// The lines of grids that hold labels of the table; nothing where other lines with figures stand among
    /// them.
    fn own<'a, 'd>(&self, lines: &'a [Line<'d>]) -> Option<&'a [Line<'d>]> {
        let of_table = |line: &Line<'d>| line.tokens.iter().any(|token| self.has_label(token));
        let first = lines.iter().position(of_table)?;
        let block = lines.iter().rev().find(|line| of_table(line))?.block;
        let last = lines.iter().rposition(|line| line.block == block)?;
        let lines = lines
            .get(first..=last)
            .filter(|lines| lines.len() <= MOST_LINES)?;
        let is_grid = |line: &Line<'d>| {
            let others = line.evidence.is_none() && !line.tokens.iter().any(Token::is_figure);
            line.evidence == Some(ColumnEvidence::Grid) || others
        };
        lines.iter().all(is_grid).then_some(lines)
    }

    /// Whether a text names rows and columns of the table, and nothing else.
    fn has_label(&self, token: &Token<'_>) -> bool {
        !token.shape.is_value() && !token.is_blank() && !self.meanings(token).is_empty()
    }

    /// What the parts of a text mean.
    fn meanings(&self, token: &Token<'_>) -> Vec<Meanings<'l>> {
        let whole = self.lexicon.meanings_in(token.word, self.table);
        if self.row(&whole).is_some() || self.column(&whole).is_some() {
            return vec![whole];
        }
        match self.lexicon.parts(token.text, self.table) {
            Some(parts) => parts.into_iter().map(|(_, meanings)| meanings).collect(),
            None if whole.is_empty() => Vec::new(),
            None => vec![whole],
        }
    }

    /// The texts that name nothing of the table.
    fn unknown<'d>(&self, labels: &[Token<'d>]) -> Vec<&'d str> {
        let unknown = labels.iter().filter(|token| !self.has_label(token));
        unknown.map(|token| token.text).collect()
    }

    /// The cell that labels name, one of them its row and another its column, if they name no other.
    fn cell(&self, labels: &[Token<'_>]) -> Option<(usize, usize)> {
        let parts: Vec<Meanings<'l>> = labels
            .iter()
            .flat_map(|token| self.meanings(token))
            .collect();
        let mut named = None;
        for (at, row) in parts.iter().enumerate() {
            let others = parts.iter().enumerate().filter(|(other, _)| *other != at);
            for (_, column) in others {
                let (Some(row), Some(column)) = (self.row(row), self.column(column)) else {
                    continue;
                };
                if *named.get_or_insert((row, column)) != (row, column) {
                    return None;
                }
            }
        }
        named
    }

    fn row(&self, meanings: &Meanings<'_>) -> Option<usize> {
        meanings.iter().find_map(|meaning| match meaning {
            Meaning::Row { row, .. } if !self.block.rows[row].group => Some(row),
            _ => None,
        })
    }

    fn column(&self, meanings: &Meanings<'_>) -> Option<usize> {
        meanings.iter().find_map(|meaning| match meaning {
            Meaning::Column { column, .. } if !self.block.columns[column].group => Some(column),
            _ => None,
        })
    }

    /// The rows of a table all of whose cells are there.
    fn reading<'d>(&self, cells: &BTreeMap<(usize, usize), Token<'d>>) -> Option<Reading<'d>> {
        let mut reading = Reading::default();
        for row in (0..self.block.rows.len()).filter(|row| !self.block.rows[*row].group) {
            let value = |column: usize| Some((column, *cells.get(&(row, column))?));
            let values: Option<Vec<(usize, Token<'d>)>> =
                leaf_columns(self.block).map(value).collect();
            reading.rows.push(Found {
                row: RowAt { block: 0, row },
                values: values?,
                label: None,
                altered: false,
                basis: Basis::Headings,
            });
        }
        Some(reading)
    }
}
