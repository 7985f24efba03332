//! The key under which a label is compared: its letters, digits and characters alone.
//!
//! Width, spaces, line breaks and punctuation carry no meaning in labels and differ from office
//! to office; numbering is kept apart because damaged copies lose it.

use gouji_model::characters::{half_width, is_invisible};
use gouji_model::{is_note_mark, numerals};

/// A label's numbering: `3` in `3.其他`, `六` in `（六）其他处理`.
///
/// Up to three numerals, five bits each; zero where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ordinal(u16);

impl Ordinal {
    /// Whether there is no numbering.
    pub(crate) const fn is_none(self) -> bool {
        self.0 == 0
    }

    fn of(numerals: &str) -> Self {
        let digits = numerals.chars().filter_map(numeral);
        Self(digits.fold(0, |packed, digit| packed << 5 | digit))
    }
}

/// A label's numbering and body, both without punctuation.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Key {
    /// Its numbering.
    pub ordinal: Ordinal,
    /// The rest.
    pub body: String,
}

/// The key of a label as printed.
pub(crate) fn key(text: &str) -> Key {
    let mut body = String::new();
    let ordinal = key_into(text, &mut body);
    Key { ordinal, body }
}

/// A text without its numbering, its letters and digits in lower case.
pub(crate) fn normal(text: &str) -> String {
    let body = key(text).body;
    body.chars().flat_map(char::to_lowercase).collect()
}

/// Puts the body of a label's key into `body` and returns its numbering.
pub(crate) fn key_into(text: &str, body: &mut String) -> Ordinal {
    body.clear();
    if let Some((ordinal, rest)) = plainly_split(text) {
        body.push_str(rest);
        return ordinal;
    }
    let (ordinal, rest) = split_ordinal(text);
    // Stretches without anything to leave out or to change, which labels mostly are, at once.
    let mut stretch = 0;
    for (at, c) in rest.char_indices() {
        let plain = half_width(c);
        if plain == c && is_letter(c) {
            continue;
        }
        body.push_str(rest.get(stretch..at).unwrap_or_default());
        body.extend(is_letter(plain).then_some(plain));
        stretch = at + c.len_utf8();
    }
    body.push_str(rest.get(stretch..).unwrap_or_default());
    ordinal
}

/// Puts the letters of a text into `letters`, those of its numbering too.
pub(crate) fn letters_into(text: &str, letters: &mut String) {
    letters.clear();
    letters.extend(text.chars().map(half_width).filter(|c| is_letter(*c)));
}

/// A label's numbering, and whether the body of its key is one of some bodies, and which.
pub(crate) fn position_among(text: &str, bodies: &[Key]) -> (Ordinal, Option<usize>) {
    if let Some((ordinal, rest)) = plainly_split(text) {
        return (ordinal, bodies.iter().position(|key| key.body == rest));
    }
    let (ordinal, rest) = split_ordinal(text);
    let body = || rest.chars().map(half_width).filter(|c| is_letter(*c));
    let is = |key: &Key| key.body.chars().eq(body());
    (ordinal, bodies.iter().position(is))
}

/// Whether a character carries meaning. The common ones are recognized without the large tables.
fn is_letter(c: char) -> bool {
    match c {
        '\u{4e00}'..='\u{9fff}' => true,
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        '\u{2010}'..='\u{205f}' | '\u{3000}'..='\u{3003}' | '\u{3008}'..='\u{3011}' => false,
        c => c.is_alphanumeric() && !is_note_mark(c),
    }
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

/// The same of a label as most are printed: nothing but ideographs behind at most one numeral with its mark.
fn plainly_split(text: &str) -> Option<(Ordinal, &str)> {
    if is_plain(text) {
        return Some((Ordinal::default(), text));
    }
    let mut inner = text.strip_prefix('（').unwrap_or(text).chars();
    let number = numeral(inner.next()?)?;
    if !is_mark(inner.next()?) {
        return None;
    }
    let rest = inner.as_str();
    is_plain(rest).then_some((Ordinal(number), rest))
}

/// Whether a text has only the common ideographs, U+4E00 to U+9FFF, of which each is a letter of a key.
fn is_plain(text: &str) -> bool {
    let (characters, rest) = text.as_bytes().as_chunks::<3>();
    let is_common = |c: &[u8; 3]| matches!(c[0], 0xE5..=0xE9) || c[0] == 0xE4 && c[1] >= 0xB8;
    rest.is_empty() && characters.iter().all(is_common)
}

/// What stands behind numbering; a question mark is what is left of 、 where a program could not write it.
const fn is_mark(c: char) -> bool {
    matches!(
        c,
        '、' | '.' | '．' | '）' | ')' | ',' | '，' | '】' | '。' | '·' | '?'
    )
}

/// Splits leading numbering such as `（一）`, `1.`, `三、`, `五)`, `②` from a label.
fn split_ordinal(text: &str) -> (Ordinal, &str) {
    let start = text.trim_start_matches(is_noise);
    if let Some((number, rest)) = enclosed(start) {
        return (number, rest);
    }
    let inner = start.trim_start_matches(|c| matches!(c, '（' | '(' | '【' | '〔') || is_noise(c));
    let digits: usize = inner
        .chars()
        .take_while(|c| numeral(*c).is_some())
        .map(char::len_utf8)
        .sum();
    let (numerals, rest) = inner.split_at(digits);
    let rest = rest.trim_start_matches(is_noise);
    let marked = rest.starts_with(is_mark);
    if numerals.is_empty() || numerals.chars().count() > 3 || !marked {
        return (Ordinal::default(), start);
    }
    (Ordinal::of(numerals), rest)
}

/// What carries no meaning before and within numbering: white space, also of no width, soft hyphens, and the
/// asterisks of Markdown.
fn is_noise(c: char) -> bool {
    c.is_whitespace() || c == '*' || is_invisible(c)
}

/// Numbering that is a single character: `②`, `⑵`, `⒉`, `㈡`.
fn enclosed(text: &str) -> Option<(Ordinal, &str)> {
    let first = text.chars().next()?;
    let (zero, tens) = match first {
        '①'..='⑳' => ('①', 11),
        '⑴'..='⒇' => ('⑴', 11),
        '⒈'..='⒛' => ('⒈', 11),
        '㈠'..='㈩' => ('㈠', 0),
        _ => return None,
    };
    let number = (first as u32 - zero as u32) as u16 + 1;
    let packed = match number {
        1..=9 => number + tens,
        10 if tens == 0 => 10,
        _ => (number / 10 + tens) << 5 | (number % 10 + tens),
    };
    let rest = text.get(first.len_utf8()..)?;
    let rest = rest.trim_start_matches(|c| is_noise(c) || matches!(c, '、' | '.' | '．'));
    Some((Ordinal(packed), rest))
}

/// A numeral as a small number that tells it from all others.
fn numeral(c: char) -> Option<u16> {
    match c {
        '0'..='9' => Some(c as u16 - '0' as u16 + 11),
        '０'..='９' => Some((c as u32 - '０' as u32) as u16 + 11),
        'Ⅰ'..='Ⅸ' => Some((c as u32 - 'Ⅰ' as u32) as u16 + 12),
        c if numerals::place(c) == Some(10) => Some(10),
        c => numerals::digit(c).map(u16::from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_numbering_from_the_body() {
        for (text, numerals, body) in [
            ("（一）予以公开", "一", "予以公开"),
            ("五)不予处理", "五", "不予处理"),
            ("3.其他", "3", "其他"),
            ("３．其他", "3", "其他"),
            ("一. 总体情况", "一", "总体情况"),
            ("（十二）其他", "十二", "其他"),
            ("三 、本 年 度办 理 结果", "三", "本年度办理结果"),
            ("本年新\n制作数量", "", "本年新制作数量"),
            ("3.危及“三安全一稳定”", "3", "危及三安全一稳定"),
            ("\u{200b}（\u{a0}七\u{a0}）\u{a0}总\u{a0}计", "七", "总计"),
            ("**（七）总计**", "七", "总计"),
            ("③其他", "3", "其他"),
            ("⒊其他", "3", "其他"),
            ("⑽其他", "10", "其他"),
            ("㈦ 总计", "七", "总计"),
        ] {
            let key = key(text);
            assert_eq!(
                (key.ordinal, key.body.as_str()),
                (Ordinal::of(numerals), body)
            );
            assert_eq!(key.ordinal.is_none(), numerals.is_empty());
        }
    }

    #[test]
    fn plain_labels_are_split_as_all_others_are() {
        for text in [
            "予以公开",
            "一般文件",
            "（一）予以公开",
            "1.其他",
            "十、其他",
            "１）其他",
            "一）",
            "",
            "〇、㐀",
            "1.一、二",
            "（（一）其他",
            "一二",
        ] {
            let Some((ordinal, body)) = plainly_split(text) else {
                continue;
            };
            let (expected, rest) = split_ordinal(text);
            let letters: String = rest.chars().filter(|c| is_letter(*c)).collect();
            assert_eq!((ordinal, body), (expected, letters.as_str()), "{text}");
        }
        assert!(plainly_split("（一）予以公开").is_some());
        assert!(plainly_split("1.其他").is_some());
        assert!(plainly_split("其他 事项").is_none());
    }

    #[test]
    fn numberings_differ() {
        let all = ["", "一", "1", "十", "十一", "一十", "11", "3", "三"];
        for (at, left) in all.iter().enumerate() {
            for right in &all[at + 1..] {
                assert_ne!(Ordinal::of(left), Ordinal::of(right), "{left} {right}");
            }
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
