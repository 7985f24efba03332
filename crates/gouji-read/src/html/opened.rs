//! The open elements of a page, each with how its content looks.

use super::element::{Element, LI, P};
use super::look::{CLEAR, INHERITED, LIFTED, Look, MOVED, PASSING, Tint};

/// How many open elements an end tag looks through for its own; one that is further out is left
/// open, as time has to be bounded.
const REACH: usize = 512;
/// How many a paragraph that no tag ends is looked for in.
const INLINE_REACH: usize = 4;

/// An open element.
#[derive(Clone, Copy, Debug)]
struct Open {
    name: u64,
    marks: u32,
    /// The same, with that letters have the colour of what they stand on.
    shown: u32,
    ink: Tint,
    ground: Tint,
}

/// The open elements, outermost first.
#[derive(Debug, Default)]
pub(super) struct Opened {
    elements: Vec<Open>,
    /// Those that end tags of text cannot close: up to the open row.
    kept: usize,
    /// What letters stand on outside of all.
    paper: Tint,
}

impl Opened {
    /// How the content of the innermost element looks.
    #[inline]
    pub(super) fn marks(&self) -> u32 {
        self.elements.last().map_or(0, |open| open.shown)
    }

    /// What stands on no ground of its own stands on one that is not known, as of a page whose styles are
    /// in other files; else on white paper.
    pub(super) const fn ground(&mut self, is_known: bool) {
        self.paper = if is_known { Tint::WHITE } else { Tint::UNKNOWN };
    }

    #[inline]
    fn opened(&self, name: u64, look: Look, without: u32) -> Open {
        let outer = self.elements.last();
        // Most elements say nothing, and look as what they stand in.
        if let Some(outer) = outer.filter(|_| look == Look::default()) {
            let kept = INHERITED & !without;
            return Open {
                name,
                marks: outer.marks & kept,
                shown: outer.shown & kept,
                ..*outer
            };
        }
        let marks = look.within(outer.map_or(0, |open| open.marks) & !without);
        let ink = look.ink_within(outer.map_or(Tint::UNSET, |open| open.ink));
        let ground = look.ground_within(outer.map_or(self.paper, |open| open.ground));
        let clear = if ink.is_same(ground) { CLEAR } else { 0 };
        Open {
            name,
            marks,
            shown: marks | clear,
            ink,
            ground,
        }
    }

    /// How many are open.
    #[inline]
    pub(super) const fn height(&self) -> usize {
        self.elements.len()
    }

    /// Opens a cell: what is specified for a box around its table to set, place or fade that in, is not of it.
    pub(super) fn push_cell(&mut self, name: u64, look: Look) {
        let of_table = PASSING | LIFTED | MOVED;
        self.elements.push(self.opened(name, look, of_table));
    }

    /// Opens an element.
    #[inline]
    pub(super) fn push(&mut self, name: u64, look: Look) {
        self.elements.push(self.opened(name, look, 0));
    }

    /// Opens an element, or only ends the paragraphs that end before it.
    #[inline]
    pub(super) fn start(&mut self, element: Element, name: u64, look: Look) {
        if element == Element::Block {
            self.close_near(if name == LI { LI } else { P });
        }
        if !element.is_void(name) {
            self.push(name, look);
        }
    }

    /// Closes a paragraph or item of a list that no end tag closed.
    #[inline]
    fn close_near(&mut self, name: u64) {
        let from = self
            .elements
            .len()
            .saturating_sub(INLINE_REACH)
            .max(self.kept);
        let near = self.elements.get(from..).unwrap_or_default();
        if let Some(at) = near.iter().rposition(|open| open.name == name) {
            self.elements.truncate(from + at);
        }
    }

    /// Closes the innermost element of a name, and those in it.
    #[inline]
    pub(super) fn end(&mut self, name: u64) {
        let from = self.elements.len().saturating_sub(REACH).max(self.kept);
        let near = self.elements.get(from..).unwrap_or_default();
        if let Some(at) = near.iter().rposition(|open| open.name == name) {
            self.elements.truncate(from + at);
        }
    }

    /// Keeps the elements up to a height from end tags of text, and no others.
    pub(super) fn keep_only(&mut self, height: usize) {
        self.kept = height.min(self.elements.len());
    }

    /// Closes all elements beyond a height, and keeps those up to it from end tags of text.
    #[inline]
    pub(super) fn keep(&mut self, height: usize) {
        self.elements.truncate(height);
        self.kept = height;
    }
}
