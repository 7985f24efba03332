//! A pack's relations, compiled for localization.

use std::sync::Arc;

use gouji_model::Form;
use gouji_rule::{Check, Pack};

use crate::lanes::Lanes;
use crate::relation::Relation;

/// A pack's relations, ready for localization. Compiled once for each pack.
#[derive(Debug)]
pub struct System {
    pub(crate) form: Arc<Form>,
    pub(crate) relations: Vec<Relation>,
    pub(crate) lanes: Lanes,
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
        Self {
            form: Arc::clone(&pack.form),
            relations,
            lanes: Lanes::new(&pack.form),
        }
    }
}
