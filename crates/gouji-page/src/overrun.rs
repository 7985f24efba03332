//! Labels that run over blank cells beside them: printed sheets leave out the line between the two.
//!
//! What looks like one cell is a label and a figure left blank, and without the blank one the figures of the
//! row would stand a column too far to the left.

use crate::coarse::is_lone_figure;
use crate::geometry::{Rect, around};
use crate::glyph::Glyph;
use crate::grid::{Grid, GridCell};

/// The cells of a grid, each with its characters.
type Filled = (Vec<GridCell>, Vec<Vec<Glyph>>);

/// The cells of a grid with the blank ones that labels run over.
pub(crate) fn parted(grid: &Grid, glyphs: Vec<Vec<Glyph>>) -> Filled {
    let lone: Vec<bool> = glyphs.iter().map(|glyphs| is_lone_figure(glyphs)).collect();
    let sheet = Sheet { grid, lone: &lone };
    let (mut cells, mut texts): Filled = (Vec::new(), Vec::new());
    for (cell, glyphs) in grid.cells.iter().zip(glyphs) {
        let from = sheet.first_overrun(cell, &glyphs);
        let end = cell.column + cell.column_span;
        cells.push(sheet.part(cell, cell.column, from.unwrap_or(end)));
        texts.push(glyphs);
        for column in from.unwrap_or(end)..end {
            cells.push(sheet.part(cell, column, column + 1));
            texts.push(Vec::new());
        }
    }
    (cells, texts)
}

struct Sheet<'g> {
    grid: &'g Grid,
    /// Which cells hold a figure and nothing else.
    lone: &'g [bool],
}

impl Sheet<'_> {
    fn edge(&self, column: usize) -> i32 {
        self.grid.edges.get(column).copied().unwrap_or(0)
    }

    /// The first column of figures that the text of a cell runs into, where lines part that column from the
    /// label in the rows above and below.
    fn first_overrun(&self, cell: &GridCell, glyphs: &[Glyph]) -> Option<usize> {
        let end = cell.column + cell.column_span;
        if cell.row_span > 1 || cell.column_span < 2 || !self.has_figures(cell.row, end) {
            return None;
        }
        let seen = glyphs.iter().filter(|glyph| !glyph.is_space());
        let text = around(seen.clone().map(|glyph| glyph.rect))?;
        // Sheets leave the line out where there is no room for the space at the end of a cell.
        let space = seen.map(Glyph::size).max().unwrap_or(0) / 2;
        let column = (cell.column + 1..end).find(|column| self.holds_figures(*column))?;
        let edge = self.edge(column);
        let above = cell
            .row
            .checked_sub(1)
            .is_none_or(|row| self.is_parted(row, column));
        let below = cell.row + 1 >= self.rows() || self.is_parted(cell.row + 1, column);
        (text.x0 < edge && edge < text.x1 + space && above && below).then_some(column)
    }

    fn rows(&self) -> usize {
        let ends = self.grid.cells.iter().map(|cell| cell.row + cell.row_span);
        ends.max().unwrap_or(0)
    }

    fn figures(&self) -> impl Iterator<Item = &GridCell> {
        let cells = self.grid.cells.iter().zip(self.lone);
        cells.filter(|(_, lone)| **lone).map(|(cell, _)| cell)
    }

    /// Whether a row has figures from a column on.
    fn has_figures(&self, row: usize, from: usize) -> bool {
        self.figures()
            .any(|cell| cell.row == row && cell.column >= from)
    }

    /// Whether a column has figures of its own.
    fn holds_figures(&self, column: usize) -> bool {
        self.figures()
            .any(|cell| cell.column == column && cell.column_span == 1)
    }

    /// Whether a cell of a row begins with a column.
    fn is_parted(&self, row: usize, column: usize) -> bool {
        let mut cells = self.grid.cells.iter();
        cells.any(|cell| {
            (cell.row..cell.row + cell.row_span).contains(&row) && cell.column == column
        })
    }

    /// The part of a cell in some of its columns.
    fn part(&self, cell: &GridCell, from: usize, end: usize) -> GridCell {
        if (from, end) == (cell.column, cell.column + cell.column_span) {
            return *cell;
        }
        GridCell {
            column: from,
            column_span: end - from,
            rect: Rect::new(self.edge(from), cell.rect.y0, self.edge(end), cell.rect.y1),
            ..*cell
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parted;
    use crate::geometry::{Rect, Turn};
    use crate::glyph::{Glyph, Rule};
    use crate::grid::grids;

    fn set(x: i32, text: &str) -> Vec<Glyph> {
        let glyph = |(at, text): (i32, char)| {
            let x = x + at * 500;
            let rect = Rect::new(x, 0, x + 500, 1000);
            Glyph {
                text,
                rect,
                turn: Turn(0),
            }
        };
        (0..).zip(text.chars()).map(glyph).collect()
    }

    /// The columns and spans of the second of three rows: a label of so many characters, and a figure beside
    /// the cell it may run over.
    fn second_row(label: &str) -> Vec<(usize, usize)> {
        let rule = |horizontal, at, from, to| Rule {
            horizontal,
            at,
            from,
            to,
        };
        let across = [0, 1000, 2000, 3000].map(|at| rule(true, at, 0, 9000));
        let down = [
            rule(false, 0, 0, 3000),
            rule(false, 3000, 0, 1000),
            rule(false, 3000, 2000, 3000),
            rule(false, 6000, 0, 3000),
            rule(false, 9000, 0, 3000),
        ];
        let grid = grids(&across, &down).remove(0);
        let texts = [
            set(100, "a"),
            set(3100, "10"),
            set(6100, "1"),
            set(100, label),
        ];
        let texts = texts.into_iter().chain([
            set(6100, "4"),
            set(100, "b"),
            set(3100, "8"),
            set(6100, "2"),
        ]);
        let (cells, texts) = parted(&grid, texts.collect());
        assert_eq!(cells.len(), texts.len());
        let second = cells.iter().filter(|cell| cell.row == 1);
        second.map(|cell| (cell.column, cell.column_span)).collect()
    }

    #[test]
    fn a_label_over_a_blank_cell_leaves_it_blank() {
        assert_eq!(second_row("a long label"), [(0, 1), (1, 1), (2, 1)]);
        assert_eq!(second_row("abc"), [(0, 2), (2, 1)]);
    }
}
