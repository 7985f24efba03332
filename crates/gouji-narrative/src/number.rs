//! What a figure in prose says and counts.

use std::fmt;
use std::ops::{Range, RangeInclusive};

use gouji_model::Figure;
use gouji_rule::Words;

/// What a text says: a whole number, or one rounded to so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatedValue {
    /// The number.
    pub value: i128,
    /// What its last digit counts: 1 for exact numbers, 1000 for `1.2万`.
    pub step: i128,
    /// The least and the greatest number that may be stated so, where it is not meant exactly: 10 and 19
    /// for 十几.
    pub span: Option<(i128, i128)>,
}

impl StatedValue {
    /// A whole number.
    pub(crate) const fn exactly(value: i128) -> Self {
        Self {
            value,
            step: 1,
            span: None,
        }
    }

    /// Whether a figure may be stated so: it is the number, or becomes it when rounded or cut off.
    #[must_use]
    pub fn fits(self, figure: Figure) -> bool {
        let figure = figure.at_scale(0);
        figure.is_some_and(|figure| self.range().contains(&figure))
    }

    /// The whole numbers that may be stated so.
    #[must_use]
    pub fn range(self) -> RangeInclusive<i128> {
        if let Some((least, greatest)) = self.span {
            return least..=greatest;
        }
        let low = self.value.saturating_sub(self.step / 2);
        let high = self.value.saturating_add((self.step - 1).max(0));
        if self.step > 1 {
            low..=high
        } else {
            self.value..=self.value
        }
    }
}

impl fmt::Display for StatedValue {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.span {
            None => write!(out, "{}", self.value),
            Some((least, i128::MAX)) => write!(out, "≥ {least}"),
            Some((least, greatest)) => write!(out, "{least}–{greatest}"),
        }
    }
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Cases, documents: what cells count.
    Count,
    /// Hundredths; the value is the digits without their point, with so many decimals.
    Percent(u32),
    /// Money, in its smallest named unit.
    Money,
    /// A calendar year.
    Year,
    /// Nothing is stated.
    None,
}

/// A figure in a text.
#[derive(Clone, Debug)]
pub(crate) struct Number {
    /// Its digits and unit, as characters of the text.
    pub range: Range<usize>,
    /// What it says.
    pub stated: StatedValue,
    /// What it counts.
    pub unit: Unit,
    /// Whether it is meant exactly: no 约, no 余, no range.
    pub exact: bool,
}

/// A figure with its index among those of its text.
#[derive(Clone, Copy)]
pub(crate) struct Numbered<'s> {
    /// The index.
    pub index: usize,
    /// The figure.
    pub number: &'s Number,
}

/// The length of the longest of these words that a text begins with.
#[inline]
pub(crate) fn starts_with_any(rest: &[char], words: &Words) -> Option<usize> {
    words.beginning(rest).map(Vec::len).max()
}
