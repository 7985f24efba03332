//! A report with something to be done opened again, with the one before it.

use gouji_check::Outcome;
use gouji_model::Report;

use super::task::Task;

/// How reports of a run are opened again, as they stand in their files.
pub trait Reopening {
    /// A report that was opened.
    type Opened;
    /// Why one could not be.
    type Error;

    /// Opens a report of the run.
    ///
    /// # Errors
    /// Where its file cannot be read, or is another now.
    fn open(&self, report: usize) -> Result<Self::Opened, Self::Error>;

    /// The report.
    fn report<'o>(&self, opened: &'o Self::Opened) -> &'o Report;

    /// What a report comes to, held against the one before it; nothing where no rules are for it.
    fn check(&self, own: &Self::Opened, prior: Option<&Self::Opened>) -> Option<Outcome>;
}

/// A report that was opened again.
#[derive(Debug)]
pub struct Reopened<O> {
    /// The report.
    pub own: O,
    /// The one before it, where it has to do with what is found.
    pub prior: Option<O>,
    /// All that it comes to, with what other reports say of it.
    pub outcome: Outcome,
}

impl Task {
    /// Opens the report of this task again, with the one before it, and says all that it comes to; nothing
    /// where no rules are for it.
    ///
    /// # Errors
    /// Where one of them cannot be opened.
    pub fn reopened<R: Reopening>(
        &self,
        report: usize,
        by: &R,
    ) -> Result<Option<Reopened<R::Opened>>, R::Error> {
        let own = by.open(report)?;
        let prior = self.prior.map(|prior| by.open(prior)).transpose()?;
        let Some(mut outcome) = by.check(&own, prior.as_ref()) else {
            return Ok(None);
        };
        self.complete(&mut outcome, by.report(&own));
        Ok(Some(Reopened {
            own,
            prior,
            outcome,
        }))
    }
}
