//! A sum as a solver takes it: factors of cells, and what years add up to.

use gouji_model::{Evidence, Figure};
use gouji_rule::{Reading, Sum, Undecided};

/// A linear expression over cells of this year's and last year's report.
#[derive(Debug, Default)]
pub(crate) struct Linear {
    pub terms: Vec<(i64, Evidence)>,
    pub constant: i64,
}

impl Linear {
    /// Nothing yet, with room for so many terms.
    pub(crate) fn with_room(terms: usize) -> Self {
        Self {
            terms: Vec::with_capacity(terms),
            constant: 0,
        }
    }

    /// Adds a side of a comparison, `sign` times. Nothing where a figure of it cannot be used.
    pub(crate) fn add(&mut self, reading: &Reading<'_>, sum: &Sum, sign: i64) -> Option<()> {
        self.shift(sign, sum.constant)?;
        let mut take = |factor: i64, cell: Option<Evidence>, figure: Figure| {
            let added = sign.checked_mul(factor).and_then(|factor| match cell {
                Some(cell) => {
                    self.terms.push((factor, cell));
                    Some(())
                }
                None => self.shift(factor, i64::try_from(figure.at_scale(0)?).ok()?),
            });
            added.ok_or(Undecided::NotApplicable)
        };
        reading.each(sum, &mut take).ok()
    }

    fn shift(&mut self, factor: i64, number: i64) -> Option<()> {
        self.constant = self.constant.checked_add(factor.checked_mul(number)?)?;
        Some(())
    }
}
