//! Which boxes become a grid, and which are left alone.

use super::moved_together;
use crate::geometry::{Rect, Turn};
use crate::glyph::{Glyph, Rule};
use crate::grid::grids;
use crate::ruling::joined;

/// Boxes of two columns and so many rows, 40 by 15 points, with some room between them.
fn boxes(rows: i32, room: i32) -> Vec<Rect> {
    let places = (0..rows).flat_map(|row| (0..2).map(move |column| (column, row)));
    let place = |(column, row): (i32, i32)| {
        let (x, y) = (column * (4000 + room), row * (1500 + room));
        Rect::new(x, y, x + 4000, y + 1500)
    };
    places.map(place).collect()
}

fn sides(area: &Rect) -> [Rule; 4] {
    let rule = |horizontal, at, from, to| Rule {
        horizontal,
        at,
        from,
        to,
    };
    [
        rule(true, area.y0, area.x0, area.x1),
        rule(true, area.y1, area.x0, area.x1),
        rule(false, area.x0, area.y0, area.y1),
        rule(false, area.x1, area.y0, area.y1),
    ]
}

fn figure(x: i32, y: i32) -> Glyph {
    Glyph {
        text: '1',
        rect: Rect::new(x, y, x + 500, y + 1000),
        turn: Turn(0),
    }
}

/// How many cells the grids of a page have.
fn cells(rules: Vec<Rule>, areas: &[Rect], glyphs: &[Glyph]) -> Vec<usize> {
    let rules = moved_together(rules, areas, glyphs);
    let (horizontal, vertical) = joined(&rules);
    let found = grids(&horizontal, &vertical);
    found.iter().map(|grid| grid.cells.len()).collect()
}

#[test]
fn outlined_boxes_apart_are_the_cells_of_a_grid() {
    for room in [300, 450, 750] {
        let mut rules: Vec<Rule> = boxes(3, room).iter().flat_map(sides).collect();
        assert_eq!(cells(rules.clone(), &[], &[]), [6], "{room}");
        // A frame around the table is no cell.
        let frame = Rect::new(-room, -room, 8000 + 2 * room, 4500 + 3 * room);
        rules.extend(sides(&frame));
        assert_eq!(cells(rules, &[], &[]), [6], "{room}");
    }
}

#[test]
fn a_box_that_goes_on_on_the_next_page_may_be_open() {
    let mut rules: Vec<Rule> = boxes(3, 300).iter().flat_map(sides).collect();
    let last = rules.len() - 3;
    rules.remove(last);
    assert_eq!(cells(rules, &[], &[]), [6]);
}

#[test]
fn shaded_boxes_are_cells_where_everything_stands_in_one() {
    let areas = boxes(3, 150);
    let inside = [figure(1000, 200), figure(6000, 3500)];
    assert_eq!(cells(Vec::new(), &areas, &inside), [6]);
    // A shaded head above figures that are not.
    let below = [figure(1000, 200), figure(1000, 5200)];
    assert_eq!(cells(Vec::new(), &areas, &below), Vec::<usize>::new());
    // Grounds of words in ruled cells.
    let rules: Vec<Rule> = [
        Rect::new(-100, -100, 4075, 5000),
        Rect::new(4075, -100, 8300, 5000),
    ]
    .iter()
    .flat_map(sides)
    .collect();
    assert_eq!(cells(rules, &areas, &inside), [2]);
}

#[test]
fn boxes_unevenly_apart_are_no_table() {
    let mut rules: Vec<Rule> = boxes(2, 300).iter().flat_map(sides).collect();
    rules.extend(sides(&Rect::new(8900, 0, 12_900, 1500)));
    assert_ne!(cells(rules, &[], &[]), [5]);
}
