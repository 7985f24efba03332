//! Whether some report can satisfy several conditions at once.
//!
//! Sums go to the simplex method; a choice between conditions is made only where the solution
//! found so far satisfies none of them. Cells are taken as fractions where rounding would matter,
//! so that "impossible" is certain, while "possible" may in rare cases need a fraction.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use gouji_model::Form;

use crate::condition::{Condition, Sign};
use crate::linear::{Linear, Unknown};
use crate::ratio::{Ratio, TooLarge};
use crate::simplex::{Feasible, Near, Simplex};

/// Most systems solved for one question.
const MOST_SYSTEMS: usize = 400;
/// Most sums in one system; larger ones take longer than a lint is worth.
const MOST_SUMS: usize = 1500;

/// Whether conditions can hold together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// They can.
    Possible,
    /// They cannot; those with these indices already exclude each other.
    Impossible(BTreeSet<usize>),
    /// It would take too long to tell, or too large numbers.
    Undecided,
}

/// Whether some report of the form can satisfy all conditions.
pub(crate) fn possible(form: &Form, conditions: &[&Condition]) -> Answer {
    decide(Some(form), conditions)
}

/// As [`possible`], for figures of which nothing is known, not even that they are not below zero.
pub(crate) fn possible_unbounded(conditions: &[&Condition]) -> Answer {
    decide(None, conditions)
}

fn decide(form: Option<&Form>, conditions: &[&Condition]) -> Answer {
    let mut search = Search { form, systems: 0 };
    let mut open = Vec::new();
    let mut sums = Vec::new();
    for (tag, condition) in conditions.iter().enumerate() {
        spread(condition, tag, &mut sums, &mut open);
    }
    match search.decide(&sums, &open) {
        Ok(None) => Answer::Possible,
        Ok(Some(core)) => Answer::Impossible(core),
        Err(TooLarge) => Answer::Undecided,
    }
}

/// Of conditions that exclude each other, indices of some that do and of which each is needed.
/// `keep` is the index of one that is always among them.
pub(crate) fn smallest(
    form: &Form,
    conditions: &[&Condition],
    core: BTreeSet<usize>,
    keep: Option<usize>,
) -> BTreeSet<usize> {
    let mut core = core;
    for tag in core.clone().into_iter().rev() {
        if Some(tag) == keep {
            continue;
        }
        let without: Vec<usize> = core.iter().copied().filter(|other| *other != tag).collect();
        let some: Vec<&Condition> = without
            .iter()
            .filter_map(|index| conditions.get(*index).copied())
            .collect();
        if let Answer::Impossible(inner) = possible(form, &some) {
            core = inner
                .iter()
                .filter_map(|position| without.get(*position).copied())
                .collect();
        }
    }
    core
}

type Tagged<'c, T> = (usize, &'c T);
type Sums<'c> = Vec<(usize, &'c Linear, Sign)>;

/// Sorts a condition into sums that must hold and choices that are open.
fn spread<'c>(
    condition: &'c Condition,
    tag: usize,
    sums: &mut Sums<'c>,
    open: &mut Vec<Tagged<'c, Vec<Condition>>>,
) {
    match condition {
        Condition::Is(linear, sign) => sums.push((tag, linear, *sign)),
        Condition::All(parts) => parts.iter().for_each(|part| spread(part, tag, sums, open)),
        Condition::Any(choices) => open.push((tag, choices)),
    }
}

struct Search<'f> {
    /// Says which figures are not below zero, where that counts.
    form: Option<&'f Form>,
    systems: usize,
}

impl Search<'_> {
    /// Nothing where there is a solution, else tags that exclude each other.
    fn decide(
        &mut self,
        sums: &Sums<'_>,
        open: &[Tagged<'_, Vec<Condition>>],
    ) -> Result<Option<BTreeSet<usize>>, TooLarge> {
        self.systems += 1;
        if self.systems > MOST_SYSTEMS || sums.len() > MOST_SUMS {
            return Err(TooLarge);
        }
        let mut system = System::new(self.form, sums)?;
        if let Feasible::No(core) = system.simplex.solve()? {
            return Ok(Some(core));
        }
        let mut unmet = None;
        for (index, (_, choices)) in open.iter().enumerate() {
            if !system.any_holds(choices)? {
                unmet = Some(index);
                break;
            }
        }
        let Some((index, (tag, choices))) = unmet.and_then(|at| Some((at, open.get(at)?))) else {
            return Ok(None);
        };
        let rest = open.iter().enumerate().filter(|(at, _)| *at != index);
        let rest: Vec<_> = rest.map(|(_, choice)| *choice).collect();
        let mut core = BTreeSet::from([*tag]);
        for choice in *choices {
            let (mut sums, mut open) = (sums.clone(), rest.clone());
            spread(choice, *tag, &mut sums, &mut open);
            match self.decide(&sums, &open)? {
                None => return Ok(None),
                Some(inner) => core.extend(inner),
            }
        }
        Ok(Some(core))
    }
}

/// Sums as bounds of a simplex system.
struct System {
    simplex: Simplex,
    variables: BTreeMap<Unknown, usize>,
}

impl System {
    fn new(form: Option<&Form>, sums: &Sums<'_>) -> Result<Self, TooLarge> {
        let mut system = Self {
            simplex: Simplex::default(),
            variables: BTreeMap::new(),
        };
        let unknowns: BTreeSet<&Unknown> = sums
            .iter()
            .flat_map(|(_, linear, _)| linear.terms.keys())
            .collect();
        for unknown in unknowns {
            let variable = system
                .simplex
                .variable(form.is_some_and(|form| unknown.bounds(form).0));
            system.variables.insert(unknown.clone(), variable);
        }
        for (tag, linear, sign) in sums {
            system.require(*tag, linear, *sign)?;
        }
        Ok(system)
    }

    fn require(&mut self, tag: usize, linear: &Linear, sign: Sign) -> Result<(), TooLarge> {
        let terms: Vec<(usize, i128)> = linear
            .terms
            .iter()
            .filter_map(|(unknown, factor)| Some((*self.variables.get(unknown)?, *factor)))
            .collect();
        let row = self.simplex.row(&terms)?;
        let zero = Near {
            whole: Ratio::from(linear.constant).negated()?,
            little: if sign == Sign::Positive {
                Ratio::ONE
            } else {
                Ratio::ZERO
            },
        };
        self.simplex.at_least(row, zero, tag)?;
        if sign == Sign::Zero {
            self.simplex.at_most(row, zero, tag)?;
        }
        Ok(())
    }

    fn any_holds(&self, choices: &[Condition]) -> Result<bool, TooLarge> {
        for choice in choices {
            if self.holds(choice)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether the solution satisfies a condition; unknowns no sum names are zero.
    fn holds(&self, condition: &Condition) -> Result<bool, TooLarge> {
        match condition {
            Condition::Any(choices) => self.any_holds(choices),
            Condition::All(parts) => {
                for part in parts {
                    if !self.holds(part)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Condition::Is(linear, sign) => {
                let order = self.value(linear)?.compare(Near::ZERO)?;
                Ok(match sign {
                    Sign::Zero => order == Ordering::Equal,
                    Sign::NotNegative => order != Ordering::Less,
                    Sign::Positive => order == Ordering::Greater,
                })
            }
        }
    }

    fn value(&self, linear: &Linear) -> Result<Near, TooLarge> {
        let mut value = Near {
            whole: Ratio::from(linear.constant),
            little: Ratio::ZERO,
        };
        for (unknown, factor) in &linear.terms {
            if let Some(variable) = self.variables.get(unknown) {
                value = value.plus(self.simplex.value(*variable), Ratio::from(*factor))?;
            }
        }
        Ok(value)
    }
}

#[cfg(test)]
#[path = "solver_against_brute_force.rs"]
mod tests;
