//! Which equations follow from others, by exact elimination.

use std::collections::BTreeMap;

use crate::ratio::{Ratio, TooLarge};
use crate::simplex::add;

/// Equations in order, each reduced by those before it.
#[derive(Debug, Default)]
pub(crate) struct Span {
    /// For each leading unknown a reduced row, and what it is made of: equations with factors.
    rows: BTreeMap<usize, Reduced>,
}

#[derive(Clone, Debug, Default)]
struct Reduced {
    sum: BTreeMap<usize, Ratio>,
    made_of: BTreeMap<usize, Ratio>,
}

impl Span {
    /// How many of the equations say something of their own.
    pub(crate) fn rank(&self) -> usize {
        self.rows.len()
    }

    /// Adds an equation, given by its factors. Where it follows from those before it, the numbers
    /// of the equations it follows from: all of them are needed.
    pub(crate) fn push(
        &mut self,
        number: usize,
        sum: BTreeMap<usize, Ratio>,
    ) -> Result<Option<Vec<usize>>, TooLarge> {
        let mut reduced = Reduced {
            sum,
            made_of: BTreeMap::from([(number, Ratio::ONE)]),
        };
        // Rows are reduced by each other only downwards: from the first unknown on.
        let mut from = 0;
        while let Some((lead, factor)) = reduced.sum.range(from..).next().map(|(k, v)| (*k, *v)) {
            from = lead + 1;
            let Some(row) = self.rows.get(&lead) else {
                continue;
            };
            let share = factor
                .over(row.sum.get(&lead).copied().unwrap_or(Ratio::ONE))?
                .negated()?;
            for (unknown, factor) in &row.sum {
                add(&mut reduced.sum, *unknown, factor.times(share)?)?;
            }
            for (equation, factor) in &row.made_of {
                add(&mut reduced.made_of, *equation, factor.times(share)?)?;
            }
        }
        match reduced.sum.keys().next().copied() {
            Some(lead) => {
                self.rows.insert(lead, reduced);
                Ok(None)
            }
            None => {
                let others = reduced.made_of.into_keys().filter(|other| *other != number);
                Ok(Some(others.collect()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(factors: &[i128]) -> BTreeMap<usize, Ratio> {
        let all = factors.iter().enumerate();
        let terms = all.map(|(index, factor)| (index, Ratio::from(*factor)));
        terms.filter(|(_, factor)| !factor.is_zero()).collect()
    }

    #[test]
    fn names_what_an_equation_follows_from() {
        let mut span = Span::default();
        assert_eq!(span.push(0, sum(&[0, 1, -1, 0])), Ok(None));
        assert_eq!(span.push(1, sum(&[2, 1, 0, 0])), Ok(None));
        assert_eq!(span.push(2, sum(&[1, 0, 0, 5])), Ok(None));
        assert_eq!(span.push(3, sum(&[4, 3, -1, 0])), Ok(Some(vec![0, 1])));
        assert_eq!(span.push(4, sum(&[])), Ok(Some(vec![])));
        assert_eq!(span.rank(), 3);
    }
}
