//! The text of a part with pieces of it replaced.

use std::ops::Range;

/// What an element's name begins with in the source, colon and all: nothing, `w:`, `x:`.
pub(super) fn prefix<'s>(source: &'s str, local: &str) -> Option<&'s str> {
    let tag = source.strip_prefix('<')?;
    let ends = |c: char| c.is_whitespace() || matches!(c, '>' | '/');
    tag.split(ends).next()?.strip_suffix(local)
}

/// A piece of a part and what takes its place.
pub(super) type Piece = (Range<usize>, String);

/// A text with pieces replaced; nothing where they overlap.
pub(super) fn spliced(text: &str, mut pieces: Vec<Piece>) -> Option<String> {
    pieces.sort_by_key(|(range, _)| (range.start, range.end));
    let mut new = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for (range, piece) in pieces {
        new.push_str(text.get(at..range.start)?);
        new.push_str(&piece);
        at = range.end;
    }
    new.push_str(text.get(at..)?);
    Some(new)
}
