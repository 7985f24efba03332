//! Whether the rows of a grid that was made of text have the figures that their heads ask for.
//!
//! A figure broken over lines leaves rows with fewer, and so does one that stands in no line of its row. So a
//! row may lack figures only where zeros are left blank, and where every label beside any is known; and none
//! without a label has but digits.

use std::collections::BTreeSet;

use gouji_model::{Place, RowAxis};

use super::exact::has_figures;
use super::heads::is_zero;
use super::words::ends_at_point;
use crate::lexicon::{Lexicon, Meaning};
use crate::lines::{Line, Token};
use crate::reading::Reading;

/// Whether no row has more figures than heads, and those with fewer leave zeros blank.
pub(super) fn is_certain(
    rows: &[Line<'_>],
    values: &[usize],
    lexicon: &Lexicon,
    table: usize,
) -> bool {
    let blocks = &lexicon.form.tables[table].blocks;
    let is_across = blocks.iter().any(|block| block.rows_run == RowAxis::Across);
    let with_figures = rows.iter().filter(|row| has_figures(&row.tokens));
    if is_across && with_figures.count() == 1 {
        return true;
    }
    let zeros = rows.iter().flat_map(|row| &row.tokens).any(is_zero);
    let is_unknown =
        |token: &Token<'_>| is_text(token) && lexicon.meanings_in(token.word, table).is_empty();
    let names_row = |row: &Line<'_>| {
        row.tokens
            .iter()
            .any(|token| names_row(token, lexicon, table))
    };
    let mut heads = Heads::default();
    let (mut sparse, mut unknown) = (false, false);
    for row in rows {
        if of(row, values, |token| ends_at_point(token.text))
            .next()
            .is_some()
        {
            return false;
        }
        let due = match heads.take(row, values) {
            None => continue,
            Some(0) => values.len(),
            Some(due) => due,
        };
        unknown |= row.tokens.iter().any(is_unknown);
        if !has_figures(&row.tokens) {
            continue;
        }
        let is_torn = !row.tokens.iter().any(is_text) && row.tokens.iter().all(is_one_digit);
        let count = of(row, values, |token| token.shape.is_value()).count();
        if is_torn || count > due || (count < due && (zeros || !names_row(row))) {
            return false;
        }
        sparse |= count < due;
    }
    !(sparse && unknown)
}

/// The columns of figures that have heads in the last header.
#[derive(Default)]
struct Heads {
    columns: BTreeSet<usize>,
    /// Whether the row before was of the header.
    goes_on: bool,
}

impl Heads {
    /// How many columns have heads above a row; nothing for a row of the header.
    fn take(&mut self, row: &Line<'_>, values: &[usize]) -> Option<usize> {
        let mut heads = of(row, values, is_text).peekable();
        if has_figures(&row.tokens) || heads.peek().is_none() {
            self.goes_on = false;
            return Some(self.columns.len());
        }
        if !self.goes_on {
            self.columns.clear();
        }
        self.columns.extend(heads);
        self.goes_on = true;
        None
    }
}

/// The columns of figures in which a row has such cells.
fn of<'r>(
    row: &'r Line<'_>,
    values: &'r [usize],
    wanted: fn(&Token<'_>) -> bool,
) -> impl Iterator<Item = usize> + 'r {
    let columns = values.iter().copied();
    columns.filter(move |column| row.tokens.get(*column).is_some_and(wanted))
}

/// Whether a cell holds one digit, or nothing.
fn is_one_digit(token: &Token<'_>) -> bool {
    token.is_blank() || token.text.chars().count() == 1
}

/// Whether figures that stand on a line without any label are in no row of a reading: they may be pieces of
/// others.
pub(crate) fn leaves_figures(lines: &[Line<'_>], reading: &Reading<'_>) -> bool {
    let in_rows = reading.rows.iter().flat_map(|row| &row.values);
    let places: Vec<Place> = in_rows.map(|(_, token)| token.place).collect();
    let alone = lines
        .iter()
        .filter(|line| line.has_rows() && !line.tokens.iter().any(is_text));
    let figures = alone
        .flat_map(|line| &line.tokens)
        .filter(|token| token.shape.is_value());
    figures
        .into_iter()
        .any(|token| !places.contains(&token.place))
}

fn is_text(token: &Token<'_>) -> bool {
    !token.is_blank() && !token.shape.is_value()
}

/// Whether a text is the label of a row.
pub(super) fn names_row(token: &Token<'_>, lexicon: &Lexicon, table: usize) -> bool {
    let meanings = lexicon.meanings_in(token.word, table);
    let mut meanings = meanings.iter();
    meanings.any(|meaning| matches!(meaning, Meaning::Row { .. }))
}
