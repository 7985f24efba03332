//! A finding as most rules make it: of the rule's severity, about the report as a whole, and
//! without a suspect; what a rule knows better it puts in.

use gouji_model::{Bilingual, CellId, Evidence, Finding, Identity};
use gouji_rule::Rule;

/// A finding of a rule that names no cell and no place yet.
pub(crate) fn of_rule(rule: &Rule, identity: Identity, message: Bilingual) -> Finding {
    Finding {
        identity,
        rule: rule.name.clone(),
        at: None,
        severity: rule.severity,
        message,
        cells: Vec::new(),
        equation: None,
        place: None,
        suspects: Vec::new(),
        cause: None,
    }
}

/// A cell of the report itself as evidence.
pub(crate) const fn own(cell: CellId) -> Evidence {
    Evidence { cell, prior: false }
}
