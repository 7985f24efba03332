//! From drawn shapes to ruling lines, for the readers of formats that draw.
//!
//! No format says "a line of a table": programs stroke segments, fill thin boxes, or fill a box with
//! a box cut out. All three come to [`Rule`]s here, in the same way for every format.

use crate::geometry::{Point, Rect, around};
use crate::glyph::Rule;

/// Widest shape that is a ruling line, in hundredths of a point.
const THICKEST: i32 = 350;
/// How far the ends of a ruling line may differ across its direction.
const CROOKED: i32 = 60;

/// The lines of a stroked segment, given by the box between its ends: none where it is slanted.
pub fn stroked(segment: Rect) -> impl Iterator<Item = Rule> {
    let straight = segment.width().min(segment.height()) <= CROOKED;
    straight
        .then(|| thin(segment))
        .into_iter()
        .flat_map(|rules| rules.into_iter().flatten())
}

/// The lines of a filled path, given by the boxes around its closed shapes: those of the thin
/// ones, and the four sides of a frame that is a box with a box cut out.
#[must_use]
pub fn filled(shapes: &[Rect]) -> Vec<Rule> {
    if let [outer, inner] = shapes
        && !is_thin(outer)
        && let Some(sides) = frame_sides(*outer, *inner)
    {
        return lines(&sides);
    }
    lines(shapes)
}

fn lines(shapes: &[Rect]) -> Vec<Rule> {
    let thin_ones = shapes.iter().filter(|shape| is_thin(shape));
    thin_ones.flat_map(|shape| thin(*shape)).flatten().collect()
}

/// Whether closed shapes, given by the boxes around them, are the dashes of one line: several that stand
/// apart in a thin row.
#[must_use]
pub fn are_dashes(shapes: &[Rect]) -> bool {
    let apart = |one: &Rect, next: &Rect| {
        one.x1 < next.x0 || next.x1 < one.x0 || one.y1 < next.y0 || next.y1 < one.y0
    };
    let all = around(shapes.iter().copied());
    shapes.len() > 1
        && all.is_some_and(|all| is_thin(&all))
        && shapes.windows(2).all(|pair| apart(&pair[0], &pair[1]))
}

/// Whether a box is so thin that it is a line.
#[must_use]
pub const fn is_thin(shape: &Rect) -> bool {
    shape.width() <= THICKEST || shape.height() <= THICKEST
}

/// The horizontal and the vertical line a thin box may be; a dot is both.
fn thin(area: Rect) -> [Option<Rule>; 2] {
    let Point { x, y } = area.centre();
    let (narrow, low) = (area.width() <= THICKEST, area.height() <= THICKEST);
    let across = low && (area.width() >= area.height() || narrow);
    let down = narrow && (area.height() >= area.width() || low);
    [
        across.then_some(Rule {
            horizontal: true,
            at: y,
            from: area.x0,
            to: area.x1,
        }),
        down.then_some(Rule {
            horizontal: false,
            at: x,
            from: area.y0,
            to: area.y1,
        }),
    ]
}

/// The four sides of a frame, if the second box is cut out of the first close to its edges.
fn frame_sides(outer: Rect, inner: Rect) -> Option<[Rect; 4]> {
    let gaps = [
        inner.x0 - outer.x0,
        inner.y0 - outer.y0,
        outer.x1 - inner.x1,
        outer.y1 - inner.y1,
    ];
    let close = gaps.iter().all(|gap| (0..=THICKEST).contains(gap));
    close.then_some([
        Rect::new(outer.x0, outer.y0, outer.x1, inner.y0),
        Rect::new(outer.x0, inner.y1, outer.x1, outer.y1),
        Rect::new(outer.x0, outer.y0, inner.x0, outer.y1),
        Rect::new(inner.x1, outer.y0, outer.x1, outer.y1),
    ])
}

#[cfg(test)]
mod tests {
    use super::{are_dashes, filled, stroked};
    use crate::geometry::Rect;

    #[test]
    fn a_thin_box_is_a_line_and_a_slanted_stroke_is_none() {
        let line = filled(&[Rect::new(0, 100, 5000, 150)]);
        assert_eq!(line.len(), 1);
        assert!(line[0].horizontal && line[0].at == 125 && line[0].to == 5000);
        assert!(filled(&[Rect::new(0, 0, 5000, 5000)]).is_empty());
        assert_eq!(stroked(Rect::new(0, 0, 5000, 2000)).count(), 0);
        assert_eq!(stroked(Rect::new(0, 0, 30, 2000)).count(), 1);
    }

    #[test]
    fn dashes_of_a_line_are_distinguished_from_drawn_figures() {
        let dash = |y: i32| Rect::new(0, y, 75, y + 225);
        assert!(are_dashes(&[dash(0), dash(365), dash(730)]));
        // A nought is a shape with another cut out of it.
        let nought = [Rect::new(0, 0, 300, 700), Rect::new(60, 60, 240, 640)];
        assert!(!are_dashes(&nought));
        assert!(!are_dashes(&[dash(0)]));
    }

    #[test]
    fn a_box_cut_out_of_a_box_is_four_lines() {
        let (outer, inner) = (Rect::new(0, 0, 9000, 4000), Rect::new(50, 50, 8950, 3950));
        assert_eq!(filled(&[outer, inner]).len(), 4);
    }
}
