//! Which findings are one thing to do: those of one report that the same change certainly mends.

use std::collections::HashMap;

use gouji_audit::result::{Audit, Change, FindingRow};

/// The changes that mend a finding for certain: report, cell, figure.
type Cure<'a> = Vec<(Option<usize>, &'a str, &'a str)>;

/// The findings in groups, in the order of each group's first.
pub(super) fn groups(audit: &Audit) -> Vec<Vec<&FindingRow>> {
    let mut groups: Vec<Vec<&FindingRow>> = Vec::new();
    let mut known: HashMap<(Option<usize>, Cure<'_>), usize> = HashMap::new();
    let shown = audit.findings.iter();
    for finding in shown.filter(|finding| finding.change != Some(Change::Fixed)) {
        let cure = cure(finding);
        let own = (finding.report, cure);
        match known.get(&own) {
            Some(at) if !own.1.is_empty() => groups[*at].push(finding),
            _ => {
                known.insert(own, groups.len());
                groups.push(vec![finding]);
            }
        }
    }
    groups
}

fn cure(finding: &FindingRow) -> Cure<'_> {
    let certain = finding.suspects.iter().filter(|one| one.is_certain);
    certain
        .map(|one| (one.report, one.id.as_str(), one.suggested.as_str()))
        .collect()
}
