//! The binary numbers of old workbooks, turned into decimal digits at once.
//!
//! This is the one place where floating point numbers occur: the file holds nothing else. They are
//! printed and never calculated with.

use crate::bytes::{u32_at, u64_at};
use crate::decimal::Decimal;

/// A number in eight bytes.
pub(super) fn double(bytes: &[u8]) -> Option<Decimal> {
    decimal(u64_at(bytes, 0)?)
}

/// A number in four bytes: whole or the upper half of a double, perhaps in hundredths.
pub(super) fn short(bytes: &[u8]) -> Option<Decimal> {
    let bits = u32_at(bytes, 0)?;
    let (hundredths, whole) = (bits & 1 != 0, bits & 2 != 0);
    let number = if whole {
        Decimal::read(&(bits.cast_signed() >> 2).to_string())?
    } else {
        decimal(u64::from(bits & !3) << 32)?
    };
    Some(if hundredths {
        number.shifted(-2)
    } else {
        number
    })
}

fn decimal(bits: u64) -> Option<Decimal> {
    let number = f64::from_bits(bits);
    number
        .is_finite()
        .then(|| format!("{number:e}"))
        .and_then(|text| Decimal::read(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binary_numbers_become_digits() {
        let shown = |number: f64| double(&number.to_le_bytes()).unwrap().print();
        for (number, expected) in [
            (12.34, "12.34"),
            (0.1 + 0.2, "0.3"),
            (1036.0, "1036"),
            (-3.5, "-3.5"),
            (1e-5, "0.00001"),
            (-0.0, "0"),
        ] {
            assert_eq!(shown(number), expected);
        }
        assert_eq!(double(&f64::NAN.to_le_bytes()), None);
        assert_eq!(double(&[0; 7]), None);
    }

    #[test]
    fn short_numbers_become_digits() {
        let shown = |bits: u32| short(&bits.to_le_bytes()).unwrap().print();
        assert_eq!(shown(1036 << 2 | 2), "1036");
        assert_eq!(shown(1234 << 2 | 3), "12.34");
        assert_eq!(shown((-5_i32 << 2 | 2).cast_unsigned()), "-5");
        let upper = |number: f64| (number.to_bits() >> 32) as u32 & !3;
        assert_eq!(shown(upper(1.5)), "1.5");
        assert_eq!(shown(upper(1.5) | 1), "0.015");
    }
}
