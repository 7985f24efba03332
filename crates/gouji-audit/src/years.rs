//! The years of one unit, or its months or quarters, solved together, so that the one that is wrong is named
//! and not both.
//!
//! Each broken relation between two years can be repaired at either of them. A change is a repair when it
//! breaks nothing else, in its own report or towards the years before and after it; the one that
//! repairs most is the likeliest, and certain where no other repairs as much.

mod chain;
mod solver;

use gouji_check::check_between;

use crate::between::{Pair, Repair};
use crate::change::is_equality;
use crate::run_reports::Bound;

pub(crate) use chain::before;
use solver::{Broken, Solver};

/// Most broken relations between years that are solved in one unit: one whose figures agree nowhere
/// has no single mistake.
const MOST_BROKEN: usize = 64;

/// What is wrong between the years of a unit.
#[derive(Clone, Debug, Default)]
pub struct Years {
    /// The pairs of years that do not agree, or could not be compared in all.
    pub pairs: Vec<Pair>,
    /// What would repair it.
    pub repairs: Vec<Repair>,
}

/// Compares the reports of a unit, given in the order of their years.
#[must_use]
pub fn compare(chain: &[Bound]) -> Years {
    let mut years = Years::default();
    let mut broken: Vec<Broken> = Vec::new();
    for (at, link) in chain.iter().enumerate() {
        let Some(before) = before(chain, at) else {
            continue;
        };
        let prior = Some((&*before.pack.form, &before.report));
        let outcome = check_between(&link.pack, &link.report, prior);
        if outcome.findings.is_empty() && outcome.blocked.is_empty() {
            continue;
        }
        years.pairs.push(Pair {
            report: link.number,
            prior: before.number,
        });
        let findings = outcome.findings.into_iter();
        broken.extend(findings.map(|finding| Broken { at, finding }));
    }
    let equalities = broken.iter().filter(|one| is_equality(&one.finding));
    let equalities: Vec<&Broken> = equalities.collect();
    if !equalities.is_empty() && equalities.len() <= MOST_BROKEN {
        years.repairs = Solver::new(chain).repairs(&equalities);
    }
    years
}
