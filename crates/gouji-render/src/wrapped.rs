//! Text in lines no wider than the terminal.

use unicode_width::UnicodeWidthStr;

/// A text in lines no wider than the terminal behind a number; later ones are indented as far.
pub(crate) fn wrapped(number: &str, text: &str, width: usize) -> String {
    let mut lines = String::new();
    let mut line = number.to_owned();
    let indent = " ".repeat(number.width());
    // Measured from its beginning for each piece, a line would be measured as often as it has characters.
    let adds_up = text.chars().all(is_common);
    let mut taken = indent.len();
    for piece in pieces(text) {
        let shown = piece.trim_end();
        let own = shown.width();
        if taken > indent.len() && taken + own > width {
            lines.push_str(line.trim_end());
            lines.push('\n');
            line.clone_from(&indent);
            taken = indent.len();
        }
        line.push_str(piece);
        taken = match adds_up {
            true => taken + own + piece[shown.len()..].width(),
            false => line.width(),
        };
    }
    lines.push_str(line.trim_end());
    lines.push('\n');
    lines
}

/// Whether a character is as wide among others as it is alone, as all are that reports have.
pub(crate) const fn is_common(c: char) -> bool {
    matches!(
        c,
        ' '..='~' | '—' | '‘' | '’' | '“' | '”' | '…' | '→' | '·' | '×' | '\u{3000}'..='\u{3011}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}'
    )
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
            // Measured as a whole each time, it is broken at the same places.
            let marked = wrapped(" 1. ", &format!("{text}\u{200b}"), width);
            assert_eq!(marked.replace('\u{200b}', ""), lines);
            let joined: String = lines.lines().map(str::trim_start).collect();
            assert_eq!(
                joined.replace(' ', ""),
                format!("1.{text}").replace(' ', "")
            );
        }
    }
}
