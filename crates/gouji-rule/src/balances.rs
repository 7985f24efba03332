//! The equalities of a pack that hold by the form's own labels, as reading a document may ask
//! for them.

use gouji_model::{Balance, Balanced, Severity, Share};

use crate::formula::{Comparison, Instance, Logic, Operand, Selection, Sum};
use crate::pack::Pack;
use crate::rule::Check;

impl Balanced for Pack {
    fn balances(&self) -> Vec<Balance> {
        let must_hold = self
            .rules()
            .iter()
            .filter(|rule| rule.severity == Severity::Error);
        must_hold
            .filter_map(|rule| match &rule.check {
                Check::Relation(relation) => Some(relation.formula.instances.iter()),
                _ => None,
            })
            .flatten()
            .filter_map(balance)
            .collect()
    }
}

/// The equality of an instance that always applies.
fn balance(instance: &Instance) -> Option<Balance> {
    let Logic::Compare(left, Comparison::Equal, right) = &instance.assert else {
        return None;
    };
    if instance.when.is_some() || left.constant != right.constant {
        return None;
    }
    let mut terms = Vec::new();
    add(left, 1, &mut terms)?;
    add(right, -1, &mut terms)?;
    (terms.len() > 1).then_some(Balance { terms })
}

/// Adds the terms of a side; nothing where it is about more than this report's cells.
fn add(sum: &Sum, sign: i64, terms: &mut Vec<(i64, Share)>) -> Option<()> {
    for term in &sum.terms {
        let factor = term.coefficient.checked_mul(sign)?;
        match &term.operand {
            Operand::Cell(cell) => terms.push((factor, Share::Cell(*cell))),
            Operand::Set(members) => {
                for member in members {
                    terms.push((factor, share(member)?));
                }
            }
            Operand::Prior(_)
            | Operand::PriorSet(_)
            | Operand::Fact(_)
            | Operand::Call(_)
            | Operand::Absent(_) => return None,
        }
    }
    Some(())
}

/// A member of a set; nothing for rows that only a document knows.
fn share(member: &Selection) -> Option<Share> {
    Some(match member {
        Selection::Cell(cell) => Share::Cell(*cell),
        Selection::Group { own, items } => Share::Group {
            own: *own,
            items: items.clone(),
        },
        Selection::Absent(_) => return None,
    })
}
