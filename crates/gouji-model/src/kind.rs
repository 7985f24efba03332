//! What the cells of a column hold.

/// What kind of value a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// A whole number, not negative.
    Count,
    /// A change against last year: a whole number with either sign.
    SignedCount,
    /// An amount of money: decimals allowed, not negative.
    Amount,
    /// An amount of money with either sign; one in brackets is below zero.
    SignedAmount,
    /// A percentage: the number before the sign `%`, decimals allowed, with either sign.
    Percent,
    /// A number of days: decimals allowed, not negative.
    Days,
    /// A day of the calendar.
    Date,
    /// One word of a list, or any text where the column has no list.
    Words,
    /// Yes or no.
    YesNo,
}

impl CellKind {
    /// Whether its cells hold numbers.
    #[must_use]
    pub const fn is_number(self) -> bool {
        !matches!(self, Self::Date | Self::Words | Self::YesNo)
    }

    /// Whether its numbers may be below zero.
    #[must_use]
    pub const fn is_signed(self) -> bool {
        matches!(
            self,
            Self::SignedCount | Self::SignedAmount | Self::Percent | Self::Date
        )
    }

    /// Whether its numbers are whole.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        matches!(
            self,
            Self::Count | Self::SignedCount | Self::Date | Self::YesNo
        )
    }

    /// Whether it is counted and not measured.
    #[must_use]
    pub const fn is_count(self) -> bool {
        matches!(self, Self::Count | Self::SignedCount)
    }

    /// Whether it is an amount of money.
    #[must_use]
    pub const fn is_amount(self) -> bool {
        matches!(self, Self::Amount | Self::SignedAmount)
    }
}
