//! The reports that are missing.

use std::collections::{BTreeMap, BTreeSet};

use gouji_rule::Check;
use serde::{Deserialize, Serialize};

use super::joined::{Joined, OfUnit};
use super::term::is_of_part;
use super::unit::rule_of;
use crate::between::{Between, UnitYear};
use crate::obligation::{self, Twice};
use crate::run_reports::RunReports;
use crate::units::Tree;

/// A report that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// The unit.
    pub unit: usize,
    /// The year.
    pub year: i32,
    /// A report of the same year, whose settings and form hold for it.
    pub like: usize,
    /// Two files of the unit that are of one other year, the year nearest before where there are several: one of
    /// them may have been meant.
    pub twice: Option<(i32, [usize; 2])>,
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
        let twice = self.twice.map(|(year, reports)| Twice {
            year,
            paths: reports.map(|report| run_reports.path(report)),
        });
        let twice = twice.as_ref();
        Some(obligation::missing_report(
            rule,
            &pack.form.id,
            of,
            (unit, twice),
        ))
    }
}

/// Two files of one other year, of the nearest before where there are several.
fn twice(have: &OfUnit, missing: i32) -> Option<(i32, [usize; 2])> {
    let several = have.terms().filter_map(|(term, reports)| match reports {
        [one, other, ..] => Some((term.year, [*one, *other])),
        _ => None,
    });
    several.max_by_key(|(year, _)| (*year < missing, -(year - missing).abs()))
}

/// Whether a report itself says that it may be of another year: that it is there makes none due of others.
fn is_year_disputed(run_reports: &dyn RunReports, report: usize) -> bool {
    let kept = run_reports.kept(report);
    kept.is_some_and(|kept| kept.is_year_disputed)
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
            if unit < listed && !due.contains(&year) && !is_year_disputed(run_reports, report) {
                due.insert(year);
            }
        }
    }
    let mut all = Vec::new();
    for (unit, own) in tree.listed().iter().enumerate() {
        let have = joined.of_unit(unit);
        let years: BTreeSet<i32> = have.terms().map(|(term, _)| term.year).collect();
        let lacking = due.difference(&years).copied();
        let lacking = lacking.filter(|year| own.is_active(*year));
        let lacking = lacking.filter_map(|year| {
            let like = *like.get(&year)?;
            let twice = twice(&have, year);
            Some(Missing {
                unit,
                year,
                like,
                twice,
            })
        });
        all.extend(lacking.filter(|one| one.between(run_reports, tree).is_some()));
    }
    all
}
