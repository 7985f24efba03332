//! A page as it was painted, and how it is laid upright.

use std::collections::BTreeMap;

use gouji_document::unified;

use crate::cut_off::CutOff;
use crate::geometry::{Frame, Rect, Turn};
use crate::glyph::{Glyph, Rule};
use crate::struck;

/// What a page shows.
#[derive(Clone, Debug, Default)]
pub struct Painted {
    /// The size of the page. Its turn is found from its glyphs, whatever is given.
    pub frame: Frame,
    /// Its characters in the order painted.
    pub glyphs: Vec<Glyph>,
    /// Its ruling lines in any order.
    pub rules: Vec<Rule>,
    /// Text that its cell shows in part only.
    pub cut_off: Vec<CutOff>,
    /// The areas filled below its text, in any order.
    pub areas: Vec<Rect>,
}

impl Painted {
    /// The page laid upright if most of its text is turned, with glyphs painted twice taken once
    /// and radicals taken for the characters they look like.
    pub(crate) fn readable(mut self) -> Self {
        self.frame.turn = self.most_frequent_turn();
        let frame = self.frame;
        for glyph in &mut self.glyphs {
            glyph.text = unified(glyph.text);
            glyph.rect = frame.upright(glyph.rect);
            glyph.turn = Turn((glyph.turn.0 + 4 - frame.turn.0) % 4);
        }
        for rule in &mut self.rules {
            *rule = upright(&frame, *rule);
        }
        for area in &mut self.areas {
            *area = frame.upright(*area);
        }
        for cut in &mut self.cut_off {
            cut.lay_upright(&frame);
        }
        drop_doubles(&mut self.glyphs);
        struck::mark(&mut self.glyphs, &mut self.rules);
        self
    }

    fn most_frequent_turn(&self) -> Turn {
        let mut counts = [0_usize; 4];
        for glyph in self.glyphs.iter().filter(|glyph| !glyph.is_space()) {
            if let Some(count) = counts.get_mut(usize::from(glyph.turn.0 % 4)) {
                *count += 1;
            }
        }
        let most = (0_u8..4).zip(counts).rev().max_by_key(|(_, count)| *count);
        Turn(most.map_or(0, |(turn, _)| turn))
    }
}

fn upright(frame: &Frame, rule: Rule) -> Rule {
    let rect = match rule.horizontal {
        true => Rect::new(rule.from, rule.at, rule.to, rule.at),
        false => Rect::new(rule.at, rule.from, rule.at, rule.to),
    };
    let rect = frame.upright(rect);
    let horizontal = rule.horizontal != (frame.turn.0 % 2 == 1);
    let (at, from, to) = match horizontal {
        true => (rect.y0, rect.x0, rect.x1),
        false => (rect.x0, rect.y0, rect.y1),
    };
    Rule {
        horizontal,
        at,
        from,
        to,
    }
}

/// Bold type is often faked by painting a glyph twice, a hair's breadth apart.
fn drop_doubles(glyphs: &mut Vec<Glyph>) {
    const RASTER: i32 = 400;
    let mut seen: BTreeMap<(char, i32, i32), Vec<Rect>> = BTreeMap::new();
    glyphs.retain(|glyph| {
        let (x, y) = (
            glyph.rect.x0.div_euclid(RASTER),
            glyph.rect.y0.div_euclid(RASTER),
        );
        let near = |other: &Rect| {
            let apart = (other.x0 - glyph.rect.x0)
                .abs()
                .max((other.y0 - glyph.rect.y0).abs());
            apart * 6 <= glyph.size().min(RASTER * 6)
        };
        let neighbours = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy)));
        let double = neighbours
            .filter_map(|(x, y)| seen.get(&(glyph.text, x, y)))
            .any(|rects| rects.iter().any(near));
        if !double {
            seen.entry((glyph.text, x, y)).or_default().push(glyph.rect);
        }
        !double
    });
}

#[cfg(test)]
mod tests {
    use super::Painted;
    use crate::geometry::{Rect, Turn};
    use crate::glyph::Glyph;

    fn glyph(text: char, x: i32) -> Glyph {
        Glyph {
            text,
            rect: Rect::new(x, 0, x + 600, 1200),
            turn: Turn(0),
        }
    }

    #[test]
    fn fake_bold_counts_once_and_repeated_digits_twice() {
        let page = Painted {
            glyphs: vec![
                glyph('1', 0),
                glyph('1', 30),
                glyph('1', 600),
                glyph('1', 630),
            ],
            ..Painted::default()
        };
        assert_eq!(page.readable().glyphs.len(), 2);
    }
}
