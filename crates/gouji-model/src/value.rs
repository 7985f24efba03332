//! What a cell holds.

use crate::Figure;

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number.
    Figure(Figure),
    /// Nothing; counts as zero in sums.
    Blank,
    /// A sign that stands for nothing (`/`, `-`, `—`, `无`); counts as zero in sums.
    Placeholder,
    /// That the question does not arise (`N/A`), which is not zero: what a relation makes of it, its
    /// rule says.
    NotApplicable,
    /// Less than a number, and more than zero: `<1`.
    LessThan(Figure),
    /// A day, by its number ([`day_number`](crate::day_number)).
    Date(i32),
    /// A word of its column's list, counted from 1; of yes and no, yes is 1 and no is 0.
    Choice(u16),
    /// Text in a column of texts.
    Words,
    /// Any other text; blocks the relations that need the cell.
    Text,
}

impl Value {
    /// The figure that enters sums: blanks and placeholders are zero, days and words their numbers;
    /// nothing where there is none, or none that is known exactly.
    #[must_use]
    pub fn figure(self) -> Option<Figure> {
        match self {
            Self::Figure(figure) => Some(figure),
            Self::Blank | Self::Placeholder => Some(Figure::ZERO),
            Self::Date(day) => Some(Figure::from(i64::from(day))),
            Self::Choice(number) => Some(Figure::from(i64::from(number))),
            Self::NotApplicable | Self::LessThan(_) | Self::Words | Self::Text => None,
        }
    }

    /// Whether it says something: no blank, no sign for nothing, and not that the question does not
    /// arise.
    #[must_use]
    pub const fn is_present(self) -> bool {
        !matches!(self, Self::Blank | Self::Placeholder | Self::NotApplicable)
    }
}
