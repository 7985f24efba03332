//! Rows that stand side by side in a stream: the heads of all of them, then their values.

use gouji_model::Block;

use super::bars::{Bars, BlockOf};
use crate::at::{ColumnAt, RowAt};
use crate::columns::{Basis, is_ambiguous, leaf_columns};
use crate::items::Item;
use crate::lines::Token;
use crate::proof::{Proof, along_rows};
use crate::reading::{Found, Reading};
use crate::rows::across::{Side, column_orders, in_groups};

/// Reads rows side by side: one header with all heads, then just as many values.
pub(super) fn read_across<'d>(items: &[Item<'_, 'd>], of: &BlockOf<'_>, bars: Bars) -> Reading<'d> {
    let &BlockOf {
        lexicon,
        table,
        index,
    } = of;
    let block = of.block();
    let mut reading = Reading::default();
    let columns: Vec<usize> = leaf_columns(block).collect();
    let wanted = columns.len() * block.rows.iter().filter(|row| !row.group).count();
    let header_end = items
        .iter()
        .rposition(|item| !item.meanings.is_empty())
        .map_or(0, |last| last + 1);
    let (header, body) = items.split_at(header_end);
    let heads = header
        .iter()
        .filter(|item| item.columns().next().is_some())
        .count();
    let figures_above = header.iter().any(|item| item.is_value());
    let values: Vec<Token<'d>> = body
        .iter()
        .take_while(|item| !item.is_text())
        .map(|item| item.token)
        .collect();
    // With a heading of no form the values that are too many may be anywhere.
    let first_head = header
        .iter()
        .position(|item| item.columns().next().is_some());
    let mut among = header.iter().skip(first_head.unwrap_or(header_end));
    let local = heads >= wanted && among.any(|item| item.is_text() && item.meanings.is_empty());
    let ambiguous = local && values.len() != wanted;
    let ambiguous = ambiguous || !bars.end_cells && values.len() > wanted && is_ambiguous(&values);
    let padded = values.len() > wanted;
    let mut values = values.as_slice();
    while values.len() > wanted && values.first().is_some_and(Token::is_blank) {
        values = &values[1..];
    }
    let led = values.len() == wanted;
    while values.len() > wanted && values.last().is_some_and(Token::is_blank) {
        values = &values[..values.len() - 1];
    }
    let order = (!figures_above && heads * 5 >= wanted * 4)
        .then(|| order_across(header, block, index, &columns))
        .flatten();
    let Some(order) = order.filter(|_| !ambiguous) else {
        reading.torn = true;
        return reading;
    };
    let rows = |values: &[Token<'d>]| rows(&order, index, values);
    if values.len() > wanted && heads == wanted {
        let proof = |values: &[Token<'d>]| along_rows(rows(values).iter(), lexicon, table);
        let unknown = |item: &Item<'_, '_>| item.is_text() && item.meanings.is_empty();
        let numbered = bars.headed_before || header.first().is_some_and(unknown);
        values = without_number(values, wanted, numbered, proof);
    }
    if values.len() != wanted {
        reading.torn = true;
        return reading;
    }
    reading.rows = rows(values);
    // The blank that is left out at the end may have been that of a last row, and the first value that
    // of a column of no form.
    let sure = led && !values.iter().any(Token::is_blank);
    reading.torn = padded && !sure && along_rows(reading.rows.iter(), lexicon, table).refutes();
    reading
}

/// The rows with their values, one after the other.
fn rows<'d>((rows, orders): &Order, index: usize, values: &[Token<'d>]) -> Vec<Found<'d>> {
    let mut rest = values;
    let mut found = Vec::with_capacity(rows.len());
    for (row, order) in rows.iter().zip(orders) {
        let (own, others) = rest.split_at(order.len().min(rest.len()));
        rest = others;
        found.push(Found {
            row: RowAt {
                block: index,
                row: *row,
            },
            values: order.iter().copied().zip(own.iter().copied()).collect(),
            label: None,
            altered: false,
            basis: Basis::Headings,
        });
    }
    found
}

/// The values without the number of the row before them, and blank cells behind that, where the sums
/// along the rows say that the last ones are not too many, or do not say so where a heading stands before
/// all others. All others are of the form, so what is too many stands before or behind all.
fn without_number<'v, 'd>(
    values: &'v [Token<'d>],
    wanted: usize,
    headed: bool,
    proof: impl Fn(&[Token<'d>]) -> Proof,
) -> &'v [Token<'d>] {
    let (before, behind) = values.split_at(values.len() - wanted);
    let blank = before.iter().skip(1).all(Token::is_blank);
    let numbered = before.first().is_some_and(Token::is_figure);
    let first = proof(values.get(..wanted).unwrap_or_default());
    let last = proof(behind);
    let decided = if headed {
        last.fail <= first.fail
    } else {
        !last.refutes() && first.refutes()
    };
    if numbered && blank && decided {
        behind
    } else {
        values
    }
}

/// The rows side by side, and the columns of each.
type Order = (Vec<usize>, Vec<Vec<usize>>);

/// The rows side by side and the columns of each, in the order of the header; nothing where it says
/// what cannot be.
fn order_across(
    header: &[Item<'_, '_>],
    block: &Block,
    index: usize,
    form: &[usize],
) -> Option<Order> {
    let rows = header.iter().filter_map(Item::row);
    let mut named: Vec<usize> = Vec::new();
    for RowAt { row, .. } in rows.filter(|RowAt { block: own, .. }| *own == index) {
        if !named.contains(&row) {
            named.push(row);
        }
    }
    let named = in_groups(block, named.into_iter().map(|row| Side { row, column: 0 }));
    let all: Vec<usize> = (0..block.rows.len())
        .filter(|row| !block.rows[*row].group)
        .collect();
    let complete = all.iter().all(|row| named.contains(row));
    let rows = if complete {
        named
    } else {
        named.is_sorted().then_some(all)?
    };
    let heads: Vec<usize> = header
        .iter()
        .filter_map(|item| {
            item.columns()
                .find(|ColumnAt { block: own, .. }| *own == index)
        })
        .map(|ColumnAt { column, .. }| column)
        .collect();
    let orders = column_orders(&heads, form, rows.len())?;
    Some((rows, orders))
}
