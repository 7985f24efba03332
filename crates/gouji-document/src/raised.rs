//! Raised text: the marks of notes, which are no part of a figure. `12` with a raised `1` behind it
//! is twelve, not 121.

/// What stands for the digits 0 to 9.
const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// Raised text in characters that stay raised: digits, and brackets around them. Text that is no
/// mark, such as the letters of an ordinal, is kept as it is.
#[must_use]
pub fn raised(text: &str) -> String {
    let written: Option<String> = text.chars().map(raised_mark).collect();
    written.unwrap_or_else(|| text.to_owned())
}

/// A character of a mark where it is raised; none for what no mark is made of.
#[must_use]
pub fn raised_mark(c: char) -> Option<char> {
    let digit = |from: char| {
        let at = (c as usize).wrapping_sub(from as usize);
        DIGITS.get(at).copied()
    };
    match c {
        '0'..='9' => digit('0'),
        '０'..='９' => digit('０'),
        '[' | '(' | '（' | '［' | '〔' | '【' => Some('⁽'),
        ']' | ')' | '）' | '］' | '〕' | '】' => Some('⁾'),
        '①'..='⑳' | ' ' => Some(c),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::raised;

    #[test]
    fn marks_stay_raised_and_words_stay_words() {
        for (text, expected) in [
            ("1", "¹"),
            ("［１2］", "⁽¹²⁾"),
            ("①", "①"),
            ("nd", "nd"),
            ("注1", "注1"),
        ] {
            assert_eq!(raised(text), expected);
        }
    }
}
