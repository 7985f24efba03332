//! What files are read with.

use std::time::Duration;

use super::cached::{Keys, Known};
use super::run::Run;
use crate::files::Input;
use crate::progress::Progress;

/// What the threads that read files go by. They may outlive the run, so that it lives as long as the
/// process.
pub(super) struct Reading {
    pub run: Run<'static>,
    /// The keys of files, by checkers.
    pub keys: Vec<Keys>,
    /// What is known of earlier runs.
    pub known: Option<Known>,
    /// The numbers of the inputs that are not read, in order.
    pub left_out: Vec<usize>,
    pub progress: Progress,
    /// How long one file may take.
    pub deadline: Duration,
    /// Whether answers have a say in what is shown, which only this run knows.
    pub has_answers: bool,
}

impl Reading {
    /// What is known of earlier runs, where relations between reports may be taken from it.
    pub(super) fn settles(&self) -> Option<&Known> {
        self.known.as_ref().filter(|_| !self.has_answers)
    }

    /// Whether marks stand for the paths of reports until they are shown.
    pub(super) fn masks(&self) -> bool {
        let mut checkers = self.run.checkers.iter();
        checkers.any(|checker| checker.masks)
    }

    /// The path of a report as far as a key rests on it: where a mark stands for it, nothing does.
    pub(super) fn path_in_keys<'p>(&self, path: &'p str) -> &'p str {
        if self.masks() { "" } else { path }
    }

    /// How many inputs are read.
    pub(super) fn count(&self) -> usize {
        self.run.inputs.len() - self.left_out.len()
    }

    /// The inputs to read in order, each with its number.
    pub(super) fn inputs(&self) -> impl Iterator<Item = (usize, Input)> {
        let all = self.run.inputs.iter().enumerate();
        all.filter(|(number, _)| self.left_out.binary_search(number).is_err())
    }

    /// The number of an input to read, and the input.
    pub(super) fn input(&self, item: usize) -> Option<(usize, Input)> {
        // Those that are left out have numbers, too.
        let next = |number: usize, left_out: &usize| number + usize::from(*left_out <= number);
        let number = self.left_out.iter().fold(item, next);
        Some((number, self.run.inputs.get(number)?))
    }
}
