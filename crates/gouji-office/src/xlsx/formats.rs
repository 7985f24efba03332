//! Which styles of a workbook show numbers as dates, and which strike them out.

use std::collections::HashMap;

use crate::OfficeError;
use crate::dates::{self, Format};
use gouji_package::{Element, Tree};

/// The formats of a workbook's styles.
#[derive(Debug, Default)]
pub(super) struct Formats(Vec<(Format, bool)>);

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
        let struck: Vec<bool> = children("fonts").map(is_struck).collect();
        let format = |style: Element<'_>| {
            let id = style.number("numFmtId").unwrap_or(0);
            let format = own.get(&id).copied();
            let font = style.number("fontId").unwrap_or(0) as usize;
            (
                format.unwrap_or_else(|| dates::built_in(id)),
                struck.get(font).copied().unwrap_or(false),
            )
        };
        Ok(Self(children("cellXfs").map(format).collect()))
    }

    /// The format of the style with an index.
    pub(super) fn of_style(&self, index: u32) -> Format {
        let found = self.0.get(index as usize);
        found.map(|(format, _)| *format).unwrap_or_default()
    }

    /// Whether the style with an index strikes out.
    pub(super) fn is_struck(&self, index: u32) -> bool {
        let found = self.0.get(index as usize);
        found.is_some_and(|(_, struck)| *struck)
    }
}

/// Whether the properties of a font or run strike out.
pub(super) fn is_struck(properties: Element<'_>) -> bool {
    let strike = properties.child("strike");
    strike.is_some_and(|strike| !matches!(strike.attribute("val"), Some("0" | "false")))
}
