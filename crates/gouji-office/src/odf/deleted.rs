//! Text that tracked changes delete: the format keeps it apart, and marks in the text where it stood.

use std::collections::HashMap;

use gouji_document::struck;
use gouji_package::{Child, Element};

/// Deleted texts by the number of their change, each as struck out.
#[derive(Debug, Default)]
pub(super) struct Deleted(HashMap<String, String>);

impl Deleted {
    /// Learns what was deleted from the body of a text.
    pub(super) fn learn(&mut self, body: Element<'_>) {
        let changes = body.child("tracked-changes");
        let regions = changes.into_iter().flat_map(Element::children);
        for region in regions.filter(|region| region.name() == "changed-region") {
            let Some((id, deletion)) = region.attribute("id").zip(region.child("deletion")) else {
                continue;
            };
            let mut text = String::new();
            for paragraph in deletion.children().filter(|child| child.name() == "p") {
                collect(paragraph, &mut text);
            }
            self.0.insert(id.to_owned(), struck(&text));
        }
    }

    /// What was deleted at a mark; each deletion stands in one place.
    pub(super) fn take(&mut self, mark: Element<'_>) -> String {
        let id = mark.attribute("change-id").unwrap_or_default();
        self.0.remove(id).unwrap_or_default()
    }
}

fn collect(parent: Element<'_>, text: &mut String) {
    for child in parent.contents() {
        match child {
            Child::Text(piece) => text.push_str(piece),
            Child::Element(element) => collect(element, text),
        }
    }
}
