//! Relations between the parts of an OOXML package: which part is the document, which its styles.

use gouji_package::{Archive, Element, Tree, resolve};

use crate::OfficeError;

/// A relation from one part to another.
#[derive(Debug)]
pub(crate) struct Relation {
    /// Its id, which the part's XML refers to.
    pub id: String,
    /// The last word of its type: `styles`, `worksheet`.
    pub kind: String,
    /// The name of the other part.
    pub target: String,
}

/// The relations of a part; of the package itself for an empty name.
pub(crate) fn relations(
    archive: &mut Archive<'_>,
    part: &str,
) -> Result<Vec<Relation>, OfficeError> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let name = match folder {
        "" => format!("_rels/{file}.rels"),
        folder => format!("{folder}/_rels/{file}.rels"),
    };
    let Some(text) = archive.text(&name)? else {
        return Ok(Vec::new());
    };
    let tree = Tree::parse(&text, &name)?;
    let elements = tree.root().into_iter().flat_map(|root| root.children());
    let relation = |element: Element<'_>| {
        let kind = element.attribute("Type")?.rsplit('/').next()?;
        let inside = element.attribute("TargetMode") != Some("External");
        inside.then_some(Relation {
            id: element.attribute("Id")?.to_owned(),
            kind: kind.to_owned(),
            target: resolve(folder, element.attribute("Target")?),
        })
    };
    Ok(elements.filter_map(relation).collect())
}

/// The name of the package's main part, or `usual` where the package does not say.
pub(crate) fn main_part(archive: &mut Archive<'_>, usual: &str) -> Result<String, OfficeError> {
    let named = relations(archive, "")?
        .into_iter()
        .find(|relation| relation.kind == "officeDocument")
        .map(|relation| relation.target)
        .filter(|target| archive.has(target));
    Ok(named.unwrap_or_else(|| usual.to_owned()))
}

/// The first related part of a kind.
pub(crate) fn target<'r>(relations: &'r [Relation], kind: &str) -> Option<&'r str> {
    let found = relations.iter().find(|relation| relation.kind == kind)?;
    Some(&found.target)
}
