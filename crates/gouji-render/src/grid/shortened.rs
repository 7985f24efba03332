//! Texts cut to a width.

use unicode_width::UnicodeWidthStr;

use crate::wrapped::is_common;

/// A text cut to a width, with a sign that it is cut.
pub(super) fn shortened(text: &str, widest: usize) -> String {
    if text.width() <= widest {
        return text.to_owned();
    }
    let adds_up = text.chars().all(is_common);
    let (mut short, mut taken) = (String::new(), 0);
    for c in text.chars() {
        let mut buffer = [0; 4];
        let own = c.encode_utf8(&mut buffer).width();
        if taken + own + 1 > widest {
            break;
        }
        short.push(c);
        taken = if adds_up { taken + own } else { short.width() };
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
