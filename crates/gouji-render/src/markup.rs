//! Text safe to stand in XML and HTML.

use crate::printable::is_unsafe;

/// A text with what means something in markup written as references; characters that XML cannot
/// hold, and those that steer how the text around them is shown, become U+FFFD.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' | '\t' => safe.push(c),
            '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            c if is_unsafe(c) => safe.push('\u{fffd}'),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_of_a_text_is_markup() {
        assert_eq!(
            escaped("<a b=\"'&\u{1b}\u{202e}"),
            "&lt;a b=&quot;&#39;&amp;\u{fffd}\u{fffd}"
        );
        assert_eq!(escaped("一\n二"), "一\n二");
    }
}
