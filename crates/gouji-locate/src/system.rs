//! A pack's relations, compiled for localization.

use std::sync::Arc;

use gouji_model::{Evidence, Form};
use gouji_rule::{Check, Pack};

use crate::relation::{Name, Relation};
use crate::rows_and_columns::RowsAndColumns;

/// A pack's relations, ready for localization. Compiled once for each pack.
#[derive(Debug)]
pub struct System {
    pub(crate) form: Arc<Form>,
    pub(crate) relations: Vec<Relation>,
    pub(crate) rows_and_columns: RowsAndColumns,
    /// For each cell of the form the relations that name it.
    by_cell: Vec<Vec<u32>>,
    /// The relations that name cells of last year's report.
    of_prior: Vec<u32>,
}

impl System {
    /// Compiles the relations of a pack.
    #[must_use]
    pub fn compile(pack: &Pack) -> Self {
        let mut relations = Vec::new();
        for rule in pack.rules() {
            let Check::Relation(relation) = &rule.check else {
                continue;
            };
            // What holds for some organs only says nothing of what another's cells should be.
            if !rule.organs.are_all() {
                continue;
            }
            relations.extend(relation.formula.instances.iter().map(|instance| Relation {
                rule: rule.name.clone(),
                at: instance.at.clone(),
                when: instance.when.clone(),
                assert: instance.assert.clone(),
            }));
        }
        let mut system = Self {
            form: Arc::clone(&pack.form),
            rows_and_columns: RowsAndColumns::new(&pack.form),
            by_cell: vec![Vec::new(); pack.form.cell_count()],
            of_prior: Vec::new(),
            relations,
        };
        system.index();
        system
    }

    fn index(&mut self) {
        for (number, relation) in (0u32..).zip(&self.relations) {
            let by_cell = &mut self.by_cell;
            let mut prior = false;
            relation.each_name(&mut |name| match name {
                Name::Cell(cell) => {
                    if let Some(own) = by_cell.get_mut(cell.index())
                        && own.last() != Some(&number)
                    {
                        own.push(number);
                    }
                }
                Name::Prior => prior = true,
            });
            if prior {
                self.of_prior.push(number);
            }
        }
    }

    /// The relations that a change of some cells may repair or break, in order.
    pub(crate) fn concerned(&self, cells: impl Iterator<Item = Evidence>) -> Vec<usize> {
        let mut found = Vec::new();
        for cell in cells {
            let own = match cell.prior {
                true => Some(&self.of_prior),
                false => self.by_cell.get(cell.cell.index()),
            };
            found.extend(own.into_iter().flatten().map(|number| *number as usize));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}
