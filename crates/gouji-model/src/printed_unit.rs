//! The unit of money that a report prints.

use crate::Place;

/// A unit that a report says its amounts are in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedUnit {
    /// The unit as printed.
    pub word: String,
    /// The unit as a power of ten of the currency; [`Self::UNKNOWN`] where nobody can tell.
    pub power: u8,
    /// Where it stands, if it stands anywhere.
    pub place: Option<Place>,
}

impl PrintedUnit {
    /// The power of a unit that no pack and no language knows.
    pub const UNKNOWN: u8 = u8::MAX;

    /// The unit as a power of ten of the currency, where it is known.
    #[must_use]
    pub fn known_power(&self) -> Option<u8> {
        (self.power != Self::UNKNOWN).then_some(self.power)
    }
}
