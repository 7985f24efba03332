//! Labels that their cells cut off: spreadsheets print what does not fit into a cell with a clip
//! around it, so that only a part is seen, but all of it is in the file.
//!
//! Whoever sees a part of a label in its cell recognizes it by the whole. A figure is
//! never taken from what is not seen.

use std::collections::{BTreeMap, BTreeSet};

use gouji_document::unified;

use crate::cell::separator;
use crate::geometry::{Frame, Rect, Turn, around};
use crate::glyph::Glyph;
use crate::line::{is_wide, lines};

/// Longest label, in characters.
const LONGEST: usize = 120;
/// Most areas of a page whose text is kept.
const MOST: usize = 2_000;

/// The text of an area that cuts some of it off.
#[derive(Clone, Debug)]
pub struct CutOff {
    area: Rect,
    /// Each character, and whether it is not seen.
    glyphs: Vec<(Glyph, bool)>,
}

/// Collects, area by area, the text that is painted in it.
#[derive(Clone, Debug, Default)]
pub struct CutText(BTreeMap<(i32, i32, i32, i32), CutOff>);

impl CutText {
    /// Notes a character painted where only an area is seen.
    pub fn keep(&mut self, area: Rect, glyph: Glyph, cut_off: bool) {
        let key = (area.y0, area.x0, area.y1, area.x1);
        if self.0.len() >= MOST && !self.0.contains_key(&key) {
            return;
        }
        let there = self.0.entry(key).or_insert_with(|| CutOff {
            area,
            glyphs: Vec::new(),
        });
        // More is no label.
        if there.glyphs.len() <= LONGEST {
            there.glyphs.push((glyph, cut_off));
        }
    }

    /// The areas that show some of their text and cut some off.
    #[must_use]
    pub fn finish(self) -> Vec<CutOff> {
        let parts = |cut: &CutOff| {
            cut.glyphs.iter().any(|(_, hidden)| *hidden)
                && cut.glyphs.iter().any(|(_, hidden)| !*hidden)
                && cut.glyphs.len() <= LONGEST
        };
        self.0.into_values().filter(parts).collect()
    }
}

/// A label whose cell cuts it off.
#[derive(Clone, Debug)]
pub(crate) struct Label {
    /// The whole of it.
    pub text: String,
    /// What is seen of its cell.
    pub area: Rect,
    /// What is seen of it.
    pub seen: Vec<Glyph>,
}

impl Label {
    /// The box around what is seen of it.
    pub(crate) fn rect(&self) -> Rect {
        around(self.seen.iter().map(|glyph| glyph.rect)).unwrap_or(self.area)
    }

    /// Whether it is that of a cell with some characters: they are all that is seen of it.
    pub(crate) fn is_of(&self, cell: &Rect, glyphs: &[Glyph]) -> bool {
        self.rect().is_level_with(cell) && self.is_all_of(glyphs)
    }

    fn is_all_of(&self, glyphs: &[Glyph]) -> bool {
        let letters = |glyphs: &[Glyph]| -> Vec<(char, Rect)> {
            let letters = glyphs.iter().filter(|glyph| !glyph.is_space());
            let mut letters: Vec<(char, Rect)> =
                letters.map(|glyph| (glyph.text, glyph.rect)).collect();
            letters.sort_by_key(|(text, rect)| (rect.y0, rect.x0, *text));
            letters
        };
        letters(glyphs) == letters(&self.seen)
    }
}

/// The characters that are seen of some labels.
pub(crate) fn seen_of(labels: &[Label]) -> BTreeSet<SeenAt> {
    let seen = labels.iter().flat_map(|label| &label.seen);
    seen.map(place).collect()
}

/// A character and where it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SeenAt {
    text: char,
    x: i32,
    y: i32,
}

/// A glyph as its character and where it begins.
pub(crate) const fn place(glyph: &Glyph) -> SeenAt {
    SeenAt {
        text: glyph.text,
        x: glyph.rect.x0,
        y: glyph.rect.y0,
    }
}

impl CutOff {
    /// Lays it upright with its page.
    pub(crate) fn lay_upright(&mut self, frame: &Frame) {
        self.area = frame.upright(self.area);
        for (glyph, _) in &mut self.glyphs {
            glyph.text = unified(glyph.text);
            glyph.rect = frame.upright(glyph.rect);
            glyph.turn = Turn((glyph.turn.0 + 4 - frame.turn.0) % 4);
        }
    }

    /// The label it is; none if it is no words.
    pub(crate) fn label(self) -> Option<Label> {
        let letters = self.glyphs.iter().filter(|(glyph, _)| is_wide(glyph.text));
        let words = letters
            .filter(|(glyph, _)| !glyph.text.is_numeric())
            .count();
        let seen = self.glyphs.iter().filter(|(_, hidden)| !*hidden);
        let seen: Vec<Glyph> = seen.map(|(glyph, _)| *glyph).collect();
        if words < 2 || !seen.iter().any(|glyph| is_wide(glyph.text)) {
            return None;
        }
        let all = self.glyphs.into_iter().map(|(glyph, _)| glyph).collect();
        let text = lines(all).iter().fold(String::new(), |text, line| {
            let more = line.text();
            let gap = separator(&text, &more, false);
            text + gap + &more
        });
        Some(Label {
            text,
            area: self.area,
            seen,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::CutText;
    use crate::geometry::{Rect, Turn};
    use crate::glyph::Glyph;

    /// The label of an area 40 points wide and high, with lines set from a height on.
    fn label(texts: &[&str], top: i32) -> Option<String> {
        let area = Rect::new(0, 0, 4000, 4000);
        let mut cut = CutText::default();
        for (row, line) in (0..).zip(texts) {
            for (column, text) in (0..).zip(line.chars()) {
                let (x, y) = (column * 1000, top + row * 1200);
                let rect = Rect::new(x, y, x + 1000, y + 1000);
                let turn = Turn(0);
                let seen = area.holds(rect.centre());
                cut.keep(area, Glyph { text, rect, turn }, !seen);
            }
        }
        cut.finish().pop()?.label().map(|label| label.text)
    }

    #[test]
    fn a_label_of_which_a_part_is_seen_is_read_whole() {
        let lines = ["4.无正", "当理由", "大量反", "复申请"];
        assert_eq!(
            label(&lines, -1800).as_deref(),
            Some("4.无正当理由大量反复申请")
        );
        // All of it, or nothing, is seen.
        assert_eq!(label(&lines[1..], 0), None);
        assert_eq!(label(&lines, -9000), None);
    }

    #[test]
    fn a_figure_is_not_taken_from_what_is_not_seen() {
        assert_eq!(label(&["12", "34"], -800), None);
        assert_eq!(label(&["１２", "３４"], -800), None);
    }
}
