//! Positions: millimetres of objects in objects, to hundredths of a point on the page.
//!
//! OFD coordinates are real numbers; what leaves this crate is whole. No figure of a report is ever
//! made from them.

use gouji_page::{Rect, Turn};

use crate::numbers;

/// Hundredths of a point in a millimetre.
const HUNDREDTHS: f64 = 7200.0 / 25.4;

/// How often its rise goes into the length of a straight line of text; watermarks are slanted more.
const STRAIGHT: f64 = 14.0;

/// A point, in the units of whatever it stands in, y downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Point {
    pub x: f64,
    pub y: f64,
}

/// Where the inside of an object comes to stand: x' = ax + cy + e, y' = bx + dy + f.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Transform {
    a: f64,
    b: f64,
    c: f64,
    d: f64,
    e: f64,
    f: f64,
}

impl Transform {
    /// Moves by a distance.
    pub(crate) const fn moved(x: f64, y: f64) -> Self {
        Self {
            a: 1.0,
            b: 0.0,
            c: 0.0,
            d: 1.0,
            e: x,
            f: y,
        }
    }

    /// A matrix as written, if it is one.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let [a, b, c, d, e, f] = numbers::first(text)?;
        Some(Self { a, b, c, d, e, f })
    }

    /// Quarter turns clockwise.
    pub(crate) const fn quarters(turns: i32) -> Self {
        let (a, b) = match turns.rem_euclid(4) {
            0 => (1.0, 0.0),
            1 => (0.0, 1.0),
            2 => (-1.0, 0.0),
            _ => (0.0, -1.0),
        };
        Self {
            a,
            b,
            c: -b,
            d: a,
            e: 0.0,
            f: 0.0,
        }
    }

    /// What this does after what the other does.
    pub(crate) fn after(&self, inner: &Self) -> Self {
        let at = self.point(Point {
            x: inner.e,
            y: inner.f,
        });
        Self {
            a: self.a * inner.a + self.c * inner.b,
            b: self.b * inner.a + self.d * inner.b,
            c: self.a * inner.c + self.c * inner.d,
            d: self.b * inner.c + self.d * inner.d,
            e: at.x,
            f: at.y,
        }
    }

    /// Where a point comes to stand.
    pub(crate) fn point(&self, p: Point) -> Point {
        Point {
            x: self.a * p.x + self.c * p.y + self.e,
            y: self.b * p.x + self.d * p.y + self.f,
        }
    }

    /// In which quarter turn text stands; none for slanted text, as watermarks have.
    pub(crate) fn turn(&self) -> Option<Turn> {
        let flat = |small: f64, large: f64| small.abs() * STRAIGHT <= large.abs();
        match () {
            () if flat(self.b, self.a) && self.a > 0.0 => Some(Turn(0)),
            () if flat(self.b, self.a) && self.a < 0.0 => Some(Turn(2)),
            () if flat(self.a, self.b) && self.b > 0.0 => Some(Turn(1)),
            () if flat(self.a, self.b) && self.b < 0.0 => Some(Turn(3)),
            () => None,
        }
    }

    /// The box on the page around points.
    pub(crate) fn around(&self, points: impl IntoIterator<Item = Point>) -> Option<Rect> {
        let on_page = points.into_iter().map(|point| {
            let at = self.point(point);
            let (x, y) = (hundredths(at.x), hundredths(at.y));
            Rect::new(x, y, x, y)
        });
        on_page.reduce(|all, at| {
            let (left, top) = (all.x0.min(at.x0), all.y0.min(at.y0));
            Rect::new(left, top, all.x1.max(at.x1), all.y1.max(at.y1))
        })
    }
}

/// Hundredths of a point; beyond any paper, positions stay where sums of them are safe.
pub(crate) fn hundredths(millimetres: f64) -> i32 {
    const FARTHEST: f64 = 1e8;
    (millimetres * HUNDREDTHS)
        .round()
        .clamp(-FARTHEST, FARTHEST) as i32
}

#[cfg(test)]
mod tests {
    use super::{Point, Transform, hundredths};
    use gouji_page::Turn;

    #[test]
    fn the_inner_matrix_comes_first() {
        let turned = Transform::moved(10.0, 0.0).after(&Transform::quarters(1));
        let at = turned.point(Point { x: 2.0, y: 0.0 });
        assert_eq!((at.x, at.y), (10.0, 2.0));
        assert_eq!(turned.turn(), Some(Turn(1)));
    }

    #[test]
    fn a4_is_595_by_842_points() {
        assert_eq!((hundredths(210.0), hundredths(297.0)), (59528, 84189));
        assert_eq!(hundredths(1e300), 100_000_000);
    }
}
