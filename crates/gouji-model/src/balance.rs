//! Equalities between figures of one report that hold by the form's own labels: what a total
//! adds, what comes in and what is left.

use std::fmt;

use crate::{CellId, Figure};

/// What knows the equalities of a form, which may take time to put together.
pub trait Balanced: fmt::Debug + Send + Sync {
    /// Every equality between cells of one report that must hold, whatever else is in it.
    fn balances(&self) -> Vec<Balance>;
}

/// An equality: its terms come to nothing.
#[derive(Clone, Debug)]
pub struct Balance {
    /// What is added, each with its factor.
    pub terms: Vec<(i64, Share)>,
}

/// What stands in a term of a [`Balance`].
#[derive(Clone, Debug)]
pub enum Share {
    /// A cell.
    Cell(CellId),
    /// The items of a group, or the group's own cell where they hold nothing.
    Group {
        /// The cell of the group's own row.
        own: CellId,
        /// The cells of its items.
        items: Vec<CellId>,
    },
}

impl Share {
    /// Every cell it may count.
    pub fn cells(&self) -> impl Iterator<Item = CellId> + '_ {
        let (own, items) = match self {
            Self::Cell(cell) => (cell, &[][..]),
            Self::Group { own, items } => (own, items.as_slice()),
        };
        std::iter::once(*own).chain(items.iter().copied())
    }
}

impl Balance {
    /// Every cell it is about.
    pub fn cells(&self) -> impl Iterator<Item = CellId> + '_ {
        self.terms.iter().flat_map(|(_, share)| share.cells())
    }

    /// What the terms come to: zero where the equality holds; nothing where a figure is not known.
    pub fn gap(&self, figure: impl Fn(CellId) -> Option<Figure>) -> Option<Figure> {
        let mut total = Figure::ZERO;
        for (factor, share) in &self.terms {
            let amount = match share {
                Share::Cell(cell) => figure(*cell)?,
                Share::Group { own, items } => {
                    let mut sum = Figure::ZERO;
                    for item in items {
                        sum = sum.checked_add(figure(*item)?)?;
                    }
                    if sum.is_zero() { figure(*own)? } else { sum }
                }
            };
            total = total.checked_add(amount.checked_mul(*factor)?)?;
        }
        Some(total)
    }
}
