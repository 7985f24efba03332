//! Strokes that draw a figure, and no lines of a table.
//!
//! Lines of tables are straight and run along the page, and those that are drawn in one go are boxes or far
//! larger than a figure.

use crate::geometry::{Rect, around};

/// Largest figure that is drawn, and least height of one, in hundredths of a point.
const WIDEST: i32 = 20_000;
const HIGHEST: i32 = 4_000;
const LOWEST: i32 = 400;
/// Largest digit of straight strokes along the page.
const WIDEST_DIGIT: i32 = 900;
const HIGHEST_DIGIT: i32 = 1_600;
/// How far a stroke leads aside that is slanted.
const SLANT: i32 = 100;
/// Fewest straight strokes of a digit as large as a cell, which is no corner or box of one.
const FEWEST: usize = 5;

/// A stroke, by the box around it.
#[derive(Clone, Copy, Debug)]
pub struct Stroke {
    /// That box.
    pub area: Rect,
    /// Whether it is curved.
    pub curved: bool,
}

/// The area of a figure that strokes drawn in one go are; nothing where they may be lines of a table, or a slanted
/// line through a cell.
#[must_use]
pub fn drawn(strokes: &[Stroke]) -> Option<Rect> {
    if let [stroke] = strokes
        && !stroke.curved
    {
        return None;
    }
    let area = around(strokes.iter().map(|stroke| stroke.area))?;
    let is_small = area.width() <= WIDEST && (LOWEST..=HIGHEST).contains(&area.height());
    let is_slanted = |stroke: &Stroke| {
        stroke.curved || (stroke.area.width() >= SLANT && stroke.area.height() >= SLANT)
    };
    let is_digit = area.width() <= WIDEST_DIGIT && area.height() <= HIGHEST_DIGIT;
    let is_at_edge = |stroke: &Stroke| {
        let Rect { x0, y0, x1, y1 } = stroke.area;
        (y0 == y1 && (y0 == area.y0 || y0 == area.y1))
            || (x0 == x1 && (x0 == area.x0 || x0 == area.x1))
    };
    let is_figure = strokes.iter().any(is_slanted)
        || ((is_digit || strokes.len() >= FEWEST) && !strokes.iter().all(is_at_edge));
    (is_small && is_figure).then_some(area)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Strokes from point to point, in tenths of a point.
    fn strokes(points: &[(i32, i32)]) -> Vec<Stroke> {
        let stroke = |pair: &[(i32, i32)]| {
            let [(ax, ay), (bx, by)] = [pair[0], pair[1]].map(|(x, y)| (x * 10, y * 10));
            Stroke {
                area: Rect::new(ax.min(bx), ay.min(by), ax.max(bx), ay.max(by)),
                curved: false,
            }
        };
        points.windows(2).map(stroke).collect()
    }

    #[test]
    fn figures_are_drawn_and_lines_of_tables_are_not() {
        let two = [(0, 0), (60, 0), (60, 50), (0, 50), (0, 100), (60, 100)];
        let seven = [(0, 0), (60, 0), (20, 100)];
        let large = [(0, 0), (120, 0), (120, 90), (0, 90), (0, 180), (120, 180)];
        for figure in [&two[..], &seven, &large] {
            assert!(drawn(&strokes(figure)).is_some(), "{figure:?}");
        }
        let grid = [(0, 0), (900, 0), (900, 200), (0, 200), (0, 400), (900, 400)];
        let frame = [(0, 0), (600, 0), (600, 200), (0, 200), (0, 0)];
        let corner = [(0, 0), (600, 0), (600, 200)];
        let slash = [(0, 0), (600, 200)];
        let page = [(0, 0), (3000, 100), (0, 800)];
        for lines in [&grid[..4], &frame, &corner, &slash, &page] {
            assert!(drawn(&strokes(lines)).is_none(), "{lines:?}");
        }
        let arc = Stroke {
            area: Rect::new(0, 0, 500, 1_000),
            curved: true,
        };
        assert_eq!(drawn(&[arc]), Some(arc.area));
        assert_eq!(drawn(&[]), None);
    }
}
