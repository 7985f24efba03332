//! Whether what differs is just the report of one unit: left out of the sum, in it twice, in it though the
//! unit does not count, or last year's of a unit whose report is missing. Cell by cell the same, it needs no other
//! explanation.

use std::collections::BTreeSet;

use gouji_model::{CellId, Figure, Form};

use super::members::{Differences, Member};
use crate::run_reports::{Bound, RunReports, cell_of, usable};

/// How many different figures there must be at least: a few small ones are the same by chance.
const DISTINCT: usize = 4;

/// What was done with the report of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Done {
    /// It was left out.
    LeftOut,
    /// It was added twice.
    Twice,
    /// It was added though the unit does not count.
    Apart,
    /// It is missing, and last year's was added.
    LastYears,
}

/// The unit whose report is just what differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WholeReport {
    /// Its name.
    pub name: String,
    /// What was done with it.
    pub done: Done,
}

/// What differs, held against reports.
pub(super) struct Against<'a> {
    form: &'a Form,
    differences: &'a Differences,
    /// All cells that were compared.
    compared: &'a [CellId],
}

impl<'a> Against<'a> {
    /// What differs of the cells that were compared; nothing where it is too little to tell reports by it.
    pub(super) fn new(
        form: &'a Form,
        differences: &'a Differences,
        compared: &'a [CellId],
    ) -> Option<Self> {
        let distinct: BTreeSet<Figure> = differences.values().copied().collect();
        (distinct.len() >= DISTINCT).then_some(Self {
            form,
            differences,
            compared,
        })
    }

    /// The one report among those of units that count, and of units that do not, that is just what differs; with
    /// whose it is.
    pub(super) fn one_of<'m>(
        &self,
        run_reports: &dyn RunReports,
        members: &'m [Member<'m>],
        apart: &'m [Member<'m>],
    ) -> Option<(WholeReport, &'m Member<'m>)> {
        let is_above = self.differences.values().all(|by| !by.is_negative());
        let of = |member: &'m Member<'m>, done| {
            let (report, done) = match (member.reports.as_slice(), is_above) {
                ([only], _) => (*only, done),
                ([], true) => (member.around[0]?, Done::LastYears),
                // Of several files only that is compared on which they agree, which is too little.
                _ => return None,
            };
            let bound = run_reports.bound(report)?;
            let name = member.unit.name.clone();
            self.is_just(&bound, done == Done::LeftOut)
                .then_some((WholeReport { name, done }, member))
        };
        let own = match is_above {
            true => Done::Twice,
            false => Done::LeftOut,
        };
        let members = members.iter().filter_map(|member| of(member, own));
        let apart = apart.iter().filter(|_| is_above);
        let apart = apart.filter_map(|member| of(member, Done::Apart));
        let mut all = members.chain(apart);
        all.next().filter(|_| all.next().is_none())
    }

    /// Whether all that was compared differs by the figures of a report, or by as much less.
    fn is_just(&self, bound: &Bound, is_less: bool) -> bool {
        self.compared.iter().all(|cell| {
            let by = self.differences.get(cell).copied().unwrap_or_default();
            let its = cell_of(bound, self.form, *cell).and_then(|its| usable(bound, its));
            its == Some(if is_less { by.negated() } else { by })
        })
    }
}
