//! Whether a rule is for the year of a report.

use gouji_model::{Bilingual, Blocked, Report};
use gouji_rule::Rule;

use crate::Outcome;

/// Whether a rule is for the year of a report; one that is for some years is blocked where the report's
/// is not known.
pub(crate) fn include(rule: &Rule, report: &Report, outcome: &mut Outcome) -> bool {
    if rule.since.is_none() && rule.until.is_none() {
        return true;
    }
    let Some(year) = report.year else {
        outcome.blocked.push(Blocked {
            rule: rule.name.clone(),
            at: None,
            reason: Bilingual::new(
                "不知道报告年度，未核对",
                "not checked: the report's year is not known",
            ),
            cells: Vec::new(),
        });
        return false;
    };
    rule.since.is_none_or(|since| year >= since) && rule.until.is_none_or(|until| year <= until)
}
