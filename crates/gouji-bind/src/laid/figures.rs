//! The rows of figures on a page: a line with as many figures as there are columns, or two lines
//! that have as many together.

use super::parts::Part;
use super::whole::Whole;
use super::words::{Word, on_screen};
use crate::lines::Token;

/// A row of figures.
#[derive(Clone, Debug)]
pub(super) struct Figures<'d> {
    /// Its figures from left to right.
    pub tokens: Vec<Token<'d>>,
    /// How much farther right each stands on a screen than it is counted.
    pub wide: Vec<u32>,
    /// Its first line and its last.
    pub first: usize,
    pub last: usize,
    /// Whether figures stand above or below some of them: one figure may be broken in two.
    pub broken: bool,
    /// Whether they were put together from lines between which others stand.
    pub torn: bool,
    /// Whether the first stands right behind a text, which may have pushed it out of its column.
    pub pushed: bool,
}

impl Figures<'_> {
    /// Whether no two figures stand one above the other.
    fn is_apart(&self) -> bool {
        let mut pairs = self.tokens.windows(2);
        pairs.all(|pair| pair[0].end() < pair[1].column)
    }
}

/// How many cells of a screen the words before each figure of a line take beyond what they are counted.
fn wide(line: &[Word<'_>], tokens: &[Token<'_>]) -> Vec<u32> {
    let extra = |word: &Word<'_>| {
        let extra = on_screen(word.token.text).saturating_sub(word.token.span);
        (extra > 0).then_some((word.start(), extra))
    };
    let wide = line.iter().filter(|word| !word.token.text.is_ascii());
    let extras: Vec<(u32, u32)> = wide.filter_map(extra).collect();
    let before = |token: &Token<'_>| {
        let before = extras.iter().filter(|(start, _)| *start < token.column);
        before.map(|(_, extra)| extra).sum()
    };
    tokens.iter().map(before).collect()
}

/// The lines with figures, and whether nothing else stands on each; nothing where a line has more
/// figures than there are columns.
pub(super) fn lines<'d>(words: &[Word<'d>], wanted: usize) -> Option<Vec<(Figures<'d>, bool)>> {
    let lines = words.chunk_by(|left, right| left.line == right.line);
    let lines = lines.filter_map(|line| Some((of_line(line)?, is_alone(line))));
    let lines: Vec<(Figures<'d>, bool)> = lines.collect();
    let fits = |(line, _): &(Figures<'_>, bool)| line.tokens.len() <= wanted;
    lines.iter().all(fits).then_some(lines)
}

/// The lines with figures.
pub(super) fn all_lines<'d>(words: &[Word<'d>]) -> Vec<Figures<'d>> {
    let lines = words.chunk_by(|left, right| left.line == right.line);
    lines.filter_map(of_line).collect()
}

/// Whether nothing but figures stands on a line.
fn is_alone(line: &[Word<'_>]) -> bool {
    line.iter()
        .all(|word| word.is_value() || word.letters.is_empty())
}

/// The figures of a line, if it has any.
fn of_line<'d>(line: &[Word<'d>]) -> Option<Figures<'d>> {
    let values = line.iter().filter(|word| word.is_value());
    let mut tokens: Vec<Token<'d>> = values.map(|word| word.token).collect();
    tokens.sort_by_key(|token| token.column);
    let leftmost = tokens.first()?.column;
    let text = |word: &&Word<'_>| !word.letters.is_empty() && word.start() < leftmost;
    let before = line.iter().filter(text).map(Word::end).max();
    let number = line.first()?.line;
    Some(Figures {
        wide: wide(line, &tokens),
        tokens,
        first: number,
        last: number,
        broken: false,
        torn: false,
        pushed: before.is_some_and(|end| leftmost <= end + 1),
    })
}

/// The rows of figures of so many columns; nothing where a line has more. `laid` is whether places say in
/// which columns they stand.
pub(super) fn rows<'d>(
    words: &[Word<'d>],
    labels: &[Whole],
    wanted: usize,
    laid: bool,
) -> Option<Vec<Figures<'d>>> {
    let lines = lines(words, wanted)?;
    let fragments: Vec<Figures<'d>> = lines
        .iter()
        .filter(|(row, alone)| *alone && row.tokens.len() < wanted)
        .map(|(row, _)| row.clone())
        .collect();
    let whole: Vec<Figures<'d>> = lines
        .iter()
        .filter(|(row, _)| row.tokens.len() == wanted)
        .map(|(row, _)| row.clone())
        .collect();
    let mut rows: Vec<Figures<'d>> = Vec::new();
    let mut lines = lines.into_iter().peekable();
    while let Some((mut row, alone)) = lines.next() {
        let pair = lines
            .peek()
            .filter(|(next, _)| !are_labelled(labels, row.first, next.first))
            .filter(|(next, _)| are_of_one_row(&row, next, wanted));
        let joined = pair.and_then(|(next, below)| match together(&[&row, next]) {
            Some(joined) if !is_run_on(&row, next) && laid => {
                stands_in_columns(&joined, &whole).then_some(joined)
            }
            // Where places say nothing, a row goes on in the next line.
            _ if !laid && alone && !*below => None,
            Some(joined) if is_run_on(&row, next) => Some(joined),
            _ if !laid && *below => Some(one_after_the_other(&row, next)),
            _ => None,
        });
        if let Some(joined) = joined {
            row = joined;
            lines.next();
        }
        rows.push(row);
    }
    Some(without_pieces(rows, &fragments, wanted, laid))
}

/// The rows without lines that hold only pieces of figures: narrow cells break a figure over lines,
/// above and below those of its row. Whose pieces they are is not certain, so no row beside them is.
fn without_pieces<'d>(
    rows: Vec<Figures<'d>>,
    fragments: &[Figures<'d>],
    wanted: usize,
    laid: bool,
) -> Vec<Figures<'d>> {
    let mut kept: Vec<Figures<'d>> = Vec::with_capacity(rows.len());
    let is_next = |row: &Figures<'d>, piece: &Figures<'d>| {
        piece.last + 1 == row.first || row.last + 1 == piece.first
    };
    let adjacent =
        |row: &Figures<'d>, piece: &Figures<'d>| is_next(row, piece) && touches(piece, row);
    let is_short = |row: &Figures<'d>| {
        row.tokens.len() < wanted && fragments.iter().any(|piece| piece.first == row.first)
    };
    let mut is_piece = vec![false; rows.len()];
    loop {
        let found = (0..rows.len()).find(|at| {
            let others = rows.iter().zip(&is_piece);
            let mut whole = others.filter(|(other, piece)| **piece || other.tokens.len() == wanted);
            !is_piece[*at]
                && is_short(&rows[*at])
                && whole.any(|(other, _)| adjacent(other, &rows[*at]))
        });
        let Some(at) = found else {
            break;
        };
        is_piece[at] = true;
    }
    for (mut row, is_piece) in rows.into_iter().zip(is_piece) {
        // What a long label pushed out of its column stands above no piece of it.
        row.broken = fragments
            .iter()
            .any(|piece| adjacent(&row, piece) || (laid && row.pushed && is_next(&row, piece)));
        if !is_piece {
            kept.push(row);
        }
    }
    kept
}

/// Whether every figure of a line stands right below or above one of a row, counted in characters
/// or as on a screen.
fn touches(line: &Figures<'_>, row: &Figures<'_>) -> bool {
    let touches = |shift: fn(&Figures<'_>, usize) -> u32| {
        line.tokens.iter().enumerate().all(|(at, token)| {
            let (from, to) = (
                token.column + shift(line, at),
                token.end() + shift(line, at),
            );
            row.tokens.iter().enumerate().any(|(other_at, other)| {
                let shift = shift(row, other_at);
                from <= other.end() + shift && other.column + shift <= to
            })
        })
    };
    touches(|_, _| 0) || touches(|row, at| row.wide.get(at).copied().unwrap_or(0))
}

/// Whether a row has its label on a line, and another has its own on the next.
fn are_labelled(labels: &[Whole], line: usize, next: usize) -> bool {
    let mut rows = labels
        .iter()
        .filter(|label| matches!(label.part, Part::Row(_)) && !label.group);
    let ends = rows.clone().any(|label| label.last == line);
    ends && rows.any(|label| label.first == next)
}

/// Whether two lines one below the other have as many figures together as wanted.
fn are_of_one_row(row: &Figures<'_>, next: &Figures<'_>, wanted: usize) -> bool {
    row.tokens.len() + next.tokens.len() == wanted && next.first == row.last + 1
}

/// Whether all figures of the next line stand right of those of a row.
fn is_run_on(row: &Figures<'_>, next: &Figures<'_>) -> bool {
    let (last, first) = (row.tokens.last(), next.tokens.first());
    last.zip(first)
        .is_some_and(|(last, first)| last.column < first.column)
}

/// Whether the figures of a row that was put together stand below or above those of a row on one line, each in its
/// column: of a row that ran over the end of its line, the rest stands anywhere below.
fn stands_in_columns(row: &Figures<'_>, whole: &[Figures<'_>]) -> bool {
    let span = |row: &Figures<'_>, at: usize, on_screen: bool| {
        let shift = row.wide.get(at).copied().filter(|_| on_screen);
        let token = row.tokens.get(at)?;
        let shift = shift.unwrap_or_default();
        Some((token.column + shift, token.end() + shift))
    };
    let meets = |other: &Figures<'_>, on_screen: bool| {
        (0..row.tokens.len()).all(|at| {
            let spans = span(row, at, on_screen).zip(span(other, at, on_screen));
            spans.is_some_and(|(own, other)| own.0 < other.1 && other.0 < own.1)
        })
    };
    let mut others = whole.iter();
    others.any(|other| meets(other, false) || meets(other, true))
}

/// The row of two lines, the figures of the second behind those of the first.
fn one_after_the_other<'d>(row: &Figures<'d>, next: &Figures<'d>) -> Figures<'d> {
    let mut joined = row.clone();
    joined.tokens.extend_from_slice(&next.tokens);
    joined.wide.extend_from_slice(&next.wide);
    joined.last = next.last;
    joined
}

/// One row of the figures of several lines, if no two stand one above the other.
pub(super) fn together<'d>(lines: &[&Figures<'d>]) -> Option<Figures<'d>> {
    let mut found: Vec<(Token<'d>, u32)> = lines
        .iter()
        .flat_map(|line| line.tokens.iter().copied().zip(line.wide.iter().copied()))
        .collect();
    found.sort_by_key(|(token, _)| token.column);
    let (tokens, wide) = found.into_iter().unzip();
    let joined = Figures {
        tokens,
        wide,
        first: lines.iter().map(|line| line.first).min()?,
        last: lines.iter().map(|line| line.last).max()?,
        broken: false,
        torn: false,
        pushed: lines.iter().any(|line| line.pushed),
    };
    joined.is_apart().then_some(joined)
}
