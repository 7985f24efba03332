//! The texts of cells in Markdown: escapes, bold type, `<br>`, and cells of several lines.

use gouji_document::{Builder, TextRange};
use gouji_model::{Place, SourceRange};
use memchr::memchr2;

use super::cell::push;
use super::ruling::trimmed;

/// Pushes the text of a cell whose lines these are: trimmed, `<br>` as a line break, escaped signs
/// as what they stand for.
pub(super) fn push_cell(builder: &mut Builder, lines: &[(u32, &str)]) -> (TextRange, Place) {
    let blank = lines
        .first()
        .map_or(0, |(start, text)| start + text.len() as u32);
    if let [line] = lines {
        let (start, text) = inner(*line);
        let special = memchr2(b'<', b'\\', text.as_bytes()).is_some();
        if !special || !(text.contains("<br") || text.contains('\\')) {
            return push(builder, text, start);
        }
    }
    let lines = lines.iter().copied().map(inner);
    let filled: Vec<(u32, &str)> = lines.filter(|(_, text)| !text.is_empty()).collect();
    push_lines(builder, &filled, blank)
}

/// A line of a cell without what stands around its text.
fn inner((start, text): (u32, &str)) -> (u32, &str) {
    let (inner, before) = plain(text);
    (start + before as u32, inner)
}

/// Pushes the lines of one cell; without any it is blank and stands at `blank`.
pub(super) fn push_lines(
    builder: &mut Builder,
    lines: &[(u32, &str)],
    blank: u32,
) -> (TextRange, Place) {
    let from = builder.position();
    let start = lines.first().map_or(blank, |(start, _)| *start);
    let mut end = start;
    for (at, text) in lines {
        if end > start {
            builder.push_replaced("\n", SourceRange::new(end, *at));
        }
        push_marked(builder, text, *at);
        end = at + text.len() as u32;
    }
    let range = builder.trimmed_since(from);
    builder.push_copied("\n", end);
    (range, Place::Text(SourceRange::new(start, end)))
}

/// Pushes a text with what its mark-up stands for.
fn push_marked(builder: &mut Builder, text: &str, start: u32) {
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let here = start + at as u32;
        if let Some((shown, taken)) = markup(rest) {
            builder.push_replaced(shown, SourceRange::new(here, here + taken as u32));
            at += taken;
        } else {
            let plain = first_special(rest);
            builder.push_copied(&rest[..plain], here);
            at += plain;
        }
    }
}

/// The text of a cell without white space and bold type around it, and where it starts.
fn plain(text: &str) -> (&str, usize) {
    let inner = trimmed(text);
    let bold = inner
        .strip_prefix("**")
        .and_then(|rest| rest.strip_suffix("**"));
    let inner = bold.map_or(inner, str::trim);
    (inner, inner.as_ptr() as usize - text.as_ptr() as usize)
}

/// The mark-up a text starts with: what it stands for and its length. A backslash before a
/// punctuation mark is not printed; at the end of a line it breaks it.
fn markup(text: &str) -> Option<(&str, usize)> {
    if let Some(escaped) = text.strip_prefix('\\') {
        let sign = escaped.chars().next().filter(char::is_ascii_punctuation);
        return match sign {
            Some('\\') if escaped.len() == 1 => Some(("", 2)),
            Some(_) => escaped.get(..1).map(|shown| (shown, 2)),
            None => escaped.trim().is_empty().then_some(("", 1)),
        };
    }
    let rest = text.strip_prefix("<br")?;
    let inside = rest.trim_start_matches([' ', '/']);
    let close = text.len() - inside.len();
    inside.starts_with('>').then_some(("\n", close + 1))
}

/// Where the next mark-up of a cell begins, after its first character.
fn first_special(text: &str) -> usize {
    let first = text.chars().next().map_or(0, char::len_utf8);
    text[first..]
        .find(['<', '\\'])
        .map_or(text.len(), |at| first + at)
}
