//! Text of a page: white space collapsed, character references decoded, places kept.

use gouji_document::Builder;
use gouji_model::SourceRange;

/// Named references that occur in reports, sorted.
const NAMED: [(&str, &str); 33] = [
    ("amp", "&"),
    ("apos", "'"),
    ("bull", "•"),
    ("cent", "¢"),
    ("copy", "©"),
    ("deg", "°"),
    ("emsp", "\u{2003}"),
    ("ensp", "\u{2002}"),
    ("ge", "≥"),
    ("gt", ">"),
    ("hellip", "…"),
    ("laquo", "«"),
    ("ldquo", "“"),
    ("le", "≤"),
    ("lsquo", "‘"),
    ("lt", "<"),
    ("mdash", "—"),
    ("middot", "·"),
    ("minus", "−"),
    ("nbsp", "\u{a0}"),
    ("ndash", "–"),
    ("ne", "≠"),
    ("quot", "\""),
    ("raquo", "»"),
    ("rarr", "→"),
    ("rdquo", "”"),
    ("reg", "®"),
    ("rsquo", "’"),
    ("sect", "§"),
    ("shy", "\u{ad}"),
    ("thinsp", "\u{2009}"),
    ("times", "×"),
    ("yen", "¥"),
];
/// Longest reference looked at, in bytes.
const LONGEST: usize = 12;
/// What numeric references 128–159 mean on the web: windows-1252.
const WINDOWS: [u16; 32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039,
    0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC,
    0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
];

/// Pushes a run of text. `spaced` says whether white space came before; returns whether it does
/// after.
pub(super) fn push(builder: &mut Builder, text: &str, start: u32, mut spaced: bool) -> bool {
    let bytes = text.as_bytes();
    let special = |b: u8| b == b'&' || is_space(b);
    let mut at = 0;
    while at < bytes.len() {
        let plain = bytes[at..]
            .iter()
            .position(|b| special(*b))
            .unwrap_or(bytes.len() - at);
        if plain > 0 {
            builder.push_copied(&text[at..at + plain], start + at as u32);
            spaced = false;
            at += plain;
            continue;
        }
        let here = start + at as u32;
        if bytes[at] == b'&' {
            let length = push_reference(builder, &text[at..], here);
            spaced = false;
            at += length;
            continue;
        }
        let length = bytes[at..].iter().take_while(|b| is_space(**b)).count();
        if !spaced {
            builder.push_replaced(" ", SourceRange::new(here, here + length as u32));
        }
        spaced = true;
        at += length;
    }
    spaced
}

const fn is_space(b: u8) -> bool {
    matches!(b, b' ' | b'\t' | b'\n' | b'\r' | 0x0C)
}

/// Pushes what a reference means, or its `&` where it means nothing; returns how much it took.
fn push_reference(builder: &mut Builder, text: &str, start: u32) -> usize {
    let meaning = if text.as_bytes().get(1) == Some(&b'#') {
        numeric(text)
    } else {
        named(text)
    };
    match meaning {
        Some((meaning, length)) => {
            builder.push_replaced(&meaning, SourceRange::new(start, start + length as u32));
            length
        }
        None => {
            builder.push_copied("&", start);
            1
        }
    }
}

fn numeric(text: &str) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    let hexadecimal = matches!(bytes.get(2), Some(b'x' | b'X'));
    let from = if hexadecimal { 3 } else { 2 };
    let radix = if hexadecimal { 16 } else { 10 };
    let digits = bytes[from..]
        .iter()
        .take(LONGEST)
        .take_while(|b| char::from(**b).is_digit(radix))
        .count();
    let code = u32::from_str_radix(text.get(from..from + digits)?, radix).ok()?;
    let code = match code {
        128..=159 => u32::from(WINDOWS[code as usize - 128]),
        0 => 0xFFFD,
        code => code,
    };
    let meaning = char::from_u32(code).unwrap_or('\u{fffd}');
    let closed = usize::from(bytes.get(from + digits) == Some(&b';'));
    Some((meaning.to_string(), from + digits + closed))
}

fn named(text: &str) -> Option<(String, usize)> {
    let length = text
        .bytes()
        .skip(1)
        .take(LONGEST)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let name = &text[1..=length];
    let closed = text.as_bytes().get(length + 1) == Some(&b';');
    // Without a semicolon only the old names count.
    let known = |name: &str| NAMED.iter().find(|(known, _)| *known == name);
    let old = [
        "amp", "lt", "gt", "quot", "nbsp", "copy", "reg", "middot", "times", "deg", "sect", "yen",
        "shy", "cent", "laquo", "raquo",
    ];
    if closed {
        return known(name).map(|(_, meaning)| ((*meaning).to_owned(), length + 2));
    }
    let prefix = old.iter().find(|old| name.starts_with(**old))?;
    known(prefix).map(|(_, meaning)| ((*meaning).to_owned(), prefix.len() + 1))
}
