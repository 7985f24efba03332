//! A region as a whole.

use super::faults::Fault;
use super::figures::{Flows, Year};
use super::layout::Layout;
use super::published::Published;
use super::units::RegionUnit;

/// A region.
#[derive(Debug)]
pub struct Region<'f> {
    /// Its seed.
    pub seed: u64,
    /// The forms.
    pub layouts: [Layout<'f>; 2],
    /// The units, those above before those below.
    pub units: Vec<RegionUnit>,
    /// What each unit reported, a file each.
    pub published: Vec<Published>,
    /// The mistakes that were put in.
    pub faults: Vec<Fault>,
    pub(super) flows: Flows,
}

impl<'f> Region<'f> {
    /// The form a report is written in.
    #[must_use]
    pub fn layout(&self, published: &Published) -> &Layout<'f> {
        let [earlier, later] = &self.layouts;
        match published.is_later {
            true => later,
            false => earlier,
        }
    }

    /// What a unit should have reported.
    #[must_use]
    pub fn truth(&self, unit: usize, year: i32) -> Option<&Year> {
        self.flows.year(unit, year)
    }
}
