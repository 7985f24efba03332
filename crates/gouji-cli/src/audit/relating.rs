//! Pairs the reports of a run with units, and has what holds between them checked.

use gouji_audit::relations::{Missing, Tasks, paired, relate};
use gouji_audit::units::Tree;

use super::noted::Notes;

/// Everything that relations between reports came to.
pub(super) struct Related {
    /// The reports.
    pub notes: Notes,
    /// What is to be done for reports with findings between reports.
    pub tasks: Tasks,
    /// Reports that are missing.
    pub missing: Vec<Missing>,
    /// The reports that are of no unit.
    pub unpaired: Vec<usize>,
}

/// Pairs reports with units, and checks what holds between them.
pub(super) fn related(tree: &mut Tree, mut notes: Notes, threads: usize) -> Related {
    let names = std::mem::take(&mut notes.names);
    for (report, unit, certainty) in paired(&notes, tree, names) {
        notes.pair(report, unit, certainty);
    }
    let relations = relate(&notes, tree, threads);
    Related {
        notes,
        tasks: relations.tasks,
        missing: relations.missing,
        unpaired: relations.joined.unpaired,
    }
}
