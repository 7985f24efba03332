//! The rows of a table without ruling lines, as far as they are put together.

use super::segment::Segment;
use crate::cell::separator;
use crate::geometry::Rect;

/// A piece of a row: a label or a figure.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub text: String,
    pub rect: Rect,
}

impl Piece {
    pub(super) fn of(segment: &Segment) -> Self {
        Self {
            text: segment.text.clone(),
            rect: segment.rect,
        }
    }

    pub(super) fn append(&mut self, segment: &Segment) {
        let gap = separator(&self.text, &segment.text, false);
        self.text.push_str(gap);
        self.text.push_str(&segment.text);
        self.rect = self.rect.union(&segment.rect);
    }
}

/// A row of a table.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub y: i32,
    pub pieces: Vec<Piece>,
}
