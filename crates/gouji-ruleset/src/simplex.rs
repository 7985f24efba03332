//! Whether linear conditions can hold together, over exact fractions.
//!
//! The simplex method of Dutertre and de Moura (2006): every condition is a bound on a variable
//! or on a row, a row being a sum of variables. Strict bounds are met by numbers `a + b·δ` with
//! an infinitely small δ. The smallest index is taken wherever there is a choice (Bland's rule),
//! so that it ends, and always in the same way.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::ratio::{Ratio, TooLarge};

/// A number `a + b·δ`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Near {
    pub whole: Ratio,
    pub little: Ratio,
}

impl Near {
    pub(crate) const ZERO: Self = Self {
        whole: Ratio::ZERO,
        little: Ratio::ZERO,
    };

    pub(crate) fn plus(self, other: Self, factor: Ratio) -> Result<Self, TooLarge> {
        Ok(Self {
            whole: self.whole.plus(other.whole.times(factor)?)?,
            little: if other.little.is_zero() {
                self.little
            } else {
                self.little.plus(other.little.times(factor)?)?
            },
        })
    }

    pub(crate) fn compare(self, other: Self) -> Result<Ordering, TooLarge> {
        match self.whole.compare(other.whole)? {
            Ordering::Equal => self.little.compare(other.little),
            decided => Ok(decided),
        }
    }
}

/// A bound, and the condition it comes from.
#[derive(Clone, Copy, Debug)]
struct Bound {
    value: Near,
    tag: Option<usize>,
}

#[derive(Clone, Debug)]
struct Variable {
    least: Option<Bound>,
    most: Option<Bound>,
    value: Near,
}

/// Which way a bound bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Least,
    Most,
}

/// A row outside its bounds: which of them, and where it stands.
#[derive(Clone, Copy, Debug)]
struct Off {
    row: usize,
    side: Side,
    bound: Near,
}

/// What came of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Feasible {
    /// There is a solution: [`Simplex::value`] tells it.
    Yes,
    /// There is none; conditions with these tags already exclude each other.
    No(BTreeSet<usize>),
}

/// A system of bounds on variables and rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Simplex {
    variables: Vec<Variable>,
    /// For each basic variable its row over the others.
    rows: BTreeMap<usize, BTreeMap<usize, Ratio>>,
    contradicted: Option<BTreeSet<usize>>,
}

impl Simplex {
    /// A new variable, not below zero if so wished; that bound has no tag.
    pub(crate) fn variable(&mut self, not_negative: bool) -> usize {
        let zero = Bound {
            value: Near::ZERO,
            tag: None,
        };
        self.variables.push(Variable {
            least: not_negative.then_some(zero),
            most: None,
            value: Near::ZERO,
        });
        self.variables.len() - 1
    }

    /// A new row; its terms name variables that are not rows.
    pub(crate) fn row(&mut self, terms: &[(usize, i128)]) -> Result<usize, TooLarge> {
        let row = self.variable(false);
        let mut sum = BTreeMap::new();
        for (variable, factor) in terms {
            let factor = Ratio::from(*factor);
            match self.rows.get(variable) {
                Some(known) => {
                    for (inner, inner_factor) in known.clone() {
                        add(&mut sum, inner, inner_factor.times(factor)?)?;
                    }
                }
                None => add(&mut sum, *variable, factor)?,
            }
        }
        let mut value = Near::ZERO;
        for (variable, factor) in &sum {
            value = value.plus(self.value(*variable), *factor)?;
        }
        self.set(row, value);
        self.rows.insert(row, sum);
        Ok(row)
    }

    /// The value of a variable or row in the solution.
    pub(crate) fn value(&self, variable: usize) -> Near {
        self.variables
            .get(variable)
            .map_or(Near::ZERO, |variable| variable.value)
    }

    fn set(&mut self, variable: usize, value: Near) {
        if let Some(slot) = self.variables.get_mut(variable) {
            slot.value = value;
        }
    }

    fn bound(&self, variable: usize, side: Side) -> Option<Bound> {
        let variable = self.variables.get(variable)?;
        match side {
            Side::Least => variable.least,
            Side::Most => variable.most,
        }
    }

    /// Requires a variable or row not to be less than a value.
    pub(crate) fn at_least(&mut self, row: usize, value: Near, tag: usize) -> Result<(), TooLarge> {
        self.require(row, Side::Least, value, tag)
    }

    /// Requires a variable or row not to be more than a value.
    pub(crate) fn at_most(&mut self, row: usize, value: Near, tag: usize) -> Result<(), TooLarge> {
        self.require(row, Side::Most, value, tag)
    }

    fn require(&mut self, row: usize, side: Side, value: Near, tag: usize) -> Result<(), TooLarge> {
        let (tighter, other) = match side {
            Side::Least => (Ordering::Greater, Side::Most),
            Side::Most => (Ordering::Less, Side::Least),
        };
        if let Some(known) = self.bound(row, side)
            && value.compare(known.value)? != tighter
        {
            return Ok(());
        }
        if let Some(opposite) = self.bound(row, other)
            && value.compare(opposite.value)? == tighter
        {
            let tags = opposite.tag.into_iter().chain([tag]).collect();
            self.contradicted.get_or_insert(tags);
        }
        let bound = Some(Bound {
            value,
            tag: Some(tag),
        });
        if let Some(variable) = self.variables.get_mut(row) {
            match side {
                Side::Least => variable.least = bound,
                Side::Most => variable.most = bound,
            }
        }
        let off = self.value(row).compare(value)? == tighter.reverse();
        if off && !self.rows.contains_key(&row) {
            self.move_to(row, value)?;
        }
        Ok(())
    }

    /// Moves a variable that is no row, and all rows with it.
    fn move_to(&mut self, variable: usize, value: Near) -> Result<(), TooLarge> {
        let minus_one = Ratio::ONE.negated()?;
        let step = value.plus(self.value(variable), minus_one)?;
        let moved: Vec<(usize, Ratio)> = self
            .rows
            .iter()
            .filter_map(|(row, sum)| Some((*row, *sum.get(&variable)?)))
            .collect();
        for (row, factor) in moved {
            let next = self.value(row).plus(step, factor)?;
            self.set(row, next);
        }
        self.set(variable, value);
        Ok(())
    }

    /// Looks for a solution.
    pub(crate) fn solve(&mut self) -> Result<Feasible, TooLarge> {
        loop {
            if let Some(tags) = &self.contradicted {
                return Ok(Feasible::No(tags.clone()));
            }
            let Some(Off { row, side, bound }) = self.first_off()? else {
                return Ok(Feasible::Yes);
            };
            let Some(partner) = self.partner(row, side)? else {
                return Ok(Feasible::No(self.reasons(row, side)));
            };
            self.pivot(row, partner)?;
            self.move_to(row, bound)?;
        }
    }

    /// The first row outside its bounds.
    fn first_off(&self) -> Result<Option<Off>, TooLarge> {
        for row in self.rows.keys() {
            for (side, wrong) in [
                (Side::Least, Ordering::Less),
                (Side::Most, Ordering::Greater),
            ] {
                if let Some(bound) = self.bound(*row, side)
                    && self.value(*row).compare(bound.value)? == wrong
                {
                    let (row, bound) = (*row, bound.value);
                    return Ok(Some(Off { row, side, bound }));
                }
            }
        }
        Ok(None)
    }

    /// Which of a variable's bounds keeps a row from getting nearer to its own.
    fn limit(side: Side, factor: Ratio) -> Side {
        if (side == Side::Least) == factor.is_positive() {
            Side::Most
        } else {
            Side::Least
        }
    }

    /// The first variable of a row that has room to move.
    fn partner(&self, row: usize, side: Side) -> Result<Option<usize>, TooLarge> {
        for (variable, factor) in self.rows.get(&row).into_iter().flatten() {
            let limit = self.bound(*variable, Self::limit(side, *factor));
            let at_limit = match limit {
                Some(bound) => self.value(*variable).compare(bound.value)? == Ordering::Equal,
                None => false,
            };
            if !at_limit {
                return Ok(Some(*variable));
            }
        }
        Ok(None)
    }

    /// Why a row cannot get within its bounds.
    fn reasons(&self, row: usize, side: Side) -> BTreeSet<usize> {
        let own = self.bound(row, side).and_then(|bound| bound.tag);
        let terms = self.rows.get(&row).into_iter().flatten();
        let others = terms.filter_map(|(variable, factor)| {
            self.bound(*variable, Self::limit(side, *factor))?.tag
        });
        own.into_iter().chain(others).collect()
    }

    /// Makes a variable a row in place of another.
    fn pivot(&mut self, row: usize, variable: usize) -> Result<(), TooLarge> {
        let Some(mut sum) = self.rows.remove(&row) else {
            return Ok(());
        };
        let factor = sum.remove(&variable).unwrap_or(Ratio::ONE);
        let mut solved = BTreeMap::from([(row, Ratio::ONE.over(factor)?)]);
        for (other, other_factor) in sum {
            solved.insert(other, other_factor.over(factor)?.negated()?);
        }
        for other in self.rows.values_mut() {
            let Some(share) = other.remove(&variable) else {
                continue;
            };
            for (inner, inner_factor) in &solved {
                add(other, *inner, inner_factor.times(share)?)?;
            }
        }
        self.rows.insert(variable, solved);
        Ok(())
    }
}

/// Adds a term to a sum, leaving no zeros in it.
pub(crate) fn add(
    sum: &mut BTreeMap<usize, Ratio>,
    key: usize,
    factor: Ratio,
) -> Result<(), TooLarge> {
    let total = match sum.get(&key) {
        Some(known) => known.plus(factor)?,
        None => factor,
    };
    if total.is_zero() {
        sum.remove(&key);
    } else {
        sum.insert(key, total);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(whole: i128, little: i128) -> Near {
        Near {
            whole: Ratio::from(whole),
            little: Ratio::from(little),
        }
    }

    #[test]
    fn tells_a_solution() {
        let mut simplex = Simplex::default();
        let (x, y) = (simplex.variable(true), simplex.variable(true));
        let sum = simplex.row(&[(x, 1), (y, 1)]).unwrap();
        let difference = simplex.row(&[(x, 1), (y, -1)]).unwrap();
        simplex.at_least(sum, at(3, 0), 0).unwrap();
        simplex.at_most(sum, at(3, 0), 0).unwrap();
        simplex.at_least(difference, at(1, 1), 1).unwrap();
        assert_eq!(simplex.solve(), Ok(Feasible::Yes));
        assert_eq!(simplex.value(sum), at(3, 0));
        assert_ne!(
            simplex.value(difference).compare(at(1, 1)),
            Ok(Ordering::Less)
        );
    }

    #[test]
    fn names_what_excludes_each_other() {
        let mut simplex = Simplex::default();
        let (x, y) = (simplex.variable(true), simplex.variable(true));
        let sum = simplex.row(&[(x, 1), (y, 1)]).unwrap();
        let free = simplex.row(&[(x, 1), (y, -2)]).unwrap();
        simplex.at_most(free, at(9, 0), 0).unwrap();
        simplex.at_most(sum, at(2, 0), 1).unwrap();
        simplex.at_least(x, at(2, 1), 2).unwrap();
        let core = BTreeSet::from([1, 2]);
        assert_eq!(simplex.solve(), Ok(Feasible::No(core)));
    }
}
