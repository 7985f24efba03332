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
    /// The inputs to read, by their numbers.
    pub numbers: Vec<usize>,
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

    /// The number of an input to read, and the input.
    pub(super) fn input(&self, item: usize) -> Option<(usize, Input)> {
        let number = *self.numbers.get(item)?;
        Some((number, self.run.inputs.get(number)?))
    }
}
