//! From the entrance of a package to the pages of its documents.

use std::collections::BTreeMap;

use gouji_format::Excess;
use gouji_package::{Element, Tree};
use gouji_page::{Painted, Sheet};

use crate::error::OfdError;
use crate::limits;
use crate::numbers;
use crate::page::{Canvas, OverLimit};
use crate::parts::{Part, Parts};
use crate::resources::Resources;

/// The paper where no part says its size: A4, in millimetres.
const PAPER: [f64; 4] = [0.0, 0.0, 210.0, 297.0];

/// What the pages of a file paint, at least one of them text.
pub(crate) fn pages(bytes: &[u8]) -> Result<Vec<Painted>, OfdError> {
    let mut parts = Parts::open(bytes)?;
    if parts.is_encrypted() {
        return Err(OfdError::Encrypted);
    }
    let entrance = parts.entrance()?;
    let tree = Tree::parse(&entrance.text, &entrance.name)?;
    let bodies = tree.root().into_iter().flat_map(Element::children);
    let mut pages = Vec::new();
    for body in bodies.filter(|child| child.name() == "DocBody") {
        if let Some(root) = root(body, &mut parts)? {
            document(&root, &mut parts, &mut pages)?;
        }
    }
    readable(gouji_page::readable(pages))
}

/// The main part of a document, in its current version.
fn root(body: Element<'_>, parts: &mut Parts<'_>) -> Result<Option<Part>, OfdError> {
    let versions = body
        .child("Versions")
        .into_iter()
        .flat_map(Element::children);
    let mut current = versions.filter(|version| version.attribute("Current") == Some("true"));
    if let Some(place) = current
        .next()
        .and_then(|version| version.attribute("BaseLoc"))
    {
        let version = parts.required("", place)?;
        let tree = Tree::parse(&version.text, &version.name)?;
        let root = tree.root().and_then(|root| root.child("DocRoot"));
        if let Some(root) = root {
            return Ok(Some(parts.required(version.folder(), &root.text())?));
        }
    }
    let Some(root) = body.child("DocRoot") else {
        return Ok(None);
    };
    Ok(Some(parts.required("", &root.text())?))
}

/// Paints the pages of a document.
fn document(main: &Part, parts: &mut Parts<'_>, sheets: &mut Vec<Sheet>) -> Result<(), OfdError> {
    let tree = Tree::parse(&main.text, &main.name)?;
    let Some(root) = tree.root() else {
        return Ok(());
    };
    let common = root.child("CommonData");
    let shared = read(common, &["PublicRes", "DocumentRes"], main.folder(), parts)?;
    let shared = parse(&shared)?;
    let templates = read(common, &["TemplatePage"], main.folder(), parts)?;
    let templates = parse(&templates)?;
    let mut document = Shared {
        folder: main.folder(),
        resources: Resources::default(),
        templates: templates
            .iter()
            .filter_map(|(id, tree)| Some((*id, tree.root()?)))
            .collect(),
        paper: common.and_then(|common| paper(common.child("PageArea")?)),
        left: limits::ALL_CONTENT,
    };
    shared
        .iter()
        .for_each(|(_, tree)| document.resources.add(tree));

    let mut ink: usize = sheets.iter().map(amount).sum();
    let pages = root.child("Pages").into_iter().flat_map(Element::children);
    for place in pages.filter_map(|page| page.attribute("BaseLoc")) {
        if sheets.len() >= gouji_format::limits::PAGES {
            return Err(OfdError::TooLarge(Excess::Pages));
        }
        let number = sheets.len() + 1;
        let page = document.page(place, number, parts)?;
        ink += amount(&page);
        sheets.push(page);
        if ink > limits::ALL_INK {
            return Err(OfdError::TooComplex { page: number });
        }
    }
    Ok(())
}

fn amount(sheet: &Sheet) -> usize {
    let page = &sheet.painted;
    page.glyphs.len() + page.rules.len() + sheet.faint.len()
}

/// The parts that elements of some names refer to, with their numbers; missing ones are left out,
/// as programs that show the file do.
fn read(
    parent: Option<Element<'_>>,
    names: &[&str],
    folder: &str,
    parts: &mut Parts<'_>,
) -> Result<Vec<(u32, Part)>, OfdError> {
    let children = parent.into_iter().flat_map(Element::children);
    let mut found = Vec::new();
    for child in children.filter(|child| names.contains(&child.name())) {
        let place = child
            .attribute("BaseLoc")
            .map_or_else(|| child.text(), str::to_owned);
        let part = parts.part(folder, &place)?;
        found.extend(part.map(|part| (child.number("ID").unwrap_or(0), part)));
    }
    Ok(found)
}

fn parse(parts: &[(u32, Part)]) -> Result<Vec<(u32, Tree<'_>)>, OfdError> {
    let parsed = parts
        .iter()
        .map(|(id, part)| Ok((*id, Tree::parse(&part.text, &part.name)?)));
    parsed.collect()
}

/// What the pages of a document share.
struct Shared<'t> {
    folder: &'t str,
    resources: Resources<'t>,
    templates: BTreeMap<u32, Element<'t>>,
    /// The size of pages that do not say theirs.
    paper: Option<[f64; 4]>,
    /// How much the pages to come may paint, in nodes and bytes.
    left: usize,
}

impl Shared<'_> {
    fn page(
        &mut self,
        place: &str,
        number: usize,
        parts: &mut Parts<'_>,
    ) -> Result<Sheet, OfdError> {
        let part = parts.required(self.folder, place)?;
        let tree = Tree::parse(&part.text, &part.name)?;
        let Some(page) = tree.root() else {
            return Err(OfdError::Damaged(part.name));
        };
        let own = read(Some(page), &["PageRes"], part.folder(), parts)?;
        let own = parse(&own)?;
        let mut resources = self.resources.clone();
        own.iter().for_each(|(_, tree)| resources.add(tree));

        let size = page.child("Area").and_then(paper).or(self.paper);
        let allowed = limits::PAGE_CONTENT.min(self.left);
        let mut canvas = Canvas::new(&resources, size.unwrap_or(PAPER), allowed);
        let over = |OverLimit| OfdError::TooComplex { page: number };
        for template in page.children().filter(|child| child.name() == "Template") {
            let id = template.number("TemplateID");
            if let Some(template) = id.and_then(|id| self.templates.get(&id)) {
                canvas.paint(*template).map_err(over)?;
            }
        }
        canvas.paint(page).map_err(over)?;
        let (sheet, left) = canvas.finish();
        self.left -= allowed - left;
        Ok(sheet)
    }
}

/// The box of a page area: what is shown of it, else all of it.
fn paper(area: Element<'_>) -> Option<[f64; 4]> {
    let shown = area
        .child("PhysicalBox")
        .or_else(|| area.child("ApplicationBox"))?;
    let size: [f64; 4] = numbers::first(&shown.text())?;
    (size.iter().all(|side| side.abs() < 1e6)).then_some(size)
}

/// The pages, if there are any and what stands on them can be read.
fn readable(pages: Vec<Painted>) -> Result<Vec<Painted>, OfdError> {
    if pages.is_empty() {
        return Err(OfdError::Damaged("no page".to_owned()));
    }
    let glyphs = || pages.iter().flat_map(|page| &page.glyphs);
    let letters = glyphs().filter(|glyph| !glyph.is_space()).count();
    let unknown = glyphs()
        .filter(|glyph| glyph.text == char::REPLACEMENT_CHARACTER)
        .count();
    match letters {
        0 => Err(OfdError::NoText { pages: pages.len() }),
        letters if unknown * 2 > letters => Err(OfdError::UnknownCharacters),
        _ => Ok(pages),
    }
}
