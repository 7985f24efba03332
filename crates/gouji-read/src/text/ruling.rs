//! Rulings: lines that draw a table and hold nothing of it.
//!
//! `|---|:-:|` of Markdown, `+----+====+` of grid tables, `├───┼───┤` of drawings, and the dashes
//! that set the columns of a table without bars. A dash may also be a value that stands for
//! nothing, so a line is a ruling only where it draws more than single dashes.

use unicode_width::UnicodeWidthChar;

/// What stands between the cells of a row.
pub(super) const BARS: [char; 9] = ['|', '｜', '│', '┃', '║', '┆', '┇', '┊', '┋'];

/// Fewest strokes side by side of a ruling without bars.
const FEWEST_STROKES: usize = 3;

/// Whether a character draws a line from left to right.
pub(super) const fn is_stroke(c: char) -> bool {
    matches!(
        c,
        '-' | '=' | '─' | '━' | '═' | '┄' | '┅' | '┈' | '┉' | '╌' | '╍'
    )
}

/// Whether lines cross or meet in a character.
pub(super) const fn is_joint(c: char) -> bool {
    matches!(c, '+' | '┌'..='╋' | '╒'..='╬')
}

/// Whether a line is nothing but strokes and joints, with or without bars and the colons that
/// align columns in Markdown.
pub(crate) fn is_ruling(line: &str) -> bool {
    let barred = line.contains(BARS);
    let aligned = barred || line.contains('+');
    let (mut longest, mut strokes) = (0, 0);
    for c in line.chars() {
        strokes = if is_stroke(c) { strokes + 1 } else { 0 };
        longest = longest.max(strokes);
        let drawn = is_stroke(c) || is_joint(c) || BARS.contains(&c) || c.is_whitespace();
        if !(drawn || (aligned && c == ':')) {
            return false;
        }
    }
    longest >= if barred { 2 } else { FEWEST_STROKES } || (barred && is_aligning(line))
}

/// Whether the colons of `|:-:|` show a line to be a ruling.
fn is_aligning(line: &str) -> bool {
    line.contains(':') && is_dashed(line)
}

/// Whether each of several cells is dashes alone: `|-|-|`. Such a line may be one of values that
/// stand for nothing.
pub(super) fn is_dashed(line: &str) -> bool {
    let cells = || line.trim().trim_matches(BARS).split(BARS).map(str::trim);
    let dashes = |cell: &str| {
        let inner = cell.trim_matches(':');
        !inner.is_empty() && inner.chars().all(|c| c == '-')
    };
    line.contains(BARS) && cells().take(2).count() == 2 && cells().all(dashes)
}

/// How wide a character is on a screen.
pub(super) fn width(c: char) -> u32 {
    // The common ones are told without the tables.
    match c {
        ' '..='~' => 1,
        '\u{4e00}'..='\u{9fff}' => 2,
        c => c.width().unwrap_or(0) as u32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rulings_of_every_kind() {
        for line in [
            "|---|---|",
            "|--|--|",
            "| :-: | --- |",
            "|:-:|:-:|",
            "\u{3000}| --- | --- |",
            "---|---",
            "|------+------|",
            "+---+===+",
            "+:==:+---:+",
            "  ---- ------  ---",
            "├────┼────┤",
            "╔════╦════╗",
        ] {
            assert!(is_ruling(line), "{line}");
        }
        for line in [
            "| - | - |",
            "- - -",
            "--  --",
            "-3-",
            "| --- | 无 |",
            "│ 0 │",
            "A---B",
        ] {
            assert!(!is_ruling(line), "{line}");
        }
        assert!(is_dashed("| - | - |"));
        assert!(!is_dashed("- |"));
        assert!(!is_dashed("| - |  |"));
    }
}
