//! The reports that are missing.

use std::collections::{BTreeMap, BTreeSet};

use gouji_rule::Check;

use super::joined::Joined;
use super::term::is_of_part;
use super::unit::rule_of;
use crate::between::{Between, UnitYear};
use crate::obligation;
use crate::run_reports::RunReports;
use crate::units::Tree;

/// A report that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The unit.
    pub unit: usize,
    /// The year.
    pub year: i32,
    /// A report of the same year, whose settings and form hold for it.
    pub like: usize,
}

impl Missing {
    /// What is reported of it.
    #[must_use]
    pub fn between(&self, run_reports: &dyn RunReports, tree: &Tree) -> Option<Between> {
        let pack = run_reports
            .packs()
            .get(run_reports.entry(self.like)?.pack)?;
        let rule = rule_of(pack, None, |rule| {
            matches!(rule.check, Check::Missing).then_some(rule)
        })?;
        let of = UnitYear {
            unit: self.unit,
            year: self.year,
        };
        let unit = tree.units().get(self.unit)?;
        Some(obligation::missing_report(rule, &pack.form.id, of, unit))
    }
}

/// The reports of the units of the units file that are missing of years of which others have one.
pub(super) fn missing(
    run_reports: &dyn RunReports,
    tree: &Tree,
    joined: &Joined<'_>,
) -> Vec<Missing> {
    let listed = tree.listed().len();
    let mut like: BTreeMap<i32, usize> = BTreeMap::new();
    let mut due: BTreeSet<i32> = BTreeSet::new();
    for report in 0..run_reports.len() {
        let entry = run_reports.entry(report);
        let entry = entry.filter(|entry| !is_of_part(run_reports.packs(), entry));
        let known = entry.and_then(|entry| Some((entry.unit?, entry.year?)));
        if let Some((unit, year)) = known {
            like.entry(year).or_insert(report);
            if unit < listed {
                due.insert(year);
            }
        }
    }
    let mut all = Vec::new();
    for (unit, own) in tree.listed().iter().enumerate() {
        let have = joined.of_unit(unit);
        let have: BTreeSet<i32> = have.terms().map(|(term, _)| term.year).collect();
        let lacking = due.difference(&have).copied();
        let lacking = lacking.filter(|year| own.is_active(*year));
        let lacking = lacking.filter_map(|year| {
            let like = *like.get(&year)?;
            Some(Missing { unit, year, like })
        });
        all.extend(lacking.filter(|one| one.between(run_reports, tree).is_some()));
    }
    all
}
