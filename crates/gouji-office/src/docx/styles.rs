//! What styles say that matters here: the list of their paragraphs, and whether their text is
//! hidden or raised.

use std::collections::HashMap;

use crate::colours;
use gouji_package::Element;

use super::switch::is_on;

/// Longest name of a style; programs number theirs.
const LONGEST_NAME: usize = 256;
/// Longest chain of styles that build on each other.
const LONGEST_CHAIN: usize = 20;

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    list: Option<u32>,
    level: Option<u32>,
    look: Look,
}

/// How text looks, as far as that changes what it says; none where nothing is specified for it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    /// Whether it is not shown.
    pub hidden: Option<bool>,
    /// Whether it is raised or lowered, as the marks of notes are.
    pub raised: Option<bool>,
    /// Whether it is struck out.
    pub struck: Option<bool>,
    /// Whether its letters are white.
    pub white: Option<bool>,
    /// Whether they are too small to be seen.
    pub tiny: Option<bool>,
    /// Whether something is under its letters.
    pub shaded: Option<bool>,
}

/// Letters of so many half points are dots.
const TINY: u32 = 2;

/// Whether a colour of letters is that of paper.
fn is_white(color: Element<'_>) -> bool {
    match color.attribute("themeColor") {
        Some(theme) => matches!(theme, "background1" | "light1"),
        None => color.attribute("val").is_some_and(colours::is_white),
    }
}

/// Whether a shade is there, and not white or none.
pub(super) fn is_shade(shade: Element<'_>) -> bool {
    let blank = |value: &str| value.eq_ignore_ascii_case("auto") || colours::is_white(value);
    let pattern = shade.attribute("val");
    let plain = pattern.is_none_or(|pattern| matches!(pattern, "clear" | "nil"));
    let themed = shade.attribute("themeFill").is_some();
    !plain || themed || shade.attribute("fill").is_some_and(|fill| !blank(fill))
}

impl Look {
    /// The look that the properties of a run give.
    pub(super) fn of(properties: Option<Element<'_>>) -> Self {
        let property = |name: &str| properties.and_then(|properties| properties.child(name));
        let aligned = |align: Element<'_>| {
            matches!(align.attribute("val"), Some("superscript" | "subscript"))
        };
        // By so many half points, as Word's dialog for the space between letters moves them.
        let moved = |position: Element<'_>| {
            let points = position.attribute("val").unwrap_or("0");
            points.trim_start_matches('-') != "0"
        };
        let align = property("vertAlign").map(aligned);
        let position = property("position").map(moved);
        Self {
            hidden: property("vanish").map(is_on),
            raised: align.filter(|raised| *raised).or(position).or(align),
            struck: property("strike")
                .or_else(|| property("dstrike"))
                .map(is_on),
            white: property("color").map(is_white),
            tiny: property("sz").map(|size| size.number("val").is_some_and(|size| size <= TINY)),
            shaded: property("shd")
                .map(is_shade)
                .or(property("highlight").map(|_| true)),
        }
    }

    /// This look, and where it says nothing, another.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            hidden: self.hidden.or(other.hidden),
            raised: self.raised.or(other.raised),
            struck: self.struck.or(other.struck),
            white: self.white.or(other.white),
            tiny: self.tiny.or(other.tiny),
            shaded: self.shaded.or(other.shaded),
        }
    }
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
    pub(super) fn read(root: Option<Element<'_>>) -> Self {
        let mut styles = Self::default();
        let children = root.into_iter().flat_map(Element::children);
        for style in children.filter(|child| child.name() == "style") {
            styles.add(style);
        }
        styles
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
            look: Look::of(element.child("rPr")),
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

    /// How text of a style looks, by the style or one it builds on.
    pub(super) fn look(&self, style: Option<&str>) -> Look {
        let mut look = Look::default();
        let mut next = style;
        for _ in 0..LONGEST_CHAIN {
            let Some(style) = next.and_then(|id| self.styles.get(id)) else {
                break;
            };
            look = look.or(style.look);
            next = style.based_on.as_deref();
        }
        look
    }

    /// The style of paragraphs that name none.
    pub(super) fn usual(&self) -> Option<&str> {
        self.usual.as_deref()
    }
}
