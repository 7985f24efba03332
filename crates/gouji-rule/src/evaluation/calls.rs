//! What functions of cells give, and what is stated about single cells and of lists.

use gouji_model::{Evidence, Figure};

use super::{Decided, Reading, Undecided, own};
use crate::formula::{Argument, Call, Operand, Order, Rounding, Selection, Sum};

impl Reading<'_> {
    /// The value of a function.
    pub(super) fn call(&self, call: &Call) -> Decided<Figure> {
        match call {
            Call::Abs(sum) => {
                let figure = self.sum(sum)?;
                Ok(if figure.is_negative() {
                    figure.negated()
                } else {
                    figure
                })
            }
            Call::Least(arguments) => {
                let least = self.values(arguments)?.into_iter().min();
                least.ok_or(Undecided::NotApplicable)
            }
            Call::Greatest(arguments) => {
                let greatest = self.values(arguments)?.into_iter().max();
                greatest.ok_or(Undecided::NotApplicable)
            }
            Call::Count(members) => {
                let counted = self.counted(members)?;
                match counted.why {
                    None => Ok(Figure::from(counted.least)),
                    Some(why) => Err(why),
                }
            }
            Call::Nth(place, members) => {
                let given = self.given(members)?;
                let nth = place.checked_sub(1).and_then(|at| given.get(at));
                nth.map(|(_, figure)| *figure)
                    .ok_or(Undecided::NotApplicable)
            }
            Call::Quotient {
                dividend,
                divisor,
                places,
                rounding,
            } => self.quotient((dividend, divisor), *places, *rounding),
        }
    }

    fn values(&self, arguments: &[Argument]) -> Decided<Vec<Figure>> {
        let mut values = Vec::new();
        for argument in arguments {
            match argument {
                Argument::Sum(sum) => values.push(self.sum(sum)?),
                Argument::Cells(members) => {
                    let given = self.given(members)?.into_iter();
                    values.extend(given.map(|(_, figure)| figure));
                }
            }
        }
        Ok(values)
    }

    /// The cells of a set that say something, with their figures, in the form's order.
    pub(super) fn given(&self, members: &[Selection]) -> Decided<Vec<(Evidence, Figure)>> {
        let mut given = Vec::new();
        for member in members {
            let mut take = |_, evidence: Option<Evidence>, figure| {
                let evidence = evidence.filter(|evidence| self.is_given(*evidence));
                given.extend(evidence.map(|evidence| (evidence, figure)));
                Ok(())
            };
            self.each_member(1, member, false, &mut take)?;
        }
        Ok(given)
    }

    /// Whether a cell says something, or a changed figure stands for it.
    pub(super) fn is_given(&self, evidence: Evidence) -> bool {
        let mut changed = self.changed.iter();
        changed.any(|(cell, _)| *cell == evidence)
            || self.value(evidence).is_some_and(|value| value.is_present())
    }

    fn quotient(
        &self,
        (dividend, divisor): (&Sum, &Sum),
        places: u8,
        rounding: Rounding,
    ) -> Decided<Figure> {
        let (dividend, divisor) = (self.sum(dividend)?, self.sum(divisor)?);
        if divisor.is_zero() {
            return Err(Undecided::NotApplicable);
        }
        divided(dividend, divisor, places, rounding).ok_or(Undecided::NotApplicable)
    }

    /// Whether something is there and says something.
    pub(super) fn is_present(&self, operand: &Operand) -> Decided<bool> {
        match operand {
            Operand::Cell(cell) => self.cell_is_present(own(*cell)),
            Operand::Set(members) => {
                for member in members {
                    if self.member_is_present(member)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Operand::Prior(address) => {
                let cell = self.prior.and_then(|(form, _)| form.cell(address));
                cell.map_or(Ok(false), |cell| {
                    self.cell_is_present(Evidence { cell, prior: true })
                })
            }
            Operand::PriorSet(pattern) => {
                let members = self.prior.and_then(|(form, _)| pattern.members(form));
                let mut cells = Vec::new();
                for member in members.iter().flatten() {
                    add_cells(member, &mut cells);
                }
                for cell in cells {
                    if self.cell_is_present(Evidence { cell, prior: true })? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Operand::Fact(fact) => Ok(self.fact(*fact).is_ok()),
            Operand::Call(_) => Ok(true),
            Operand::Absent(table) => self.rows_are_known(*table, false).map(|()| false),
        }
    }

    fn member_is_present(&self, member: &Selection) -> Decided<bool> {
        if let Selection::Absent(table) = member {
            return self.rows_are_known(*table, false).map(|()| false);
        }
        let mut cells = Vec::new();
        add_cells(member, &mut cells);
        for cell in cells {
            if self.cell_is_present(own(cell))? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Nobody can say what stands in a cell of a table that could not be read.
    fn cell_is_present(&self, evidence: Evidence) -> Decided<bool> {
        if self.is_lost(evidence) {
            return Err(Self::unread(vec![evidence.cell], evidence.prior));
        }
        Ok(self.is_given(evidence))
    }

    /// Whether the cells of a list that say something are in order.
    pub(super) fn is_ordered(&self, order: Order, members: &[Selection]) -> Decided<bool> {
        let given = self.given(members)?;
        let (mut certain, mut ordered) = (true, true);
        for pair in given.windows(2) {
            let [(one, first), (other, second)] = pair else {
                continue;
            };
            let (less, greater) = match order {
                Order::Ascending => ((*one, *first), (*other, *second)),
                Order::Descending => ((*other, *second), (*one, *first)),
            };
            ordered &= less.1 <= greater.1;
            let (low, high) = (
                self.range_of(less.0, less.1),
                self.range_of(greater.0, greater.1),
            );
            certain &= low.1 <= high.0 || low.0 > high.1;
        }
        match certain || (ordered && !self.form.may_be_inexact()) {
            true => Ok(ordered),
            false => Err(Undecided::Inexact),
        }
    }
}

fn add_cells(member: &Selection, cells: &mut Vec<gouji_model::CellId>) {
    match member {
        Selection::Cell(cell) => cells.push(*cell),
        Selection::Group { own, items } => {
            cells.push(*own);
            cells.extend(items);
        }
        Selection::Absent(_) => {}
    }
}

/// A quotient to some decimals; nothing where it has too many digits.
fn divided(dividend: Figure, divisor: Figure, places: u8, rounding: Rounding) -> Option<Figure> {
    let scale = dividend.scale().max(divisor.scale());
    let (left, right) = (dividend.at_scale(scale)?, divisor.at_scale(scale)?);
    let left = left.checked_mul(10i128.checked_pow(u32::from(places))?)?;
    let (whole, rest) = (left.checked_div(right)?, left.checked_rem(right)?);
    let away = match rounding {
        Rounding::Down => false,
        Rounding::Up => rest != 0,
        Rounding::Nearest => rest.unsigned_abs() >= right.unsigned_abs().div_ceil(2) && rest != 0,
    };
    let sign = if (left < 0) == (right < 0) { 1 } else { -1 };
    let rounded = if away {
        whole.checked_add(sign)?
    } else {
        whole
    };
    Some(Figure::new(rounded, places))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quotient(dividend: &str, divisor: &str, places: u8, rounding: Rounding) -> String {
        let figure = |text| Figure::parse(text).unwrap_or(Figure::ZERO);
        let quotient = divided(figure(dividend), figure(divisor), places, rounding);
        quotient.map_or_else(String::new, |figure| figure.to_string())
    }

    #[test]
    fn quotients_are_rounded_as_stated() {
        use Rounding::{Down, Nearest, Up};
        assert_eq!(quotient("2", "3", 2, Nearest), "0.67");
        assert_eq!(quotient("2", "3", 2, Down), "0.66");
        assert_eq!(quotient("1", "3", 2, Up), "0.34");
        assert_eq!(quotient("1", "8", 2, Nearest), "0.13");
        assert_eq!(quotient("-1", "8", 2, Nearest), "-0.13");
        assert_eq!(quotient("-1", "8", 2, Down), "-0.12");
        assert_eq!(quotient("1", "3", 0, Nearest), "0");
        assert_eq!(quotient("5", "3", 0, Nearest), "2");
        assert_eq!(quotient("0.5", "0.25", 1, Nearest), "2");
        assert_eq!(quotient("6", "3", 2, Up), "2");
    }
}
