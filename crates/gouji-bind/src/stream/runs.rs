//! Tables with rows side by side of which more than one header stands in the stream: copies of the
//! whole, or each row under its own name.

use super::across::read_across;
use super::bars::{Bars, BlockOf};
use crate::at::{ColumnAt, RowAt};
use crate::columns::{Basis, leaf_columns};
use crate::items::Item;
use crate::lines::Token;
use crate::reading::{Found, Reading};

/// A header and the values below it.
pub(super) struct Run<'i, 'l, 'd> {
    /// The header.
    pub header: &'i [Item<'l, 'd>],
    /// The values below it.
    pub values: &'i [Item<'l, 'd>],
    /// Both together.
    pub items: &'i [Item<'l, 'd>],
}

/// The headers of a stream, each with the values that follow it.
pub(super) fn split<'i, 'l, 'd>(items: &'i [Item<'l, 'd>]) -> Vec<Run<'i, 'l, 'd>> {
    let mut found = Vec::new();
    let mut rest = items;
    while !rest.is_empty() {
        let heads = rest.iter().position(Item::is_value).unwrap_or(rest.len());
        let (header, below) = rest.split_at(heads);
        let values = below.iter().position(Item::is_text).unwrap_or(below.len());
        let (values, others) = below.split_at(values);
        found.push(Run {
            header,
            values,
            items: rest.get(..header.len() + values.len()).unwrap_or_default(),
        });
        rest = others;
    }
    found
}

/// The items without copies of the whole table before them of which all cells are blank, but for the number of
/// the row.
pub(super) fn without_blank_copies<'i, 'l, 'd>(
    items: &'i [Item<'l, 'd>],
    of: &BlockOf<'_>,
) -> &'i [Item<'l, 'd>] {
    let wanted = cells(of);
    let is_headed = |items: &[Item<'_, '_>]| {
        let heads = items.iter().filter(|item| item.columns().next().is_some());
        heads.count() >= wanted
    };
    let mut rest = items;
    loop {
        let blank = rest
            .windows(wanted)
            .position(|cells| cells.iter().all(|item| item.token.is_blank()));
        let Some((before, below)) = blank.and_then(|at| rest.split_at_checked(at)) else {
            return rest;
        };
        let numbers = before.iter().filter(|item| item.is_value()).count();
        let is_numbered = numbers == 1 && before.last().is_some_and(Item::is_value);
        let filled = below.iter().position(|item| !item.token.is_blank());
        match filled.and_then(|at| below.get(at..)) {
            Some(others)
                if is_headed(before) && is_headed(others) && (numbers == 0 || is_numbered) =>
            {
                rest = others;
            }
            _ => return rest,
        }
    }
}

/// How many cells the rows of a block have together.
fn cells(of: &BlockOf<'_>) -> usize {
    let block = of.block();
    let rows = block.rows.iter().filter(|row| !row.group).count();
    leaf_columns(block).count() * rows
}

/// Reads copies of the whole table: each has every head. Nothing where there is but one.
pub(super) fn copies<'d>(
    runs: &[Run<'_, '_, 'd>],
    of: &BlockOf<'_>,
    bars: Bars,
) -> Option<Reading<'d>> {
    let wanted = cells(of);
    let filled: Vec<_> = runs.iter().filter(|run| !run.values.is_empty()).collect();
    let is_whole = |header: &[Item<'_, '_>]| {
        let heads = header.iter().filter(|item| item.columns().next().is_some());
        heads.count() == wanted
    };
    if filled.len() < 2 || !filled.iter().all(|run| is_whole(run.header)) {
        return None;
    }
    let mut all = Reading::default();
    for run in filled {
        let reading = read_across(run.items, of, bars);
        all.torn |= reading.torn;
        all.rows.extend(reading.rows);
    }
    Some(all)
}

/// Reads rows that stand one below the other, each behind its name; their heads stand once, or above
/// each. Nothing where any name, head or figure is lacking or left over.
pub(super) fn single_rows<'d>(runs: &[Run<'_, '_, 'd>], of: &BlockOf<'_>) -> Option<Reading<'d>> {
    let (block, index) = (of.block(), of.index);
    let leaves: Vec<usize> = leaf_columns(block).collect();
    let mut reading = Reading::default();
    let mut columns: Vec<usize> = Vec::new();
    let mut named: Option<(usize, Token<'d>)> = None;
    for run in runs {
        let values = run.values;
        if values.is_empty() {
            continue;
        }
        let mut heads = Vec::new();
        for item in run.header {
            let own = item
                .columns()
                .find(|ColumnAt { block: own, .. }| *own == index);
            match (names(item, of), own) {
                (Some(row), _) => {
                    if named.replace((row, item.token)).is_some() {
                        return None;
                    }
                }
                (None, Some(ColumnAt { column, .. })) => heads.push(column),
                // The name of a group of rows.
                (None, None) if item.row().is_some() || item.token.is_blank() => {}
                (None, None) => return None,
            }
        }
        if !heads.is_empty() {
            columns = heads;
        }
        let each_once =
            columns.len() == leaves.len() && leaves.iter().all(|leaf| columns.contains(leaf));
        let (row, label) = named.take()?;
        let again = reading
            .rows
            .iter()
            .any(|found: &Found<'d>| found.row.row == row);
        if !each_once || values.len() != leaves.len() || again {
            return None;
        }
        let values = values.iter().map(|item| item.token);
        reading.rows.push(Found {
            row: RowAt { block: index, row },
            values: columns.iter().copied().zip(values).collect(),
            label: Some(label),
            altered: false,
            basis: Basis::Headings,
        });
    }
    let rows = block.rows.iter().filter(|row| !row.group).count();
    (reading.rows.len() == rows).then_some(reading)
}

/// The row with figures that a text names: `未经复议直接起诉`, `行政诉讼（未经复议直接起诉）`.
fn names(item: &Item<'_, '_>, of: &BlockOf<'_>) -> Option<usize> {
    let (block, index) = (of.block(), of.index);
    let leaf = |RowAt { block: own, row }: RowAt| own == index && !block.rows[row].group;
    if let Some(row) = item.row().filter(|row| leaf(*row)) {
        return Some(row.row);
    }
    if !item.is_text() || item.token.text.len() > LONGEST_NAME {
        return None;
    }
    let parts = of.lexicon.parts(item.token.text, of.table)?;
    let mut rows = parts.iter().filter_map(|(_, meanings)| {
        let mut meanings = meanings.iter();
        meanings.find_map(|meaning| match meaning {
            crate::lexicon::Meaning::Row { block, row, .. } if leaf(RowAt { block, row }) => {
                Some(row)
            }
            _ => None,
        })
    });
    let row = rows.next()?;
    rows.next().is_none().then_some(row)
}

/// Longest heading that names a row, in bytes.
const LONGEST_NAME: usize = 120;
