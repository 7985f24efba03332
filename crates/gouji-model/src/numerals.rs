//! Chinese numerals, character by character.

/// Zero to nine as they are written digit by digit: 二〇二三.
pub const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// The value of a digit from 一 to 九. Zero is written in several ways, not all of them everywhere:
/// see [`is_zero`].
#[must_use]
pub const fn digit(c: char) -> Option<u8> {
    Some(match c {
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The everyday form of a numeral that is written so that it cannot be altered: 贰 is 二, 拾 is 十. Others
/// stay as they are.
#[must_use]
pub const fn everyday(c: char) -> char {
    match c {
        '壹' => '一',
        '贰' => '二',
        '叁' => '三',
        '肆' => '四',
        '伍' => '五',
        '陆' => '六',
        '柒' => '七',
        '捌' => '八',
        '玖' => '九',
        '拾' => '十',
        '佰' => '百',
        '仟' => '千',
        _ => c,
    }
}

/// Whether a character is a zero: 〇, 零, and the circle that is typed for them.
#[must_use]
pub const fn is_zero(c: char) -> bool {
    matches!(c, '〇' | '零' | '○')
}

/// What a place counts: 十, 百, 千, 万, 亿.
#[must_use]
pub const fn place(c: char) -> Option<i128> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        '万' => Some(10_000),
        '亿' => Some(100_000_000),
        _ => None,
    }
}

/// Whether a character stands in the numbers of headings and items: 一 to 十.
#[must_use]
pub const fn is_ordinal(c: char) -> bool {
    digit(c).is_some() || matches!(c, '十')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_have_the_values_of_their_places_in_the_row() {
        for (value, c) in (0_u8..).zip(DIGITS) {
            assert_eq!(digit(c), (value > 0).then_some(value));
            assert_eq!(is_zero(c), value == 0);
        }
        assert!(is_ordinal('十') && !is_ordinal('〇') && !is_ordinal('百'));
        assert_eq!(place('万'), Some(10_000));
    }
}
