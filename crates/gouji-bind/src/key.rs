//! The key under which a label is compared: its letters, digits and characters alone.
//!
//! Width, spaces, line breaks and punctuation carry no meaning in labels and differ from office
//! to office; numbering is kept apart because damaged copies lose it.

/// A label's numbering and body, both without punctuation.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Key {
    /// `3` in `3.其他`, `六` in `（六）其他处理`; empty without numbering.
    pub ordinal: String,
    /// The rest.
    pub body: String,
}

/// The key of a label as printed.
pub(crate) fn key(text: &str) -> Key {
    let (ordinal, rest) = split_ordinal(text);
    Key {
        ordinal: letters(ordinal),
        body: letters(rest),
    }
}

/// The characters of a text that carry meaning, in half width.
pub(crate) fn letters(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            c => c,
        })
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// A label without the explanation in brackets at its end: `（二）部分公开（…）` → `（二）部分公开`.
pub(crate) fn without_explanation(text: &str) -> Option<&str> {
    let trimmed = text.trim_end();
    if !trimmed.ends_with(['）', ')']) {
        return None;
    }
    let open = trimmed.rfind(['（', '('])?;
    (open > 0).then(|| trimmed[..open].trim_end())
}

/// Splits leading numbering such as `（一）`, `1.`, `三、`, `五)` from a label.
fn split_ordinal(text: &str) -> (&str, &str) {
    let start = text.trim_start();
    let inner = start.trim_start_matches(['（', '(', '【', '〔', ' ', '\u{3000}']);
    let digits: usize = inner
        .chars()
        .take_while(|c| is_numeral(*c))
        .map(char::len_utf8)
        .sum();
    let (ordinal, rest) = inner.split_at(digits);
    let rest = rest.trim_start();
    let marked = rest.starts_with(['、', '.', '．', '）', ')', ',', '，', '】', '。', '·']);
    if ordinal.is_empty() || ordinal.chars().count() > 3 || !marked {
        return ("", start);
    }
    (ordinal, rest)
}

fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十".contains(c) || c.is_ascii_digit() || ('０'..='９').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_numbering_from_the_body() {
        for (text, ordinal, body) in [
            ("（一）予以公开", "一", "予以公开"),
            ("五)不予处理", "五", "不予处理"),
            ("3.其他", "3", "其他"),
            ("一. 总体情况", "一", "总体情况"),
            ("三 、本 年 度办 理 结果", "三", "本年度办理结果"),
            ("本年新\n制作数量", "", "本年新制作数量"),
            ("3.危及“三安全一稳定”", "3", "危及三安全一稳定"),
        ] {
            let key = key(text);
            assert_eq!((key.ordinal.as_str(), key.body.as_str()), (ordinal, body));
        }
    }

    #[test]
    fn drops_an_explanation_at_the_end() {
        assert_eq!(
            without_explanation("（二）部分公开（只计这一情形）"),
            Some("（二）部分公开")
        );
        assert_eq!(without_explanation("（一）予以公开"), None);
        assert_eq!(without_explanation("（本列数据）"), None);
    }
}
