//! How letters of RTF stand out from paper: their colour, their size, and what is under them.

use crate::colours::are_white;

/// Most colours of a file.
const MOST_COLOURS: usize = 10_000;
/// Letters of so many half points are dots.
const TINY: i32 = 2;

/// The colours of a file by number, each with whether it is white.
#[derive(Debug, Default)]
pub(super) struct Colours {
    white: Vec<bool>,
    /// The parts of the colour that is being read; none of the usual one.
    parts: Option<[u8; 3]>,
}

impl Colours {
    /// A part of a colour.
    pub(super) fn part(&mut self, word: &str, value: i32) {
        let at = match word {
            "red" => 0,
            "green" => 1,
            _ => 2,
        };
        let parts = self.parts.get_or_insert([0; 3]);
        if let Some(part) = parts.get_mut(at) {
            *part = u8::try_from(value).unwrap_or(u8::MAX);
        }
    }

    /// Ends a colour.
    pub(super) fn end(&mut self) {
        let parts = self.parts.take();
        if self.white.len() < MOST_COLOURS {
            self.white.push(parts.is_some_and(are_white));
        }
    }

    /// Whether the colour of a number is white.
    fn is_white(&self, number: Option<i32>) -> bool {
        let at = number.and_then(|number| usize::try_from(number).ok());
        at.and_then(|at| self.white.get(at)).copied() == Some(true)
    }

    /// Whether the colour of a number is one for grounds: neither the usual nor white.
    pub(super) fn is_ground(&self, number: Option<i32>) -> bool {
        number.is_some_and(|number| number != 0) && !self.is_white(number)
    }
}

/// How letters stand out.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ink {
    white: bool,
    tiny: bool,
    /// Whether something is under them.
    shaded: bool,
    /// Whether something is under their paragraph.
    paragraph: bool,
    /// Whether it is not known what is under them.
    anywhere: bool,
}

impl Ink {
    /// Takes a control word; says whether it is one of those.
    pub(super) fn word(&mut self, word: &str, number: Option<i32>, colours: &Colours) -> bool {
        match word {
            "cf" => self.white = colours.is_white(number),
            "fs" => self.tiny = number.is_some_and(|size| (0..=TINY).contains(&size)),
            "cb" | "chcbpat" | "highlight" => self.shaded = colours.is_ground(number),
            "chshdng" => self.shaded |= number.is_some_and(|share| share > 0),
            "cbpat" => self.paragraph = colours.is_ground(number),
            "shading" => self.paragraph |= number.is_some_and(|share| share > 0),
            _ => return false,
        }
        true
    }

    /// Letters are as usual again.
    pub(super) fn plain(&mut self) {
        (self.white, self.tiny, self.shaded) = (false, false, false);
    }

    /// Paragraphs are as usual again.
    pub(super) fn end_paragraph(&mut self) {
        self.paragraph = false;
    }

    /// Letters stand in a shape, of which it is not known what it is filled with.
    pub(super) fn stand_anywhere(&mut self) {
        self.anywhere = true;
    }

    /// Whether they are white, and nothing is under them but, it may be, under their cell.
    pub(super) const fn is_white(self) -> bool {
        self.white && !self.shaded && !self.paragraph && !self.anywhere
    }

    /// Whether they are too small to be seen.
    pub(super) const fn is_tiny(self) -> bool {
        self.tiny
    }
}
