//! What lies over a page and is no part of its content: fields that were filled in, notes written on it, lines
//! through text, and boxes over it.
//!
//! Their own streams are not painted: seals lie over pages in the same way, and their letters are no text of a
//! report. What fields and notes say stands in them.

use hayro_interpret::hayro_syntax::object::dict::keys::{
    ANNOTS, CONTENTS, F, FT, IC, PARENT, RECT, SUBTYPE,
};
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Rect, String as Text};
use hayro_interpret::hayro_syntax::page::Page;

use crate::limits;

/// What a value is called.
const VALUE: &[u8] = b"V";
/// Flags of what is not shown.
const UNSEEN: u32 = 2 | 32;
/// How texts in UTF-16 begin.
const WIDE: [u8; 2] = [0xfe, 0xff];
/// How far up a field's own properties are looked for.
const DEEPEST: usize = 8;

/// Something over a page.
#[derive(Debug)]
pub(crate) struct Annotation {
    /// Where it lies, as the page counts.
    pub area: Rect,
    /// What it shows.
    pub shows: Shows,
}

/// What something over a page shows.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Shows {
    /// A text.
    Text(String),
    /// A line through what is below.
    Stroke,
    /// A box filled with a colour.
    Box,
}

/// What lies over a page, as far as it can be read.
pub(crate) fn of(page: &Page<'_>) -> Vec<Annotation> {
    let all = page.raw().get::<Array<'_>>(ANNOTS);
    let all = all.iter().flat_map(|all| all.iter::<Dict<'_>>());
    let all = all.take(limits::PAGE_ANNOTATIONS);
    all.filter_map(|one| one_of(&one)).collect()
}

fn one_of(one: &Dict<'_>) -> Option<Annotation> {
    if one.get::<u32>(F).unwrap_or(0) & UNSEEN != 0 {
        return None;
    }
    let area = one.get::<Rect>(RECT)?;
    let shows = match &*one.get::<Name<'_>>(SUBTYPE)? {
        b"Widget" => Shows::Text(value(one)?),
        b"FreeText" => Shows::Text(text(&one.get::<Text<'_>>(CONTENTS)?)?),
        b"StrikeOut" => Shows::Stroke,
        b"Square" | b"Redact" => {
            let fill = one.get::<Array<'_>>(IC)?;
            fill.raw_iter().next().map(|_| Shows::Box)?
        }
        _ => return None,
    };
    Some(Annotation { area, shows })
}

/// What was typed into a field, or chosen in it; it may stand in what the field is a part of.
fn value(field: &Dict<'_>) -> Option<String> {
    let mut part = field.clone();
    let (mut kind, mut found) = (None, None);
    for _ in 0..DEEPEST {
        kind = kind.or_else(|| part.get::<Name<'_>>(FT).map(|kind| kind.to_vec()));
        found = found.or_else(|| text(&part.get::<Text<'_>>(VALUE)?));
        match part.get::<Dict<'_>>(PARENT) {
            Some(parent) => part = parent,
            None => break,
        }
    }
    found.filter(|_| matches!(kind.as_deref(), Some(b"Tx" | b"Ch")))
}

/// A text, if anything is to be seen of it.
fn text(bytes: &[u8]) -> Option<String> {
    let text = match bytes.strip_prefix(&WIDE) {
        Some(wide) => {
            let units = wide.chunks_exact(2);
            let units =
                units.map(|unit| unit.iter().fold(0, |all, byte| all << 8 | u16::from(*byte)));
            String::from_utf16_lossy(&units.collect::<Vec<u16>>())
        }
        None => match std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        },
    };
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn texts_are_of_two_kinds() {
        assert_eq!(text(b" 12 ").as_deref(), Some("12"));
        assert_eq!(text(b"\xfe\xff\x4e\x2d\x00\x31").as_deref(), Some("中1"));
        assert_eq!(text(b"\xe91").as_deref(), Some("é1"));
        assert_eq!(text(b"\xfe\xff"), None);
    }
}
