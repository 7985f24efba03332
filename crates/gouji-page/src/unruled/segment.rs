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
    /// Its characters from left to right.
    pub glyphs: Vec<Glyph>,
    /// Whether it stands on the first line of a page.
    pub opens_page: bool,
}

impl Segment {
    pub(super) fn of(glyphs: &[Glyph]) -> Option<Self> {
        let mut middles: Vec<i32> = glyphs.iter().map(|glyph| glyph.rect.centre().y).collect();
        middles.sort_unstable();
        Some(Self {
            y: *middles.get(middles.len() / 2)?,
            text: glyphs.iter().map(|glyph| glyph.text).collect(),
            rect: around(glyphs.iter().map(|glyph| glyph.rect))?,
            size: glyphs.iter().map(Glyph::size).max()?,
            glyphs: glyphs.to_vec(),
            opens_page: false,
        })
    }

    /// A label of which not every character is seen.
    pub(super) fn of_label(text: &str, rect: Rect, size: i32, y: i32) -> Self {
        Self {
            text: text.to_owned(),
            rect,
            size,
            y,
            glyphs: Vec::new(),
            opens_page: false,
        }
    }

    /// Moves it down.
    fn lower(&mut self, by: i32) {
        self.y += by;
        self.rect = lowered(self.rect, by);
        for glyph in &mut self.glyphs {
            glyph.rect = lowered(glyph.rect, by);
        }
    }

    /// Its two parts before and from a character on.
    pub(super) fn parted(&self, at: usize) -> Option<[Self; 2]> {
        let (left, right) = self.glyphs.split_at_checked(at)?;
        Some([Self::of(left)?, Self::of(right)?])
    }

    /// Pieces one below the other as one that stands at a height.
    pub(super) fn joined(pieces: &[Self], y: i32) -> Option<Self> {
        Some(Self {
            text: pieces.iter().map(|one| one.text.as_str()).collect(),
            rect: around(pieces.iter().map(|one| one.rect))?,
            size: pieces.iter().map(|one| one.size).max()?,
            y,
            glyphs: pieces.iter().flat_map(|one| one.glyphs.clone()).collect(),
            opens_page: false,
        })
    }

    /// Whether it is a number, or a sign that stands for nothing.
    pub(super) fn is_figure(&self) -> bool {
        let ends = self.text.ends_with(['.', '．', ',', '，']);
        !ends && self.text.chars().all(is_of_figure)
    }
}

const fn lowered(rect: Rect, by: i32) -> Rect {
    Rect::new(rect.x0, rect.y0 + by, rect.x1, rect.y1 + by)
}

/// Whether a character may stand in a figure.
pub(super) fn is_of_figure(c: char) -> bool {
    c.is_ascii_digit() || "０１２３４５６７８９.．,，+-－—/／".contains(c)
}

/// The pieces that stand on one line, from left to right.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub segments: Vec<Segment>,
    pub rect: Rect,
    pub size: i32,
}

impl Row {
    /// Some pieces as a line.
    pub(super) fn with(mut segments: Vec<Segment>) -> Option<Self> {
        segments.sort_by_key(|one| one.rect.x0);
        Some(Self {
            rect: around(segments.iter().map(|segment| segment.rect))?,
            size: segments.iter().map(|segment| segment.size).max()?,
            segments,
        })
    }

    /// Moves it down.
    pub(super) fn lower(&mut self, by: i32) {
        self.rect = lowered(self.rect, by);
        self.segments.iter_mut().for_each(|one| one.lower(by));
    }

    fn of(mut glyphs: Vec<Glyph>) -> Option<Self> {
        glyphs.sort_by_key(|glyph| (glyph.rect.x0, glyph.rect.x1));
        let parts = glyphs.chunk_by(|left, right| !is_gap(left, right));
        Self::with(parts.filter_map(Segment::of).collect())
    }

    /// The height its middle stands at.
    pub(super) const fn y(&self) -> i32 {
        self.rect.centre().y
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
    glyphs.sort_by_key(|glyph| (glyph.rect.centre().y, glyph.rect.x0));
    let mut lines: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        let y = glyph.rect.centre().y;
        let same = |first: &Glyph| (y - first.rect.centre().y) * 100 <= first.size() * SAME_LINE;
        match lines.last_mut() {
            Some(line) if line.first().is_some_and(same) => line.push(glyph),
            _ => lines.push(vec![glyph]),
        }
    }
    lines.into_iter().filter_map(Row::of).collect()
}
