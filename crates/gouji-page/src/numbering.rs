//! Numbering at the beginning of headings, labels and paragraphs.

use gouji_model::numerals;

/// Whether a text begins with numbering: `（一）`, `1.`, `三、`.
pub(crate) fn is_numbered(text: &str) -> bool {
    let inner = text.trim_start().trim_start_matches(['（', '(']);
    let rest = inner.trim_start_matches(|c: char| c.is_numeric() || numerals::is_ordinal(c));
    rest.len() < inner.len() && rest.starts_with(['）', ')', '、', '.', '．', ' '])
}

/// Whether a text begins as headings of the first level do: `三、`.
pub(crate) fn is_first_level(text: &str) -> bool {
    let text = text.trim_start();
    let rest = text.trim_start_matches(numerals::is_ordinal);
    rest.len() < text.len() && rest.starts_with('、')
}

#[cfg(test)]
mod tests {
    use super::{is_first_level, is_numbered};

    #[test]
    fn headings_of_the_first_level_are_recognized() {
        assert!(is_first_level("三、收到") && is_first_level("十二、其他"));
        for text in ["（一）予以公开", "1.属于", "一致", "、"] {
            assert!(!is_first_level(text), "{text}");
        }
    }

    #[test]
    fn numbering_is_distinguished_from_words() {
        for text in ["（一）予以公开", "1.属于", "三、本年度", "12．x"] {
            assert!(is_numbered(text), "{text}");
        }
        for text in ["供", "一致", "2023年"] {
            assert!(!is_numbered(text), "{text}");
        }
    }
}
