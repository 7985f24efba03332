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
    /// Whether it shades tables or some of their cells.
    shades: bool,
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
/// Letters of such a share of their width are lines, in percent.
const NARROW: u32 = 5;

/// Whether a colour of letters is that of paper.
fn is_white(color: Element<'_>) -> bool {
    match color.attribute("themeColor") {
        Some(theme) => matches!(theme, "background1" | "light1"),
        None => color.attribute("val").is_some_and(colours::is_white),
    }
}

/// Whether what fills letters is the colour of paper.
fn is_white_fill(fill: Element<'_>) -> bool {
    let colour = fill
        .child("solidFill")
        .and_then(|fill| fill.children().next());
    let value = colour.and_then(|colour| colour.attribute("val"));
    value.is_some_and(|value| matches!(value, "bg1" | "lt1") || colours::is_white(value))
}

/// Whether something marks letters in another colour than that of paper.
fn is_mark(highlight: Element<'_>) -> bool {
    !matches!(highlight.attribute("val"), Some("white" | "none"))
}

/// Whether letters cannot be seen for their size, their width, or since nothing fills them; none where
/// nothing is specified.
fn is_tiny(properties: Option<Element<'_>>) -> Option<bool> {
    let property = |name: &str| properties.and_then(|properties| properties.child(name));
    let most = |name: &str, most: u32| {
        let size = property(name)?.number("val");
        Some(size.is_some_and(|size| size <= most))
    };
    let unfilled = property("textFill").map(|fill| fill.child("noFill").is_some());
    let all = [most("sz", TINY), most("w", NARROW), unfilled];
    let said = all.iter().flatten().copied();
    said.reduce(|one, other| one || other)
}

/// Whether a shade is there, and not white or none.
pub(super) fn is_shade(shade: Element<'_>) -> bool {
    let blank = |value: &str| value.eq_ignore_ascii_case("auto") || colours::is_white(value);
    let pattern = shade.attribute("val");
    let plain = pattern.is_none_or(|pattern| matches!(pattern, "clear" | "nil"));
    let themed = shade.attribute("themeFill").is_some();
    !plain || themed || shade.attribute("fill").is_some_and(|fill| !blank(fill))
}

/// Whether a style shades anything: the table, or some of its rows, columns and cells.
fn holds_shade(style: Element<'_>) -> bool {
    let shades = |part: Element<'_>| part.child("shd").is_some_and(is_shade);
    let parts = style.children().flat_map(|part| {
        let inner = part.children();
        std::iter::once(part).chain(inner)
    });
    std::iter::once(style).chain(parts).any(shades)
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
            hidden: property("vanish")
                .or_else(|| property("specVanish"))
                .map(is_on),
            raised: align.filter(|raised| *raised).or(position).or(align),
            struck: property("strike")
                .or_else(|| property("dstrike"))
                .map(is_on),
            white: match property("textFill") {
                Some(fill) => Some(is_white_fill(fill)),
                None => property("color").map(is_white),
            },
            tiny: is_tiny(properties),
            shaded: property("shd")
                .map(is_shade)
                .or(property("highlight").map(is_mark)),
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
    /// How text looks of which no style says anything.
    plain: Look,
    /// Whether they were read.
    are_known: bool,
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
        let plain = root.and_then(|root| root.path(&["docDefaults", "rPrDefault", "rPr"]));
        styles.plain = Look::of(plain);
        styles.are_known = root.is_some();
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
            shades: element.attribute("type") == Some("table") && holds_shade(element),
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

    /// Whether a style of a table, or one it builds on, may shade cells of it; what is not known may.
    pub(super) fn may_shade(&self, style: Option<&str>) -> bool {
        let mut next = style;
        for _ in 0..LONGEST_CHAIN {
            let Some(style) = next.and_then(|id| self.styles.get(id)) else {
                return !self.are_known;
            };
            if style.shades {
                return true;
            }
            next = style.based_on.as_deref();
        }
        true
    }

    /// How text of a paragraph looks whose style may be named.
    pub(super) fn look_of_paragraph(&self, style: Option<&str>) -> Look {
        self.look(style.or(self.usual())).or(self.plain)
    }

    /// The style of paragraphs that name none.
    pub(super) fn usual(&self) -> Option<&str> {
        self.usual.as_deref()
    }
}
