//! Which styles of a workbook show numbers as dates.

use std::collections::HashMap;

use crate::OfficeError;
use crate::dates::{self, Format};
use gouji_package::{Element, Tree};

/// The formats of a workbook's styles.
#[derive(Debug, Default)]
pub(super) struct Formats(Vec<Format>);

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
        let format = |style: Element<'_>| {
            let id = style.number("numFmtId").unwrap_or(0);
            own.get(&id).copied().unwrap_or_else(|| dates::built_in(id))
        };
        Ok(Self(children("cellXfs").map(format).collect()))
    }

    /// The format of the style with an index.
    pub(super) fn of_style(&self, index: u32) -> Format {
        self.0.get(index as usize).copied().unwrap_or_default()
    }
}
