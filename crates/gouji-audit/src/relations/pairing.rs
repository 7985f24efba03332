//! Whose each report is.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use gouji_model::NameKey;

use crate::result::Certainty;
use crate::run_reports::RunReports;
use crate::units::Tree;

/// Whose each report is, by the names that reports give. Names that say most come first, so that a
/// short one is of the only unit it fits, in whatever order files are read.
#[must_use]
pub fn paired(
    run_reports: &dyn RunReports,
    tree: &mut Tree,
    names: Vec<Option<Box<str>>>,
) -> Vec<(usize, Option<usize>, Certainty)> {
    let mut by_name: BTreeMap<(Reverse<usize>, Box<str>), Vec<usize>> = BTreeMap::new();
    for (report, name) in names.into_iter().enumerate() {
        if let Some(name) = name {
            let places = NameKey::of(&name).places.len();
            let key = (Reverse(places), name);
            by_name.entry(key).or_default().push(report);
        }
    }
    let mut paired = Vec::new();
    for ((_, name), reports) in by_name {
        for report in reports {
            let year = run_reports
                .entries()
                .get(report)
                .and_then(|entry| entry.year);
            let (unit, certainty) = tree.pair(&name, year);
            paired.push((report, unit, certainty));
        }
    }
    paired
}
