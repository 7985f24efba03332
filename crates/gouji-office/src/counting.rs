//! Numbers as lists print them: `一`, `（二）`, `三十`, `IV`, `③`.

use gouji_model::numerals::DIGITS;

/// How a number is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Style {
    /// `1`
    #[default]
    Decimal,
    /// `01`
    DecimalZero,
    /// `１`
    FullWidth,
    /// `一` `十一` `一百零一`
    Chinese,
    /// `一` `一一` `一〇一`
    ChineseDigits,
    /// `壹` `拾壹`
    ChineseLegal,
    /// `甲` `乙`
    Stems,
    /// `子` `丑`
    Branches,
    /// `①`
    Circled,
    /// `⑴`
    Bracketed,
    /// `⒈`
    Dotted,
    /// `㈠`
    ChineseBracketed,
    /// `I`
    UpperRoman,
    /// `i`
    LowerRoman,
    /// `A`
    UpperLetter,
    /// `a`
    LowerLetter,
    /// Nothing, as for bullets.
    Nothing,
}

const LEGAL: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];

/// Prints a number.
pub(crate) fn print(number: u32, style: Style) -> String {
    match style {
        Style::Decimal => number.to_string(),
        Style::DecimalZero => format!("{number:02}"),
        Style::FullWidth => digits(number, |digit| {
            char::from_u32('０' as u32 + digit).unwrap_or('０')
        }),
        Style::Chinese => chinese(number, &DIGITS, ["", "十", "百", "千"]),
        Style::ChineseDigits => digits(number, |digit| {
            DIGITS.get(digit as usize).copied().unwrap_or('〇')
        }),
        Style::ChineseLegal => chinese(number, &LEGAL, ["", "拾", "佰", "仟"]),
        Style::Stems => one_of("甲乙丙丁戊己庚辛壬癸", number),
        Style::Branches => one_of("子丑寅卯辰巳午未申酉戌亥", number),
        Style::Circled => one_of("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", number),
        Style::Bracketed => one_of("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", number),
        Style::Dotted => one_of("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", number),
        Style::ChineseBracketed => one_of("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", number),
        Style::UpperRoman => roman(number),
        Style::LowerRoman => roman(number).to_lowercase(),
        Style::UpperLetter => letter(number),
        Style::LowerLetter => letter(number).to_lowercase(),
        Style::Nothing => String::new(),
    }
}

/// The signs for a number, or its digits where the signs end.
fn one_of(signs: &str, number: u32) -> String {
    let sign = number
        .checked_sub(1)
        .and_then(|at| signs.chars().nth(at as usize));
    sign.map_or_else(|| number.to_string(), String::from)
}

fn digits(number: u32, sign: impl Fn(u32) -> char) -> String {
    let plain = number.to_string();
    let values = plain.chars().filter_map(|digit| digit.to_digit(10));
    values.map(sign).collect()
}

/// A number below ten thousand with its places named; larger ones digit by digit.
fn chinese(number: u32, signs: &[char; 10], places: [&str; 4]) -> String {
    let sign = |digit: u32| signs.get(digit as usize).copied().unwrap_or('〇');
    if number == 0 || number >= 10_000 {
        return digits(number, sign);
    }
    let mut printed = String::new();
    let mut gap = false;
    for (power, place) in [1_000, 100, 10, 1].into_iter().zip(places.iter().rev()) {
        let digit = number / power % 10;
        if digit == 0 {
            gap |= !printed.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            printed.push('零');
        }
        // Ten is 十, not 一十, at the start of a number.
        if !(digit == 1 && power == 10 && printed.is_empty()) {
            printed.push(sign(digit));
        }
        printed.push_str(place);
    }
    printed
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1_000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number > 3_999 {
        return number.to_string();
    }
    let mut rest = number;
    let mut printed = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            printed.push_str(sign);
            rest -= value;
        }
    }
    printed
}

/// `A` to `Z`, then `AA`, `BB` and so on, as Word does.
fn letter(number: u32) -> String {
    let Some(from_zero) = number.checked_sub(1).filter(|at| *at < 260) else {
        return number.to_string();
    };
    let sign = char::from_u32('A' as u32 + from_zero % 26).unwrap_or('A');
    String::from(sign).repeat(from_zero as usize / 26 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_as_lists_do() {
        for (number, style, printed) in [
            (7, Style::DecimalZero, "07"),
            (12, Style::FullWidth, "１２"),
            (1, Style::Chinese, "一"),
            (10, Style::Chinese, "十"),
            (11, Style::Chinese, "十一"),
            (20, Style::Chinese, "二十"),
            (101, Style::Chinese, "一百零一"),
            (110, Style::Chinese, "一百一十"),
            (1_001, Style::Chinese, "一千零一"),
            (11, Style::ChineseDigits, "一一"),
            (10, Style::ChineseDigits, "一〇"),
            (12, Style::ChineseLegal, "拾贰"),
            (2, Style::Stems, "乙"),
            (20, Style::Circled, "⑳"),
            (21, Style::Circled, "21"),
            (4, Style::UpperRoman, "IV"),
            (28, Style::LowerLetter, "bb"),
            (3, Style::Nothing, ""),
            (0, Style::UpperLetter, "0"),
        ] {
            assert_eq!(print(number, style), printed);
        }
    }
}
