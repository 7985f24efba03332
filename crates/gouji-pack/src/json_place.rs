//! Where in the text of a JSON file something stands: what a JSON Pointer names, or a line and column.

use std::borrow::Cow;
use std::ops::Range;

/// The place of a line and column, both counted from 1 in bytes, as the reader of JSON tells them.
pub(crate) fn of_column(text: &str, line: usize, column: usize) -> Range<usize> {
    let before = text.split_inclusive('\n').take(line.saturating_sub(1));
    let start: usize = before.map(str::len).sum();
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let next = text.get(at..).and_then(|rest| rest.chars().next());
    at..at + next.map_or(0, char::len_utf8)
}

/// The value that a pointer names in a text that is JSON, or the innermost around it that is there. Of one that takes
/// several lines it is the beginning.
pub(crate) fn of_pointer(text: &str, pointer: &str) -> Range<usize> {
    let bytes = text.as_bytes();
    let mut at = space(bytes, 0);
    for part in pointer.split('/').skip(1) {
        let part = part.replace("~1", "/").replace("~0", "~");
        match inside(text, at, &part) {
            Some(inner) => at = inner,
            None => break,
        }
    }
    let end = value_end(bytes, at).min(bytes.len());
    let is_long = text.get(at..end).is_some_and(|value| value.contains('\n'));
    at..if is_long { at + 1 } else { end }
}

/// Where the value begins that an object has under a key, or a list at an index.
fn inside(text: &str, at: usize, part: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_object = *bytes.get(at)? == b'{';
    let mut next = space(bytes, at + 1);
    let mut index = 0_usize;
    while !matches!(bytes.get(next)?, b'}' | b']') {
        let mut name = Cow::Owned(index.to_string());
        if is_object {
            let end = value_end(bytes, next);
            name = Cow::Owned(serde_json::from_str(text.get(next..end)?).ok()?);
            // Behind the key stands a colon.
            next = space(bytes, space(bytes, end) + 1);
        }
        if name == part {
            return Some(next);
        }
        next = space(bytes, value_end(bytes, next));
        if bytes.get(next) == Some(&b',') {
            next = space(bytes, next + 1);
        }
        index += 1;
    }
    None
}

/// The first byte from one on that is no white space.
fn space(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    from + rest.iter().take_while(|b| b.is_ascii_whitespace()).count()
}

/// Where the value ends that begins at a byte.
fn value_end(bytes: &[u8], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0_usize);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at = string_end(bytes, at + 1),
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => return at,
            b'}' | b']' => depth -= 1,
            b',' if depth == 0 => return at,
            b if b.is_ascii_whitespace() && depth == 0 => return at,
            _ => {}
        }
        at += 1;
        let ends = matches!(byte, b'"' | b'}' | b']');
        if depth == 0 && ends {
            return at;
        }
    }
    bytes.len()
}

/// The closing quote of a string whose letters begin at a byte.
pub(crate) fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::{of_column, of_pointer};

    #[test]
    fn a_pointer_leads_to_its_value() {
        let text =
            "{ \"a\": [1, { \"b,}\": \"x\\\"]\" }], \"c/d\": true,\n\"e\": {\n\"f\": 2 } }\n";
        for (pointer, value) in [
            ("/a/0", "1"),
            ("/a/1/b,}", "\"x\\\"]\""),
            ("/c~1d", "true"),
            ("/e/f", "2"),
            ("/e", "{"),
            ("/e/f/g", "2"),
            ("/a/1/none", "{ \"b,}\": \"x\\\"]\" }"),
            ("", "{"),
        ] {
            assert_eq!(&text[of_pointer(text, pointer)], value, "{pointer}");
        }
    }

    #[test]
    fn a_column_is_counted_in_bytes_and_ends_with_the_text() {
        assert_eq!(of_column("{\n\"a\" 1 }", 2, 5), 6..7);
        assert_eq!(of_column("{", 1, 9), 1..1);
        assert_eq!(of_column("一", 1, 2), 0..3);
    }
}
