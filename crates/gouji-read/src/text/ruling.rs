//! Rulings: lines that draw a table and hold nothing of it.
//!
//! `|---|:-:|` of Markdown, `+----+====+` of grid tables, `├───┼───┤` of drawings, and the dashes
//! that set the columns of a table without bars. A dash may also be a value that stands for
//! nothing, so a line is a ruling only where it draws more than single dashes.

use memchr::memchr3_iter;
use unicode_width::UnicodeWidthChar;

/// Whether a character stands between the cells of a row.
pub(super) const fn is_bar(c: char) -> bool {
    matches!(c, '|' | '｜' | '│' | '┃' | '║' | '┆' | '┇' | '┊' | '┋')
}

/// The bytes that bars begin with: that of `|`, of the drawn ones, and of `｜`.
const BAR_BYTES: [u8; 3] = [b'|', 0xe2, 0xef];

/// Where bars begin in a text, and where they end.
pub(super) fn bars(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let [plain, drawn, wide] = BAR_BYTES;
    memchr3_iter(plain, drawn, wide, text.as_bytes()).filter_map(|at| {
        let bar = text.get(at..)?.chars().next().filter(|c| is_bar(*c))?;
        Some((at, at + bar.len_utf8()))
    })
}

/// Whether a text has a bar.
pub(super) fn has_bar(text: &str) -> bool {
    bars(text).next().is_some()
}

/// A text without white space around it. Columns are mostly padded with plain spaces.
pub(super) fn trimmed(text: &str) -> &str {
    let is_text = |byte: &u8| *byte != b' ';
    let bytes = text.as_bytes();
    let from = bytes.iter().position(is_text).unwrap_or(0);
    let to = bytes.iter().rposition(is_text).map_or(from, |at| at + 1);
    match text.get(from..to).unwrap_or(text).trim() {
        // Nothing stands where the text begins.
        "" => text.get(..0).unwrap_or_default(),
        inner => inner,
    }
}

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
    let (mut longest, mut strokes) = (0, 0);
    let (mut barred, mut crossed, mut colons) = (false, false, false);
    for c in line.chars() {
        if is_stroke(c) {
            strokes += 1;
            longest = longest.max(strokes);
            continue;
        }
        strokes = 0;
        match c {
            ' ' => {}
            ':' => colons = true,
            '+' => crossed = true,
            c if is_bar(c) => barred = true,
            c if is_joint(c) || c.is_whitespace() => {}
            _ => return false,
        }
    }
    if colons && !(barred || crossed) {
        return false;
    }
    // The colons of `|:-:|` show a line to be a ruling.
    longest >= if barred { 2 } else { FEWEST_STROKES } || (barred && colons && is_dashed(line))
}

/// Whether each of several cells is dashes alone: `|-|-|`. Such a line may be one of values that
/// stand for nothing.
pub(super) fn is_dashed(line: &str) -> bool {
    let may_be = |c: char| is_dash(c) || c == ':' || is_bar(c) || c.is_whitespace();
    if !line.chars().all(may_be) {
        return false;
    }
    let cells = || {
        line.trim()
            .trim_matches(is_bar)
            .split(is_bar)
            .map(str::trim)
    };
    let dashes = |cell: &str| {
        let inner = cell.trim_matches(':');
        !inner.is_empty() && inner.chars().all(is_dash)
    };
    has_bar(line) && cells().take(2).count() == 2 && cells().all(dashes)
}

/// Whether a character is a dash, also one that a program for texts makes of others.
const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '—' | '–' | '－' | '‐' | '−')
}

/// How wide a character is on a screen.
#[inline]
pub(super) fn width(c: char) -> u32 {
    // The common ones are recognized without the tables.
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
