//! The reports that are missing.

use std::collections::{BTreeMap, BTreeSet};

use gouji_rule::Check;

use super::joined::Joined;
use super::term::Term;
use super::unit::rule_of;
use crate::between::Between;
use crate::obligation;
use crate::run_reports::RunReports;
use crate::units::Tree;

/// A report that is missing.
#[derive(Debug)]
pub struct Missing {
    /// What is said of it.
    pub between: Between,
    /// A report of the same year, whose settings and form hold for it.
    pub like: usize,
}

pub(super) fn missing(run_reports: &dyn RunReports, tree: &Tree, joined: &Joined) -> Vec<Missing> {
    let years = |terms: &BTreeMap<Term, Vec<usize>>| -> BTreeSet<i32> {
        terms.keys().map(|term| term.year).collect()
    };
    let have = joined.by_unit.iter();
    let have = have.map(|(unit, own)| (*unit, years(own))).collect();
    let mut like: BTreeMap<i32, usize> = BTreeMap::new();
    for (term, reports) in joined.by_unit.values().flatten() {
        if let Some(first) = reports.first() {
            let known = like.entry(term.year).or_insert(*first);
            *known = (*known).min(*first);
        }
    }
    let found = obligation::missing(tree, &have).into_iter();
    let said = found.filter_map(|(unit, year)| {
        let like = *like.get(&year)?;
        let pack = run_reports
            .packs()
            .get(run_reports.entries().get(like)?.pack)?;
        let rule = rule_of(pack, None, |rule| {
            matches!(rule.check, Check::Missing).then_some(rule)
        })?;
        let own = tree.units().get(unit)?;
        let between = obligation::missing_report(rule, &pack.form.id, (unit, own), year);
        Some(Missing { between, like })
    });
    said.collect()
}
