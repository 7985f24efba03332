//! Whether a reading of laid-out text leaves figures over.
//!
//! Read line by line, a figure may hide in a label a single space before it, stand on a line that no
//! row claims, or in one cell with its neighbour. Then the others need not be right either.

use gouji_model::{ObservationKind, Place};

use super::heads::is_zero;
use super::words::{Word, are_rows_laid, is_written, split};
use crate::columns::leaf_columns;
use crate::dropping::drop_where;
use crate::lexicon::Lexicon;
use crate::lines::{Line, Token};
use crate::reading::{Found, Reading};

/// Whether every figure of laid-out lines, from the first row read to the last or the last label of the
/// table, is in a cell of its own or in a row that is remarked.
pub(crate) fn is_complete(
    lines: &[Line<'_>],
    lexicon: &Lexicon,
    table: usize,
    reading: &Reading<'_>,
) -> bool {
    if !lines.iter().any(Line::may_be_laid) {
        return true;
    }
    let counts = counts(lines, lexicon, table, reading);
    let first = counts.iter().position(|line| line.used > 0);
    let last = counts
        .iter()
        .rposition(|line| line.used > 0 || line.labelled);
    let (Some(first), Some(last)) = (first, last) else {
        return true;
    };
    // Directly above the first row and below the last one, a narrow cell's figure goes on.
    let goes_on = |edge: usize, beside: Option<usize>| {
        let beside = beside.and_then(|at| counts.get(at));
        beside.is_some_and(|line| {
            line.alone
                && line.left > 0
                && counts.get(edge).map(|edge| edge.block) == Some(line.block)
        })
    };
    let is_cut = goes_on(first, first.checked_sub(1)) || goes_on(last, Some(last + 1));
    let rows = counts.get(first..=last);
    !is_cut && rows.is_some_and(|rows| rows.iter().all(|line| line.left == 0))
}

/// The figures of each laid-out line: those in a cell, and those that are in none and are not remarked either.
fn counts(
    lines: &[Line<'_>],
    lexicon: &Lexicon,
    table: usize,
    reading: &Reading<'_>,
) -> Vec<Count> {
    let account = Account::of(reading);
    let laid = lines.iter().filter(|line| is_accounted(line));
    laid.map(|line| account.count(line, lexicon, table))
        .collect()
}

/// Whether the figures of a line are accounted for: it is laid out in columns, or in written words.
fn is_accounted(line: &Line<'_>) -> bool {
    line.is_laid() || (line.may_be_laid() && line.tokens.iter().all(is_written))
}

/// What a reading accounts for.
struct Account {
    /// Where the figures in cells stand, in order.
    used: Vec<(u32, u32)>,
    /// Where rows that are remarked stand.
    remarked: Vec<Place>,
    /// Whether columns of no form are remarked.
    columns: bool,
}

impl Account {
    fn of(reading: &Reading<'_>) -> Self {
        let placed = reading.rows.iter().flat_map(|row| &row.values);
        let filled = placed.filter(|(_, token)| !token.is_blank());
        let mut used: Vec<(u32, u32)> = filled.map(|(_, token)| key(token.place)).collect();
        let of_row = |kind: &ObservationKind| {
            matches!(
                kind,
                ObservationKind::UnknownRow | ObservationKind::MisalignedRow
            )
        };
        let remarks = reading.remarks.iter();
        let of_rows = remarks.filter(|(kind, ..)| of_row(kind));
        used.sort_unstable();
        let mut kinds = reading.remarks.iter().map(|(kind, ..)| kind);
        Self {
            used,
            remarked: of_rows.filter_map(|(.., at)| *at).collect(),
            columns: kinds.any(|kind| *kind == ObservationKind::UnknownColumn),
        }
    }

    /// The figures of a line.
    fn count(&self, line: &Line<'_>, lexicon: &Lexicon, table: usize) -> Count {
        let mut words = Vec::new();
        for token in &line.tokens {
            split(token, 0, true, &mut words);
        }
        let is_used = |word: &&Word<'_>| self.used.binary_search(&key(word.token.place)).is_ok();
        let values = || words.iter().filter(|word| word.is_value());
        let used = values().filter(is_used).count();
        let is_remarked = |token: &Token<'_>| self.remarked.contains(&token.place);
        let excused = line.tokens.iter().any(is_remarked) || (self.columns && used > 0);
        let labelled = |token: &Token<'_>| !lexicon.meanings_in(token.word, table).is_empty();
        Count {
            block: line.block,
            used,
            left: if excused { 0 } else { values().count() - used },
            labelled: line.tokens.iter().any(labelled),
            alone: words.iter().all(Word::is_value),
        }
    }
}

/// The figures of a line.
struct Count {
    /// The document block it stands in.
    block: usize,
    /// How many are in a cell of their own.
    used: usize,
    /// How many are in none and are not remarked either.
    left: usize,
    /// Whether it has a label of the table.
    labelled: bool,
    /// Whether nothing but figures stands on it.
    alone: bool,
}

/// Drops the rows of laid-out text in which some cells are blank although zeros are printed in
/// others, and remarks them: two figures may have run together, and which column lacks one is not
/// known.
pub(crate) fn drop_guesses(
    lines: &[Line<'_>],
    lexicon: &Lexicon,
    table: usize,
    reading: &mut Reading<'_>,
) {
    let mut values = reading.rows.iter().flat_map(|row| &row.values);
    if !are_rows_laid(lines) || !values.any(|(_, token)| is_zero(token)) {
        return;
    }
    let is_certain = |row: &Found<'_>| {
        let values = row.values.iter();
        let blank = values.filter(|(_, token)| token.is_blank()).count();
        let block = &lexicon.form.tables[table].blocks[row.row.block];
        let lacking = row.values.len() < leaf_columns(block).count();
        (blank == 0 && !lacking) || blank == row.values.len()
    };
    drop_where(|row| !is_certain(row), lexicon, table, reading);
}

fn key(place: Place) -> (u32, u32) {
    match place {
        Place::Text(range) => (range.start, range.end),
        _ => (0, 0),
    }
}
