//! The numbers that Word puts before paragraphs: `一、`, `（二）`, `1.1`.

use std::collections::HashMap;

use crate::counting::Style;
use crate::multilevel::{Counts, Item, LEVELS, Level, Levels, pattern};
use gouji_package::Element;

use super::styles::Styles;
use super::switch::is_on;

/// How lists are numbered; lists share it, and so share one count.
#[derive(Debug, Default)]
struct Scheme {
    levels: Levels,
    /// The style whose paragraphs are on each level.
    of_styles: [Option<String>; LEVELS],
    /// The style whose list's scheme stands in for this one.
    link: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    scheme: u32,
    starts: [Option<u32>; LEVELS],
    levels: Levels,
}

/// A document's lists, and how far they have been counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    schemes: HashMap<u32, Scheme>,
    lists: HashMap<u32, List>,
    counts: Counts,
}

impl Numbering {
    /// Reads the part with the lists, if there is one.
    pub(super) fn read(root: Option<Element<'_>>) -> Self {
        let mut numbering = Self::default();
        for element in root.into_iter().flat_map(Element::children) {
            match element.name() {
                "abstractNum" => numbering.add_scheme(element),
                "num" => numbering.add_list(element),
                _ => {}
            }
        }
        numbering
    }

    fn add_scheme(&mut self, element: Element<'_>) {
        let link = element.child("numStyleLink");
        let scheme = Scheme {
            levels: levels(element),
            of_styles: of_styles(element),
            link: link.and_then(|link| link.attribute("val").map(str::to_owned)),
        };
        if let Some(id) = element.number("abstractNumId") {
            self.schemes.insert(id, scheme);
        }
    }

    fn add_list(&mut self, element: Element<'_>) {
        let mut list = List::default();
        for own in element.children().filter(|e| e.name() == "lvlOverride") {
            let start = own.child("startOverride").and_then(|s| s.number("val"));
            let at = own.number("ilvl").unwrap_or(0) as usize;
            if let Some(slot) = list.starts.get_mut(at) {
                *slot = start;
            }
            for (slot, level) in list.levels.iter_mut().zip(levels(own)) {
                *slot = level.or(slot.take());
            }
        }
        let scheme = element.child("abstractNumId").and_then(|s| s.number("val"));
        if let (Some(id), Some(scheme)) = (element.number("numId"), scheme) {
            list.scheme = scheme;
            self.lists.insert(id, list);
        }
    }

    /// The level of a list that belongs to a style.
    pub(super) fn level_of_style(&self, list: u32, style: &str) -> Option<u32> {
        let list = self.lists.get(&list)?;
        let scheme = self.schemes.get(&list.scheme)?;
        let is_named = |named: &Option<String>| named.as_deref() == Some(style);
        let at = scheme.of_styles.iter().position(is_named)?;
        Some(at as u32)
    }

    /// Counts a paragraph of a list, and says what is printed before it.
    pub(super) fn next(&mut self, list: u32, level: u32, styles: &Styles) -> String {
        let level = (level as usize).min(LEVELS - 1);
        let Some(found) = self.resolve(list, level, styles) else {
            return String::new();
        };
        let item = Item {
            scheme: found.scheme,
            list,
            level,
            start: found.start,
        };
        self.counts.next(item, &found.levels)
    }

    /// What a list comes to, and its own start of a level.
    fn resolve(&self, id: u32, at: usize, styles: &Styles) -> Option<Resolved> {
        let list = self.lists.get(&id)?;
        let mut scheme_id = list.scheme;
        let mut scheme = self.schemes.get(&scheme_id)?;
        if let Some(style) = &scheme.link {
            let linked = self.lists.get(&styles.numbering(Some(style))?.list)?;
            scheme_id = linked.scheme;
            scheme = self.schemes.get(&scheme_id)?;
        }
        let mut levels = scheme.levels.clone();
        for (slot, own) in levels.iter_mut().zip(&list.levels) {
            if own.is_some() {
                slot.clone_from(own);
            }
        }
        let start = list.starts.get(at).copied().flatten();
        Some(Resolved {
            scheme: scheme_id,
            levels,
            start,
        })
    }
}

/// What a list comes to, with its scheme and what it says differently.
struct Resolved {
    scheme: u32,
    levels: Levels,
    /// Where the list itself has a level start.
    start: Option<u32>,
}

/// The levels described in an element.
fn levels(parent: Element<'_>) -> Levels {
    let mut levels = Levels::default();
    for element in parent.children().filter(|child| child.name() == "lvl") {
        let at = element.number("ilvl").unwrap_or(0) as usize;
        if let Some(slot) = levels.get_mut(at) {
            *slot = Some(level(element));
        }
    }
    levels
}

fn of_styles(parent: Element<'_>) -> [Option<String>; LEVELS] {
    let mut styles = <[Option<String>; LEVELS]>::default();
    for element in parent.children().filter(|child| child.name() == "lvl") {
        let at = element.number("ilvl").unwrap_or(0) as usize;
        let style = element.child("pStyle").and_then(|s| s.attribute("val"));
        if let Some(slot) = styles.get_mut(at) {
            *slot = style.map(str::to_owned);
        }
    }
    styles
}

fn level(element: Element<'_>) -> Level {
    let value = |name: &str| element.child(name).and_then(|child| child.attribute("val"));
    Level {
        start: value("start").and_then(|v| v.parse().ok()).unwrap_or(1),
        style: style(value("numFmt").unwrap_or("decimal")),
        pattern: pattern(value("lvlText").unwrap_or("").chars()),
        restart: value("lvlRestart").and_then(|v| v.parse().ok()),
        plain: element.child("isLgl").is_some_and(is_on),
        spaced: value("suff") != Some("nothing"),
    }
}

/// How a level's numbers are printed.
fn style(name: &str) -> Style {
    match name {
        "decimalZero" => Style::DecimalZero,
        "decimalFullWidth" | "decimalFullWidth2" => Style::FullWidth,
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "koreanCounting" => Style::Chinese,
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            Style::ChineseDigits
        }
        "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => {
            Style::ChineseLegal
        }
        "ideographTraditional" => Style::Stems,
        "ideographZodiac" => Style::Branches,
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Style::Circled,
        "decimalEnclosedParen" => Style::Bracketed,
        "decimalEnclosedFullstop" => Style::Dotted,
        "ideographEnclosedCircle" => Style::ChineseBracketed,
        "upperRoman" => Style::UpperRoman,
        "lowerRoman" => Style::LowerRoman,
        "upperLetter" => Style::UpperLetter,
        "lowerLetter" => Style::LowerLetter,
        "bullet" | "none" => Style::Nothing,
        _ => Style::Decimal,
    }
}
