//! Who is added up, and to what.

use std::collections::BTreeMap;

use gouji_model::{CellId, Figure};
use gouji_rule::Rule;

use crate::run_reports::Bound;
use crate::units::Unit;

/// For each cell that is not the sum, how far it is above it.
pub(super) type Differences = BTreeMap<CellId, Figure>;

/// The rule, for the form of the unit above.
#[derive(Clone, Copy, Debug)]
pub struct RollUp<'r> {
    /// The rule.
    pub rule: &'r Rule,
    /// The cells that are sums.
    pub cells: &'r [CellId],
}

/// A unit that counts towards another.
#[derive(Clone, Debug)]
pub struct Member<'u> {
    /// Its number.
    pub number: usize,
    /// The unit.
    pub unit: &'u Unit,
    /// Its reports of the year; several where files differ.
    pub reports: Vec<usize>,
    /// Whether a report bears its name in a year in which the units file has it report on nothing.
    pub is_out_of_term: bool,
    /// Its reports of the years around it, the one before first.
    pub around: [Option<usize>; 2],
}

/// The unit above.
#[derive(Clone, Debug)]
pub struct Parent {
    /// Its number.
    pub number: usize,
    /// The year.
    pub year: i32,
    /// Its report.
    pub bound: Bound,
    /// Its reports of the years around it, the one before first.
    pub around: [Option<usize>; 2],
}

/// The units below one.
#[derive(Clone, Copy)]
pub struct Below<'u> {
    /// Those that count towards it.
    pub members: &'u [Member<'u>],
    /// Those that do not.
    pub apart: &'u [Member<'u>],
    /// The cells of a unit below, of its report, that are not the sums over those below it, and for which none of
    /// these is certainly to blame.
    pub disputed: &'u dyn Fn(&Member<'_>, &Bound) -> Vec<CellId>,
    /// All cells of a unit below, of its report, that are not the sums over those below it.
    pub unequal: &'u dyn Fn(&Member<'_>, &Bound) -> Vec<CellId>,
}
