//! Tables that could not be added up.

use gouji_model::{Bilingual, CellId};
use gouji_rule::Rule;

use super::members::Parent;
use crate::between::Unchecked;

/// What is blocked for one reason, a table at a time.
pub(super) fn per_table(
    rule: &Rule,
    parent: &Parent,
    cells: &[CellId],
    reason: &Bilingual,
) -> Vec<Unchecked> {
    let form = &parent.bound.pack.form;
    let mut tables: Vec<&str> = cells
        .iter()
        .map(|cell| form.table_of(*cell).id.as_str())
        .collect();
    tables.dedup();
    tables.sort_unstable();
    tables.dedup();
    let blocked = tables.into_iter().map(|table| Unchecked {
        report: parent.bound.number,
        rule: rule.name.clone(),
        at: Some(table.to_owned()),
        reason: reason.clone(),
    });
    blocked.collect()
}
