//! Units behind figures: what counts are counted in, and money in yuan and its multiples.
//!
//! A cell that only shows that it holds a value is asked less ([`is_number_with_unit`]) than one whose
//! figure is to be read ([`split`]): a value that cannot be read is reported, and a label that is taken
//! for a value shifts a row.

use gouji_language::units::{self, COUNTERS, CURRENCY, HEADS, MONEY};

/// Longest number with a unit, in characters.
const LONGEST_MEASURE: usize = 20;

/// What a figure is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Something counted.
    Counter,
    /// Money, as a power of ten of the yuan.
    Money(u8),
}

/// A unit of money as a power of ten of the yuan; nothing for other words.
#[must_use]
pub fn money_unit(word: &str) -> Option<u8> {
    let bare = CURRENCY.iter().find_map(|name| word.strip_prefix(name));
    let word = bare.unwrap_or(word);
    let known = MONEY.iter().find(|(name, _)| *name == word);
    known.map(|(_, power)| *power)
}

/// Whether a character stands in what is written around numbers: units, 万, 约.
#[must_use]
pub const fn is_unit_sign(c: char) -> bool {
    units::signs(c)
}

/// `3件`, `251000元`, `约5`, `819 件`: a short text that is mostly a number. Space, or the end of a
/// line, may stand between the number and what it counts.
#[must_use]
pub fn is_number_with_unit(text: &str) -> bool {
    let number = text.trim_end_matches(is_unit_sign);
    let number = number.trim_end();
    let unit = text.get(number.len()..).unwrap_or_default().trim_start();
    let mut digits = 0;
    let mut length = 0;
    for c in number.chars().chain(unit.chars()) {
        length += 1;
        let digit = c.is_ascii_digit() || ('０'..='９').contains(&c);
        digits += usize::from(digit);
        let fits = digit || is_unit_sign(c) || ".,，．+-%".contains(c);
        if !fits || length > LONGEST_MEASURE {
            return false;
        }
    }
    digits > 0 && !text.contains(units::between)
}

/// The number before a unit, and the unit.
pub(crate) fn split(text: &str) -> Option<(&str, Unit)> {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = text.get(digits.len()..)?.trim();
    // Among amounts the word for a multiple alone says enough: `15.2万`.
    let multiple = || units::MULTIPLES.iter().find(|(name, _)| *name == unit);
    let money = money_unit(unit).or_else(|| multiple().map(|(_, power)| *power));
    let unit = match money {
        Some(power) => Unit::Money(power),
        None if COUNTERS.contains(&unit) => Unit::Counter,
        None => return None,
    };
    Some((digits, unit))
}

/// The unit of money that a heading gives: `（单位：万元）`, `(元)`, `单位：元`. A heading with other words
/// in its brackets gives none.
#[must_use]
pub fn written_unit(heading: &str) -> Option<u8> {
    let plain: String = heading.chars().filter(|c| !c.is_whitespace()).collect();
    let head = HEADS
        .iter()
        .find_map(|head| Some(plain.rfind(head)? + head.len()));
    let from = match head {
        Some(at) => plain.get(at..),
        None => plain.rfind(['（', '(']).and_then(|at| plain.get(at..)),
    };
    money_unit(from?.trim_matches(units::heading_signs))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_give_units_of_money() {
        for (heading, unit) in [
            ("本年收费金额（单位：万元）", Some(4)),
            ("本年收费金额（单位：元）", Some(0)),
            ("本年收费金额(万 元)", Some(4)),
            ("本年收费金额单位:亿元", Some(8)),
            ("单位：人民币元", Some(0)),
            ("本年收费金额", None),
            ("本年收费金额（含税）", None),
            ("本年收费金额（单位：件）", None),
        ] {
            assert_eq!(written_unit(heading), unit, "{heading}");
        }
    }

    #[test]
    fn a_number_is_split_from_its_unit() {
        assert_eq!(split("3件"), Some(("3", Unit::Counter)));
        assert_eq!(split("25.1 万元"), Some(("25.1", Unit::Money(4))));
        assert_eq!(split("25.1万"), Some(("25.1", Unit::Money(4))));
        for text in ["3", "3月", "3万件", "件", "约5", "3%"] {
            assert!(
                split(text).is_none_or(|(number, _)| number != "3"),
                "{text}"
            );
        }
    }
}
