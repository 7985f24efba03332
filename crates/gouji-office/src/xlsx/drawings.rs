//! The pictures and shapes that lie over the cells of a sheet.

use std::collections::BTreeSet;

use gouji_package::{Archive, Element, Tree};

use crate::OfficeError;
use crate::package::{relations, target};

/// What may show a figure; lines do not.
const SHOWN: [&str; 5] = ["pic", "sp", "grpSp", "graphicFrame", "AlternateContent"];

/// The cells that pictures and shapes are anchored in, as rows and columns from 0.
pub(super) fn pictures(
    archive: &mut Archive<'_>,
    sheet: &str,
) -> Result<BTreeSet<(u32, u32)>, OfficeError> {
    let related = relations(archive, sheet)?;
    let Some(part) = target(&related, "drawing") else {
        return Ok(BTreeSet::new());
    };
    let Some(text) = archive.text(part)? else {
        return Ok(BTreeSet::new());
    };
    let tree = Tree::parse(&text, part)?;
    let anchors = tree.root().into_iter().flat_map(Element::children);
    Ok(anchors.filter_map(anchored).collect())
}

fn anchored(anchor: Element<'_>) -> Option<(u32, u32)> {
    anchor
        .children()
        .find(|child| SHOWN.contains(&child.name()))?;
    let from = anchor.child("from")?;
    let place = |name: &str| from.child(name)?.text().trim().parse().ok();
    Some((place("row")?, place("col")?))
}
