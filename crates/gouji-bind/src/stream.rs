//! Reading a table that lost its grid: one cell a line, in the form's reading order.
//!
//! Nothing but order is known, so nothing is certain unless everything fits: every label must be
//! followed by just its values. Where that fails the table is torn, and reported to be unreadable.

mod accounts;
mod across;
mod bars;
mod cells;
mod heads;
mod runs;

use gouji_document::ColumnEvidence;
use gouji_model::{Block, Place, RowAxis};

use crate::at::{ColumnAt, RowAt};
use crate::columns::{Basis, Columns, HeadCell, Placed, assign, leaf_columns, printed_order};
use crate::items::{Item, item};
use crate::lexicon::Lexicon;
use crate::lines::{Line, Token};
use crate::named;
use crate::reading::{Found, Reading};
use crate::shape::{Shape, is_undistinguished};

use across::read_across;
use bars::{Bars, BlockOf, is_serial};

/// Most lines that a broken label is joined from.
const MOST_FRAGMENTS: usize = 4;
/// Longest text that may stand in a cell of figures, in characters.
const LONGEST_TEXT_VALUE: usize = 10;

/// Reads a table from lines of one cell each.
pub(crate) fn read<'d>(lines: &[Line<'d>], lexicon: &Lexicon, table: usize) -> Reading<'d> {
    let cells: Vec<StreamCell<'d>> = lines
        .iter()
        .filter(|line| !line.has_rows())
        .filter_map(StreamCell::of)
        .collect();
    let barred = cells.iter().any(|cell| cell.barred);
    let in_bars: Vec<Place> = cells
        .iter()
        .filter(|cell| cell.barred)
        .map(|cell| cell.token.place)
        .collect();
    let mut items = join_fragments(without_padding(&cells), lexicon, table);
    let before = between_labels(&mut items);
    let headed = before.filter(|item| item.is_text() && in_bars.contains(&item.token.place));
    let bars = Bars {
        end_cells: barred,
        headed_before: headed.is_some(),
        numbered: headed.is_some_and(|item| is_serial(&item)),
    };
    let across = lexicon.form.tables[table]
        .blocks
        .iter()
        .position(|block| block.rows_run == RowAxis::Across);
    let reading = match across {
        Some(block) => {
            let of = BlockOf {
                lexicon,
                table,
                index: block,
            };
            let filled = runs::without_blank_copies(&items, &of);
            let groups = runs::split(filled);
            runs::copies(&groups, &of, bars)
                .or_else(|| runs::single_rows(&groups, &of))
                .unwrap_or_else(|| read_across(filled, &of, bars))
        }
        None => read_down(&items, lexicon, table, barred),
    };
    if !reading.torn && named::is_whole(&reading, lexicon, table) {
        return reading;
    }
    let is_better =
        |accounted: &Reading<'_>| reading.torn || named::is_whole(accounted, lexicon, table);
    match accounts::read(&items, lexicon, table) {
        Some(accounted) if is_better(&accounted) => accounted,
        _ => reading,
    }
}

/// A cell of the stream.
struct StreamCell<'d> {
    token: Token<'d>,
    /// Whether bars mark its end; where none do, every blank counts.
    barred: bool,
}

impl<'d> StreamCell<'d> {
    fn of(line: &Line<'d>) -> Option<Self> {
        Some(Self {
            token: *line.tokens.first()?,
            barred: line.evidence.is_some(),
        })
    }
}

/// The tokens without runs of blank cells on one line: `|||` only fills up a row.
fn without_padding<'d>(cells: &[StreamCell<'d>]) -> Vec<Token<'d>> {
    let adjacent = |left: &Token<'_>, right: &Token<'_>| match (left.place, right.place) {
        (Place::Text(left), Place::Text(right)) => {
            left.start == left.end && right.start == left.end + 1
        }
        _ => false,
    };
    let padding = |index: usize| {
        let StreamCell { token, barred } = &cells[index];
        let blank = |index: usize| {
            let other = cells.get(index).map(|cell| &cell.token);
            other.filter(|other| other.text.is_empty())
        };
        let before = index.checked_sub(1).and_then(blank);
        *barred
            && token.text.is_empty()
            && (before.is_some_and(|other| adjacent(other, token))
                || blank(index + 1).is_some_and(|other| adjacent(token, other)))
    };
    (0..cells.len())
        .filter(|index| !padding(*index))
        .map(|index| cells[index].token)
        .collect()
}

/// Joins labels that were broken over lines.
fn join_fragments<'l, 'd>(
    tokens: Vec<Token<'d>>,
    lexicon: &'l Lexicon,
    table: usize,
) -> Vec<Item<'l, 'd>> {
    let mut items: Vec<Item<'l, 'd>> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let single = item(tokens[at], lexicon, table);
        let is_whole =
            || !single.meanings.is_empty() && !lexicon.is_short_in(single.token.word, table);
        if !single.is_text() || is_whole() {
            items.push(single);
            at += 1;
            continue;
        }
        let joined = (2..=MOST_FRAGMENTS)
            .filter(|count| at + count <= tokens.len())
            .find_map(|count| {
                let text: String = tokens[at..at + count].iter().map(|t| t.text).collect();
                let meanings = lexicon.meanings_of_joined(&text, table);
                (!meanings.is_empty()).then_some((count, meanings))
            });
        match joined {
            Some((count, meanings)) => {
                items.push(Item { meanings, ..single });
                at += count;
            }
            None => {
                items.push(single);
                at += 1;
            }
        }
    }
    items
}

/// Leaves the items from the first label of the table on; the one before it.
fn between_labels<'l, 'd>(items: &mut Vec<Item<'l, 'd>>) -> Option<Item<'l, 'd>> {
    let first = items
        .iter()
        .position(|item| !item.meanings.is_empty())
        .unwrap_or(items.len());
    items.drain(..first).next_back()
}

/// A row being read.
struct Open<'d> {
    row: RowAt,
    label: Token<'d>,
    values: Vec<Token<'d>>,
}

fn read_down<'d>(
    items: &[Item<'_, 'd>],
    lexicon: &Lexicon,
    table: usize,
    barred: bool,
) -> Reading<'d> {
    let mut reader = DownReader {
        evidence: barred.then_some(ColumnEvidence::Stream),
        blocks: &lexicon.form.tables[table].blocks,
        heads: Vec::new(),
        columns: None,
        in_header: true,
        open: None,
        skipped: Vec::new(),
        reading: Reading::default(),
    };
    for (index, item) in items.iter().enumerate() {
        reader.item(item, items.get(index + 1));
    }
    reader.close();
    reader.reading.torn |= reader.may_be_shifted();
    reader.reading
}

/// The columns that a text may head, block and column, and where it stands.
type Heading<'d> = (Vec<ColumnAt>, Token<'d>);

struct DownReader<'b, 'd> {
    /// Nothing where no bars end the cells: then a blank may be no cell at all.
    evidence: Option<ColumnEvidence>,
    blocks: &'b [Block],
    heads: Vec<Heading<'d>>,
    /// The columns that they give a block, once a row of it was read.
    columns: Option<(usize, Columns<'d>)>,
    in_header: bool,
    open: Option<Open<'d>>,
    /// How many blank cells were left out before the figures of each row that has any.
    skipped: Vec<usize>,
    reading: Reading<'d>,
}

impl<'d> DownReader<'_, 'd> {
    fn item(&mut self, item: &Item<'_, 'd>, next: Option<&Item<'_, 'd>>) {
        if item.caption().is_some() {
            self.close();
            self.heads.clear();
            self.columns = None;
            self.in_header = true;
            return;
        }
        let heads_column =
            item.only_column() || (self.in_header && item.columns().next().is_some());
        if heads_column {
            self.close();
            self.columns = None;
            if !self.in_header {
                self.heads.clear();
                self.in_header = true;
            }
            self.heads.push((item.columns().collect(), item.token));
            return;
        }
        let unknown = item.is_text() && item.meanings.is_empty();
        if self.in_header && unknown && !self.heads.is_empty() {
            self.columns = None;
            self.heads.push((Vec::new(), item.token));
            return;
        }
        if let Some(row) = item.row() {
            // The text of a merged cell may stand in each of those it covers.
            let again = |open: &Open<'d>| {
                open.row == row && open.values.is_empty() && open.label.text == item.token.text
            };
            if self.open.as_ref().is_some_and(again) {
                return;
            }
            self.close();
            self.in_header = false;
            self.open = Some(Open {
                row,
                label: item.token,
                values: Vec::new(),
            });
            return;
        }
        self.value(item, next);
    }

    fn value(&mut self, item: &Item<'_, 'd>, next: Option<&Item<'_, 'd>>) {
        let full = |open: &Open<'d>, blocks: &[Block]| {
            open.values.len() >= leaf_columns(&blocks[open.row.block]).count()
        };
        let is_value = match (item.token.shape, &self.open) {
            (Shape::Text, Some(open)) => {
                let short = item.token.text.chars().count() <= LONGEST_TEXT_VALUE;
                let wanted = leaf_columns(&self.blocks[open.row.block]).count();
                // The last cell of a row may hold a word too, where bars end the cells.
                let last = self.evidence.is_some() && open.values.len() + 1 == wanted;
                item.meanings.is_empty()
                    && short
                    && !open.values.is_empty()
                    && !full(open, self.blocks)
                    && (last || next.is_some_and(Item::may_be_value))
            }
            (Shape::Text, None) => false,
            _ => true,
        };
        if !is_value {
            self.close();
            return;
        }
        match &mut self.open {
            Some(open) => open.values.push(item.token),
            // A figure that no label claims: the text is torn.
            None => self.reading.torn |= item.is_value() && self.started(),
        }
    }

    /// Whether blank cells that were left out before figures may have been a row that lost its label: rows
    /// are lacking, and not as many were left out before all.
    fn may_be_shifted(&self) -> bool {
        let even = self.skipped.windows(2).all(|pair| pair[0] == pair[1]);
        let is_there = |row: RowAt| self.reading.rows.iter().any(|found| found.row == row);
        let lacks = |(at, block): (usize, &Block)| {
            let mut rows = (0..block.rows.len()).filter(|row| !block.rows[*row].group);
            rows.any(|row| !is_there(RowAt { block: at, row }))
        };
        !even && self.blocks.iter().enumerate().any(lacks)
    }

    /// Whether the table has begun: figures before it belong to something else.
    fn started(&self) -> bool {
        !self.heads.is_empty() || !self.reading.rows.is_empty()
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else {
            return;
        };
        let block = &self.blocks[open.row.block];
        let filled = open.values.iter().any(|value| !value.is_blank());
        let wanted = leaf_columns(block).count();
        if block.rows[open.row.row].group && (!filled || open.values.len() < wanted) {
            self.reading.torn |= filled;
            return;
        }
        let known = self
            .columns
            .take()
            .filter(|(own, _)| *own == open.row.block);
        let columns = known.map(|(_, columns)| columns);
        let resolve = || Columns::resolve(&self.heads_of(open.row.block), block, None);
        let columns = columns.unwrap_or_else(resolve);
        let assigned = assign(&open.values, self.evidence, &columns, block);
        self.columns = Some((open.row.block, columns));
        match assigned {
            _ if open
                .values
                .iter()
                .any(|value| is_undistinguished(value.text)) =>
            {
                self.reading.torn = true;
            }
            Some(Placed { placed, .. }) if placed.len() == wanted => {
                if filled {
                    let first = placed.iter().map(|(_, token)| token.place);
                    let at = |value: &Token<'_>| first.clone().any(|place| place == value.place);
                    self.skipped.extend(open.values.iter().position(at));
                }
                self.reading.rows.push(Found {
                    row: open.row,
                    values: placed,
                    label: Some(open.label),
                    altered: false,
                    basis: Basis::Headings,
                })
            }
            _ => self.reading.torn = true,
        }
    }
}

impl<'d> DownReader<'_, 'd> {
    /// The heads of a block. Where some are unknown, the others must stand at their places in it as
    /// it is printed, and just as many in all: then those are the ones lacking there.
    fn heads_of(&self, block: usize) -> Vec<HeadCell<'d>> {
        let own = |columns: &[ColumnAt]| {
            let mut columns = columns
                .iter()
                .filter(|ColumnAt { block: other, .. }| *other == block);
            columns.next().map(|ColumnAt { column, .. }| *column)
        };
        let heads = || self.heads.iter().enumerate();
        let printed = printed_order(&self.blocks[block]);
        let fits = |(at, (columns, _)): (usize, &Heading<'d>)| {
            own(columns).is_none_or(|column| printed.get(at) == Some(&column))
        };
        let known = heads().filter(|(_, (columns, _))| own(columns).is_some());
        let in_place = self.heads.len() == printed.len()
            && known.count() * 2 >= printed.len()
            && heads().all(fits);
        let head = |(line, (columns, token)): (usize, &Heading<'d>)| {
            let column = own(columns).or_else(|| printed.get(line).copied().filter(|_| in_place));
            Some(HeadCell::known(column?, *token, line))
        };
        heads().filter_map(head).collect()
    }
}
