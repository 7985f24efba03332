//! Figures that are not known exactly: a rounded one stands for all that round to it, and `<1` for all
//! between zero and one.
//!
//! A comparison of such figures that could hold or fail is neither: it is no error, and decides no
//! condition.

use gouji_model::{Evidence, Figure, Form, Value};

use super::{Decided, Reading, Undecided, scaled};
use crate::formula::{Argument, Call, Comparison, Operand, Selection, Sum, Term};

/// The least and the greatest that a figure may be.
pub(super) type Range = (Figure, Figure);

impl Reading<'_> {
    /// That a comparison comes out the same whatever its figures exactly are.
    pub(super) fn must_be_certain(
        &self,
        comparison: Comparison,
        sides: [&Sum; 2],
        sums: [Figure; 2],
    ) -> Decided<()> {
        let (left, right) = (self.range(sides[0])?, self.range(sides[1])?);
        if left == (sums[0], sums[0]) && right == (sums[1], sums[1]) {
            return Ok(());
        }
        match is_certain(comparison, left, right) {
            true => Ok(()),
            false => Err(Undecided::Inexact),
        }
    }

    /// Whether a comparison holds however many of the cells that it counts, and that could not be read, say
    /// something; nothing where it depends on them, or counts none.
    pub(super) fn holds_anyway(&self, comparison: Comparison, sides: [&Sum; 2]) -> Option<bool> {
        let counts = |term: &Term| matches!(&term.operand, Operand::Call(call) if matches!(**call, Call::Count(_)));
        if !sides.iter().any(|side| side.terms.iter().any(counts)) {
            return None;
        }
        let (left, right) = (self.range(sides[0]).ok()?, self.range(sides[1]).ok()?);
        is_certain(comparison, left, right).then(|| comparison.holds(&left.0, &right.0))
    }

    /// What a sum may come to.
    fn range(&self, sum: &Sum) -> Decided<Range> {
        let start = Figure::from(sum.constant);
        let mut range = (start, start);
        for term in &sum.terms {
            let of_term = self.range_of_operand(&term.operand)?;
            range = times(of_term, term.coefficient)
                .and_then(|scaled| plus(range, scaled))
                .ok_or(Undecided::NotApplicable)?;
        }
        Ok((scaled(range.0, sum.scale)?, scaled(range.1, sum.scale)?))
    }

    fn range_of_operand(&self, operand: &Operand) -> Decided<Range> {
        if let Operand::Call(call) = operand {
            return self.range_of_call(call);
        }
        let mut range = (Figure::ZERO, Figure::ZERO);
        self.each_term(1, operand, &mut |_, evidence, figure| {
            let own = evidence.map_or((figure, figure), |cell| self.range_of(cell, figure));
            range = plus(range, own).ok_or(Undecided::NotApplicable)?;
            Ok(())
        })?;
        Ok(range)
    }

    /// What the figure of a cell may be.
    pub(super) fn range_of(&self, evidence: Evidence, figure: Figure) -> Range {
        let form = match (evidence.prior, self.prior) {
            (true, Some((form, _))) => form,
            _ => self.form,
        };
        let changed = self.changed.iter().any(|(cell, _)| *cell == evidence);
        match self.value(evidence) {
            Some(Value::LessThan(bound)) if !changed => (Figure::ZERO, bound),
            Some(Value::Figure(_)) => match self.half_of(form, evidence) {
                Some(half) => {
                    let (below, above) = (figure.checked_sub(half), figure.checked_add(half));
                    (below.unwrap_or(figure), above.unwrap_or(figure))
                }
                None => (figure, figure),
            },
            _ => (figure, figure),
        }
    }

    /// Whether the figure of a cell is known exactly.
    pub(super) fn is_exact(&self, evidence: Evidence) -> bool {
        let form = match (evidence.prior, self.prior) {
            (true, Some((form, _))) => form,
            _ => self.form,
        };
        match self.value(evidence) {
            Some(Value::LessThan(_)) => false,
            Some(Value::Figure(_)) => self.half_of(form, evidence).is_none(),
            _ => true,
        }
    }

    /// How far what a figure stands for may be from it, where it is rounded or was converted.
    fn half_of(&self, form: &Form, evidence: Evidence) -> Option<Figure> {
        let report = match (evidence.prior, self.prior) {
            (true, Some((_, report))) => report,
            _ => self.report,
        };
        if !form.rounds_figures() && report.converted.is_empty() {
            return None;
        }
        let rounded = form.column_of(evidence.cell).rounded;
        let rounded = rounded.map(|places| Figure::new(5, places.saturating_add(1)));
        report.half_of(evidence.cell).or(rounded)
    }

    fn range_of_call(&self, call: &Call) -> Decided<Range> {
        let exact = |figure: Figure| (figure, figure);
        match call {
            Call::Abs(sum) => {
                let (low, high) = self.range(sum)?;
                let (one, other) = (size(low), size(high));
                let least = match low.is_negative() && !high.is_negative() {
                    true => Figure::ZERO,
                    false => one.min(other),
                };
                Ok((least, one.max(other)))
            }
            Call::Least(arguments) => self.range_of_one(arguments, false),
            Call::Greatest(arguments) => self.range_of_one(arguments, true),
            Call::Nth(place, members) => {
                let nth = self.given(members)?.into_iter().nth(place.wrapping_sub(1));
                let (cell, figure) = nth.ok_or(Undecided::NotApplicable)?;
                Ok(self.range_of(cell, figure))
            }
            Call::Count(members) => {
                let counted = self.counted(members)?;
                Ok((Figure::from(counted.least), Figure::from(counted.most)))
            }
            Call::Quotient {
                dividend, divisor, ..
            } => {
                let figure = self.call(call)?;
                let parts = [dividend, divisor];
                let mut ranges = parts.into_iter().map(|sum| self.range(sum));
                let is_exact = ranges.try_fold(true, |exact, range| {
                    range.map(|(low, high)| exact && low == high)
                })?;
                // What a quotient of figures that are not known exactly may be is not reckoned.
                match is_exact {
                    true => Ok(exact(figure)),
                    false => Err(Undecided::Inexact),
                }
            }
        }
    }

    /// What the smallest or the greatest of some values may be.
    fn range_of_one(&self, arguments: &[Argument], greatest: bool) -> Decided<Range> {
        let mut ranges = Vec::new();
        for argument in arguments {
            match argument {
                Argument::Sum(sum) => ranges.push(self.range(sum)?),
                Argument::Cells(members) => ranges.extend(self.ranges_of(members)?),
            }
        }
        let one = |figures: &mut dyn Iterator<Item = Figure>| match greatest {
            true => figures.max(),
            false => figures.min(),
        };
        let low = one(&mut ranges.iter().map(|range| range.0));
        let high = one(&mut ranges.iter().map(|range| range.1));
        low.zip(high).ok_or(Undecided::NotApplicable)
    }

    fn ranges_of(&self, members: &[Selection]) -> Decided<Vec<Range>> {
        let given = self.given(members)?.into_iter();
        Ok(given
            .map(|(cell, figure)| self.range_of(cell, figure))
            .collect())
    }
}

/// Whether a comparison comes out the same whichever figures of two ranges are compared.
fn is_certain(comparison: Comparison, left: Range, right: Range) -> bool {
    match comparison {
        Comparison::Equal | Comparison::Unequal => left.1 < right.0 || right.1 < left.0,
        Comparison::Less | Comparison::GreaterOrEqual => left.1 < right.0 || left.0 >= right.1,
        Comparison::Greater | Comparison::LessOrEqual => left.0 > right.1 || left.1 <= right.0,
    }
}

fn size(figure: Figure) -> Figure {
    match figure.is_negative() {
        true => figure.negated(),
        false => figure,
    }
}

fn plus(one: Range, other: Range) -> Option<Range> {
    Some((one.0.checked_add(other.0)?, one.1.checked_add(other.1)?))
}

fn times(range: Range, factor: i64) -> Option<Range> {
    let (one, other) = (range.0.checked_mul(factor)?, range.1.checked_mul(factor)?);
    Some(if factor < 0 {
        (other, one)
    } else {
        (one, other)
    })
}
