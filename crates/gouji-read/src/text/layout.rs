//! Columns laid out with spaces, as `pdftotext -layout` writes them, or with tabs.

use gouji_document::{Builder, ColumnEvidence, Table};

use super::line::{Line, Look, MOST_PIECES, is_heading, pieces, words};
use super::{cell, push};

/// Longest fragment of a label that may stand alone on a line of a table, in characters.
const LONGEST_FRAGMENT: usize = 40;
/// How many columns two rows must share to be of one table, whatever stands between them.
const LEAST_SHARED: usize = 3;
/// How many columns of two rows are compared.
const MOST_COMPARED: usize = 64;
/// How far ahead the next line with columns may be for a fragment to belong to the table.
const REACH: usize = 30;

/// Reads a run of lines with columns; returns how many lines it took.
pub(super) fn read(lines: &[Line<'_>], builder: &mut Builder) -> usize {
    let tabs = lines.first().is_some_and(|line| line.look == Look::Tabs);
    let mut cells = Vec::new();
    let mut length = 0;
    let mut spaced = false;
    while let Some(line) = lines.get(length) {
        if !belongs(lines, length, tabs) {
            break;
        }
        spaced |= line.look == Look::Spaced;
        if !matches!(line.look, Look::Empty | Look::PageNumber) {
            let heads = line.look == Look::Plain && heads_spaced(&lines[length..]);
            for (column, width, at, text) in cells_of(line, tabs, heads) {
                let (range, place) = push(builder, text, line.start + at as u32);
                cells.push(cell(range, place, length, column, width));
            }
        }
        length += 1;
        if !builder.has_room(cells.len()) {
            break;
        }
    }
    // Where values are a single space apart, positions say nothing.
    let columns = if tabs || spaced {
        ColumnEvidence::Order
    } else {
        ColumnEvidence::Position
    };
    builder.table(Table { cells, columns });
    length.max(1)
}

/// Longest column heading in characters.
const LONGEST_HEADING: usize = 12;
/// How many lines of headings may stand above the first row.
const MOST_HEADINGS: usize = 8;

/// Whether lines begin with column headings a single space apart, above rows whose values are.
pub(super) fn heads_spaced(lines: &[Line<'_>]) -> bool {
    let short = |word: &str| word.chars().take(LONGEST_HEADING + 1).count() <= LONGEST_HEADING;
    let heads = lines.first().is_some_and(|line| {
        line.text.split_whitespace().take(2).count() == 2 && line.text.split_whitespace().all(short)
    });
    if !heads {
        return false;
    }
    for line in lines.iter().take(MOST_HEADINGS) {
        match line.look {
            Look::Spaced => return true,
            Look::Columns => return !line.text.trim().contains("  "),
            Look::Empty => {}
            Look::Plain if is_fragment(line.text) => {}
            _ => return false,
        }
    }
    false
}

/// Whether a line is part of the run: it has columns, or is a fragment or gap before more of it.
fn belongs(lines: &[Line<'_>], index: usize, tabs: bool) -> bool {
    let line = &lines[index];
    match line.look {
        Look::Tabs => tabs,
        Look::Columns | Look::Spaced => !tabs,
        Look::Empty | Look::PageNumber => !tabs && more_ahead(lines, index),
        // In a table a single tab at the end is a blank cell; elsewhere it is chance.
        Look::Plain if tabs => line.text.ends_with('\t'),
        Look::Plain if is_heading(line.text) => same_columns_around(lines, index),
        Look::Plain => is_fragment(line.text) && more_ahead(lines, index),
        _ => false,
    }
}

/// Several short words: column headings a single space apart.
fn is_heads(text: &str) -> bool {
    let short = |word: &str| word.chars().take(LONGEST_HEADING + 1).count() <= LONGEST_HEADING;
    text.split_whitespace().take(2).count() == 2 && text.split_whitespace().all(short)
}

fn is_fragment(text: &str) -> bool {
    let text = text.trim();
    (text.chars().count() <= LONGEST_FRAGMENT || is_heads(text))
        && !is_section(text)
        && !text.ends_with(['。', '；'])
}

/// A heading without figures after it; row labels carry numbering too, but not alone.
fn is_section(text: &str) -> bool {
    is_heading(text)
}

/// Whether the nearest lines with columns on both sides share theirs: a label that stands beside
/// several rows is printed between two of them and may read like a heading.
fn same_columns_around(lines: &[Line<'_>], index: usize) -> bool {
    let starts = |line: &Line<'_>| -> Vec<u32> {
        let cells = cells_of(line, false, false);
        cells
            .iter()
            .map(|cell| cell.0)
            .take(MOST_COMPARED)
            .collect()
    };
    let nearby = |line: &&Line<'_>| matches!(line.look, Look::Columns | Look::Empty);
    let is_row = |line: &&Line<'_>| line.look == Look::Columns;
    let before = lines.iter().take(index).rev().take(REACH).find(is_row);
    let mut after = lines.iter().skip(index + 1).take(REACH).take_while(nearby);
    let (Some(before), Some(after)) = (before, after.find(is_row)) else {
        return false;
    };
    let (before, after) = (starts(before), starts(after));
    after.len() >= LEAST_SHARED && before == after
}

/// Whether lines with columns follow before prose or a heading does.
fn more_ahead(lines: &[Line<'_>], index: usize) -> bool {
    for line in lines.iter().skip(index + 1).take(REACH) {
        match line.look {
            Look::Columns | Look::Spaced => return true,
            Look::Empty | Look::PageNumber => {}
            Look::Plain if is_fragment(line.text) => {}
            _ => return false,
        }
    }
    false
}

/// The cells of a line: column, width, byte offset, text.
fn cells_of<'s>(line: &Line<'s>, tabs: bool, heads: bool) -> Vec<(u32, u32, usize, &'s str)> {
    if tabs {
        let base = line.text.as_ptr() as usize;
        let texts = line.text.split('\t').take(MOST_PIECES).enumerate();
        return texts
            .map(|(column, text)| {
                let trimmed = text.trim();
                (column as u32, 1, trimmed.as_ptr() as usize - base, trimmed)
            })
            .collect();
    }
    let (mut counted, mut column) = (0, 0);
    let found = match line.look {
        Look::Spaced => words(line.text),
        Look::Plain if heads => words(line.text),
        _ => pieces(line.text),
    };
    found
        .into_iter()
        .map(|(at, text)| {
            // Counted on from the last piece: a line may be as long as the file.
            column += line
                .text
                .get(counted..at)
                .map_or(0, |gap| gap.chars().count()) as u32;
            counted = at;
            (column, text.chars().count() as u32, at, text)
        })
        .collect()
}
