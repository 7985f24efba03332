//! Places inside TOML strings: from what a string says to where that stands in the file.
//!
//! A string with escapes says fewer bytes than it is written with, so a mistake in a formula stands
//! further to the right in the file than in the formula.

use std::ops::Range;

/// The quotes a string can begin with, longer ones first.
const QUOTES: [&str; 4] = ["\"\"\"", "'''", "\"", "'"];

/// Where a piece of what a string says stands in the file. `written` is the whole string with its
/// quotes; a text without quotes (a bare key) says what is written.
pub(crate) fn place(text: &str, written: Range<usize>, decoded: Range<usize>) -> Range<usize> {
    let raw = text.get(written.clone()).unwrap_or_default();
    let (start, end) = (
        offset(raw, decoded.start, true),
        offset(raw, decoded.end, false),
    );
    written.start + start..written.start + end.max(start)
}

/// How many bytes into a written string the byte stands that it says at `decoded`; past what says
/// nothing before it, or not.
fn offset(raw: &str, decoded: usize, past: bool) -> usize {
    let quote = QUOTES.iter().find(|quote| raw.starts_with(**quote));
    let Some(quote) = quote else {
        return decoded.min(raw.len());
    };
    let mut at = quote.len() + dropped(raw.get(quote.len()..).unwrap_or_default(), quote);
    let mut so_far = 0;
    while let Some((taken, length)) =
        step(raw.get(at..).unwrap_or_default(), quote.starts_with('"'))
    {
        if so_far >= decoded && (length > 0 || !past) {
            break;
        }
        at += taken;
        so_far += length;
    }
    at.min(raw.len())
}

/// TOML drops a line end right after the opening quotes of a long string.
fn dropped(content: &str, quote: &str) -> usize {
    let ends = if quote.len() == 3 {
        ["\r\n", "\n"].as_slice()
    } else {
        &[]
    };
    let end = ends.iter().find(|end| content.starts_with(**end));
    end.map_or(0, |end| end.len())
}

/// How many bytes the next character is written with, and how many it says.
fn step(rest: &str, escapes: bool) -> Option<(usize, usize)> {
    let first = rest.chars().next()?;
    if first != '\\' || !escapes {
        return Some((first.len_utf8(), first.len_utf8()));
    }
    let digits = match rest.get(1..)?.chars().next()? {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        // A line that goes on below says neither its end nor what the next one is indented by.
        c if c.is_whitespace() => {
            let after = rest.get(1..)?.trim_start();
            return Some((rest.len() - after.len(), 0));
        }
        _ => return Some((2, 1)),
    };
    let value = u32::from_str_radix(rest.get(2..2 + digits)?, 16).ok()?;
    let length = char::from_u32(value).map_or(1, char::len_utf8);
    Some((2 + digits, length))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

    use super::place;

    /// What stands in the file for the word `new` of what a string says.
    fn found(written: &str) -> &str {
        let text = format!("a = {written}\n");
        let table: toml::Table = text.parse().unwrap();
        let length = table["a"].as_str().unwrap();
        let decoded = length.find("new").unwrap();
        let range = place(&text, 4..4 + written.len(), decoded..decoded + 3);
        &written[range.start - 4..range.end - 4]
    }

    #[test]
    fn words_are_found_behind_escapes() {
        for written in [
            r#""new""#,
            r#""\"a\" new""#,
            r#""\u4e00\U0001F600\x41 new x""#,
            "'a\\new'",
            "\"\"\"\nrequests[\n  new]\"\"\"",
            "\"\"\"\r\nrequests[\\\n    new]\"\"\"",
            "'''\n\\new'''",
        ] {
            assert_eq!(found(written), "new", "{written}");
        }
        assert_eq!(found(r#""n\u0065w""#), r"n\u0065w");
    }

    #[test]
    fn places_beyond_a_string_are_its_end() {
        assert_eq!(place("\"ab\"", 0..4, 7..9), 4..4);
        assert_eq!(place("bare", 0..4, 1..3), 1..3);
        assert_eq!(place("\"\\", 0..2, 0..9), 1..1);
    }
}
