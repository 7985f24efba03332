//! Where raw text ends: scripts, styles and other content without tags.

use memchr::{memchr2_iter, memmem};

use super::attributes::is_space;

/// Where the raw text that starts at `from` ends: at its element's end tag, or with the file.
pub(super) fn end(bytes: &[u8], from: usize, name: &[u8]) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    memmem::find_iter(rest, b"</")
        .find(|at| is_tag(rest, at + 2, name))
        .map_or(bytes.len(), |at| from + at)
}

/// How a script reads what comes next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Plain,
    /// Inside `<!--`.
    Commented,
    /// Inside `<!-- <script`, where `</script>` does not end the script.
    Nested,
}

/// Where the script that starts at `from` ends.
pub(super) fn script_end(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let mut mode = Mode::Plain;
    for at in memchr2_iter(b'<', b'>', rest) {
        let tail = rest.get(at..).unwrap_or_default();
        if tail.starts_with(b">") {
            // The dashes of `<!-->` both begin and end.
            let dashes = at.checked_sub(2).and_then(|start| rest.get(start..at));
            if dashes == Some(b"--") {
                mode = Mode::Plain;
            }
        } else if tail.starts_with(b"</") && is_tag(rest, at + 2, b"script") {
            if mode != Mode::Nested {
                return from + at;
            }
            mode = Mode::Commented;
        } else if mode == Mode::Commented && is_tag(rest, at + 1, b"script") {
            mode = Mode::Nested;
        } else if mode == Mode::Plain && tail.starts_with(b"<!--") {
            mode = Mode::Commented;
        }
    }
    bytes.len()
}

/// Whether a tag's name stands at a place, whole.
fn is_tag(bytes: &[u8], at: usize, name: &[u8]) -> bool {
    let after = at + name.len();
    let named = bytes
        .get(at..after)
        .is_some_and(|found| found.eq_ignore_ascii_case(name));
    let ends = |b: &u8| is_space(*b) || matches!(b, b'>' | b'/');
    named && bytes.get(after).is_some_and(ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_text_ends_at_its_own_end_tag() {
        assert_eq!(end(b"a<b></x></STYLE >t", 0, b"style"), 8);
        assert_eq!(end(b"a</styles></style", 0, b"style"), 17);
    }

    #[test]
    fn scripts_end_as_in_browsers() {
        let ends_at = |script: &str, end: &str| {
            let expected = script.rfind(end).unwrap();
            assert_eq!(script_end(script.as_bytes(), 0), expected, "{script}");
        };
        ends_at("'<td>'</script>", "</script>");
        ends_at("<!-- x </script>", "</script>");
        ends_at("<!-- <script> </script> </script>", "</script>");
        ends_at("<!-- <script> --> </script>", "</script>");
        ends_at("<!--> <script></script>", "</script>");
        ends_at("<script></script>", "</script>");
        assert_eq!(script_end(b"<!-- <script></script>", 0), 22);
        assert_eq!(script_end(b"abc", 1), 3);
    }
}
