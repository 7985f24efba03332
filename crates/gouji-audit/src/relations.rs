//! What holds between the reports of a run: pairing, years, sums, texts, duties.
//!
//! The steps are data-parallel, each over the results of the one before it, so that a cluster could run
//! them as this machine's threads do:
//!
//! 1. *per report*: its keys (organ, year, day of publication) and its aggregate, the packed cells
//!    ([`crate::Entry`], [`crate::Kept`]); made while files are read;
//! 2. *join by unit*: names to units ([`paired`]), and the reports of each unit by time ([`Joined`]);
//! 3. *per unit*: its years as one chain, its sums over the units below, its days of publication
//!    (`unit`); units do not depend on each other's results;
//! 4. *per text*: what everyone writes is counted, sketches are made, texts that agree in a band are
//!    joined, pairs are compared ([`crate::peers`]);
//! 5. *findings*: all of it by report, in the order of the reports ([`Tasks`]).

mod copying;
mod joined;
mod names;
mod obligations;
mod pairing;
mod tasks;
mod term;
mod unit;
mod years;

use crate::parallel::each;
use crate::run_reports::RunReports;
use crate::units::Tree;

pub use joined::Joined;
pub use obligations::Missing;
pub use pairing::paired;
pub use tasks::{Task, Tasks};
pub use term::Term;

/// Everything that relations between reports came to.
#[derive(Debug, Default)]
pub struct Relations {
    /// The reports by unit and year.
    pub joined: Joined,
    /// What is to be done for reports with findings between reports.
    pub tasks: Tasks,
    /// Reports that are missing.
    pub missing: Vec<Missing>,
}

/// Checks what holds between reports that were paired with units. The result is the same for any
/// number of threads.
#[must_use]
pub fn relate(run_reports: &dyn RunReports, tree: &Tree, threads: usize) -> Relations {
    let joined = Joined::of(run_reports);
    let mut tasks = Tasks::default();
    let units: Vec<usize> = joined.by_unit.keys().copied().collect();
    let of_units = unit::UnitRelations {
        run_reports,
        tree,
        joined: &joined,
    };
    for found in each(&units, threads, |unit| of_units.of_unit(*unit)) {
        tasks.add(found);
    }
    for finding in copying::copied(run_reports, tree, threads) {
        tasks.add_finding(finding);
    }
    let missing = obligations::missing(run_reports, tree, &joined);
    Relations {
        joined,
        tasks,
        missing,
    }
}
