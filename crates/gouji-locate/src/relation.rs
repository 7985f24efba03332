//! One relation of a pack in one row or column, and which cells it names.

use std::sync::Arc;

use gouji_model::{CellId, Evidence, Form, Report};
use gouji_rule::{Instance, Logic, Operand, Reading, Selection};

/// Last year's report with its form.
pub type Prior<'a> = Option<(&'a Form, &'a Report)>;

/// One relation in one row or column: an instance of a rule's.
#[derive(Debug)]
pub(crate) struct Relation {
    rule: Arc<str>,
    instances: Arc<[Instance]>,
    number: usize,
}

/// What a relation names.
pub(crate) enum Name {
    /// A cell of the report.
    Cell(CellId),
    /// Something of last year's report.
    Prior,
}

impl Relation {
    /// The instances of a rule, one by one.
    pub(crate) fn all_of(rule: &str, instances: &Arc<[Instance]>) -> impl Iterator<Item = Self> {
        let (rule, instances): (Arc<str>, _) = (rule.into(), Arc::clone(instances));
        (0..instances.len()).map(move |number| Self {
            rule: Arc::clone(&rule),
            instances: Arc::clone(&instances),
            number,
        })
    }

    fn instance(&self) -> &Instance {
        &self.instances[self.number]
    }

    /// Only checked where this holds.
    pub(crate) fn when(&self) -> Option<&Logic> {
        self.instance().when.as_ref()
    }

    /// What must hold.
    pub(crate) fn assert(&self) -> &Logic {
        &self.instance().assert
    }

    /// Name of its rule.
    pub(crate) fn rule(&self) -> &str {
        &self.rule
    }

    /// Which instance of the rule it is.
    pub(crate) fn at(&self) -> Option<&str> {
        self.instance().at.as_deref()
    }

    /// Goes through what it names anywhere.
    pub(crate) fn each_name(&self, take: &mut dyn FnMut(Name)) {
        for logic in self.when().into_iter().chain([self.assert()]) {
            logic.each_cell(&mut |cell| take(Name::Cell(cell)));
            logic.each_operand(&mut |operand| match operand {
                Operand::Prior(_) | Operand::PriorSet(_) => take(Name::Prior),
                // The own cells of groups are not among those of their items.
                Operand::Set(members) => {
                    for member in members {
                        if let Selection::Group { own, .. } = member {
                            take(Name::Cell(*own));
                        }
                    }
                }
                _ => {}
            });
        }
    }

    /// Whether it applies to a report and is broken there.
    pub(crate) fn is_broken(&self, reading: &Reading<'_>) -> bool {
        let applies = self
            .when()
            .is_none_or(|when| reading.holds(when) == Ok(true));
        applies && reading.holds(self.assert()) == Ok(false)
    }

    /// Whether a cell is named anywhere in the relation.
    pub(crate) fn names(&self, prior: Prior<'_>, cell: Evidence) -> bool {
        let address = if cell.prior {
            prior.map(|(own, _)| own.address(cell.cell))
        } else {
            None
        };
        let mut all = self.when().into_iter().chain([self.assert()]);
        all.any(|logic| names(logic, cell, address.as_deref()))
    }
}

fn names(logic: &Logic, cell: Evidence, address: Option<&str>) -> bool {
    let mut found = false;
    logic.each_operand(&mut |operand| {
        found |= match operand {
            Operand::Cell(own) => !cell.prior && *own == cell.cell,
            Operand::Set(members) => !cell.prior && holds(members, cell.cell),
            Operand::Prior(named) => address == Some(named),
            _ => false,
        };
    });
    if !found && !cell.prior {
        logic.each_cell(&mut |named| found |= named == cell.cell);
    }
    found
}

fn holds(members: &[Selection], cell: CellId) -> bool {
    members.iter().any(|member| match member {
        Selection::Cell(own) => *own == cell,
        Selection::Group { own, items } => *own == cell || items.contains(&cell),
        Selection::Absent(_) => false,
    })
}
