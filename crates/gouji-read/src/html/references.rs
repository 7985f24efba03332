//! Character references: `&#8212;`, `&mdash;`, `&nbsp`.

use std::borrow::Cow;

/// A character reference and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    /// The character it stands for.
    pub meaning: char,
    /// Its length in the source.
    pub length: usize,
}

/// Names that occur in reports, sorted.
const NAMED: [(&str, char); 65] = [
    ("Prime", '″'),
    ("acute", '´'),
    ("amp", '&'),
    ("apos", '\''),
    ("brvbar", '¦'),
    ("bull", '•'),
    ("cent", '¢'),
    ("check", '✓'),
    ("copy", '©'),
    ("deg", '°'),
    ("divide", '÷'),
    ("emsp", '\u{2003}'),
    ("ensp", '\u{2002}'),
    ("equals", '='),
    ("euro", '€'),
    ("frac12", '½'),
    ("ge", '≥'),
    ("gt", '>'),
    ("hellip", '…'),
    ("infin", '∞'),
    ("laquo", '«'),
    ("larr", '←'),
    ("ldquo", '“'),
    ("le", '≤'),
    ("lowast", '∗'),
    ("lpar", '('),
    ("lrm", '\u{200e}'),
    ("lsquo", '‘'),
    ("lt", '<'),
    ("macr", '¯'),
    ("mdash", '—'),
    ("middot", '·'),
    ("minus", '−'),
    ("nbsp", '\u{a0}'),
    ("ndash", '–'),
    ("ne", '≠'),
    ("num", '#'),
    ("percnt", '%'),
    ("permil", '‰'),
    ("plus", '+'),
    ("plusmn", '±'),
    ("prime", '′'),
    ("quot", '"'),
    ("radic", '√'),
    ("raquo", '»'),
    ("rarr", '→'),
    ("rdquo", '”'),
    ("reg", '®'),
    ("rlm", '\u{200f}'),
    ("rpar", ')'),
    ("rsquo", '’'),
    ("sect", '§'),
    ("shy", '\u{ad}'),
    ("sum", '∑'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("thinsp", '\u{2009}'),
    ("tilde", '˜'),
    ("times", '×'),
    ("trade", '™'),
    ("uml", '¨'),
    ("yen", '¥'),
    ("zwj", '\u{200d}'),
    ("zwnj", '\u{200c}'),
    ("zwsp", '\u{200b}'),
];
/// Names that count without a semicolon, whatever follows.
const OLD: [&str; 25] = [
    "acute", "amp", "brvbar", "cent", "copy", "deg", "divide", "frac12", "gt", "laquo", "lt",
    "macr", "middot", "nbsp", "plusmn", "quot", "raquo", "reg", "sect", "shy", "sup2", "sup3",
    "times", "uml", "yen",
];
/// What most references are.
const SPACE: &str = "&nbsp;";
/// Longest name in the table.
const LONGEST: usize = 6;
/// What numeric references 128–159 mean on the web: windows-1252.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The value of an attribute with what its references stand for.
pub(super) fn decoded(value: &[u8]) -> Cow<'_, [u8]> {
    let text = std::str::from_utf8(value).ok();
    let Some(mut rest) = text.filter(|text| text.contains('&')) else {
        return Cow::Borrowed(value);
    };
    let mut decoded = String::with_capacity(rest.len());
    while let Some(at) = rest.find('&') {
        let (plain, reference) = rest.split_at(at);
        decoded.push_str(plain);
        let found = read(reference);
        let (meaning, length) = found.map_or(('&', 1), |found| (found.meaning, found.length));
        decoded.push(meaning);
        rest = reference.get(length..).unwrap_or_default();
    }
    decoded.push_str(rest);
    Cow::Owned(decoded.into_bytes())
}

/// The reference a text that starts with `&` starts with, if it is one.
pub(super) fn read(text: &str) -> Option<Reference> {
    if text.starts_with(SPACE) {
        return Some(Reference {
            meaning: '\u{a0}',
            length: SPACE.len(),
        });
    }
    let after = text.strip_prefix('&')?;
    match after.strip_prefix('#') {
        Some(number) => numeric(number),
        None => named(after),
    }
}

fn numeric(text: &str) -> Option<Reference> {
    let digits = text.strip_prefix(['x', 'X']);
    let radix = if digits.is_some() { 16 } else { 10 };
    let (digits, prefix) = digits.map_or((text, 2), |digits| (digits, 3));
    let is_digit = |b: &u8| char::from(*b).is_digit(radix);
    let count = digits.bytes().take_while(is_digit).count();
    if count == 0 {
        return None;
    }
    let code = digits.chars().take(count).fold(0_u32, |code, digit| {
        let digit = digit.to_digit(radix).unwrap_or(0);
        code.saturating_mul(radix).saturating_add(digit)
    });
    let closed = usize::from(digits.as_bytes().get(count) == Some(&b';'));
    Some(Reference {
        meaning: character(code),
        length: prefix + count + closed,
    })
}

fn character(code: u32) -> char {
    let windows = code
        .checked_sub(128)
        .and_then(|at| WINDOWS.get(at as usize));
    match (code, windows) {
        (0, _) => '\u{fffd}',
        (_, Some(meaning)) => *meaning,
        (code, None) => char::from_u32(code).unwrap_or('\u{fffd}'),
    }
}

fn named(after: &str) -> Option<Reference> {
    let is_name = |b: &u8| b.is_ascii_alphanumeric();
    let length = after.bytes().take(LONGEST).take_while(is_name).count();
    let name = after.get(..length)?;
    if after.as_bytes().get(length) == Some(&b';')
        && let Some(meaning) = meaning(name)
    {
        let length = 1 + length + 1;
        return Some(Reference { meaning, length });
    }
    let old = OLD.iter().filter(|old| name.starts_with(**old));
    let old = old.max_by_key(|old| old.len())?;
    let length = 1 + old.len();
    meaning(old).map(|meaning| Reference { meaning, length })
}

fn meaning(name: &str) -> Option<char> {
    let found = NAMED.binary_search_by_key(&name, |(known, _)| known).ok()?;
    NAMED.get(found).map(|(_, meaning)| *meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_as(text: &str) -> Option<(char, &str)> {
        read(text).map(|found| (found.meaning, &text[..found.length]))
    }

    #[test]
    fn tables_are_consistent() {
        assert!(NAMED.is_sorted_by_key(|(name, _)| name));
        assert!(NAMED.iter().all(|(name, _)| name.len() <= LONGEST));
        assert!(OLD.iter().all(|name| meaning(name).is_some()));
    }

    #[test]
    fn numbers_are_decoded() {
        assert_eq!(read_as("&#50;1"), Some(('2', "&#50;")));
        assert_eq!(read_as("&#x4E00 "), Some(('一', "&#x4E00")));
        assert_eq!(read_as("&#151;"), Some(('—', "&#151;")));
        assert_eq!(
            read_as("&#0000000000000000050;"),
            Some(('2', "&#0000000000000000050;"))
        );
        assert_eq!(read_as("&#0;"), Some(('\u{fffd}', "&#0;")));
        assert_eq!(read_as("&#xD800;"), Some(('\u{fffd}', "&#xD800;")));
        assert_eq!(
            read_as("&#99999999999;"),
            Some(('\u{fffd}', "&#99999999999;"))
        );
        assert_eq!(read_as("&#;"), None);
        assert_eq!(read_as("&#xg"), None);
        assert_eq!(read_as("&#"), None);
    }

    #[test]
    fn names_are_decoded() {
        assert_eq!(read_as("&nbsp;"), Some(('\u{a0}', "&nbsp;")));
        assert_eq!(read_as("&nbsp12"), Some(('\u{a0}', "&nbsp")));
        assert_eq!(read_as("&ltx;"), Some(('<', "&lt")));
        assert_eq!(read_as("&mdash"), None);
        assert_eq!(read_as("&表"), None);
        assert_eq!(read_as("&"), None);
        assert_eq!(read_as("&AMPX"), None);
    }
}
