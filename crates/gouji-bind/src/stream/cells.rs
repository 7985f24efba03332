//! The rows of a stream that all have as many cells: their labels and cells distinguished by that count.

use gouji_model::Block;

use crate::at::RowAt;
use crate::items::Item;
use crate::lines::Token;
use crate::shape::is_undistinguished;

/// A header and the items below it, all of one block.
pub(super) struct Run<'i, 'l, 'd> {
    pub block: usize,
    pub header: &'i [Item<'l, 'd>],
    pub body: &'i [Item<'l, 'd>],
    /// Whether a header follows: its first cells may be blank.
    pub followed: bool,
}

impl Run<'_, '_, '_> {
    /// The row of figures that the first label below its header names.
    pub(super) fn first_row(&self, block: &Block) -> Option<RowAt> {
        let mut rows = self.body.iter().filter_map(Item::row);
        rows.find(|row| !block.rows[row.row].group)
    }
}

/// What names a row.
#[derive(Clone, Copy, Debug)]
pub(super) enum Named<'d> {
    /// Its label.
    Row(RowAt, Token<'d>),
    /// A label of no form.
    Local(Token<'d>),
    /// Nothing: the label is lost.
    Nothing,
}

/// A row with its cells.
#[derive(Clone, Debug)]
pub(super) struct Row<'d> {
    pub named: Named<'d>,
    pub cells: Vec<Token<'d>>,
}

/// What every row has besides the form's cells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    /// Whether a number that counts the rows stands before each.
    pub numbered: bool,
    /// How many blank cells stand before its figures.
    pub blanks: usize,
}

/// The headers of a stream with what is below each; nothing where items are of no header and no row.
pub(super) fn runs<'i, 'l, 'd>(
    items: &'i [Item<'l, 'd>],
    numbered: bool,
) -> Option<Vec<Run<'i, 'l, 'd>>> {
    let mut found: Vec<Run<'i, 'l, 'd>> = Vec::new();
    let mut at = 0;
    while at < items.len() {
        let rest = &items[at..];
        let names_row = |item: &Item<'_, '_>| item.row().is_some() && !item.columns().any(|_| true);
        let mut begins = rest.iter().position(names_row)?;
        let block = rest[begins].row()?.block;
        // The number of the first row stands right before its label.
        if numbered && begins > 0 && rest[begins - 1].token.is_figure() {
            begins -= 1;
        }
        let (header, below) = rest.split_at(begins);
        let ends = |item: &Item<'_, '_>| {
            let other = item.row().is_none_or(|row| row.block != block);
            !item.meanings.is_empty() && other
        };
        let length = below.iter().position(ends).map_or(below.len(), |end| {
            // What is printed over the headings is of them.
            let over = |item: &&Item<'_, '_>| item.is_text() && item.row().is_none();
            end - below[..end].iter().rev().take_while(over).count()
        });
        found.push(Run {
            block,
            header,
            body: &below[..length],
            followed: length < below.len(),
        });
        at += begins + length;
        // What is left may be but blank, as the ends of rows are.
        let left = items.get(at..).unwrap_or_default();
        if !left.iter().any(|item| item.row().is_some()) {
            return left
                .iter()
                .all(|item| item.token.is_blank())
                .then_some(found);
        }
    }
    Some(found)
}

/// The rows of a run that each have so many cells; nothing where some do not. `next` is the number of the
/// next row, where rows are numbered.
pub(super) fn rows<'d>(
    run: &Run<'_, '_, 'd>,
    block: &Block,
    count: usize,
    manner: Manner,
    next: &mut usize,
) -> Option<Vec<Row<'d>>> {
    let mut rows = Vec::new();
    let mut rest = run.body;
    while !rest.is_empty() {
        // The row of a heading has no number: the cell for it is blank.
        let most = usize::from(manner.numbered) + usize::from(run.followed);
        if rest.len() <= most && rest.iter().all(|item| item.token.is_blank()) && !rows.is_empty() {
            return Some(rows);
        }
        if manner.numbered {
            let (number, others) = rest.split_first()?;
            let number: usize = number.token.text.parse().ok()?;
            // Another table may be counted anew.
            if rows.is_empty() && number == 1 {
                *next = 1;
            }
            if number != *next {
                return None;
            }
            *next += 1;
            rest = others;
        }
        let labels = rest.iter().position(|item| !item.is_text())?;
        let (labels, below) = rest.split_at(labels);
        let length = below.iter().position(Item::is_text).unwrap_or(below.len());
        // The number of the next row, or the blank cell for that of a heading, is of this row no more.
        let is_blank = |item: Option<&Item<'_, '_>>| item.is_some_and(|item| item.token.is_blank());
        let is_last = length == below.len();
        let ends_blank = is_last && run.followed && is_blank(below.last());
        let own = if manner.numbered && (ends_blank || !is_last) {
            length.checked_sub(1)?
        } else {
            length
        };
        let (named, skipped) = name(labels, block, own, count)?;
        // Of a blank cell before its figures and one behind them either may be of the row.
        let is_lost = matches!(named, Named::Nothing) && skipped == 0;
        if is_lost && ends_blank && is_blank(below.first()) {
            return None;
        }
        let cells = below.get(skipped..skipped + count)?;
        if cells
            .iter()
            .any(|item| item.is_text() || is_undistinguished(item.token.text))
        {
            return None;
        }
        // What stands in a row of no form is nobody's figure wherever it stands.
        let is_local = matches!(named, Named::Local(_));
        let mut before = cells.iter().take(manner.blanks);
        if !is_local && !before.all(|item| item.token.is_blank()) {
            return None;
        }
        let cells = cells.iter().skip(manner.blanks).map(|item| item.token);
        rows.push(Row {
            named,
            cells: cells.collect(),
        });
        rest = below.get(skipped + count..)?;
    }
    Some(rows)
}

/// What names a row with these labels and so many cells up to the next, and how many of the cells stand
/// for its own label.
fn name<'d>(
    labels: &[Item<'_, 'd>],
    block: &Block,
    cells: usize,
    count: usize,
) -> Option<(Named<'d>, usize)> {
    let (mut group, mut named) = (None, Named::Nothing);
    for item in labels {
        match (item.row(), named) {
            (Some(row), Named::Nothing) if block.rows[row.row].group => {
                group = Some((row, item.token));
            }
            (Some(row), Named::Nothing) => named = Named::Row(row, item.token),
            // The text of a merged cell may stand in each of those it covers.
            (Some(row), Named::Row(own, token)) if row == own && token.text == item.token.text => {}
            (None, Named::Nothing) if item.meanings.is_empty() && group.is_none() => {
                named = Named::Local(item.token);
            }
            (None, Named::Local(token)) if token.text == item.token.text => {}
            _ => return None,
        }
    }
    match (named, group) {
        // A group with figures of its own, or a row of it that has lost its label.
        (Named::Nothing, Some((row, token))) if cells == count => Some((Named::Row(row, token), 0)),
        (Named::Nothing, Some(_)) => (cells == count + 1).then_some((named, 1)),
        (Named::Nothing, None) if cells == count + 1 => Some((named, 1)),
        (Named::Nothing, None) => (cells == count).then_some((named, 0)),
        _ => Some((named, 0)),
    }
}
