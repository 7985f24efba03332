//! Text in lines no wider than the terminal.

use unicode_width::UnicodeWidthStr;

/// A text in lines no wider than the terminal behind a number; later ones are indented as far.
pub(crate) fn wrapped(number: &str, text: &str, width: usize) -> String {
    let mut lines = String::new();
    let mut line = number.to_owned();
    let indent = " ".repeat(number.width());
    for piece in pieces(text) {
        let begun = line.width() > indent.width();
        if begun && line.width() + piece.trim_end().width() > width {
            lines.push_str(line.trim_end());
            lines.push('\n');
            line.clone_from(&indent);
        }
        line.push_str(piece);
    }
    lines.push_str(line.trim_end());
    lines.push('\n');
    lines
}

/// Where a line may be broken: behind spaces, and before and behind wide characters.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let opens = |c: char| "“‘（《".contains(c);
        let closes = |c: char| "”’）》，。；：、".contains(c);
        let is_wide = |c: char| c >= '\u{2e80}';
        let breaks = before.is_some_and(|before| {
            let free = before == ' ' || is_wide(before) || is_wide(c) || opens(c);
            free && !opens(before) && !closes(c) && c != ' '
        });
        if breaks {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    pieces.push(&text[start..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_no_wider_than_the_terminal() {
        let text =
            "35:22  “（七）总计”行“自然人”列：21 → 12（相邻两位数字颠倒），改后 4 条关系成立";
        for width in [20, 33, 60] {
            let lines = wrapped(" 1. ", text, width);
            assert!(lines.lines().all(|line| line.width() <= width), "{lines}");
            let joined: String = lines.lines().map(str::trim_start).collect();
            assert_eq!(
                joined.replace(' ', ""),
                format!("1.{text}").replace(' ', "")
            );
        }
    }
}
