//! Lines of text taken apart at their gaps: in a table without ruling lines only a gap parts a
//! label from a figure, and a figure from the next.

use gouji_model::{Value, is_number_with_unit};

use crate::geometry::{Rect, around};
use crate::glyph::Glyph;
use crate::line::is_wide;

/// A gap of this part of the type's size parts two pieces: 18 hundredths.
const GAP: i32 = 18;
/// Glyphs whose middles are this close stand on one line, in hundredths of the size.
const SAME_LINE: i32 = 25;

/// Longest word that stands for nothing, in characters.
const LONGEST_WORD: usize = 3;

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
    /// Whether it is a word that stands for nothing where its line has figures.
    is_nothing: bool,
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
            is_nothing: false,
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
            is_nothing: false,
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
            is_nothing: false,
        })
    }

    /// Whether it is a number, also with what it counts, or what stands for nothing.
    pub(super) fn is_figure(&self) -> bool {
        self.is_nothing || self.is_number()
    }

    fn is_number(&self) -> bool {
        let ends = self.text.ends_with(['.', '．', ',', '，']);
        let counted = || self.text.starts_with(is_digit) && is_number_with_unit(&self.text);
        !ends && (self.text.chars().all(is_of_figure) || counted())
    }

    /// Whether it is a word that may stand for nothing, or be a piece of a label.
    fn may_be_nothing(&self) -> bool {
        self.text.chars().count() <= LONGEST_WORD && Value::read(&self.text).0 == Value::Placeholder
    }
}

const fn lowered(rect: Rect, by: i32) -> Rect {
    Rect::new(rect.x0, rect.y0 + by, rect.x1, rect.y1 + by)
}

const fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
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
        note_nothing(&mut segments);
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

/// Notes the words of a line that stand for nothing: a label stands before them, or other values beside them.
fn note_nothing(segments: &mut [Segment]) {
    let may_be: Vec<bool> = segments.iter().map(Segment::may_be_nothing).collect();
    let is_value: Vec<bool> = segments
        .iter()
        .zip(&may_be)
        .map(|(one, may_be)| *may_be || one.is_number())
        .collect();
    for (at, (one, may_be)) in segments.iter_mut().zip(may_be).enumerate() {
        one.is_nothing = may_be && (at > 0 || is_value.get(1) == Some(&true));
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
