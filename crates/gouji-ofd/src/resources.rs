//! What pages share: parameters for drawing, and groups of objects to be painted many times.

use std::collections::BTreeMap;

use gouji_package::{Element, Tree};

use crate::limits::DEEPEST;

/// Resources by their numbers, which are the same throughout a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Resources<'t> {
    /// The content of each group.
    groups: BTreeMap<u32, Element<'t>>,
    drawing: BTreeMap<u32, Element<'t>>,
}

impl<'t> Resources<'t> {
    /// Takes in the resources of a part.
    pub(crate) fn add(&mut self, tree: &'t Tree<'t>) {
        let lists = tree.root().into_iter().flat_map(Element::children);
        for resource in lists.flat_map(Element::children) {
            let Some(id) = resource.number("ID") else {
                continue;
            };
            match resource.name() {
                "CompositeGraphicUnit" => {
                    let content = resource.child("Content");
                    self.groups.extend(content.map(|content| (id, content)));
                }
                "DrawParam" => {
                    self.drawing.insert(id, resource);
                }
                _ => {}
            }
        }
    }

    /// What a group paints.
    pub(crate) fn group(&self, id: u32) -> Option<Element<'t>> {
        self.groups.get(&id).copied()
    }

    /// A colour from drawing parameters, or from those they build on.
    pub(crate) fn colour(&self, parameters: u32, name: &str) -> Option<Element<'t>> {
        let mut at = self.drawing.get(&parameters).copied();
        for _ in 0..DEEPEST {
            let here = at?;
            if let Some(colour) = here.child(name) {
                return Some(colour);
            }
            at = self.drawing.get(&here.number("Relative")?).copied();
        }
        None
    }
}
