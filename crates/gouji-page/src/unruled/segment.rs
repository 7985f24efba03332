//! Lines of text taken apart at their gaps: in a table without ruling lines only a gap parts a
//! label from a figure, and a figure from the next.

use crate::geometry::{Rect, around};
use crate::glyph::Glyph;
use crate::line::is_wide;

/// A gap of this part of the type's size parts two pieces: 18 hundredths.
const GAP: i32 = 18;
/// Glyphs whose middles are this close stand on one line, in hundredths of the size.
const SAME_LINE: i32 = 25;

/// Text without a gap in it.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub text: String,
    pub rect: Rect,
    /// The size of its type.
    pub size: i32,
    /// The height at which most of its characters have their middle: digits at its beginning, of
    /// another type, do not count.
    pub y: i32,
}

impl Segment {
    fn of(glyphs: &[Glyph]) -> Option<Self> {
        let mut middles: Vec<i32> = glyphs.iter().map(|glyph| glyph.rect.centre().1).collect();
        middles.sort_unstable();
        Some(Self {
            y: *middles.get(middles.len() / 2)?,
            text: glyphs.iter().map(|glyph| glyph.text).collect(),
            rect: around(glyphs.iter().map(|glyph| glyph.rect))?,
            size: glyphs.iter().map(Glyph::size).max()?,
        })
    }

    /// Whether it is a number, or a sign that stands for nothing.
    pub(super) fn is_figure(&self) -> bool {
        let signs = |c: char| "０１２３４５６７８９.．,，+-－—/／".contains(c);
        let ends = self.text.ends_with(['.', '．', ',', '，']);
        !ends && self.text.chars().all(|c| c.is_ascii_digit() || signs(c))
    }
}

/// The pieces that stand on one line, from left to right.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub segments: Vec<Segment>,
    pub rect: Rect,
    pub size: i32,
}

impl Row {
    fn of(mut glyphs: Vec<Glyph>) -> Option<Self> {
        glyphs.sort_by_key(|glyph| (glyph.rect.x0, glyph.rect.x1));
        let parts = glyphs.chunk_by(|left, right| !is_gap(left, right));
        let segments: Vec<Segment> = parts.filter_map(Segment::of).collect();
        Some(Self {
            rect: around(segments.iter().map(|segment| segment.rect))?,
            size: segments.iter().map(|segment| segment.size).max()?,
            segments,
        })
    }

    /// The height its middle stands at.
    pub(super) const fn y(&self) -> i32 {
        self.rect.centre().1
    }

    /// How many figures stand on it.
    pub(super) fn figures(&self) -> usize {
        let segments = self.segments.iter();
        segments.filter(|segment| segment.is_figure()).count()
    }

    /// Its text without the gaps.
    pub(super) fn text(&self) -> String {
        self.segments.iter().map(|one| one.text.as_str()).collect()
    }
}

/// Whether people see two neighbours apart. Between Chinese characters and digits some programs
/// leave a little room where none was typed.
fn is_gap(left: &Glyph, right: &Glyph) -> bool {
    let gap = right.rect.x0 - left.rect.x1;
    let size = left.size().min(right.size()).max(1);
    let mixed = is_wide(left.text) != is_wide(right.text);
    gap * 100 > size * if mixed { GAP + 4 } else { GAP }
}

/// The lines of some glyphs from top to bottom. Unlike lines of prose they keep apart what stands
/// half a line higher: a figure beside a label of two lines.
pub(super) fn rows(mut glyphs: Vec<Glyph>) -> Vec<Row> {
    glyphs.retain(|glyph| !glyph.is_space());
    glyphs.sort_by_key(|glyph| (glyph.rect.centre().1, glyph.rect.x0));
    let mut lines: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        let y = glyph.rect.centre().1;
        let same = |first: &Glyph| (y - first.rect.centre().1) * 100 <= first.size() * SAME_LINE;
        match lines.last_mut() {
            Some(line) if line.first().is_some_and(same) => line.push(glyph),
            _ => lines.push(vec![glyph]),
        }
    }
    lines.into_iter().filter_map(Row::of).collect()
}
