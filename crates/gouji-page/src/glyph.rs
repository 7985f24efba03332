//! What is painted on a page: characters with their boxes, and ruling lines.

use crate::geometry::{Point, Rect, Turn};

/// A character on a page. A glyph that stands for several is divided into as many.
#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    /// The character.
    pub text: char,
    /// Its box on the page as displayed.
    pub rect: Rect,
    /// How it is turned against the page.
    pub turn: Turn,
}

impl Glyph {
    /// The size of the type: the side of its box across the direction of reading.
    pub(crate) const fn size(&self) -> i32 {
        match self.turn.0 % 2 {
            0 => self.rect.height(),
            _ => self.rect.width(),
        }
    }

    /// Whether nothing is to be seen of it.
    #[must_use]
    pub fn is_space(&self) -> bool {
        self.text.is_whitespace() || matches!(self.text, '\u{feff}' | '\u{200b}' | '\0')
    }
}

/// A ruling line: horizontal at `y = at`, or vertical at `x = at`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Whether it is horizontal, else vertical.
    pub horizontal: bool,
    /// Its position across its direction.
    pub at: i32,
    /// Where it begins, left or above.
    pub from: i32,
    /// Where it ends.
    pub to: i32,
}

impl Rule {
    /// The point in its middle.
    pub(crate) const fn middle(&self) -> Point {
        let half = (self.from + self.to) / 2;
        match self.horizontal {
            true => Point {
                x: half,
                y: self.at,
            },
            false => Point {
                x: self.at,
                y: half,
            },
        }
    }
}
