//! Exact decimal figures.
//!
//! Counts are integers and amounts are decimals with a few places. All arithmetic is checked
//! integer arithmetic on a mantissa and a scale; nothing is ever rounded and no floating point
//! is involved.

use std::cmp::Ordering;
use std::fmt;

/// An exact decimal: `mantissa × 10^-scale`, kept without trailing zeros after the point.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Figure {
    mantissa: i128,
    scale: u8,
}

/// Why a text is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParseFigureError {
    /// Not a number at all.
    NotANumber,
    /// More than 30 digits; no report holds such a figure.
    TooLong,
}

/// The most digits a figure may have. Sums of some thousand such figures still fit in an `i128`.
const MOST_DIGITS: usize = 30;

impl Figure {
    /// Zero.
    pub const ZERO: Self = Self {
        mantissa: 0,
        scale: 0,
    };

    /// `mantissa × 10^-scale`.
    #[must_use]
    pub fn new(mantissa: i128, scale: u8) -> Self {
        let mut figure = Self { mantissa, scale };
        if mantissa == 0 {
            return Self::ZERO;
        }
        while figure.scale > 0 && figure.mantissa % 10 == 0 {
            figure.mantissa /= 10;
            figure.scale -= 1;
        }
        figure
    }

    /// Reads plain ASCII digits with an optional sign and decimal point, as in `-12.50`.
    ///
    /// # Errors
    /// When the text has any other character, no digit, or too many digits.
    pub fn parse(text: &str) -> Result<Self, ParseFigureError> {
        let (negative, digits) = match text.as_bytes().first() {
            Some(b'-') => (true, &text[1..]),
            Some(b'+') => (false, &text[1..]),
            _ => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let well_formed = !whole.is_empty()
            && whole
                .bytes()
                .chain(fraction.bytes())
                .all(|b| b.is_ascii_digit())
            && (digits.len() == whole.len() || !fraction.is_empty());
        if !well_formed {
            return Err(ParseFigureError::NotANumber);
        }
        if whole.len() + fraction.len() > MOST_DIGITS {
            return Err(ParseFigureError::TooLong);
        }
        let mantissa = whole
            .bytes()
            .chain(fraction.bytes())
            .fold(0i128, |sum, digit| sum * 10 + i128::from(digit - b'0'));
        // At most 30, by the check above.
        let scale = fraction.len() as u8;
        Ok(Self::new(
            if negative { -mantissa } else { mantissa },
            scale,
        ))
    }

    /// Whether the figure is zero.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// Whether the figure is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// Whether the figure has no decimal places.
    #[must_use]
    pub const fn is_integer(self) -> bool {
        self.scale == 0
    }

    /// The figure as an integer, if it is one that fits.
    #[must_use]
    pub fn to_i64(self) -> Option<i64> {
        if self.scale == 0 {
            i64::try_from(self.mantissa).ok()
        } else {
            None
        }
    }

    /// `self + other`, or nothing on overflow.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        if (self.scale, other.scale) == (0, 0) {
            let mantissa = self.mantissa.checked_add(other.mantissa)?;
            return Some(Self { mantissa, scale: 0 });
        }
        let scale = self.scale.max(other.scale);
        let sum = self
            .mantissa_at(scale)?
            .checked_add(other.mantissa_at(scale)?)?;
        Some(Self::new(sum, scale))
    }

    /// `self - other`, or nothing on overflow.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(other.negated())
    }

    /// `self × factor`, or nothing on overflow.
    #[must_use]
    pub fn checked_mul(self, factor: i64) -> Option<Self> {
        // Nearly all factors are these.
        match factor {
            1 => return Some(self),
            -1 => return Some(self.negated()),
            _ => {}
        }
        let mantissa = self.mantissa.checked_mul(i128::from(factor))?;
        Some(Self::new(mantissa, self.scale))
    }

    /// The figure with its sign turned.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self {
            mantissa: -self.mantissa,
            scale: self.scale,
        }
    }

    /// `self × 10^power`, or nothing on overflow.
    #[must_use]
    pub fn shifted(self, power: i32) -> Option<Self> {
        let scale = i32::from(self.scale).checked_sub(power)?;
        if scale >= 0 {
            return Some(Self::new(self.mantissa, u8::try_from(scale).ok()?));
        }
        let factor = 10i128.checked_pow(scale.unsigned_abs())?;
        Some(Self::new(self.mantissa.checked_mul(factor)?, 0))
    }

    /// How many decimal places the figure has.
    #[must_use]
    pub const fn scale(self) -> u8 {
        self.scale
    }

    /// The figure in units of `10^-scale`; nothing where it has more decimal places than that or
    /// does not fit.
    #[must_use]
    pub fn at_scale(self, scale: u8) -> Option<i128> {
        if scale < self.scale {
            return None;
        }
        self.mantissa_at(scale)
    }

    #[inline]
    fn mantissa_at(self, scale: u8) -> Option<i128> {
        if scale == self.scale {
            return Some(self.mantissa);
        }
        let factor = 10i128.checked_pow(u32::from(scale - self.scale))?;
        self.mantissa.checked_mul(factor)
    }
}

impl From<i64> for Figure {
    fn from(value: i64) -> Self {
        Self {
            mantissa: i128::from(value),
            scale: 0,
        }
    }
}

impl PartialOrd for Figure {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Figure {
    fn cmp(&self, other: &Self) -> Ordering {
        let scale = self.scale.max(other.scale);
        match (self.mantissa_at(scale), other.mantissa_at(scale)) {
            (Some(left), Some(right)) => left.cmp(&right),
            // Only one of two figures can overflow at the other's scale, and then it is the one
            // of greater magnitude.
            (None, _) => self.mantissa.cmp(&0),
            (_, None) => 0.cmp(&other.mantissa),
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.scale == 0 {
            return match i64::try_from(self.mantissa) {
                Ok(whole) => write!(f, "{whole}"),
                Err(_) => write!(f, "{}", self.mantissa),
            };
        }
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let digits = format!(
            "{:0>width$}",
            self.mantissa.unsigned_abs(),
            width = usize::from(self.scale) + 1
        );
        let (whole, fraction) = digits.split_at(digits.len() - usize::from(self.scale));
        write!(f, "{sign}{whole}.{fraction}")
    }
}

impl fmt::Debug for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(text: &str) -> Figure {
        Figure::parse(text).unwrap()
    }

    #[test]
    fn reads_and_prints_what_it_read() {
        for text in ["0", "12", "-8", "72701.2578", "0.5", "-0.05"] {
            assert_eq!(figure(text).to_string(), text);
        }
        assert_eq!(figure("+1036").to_string(), "1036");
        assert_eq!(figure("007.10").to_string(), "7.1");
    }

    #[test]
    fn refuses_what_is_no_plain_number() {
        for text in [
            "", "-", ".", "1.", ".5", "1e3", "1,000", "１", "12件", "--1",
        ] {
            assert_eq!(
                Figure::parse(text),
                Err(ParseFigureError::NotANumber),
                "{text}"
            );
        }
        assert_eq!(
            Figure::parse(&"9".repeat(31)),
            Err(ParseFigureError::TooLong)
        );
    }

    #[test]
    fn adds_and_compares_across_scales() {
        assert_eq!(
            figure("0.1").checked_add(figure("0.2")),
            Some(figure("0.3"))
        );
        assert_eq!(figure("2").checked_sub(figure("0.5")), Some(figure("1.5")));
        assert!(figure("10") > figure("9.99"));
        assert!(figure("-10") < figure("-9.99"));
    }
}
