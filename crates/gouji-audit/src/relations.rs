//! What holds between the reports of a run: pairing, years, sums, texts, duties.
//!
//! The steps are data-parallel, each over the results of the one before it, so that a cluster could run
//! them as this machine's threads do:
//!
//! 1. *per report*: its keys (organ, year, day of publication) and its aggregate, the packed cells
//!    ([`crate::Entry`], [`crate::PackedReport`]); made while files are read;
//! 2. *join by unit*: names to units ([`paired`]), and the reports of each unit by time (`Joined`);
//! 3. *per unit*: its years as one chain, its sums over the units below, its days of publication
//!    (`unit`); units do not depend on each other's results;
//! 4. *per text*: what everyone writes is counted, sketches are made, texts that agree in a band are
//!    joined, pairs are compared ([`crate::peers`]);
//! 5. *findings*: all of it by report, in the order of the reports ([`Tasks`]).

mod copying;
mod doubted;
mod gap;
mod joined;
mod laid;
mod means;
mod names;
mod obligations;
mod pairing;
mod reopening;
mod task;
mod tasks;
mod term;
mod unit;
mod years;

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

use crate::parallel::Team;
use crate::run_reports::RunReports;
use crate::scratch::Scratch;
use crate::units::Tree;

use joined::Joined;
pub use joined::unpaired;
use laid::Laid;
pub use means::Means;
pub use obligations::Missing;
pub use pairing::{Names, Paired, paired};
pub use reopening::{Reopened, Reopening};
use task::Item;
pub use task::Task;
pub use tasks::Tasks;
pub use term::is_of_part;

/// Everything that relations between reports came to.
#[derive(Debug, Default)]
pub struct Relations {
    /// What is to be done for reports with findings between reports.
    pub tasks: Tasks,
    /// Reports that are missing.
    pub missing: Vec<Missing>,
}

/// Checks what holds between reports that were paired with units. The result is the same for any
/// number of threads.
///
/// # Errors
/// Where there is no room for what is laid down.
pub fn relate(
    run_reports: &dyn RunReports,
    tree: &Tree,
    scratch: &Arc<dyn Scratch>,
    threads: usize,
) -> io::Result<Relations> {
    let means = Means { scratch, threads };
    let mut relations = relate_units(run_reports, tree, means)?;
    relations
        .tasks
        .join(relate_texts(run_reports, tree, means)?);
    Ok(relations)
}

/// Checks what holds between the reports of units: years, sums, duties.
///
/// # Errors
/// Where there is no room for what is laid down.
pub fn relate_units(
    run_reports: &dyn RunReports,
    tree: &Tree,
    means: Means<'_>,
) -> io::Result<Relations> {
    let joined = Joined::of(run_reports);
    let out_of_term = out_of_term(run_reports, tree);
    let scratch = &**means.scratch;
    let mut tasks = Tasks::new(Arc::clone(means.scratch));
    let of_units = unit::UnitRelations {
        run_reports,
        tree,
        joined: &joined,
        out_of_term: &out_of_term,
    };
    let is_stopped = || run_reports.is_stopped();
    let team = Team {
        threads: means.threads,
        is_stopped: &is_stopped,
    };
    let of_unit = |unit: u32| {
        let mut laid = Laid::new(scratch);
        of_units.of_unit(unit as usize, &mut laid);
        laid
    };
    team.each(joined.units(), of_unit, |laid| tasks.take(laid))?;
    let missing = obligations::missing(run_reports, tree, &joined);
    tasks.finish();
    Ok(Relations { tasks, missing })
}

/// Looks for texts that are copies.
///
/// # Errors
/// Where there is no room for what is laid down.
pub fn relate_texts(
    run_reports: &dyn RunReports,
    tree: &Tree,
    means: Means<'_>,
) -> io::Result<Tasks> {
    let mut tasks = Tasks::new(Arc::clone(means.scratch));
    copying::copied(run_reports, tree, means, &mut |found| match found.report {
        Some(report) => tasks.add(report, &Item::Finding(Box::new(found))),
        None => Ok(()),
    })?;
    tasks.finish();
    Ok(tasks)
}

/// The units, each with a year in which the units file has it report on nothing, of which there is a report.
fn out_of_term(run_reports: &dyn RunReports, tree: &Tree) -> BTreeSet<(usize, i32)> {
    let has_years = tree.listed().iter();
    let mut has_years = has_years.map(|unit| unit.since.or(unit.until));
    if !has_years.any(|year| year.is_some()) {
        return BTreeSet::new();
    }
    let found = unpaired(run_reports).into_iter().filter_map(|report| {
        let year = run_reports.entry(report)?.year?;
        let name = run_reports.kept(report)?.organization?;
        Some((tree.out_of_term(&name, Some(year))?, year))
    });
    found.collect()
}
