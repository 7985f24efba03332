//! A pack's relations, compiled for localization.

use std::sync::{Arc, OnceLock};

use gouji_model::{Evidence, Form};
use gouji_rule::{Check, Pack};

use crate::relation::{Name, Relation};
use crate::rows_and_columns::RowsAndColumns;

/// A pack's relations, ready for localization. Compiled once for each pack.
#[derive(Debug)]
pub struct System {
    pub(crate) form: Arc<Form>,
    pub(crate) relations: Vec<Relation>,
    rows_and_columns: OnceLock<RowsAndColumns>,
    named: OnceLock<Named>,
}

/// Which relations name what.
#[derive(Debug)]
struct Named {
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
            if rule.organs.are_all() {
                relations.extend(Relation::all_of(&rule.name, &relation.formula.instances));
            }
        }
        Self {
            form: Arc::clone(&pack.form),
            relations,
            rows_and_columns: OnceLock::new(),
            named: OnceLock::new(),
        }
    }

    /// The rows and columns of the form, laid out when a broken relation first needs them.
    pub(crate) fn rows_and_columns(&self) -> &RowsAndColumns {
        let laid_out = || RowsAndColumns::new(&self.form);
        self.rows_and_columns.get_or_init(laid_out)
    }

    /// The relations that a change of some cells may repair or break, in order.
    pub(crate) fn concerned(&self, cells: impl Iterator<Item = Evidence>) -> Vec<usize> {
        let indexed = || Named::index(&self.relations, self.form.cell_count());
        let named = self.named.get_or_init(indexed);
        let mut found = Vec::new();
        for cell in cells {
            let own = match cell.prior {
                true => Some(&named.of_prior),
                false => named.by_cell.get(cell.cell.index()),
            };
            found.extend(own.into_iter().flatten().map(|number| *number as usize));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl Named {
    fn index(relations: &[Relation], cells: usize) -> Self {
        let mut by_cell: Vec<Vec<u32>> = vec![Vec::new(); cells];
        let mut of_prior = Vec::new();
        for (number, relation) in (0u32..).zip(relations) {
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
                of_prior.push(number);
            }
        }
        Self { by_cell, of_prior }
    }
}
