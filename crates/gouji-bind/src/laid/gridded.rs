//! Text laid out in exact columns, made a grid.
//!
//! Programs that pad cells with spaces set every text of a column at the same edge, or around the same
//! middle. Where all words of a table do so, under heads that stand there too, the columns of its figures are
//! known as in any grid, and so are its blank cells. Text set as on the page is not as exact, and is no grid.

use gouji_document::ColumnEvidence;

use super::cells::cells;
use super::counts::without_counts;
use super::exact::{Edge, Spans, has_figures, heads_column, spans};
use super::filled::{self, names_row};
use super::folded;
use super::heads::is_zero;
use super::page::blank;
use super::torn_labels::with_torn_labels;
use crate::lexicon::Lexicon;
use crate::lines::{Line, Token};

/// The lines with those of laid-out text as rows of a grid; nothing where none are, or they are not exact.
pub(crate) fn lines<'d>(
    lines: &[Line<'d>],
    lexicon: &Lexicon,
    table: usize,
) -> Option<Vec<Line<'d>>> {
    let is_laid = |line: &Line<'_>| line.may_be_laid();
    if !lines.iter().any(is_laid) {
        return None;
    }
    let mut found = Vec::with_capacity(lines.len());
    for part in
        lines.chunk_by(|left, right| is_laid(left) == is_laid(right) && left.block == right.block)
    {
        match part.first().is_some_and(is_laid) {
            true => found.extend(grid(part, lexicon, table)?),
            false => found.extend_from_slice(part),
        }
    }
    let mut found = with_torn_labels(found, lexicon, table);
    take_blank_rows(&mut found, lexicon, table);
    (!may_be_parted(&found, lexicon, table)).then_some(found)
}

/// Makes rows of lines that are but the label of a row, where zeros are left blank: nothing but its place tells
/// that such a line is of the table.
fn take_blank_rows(lines: &mut [Line<'_>], lexicon: &Lexicon, table: usize) {
    if lines.iter().flat_map(|line| &line.tokens).any(is_zero) {
        return;
    }
    let mut width = 0;
    for line in lines {
        if line.evidence == Some(ColumnEvidence::Grid) {
            width = line.tokens.len();
        }
        let label = line
            .tokens
            .first()
            .copied()
            .filter(|_| line.evidence.is_none());
        let Some(label) = label.filter(|label| width > 1 && names_row(label, lexicon, table))
        else {
            continue;
        };
        let columns = 1..width as u32;
        line.tokens = vec![Token { column: 0, ..label }];
        line.tokens.extend(columns.map(|column| Token {
            column,
            ..blank(&label)
        }));
        line.evidence = Some(ColumnEvidence::Grid);
    }
}

/// Lines of text as rows of a grid; where they are not in the same columns, the pieces below each head.
fn grid<'d>(lines: &[Line<'d>], lexicon: &Lexicon, table: usize) -> Option<Vec<Line<'d>>> {
    let rows: Vec<Vec<Token<'d>>> = lines
        .iter()
        .map(|line| cells(line, lexicon, table))
        .collect::<Option<_>>()?;
    let rows = without_counts(rows);
    let of = |from: usize, to: usize| {
        let rows = rows.get(from..to)?;
        let edges = [Edge::Left, Edge::Right, Edge::Middle];
        let spans = edges
            .into_iter()
            .find_map(|edge| spans(rows, edge, lexicon, table))?;
        let lines = lines.get(from..to)?.iter().zip(rows);
        let lines = lines.filter(|(_, row)| !row.is_empty());
        let lines = lines.map(|(line, row)| placed(line, row, &spans));
        let rows = folded::rows(lines.collect::<Option<Vec<_>>>()?, lexicon, table);
        let is_certain = filled::is_certain(&rows, &spans.value_columns(), lexicon, table);
        is_certain.then_some(rows)
    };
    of(0, rows.len()).or_else(|| {
        let starts = heads(&rows, lexicon, table);
        let ends = starts.iter().skip(1).copied().chain([rows.len()]);
        let pieces = starts.iter().zip(ends).map(|(from, to)| of(*from, to));
        Some(pieces.collect::<Option<Vec<_>>>()?.concat())
    })
}

/// Whether a label may be parted from its figures: it has none, and those of the line above or below have no
/// label. They may as well be of a row whose label is lost.
fn may_be_parted(rows: &[Line<'_>], lexicon: &Lexicon, table: usize) -> bool {
    let names = |row: &Line<'_>| {
        let label = row.tokens.iter().find(|token| !token.is_blank());
        label.is_some_and(|label| names_row(label, lexicon, table))
    };
    let is_alone = |row: &Line<'_>| names(row) && !has_figures(&row.tokens);
    let is_unnamed = |row: &Line<'_>| {
        let mut filled = row.tokens.iter().filter(|token| !token.is_blank());
        has_figures(&row.tokens) && filled.all(|token| token.shape.is_value())
    };
    rows.windows(2).any(|pair| match pair {
        [above, below] => {
            is_alone(above) && is_unnamed(below) || is_unnamed(above) && is_alone(below)
        }
        _ => false,
    })
}

/// The first lines of the pieces of a table: where lines without figures that name columns follow those with.
fn heads(rows: &[Vec<Token<'_>>], lexicon: &Lexicon, table: usize) -> Vec<usize> {
    let mut starts = vec![0];
    let mut filled = false;
    for (at, row) in rows.iter().enumerate() {
        let has_figures = has_figures(row);
        let names = row
            .iter()
            .filter(|token| heads_column(token, lexicon, table));
        if filled && !has_figures && names.count() > 1 {
            starts.push(at);
            filled = false;
        }
        filled |= has_figures;
    }
    starts
}

/// A row of the grid; nothing where two of its cells stand in one column, or one in none.
fn placed<'d>(line: &Line<'d>, row: &[Token<'d>], spans: &Spans) -> Option<Line<'d>> {
    let mut cells = vec![None; spans.count()];
    for (token, column) in row.iter().zip(spans.of_row(row)?) {
        *cells.get_mut(column)? = Some(*token);
    }
    let mut before = blank(row.first()?);
    let tokens = cells.into_iter().enumerate().map(|(column, cell)| {
        let token = cell.unwrap_or_else(|| blank(&before));
        before = token;
        Token {
            column: column as u32,
            span: 1,
            ..token
        }
    });
    Some(Line {
        tokens: tokens.collect(),
        evidence: Some(ColumnEvidence::Grid),
        ..line.clone()
    })
}
