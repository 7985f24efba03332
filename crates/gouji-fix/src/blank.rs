//! Where in a blank cell its figure goes: in a web page inside the tags that would hold it, so that
//! it looks as the figures around it; between the bars of a text table with a space on either side.

use std::ops::Range;

/// Elements that give text its look and may hold it.
const HOLDERS: [&str; 12] = [
    "p", "span", "div", "font", "center", "b", "strong", "i", "em", "u", "big", "small",
];

/// Most tags entered: more are no cell's.
const DEEPEST: usize = 16;

/// The place for a figure in the text of a file, from where a blank cell begins.
pub(crate) fn within_tags(text: &str, begin: usize) -> usize {
    let mut at = begin;
    for _ in 0..DEEPEST {
        let Some(rest) = text.get(at..) else { break };
        let tag = rest.trim_start();
        let Some(length) = opening(tag) else { break };
        at += rest.len() - tag.len() + length;
    }
    at
}

/// The spaces between the two bars around a place, where there is nothing else between them.
pub(crate) fn between_bars(text: &str, place: usize) -> Option<Range<usize>> {
    let (before, after) = (text.get(..place)?, text.get(place..)?);
    let start = before.trim_end_matches(' ');
    let end = after.trim_start_matches(' ');
    let spaces = start.len()..text.len() - end.len();
    (start.ends_with('|') && end.starts_with('|') && !spaces.is_empty()).then_some(spaces)
}

/// A figure with a space on either side, as wide as the spaces it stands in for where it can be.
pub(crate) fn padded(figure: &str, width: usize) -> String {
    let rest = width.saturating_sub(1).max(figure.len() + 1);
    format!(" {figure:<rest$}")
}

/// The length of the tag a text begins with, where it opens an element that may hold the figure.
fn opening(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('<')?;
    let name = inside.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    if !HOLDERS
        .iter()
        .any(|holder| holder.eq_ignore_ascii_case(name))
    {
        return None;
    }
    let mut quote = None;
    for (at, c) in inside.char_indices().skip(name.len()) {
        match (quote, c) {
            (None, '>') if !inside.get(..at)?.ends_with('/') => return Some(at + 2),
            (None, '>' | '<') => return None,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if c == open => quote = None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{between_bars, padded, within_tags};

    #[test]
    fn a_figure_goes_where_the_text_would_be() {
        for (cell, expected) in [
            ("</td>", "|</td>"),
            ("<p></p></td>", "<p>|</p></td>"),
            (
                "\n <p><SPAN a='>'></SPAN></p>",
                "\n <p><SPAN a='>'>|</SPAN></p>",
            ),
            ("<p><br></p>", "<p>|<br></p>"),
            ("<p/></td>", "|<p/></td>"),
            ("\n<td>1", "|\n<td>1"),
            ("<!-- p --><p>", "|<!-- p --><p>"),
            ("<param><p>", "|<param><p>"),
            ("<p a=\"", "|<p a=\""),
            ("<p <p>", "|<p <p>"),
            (" | 1 |", "| | 1 |"),
            ("", "|"),
        ] {
            let mut shown = cell.to_owned();
            shown.insert(within_tags(cell, 0), '|');
            assert_eq!(shown, expected);
        }
        assert_eq!(within_tags("<p>", 7), 7);
    }

    #[test]
    fn a_figure_between_bars_has_spaces_around_it() {
        let table = "| a |    | |||";
        for place in 5..=9 {
            assert_eq!(between_bars(table, place), Some(5..9));
        }
        assert_eq!(between_bars(table, 10), Some(10..11));
        assert_eq!(between_bars(table, 12), None);
        assert_eq!(between_bars(table, 2), None);
        assert_eq!(between_bars(table, 99), None);
        assert_eq!(padded("0", 1), " 0 ");
        assert_eq!(padded("0", 4), " 0  ");
        assert_eq!(padded("3075", 4), " 3075 ");
    }
}
