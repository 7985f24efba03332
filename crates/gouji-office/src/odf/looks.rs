//! How text looks in OpenDocument files, as far as that changes what it says: hidden,
//! struck out, or raised as the marks of notes are.

use std::collections::HashMap;

use crate::colours::is_white;
use gouji_package::Element;

/// Longest name of a style.
const LONGEST_NAME: usize = 256;
/// Longest chain of styles that build on each other.
const LONGEST_CHAIN: usize = 20;

/// How text looks; none where nothing is specified for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Whether it is not shown.
    pub hidden: Option<bool>,
    /// Whether it is raised.
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

impl Look {
    fn or(self, other: Self) -> Self {
        Self {
            hidden: self.hidden.or(other.hidden),
            raised: self.raised.or(other.raised),
            struck: self.struck.or(other.struck),
            white: self.white.or(other.white),
            tiny: self.tiny.or(other.tiny),
            shaded: self.shaded.or(other.shaded),
        }
    }

    /// The look of text that stands in text of another look.
    pub(super) fn within(self, outer: Self) -> Self {
        self.or(outer)
    }

    /// Whether text of this look cannot be seen: white letters on paper, and dots.
    pub(super) fn is_unseen(self, on_paper: bool) -> bool {
        let white = self.white == Some(true) && self.shaded != Some(true) && on_paper;
        self.hidden == Some(true) || self.tiny == Some(true) || white
    }
}

/// The styles that say how text looks.
#[derive(Debug, Default)]
pub(super) struct Looks(HashMap<String, (Look, Option<String>)>);

impl Looks {
    /// Learns the styles of a part.
    pub(super) fn learn(&mut self, root: Option<Element<'_>>) {
        for parent in root.into_iter().flat_map(Element::children) {
            for style in parent.children().filter(|child| child.name() == "style") {
                self.add(style);
            }
        }
    }

    fn add(&mut self, style: Element<'_>) {
        let name = |which: &str| {
            let name = style.attribute(which);
            name.filter(|name| name.len() <= LONGEST_NAME)
        };
        let family = style.attribute("family");
        let families = ["text", "paragraph", "table-cell", "table-row", "table"];
        if !family.is_some_and(|family| families.contains(&family)) {
            return;
        }
        let based_on = name("parent-style-name").map(str::to_owned);
        let look = look(style);
        if let Some(name) = name("name").filter(|_| look != Look::default() || based_on.is_some()) {
            self.0.insert(name.to_owned(), (look, based_on));
        }
    }

    /// How text in an element looks by the element's style.
    pub(super) fn of(&self, element: Element<'_>) -> Look {
        let mut look = Look::default();
        let mut next = element.attribute("style-name");
        for _ in 0..LONGEST_CHAIN {
            let Some((own, based_on)) = next.and_then(|name| self.0.get(name)) else {
                break;
            };
            look = look.or(*own);
            next = based_on.as_deref();
        }
        look
    }
}

fn look(style: Element<'_>) -> Look {
    let properties = style.child("text-properties");
    let property = |name: &str| properties.and_then(|properties| properties.attribute(name));
    // `super 58%`, or by how much it is raised or lowered: `33% 58%`.
    let raised = |position: &str| {
        let first = position.split_whitespace().next().unwrap_or("");
        let moved = |share: &str| share.parse::<i32>().is_ok_and(|share| share != 0);
        matches!(first, "super" | "sub") || first.strip_suffix('%').is_some_and(moved)
    };
    let struck = ["text-line-through-style", "text-line-through-type"];
    Look {
        struck: struck
            .iter()
            .find_map(|name| property(name))
            .map(|style| style != "none"),
        hidden: property("display").map(|display| display == "none"),
        raised: property("text-position").map(raised),
        white: property("color").map(is_white),
        tiny: property("font-size").map(is_tiny),
        shaded: shaded(style),
    }
}

/// The elements of a style that say what is under letters.
const GROUNDS: [&str; 5] = [
    "text-properties",
    "paragraph-properties",
    "table-cell-properties",
    "table-row-properties",
    "table-properties",
];

/// Whether a style puts something under letters, if it says so.
fn shaded(style: Element<'_>) -> Option<bool> {
    let properties = GROUNDS.iter().filter_map(|name| style.child(name));
    let grounds = properties.filter_map(|properties| {
        let pictured = properties.child("background-image");
        let pictured = pictured.is_some_and(|image| image.attribute("href").is_some());
        let colour = properties.attribute("background-color");
        let coloured = colour.map(|colour| colour != "transparent" && !is_white(colour));
        if pictured { Some(true) } else { coloured }
    });
    grounds.reduce(|one, other| one || other)
}

/// Whether the pages of a document have a colour of their own.
pub(super) fn has_shaded_pages(root: Option<Element<'_>>) -> bool {
    let layouts = root.and_then(|root| root.child("automatic-styles"));
    let mut layouts = layouts.into_iter().flat_map(Element::children);
    layouts.any(|layout| {
        let properties = layout.child("page-layout-properties");
        let colour = properties.and_then(|properties| properties.attribute("background-color"));
        colour.is_some_and(|colour| colour != "transparent" && !is_white(colour))
    })
}

/// Whether a part may have white letters.
pub(super) fn has_white(part: &str) -> bool {
    part.contains("#f") || part.contains("#F")
}

/// Whether letters of a size are dots: of a point at most.
fn is_tiny(size: &str) -> bool {
    let points = size.strip_suffix("pt").map(str::trim);
    points.is_some_and(|points| points == "1" || points.starts_with('0'))
}
