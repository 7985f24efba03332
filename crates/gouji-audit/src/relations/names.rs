//! What units are called in their texts, with those above them.

use std::collections::BTreeMap;

use crate::peers::{longest_first, names_of};
use crate::units::{Tree, Unit};

/// What units are called.
pub(super) struct Names<'t> {
    tree: &'t Tree,
    /// For each unit with others below it what it is called by itself.
    above: BTreeMap<usize, Box<[String]>>,
}

impl<'t> Names<'t> {
    pub(super) fn of(tree: &'t Tree) -> Self {
        let above = (0..tree.units().len()).filter(|unit| !tree.children(*unit).is_empty());
        let above = above.map(|unit| (unit, own_names(tree, unit).into()));
        Self {
            tree,
            above: above.collect(),
        }
    }

    /// What a unit and those above it are called, the longest first.
    pub(super) fn of_unit(&self, unit: usize) -> Vec<String> {
        let units = self.tree.units();
        let mut names = own_names(self.tree, unit);
        let mut at = units.get(unit).and_then(Unit::above);
        while let Some(above) = at {
            let its = self.above.get(&above).map_or(&[][..], |names| names);
            names.extend_from_slice(its);
            at = units.get(above).and_then(Unit::above);
        }
        longest_first(&mut names);
        names
    }
}

/// What a unit is called by itself.
fn own_names(tree: &Tree, unit: usize) -> Vec<String> {
    let Some(unit) = tree.units().get(unit) else {
        return Vec::new();
    };
    let region = Some(&*unit.region).filter(|region| !region.is_empty());
    names_of(unit.names().chain(region))
}
