//! The printed rows that hold several rows of the form side by side, and those that print them in
//! other ways: one table for each, or downwards, a line for each column.
//!
//! Whose columns are where is read from the headings; the form's own order counts only where the
//! headings do not speak against it.

use std::collections::BTreeSet;

use gouji_document::ColumnEvidence;
use gouji_model::{Block, ObservationKind, RowAxis};

use super::reader::{Reader, SideRow};
use crate::at::{ColumnAt, RowAt};
use crate::captions::{without_ending, without_number};
use crate::columns::{Basis, is_ambiguous, leaf_columns, may_be_moved};
use crate::items::Item;
use crate::lines::{Line, Token};
use crate::proof::along_rows;
use crate::reading::Found;
use crate::shape::is_undistinguished;

/// Which row and column each of the values in a printed row belongs to.
type Places = Vec<(RowAt, usize)>;

impl<'d> Reader<'_, 'd> {
    /// The printed row that holds all rows of a block side by side.
    pub(super) fn side_by_side(&mut self, line: &Line<'d>, items: &[Item<'_, 'd>]) -> bool {
        let Some(block) = self.across_block() else {
            return false;
        };
        // A header broken over lines shows at least whose columns these are.
        // Where rows stand one below the other, another one does so too.
        let rows = &self.reading.rows;
        let downwards = rows.last().is_some_and(|found| found.label.is_some());
        if downwards && self.document_block == Some(line.block) {
            return false;
        }
        let under_header = self.heads.len() >= 4 || !self.side_rows.is_empty();
        let short_text = items.len() < 4 && items.iter().any(Item::is_text);
        if !under_header || short_text {
            return false;
        }
        if is_piece_of_header(items) {
            self.worded |= self.is_worded(items, block);
            return false;
        }
        let tokens: Vec<Token<'d>> = items.iter().map(|item| item.token).collect();
        // A row of blanks below one that was read is space below the table, and below one whose cells hold
        // words for figures no row either.
        if tokens.iter().all(Token::is_blank) && (self.after_data || self.worded) {
            self.reading.torn |= !self.after_data;
            return true;
        }
        let leaves = leaf_columns(self.block(block)).count();
        let figures = items.iter().filter(|item| item.is_value()).count();
        let (places, basis) = self.places(block, figures).unzip();
        let wanted = places.as_ref().map_or(0, Vec::len);
        let under_heads = self.under_heads(line, &tokens, block, wanted);
        let local = self.leaf_heads(block).len() >= wanted && self.local_heads().next().is_some();
        let certain = under_heads.is_some() || !local;
        let all = tokens.clone();
        let tokens = under_heads.unwrap_or_else(|| self.without_adjacent(line, tokens, wanted));
        let last = tokens.last().map(|token| token.column);
        let moved = last.is_some_and(|last| may_be_moved(&all, last));
        let fitting = exactly(without_side_label(&tokens, items, wanted), wanted);
        // With a column of no form, the cells that are too many may be anywhere.
        let fitting = fitting.filter(|fitting| certain || fitting.len() == tokens.len());
        let (Some(tokens), Some(places), Some(basis)) = (fitting, places, basis) else {
            let filled = tokens.iter().filter(|token| !token.is_blank()).count();
            self.reading.torn |= figures >= leaves;
            return filled >= leaves;
        };
        self.take_side_by_side(&places, tokens, (leaves, basis), moved);
        self.after_data = true;
        self.known_in(line.block);
        true
    }

    /// Whether a line below all heads of a block holds words for figures: a row of them, none of which is known.
    fn is_worded(&self, items: &[Item<'_, 'd>], block: usize) -> bool {
        let rows = self.block(block).rows.iter().filter(|row| !row.group);
        let wanted = rows.count() * leaf_columns(self.block(block)).count();
        let words = items.iter().filter(|item| item.is_text());
        words.clone().count() >= wanted
            && words.into_iter().all(|item| item.meanings.is_empty())
            && self.leaf_heads(block).len() >= wanted
    }

    /// Records the values of each row; those beside cells that were not distinguished are not known, nor are those
    /// that may be moved and do not add up.
    fn take_side_by_side(
        &mut self,
        places: &Places,
        tokens: &[Token<'d>],
        (leaves, basis): (usize, Basis),
        moved: bool,
    ) {
        let several = |at: usize| {
            tokens
                .get(at)
                .is_some_and(|token| is_undistinguished(token.text))
        };
        for (index, places) in places.chunks(leaves).enumerate() {
            let (from, to) = (index * leaves, (index + 1) * leaves);
            let doubtful = (from.saturating_sub(1)..=to).any(several);
            let Some((row, _)) = places.first() else {
                continue;
            };
            if doubtful {
                self.misaligned(*row, tokens.get(from).copied(), leaves);
                continue;
            }
            let columns = places.iter().map(|(_, column)| *column);
            let found = Found {
                row: *row,
                values: columns.zip(tokens[from..to].iter().copied()).collect(),
                label: None,
                altered: false,
                basis,
            };
            let alone = || along_rows(std::iter::once(&found), self.lexicon, self.table);
            if moved && alone().fail > 0 {
                self.misaligned(*row, tokens.get(from).copied(), leaves);
                continue;
            }
            self.reading.rows.push(found);
        }
    }

    /// The tokens of a grid that stand under the headings, where each heading has one and nothing
    /// else is filled but what stands to the right of them all.
    fn under_heads(
        &mut self,
        line: &Line<'d>,
        tokens: &[Token<'d>],
        block: usize,
        wanted: usize,
    ) -> Option<Vec<Token<'d>>> {
        if line.evidence != Some(ColumnEvidence::Grid) || tokens.len() <= wanted {
            return None;
        }
        let heads: BTreeSet<u32> = self.leaf_heads(block).iter().map(|(at, _)| *at).collect();
        let right = heads.last().copied()?;
        let under = |token: &&Token<'d>| heads.contains(&token.column);
        let kept: Vec<Token<'d>> = tokens.iter().filter(under).copied().collect();
        let local: Vec<Token<'d>> = self.local_heads().collect();
        let is_local = |token: &Token<'d>| local.iter().any(|head| head.column == token.column);
        let accounted = |token: &Token<'d>| {
            under(&token) || token.is_blank() || token.column > right || is_local(token)
        };
        let whole = heads.len() == wanted && kept.len() == wanted && tokens.iter().all(accounted);
        if !whole {
            return None;
        }
        for head in local {
            let filled = |token: &&Token<'d>| token.column == head.column && token.is_figure();
            if let Some(value) = tokens.iter().find(filled) {
                self.unknown_column(head, *value, RowAt { block, row: 0 }, None);
            }
        }
        Some(kept)
    }

    /// The headings that the form does not know among those of single values.
    fn local_heads(&self) -> impl Iterator<Item = Token<'d>> {
        let heads = self.heads.tokens();
        let known = heads.clone().filter(|(columns, _, _)| !columns.is_empty());
        let last_line = known.map(|(_, _, line)| line).max();
        heads
            .filter(move |(columns, _, line)| columns.is_empty() && Some(*line) == last_line)
            .map(|(_, token, _)| token)
    }

    /// The tokens without those to the right of all headings, which are beside the table, where those
    /// under the headings are as many as wanted.
    fn without_adjacent(
        &self,
        line: &Line<'d>,
        tokens: Vec<Token<'d>>,
        wanted: usize,
    ) -> Vec<Token<'d>> {
        let right = self.heads.tokens().map(|(_, head, _)| head.column).max();
        let inside = |token: &&Token<'d>| right.is_some_and(|right| token.column <= right);
        let kept: Vec<Token<'d>> = tokens.iter().filter(inside).copied().collect();
        let in_grid = line.evidence == Some(ColumnEvidence::Grid);
        if in_grid && kept.len() == wanted {
            kept
        } else {
            tokens
        }
    }

    pub(super) fn across_block(&self) -> Option<usize> {
        let table = &self.lexicon.form.tables[self.table];
        table
            .blocks
            .iter()
            .position(|block| block.rows_run == RowAxis::Across)
    }

    /// Where the values of a printed row belong, as the headings say; nothing where they say what
    /// cannot be.
    fn places(&mut self, block: usize, figures: usize) -> Option<(Places, Basis)> {
        self.join_headings();
        let (rows, basis) = self.side_rows_of(block, figures)?;
        let orders = self.orders(block, rows.len())?;
        let of_row =
            |(row, order): (RowAt, Vec<usize>)| order.into_iter().map(move |column| (row, column));
        Some((
            rows.into_iter().zip(orders).flat_map(of_row).collect(),
            basis,
        ))
    }

    /// The rows side by side in the header's order, or the form's where the header is damaged, and what says so.
    fn side_rows_of(&self, block: usize, figures: usize) -> Option<(Vec<RowAt>, Basis)> {
        let rows = &self.block(block).rows;
        let form: Vec<RowAt> = (0..rows.len())
            .filter(|row| !rows[*row].group)
            .map(|row| RowAt { block, row })
            .collect();
        let named = self.named_rows()?;
        let complete = form.iter().all(|row| named.contains(row)) && named.len() == form.len();
        // A part of the rows may have a table of its own, with all its columns headed.
        let leaves = leaf_columns(self.block(block)).count();
        let heads = named.len() * leaves;
        let in_part = !named.is_empty() && self.leaf_heads(block).len() == heads;
        if complete || (in_part && figures <= heads) {
            return Some((named, Basis::Headings));
        }
        // With more figures than heads some names are gone: all rows are there, or nobody knows which.
        if in_part {
            let all = named.is_sorted() && figures == form.len() * leaves;
            return all.then_some((form, Basis::Count));
        }
        named.is_sorted().then_some((form, Basis::Headings))
    }

    /// The rows that the header names, in its order: by their places, and those of a group take the
    /// place of the group. Nothing where their places say no order.
    fn named_rows(&self) -> Option<Vec<RowAt>> {
        let mut named: Vec<SideRow> = Vec::new();
        for side in &self.side_rows {
            if !named.iter().any(|other| other.row == side.row) {
                named.push(*side);
            }
        }
        named.sort_by_key(|side| side.at);
        let Some(block) = named.first().map(|side| side.row.block) else {
            return Some(Vec::new());
        };
        self.order_by_place(&mut named)?;
        let rows = in_groups(
            self.block(block),
            named.iter().map(|side| Side {
                row: side.row.row,
                column: side.at.1,
            }),
        );
        Some(rows.into_iter().map(|row| RowAt { block, row }).collect())
    }

    /// Puts the names of rows that stand on several lines of a page in order from left to right: that
    /// one stands higher than another does not say that its figures come first. Nothing where some that
    /// do not stand in the order of their lines stand one above the other.
    fn order_by_place(&self, named: &mut [SideRow]) -> Option<()> {
        let placed = self.heads.evidence() == Some(ColumnEvidence::Position);
        let above = named.iter().any(|side| side.at.0 == ABOVE_TABLE);
        let from_left = |left: &SideRow, right: &SideRow| left.at.1 <= right.at.1;
        if !placed || above || named.is_sorted_by(from_left) {
            return Some(());
        }
        let is_group = |side: &&SideRow| self.block(side.row.block).rows[side.row.row].group;
        named.sort_by_key(|side| side.at.1);
        let single: Vec<&SideRow> = named.iter().filter(|side| !is_group(side)).collect();
        let apart = single.windows(2).all(|pair| pair[0].end <= pair[1].at.1);
        apart.then_some(())
    }

    /// The columns that the headings of single values name, as printed and each merged cell once.
    fn leaf_heads(&self, block: usize) -> Vec<(u32, usize)> {
        let mut heads: Vec<(u32, &str, usize)> = Vec::new();
        for (columns, token, _) in self.heads.tokens() {
            let column = columns
                .iter()
                .find(|ColumnAt { block: other, .. }| *other == block);
            let again = |(at, text, _): &(u32, &str, usize)| {
                self.heads.evidence() == Some(ColumnEvidence::Grid)
                    && *at == token.column
                    && *text == token.text
            };
            if let Some(ColumnAt { column, .. }) = column.filter(|_| !heads.iter().any(again)) {
                heads.push((token.column, token.text, *column));
            }
        }
        heads
            .into_iter()
            .map(|(at, _, column)| (at, column))
            .collect()
    }

    /// The order of the columns of each row.
    fn orders(&mut self, block: usize, rows: usize) -> Option<Vec<Vec<usize>>> {
        let form: Vec<usize> = leaf_columns(self.block(block)).collect();
        let own = |columns: &[ColumnAt]| {
            let own = columns.iter().find(|column| column.block == block);
            own.map(|ColumnAt { column, .. }| *column)
        };
        let heads = self.heads.tokens();
        let heads: Vec<(Option<usize>, Token<'d>)> = heads
            .map(|(columns, token, _)| (own(columns), token))
            .collect();
        let columns: Vec<Option<usize>> = heads.iter().map(|(column, _)| *column).collect();
        match known_heads_fit(&columns, &form, rows) {
            Some(false) => return None,
            Some(true) => self.note_by_place(&heads, &form, block),
            None => {}
        }
        let heads: Vec<usize> = self
            .leaf_heads(block)
            .iter()
            .map(|(_, column)| *column)
            .collect();
        column_orders(&heads, &form, rows)
    }

    /// Says once which headings were taken for columns of the form by their places alone.
    fn note_by_place(
        &mut self,
        heads: &[(Option<usize>, Token<'d>)],
        form: &[usize],
        block: usize,
    ) {
        let heads = heads.iter().zip(form.iter().cycle());
        for ((_, head), column) in heads.filter(|((known, _), _)| known.is_none()) {
            let official = &self.block(block).columns[*column].label.text;
            let found = head.text.replace('\n', "");
            let remarks = self.reading.remarks.iter();
            let mut named = remarks.map(|(_, expected, found, _)| (expected, found));
            if !named.any(|named| named == (official, &found)) {
                let kind = ObservationKind::AlteredLabel;
                let remark = (kind, official.clone(), found, Some(head.place));
                self.reading.remarks.push(remark);
            }
        }
    }

    /// A heading above a table that names its rows: `行政诉讼（未经复议直接起诉）`.
    pub(super) fn names_rows_below(&mut self, text: &Token<'d>) -> bool {
        if self.across_block().is_none() || text.text.len() > LONGEST_NAME {
            return false;
        }
        let across = |row: &RowAt| self.block(row.block).rows_run == RowAxis::Across;
        let mut named = self.rows_in(text.text);
        if named.is_empty() {
            let item = crate::items::item(*text, self.lexicon, self.table);
            named.extend(item.row().filter(across));
        }
        let bare = without_ending(without_number(text.text));
        if named.is_empty() && bare.len() < text.text.len() {
            named = self.rows_named_by(bare);
            if named.is_empty() {
                named.extend(self.row_named_last(bare));
            }
        }
        if named.is_empty() {
            return false;
        }
        self.settle_loose();
        self.restart_header();
        for (at, row) in named.into_iter().enumerate() {
            self.side_rows.push(SideRow {
                row,
                at: (ABOVE_TABLE, at as u32),
                end: at as u32 + 1,
            });
        }
        true
    }

    /// The rows that a text names: by all their labels, or one.
    fn rows_named_by(&self, text: &str) -> Vec<RowAt> {
        let mut named = self.rows_in(text);
        if named.is_empty() {
            let meanings = self.lexicon.meanings_of_joined(text, self.table);
            let row = meanings.iter().find_map(|meaning| match meaning {
                crate::lexicon::Meaning::Row { block, row, .. } => Some(RowAt { block, row }),
                _ => None,
            });
            named.extend(row.filter(|row| self.block(row.block).rows_run == RowAxis::Across));
        }
        named
    }

    /// The one row that a caption names at its end: `因政府信息公开工作被申请行政复议`.
    fn row_named_last(&self, bare: &str) -> Option<RowAt> {
        if bare.contains(['，', '。', '；', ',']) || bare.contains(char::is_numeric) {
            return None;
        }
        let ends = bare.char_indices().skip(1).map(|(at, _)| &bare[at..]);
        let named = ends
            .map(|end| self.rows_named_by(end))
            .find(|named| !named.is_empty())?;
        let is_group = |row: &RowAt| self.block(row.block).rows[row.row].group;
        match named[..] {
            [row] if !is_group(&row) => Some(row),
            [group, row] if is_group(&group) && !is_group(&row) => Some(row),
            _ => None,
        }
    }

    /// The rows that a text names, if it is nothing but their labels.
    pub(super) fn rows_in(&self, text: &str) -> Vec<RowAt> {
        let parts = self.lexicon.parts(text, self.table).unwrap_or_default();
        let rows: Vec<Option<RowAt>> = parts
            .iter()
            .map(|(_, meanings)| {
                let mut all = meanings.iter();
                all.find_map(|meaning| match meaning {
                    crate::lexicon::Meaning::Row { block, row, .. } => Some(RowAt { block, row }),
                    _ => None,
                })
            })
            .collect();
        let rows: Option<Vec<RowAt>> = rows.into_iter().collect();
        rows.unwrap_or_default()
    }

    /// A line of a table that prints the rows as columns: the name of a column, and a value for
    /// each row that the header names.
    pub(super) fn crosswise(&mut self, line: &Line<'d>, items: &[Item<'_, 'd>]) -> bool {
        let Some(block) = self.across_block() else {
            return false;
        };
        let Some(at) = items.iter().position(Item::only_column) else {
            return false;
        };
        let mut columns = items[at].columns();
        let column = columns.find(|ColumnAt { block: other, .. }| *other == block);
        let named = self.named_rows().unwrap_or_default();
        let values = &items[at + 1..];
        let (Some(ColumnAt { column, .. }), true) = (column, values.len() == named.len()) else {
            return false;
        };
        if named.len() < 2 || values.iter().any(Item::is_text) {
            return false;
        }
        let values = values.iter().map(|item| item.token);
        let cells = named.into_iter().zip(values);
        self.crossed
            .extend(cells.map(|(row, value)| (row, column, value)));
        self.known_in(line.block);
        true
    }

    /// Puts the values read downwards together to rows.
    pub(super) fn settle_crossed(&mut self) {
        let mut crossed = std::mem::take(&mut self.crossed);
        crossed.sort_by_key(|(row, _, _)| *row);
        for cells in crossed.chunk_by(|one, other| one.0 == other.0) {
            self.reading.rows.extend(cells.first().map(|(row, _, _)| {
                Found {
                    row: *row,
                    values: cells
                        .iter()
                        .map(|(_, column, value)| (*column, *value))
                        .collect(),
                    label: None,
                    altered: false,
                    basis: Basis::Headings,
                }
            }));
        }
    }
}

/// A row that stands beside others: which of its block, and the column its name stands in.
pub(crate) struct Side {
    /// The row in its block.
    pub row: usize,
    /// Where its name stands on its line.
    pub column: u32,
}

/// Rows as a header names them, each with its place on its line: those of a group take the place of
/// the group.
pub(crate) fn in_groups(block: &Block, named: impl Iterator<Item = Side>) -> Vec<usize> {
    let named: Vec<Side> = named.collect();
    let id = |row: usize| block.rows[row].id.as_str();
    let place = |at: usize, row: usize| {
        let parent = id(row).rsplit_once('.').map(|(parent, _)| parent);
        let group = |other: &Side| block.rows[other.row].group && Some(id(other.row)) == parent;
        named.iter().position(group).unwrap_or(at)
    };
    let places = named.iter().enumerate();
    let mut ordered: Vec<(usize, u32, usize)> = places
        .map(|(at, side)| (place(at, side.row), side.column, side.row))
        .collect();
    ordered.sort_by_key(|(place, column, _)| (*place, *column));
    let rows = ordered.into_iter().map(|(_, _, row)| row);
    rows.filter(|row| !block.rows[*row].group).collect()
}

/// The order of the columns of each of some rows side by side. Headings are read in runs that each
/// name every column once; where they are fewer, those there must stand in the form's order.
pub(crate) fn column_orders(
    heads: &[usize],
    form: &[usize],
    rows: usize,
) -> Option<Vec<Vec<usize>>> {
    // Where one is lacking, which begins a run is known of the form's order alone.
    let is_lacking = !heads.len().is_multiple_of(form.len().max(1));
    let is_whole = |run: &&[usize]| {
        form.iter().all(|column| run.contains(column)) && (!is_lacking || *run == form)
    };
    let mut runs = heads.chunks(form.len().max(1));
    if let Some(first) = runs.next().filter(is_whole)
        && runs
            .clone()
            .all(|run| is_whole(&run) || first.starts_with(run))
    {
        // Which run is whose the order of lines does not tell; runs that agree need no telling.
        let agree = runs.all(|run| first.starts_with(run));
        return agree.then(|| vec![first.to_vec(); rows]);
    }
    let steps = heads.windows(2).filter(|pair| pair[0] >= pair[1]).count();
    (steps < rows.max(1)).then(|| vec![form.to_vec(); rows])
}

/// Whether headings of which some are unknown are those of the form in other words: the known ones stand at their
/// places. Nothing where all are known, or not as many as the form has.
pub(crate) fn known_heads_fit(
    heads: &[Option<usize>],
    form: &[usize],
    rows: usize,
) -> Option<bool> {
    if heads.len() != form.len() * rows || heads.iter().all(Option::is_some) {
        return None;
    }
    let mut pairs = heads.iter().zip(form.iter().cycle());
    Some(pairs.all(|(head, column)| head.is_none_or(|head| head == *column)))
}

/// The line of names that stand above a table: before all lines of its header.
pub(super) const ABOVE_TABLE: usize = 0;

/// Longest heading that names rows, in bytes.
const LONGEST_NAME: usize = 120;

/// Whether a line holds texts and no value: a piece of a heading.
fn is_piece_of_header(items: &[Item<'_, '_>]) -> bool {
    items.iter().any(Item::is_text) && !items.iter().any(Item::is_value)
}

/// The tokens without a text at the side that says what the figures are (`数量`), where there
/// is one more than wanted.
fn without_side_label<'t, 'd>(
    tokens: &'t [Token<'d>],
    items: &[Item<'_, 'd>],
    wanted: usize,
) -> &'t [Token<'d>] {
    let labelled = tokens.len() > wanted && items.first().is_some_and(Item::is_text);
    match tokens {
        [_, rest @ ..] if labelled => rest,
        _ => tokens,
    }
}

/// The tokens without blank ones at the ends that are too many; nothing where either end may be
/// the one.
fn exactly<'t, 'd>(tokens: &'t [Token<'d>], wanted: usize) -> Option<&'t [Token<'d>]> {
    let mut kept = tokens;
    if kept.len() > wanted && is_ambiguous(kept) {
        return None;
    }
    while kept.len() > wanted && kept.last().is_some_and(Token::is_blank) {
        kept = &kept[..kept.len() - 1];
    }
    while kept.len() > wanted && kept.first().is_some_and(Token::is_blank) {
        kept = &kept[1..];
    }
    (kept.len() == wanted && wanted > 0).then_some(kept)
}
