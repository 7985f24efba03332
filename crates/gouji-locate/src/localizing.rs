//! The way from a report to causes.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use gouji_model::Report;
use gouji_rule::Reading;

use crate::assembling::Assembly;
use crate::cause::Cause;
use crate::context::Context;
use crate::live::Live;
use crate::movable::Movable;
use crate::portion::Portion;
use crate::relation::Prior;
use crate::safety::doubt;
use crate::solving::{Found, components, is_off, solve};
use crate::system::System;

/// More equalities than a form without open rows has; of more, each component is looked at by itself.
const MANY_ROWS: usize = 400;

/// Most steps of search for one report.
pub const BUDGET: usize = 20_000;

impl System {
    /// What most likely is wrong with a report: one cause for each group of broken equalities
    /// with one origin, in the order of the pack. Broken relations no equality is part of have no
    /// cause, unless a solution repairs them too.
    #[must_use]
    pub fn localize(&self, report: &Report, prior: Prior<'_>) -> Vec<Cause> {
        self.localize_within(report, prior, BUDGET)
    }

    /// As [`System::localize`], with what is known beside the relations.
    #[must_use]
    pub fn localize_in_context(
        &self,
        report: &Report,
        prior: Prior<'_>,
        context: Context<'_>,
    ) -> Vec<Cause> {
        self.causes(report, prior, context, BUDGET)
    }

    /// As [`System::localize`], with a budget of search steps of one's own.
    #[must_use]
    pub fn localize_within(&self, report: &Report, prior: Prior<'_>, budget: usize) -> Vec<Cause> {
        self.causes(report, prior, Context::default(), budget)
    }

    /// Solves a component: by itself, where there is much else.
    fn solved(
        &self,
        live: &Live,
        movable: &OnceCell<Movable>,
        rows: &BTreeSet<usize>,
        broken: &[usize],
        budget: &mut usize,
    ) -> Found {
        if live.rows.len() <= MANY_ROWS {
            let movable = movable.get_or_init(|| Movable::of(live, self.rows_and_columns()));
            return solve(movable, live, broken, budget);
        }
        let portion = Portion::of(live, rows.iter().copied());
        let own = broken.iter().filter_map(|row| portion.row(*row));
        let own: Vec<usize> = own.collect();
        let movable = Movable::of(&portion.live, self.rows_and_columns());
        let Found { groups, tangled } = solve(&movable, &portion.live, &own, budget);
        Found {
            groups: groups
                .into_iter()
                .map(|group| portion.back(group))
                .collect(),
            tangled,
        }
    }

    fn causes(
        &self,
        report: &Report,
        prior: Prior<'_>,
        context: Context<'_>,
        mut budget: usize,
    ) -> Vec<Cause> {
        let reading = Reading::new(&self.form, report, prior);
        let live = Live::new(&reading, &self.relations);
        if live.rows.iter().all(|row| row.residual == 0) {
            return Vec::new();
        }
        let mut found = Vec::new();
        let movable = OnceCell::new();
        for rows in components(&live, |_| true) {
            let broken: Vec<usize> = rows
                .iter()
                .copied()
                .filter(|row| is_off(&live, *row))
                .collect();
            if !broken.is_empty() {
                let Found { groups, tangled } =
                    self.solved(&live, &movable, &rows, &broken, &mut budget);
                found.extend(groups.into_iter().map(|group| (group, tangled)));
            }
        }
        let groups = found.iter().map(|(group, _)| group);
        let assembly = Assembly::new(self, reading, &live, context, groups);
        let causes = found.into_iter();
        let mut causes: Vec<(usize, Cause)> = causes
            .map(|(group, tangled)| assembly.cause(group, tangled))
            .collect();
        causes.sort_by_key(|(first, _)| *first);
        let mut causes: Vec<Cause> = causes.into_iter().map(|(_, cause)| cause).collect();
        doubt(&mut causes);
        causes
    }
}
