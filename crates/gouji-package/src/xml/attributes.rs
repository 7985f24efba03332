//! The attributes of elements: few of them are ever asked for, so they are kept as written.

/// The attributes of an element.
#[derive(Clone, Copy, Debug)]
pub(super) enum Attributes<'s> {
    /// As they are written: few are ever asked for.
    Written(&'s str),
    /// Where they stand in the list, where references in them had to be resolved.
    Resolved { from: u32, to: u32 },
}

/// Names and values of attributes as they are written; ends where they are not well-formed.
pub(super) fn pairs(mut written: &str) -> impl Iterator<Item = (&str, &str)> {
    std::iter::from_fn(move || {
        let (key, rest) = written.split_once('=')?;
        let rest = rest.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, after) = rest.get(1..)?.split_once(quote)?;
        written = after;
        Some((key.trim(), value))
    })
}
