//! Rows that stand side by side in a stream: the heads of all of them, then their values.

use gouji_model::Block;

use crate::columns::{Basis, is_ambiguous, leaf_columns};
use crate::items::Item;
use crate::lexicon::Lexicon;
use crate::lines::Token;
use crate::proof::along_rows;
use crate::reading::{Found, Reading};
use crate::rows::across::{column_orders, in_groups};

/// Reads rows side by side: one header with all heads, then just as many values.
pub(super) fn read_across<'d>(
    items: &[Item<'_, 'd>],
    (lexicon, table): (&Lexicon, usize),
    index: usize,
    barred: bool,
) -> Reading<'d> {
    let block = &lexicon.form.tables[table].blocks[index];
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
    let ambiguous = ambiguous || !barred && values.len() > wanted && is_ambiguous(&values);
    let padded = values.len() > wanted;
    let mut values = values.as_slice();
    while values.len() > wanted && values.first().is_some_and(Token::is_blank) {
        values = &values[1..];
    }
    while values.len() > wanted && values.last().is_some_and(Token::is_blank) {
        values = &values[..values.len() - 1];
    }
    if ambiguous || figures_above || heads * 5 < wanted * 4 || values.len() != wanted {
        reading.torn = true;
        return reading;
    }
    let Some((rows, orders)) = order_across(header, block, index, &columns) else {
        reading.torn = true;
        return reading;
    };
    let chunks = values.chunks(columns.len());
    for ((row, order), values) in rows.into_iter().zip(orders).zip(chunks) {
        reading.rows.push(Found {
            row: (index, row),
            values: order.into_iter().zip(values.iter().copied()).collect(),
            label: None,
            altered: false,
            basis: Basis::Headings,
        });
    }
    // The blank that is left out at the end may have been that of a last row, and the first value that
    // of a column of no form.
    reading.torn = padded && along_rows(reading.rows.iter(), lexicon, table).refutes();
    reading
}

/// The rows side by side and the columns of each, in the order of the header; nothing where it says
/// what cannot be.
fn order_across(
    header: &[Item<'_, '_>],
    block: &Block,
    index: usize,
    form: &[usize],
) -> Option<(Vec<usize>, Vec<Vec<usize>>)> {
    let rows = header.iter().filter_map(Item::row);
    let mut named: Vec<usize> = Vec::new();
    for (_, row) in rows.filter(|(own, _)| *own == index) {
        if !named.contains(&row) {
            named.push(row);
        }
    }
    let named = in_groups(block, named.into_iter().map(|row| (row, 0)));
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
        .filter_map(|item| item.columns().find(|(own, _)| *own == index))
        .map(|(_, column)| column)
        .collect();
    let orders = column_orders(&heads, form, rows.len())?;
    Some((rows, orders))
}
