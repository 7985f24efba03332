//! Exact fractions that notice when they grow too large.
//!
//! Rules have small whole numbers as factors, so that 128 bits are plenty; where they are not,
//! the question at hand is left undecided instead of being answered wrongly.

use std::cmp::Ordering;

/// A number grew beyond 128 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooLarge;

/// A fraction in lowest terms with a positive denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Ratio {
    above: i128,
    below: i128,
}

type Exact<T> = Result<T, TooLarge>;

/// The greatest common divisor, never negative.
pub(crate) fn gcd(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a.checked_rem(b).unwrap_or(0));
    }
    a.saturating_abs()
}

impl Ratio {
    pub(crate) const ZERO: Self = Self { above: 0, below: 1 };
    pub(crate) const ONE: Self = Self { above: 1, below: 1 };

    fn new(above: i128, below: i128) -> Exact<Self> {
        let divisor = gcd(above, below).max(1);
        let sign = if below < 0 { -1 } else { 1 };
        let part = |number: i128| number.checked_div(divisor)?.checked_mul(sign);
        let (above, below) = (part(above).ok_or(TooLarge)?, part(below).ok_or(TooLarge)?);
        Ok(Self { above, below })
    }

    pub(crate) const fn is_zero(self) -> bool {
        self.above == 0
    }

    pub(crate) const fn is_positive(self) -> bool {
        self.above > 0
    }

    /// Whether both are whole: then there is nothing to bring to lowest terms.
    const fn both_whole(self, other: Self) -> bool {
        self.below == 1 && other.below == 1
    }

    pub(crate) fn plus(self, other: Self) -> Exact<Self> {
        if self.both_whole(other) {
            let sum = self.above.checked_add(other.above);
            return sum.map(Self::from).ok_or(TooLarge);
        }
        let left = self.above.checked_mul(other.below).ok_or(TooLarge)?;
        let right = other.above.checked_mul(self.below).ok_or(TooLarge)?;
        let above = left.checked_add(right).ok_or(TooLarge)?;
        Self::new(above, self.below.checked_mul(other.below).ok_or(TooLarge)?)
    }

    pub(crate) fn minus(self, other: Self) -> Exact<Self> {
        self.plus(other.negated()?)
    }

    pub(crate) fn times(self, other: Self) -> Exact<Self> {
        if self.both_whole(other) {
            let product = self.above.checked_mul(other.above);
            return product.map(Self::from).ok_or(TooLarge);
        }
        // Crosswise first, which keeps products small.
        let (one, two) = (
            Self::new(self.above, other.below)?,
            Self::new(other.above, self.below)?,
        );
        Self::new(
            one.above.checked_mul(two.above).ok_or(TooLarge)?,
            one.below.checked_mul(two.below).ok_or(TooLarge)?,
        )
    }

    /// The quotient; dividing by zero counts as too large.
    pub(crate) fn over(self, other: Self) -> Exact<Self> {
        if other.is_zero() {
            return Err(TooLarge);
        }
        if other == Self::ONE {
            return Ok(self);
        }
        self.times(Self::new(other.below, other.above)?)
    }

    pub(crate) fn negated(self) -> Exact<Self> {
        let above = self.above.checked_neg().ok_or(TooLarge)?;
        Ok(Self { above, ..self })
    }

    pub(crate) fn compare(self, other: Self) -> Exact<Ordering> {
        if self.both_whole(other) {
            return Ok(self.above.cmp(&other.above));
        }
        let difference = self.minus(other)?;
        Ok(difference.above.cmp(&0))
    }
}

impl From<i128> for Ratio {
    fn from(above: i128) -> Self {
        Self { above, below: 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stays_in_lowest_terms() {
        let half = Ratio::new(2, -4).unwrap();
        assert_eq!((half.above, half.below), (-1, 2));
        assert_eq!(half.plus(Ratio::ONE), Ratio::new(1, 2));
        assert_eq!(half.times(half), Ratio::new(1, 4));
        assert_eq!(Ratio::ONE.over(half), Ok(Ratio::from(-2)));
    }

    #[test]
    fn says_when_it_overflows() {
        let large = Ratio::from(i128::MAX);
        assert_eq!(large.plus(Ratio::ONE), Err(TooLarge));
        assert_eq!(large.times(large), Err(TooLarge));
        assert_eq!(Ratio::from(i128::MIN).negated(), Err(TooLarge));
        assert_eq!(Ratio::ONE.over(Ratio::ZERO), Err(TooLarge));
        assert_eq!(gcd(i128::MIN, -1), 1);
    }
}
