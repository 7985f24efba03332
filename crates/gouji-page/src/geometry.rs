//! Boxes and lines in hundredths of a point, origin top left.

/// A point on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// From the left edge.
    pub x: i32,
    /// From the upper edge.
    pub y: i32,
}

/// From where to where something reaches along a direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Extent {
    pub from: i32,
    pub to: i32,
}

/// A box on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rect {
    /// Left edge.
    pub x0: i32,
    /// Upper edge.
    pub y0: i32,
    /// Right edge.
    pub x1: i32,
    /// Lower edge.
    pub y1: i32,
}

impl Rect {
    /// A box by its left, upper, right and lower edge.
    #[must_use]
    pub const fn new(x0: i32, y0: i32, x1: i32, y1: i32) -> Self {
        Self { x0, y0, x1, y1 }
    }

    /// Its width.
    #[must_use]
    pub const fn width(&self) -> i32 {
        self.x1 - self.x0
    }

    /// Its height.
    #[must_use]
    pub const fn height(&self) -> i32 {
        self.y1 - self.y0
    }

    /// From its left edge to its right one.
    pub(crate) const fn across(&self) -> Extent {
        Extent {
            from: self.x0,
            to: self.x1,
        }
    }

    /// From its upper edge to its lower one.
    pub(crate) const fn down(&self) -> Extent {
        Extent {
            from: self.y0,
            to: self.y1,
        }
    }

    /// The point in its middle.
    #[must_use]
    pub const fn centre(&self) -> Point {
        Point {
            x: (self.x0 + self.x1) / 2,
            y: (self.y0 + self.y1) / 2,
        }
    }

    /// Whether a point is in it; the right and lower edges are not.
    #[must_use]
    pub const fn holds(&self, at: Point) -> bool {
        self.x0 <= at.x && at.x < self.x1 && self.y0 <= at.y && at.y < self.y1
    }

    /// Whether at least half of it is in another box; of an empty one, its middle is.
    pub(crate) fn is_mostly_in(&self, other: &Self) -> bool {
        let shared = |from: i32, to: i32, other_from: i32, other_to: i32| {
            i64::from(to.min(other_to) - from.max(other_from)).max(0)
        };
        let wide = shared(self.x0, self.x1, other.x0, other.x1);
        let high = shared(self.y0, self.y1, other.y0, other.y1);
        let area = i64::from(self.width()) * i64::from(self.height());
        match area {
            0 => other.holds(self.centre()),
            _ => wide * high * 2 >= area,
        }
    }

    /// The smallest box around both.
    pub(crate) fn union(&self, other: &Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    /// Whether the boxes share at least half the height of the lower one.
    pub(crate) fn is_level_with(&self, other: &Self) -> bool {
        let shared = self.y1.min(other.y1) - self.y0.max(other.y0);
        shared * 2 >= self.height().min(other.height())
    }
}

/// The box around all of some boxes.
pub(crate) fn around(rects: impl IntoIterator<Item = Rect>) -> Option<Rect> {
    rects.into_iter().reduce(|all, rect| all.union(&rect))
}

/// Quarter turns clockwise that text was given against the page it stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Turn(pub u8);

/// A page's size and how its text is turned, to lay boxes upright and back.
#[derive(Clone, Copy, Debug, Default)]
pub struct Frame {
    /// Width of the page as displayed.
    pub width: i32,
    /// Height of the page as displayed.
    pub height: i32,
    /// How the text on it is turned.
    pub turn: Turn,
}

impl Frame {
    /// The width of the page laid upright.
    pub(crate) const fn upright_width(&self) -> i32 {
        match self.turn.0 % 2 {
            0 => self.width,
            _ => self.height,
        }
    }

    /// The height of the page laid upright.
    pub(crate) const fn upright_height(&self) -> i32 {
        match self.turn.0 % 2 {
            0 => self.height,
            _ => self.width,
        }
    }

    /// A box of the page as its reader sees it after turning the page to read the text.
    pub(crate) const fn upright(&self, r: Rect) -> Rect {
        let (w, h) = (self.width, self.height);
        match self.turn.0 % 4 {
            0 => r,
            1 => Rect::new(r.y0, w - r.x1, r.y1, w - r.x0),
            2 => Rect::new(w - r.x1, h - r.y1, w - r.x0, h - r.y0),
            _ => Rect::new(h - r.y1, r.x0, h - r.y0, r.x1),
        }
    }

    /// The box on the page as displayed.
    pub(crate) const fn displayed(&self, r: Rect) -> Rect {
        let (w, h) = (self.width, self.height);
        match self.turn.0 % 4 {
            0 => r,
            1 => Rect::new(w - r.y1, r.x0, w - r.y0, r.x1),
            2 => Rect::new(w - r.x1, h - r.y1, w - r.x0, h - r.y0),
            _ => Rect::new(r.y0, h - r.x1, r.y1, h - r.x0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Frame, Rect, Turn};

    #[test]
    fn a_box_turned_upright_comes_back() {
        let rect = Rect::new(10, 20, 40, 25);
        for quarter in 0..4 {
            let frame = Frame {
                width: 100,
                height: 200,
                turn: Turn(quarter),
            };
            assert_eq!(frame.displayed(frame.upright(rect)), rect, "{quarter}");
        }
    }

    #[test]
    fn text_reading_down_the_page_comes_to_read_rightwards() {
        let frame = Frame {
            width: 100,
            height: 200,
            turn: Turn(1),
        };
        let (first, second) = (Rect::new(50, 10, 60, 20), Rect::new(50, 30, 60, 40));
        assert!(frame.upright(first).x1 <= frame.upright(second).x0);
    }
}
