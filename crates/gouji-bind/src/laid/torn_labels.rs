//! Labels of rows whose other lines were taken for paragraphs, as they have no columns.

use std::ops::Range;

use gouji_document::ColumnEvidence;

use super::filled::names_row;
use crate::labels::Word;
use crate::lexicon::Lexicon;
use crate::lines::{Line, Token};
use crate::shape::Shape;

/// Most pieces of a label above its row, and below it.
const MOST_PIECES: usize = 6;

/// The lines with the pieces of labels that were taken for paragraphs, above or below their rows, put to these.
pub(super) fn with_torn_labels<'d>(
    mut lines: Vec<Line<'d>>,
    lexicon: &Lexicon,
    table: usize,
) -> Vec<Line<'d>> {
    let mut pieces = vec![false; lines.len()];
    for at in 0..lines.len() {
        let Some((way, word)) = whole(&lines, at, lexicon, table) else {
            continue;
        };
        way.filter(|other| *other != at)
            .for_each(|other| pieces[other] = true);
        if let Some(label) = lines[at].tokens.first_mut() {
            label.word = word;
        }
    }
    let mut pieces = pieces.into_iter();
    lines.retain(|_| !pieces.next().unwrap_or_default());
    lines
}

/// The lines with the label of a row that has but a piece of it, and what it is.
fn whole(
    lines: &[Line<'_>],
    at: usize,
    lexicon: &Lexicon,
    table: usize,
) -> Option<(Range<usize>, Word)> {
    let row = lines
        .get(at)
        .filter(|line| line.evidence == Some(ColumnEvidence::Grid))?;
    let label = row.tokens.first()?;
    if label.shape != Shape::Text || !lexicon.meanings_in(label.word, table).is_empty() {
        return None;
    }
    let is_piece = |at: Option<usize>| {
        let line = at.and_then(|at| lines.get(at));
        line.is_some_and(|line| line.evidence.is_none())
    };
    let above = (1..=MOST_PIECES).take_while(|by| is_piece(at.checked_sub(*by)));
    let below = (1..=MOST_PIECES).take_while(|by| is_piece(Some(at + by)));
    let (above, below) = (above.count(), below.count());
    let ways = (0..=above).flat_map(|up| (0..=below).map(move |down| at - up..at + down + 1));
    ways.filter(|way| way.len() > 1).find_map(|way| {
        let pieces = lines.get(way.clone())?.iter();
        let texts = pieces.filter_map(|line| line.tokens.first());
        let text: String = texts.map(|token| token.text).collect();
        let word = lexicon.word(&text);
        names_row(&Token { word, ..*label }, lexicon, table).then_some((way, word))
    })
}
