//! Numbers that count the rows and columns of a grid that was made of text.

use gouji_language::labels::SERIAL;

use super::exact::has_figures;
use crate::lines::Token;

/// Fewest rows that are counted.
const FEWEST: usize = 3;
/// Longest number of a row, in digits.
const LONGEST_COUNT: usize = 4;

/// Rows without the numbers that count them, and those that count the columns of a data frame: a row that
/// does but that is left without cells. Such numbers stand left of the labels of most rows, and no row with
/// figures is without one.
pub(super) fn without_counts<'d>(rows: Vec<Vec<Token<'d>>>) -> Vec<Vec<Token<'d>>> {
    let counts_columns = |row: &[Token<'_>]| {
        row.len() > 1
            && row
                .iter()
                .enumerate()
                .all(|(at, token)| number(token) == Some(at))
    };
    let (mut counted, mut labelled) = (0, 0);
    let (mut first, mut next) = (None, 0);
    for row in rows
        .iter()
        .filter(|row| !counts_columns(row) && has_figures(row))
    {
        let Some(own) = row.first().and_then(number) else {
            return rows;
        };
        let first = *first.get_or_insert(own.min(1));
        if own != next.max(first) && own != first {
            return rows;
        }
        next = own + 1;
        counted += 1;
        labelled += usize::from(row.get(1).is_some_and(|token| !token.shape.is_value()));
    }
    let is_head = |row: &Vec<Token<'_>>| {
        !has_figures(row)
            && row
                .first()
                .is_some_and(|token| SERIAL.contains(&token.text))
    };
    if !rows.iter().any(is_head) && (counted < FEWEST || labelled * 2 <= counted) {
        return rows;
    }
    let kept = rows.into_iter().map(|mut row| {
        let counts = row
            .first()
            .is_some_and(|token| number(token).is_some() || SERIAL.contains(&token.text));
        match counts_columns(&row) {
            true => row.clear(),
            false if counts => drop(row.remove(0)),
            false => {}
        }
        row
    });
    kept.collect()
}

/// A number as a count is written.
fn number(token: &Token<'_>) -> Option<usize> {
    token
        .text
        .parse()
        .ok()
        .filter(|_| token.text.len() <= LONGEST_COUNT)
}
