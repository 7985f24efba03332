//! The numbers that Word puts before paragraphs: `一、`, `（二）`, `1.1`.

use std::collections::{HashMap, HashSet};

use crate::OfficeError;
use crate::counting::{self, Style};
use gouji_package::{Element, Tree};

use super::is_on;
use super::styles::Styles;

/// Longest pattern of a number, in characters.
const LONGEST_PATTERN: usize = 64;
/// How many levels a list has.
const LEVELS: usize = 9;

#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    style: Style,
    /// `%1、`: signs and places of numbers.
    pattern: String,
    /// The style whose paragraphs are on this level.
    of_style: Option<String>,
    /// The level after which numbers start anew, from 1; 0 for never.
    restart: Option<u32>,
    /// Whether the numbers of all levels are printed `1`.
    plain: bool,
    /// Whether white space follows.
    spaced: bool,
}

type Levels = [Option<Level>; LEVELS];

/// How lists are numbered; lists share it, and so share one count.
#[derive(Debug, Default)]
struct Scheme {
    levels: Levels,
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
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    /// Lists and levels that have begun with a start of their own.
    begun: HashSet<(u32, usize)>,
}

impl Numbering {
    /// Reads the part with the lists, if there is one.
    pub(super) fn parse(text: Option<&str>) -> Result<Self, OfficeError> {
        let mut numbering = Self::default();
        let Some(text) = text else {
            return Ok(numbering);
        };
        let tree = Tree::parse(text, "numbering.xml")?;
        for element in tree.root().into_iter().flat_map(Element::children) {
            match element.name() {
                "abstractNum" => numbering.add_scheme(element),
                "num" => numbering.add_list(element),
                _ => {}
            }
        }
        Ok(numbering)
    }

    fn add_scheme(&mut self, element: Element<'_>) {
        let link = element.child("numStyleLink");
        let scheme = Scheme {
            levels: levels(element),
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
        let of_style = |level: &Option<Level>| {
            let level = level.as_ref();
            level.is_some_and(|level| level.of_style.as_deref() == Some(style))
        };
        let at = scheme.levels.iter().position(of_style)?;
        Some(at as u32)
    }

    /// Counts a paragraph of a list, and says what is printed before it.
    pub(super) fn next(&mut self, list_id: u32, level: u32, styles: &Styles) -> String {
        let at = (level as usize).min(LEVELS - 1);
        let Some((scheme_id, levels, start)) = self.resolve(list_id, at, styles) else {
            return String::new();
        };
        let counts = self.counts.entry(scheme_id).or_default();
        let first = levels
            .get(at)
            .and_then(Option::as_ref)
            .map_or(1, |l| l.start);
        let begins_anew = start.is_some() && self.begun.insert((list_id, at));
        for (deeper, count) in counts.iter_mut().enumerate().skip(at + 1) {
            let restart = levels.get(deeper).and_then(|l| l.as_ref()?.restart);
            if restart.is_none_or(|after| at < after as usize) {
                *count = None;
            }
        }
        for (index, count) in counts.iter_mut().enumerate().take(at) {
            let start = levels
                .get(index)
                .and_then(Option::as_ref)
                .map_or(1, |l| l.start);
            count.get_or_insert(start);
        }
        if let Some(count) = counts.get_mut(at) {
            *count = Some(match (*count, start) {
                (_, Some(start)) if begins_anew => start,
                (Some(count), _) => count.saturating_add(1),
                (None, start) => start.unwrap_or(first),
            });
        }
        print(&levels, counts, at)
    }

    /// The scheme of a list, its levels, and the list's own start of a level.
    fn resolve(&self, id: u32, at: usize, styles: &Styles) -> Option<(u32, Levels, Option<u32>)> {
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
        Some((scheme_id, levels, start))
    }
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

fn level(element: Element<'_>) -> Level {
    let value = |name: &str| element.child(name).and_then(|child| child.attribute("val"));
    Level {
        start: value("start").and_then(|v| v.parse().ok()).unwrap_or(1),
        style: style(value("numFmt").unwrap_or("decimal")),
        pattern: value("lvlText")
            .unwrap_or("")
            .chars()
            .take(LONGEST_PATTERN)
            .collect(),
        of_style: value("pStyle").map(str::to_owned),
        restart: value("lvlRestart").and_then(|v| v.parse().ok()),
        plain: element.child("isLgl").is_some_and(is_on),
        spaced: value("suff") != Some("nothing"),
    }
}

/// What is printed before a paragraph on a level.
fn print(levels: &Levels, counts: &[Option<u32>; LEVELS], at: usize) -> String {
    let Some(level) = levels.get(at).and_then(Option::as_ref) else {
        return String::new();
    };
    if level.style == Style::Nothing && !level.pattern.contains('%') && level.is_bullet() {
        return String::new();
    }
    let mut printed = String::new();
    let mut signs = level.pattern.chars();
    while let Some(sign) = signs.next() {
        let place = (sign == '%').then(|| signs.clone().next()?.to_digit(10));
        let Some(place) = place.flatten().filter(|place| *place > 0) else {
            printed.push(sign);
            continue;
        };
        signs.next();
        let index = place as usize - 1;
        let style = match levels.get(index).and_then(Option::as_ref) {
            Some(_) if level.plain => Style::Decimal,
            Some(other) => other.style,
            None => Style::Decimal,
        };
        let count = counts.get(index).copied().flatten().unwrap_or(1);
        printed.push_str(&counting::print(count, style));
    }
    let closed = printed.ends_with(['、', '.', '．', '）', ')', '，', '：']);
    if level.spaced && !closed && !printed.is_empty() {
        printed.push(' ');
    }
    printed
}

impl Level {
    /// Whether the sign is one of a symbol font or a dot: no text of the report.
    fn is_bullet(&self) -> bool {
        let plain = |c: char| c.is_alphanumeric() && !('\u{e000}'..='\u{f8ff}').contains(&c);
        !self.pattern.contains(plain)
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
