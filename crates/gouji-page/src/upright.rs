//! Text written from top to bottom: in several columns it reads from right to left.
//!
//! Nothing says so but how close the characters stand: along a line of text they touch, and
//! between lines there is room.

use crate::glyph::Glyph;
use crate::line::is_wide;

/// Farthest that the next character of a text begins from the last, in hundredths of its size: in
/// columns of at least three characters, and in shorter ones.
const TIGHT: i32 = 130;
const TOUCHING: i32 = 106;
/// Fewest characters of a column that shows by itself what it is.
const TALL: usize = 3;
/// How much farther apart columns stand than characters, in hundredths: beside tall columns, and
/// beside shorter ones.
const APART: i32 = 108;
const WELL_APART: i32 = 125;
/// Longest text that stands upright in a cell.
const LONGEST: usize = 200;
/// Farthest that columns stand from one another, in hundredths of the size.
const FARTHEST: i32 = 260;

/// The text of a cell whose characters stand in two or more upright columns; none where they may
/// as well stand in lines.
pub(crate) fn text(glyphs: &[Glyph]) -> Option<String> {
    let letters: Vec<&Glyph> = glyphs.iter().filter(|glyph| !glyph.is_space()).collect();
    let size = letters.iter().map(|glyph| side(glyph)).max()?;
    let stands = |glyph: &&Glyph| is_wide(glyph.text) || glyph.turn.0 > 0;
    let words = letters.iter().any(|glyph| !glyph.text.is_numeric());
    if letters.len() > LONGEST || !words || !letters.iter().all(stands) {
        return None;
    }
    let columns = columns(letters, size);
    let steps = |column: &Vec<&Glyph>| -> Vec<i32> {
        let middles = column.iter().map(|glyph| glyph.rect.centre().y);
        let middles: Vec<i32> = middles.collect();
        middles.windows(2).map(|pair| pair[1] - pair[0]).collect()
    };
    let down = columns.iter().flat_map(steps).max()?;
    let middles: Vec<i32> = columns.iter().map(|column| middle(column)).collect();
    let between = middles.windows(2).map(|pair| pair[0] - pair[1]);
    let (least, most) = (between.clone().min()?, between.max()?);
    let tallest = columns.iter().map(Vec::len).max()?;
    let (tight, apart) = match tallest >= TALL {
        true => (TIGHT, APART),
        false => (TOUCHING, WELL_APART),
    };
    let upright = down * 100 <= size * tight
        && least * 100 >= down * apart
        && least >= size
        && most * 100 <= size * FARTHEST;
    let text = columns.iter().flatten().map(|glyph| glyph.text);
    upright.then(|| text.collect())
}

/// The longer side of a character's box: turned brackets are low.
fn side(glyph: &Glyph) -> i32 {
    glyph.rect.width().max(glyph.rect.height())
}

fn middle(column: &[&Glyph]) -> i32 {
    column.first().map_or(0, |glyph| glyph.rect.centre().x)
}

/// Characters that stand one above the other, from the right, each column from the top.
fn columns(mut letters: Vec<&Glyph>, size: i32) -> Vec<Vec<&Glyph>> {
    letters.sort_by_key(|glyph| (std::cmp::Reverse(glyph.rect.centre().x), glyph.rect.y0));
    let mut columns: Vec<Vec<&Glyph>> = Vec::new();
    for glyph in letters {
        let same = |column: &Vec<&Glyph>| (middle(column) - glyph.rect.centre().x) * 2 <= size;
        match columns.last_mut() {
            Some(column) if same(column) => column.push(glyph),
            _ => columns.push(vec![glyph]),
        }
    }
    for column in &mut columns {
        column.sort_by_key(|glyph| glyph.rect.y0);
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::geometry::{Rect, Turn};
    use crate::glyph::Glyph;

    /// Characters 10 points wide and high, so far from one another to the right and down.
    fn set(rows: &[&str], (right, down): (i32, i32)) -> Vec<Glyph> {
        let mut glyphs = Vec::new();
        for (row, line) in (0..).zip(rows) {
            for (column, text) in (0..).zip(line.chars()) {
                let (x, y) = (column * right, row * down);
                glyphs.push(Glyph {
                    text,
                    rect: Rect::new(x, y, x + 1000, y + 1000),
                    turn: Turn(0),
                });
            }
        }
        glyphs
    }

    #[test]
    fn columns_apart_read_from_the_right() {
        let label = ["他其", "处︵", "理六", "\u{3000}︶"];
        assert_eq!(
            text(&set(&label, (1400, 1000))).as_deref(),
            Some("其︵六︶他处理")
        );
    }

    #[test]
    fn short_columns_are_recognized_where_their_characters_touch() {
        let label = ["他）（", "处其六"];
        assert_eq!(
            text(&set(&label, (1440, 1000))).as_deref(),
            Some("（六）其他处")
        );
        assert_eq!(text(&set(&label, (1440, 1170))), None);
        assert_eq!(text(&set(&["１２", "３４"], (1440, 1000))), None);
    }

    #[test]
    fn lines_apart_are_no_columns() {
        let label = ["本年", "度办", "理结", "果"];
        assert_eq!(text(&set(&label, (1000, 1400))), None);
        assert_eq!(text(&set(&label, (1100, 1200))), None);
        assert_eq!(text(&set(&label, (1000, 1000))), None);
    }
}
