//! Rows of figures that were torn into their columns: programs that print pages as text set figures that
//! stand a little lower than others column by column, one below the other, each column where the last one ended,
//! and run zeros together that stand close.
//!
//! Nothing but places tells then which figures are of one column. So there have to be as many in each, all
//! left of those in the next, and each on a line of its own.

use super::figures::Figures;
use super::words::part_of;
use crate::lines::Token;

/// A figure with how much farther right it stands on a screen, and its line.
type Placed<'d> = (Token<'d>, u32, usize);

/// The rows of lines whose figures are those of so many columns, put together again column by column; nothing
/// where that is not certain.
pub(super) fn rows<'d>(lines: &[Figures<'d>], wanted: usize) -> Option<Vec<Figures<'d>>> {
    let mut placed: Vec<Placed<'d>> = lines.iter().flat_map(placed).collect();
    let count = placed.len().checked_div(wanted)?;
    if count == 0 || count * wanted != placed.len() {
        return None;
    }
    placed.sort_by_key(|(token, _, line)| (token.column, *line));
    let mut columns: Vec<&mut [Placed<'d>]> = placed.chunks_mut(count).collect();
    let is_left = |column: &[Placed<'_>], next: &[Placed<'_>]| {
        let last = column.iter().map(|(token, ..)| token.column).max();
        last < next.iter().map(|(token, ..)| token.column).min()
    };
    if !columns.windows(2).all(|pair| is_left(pair[0], pair[1])) {
        return None;
    }
    for column in &mut columns {
        column.sort_by_key(|(.., line)| *line);
        // Which of two figures on one line is which does not matter where they are the same.
        let is_below =
            |pair: &[Placed<'_>]| pair[0].2 < pair[1].2 || pair[0].0.text == pair[1].0.text;
        if !column.windows(2).all(is_below) {
            return None;
        }
    }
    let row = |at: usize| of_row(columns.iter().filter_map(|column| column.get(at)));
    (0..count).map(row).collect()
}

/// The row of some figures from left to right.
fn of_row<'p, 'd: 'p>(
    figures: impl Iterator<Item = &'p Placed<'d>> + Clone,
) -> Option<Figures<'d>> {
    let lines = figures.clone().map(|(.., line)| *line);
    Some(Figures {
        first: lines.clone().min()?,
        last: lines.max()?,
        tokens: figures.clone().map(|(token, ..)| *token).collect(),
        wide: figures.map(|(_, wide, _)| *wide).collect(),
        broken: false,
        torn: true,
        pushed: false,
    })
}

/// The figures of a line, zeros that ran together parted.
fn placed<'d>(line: &Figures<'d>) -> Vec<Placed<'d>> {
    let figures = line.tokens.iter().zip(&line.wide);
    let parted = figures.flat_map(|(token, wide)| {
        let parts = parted(token).unwrap_or([Some(*token), None]);
        parts
            .into_iter()
            .flatten()
            .map(|part| (part, *wide, line.first))
    });
    parted.collect()
}

/// The two zeros that ran together: no figure is printed so.
fn parted<'d>(token: &Token<'d>) -> Option<[Option<Token<'d>>; 2]> {
    let (at, _) = token.text.char_indices().nth(1)?;
    are_two_zeros(token).then(|| [part_of(token, 0, at), part_of(token, at, token.text.len())])
}

/// Whether a figure is two zeros run together.
pub(super) fn are_two_zeros(token: &Token<'_>) -> bool {
    matches!(token.text, "00" | "００")
}
