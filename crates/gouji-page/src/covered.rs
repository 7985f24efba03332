//! What of a page's text nobody sees because something was painted over it, or because it was never painted
//! itself; and pictures that stand where a figure may.

use gouji_document::PICTURE;

use crate::contrast::Sheet;
use crate::geometry::{Point, Rect, Turn};
use crate::glyph::Glyph;

/// How many comparisons of characters with areas a page is given.
const COMPARISONS: usize = 2_000_000;
/// Most areas of a page that are kept.
const AREAS: usize = 10_000;
/// Largest picture that may be a figure, and least height of one, in hundredths of a point.
const WIDEST: i32 = 20_000;
const HIGHEST: i32 = 4_000;
const LOWEST: i32 = 400;

/// An area that was painted, and how many characters had been painted before.
#[derive(Clone, Copy, Debug)]
struct Cover {
    area: Rect,
    before: usize,
}

/// What was painted on a page besides text, so far as it may cover that.
#[derive(Clone, Debug, Default)]
pub struct Covers {
    plain: Vec<Cover>,
    pictures: Vec<Cover>,
    /// Characters that are not painted, by their numbers.
    unpainted: Vec<usize>,
}

impl Covers {
    /// Notes an area that a colour fills wholly, after so many characters.
    pub fn plain(&mut self, area: Rect, before: usize) {
        if before > 0 && self.plain.len() < AREAS {
            self.plain.push(Cover { area, before });
        }
    }

    /// Notes the area of a picture through which nothing is seen, after so many characters.
    pub fn picture(&mut self, area: Rect, before: usize) {
        if self.pictures.len() < AREAS {
            self.pictures.push(Cover { area, before });
        }
    }

    /// Notes that the character with a number is there and not painted.
    pub fn unpainted(&mut self, number: usize) {
        self.unpainted.push(number);
    }

    /// Takes what is not seen out of the text of a page. Below a picture of half a page or more text is what was
    /// recognized in it, painted or not.
    pub fn settle(self, sheet: &mut Sheet) {
        let glyphs = &sheet.painted.glyphs;
        let frame = sheet.painted.frame;
        let half = i64::from(frame.width) * i64::from(frame.height) / 2;
        let is_scan = |area: &Rect| i64::from(area.width()) * i64::from(area.height()) >= half;
        let order = Order::of(glyphs);
        let mut steps = COMPARISONS;
        let mut hidden = vec![false; glyphs.len()];
        let mut unknown = vec![false; glyphs.len()];
        for cover in &self.plain {
            order.within(cover, &mut steps, |number| hidden[number] = true);
        }
        for cover in self.pictures.iter().filter(|cover| !is_scan(&cover.area)) {
            order.within(cover, &mut steps, |number| unknown[number] = true);
        }
        for number in &self.unpainted {
            let Some(glyph) = glyphs.get(*number) else {
                continue;
            };
            let at = glyph.rect.centre();
            unknown[*number] = false;
            steps = steps.saturating_sub(self.pictures.len() + 1);
            let holds = |picture: &Cover| picture.area.holds(at);
            hidden[*number] = steps > 0 && !self.pictures.iter().any(holds);
        }
        let figures = self.figures(&order, &hidden, &mut steps);
        let mut number = 0..;
        let Sheet { painted, faint } = sheet;
        painted.glyphs.retain_mut(|glyph| {
            let number = number.next().unwrap_or_default();
            if unknown[number] {
                glyph.text = char::REPLACEMENT_CHARACTER;
            }
            if hidden[number] {
                faint.push(*glyph);
            }
            !hidden[number]
        });
        painted.glyphs.extend(figures);
    }

    /// Signs for pictures as small as a figure on which no text stands.
    fn figures(&self, order: &Order, hidden: &[bool], steps: &mut usize) -> Vec<Glyph> {
        let is_small =
            |area: &Rect| area.width() <= WIDEST && (LOWEST..=HIGHEST).contains(&area.height());
        let small = self.pictures.iter().filter(|cover| is_small(&cover.area));
        let mut found = Vec::new();
        for Cover { area, .. } in small {
            let mut is_free = true;
            let all = Cover {
                area: *area,
                before: usize::MAX,
            };
            order.within(&all, steps, |number| is_free &= hidden[number]);
            if is_free && *steps > 0 {
                found.push(Glyph {
                    text: PICTURE,
                    rect: *area,
                    turn: Turn(0),
                });
            }
        }
        found
    }
}

/// The middles of a page's characters from top to bottom, each with its number.
struct Order(Vec<(Point, usize)>);

impl Order {
    fn of(glyphs: &[Glyph]) -> Self {
        let seen = glyphs
            .iter()
            .enumerate()
            .filter(|(_, glyph)| !glyph.is_space());
        let middles = seen.map(|(number, glyph)| (glyph.rect.centre(), number));
        let mut middles: Vec<(Point, usize)> = middles.collect();
        middles.sort_by_key(|(at, number)| (at.y, *number));
        Self(middles)
    }

    /// Calls with the numbers of the characters in an area that were painted before it.
    fn within(&self, cover: &Cover, steps: &mut usize, mut found: impl FnMut(usize)) {
        let Cover { area, before } = cover;
        let first = self.0.partition_point(|(at, _)| at.y < area.y0);
        for (at, number) in self.0.iter().skip(first) {
            if at.y >= area.y1 || *steps == 0 {
                return;
            }
            *steps -= 1;
            if number < before && area.holds(*at) {
                found(*number);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page with a line of characters, each ten points wide.
    fn sheet(text: &str) -> Sheet {
        let mut sheet = Sheet::of_size(50_000, 80_000);
        for (at, c) in (0..).zip(text.chars()) {
            sheet.painted.glyphs.push(Glyph {
                text: c,
                rect: Rect::new(at * 1_000, 0, at * 1_000 + 1_000, 1_000),
                turn: Turn(0),
            });
        }
        sheet
    }

    fn text(sheet: &Sheet) -> String {
        sheet
            .painted
            .glyphs
            .iter()
            .map(|glyph| glyph.text)
            .collect()
    }

    #[test]
    fn what_is_painted_over_is_not_seen() {
        let mut page = sheet("1234");
        let mut covers = Covers::default();
        covers.plain(Rect::new(0, 0, 2_000, 1_000), 1);
        covers.plain(Rect::new(2_000, 0, 3_000, 1_000), 4);
        covers.settle(&mut page);
        assert_eq!(text(&page), "24");
        assert_eq!(page.faint.len(), 2);
    }

    #[test]
    fn pictures_make_text_unknown_and_are_what_text_was_recognized_in() {
        let mut page = sheet("1234");
        let mut covers = Covers::default();
        covers.picture(Rect::new(0, 0, 1_000, 1_000), 4);
        covers.picture(Rect::new(1_000, 0, 2_000, 1_000), 0);
        for number in [1, 2] {
            covers.unpainted(number);
        }
        // As small as a figure, and nothing on it.
        covers.picture(Rect::new(9_000, 0, 10_500, 1_000), 4);
        covers.settle(&mut page);
        assert_eq!(text(&page), "\u{fffd}24\u{fffc}");
        let mut scan = sheet("12");
        let mut covers = Covers::default();
        covers.picture(Rect::new(0, 0, 50_000, 80_000), 2);
        covers.unpainted(0);
        covers.settle(&mut scan);
        assert_eq!(text(&scan), "12");
    }
}
