//! Cells of units below of which it is open what they should say: their own sums do not hold, or those over the
//! units below them. A sum with such a cell says nothing for certain.

use std::collections::BTreeSet;

use gouji_check::check_relations;
use gouji_model::{CellId, Form};

use super::cause::Cause;
use super::members::{Below, Member};
use crate::change::is_equality;
use crate::run_reports::{Bound, RunReports, held};

/// Takes what is certain away from causes that rest on cells which are disputed.
pub(super) fn doubt(
    run_reports: &dyn RunReports,
    form: &Form,
    below: Below<'_>,
    causes: &mut [Cause],
) {
    for (number, member) in below.members.iter().enumerate() {
        // What a unit says of its own report does not rest on it.
        let rests = |cause: &&mut Cause| cause.member != Some(number);
        if !causes.iter().any(|cause| !cause.certain.is_empty()) {
            return;
        }
        let Some(bound) = held(run_reports, &member.reports) else {
            continue;
        };
        let disputed = disputed(form, below, member, &bound);
        if disputed.is_empty() {
            continue;
        }
        for cause in causes.iter_mut().filter(rests) {
            cause.certain.retain(|cell| !disputed.contains(cell));
        }
    }
}

/// The cells of a unit below, as those of the form above it.
fn disputed(form: &Form, below: Below<'_>, member: &Member<'_>, bound: &Bound) -> BTreeSet<CellId> {
    let found = check_relations(&bound.pack, &bound.report, None).findings;
    let own = found.iter().filter(|finding| is_equality(finding));
    let own = own.flat_map(|finding| finding.cells.iter().map(|one| one.cell));
    let sums = (below.disputed)(member, bound).into_iter();
    let its = &bound.pack.form;
    let as_above = |cell: CellId| match its.id == form.id {
        true => Some(cell),
        false => form.cell(its.address_of(cell)),
    };
    own.chain(sums).filter_map(as_above).collect()
}
