//! A page taken apart: tables, and the lines of text outside them; then all pages put together
//! as blocks in reading order.

use crate::cut_off::{CutOff, Label};
use crate::error::TooManyCells;
use crate::geometry::{Frame, Point, around};
use crate::glyph::Glyph;
use crate::grid::{Grid, GridCell, grids};
use crate::line::lines;
use crate::painted::Painted;
use crate::parts::{Block, Cell, Columns, Page, PageBox, Table};
use crate::ruling::joined;
use crate::{boxes, cell, coarse, continued, furniture, limits, overrun, prose, unruled, upright};

/// Takes pages apart.
pub(crate) fn pages(painted: Vec<Painted>) -> Result<Vec<Page>, TooManyCells> {
    let mut pages = Vec::with_capacity(painted.len());
    let mut cells = 0;
    for (painted, number) in painted.into_iter().zip(1..) {
        let page = page(painted.readable());
        cells += page
            .tables
            .iter()
            .map(|table| table.cells.len())
            .sum::<usize>();
        if cells > limits::ALL_CELLS {
            return Err(TooManyCells { page: number });
        }
        pages.push(page);
    }
    Ok(pages)
}

/// Takes a page apart. Spots are numbered when pages are put together.
fn page(painted: Painted) -> Page {
    let cut_off = painted.cut_off.into_iter();
    let mut labels: Vec<Label> = cut_off.filter_map(CutOff::label).collect();
    let rules = boxes::moved_together(painted.rules, &painted.areas, &painted.glyphs);
    let (horizontal, vertical) = joined(&rules);
    let mut grids = grids(&horizontal, &vertical);
    grids.sort_by_key(|grid| (grid.rect.y0, grid.rect.x0));
    let Sorted {
        inside,
        mut outside,
    } = sorted(painted.glyphs, &grids);
    let mut tables = Vec::new();
    for (grid, glyphs) in grids.iter().zip(inside) {
        if coarse::parts_too_little(grid, &glyphs) {
            outside.extend(glyphs.into_iter().flatten());
        } else {
            tables.push(table(grid, glyphs, &painted.frame, &labels));
        }
    }
    labels.retain(|label| {
        !tables
            .iter()
            .any(|table| table.rect.holds(label.rect().centre()))
    });
    Page {
        frame: painted.frame,
        tables,
        lines: lines(outside),
        labels,
    }
}

/// The characters of a page by where they stand.
struct Sorted {
    /// By grid and cell.
    inside: Vec<Vec<Vec<Glyph>>>,
    /// In no grid.
    outside: Vec<Glyph>,
}

/// Sorts the characters of a page into the cells of its grids.
fn sorted(glyphs: Vec<Glyph>, grids: &[Grid]) -> Sorted {
    let mut by_size: Vec<(usize, &Grid)> = grids.iter().enumerate().collect();
    by_size.sort_by_key(|(_, grid)| i64::from(grid.rect.width()) * i64::from(grid.rect.height()));
    let mut inside: Vec<Vec<Vec<Glyph>>> = grids
        .iter()
        .map(|grid| vec![Vec::new(); grid.cells.len()])
        .collect();
    let mut outside = Vec::new();
    for glyph in glyphs {
        let Some((grid, cell)) = cell_at(&by_size, glyph.rect.centre()) else {
            outside.push(glyph);
            continue;
        };
        let room = grids.get(grid).and_then(|grid| grid.cells.get(cell));
        let cell = inside.get_mut(grid).and_then(|cells| cells.get_mut(cell));
        // What lies across cells, such as a watermark, is in none of them.
        if let Some(cell) = cell
            && room.is_some_and(|room| glyph.rect.is_mostly_in(&room.rect))
        {
            cell.push(glyph);
        }
    }
    inside.iter_mut().for_each(|cells| drop_oversized(cells));
    Sorted { inside, outside }
}

/// Drops type twice as large as most of a table's: parts of a watermark that happen to fall into a
/// cell.
fn drop_oversized(cells: &mut [Vec<Glyph>]) {
    let mut sizes: Vec<i32> = cells.iter().flatten().map(Glyph::size).collect();
    sizes.sort_unstable();
    let usual = sizes.get(sizes.len() / 2).copied().unwrap_or(0);
    for cell in cells {
        cell.retain(|glyph| glyph.size() <= usual * 2);
    }
}

/// The grid and cell a point is in; of grids in one another, the smallest.
fn cell_at(by_size: &[(usize, &Grid)], point: Point) -> Option<(usize, usize)> {
    let mut around = by_size.iter().filter(|(_, grid)| grid.rect.holds(point));
    around.find_map(|(index, grid)| Some((*index, grid.cell_at(point)?)))
}

fn table(grid: &Grid, glyphs: Vec<Vec<Glyph>>, frame: &Frame, labels: &[Label]) -> Table {
    let cell = |(cell, glyphs): (&GridCell, Vec<Glyph>)| {
        let whole = labels.iter().find(|label| label.is_of(&cell.rect, &glyphs));
        let whole = whole.map(|label| label.text.clone());
        let upright = whole.or_else(|| upright::text(&glyphs));
        let lines = lines(glyphs);
        let shown = around(lines.iter().map(|line| line.rect)).unwrap_or(cell.rect);
        Cell {
            row: cell.row,
            column: cell.column,
            row_span: cell.row_span,
            column_span: cell.column_span,
            text: upright.unwrap_or_else(|| cell::text(&lines, &cell.rect)),
            is_full: cell::is_full(&lines, &cell.rect),
            spot: PageBox {
                page: 0,
                rect: frame.displayed(shown),
            },
        }
    };
    let (cells, glyphs) = overrun::parted(grid, glyphs);
    Table {
        edges: grid.edges.clone(),
        columns: Columns::Ruled,
        cells: cells.iter().zip(glyphs).map(cell).collect(),
        rect: grid.rect,
    }
}

/// Puts the pages of a file together.
pub(crate) fn blocks(mut pages: Vec<Page>) -> Vec<Block> {
    furniture::remove(&mut pages);
    unruled::take(&mut pages);
    let margins = prose::Margins::of(&pages);
    let mut prose = prose::Prose::new(margins);
    for (number, page) in (1..).zip(pages) {
        prose.append(page, number);
    }
    continued::join(prose.finish())
}

#[cfg(test)]
mod tests {
    use super::page;
    use crate::geometry::{Frame, Rect, Turn};
    use crate::glyph::{Glyph, Rule};
    use crate::painted::Painted;

    fn glyph(text: char, (x, y): (i32, i32), size: i32, turn: u8) -> Glyph {
        Glyph {
            text,
            rect: Rect::new(x - size / 2, y - size / 2, x + size / 2, y + size / 2),
            turn: Turn(turn),
        }
    }

    /// The texts of two cells, each 30 by 20 points with a figure in it, with more painted over them.
    fn cells_under(more: &[Glyph]) -> Vec<String> {
        let lines = |horizontal, at: &[i32], to| {
            let line = move |at: &i32| Rule {
                horizontal,
                at: *at,
                from: 0,
                to,
            };
            at.iter().map(line).collect::<Vec<_>>()
        };
        let mut glyphs = vec![
            glyph('1', (1500, 1000), 1000, 0),
            glyph('2', (4500, 1000), 1000, 0),
        ];
        glyphs.extend(more);
        let painted = Painted {
            frame: Frame::default(),
            glyphs,
            rules: [
                lines(true, &[0, 2000], 6000),
                lines(false, &[0, 3000, 6000], 2000),
            ]
            .concat(),
            ..Painted::default()
        };
        let cells = page(painted).tables.remove(0).cells.into_iter();
        cells.map(|cell| cell.text).collect()
    }

    #[test]
    fn what_lies_across_cells_is_in_none() {
        assert_eq!(
            cells_under(&[glyph('秘', (1500, 1100), 6000, 0)]),
            ["1", "2"]
        );
        assert_eq!(
            cells_under(&[glyph('7', (2000, 1000), 2200, 1)]),
            ["1", "2"]
        );
        assert_eq!(
            cells_under(&[glyph('3', (2300, 1000), 1000, 0)]),
            ["13", "2"]
        );
    }
}
