//! Tables that stand beside each other in one grid: last year's to the right of this year's.
//!
//! A row of the form that a grid names again to the right of its own figures begins a second table
//! there. What stands from that column on is taken out of the lines and put below them as a block of
//! its own, as if it stood on another sheet, so that what differs is seen to differ. Where a caption
//! above one of the two says that it is of another year than the report, it is none of the report.

use std::collections::BTreeSet;
use std::ops::Range;

use gouji_document::ColumnEvidence;
use gouji_model::Place;

use crate::elsewhere::{is_caption, is_of_other_year};
use crate::headings::is_official;
use crate::lexicon::Lexicon;
use crate::lines::{Line, Token};
use crate::segments::{Row, row_of};
use crate::title::{self, first_year, year_of};

/// How many blank cells between two labels are those of figures left blank, and no merged label's.
const BLANK_FIGURES: usize = 4;
/// How many lines above a table may be its caption.
const REACH: usize = 3;
/// Most tables beside each other.
const MOST: usize = 8;

/// The lines with each table of a grid in a block of its own.
pub(crate) fn set_apart<'d>(lines: Vec<Line<'d>>, lexicons: &[Lexicon]) -> Vec<Line<'d>> {
    let grids = || lines.chunk_by(|left, right| left.block == right.block);
    if !grids().any(|grid| second_table(grid, lexicons).is_some()) {
        return lines;
    }
    let title = title::find(&lines, None);
    let mut apart = Apart {
        lexicons,
        year: title.and_then(|title| year_of(&title.text)),
        next_block: lines.iter().map(|line| line.block + 1).max().unwrap_or(0),
        lines: Vec::with_capacity(lines.len()),
    };
    for grid in grids() {
        apart.grid(grid);
    }
    apart.lines
}

/// Where a second table begins in a grid, if one does.
fn second_table(grid: &[Line<'_>], lexicons: &[Lexicon]) -> Option<u32> {
    let behind = |line| Some((line, behind_figures(line)?));
    // In most grids no label stands behind figures.
    grid.iter().find_map(behind)?;
    let own = |line| match behind_figures(line) {
        Some(second) => &line.tokens[..second.start],
        None => line.tokens.as_slice(),
    };
    let lines = grid.iter().filter(|line| is_in_grid(line));
    let first: BTreeSet<_> = lines.flat_map(|line| rows(own(line), lexicons)).collect();
    let again = grid.iter().filter_map(behind).filter(|(line, second)| {
        let mut named = rows(&line.tokens[second.clone()], lexicons);
        named.any(|row| first.contains(&row))
    });
    let columns = again.map(|(line, second)| line.tokens[second.start].column);
    columns.min()
}

/// The rows of each form that texts name.
fn rows<'t>(
    tokens: &'t [Token<'_>],
    lexicons: &'t [Lexicon],
) -> impl Iterator<Item = (usize, Row)> + 't {
    let of = move |token| {
        let named = move |(at, lexicon)| Some((at, row_of(lexicon, token)?));
        lexicons.iter().enumerate().filter_map(named)
    };
    tokens.iter().flat_map(of)
}

fn is_in_grid(line: &Line<'_>) -> bool {
    matches!(
        line.evidence,
        Some(ColumnEvidence::Grid | ColumnEvidence::Order)
    )
}

/// The texts of a line that stand behind a label and its figures, and have figures behind them.
fn behind_figures(line: &Line<'_>) -> Option<Range<usize>> {
    if !is_in_grid(line) {
        return None;
    }
    let is_text = |token: &Token<'_>| !token.is_blank() && !token.shape.is_value();
    let label = line.tokens.iter().position(is_text)?;
    let (mut blanks, mut figures) = (0, false);
    let start = label
        + 1
        + line.tokens[label + 1..].iter().position(|token| {
            blanks = if token.is_blank() { blanks + 1 } else { blanks };
            figures |= token.shape.is_value() || blanks >= BLANK_FIGURES;
            blanks = if token.is_blank() { blanks } else { 0 };
            figures && is_text(token)
        })?;
    let behind = &line.tokens[start..];
    let end = start + behind.iter().position(|token| token.shape.is_value())?;
    Some(start..end)
}

struct Apart<'l, 'd> {
    lexicons: &'l [Lexicon],
    /// The year of the report, if its title names one.
    year: Option<i32>,
    /// The number of the next block that is made.
    next_block: usize,
    lines: Vec<Line<'d>>,
}

impl<'d> Apart<'_, 'd> {
    /// Adds the lines of a grid; tables in it end where the heading of a section stands between its rows.
    fn grid(&mut self, grid: &[Line<'d>]) {
        let mut from = 0;
        for (at, line) in grid.iter().enumerate() {
            if self.is_heading(line) {
                self.part(&grid[from..at], MOST);
                self.lines.push(line.clone());
                from = at + 1;
            }
        }
        self.part(&grid[from..], MOST);
    }

    fn is_heading(&self, line: &Line<'_>) -> bool {
        let lone = line.lone_text();
        lone.is_some_and(|token| {
            let mut lexicons = self.lexicons.iter();
            lexicons.any(|lexicon| is_official(token.text, &lexicon.headings))
        })
    }

    /// Adds lines of a grid, those of a second table below those of the first.
    fn part(&mut self, lines: &[Line<'d>], room: usize) {
        let column = second_table(lines, self.lexicons).filter(|_| room > 0);
        let Some(column) = column else {
            return self.lines.extend_from_slice(lines);
        };
        let first = left_of(lines, column);
        let second = right_of(lines, column, self.next_block);
        self.next_block += 1;
        let above = self.above(column);
        let of_first = Year::of(&above.0, &first, self.year);
        let of_second = Year::of(&above.1, &second, self.year);
        if !(of_first == Year::Other && of_second == Year::Own) {
            self.lines.extend(first);
        }
        if of_second != Year::Other {
            self.part(&second, room - 1);
        }
    }

    /// The texts right above the next line that stand over the first table of a sheet, and over the second.
    fn above(&self, column: u32) -> (Vec<&'d str>, Vec<&'d str>) {
        let lone = self
            .lines
            .iter()
            .rev()
            .take(REACH)
            .map_while(Line::lone_text);
        let in_sheet = lone.filter_map(|token| match token.place {
            Place::Sheet { column, .. } => Some((column, token.text)),
            _ => None,
        });
        let (first, second): (Vec<_>, Vec<_>) = in_sheet.partition(|(at, _)| *at < column);
        let texts = |above: Vec<(u32, &'d str)>| above.into_iter().map(|(_, text)| text).collect();
        (texts(first), texts(second))
    }
}

/// What lines keep that stand before a column, without the blank cells of the gap behind the first table.
fn left_of<'d>(lines: &[Line<'d>], column: u32) -> Vec<Line<'d>> {
    let tokens = |line: &Line<'d>| -> Vec<Token<'d>> {
        let own = line.tokens.iter().filter(|token| token.column < column);
        own.copied().collect()
    };
    let kept: Vec<Vec<Token<'d>>> = lines.iter().map(tokens).collect();
    let filled = kept.iter().flatten().filter(|token| !token.is_blank());
    let right = filled
        .map(|token| token.end().min(column))
        .max()
        .unwrap_or(0);
    let kept = kept.into_iter().map(|mut tokens| {
        tokens.retain(|token| token.column < right);
        tokens
    });
    with_tokens(lines, kept)
}

/// What stands in lines from a column on, as a block of its own.
fn right_of<'d>(lines: &[Line<'d>], column: u32, block: usize) -> Vec<Line<'d>> {
    let kept = lines.iter().map(|line| -> Vec<Token<'d>> {
        let own = line.tokens.iter().filter(|token| token.column >= column);
        own.copied().collect()
    });
    let mut lines = with_tokens(lines, kept);
    for line in &mut lines {
        line.block = block;
    }
    lines
}

/// Lines with other tokens, but for those that have nothing left.
fn with_tokens<'d>(
    lines: &[Line<'d>],
    tokens: impl Iterator<Item = Vec<Token<'d>>>,
) -> Vec<Line<'d>> {
    let lines = lines.iter().zip(tokens).filter(|(line, tokens)| {
        let is_blank = |tokens: &[Token<'_>]| tokens.iter().all(Token::is_blank);
        !is_blank(tokens) || is_blank(&line.tokens) && !tokens.is_empty()
    });
    let lines = lines.map(|(line, tokens)| Line {
        tokens,
        ..line.clone()
    });
    lines.collect()
}

/// Of which year a table says that it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Year {
    Unsaid,
    Own,
    Other,
}

impl Year {
    /// That of the captions above a table, and of the texts that begin its lines.
    fn of(above: &[&str], lines: &[Line<'_>], year: Option<i32>) -> Self {
        let inside = lines.iter().map_while(Line::lone_text).take(REACH);
        let captions = above.iter().copied().chain(inside.map(|token| token.text));
        let captions: Vec<&str> = captions.filter(|text| is_caption(text)).collect();
        let is_own = |text: &&str| year.is_some() && first_year(text) == year;
        if captions.iter().any(is_own) {
            Self::Own
        } else if year.is_some() && captions.iter().any(|text| is_of_other_year(text, year)) {
            Self::Other
        } else {
            Self::Unsaid
        }
    }
}
