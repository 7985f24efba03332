//! Which styles of a workbook show numbers as dates or not at all, which strike them out, and which have white
//! letters on no ground.

use std::collections::HashMap;

use crate::OfficeError;
use crate::colours;
use crate::dates::{self, Format};
use gouji_package::{Element, Tree};

/// How the cells of a style are shown.
#[derive(Clone, Copy, Debug, Default)]
struct Style {
    format: Format,
    is_struck: bool,
    /// Whether its letters are white, and nothing is under them.
    is_white: bool,
    /// Whether something is under its letters.
    has_ground: bool,
}

/// The formats of a workbook's styles.
#[derive(Debug, Default)]
pub(super) struct Formats(Vec<Style>);

impl Formats {
    /// Reads the part with the styles, if there is one.
    pub(super) fn parse(text: Option<&str>) -> Result<Self, OfficeError> {
        let Some(text) = text else {
            return Ok(Self::default());
        };
        let tree = Tree::parse(text, "styles.xml")?;
        let children = |name: &str| {
            let parent = tree.root().and_then(|root| root.child(name));
            parent.into_iter().flat_map(Element::children)
        };
        let own: HashMap<u32, Format> = children("numFmts")
            .filter_map(|format| {
                let code = format.attribute("formatCode")?;
                Some((format.number("numFmtId")?, dates::of_code(code)))
            })
            .collect();
        let fonts: Vec<(bool, bool)> = children("fonts")
            .map(|font| (is_struck(font), is_white(font)))
            .collect();
        let grounds: Vec<bool> = children("fills").map(is_ground).collect();
        let style = |style: Element<'_>| {
            let id = style.number("numFmtId").unwrap_or(0);
            let format = own.get(&id).copied();
            let part = |name: &str| style.number(name).unwrap_or(0) as usize;
            let (is_struck, is_white) = fonts.get(part("fontId")).copied().unwrap_or_default();
            let has_ground = grounds.get(part("fillId")).copied().unwrap_or_default();
            Style {
                format: format.unwrap_or_else(|| dates::built_in(id)),
                is_struck,
                is_white: is_white && !has_ground,
                has_ground,
            }
        };
        Ok(Self(children("cellXfs").map(style).collect()))
    }

    fn of(&self, index: u32) -> Style {
        self.0.get(index as usize).copied().unwrap_or_default()
    }

    /// The format of the style with an index.
    pub(super) fn of_style(&self, index: u32) -> Format {
        self.of(index).format
    }

    /// Whether the style with an index strikes out.
    pub(super) fn is_struck(&self, index: u32) -> bool {
        self.of(index).is_struck
    }

    /// Whether the letters of the style with an index are white, on nothing of its own.
    pub(super) fn is_white(&self, index: u32) -> bool {
        self.of(index).is_white
    }

    /// Whether something is under the letters of the style with an index.
    pub(super) fn has_ground(&self, index: u32) -> bool {
        self.of(index).has_ground
    }
}

/// Whether the letters of a font or run are white: by its colour, or by that of the theme's paper.
pub(super) fn is_white(font: Element<'_>) -> bool {
    let Some(colour) = font.child("color") else {
        return false;
    };
    let is_whole = colour.attribute("tint").is_none();
    match colour.attribute("rgb") {
        Some(rgb) => colours::is_white(rgb),
        None => is_whole && colour.attribute("theme") == Some("0"),
    }
}

/// Whether a fill puts something under letters.
fn is_ground(fill: Element<'_>) -> bool {
    let Some(pattern) = fill.child("patternFill") else {
        return true;
    };
    match pattern.attribute("patternType") {
        None | Some("none") => false,
        Some("solid") => {
            let colour = pattern.child("fgColor").and_then(|c| c.attribute("rgb"));
            !colour.is_some_and(colours::is_white)
        }
        Some(_) => true,
    }
}

/// Whether the properties of a font or run strike out.
pub(super) fn is_struck(properties: Element<'_>) -> bool {
    let strike = properties.child("strike");
    strike.is_some_and(|strike| !matches!(strike.attribute("val"), Some("0" | "false")))
}
