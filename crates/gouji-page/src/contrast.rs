//! What is seen of text on what it stands on: watermarks are printed so light that the text below
//! stays readable, and must not get into it.

use crate::geometry::{Frame, Point, Rect, Turn};
use crate::glyph::Glyph;
use crate::painted::Painted;

/// How light ink or a ground is: 0 is black, 255 is white paper.
pub type Lightness = u8;

/// Least difference between ink and ground of text that is meant to be read.
const LEAST_CONTRAST: u8 = 64;
/// How many comparisons of characters with grounds a page is given.
const COMPARISONS: usize = 500_000;
/// Most areas of a page that are kept; what is painted after them counts as seen.
const AREAS: usize = 10_000;

/// The areas filled so far on a page.
#[derive(Clone, Debug)]
pub struct Grounds {
    /// In the order painted; `None` for pictures and patterns, of which nothing is known.
    fills: Vec<(Rect, Option<Lightness>)>,
    comparisons: usize,
}

impl Default for Grounds {
    fn default() -> Self {
        Self {
            fills: Vec::new(),
            comparisons: COMPARISONS,
        }
    }
}

impl Grounds {
    /// Notes an area that was filled.
    pub fn fill(&mut self, area: Rect, lightness: Option<Lightness>) {
        match self.fills.len() < AREAS {
            true => self.fills.push((area, lightness)),
            false => self.comparisons = 0,
        }
    }

    /// The areas whose colour is known, in the order painted.
    pub fn areas(&self) -> impl Iterator<Item = Rect> + '_ {
        let known = self
            .fills
            .iter()
            .filter(|(_, lightness)| lightness.is_some());
        known.map(|(area, _)| *area)
    }

    /// Whether ink of this lightness can be read at a point. Where the ground is not known it can.
    pub fn shows(&mut self, point: Point, ink: Lightness) -> bool {
        // Dark ink is on white paper or on something light.
        if ink < u8::MAX - LEAST_CONTRAST {
            return true;
        }
        let Some(left) = self.comparisons.checked_sub(self.fills.len() + 1) else {
            return true;
        };
        self.comparisons = left;
        let below = self.fills.iter().rev().find(|(area, _)| area.holds(point));
        match below {
            Some((_, None)) => true,
            Some((_, Some(ground))) => ground.abs_diff(ink) >= LEAST_CONTRAST,
            None => u8::MAX - ink >= LEAST_CONTRAST,
        }
    }
}

/// A page with what is hardly seen of it kept apart.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// What it shows.
    pub painted: Painted,
    /// Its characters that are hardly seen.
    pub faint: Vec<Glyph>,
}

impl Sheet {
    /// An empty page of a size.
    #[must_use]
    pub fn of_size(width: i32, height: i32) -> Self {
        let frame = Frame {
            width,
            height,
            turn: Turn(0),
        };
        let painted = Painted {
            frame,
            ..Painted::default()
        };
        Self {
            painted,
            ..Self::default()
        }
    }
}

/// The pages of a file without the characters that are hardly seen. Where these are most of the
/// text it is printed in light ink, and they are what there is to read.
#[must_use]
pub fn readable(sheets: Vec<Sheet>) -> Vec<Painted> {
    let count = |glyphs: &[Glyph]| glyphs.iter().filter(|glyph| !glyph.is_space()).count();
    let faint: usize = sheets.iter().map(|sheet| count(&sheet.faint)).sum();
    let dark: usize = sheets
        .iter()
        .map(|sheet| count(&sheet.painted.glyphs))
        .sum();
    let page = |Sheet { mut painted, faint }: Sheet| {
        painted.glyphs.extend(faint);
        painted
    };
    match faint > dark {
        true => sheets.into_iter().map(page).collect(),
        false => sheets.into_iter().map(|sheet| sheet.painted).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Grounds, Sheet, readable};
    use crate::geometry::{Point, Rect, Turn};
    use crate::glyph::Glyph;
    use crate::painted::Painted;

    fn sheet(dark: &str, faint: &str) -> Sheet {
        let glyph = |text: char| Glyph {
            text,
            rect: Rect::default(),
            turn: Turn(0),
        };
        Sheet {
            painted: Painted {
                glyphs: dark.chars().map(glyph).collect(),
                ..Painted::default()
            },
            faint: faint.chars().map(glyph).collect(),
        }
    }

    #[test]
    fn light_text_is_left_out_unless_there_is_little_else() {
        let letters = |sheets: Vec<Sheet>| -> usize {
            let pages = readable(sheets);
            pages.iter().map(|page| page.glyphs.len()).sum()
        };
        // A last page may have little on it but the watermark.
        assert_eq!(
            letters(vec![sheet("公开报告", "秘"), sheet("完", "内部")]),
            5
        );
        assert_eq!(letters(vec![sheet("秘", "公开报告")]), 5);
    }

    #[test]
    fn light_text_is_read_on_dark_grounds_only() {
        let mut grounds = Grounds::default();
        assert!(!grounds.shows(Point { x: 50, y: 50 }, 220));
        assert!(grounds.shows(Point { x: 50, y: 50 }, 90));
        grounds.fill(Rect::new(0, 0, 100, 100), Some(40));
        assert!(grounds.shows(Point { x: 50, y: 50 }, 255));
        assert!(!grounds.shows(Point { x: 150, y: 50 }, 255));
        grounds.fill(Rect::new(0, 0, 100, 100), Some(250));
        assert!(!grounds.shows(Point { x: 50, y: 50 }, 255));
        grounds.fill(Rect::new(0, 0, 100, 100), None);
        assert!(grounds.shows(Point { x: 50, y: 50 }, 255));
    }
}
