//! Lines through text: what they strike out is marked, and they are no ruling lines.

use gouji_document::{PICTURE, STROKE};

use crate::geometry::Rect;
use crate::glyph::{Glyph, Rule};

/// Between which heights of a character's box a line goes through it, in hundredths of that from above.
const THROUGH: std::ops::Range<i32> = 38..73;
/// How many comparisons of characters with lines a page is given.
const COMPARISONS: usize = 2_000_000;

/// Marks the characters that lines go through, and takes those lines out of the rules. Pictures are none.
pub(crate) fn mark(glyphs: &mut Vec<Glyph>, rules: &mut Vec<Rule>) {
    let mut order: Vec<(i32, usize)> = glyphs
        .iter()
        .enumerate()
        .filter(|(_, glyph)| !glyph.is_space() && glyph.text != PICTURE && glyph.turn.0 == 0)
        .map(|(number, glyph)| (glyph.rect.centre().y, number))
        .collect();
    order.sort_unstable();
    let highest = glyphs.iter().map(Glyph::size).max().unwrap_or(0);
    let mut steps = COMPARISONS;
    let mut struck = vec![false; glyphs.len()];
    rules.retain(|rule| {
        let crossed = match rule.horizontal {
            true => crossed(rule, glyphs, &order, highest, &mut steps),
            false => Vec::new(),
        };
        let is_stroke = is_stroke(rule, &crossed, glyphs);
        for number in crossed.iter().filter(|_| is_stroke) {
            struck[*number] = true;
        }
        !is_stroke
    });
    let marked = struck.iter().enumerate().filter(|(_, struck)| **struck);
    let strokes: Vec<Glyph> = marked.map(|(number, _)| stroke(&glyphs[number])).collect();
    glyphs.extend(strokes);
}

/// The characters that a line goes through.
fn crossed(
    rule: &Rule,
    glyphs: &[Glyph],
    order: &[(i32, usize)],
    highest: i32,
    steps: &mut usize,
) -> Vec<usize> {
    let first = order.partition_point(|(y, _)| *y < rule.at - highest);
    let mut found = Vec::new();
    for (y, number) in order.iter().skip(first) {
        if *y > rule.at + highest || *steps == 0 {
            break;
        }
        *steps -= 1;
        let rect = &glyphs[*number].rect;
        let height = (rule.at - rect.y0).saturating_mul(100);
        let through =
            height >= rect.height() * THROUGH.start && height < rect.height() * THROUGH.end;
        if through && (rule.from..=rule.to).contains(&rect.centre().x) {
            found.push(*number);
        }
    }
    found
}

/// Whether a line is as long as the text it goes through: ruling lines reach beyond it.
fn is_stroke(rule: &Rule, crossed: &[usize], glyphs: &[Glyph]) -> bool {
    let rects = crossed.iter().map(|number| glyphs[*number].rect);
    let text = rects.reduce(|one, other| Rect::union(&one, &other));
    text.is_some_and(|text| {
        let room = text.height();
        rule.from >= text.x0 - room
            && rule.to <= text.x1 + room
            && (rule.to - rule.from) <= text.width() + room
    })
}

/// The sign that a character is struck out, right behind it.
const fn stroke(glyph: &Glyph) -> Glyph {
    let Rect { x0, y0, x1, y1 } = glyph.rect;
    Glyph {
        text: STROKE,
        rect: Rect::new(x0 + 1, y0, x1, y1),
        ..*glyph
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Turn;

    fn marked(text: &str, at: i32, from: i32, to: i32) -> (String, usize) {
        let glyph = |(at, c): (i32, char)| Glyph {
            text: c,
            rect: Rect::new(at * 500, 0, at * 500 + 500, 1_000),
            turn: Turn(0),
        };
        let mut glyphs: Vec<Glyph> = (0..).zip(text.chars()).map(glyph).collect();
        let mut rules = vec![Rule {
            horizontal: true,
            at,
            from,
            to,
        }];
        mark(&mut glyphs, &mut rules);
        glyphs.sort_by_key(|glyph| glyph.rect.x0);
        (glyphs.iter().map(|glyph| glyph.text).collect(), rules.len())
    }

    #[test]
    fn lines_as_long_as_the_text_strike_it_out() {
        let struck = ("1\u{336}2\u{336}".to_owned(), 0);
        assert_eq!(marked("12", 550, -50, 1_050), struck);
        assert_eq!(marked("12", 650, 0, 1_000), struck);
        let whole = ("12".to_owned(), 1);
        // Below the text, and a line of a table.
        assert_eq!(marked("12", 950, 0, 1_000), whole);
        assert_eq!(marked("12", 550, -5_000, 9_000), whole);
        assert_eq!(marked("12", 10, 0, 1_000), whole);
    }
}
