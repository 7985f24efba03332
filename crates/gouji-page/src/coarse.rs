//! Grids whose lines part too little: a frame around a table, lines between its columns or between
//! groups of its rows only. Their cells hold the figures of several rows, so such lines are no
//! grid, and where the text stands has to tell the rows.

use crate::cell;
use crate::glyph::Glyph;
use crate::grid::{Grid, GridCell};
use crate::line::{Line, lines};

/// So many cells of a row that hold figures one over the other, not all of them broken by the width of
/// their cells, show that the row is several.
const SEVERAL: usize = 2;

/// Whether the cells of a grid hold several rows.
pub(crate) fn parts_too_little(grid: &Grid, glyphs: &[Vec<Glyph>]) -> bool {
    // Lines between columns of prose are no table.
    if grid.is_open && glyphs.iter().filter(|cell| is_lone_figure(cell)).count() < SEVERAL {
        return true;
    }
    let cells = grid.cells.iter().zip(glyphs);
    let (mut row, mut several, mut apart) = (0, 0, false);
    for (cell, glyphs) in cells.filter(|(_, glyphs)| stands_over_itself(glyphs)) {
        let lines = lines(glyphs.clone());
        let figures = lines.iter().filter(|line| is_figure(line)).count();
        if grid.is_open && figures > 0 && lines.len() > 1 {
            return true;
        }
        if figures < lines.len() {
            continue;
        }
        if cell.row != row {
            (row, several, apart) = (cell.row, 0, false);
        }
        several += 1;
        apart |= are_apart(&lines, cell);
        if several >= SEVERAL && apart {
            return true;
        }
    }
    false
}

/// Whether a cell has figures and more than one line, found without sorting them.
fn stands_over_itself(glyphs: &[Glyph]) -> bool {
    let mut letters = glyphs.iter().filter(|glyph| !glyph.is_space());
    let Some(first) = letters.next() else {
        return false;
    };
    let below = |glyph: &Glyph| !glyph.rect.is_level_with(&first.rect);
    letters.any(below) && glyphs.iter().any(|glyph| glyph.text.is_ascii_digit())
}

fn is_figure(line: &Line) -> bool {
    let mut characters = line.glyphs.iter().map(|placed| placed.glyph.text);
    characters.all(is_of_figure)
}

const fn is_of_figure(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+')
}

/// Whether a cell holds a figure and nothing else.
pub(crate) fn is_lone_figure(glyphs: &[Glyph]) -> bool {
    let mut letters = glyphs.iter().filter(|glyph| !glyph.is_space());
    letters.clone().next().is_some() && letters.all(|glyph| is_of_figure(glyph.text))
}

/// Whether lines were ended on purpose: a number broken by the width of its cell is one number.
fn are_apart(lines: &[Line], cell: &GridCell) -> bool {
    cell::text(lines, &cell.rect).contains('\n')
}

#[cfg(test)]
mod tests {
    use super::parts_too_little;
    use crate::geometry::{Rect, Turn};
    use crate::glyph::{Glyph, Rule};
    use crate::grid::{Grid, grids};

    /// A text set from a place on, in points, with characters 5 wide and 10 high.
    fn set(x: i32, y: i32, text: &str) -> Vec<Glyph> {
        let place = |(index, text): (i32, char)| {
            let x = (x + index * 5) * 100;
            Glyph {
                text,
                rect: Rect::new(x, y * 100, x + 500, y * 100 + 1000),
                turn: Turn(0),
            }
        };
        (0..).zip(text.chars()).map(place).collect()
    }

    /// A row of two cells, 50 points wide and 40 high; open ones have no line above and below.
    fn row(is_open: bool) -> Grid {
        let rule = |horizontal, at| Rule {
            horizontal,
            at,
            from: 0,
            to: if horizontal { 10_000 } else { 4000 },
        };
        let across = if is_open { vec![] } else { vec![0, 4000] };
        let down = [0, 5000, 10_000].map(|at| rule(false, at));
        let across: Vec<Rule> = across.into_iter().map(|at| rule(true, at)).collect();
        grids(&across, &down).remove(0)
    }

    fn cells(first: &[&str], second: &[&str]) -> [Vec<Glyph>; 2] {
        let cell = |x: i32, lines: &[&str]| {
            let lines = (0..).zip(lines);
            lines
                .flat_map(|(at, line)| set(x, 2 + at * 14, line))
                .collect()
        };
        [cell(4, first), cell(54, second)]
    }

    #[test]
    fn several_figures_in_cells_of_a_row_are_several_rows() {
        let closed = row(false);
        assert!(parts_too_little(
            &closed,
            &cells(&["12", "3"], &["4", "56"])
        ));
        assert!(!parts_too_little(&closed, &cells(&["12", "3"], &["4"])));
        assert!(!parts_too_little(&closed, &cells(&["12"], &["456"])));
        // Numbers that fill their cells are broken by the width.
        let broken = cells(&["12345678", "9"], &["12345678", "1"]);
        assert!(!parts_too_little(&closed, &broken));
    }

    #[test]
    fn lines_between_columns_only_are_a_grid_where_they_hold_one_row() {
        let open = row(true);
        assert!(!parts_too_little(&open, &cells(&["12"], &["456"])));
        assert!(parts_too_little(&open, &cells(&["12", "3"], &["4", "56"])));
        assert!(parts_too_little(&open, &cells(&["ab", "c"], &["cd", "e"])));
    }
}
