//! Conditions in a form that a solver can work on: sums against zero, joined by all and any.

use std::collections::BTreeSet;

use gouji_model::Form;
use gouji_rule::{Comparison, Fact, Logic, Operand, Sum};

use crate::linear::{self, Linear, Needs, Unknown};
use crate::ratio::TooLarge;

/// How a sum stands to zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sign {
    Zero,
    NotNegative,
    Positive,
}

/// A condition without negations.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Condition {
    Is(Linear, Sign),
    All(Vec<Condition>),
    Any(Vec<Condition>),
}

impl Condition {
    /// What never holds.
    const NEVER: Self = Self::Any(Vec::new());
    /// What always holds.
    const ALWAYS: Self = Self::All(Vec::new());

    /// A condition of a formula, or where `truth` is false its opposite.
    pub(crate) fn of(form: &Form, logic: &Logic, truth: bool) -> Result<Self, TooLarge> {
        let of = |logic: &Logic, truth| Self::of(form, logic, truth);
        Ok(match logic {
            Logic::Compare(left, comparison, right) => {
                let comparison = *comparison;
                let compared = Compared {
                    left,
                    comparison,
                    right,
                };
                compared.condition(form, truth)?
            }
            Logic::Present(operand) => Self::present(form, operand, truth)?,
            Logic::Ordered(..) => return Err(TooLarge),
            Logic::Not(inner) => of(inner, !truth)?,
            Logic::And(left, right) => {
                Self::joined(truth, vec![of(left, truth)?, of(right, truth)?])
            }
            Logic::Or(left, right) => {
                Self::joined(!truth, vec![of(left, truth)?, of(right, truth)?])
            }
            Logic::Implies(left, right) => {
                Self::joined(!truth, vec![of(left, !truth)?, of(right, truth)?])
            }
            Logic::Iff(left, right) => {
                let both = |one, other| -> Result<Self, TooLarge> {
                    Ok(Self::joined(true, vec![of(left, one)?, of(right, other)?]))
                };
                Self::joined(false, vec![both(true, truth)?, both(false, !truth)?])
            }
        })
    }

    /// All or any of some conditions, without needless layers and in a fixed order.
    pub(crate) fn joined(all: bool, parts: Vec<Self>) -> Self {
        let mut flat = BTreeSet::new();
        for part in parts {
            match (all, part) {
                (true, Self::All(inner)) | (false, Self::Any(inner)) => flat.extend(inner),
                (_, part) => {
                    flat.insert(part);
                }
            }
        }
        let decided = if all { Self::NEVER } else { Self::ALWAYS };
        if flat.contains(&decided) {
            return decided;
        }
        let mut flat: Vec<Self> = flat.into_iter().collect();
        match (flat.len(), all) {
            (1, _) => flat.remove(0),
            (_, true) => Self::All(flat),
            (_, false) => Self::Any(flat),
        }
    }

    /// That something is there, or where `truth` is false that it is not.
    fn present(form: &Form, operand: &Operand, truth: bool) -> Result<Self, TooLarge> {
        let one = |unknown: Unknown| {
            let linear = Linear {
                terms: [(Unknown::Presence(Box::new(unknown)), 1)].into(),
                constant: 0,
            };
            let sign = if truth { Sign::Positive } else { Sign::Zero };
            Self::is(form, linear, sign)
        };
        match operand {
            Operand::Fact(Fact::FormSince) => Ok(Self::decided(form.since.is_some() == truth)),
            Operand::Fact(Fact::FormUntil) => Ok(Self::decided(form.until.is_some() == truth)),
            Operand::Fact(fact) => one(Unknown::Fact(*fact)),
            Operand::Cell(cell) => one(Unknown::Cell(*cell)),
            Operand::Prior(address) => one(Unknown::Prior(address.clone())),
            // A set is there where any of its cells is.
            Operand::Set(members) => {
                let cells = members.iter().flat_map(linear::cells);
                let cells = cells.map(|cell| one(Unknown::Cell(*cell)));
                Ok(Self::joined(!truth, cells.collect::<Result<_, _>>()?))
            }
            Operand::Call(_) => Ok(Self::decided(truth)),
            Operand::PriorSet(_) | Operand::Absent(_) => Err(TooLarge),
        }
    }

    /// What always holds, or never.
    const fn decided(truth: bool) -> Self {
        if truth { Self::ALWAYS } else { Self::NEVER }
    }

    /// A sum's relation to zero, as tight as whole numbers make it.
    fn is(form: &Form, linear: Linear, sign: Sign) -> Result<Self, TooLarge> {
        let divisor = linear.divisor();
        if divisor == 0 {
            let holds = match sign {
                Sign::Zero => linear.constant == 0,
                Sign::NotNegative => linear.constant >= 0,
                Sign::Positive => linear.constant > 0,
            };
            return Ok(if holds { Self::ALWAYS } else { Self::NEVER });
        }
        let whole = linear.is_whole(form);
        if sign == Sign::Zero {
            return scaled_equation(linear, divisor, whole);
        }
        let mut sign = sign;
        let mut constant = linear.constant;
        if whole && sign == Sign::Positive {
            constant = constant.checked_sub(1).ok_or(TooLarge)?;
            sign = Sign::NotNegative;
        }
        if whole || constant.checked_rem(divisor) == Some(0) {
            constant = constant.div_euclid(divisor);
            let terms = divided(&linear, divisor);
            return Ok(Self::Is(Linear { terms, constant }, sign));
        }
        Ok(Self::Is(Linear { constant, ..linear }, sign))
    }

    /// Every sum in it.
    pub(crate) fn sums(&self) -> Vec<&Linear> {
        match self {
            Self::Is(linear, _) => vec![linear],
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::sums).collect(),
        }
    }

    /// Every unknown in it.
    pub(crate) fn unknowns(&self) -> BTreeSet<&Unknown> {
        let sums = self.sums().into_iter();
        sums.flat_map(|linear| linear.terms.keys()).collect()
    }

    /// What its truth rests on besides the report's own cells.
    pub(crate) fn needs(&self) -> Needs {
        self.sums().into_iter().flat_map(Linear::needs).collect()
    }
}

fn divided(linear: &Linear, divisor: i128) -> std::collections::BTreeMap<Unknown, i128> {
    let terms = linear.terms.iter();
    terms
        .map(|(unknown, factor)| (unknown.clone(), factor.div_euclid(divisor)))
        .collect()
}

/// An equation with its smallest factors, the first of them positive.
fn scaled_equation(linear: Linear, divisor: i128, whole: bool) -> Result<Condition, TooLarge> {
    let first = linear.terms.values().next().copied().unwrap_or(1);
    let linear = if first < 0 { linear.negated()? } else { linear };
    if linear.constant.checked_rem(divisor) == Some(0) {
        let terms = divided(&linear, divisor);
        let constant = linear.constant.div_euclid(divisor);
        return Ok(Condition::Is(Linear { terms, constant }, Sign::Zero));
    }
    // Whole numbers never come to a fraction.
    if whole {
        return Ok(Condition::NEVER);
    }
    Ok(Condition::Is(linear, Sign::Zero))
}

/// Two sums and how they are compared.
struct Compared<'l> {
    left: &'l Sum,
    comparison: Comparison,
    right: &'l Sum,
}

impl Compared<'_> {
    /// The condition that they compare so, or where `truth` is false that they do not.
    fn condition(&self, form: &Form, truth: bool) -> Result<Condition, TooLarge> {
        let more = || Linear::difference(form, self.left, self.right);
        let less = || Linear::difference(form, self.right, self.left);
        let is = |linear, sign| Condition::is(form, linear, sign);
        match (self.comparison, truth) {
            (Comparison::Equal, true) | (Comparison::Unequal, false) => is(more()?, Sign::Zero),
            (Comparison::Equal, false) | (Comparison::Unequal, true) => {
                let sides = vec![is(more()?, Sign::Positive)?, is(less()?, Sign::Positive)?];
                Ok(Condition::joined(false, sides))
            }
            (Comparison::Greater, true) | (Comparison::LessOrEqual, false) => {
                is(more()?, Sign::Positive)
            }
            (Comparison::GreaterOrEqual, true) | (Comparison::Less, false) => {
                is(more()?, Sign::NotNegative)
            }
            (Comparison::Less, true) | (Comparison::GreaterOrEqual, false) => {
                is(less()?, Sign::Positive)
            }
            (Comparison::LessOrEqual, true) | (Comparison::Greater, false) => {
                is(less()?, Sign::NotNegative)
            }
        }
    }
}
