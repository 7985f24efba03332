//! What kind of file a text is, from its content.

use memchr::memmem;

/// The kinds of text file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A web page.
    Html,
    /// Plain text, Markdown included.
    Text,
    /// The canonical JSON of a report.
    CanonicalJson,
}

/// Tags that only a web page has.
const TAGS: [&str; 9] = [
    "<table",
    "<html",
    "<!doctype html",
    "<td",
    "<tr",
    "<p>",
    "<p ",
    "<div",
    "<body",
];
/// The kind of a decoded text.
#[must_use]
pub fn kind_of(text: &str) -> Kind {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    // One report, or a list of them; a link of Markdown begins otherwise.
    let list = start.strip_prefix('[').map(str::trim_start);
    if list.unwrap_or(start).starts_with('{') {
        return Kind::CanonicalJson;
    }
    let bytes = start.as_bytes();
    let is_tag = |at: usize| {
        TAGS.iter().any(|tag| {
            bytes
                .get(at..at + tag.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(tag.as_bytes()))
        })
    };
    if memmem::find_iter(bytes, "<").any(is_tag) {
        Kind::Html
    } else {
        Kind::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        assert_eq!(kind_of(" {\"form\": 1}"), Kind::CanonicalJson);
        assert_eq!(kind_of("[\n {\"form\": 1}]"), Kind::CanonicalJson);
        assert_eq!(kind_of("[报告](x.html) | 2"), Kind::Text);
        assert_eq!(kind_of("<TABLE border=1><tr>"), Kind::Html);
        assert_eq!(kind_of("注：a < b，本年 | 5 |\n"), Kind::Text);
        assert_eq!(kind_of("第一行<br>第二行 | 2"), Kind::Text);
        let late = format!("{}<table><tr>", "正文。\n".repeat(60_000));
        assert_eq!(kind_of(&late), Kind::Html);
    }
}
