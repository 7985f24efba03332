//! Which findings are one thing to do: those of one report that the same change certainly repairs, and
//! warnings and notes of one rule that say nothing but where. What one cause kept a rule from checking is one, too.

use std::collections::HashMap;

use gouji_audit::result::{BlockedRow, FindingRow};
use gouji_model::Severity;

/// Most findings in one row: their lasting names have to fit into a cell.
const MOST: usize = 200;

/// The changes that repair a finding for certain: report, cell, figure.
type CertainFix<'a> = Vec<(Option<usize>, &'a str, &'a str)>;

/// What findings of one group have in common.
#[derive(PartialEq, Eq, Hash)]
enum Common<'a> {
    CertainFix(CertainFix<'a>),
    Rule(&'a str, Severity),
}

/// Findings in groups, in the order of each group's first.
pub(super) fn groups(findings: &[FindingRow]) -> Vec<Vec<&FindingRow>> {
    let mut groups: Vec<Vec<&FindingRow>> = Vec::new();
    let mut known: HashMap<(Option<usize>, Common<'_>), usize> = HashMap::new();
    for finding in findings {
        let Some(common) = common(finding) else {
            groups.push(vec![finding]);
            continue;
        };
        let own = (finding.report, common);
        let open = known.get(&own).and_then(|at| groups.get_mut(*at));
        match open.filter(|group| group.len() < MOST) {
            Some(group) => group.push(finding),
            None => {
                known.insert(own, groups.len());
                groups.push(vec![finding]);
            }
        }
    }
    groups
}

/// What could not be checked in a report by rule and cause, in the order of each one's first.
pub(super) fn causes(blocked: &[BlockedRow]) -> Vec<Vec<&BlockedRow>> {
    let mut causes: Vec<Vec<&BlockedRow>> = Vec::new();
    let mut known: HashMap<(&str, &str), usize> = HashMap::new();
    for one in blocked {
        let at = *known
            .entry((&one.rule, &one.reason))
            .or_insert(causes.len());
        match causes.get_mut(at) {
            Some(cause) => cause.push(one),
            None => causes.push(vec![one]),
        }
    }
    causes
}

/// What a finding may have in common with others of its report.
fn common(finding: &FindingRow) -> Option<Common<'_>> {
    finding.report?;
    let certain = finding.suspects.iter().filter(|one| one.is_certain);
    let certain_fix: CertainFix<'_> = certain
        .map(|one| (one.report, one.id.as_str(), one.suggested.as_str()))
        .collect();
    match (certain_fix.is_empty(), finding.severity) {
        (false, _) => Some(Common::CertainFix(certain_fix)),
        (true, Severity::Error) => None,
        (true, severity) => Some(Common::Rule(&finding.rule, severity)),
    }
}
