//! How each cell of a report is marked: what is likely wrong strongly, a total lightly, what it is
//! the sum of by a thin line.

use std::collections::BTreeMap;

use gouji_model::{CellId, Figure, Finding, Severity};

use crate::group::{Group, total};
use crate::ways;

/// How much a mark says; the greater one stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// One of the figures of a sum.
    Part,
    /// The side of a relation that is one cell.
    Total,
    /// A cell that a finding is about by itself.
    Own(Severity),
    /// A cell that is likely wrong.
    Suspect(Severity),
}

/// A mark of a cell.
pub(super) struct Mark {
    /// What it says.
    pub kind: Kind,
    /// Which cause it belongs to.
    pub group: usize,
    /// What should stand there.
    pub suggested: Option<Figure>,
}

/// The marks of a report.
pub(super) struct Marks(BTreeMap<CellId, Mark>);

impl Marks {
    /// The marks of all causes.
    pub(super) fn of(groups: &[Group<'_>]) -> Self {
        let mut marks = Self(BTreeMap::new());
        for (group, findings) in groups.iter().map(Group::findings).enumerate() {
            let suspects = ways::suspects(findings);
            for suspect in ways::primary(&suspects) {
                if !suspect.cell.prior {
                    let kind = Kind::Suspect(worst(findings));
                    marks.put(suspect.cell.cell, kind, group, Some(suspect.suggested));
                }
            }
            for finding in findings {
                marks.relation(finding, group);
            }
        }
        marks
    }

    /// The cells of one finding.
    fn relation(&mut self, finding: &Finding, group: usize) {
        let own = finding.cells.iter().filter(|evidence| !evidence.prior);
        let total = total(finding);
        for evidence in own {
            let kind = match (&finding.equation, total) {
                (None, _) => Kind::Own(finding.severity),
                (Some(_), Some(total)) if total == evidence.cell && finding.suspects.is_empty() => {
                    Kind::Own(finding.severity)
                }
                (Some(_), Some(total)) if total == evidence.cell => Kind::Total,
                _ => Kind::Part,
            };
            self.put(evidence.cell, kind, group, None);
        }
    }

    fn put(&mut self, cell: CellId, kind: Kind, group: usize, suggested: Option<Figure>) {
        let weaker = self.0.get(&cell).is_none_or(|mark| mark.kind < kind);
        if weaker {
            self.0.insert(
                cell,
                Mark {
                    kind,
                    group,
                    suggested,
                },
            );
        }
    }

    /// The mark of a cell.
    pub(super) fn get(&self, cell: CellId) -> Option<&Mark> {
        self.0.get(&cell)
    }
}

fn worst(findings: &[&Finding]) -> Severity {
    let severities = findings.iter().map(|finding| finding.severity);
    severities.max().unwrap_or(Severity::Info)
}
