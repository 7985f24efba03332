//! Comments between the lines of Markdown, which no reader of the page sees: an older table kept beside the new
//! one, remarks to oneself. Comments within a line are left to those who read the line.

use std::borrow::Cow;

use memchr::memmem;

const BEGIN: &str = "<!--";
const END: &str = "-->";

/// The text with white space for comments that begin a line, as long as before; one that nothing ends is text.
pub(super) fn without_comments(text: &str) -> Cow<'_, str> {
    let begins = memmem::Finder::new(BEGIN);
    if begins.find(text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = begins.find(rest.as_bytes()) {
        let (before, comment) = rest.split_at(at);
        shown.push_str(before);
        let line = shown.rsplit('\n').next().unwrap_or_default();
        let end = comment.find(END).filter(|_| line.trim().is_empty());
        let (comment, after) = comment.split_at(end.map_or(BEGIN.len(), |end| end + END.len()));
        match end {
            Some(_) => shown.extend(comment.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' })),
            None => shown.push_str(comment),
        }
        rest = after;
    }
    shown.push_str(rest);
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn comments_between_lines_are_white_space() {
        for (text, shown) in [
            ("甲\n<!-- a\n| 1 |\n-->\n乙", "甲\n      \n     \n   \n乙"),
            ("  <!--甲--> 乙", "             乙"),
            ("<!--a--><!--b-->\n丙", "                \n丙"),
            ("| 4<!-- 9 -->2 |", "| 4<!-- 9 -->2 |"),
            ("<!-- 甲\n乙", "<!-- 甲\n乙"),
            ("x <!--a-->\n  <!--b-->", "x <!--a-->\n          "),
        ] {
            let found = without_comments(text);
            assert_eq!(found, shown);
            assert_eq!(found.len(), text.len());
        }
    }
}
