//! Units that are not added up though they may count: of which no report is there, or one of a year in which
//! the units file has them report on nothing.

use std::collections::BTreeMap;

use gouji_model::{Bilingual, CellId, Figure};
use gouji_rule::Rule;

use super::blocked::per_table;
use super::members::{Member, Parent, RollUp};
use super::wording;
use crate::between::Unchecked;

/// The units that are not added up.
pub(super) struct Absent<'m> {
    /// Those whose reports are missing.
    pub missing: Vec<&'m Member<'m>>,
    /// Those with a report outside of their years.
    out_of_term: Vec<&'m Member<'m>>,
}

impl<'m> Absent<'m> {
    /// Those of some units.
    pub(super) fn among(members: &'m [Member<'m>]) -> Self {
        let absent = members.iter().filter(|one| one.reports.is_empty());
        let (out_of_term, missing) = absent.partition(|one| one.is_out_of_term);
        Self {
            missing,
            out_of_term,
        }
    }

    /// What is blocked where none is left to be added up.
    pub(super) fn all(&self, rule: RollUp<'_>, parent: &Parent) -> Vec<Unchecked> {
        let form = &parent.bound.pack.form;
        let cells = rule.cells.iter().copied();
        let cells: Vec<CellId> = cells.filter(|cell| !form.is_group_cell(*cell)).collect();
        let missing =
            (!self.missing.is_empty()).then(|| wording::all_missing(&self.missing, parent.year));
        let why = missing.or_else(|| self.why_open(parent.year));
        let blocked = why.iter();
        blocked
            .flat_map(|why| per_table(rule.rule, parent, &cells, why))
            .collect()
    }

    /// Takes out of what differs what reports outside of their units' years may explain, and says so: whether
    /// they count nobody knows.
    pub(super) fn take_open(
        &self,
        rule: &Rule,
        parent: &Parent,
        differences: &mut BTreeMap<CellId, Figure>,
    ) -> Vec<Unchecked> {
        let Some(why) = self.why_open(parent.year) else {
            return Vec::new();
        };
        let above = differences.iter().filter(|(_, by)| !by.is_negative());
        let cells: Vec<CellId> = above.map(|(cell, _)| *cell).collect();
        differences.retain(|_, by| by.is_negative());
        per_table(rule, parent, &cells, &why)
    }

    fn why_open(&self, year: i32) -> Option<Bilingual> {
        (!self.out_of_term.is_empty()).then(|| wording::out_of_term(&self.out_of_term, year))
    }
}
