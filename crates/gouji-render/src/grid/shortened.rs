//! Texts cut to a width.

use unicode_width::UnicodeWidthStr;

/// A text cut to a width, with a sign that it is cut.
pub(super) fn shortened(text: &str, widest: usize) -> String {
    if text.width() <= widest {
        return text.to_owned();
    }
    let mut short = String::new();
    for c in text.chars() {
        let mut buffer = [0; 4];
        if short.width() + c.encode_utf8(&mut buffer).width() + 1 > widest {
            break;
        }
        short.push(c);
    }
    short + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_labels_are_cut_by_width() {
        let long = "字".repeat(60);
        for widest in [8, 20, 44] {
            assert!(shortened(&long, widest).width() <= widest);
        }
        assert_eq!(shortened("（一）予以公开", 14), "（一）予以公开");
    }
}
