//! Days of the calendar in formulas: they are compared with days, and the difference of two is a number.
//!
//! A day has a number behind it, so that a day beside a figure would be compared without a word, and say
//! nothing.

use gouji_model::{Bilingual, CellId, CellKind, Form};
use gouji_rule::{Argument, Call, Operand, Selection, Sum};

use crate::mistake::Mistake;

/// A day beside a figure, or days that are added.
pub(super) fn day_and_number() -> Mistake {
    Mistake {
        message: Bilingual::new(
            "日期不能与数比较，也不能相加",
            "a day is no number: it is neither compared with one nor added up",
        ),
        help: Bilingual::new(
            "日期只与日期比较；两个日期相减是天数，可以与数比较",
            "compare days with days; the difference of two days is a number of days and compares with numbers",
        ),
    }
}

/// What a sum comes to cannot be: days are added, or taken together with figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoFigure;

/// That a comparison is one of days with days, or of figures with figures.
pub(super) fn must_agree(form: &Form, left: &Sum, right: &Sum) -> Result<(), NoFigure> {
    match days(form, left)? == days(form, right)? {
        true => Ok(()),
        false => Err(NoFigure),
    }
}

/// That a list is one of days, or of figures.
pub(super) fn must_be_alike(form: &Form, members: &[Selection]) -> Result<bool, NoFigure> {
    let mut cells = Vec::new();
    for member in members {
        match member {
            Selection::Cell(cell) => cells.push(*cell),
            Selection::Group { own, items } => {
                cells.push(*own);
                cells.extend(items);
            }
            Selection::Absent(_) => {}
        }
    }
    let is_day = |cell: &CellId| form.kind_of(*cell) == CellKind::Date;
    let first = cells.first().is_some_and(is_day);
    match cells.iter().all(|cell| is_day(cell) == first) {
        true => Ok(first),
        false => Err(NoFigure),
    }
}

/// How many days more are added than taken off, in the units of the sum's factors: none where what it comes
/// to is a figure.
fn days(form: &Form, sum: &Sum) -> Result<i64, NoFigure> {
    let mut days = 0_i64;
    for term in &sum.terms {
        if is_day(form, &term.operand)? {
            days = days.saturating_add(term.coefficient);
        }
    }
    Ok(days)
}

fn is_day(form: &Form, operand: &Operand) -> Result<bool, NoFigure> {
    let of_cell = |cell: CellId| form.kind_of(cell) == CellKind::Date;
    match operand {
        Operand::Cell(cell) => Ok(of_cell(*cell)),
        Operand::Prior(address) => Ok(form.cell(address).is_some_and(of_cell)),
        Operand::Set(members) => no_days(form, members),
        Operand::PriorSet(pattern) => no_days(form, &pattern.members(form).unwrap_or_default()),
        Operand::Call(call) => is_day_of(form, call),
        Operand::Fact(_) | Operand::Absent(_) => Ok(false),
    }
}

/// A sum of days is none.
fn no_days(form: &Form, members: &[Selection]) -> Result<bool, NoFigure> {
    match must_be_alike(form, members)? {
        true => Err(NoFigure),
        false => Ok(false),
    }
}

fn is_day_of(form: &Form, call: &Call) -> Result<bool, NoFigure> {
    match call {
        Call::Abs(sum) => no_day(form, sum),
        Call::Least(arguments) | Call::Greatest(arguments) => {
            let mut all = arguments.iter().map(|argument| match argument {
                Argument::Sum(sum) => is_one_day(form, sum),
                Argument::Cells(members) => must_be_alike(form, members),
            });
            let first = all.next().unwrap_or(Ok(false))?;
            match all.all(|other| other == Ok(first)) {
                true => Ok(first),
                false => Err(NoFigure),
            }
        }
        Call::Count(_) => Ok(false),
        Call::Nth(_, members) => must_be_alike(form, members),
        Call::Quotient {
            dividend, divisor, ..
        } => {
            no_day(form, dividend)?;
            no_day(form, divisor)
        }
    }
}

fn no_day(form: &Form, sum: &Sum) -> Result<bool, NoFigure> {
    match days(form, sum)? {
        0 => Ok(false),
        _ => Err(NoFigure),
    }
}

fn is_one_day(form: &Form, sum: &Sum) -> Result<bool, NoFigure> {
    match days(form, sum)? {
        0 => Ok(false),
        one if Some(one) == 10_i64.checked_pow(u32::from(sum.scale)) => Ok(true),
        _ => Err(NoFigure),
    }
}
