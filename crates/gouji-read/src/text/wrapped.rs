//! Rows with bars that were wrapped: mail and programs for text fold them at 72 or 80 columns, and what is
//! left of a row stands on the next line.
//!
//! A row that is wrapped has fewer bars than the others, and with what stands below it just as many. Where
//! that holds of every short line of a wide table the lines are put together again; where it holds of some
//! only, the rows are as they are, for ragged tables have short ones of their own.

use super::line::{Line, Look};
use super::ruling::bars;

/// Fewest bars of a table so wide that its rows are wrapped.
const FEWEST_BARS: usize = 8;
/// Fewest rows of such a table.
const FEWEST_ROWS: usize = 3;
/// Most lines of a row.
const MOST_PIECES: usize = 6;

/// The lines with wrapped rows on one line each; none where no row is wrapped.
pub(super) fn unwrapped<'s>(text: &'s str, lines: &[Line<'s>]) -> Option<Vec<Line<'s>>> {
    let mut whole: Vec<Line<'s>> = Vec::new();
    let mut taken = 0;
    let mut at = 0;
    while at < lines.len() {
        let table = &lines[at..at + length(&lines[at..])];
        if let Some(rows) = rows(text, table) {
            whole.extend_from_slice(&lines[taken..at]);
            whole.extend(rows);
            taken = at + table.len();
        }
        at += table.len().max(1);
    }
    (taken > 0).then(|| {
        whole.extend_from_slice(&lines[taken..]);
        whole
    })
}

/// How many lines the table takes that begins here: lines with bars, with empty ones and rulings between.
fn length(lines: &[Line<'_>]) -> usize {
    let goes_on = |line: &&Line<'_>| matches!(line.look, Look::Piped | Look::Ruling | Look::Empty);
    match lines.first() {
        Some(first) if first.look == Look::Piped => lines.iter().take_while(goes_on).count(),
        _ => 0,
    }
}

fn is_of_row(line: &Line<'_>) -> bool {
    line.look == Look::Piped && !line.is_ruling
}

/// The lines of a table, with those of each row as one; nothing where no row is wrapped, or some short line
/// is no piece of one.
fn rows<'s>(text: &'s str, table: &[Line<'s>]) -> Option<Vec<Line<'s>>> {
    let counts: Vec<usize> = table
        .iter()
        .map(|line| {
            if is_of_row(line) {
                bars(line.text).count()
            } else {
                0
            }
        })
        .collect();
    let wide = counts
        .iter()
        .max()
        .copied()
        .filter(|wide| *wide >= FEWEST_BARS)?;
    if !counts.iter().any(|count| (1..wide).contains(count)) {
        return None;
    }
    let mut rows = Vec::with_capacity(table.len());
    let (mut at, mut found) = (0, 0);
    while let Some(line) = table.get(at) {
        found += usize::from(is_of_row(line));
        let pieces = match is_of_row(line) {
            true => pieces(&counts[at..], wide)?,
            false => 1,
        };
        rows.push(joined(text, &table[at..at + pieces])?);
        at += pieces;
    }
    (found >= FEWEST_ROWS).then_some(rows)
}

/// How many lines, from the first on, have the bars of a row together.
fn pieces(counts: &[usize], wide: usize) -> Option<usize> {
    let mut bars = 0;
    let pieces = counts
        .iter()
        .take(MOST_PIECES)
        .take_while(|count| **count > 0);
    for (at, count) in pieces.enumerate() {
        bars += count;
        if bars >= wide {
            return (bars == wide).then_some(at + 1);
        }
    }
    None
}

/// Lines as one, where nothing but white space stands between them.
fn joined<'s>(text: &'s str, lines: &[Line<'s>]) -> Option<Line<'s>> {
    let (first, last) = (lines.first()?, lines.last()?);
    let mut ends = lines.windows(2).map(|pair| {
        let end = pair[0].start as usize + pair[0].text.len();
        text.get(end..pair[1].start as usize)
    });
    let is_white = |between: Option<&str>| between.is_some_and(|between| between.trim().is_empty());
    let end = last.start as usize + last.text.len();
    let whole = text.get(first.start as usize..end)?;
    ends.all(is_white).then_some(Line {
        text: whole,
        ..*first
    })
}
