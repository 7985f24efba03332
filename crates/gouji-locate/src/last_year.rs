//! Which of two years is likely wrong: what changing cells of last year's report does to the
//! relations of that report itself.

use gouji_model::{Evidence, Figure};
use gouji_rule::Reading;

use crate::cause::{Broken, Changed};
use crate::joint::Group;
use crate::live::Live;
use crate::relation::Prior;
use crate::relation::Relation;
use crate::system::System;

/// Last year's report with the relations it should fulfil.
pub(crate) struct LastYear<'a> {
    relations: &'a [Relation],
    reading: Reading<'a>,
    /// What its cells would be, if each difference between the years were its fault: figures that
    /// are wrong there together may well add up.
    blamed: Vec<(Evidence, Figure)>,
}

/// What a change does to last year's relations.
#[derive(Default)]
pub(crate) struct Effect {
    /// Those that hold after it only.
    pub clears: Vec<Broken>,
    /// Whether one that held is broken.
    pub breaks: bool,
}

impl<'a> LastYear<'a> {
    pub(crate) fn new<'g>(
        system: Option<&'a System>,
        prior: Prior<'a>,
        live: &Live,
        groups: impl Iterator<Item = &'g Group>,
    ) -> Option<Self> {
        let (system, (form, report)) = system.zip(prior)?;
        Some(Self {
            relations: &system.relations,
            reading: Reading::new(form, report, None),
            blamed: groups.flat_map(|group| blamed(live, group)).collect(),
        })
    }

    /// What changing its cells does.
    pub(crate) fn effect(&self, changes: &[Changed]) -> Effect {
        let own = changes.iter().filter(|change| change.cell.prior);
        let own: Vec<(Evidence, Figure)> = own.map(|one| (there(one.cell), one.new)).collect();
        let others = self.blamed.iter().copied();
        let changed: Vec<(Evidence, Figure)> = own.iter().copied().chain(others).collect();
        let after = Reading {
            changed: &changed,
            ..self.reading
        };
        let mut effect = Effect::default();
        for (cell, _) in &own {
            for relation in self.naming(*cell) {
                match (
                    relation.is_broken(&self.reading),
                    relation.is_broken(&after),
                ) {
                    (true, false) => effect.clear(relation),
                    (false, true) => effect.breaks = true,
                    _ => {}
                }
            }
        }
        effect
    }

    /// Whether a cell, named as this year's relations name it, is in doubt for a broken relation.
    pub(crate) fn doubts(&self, cell: Evidence) -> bool {
        self.naming(there(cell))
            .any(|relation| relation.is_broken(&self.reading))
    }

    fn naming(&self, cell: Evidence) -> impl Iterator<Item = &'a Relation> {
        let relations = self.relations.iter();
        relations.filter(move |relation| relation.names(None, cell))
    }
}

impl Effect {
    fn clear(&mut self, relation: &Relation) {
        let cleared = Broken {
            rule: relation.rule().to_owned(),
            at: relation.at().map(str::to_owned),
        };
        if !self.clears.contains(&cleared) {
            self.clears.push(cleared);
        }
    }
}

/// The cell of last year's report that alone repairs a group of rows, with its figure then.
fn blamed(live: &Live, group: &Group) -> Option<(Evidence, Figure)> {
    group.solutions.iter().find_map(|joint| {
        let deltas: Vec<_> = joint.iter().flat_map(|part| &part.deltas).collect();
        let [(variable, delta)] = deltas.as_slice() else {
            return None;
        };
        let variable = live.variables.get(*variable).filter(|v| v.cell.prior)?;
        Some((there(variable.cell), live.figure(variable.amount + delta)))
    })
}

/// A cell as its own report knows it.
const fn there(cell: Evidence) -> Evidence {
    Evidence {
        cell: cell.cell,
        prior: false,
    }
}
