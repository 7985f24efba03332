//! Sums over the unknowns of a report: its cells, last year's cells, and years.

use std::collections::{BTreeMap, BTreeSet};

use gouji_model::{CellId, Form};
use gouji_rule::{Fact, Operand, Selection, Sum};

use crate::ratio::{TooLarge, gcd};

/// Something a report gives a figure to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unknown {
    /// A cell of the report.
    Cell(CellId),
    /// A cell of last year's report, by address.
    Prior(String),
    /// A year.
    Fact(Fact),
    /// Whether something is there: zero where it is not. What it holds has no part in that.
    Presence(Box<Unknown>),
}

impl Unknown {
    /// What the form says of it: whether it is not below zero, and whether it is whole.
    pub(crate) fn bounds(&self, form: &Form) -> (bool, bool) {
        let cell = match self {
            Self::Cell(cell) => Some(*cell),
            Self::Prior(address) => form.cell(address),
            Self::Fact(_) => return (false, true),
            Self::Presence(_) => return (true, true),
        };
        // Last year's form may be another one, of whose cells nothing is known here.
        cell.map_or((false, false), |cell| {
            let kind = form.kind_of(cell);
            (!kind.is_signed(), kind.is_whole())
        })
    }
}

/// What a relation needs besides the report's own cells.
pub(crate) type Needs = BTreeSet<Option<Fact>>;

/// A sum with whole factors.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Linear {
    pub terms: BTreeMap<Unknown, i128>,
    pub constant: i128,
}

impl Linear {
    /// `left - right`, with groups standing for their items as the form prints them.
    pub(crate) fn difference(form: &Form, left: &Sum, right: &Sum) -> Result<Self, TooLarge> {
        let mut linear = Self::default();
        linear.add_sum(form, left, 1)?;
        linear.add_sum(form, right, -1)?;
        linear.terms.retain(|_, factor| *factor != 0);
        Ok(linear)
    }

    fn add_sum(&mut self, form: &Form, sum: &Sum, sign: i128) -> Result<(), TooLarge> {
        self.add_constant(sign, i128::from(sum.constant))?;
        for term in &sum.terms {
            let factor = sign * i128::from(term.coefficient);
            match &term.operand {
                Operand::Cell(cell) => self.add(Unknown::Cell(*cell), factor)?,
                Operand::Set(members) => {
                    for cell in members.iter().flat_map(cells) {
                        self.add(Unknown::Cell(*cell), factor)?;
                    }
                }
                Operand::Prior(address) => self.add(Unknown::Prior(address.clone()), factor)?,
                // Nothing is reported about relations that are no sums: see `statement`.
                Operand::PriorSet(_) | Operand::Call(_) | Operand::Absent(_) => {
                    return Err(TooLarge);
                }
                Operand::Fact(Fact::FormSince) => {
                    self.add_constant(factor, form.since.unwrap_or(0).into())?;
                }
                Operand::Fact(Fact::FormUntil) => {
                    self.add_constant(factor, form.until.unwrap_or(0).into())?;
                }
                Operand::Fact(fact) => self.add(Unknown::Fact(*fact), factor)?,
            }
        }
        Ok(())
    }

    fn add(&mut self, unknown: Unknown, factor: i128) -> Result<(), TooLarge> {
        let slot = self.terms.entry(unknown).or_default();
        *slot = slot.checked_add(factor).ok_or(TooLarge)?;
        Ok(())
    }

    fn add_constant(&mut self, factor: i128, value: i128) -> Result<(), TooLarge> {
        let product = factor.checked_mul(value).ok_or(TooLarge)?;
        self.constant = self.constant.checked_add(product).ok_or(TooLarge)?;
        Ok(())
    }

    /// The sum with all signs turned.
    pub(crate) fn negated(&self) -> Result<Self, TooLarge> {
        let turn = |number: i128| number.checked_neg().ok_or(TooLarge);
        let terms = self.terms.iter();
        Ok(Self {
            terms: terms
                .map(|(unknown, factor)| Ok((unknown.clone(), turn(*factor)?)))
                .collect::<Result<_, _>>()?,
            constant: turn(self.constant)?,
        })
    }

    /// The greatest number that divides all factors, or zero where there are none.
    pub(crate) fn divisor(&self) -> i128 {
        self.terms
            .values()
            .fold(0, |divisor, factor| gcd(divisor, *factor))
    }

    /// Whether all its unknowns are whole.
    pub(crate) fn is_whole(&self, form: &Form) -> bool {
        self.terms.keys().all(|unknown| unknown.bounds(form).1)
    }

    /// What its value rests on besides the report's own cells.
    pub(crate) fn needs(&self) -> Needs {
        let needs = self.terms.keys().filter_map(|unknown| match unknown {
            // Whether something is there can be asked of any report.
            Unknown::Cell(_) | Unknown::Presence(_) => None,
            Unknown::Prior(_) => Some(None),
            Unknown::Fact(fact) => Some(Some(*fact)),
        });
        needs.collect()
    }
}

/// The cells of a member of a set: a group stands for its items.
pub(crate) fn cells(member: &Selection) -> &[CellId] {
    match member {
        Selection::Cell(cell) => std::slice::from_ref(cell),
        Selection::Group { items, .. } => items,
        Selection::Absent(_) => &[],
    }
}
