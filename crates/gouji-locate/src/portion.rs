//! The part of a large report's rows and variables that one component is about.
//!
//! A search looks at every row again and again; in a form with thousands of them, most have nothing to do
//! with what is broken.

use std::collections::BTreeMap;

use crate::joint::{Group, Part};
use crate::live::{Live, Row, Variable};

/// A component by itself, with the way back to the whole.
pub(crate) struct Portion {
    /// Its rows and variables, numbered anew.
    pub live: Live,
    /// The number of each row in the whole.
    rows: Vec<usize>,
    /// The number of each variable in the whole.
    variables: Vec<usize>,
}

impl Portion {
    /// The rows of a component, which share no variable with others.
    pub(crate) fn of(live: &Live, rows: impl Iterator<Item = usize>) -> Self {
        let mut portion = Self {
            live: Live::sized(live.scale),
            rows: Vec::new(),
            variables: Vec::new(),
        };
        let mut known: BTreeMap<usize, usize> = BTreeMap::new();
        for index in rows {
            let Some(row) = live.rows.get(index) else {
                continue;
            };
            let number = portion.rows.len();
            let mut terms = Vec::with_capacity(row.terms.len());
            for (old, factor) in &row.terms {
                let new = match known.get(old) {
                    Some(new) => *new,
                    None => {
                        let Some(variable) = live.variables.get(*old) else {
                            continue;
                        };
                        portion.variables.push(*old);
                        let new = portion.live.add(Variable {
                            rows: Vec::new(),
                            ..*variable
                        });
                        known.insert(*old, new);
                        new
                    }
                };
                if let Some(variable) = portion.live.variables.get_mut(new) {
                    variable.rows.push((number, *factor));
                }
                terms.push((new, *factor));
            }
            portion.rows.push(index);
            portion.live.rows.push(Row {
                relation: row.relation,
                terms,
                residual: row.residual,
            });
        }
        portion
    }

    /// The number here of a row of the whole.
    pub(crate) fn row(&self, whole: usize) -> Option<usize> {
        self.rows.binary_search(&whole).ok()
    }

    /// A group with the numbers of the whole.
    pub(crate) fn back(&self, group: Group) -> Group {
        let rows = group.rows.iter();
        let rows = rows.filter_map(|row| self.rows.get(*row).copied());
        let part = |part: Part| Part {
            event: part.event,
            deltas: part
                .deltas
                .into_iter()
                .filter_map(|(variable, delta)| Some((*self.variables.get(variable)?, delta)))
                .collect(),
        };
        Group {
            rows: rows.collect(),
            solutions: group
                .solutions
                .into_iter()
                .map(|joint| joint.into_iter().map(part).collect())
                .collect(),
        }
    }
}
