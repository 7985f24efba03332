//! Tables in which a lone bar opens each row and every cell, with the bar that ends it, stands on a
//! line of its own: each row then has the same number of bars behind its first.

use gouji_document::{Builder, ColumnEvidence, Table};

use super::cell::cell;
use super::line::Line;
use super::markup::push_lines;
use super::ruling::{bars, is_bar};

/// Most cells of a row.
const MOST_CELLS: usize = 32;

/// A cell: the lines of its text, where its bar stands, and whether the bar is all of its line or
/// the last sign on it.
struct Ended<'s> {
    texts: Vec<(u32, &'s str)>,
    bar: u32,
    lone: bool,
    last: bool,
}

/// Whether a line is nothing but a bar.
pub(super) fn is_lone(line: &str) -> bool {
    let mut chars = line.trim().chars();
    chars.next().is_some_and(is_bar) && chars.next().is_none()
}

/// Reads a run of lines if it is such a table.
pub(super) fn read(run: &[Line<'_>], builder: &mut Builder) -> bool {
    if !run.first().is_some_and(|line| is_lone(line.text)) {
        return false;
    }
    let ended = cells(run);
    let Some(width) = (2..=MOST_CELLS).find(|width| fits(&ended, *width)) else {
        return false;
    };
    let mut cells = Vec::new();
    for (row, ended) in ended.chunks(width + 1).enumerate() {
        for (column, one) in ended.iter().skip(1).enumerate() {
            let (range, place) = push_lines(builder, &one.texts, one.bar);
            cells.push(cell(range, place, row, column as u32, 1));
        }
    }
    // A cell that spans several stands in the first, and the others follow it, blank.
    let columns = ColumnEvidence::Order;
    builder.table(Table { cells, columns });
    true
}

/// Whether the cells are rows of so many, each after a lone bar.
fn fits(cells: &[Ended<'_>], width: usize) -> bool {
    let rows = cells.chunks(width + 1);
    let is_row = |row: &[Ended<'_>]| {
        row.len() == width + 1
            && row
                .first()
                .is_some_and(|one| one.lone && one.texts.is_empty())
            && row.last().is_some_and(|one| one.last)
    };
    rows.len() > 1 && rows.clone().all(is_row)
}

/// The cells of a run, each with the texts before the bar that ends it.
fn cells<'s>(run: &[Line<'s>]) -> Vec<Ended<'s>> {
    let mut found: Vec<Ended<'s>> = Vec::new();
    let mut texts: Vec<(u32, &'s str)> = Vec::new();
    for line in run {
        let mut from = 0;
        let mut bars = bars(line.text).peekable();
        let add = |texts: &mut Vec<(u32, &'s str)>, from: usize, to: usize| {
            let text = line.text.get(from..to).unwrap_or_default();
            let inner = text.trim();
            if !inner.is_empty() {
                let start = from + text.len() - text.trim_start().len();
                texts.push((line.start + start as u32, inner));
            }
        };
        while let Some((at, end)) = bars.next() {
            add(&mut texts, from, at);
            from = end;
            found.push(Ended {
                texts: std::mem::take(&mut texts),
                bar: line.start + at as u32,
                lone: is_lone(line.text),
                last: bars.peek().is_none(),
            });
        }
        add(&mut texts, from, line.text.len());
    }
    found
}
