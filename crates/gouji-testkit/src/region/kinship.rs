//! Who is above whom and who was made of whom, looked up at once.

use super::units::RegionUnit;

/// The units below each, and those that were made of it.
#[derive(Clone, Debug)]
pub(super) struct Kinship {
    below: Vec<Vec<usize>>,
    became: Vec<Vec<usize>>,
}

impl Kinship {
    /// That of some units.
    pub(super) fn of(units: &[RegionUnit]) -> Self {
        let mut below = vec![Vec::new(); units.len()];
        let mut became = vec![Vec::new(); units.len()];
        for (number, unit) in units.iter().enumerate() {
            if let Some(parent) = unit.parent {
                below[parent].push(number);
            }
            for old in &unit.made_of {
                became[*old].push(number);
            }
        }
        Self { below, became }
    }

    /// The units below one, in their order.
    pub(super) fn below(&self, unit: usize) -> &[usize] {
        self.below.get(unit).map_or(&[], Vec::as_slice)
    }

    /// The units that were made of one, in their order.
    pub(super) fn became(&self, unit: usize) -> &[usize] {
        self.became.get(unit).map_or(&[], Vec::as_slice)
    }
}
