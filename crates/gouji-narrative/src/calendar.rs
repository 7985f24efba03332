//! Numbers as days, months and years are written.

use gouji_model::numerals;

/// The value of digits, or of a numeral as days, months and years are written.
pub(crate) fn value(digits: &[char]) -> Option<u32> {
    let digit = |c: &char| {
        let zero = (*c == '〇').then_some(0);
        let numeral = || numerals::digit(*c).map(u32::from);
        c.to_digit(10).or(zero).or_else(numeral)
    };
    let read = |digits: &[char]| {
        digits
            .iter()
            .try_fold(0, |sum: u32, c| sum.checked_mul(10)?.checked_add(digit(c)?))
    };
    if digits.is_empty() {
        return None;
    }
    let Some(ten) = digits.iter().position(|c| *c == '十') else {
        return read(digits);
    };
    let (tens, ones) = (digits.get(..ten)?, digits.get(ten + 1..)?);
    let tens = if tens.is_empty() { 1 } else { read(tens)? };
    tens.checked_mul(10)?.checked_add(read(ones)?)
}

/// The last day of a month; nothing for what is no month.
pub(crate) const fn last_day(year: i32, month: u32) -> Option<u32> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 if leap => Some(29),
        2 => Some(28),
        _ => None,
    }
}
