//! What repairs rows: changes of single cells, moves of several, and the rows they repair together.

use std::collections::BTreeSet;

use crate::mistake::Mistake;

/// A change: variable and what to add to it.
pub(crate) type Delta = (usize, i128);

/// One mistake: a cell, or a move of several.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Part {
    pub event: Option<Mistake>,
    pub deltas: Vec<Delta>,
}

/// Mistakes that together repair what they should.
pub(crate) type Joint = Vec<Part>;

/// Rows with the solutions that repair them.
#[derive(Debug)]
pub(crate) struct Group {
    pub rows: BTreeSet<usize>,
    pub solutions: Vec<Joint>,
}
