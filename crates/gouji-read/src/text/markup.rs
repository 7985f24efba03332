//! The texts of cells in Markdown: escapes, emphasis, links, tags, references, text that is struck out, marks of
//! notes, and cells of several lines.

use gouji_document::{Builder, STROKE, TextRange, raised};
use gouji_model::{Place, SourceRange};
use memchr::memchr3;

use super::cell::push;
use super::ruling::trimmed;
use crate::html::inline::{Inline, inline, reference};

/// Pushes the text of a cell whose lines these are: trimmed, `<br>` as a line break, escaped signs
/// as what they stand for.
pub(super) fn push_cell(builder: &mut Builder, lines: &[(u32, &str)]) -> (TextRange, Place) {
    let blank = lines
        .first()
        .map_or(0, |(start, text)| start + text.len() as u32);
    if let [line] = lines {
        let (start, text) = inner(*line);
        if !has_special(text) {
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

/// Whether a text has a character with which mark-up begins.
fn has_special(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr3(b'<', b'\\', b'&', bytes).is_some() || memchr3(b'~', b'[', b'^', bytes).is_some()
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
    let mut struck = Vec::new();
    for (at, text) in lines {
        if end > start {
            builder.push_replaced("\n", SourceRange::new(end, *at));
        }
        push_tagged(builder, text, *at, &mut struck);
        end = at + text.len() as u32;
    }
    let mut range = builder.trimmed_since(from);
    if range.start == range.end && !struck.is_empty() {
        struck
            .iter()
            .for_each(|(at, text)| push_struck(builder, text, *at));
        range = builder.trimmed_since(from);
    }
    builder.push_copied("\n", end);
    (range, Place::Text(SourceRange::new(start, end)))
}

/// Pushes a text as far as its tags show it, and collects what is struck out.
fn push_tagged<'s>(
    builder: &mut Builder,
    text: &'s str,
    start: u32,
    struck: &mut Vec<(u32, &'s str)>,
) {
    if !has_tags(text) {
        return push_marked(builder, text, start, struck);
    }
    for part in inline(text) {
        match part {
            Inline::Shown { start: at, end } => {
                let text = text.get(at..end).unwrap_or_default();
                push_marked(builder, text, start + at as u32, struck);
            }
            Inline::Raised { start: at, end } => {
                let text = text.get(at..end).unwrap_or_default();
                let place = SourceRange::new(start + at as u32, start + end as u32);
                builder.push_replaced(&raised(text), place);
            }
            Inline::Struck { start: at, end } => {
                let text = text.get(at..end).unwrap_or_default();
                struck.push((start + at as u32, text));
            }
            Inline::Break { start: at, end } => {
                let place = SourceRange::new(start + at as u32, start + end as u32);
                builder.push_replaced("\n", place);
            }
        }
    }
}

/// Whether a text has a tag or a comment.
fn has_tags(text: &str) -> bool {
    let begins = |c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!');
    let mut after = text.match_indices('<').map(|(at, _)| &text[at + 1..]);
    after.any(|rest| rest.starts_with(begins))
}

/// Pushes a text with what its mark-up stands for, and collects what is struck out.
fn push_marked<'s>(
    builder: &mut Builder,
    text: &'s str,
    start: u32,
    struck: &mut Vec<(u32, &'s str)>,
) {
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let here = start + at as u32;
        let is_begun = text[..at].ends_with(|c: char| !c.is_whitespace());
        let strikes = if is_begun { &STRIKES[..1] } else { &STRIKES };
        if let Some((inside, sign)) = between(rest, strikes) {
            struck.push((here + sign as u32, inside));
            at += inside.len() + 2 * sign;
        } else if let Some((inside, sign)) = between(rest, &["^"]) {
            let place = SourceRange::new(here, here + (inside.len() + 2 * sign) as u32);
            builder.push_replaced(&raised(inside), place);
            at += inside.len() + 2 * sign;
        } else if let Some((shown, taken)) = markup(rest) {
            builder.push_replaced(shown, SourceRange::new(here, here + taken as u32));
            at += taken;
        } else if let Some((meaning, taken)) = reference(rest) {
            let mut room = [0; 4];
            let shown = meaning.encode_utf8(&mut room);
            builder.push_replaced(shown, SourceRange::new(here, here + taken as u32));
            at += taken;
        } else {
            let plain = first_special(rest);
            builder.push_copied(&rest[..plain], here);
            at += plain;
        }
    }
}

/// What stands around text that is struck out; a single sign within a word stands between figures (`1~2`).
const STRIKES: [&str; 2] = ["~~", "~"];

/// What stands between two signs of a kind at the start of a text, and the length of a sign: `~~9~~`, `^1^`. Of
/// single signs no space stands within.
fn between<'t>(text: &'t str, signs: &[&str]) -> Option<(&'t str, usize)> {
    let sign = signs.iter().find(|sign| text.starts_with(**sign))?;
    let inside = &text[sign.len()..];
    let inside = &inside[..inside.find(sign).filter(|end| *end > 0)?];
    let is_apart = sign.len() == 1 && inside.contains(char::is_whitespace);
    (!is_apart).then_some((inside, sign.len()))
}

/// Pushes a text as one that is struck out.
fn push_struck(builder: &mut Builder, text: &str, start: u32) {
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let at = start + at as u32;
        let shown = String::from_iter([c, STROKE]);
        builder.push_replaced(&shown, SourceRange::new(at, at + c.len_utf8() as u32));
    }
}

/// What may stand around the whole text of a cell.
const AROUND: [&str; 7] = ["**", "__", "*", "_", "`", "$", "=="];

/// The text of a cell without white space, emphasis and a link around it, and where it starts.
fn plain(text: &str) -> (&str, usize) {
    let mut inner = trimmed(text);
    while let Some(inside) = emphasized(inner).or_else(|| linked(inner)) {
        inner = inside.trim();
    }
    (inner, inner.as_ptr() as usize - text.as_ptr() as usize)
}

/// What stands between signs of emphasis.
fn emphasized(text: &str) -> Option<&str> {
    AROUND.iter().find_map(|sign| {
        let inside = text.strip_prefix(sign)?.strip_suffix(sign)?;
        let is_whole = !inside.trim().is_empty() && !inside.contains(sign);
        is_whole.then_some(inside)
    })
}

/// The text of a link: `[12](page.html)`.
fn linked(text: &str) -> Option<&str> {
    let (inside, target) = text.strip_prefix('[')?.split_once("](")?;
    let is_whole = target.find(')') == Some(target.len() - 1) && !inside.contains(['[', ']']);
    is_whole.then_some(inside)
}

/// What stands for the mark of a note.
const NOTE: &str = "¹";

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
    let note = text.strip_prefix("[^")?;
    let length = note.find(']').filter(|length| *length > 0)?;
    Some((NOTE, length + 3))
}

/// Where the next mark-up of a cell begins, after its first character.
fn first_special(text: &str) -> usize {
    let first = text.chars().next().map_or(0, char::len_utf8);
    text[first..]
        .find(['\\', '&', '~', '[', '^'])
        .map_or(text.len(), |at| first + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(cell: &str) -> String {
        let mut builder = Builder::default();
        let (range, _) = push_cell(&mut builder, &[(0, cell)]);
        builder.text(range).to_owned()
    }

    #[test]
    fn marked_up_figures_are_figures() {
        for (cell, text) in [
            ("**12**", "12"),
            (" *12* ", "12"),
            ("_12_", "12"),
            ("***12***", "12"),
            ("`12`", "12"),
            ("$12$", "12"),
            ("[12](a.html)", "12"),
            ("**[12](a.html \"x\")**", "12"),
            ("~~9~~ 12", "12"),
            ("~~9~~", "9\u{336}"),
            ("~9~ 12", "12"),
            ("12^1^", "12¹"),
            ("12^[2]^", "12⁽²⁾"),
            ("==12==", "12"),
            ("==", "=="),
            ("10^3", "10^3"),
            ("1 ~ 2 ~ 3", "1 ~ 2 ~ 3"),
            ("1~2~3", "1~2~3"),
            ("12[^1]", "12¹"),
            ("12<sup>1</sup>", "12¹"),
            ("12<span style=\"vertical-align:super\">[2]</span>", "12⁽²⁾"),
            ("m<sup>nd</sup>", "mnd"),
            ("&nbsp;12&emsp;", "12"),
            ("a&lt;b", "a<b"),
            ("<font color=red>12</font>", "12"),
            ("<span style=\"display:none\">9</span>12", "12"),
            ("<del>9</del><ins>12</ins>", "12"),
            ("<del>9</del>", "9\u{336}"),
            ("<!-- 9 -->12", "12"),
            ("甲<br>乙<br/>丙", "甲\n乙\n丙"),
            ("3\\.其他", "3.其他"),
            ("*", "*"),
            ("**", "**"),
            ("_", "_"),
            ("*1* *2*", "*1* *2*"),
            ("[1] [2](x)", "[1] [2](x)"),
            ("<5", "<5"),
            ("1~2", "1~2"),
            ("AT&T", "AT&T"),
        ] {
            assert_eq!(shown(cell), text, "{cell}");
        }
    }
}
