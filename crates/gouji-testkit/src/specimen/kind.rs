//! The kinds of mistakes.

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Two neighbouring digits in the wrong order.
    DigitsSwapped,
    /// A digit left out.
    DigitDropped,
    /// A digit typed twice.
    DigitDoubled,
    /// One wrong digit.
    DigitMistyped,
    /// A zero too many at the end.
    TimesTen,
    /// The zero at the end left out.
    DividedByTen,
    /// A minus before the figure.
    Sign,
    /// Two neighbouring cells exchanged.
    CellsSwapped,
    /// A row's figures moved by one cell.
    RowMoved,
    /// A column's figures moved by one cell.
    ColumnMoved,
    /// Nothing where a figure belongs.
    Blanked,
    /// A total that leaves out one of its items.
    TotalNotUpdated,
    /// The figure of the cell beside it, typed once more.
    SubtotalAsItem,
}

/// All kinds in order.
pub const KINDS: [Kind; 13] = [
    Kind::DigitsSwapped,
    Kind::DigitDropped,
    Kind::DigitDoubled,
    Kind::DigitMistyped,
    Kind::TimesTen,
    Kind::DividedByTen,
    Kind::Sign,
    Kind::CellsSwapped,
    Kind::RowMoved,
    Kind::ColumnMoved,
    Kind::Blanked,
    Kind::TotalNotUpdated,
    Kind::SubtotalAsItem,
];

impl Kind {
    /// The name of the mistake.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DigitsSwapped => "digits-swapped",
            Self::DigitDropped => "digit-dropped",
            Self::DigitDoubled => "digit-doubled",
            Self::DigitMistyped => "digit-mistyped",
            Self::TimesTen => "times-ten",
            Self::DividedByTen => "divided-by-ten",
            Self::Sign => "sign",
            Self::CellsSwapped => "cells-swapped",
            Self::RowMoved => "row-moved",
            Self::ColumnMoved => "column-moved",
            Self::Blanked => "left-blank",
            Self::TotalNotUpdated => "total-not-updated",
            Self::SubtotalAsItem => "subtotal-as-item",
        }
    }
}
