//! Panels: the rows below a line of headings, each with what its label names.

use std::borrow::Cow;
use std::collections::BTreeSet;

use gouji_document::ColumnEvidence;
use gouji_model::Place;

use super::cells::{Cells, cells_of};
use super::label::{RowOf, rows_named};
use super::opening::{ColumnOf, Head, Opening, is_heading, openings};
use crate::labels::Word;
use crate::lexicon::{Lexicon, Meaning};
use crate::lines::{Line, Token};
use crate::reading::after;
use crate::shape::Shape;

/// The panels side by side below one line of headings, read as one: in the form that knows most of their
/// rows, those of the left before those of the right.
#[derive(Debug)]
pub(super) struct Panel<'d> {
    /// The form's lexicon by its number.
    pub lexicon: usize,
    /// The line of its headings, to one past its last line.
    pub lines: std::ops::Range<usize>,
    /// The headings of its figures.
    pub heads: Vec<Head<'d>>,
    /// Its rows in order.
    pub rows: Vec<Row<'d>>,
}

/// A row of a panel.
#[derive(Debug)]
pub(super) struct Row<'d> {
    /// The rows of the form that its label may name; none where the form knows no such label.
    pub named: Vec<RowOf>,
    /// Its label, or what stands in its stead.
    pub label: Token<'d>,
    /// The whole text of the label.
    pub text: String,
    /// Its values with the headings they stand under.
    pub values: Vec<(Token<'d>, Vec<ColumnOf>)>,
    /// Figures under headings of no form, each with its heading.
    pub unknown_columns: Vec<(Token<'d>, Token<'d>)>,
    /// Its figures do not fit the headings.
    pub misplaced: bool,
}

impl Panel<'_> {
    /// The different rows of the form that it has.
    pub(super) fn known(&self) -> BTreeSet<RowOf> {
        let rows = self.rows.iter().filter_map(|row| row.named.first());
        rows.copied().collect()
    }

    /// How many different labels of the form it has.
    pub(super) fn hits(&self) -> usize {
        let columns = self.heads.iter().filter_map(|head| head.columns.first());
        self.known().len() + columns.collect::<BTreeSet<_>>().len()
    }
}

/// All panels of some lines, in order.
pub(super) fn find<'d>(lines: &[Line<'d>], lexicons: &[Lexicon]) -> Vec<Panel<'d>> {
    let heads = |line: &Line<'_>| lexicons.iter().any(|lexicon| is_heading(line, lexicon));
    let follows = |at: usize| {
        let mut own = lexicons.iter();
        at > 0 && own.any(|lexicon| goes_on_heading(&lines[at - 1..=at], lexicon))
    };
    let headings: Vec<usize> = (0..lines.len())
        .filter(|at| heads(&lines[*at]) && !follows(*at))
        .collect();
    let ends = headings.iter().skip(1).copied().chain([lines.len()]);
    let stretches = headings.iter().copied().zip(ends);
    let best = |(from, to): (usize, usize)| {
        let own = (0..lexicons.len()).filter(|at| is_heading(&lines[from], &lexicons[*at]));
        let panels = own.map(|at| read(lines, from..to, at, &lexicons[at]));
        // The first of several that know as many.
        panels.reduce(|best, next| match next.hits() > best.hits() {
            true => next,
            false => best,
        })
    };
    stretches.filter_map(best).collect()
}

fn read<'d>(
    lines: &[Line<'d>],
    of: std::ops::Range<usize>,
    number: usize,
    lexicon: &Lexicon,
) -> Panel<'d> {
    let (from, to) = (of.start, of.end);
    let mut last = from;
    while last + 1 < to && goes_on_heading(&lines[last..=last + 1], lexicon) {
        last += 1;
    }
    let headings = &headings_of(&lines[from..=last]);
    let opened = openings(headings, &lines[from..last], lexicon);
    let mut panel = Panel {
        lexicon: number,
        lines: from..last + 1,
        heads: opened.iter().flat_map(|one| one.heads.clone()).collect(),
        rows: Vec::new(),
    };
    let mut sides: Vec<Vec<Row<'d>>> = opened.iter().map(|_| Vec::new()).collect();
    for (at, line) in lines.iter().enumerate().take(to).skip(last + 1) {
        if !goes_on(headings, line) {
            continue;
        }
        let all = cells_of(line, &opened, headings, lexicon);
        for (side, cells) in all.into_iter().enumerate() {
            let side = side.min(opened.len().saturating_sub(1));
            let Some(row) = opened.get(side).and_then(|own| row(cells, own, lexicon)) else {
                continue;
            };
            panel.lines.end = at + 1;
            // Where the place on a line says little, a row stands with those of its table.
            let laid_out = line.evidence == Some(ColumnEvidence::Position);
            let own = sides.iter().position(|rows| shares_table(rows, &row));
            sides[own.filter(|_| laid_out).unwrap_or(side)].push(row);
        }
    }
    panel.rows = sides.into_iter().flatten().collect();
    panel
}

/// Whether two lines are lines of headings one below the other: those of groups, and of the columns in them.
fn goes_on_heading(lines: &[Line<'_>], lexicon: &Lexicon) -> bool {
    let is_one =
        |line: &Line<'_>| line.evidence == Some(ColumnEvidence::Grid) && is_heading(line, lexicon);
    let block = lines.first().map(|line| line.block);
    let mut lines = lines.iter();
    lines.all(|line| Some(line.block) == block && is_one(line))
}

/// Lines of headings one below the other as one: each column has the lowest heading over it.
fn headings_of<'l, 'd>(lines: &'l [Line<'d>]) -> Cow<'l, Line<'d>> {
    let (last, above) = match lines {
        [] => return Cow::Owned(Line::default()),
        [only] => return Cow::Borrowed(only),
        [above @ .., last] => (last, above),
    };
    let end = |token: &Token<'_>| token.column + token.span.max(1);
    let filled = |line: &Line<'d>| {
        let tokens = line.tokens.iter().filter(|token| !token.is_blank());
        tokens.copied().collect::<Vec<_>>()
    };
    let mut tokens = filled(last);
    for line in above.iter().rev() {
        let mut uncovered = filled(line);
        uncovered.retain(|token| {
            let mut below = tokens.iter();
            !below.any(|own| own.column < end(token) && token.column < end(own))
        });
        tokens.append(&mut uncovered);
    }
    tokens.sort_by_key(|token| token.column);
    Cow::Owned(Line {
        tokens,
        ..last.clone()
    })
}

/// Whether some rows are of the table of another one.
fn shares_table(rows: &[Row<'_>], row: &Row<'_>) -> bool {
    let table = |row: &Row<'_>| row.named.first().map(|named| named.0);
    table(row).is_some() && rows.iter().any(|other| table(other) == table(row))
}

/// Whether a line may be one of the rows below a line of headings: it stands in the same grid, or in one
/// that goes on with it.
fn goes_on(headings: &Line<'_>, line: &Line<'_>) -> bool {
    if line.block == headings.block {
        return true;
    }
    if !line.has_rows() || line.evidence != headings.evidence {
        return false;
    }
    let sheet = |line: &Line<'_>| match line.tokens.first().map(|token| token.place) {
        Some(Place::Sheet { sheet, .. }) => Some(sheet),
        _ => None,
    };
    let width = |line: &Line<'_>| {
        line.tokens
            .iter()
            .map(|token| token.column + token.span)
            .max()
    };
    match (sheet(headings), sheet(line)) {
        (Some(one), Some(other)) => one == other,
        _ => line.evidence == Some(ColumnEvidence::Position) || width(line) == width(headings),
    }
}

/// A row from its cells; nothing where they hold nothing that could be one.
fn row<'d>(cells: Cells<'d>, opening: &Opening<'d>, lexicon: &Lexicon) -> Option<Row<'d>> {
    let figures = cells.misplaced
        || cells.values.iter().any(|(_, token)| token.is_figure())
        || !cells.unknown_columns.is_empty();
    let named = rows_named(&cells.label, lexicon);
    if named.is_empty() && (!figures || is_numbering(&cells, lexicon)) {
        return None;
    }
    let first = cells.label.first();
    let label = *first.or(cells.values.first().map(|(_, token)| token))?;
    let text: String = cells.label.iter().map(|token| token.text).collect();
    let heads = opening.heads.iter().enumerate();
    let value = |(at, head): (usize, &Head<'d>)| {
        let own = cells.values.iter().find(|(number, _)| *number == at);
        let token = own.map(|(_, token)| *token).or_else(|| left_out(&label))?;
        Some((token, head.columns.clone()))
    };
    Some(Row {
        named,
        label,
        text: text.replace('\n', ""),
        values: heads.filter_map(value).collect(),
        unknown_columns: cells.unknown_columns,
        misplaced: cells.misplaced,
    })
}

/// The blank cell that a text file leaves out beside a label. Elsewhere a cell that is not there has no
/// place, and is absent.
fn left_out<'d>(label: &Token<'d>) -> Option<Token<'d>> {
    let Place::Text(_) = label.place else {
        return None;
    };
    Some(Token {
        text: "",
        place: after(label),
        shape: Shape::Blank,
        word: Word::default(),
        ..*label
    })
}

/// Whether a row only counts the columns: its label is that of a column that carries nothing, or it has
/// none and its values count on.
fn is_numbering(cells: &Cells<'_>, lexicon: &Lexicon) -> bool {
    let skipped = |token: &Token<'_>| {
        let meanings = lexicon.meanings(token.word);
        let skips = |meaning| matches!(meaning, Meaning::Skip { .. });
        meanings.iter().any(skips)
    };
    if cells.label.iter().any(skipped) {
        return true;
    }
    let numbers: Option<Vec<u32>> = cells
        .values
        .iter()
        .map(|(_, token)| token.text.parse().ok())
        .collect();
    let counts_on = |numbers: Vec<u32>| {
        numbers.windows(2).all(|pair| pair[1] == pair[0] + 1) && numbers.iter().all(|n| *n < 20)
    };
    cells.label.is_empty() && numbers.is_some_and(counts_on)
}
