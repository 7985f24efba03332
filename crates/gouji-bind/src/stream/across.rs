//! Rows that stand side by side in a stream: the heads of all of them, then their values.

use gouji_model::Block;

use super::bars::{Bars, BlockOf, is_serial};
use crate::at::{ColumnAt, RowAt};
use crate::columns::{Basis, is_ambiguous, leaf_columns};
use crate::items::Item;
use crate::lines::Token;
use crate::proof::{Proof, along_rows};
use crate::reading::{Found, Reading};
use crate::rows::across::{Side, column_orders, in_groups, known_heads_fit};

/// Reads rows side by side: one header with all heads, then just as many values.
pub(super) fn read_across<'d>(items: &[Item<'_, 'd>], of: &BlockOf<'_>, bars: Bars) -> Reading<'d> {
    Sides::of(items, of, bars).read().unwrap_or(Reading {
        torn: true,
        ..Reading::default()
    })
}

/// A stream parted into the heads of all rows and the values below them.
struct Sides<'i, 'l, 'd> {
    of: &'i BlockOf<'i>,
    bars: Bars,
    header: &'i [Item<'l, 'd>],
    /// How many of its items head a column.
    heads: usize,
    values: Vec<Token<'d>>,
    columns: Vec<usize>,
    /// How many values all rows together have.
    wanted: usize,
}

impl<'i, 'l, 'd> Sides<'i, 'l, 'd> {
    fn of(items: &'i [Item<'l, 'd>], of: &'i BlockOf<'i>, bars: Bars) -> Self {
        let block = of.block();
        let columns: Vec<usize> = leaf_columns(block).collect();
        let wanted = columns.len() * block.rows.iter().filter(|row| !row.group).count();
        let header_end = items
            .iter()
            .rposition(|item| !item.meanings.is_empty())
            .map_or(0, |last| last + 1);
        let (header, body) = items.split_at(header_end);
        let values = body.iter().take_while(|item| !item.is_text());
        Self {
            of,
            bars,
            header,
            heads: header.iter().filter(|item| heads_column(item)).count(),
            values: values.map(|item| item.token).collect(),
            columns,
            wanted,
        }
    }

    /// The rows; nothing where heads or values do not fit.
    fn read(&self) -> Option<Reading<'d>> {
        let &BlockOf {
            lexicon,
            table,
            index,
        } = self.of;
        if !self.is_headed() || self.may_be_anywhere() {
            return None;
        }
        let order = order_across(self.header, self.of.block(), index, &self.columns)?;
        let rows = |values: &[Token<'d>]| rows(&order, index, values);
        let proof = |values: &[Token<'d>]| along_rows(rows(values).iter(), lexicon, table);
        let (values, led) = self.without_blanks(proof);
        if values.len() != self.wanted {
            return None;
        }
        let rows = rows(values);
        // The blank that is left out at the end may have been that of a last row, and the first value that
        // of a column of no form.
        let sure = led && !values.iter().any(Token::is_blank) || self.counted().is_some();
        let padded = self.values.len() > self.wanted;
        let torn = padded && !sure && along_rows(rows.iter(), lexicon, table).refutes();
        Some(Reading {
            rows,
            torn,
            ..Reading::default()
        })
    }

    /// Whether most heads are there, and no figures above the last of them.
    fn is_headed(&self) -> bool {
        !self.header.iter().any(Item::is_value) && self.heads * 5 >= self.wanted * 4
    }

    /// Whether the values that are too many may be anywhere: as with a heading of no form, or where
    /// blank cells may be none.
    fn may_be_anywhere(&self) -> bool {
        let first_head = self.header.iter().position(heads_column);
        let mut among = self
            .header
            .iter()
            .skip(first_head.unwrap_or(self.header.len()));
        let local = self.heads >= self.wanted && among.any(is_unknown);
        let (count, wanted) = (self.values.len(), self.wanted);
        (local && count != wanted)
            || (!self.bars.end_cells && count > wanted && is_ambiguous(&self.values))
    }

    /// Whether a heading that may be that of the numbers of rows stands before all others.
    fn may_be_numbered(&self) -> bool {
        self.bars.headed_before || self.header.first().is_some_and(is_unknown)
    }

    /// The values without blank cells before and behind them that are too many, or the number of the row; and
    /// whether those before them were all of these.
    fn without_blanks(&self, proof: impl Fn(&[Token<'d>]) -> Proof) -> (&[Token<'d>], bool) {
        let mut values = self.values.as_slice();
        if let Some(counted) = self.counted() {
            return (counted, true);
        }
        while let [first, rest @ ..] = values
            && values.len() > self.wanted
            && first.is_blank()
        {
            values = rest;
        }
        let led = values.len() == self.wanted;
        // What stands below the heading of numbers is one, however many cells behind it are blank.
        if self.is_numbered() {
            values = self.without_number(values, &proof);
        }
        while let [rest @ .., last] = values
            && values.len() > self.wanted
            && last.is_blank()
        {
            values = rest;
        }
        (self.without_number(values, &proof), led)
    }

    fn without_number<'v>(
        &self,
        values: &'v [Token<'d>],
        proof: impl Fn(&[Token<'d>]) -> Proof,
    ) -> &'v [Token<'d>] {
        if values.len() <= self.wanted || self.heads != self.wanted {
            return values;
        }
        without_number(values, self.wanted, self.may_be_numbered(), proof)
    }

    /// The values behind the number of the row, where the headings of both are as many: blank cells before them
    /// are none of theirs if all are filled.
    fn counted(&self) -> Option<&[Token<'d>]> {
        let (number, rest) = self.values.split_first()?;
        let is_headed = self.bars.end_cells && self.is_numbered() && self.heads == self.wanted;
        let blanks = rest.len().checked_sub(self.wanted)?;
        let (before, values) = rest.split_at(blanks);
        let certain = before.iter().all(Token::is_blank)
            && (blanks == 0 || !values.iter().any(Token::is_blank));
        (is_headed && is_number(number) && certain).then_some(values)
    }

    /// Whether the heading of numbers stands before all others.
    fn is_numbered(&self) -> bool {
        self.bars.numbered || self.header.first().is_some_and(is_serial)
    }
}

fn heads_column(item: &Item<'_, '_>) -> bool {
    item.columns().next().is_some()
}

fn is_unknown(item: &Item<'_, '_>) -> bool {
    item.is_text() && item.meanings.is_empty()
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
    let numbered = before.first().is_some_and(is_number);
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

/// Whether a value may be the number of a row.
fn is_number(token: &Token<'_>) -> bool {
    token.is_figure() && !matches!(token.text, "0" | "０")
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
    let own = |item: &Item<'_, '_>| {
        let mut columns = item.columns();
        let own = columns.find(|ColumnAt { block: own, .. }| *own == index);
        own.map(|ColumnAt { column, .. }| column)
    };
    let heads = header
        .iter()
        .filter(|item| own(item).is_some() || is_unknown(item));
    let heads: Vec<Option<usize>> = heads.map(own).collect();
    // Before those of columns the numbers of rows may be headed.
    let others = heads.len().saturating_sub(form.len() * rows.len());
    if known_heads_fit(heads.get(others..)?, form, rows.len()) == Some(false) {
        return None;
    }
    let heads: Vec<usize> = heads.into_iter().flatten().collect();
    let orders = column_orders(&heads, form, rows.len())?;
    Some((rows, orders))
}
