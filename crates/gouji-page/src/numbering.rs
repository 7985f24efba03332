//! Numbering at the beginning of headings, labels and paragraphs.

/// Whether a text begins with numbering: `（一）`, `1.`, `三、`.
pub(crate) fn is_numbered(text: &str) -> bool {
    let inner = text.trim_start().trim_start_matches(['（', '(']);
    let rest =
        inner.trim_start_matches(|c: char| c.is_numeric() || "一二三四五六七八九十".contains(c));
    rest.len() < inner.len() && rest.starts_with(['）', ')', '、', '.', '．', ' '])
}

#[cfg(test)]
mod tests {
    use super::is_numbered;

    #[test]
    fn numbering_is_told_from_words() {
        for text in ["（一）予以公开", "1.属于", "三、本年度", "12．x"] {
            assert!(is_numbered(text), "{text}");
        }
        for text in ["供", "一致", "2023年"] {
            assert!(!is_numbered(text), "{text}");
        }
    }
}
