//! Glyphs in order: lines from top to bottom, characters from left to right, and the text of a
//! line with the spaces that are seen.

use gouji_document::raised_mark;

use crate::geometry::Rect;
use crate::glyph::Glyph;

/// A line of text.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Its characters without spaces, from left to right.
    pub glyphs: Vec<Placed>,
    pub rect: Rect,
}

/// A character of a line, and whether a space was painted before it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placed {
    pub glyph: Glyph,
    spaced: bool,
}

/// Sorts glyphs into lines.
pub(crate) fn lines(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    glyphs.sort_by_key(|glyph| (glyph.rect.centre().y, glyph.rect.x0));
    let (spaces, letters): (Vec<Glyph>, Vec<Glyph>) = glyphs.into_iter().partition(Glyph::is_space);
    let mut runs: Vec<(Rect, Vec<Glyph>)> = Vec::new();
    for glyph in letters {
        match runs.last_mut() {
            Some((rect, run)) if rect.is_level_with(&glyph.rect) => {
                *rect = rect.union(&glyph.rect);
                run.push(glyph);
            }
            _ => runs.push((glyph.rect, vec![glyph])),
        }
    }
    let of = |(rect, run): (Rect, Vec<Glyph>)| Line {
        glyphs: placed(run, &spaces, &rect),
        rect,
    };
    runs.into_iter().map(of).collect()
}

/// The glyphs of a line from left to right, with the painted spaces between them marked.
fn placed(mut run: Vec<Glyph>, spaces: &[Glyph], rect: &Rect) -> Vec<Placed> {
    let first = spaces.partition_point(|space| space.rect.centre().y < rect.y0);
    let adjacent = spaces
        .iter()
        .skip(first)
        .take_while(|space| space.rect.centre().y < rect.y1);
    let mut gaps: Vec<i32> = adjacent.map(|space| space.rect.centre().x).collect();
    gaps.sort_unstable();
    run.sort_by_key(|glyph| (glyph.rect.x0, glyph.rect.x1));
    let mut from = i32::MIN;
    let mark = |glyph: Glyph| {
        let to = glyph.rect.centre().x;
        let between =
            gaps.partition_point(|gap| *gap < from) < gaps.partition_point(|gap| *gap < to);
        from = to;
        Placed {
            glyph,
            spaced: between,
        }
    };
    run.into_iter().map(mark).collect()
}

impl Line {
    /// The text of the line.
    pub(crate) fn text(&self) -> String {
        let spaced_out = self.is_spaced_out();
        let mut text = String::new();
        let mut before: Option<&Glyph> = None;
        // The last character that is not raised.
        let mut base: Option<&Glyph> = None;
        for placed in &self.glyphs {
            if !spaced_out && before.is_some_and(|before| is_space_seen(before, placed)) {
                text.push(' ');
            }
            let mark = base.and_then(|base| mark_at(base, &placed.glyph));
            text.push(mark.unwrap_or(placed.glyph.text));
            before = Some(&placed.glyph);
            base = if mark.is_some() { base } else { before };
        }
        text
    }

    /// Whether it is a number whose digits are set apart, all by the same: no spaces were painted,
    /// and separate figures stand farther from each other.
    fn is_spaced_out(&self) -> bool {
        let of_number =
            |placed: &Placed| !placed.spaced && matches!(placed.glyph.text, '0'..='9' | '.' | ',');
        if !self.glyphs.iter().all(of_number) {
            return false;
        }
        let pairs = self.glyphs.iter().zip(self.glyphs.iter().skip(1));
        let gap = |(left, right): (&Placed, &Placed)| {
            i64::from(right.glyph.rect.x0) - i64::from(left.glyph.rect.x1)
        };
        let gaps = pairs.map(gap);
        let Some((least, most)) = gaps.clone().min().zip(gaps.max()) else {
            return false;
        };
        let size = i64::from(self.size());
        most * 10 <= size * 7 && (most - least) * 10 <= size
    }

    /// The size of its type: that of its largest character.
    pub(crate) fn size(&self) -> i32 {
        self.glyphs
            .iter()
            .map(|placed| placed.glyph.size())
            .max()
            .unwrap_or(0)
    }

    /// How wide its first unbreakable piece is: a Chinese character, or a word or number.
    pub(crate) fn first_word_width(&self) -> i32 {
        let Some(first) = self.glyphs.first() else {
            return 0;
        };
        let mut end = first.glyph.rect.x1;
        if !is_wide(first.glyph.text) {
            let mut before = first.glyph;
            for placed in self.glyphs.iter().skip(1) {
                if is_wide(placed.glyph.text) || is_space_seen(&before, placed) {
                    break;
                }
                end = placed.glyph.rect.x1;
                before = placed.glyph;
            }
        }
        end - first.glyph.rect.x0
    }
}

/// A mark of a note, where a character is one at another: smaller, and raised.
fn mark_at(base: &Glyph, glyph: &Glyph) -> Option<char> {
    let small = glyph.size() * 4 <= base.size() * 3;
    let raised = (base.rect.y1 - glyph.rect.y1) * 5 >= base.size();
    raised_mark(glyph.text).filter(|_| small && raised)
}

/// Whether people see a space before a character. Between Chinese characters small gaps are
/// justification, and painted spaces often come from text recognition.
fn is_space_seen(before: &Glyph, placed: &Placed) -> bool {
    let gap = placed.glyph.rect.x0 - before.rect.x1;
    let size = before.size().min(placed.glyph.size()).max(1);
    if is_wide(before.text) || is_wide(placed.glyph.text) {
        return gap * 10 > size * 9;
    }
    gap * 10 > size * 3 || placed.spaced && gap * 10 > size
}

/// Whether a character is as wide as it is high: Chinese script and its punctuation.
pub(crate) const fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}'
        | '“' | '”' | '‘' | '’' | '—' | '…' | '\u{fffd}')
}

#[cfg(test)]
mod tests {
    use super::lines;
    use crate::geometry::{Rect, Turn};
    use crate::glyph::Glyph;

    /// Glyphs of one line: a character and where it begins; Chinese ones are 10 wide, others 5.
    fn line(glyphs: &[(char, i32)]) -> String {
        let glyph = |&(text, x): &(char, i32)| {
            let width = if super::is_wide(text) { 1000 } else { 500 };
            Glyph {
                text,
                rect: Rect::new(x * 100, 0, x * 100 + width, 1000),
                turn: Turn(0),
            }
        };
        lines(glyphs.iter().map(glyph).collect())[0].text()
    }

    #[test]
    fn spaces_are_kept_between_words_and_not_between_characters() {
        assert_eq!(
            line(&[('A', 0), ('I', 5), (' ', 10), ('o', 15), ('k', 20)]),
            "AI ok"
        );
        assert_eq!(
            line(&[('公', 0), (' ', 10), ('开', 14), ('2', 27)]),
            "公开2"
        );
        assert_eq!(line(&[('总', 0), ('计', 30)]), "总 计");
    }

    #[test]
    fn digits_set_apart_are_one_number() {
        assert_eq!(line(&[('1', 0), ('0', 10), ('3', 20)]), "103");
        assert_eq!(line(&[('1', 0), ('2', 13)]), "1 2");
        assert_eq!(line(&[('1', 0), ('0', 6), ('3', 16)]), "10 3");
        assert_eq!(line(&[('1', 0), (' ', 5), ('2', 10)]), "1 2");
    }

    #[test]
    fn small_digits_above_are_marks_of_notes() {
        let glyph = |text, x: i32, y: i32, size: i32| Glyph {
            text,
            rect: Rect::new(x, y, x + size / 2, y + size),
            turn: Turn(0),
        };
        let text = |mark: Glyph| lines(vec![glyph('2', 0, 0, 1000), mark])[0].text();
        assert_eq!(text(glyph('1', 500, 0, 600)), "2¹");
        assert_eq!(text(glyph('1', 500, 400, 600)), "21");
        assert_eq!(text(glyph('1', 500, 0, 1000)), "21");
    }

    #[test]
    fn order_of_painting_does_not_matter() {
        assert_eq!(line(&[('开', 10), ('公', 0)]), "公开");
    }
}
