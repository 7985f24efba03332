//! The relations of a pack, instance by instance, as conditions for the solver.

use gouji_model::Form;
use gouji_rule::{Check, Comparison, Instance, Logic, Operand, Pack, Rule};

use crate::condition::Condition;
use crate::linear::{Linear, Needs};
use crate::ratio::TooLarge;

/// A relation in one row or column.
#[derive(Debug)]
pub(crate) struct Statement<'p> {
    pub rule: &'p Rule,
    pub at: Option<&'p str>,
    /// What must hold, its own condition included.
    pub holds: Condition,
    /// What a report that breaks it looks like.
    pub broken: Condition,
    /// When it is checked at all, where it says so.
    pub when: Option<Condition>,
    /// The sum that is zero, for an equation without a condition.
    pub equation: Option<Linear>,
    /// What it needs besides the report's own cells.
    pub needs: Needs,
}

impl<'p> Statement<'p> {
    fn of(form: &Form, rule: &'p Rule, instance: &'p Instance) -> Result<Self, TooLarge> {
        let of = |logic, truth| Condition::of(form, logic, truth);
        let (mut holds, mut broken) = (of(&instance.assert, true)?, of(&instance.assert, false)?);
        let mut when = premise(&instance.assert, form)?;
        if let Some(logic) = &instance.when {
            let applies = of(logic, true)?;
            holds = Condition::joined(false, vec![of(logic, false)?, holds]);
            broken = Condition::joined(true, vec![applies.clone(), broken]);
            when = Some(applies);
        }
        let equation = match (&instance.assert, &instance.when) {
            (Logic::Compare(left, Comparison::Equal, right), None) => {
                Some(Linear::difference(form, left, right)?)
            }
            _ => None,
        };
        let needs = holds.needs();
        Ok(Self {
            rule,
            at: instance.at.as_deref(),
            holds,
            broken,
            when,
            equation,
            needs,
        })
    }

    /// Whether it is checked wherever another is: it needs no more, and is for the same organs.
    pub(crate) fn accompanies(&self, other: &Self) -> bool {
        let organs = &self.rule.organs;
        let same =
            organs.ends == other.rule.organs.ends && organs.except == other.rule.organs.except;
        (organs.are_all() || same) && self.needs.is_subset(&other.needs)
    }

    /// `rule` or `rule@instance`.
    pub(crate) fn name(&self) -> String {
        match self.at {
            Some(at) => format!("{}@{at}", self.rule.name),
            None => self.rule.name.clone(),
        }
    }
}

/// Whether a rule is about sums alone.
fn is_linear(rule: &Rule) -> bool {
    let Check::Relation(relation) = &rule.check else {
        return false;
    };
    let mut linear = true;
    for instance in relation.formula.instances.iter() {
        let conditions = instance.when.iter().chain([&instance.assert]);
        for condition in conditions {
            linear &= !condition.has_lists();
            condition.each_operand(&mut |operand| {
                linear &= matches!(
                    operand,
                    Operand::Cell(_) | Operand::Set(_) | Operand::Prior(_) | Operand::Fact(_)
                );
            });
        }
    }
    linear
}

/// The premise of an implication.
fn premise(logic: &Logic, form: &Form) -> Result<Option<Condition>, TooLarge> {
    match logic {
        Logic::Implies(left, _) => Condition::of(form, left, true).map(Some),
        _ => Ok(None),
    }
}

/// The relations of a pack in the order of its rules, and the rules whose factors are too large
/// to say anything about.
pub(crate) fn statements(pack: &Pack) -> (Vec<Statement<'_>>, Vec<&Rule>) {
    let mut statements = Vec::new();
    let mut too_large = Vec::new();
    for rule in pack.rules() {
        let Check::Relation(relation) = &rule.check else {
            continue;
        };
        let instances = relation.formula.instances.iter();
        let own: Result<Vec<_>, _> = instances
            .map(|instance| Statement::of(&pack.form, rule, instance))
            .collect();
        match own {
            Ok(own) => statements.extend(own),
            // Functions and lists are beyond a solver of sums, and no fault of the rule.
            Err(TooLarge) if !is_linear(rule) => {}
            Err(TooLarge) => too_large.push(rule),
        }
    }
    (statements, too_large)
}
