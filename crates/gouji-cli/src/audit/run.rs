//! A run and what it goes by.

use crate::arguments::Check;
use crate::check::Checker;
use crate::files::Inputs;
use crate::plan::Plan;

/// A run and what it goes by.
#[derive(Clone, Copy)]
pub(super) struct Run<'r> {
    pub check: &'r Check,
    pub plan: &'r Plan,
    pub inputs: &'r Inputs,
    pub checkers: &'r [Checker<'r>],
}

impl<'r> Run<'r> {
    /// The number of the checker of an input.
    pub(super) fn group(&self, input: usize) -> Option<usize> {
        self.plan.of_input.get(input)
    }

    /// The checker of an input.
    pub(super) fn checker(&self, input: usize) -> Option<&'r Checker<'r>> {
        self.checkers.get(self.group(input)?)
    }
}
