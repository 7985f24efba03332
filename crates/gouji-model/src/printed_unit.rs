//! The unit of money that a report prints.

use crate::Place;

/// A unit that a report says its amounts are in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedUnit {
    /// The unit as printed.
    pub word: String,
    /// The unit as a power of ten of the currency.
    pub power: u8,
    /// Where it stands, if it stands anywhere.
    pub place: Option<Place>,
}
