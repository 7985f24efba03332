//! Rows of a grid whose texts go on in the lines below: cells as narrow as a label may be are broken over lines,
//! and the figures stand on one of these.
//!
//! Lines are put together so that as few texts as possible are no labels of the form, and none is put together
//! that is not one. Two lines with figures are never of one row.

use super::exact::has_figures;
use crate::lexicon::Lexicon;
use crate::lines::{Line, Token};

/// Most lines of a row.
const MOST_LINES: usize = 9;
/// What a text that is no label counts, against a line put to another.
const UNKNOWN: usize = 10;

/// The rows of a grid of lines, each of one or several.
pub(super) fn rows<'d>(lines: Vec<Line<'d>>, lexicon: &Lexicon, table: usize) -> Vec<Line<'d>> {
    let is_unknown =
        |token: &Token<'_>| is_text(token) && lexicon.meanings_in(token.word, table).is_empty();
    if !lines.iter().any(|line| line.tokens.iter().any(is_unknown)) {
        return lines;
    }
    // The least that the lines before each count, and how many of them are its last row.
    let mut best: Vec<(usize, usize)> = vec![(0, 0)];
    for end in 1..=lines.len() {
        let most = end.min(MOST_LINES);
        let ways = (1..=most).filter_map(|count| {
            let before = best.get(end - count)?.0;
            let row = joined(lines.get(end - count..end)?, lexicon, table)?;
            let unknown = row.tokens.iter().filter(|token| is_unknown(token)).count();
            Some((before + unknown * UNKNOWN + count - 1, count))
        });
        best.push(ways.min().unwrap_or((usize::MAX / 2, 1)));
    }
    let mut rows = Vec::new();
    let mut end = lines.len();
    while end > 0 {
        let count = best.get(end).map_or(1, |(_, count)| *count);
        rows.extend(
            lines
                .get(end - count..end)
                .and_then(|lines| joined(lines, lexicon, table)),
        );
        end -= count;
    }
    rows.reverse();
    rows
}

fn is_text(token: &Token<'_>) -> bool {
    !token.is_blank() && !token.shape.is_value()
}

/// One row of some lines; nothing where it would have two lines with figures, or a text that was put together
/// and is no label.
fn joined<'d>(lines: &[Line<'d>], lexicon: &Lexicon, table: usize) -> Option<Line<'d>> {
    let [first, others @ ..] = lines else {
        return None;
    };
    if others.is_empty() {
        return Some(first.clone());
    }
    if lines
        .iter()
        .filter(|line| has_figures(&line.tokens))
        .count()
        > 1
    {
        return None;
    }
    let columns = first.tokens.len();
    let tokens = (0..columns).map(|column| {
        let cells = lines.iter().map(|line| line.tokens.get(column));
        let cells: Vec<&Token<'d>> = cells.collect::<Option<_>>()?;
        let mut filled = cells.iter().filter(|token| !token.is_blank());
        match (filled.next(), filled.next()) {
            (None, _) => cells.first().map(|token| **token),
            (Some(only), None) => Some(**only),
            (Some(first), Some(_)) => whole(first, &cells, lexicon, table),
        }
    });
    Some(Line {
        tokens: tokens.collect::<Option<_>>()?,
        ..first.clone()
    })
}

/// A label that stands over several lines of a column.
fn whole<'d>(
    first: &Token<'d>,
    cells: &[&Token<'d>],
    lexicon: &Lexicon,
    table: usize,
) -> Option<Token<'d>> {
    if cells.iter().any(|token| token.shape.is_value()) {
        return None;
    }
    let text: String = cells.iter().map(|token| token.text).collect();
    let word = lexicon.word(&text);
    let known = !lexicon.meanings_in(word, table).is_empty();
    known.then_some(Token { word, ..*first })
}
