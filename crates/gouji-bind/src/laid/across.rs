//! Rows that stand side by side in one printed row, distinguished by the heads above them.

use super::figures::Figures;
use super::heads::{Head, are_scattered, centre, is_zero, leaf_heads, nearest};
use super::page::{Page, blank};
use super::parts::Part;
use super::whole::Whole;
use crate::at::RowAt;
use crate::columns::Basis;
use crate::lines::Token;
use crate::reading::{Found, Reading};

/// Reads rows side by side. Nothing where heads or figures are not just those of the form, in its
/// order; else whether the heads say so, or sums must bear it out.
pub(super) fn read<'d>(page: &Page<'_, 'd, '_>, reading: &mut Reading<'d>) -> Option<bool> {
    let leaves = page.leaves();
    let mut rows = (0..page.block.rows.len()).collect::<Vec<usize>>();
    rows.retain(|row| !page.block.rows[*row].group);
    let wanted = leaves.len() * rows.len();
    let found = page.figures(wanted)?;
    let [figures] = found.as_slice() else {
        return None;
    };
    let names = names(page, figures.first);
    let name = |row: usize| names.iter().find(|(own, _)| *own == row);
    let names: Option<Vec<&Whole>> = rows.iter().map(|row| Some(name(*row)?.1)).collect();
    let names = names.filter(|_| named_in_order(page, figures.first))?;
    let sides = Sides::of(page, figures, rows.len());
    let certain = sides.is_certain();
    if !certain && !sides.is_scattered() {
        return None;
    }
    let cells = sides.cells()?;
    let rows = rows.into_iter().zip(names);
    for ((row, name), cells) in rows.zip(cells.chunks(leaves.len())) {
        sides.row(row, name, cells, reading)?;
    }
    Some(certain)
}

/// The one row of figures, below the heads of all rows.
struct Sides<'p, 'w, 'd, 'f> {
    page: &'p Page<'w, 'd, 'f>,
    figures: &'p Figures<'d>,
    heads: Vec<Head<'p>>,
    /// The columns of each row from left to right, and those of all rows.
    order: Vec<usize>,
    slots: Vec<usize>,
    rows: usize,
}

impl<'p, 'w, 'd, 'f> Sides<'p, 'w, 'd, 'f> {
    fn of(page: &'p Page<'w, 'd, 'f>, figures: &'p Figures<'d>, rows: usize) -> Self {
        let order = order(page, figures.first, &page.leaves(), rows);
        Self {
            page,
            figures,
            heads: leaf_heads(page, figures.first),
            slots: order.repeat(rows),
            order,
            rows,
        }
    }

    /// Whether all heads are there, and say in which order the columns are.
    fn is_certain(&self) -> bool {
        self.heads.len() == self.slots.len()
            && self.page.joined.left.is_empty()
            && is_leftmost(self.page, self.figures.first, &self.order)
            && may_follow(&self.heads, &self.slots)
    }

    /// Whether just the pieces of all heads are there. They say little of the order, so what is whole must
    /// not speak against the form's.
    fn is_scattered(&self) -> bool {
        self.order == self.page.leaves()
            && self.figures.tokens.len() == self.slots.len()
            && is_leftmost(self.page, self.figures.first, &self.order)
            && are_scattered(self.page, self.figures.first, self.rows)
    }

    /// The figure of each slot; nothing where that is not certain.
    fn cells(&self) -> Option<Vec<Option<Token<'d>>>> {
        let tokens = &self.figures.tokens;
        if tokens.len() == self.slots.len() {
            return Some(tokens.iter().copied().map(Some).collect());
        }
        by_place(&self.heads, &self.slots, tokens)
    }

    /// Reads one of the rows; nothing where its label stands nowhere.
    fn row(
        &self,
        row: usize,
        name: &Whole,
        cells: &[Option<Token<'d>>],
        reading: &mut Reading<'d>,
    ) -> Option<()> {
        let label = self.page.label(name)?;
        let row = RowAt {
            block: self.page.index,
            row,
        };
        if self.figures.broken {
            self.page.unread(row, "", Some(label), reading);
            return Some(());
        }
        let cell = |token: &Option<Token<'d>>| token.unwrap_or_else(|| blank(&label));
        let order = self.order.iter().copied();
        reading.rows.push(Found {
            row,
            values: order.zip(cells.iter().map(cell)).collect(),
            label: None,
            altered: false,
            basis: Basis::Headings,
        });
        Some(())
    }
}

/// The order of the columns of each row: the form's, or another that the heads have alike for all
/// rows.
fn order(page: &Page<'_, '_, '_>, top: usize, leaves: &[usize], rows: usize) -> Vec<usize> {
    let heads = leaf_heads(page, top);
    if is_leftmost(page, top, leaves) && may_follow(&heads, &leaves.repeat(rows)) {
        return leaves.to_vec();
    }
    let begun = by_lines(&heads, |head| head.first);
    let ended = by_lines(&heads, |head| head.last);
    let mut others = begun.iter().chain(&ended).filter_map(|line| {
        let order = line.get(..leaves.len())?;
        let slots = order.repeat(rows);
        let fits = leaves.iter().all(|leaf| order.contains(leaf))
            && is_leftmost(page, top, order)
            && may_be(&begun, &slots)
            && may_be(&ended, &slots);
        fits.then(|| order.to_vec())
    });
    others.next().unwrap_or_else(|| leaves.to_vec())
}

/// Whether the first head of an order stands farthest left of all, where any does. Lines of text
/// are not set as on the page, but before those there is nothing that could shift them.
fn is_leftmost(page: &Page<'_, '_, '_>, top: usize, order: &[usize]) -> bool {
    let heads = leaf_heads(page, top);
    let start = heads.iter().map(|head| head.whole.start).min();
    let mut leftmost = heads.iter().filter(|head| Some(head.whole.start) == start);
    heads.is_empty() || leftmost.any(|head| order.first() == Some(&head.column))
}

/// Each figure in the slot whose head it stands below, where heads stand in the order of the slots
/// and no zero is printed.
fn by_place<'d>(
    heads: &[Head<'_>],
    slots: &[usize],
    figures: &[Token<'d>],
) -> Option<Vec<Option<Token<'d>>>> {
    let mut heads: Vec<&Head<'_>> = heads.iter().collect();
    heads.sort_by_key(|head| head.whole.centre());
    let in_order = heads.iter().map(|head| &head.column).eq(slots);
    if !in_order || figures.iter().any(is_zero) {
        return None;
    }
    let marks: Vec<u32> = heads.iter().map(|head| head.whole.centre()).collect();
    let mut tokens = vec![None; slots.len()];
    for token in figures {
        let slot = tokens.get_mut(nearest(&marks, centre(token))?)?;
        if slot.replace(*token).is_some() {
            return None;
        }
    }
    Some(tokens)
}

/// Whether heads, in their order on each line, can be those of the slots from left to right. Lines
/// of text are not set as on the page, so places on different lines say little.
fn may_follow(heads: &[Head<'_>], slots: &[usize]) -> bool {
    may_be(&by_lines(heads, |head| head.first), slots)
}

/// The columns of the heads from left to right on each line.
fn by_lines(heads: &[Head<'_>], line: fn(&Whole) -> usize) -> Vec<Vec<usize>> {
    let mut sorted: Vec<(usize, u32, usize)> = heads
        .iter()
        .map(|head| (line(head.whole), head.whole.start, head.column))
        .collect();
    sorted.sort_unstable();
    let lines = sorted.chunk_by(|left, right| left.0 == right.0);
    lines
        .map(|line| line.iter().map(|(.., column)| *column).collect())
        .collect()
}

/// Whether the columns of each line, one after the other, can be mixed to those of the slots.
fn may_be(lines: &[Vec<usize>], slots: &[usize]) -> bool {
    let mut reached = vec![vec![0; lines.len()]];
    for slot in slots {
        let mut next: Vec<Vec<usize>> = Vec::new();
        for taken in &reached {
            for (line, at) in taken.iter().enumerate() {
                if lines.get(line).and_then(|line| line.get(*at)) == Some(slot) {
                    let mut on = taken.clone();
                    on[line] += 1;
                    if !next.contains(&on) && next.len() < MOST_WAYS {
                        next.push(on);
                    }
                }
            }
        }
        reached = next;
    }
    !reached.is_empty()
}

/// Most ways in which heads of several lines may be taken for those of the slots.
const MOST_WAYS: usize = 64;

/// The labels of rows with figures that end above a line.
fn names<'p>(page: &'p Page<'_, '_, '_>, top: usize) -> Vec<(usize, &'p Whole)> {
    let above = page
        .joined
        .labels
        .iter()
        .filter(|label| label.last < top && !label.group && label.complete);
    above
        .filter_map(|label| match label.part {
            Part::Row(row) => Some((row, label)),
            _ => None,
        })
        .collect()
}

/// Whether rows and their groups are named in the order of the form on each line, and from left to
/// right.
fn named_in_order(page: &Page<'_, '_, '_>, top: usize) -> bool {
    let mut named: Vec<(usize, u32, usize)> = Vec::new();
    for label in page.joined.labels.iter().filter(|label| label.last < top) {
        if let Part::Row(row) = label.part {
            let lines = label.words.iter().map(|index| page.words[*index].line);
            named.extend(lines.map(|line| (line, label.start, row)));
        }
    }
    named.sort_unstable();
    let mut lines = named.chunk_by(|left, right| left.0 == right.0);
    let on_lines = lines.all(|line| line.is_sorted_by_key(|(.., row)| *row));
    let mut places: Vec<(usize, u32)> = names(page, top)
        .into_iter()
        .map(|(row, name)| (row, name.centre()))
        .collect();
    places.sort_unstable();
    on_lines && places.is_sorted_by_key(|(_, centre)| *centre)
}
