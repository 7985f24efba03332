//! The text of a table cell: its lines joined as they were before the cell's width broke them.

use crate::geometry::Rect;
use crate::line::{Line, is_wide};

/// Usual space between a cell's text and its lines, in hundredths of a point.
const PADDING: i32 = 540;

/// The text of a cell's lines. A line that could have held the beginning of the next one was
/// ended on purpose and stays a line.
pub(crate) fn text(lines: &[Line], cell: &Rect) -> String {
    let texts: Vec<String> = lines.iter().map(Line::text).collect();
    if is_vertical(&texts) {
        return texts.concat();
    }
    let padding = padding(lines, cell);
    let mut joined = String::new();
    let mut before: Option<&Line> = None;
    for (line, text) in lines.iter().zip(&texts) {
        if let Some(before) = before {
            let room = cell.width() - before.rect.width() - 2 * padding;
            let counts = is_counted(&joined, text);
            let ended = line.first_word_width() <= room && !counts;
            joined.push_str(separator(&joined, text, ended));
        }
        joined.push_str(text);
        before = Some(line);
    }
    joined
}

/// Whether the last line of a cell has no room for another character.
pub(crate) fn is_full(lines: &[Line], cell: &Rect) -> bool {
    let padding = padding(lines, cell);
    let room = |line: &Line| cell.width() - line.rect.width() - 2 * padding;
    lines.last().is_some_and(|line| room(line) < line.size())
}

/// Whether what stands on a line of its own is what the figure before counts, such as 件: nobody
/// parts the two on purpose.
fn is_counted(before: &str, after: &str) -> bool {
    let mut characters = after.chars();
    let alone = characters.next().is_some_and(is_wide) && characters.next().is_none();
    alone && !before.is_empty() && before.chars().all(|c| c.is_ascii_digit())
}

/// Whether a label is written from top to bottom: a character a line, numbering aside.
fn is_vertical(texts: &[String]) -> bool {
    let lengths: Vec<usize> = texts.iter().map(|text| text.chars().count()).collect();
    let single = lengths.iter().filter(|length| **length == 1).count();
    let longest = lengths.iter().copied().max().unwrap_or(0);
    let wide = texts
        .iter()
        .all(|text| text.chars().next().is_some_and(is_wide));
    wide && longest <= 2 && lengths.len() >= 2 && single * 2 >= lengths.len()
}

/// The space kept free at the sides: the usual one, or less where a line needs it.
fn padding(lines: &[Line], cell: &Rect) -> i32 {
    let free = |line: &Line| (line.rect.x0 - cell.x0).min(cell.x1 - line.rect.x1);
    lines.iter().map(free).min().unwrap_or(0).clamp(0, PADDING)
}

/// What stands between two lines of one text.
pub(crate) fn separator(before: &str, after: &str, ended: bool) -> &'static str {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
        return "";
    };
    let number = last.is_ascii_digit() && (first.is_ascii_digit() || first == '.');
    match () {
        () if ended => "\n",
        () if number || is_wide(last) || is_wide(first) => "",
        () if last.is_alphanumeric() && first.is_alphanumeric() => " ",
        () => "",
    }
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::geometry::{Rect, Turn};
    use crate::glyph::Glyph;
    use crate::line::{Line, is_wide, lines};

    fn set(texts: &[&str], left: i32) -> Vec<Line> {
        let mut glyphs = Vec::new();
        for (row, line) in (0..).zip(texts) {
            let mut x = left;
            for c in line.chars() {
                let width = if is_wide(c) { 1000 } else { 500 };
                let y = row * 1500;
                glyphs.push(Glyph {
                    text: c,
                    rect: Rect::new(x, y, x + width, y + 1000),
                    turn: Turn(0),
                });
                x += width;
            }
        }
        lines(glyphs)
    }

    #[test]
    fn lines_broken_by_the_width_are_joined() {
        let cell = Rect::new(0, 0, 6000, 3000);
        assert_eq!(
            text(&set(&["（三）不予", "公开"], 500), &cell),
            "（三）不予公开"
        );
        let narrow = Rect::new(0, 0, 2600, 3000);
        assert_eq!(text(&set(&["1023", "4"], 300), &narrow), "10234");
    }

    #[test]
    fn lines_ended_on_purpose_stay() {
        let cell = Rect::new(0, 0, 9000, 3000);
        assert_eq!(text(&set(&["12", "34"], 500), &cell), "12\n34");
    }

    #[test]
    fn a_figure_and_what_it_counts_are_one_text() {
        let cell = Rect::new(0, 0, 9000, 3000);
        assert_eq!(text(&set(&["819", "件"], 3000), &cell), "819件");
    }

    #[test]
    fn vertical_labels_are_one_text() {
        let cell = Rect::new(0, 0, 9000, 30000);
        let label = ["三、", "本", "年", "度", "结", "果"];
        assert_eq!(text(&set(&label, 4000), &cell), "三、本年度结果");
    }
}
