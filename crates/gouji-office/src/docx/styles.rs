//! Which list the paragraphs of a style belong to.

use std::collections::HashMap;

use crate::OfficeError;
use gouji_package::{Element, Tree};

/// Longest name of a style; programs number theirs.
const LONGEST_NAME: usize = 256;
/// Longest chain of styles that build on each other.
const LONGEST_CHAIN: usize = 20;

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    list: Option<u32>,
    level: Option<u32>,
}

/// A document's styles.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    usual: Option<String>,
}

/// The list that a style puts its paragraphs into.
#[derive(Debug)]
pub(super) struct Styled<'s> {
    /// The list's number.
    pub list: u32,
    /// The level in the list.
    pub level: u32,
    /// The style that says so.
    pub style: &'s str,
}

impl Styles {
    /// Reads the part with the styles, if there is one.
    pub(super) fn parse(text: Option<&str>) -> Result<Self, OfficeError> {
        let mut styles = Self::default();
        let Some(text) = text else {
            return Ok(styles);
        };
        let tree = Tree::parse(text, "styles.xml")?;
        let Some(root) = tree.root() else {
            return Ok(styles);
        };
        for style in root.children().filter(|child| child.name() == "style") {
            styles.add(style);
        }
        Ok(styles)
    }

    fn add(&mut self, element: Element<'_>) {
        let id = element.attribute("styleId");
        let Some(id) = id.filter(|id| id.len() <= LONGEST_NAME) else {
            return;
        };
        let is_default = matches!(element.attribute("default"), Some("1" | "true" | "on"));
        if is_default && element.attribute("type") == Some("paragraph") {
            self.usual = Some(id.to_owned());
        }
        let number = |name: &str| element.path(&["pPr", "numPr", name])?.number("val");
        let based_on = element.child("basedOn");
        let style = Style {
            based_on: based_on.and_then(|on| on.attribute("val").map(str::to_owned)),
            list: number("numId"),
            level: number("ilvl"),
        };
        self.styles.insert(id.to_owned(), style);
    }

    /// The list that a paragraph of a style is in, by the style or one it builds on.
    pub(super) fn numbering<'s>(&'s self, style: Option<&'s str>) -> Option<Styled<'s>> {
        let mut id = style.or(self.usual.as_deref())?;
        let mut level = None;
        for _ in 0..LONGEST_CHAIN {
            let style = self.styles.get(id)?;
            level = level.or(style.level);
            if let Some(list) = style.list {
                return Some(Styled {
                    list,
                    level: level.unwrap_or(0),
                    style: id,
                });
            }
            id = style.based_on.as_deref()?;
        }
        None
    }
}
